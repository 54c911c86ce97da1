"""Spatial mismatch: how far two quantities (a load and a capacity, energy and demand) lie apart.

Methods C.8. Shares are taken of the totals, so the two quantities may have different units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from .centre import shift

TINY = 1e-12
MOST_FLOWS = 1_000_000


@dataclass(frozen=True)
class Mismatch:
    """Mismatch of a against b.

    Attributes
    ----------
    share_a, share_b
        Shares of the totals, a_i/A and b_i/B.
    difference
        Share difference of every unit, a_i/A - b_i/B.
    quotient
        Location quotient (a_i/A)/(b_i/B); NaN where b_i is 0.
    index
        Half the sum of the absolute share differences, 0 (matched) to 1.
    gini
        Spatial Gini coefficient of a against b, 0 to 1.
    """

    share_a: np.ndarray
    share_b: np.ndarray
    difference: np.ndarray
    quotient: np.ndarray
    index: float
    gini: float


def mismatch(a, b) -> Mismatch:
    """Share differences, location quotients, spatial mismatch index and Gini coefficient.

        SMI = 1/2 sum |a_i/A - b_i/B| ;   LQ_i = (a_i/A)/(b_i/B)

    Parameters
    ----------
    a, b
        Two quantities per unit, none negative, neither all zero.
    """
    share_a, share_b = _shares(a, "a"), _shares(b, "b")
    difference = share_a - share_b
    quotient = np.divide(share_a, share_b, out=np.full(len(share_a), np.nan), where=share_b > 0)
    index = float(np.abs(difference).sum() / 2.0)
    return Mismatch(share_a, share_b, difference, quotient, index, _gini(share_a, share_b))


def _shares(values, name: str) -> np.ndarray:
    values = np.asarray(values, dtype=np.float64)
    if not np.isfinite(values).all() or (values < 0).any() or values.sum() == 0:
        raise InputError(
            problem(
                "The quantity {name} must be known for every unit, nowhere negative and not zero everywhere.",
                name=name,
            )
        )
    return values / values.sum()


def _gini(share_a: np.ndarray, share_b: np.ndarray) -> float:
    """Twice the area between the Lorenz curve of a against b and the diagonal; units sorted by a/b."""
    ranks = np.divide(share_a, share_b, out=np.full(len(share_a), np.inf), where=share_b > 0)
    order = np.argsort(ranks, kind="stable")
    width, height = share_b[order], share_a[order]
    reached = np.cumsum(height)
    return float(1.0 - (width * (2.0 * reached - height)).sum())


def centre_distance(points, a, b) -> float:
    """Distance between the gravity centres of a and b, map units."""
    points = np.asarray(points, dtype=np.float64)
    return shift(_shares(a, "a") @ points, _shares(b, "b") @ points)[0]


def consistency(points, a, b) -> float:
    """Whether two gravity centres move the same way: the cosine of the angle between their moves.

    Parameters
    ----------
    points
        Projected coordinates of the units, shape (n, 2).
    a, b
        Each a pair: the quantity at the first and at the second date.

    Returns
    -------
    float
        1 the same direction, -1 opposite; NaN where a centre does not move.
    """
    points = np.asarray(points, dtype=np.float64)
    moves = [(_shares(later, "later") - _shares(first, "first")) @ points for first, later in (a, b)]
    lengths = [float(np.hypot(*move)) for move in moves]
    return float(moves[0] @ moves[1]) / (lengths[0] * lengths[1]) if all(lengths) else float("nan")


def transport(points, a, b):
    """Least mean distance that a share of a must travel to lie where b lies (earth mover's distance).

        min sum f_ij d_ij,  sum_j f_ij = a_i/A,  sum_i f_ij = b_j/B,  f >= 0

    Only what differs travels: the share that both quantities have in a unit stays there, which is
    optimal because distances obey the triangle inequality, and keeps the linear program small.

    Parameters
    ----------
    points
        Projected coordinates of the units, shape (n, 2).
    a, b
        Two quantities per unit, none negative.

    Returns
    -------
    distance : float
        Mean distance, map units.
    flows : list of (from, to, share)
        Positions of units and the share of the total that travels between them.
    """
    points = np.asarray(points, dtype=np.float64)
    difference = _shares(a, "a") - _shares(b, "b")
    givers, takers = np.flatnonzero(difference > TINY), np.flatnonzero(difference < -TINY)
    if len(givers) * len(takers) > MOST_FLOWS:
        raise InputError(
            problem(
                "{count} units make {flows} possible flows, more than can be solved ({most}). Sum the units "
                "up to larger ones first, or leave the flows out.",
                count=len(points),
                flows=len(givers) * len(takers),
                most=MOST_FLOWS,
            )
        )
    if not len(givers) or not len(takers):
        return 0.0, []
    supply, demand = difference[givers], -difference[takers]
    distance, moved = _least_transport(points[givers], points[takers], supply, demand)
    return distance, [(int(givers[i]), int(takers[j]), share) for i, j, share in moved]


def _least_transport(origins, targets, supply, demand):
    """Cost of the transport problem between two sets of places, and (origin, target, share) of its flows."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix
    from scipy.spatial.distance import cdist

    demand = demand * (supply.sum() / demand.sum())
    distances = cdist(origins, targets)
    rows, columns = distances.shape
    cells = np.arange(rows * columns)
    origin, target = np.divmod(cells, columns)
    constraints = csr_matrix(
        (np.ones(2 * len(cells)), (np.concatenate([origin, rows + target]), np.tile(cells, 2)))
    )
    # the last equation follows from the others
    solved = linprog(
        distances.ravel(),
        A_eq=constraints[:-1],
        b_eq=np.concatenate([supply, demand])[:-1],
        method="highs",
    )
    moved = np.flatnonzero(solved.x > TINY)
    flows = [(int(origin[cell]), int(target[cell]), float(solved.x[cell])) for cell in moved]
    return float(solved.fun), flows
