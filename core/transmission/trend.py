"""Trends of short series: Mann-Kendall test, Theil-Sen or least-squares line (methods D.8).

Many series over the same times are worked on at once; `trend` is the same for a single one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from ..errors import InputError, problem

FEWEST = 4
WEAK_BELOW = 8
LINES = ("theilsen", "linear")
CORRECTIONS = ("none", "hamed_rao")
#: Pairs of values that are held in memory at once.
_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Trend:
    """Trend of a series.

    Attributes
    ----------
    s, variance, z, p
        Mann-Kendall statistic, its variance with ties, normal score and two-sided p-value.
    slope
        Theil-Sen slope per unit of time.
    low, high
        95 % interval of the slope (Sen 1968; Gilbert 1987).
    level
        median(y - slope t): the line is level + slope t.
    weak
        Fewer than eight values: say so wherever the trend is shown.
    """

    s: int
    variance: float
    z: float
    p: float
    slope: float
    low: float
    high: float
    level: float
    weak: bool

    def direction(self, alpha: float = 0.05) -> int:
        """1 rising, -1 falling, 0 not significant at *alpha*."""
        return int(np.sign(self.s)) if self.p < alpha else 0

    def at(self, time: float) -> float:
        """Value of the line at *time*."""
        return self.level + self.slope * time

    def time_of(self, value: float) -> float:
        """Time at which the line reaches *value*; NaN where it never does."""
        return (value - self.level) / self.slope if self.slope else float("nan")


@dataclass(frozen=True)
class Trends:
    """Trends of many series, an element each; NaN where a series has fewer than four values.

    Attributes
    ----------
    count
        Values that each series has.
    s, variance, z, p, slope, low, high, level
        As of `Trend`; *level* of a least-squares line is its intercept.
    spread
        Standard deviation of the values around the line, n - 2 degrees of freedom.
    mean, squares
        Mean of the times, and the sum of their squared distances from it.
    middle
        Median of the times, about which the slope is uncertain.
    """

    count: np.ndarray
    s: np.ndarray
    variance: np.ndarray
    z: np.ndarray
    p: np.ndarray
    slope: np.ndarray
    low: np.ndarray
    high: np.ndarray
    level: np.ndarray
    spread: np.ndarray
    mean: np.ndarray
    squares: np.ndarray
    middle: np.ndarray

    def direction(self, alpha: float = 0.05) -> np.ndarray:
        """1 rising, -1 falling, 0 not significant at *alpha* or unknown."""
        return np.where(self.p < alpha, np.sign(np.nan_to_num(self.s)), 0).astype(np.int64)

    def at(self, time) -> np.ndarray:
        """Value of every line at *time*."""
        return self.level + self.slope * time


def trend(times, values, confidence: float = 0.95) -> Trend:
    """Mann-Kendall test and Theil-Sen line of a series; missing values are left out, order is free.

        S = sum_{i<j} sgn(x_j - x_i);   Var = [n(n-1)(2n+5) - sum t(t-1)(2t+5)] / 18;   z = (S -+ 1)/sqrt(Var)

    Parameters
    ----------
    times
        Years or other times, none twice.
    values
        Values at these times; NaN where missing.
    confidence
        Level of the interval of the slope.

    Raises
    ------
    InputError
        Fewer than four values, or a time given twice.
    """
    t, y = np.asarray(times, dtype=np.float64), np.asarray(values, dtype=np.float64)
    known = np.isfinite(t) & np.isfinite(y)
    if np.count_nonzero(known) < FEWEST:
        raise InputError(
            problem(
                "A trend needs at least {needed} years with values; there are {count}.",
                needed=FEWEST,
                count=int(np.count_nonzero(known)),
            )
        )
    found = trends(t[known], y[known][np.newaxis], confidence)
    numbers = {
        name: float(getattr(found, name)[0])
        for name in ("variance", "z", "p", "slope", "low", "high", "level")
    }
    return Trend(s=int(found.s[0]), weak=bool(found.count[0] < WEAK_BELOW), **numbers)


def trends(
    times, values, confidence: float = 0.95, line: str = "theilsen", correction: str = "none"
) -> Trends:
    """Trends of many series over the same times; see `trend` for the test.

    Parameters
    ----------
    times
        Years, shape (times,), none twice, in any order.
    values
        Shape (series, times); NaN where missing.
    confidence
        Level of the interval of the slopes.
    line
        ``theilsen``: median of the slopes of all pairs, interval by the ranks that the variance of S leaves
        open (Sen 1968; Gilbert 1987); ``linear``: least squares, interval by Student's t (needs scipy).
    correction
        ``hamed_rao`` widens or narrows the variance of S by the autocorrelation of the ranks around the
        line (Hamed and Rao 1998); ``none`` takes the years as independent.
    """
    t, y = np.asarray(times, dtype=np.float64), np.asarray(values, dtype=np.float64)
    order = np.argsort(t, kind="stable")
    t, y = t[order], y[:, order]
    _refuse_repeated(t)
    made = {item.name: np.full(len(y), np.nan) for item in fields(Trends)}
    known = np.isfinite(y)
    made["count"] = known.sum(axis=1)
    patterns, of_row = np.unique(known, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        if np.count_nonzero(pattern) < FEWEST:
            continue
        rows = np.flatnonzero(of_row.ravel() == number)
        at_once = max(_AT_ONCE // np.count_nonzero(pattern) ** 2, 1)
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            found = _complete(t[pattern], y[np.ix_(some, pattern)], confidence, line, correction)
            for name, column in found.items():
                made[name][some] = column
    return Trends(**made)


def _refuse_repeated(t: np.ndarray) -> None:
    repeated = np.unique(t[1:][np.diff(t) == 0])
    if len(repeated):
        raise InputError(
            problem(
                "The years {years} are given more than once; keep one value per year.",
                years=", ".join(f"{year:g}" for year in repeated),
            )
        )


def _complete(t: np.ndarray, y: np.ndarray, confidence: float, line: str, correction: str) -> dict:
    """Trends of series without gaps, times ascending; column of `Trends` -> array."""
    first, second = np.triu_indices(len(t), 1)
    rises = y[:, second] - y[:, first]
    s = np.sign(rises).sum(axis=1)
    variance = s_variance(y)
    slopes = np.sort(rises / (t[second] - t[first]), axis=1)
    mean, middle = t.mean(), float(np.median(t))
    squares = float(((t - mean) ** 2).sum())
    if line == "linear":
        slope = (y * (t - mean)).sum(axis=1) / squares
        level = y.mean(axis=1) - slope * mean
    else:
        slope = np.median(slopes, axis=1)
        level = np.median(y - slope[:, np.newaxis] * t, axis=1)
    off = y - level[:, np.newaxis] - slope[:, np.newaxis] * t
    spread = np.sqrt((off**2).sum(axis=1) / (len(t) - 2))
    if correction == "hamed_rao":
        variance = variance * _hamed_rao(y, t, np.median(slopes, axis=1))
    z = np.divide(s - np.sign(s), np.sqrt(variance), out=np.zeros(len(y)), where=variance > 0)
    if line == "linear":
        from scipy.special import stdtrit

        reach = stdtrit(len(t) - 2, 0.5 + confidence / 2) * spread / np.sqrt(squares)
        low, high = slope - reach, slope + reach
    else:
        low, high = _interval(slopes, variance, confidence)
    return {
        **{"s": s, "variance": variance, "z": z, "p": two_sided(z), "slope": slope, "low": low},
        **{"high": high, "level": level, "spread": spread, "mean": mean, "squares": squares},
        "middle": middle,
    }


def s_variance(y: np.ndarray) -> np.ndarray:
    """Variance of S with ties, for series without gaps in rows."""
    n = y.shape[1]
    ordered = np.sort(y, axis=1)
    # each of t equal values adds its part of t(t-1)(2t+5)
    equal = (ordered[:, :, np.newaxis] == ordered[:, np.newaxis, :]).sum(axis=2)
    return (n * (n - 1) * (2 * n + 5) - ((equal - 1) * (2 * equal + 5)).sum(axis=1)) / 18.0


def two_sided(z) -> np.ndarray:
    """Two-sided p-values of normal scores."""
    from math import erfc, sqrt

    scores = np.abs(np.asarray(z, dtype=np.float64)) / sqrt(2.0)
    return np.array([erfc(score) for score in scores.ravel().tolist()]).reshape(scores.shape)


def _interval(slopes: np.ndarray, variance: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Interval of the slopes (sorted in rows) by the ranks that the variance of S leaves open."""
    from statistics import NormalDist

    reach = NormalDist().inv_cdf(0.5 + confidence / 2.0) * np.sqrt(np.maximum(variance, 0.0))
    n = slopes.shape[1]
    # ranks run from 1; beyond the ends the interval is open, which is said by the extreme slopes
    low = np.clip(np.floor((n - reach) / 2.0).astype(np.int64) - 1, 0, n - 1)
    high = np.clip(np.ceil((n + reach) / 2.0).astype(np.int64), 0, n - 1)
    pick = np.arange(len(slopes))
    return slopes[pick, low], slopes[pick, high]


