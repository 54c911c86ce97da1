"""Class bounds of numbers: natural breaks (Fisher-Jenks, exact) and quantiles.

A bound is the largest value of its class, as legends of maps print it; the last bound is the largest value.
"""

from __future__ import annotations

import numpy as np

from .errors import InputError, problem

NOTHING = -1


def natural(values, classes: int) -> np.ndarray:
    """Upper bounds of the *classes* groups with the least sum of squares about their means.

    Parameters
    ----------
    values
        Numbers of any order; what is not finite is left out.
    classes
        Number of groups, at least 1.

    Returns
    -------
    float64 array of *classes* ascending bounds, each a value that occurs.

    Raises
    ------
    InputError
        There are fewer different values than classes.

    Notes
    -----
    Fisher 1958 (the exact form of Jenks' natural breaks). Equal values stay together, so they count once
    with a weight. The best start of the last group never moves back as values are added, which allows
    halving the search (divide and conquer): about ``classes * n * log(n)`` steps instead of ``n * n``.

    Examples
    --------
    >>> natural([1, 2, 3, 4, 5, 12, 13, 14, 30, 31, 32, 60], 3).tolist()
    [14.0, 32.0, 60.0]
    """
    distinct, weights = _distinct(values, classes)
    cost = _Cost(distinct, weights)
    best = cost(np.zeros(len(distinct), dtype=np.intp), np.arange(len(distinct)))
    starts = []
    for group in range(1, classes):
        best, start = _extended(best, cost, group)
        starts.append(start)
    ends = [len(distinct) - 1]
    for start in reversed(starts):
        ends.append(int(start[ends[-1]]) - 1)
    return distinct[ends[::-1]]


def quantiles(values, classes: int) -> np.ndarray:
    """Upper bounds of *classes* groups of equal counts, interpolated between values; the last is the maximum.

    Raises
    ------
    InputError
        There are fewer different values than classes.
    """
    distinct, weights = _distinct(values, classes)
    ordered = np.repeat(distinct, weights)
    return np.quantile(ordered, np.arange(1, classes + 1) / classes)


def members(values, bounds) -> np.ndarray:
    """Group of every value: 0 up to the first bound (included), and so on; -1 where it is not finite.

    Values above the last bound belong to the last group.
    """
    numbers = np.asarray(values, dtype=np.float64)
    group = np.searchsorted(np.asarray(bounds, dtype=np.float64)[:-1], numbers, side="left")
    return np.where(np.isfinite(numbers), group, NOTHING)


def goodness(values, bounds) -> float:
    """Goodness of variance fit: the share of the squares about the mean that the groups take away, 0 to 1."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    group = members(numbers, bounds)
    counts = np.maximum(np.bincount(group), 1)
    means = np.bincount(group, numbers) / counts
    whole = float(np.sum((numbers - numbers.mean()) ** 2))
    within = float(np.sum((numbers - means[group]) ** 2))
    return 1.0 - within / whole if whole > 0 else 1.0


def _distinct(values, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Different finite values in order, and how often each occurs."""
    numbers = np.asarray(values, dtype=np.float64).ravel()
    distinct, counts = np.unique(numbers[np.isfinite(numbers)], return_counts=True)
    if classes < 1 or len(distinct) < classes:
        raise InputError(
            problem(
                "{classes} classes need as many different values, but there are only {count}. Ask for fewer "
                "classes, or give the thresholds.",
                classes=classes,
                count=len(distinct),
            )
        )
    return distinct, counts


class _Cost:
    """Squares about the mean of the values from one position to another, both included."""

    def __init__(self, distinct: np.ndarray, weights: np.ndarray):
        # about the mean, so that large values with small differences keep their digits
        centred = distinct - np.average(distinct, weights=weights)
        self._weights = np.append(0.0, np.cumsum(weights, dtype=np.float64))
        self._sums = np.append(0.0, np.cumsum(weights * centred))
        self._squares = np.append(0.0, np.cumsum(weights * centred**2))

    def __call__(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        count = self._weights[last + 1] - self._weights[first]
        total = self._sums[last + 1] - self._sums[first]
        return self._squares[last + 1] - self._squares[first] - total**2 / count


def _extended(best: np.ndarray, cost: _Cost, group: int) -> tuple[np.ndarray, np.ndarray]:
    """Least squares of the values up to each position in one group more, and where the last group starts.

    Positions before *group* have too few values and keep an infinite cost. All halves of one depth of the
    search are done together.
    """
    size = len(best)
    least = np.full(size, np.inf)
    start = np.zeros(size, dtype=np.intp)
    low, high = np.array([group]), np.array([size - 1])
    first, last = np.array([group]), np.array([size - 1])
    while len(low):
        middle = (low + high) // 2
        least[middle], start[middle] = _best_start(best, cost, middle, first, np.minimum(last, middle))
        found = start[middle]
        low, high = np.concatenate([low, middle + 1]), np.concatenate([middle - 1, high])
        first, last = np.concatenate([first, found]), np.concatenate([found, last])
        kept = low <= high
        low, high, first, last = low[kept], high[kept], first[kept], last[kept]
    return least, start


def _best_start(best, cost, ends, first, last) -> tuple[np.ndarray, np.ndarray]:
    """For each of *ends* the start between *first* and *last* that costs least; the earliest of equals."""
    counts = last - first + 1
    heads = np.cumsum(counts) - counts
    candidates = np.arange(counts.sum()) - np.repeat(heads - first, counts)
    costs = best[candidates - 1] + cost(candidates, np.repeat(ends, counts))
    least = np.minimum.reduceat(costs, heads)
    hits = np.flatnonzero(costs == np.repeat(least, counts))
    chosen = hits[np.searchsorted(hits, heads)]
    return least, candidates[chosen]
