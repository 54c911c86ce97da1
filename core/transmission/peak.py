"""Whether emissions have peaked, when, and when they will be neutral (zoning paper 4.2).

A peak counts once enough years lie behind it: the working paper *Turning Points* of the World Resources
Institute (Levin and Rich 2017) asks for five, because a fall of two or three years often goes back. Here the
fall must also have left the plateau around the peak, and be significant (Mann-Kendall) or have lasted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .draws import DRAWS, SEED, drawn, scatter
from .panel import Panel
from .trend import two_sided

TYPES = ("ND", "peaked", "plateau", "rising")
ND, PEAKED, PLATEAU, RISING = range(4)
ZONES = ("ND", "neutral", "on_time", "by_plan", "late", "never")


@dataclass(frozen=True)
class Rule:
    """When a series counts as peaked, level or rising.

    Attributes
    ----------
    since
        Years that must lie between the peak and the last value.
    band
        Share below the peak within which a series has not left its plateau.
    window
        Years at the end whose significant rise makes a series rising.
    alpha
        Level of significance.
    """

    since: int = 5
    band: float = 0.05
    window: int = 10
    alpha: float = 0.05


@dataclass(frozen=True)
class Peaks:
    """Peaks of many series, an element each.

    Attributes
    ----------
    kind
        Position in `TYPES`, judged by the values themselves.
    year, value
        Largest value and its year (the first of equals); 0 and NaN where unknown.
    early, late
        95 % interval of that year.
    sure
        Share of the draws whose peak is in that year.
    chances
        Shares of the draws that are peaked, level, rising; shape (series, 3).
    drop
        How far the last value lies below the peak, share of the peak; NaN for peaks of 0 or below.
    rebound
        Peaked, but rising significantly again within the window.
    """

    kind: np.ndarray
    year: np.ndarray
    value: np.ndarray
    early: np.ndarray
    late: np.ndarray
    sure: np.ndarray
    chances: np.ndarray
    drop: np.ndarray
    rebound: np.ndarray


def judge(years, draws, rule: Rule = Rule()) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(type, position of the peak, rebound) of every row of *draws*, which has no gaps.

    With the largest value ``since`` years or more before the last, and the last more than ``band`` below it:

    - *peaked*, where values since the peak fall significantly (and *rebound*, where they rise again);
    - *peaked* too, where none of the last ``since`` years came back to within ``band`` of the peak, unless
      they rise;

    else *rising*, where values within the last ``window`` years rise significantly; else *plateau*.
    """
    t, y = np.asarray(years, dtype=np.float64), np.asarray(draws, dtype=np.float64)
    at = y.argmax(axis=1)
    score, p = _scores_to_the_end(y)
    rows = np.arange(len(y))
    top, last = y[rows, at], y[:, -1]
    falls = (score[rows, at] < 0) & (p[rows, at] < rule.alpha)
    edge = top - rule.band * np.abs(top)
    behind = (t[-1] - t[at] >= rule.since) & (last < edge)
    left = (y[:, t > t[-1] - rule.since] < edge[:, np.newaxis]).all(axis=1)
    begin = int(np.searchsorted(t, t[-1] - rule.window + 1))
    rises = (score[:, begin] > 0) & (p[:, begin] < rule.alpha)
    peaked = behind & (falls | (left & ~rises))
    kind = np.select([peaked, rises], [PEAKED, RISING], default=PLATEAU).astype(np.uint8)
    return kind, at, peaked & rises


