"""Values over years as parameters: a row for each unit and year, or a field for each year.

What is read is a `core.transmission.panel.Panel`; what comes out lies on the features of the input, on the
geometries of a layer of units, or in a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from qgis.core import Qgis, QgsGeometry, QgsProcessingParameterDefinition

from ..core import joining, years
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.transmission import definitions, panel
from ..core.transmission.definitions import Listing
from ..core.transmission.panel import Panel
from ..toolbelt import areas, unitshapes
from ..toolbelt.translation import language, translate
from . import parameters as ask
from . import spreads
from .request import Request
from .run import Run

INPUT, LAYOUT, UNIT_CODE, UNIT_NAME = "INPUT", "LAYOUT", "UNIT_CODE", "UNIT_NAME"
ITEM, YEAR, VALUES = "ITEM", "YEAR", "VALUES"
UNITS_LAYER, UNITS_CODE = "UNITS_LAYER", "UNITS_CODE"
ROWS, FIELDS = "rows", "fields"


def parameters(values: str, widths: bool = False) -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters of a table of values, which are called *values*; *widths* asks how sure they are."""
    layouts = {
        ROWS: translate("Panels", "a row for each unit and year"),
        FIELDS: translate("Panels", "a row for each unit, a field for each year"),
    }
    return (
        ask.needed(
            ask.source(INPUT, translate("Panels", "Values over years (layer or table)"), ask.ANY_TABLE)
        ),
        ask.choice(LAYOUT, translate("Panels", "The table has"), layouts),
        ask.needed(ask.field(UNIT_CODE, translate("Panels", "Unit code"), "unit_code")),
        ask.field(UNIT_NAME, translate("Panels", "Unit name"), "unit_name"),
        ask.field(ITEM, translate("Panels", "Rows: indicator or pollutant (empty: all rows are one)")),
        ask.field(YEAR, translate("Panels", "Rows: year"), "year"),
        ask.needed(ask.field(VALUES, values, many=True)),
        *((ask.advanced(spreads.parameter()),) if widths else ()),
    )


