"""The pages of an atlas: administrative units, and the hectares of every class in each."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..cartography import gradation
from ..core.errors import InputError, problem
from ..toolbelt import areas, crossing, zonelayers
from . import mapsheets, polygoninputs, shownlayers
from .run import Run
from .shownlayers import Shown

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST = 60


@dataclass(frozen=True)
class UnitPage:
    """One page.

    Attributes
    ----------
    number
        From 1.
    name
        Of the unit; its number where it has none.
    geometry
        In the CRS of the map.
    area_ha
        Code -> hectares within the unit; empty where they are not known.
    """

    number: int
    name: str
    geometry: QgsGeometry
    area_ha: dict[str, float]

    @property
    def file(self) -> str:
        """Name of a file of this page, without suffix."""
        plain = FORBIDDEN.sub("_", self.name).strip(" .")[:LONGEST]
        return f"{self.number:03d}_{plain}"

    def notes(self) -> dict[str, str]:
        """Code -> hectares in words."""
        return {
            code: f"{gradation.figure(float(f'{area:.3g}'))} ha"
            for code, area in self.area_ha.items()
            if area > 0
        }


def pages(run: Run, shown: Shown) -> list[UnitPage]:
    """The units in the order of their layer; those of one name, which came in several polygons, as one.

    Raises
    ------
    InputError
        No unit has a polygon.
    """
    crs, field = shown.layer.crs(), run.field(mapsheets.UNIT_NAME)
    shapes, rows = polygoninputs.read(run, mapsheets.UNITS, crs, [field] if field else [])
    parts: dict[str, list[QgsGeometry]] = defaultdict(list)
    for number, (shape, row) in enumerate(zip(shapes, rows), start=1):
        given = str(row[0]).strip() if row and row[0] is not None else ""
        parts[given or str(number)].append(shape)
    if not parts:
        raise InputError(
            problem(
                "No unit of {layer} has a polygon to make a page of.", layer=run.layer_name(mapsheets.UNITS)
            )
        )
    merged = [found[0] if len(found) == 1 else QgsGeometry.unaryUnion(found) for found in parts.values()]
    hectares = _areas(run, shown, merged, crs)
    return [
        UnitPage(number, name, merged[number - 1], hectares[number - 1])
        for number, name in enumerate(parts, start=1)
    ]


def _areas(
    run: Run, shown: Shown, units: list[QgsGeometry], crs: QgsCoordinateReferenceSystem
) -> list[dict[str, float]]:
    """Hectares by code in each unit, measured on the ellipsoid; empty for what has no codes or polygons."""
    if shown.legend.is_graduated or not shownlayers.has_polygons(shown.layer):
        return [{} for _ in units]
    found = zonelayers.fields_of(shown.layer)
    recognised = found is not None and found.legend == shown.name
    names = list(found.names) if recognised else [shown.legend.field]
    if any(shown.layer.fields().lookupField(name) < 0 for name in names):
        return [{} for _ in units]
    shapes, rows = polygoninputs.read(run, shownlayers.INPUT, crs, names)
    made = crossing.cross(shapes, units, areas.measure(crs, run.context), run.progress)
    run.say(areas.describe(crs, run.context))
    hectares: list[dict[str, float]] = [defaultdict(float) for _ in units]
    for zone, unit, area in zip(made.first.tolist(), made.second.tolist(), made.area_ha.tolist()):
        if unit != crossing.NOTHING:
            code = found.code(list(rows[zone])) if recognised else rows[zone][0]
            hectares[unit]["ND" if code in (None, "") else str(code)] += area
    return [dict(one) for one in hectares]
