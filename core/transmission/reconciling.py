"""Children that do not add up to their parent: adjusted values beside the reported ones (methods D.5).

The reported values stay as they are. From the top down, every parent's total (adjusted itself, where it was)
is what its children are adjusted to; a parent with a child that has not reported is left alone, because its
gap may be that child.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, Problem, problem
from . import adjustment, rollup
from .tree import Tree

PROPORTIONAL, SHIFT, GLS, BOUNDED = "proportional", "shift", "gls", "bounded"
METHODS = (PROPORTIONAL, SHIFT, GLS, BOUNDED)
ADJUSTED, EQUAL, MISSING, NO_TOTAL, FAILED = "adjusted", "equal", "child_missing", "no_total", "not_possible"
SAME = 1e-9


@dataclass(frozen=True)
class Reports:
    """What one indicator of one year says, over the units of the tree; NaN where it does not.

    Attributes
    ----------
    value
        Reported values.
    weight
        Denominators where the values are intensities, shares or means; None for totals.
    deviation
        Standard deviations, for ``gls`` and ``bounded``; None where not known.
    low, high
        Bounds, for ``bounded``.
    total
        What units say as parents, where that is another kind of value than *value*; None where it is the
        same.
    """

    value: np.ndarray
    weight: np.ndarray | None = None
    deviation: np.ndarray | None = None
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    total: np.ndarray | None = None


@dataclass(frozen=True)
class Closing:
    """One parent: what was to be kept, what the children reported, and what became of it."""

    parent: int
    total: float
    reported: float
    adjusted: float
    children: int
    missing: tuple[int, ...]
    state: str
    reason: Problem | None = None


@dataclass(frozen=True)
class Reconciled:
    """Adjusted values over the units, and the closure of every parent.

    Attributes
    ----------
    adjusted, parent
        Values adjusted along the tree, and the parent that decided each (-1 where none did).
    pairs
        (child, parent, adjusted value) of every link; a unit of several groupings has several.
    closings
        One for every parent, the highest first.
    """

    adjusted: np.ndarray
    parent: np.ndarray
    pairs: tuple[tuple[int, int, float], ...]
    closings: tuple[Closing, ...]


def reconcile(tree: Tree, reports: Reports, method: str) -> Reconciled:
    """Adjust the reports of one indicator and year, parents before children.

    Parameters
    ----------
    method
        ``proportional`` x Q / sum x; ``shift`` x + (Q - sum x)/n; ``gls`` x + s^2 (Q - sum x)/sum s^2;
        ``bounded`` the same within low and high. Values with weights are adjusted as numerators w x, and
        their parent as Q sum w.

    Returns
    -------
    Reconciled
        The reported value stands where nothing was to be done. Groupings adjust their members apart: what a
        unit hands down is what the tree made of it.
    """
    if method not in METHODS:
        raise InputError(
            problem(
                "The way {method} is not known; choose one of {known}.",
                method=method,
                known=", ".join(METHODS),
            )
        )
    adjusted = np.array(reports.value, dtype=np.float64)
    decided = np.full(len(adjusted), -1, dtype=np.intp)
    below, shares, closings, pairs = tree.children(), tree.shares(), [], []
    for parent in sorted(below, key=lambda at: (-int(tree.height[at]), at)):
        children = np.array(below[parent], dtype=np.intp)
        own = reports.value if reports.total is None else reports.total
        total = adjusted[parent] if decided[parent] >= 0 else own[parent]
        made, values = _closed(parent, (children, np.array(shares[parent])), total, reports, method)
        if values is not None:
            pairs += [(child, parent, value) for child, value in zip(children.tolist(), values.tolist())]
            if tree.code[parent] not in tree.groups:
                adjusted[children], decided[children] = values, parent
        closings.append(made)
    return Reconciled(adjusted, decided, tuple(pairs), tuple(closings))


def _closed(parent: int, links, total: float, reports: Reports, method: str):
    children, share = links
    x = reports.value[children]
    w = share if reports.weight is None else share * reports.weight[children]
    missing = tuple(children[~np.isfinite(x * w)].tolist())
    whole = 1.0 if reports.weight is None else w.sum()
    reported = float(np.nansum(x * w) / whole) if len(missing) < len(x) and whole else float("nan")

    def closing(state: str, after: float = float("nan"), reason=None) -> Closing:
        return Closing(parent, float(total), reported, after, len(x), missing, state, reason)

    if not np.isfinite(total):
        return closing(NO_TOTAL), None
    if missing:
        return closing(MISSING), None
    wanted = total * whole
    if abs(wanted - (w * x).sum()) <= SAME * max(abs(wanted), np.abs(w * x).sum()):
        return closing(EQUAL, reported), x.copy()
    try:
        numerators = _adjusted(method, children, w, reports, wanted)
    except InputError as error:
        return closing(FAILED, reason=error.problems[0]), None
    values = np.divide(numerators, w, out=np.zeros_like(x), where=w != 0)
    return closing(ADJUSTED, float(numerators.sum() / whole)), values


def _adjusted(method: str, children: np.ndarray, w: np.ndarray, reports: Reports, total: float) -> np.ndarray:
    x = w * reports.value[children]
    if method == PROPORTIONAL:
        return adjustment.proportional(x, total)
    if method == SHIFT:
        return adjustment.shift(x, total)
    if reports.deviation is None:
        raise InputError(problem("The way {method} needs standard deviations of the reports.", method=method))
    s = w * reports.deviation[children]
    if method == GLS:
        return adjustment.least_squares(x, s, total)
    low, high = (
        np.full_like(x, fill)
        if bound is None
        else np.where(np.isfinite(bound[children]), w * bound[children], fill)
        for bound, fill in ((reports.low, -np.inf), (reports.high, np.inf))
    )
    return adjustment.bounded_least_squares(x, s, total, low, high)


def fit_parts(cells: np.ndarray, units: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """A table unit x part (fuel, sector, sub-zone) fitted to the totals of both (RAS).

    Parameters
    ----------
    cells
        Reported values >= 0, NaN where not reported.
    units, parts
        Totals of the rows and of the columns; NaN where not known: such a row or column keeps its own sum.

    Raises
    ------
    InputError
        Cells missing or negative; margins that differ, or cannot be reached.
    """
    cells = np.asarray(cells, dtype=np.float64)
    bad = ~np.isfinite(cells) | (cells < 0)
    if bad.any():
        raise InputError(
            problem(
                "{count} cells of the table are missing or negative; fitting to two margins needs them all.",
                count=int(bad.sum()),
            )
        )
    rows = np.where(np.isfinite(units), units, cells.sum(axis=1))
    columns = np.where(np.isfinite(parts), parts, cells.sum(axis=0))
    return adjustment.fit_margins(cells, rows, columns)


def without_weight(rule: str) -> bool:
    """Whether values of a rule are adjusted as they are; False where their numerators are."""
    return rule not in rollup.WEIGHTED
