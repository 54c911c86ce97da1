"""What a zoning report shows, taken from layers: figures, maps, lists, doubts, and the runs behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer

from ..cartography import charts, entries, keys, mapimages, symbology, uvdiagram, words
from ..cartography.drawing import Drawing
from ..cartography.entries import ND
from ..cartography.exports import Table
from ..cartography.reports import Ranged
from ..cartography.zoning_report import Amount
from ..core import vocabulary
from ..toolbelt import areas, zonelayers
from . import mapsheets
from .handouts import Handout
from .request import Request

CLASS, NAMES = "cp_class", ("unit_name", "name_zh", "name_en", "unit_code", "name")
COLUMNS = (
    "unit_code",
    "unit_name",
    "area_ha",
    "gross_tco2",
    "sink_tco2",
    "net_tco2",
    "net_t_ha",
    "q_c",
    "q_p",
    "limiting",
    "cp_class",
    "margin",
    "severity",
)
TOTALS = ("gross_tco2", "sink_tco2", "net_tco2")
PROBABILITIES = ("p_s", "p_sc", "p_sp", "p_cp", "p_pc", "p_scp")
DOUBTS = ("cp_class", "margin", "modal_class", "p_modal", "entropy", *PROBABILITIES)
MOST_BARS, MOST_ROWS, MOST_NAMES = 60, 2000, 400


@dataclass(frozen=True)
class Units:
    """The units of a report as columns.

    Attributes
    ----------
    handout
        The layer, read.
    name
        Field with the names; empty where there is none.
    lang
        ``en`` or ``zh``.
    """

    handout: Handout
    name: str
    lang: str

    def column(self, field: str) -> list[object]:
        """Values of *field*; empty where the layer has none."""
        names = [name.lower() for name in self.handout.fields]
        if field.lower() not in names:
            return []
        at = names.index(field.lower())
        return [row[at] for row in self.handout.rows]

    def numbers(self, field: str) -> list[float]:
        """Numbers of *field*, NaN where there is none."""
        return [float(value) if isinstance(value, (int, float)) else math.nan for value in self.column(field)]

    def names(self) -> list[str]:
        """Name of each unit; its number where it has none."""
        given = self.column(self.name) if self.name else []
        return [
            str(given[at]) if given and given[at] is not None else str(at + 1)
            for at in range(len(self.handout.rows))
        ]

    def header(self, field: str) -> str:
        """People's words for a field that the layer has."""
        return self.handout.headers[[name.lower() for name in self.handout.fields].index(field.lower())]

    def table(self, fields: Sequence[str], most: int = MOST_ROWS) -> Table:
        """Those of *fields* that the layer has, under people's words."""
        known = [name.lower() for name in self.handout.fields]
        kept = [known.index(field.lower()) for field in dict.fromkeys(fields) if field.lower() in known]
        bounds = {at: _bounds(known, at) for at in kept}
        heads = [
            f"{self.handout.headers[at]} {words.word('with_interval', self.lang)}"
            if bounds[at]
            else self.handout.headers[at]
            for at in kept
        ]
        rows = [[_with_bounds(row, at, bounds[at]) for at in kept] for row in self.handout.rows[:most]]
        return Table("", heads, rows)


def _bounds(known: Sequence[str], at: int) -> tuple[int, int] | None:
    """Places of the bounds of column *at*; None where the layer has none."""
    low, high = (f"{known[at]}_{end}" for end in ("lo", "hi"))
    return (known.index(low), known.index(high)) if low in known and high in known else None


def _with_bounds(row: Sequence[object], at: int, bounds: tuple[int, int] | None) -> object:
    """A value with its interval, where both bounds are known."""
    given = [row[place] for place in (at, *(bounds or ()))]
    if bounds is None or not all(isinstance(one, (int, float)) and math.isfinite(one) for one in given):
        return row[at]
    return Ranged(*map(float, given))


def amounts(units: Units) -> dict[str, Amount]:
    """Units and hectares by class, also of a layer of sub-zones."""
    found: dict[str, Amount] = {}
    for code, (count, hectares) in units.handout.amounts.items():
        zone_class = code.rpartition("-")[2] or ND
        before = found.get(zone_class, Amount(0, 0.0))
        found[zone_class] = Amount(before.units + count, before.area_ha + hectares)
    return found


def subzone_areas(handout: Handout | None) -> dict[str, float]:
    """Sub-zone -> hectares; nothing where there is no layer of sub-zones."""
    if handout is None or handout.legend != "subzones":
        return {}
    return {code: area for code, (_, area) in handout.amounts.items() if code != ND and area > 0}


