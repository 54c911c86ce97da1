"""Trend of a short series: Mann-Kendall test, Theil-Sen slope, forecast, year of a target (methods D.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem

FEWEST = 4
WEAK_BELOW = 8


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
    order = np.argsort(t[known], kind="stable")
    t, y = t[known][order], y[known][order]
    _check(t)
    first, second = np.triu_indices(len(t), 1)
    rises = y[second] - y[first]
    s = int(np.sign(rises).sum())
    variance = _variance(y)
    z = (s - np.sign(s)) / np.sqrt(variance) if variance > 0 else 0.0
    slopes = np.sort(rises / (t[second] - t[first]))
    slope = float(np.median(slopes))
    low, high = _interval(slopes, variance, confidence)
    level = float(np.median(y - slope * t))
    return Trend(s, variance, float(z), _two_sided(z), slope, low, high, level, len(t) < WEAK_BELOW)


def _check(t: np.ndarray) -> None:
    if len(t) < FEWEST:
        raise InputError(
            problem(
                "A trend needs at least {needed} years with values; there are {count}.",
                needed=FEWEST,
                count=len(t),
            )
        )
    repeated = np.unique(t[1:][np.diff(t) == 0])
    if len(repeated):
        raise InputError(
            problem(
                "The years {years} are given more than once; keep one value per year.",
                years=", ".join(f"{year:g}" for year in repeated),
            )
        )


def _variance(y: np.ndarray) -> float:
    n = len(y)
    _, ties = np.unique(y, return_counts=True)
    return (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18.0


def _two_sided(z: float) -> float:
    from math import erfc, sqrt

    return erfc(abs(z) / sqrt(2.0))


def _interval(slopes: np.ndarray, variance: float, confidence: float) -> tuple[float, float]:
    """Interval of the slope by the ranks that the variance of S leaves open."""
    from statistics import NormalDist

    reach = NormalDist().inv_cdf(0.5 + confidence / 2.0) * np.sqrt(variance)
    n = len(slopes)
    # ranks run from 1; beyond the ends the interval is open, which is said by the extreme slopes
    low = int(np.floor((n - reach) / 2.0)) - 1
    high = int(np.ceil((n + reach) / 2.0))
    return float(slopes[max(low, 0)]), float(slopes[min(high, n - 1)])
