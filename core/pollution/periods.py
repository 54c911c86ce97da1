"""Standards that follow one another: every year is judged by the limits that are in force when it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from .. import units
from ..errors import Problem, ScienceError, problem, raise_if_any
from ..years import NO_YEAR
from . import monitoring
from .assessment import Judged
from .limits import Limits
from .records import Records


def in_force(limits: Limits, year: int) -> Limits:
    """The limits of dated sets that hold on 1 January of *year*, pollutant by pollutant.

    Of the sets that have limits for a pollutant in a medium the latest one that is valid then holds, and the
    earliest where none is valid yet. Sets without a date, or with the same, stand beside each other: which
    of them holds is a question that `Limits.find` asks.
    """
    begin: dict[tuple[str, str], dict[str, str]] = {}
    for made in limits.sets:
        for limit in made.limits:
            begin.setdefault((limit.pollutant, limit.medium), {})[made.id] = _date(made.valid_from)
    superseded = {key: _superseded(dates, f"{year:04d}-01-01") for key, dates in begin.items()}
    kept = (
        replace(
            made,
            limits=tuple(one for one in made.limits if made.id not in superseded[one.pollutant, one.medium]),
        )
        for made in limits.sets
    )
    return Limits([made for made in kept if made.limits], limits.averaging, limits.by_unit)


def _date(text: str) -> str:
    """A date of any precision as its first day; "" where there is none."""
    return f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10] if text else ""


def _superseded(dates: Mapping[str, str], day: str) -> set[str]:
    if "" in dates.values():
        return set()
    valid = [date for date in dates.values() if date <= day]
    holds = max(valid) if valid else min(dates.values())
    return {name for name, date in dates.items() if date != holds}


def before_limits(
    given: Records,
    limits: Limits,
    classes: Mapping[str, np.ndarray],
    statistic: str = "fitting",
    unknown: str = "refuse",
) -> monitoring.Monitored:
    """`monitoring.before_limits` with the limits of every year (see `in_force`).

    Raises
    ------
    InputError
        What `monitoring.before_limits` refuses, for all years together, and rows without a year.
    """
    faults: list[Problem] = []
    lacking = given.year == NO_YEAR
    if lacking.any():
        faults.append(
            problem(
                "{count} rows have no year, so no standard can be chosen for them. Fill the year in, or do "
                "not choose standards by year.",
                count=int(lacking.sum()),
            )
        )
    years = sorted(set(given.year[~lacking].tolist()))
    made = []
    for held, own in _epochs(limits, years):
        rows = np.isin(given.year, own)
        try:
            texts = {medium: column[rows] for medium, column in classes.items()}
            made.append(monitoring.before_limits(given.where(rows), held, texts, statistic, unknown))
        except ScienceError as error:
            faults += error.problems
    raise_if_any(_once(faults))
    return _joined(made)


def _epochs(limits: Limits, years: Sequence[int]) -> list[tuple[Limits, list[int]]]:
    """Limits with the years in which they hold."""
    found: dict[tuple, tuple[Limits, list[int]]] = {}
    for year in years:
        held = in_force(limits, year)
        identity = tuple((made.id, made.limits) for made in held.sets)
        found.setdefault(identity, (held, []))[1].append(year)
    return list(found.values())


def _joined(made: Sequence[monitoring.Monitored]) -> monitoring.Monitored:
    """Years that were judged apart, in one."""
    unit = np.concatenate([one.unit for one in made])
    year = np.concatenate([one.year for one in made])
    order = np.array(sorted(range(len(unit)), key=lambda at: (unit[at], year[at])), dtype=np.int64)
    first: dict[tuple[str, str], Judged] = {}
    for one in made:
        for part in one.parts:
            first.setdefault((part.name, part.medium), part)
    parts = tuple(_over_years(made, identity, like, order) for identity, like in sorted(first.items()))
    remarks = _once([remark for one in made for remark in one.remarks])
    return monitoring.Monitored(unit[order], year[order], parts, tuple(remarks))


def _once(told: Sequence[Problem]) -> list[Problem]:
    """Sentences without those that say the same."""
    return list({str(one): one for one in told}.values())


_COLUMNS = ("value", "limit", "benchmark", "low", "high")


def _over_years(made, identity: tuple[str, str], like: Judged, order: np.ndarray) -> Judged:
    """One pollutant over all years, in the unit of its first limits; NaN where a year has no value."""
    columns: dict[str, list[np.ndarray]] = {name: [] for name in _COLUMNS}
    for one in made:
        own = next((part for part in one.parts if (part.name, part.medium) == identity), None)
        scale = 1.0 if own is None else units.factor(own.unit, like.unit)
        for name, column in columns.items():
            values = None if own is None else getattr(own, name)
            column.append(np.full(len(one.unit), np.nan) if values is None else np.asarray(values) * scale)
    joined = {name: np.concatenate(column)[order] for name, column in columns.items()}
    if like.low is None:
        joined |= {"low": None, "high": None}
    return replace(like, **joined)


def early(given: Records, limits: Limits) -> list[Problem]:
    """A sentence for every set that was not valid yet in a year that it judges."""
    years = given.year[given.year != NO_YEAR]
    found = []
    for made in limits.sets:
        before = sorted(
            {int(year) for year in years if made.valid_from and f"{year:04d}-12-31" < made.valid_from}
        )
        if before:
            found.append(
                problem(
                    "The standard {standard} is valid from {date}; the years {years} are judged by it all "
                    "the same.",
                    standard=made.id,
                    date=made.valid_from,
                    years=", ".join(map(str, before)),
                )
            )
    return found
