"""Records of industries by units, out of a long table or out of wide ones.

A long table has one row per industry and unit (or per enterprise; rows of the same pair are summed). Wide
tables have the industries in rows and the units in columns, or the other way round, one table per quantity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..core import csvdata, industries, joining
from ..core.errors import problem, raise_if_any
from ..toolbelt import tables
from ..toolbelt.translation import language, translate
from . import columns, pollutants
from .parameters import ANY_TABLE, choice, field, number, source
from .request import Request
from .run import Run

INPUT, SHAPE, INDUSTRY, UNIT, UNIT_NAME = "INPUT", "SHAPE", "INDUSTRY", "UNIT", "UNIT_NAME"
EMISSION, VALUE, LOAD, POLLUTANTS = "EMISSION", "VALUE", "LOAD", "POLLUTANTS"
CELLS, LOAD_TABLE, VALUE_TABLE = "CELLS", "LOAD_TABLE", "VALUE_TABLE"
CARBON_STANDARD, CARBON_STANDARD_FIELD = "CARBON_STANDARD", "CARBON_STANDARD_FIELD"
POLLUTION_STANDARD, LEVEL = "POLLUTION_STANDARD", "LEVEL"
LONG, BY_INDUSTRY, BY_UNIT = "long", "industries", "units"
AS_GIVEN, DIVISION = "as_given", "division"
LOAD_NAME = "load"
SHOWN = 5


@dataclass(frozen=True)
class Records:
    """Columns over the records, see `core.zoning.industrytable.gather`.

    ``names`` are of the pollutants, ``labels`` what people call them; ``called`` and ``unit_called`` map
    codes to names, where names are known.
    """

    industry: np.ndarray
    unit: np.ndarray
    emission: np.ndarray
    size: np.ndarray
    loads: np.ndarray
    standard: np.ndarray | None
    limits: np.ndarray
    names: tuple[str, ...]
    labels: tuple[str, ...]
    weights: tuple[float, ...] | None
    called: dict[str, str]
    unit_called: dict[str, str]


def parameters():
    """What the table is, and what its columns hold."""
    return (
        source(INPUT, translate("IndustryRecords", "Industries by units"), ANY_TABLE),
        choice(
            SHAPE,
            translate("IndustryRecords", "The table has"),
            {
                LONG: translate("IndustryRecords", "a row for each industry and unit, or each enterprise"),
                BY_INDUSTRY: translate("IndustryRecords", "a row for each industry, a column for each unit"),
                BY_UNIT: translate("IndustryRecords", "a row for each unit, a column for each industry"),
            },
        ),
        field(INDUSTRY, translate("IndustryRecords", "Industry (code or name)"), "gbt4754"),
        field(UNIT, translate("IndustryRecords", "Unit code"), "unit_code"),
        field(UNIT_NAME, translate("IndustryRecords", "Unit name"), "unit_name"),
        field(EMISSION, translate("IndustryRecords", "Emission (t CO2e per year)"), "source_tco2"),
        field(LOAD, translate("IndustryRecords", "Pollution load"), "eq_total"),
        pollutants.parameter(
            POLLUTANTS, translate("IndustryRecords", "or: loads of several pollutants with their standards")
        ),
        field(VALUE, translate("IndustryRecords", "Output of the industry (value, product or area)")),
        field(
            CELLS,
            translate("IndustryRecords", "Wide tables: columns with the units or industries"),
            many=True,
        ),
        source(LOAD_TABLE, translate("IndustryRecords", "Wide table of the pollution load"), ANY_TABLE, True),
        source(VALUE_TABLE, translate("IndustryRecords", "Wide table of the output"), ANY_TABLE, True),
        choice(
            LEVEL,
            translate("IndustryRecords", "Industries are"),
            {
                AS_GIVEN: translate("IndustryRecords", "taken as they are written"),
                DIVISION: translate("IndustryRecords", "gathered by division (two digits)"),
            },
        ),
    )


def standards():
    """Standards of the user's own, per unit of output."""
    return (
        number(
            CARBON_STANDARD, translate("IndustryRecords", "Carbon standard (t CO2e per output)"), minimum=0.0
        ),
        field(CARBON_STANDARD_FIELD, translate("IndustryRecords", "or: field with the carbon standard")),
        number(
            POLLUTION_STANDARD,
            translate("IndustryRecords", "Pollution standard (load per output)"),
            minimum=0,
        ),
    )


def problems(request: Request) -> list:
    """What is missing for the shape that was chosen, all of it."""
    return _long_problems(request) if request.choice(SHAPE) == LONG else _wide_problems(request)