def places() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters of the layer that gives rows their places."""
    return (
        ask.source(
            UNITS_LAYER,
            translate("Panels", "Rows: layer of the units, for the map"),
            ask.ANY_TABLE,
            optional=True,
        ),
        ask.field(
            UNITS_CODE, translate("Panels", "Unit code in that layer"), "unit_code", parent=UNITS_LAYER
        ),
    )


def problems(request: Request, more: tuple[str, ...] = ()) -> list[Problem]:
    """What is wrong with the table; *more* are further parameters with fields like VALUES."""
    found = []
    if _asks_widths(request):
        given, layer = request.optional_source(INPUT), request.layer_name(INPUT)
        found += spreads.problems(request.matrix(spreads.SPREADS), request.fields(VALUES), given, layer)
    for name in (VALUES, *more):
        fields = request.fields(name)
        if request.choice(LAYOUT) == ROWS and len(fields) > 1:
            found.append(
                problem(
                    "Where every year has its row, choose one field for {name}, not {count}. For a field for "
                    "each year set LAYOUT to fields.",
                    name=name,
                    count=len(fields),
                )
            )
        if request.choice(LAYOUT) == FIELDS and fields and years.in_names(fields) is None:
            found.append(
                problem(
                    "The fields {fields} do not name one year each. Name them like net_2015, net_2020.",
                    fields=", ".join(fields),
                )
            )
    if request.choice(LAYOUT) == ROWS and not request.field(YEAR):
        found.append(problem("Choose the field with the year (YEAR)."))
    if request.optional_source(UNITS_LAYER) is not None and not request.field(UNITS_CODE):
        found.append(problem("Choose the field with the codes of the layer of units (UNITS_CODE)."))
    return found


@dataclass
class Read:
    """A table of values, read.

    Attributes
    ----------
    panel
        Its series.
    names
        Unit code -> name, where the table has names.
    ids
        Feature ids, where a row is a unit; else None.
    others
        Further fields of the same rows as panels, by field parameter.
    shapes
        Unit code -> geometry, where a layer of units was given.
    listing
        The indicators, for their names.
    """

    panel: Panel
    names: dict[str, str]
    ids: np.ndarray | None
    others: dict[str, Panel] = field(default_factory=dict)
    shapes: dict[str, QgsGeometry] | None = None
    listing: Listing = field(default_factory=definitions.usual)

    def identity(self, with_names: bool = True) -> dict[str, np.ndarray]:
        """Columns that say which series a row is."""
        made = {"unit_code": self.panel.unit}
        if self.names and with_names:
            called = [self.names.get(code) for code in self.panel.unit.tolist()]
            made["unit_name"] = np.array([*called, None], dtype=object)[:-1]
        if any(self.panel.item.tolist()):
            made["item"] = self.panel.item
        return made


def read(run: Run, more: tuple[str, ...] = (), constant: str = "") -> Read:
    """Read the table: values, and *more* field parameters of the same rows or years.

    *constant* is a parameter with one field that does not change with the year where a row is a unit.
    """
    in_fields = run.choice(LAYOUT) == FIELDS
    made = (
        _of_fields(run, more, constant)
        if in_fields
        else _of_rows(run, (*more, constant) if constant else more)
    )
    made.listing = run.listing
    return made


def _of_fields(run: Run, more: tuple[str, ...], constant: str) -> Read:
    fields, code, name = run.fields(VALUES), run.field(UNIT_CODE), run.field(UNIT_NAME)
    widths = _chosen(run, fields)
    others = {one: run.fields(one) for one in (*more, constant) if one and run.fields(one)}
    wanted = [code, name, *fields, *(name for one in widths.values() for name in one.fields)]
    table = run.columns(INPUT, [*wanted, *(name for one in others.values() for name in one)])
    unit = _codes(table[code], run.layer_name(INPUT))

    def made(chosen: list[str], sd: bool, only_once: bool = False) -> Panel:
        values = [run.numbers(table, one, INPUT) for one in chosen]
        for column in values:
            panel.check_finite(column, unit, run.layer_name(INPUT))
        none = np.full(len(unit), np.nan)
        width = [_widths(run, table, widths[one]) if sd else none for one in chosen]
        at = None if only_once else years.in_names(chosen)
        if at is None:
            # one field that names no year holds for all of them; several are refused before
            at = [years.NO_YEAR]
        return panel.from_fields(unit, at, values, width)

    names = dict(zip(unit.tolist(), joining.codes(table[name]).tolist())) if name else {}
    result = Read(made(fields, True), names, table.ids)
    result.others = {one: made(own, False, one == constant) for one, own in others.items()}
    return result


def _asks_widths(request: Request) -> bool:
    return any(one.name() == spreads.SPREADS for one in request.algorithm.parameterDefinitions())


def _chosen(run: Run, fields: list[str]) -> dict[str, spreads.Spread]:
    """How sure the fields are, where the algorithm asks for it."""
    if not _asks_widths(run):
        return {name: spreads.Spread(name) for name in fields}
    return spreads.chosen(run.matrix(spreads.SPREADS), fields, run.source(INPUT))


def _widths(run: Run, table, spread: spreads.Spread) -> np.ndarray:
    """Standard deviations of a field; NaN, not 0, where the table has none."""
    known = spread.fields or np.isfinite(spread.percent)
    return spreads.deviations(run, table, INPUT, spread) if known else np.full(len(table), np.nan)


def _codes(column, layer: str) -> np.ndarray:
    unit = joining.codes(column)
    blank = np.flatnonzero(unit == "")
    faults = joining.duplicates(unit, layer)
    if len(blank):
        faults.append(
            problem(
                "{layer} has {count} units without a code. Every unit needs one.",
                layer=layer,
                count=len(blank),
            )
        )
    raise_if_any(faults)
    return unit


def _of_rows(run: Run, more: tuple[str, ...]) -> Read:
    layer, chosen = run.layer_name(INPUT), run.field(VALUES)
    width = _chosen(run, [chosen])[chosen]
    code, name, item, year = (run.field(one) for one in (UNIT_CODE, UNIT_NAME, ITEM, YEAR))
    others = {one: run.field(one) for one in more if run.field(one)}
    table = run.columns(INPUT, [code, name, item, year, chosen, *width.fields, *others.values()])
    unit, when = joining.codes(table[code]), years.years(table[year], year)
    what = joining.codes(table[item]) if item else np.full(len(unit), "", dtype=object)
    kept = (unit != "") & (when != years.NO_YEAR) & ((what != "") | (not item))
    if not kept.all():
        run.warn(
            problem(
                "{count} rows of {layer} lack the unit code, the year or the item; they are left out.",
                count=int(np.count_nonzero(~kept)),
                layer=layer,
            )
        )
    if not kept.any():
        raise InputError(problem("{layer} has no rows with unit code and year.", layer=layer))

    def made(name: str, sd: np.ndarray) -> Panel:
        values = run.numbers(table, name, INPUT)
        panel.check_finite(values, unit, layer)
        return panel.from_rows(unit[kept], what[kept], when[kept], values[kept], sd[kept], layer)

    names = {}
    if name:
        pairs = zip(unit[kept].tolist(), joining.codes(table[name])[kept].tolist())
        names = {one: called for one, called in pairs if called}
    none = np.full(len(unit), np.nan)
    result = Read(made(chosen, _widths(run, table, width)), names, None)
    result.others = {one: made(own, none) for one, own in others.items()}
    return _placed(run, result) if run.optional_source(UNITS_LAYER) is not None else result


def _placed(run: Run, found: Read) -> Read:
    """The same for all units of the layer of units; those without rows have empty series."""
    name = run.layer_name(UNITS_LAYER)
    found.shapes = unitshapes.by_code(
        run.source(UNITS_LAYER), run.field(UNITS_CODE), name, run.look_for_cancel
    )
    own, there = list(dict.fromkeys(found.panel.unit.tolist())), list(found.shapes)
    joined = joining.join(
        np.array([*there, None], dtype=object)[:-1],
        np.array([*own, None], dtype=object)[:-1],
        name,
        run.layer_name(INPUT),
    )
    for remark in joined.remarks:
        run.warn(remark)
    found.names = {**_names_of_layer(run), **found.names}
    units = [*there, *(code for code in own if code not in found.shapes)]
    items = list(dict.fromkeys(found.panel.item.tolist()))
    unit = np.array([*units * len(items), None], dtype=object)[:-1]
    item = np.array([*(one for one in items for _ in units), None], dtype=object)[:-1]
    found.panel = found.panel.of(unit, item)
    found.others = {one: other.of(unit, item) for one, other in found.others.items()}
    return found


def _names_of_layer(run: Run) -> dict[str, str]:
    """Names of units by the layer of units, where it has the field that the table has them in."""
    code, name = run.field(UNITS_CODE), run.field(UNIT_NAME)
    if not name or run.source(UNITS_LAYER).fields().lookupField(name) < 0:
        return {}
    table = run.columns(UNITS_LAYER, [code, name])
    pairs = zip(joining.codes(table[code]).tolist(), joining.codes(table[name]).tolist())
    return {one: called for one, called in pairs if one and called}


def give(run: Run, name: str, found: Read, new: dict[str, np.ndarray], legend: str = "") -> str:
    """Write *new* columns (one value for each series) where the series belong."""
    if found.ids is not None:
        return run.give_features(name, run.source(INPUT), found.ids, new, legend)
    return give_units(run, name, found, {**found.identity(), **new}, legend)


def give_units(run: Run, name: str, found: Read, new: dict[str, np.ndarray], legend: str = "") -> str:
    """Write columns that begin with ``unit_code``, with the geometries of the units where there are any."""
    if found.shapes is None:
        return run.give_table(name, new)
    units = run.source(UNITS_LAYER)
    shapes = [found.shapes.get(code, QgsGeometry()) for code in new["unit_code"].tolist()]
    kind = Qgis.WkbType.MultiPolygon if areas.has_polygons(units) else units.wkbType()
    if kind == Qgis.WkbType.MultiPolygon:
        shapes = [_multiple(shape) for shape in shapes]
    return run.give_shapes(name, shapes, new, kind, units.sourceCrs(), legend)


def _multiple(shape: QgsGeometry) -> QgsGeometry:
    """A copy of *shape* as several parts; empty ones stay empty."""
    made = QgsGeometry(shape)
    if not made.isNull():
        made.convertToMultiType()
    return made


def flagged(masks: dict[str, np.ndarray]) -> np.ndarray:
    """Words of the flags that hold for every row, joined by blanks."""
    names = list(masks)
    rows = zip(*(np.asarray(mask, dtype=bool).tolist() for mask in masks.values()))
    made = [" ".join(name for name, holds in zip(names, row) if holds) for row in rows]
    return np.array([*made, None], dtype=object)[:-1]


def tell(run: Run, masks: dict[str, np.ndarray]) -> None:
    """Warn of flags with their counts."""
    for name, mask in masks.items():
        if np.any(mask):
            run.warn(problem("Flag {name}: {count} series.", name=name, count=int(np.count_nonzero(mask))))


def spoken(found: Read, row: int) -> str:
    """A series as people call it: name or code of the unit, and the item."""
    unit, item = found.panel.keys()[row]
    return " ".join(filter(None, (found.names.get(unit) or unit, called(found, item))))


def called(found: Read, item: str) -> str:
    """An indicator by its code, and its name where the list of indicators has it."""
    listed = found.listing.definition(item)
    return f"{item} {listed.name(language())}" if listed else item
