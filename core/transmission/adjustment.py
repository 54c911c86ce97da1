"""Making parts and wholes agree: bounds, rounding, and reports that do not add up (methods D.5)."""

from __future__ import annotations

import numpy as np

from ..errors import InputError, problem

EXACT = 1e-12


def bounded(weights, total: float, low=None, high=None) -> np.ndarray:
    """Share *total* by weights within bounds.

        q_i = clip(lambda w_i, lo_i, hi_i),  sum q = total

    The sum grows with lambda in straight pieces, so lambda is found exactly from the places where a
    unit leaves its lower or reaches its upper bound.

    Parameters
    ----------
    weights
        None negative, not all zero. A unit of weight 0 gets its lower bound.
    total
        What is to be shared.
    low, high
        Bounds per unit or for all; 0 and infinity when not given.

    Raises
    ------
    InputError
        Weights or bounds that cannot be; bounds whose sums leave *total* out, with the gap.
    """
    w = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(w).all() or (w < 0).any() or w.sum() == 0:
        raise InputError(
            problem("The weights of an allocation must be known, none negative and not all zero.")
        )
    lo = np.broadcast_to(np.asarray(0.0 if low is None else low, dtype=np.float64), w.shape)
    hi = np.broadcast_to(np.asarray(np.inf if high is None else high, dtype=np.float64), w.shape)
    if low is None and high is None:
        return total * w / w.sum()
    _check_bounds(w, total, lo, hi)
    active = w > 0
    starts = lo[active] / w[active]
    ends = hi[active] / w[active]
    edges = np.unique(np.concatenate([starts, ends[np.isfinite(ends)]]))
    reached = np.array([np.clip(edge * w, lo, hi).sum() for edge in edges])
    position = int(np.searchsorted(reached, total, side="left"))
    if position < len(edges) and abs(reached[position] - total) <= EXACT * max(abs(total), 1.0):
        return np.clip(edges[position] * w, lo, hi)
    below = edges[position - 1] if position else 0.0
    above = edges[position] if position < len(edges) else np.inf
    middle = (below + above) / 2.0 if np.isfinite(above) else below + 1.0
    free = active & (middle * w > lo) & (middle * w < hi)
    fixed = np.clip(middle * w, lo, hi)[~free].sum()
    if not free.any():
        return np.clip(middle * w, lo, hi)
    return np.where(free, (total - fixed) * w / w[free].sum(), np.clip(middle * w, lo, hi))


def _check_bounds(w: np.ndarray, total: float, lo: np.ndarray, hi: np.ndarray) -> None:
    crossed = np.flatnonzero(lo > hi)
    if len(crossed):
        raise InputError(
            problem(
                "The lower bound is above the upper bound in {count} units (first rows: {rows}).",
                count=len(crossed),
                rows=", ".join(str(row + 1) for row in crossed[:5]),
            )
        )
    slack = 1e-9 * max(abs(total), 1.0)
    least, most = lo.sum(), np.where(w > 0, hi, lo).sum()
    if least > total + slack:
        raise InputError(
            problem(
                "The lower bounds add up to {sum}, {gap} more than the {total} to be shared. Lower them.",
                sum=float(least),
                gap=float(least - total),
                total=total,
            )
        )
    if most < total - slack:
        raise InputError(
            problem(
                "The upper bounds add up to {sum}, {gap} less than the {total} to be shared. Raise them.",
                sum=float(most),
                gap=float(total - most),
                total=total,
            )
        )


def round_keeping_sum(values, unit: float = 1.0) -> np.ndarray:
    """Round to whole *unit*s so that the sum is the rounded-down sum (largest remainder, Hamilton).

    Every value is rounded down, and the missing units go to the largest remainders; of equal ones the
    earlier. A ceiling is therefore never exceeded.

    Parameters
    ----------
    values
        Finite values.
    unit
        Rounding unit, > 0.
    """
    if not unit > 0:
        raise InputError(problem("The rounding unit is {unit}; it must be above 0.", unit=unit))
    scaled = np.asarray(values, dtype=np.float64) / unit
    whole = np.floor(scaled + 1e-9)
    missing = round(float(np.floor(scaled.sum() + 1e-9) - whole.sum()))
    remainder = np.round(scaled - whole, 9)
    order = np.argsort(-remainder, kind="stable")
    # more units than values are missing when many values were lifted to a whole one by the slack above
    each, rest = divmod(missing, len(scaled)) if len(scaled) else (0, 0)
    whole += each
    whole[order[:rest]] += 1
    return whole * unit


