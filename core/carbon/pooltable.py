"""Carbon densities by land-use code, in the form of the carbon pool table of InVEST."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import uncertainty
from ..csvdata import CsvTable, number, require_columns
from ..errors import InputError, Problem, problem, raise_if_any
from ..vocabulary import carbon_classes
from .pools import POOLS, TOTAL, Density, limits

_NAMES = ("lulc_name", "name")
#: People write the name of the code in these ways.
_CODES = ("lucode", "code", "value")


@dataclass(frozen=True)
class Listed:
    """A land class of a table by code: its code as text, its name, density, and carbon class where told."""

    code: str
    name: str
    density: Density
    carbon_class: str


def by_code(raw: CsvTable, file: str) -> tuple[Listed, ...]:
    """Densities by land-use code, in the form of the carbon pool table of InVEST.

    Columns ``lucode``, ``c_above``, ``c_below``, ``c_soil`` and ``c_dead`` in tC ha-1; a pool may be left out
    as a whole. ``lulc_name`` and ``carbon_class`` are optional, and so is what says how sure a number is:
    ``c_above_sd``, or ``c_above_lo`` with ``c_above_hi`` (95 %), for a pool or for ``c_total``.

    Raises
    ------
    InputError
        Every fault with its row.
    """
    code = next((name for name in _CODES if name in raw.columns), "")
    pools = [pool for pool in POOLS if f"c_{pool}" in raw.columns]
    if not code or not pools:
        raise InputError(
            *require_columns(raw, (_CODES[0], *(f"c_{pool}" for pool in POOLS)), "pool table", file)
        )
    found, faults, seen = [], [], {}
    for row, line in zip(raw.rows, raw.lines):
        at = {"row": line, "file": file}
        numbers, wrong = _numbers(row, at)
        faults += wrong + _faults(row, code, pools, numbers, seen, at)
        seen.setdefault(row[code], line)
        if not wrong:
            name = next((row[column] for column in _NAMES if row.get(column)), row[code])
            found.append(Listed(row[code], name, _of_numbers(numbers, pools), row.get("carbon_class", "")))
    if not raw.rows:
        faults.append(problem("The pool table {file} has no rows.", file=file))
    raise_if_any(faults, InputError)
    return tuple(found)


def _numbers(row: Mapping[str, str], at: Mapping) -> tuple[dict[str, float], list[Problem]]:
    """Cells of the columns ``c_...`` as numbers, NaN where empty."""
    numbers, faults = {}, []
    for column, text in row.items():
        if not column.startswith("c_"):
            continue
        try:
            numbers[column] = number(text)
        except InputError:
            faults.append(
                problem(
                    "Row {row} of {file}: {column} is “{text}”, which is not a number.",
                    column=column,
                    text=text,
                    **at,
                )
            )
    return numbers, faults


def _faults(
    row: Mapping[str, str],
    code: str,
    pools: Sequence[str],
    numbers: Mapping[str, float],
    seen: Mapping[str, int],
    at: Mapping,
) -> list[Problem]:
    faults = []
    if not row[code]:
        faults.append(problem("Row {row} of {file} has no {column}; fill it in.", column=code, **at))
    elif row[code] in seen:
        faults.append(
            problem(
                "Row {row} of {file} repeats the code {code} of row {first}. Delete one of them.",
                code=row[code],
                first=seen[row[code]],
                **at,
            )
        )
    known = {land.code for land in carbon_classes()} | {""}
    if row.get("carbon_class", "") not in known:
        faults.append(
            problem(
                "Row {row} of {file}: {code} is no carbon class; there are {known}.",
                code=row["carbon_class"],
                known=", ".join(sorted(known - {""})),
                **at,
            )
        )
    for column, value in numbers.items():
        if column[2:] in pools and math.isnan(value):
            faults.append(
                problem(
                    "Row {row} of {file} has no {column}; write 0 where there is no carbon.",
                    column=column,
                    **at,
                )
            )
        if value < 0:
            faults.append(
                problem(
                    "Row {row} of {file}: {column} cannot be negative, but is {value}.",
                    column=column,
                    value=value,
                    **at,
                )
            )
    return faults + _range_faults(numbers, pools, at)


def _range_faults(numbers: Mapping[str, float], pools: Sequence[str], at: Mapping) -> list[Problem]:
    faults = []
    total = math.fsum(numbers.get(f"c_{pool}", 0.0) for pool in pools)
    for name in (*pools, TOTAL):
        value = total if name == TOTAL else numbers.get(f"c_{name}", math.nan)
        low, high = (numbers.get(f"c_{name}{end}", math.nan) for end in ("_lo", "_hi"))
        if low > value or high < value or math.isnan(low) != math.isnan(high):
            faults.append(
                problem(
                    "Row {row} of {file}: the value {value} must lie between low {low} and high {high}.",
                    value=value,
                    low=low,
                    high=high,
                    **at,
                )
            )
    return faults


def _of_numbers(numbers: Mapping[str, float], pools: Sequence[str]) -> Density:
    """The density of one row of a table by code."""
    values = [numbers.get(f"c_{pool}", math.nan) for pool in POOLS]
    value = {pool: numbers[f"c_{pool}"] for pool in pools}
    total = math.fsum(value.values())
    value[TOTAL] = total
    ranges = {}
    for name, middle in value.items():
        sd = numbers.get(f"c_{name}_sd", math.nan)
        low, high = (numbers.get(f"c_{name}{end}", math.nan) for end in ("_lo", "_hi"))
        if not math.isnan(sd):
            low, high = middle - uncertainty.Z95 * sd, middle + uncertainty.Z95 * sd
        if not math.isnan(low):
            ranges[name] = (low, high)
    return Density(*values, total, *limits(total, ranges, value))
