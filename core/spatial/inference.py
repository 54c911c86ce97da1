"""From many draws to a p-value, and from many p-values to a decision."""

from __future__ import annotations

import numpy as np

from ..errors import InputError, problem

CORRECTIONS = ("none", "fdr", "bonferroni")
CELLS = 1 << 16  # of a block of sums: it stays in the cache


def draws(count: int, most: int, permutations: int, seed: int) -> np.ndarray:
    """Positions drawn without replacement from *count* - 1 others, for conditional permutation.

    Parameters
    ----------
    count
        Number of units n.
    most
        Largest number of neighbours, at most n - 1.
    permutations
        Number of draws R.
    seed
        Seed of the random numbers.

    Returns
    -------
    int64 array, shape (R, most)
        Values 0..n-2; the position p means the p-th unit among the others of a unit i, that is unit p
        where p < i, else unit p + 1. The first k columns are a draw of k.
    """
    rng = np.random.default_rng(seed)
    others = count - 1
    if most * 3 > others:
        return np.argsort(rng.random((permutations, others)), axis=1)[:, :most]
    drawn = rng.integers(0, others, size=(permutations, most))
    while True:
        # few draws of many repeat rarely: redraw the rows that do, which keeps every set equally likely
        ordered = np.sort(drawn, axis=1)
        again = np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))
        if not len(again):
            return drawn
        drawn[again] = rng.integers(0, others, size=(len(again), most))


def conditional_counts(values, lags, cardinalities, drawn):
    """How many conditional permutations give a neighbourhood sum as large, and as small, as the observed.

    For unit i, k_i of the other values are drawn and summed; the sums are compared with the observed
    unweighted sum over its neighbours.

    All units share the draws *drawn* (as in esda), so for one draw the sum depends on i only through
    which of the drawn positions lie below i: it changes at k places as i runs through the units. One row
    of R sums is carried from unit to unit and changed at those places; the cost is R additions and
    comparisons per unit, whatever the number of neighbours.

    Parameters
    ----------
    values
        Values y, shape (n,).
    lags
        Observed sums over the neighbours, sum_j y_j, shape (n,).
    cardinalities
        Numbers of neighbours k_i; 0 for islands.
    drawn
        Draws of `draws`, at least max(k_i) columns.

    Returns
    -------
    at_least, at_most : int64 arrays
        Counts 0..R of sums >= and <= the observed; -1 for islands.
    """
    y = np.asarray(values, dtype=np.float64)
    lags = np.asarray(lags, dtype=np.float64)
    at_least, at_most = np.full((2, len(y)), -1, dtype=np.int64)
    for k in np.unique(cardinalities):
        if k:
            units = np.flatnonzero(cardinalities == k)
            counted = _counts_of_cardinality(y, lags[units], units, drawn[:, :k])
            at_least[units], at_most[units] = counted
    return at_least, at_most


