"""Exceedance of pollution standards, and one figure from several pollutants.

The exceedance of one pollutant is the official concentration exceedance index R = C/S - 1 of the
carrying-capacity early-warning method, extended to standards that are not positive (methods A.2, A.5).
"""

from __future__ import annotations

import numpy as np

from .. import flags as fl
from ..errors import InputError, problem

COMPOSITES = ("max", "mean", "nemerow")


def exceedance(value, standard, benchmark=np.nan, lower: bool = False):
    """Relative exceedance of one pollutant over its standard.

        q = (P - P*) / s,   s = P* where P* > 0, else the benchmark B_p
        q = P*/P - 1        where the standard is a lower bound (dissolved oxygen)

    Parameters
    ----------
    value
        Concentration or load P, any unit. Missing is NaN.
    standard
        Limit or environmental capacity P* in the unit of *value*; broadcast.
    benchmark
        Scale B_p > 0 for standards that are zero or negative; broadcast. NaN when there is none.
    lower
        Whether the standard is a lower bound: values below it exceed. A value of zero has no finite
        exceedance then and is ``INFINITE``.

    Returns
    -------
    q : float64 array
        -1 for zero pollution, 0 at the standard (which still complies), NaN where it cannot be known.
    flags : uint16 array
        ``NO_P``, ``INFINITE``, ``NEG_P``, ``NO_PSTAR``, ``SIGN_ONLY`` (see `core.flags`).

    Notes
    -----
    Methods A.2 and A.5. Without a usable scale a value within its standard is given as 0 with
    ``SIGN_ONLY``; a value above it stays NaN with ``NO_PSTAR``. The lower bound is judged by 1/(C/S) - 1,
    as the carrying-capacity early-warning method does for dissolved oxygen [from memory, medium].
    """
    if lower:
        return _shortfall(value, standard)
    p, limit, scale = (
        np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(value, standard, benchmark)
    )
    flags = fl.empty(p.shape)
    fl.mark(flags, "NO_P", np.isnan(p))
    fl.mark(flags, "INFINITE", np.isinf(p) | np.isinf(limit))
    known = np.isfinite(p) & np.isfinite(limit)
    fl.mark(flags, "NEG_P", known & (p < 0))

    positive = known & (limit > 0)
    scaled = known & ~positive & np.isfinite(scale) & (scale > 0)
    bare = known & ~positive & ~scaled
    q = np.full(p.shape, np.nan)
    np.divide(p - limit, limit, out=q, where=positive)
    np.divide(p - limit, scale, out=q, where=scaled)
    within = bare & (p <= limit)
    q[within] = 0.0
    fl.mark(flags, "SIGN_ONLY", within)
    fl.mark(flags, "NO_PSTAR", (bare & ~within) | np.isnan(limit))
    return q, flags


def _shortfall(value, standard):
    """Exceedance of a lower bound, P*/P - 1, with the flags of `exceedance`."""
    p, limit = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(value, standard))
    flags = fl.empty(p.shape)
    known = np.isfinite(p) & np.isfinite(limit)
    fl.mark(flags, "NO_P", np.isnan(p))
    fl.mark(flags, "INFINITE", np.isinf(p) | np.isinf(limit) | (known & (p == 0)))
    fl.mark(flags, "NEG_P", known & (p < 0))
    fl.mark(flags, "NO_PSTAR", np.isnan(limit) | (known & (limit <= 0)))
    usable = known & (p > 0) & (limit > 0)
    return np.divide(limit, p, out=np.full(p.shape, np.nan), where=usable) - 1.0, flags