def _long_problems(request: Request) -> list:
    layer, found = request.layer_name(INPUT), []
    for name, what in (
        (INDUSTRY, translate("IndustryRecords", "the industry")),
        (UNIT, translate("IndustryRecords", "the unit")),
        (EMISSION, translate("IndustryRecords", "the emission")),
    ):
        if not request.field(name):
            found.append(
                problem(
                    "Choose the field of {what} of {layer} in the parameter {name}.",
                    what=what,
                    layer=layer,
                    name=name,
                )
            )
    asked = request.matrix(POLLUTANTS)
    if not request.field(LOAD) and not pollutants.rows(asked):
        found.append(
            problem(
                "Choose the field of the pollution load of {layer}, or give several pollutants.", layer=layer
            )
        )
    return found + pollutants.problems(asked, request.optional_source(INPUT), layer, limited=True)


def _wide_problems(request: Request) -> list:
    name, layer = _row_parameter(request), request.layer_name(INPUT)
    found = []
    if not request.field(name):
        found.append(
            problem("Choose the field that names the rows of {layer} in {name}.", layer=layer, name=name)
        )
    cells = request.given_fields(CELLS)
    if not cells:
        found.append(
            problem("Choose the columns of the wide table {layer} in {name}.", layer=layer, name=CELLS)
        )
    if request.optional_source(LOAD_TABLE) is None:
        found.append(
            problem("Wide tables hold one quantity each; give the loads in {name}.", name=LOAD_TABLE)
        )
    for table in (LOAD_TABLE, VALUE_TABLE):
        other = request.optional_source(table)
        lacking = [
            column
            for column in (request.field(name), *cells)
            if other is not None and column and other.fields().lookupField(column) < 0
        ]
        if lacking:
            found.append(
                problem(
                    "The wide table {layer} lacks columns that {input} has: {columns}.",
                    layer=request.layer_name(table),
                    input=layer,
                    columns=", ".join(lacking),
                )
            )
    return found


def _row_parameter(request: Request) -> str:
    return INDUSTRY if request.choice(SHAPE) == BY_INDUSTRY else UNIT


def read(run: Run) -> Records:
    """Records of the tables that were asked for; rows of totals and rows without codes are left out."""
    made = _long(run) if run.choice(SHAPE) == LONG else _wide(run)
    made = _without_totals(run, made)
    spelt = np.array([*map(_division if run.choice(LEVEL) == DIVISION else str, made.industry), None], object)
    lang = language()
    known = {code: industries.industry(code) for code in set(spelt[:-1].tolist())}
    called = {code: one.name(lang) for code, one in known.items() if one is not None}
    return replace(made, industry=spelt[:-1], called=called)


def _division(code: str) -> str:
    """Two digits of a code that is known; others as they are written."""
    return industries.digits(code)[:2] if industries.industry(code) is not None else code


def _long(run: Run) -> Records:
    asked = pollutants.rows(run.matrix(POLLUTANTS))
    rows = asked or [[run.field(LOAD), "", "", ""]]
    single = [run.field(name) for name in (INDUSTRY, UNIT, UNIT_NAME, EMISSION, VALUE, CARBON_STANDARD_FIELD)]
    loads = pollutants.fields(rows, run.source(INPUT))
    table = run.columns(INPUT, [*single, *loads])
    amounts = [name for name in (*map(run.field, (EMISSION, VALUE, CARBON_STANDARD_FIELD)), *loads) if name]
    layer = run.layer_name(INPUT)
    refuse_impossible(run, INPUT, {name: tables.numbers(table, name, layer) for name in amounts}, table.ids)
    side = pollutants.side(run, table, INPUT, rows, "max", lambda _name: np.nan)
    limits = np.column_stack([np.broadcast_to(limit, len(table)) for limit in side.standards])
    if not asked:
        limits = np.full(limits.shape, run.number(POLLUTION_STANDARD))
    units = joining.codes(table[run.field(UNIT)])
    return Records(
        industry=joining.codes(table[run.field(INDUSTRY)]),
        unit=units,
        emission=run.numbers(table, run.field(EMISSION), INPUT),
        size=_size(run, table),
        loads=np.column_stack(side.values),
        standard=_standard(run, table),
        limits=limits,
        names=tuple(side.names),
        labels=tuple(_label(run, name) for name in side.names),
        weights=tuple(side.weights) if side.weights else None,
        called={},
        unit_called=_unit_names(run, table, units),
    )


def refuse_impossible(run: Run, source_name: str, given: Mapping[str, np.ndarray], rows: Sequence) -> None:
    """Refuse amounts below zero or infinite; NaN, which is unknown, passes.

    Parameters
    ----------
    given
        Field -> numbers.
    rows
        What the rows are called.
    """
    bad = {name: (values < 0) | np.isinf(values) for name, values in given.items()}
    raise_if_any(
        problem(
            "{count} values of the field {field} of {layer} are negative or infinite (rows: {rows}). Correct "
            "them; leave those blank that are not known.",
            count=int(mask.sum()),
            field=name,
            layer=run.layer_name(source_name),
            rows=", ".join(str(rows[at]) for at in np.flatnonzero(mask)[:SHOWN]),
        )
        for name, mask in bad.items()
        if mask.any()
    )


