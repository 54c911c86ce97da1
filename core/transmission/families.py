"""Sharing and rounding in many families at once: every parent with its children, in one sweep.

A tree of 40 000 townships has thousands of parents; what `adjustment` does for one of them is done here for
all, by the same formulas.
"""

from __future__ import annotations

import numpy as np

# what floats of a sum may be off, relative; and below a rounding unit, absolute
RELATIVE, SLACK = 1e-12, 1e-9


def sums(values, of=None) -> np.ndarray:
    """Sum of every member's family, repeated for each member; of all where *of* is not given.

    Parameters
    ----------
    values
        One per member.
    of
        Position of every member's family, 0 ..; None where all belong together.
    """
    column = np.asarray(values, dtype=np.float64)
    if of is None:
        return np.full(column.shape, column.sum())
    return np.bincount(of, weights=column)[of] if len(column) else column


def bounded(weights, totals, low, high, of) -> np.ndarray:
    """Share the total of every family by weights within bounds, as `adjustment.bounded` does for one.

        q_i = clip(lambda w_i, lo_i, hi_i),  sum q = total of the family

    Lambda lies between two neighbouring values lo_i / w_i or hi_i / w_i; they are found for all families
    together by halving, and lambda follows from the members that are free between them.

    Parameters
    ----------
    weights
        One per member, none negative. A member of weight 0 gets its lower bound.
    totals
        One per family; the bounds must let it be met (`reach`).
    low, high
        One per member.
    of
        Family of every member, 0 .. len(totals) - 1.
    """
    w, total = np.asarray(weights, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    lo, hi, of = np.asarray(low, np.float64), np.asarray(high, np.float64), np.asarray(of, np.intp)
    count = len(total)
    active = w > 0
    edges, family = _edges(w, lo, hi, of, active)
    starts = np.searchsorted(family, np.arange(count + 1))
    first, last = starts[:-1], starts[1:]

    def at(factor):
        return np.where(active, np.clip(factor[of] * w, lo, hi), lo)

    # the number of edges at which the sum is still below the total, family by family
    below, above = first.copy(), last.copy()
    while (below < above).any():
        middle = (below + above) // 2
        open_ = below < above
        factor = edges[np.where(open_, middle, 0)] if len(edges) else np.zeros(count)
        reached = np.bincount(of, weights=at(factor), minlength=count)
        short = open_ & (reached < total)
        below = np.where(short, middle + 1, below)
        above = np.where(open_ & ~short, middle, above)
    under = np.where(below > first, edges[np.maximum(below - 1, 0)] if len(edges) else 0.0, 0.0)
    over = np.where(below < last, edges[np.minimum(below, len(edges) - 1)] if len(edges) else 0.0, np.inf)
    inside = np.where(np.isfinite(over), (under + over) / 2.0, under + 1.0)
    factor = inside[of] * w
    free = active & (factor > lo) & (factor < hi)
    held = np.where(active, np.clip(factor, lo, hi), lo)
    rest = total - np.bincount(of, weights=np.where(free, 0.0, held), minlength=count)
    moving = np.bincount(of, weights=np.where(free, w, 0.0), minlength=count)
    scale = np.divide(rest, moving, out=np.zeros(count), where=moving > 0)
    return np.clip(np.where(free, scale[of] * w, held), lo, hi)


def _edges(w, lo, hi, of, active) -> tuple[np.ndarray, np.ndarray]:
    """Values of lambda where a member leaves its lower or meets its upper bound, by family and in order."""
    starts, ends = lo[active] / w[active], hi[active] / w[active]
    kept = np.isfinite(ends)
    edges = np.concatenate([starts, ends[kept]])
    family = np.concatenate([of[active], of[active][kept]])
    order = np.lexsort((edges, family))
    return edges[order], family[order]


def reach(weights, low, high, of, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Least and most that the bounds let every family have; a member of weight 0 stays at its lower bound."""
    w = np.asarray(weights, dtype=np.float64)
    most = np.where(w > 0, high, low)
    return (
        np.bincount(of, weights=low, minlength=count),
        np.bincount(of, weights=most, minlength=count),
    )


def whole_units(values, totals, of) -> np.ndarray:
    """Whole numbers near *values* that add up to the whole *totals* (largest remainder, Hamilton).

    Parameters
    ----------
    values
        Values in rounding units.
    totals
        Whole number per family, nearly the sum of its values.
    of
        Family of every member. Of equal remainders the earlier member gets the unit.

    Returns
    -------
    float64 array of whole numbers.
    """
    x, of = np.asarray(values, dtype=np.float64), np.asarray(of, dtype=np.intp)
    count = len(totals)
    floor = np.floor(x + SLACK + RELATIVE * np.abs(x))
    remainder = np.round(x - floor, 9)
    members = np.bincount(of, minlength=count)
    missing = np.asarray(totals, dtype=np.float64) - np.bincount(of, weights=floor, minlength=count)
    # more than one each, or less than none, where floats lifted many values to the next whole one
    each = np.floor_divide(missing, np.maximum(members, 1))
    rest = missing - each * members
    order = np.lexsort((np.arange(len(x)), -remainder, of))
    rank = np.empty(len(x), dtype=np.intp)
    rank[order] = np.arange(len(x)) - np.concatenate([[0], np.cumsum(members)])[of[order]]
    return floor + each[of] + (rank < rest[of])


def in_units(values, unit: float) -> np.ndarray:
    """*values* counted in rounding units, without the dust of floats beside whole numbers."""
    counted = np.asarray(values, dtype=np.float64) / unit
    near = np.rint(counted)
    is_dust = np.isclose(counted, near, rtol=RELATIVE, atol=SLACK)
    return np.where(is_dust, near, counted)


def from_units(whole, unit: float) -> np.ndarray:
    """Whole numbers of units as values; 3 units of 0.1 are 0.3, as they are written."""
    inverse = 1.0 / unit
    if inverse > 1 and abs(inverse - round(inverse)) < RELATIVE * inverse:
        return np.asarray(whole, dtype=np.float64) / round(inverse)
    return np.asarray(whole, dtype=np.float64) * unit