def _counts_of_cardinality(y: np.ndarray, lags: np.ndarray, units: np.ndarray, drawn: np.ndarray):
    """Counts for the ascending *units*, all with as many neighbours as *drawn* has columns."""
    permutations, slack = len(drawn), _slack(y)
    # a draw below a unit means the position itself, else the one behind: the sum changes once it is passed
    change = (y[drawn] - y[drawn + 1]).ravel()
    passed_at = np.searchsorted(units, drawn.ravel() + 1)
    row = np.repeat(np.arange(permutations), drawn.shape[1])
    order = np.argsort(passed_at, kind="stable")
    change, passed_at, row = change[order], passed_at[order], row[order]
    rows = max(1, CELLS // permutations)
    sums = y[drawn + 1].sum(axis=1)
    at_least, at_most = np.empty((2, len(units)), dtype=np.int64)
    for start in range(0, len(units), rows):
        stop = min(start + rows, len(units))
        mine = slice(*np.searchsorted(passed_at, (start, stop)))
        block = np.zeros((stop - start, permutations))
        np.add.at(block, (passed_at[mine] - start, row[mine]), change[mine])
        for place in range(len(block)):
            block[place] += sums
            sums = block[place]
        observed = lags[start:stop, None]
        at_least[start:stop] = _count(block >= observed - slack)
        at_most[start:stop] = _count(block <= observed + slack)
    return at_least, at_most


def _count(mask: np.ndarray) -> np.ndarray:
    """Number of true cells of every row; faster than a sum of booleans."""
    return mask.view(np.uint8).sum(axis=1, dtype=np.uint32)


def weighted_counts(values, matrix, lags, drawn, progress=None):
    """As `conditional_counts`, for weights that differ within a row: every unit sums its own draws.

    The weights of a row go to the draws by size, not in the order of the columns: every draw is as likely as
    any other, and so the result does not depend on the order of the units.

    Parameters
    ----------
    progress
        Called with a fraction 0..1; may raise to cancel.
    """
    y = np.asarray(values, dtype=np.float64)
    slack = _slack(y)
    at_least, at_most = np.full((2, len(y)), -1, dtype=np.int64)
    for i in range(len(y)):
        if progress is not None and i % 1000 == 0:
            progress(i / len(y))
        weights = np.sort(matrix.data[matrix.indptr[i] : matrix.indptr[i + 1]])
        if len(weights):
            chosen = drawn[:, : len(weights)]
            sums = y[chosen + (chosen >= i)] @ weights
            tolerance = slack * weights[-1]
            at_least[i] = np.count_nonzero(sums >= lags[i] - tolerance)
            at_most[i] = np.count_nonzero(sums <= lags[i] + tolerance)
    return at_least, at_most


def _slack(values: np.ndarray) -> float:
    """Equal sums in another order of addition must count as equal."""
    return 1e-9 * float(np.abs(values).max(initial=0.0))


def pseudo_p(at_least, at_most, permutations: int) -> np.ndarray:
    """Pseudo p-value (M + 1) / (R + 1) of the nearer tail; NaN where the counts are -1.

    One-sided and folded, as esda and GeoDa report it for local statistics; ties count in both tails.
    """
    extreme = np.minimum(at_least, at_most)
    return np.where(extreme < 0, np.nan, (extreme + 1.0) / (permutations + 1.0))


def two_sided(p) -> np.ndarray:
    """Two-sided p-values from folded one-sided ones: twice as large, at most 1; NaN stays NaN."""
    return np.minimum(2.0 * np.asarray(p, dtype=np.float64), 1.0)


def significant(p, alpha: float = 0.05, correction: str = "none") -> np.ndarray:
    """Which p-values are significant at *alpha*.

    Parameters
    ----------
    p
        p-values; NaN is never significant and does not count.
    alpha
        Level, 0 to 1.
    correction
        ``none``; ``fdr``: Benjamini-Hochberg, all p below k alpha / n for the largest k with
        p_(k) < k alpha / n; ``bonferroni``: p <= alpha / n. The comparison of ``fdr`` is strict, as in
        esda: pseudo p-values are multiples of 1 / (R + 1) and meet the line exactly now and then.

    Notes
    -----
    Methods C.4; Benjamini and Hochberg 1995.
    """
    p = np.asarray(p, dtype=np.float64)
    if correction not in CORRECTIONS:
        raise InputError(
            problem(
                "The correction {name} is not known; choose one of {known}.",
                name=correction,
                known=", ".join(CORRECTIONS),
            )
        )
    known = np.isfinite(p)
    return known & (np.where(known, p, 2.0) <= critical_p(p, alpha, correction))


def critical_p(p, alpha: float, correction: str) -> float:
    """Largest p-value that is still significant; see `significant`. Negative where none can be."""
    ordered = np.sort(np.asarray(p, dtype=np.float64)[np.isfinite(p)])
    n = len(ordered)
    if correction == "none" or n == 0:
        return alpha
    if correction == "bonferroni":
        return alpha / n
    steps = alpha * np.arange(1, n + 1) / n
    passed = np.flatnonzero(ordered < steps)
    return float(steps[passed[-1]]) if len(passed) else -1.0


def adjusted_p(p) -> np.ndarray:
    """Benjamini-Hochberg adjusted p-values; NaN stays NaN."""
    p = np.asarray(p, dtype=np.float64)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(np.isfinite(p))
    order = known[np.argsort(p[known], kind="stable")]
    n = len(order)
    scaled = p[order] * n / np.arange(1, n + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
