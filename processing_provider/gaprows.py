"""Records of units, sectors and enterprises at two dates, and the warnings that are traced in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining, years
from ..core.errors import InputError, Problem, problem
from ..core.transmission import warning
from ..core.transmission.tree import Tree
from ..toolbelt.translation import translate
from . import hierarchies
from .parameters import ANY_TABLE, advanced, choice, field, needed, number, source, text
from .request import Request
from .run import Run

INPUT, UNIT, SECTOR, ENTERPRISE, VALUE = "INPUT", "UNIT", "SECTOR", "ENTERPRISE", "VALUE"
YEAR, BASE_YEAR, END_YEAR, INDICATOR, ONLY = "YEAR", "BASE_YEAR", "END_YEAR", "INDICATOR", "ONLY"
POPULATION, GDP, ENERGY = "POPULATION", "GDP", "ENERGY"
WARNINGS, WARN_UNIT, WARN_TARGET = "WARNINGS", "WARN_UNIT", "WARN_TARGET"
WARN_LEVEL, WARN_INDICATOR, LEAST, TARGET = "WARN_LEVEL", "WARN_INDICATOR", "LEAST", "TARGET"
DIRECTION, FLOOR = "DIRECTION", "floor"
SHOWN = 10
_COLUMNS = (UNIT, SECTOR, ENTERPRISE, VALUE, YEAR, INDICATOR, POPULATION, GDP, ENERGY)


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The table of records, its years and columns."""
    return (
        needed(
            source(
                INPUT,
                translate("GapRows", "Emissions or loads by unit, sector, enterprise and year"),
                ANY_TABLE,
            )
        ),
        needed(field(UNIT, translate("GapRows", "Unit code"), "unit_code")),
        field(SECTOR, translate("GapRows", "Sector or source"), "sector"),
        field(ENTERPRISE, translate("GapRows", "Enterprise (blank: the rest of the sector)"), "enterprise"),
        needed(field(VALUE, translate("GapRows", "Value"), "value")),
        needed(field(YEAR, translate("GapRows", "Year"), "year")),
        number(BASE_YEAR, translate("GapRows", "Base year (empty: the first)"), None, 1000, 9999, True),
        number(
            END_YEAR, translate("GapRows", "Year of the warning (empty: the last)"), None, 1000, 9999, True
        ),
        field(INDICATOR, translate("GapRows", "Indicator or pollutant (empty: all rows are one)")),
        text(ONLY, translate("GapRows", "Trace only this indicator or pollutant")),
        advanced(field(POPULATION, translate("GapRows", "Population of the unit (LMDI)"))),
        advanced(field(GDP, translate("GapRows", "GDP or output of the sector (LMDI)"))),
        advanced(field(ENERGY, translate("GapRows", "Energy use of the sector (LMDI)"))),
    )


def warning_parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """What is traced: warnings with targets, or one target, or the change itself."""
    levels = {
        "blue": translate("GapRows", "blue and worse"),
        "yellow": translate("GapRows", "yellow and worse"),
        "orange": translate("GapRows", "orange and red"),
        "red": translate("GapRows", "red"),
    }
    directions = {
        "ceiling": translate("GapRows", "too much is the trouble (emissions, loads)"),
        FLOOR: translate("GapRows", "too little is the trouble (sinks, cropland)"),
    }
    return (
        source(
            WARNINGS,
            translate("GapRows", "Warnings or targets by unit (empty: the change is traced)"),
            ANY_TABLE,
            True,
        ),
        field(WARN_UNIT, translate("GapRows", "Unit code of the warning"), "unit_code", WARNINGS),
        field(WARN_TARGET, translate("GapRows", "Target"), "target", WARNINGS),
        field(WARN_LEVEL, translate("GapRows", "Warning level"), "warn_level", WARNINGS),
        advanced(field(WARN_INDICATOR, translate("GapRows", "Indicator of the warning"), None, WARNINGS)),
        choice(LEAST, translate("GapRows", "Trace warnings that are"), levels, "orange"),
        number(TARGET, translate("GapRows", "or: one target for every unit")),
        choice(DIRECTION, translate("GapRows", "Direction"), directions),
    )


