"""Weights of indicators: entropy, CRITIC, AHP; and the TOPSIS closeness (methods D.4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem

NORMALISATIONS = ("minmax", "share")
# Saaty's random consistency index for matrices of 1 to 10 rows
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
CONSISTENT_BELOW = 0.1


def entropy_weights(matrix, normalisation: str = "minmax") -> np.ndarray:
    """Entropy weights of indicators.

        p = z / sum z;   e_k = - sum p ln p / ln n;   w = (1 - e) / sum (1 - e)

    Parameters
    ----------
    matrix
        Shape (units, indicators), none negative where *normalisation* is ``share``.
    normalisation
        ``minmax`` or ``share``: z is the min-max value, or the value itself. The two usual variants
        differ a lot, so the choice belongs into every report.

    Returns
    -------
    float64 array, one weight per indicator, sum 1; a constant indicator gets 0.
    """
    x = _checked(matrix)
    if normalisation not in NORMALISATIONS:
        raise InputError(
            problem(
                "The normalisation {name} is not known; choose one of {known}.",
                name=normalisation,
                known=", ".join(NORMALISATIONS),
            )
        )
    constant = np.ptp(x, axis=0) == 0
    return _to_one(np.where(constant, 0.0, np.maximum(1.0 - entropies(x, normalisation), 0.0)))


def entropies(matrix, normalisation: str = "minmax") -> np.ndarray:
    """Information entropy e of every indicator, 0..1, see `entropy_weights`; 1 of a constant one."""
    x = _checked(matrix)
    z = minmax(x) if normalisation == "minmax" else x
    if (z < 0).any():
        raise InputError(problem("Entropy weights of shares need indicators without negative values."))
    sums = z.sum(axis=0)
    p = np.divide(z, sums, out=np.zeros_like(z), where=sums > 0)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return np.where(np.ptp(x, axis=0) == 0, 1.0, -(p * logs).sum(axis=0) / np.log(len(x)))


def critic_weights(matrix) -> np.ndarray:
    """CRITIC weights: contrast (standard deviation of the min-max values) times conflict sum(1 - r).

    Diakoulaki et al. 1995. A constant indicator gets 0.
    """
    spread, conflict = contrast_and_conflict(matrix)
    return _to_one(spread * conflict)


def contrast_and_conflict(matrix) -> tuple[np.ndarray, np.ndarray]:
    """Both factors of the CRITIC weights by indicator: sd (ddof 1) of the min-max values, and sum(1 - r)."""
    x = _checked(matrix)
    varying = np.ptp(x, axis=0) > 0
    z = minmax(x)
    conflict = np.zeros(x.shape[1])
    if varying.any():
        related = np.atleast_2d(np.corrcoef(z[:, varying], rowvar=False))
        conflict[varying] = (1.0 - related).sum(axis=0)
    return z.std(axis=0, ddof=1), conflict


@dataclass(frozen=True)
class Hierarchy:
    """Weights of a pairwise comparison with its consistency."""

    weights: np.ndarray
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the comparisons contradict each other little enough (CR below 0.1)."""
        return self.consistency_ratio < CONSISTENT_BELOW


def ahp(comparisons) -> Hierarchy:
    """Weights from a reciprocal matrix of pairwise comparisons (Saaty 1980).

    Raises
    ------
    InputError
        The matrix is not square, not positive, or not reciprocal; or has more than ten rows.
    """
    a = np.asarray(comparisons, dtype=np.float64)
    if a.ndim != 2 or a.shape[0] != a.shape[1] or not 1 <= len(a) <= len(RANDOM_INDEX):
        raise InputError(problem("The comparison matrix must be square, with 1 to 10 rows."))
    if not (np.isfinite(a) & (a > 0)).all() or not np.allclose(a * a.T, 1.0, rtol=1e-6):
        bad = np.argwhere(~np.isclose(a * a.T, 1.0, rtol=1e-6))
        row, column = (bad[0] + 1).tolist() if len(bad) else (1, 1)
        raise InputError(
            problem(
                "The comparison matrix is not reciprocal: row {row}, column {column} must be 1 over "
                "row {column}, column {row}.",
                row=row,
                column=column,
            )
        )
    values, vectors = np.linalg.eig(a)
    largest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, largest].real)
    n, eigenvalue = len(a), float(values[largest].real)
    index = (eigenvalue - n) / (n - 1) if n > 1 else 0.0
    random = RANDOM_INDEX[n - 1]
    return Hierarchy(_to_one(weights), eigenvalue, index, index / random if random else 0.0)


def topsis(matrix, weights, costs=None) -> np.ndarray:
    """Closeness to the ideal unit, 0..1 (Hwang and Yoon 1981, vector normalisation).

        cc = d- / (d+ + d-)

    Parameters
    ----------
    matrix
        Shape (units, indicators).
    weights
        One weight per indicator.
    costs
        True for indicators of which less is better; none when not given.
    """
    x = _checked(matrix)
    lengths = np.sqrt((x**2).sum(axis=0))
    v = np.divide(x, lengths, out=np.zeros_like(x), where=lengths > 0) * np.asarray(weights, dtype=np.float64)
    cost = np.zeros(x.shape[1], dtype=bool) if costs is None else np.asarray(costs, dtype=bool)
    best = np.where(cost, v.min(axis=0), v.max(axis=0))
    worst = np.where(cost, v.max(axis=0), v.min(axis=0))
    to_best = np.sqrt(((v - best) ** 2).sum(axis=1))
    to_worst = np.sqrt(((v - worst) ** 2).sum(axis=1))
    both = to_best + to_worst
    return np.divide(to_worst, both, out=np.full(len(x), 0.5), where=both > 0)


def _checked(matrix) -> np.ndarray:
    x = np.asarray(matrix, dtype=np.float64)
    if x.ndim != 2 or len(x) < 2 or not np.isfinite(x).all():
        raise InputError(
            problem("The indicators must be known for every unit, and there must be at least two units.")
        )
    return x


def minmax(matrix) -> np.ndarray:
    """Indicators from 0 (smallest) to 1 (largest); a constant one is 0."""
    x = np.asarray(matrix, dtype=np.float64)
    spread = np.ptp(x, axis=0)
    return np.divide(x - x.min(axis=0), spread, out=np.zeros_like(x), where=spread > 0)


def _to_one(values: np.ndarray) -> np.ndarray:
    if values.sum() == 0:
        raise InputError(problem("No indicator differs between the units, so no weights can be computed."))
    return values / values.sum()
