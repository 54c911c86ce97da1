"""Local spatial autocorrelation: local Moran (one or two variables), Gi and Gi*.

Formulas of methods C.3 (Anselin 1995; Getis and Ord 1992, Ord and Getis 1995). Islands have no
statistic: NaN, and the cluster "ns".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from . import inference
from .autocorrelation import standardised
from .weights import Weights

QUADRANTS = ("", "HH", "LH", "LL", "HL")
NOT_SIGNIFICANT = "ns"
CONFIDENCE = ((3, 0.01), (2, 0.05), (1, 0.10))


@dataclass(frozen=True)
class LocalStatistic:
    """Local statistic of every unit.

    Attributes
    ----------
    value
        Local Moran's I_i; for Gi and Gi* the z-score itself. NaN for islands.
    z
        z-score under conditional randomisation (Gi*: under randomisation).
    p
        Two-sided analytic p-value of *z*.
    p_permutation
        Folded one-sided pseudo p-value; NaN without permutations.
    quadrant
        Local Moran: 1 HH, 2 LH, 3 LL, 4 HL; 0 for islands. Gi: 1 high, 3 low.
    """

    value: np.ndarray
    z: np.ndarray
    p: np.ndarray
    p_permutation: np.ndarray
    quadrant: np.ndarray


def local_moran(
    x, weights: Weights, y=None, permutations: int = 999, seed: int = 42, progress=None
) -> LocalStatistic:
    """Local Moran's I of one variable, or of x with the neighbours' y.

        I_i = (n - 1) z_i sum_j w_ij z_j / sum_k z_k^2

    Parameters
    ----------
    x
        One finite value per unit.
    weights
        Row-standardised as a rule.
    y
        Second variable; *x* itself when not given. Both are standardised with n - 1, which makes the
        formula zx_i * lag(zy)_i.
    permutations, seed
        Conditional permutations R (0 for none) and their seed.
    progress
        Called with a fraction 0..1; may raise to cancel.

    Notes
    -----
    Scaling of esda and GeoDa. z and p are exact moments of the lag when the other n - 1 values are drawn
    without replacement, so they answer the same question as the permutations.
    """
    zx = standardised(_checked(x, weights))
    zy = zx if y is None else standardised(_checked(y, weights))
    lag = weights.lag(zy)
    island = weights.cardinalities == 0
    z = np.sign(zx) * _conditional_z(zy, weights, lag)
    p_permutation = _permutation_p(zy, weights, lag, permutations, seed, progress)
    # a value exactly at the mean counts as low, as esda has it
    high, around = zx > 0, lag > 0
    quadrant = np.select([high & around, ~high & around, ~high & ~around], [1, 2, 3], default=4)
    return LocalStatistic(
        np.where(island, np.nan, zx * lag), z, _two_sided(z), p_permutation, np.where(island, 0, quadrant)
    )


def getis_ord(
    x, weights: Weights, star: bool = True, permutations: int = 999, seed: int = 42, progress=None
) -> LocalStatistic:
    """Gi* (the unit itself belongs to its neighbourhood) or Gi, as z-scores.

    Parameters
    ----------
    x
        One finite value per unit.
    weights
        Binary as a rule, without the units themselves.
    star
        Gi* with w_ii = 1 (see `Weights.with_self`), else Gi.
    permutations, seed
        Conditional permutations R (0 for none) and their seed; the unit's own value stays in its place.
    progress
        Called with a fraction 0..1; may raise to cancel.

    Returns
    -------
    LocalStatistic
        ``value`` equals ``z``; ``quadrant`` is 1 above and 3 below the expectation.
    """
    x = _checked(x, weights)
    lag = weights.lag(x)
    island = weights.cardinalities == 0
    z = _star_z(x, weights) if star else _conditional_z(x, weights, lag)
    z = np.where(island, np.nan, z)
    p_permutation = _permutation_p(x, weights, lag, permutations, seed, progress)
    quadrant = np.where(island, 0, np.where(np.nan_to_num(z) > 0, 1, 3))
    return LocalStatistic(z, z, _two_sided(z), p_permutation, quadrant)


def global_of(statistic: LocalStatistic) -> float:
    """Global Moran's I of a local one with row-standardised weights: I = n / (S0 (n - 1)) sum I_i."""
    n, s0 = len(statistic.value), int(np.isfinite(statistic.value).sum())
    return float(np.nansum(statistic.value)) * n / (s0 * (n - 1))


