"""Rows against each other and against the layer of units: codes, duplicates, units of amount, jumps."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence

import numpy as np

from .. import units as un
from ..csvdata import is_total
from ..errors import UnitError, problem
from ..grouping import factorise, group
from .findings import Finding, Values, near_slip, shown, slip_of


def codes(given: Values, units: Sequence[str] | None) -> list[Finding]:
    """Rows without a code, rows of totals, and codes that the layer lacks (None: no layer)."""
    of_code, labels = factorise(given.unit)
    known = None if units is None else set(units)
    strange = [
        number
        for number, code in enumerate(labels)
        if code == "" or is_total(code) or (known is not None and code not in known)
    ]
    return [
        _strange(labels[number], given.row[of_code == number].tolist(), units or ()) for number in strange
    ]


def _strange(code: str, rows: list, units: Sequence[str]) -> Finding:
    gaps = {"count": len(rows), "rows": shown(rows)}
    if code == "":
        return Finding(
            "blank_code", problem("{count} rows have no unit code (rows: {rows}).", **gaps), row=rows[0]
        )
    if is_total(code):
        told = problem(
            "{count} rows are totals ({code}) and would be counted twice (rows: {rows}).", code=code, **gaps
        )
        return Finding("total_row", told, unit=code, row=rows[0])
    return _unknown(code, rows, units)


def _unknown(code: str, rows: list, units: Sequence[str]) -> Finding:
    bare = [one for one in units if one.lstrip("0") == code.lstrip("0")]
    near = bare or difflib.get_close_matches(code, list(units), n=2, cutoff=0.8)
    return Finding(
        "unknown_code",
        problem(
            "The unit code {code} ({count} rows) is not in the layer of the units; near it are: {near}.",
            code=code,
            count=len(rows),
            near=", ".join(near) or "–",
        ),
        unit=code,
        row=rows[0],
    )


def duplicates(given: Values) -> list[Finding]:
    """Rows of the same unit, item and year: with the same amount, or with others, which contradict."""
    same = group(factorise(given.unit)[0], factorise(given.item)[0], given.year)
    order = np.argsort(same.of_row, kind="stable")
    edges = np.searchsorted(same.of_row[order], np.arange(len(same) + 1))
    found = []
    for number in np.flatnonzero(np.diff(edges) > 1).tolist():
        rows = order[edges[number] : edges[number + 1]]
        first = int(rows[0])
        if given.unit[first] == "":
            continue
        scale = np.array([_size(text) for text in given.amount_unit[rows].tolist()])
        amounts = given.amount[rows] * scale
        alike = _alike(amounts[~np.isnan(given.amount[rows])])
        found.append(
            Finding(
                "repeat" if alike else "duplicate",
                _twice(alike, given, first, rows),
                unit=str(given.unit[first]),
                item=str(given.item[first]),
                year=int(given.year[first]),
                row=given.row[first],
                value=float(given.amount[first]),
            )
        )
    return found


def _alike(amounts: np.ndarray) -> bool:
    """Whether amounts do not contradict one another; rows without an amount say nothing."""
    if len(amounts) < 2 or (amounts == amounts[0]).all():
        return True
    return bool(np.max(amounts) - np.min(amounts) <= 1e-9 * np.max(np.abs(amounts)))


def _twice(alike: bool, given: Values, first: int, rows: np.ndarray):
    gaps = {
        "item": given.item[first],
        "unit": given.unit[first],
        "count": len(rows),
        "rows": shown(given.row[rows].tolist()),
    }
    if np.isnan(given.amount[rows]).any() and alike:
        return problem(
            "{item} of {unit} stands {count} times, not always with an amount (rows: {rows}).", **gaps
        )
    if alike:
        return problem("{item} of {unit} stands {count} times with the same amount (rows: {rows}).", **gaps)
    return problem("{item} of {unit} stands {count} times with different amounts (rows: {rows}).", **gaps)


def _size(text: str) -> float:
    """Size of a unit in its base unit; NaN where it is not known, 1 where none was written."""
    try:
        return float(un.unit(text).size) if text else 1.0
    except UnitError:
        return math.nan


def negatives(given: Values, allowed: Sequence[str] = ()) -> list[Finding]:
    """Items with negative amounts that are none of the *allowed* ones (sinks, corrections)."""
    found = []
    below = np.flatnonzero(given.amount < 0)
    of_item, items = factorise(given.item[below])
    for number, item in enumerate(items):
        rows = below[of_item == number]
        if item not in allowed:
            found.append(
                Finding(
                    "negative",
                    problem(
                        "{count} amounts of {item} are negative (rows: {rows}).",
                        count=len(rows),
                        item=item,
                        rows=shown(given.row[rows].tolist()),
                    ),
                    item=str(item),
                    row=given.row[rows[0]],
                    value=float(given.amount[rows[0]]),
                )
            )
    return found


def amount_units(given: Values) -> list[Finding]:
    """Units of amount that nobody knows, and items that come in units of different kinds."""
    found, kinds = [], {}
    of_pair, pairs = factorise(list(zip(given.item.tolist(), given.amount_unit.tolist())))
    for number, (item, text) in enumerate(pairs):
        if not text:
            continue
        row = given.row[np.flatnonzero(of_pair == number)[0]]
        try:
            kinds.setdefault(item, {}).setdefault(un.unit(text).signature, text)
        except UnitError as error:
            found.append(Finding("unknown_unit", error.problems[0], item=str(item), row=row))
    for item, by_kind in kinds.items():
        if len(by_kind) > 1:
            told = problem(
                "{item} is given in units that cannot be compared: {units}.",
                item=item,
                units=", ".join(by_kind.values()),
            )
            found.append(Finding("mixed_units", told, item=str(item)))
    return found


def jumps(given: Values, limit: float) -> list[Finding]:
    """Amounts that change by more than *limit* times from one year of a unit and item to the next there is.

    The change is one of amounts in base units, so that t in one year and 10^4 t in the next is none. A change
    near the factor of a slip of units (`findings.slips`) is told as such, whatever the limit.
    """
    scale = {text: _size(text) for text in set(given.amount_unit.tolist())}
    amount = given.amount * np.array([scale[text] for text in given.amount_unit.tolist()], dtype=np.float64)
    usable = np.isfinite(amount) & (amount != 0) & (given.year > 0) & (given.unit != "")
    rows = np.flatnonzero(usable)
    unit, item = factorise(given.unit)[0], factorise(given.item)[0]
    order = rows[np.lexsort((given.year[rows], item[rows], unit[rows]))]
    before, after = order[:-1], order[1:]
    follows = (unit[before] == unit[after]) & (item[before] == item[after])
    follows &= given.year[before] < given.year[after]
    ratio = np.divide(amount[after], amount[before], out=np.ones(len(before)), where=follows)
    size = np.abs(ratio)
    wide = (size > limit) | (size < 1 / limit) | (ratio < 0) | near_slip(size)
    found = []
    for at in np.flatnonzero(follows & wide).tolist():
        slip = slip_of(float(size[at]))
        one, other = int(before[at]), int(after[at])
        found.append(
            Finding(
                "slip" if slip else "jump",
                _jump(given, one, other, float(size[at]), slip),
                unit=str(given.unit[other]),
                item=str(given.item[other]),
                year=int(given.year[other]),
                row=given.row[other],
                value=float(given.amount[other]),
                expected=float(given.amount[one]),
                slip=slip,
            )
        )
    return found


def _jump(given: Values, one: int, other: int, size: float, slip):
    gaps = {
        "item": given.item[other],
        "unit": given.unit[other],
        "before": f"{given.amount[one]:.6g} {given.amount_unit[one]}".strip(),
        "after": f"{given.amount[other]:.6g} {given.amount_unit[other]}".strip(),
        "first": int(given.year[one]),
        "last": int(given.year[other]),
        "ratio": f"{size:.4g}",
    }
    if slip is None:
        return problem(
            "{item} of {unit} goes from {before} ({first}) to {after} ({last}), {ratio} times.", **gaps
        )
    return problem(
        "{item} of {unit} goes from {before} ({first}) to {after} ({last}), {ratio} times, about {slip}.",
        slip=slip.formula,
        **gaps,
    )