def proportional(values, total: float) -> np.ndarray:
    """Children scaled to the parent: x_i Q / sum x."""
    x = np.asarray(values, dtype=np.float64)
    if x.sum() == 0:
        raise InputError(problem("The reported values add up to 0, so they cannot be scaled. Use a shift."))
    return x * (total / x.sum())


def shift(values, total: float) -> np.ndarray:
    """Children moved equally to the parent: x_i + (Q - sum x) / n."""
    x = np.asarray(values, dtype=np.float64)
    return x + (total - x.sum()) / len(x)


def least_squares(values, deviations, total: float) -> np.ndarray:
    """Children adjusted by their uncertainty (generalised least squares).

        x_i + s_i^2 (Q - sum x) / sum s^2

    The least reliable report moves most; a report with s = 0 does not move.
    """
    x = np.asarray(values, dtype=np.float64)
    variance = np.asarray(deviations, dtype=np.float64) ** 2
    if not np.isfinite(variance).all() or variance.sum() == 0:
        raise InputError(
            problem(
                "The uncertainties of the reports must be known and must not all be zero; choose another way."
            )
        )
    return x + variance * (total - x.sum()) / variance.sum()


def bounded_least_squares(values, deviations, total: float, low, high) -> np.ndarray:
    """As `least_squares`, kept within bounds.

    A unit that would leave its bounds is set to the bound, and the rest of the gap goes to the others,
    until no unit leaves: the active-set solution of this separable quadratic program.
    """
    x = np.asarray(values, dtype=np.float64)
    variance = np.asarray(deviations, dtype=np.float64) ** 2
    lo = np.broadcast_to(np.asarray(low, dtype=np.float64), x.shape)
    hi = np.broadcast_to(np.asarray(high, dtype=np.float64), x.shape)
    _check_bounds(np.ones_like(x), total, lo, hi)
    # the gap is shared by one multiplier m: x_i + s_i^2 m, cut at the bounds; the sum grows with m
    with_room = variance > 0
    edges = np.concatenate(
        [(lo - x)[with_room] / variance[with_room], (hi - x)[with_room] / variance[with_room]]
    )
    edges = np.unique(edges[np.isfinite(edges)])

    def at(multiplier: float) -> np.ndarray:
        return np.clip(x + variance * multiplier, lo, hi)

    sums = np.array([at(edge).sum() for edge in edges])
    position = int(np.searchsorted(sums, total))
    below = edges[position - 1] if position else (edges[0] - 1.0 if len(edges) else -1.0)
    above = edges[position] if position < len(edges) else below + 2.0
    middle = at((below + above) / 2.0)
    free = with_room & (middle > lo) & (middle < hi)
    if not free.any():
        return at(above) if len(edges) else middle
    rest = total - middle[~free].sum() - x[free].sum()
    return np.where(free, x + variance * rest / variance[free].sum(), middle)


def fit_margins(table, row_sums, column_sums, tolerance: float = 1e-10, rounds: int = 1000) -> np.ndarray:
    """Scale a table to given row and column sums (RAS, iterative proportional fitting).

    Parameters
    ----------
    table
        Values >= 0; zeros stay zero.
    row_sums, column_sums
        Margins with equal totals.
    tolerance
        Largest relative deviation of a margin.
    rounds
        Most rounds.

    Raises
    ------
    InputError
        Margins with different totals, or a table whose zeros make them unreachable.
    """
    fitted = np.asarray(table, dtype=np.float64).copy()
    rows, columns = np.asarray(row_sums, dtype=np.float64), np.asarray(column_sums, dtype=np.float64)
    if not np.isclose(rows.sum(), columns.sum(), rtol=1e-9):
        raise InputError(
            problem(
                "The row sums add up to {rows} and the column sums to {columns}; they must be equal.",
                rows=float(rows.sum()),
                columns=float(columns.sum()),
            )
        )
    for _ in range(rounds):
        fitted *= _factors(rows, fitted.sum(axis=1))[:, None]
        fitted *= _factors(columns, fitted.sum(axis=0))
        if np.allclose(fitted.sum(axis=1), rows, rtol=tolerance, atol=tolerance * max(rows.sum(), 1.0)):
            return fitted
    raise InputError(
        problem("The table cannot meet its sums: too many of its cells are zero. Fill cells that may change.")
    )


def _factors(wanted: np.ndarray, found: np.ndarray) -> np.ndarray:
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)