def _scores_to_the_end(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mann-Kendall score z and p-value of the values from each position to the end; shape of *y*."""
    n = y.shape[1]
    rises = np.sign(y[:, np.newaxis, :] - y[:, :, np.newaxis])  # [draw, earlier, later]
    upper = np.triu(np.ones((n, n)), 1)
    s = np.cumsum((rises * upper).sum(axis=2)[:, ::-1], axis=1)[:, ::-1]
    length = n - np.arange(n)
    variance = length * (length - 1) * (2 * length + 5) - _ties_to_the_end(y)
    variance = np.maximum(variance, 0) / 18.0
    score = np.divide(s - np.sign(s), np.sqrt(variance), out=np.zeros(y.shape), where=variance > 0)
    levels, inverse = np.unique(score, return_inverse=True)
    return score, two_sided(levels)[inverse.reshape(score.shape)]


def _ties_to_the_end(y: np.ndarray) -> np.ndarray:
    """sum t(t-1)(2t+5) over groups of equal values from each position to the end."""
    if all(len(set(row)) == y.shape[1] for row in y.tolist()):
        return np.zeros(y.shape)
    equal = y[:, :, np.newaxis] == y[:, np.newaxis, :]
    # copies of element i among those from position k on, counted by the elements from k on
    copies = np.cumsum(equal[:, :, ::-1], axis=2)[:, :, ::-1]
    parts = (copies - 1) * (2 * copies + 5)
    inside = np.tril(np.ones((y.shape[1],) * 2, dtype=bool))
    return np.where(inside, parts, 0).sum(axis=1)


def peaks(
    panel: Panel,
    rule: Rule = Rule(),
    draws: int = DRAWS,
    seed: int = SEED,
    shared: float = 0.0,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Peaks:
    """Type and year of the peak of every series, with how sure they are.

    Parameters
    ----------
    panel
        Emissions. Where a series has no standard deviations, the scatter from year to year stands for them
        (`draws.scatter`).
    rule
        When a series counts as peaked.
    draws, seed, shared
        Draws of every series, see `draws.drawn`; scatter from year to year is never shared.
    progress
        Called with a fraction 0..1; may raise to cancel.
    """
    n = len(panel)
    kind, year = np.zeros(n, dtype=np.uint8), np.zeros(n, dtype=np.int64)
    value, early, late, sure, drop = (np.full(n, np.nan) for _ in range(5))
    chances, rebound = np.full((n, 3), np.nan), np.zeros(n, dtype=bool)
    for row, key in enumerate(panel.keys()):
        progress(row / max(n, 1))
        known = np.isfinite(panel.values[row])
        t, y = panel.years[known], panel.values[row][known]
        if len(t) < rule.since:
            continue
        kinds, at, again = judge(t, y[np.newaxis], rule)
        kind[row], rebound[row] = kinds[0], again[0]
        year[row], value[row] = t[at[0]], y[at[0]]
        drop[row] = (value[row] - y[-1]) / value[row] if value[row] > 0 else np.nan
        sd = panel.sd[row][known]
        given = np.isfinite(sd).any()
        width = sd if given else np.full(y.shape, scatter(y))
        tries = drawn(" ".join(key), y, width, draws, seed, shared if given else 0.0)
        kinds, at, _ = judge(t, tries, rule)
        chances[row] = [(kinds == one).mean() for one in (PEAKED, PLATEAU, RISING)]
        sure[row] = (t[at] == year[row]).mean()
        early[row], late[row] = np.percentile(t[at], (2.5, 97.5), method="nearest")
    return Peaks(kind, year, value, early, late, sure, chances, drop, rebound)


def zones(now, present, planned, by: float) -> np.ndarray:
    """Neutrality zone of every series, words of `ZONES`.

    Parameters
    ----------
    now
        Last net emission; at 0 or below a unit is *neutral*.
    present, planned
        Year of neutrality on the present and on the planned path; NaN: never, or no plan.
    by
        Year by which neutrality is due: *on_time* on the present path; *by_plan* where only the planned one
        arrives by then; *late* where either arrives later; *never* where none arrives.
    """
    now, present, planned = (np.asarray(a, dtype=np.float64) for a in (now, present, planned))
    words = np.array(ZONES, dtype=object)
    some = np.isfinite(present) | np.isfinite(planned)
    return words[
        np.select(
            [~np.isfinite(now), now <= 0, present <= by, planned <= by, some], [0, 1, 2, 3, 4], default=5
        )
    ]
