"""Who is whose neighbour, and with what weight.

A `Weights` holds a sparse matrix over the units in their given order. Units without neighbours
(islands) have empty rows: they add nothing to S0, and statistics of theirs are missing (methods C.1).
Coordinates must be projected; distances of longitude and latitude mean nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem

MOST_PAIRS = 30_000_000
ROUNDING = 1e-9  # relative: distances that differ by less are the same
TIES = 12  # candidates beyond the k nearest that may be as near as the last of them


@dataclass(frozen=True)
class Weights:
    """Spatial weights of n units.

    Attributes
    ----------
    matrix
        scipy CSR matrix, n x n, float64, without explicit zeros; rows are units, columns neighbours.
    """

    matrix: object

    def __len__(self) -> int:
        return self.matrix.shape[0]

    @property
    def cardinalities(self) -> np.ndarray:
        """Number of neighbours of every unit."""
        return np.diff(self.matrix.indptr)

    @property
    def islands(self) -> np.ndarray:
        """Positions of the units without neighbours."""
        return np.flatnonzero(self.cardinalities == 0)

    def neighbours_of(self, unit: int) -> np.ndarray:
        """Positions of the neighbours of one unit."""
        return self.matrix.indices[self.matrix.indptr[unit] : self.matrix.indptr[unit + 1]]

    @property
    def s0(self) -> float:
        """Sum of all weights."""
        return float(self.matrix.sum())

    @property
    def s1(self) -> float:
        """Half the sum of (w_ij + w_ji)^2."""
        both = self.matrix + self.matrix.T
        return float(both.multiply(both).sum()) / 2.0

    @property
    def s2(self) -> float:
        """Sum of (row sum + column sum)^2."""
        rows = np.asarray(self.matrix.sum(axis=1)).ravel()
        columns = np.asarray(self.matrix.sum(axis=0)).ravel()
        return float(((rows + columns) ** 2).sum())

    def lag(self, values) -> np.ndarray:
        """Weighted sum over the neighbours, sum_j w_ij x_j; 0 for islands."""
        return self.matrix @ np.asarray(values, dtype=np.float64)

    def row_standardised(self) -> Weights:
        """The same neighbours with weights that sum to 1 in every row that has any."""
        from scipy import sparse

        sums = np.asarray(self.matrix.sum(axis=1)).ravel()
        inverse = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
        return Weights((sparse.diags(inverse) @ self.matrix).tocsr())

    def binary(self) -> Weights:
        """The same neighbours with weight 1."""
        copied = self.matrix.copy()
        copied.data = np.ones_like(copied.data)
        return Weights(copied)

    def with_self(self) -> Weights:
        """Every unit is its own neighbour too (for Gi*): with weight 1, or the largest weight of its row.

        Inverse distances are far below 1, so a weight of 1 would drown the neighbours; the unit then counts
        as much as its nearest neighbour.
        """
        from scipy import sparse

        own = np.ones(len(self))
        some = self.cardinalities > 0
        if some.any():
            own[some] = np.maximum.reduceat(self.matrix.data, self.matrix.indptr[:-1][some])
        return Weights((self.matrix + sparse.diags(own, format="csr")).tocsr())


def from_pairs(first, second, count: int, values=None) -> Weights:
    """Symmetric weights from pairs of positions; pairs may repeat, a pair with itself is left out.

    Parameters
    ----------
    first, second
        Positions 0..count-1 of the neighbours.
    count
        Number of units.
    values
        Weight of each pair; 1 where not given. Of repeated pairs the largest weight counts.
    """
    from scipy import sparse

    first, second = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    values = np.ones(len(first)) if values is None else np.asarray(values, dtype=np.float64)
    apart = first != second
    first, second, values = first[apart], second[apart], values[apart]
    made = sparse.coo_matrix((values, (first, second)), shape=(count, count))
    return Weights(_largest(made.maximum(made.T) if _unique(first, second) else _merged(made)))


def _unique(first: np.ndarray, second: np.ndarray) -> bool:
    return len(np.unique(first * (second.max(initial=0) + 1) + second)) == len(first)


def _merged(pairs):
    """Both directions of repeated pairs, each once, with its largest weight."""
    from scipy import sparse

    rows = np.concatenate([pairs.row, pairs.col])
    columns = np.concatenate([pairs.col, pairs.row])
    data = np.concatenate([pairs.data, pairs.data])
    order = np.lexsort((-data, columns, rows))
    rows, columns, data = rows[order], columns[order], data[order]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return sparse.coo_matrix((data[new], (rows[new], columns[new])), shape=pairs.shape)


def _largest(matrix):
    made = matrix.tocsr()
    made.eliminate_zeros()
    made.sort_indices()
    return made


def joined(weights: Weights, pairs: Sequence[tuple[int, int]]) -> Weights:
    """Binary *weights* with more *pairs* of neighbours, in both directions."""
    more = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    both = weights.matrix + from_pairs(more[:, 0], more[:, 1], len(weights)).matrix
    return Weights(both.tocsr()).binary()


def nearest_island_free_distance(points) -> float:
    """Smallest distance band that leaves no unit without a neighbour."""
    from scipy.spatial import cKDTree

    points = _checked_points(points, 2)
    distances, _ = cKDTree(points).query(points, k=2)
    return float(distances[:, 1].max())


def distance_band(points, threshold: float | None = None, power: float = 0.0) -> Weights:
    """Neighbours within a distance.

    Parameters
    ----------
    points
        Projected coordinates, shape (n, 2).
    threshold
        Largest distance, in map units; the smallest that leaves no island when not given.
    power
        0 gives binary weights; p > 0 the weight d^-p. Coincident points are refused then.
    """
    from scipy.spatial import cKDTree

    points = _checked_points(points, 2)
    reach = nearest_island_free_distance(points) if threshold is None else float(threshold)
    reach *= 1 + 1e-12  # a unit at the very distance is in
    tree = cKDTree(points)
    _refuse_too_many((int(tree.count_neighbors(tree, reach)) - len(points)) // 2, reach)
    pairs = tree.query_pairs(reach, output_type="ndarray")
    first, second = pairs[:, 0], pairs[:, 1]
    if not power:
        return from_pairs(first, second, len(points))
    distances = np.hypot(*(points[first] - points[second]).T)
    if (distances == 0).any():
        raise InputError(
            problem(
                "{count} pairs of units lie at the same place; inverse distances are not defined for them. "
                "Use a distance band or nearest neighbours.",
                count=int((distances == 0).sum()),
            )
        )
    return from_pairs(first, second, len(points), distances**-power)


def _refuse_too_many(pairs: int, reach: float) -> None:
    if pairs > MOST_PAIRS:
        raise InputError(
            problem(
                "Within the distance {distance} there are {pairs} pairs of neighbours, more than memory and "
                "time allow ({most}). Choose a smaller distance, or the nearest neighbours.",
                distance=f"{reach:.6g}",
                pairs=pairs,
                most=MOST_PAIRS,
            )
        )


def nearest(points, k: int) -> Weights:
    """The k nearest neighbours of every unit, binary; not symmetric.

    Of units that are equally far (but for rounding), as in a lattice, those that come first are taken, so
    that the unit of the coordinates does not matter.

    Parameters
    ----------
    points
        Projected coordinates, shape (n, 2).
    k
        1 to n - 1.
    """
    from scipy import sparse
    from scipy.spatial import cKDTree

    points = _checked_points(points, k + 1)
    count = len(points)
    distance, found = cKDTree(points).query(points, k=min(count, k + 1 + TIES))
    itself = found == np.arange(count)[:, None]
    # a distance that is about the same must sort as the same
    about = np.round(distance / (ROUNDING * np.maximum(distance[:, -1:], np.finfo(float).tiny)))
    about[itself] = np.inf
    order = np.lexsort((found, about), axis=1)[:, :k]
    columns = np.sort(np.take_along_axis(found, order, axis=1), axis=1)
    rows = np.repeat(np.arange(count), k)
    made = sparse.csr_matrix((np.ones(count * k), (rows, columns.ravel())), shape=(count, count))
    made.sort_indices()
    return Weights(made)


def _checked_points(points, needed: int) -> np.ndarray:
    points = np.asarray(points, dtype=np.float64)
    if len(points) < needed:
        raise InputError(
            problem(
                "There are {count} units; at least {needed} are needed for these neighbours.",
                count=len(points),
                needed=needed,
            )
        )
    return points
