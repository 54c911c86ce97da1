"""From children to the parent: how each kind of indicator adds up, and whether it keeps the target.

Methods D.2 (kinds) and D.6 (consistency). Missing children are never scaled up in silence: every
aggregate comes with its coverage, the share of the weight that reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem

KINDS = ("total", "intensity", "ratio", "state", "state_max")


@dataclass(frozen=True)
class Aggregate:
    """Values of the parents.

    Attributes
    ----------
    value
        Aggregate of the children that reported; NaN where none did.
    coverage
        Share (0..1) of the children's weight that reported; of their number where there is no weight.
    children, reported
        Numbers of children.
    """

    value: np.ndarray
    coverage: np.ndarray
    children: np.ndarray
    reported: np.ndarray


def aggregate(values, parents, count: int, kind: str, weights=None) -> Aggregate:
    """Aggregate children by the kind of the indicator.

    Parameters
    ----------
    values
        Values of the children; NaN where not reported.
    parents
        Position 0..count-1 of every child's parent.
    count
        Number of parents.
    kind
        ``total``: sum. ``intensity`` (a/b) and ``ratio`` (part/whole): weighted mean with the
        denominator or the whole as weight, which equals sum a / sum b. ``state`` (a concentration):
        mean weighted by population or area. ``state_max``: largest value, for compliance.
    weights
        Weights of the children; needed by ``intensity``, ``ratio`` and ``state``. For ``total`` and
        ``state_max`` they only weigh the coverage.

    Raises
    ------
    InputError
        Unknown kind; weights missing, negative or unknown.

    Notes
    -----
    Growth rates and indices from nonlinear formulas have no kind: they are recomputed from aggregated
    inputs (methods D.2).
    """
    y, to = np.asarray(values, dtype=np.float64), np.asarray(parents, dtype=np.intp)
    w = _weights(weights, y, kind)
    known = np.isfinite(y)
    filled = np.where(known, y, 0.0)

    def per_parent(column):
        return np.bincount(to, weights=column, minlength=count)

    reported_weight, weight = per_parent(w * known), per_parent(w)
    children, reported = per_parent(np.ones_like(y)), per_parent(known.astype(float))
    if kind == "total":
        value = per_parent(filled)
    elif kind == "state_max":
        value = np.full(count, -np.inf)
        np.maximum.at(value, to[known], y[known])
    else:
        value = np.divide(
            per_parent(w * filled), reported_weight, out=np.full(count, np.nan), where=reported_weight > 0
        )
    coverage = np.divide(reported_weight, weight, out=np.full(count, np.nan), where=weight > 0)
    return Aggregate(
        np.where(reported > 0, value, np.nan), coverage, children.astype(int), reported.astype(int)
    )


def _weights(weights, values: np.ndarray, kind: str) -> np.ndarray:
    if kind not in KINDS:
        raise InputError(
            problem(
                "The kind {kind} of an indicator is not known; choose one of {known}.",
                kind=kind,
                known=", ".join(KINDS),
            )
        )
    if weights is None:
        if kind in ("intensity", "ratio", "state"):
            raise InputError(
                problem(
                    "An indicator of the kind {kind} needs weights: "
                    "its denominator, its whole, population or area.",
                    kind=kind,
                )
            )
        return np.ones_like(values)
    w = np.asarray(weights, dtype=np.float64)
    bad = ~np.isfinite(w) | (w < 0)
    if bad.any():
        raise InputError(
            problem(
                "The weights of {count} children are missing or negative (first rows: {rows}).",
                count=int(bad.sum()),
                rows=", ".join(str(row + 1) for row in np.flatnonzero(bad)[:5]),
            )
        )
    return w


@dataclass(frozen=True)
class Closure:
    """Does the sum of the children keep the parent's target?

    Attributes
    ----------
    limit
        T - rho |T| for ceilings, T + rho |T| for floors.
    gap
        (S - L) / |L|: above 0 too much, below 0 too little. NaN where either is unknown or L is 0.
    kept
        Whether the target is kept within the tolerance; False where unknown.
    known
        Whether it could be judged.
    """

    limit: np.ndarray
    gap: np.ndarray
    kept: np.ndarray
    known: np.ndarray


def closure(aggregate_value, target, direction, reserve=0.0, tolerance: float = 0.0) -> Closure:
    """Compare aggregates with targets (methods D.6).

        pass if S <= L (1 + tol) for ceilings, S >= L (1 - tol) for floors

    Parameters
    ----------
    aggregate_value, target
        S and T, same unit.
    direction
        ``ceiling`` or ``floor`` per row or for all.
    reserve
        Reserve ratio rho, 0 <= rho < 1.
    tolerance
        Relative tolerance; 0 for rigid indicators, 0.05 for expected ones.
    """
    s, t, rho = (
        np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(aggregate_value, target, reserve)
    )
    if (rho < 0).any() or (rho >= 1).any():
        raise InputError(problem("The reserve must be at least 0 and below 1 (below 100 %)."))
    floor = np.broadcast_to(np.asarray(direction, dtype=object) == "floor", s.shape)
    # of a target below zero (a net sink) a reserve asks for more, not for less
    limit = t + np.where(floor, rho, -rho) * np.abs(t)
    known = np.isfinite(s) & np.isfinite(limit)
    slack = (tolerance + 1e-12) * np.abs(limit)
    kept = known & np.where(floor, s >= limit - slack, s <= limit + slack)
    usable = known & (limit != 0)
    gap = np.divide(s - limit, np.abs(limit), out=np.full(s.shape, np.nan), where=usable)
    return Closure(limit, gap, kept, known)


def reserve_chain(total: float, reserves, shares) -> list[np.ndarray]:
    """A ceiling handed down level by level, each level keeping its reserve.

    Parameters
    ----------
    total
        Target of the top level.
    reserves
        Reserve ratio of every step.
    shares
        Shares of the children (sum 1); the same units at every step.

    Returns
    -------
    list of float64 arrays, one per step.
    """
    steps, left = [], np.asarray(shares, dtype=np.float64) * total
    for rho in reserves:
        left = left * (1.0 - rho)
        steps.append(left)
    return steps
