"""Relations that numbers of one row must keep: quotients, sums, shares, rates over a span, printed changes.

A relation is asked for by its kind and the fields that take part, in the order that `KINDS` names. Values
that are missing are no fault: a row is judged when all its fields have values.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, Problem, problem, raise_if_any
from .findings import Finding, slip_of

#: Kind -> number of fields (None: two or more).
KINDS = {"quotient": 3, "sum": None, "closes": None, "span": 4, "growth": 3}
TOLERANCE = 0.01
PERCENT = 100.0


@dataclass(frozen=True)
class Relation:
    """A relation between fields of one row.

    Attributes
    ----------
    kind
        ``quotient``: part; rate; whole, with part / rate = whole. ``sum``: parts; total. ``closes``: shares
        that add up to 1 or 100. ``span``: first; last; years; rate, with rate = (last - first) / years.
        ``growth``: before; after; printed change in %.
    fields
        Names of the fields.
    tolerance
        Relative deviation that rounding may leave (of ``growth``: of the change, and at least 0.1
        percentage points).
    """

    kind: str
    fields: tuple[str, ...]
    tolerance: float = TOLERANCE


def relation(kind: str, fields: Sequence[str], tolerance: float = TOLERANCE) -> Relation:
    """A `Relation`; refuses kinds that are not known and a wrong number of fields."""
    raise_if_any(_faults(kind, fields, tolerance), InputError)
    return Relation(kind, tuple(fields), tolerance)


def _faults(kind: str, fields: Sequence[str], tolerance: float) -> list[Problem]:
    if kind not in KINDS:
        return [
            problem(
                "There is no relation of the kind {kind}; there are {kinds}.",
                kind=kind,
                kinds=", ".join(KINDS),
            )
        ]
    wanted, found = KINDS[kind], []
    if (wanted is None and len(fields) < 2) or (wanted is not None and len(fields) != wanted):
        found.append(
            problem(
                "The relation {kind} needs {count} fields, in this order: {order}.",
                kind=kind,
                count=wanted or "2 or more",
                order=ORDER[kind],
            )
        )
    if not tolerance >= 0:
        found.append(problem("The tolerance of the relation {kind} is no number of 0 or above.", kind=kind))
    return found


#: Order of the fields of every kind, for messages.
ORDER = {
    "quotient": "part; rate; whole",
    "sum": "parts …; total",
    "closes": "shares …",
    "span": "first; last; years; rate",
    "growth": "before; after; change in %",
}


def check(
    one: Relation, columns: Mapping[str, np.ndarray], unit: Sequence[str], row: Sequence
) -> list[Finding]:
    """Rows that break a relation.

    Parameters
    ----------
    columns
        Field -> values, float64, NaN where missing.
    unit, row
        Code and number of each row, for the findings.

    Raises
    ------
    InputError
        Fields that *columns* lacks.
    """
    lacking = [name for name in one.fields if name not in columns]
    raise_if_any(
        [problem("The relation {kind} names {field}, which is no field.", kind=one.kind, field=name)
         for name in lacking]
    )  # fmt: skip
    values = [np.asarray(columns[name], dtype=np.float64) for name in one.fields]
    made = _JUDGES[one.kind](one, values)
    return [
        Finding(
            kind,
            text,
            field="; ".join(one.fields),
            unit=str(unit[at]),
            row=row[at],
            value=stands,
            expected=expected,
            slip=slip_of(abs(stands / expected)) if kind == "quotient" and expected else None,
        )
        for at, kind, text, stands, expected in made
    ]


def _off(value: np.ndarray, expected: np.ndarray, tolerance: float) -> np.ndarray:
    """Mask of the values that lie further than the tolerance from what is expected; NaN lies nowhere."""
    return np.abs(value - expected) > tolerance * np.maximum(np.abs(value), np.abs(expected))


def _quotient(one: Relation, values: list[np.ndarray]) -> list[tuple]:
    """part / rate = whole, rates read as shares or as percentages, whichever most rows mean."""
    part, rate, whole = values
    with np.errstate(divide="ignore", invalid="ignore"):
        as_share, as_percent = part / rate, PERCENT * part / rate
    shares = ~_off(whole, as_share, one.tolerance) & np.isfinite(as_share) & np.isfinite(whole)
    percents = ~_off(whole, as_percent, one.tolerance) & np.isfinite(as_percent) & np.isfinite(whole)
    expected = as_percent if percents.sum() > shares.sum() else as_share
    right, other = (percents, shares) if percents.sum() > shares.sum() else (shares, percents)
    if not (right.any() or other.any()):
        # nothing fits: rates above 1 can only be percentages
        expected = as_percent if np.nanmax(rate, initial=0.0) > 1 else as_share
    made = []
    for at in np.flatnonzero(np.isfinite(part) & np.isfinite(rate) & np.isfinite(whole)).tolist():
        gaps = {
            "part": f"{part[at]:.6g}",
            "rate": f"{rate[at]:.6g}",
            "whole": f"{whole[at]:.6g}",
            "expected": f"{expected[at]:.6g}",
        }
        if part[at] > whole[at] * (1 + one.tolerance):
            told = _beyond(gaps, whole[at], expected[at])
            made.append((at, "beyond", told, float(part[at]), float(whole[at])))
        elif rate[at] == 0:
            if part[at] == 0:
                continue
            text = problem("A rate of 0 leaves no part, but the part is {part} (of {whole}).", **gaps)
            made.append((at, "quotient", text, float(part[at]), 0.0))
        elif right[at]:
            continue
        # a rate of 1 or less among shares is no percentage; it is the whole that is off
        elif other[at] and not (expected is as_share and rate[at] <= 1):
            text = problem(
                "The rate {rate} is a share where most rows have percentages, or the reverse ({part} of "
                "{whole}).",
                **gaps,
            )
            made.append((at, "rate_scale", text, float(rate[at]), math.nan))
        else:
            made.append(
                (at, "quotient", _no_quotient(gaps, whole[at], expected[at]), whole[at], expected[at])
            )
    return made


def _beyond(gaps: dict, whole: float, expected: float) -> Problem:
    slip = slip_of(abs(whole / expected)) if expected and math.isfinite(expected) else None
    if slip is None:
        return problem("The part {part} is larger than the whole {whole}.", **gaps)
    return problem(
        "The part {part} is larger than the whole {whole}; its rate of {rate} makes {expected}, and between "
        "the two wholes is about {slip}.",
        slip=slip.formula,
        **gaps,
    )


def _no_quotient(gaps: dict, whole: float, expected: float) -> Problem:
    slip = slip_of(abs(whole / expected)) if expected else None
    if slip is None:
        return problem("{part} at a rate of {rate} makes {expected}, not {whole}.", **gaps)
    return problem(
        "{part} at a rate of {rate} makes {expected}, not {whole}; between the two is about {slip}.",
        slip=slip.formula,
        **gaps,
    )


def _sum(one: Relation, values: list[np.ndarray]) -> list[tuple]:
    *parts, total = values
    expected = np.sum(parts, axis=0)
    return [
        (
            at,
            "sum",
            problem(
                "The parts add up to {expected}, the total is {total} ({difference} % off).",
                expected=f"{expected[at]:.6g}",
                total=f"{total[at]:.6g}",
                difference=_percent_off(total[at], expected[at]),
            ),
            float(total[at]),
            float(expected[at]),
        )
        for at in np.flatnonzero(_off(total, expected, one.tolerance)).tolist()
    ]


def _closes(one: Relation, values: list[np.ndarray]) -> list[tuple]:
    total = np.sum(values, axis=0)
    known = total[np.isfinite(total)]
    near_one = np.abs(known - 1) < np.abs(known - PERCENT)
    wanted = 1.0 if near_one.sum() * 2 >= len(known) else PERCENT
    other = PERCENT if wanted == 1.0 else 1.0
    made = []
    for at in np.flatnonzero(_off(total, np.full(len(total), wanted), one.tolerance)).tolist():
        gaps = {"total": f"{total[at]:.6g}", "wanted": f"{wanted:g}"}
        if abs(total[at] - other) <= one.tolerance * other:
            text = problem(
                "The shares add up to {total}, while those of most rows add up to {wanted}.", **gaps
            )
            made.append((at, "rate_scale", text, float(total[at]), wanted))
        else:
            text = problem("The shares add up to {total}, not to {wanted}.", **gaps)
            made.append((at, "closes", text, float(total[at]), wanted))
    return made


def _span(one: Relation, values: list[np.ndarray]) -> list[tuple]:
    first, last, years, rate = values
    change = last - first
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(years > 0, change / years, np.nan)
    made = []
    for at in np.flatnonzero(_off(rate, expected, one.tolerance)).tolist():
        gaps = {
            "rate": f"{rate[at]:.6g}",
            "change": f"{change[at]:.6g}",
            "years": f"{years[at]:g}",
            "expected": f"{expected[at]:.6g}",
        }
        if abs(rate[at] - change[at]) <= one.tolerance * abs(change[at]):
            text = problem(
                "The rate {rate} is the change of all {years} years ({change}); a year has {expected}.",
                **gaps,
            )
        else:
            text = problem(
                "A change of {change} in {years} years makes {expected} a year, not {rate}.", **gaps
            )
        made.append((at, "span", text, float(rate[at]), float(expected[at])))
    return made


def _growth(one: Relation, values: list[np.ndarray]) -> list[tuple]:
    before, after, printed = values
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(before != 0, PERCENT * (after / before - 1), np.nan)
    # printed changes are rounded to 0.1 percentage points
    off = np.abs(printed - expected) > np.maximum(one.tolerance * np.abs(expected), 0.1)
    return [
        (
            at,
            "growth",
            problem(
                "From {before} to {after} is a change of {expected} %, not of {printed} %.",
                before=f"{before[at]:.6g}",
                after=f"{after[at]:.6g}",
                expected=f"{expected[at]:.4g}",
                printed=f"{printed[at]:.4g}",
            ),
            float(printed[at]),
            float(expected[at]),
        )
        for at in np.flatnonzero(off).tolist()
    ]


def _percent_off(value: float, expected: float) -> str:
    return f"{PERCENT * (value - expected) / expected:.3g}" if expected else "–"


_JUDGES = {"quotient": _quotient, "sum": _sum, "closes": _closes, "span": _span, "growth": _growth}
