"""What makes a factor table sound: one set of rules for the built-in tables and for those of a user.

Every function returns sentences about what is wrong; none of them stops at the first fault.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import units
from .csvdata import number, read_rows
from .errors import InputError, Problem, UnitError, Words, problem
from .spelling import unlisted
from .wording import shown

FOLDER = Path(__file__).parent / "data" / "factors"

CONFIDENCES = ("high", "medium", "low", "none")
RANGE_TYPES = (
    "",  # no range
    "ci95",  # limits of the 95 % interval
    "ci90",  # limits of the 90 % interval
    "reported",  # plus-minus as the source prints it, meaning not stated
    "range",  # lowest and highest value that the source prints
    "min_max",  # extremes over units or papers
    "error_range",  # IPCC "error range"
    "relative",  # a percentage of the value
    "one_sided",  # value is one of the limits
    "rounding",  # only the rounding of the printed numbers
    "half_widths",  # smaller and larger half-width of an asymmetric interval
)
KEY_COLUMNS = ("scheme", "key", "parameter", "region", "year")
REQUIRED = ("key", "scheme", "parameter", "value", "unit")
YEAR = re.compile(r"(?:(1[89]|20|21)\d\d)(?:-(1[89]|20|21)\d\d)?")


@dataclass(frozen=True)
class Parameter:
    """A kind of number that a table may hold, with the units that measure it.

    ``sign`` is ``positive`` (>= 0), ``fraction`` (0 to 1) or ``any``.
    """

    table: str
    key: str
    units: tuple[str, ...]
    name_en: str
    name_zh: str
    sign: str
    note: str

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en


@cache
def parameters() -> Mapping[tuple[str, str], Parameter]:
    """(table, parameter) -> `Parameter`, in the order of parameters.csv."""
    return {
        (row["table"], row["parameter"]): Parameter(
            row["table"],
            row["parameter"],
            tuple(row["unit"].split("|")),
            row["name_en"],
            row["name_zh"],
            row["sign"],
            row["note"],
        )
        for row in read_rows(FOLDER / "parameters.csv", "list of parameters")
    }


@cache
def sources() -> Mapping[str, Mapping[str, str]]:
    """source_key -> row of sources.csv (title, authors, year, url, licence, note)."""
    return {row["key"]: row for row in read_rows(FOLDER / "sources.csv", "list of sources")}


def check_rows(
    table: str, rows: Iterable[Mapping[str, str]], lines: Iterable[int], file: str
) -> list[Problem]:
    """All that is wrong with the rows of factor table *table*, read from *file*.

    Rules: key, scheme and a source are given; the parameter belongs to the table; value, low and high are
    numbers with low <= value <= high; the value has the sign of its parameter; an empty value is declared
    by ``gap`` = 1; the unit is of the closed list and measures the parameter; range type, confidence and
    year are of the closed lists; no two rows have the same scheme, key, parameter, region and year.
    """
    rows, lines = list(rows), list(lines)
    found: list[Problem] = _strangers(table, rows, lines, file)
    seen: dict[tuple[str, ...], int] = {}
    for row, line in zip(rows, lines):
        at = {"row": line, "file": file}
        found += _filled(row, at)
        found += _numbers(table, row, at)
        found += _unit(table, row, at)
        found += _closed_lists(row, at)
        identity = tuple(row.get(column, "") for column in KEY_COLUMNS)
        if identity in seen:
            found.append(
                problem(
                    "Row {row} of {file} repeats row {first}: both have scheme {scheme}, key {key}, "
                    "parameter {parameter}, region {region} and year {year}. Delete one of them.",
                    first=seen[identity],
                    **at,
                    **dict(zip(KEY_COLUMNS, identity)),
                )
            )
        seen.setdefault(identity, line)
    return found


def _strangers(
    table: str, rows: Sequence[Mapping[str, str]], lines: Sequence[int], file: str
) -> list[Problem]:
    """One problem for each parameter that is none of the table, with its rows: a wrong table has many."""
    own = [key for name, key in parameters() if name == table]
    of: dict[str, list[int]] = {}
    for row, line in zip(rows, lines):
        if row.get("parameter") and row["parameter"] not in own:
            of.setdefault(row["parameter"], []).append(line)
    return [
        problem(
            "The parameter {parameter} of {file} does not belong to the table {table} ({count} rows: "
            "{rows}); known are {known}.",
            parameter=parameter,
            file=file,
            table=table,
            row=found[0],
            count=len(found),
            rows=shown(found),
            known=", ".join(own),
        )
        for parameter, found in of.items()
    ]


def _filled(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    found = [
        problem("Row {row} of {file} has no {column}; fill it in.", column=column, **at)
        for column in ("key", "scheme", "parameter", "unit")
        if not row.get(column)
    ]
    key = row.get("source_key", "")
    if not key and not row.get("source"):
        found.append(
            problem(
                "Row {row} of {file} has no source; write where the number comes from into the column "
                "source.",
                **at,
            )
        )
    elif key and key not in sources() and not row.get("source"):
        found.append(
            problem(
                "Row {row} of {file} names the source key {key}, which is not in the list of sources; write "
                "the source as text into the column source.",
                key=key,
                **at,
            )
        )
    return found


def _numbers(table: str, row: Mapping[str, str], at: Mapping) -> list[Problem]:
    values, found = {}, []
    for column in ("value", "low", "high"):
        try:
            values[column] = number(row.get(column, ""))
        except InputError:
            found.append(
                problem(
                    "Row {row} of {file}: {column} is “{text}”, which is not a number.",
                    column=column,
                    text=row[column],
                    **at,
                )
            )
    if found:
        return found
    value, low, high = values["value"], values["low"], values["high"]
    is_gap = row.get("gap", "0") == "1"
    if math.isnan(value) != is_gap:
        found.append(_gap_problem(is_gap, at))
    if low > value or high < value or low > high:
        found.append(
            problem(
                "Row {row} of {file}: the value {value} must lie between low {low} and high {high}.",
                **{name: "–" if math.isnan(one) else one for name, one in values.items()},
                **at,
            )
        )
    known = parameters().get((table, row.get("parameter", "")))
    if known and known.sign != "any" and (value < 0 or (known.sign == "fraction" and value > 1)):
        found.append(_sign_problem(known, value, at))
    return found


def _sign_problem(known: Parameter, value: float, at: Mapping) -> Problem:
    if known.sign == "fraction":
        return problem(
            "Row {row} of {file}: {parameter} is a fraction from 0 to 1, but the value is {value}.",
            parameter=known.key,
            value=value,
            **at,
        )
    return problem(
        "Row {row} of {file}: {parameter} cannot be negative, but the value is {value}.",
        parameter=known.key,
        value=value,
        **at,
    )


def _gap_problem(is_gap: bool, at: Mapping) -> Problem:
    if is_gap:
        return problem(
            "Row {row} of {file} is marked as a gap (gap = 1) but has a value; clear one of them.",
            **at,
        )
    return problem(
        "Row {row} of {file} has no value; write the number, or 1 into the column gap if it is not known.",
        **at,
    )


def _unit(table: str, row: Mapping[str, str], at: Mapping) -> list[Problem]:
    parameter = row.get("parameter", "")
    known = parameters().get((table, parameter))
    text = row.get("unit", "")
    if not text:
        return []
    try:
        unit = units.unit(text)
    except UnitError as error:
        return [
            problem("Row {row} of {file}: {reason}", reason=error.problems[0], **at),
        ]
    if known and unit.signature not in {units.unit(given).signature for given in known.units}:
        return [
            problem(
                "Row {row} of {file}: the unit {unit} does not measure {parameter}; use a unit "
                "like {accepted}.",
                unit=text,
                parameter=parameter,
                accepted=Words(" or ".join(known.units), "、".join(known.units)),
                **at,
            )
        ]
    return []


def _closed_lists(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    lists = (("range_type", RANGE_TYPES, ""), ("confidence", CONFIDENCES, "none"), ("gap", ("0", "1"), "0"))
    found = [
        unlisted(column, row[column], accepted, at)
        for column, accepted, default in lists
        if row.get(column, default) not in accepted
    ]
    if row.get("year") and not YEAR.fullmatch(row["year"]):
        found.append(
            problem(
                "Row {row} of {file}: the year is “{text}”; write a year (2021), a period (2001-2010) or "
                "nothing.",
                text=row["year"],
                **at,
            )
        )
    return found