def problems(request: Request) -> list[Problem]:
    """Parameters that do not go together."""
    found = hierarchies.problems(request)
    if request.field(INDICATOR) and not request.text(ONLY):
        found.append(problem("Say which indicator or pollutant is traced (ONLY); they cannot be added."))
    if request.optional_source(WARNINGS) is not None:
        lacking = [name for name in (WARN_UNIT, WARN_TARGET) if not request.field(name)]
        if lacking:
            found.append(
                problem(
                    "Choose the fields {fields} of {layer}.",
                    fields=", ".join(lacking),
                    layer=request.layer_name(WARNINGS),
                )
            )
    return found


@dataclass(frozen=True)
class Records:
    """Sums of the records by place, at both dates.

    Attributes
    ----------
    tree
        Units; those of the records and those above them.
    unit, sector, enterprise
        One per place; sector and enterprise are empty where not told.
    value, gdp, energy
        Shape (2, places): base year, year of the warning; NaN where nothing was recorded. The last two
        None where there is no such field.
    population
        Unit -> population at both dates; empty where there is no such field.
    years
        Both years.
    """

    tree: Tree
    unit: list[str]
    sector: list[str]
    enterprise: list[str]
    value: np.ndarray
    gdp: np.ndarray | None
    energy: np.ndarray | None
    population: dict[str, np.ndarray]
    years: tuple[int, int]


def read(run: Run) -> Records:
    """Read and sum the records of the two years."""
    chosen = {name: run.field(name) for name in _COLUMNS}
    table = run.columns(INPUT, list(chosen.values()))
    year = years.years(table[chosen[YEAR]], chosen[YEAR])

    def texts(name: str) -> np.ndarray:
        return joining.codes(table[chosen[name]]) if chosen[name] else np.full(len(table), "", dtype=object)

    taken = year != years.NO_YEAR
    if chosen[INDICATOR]:
        wanted = run.listing.concept(run.text(ONLY).strip())
        of_row = np.array([run.listing.concept(one) for one in texts(INDICATOR).tolist()], dtype=object)
        taken &= of_row == wanted
        if not taken.any():
            raise InputError(
                problem(
                    "{layer} has no rows of {indicator}; it has {known}.",
                    layer=run.layer_name(INPUT),
                    indicator=run.text(ONLY),
                    known=", ".join(sorted(set(of_row.tolist()))[:SHOWN]),
                )
            )
    both = _years(run, year[taken])
    taken &= np.isin(year, both)
    rows = np.flatnonzero(taken)
    unit, sector, enterprise = (texts(name)[rows].tolist() for name in (UNIT, SECTOR, ENTERPRISE))
    _refuse_blank(run, table.ids[rows], unit)
    numbers = {
        name: run.numbers(table, chosen[name], INPUT)[rows]
        for name in (VALUE, POPULATION, GDP, ENERGY)
        if chosen[name]
    }
    date = (year[rows] == both[1]).astype(int)
    return _summed(run, (unit, sector, enterprise), date, numbers, both)


def _years(run: Run, found: np.ndarray) -> tuple[int, int]:
    known = np.unique(found).tolist()
    first, last = run.number(BASE_YEAR), run.number(END_YEAR)
    both = int(first) if np.isfinite(first) else known[0], int(last) if np.isfinite(last) else known[-1]
    lacking = [str(one) for one in both if one not in known]
    if lacking or both[0] >= both[1]:
        raise InputError(
            problem(
                "A trace needs two years with rows, the base before the warning; asked are {first} and "
                "{last}, "
                "there are {known}.",
                first=both[0],
                last=both[1],
                known=", ".join(map(str, known[:SHOWN])),
            )
        )
    return both