def _hamed_rao(y: np.ndarray, t: np.ndarray, slopes: np.ndarray, confidence: float = 0.95) -> np.ndarray:
    """Factor on the variance of S for the significant autocorrelation of the ranks around the line.

    n/n* = 1 + 2 / (n(n-1)(n-2)) sum_k (n-k)(n-k-1)(n-k-2) r_k
    """
    from statistics import NormalDist

    n = len(t)
    off = y - slopes[:, np.newaxis] * (t - t[0])
    size = np.abs(y).max(axis=1, keepdims=True)
    # the line runs through the pairs that made its slope: their equal distances must not part by rounding
    ranks = _ranks(np.round(np.divide(off, size, out=np.zeros(y.shape), where=size > 0), 12))
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    whole = (centred**2).sum(axis=1)
    edge = NormalDist().inv_cdf(0.5 + confidence / 2.0) / np.sqrt(n)
    total = np.zeros(len(y))
    for lag in range(1, n):
        joint = (centred[:, lag:] * centred[:, :-lag]).sum(axis=1)
        r = np.divide(joint, whole, out=np.zeros(len(y)), where=whole > 0)
        total += np.where(np.abs(r) > edge, (n - lag) * (n - lag - 1) * (n - lag - 2) * r, 0.0)
    return 1.0 + 2.0 / (n * (n - 1) * (n - 2)) * total


def _ranks(y: np.ndarray) -> np.ndarray:
    """Ranks in rows from 1, ties at their mean."""
    below = (y[:, np.newaxis, :] < y[:, :, np.newaxis]).sum(axis=2)
    equal = (y[:, np.newaxis, :] == y[:, :, np.newaxis]).sum(axis=2)
    return below + (equal + 1) / 2.0