def composite(q, method: str = "max", weights=None):
    """One exceedance from several pollutants, and which of them limits.

    Parameters
    ----------
    q
        Exceedances, shape (units, pollutants); NaN where unknown.
    method
        ``max``: single-factor evaluation, a unit complies only if every pollutant does (default);
        ``mean``: weighted mean of max(q, -1);
        ``nemerow``: sqrt((mean^2 + max^2) / 2) - 1 of the ratios q + 1. The ratios are taken because
        the squares of negative exceedances would turn compliance into exceedance.
    weights
        Weights per pollutant for ``mean``; equal when not given.

    Returns
    -------
    q_p : float64 array, shape (units,)
    limiting : intp array, shape (units,)
        Column of the largest exceedance; -1 where no pollutant is known.
    flags : uint16 array
        ``PART_P`` where some pollutants are missing, ``NO_P`` where all are.

    Raises
    ------
    InputError
        Unknown method, or weights that are negative, not finite, or sum to zero.

    Notes
    -----
    Methods A.2 ("one-vote" evaluation and its alternatives).
    """
    q = np.asarray(q, dtype=np.float64)
    if method not in COMPOSITES:
        raise InputError(
            problem(
                "The composite method {method} is not known; choose one of {known}.",
                method=method,
                known=", ".join(COMPOSITES),
            )
        )
    known = np.isfinite(q)
    some = known.any(axis=1)
    flags = fl.empty(len(q))
    fl.mark(flags, "NO_P", ~some)
    fl.mark(flags, "PART_P", some & ~known.all(axis=1))

    filled = np.where(known, q, -np.inf)
    limiting = np.where(some, filled.argmax(axis=1), -1)
    if method == "max":
        figure = filled.max(axis=1)
    elif method == "mean":
        figure = _weighted_mean(np.maximum(filled, -1.0), known, _checked_weights(weights, q.shape[1]))
    else:
        ratio = np.maximum(filled, -1.0) + 1.0
        mean = _weighted_mean(ratio, known, np.ones(q.shape[1]))
        figure = np.sqrt((mean**2 + ratio.max(axis=1) ** 2) / 2.0) - 1.0
    return np.where(some, figure, np.nan), limiting, flags


def _checked_weights(weights, count: int) -> np.ndarray:
    w = np.ones(count) if weights is None else np.asarray(weights, dtype=np.float64)
    if w.shape != (count,) or not np.isfinite(w).all() or (w < 0).any() or w.sum() == 0:
        raise InputError(
            problem(
                "The weights {weights} cannot be used: give one number per pollutant ({count}), "
                "none negative, not all zero.",
                weights=", ".join(str(value) for value in np.ravel(w)),
                count=count,
            )
        )
    return w


def _weighted_mean(values: np.ndarray, known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean over the known columns; NaN where their weights sum to zero."""
    w = np.where(known, weights, 0.0)
    total = w.sum(axis=1)
    sums = (np.where(known, values, 0.0) * weights).sum(axis=1)
    return np.divide(sums, total, out=np.full(len(values), np.nan), where=total > 0)


def equivalents_composite(values, standards, equivalent_values):
    """One exceedance from the equivalents of several loads and of their limits.

        q_p = sum_j(P_j / e_j) / sum_j(P_j* / e_j) - 1

    Every load weighs by the harm that the tax law gives it, against the capacity in the same yardstick.

    Parameters
    ----------
    values, standards
        Loads and capacities, shape (units, pollutants), all in one unit.
    equivalent_values
        e_j per pollutant, > 0.

    Returns
    -------
    q_p : float64 array, shape (units,)
    flags : uint16 array
        ``PART_P`` where some pollutants or capacities are missing (sums run over the others), ``NO_P``
        where all are, ``NO_PSTAR`` where the capacities do not sum to a positive figure.

    Notes
    -----
    Methods A.2 ("pollution-equivalent total"); equivalents as factors.md 3.13.
    """
    p, limit = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(values, standards))
    known = np.isfinite(p) & np.isfinite(limit)
    some = known.any(axis=1)
    e = np.asarray(equivalent_values, dtype=np.float64)
    load = (np.where(known, p, 0.0) / e).sum(axis=1)
    capacity = (np.where(known, limit, 0.0) / e).sum(axis=1)
    flags = fl.empty(len(p))
    fl.mark(flags, "NO_P", ~some)
    fl.mark(flags, "PART_P", some & ~known.all(axis=1))
    fl.mark(flags, "NO_PSTAR", some & (capacity <= 0))
    usable = some & (capacity > 0)
    return np.divide(load, capacity, out=np.full(len(p), np.nan), where=usable) - 1.0, flags
