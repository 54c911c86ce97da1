"""Units and sub-catchments as places of loads: read, crossed with one another, and their land measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core import joining
from ..core.errors import InputError, problem
from ..core.pollution.landloads import LandAreas
from ..core.pollution.lines import NOWHERE
from ..toolbelt import areas, overlay, pieces
from . import landareas, polygoninputs
from .request import Request
from .run import Run

UNITS_LAYER, UNITS_CODE = landareas.UNITS_LAYER, landareas.UNITS_CODE
CATCHMENTS, CATCHMENT_CODE, DELIVERY_FIELD = "CATCHMENTS", "CATCHMENT_CODE", "DELIVERY_FIELD"


@dataclass(frozen=True)
class Parts:
    """Parts of the map that lie in one unit and one sub-catchment at most.

    Attributes
    ----------
    unit, catchment
        Positions of each part; `lines.NOWHERE` outside of all.
    shapes
        Polygons of the parts.
    area_ha
        Hectares of the parts.
    units, catchments
        Codes in their own order.
    """

    unit: np.ndarray
    catchment: np.ndarray
    shapes: list[QgsGeometry]
    area_ha: np.ndarray
    units: np.ndarray
    catchments: np.ndarray

    def weight(self, area_ha: np.ndarray) -> np.ndarray:
        """Hectares of the parts by unit and sub-catchment, the last column outside of sub-catchments."""
        inside = self.unit != NOWHERE
        width = len(self.catchments) + 1
        place = np.where(self.catchment == NOWHERE, width - 1, self.catchment)
        flat = self.unit[inside] * width + place[inside]
        return np.bincount(flat, area_ha[inside], len(self.units) * width).reshape(-1, width)


def problems(request: Request) -> list:
    """What can be refused of the layers of places before work."""
    found = []
    for name, code in ((UNITS_LAYER, UNITS_CODE), (CATCHMENTS, CATCHMENT_CODE)):
        if request.optional_source(name) is None:
            continue
        found += polygoninputs.problems(request, [name])
        if not request.field(code):
            found.append(
                problem(
                    "Choose the field of the code in the layer {layer} ({parameter}).",
                    layer=request.layer_name(name),
                    parameter=code,
                )
            )
    return found


def codes_of(run: Run, name: str, rows) -> np.ndarray:
    """Codes of a layer of places; refuses blanks and repeated ones."""
    codes = joining.codes([row[0] for row in rows])
    faults = joining.duplicates(codes, run.layer_name(name))
    if (codes == "").any():
        faults.append(
            problem(
                "{count} features of {layer} have no code. Fill it in.",
                count=int((codes == "").sum()),
                layer=run.layer_name(name),
            )
        )
    if faults:
        raise InputError(*faults)
    return codes


def parts(run: Run, crs: QgsCoordinateReferenceSystem) -> Parts:
    """Units cut by sub-catchments, in the coordinates of *crs*, and what sub-catchments have beside them."""
    shapes, rows = polygoninputs.read(run, UNITS_LAYER, crs, [run.field(UNITS_CODE)])
    units, shapes = landareas.in_order(codes_of(run, UNITS_LAYER, rows), shapes)
    landareas.warn_overlap(run, UNITS_LAYER)
    measure = areas.measure(crs, run.context)
    if run.optional_source(CATCHMENTS) is None:
        area = np.array([measure(shape) for shape in shapes])
        nowhere = np.full(len(shapes), NOWHERE)
        return Parts(np.arange(len(shapes)), nowhere, shapes, area, units, np.zeros(0, dtype=object))
    others, rows = polygoninputs.read(run, CATCHMENTS, crs, [run.field(CATCHMENT_CODE)])
    catchments, others = landareas.in_order(codes_of(run, CATCHMENTS, rows), others)
    landareas.warn_overlap(run, CATCHMENTS)
    found = _cut(run, shapes, others) + [
        (NOWHERE, at, piece) for at, over, piece in _cut(run, others, shapes) if over == NOWHERE
    ]
    place = np.array([item[:2] for item in found], dtype=np.int64).reshape(-1, 2)
    made = [item[2] for item in found]
    area = np.array([measure(piece) for piece in made])
    return Parts(place[:, 0], place[:, 1], made, area, units, catchments)


def _cut(run: Run, shapes, others) -> list[tuple[int, int, QgsGeometry]]:
    """Pieces of *shapes* along the borders of *others*: (shape, other or `NOWHERE`, piece)."""
    cutter = overlay.Cutter([overlay.Layer(others, range(1, len(others) + 1))])
    found = []
    for at, shape in enumerate(shapes):
        if at % pieces.OFTEN == 0:
            run.progress(at / max(len(shapes), 1))
        found += [(at, covers[0] - 1, piece) for piece, covers in cutter.cut(shape)]
    return found


def has_land(request: Request) -> bool:
    """Whether land use was given."""
    return request.optional_source(landareas.INPUT) is not None or request.layer(landareas.RASTER) is not None


def measured(run: Run) -> tuple[Parts, LandAreas | None]:
    """Parts of the map, and the hectares of land classes in them where land use was given."""
    if not has_land(run):
        return parts(run, run.source(UNITS_LAYER).sourceCrs()), None
    if run.optional_source(landareas.INPUT) is not None:
        made = parts(run, run.source(landareas.INPUT).sourceCrs())
        land = landareas.of_polygons(run, (_labels(made), made.shapes))
    else:
        raster = landareas.read_raster(run)
        made = parts(run, QgsCoordinateReferenceSystem.fromWkt(raster.band.grid.wkt))
        land = landareas.of_raster(run, raster, placed=(_labels(made), made.shapes))
    if not land.area_ha.sum():
        raise InputError(
            problem(
                "No land lies in any unit ({area} ha lie outside). Check the CRS of the land use and of "
                "the units.",
                area=f"{land.outside_ha:.6g}",
            )
        )
    if land.outside_ha > 0:
        run.warn(
            problem("{area} ha of land lie in no unit; they are not counted.", area=f"{land.outside_ha:.6g}")
        )
    return made, LandAreas(made.unit, made.catchment, land.classes, land.area_ha, land.unknown_ha)


def _labels(made: Parts) -> np.ndarray:
    return np.array([str(at) for at in range(len(made.shapes))], dtype=object)


def delivery_of(run: Run, made: Parts) -> np.ndarray | None:
    """Delivery ratio of every sub-catchment; None where no field was chosen."""
    if run.optional_source(CATCHMENTS) is None or not run.field(DELIVERY_FIELD):
        return None
    table = run.columns(CATCHMENTS, [run.field(CATCHMENT_CODE), run.field(DELIVERY_FIELD)])
    ratio = run.numbers(table, run.field(DELIVERY_FIELD), CATCHMENTS)
    # features without a polygon are in the table and not among the parts
    of = dict(zip(joining.codes(table[run.field(CATCHMENT_CODE)]).tolist(), ratio.tolist()))
    return np.array([of[code] for code in made.catchments.tolist()], dtype=np.float64)
