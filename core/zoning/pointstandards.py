"""Standards of points and of units: what each may emit, so that a quota is kept (paper 2, section 4.2).

A quota holds for a pool of points: those of one control unit, or all. A reserve is kept back, background and
area sources take their part, and the points share what is left by a rule within bounds. numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, Problem, problem, raise_if_any
from ..transmission.adjustment import bounded

PROPORTIONAL, EQUAL_CUT, BENCHMARK = "proportional", "equal_cut", "benchmark"
METHODS = (PROPORTIONAL, EQUAL_CUT, BENCHMARK)
SHOWN = 10
ROUNDING = 1e-9


@dataclass(frozen=True)
class Rule:
    """How points share what a quota leaves them.

    Attributes
    ----------
    method
        ``proportional`` to a basis; ``equal_cut``: the same percentage off every present emission;
        ``benchmark``: first those cut that emit more per output than a benchmark. The last two allow nobody
        more than the present emission.
    low, high
        Bounds as multiples of the present emission; *high* may be infinite.
    """

    method: str = PROPORTIONAL
    low: float = 0.0
    high: float = np.inf


@dataclass(frozen=True)
class Points:
    """Points of all pools.

    Attributes
    ----------
    emission
        Present emission of each, NaN where not known.
    pool
        Pool of each, -1 for none.
    basis
        What ``proportional`` follows (output, licensed amount ...); the emission where it is None.
    due
        What a point would emit at the benchmark, benchmark x output; for ``benchmark``.
    """

    emission: np.ndarray
    pool: np.ndarray
    basis: np.ndarray | None = None
    due: np.ndarray | None = None


@dataclass(frozen=True)
class Allocation:
    """What points may emit, and the account of every pool.

    Attributes
    ----------
    allowed
        Of each point; NaN where it is not known what it emits, or where its pool has no quota.
    quota, reserve, background, emitted, shared, unallocated, short
        Of each pool: shared is what its points may emit; unallocated what the rule leaves over; short what
        the bounds and the background take beyond the quota.
    count
        Points that share.
    """

    allowed: np.ndarray
    quota: np.ndarray
    reserve: np.ndarray
    background: np.ndarray
    emitted: np.ndarray
    shared: np.ndarray
    unallocated: np.ndarray
    short: np.ndarray
    count: np.ndarray

    @property
    def closure(self) -> np.ndarray:
        """Reserve + background + shared + unallocated - short - quota; zero but for rounding."""
        spent = self.reserve + self.background + self.shared + self.unallocated
        return spent - self.short - self.quota


def allocate(points: Points, quota, background, rule: Rule, reserve: float = 0.0) -> Allocation:
    """Share the quota of every pool.

        available = quota (1 - reserve) - background;   sum of allowed = available

    Parameters
    ----------
    points
        Emissions, quotas and background are of one unit, such as t per year.
    quota, background
        Of each pool; a pool without a quota (NaN) shares nothing.
    reserve
        Share of the quota that is kept back, 0 to 1.

    Raises
    ------
    InputError
        Negative or infinite numbers, or a rule that lacks what it follows.
    """
    quota, background = np.asarray(quota, dtype=np.float64), np.asarray(background, dtype=np.float64)
    _refuse(points, quota, background, rule, reserve)
    kept = reserve * quota
    available = quota - kept - background
    allowed = np.full(len(points.emission), np.nan)
    known = _takes_part(points, rule) & (points.pool >= 0)
    shared, emitted = np.zeros(len(quota)), np.zeros(len(quota))
    count = np.bincount(points.pool[known], minlength=len(quota))
    for pool in np.flatnonzero(np.isfinite(available)).tolist():
        own = np.flatnonzero(known & (points.pool == pool))
        allowed[own] = _shared(points, own, float(available[pool]), rule)
        shared[pool], emitted[pool] = allowed[own].sum(), points.emission[own].sum()
    rest = available - shared
    missing = ~np.isfinite(available)
    for column in (shared, emitted):
        column[missing] = np.nan
    slack = ROUNDING * np.maximum(np.abs(quota), 1.0)
    return Allocation(
        allowed,
        quota,
        kept,
        background,
        emitted,
        shared,
        np.where(rest > slack, rest, np.where(missing, np.nan, 0.0)),
        np.where(rest < -slack, -rest, np.where(missing, np.nan, 0.0)),
        count,
    )


def shortages(found: Allocation, names, substance: str) -> list[Problem]:
    """One problem that lists the pools whose quota does not suffice, with the gap; none where all do."""
    short = np.flatnonzero(found.short > 0)
    if not len(short):
        return []
    listed = ", ".join(f"{names[at]} ({found.short[at]:.6g})" for at in short[:SHOWN].tolist())
    return [
        problem(
            "The quota of {substance} does not suffice in {count} units, because background and lower bounds "
            "take more (missing): {units}{more}. Raise the quota, lower the bounds, or let the gap be shown.",
            substance=substance,
            count=len(short),
            units=listed,
            more=" …" if len(short) > SHOWN else "",
        )
    ]


def needed_cut(emission: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Share of the present emission that must go, 1 - allowed / emission, and 0 where more is allowed.

    NaN where nothing is emitted.

    Examples
    --------
    >>> needed_cut(np.array([100.0, 50.0]), np.array([80.0, 60.0])).round(3).tolist()
    [0.2, 0.0]
    """
    emission = np.asarray(emission, dtype=np.float64)
    ratio = np.divide(allowed, emission, out=np.full(emission.shape, np.nan), where=emission > 0)
    return np.maximum(1.0 - ratio, 0.0)


