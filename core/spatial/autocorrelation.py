"""Global spatial autocorrelation: Moran's I, Geary's C, Getis-Ord's general G.

Formulas of methods C.2 (Cliff and Ord 1981; Getis and Ord 1992). Units without a value must be taken
out before the weights are made; islands stay out of S0 by having no weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from .weights import Weights

STATISTICS = ("moran", "geary", "getis_ord")
LEAST = 4  # units
EVERY = 20  # orders between two looks at the cancel button


@dataclass(frozen=True)
class GlobalStatistic:
    """One statistic with its inference.

    Attributes
    ----------
    name
        One of `STATISTICS`.
    value, expected
        The statistic and its expectation without autocorrelation.
    variance_normal, z_normal, p_normal
        Analytic inference under normality (NaN for the general G, which has none).
    variance_random, z_random, p_random
        Analytic inference under randomisation. p-values are two-sided.
    p_permutation
        Two-sided pseudo p-value (1 + #{|T* - mean| >= |T - mean|}) / (R + 1); NaN without permutations.
    p_one_sided
        Pseudo p-value of the nearer tail, as esda reports it; NaN without permutations.
    """

    name: str
    value: float
    expected: float
    variance_normal: float
    z_normal: float
    p_normal: float
    variance_random: float
    z_random: float
    p_random: float
    p_permutation: float
    p_one_sided: float


def measure(values, weights: Weights, name: str, permutations: int = 0, seed: int = 42, progress=None):
    """One global statistic with analytic and, if asked, permutation inference.

    Parameters
    ----------
    values
        One finite value per unit, not all equal; not negative for ``getis_ord``.
    weights
        Row-standardised for Moran and Geary as a rule, binary for the general G.
    name
        ``moran``, ``geary`` or ``getis_ord``.
    permutations
        Number R of random orders; 0 for none.
    seed
        Seed of the random orders.
    progress
        Called with a fraction 0..1; may raise to cancel.

    Returns
    -------
    GlobalStatistic
    """
    x = _checked(values, weights, name)
    formula = {"moran": _moran, "geary": _geary, "getis_ord": _getis_ord}[name]
    value, expected, normal, random = formula(x, weights)
    z_normal, p_normal = _two_sided(value, expected, normal)
    z_random, p_random = _two_sided(value, expected, random)
    tails = (float("nan"), float("nan"))
    if permutations:
        tails = _permuted(x, weights, name, value, permutations, seed, progress)
    return GlobalStatistic(
        name, value, expected, normal, z_normal, p_normal, random, z_random, p_random, *tails
    )


def _checked(values, weights: Weights, name: str) -> np.ndarray:
    x = np.asarray(values, dtype=np.float64)
    if name not in STATISTICS:
        raise InputError(
            problem(
                "The statistic {name} is not known; choose one of {known}.",
                name=name,
                known=", ".join(STATISTICS),
            )
        )
    if len(x) < LEAST:
        raise InputError(
            problem("{count} units are too few; at least {least} are needed.", count=len(x), least=LEAST)
        )
    if not np.isfinite(x).all() or (x == x[0]).all():
        raise InputError(
            problem("The values must be known for every unit and must not all be equal; check the field.")
        )
    if weights.s0 == 0:
        raise InputError(problem("No unit has a neighbour; choose other neighbours."))
    if name == "getis_ord" and (x < 0).any():
        raise InputError(
            problem(
                "The general G needs values of 0 or above; {count} are negative. Use Moran's I.",
                count=int((x < 0).sum()),
            )
        )
    return x


def _two_sided(value: float, expected: float, variance: float) -> tuple[float, float]:
    from scipy.stats import norm

    if not variance > 0:
        return float("nan"), float("nan")
    z = (value - expected) / np.sqrt(variance)
    return float(z), float(2.0 * norm.sf(abs(z)))


def _kurtosis(z: np.ndarray) -> float:
    return len(z) * float((z**4).sum()) / float((z**2).sum()) ** 2


def _moran(x: np.ndarray, w: Weights):
    n, z = len(x), x - x.mean()
    s0, s1, s2 = w.s0, w.s1, w.s2
    value = n / s0 * float(z @ w.lag(z)) / float(z @ z)
    expected = -1.0 / (n - 1)
    normal = (n**2 * s1 - n * s2 + 3 * s0**2) / (s0**2 * (n**2 - 1)) - expected**2
    k = _kurtosis(z)
    random = (
        n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2) - k * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    ) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2
    return value, expected, normal, random


def _geary(x: np.ndarray, w: Weights):
    n, z = len(x), x - x.mean()
    s0, s1, s2 = w.s0, w.s1, w.s2
    value = (n - 1) * _squared_differences(z, w) / (2.0 * s0 * float(z @ z))
    normal = ((2 * s1 + s2) * (n - 1) - 4 * s0**2) / (2 * (n + 1) * s0**2)
    k = _kurtosis(z)
    random = (
        (n - 1) * s1 * (n**2 - 3 * n + 3 - (n - 1) * k)
        - (n - 1) * s2 * (n**2 + 3 * n - 6 - (n**2 - n + 2) * k) / 4.0
        + s0**2 * (n**2 - 3 - (n - 1) ** 2 * k)
    ) / (n * (n - 2) * (n - 3) * s0**2)
    return value, 1.0, normal, random


def _squared_differences(z: np.ndarray, w: Weights) -> float:
    """sum_ij w_ij (z_i - z_j)^2, summed over the neighbours that exist."""
    pairs = w.matrix.tocoo()
    return float((pairs.data * (z[pairs.row] - z[pairs.col]) ** 2).sum())


def _getis_ord(x: np.ndarray, w: Weights):
    n = len(x)
    s0, s1, s2 = w.s0, w.s1, w.s2
    sums = [float((x**power).sum()) for power in range(5)]
    cross = sums[1] ** 2 - sums[2]
    value = float(x @ w.lag(x)) / cross
    expected = s0 / (n * (n - 1))
    b0 = (n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2
    b1 = -((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0**2)
    b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0**2
    b4 = s1 - s2 + s0**2
    second_moment = (
        b0 * sums[2] ** 2
        + b1 * sums[4]
        + b2 * sums[1] ** 2 * sums[2]
        + b3 * sums[1] * sums[3]
        + b4 * sums[1] ** 4
    ) / (cross**2 * n * (n - 1) * (n - 2) * (n - 3))
    return value, expected, float("nan"), second_moment - expected**2


def _permuted(x, w: Weights, name: str, value: float, permutations: int, seed: int, progress):
    """Two-sided and one-sided pseudo p-values from random orders of the values."""
    scale = x if name == "getis_ord" else x - x.mean()
    found = _orders(scale, _of_order(scale, w, name), permutations, seed, progress)
    return _pseudo_p(found, value)


def _orders(values, statistic: Callable, permutations: int, seed: int, progress) -> np.ndarray:
    """*statistic* of random orders of *values*."""
    rng = np.random.default_rng(seed)
    found = np.empty(permutations)
    for number in range(permutations):
        found[number] = statistic(rng.permutation(values))
        if progress is not None and number % EVERY == 0:
            progress(number / permutations)
    return found


def _pseudo_p(found: np.ndarray, value: float) -> tuple[float, float]:
    """Two-sided pseudo p-value around the mean of *found*, and that of the nearer tail."""
    mean, count = found.mean(), len(found)
    slack = 1e-12 * max(1.0, abs(value))
    extreme = np.count_nonzero(np.abs(found - mean) >= abs(value - mean) - slack)
    tail = min(np.count_nonzero(found >= value - slack), np.count_nonzero(found <= value + slack))
    return (extreme + 1.0) / (count + 1.0), (tail + 1.0) / (count + 1.0)


def _of_order(values: np.ndarray, w: Weights, name: str) -> Callable[[np.ndarray], float]:
    """The statistic as a function of an order of *values*; what no order changes is computed once."""
    n, squares = len(values), float((values**2).sum())
    if name == "moran":
        factor = n / (w.s0 * squares)
        return lambda order: factor * float(order @ (w.matrix @ order))
    if name == "getis_ord":
        pairs = float(values.sum()) ** 2 - squares
        return lambda order: float(order @ (w.matrix @ order)) / pairs
    ends = np.asarray(w.matrix.sum(axis=1)).ravel() + np.asarray(w.matrix.sum(axis=0)).ravel()
    scale = (n - 1) / (2.0 * w.s0 * squares)
    return lambda order: scale * float(ends @ order**2 - 2.0 * (order @ (w.matrix @ order)))


def bivariate_moran(x, y, weights: Weights) -> float:
    """Bivariate Moran's I of x with the neighbours' y.

        I_xy = sum_i zx_i (sum_j w_ij zy_j) / (n - 1),   zx, zy standardised with n - 1

    Not symmetric in x and y; says nothing about the correlation at the same place (methods C.3).
    """
    zx, zy = standardised(x), standardised(y)
    return float(zx @ weights.lag(zy)) / (len(zx) - 1)


def measure_bivariate(x, y, weights: Weights, permutations: int = 999, seed: int = 42, progress=None):
    """Bivariate Moran's I with permutation inference: x stays in its places, y is shuffled.

    Parameters
    ----------
    x, y
        One finite value per unit, not all equal.
    weights
        Row-standardised as a rule.
    permutations, seed, progress
        As in `measure`.

    Returns
    -------
    GlobalStatistic
        Named ``bivariate_moran``; the expectation of a shuffled y is 0, and there is no analytic inference.
    """
    x, y = _checked(x, weights, "moran"), _checked(y, weights, "moran")
    value = bivariate_moran(x, y, weights)
    nan = float("nan")
    tails = (nan, nan)
    if permutations:
        around = weights.matrix.T @ standardised(x) / (len(x) - 1)
        found = _orders(standardised(y), lambda order: around @ order, permutations, seed, progress)
        tails = _pseudo_p(found, value)
    return GlobalStatistic("bivariate_moran", value, 0.0, nan, nan, nan, nan, nan, nan, *tails)


def standardised(values) -> np.ndarray:
    """Values minus their mean over their standard deviation (n - 1)."""
    x = np.asarray(values, dtype=np.float64)
    return (x - x.mean()) / x.std(ddof=1)
