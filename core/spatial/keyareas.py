"""Key areas of carbon, of pollution, of both and of sinks: votes of several criteria, with their reasons.

Rule of methods C.6: a unit is a key area of a side when at least two criteria speak for it - it belongs to
the smallest set that holds most of the total, it is a hot spot, it exceeds its standard strongly, it rises.
A key area of sinks needs one of three. A criterion without data casts no vote, which is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import vocabulary
from ..csvdata import read_rows
from ..errors import InputError, Words, problem
from ..transmission import trend
from . import sources

SIDES = ("carbon", "pollution", "sink")
SYNERGY, CARBON, POLLUTION, SINK, NONE = "synergy", "carbon", "pollution", "sink", "none"
Columns = Mapping[str, np.ndarray]
KINDS = (SYNERGY, CARBON, POLLUTION, SINK, NONE)


@dataclass(frozen=True)
class Reason(vocabulary.Named):
    """A criterion: its side, code and words."""

    side: str


@cache
def reasons() -> tuple[Reason, ...]:
    """All criteria in the order in which texts name them."""
    rows = read_rows(vocabulary.FOLDER / "key_reasons.csv", "vocabulary")
    return tuple(Reason(row["code"], row["name_en"], row["name_zh"], row["side"]) for row in rows)


@dataclass(frozen=True)
class Criterion:
    """What a criterion says of every unit.

    Attributes
    ----------
    holds
        Whether it speaks for the unit.
    known
        Whether it could be judged there.
    """

    holds: np.ndarray
    known: np.ndarray


def in_largest(amounts, share: float = 0.8) -> Criterion:
    """Units of the smallest set that holds at least *share* of all that is positive; NaN cannot be judged.

    Units alike in their amount are in or out together, so that their order does not matter.
    """
    amounts = np.asarray(amounts, dtype=np.float64)
    chosen = sources.smallest_set(amounts, share)
    known = np.isfinite(amounts)
    least = amounts[chosen].min() if len(chosen) else np.inf
    return Criterion(known & (np.where(known, amounts, -np.inf) >= least), known)


def at_least(values, limit: float) -> Criterion:
    """Units whose value reaches *limit*."""
    values = np.asarray(values, dtype=np.float64)
    known = np.isfinite(values)
    return Criterion(known & (np.where(known, values, -np.inf) >= limit), known)


def rising(series, times, alpha: float = 0.05) -> Criterion:
    """Units whose yearly series rises by the Mann-Kendall test (two-sided at *alpha*).

    Parameters
    ----------
    series
        Shape (units, years); NaN is missing. Fewer than four known years cannot be judged.
    times
        The years.
    """
    series = np.asarray(series, dtype=np.float64)
    known = np.isfinite(series).sum(axis=1) >= trend.FEWEST
    holds = np.zeros(len(series), dtype=bool)
    for unit in np.flatnonzero(known):
        holds[unit] = trend.trend(times, series[unit]).direction(alpha) > 0
    return Criterion(holds, known)


def dense_standard(removal, area, classes, top: float = 0.1) -> Criterion:
    """Units of class S whose sink per area lies in the top part *top* of the units with a sink.

    Parameters
    ----------
    removal
        Sinks as positive amounts.
    area
        Areas, above 0.
    classes
        Class codes; None or ``ND`` cannot be judged.
    """
    removal, area = np.asarray(removal, dtype=np.float64), np.asarray(area, dtype=np.float64)
    density = np.divide(removal, area, out=np.full(len(area), np.nan), where=area > 0)
    classes = np.asarray(classes, dtype=object)
    known = np.isfinite(density) & np.array([code not in (None, "", "ND") for code in classes], dtype=bool)
    some = density[np.isfinite(density) & (density > 0)]
    limit = np.quantile(some, 1.0 - top) if len(some) else np.inf
    return Criterion(known & (classes == "S") & (np.nan_to_num(density) >= limit), known)


@dataclass(frozen=True)
class KeyAreas:
    """Key areas of a layer.

    Attributes
    ----------
    kind
        One of `KINDS` for every unit; None where no criterion could be judged.
    votes
        Side -> number of criteria that speak for the unit.
    codes
        Codes of these criteria, joined by a blank.
    judged
        Number of criteria that could be judged.
    rank
        1 for the first key area; NaN for units that are none. By votes, then by the shares of the totals.
    """

    kind: np.ndarray
    votes: Columns
    codes: np.ndarray
    judged: np.ndarray
    rank: np.ndarray

    @property
    def is_sink(self) -> np.ndarray:
        """Key areas of sinks, also where carbon or pollution come first."""
        return self.votes["sink"] > 0

    def words(self, language: str) -> np.ndarray:
        """The reasons as a sentence part, in ``en`` or ``zh``."""
        name = {reason.code: reason.name(language) for reason in reasons()}
        between = "；" if language.startswith("zh") else "; "
        texts = {
            codes: between.join(name[code] for code in codes.split()) for codes in set(self.codes.tolist())
        }
        return np.array([texts[codes] for codes in self.codes.tolist()], dtype=object)


def key_areas(
    criteria: Mapping[str, Criterion], amounts: Mapping[str, np.ndarray], needed: int = 2
) -> KeyAreas:
    """Count votes and name the key areas.

    Parameters
    ----------
    criteria
        Code of `reasons` -> criterion; those without data are left out.
    amounts
        ``carbon`` (net emission), ``pollution`` (load), ``sink`` (removal): what ranks units with as many
        votes. Negative and missing amounts rank as 0.
    needed
        Votes that make a key area of carbon or of pollution; one makes a key area of sinks.

    Raises
    ------
    InputError
        No criterion is given, or a side has some but fewer than *needed*.
    """
    _check(criteria, needed)
    count = len(next(iter(criteria.values())).holds)
    votes = {side: np.zeros(count, dtype=int) for side in SIDES}
    judged = np.zeros(count, dtype=int)
    codes = [[] for _ in range(count)]
    for reason in reasons():
        criterion = criteria.get(reason.code)
        if criterion is None:
            continue
        votes[reason.side] += criterion.holds
        judged += criterion.known
        for unit in np.flatnonzero(criterion.holds):
            codes[unit].append(reason.code)
    carbon, pollution = votes["carbon"] >= needed, votes["pollution"] >= needed
    kind = np.select(
        [judged == 0, carbon & pollution, carbon, pollution, votes["sink"] > 0],
        np.array([None, SYNERGY, CARBON, POLLUTION, SINK], dtype=object),
        default=NONE,
    )
    joined = np.array([" ".join(found) for found in codes], dtype=object)
    return KeyAreas(kind, votes, joined, judged, _ranks(kind, votes, amounts))


_SIDES = {"carbon": Words("carbon", "碳"), "pollution": Words("pollution", "污染")}


def _check(criteria: Mapping[str, Criterion], needed: int) -> None:
    given = {
        side: sum(reason.side == side and reason.code in criteria for reason in reasons()) for side in SIDES
    }
    faults = [
        problem(
            "Only {count} criteria can be judged for {side}, but {needed} votes are needed. Give more "
            "fields, or ask for fewer votes.",
            count=given[side],
            side=_SIDES[side],
            needed=needed,
        )
        for side in _SIDES
        if 0 < given[side] < needed
    ]
    if not any(given.values()):
        faults.append(problem("No criterion can be judged. Choose the fields of carbon, pollution or sinks."))
    if faults:
        raise InputError(*faults)


def _ranks(
    kind: np.ndarray, votes: Mapping[str, np.ndarray], amounts: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Places of the key areas; units alike in votes and shares have the same place."""
    count = len(kind)
    weight = np.zeros(count)
    for values in amounts.values():
        positive = np.nan_to_num(np.maximum(np.asarray(values, dtype=np.float64), 0.0))
        weight += positive / positive.sum() if positive.sum() > 0 else 0.0
    total = sum(votes.values())
    chosen = np.flatnonzero([name not in (None, NONE) for name in kind])
    order = chosen[np.lexsort((-weight[chosen], -total[chosen]))]
    rank = np.full(count, np.nan)
    place = 0
    for position, unit in enumerate(order):
        before = order[position - 1]
        if not position or (total[unit], weight[unit]) != (total[before], weight[before]):
            place = position + 1
        rank[unit] = place
    return rank


def top_share(amounts, part: float = 0.2) -> float:
    """Share of the total that the largest *part* of the units hold; only positive amounts count."""
    amounts = np.asarray(amounts, dtype=np.float64)
    positive = np.sort(amounts[amounts > 0])[::-1]
    units = int(np.ceil(part * np.isfinite(amounts).sum() - 1e-9))
    return float(positive[:units].sum() / positive.sum()) if len(positive) else float("nan")