def facts(units: Units, zones: dict[str, float]) -> list[tuple[str, object]]:
    """Figures at the top."""
    lang, found = units.lang, amounts(units)
    area = math.fsum(amount.area_ha for amount in found.values())
    pairs: list[tuple[str, object]] = [
        (words.word("count", lang), len(units.handout.rows)),
        (f"{words.word('area', lang)} (ha)", area if math.isfinite(area) else None),
    ]
    for name in TOTALS:
        known = [value for value in units.numbers(name) if math.isfinite(value)]
        if known:
            pairs.append((units.header(name), math.fsum(known)))
    pairs += [
        (f"{item.code} {item.name(lang)}", found[item.code].units)
        for item in vocabulary.classes()
        if item.code in found and found[item.code].units
    ]
    return [*pairs, (words.word("subzones", lang), len(zones))] if zones else pairs


def lists(units: Units) -> list[tuple[str, list[str]]]:
    """Names of the units of each class, the most severe class first."""
    codes, names = units.column(CLASS), units.names()
    if not codes:
        return []
    ranked = sorted(vocabulary.classes(), key=lambda item: -item.severity)
    made = []
    for item in ranked:
        of_class = [name for code, name in zip(codes, names) if (code or ND) == item.code]
        if of_class:
            made.append((item.code, of_class[:MOST_NAMES]))
    return made


def net_chart(units: Units) -> list[tuple[Drawing, str]]:
    """Net emission of the units, the largest first; nothing where it is not known."""
    known = [
        (value, name) for value, name in zip(units.numbers("net_tco2"), units.names()) if math.isfinite(value)
    ]
    if not known:
        return []
    shown = sorted(known, key=lambda pair: -pair[0])
    shown = shown if len(shown) <= MOST_BARS else [*shown[: MOST_BARS // 2], *shown[-MOST_BARS // 2 :]]
    legend = entries.legend("net_carbon", units.lang, [value for value, _ in known])
    steps = [entry for entry in legend.entries if entry.step]
    bars = [charts.Bar(name, value, (steps[-1] if value > 0 else steps[0]).colour) for value, name in shown]
    return [(charts.bars(bars, "t CO2e"), legend.title)]


def diagram(units: Units) -> Drawing | None:
    """The units in the u-v plane with the number of each class; None where exceedances are not known."""
    u, v = units.numbers("u"), units.numbers("v")
    points = [(a, b) for a, b in zip(u, v) if math.isfinite(a) and math.isfinite(b)]
    if not points:
        return None
    counts = {code: str(amount.units) for code, amount in amounts(units).items() if amount.units}
    return uvdiagram.diagram(units.lang, 90.0, "standard", points, counts)


def doubts(units: Units) -> Table | None:
    """How sure the class of each unit is, the least sure first; None where no probabilities are known."""
    if not units.column("p_modal"):
        return None
    return units.table([units.name, *DOUBTS])


def draw(
    request: Request, layer: QgsMapLayer, folder: Path, lang: str, over: Sequence[QgsMapLayer] = ()
) -> tuple[Path, str]:
    """A map of *layer* with its legend as a picture in *folder*, and its title."""
    found = zonelayers.fields_of(layer)
    copied = layer.clone()
    renamed = {entries.field_of(found.legend): found.attribute()}
    shown = symbology.style(copied, found.legend, renamed, lang, True, "standard")
    extent = mapsheets.extent_of(copied, copied.crs(), request)
    transforms = request.context.transformContext()
    picture = mapimages.render([*over, copied], copied.crs(), extent, transforms)
    key = keys.key(shown, lang, colours="standard")
    path = folder / f"{found.legend}.png"
    mapimages.with_key(picture, key, lang).save(str(path))
    return path, shown.title


def borders(layer: QgsMapLayer, name: str, lang: str) -> list[QgsMapLayer]:
    """The units as lines with names, to be drawn over the maps; nothing where they have no polygons."""
    if not areas.has_polygons(layer):
        return []
    copied = layer.clone()
    symbology.boundaries(copied, name, lang)
    if not name:
        copied.setLabelsEnabled(False)
    return [copied]


def name_field(request: Request, parameter: str, handout: Handout) -> str:
    """The field with the names: the one asked for, else the usual one."""
    chosen = request.field(parameter)
    held = {name.lower(): name for name in handout.fields}
    return chosen or next((held[name] for name in NAMES if name in held), "")