def _refuse_blank(run: Run, ids: np.ndarray, unit: list[str]) -> None:
    blank = [str(one) for one, code in zip(ids.tolist(), unit) if not code]
    if blank:
        raise InputError(
            problem(
                "{count} rows of {layer} have no unit code (rows: {rows}). Fill it in.",
                count=len(blank),
                layer=run.layer_name(INPUT),
                rows=", ".join(blank[:SHOWN]),
            )
        )


def _summed(run: Run, places, date: np.ndarray, numbers: dict[str, np.ndarray], both) -> Records:
    paths = list(zip(*places))
    at = {path: number for number, path in enumerate(dict.fromkeys(paths))}
    column = np.array([at[path] for path in paths], dtype=np.intp)

    def summed(name: str) -> np.ndarray | None:
        if name not in numbers:
            return None
        made = np.full((2, len(at)), np.nan)
        known = np.isfinite(numbers[name])
        where = date[known], column[known]
        made[where] = 0.0
        np.add.at(made, where, numbers[name][known])
        return made

    unit, sector, enterprise = (list(names) for names in zip(*at))
    people = _population(run, places[0], date, numbers.get(POPULATION))
    missing = int((~np.isfinite(numbers[VALUE])).sum())
    if missing:
        run.warn(
            problem("{count} records have no value; they are left out, not taken as zero.", count=missing)
        )
    tree = hierarchies.read(run, np.array(list(dict.fromkeys(unit)), dtype=object), run.layer_name(INPUT))
    return Records(tree, unit, sector, enterprise, summed(VALUE), summed(GDP), summed(ENERGY), people, both)


def _population(run: Run, unit: Sequence[str], date: np.ndarray, values) -> dict[str, np.ndarray]:
    """Population of every unit; it is written in each of its rows and must be the same there."""
    made: dict[str, np.ndarray] = {}
    torn = set()
    for code, when, number_of_row in zip(unit, date.tolist(), () if values is None else values.tolist()):
        if not np.isfinite(number_of_row):
            continue
        here = made.setdefault(code, np.full(2, np.nan))
        if np.isfinite(here[when]) and here[when] != number_of_row:
            torn.add(code)
        here[when] = number_of_row
    if torn:
        raise InputError(
            problem(
                "The population differs between rows of the same unit and year: {units}. It belongs to the "
                "unit, "
                "not to its sectors.",
                units=", ".join(sorted(torn)[:SHOWN]),
            )
        )
    return made


def targets(run: Run, records: Records) -> dict[str, float]:
    """Units that are traced, with their targets; NaN where the change itself is traced."""
    if run.optional_source(WARNINGS) is None:
        given = run.number(TARGET)
        return dict.fromkeys(dict.fromkeys(records.unit), given)
    names = {name: run.field(name) for name in (WARN_UNIT, WARN_TARGET, WARN_LEVEL, WARN_INDICATOR)}
    table = run.columns(WARNINGS, list(names.values()))
    code = joining.codes(table[names[WARN_UNIT]]).tolist()
    target = run.numbers(table, names[WARN_TARGET], WARNINGS)
    kept = np.ones(len(table), dtype=bool)
    if names[WARN_LEVEL]:
        rank = {level: number for number, level in enumerate(warning.LEVELS)}
        words = joining.codes(table[names[WARN_LEVEL]]).tolist()
        kept &= np.array([rank.get(word, 0) >= rank[run.choice(LEAST)] for word in words], dtype=bool)
    if names[WARN_INDICATOR] and run.text(ONLY):
        wanted = run.listing.concept(run.text(ONLY).strip())
        words = joining.codes(table[names[WARN_INDICATOR]]).tolist()
        kept &= np.array([run.listing.concept(word) == wanted for word in words], dtype=bool)
    listed = [(one, float(value)) for one, value, is_kept in zip(code, target, kept) if is_kept and one]
    twice = sorted({one for one, _ in listed if [other for other, _ in listed].count(one) > 1})
    if twice:
        raise InputError(
            problem(
                "{layer} has several warnings of the same unit: {units}. Filter it to one indicator and "
                "year.",
                layer=run.layer_name(WARNINGS),
                units=", ".join(twice[:SHOWN]),
            )
        )
    return dict(listed)