def clusters(statistic: LocalStatistic, significant) -> np.ndarray:
    """Cluster words of a local Moran: HH, LH, LL, HL where significant, else "ns"."""
    words = np.array(QUADRANTS, dtype=object)[statistic.quadrant]
    return np.where(significant, words, NOT_SIGNIFICANT)


def bins(statistic: LocalStatistic, p, correction: str = "none") -> np.ndarray:
    """Hot and cold spots by confidence: +-3, +-2, +-1 = 99, 95, 90 %; 0 not significant.

    Only the bin follows the correction; z and p stay as they are (methods C.4).
    """
    sign = np.where(np.nan_to_num(statistic.z) > 0, 1, -1)
    found = np.zeros(len(sign), dtype=np.int8)
    for level, alpha in reversed(CONFIDENCE):
        hit = inference.significant(p, alpha, correction)
        found[hit] = level * sign[hit]
    return found


def bin_codes(found) -> np.ndarray:
    """Words for bins: ``hot99``, ``hot95``, ``hot90``, ``ns``, ``cold90``, ``cold95``, ``cold99``."""
    names = {0: NOT_SIGNIFICANT}
    for level, alpha in CONFIDENCE:
        percent = round(100 * (1 - alpha))
        names.update({level: f"hot{percent}", -level: f"cold{percent}"})
    return np.array([names[item] for item in np.asarray(found).tolist()], dtype=object)


def _checked(values, weights: Weights) -> np.ndarray:
    x = np.asarray(values, dtype=np.float64)
    if len(x) != len(weights) or not np.isfinite(x).all() or (x == x[0]).all():
        raise InputError(
            problem("The values must be known for every unit and must not all be equal; check the field.")
        )
    if not weights.matrix.nnz:
        raise InputError(problem("No unit has a neighbour; choose other neighbours."))
    return x


def _row_sums(weights: Weights):
    matrix = weights.matrix
    return np.asarray(matrix.sum(axis=1)).ravel(), np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()


def _conditional_z(y: np.ndarray, weights: Weights, lag: np.ndarray) -> np.ndarray:
    """z-score of the lag when its values are drawn from the other n - 1 without replacement."""
    others = len(y) - 1
    mean = (y.sum() - y) / others
    variance = ((y**2).sum() - y**2) / others - mean**2
    sums, squares = _row_sums(weights)
    spread = variance * (others * squares - sums**2) / (others - 1)
    usable = (spread > 0) & (sums > 0)
    return np.divide(
        lag - sums * mean,
        np.sqrt(spread, where=usable, out=np.ones_like(spread)),
        out=np.full(len(y), np.nan),
        where=usable,
    )


def _star_z(x: np.ndarray, weights: Weights) -> np.ndarray:
    n = len(x)
    own = weights.with_self()
    sums, squares = _row_sums(own)
    mean = x.mean()
    s = np.sqrt((x**2).mean() - mean**2)
    spread = (n * squares - sums**2) / (n - 1)
    usable = spread > 0
    return np.divide(
        own.lag(x) - mean * sums,
        s * np.sqrt(spread, where=usable, out=np.ones_like(spread)),
        out=np.full(n, np.nan),
        where=usable,
    )


def _permutation_p(y: np.ndarray, weights: Weights, lag: np.ndarray, permutations: int, seed: int, progress):
    """Pseudo p-values; the draws are of the ascending values, so the order of the units does not matter."""
    if not permutations:
        return np.full(len(y), np.nan)
    order = np.argsort(y, kind="stable")
    y, lag, matrix = y[order], lag[order], weights.matrix[order]
    cardinalities = np.diff(matrix.indptr)
    drawn = inference.draws(len(y), int(cardinalities.max(initial=0)), permutations, seed)
    some = cardinalities > 0
    starts = matrix.indptr[:-1][some]
    largest = np.maximum.reduceat(matrix.data, starts)
    smallest = np.minimum.reduceat(matrix.data, starts)
    if np.allclose(largest, smallest, rtol=1e-12):
        unweighted = np.zeros(len(y))
        unweighted[some] = lag[some] / largest
        counts = inference.conditional_counts(y, unweighted, cardinalities, drawn)
    else:
        counts = inference.weighted_counts(y, matrix, lag, drawn, progress)
    p = np.empty(len(y))
    p[order] = inference.pseudo_p(*counts, permutations)
    return p


def _two_sided(z: np.ndarray) -> np.ndarray:
    from scipy.stats import norm

    return 2.0 * norm.sf(np.abs(z))