def _label(run: Run, name: str) -> str:
    """What people call a load: the words of a declared column, the alias of the field, or its name."""
    declared = columns.known(name)
    if declared is not None:
        return declared.name_zh if language() == "zh" else declared.name_en
    fields = run.source(INPUT).fields()
    return fields.at(fields.lookupField(name)).alias() or name


def _unit_names(run: Run, table: tables.Columns, units: np.ndarray) -> dict[str, str]:
    """Names of the units by code; none at all where the field names something else, such as enterprises."""
    chosen = run.field(UNIT_NAME)
    found: dict[str, set[str]] = {}
    for code, text in zip(units.tolist(), table[chosen].tolist() if chosen else ()):
        if code and text is not None and text == text:  # noqa: PLR0124 - NaN
            found.setdefault(code, set()).add(str(text))
    several = sorted(code for code, names in found.items() if len(names) > 1)
    if several:
        run.warn(
            problem(
                "The field {field} of {layer} does not name the units: {count} of them have several names "
                "({units}). Codes are shown instead. Choose the field with the name of the unit in "
                "{parameter}, or empty it.",
                field=chosen,
                layer=run.layer_name(INPUT),
                count=len(several),
                units="; ".join(f"{code}: {', '.join(sorted(found[code])[:2])}" for code in several[:SHOWN]),
                parameter=UNIT_NAME,
            )
        )
        return {}
    return {code: name for code, (name,) in found.items()}


def _size(run: Run, table: tables.Columns) -> np.ndarray:
    chosen = run.field(VALUE)
    return run.numbers(table, chosen, INPUT) if chosen else np.ones(len(table))


def _standard(run: Run, table: tables.Columns) -> np.ndarray:
    chosen = run.field(CARBON_STANDARD_FIELD)
    if chosen:
        return run.numbers(table, chosen, INPUT)
    return np.full(len(table), run.number(CARBON_STANDARD))


def _wide(run: Run) -> Records:
    """Every cell of the wide tables as a record; the rows of the other tables are joined by their codes."""
    key, cells = run.field(_row_parameter(run)), run.fields(CELLS)
    first = run.columns(INPUT, [key, *cells])
    codes = joining.codes(first[key])

    def amounts(table, name, of_rows):
        found = {cell: run.numbers(table, cell, name) for cell in cells}
        refuse_impossible(run, name, found, of_rows)
        return found.values()

    def spread(name):
        if run.optional_source(name) is None:
            return np.ones((len(codes), len(cells)))
        table = run.columns(name, [key, *cells])
        keys = joining.codes(table[key])
        joined = joining.join(codes, keys, run.layer_name(INPUT), run.layer_name(name))
        for remark in joined.remarks:
            run.warn(remark)
        return np.column_stack([joined.taken(values) for values in amounts(table, name, keys)])

    emission = np.column_stack([*amounts(first, INPUT, codes)])
    rows = np.repeat(codes, len(cells))
    columns = np.tile(np.array([*cells, None], dtype=object)[:-1], len(codes))
    by_industry = run.choice(SHAPE) == BY_INDUSTRY
    count = len(rows)
    return Records(
        industry=rows if by_industry else columns,
        unit=columns if by_industry else rows,
        emission=emission.ravel(),
        size=spread(VALUE_TABLE).ravel(),
        loads=spread(LOAD_TABLE).reshape(-1, 1),
        standard=np.full(count, run.number(CARBON_STANDARD)),
        limits=np.full((count, 1), run.number(POLLUTION_STANDARD)),
        names=(LOAD_NAME,),
        labels=(translate("IndustryRecords", "Pollution load"),),
        weights=None,
        called={},
        unit_called={},
    )


def _without_totals(run: Run, made: Records) -> Records:
    pairs = list(zip(made.industry.tolist(), made.unit.tolist()))
    totals = np.array([any(map(csvdata.is_total, pair)) for pair in pairs], dtype=bool)
    nameless = np.array([not all(pair) for pair in pairs], dtype=bool) & ~totals
    layer = run.layer_name(INPUT)
    if totals.any():
        run.warn(
            problem(
                "{count} rows or cells of {layer} are totals of others; they are left out.",
                count=int(totals.sum()),
                layer=layer,
            )
        )
    if nameless.any():
        run.warn(
            problem(
                "{count} rows of {layer} have no industry or no unit; they are left out.",
                count=int(nameless.sum()),
                layer=layer,
            )
        )
    kept = ~(totals | nameless)
    return replace(
        made,
        industry=made.industry[kept],
        unit=made.unit[kept],
        emission=made.emission[kept],
        size=made.size[kept],
        loads=made.loads[kept],
        standard=None if made.standard is None else made.standard[kept],
        limits=made.limits[kept],
    )