def common_intensity(emission: np.ndarray, output: np.ndarray) -> float:
    """Emission per output of all points together: the benchmark where none is given; NaN where unknown."""
    known = np.isfinite(emission) & np.isfinite(output) & (output > 0)
    return float(emission[known].sum() / output[known].sum()) if known.any() else float("nan")


def _takes_part(points: Points, rule: Rule) -> np.ndarray:
    known = np.isfinite(points.emission)
    follows = points.due if rule.method == BENCHMARK else points.basis
    return known if follows is None or rule.method == EQUAL_CUT else known & np.isfinite(follows)


def _shared(points: Points, own: np.ndarray, available: float, rule: Rule) -> np.ndarray:
    """Allowed emissions of the points of one pool."""
    e = points.emission[own]
    low, high = rule.low * e, np.full(len(e), np.inf) if np.isinf(rule.high) else rule.high * e
    if rule.method != PROPORTIONAL:
        high = np.minimum(high, e)
    if rule.method == BENCHMARK:
        weights = _by_benchmark(e, points.due[own], available)
    else:
        follows = rule.method == PROPORTIONAL and points.basis is not None
        weights = points.basis[own] if follows else e
    if not weights.sum() > 0:
        return low
    most = np.where(weights > 0, high, low).sum()
    total = min(max(available, low.sum()), most)
    return bounded(weights, total, low, high)


def _by_benchmark(e: np.ndarray, due: np.ndarray, available: float) -> np.ndarray:
    """Emissions after the excess over the benchmark is cut; where that is too little, all are cut alike."""
    efficient = np.minimum(e, due)
    cut, excess = e.sum() - available, e - efficient
    if cut <= 0:
        return e
    if cut <= excess.sum():
        return e - cut * excess / excess.sum()
    return efficient if efficient.sum() > 0 else e


def _refuse(points: Points, quota, background, rule: Rule, reserve: float) -> None:
    found = [
        told(count=int(_impossible(values).sum()), rows=_first(np.flatnonzero(_impossible(values))))
        for values, told in (
            (points.emission, _negative_emissions),
            (quota, _negative_quotas),
            (background, _negative_backgrounds),
            (points.basis, _negative_outputs),
            (points.due, _negative_benchmarks),
        )
        if values is not None and _impossible(values).any()
    ]
    if not 0 <= reserve <= 1:
        found.append(problem("The reserve is {reserve}; it must lie between 0 and 1.", reserve=reserve))
    if not 0 <= rule.low <= rule.high:
        found.append(
            problem(
                "The bounds are {low} and {high} of the present emission; the lower must be 0 or above, and "
                "not above the upper.",
                low=rule.low,
                high=rule.high,
            )
        )
    if rule.method == BENCHMARK and points.due is None:
        found.append(problem("The benchmark rule needs the output of the points, and a benchmark."))
    raise_if_any(found, InputError)


def _impossible(values: np.ndarray) -> np.ndarray:
    return (values < 0) | np.isinf(values)


def _first(rows: np.ndarray) -> str:
    return ", ".join(str(row + 1) for row in rows[:SHOWN].tolist())


def _negative_emissions(**gaps) -> Problem:
    return problem(
        "{count} emissions of points are negative or infinite (first rows: {rows}). Correct them.", **gaps
    )


def _negative_quotas(**gaps) -> Problem:
    return problem("{count} quotas are negative or infinite (first rows: {rows}). Correct them.", **gaps)


def _negative_backgrounds(**gaps) -> Problem:
    return problem(
        "{count} amounts of background are negative or infinite (first rows: {rows}). Correct them.", **gaps
    )


def _negative_outputs(**gaps) -> Problem:
    return problem(
        "{count} outputs of points are negative or infinite (first rows: {rows}). Correct them.", **gaps
    )


def _negative_benchmarks(**gaps) -> Problem:
    return problem(
        "{count} benchmarks of points are negative or infinite (first rows: {rows}). Correct them.", **gaps
    )
