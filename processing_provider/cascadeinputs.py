"""Indicators and levels of a cascade, as tables of a few cells, and the units of all levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsProcessingParameterMatrix

from ..core import csvdata, joining, spelling
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.transmission import cascade
from ..core.transmission.distribution import BINDINGS, DIRECTIONS, Rules
from ..core.transmission.methods import methods
from ..toolbelt import tables
from ..toolbelt.translation import translate
from . import checks, matrices, quotainputs
from . import quotaparameters as q
from .request import Request
from .run import Run

INDICATORS, LEVELS, METHOD = "INDICATORS", "LEVELS", "METHOD"
INDICATOR_CELLS, LEVEL_CELLS = 7, 5
WORDS = {"上限": "ceiling", "下限": "floor", "约束性": "rigid", "预期性": "expected", "建议性": "advisory"}


@dataclass(frozen=True)
class Indicator:
    """One row of the table of indicators.

    ``total`` and ``intensity`` are NaN where they were left empty; one of them is there.
    """

    code: str
    field: str
    total: float
    intensity: float
    direction: str
    rounding: float
    unit: str


@dataclass(frozen=True)
class Level:
    """One row of the table of levels: 1 are the children of the top. NaN bands are none."""

    number: int
    method: str
    reserve: float
    band: float
    binding: str


def parameters() -> tuple:
    """The two tables."""
    indicators = [
        translate("Cascade", "Indicator"),
        translate("Cascade", "Field with the base value"),
        translate("Cascade", "Total of the top"),
        translate("Cascade", "and / or: intensity of the top"),
        translate("Cascade", "ceiling or floor"),
        translate("Cascade", "Rounding unit"),
        translate("Cascade", "Unit"),
    ]
    levels = [
        translate("Cascade", "Level (1: children of the top)"),
        translate("Cascade", "Method"),
        translate("Cascade", "Reserve (%)"),
        translate("Cascade", "± % of the base share"),
        translate("Cascade", "rigid, expected, advisory"),
    ]
    rows = translate("Cascade", "Indicators")
    rules = translate("Cascade", "Levels that have their own method and reserve")
    return (
        # a register may answer in its place; `indicators` refuses where neither names any
        QgsProcessingParameterMatrix(INDICATORS, rows, numberRows=1, headers=indicators, optional=True),
        QgsProcessingParameterMatrix(LEVELS, rules, numberRows=1, headers=levels, optional=True),
    )


def _cells(request: Request, name: str, width: int) -> list[list[str]]:
    cells = request.matrix(name)
    if matrices.rows(cells, width) and len(cells) % width:
        raise InputError(problem("The table {name} needs {count} cells in each row.", name=name, count=width))
    return matrices.rows(cells, width)


class _Reader:
    """Reads cells and keeps what is wrong with them."""

    def __init__(self, table: str):
        self.table, self.found = table, []

    def number(self, text: str, default: float) -> float:
        if not text:
            return default
        try:
            return csvdata.number(text)
        except InputError as error:
            self.found += error.problems
            return default

    def word(self, text: str, known: Sequence[str]) -> str:
        """A word of a closed list in either language; the first where the cell is empty."""
        if not text:
            return known[0]
        found = WORDS.get(text, spelling.listed(text, known))
        if found in known:
            return found
        named = {item.name_en: code for code, item in methods().items()}
        named.update({item.name_zh: code for code, item in methods().items()})
        if named.get(text) in known:
            return named[text]
        self.found.append(
            problem(
                "{word} in the table {table} is not known; write one of {known}.",
                word=text,
                table=self.table,
                known=", ".join(known),
            )
        )
        return known[0]


def indicators(request: Request) -> list[Indicator]:
    """The table of indicators; refuses it with all its faults."""
    read, made = _Reader(INDICATORS), []
    source = request.optional_source(q.INPUT)
    for code, name, total, intensity, direction, rounding, unit in _cells(
        request, INDICATORS, INDICATOR_CELLS
    ):
        made.append(
            Indicator(
                code,
                name,
                read.number(total, np.nan),
                read.number(intensity, np.nan),
                read.word(direction, DIRECTIONS),
                read.number(rounding, 0.0),
                unit,
            )
        )
        if name and source is not None and source.fields().lookupField(name) < 0:
            read.found.append(
                problem(
                    "The indicator {indicator} names the field {field}, which {layer} does not have.",
                    indicator=code,
                    field=name,
                    layer=request.layer_name(q.INPUT),
                )
            )
        if np.isnan(made[-1].total) and np.isnan(made[-1].intensity):
            read.found.append(_without_total(request, code))
        if made[-1].rounding < 0:
            read.found.append(problem("The rounding unit of {indicator} is below 0.", indicator=code))
    doubled = sorted({one.code for one in made if [two.code for two in made].count(one.code) > 1})
    if doubled:
        read.found.append(problem("Indicators are named more than once: {codes}.", codes=", ".join(doubled)))
    if not made:
        read.found.append(problem("Name at least one indicator in the table INDICATORS."))
    raise_if_any(read.found)
    return made


def _without_total(request: Request, code: str) -> Problem:
    """What is lacking of an indicator that has neither a total nor an intensity of the top."""
    year = request.number(q.YEAR)
    if request.held is None:
        return problem(
            "The indicator {indicator} needs the total of the top, or its intensity.", indicator=code
        )
    if np.isnan(year):
        return problem(
            "The indicator {indicator} needs the total of the top, or its intensity; with the year (YEAR) "
            "the register tells it.",
            indicator=code,
        )
    return problem(
        "The register has no target of {indicator} for {unit} in {year}. Import it, or give the total of the "
        "top or its intensity (INDICATORS).",
        indicator=code,
        unit=request.held.top(),
        year=int(year),
    )


def level_rows(request: Request) -> list[Level]:
    """The table of levels; refuses it with all its faults."""
    read, made = _Reader(LEVELS), []
    standard = [request.choice(METHOD), *methods()]
    for level, method, reserve, band, binding in _cells(request, LEVELS, LEVEL_CELLS):
        number = read.number(level, np.nan)
        if not number >= 1 or number != int(number):
            read.found.append(
                problem(
                    "The level {level} is none; write 1 for the children of the top, 2 below them.",
                    level=level,
                )
            )
            continue
        made.append(
            Level(
                int(number),
                read.word(method, standard),
                read.number(reserve, request.number(q.RESERVE)) / 100.0,
                read.number(band, request.number(q.BAND)) / 100.0,
                read.word(binding, [request.choice(q.BINDING), *BINDINGS]),
            )
        )
    doubled = sorted({one.number for one in made if [two.number for two in made].count(one.number) > 1})
    if doubled:
        read.found.append(
            problem("Levels are named more than once: {codes}.", codes=", ".join(map(str, doubled)))
        )
    raise_if_any(read.found)
    return made


def _used(request: Request) -> set[str]:
    """Codes of the methods of all levels."""
    return {request.choice(METHOD), *(one.method for one in level_rows(request))}


def problems(request: Request) -> list[Problem]:
    """What can be known before the units are read."""
    found = []
    for attempt in (indicators, level_rows):
        try:
            attempt(request)
        except InputError as error:
            found += error.problems
    if found:
        return found
    given = {column for name, column in q.FIELDS.items() if name != q.BASE and request.field(name)}
    given |= {"criteria"} if request.fields(q.CRITERIA) else set()
    given |= {"base"} if all(one.field for one in indicators(request)) else set()
    used = [methods()[code] for code in _used(request)]
    lacking = sorted({need for method in used for need in method.needs} - given)
    if lacking:
        found.append(
            problem(
                "The methods of the levels need fields for {columns}. Choose them.",
                columns=", ".join(name.upper() for name in lacking),
            )
        )
    packages = sorted({name for method in used for name in method.packages})
    return [*found, *quotainputs.weight_problems(request), *checks.package_problems(packages)]


def steps(request: Request, indicator: Indicator, count: int) -> list[Rules]:
    """Rules of every level for one indicator."""
    standard = quotainputs.rules(request, request.choice(METHOD), indicator.direction, indicator.rounding)
    own = {one.number: one for one in level_rows(request)}
    return [
        standard
        if number not in own
        else replace(
            standard,
            method=own[number].method,
            reserve=own[number].reserve,
            band=None if np.isnan(own[number].band) else own[number].band,
            binding=own[number].binding,
        )
        for number in range(1, count + 1)
    ]


@dataclass(frozen=True)
class Units:
    """Units of all levels, in the order of the table.

    Attributes
    ----------
    table
        All rows.
    tree
        See `core.transmission.cascade.levels`.
    names
        Names of the units.
    columns
        Columns that all indicators share, along ``tree.codes``.
    """

    table: tables.Columns
    tree: cascade.Levels
    names: np.ndarray
    columns: dict[str, np.ndarray]


def read(run: Run, wanted: Sequence[Indicator]) -> Units:
    """The units with their tree and all columns."""
    single = {name: run.field(name) for name in q.FIELDS if name != q.BASE}
    texts = {name: run.field(name) for name in (q.CODE, q.PARENT, q.NAME)}
    criteria = run.fields(q.CRITERIA)
    asked = [*single.values(), *texts.values(), *criteria, *(one.field for one in wanted)]
    table = run.columns(q.INPUT, list(dict.fromkeys(name for name in asked if name)))
    codes, parents = (joining.codes(table[texts[name]]) for name in (q.CODE, q.PARENT))
    tree = cascade.levels(codes.tolist(), parents.tolist())
    names = quotainputs.names_of(table, texts[q.NAME])
    columns = {
        column: amounts(run, table, single[name], tree)
        for name, column in q.FIELDS.items()
        if single.get(name)
    }
    if criteria:
        columns["criteria"] = np.column_stack([amounts(run, table, one, tree) for one in criteria])
    return Units(table, tree, names, columns)


def amounts(run: Run, table: tables.Columns, name: str, tree: cascade.Levels) -> np.ndarray:
    """A field along the tree; parents without a value get the sum of their children, which is told."""
    values, made = cascade.filled(run.numbers(table, name, q.INPUT), tree)
    own = int(made[: tree.units].sum())
    if own:
        run.warn(
            problem(
                "{count} units have no {field}; it was summed up from their children.", count=own, field=name
            )
        )
    negative = np.flatnonzero(values < 0)
    if len(negative):
        raise InputError(
            problem(
                "{count} values of {column} are negative ({codes}); take sources and sinks apart.",
                count=len(negative),
                column=name,
                codes=", ".join(tree.codes[at] for at in negative[: quotainputs.SHOWN]),
            )
        )
    return values
