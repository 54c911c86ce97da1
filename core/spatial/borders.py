"""Who shares borders: vertices and edges of polygon rings, matched without a loop over vertices.

Two polygons of a clean layer repeat each other's vertices along their common border. What is not repeated
is open: the outline of the layer, or a border where one side has vertices that the other lacks
(a T-junction). The open edges tell where the geometry itself must be asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .weights import Weights


@dataclass(frozen=True)
class Rings:
    """Rings of polygons, one after another.

    Attributes
    ----------
    x, y
        Coordinates of the vertices; rings are closed (last vertex = first).
    starts
        Position of the first vertex of every ring, ascending from 0.
    units
        Unit that every ring belongs to.
    count
        Number of units; some may have no ring.
    """

    x: np.ndarray
    y: np.ndarray
    starts: np.ndarray
    units: np.ndarray
    count: int

    @property
    def owners(self) -> np.ndarray:
        """Unit of every vertex."""
        lengths = np.diff(np.append(self.starts, len(self.x)))
        return np.repeat(np.asarray(self.units, dtype=np.int64), lengths)

    @property
    def begins(self) -> np.ndarray:
        """Positions of the vertices at which an edge begins: all but the last of every ring."""
        inner = np.ones(len(self.x), dtype=bool)
        inner[np.append(self.starts, len(self.x))[1:] - 1] = False
        return np.flatnonzero(inner)


@dataclass(frozen=True)
class Shared:
    """Common borders of pairs of units.

    Attributes
    ----------
    first, second
        Positions of the two units, first < second; every pair once.
    length
        Length of the common border.
    """

    first: np.ndarray
    second: np.ndarray
    length: np.ndarray


@dataclass(frozen=True)
class OpenEdges:
    """Units with edges that no other unit repeats, and the box around these edges.

    Attributes
    ----------
    units
        Positions of the units, ascending.
    boxes
        xmin, ymin, xmax, ymax of the open edges, shape (len(units), 4).
    """

    units: np.ndarray
    boxes: np.ndarray


class Borders:
    """Shared vertices and edges of rings.

    Parameters
    ----------
    rings
        The rings of all units.
    tolerance
        Vertices at most so far apart count as one, in units of the coordinates. 0: equal to the last bit.
    """

    def __init__(self, rings: Rings, tolerance: float = 0.0):
        self.rings = rings
        self._owners = rings.owners
        self._vertices = same_place(rings.x, rings.y, tolerance)
        begins = rings.begins
        one, other = self._vertices[begins], self._vertices[begins + 1]
        kept = one != other  # a repeated vertex makes no edge
        self._begins = begins[kept]
        low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
        keys = low * np.int64(self._vertices.max(initial=0) + 1) + high
        _, self._edges = np.unique(keys, return_inverse=True)

    def touching(self) -> Weights:
        """Binary weights of the units that share a vertex (queen)."""
        return _neighbours(_incidence(self._owners, self._vertices, self.rings.count))

    def adjoining(self) -> Weights:
        """Binary weights of the units that share an edge (rook)."""
        return _neighbours(self._edge_incidence())

    def shared(self, lengths: np.ndarray | None = None) -> Shared:
        """Length of the border that each pair of units has in common.

        Parameters
        ----------
        lengths
            Length of the edge that begins at each vertex, in any unit; in the plane of the coordinates
            where not given.
        """
        from scipy import sparse

        if lengths is None:
            lengths = np.hypot(np.diff(self.rings.x, append=0.0), np.diff(self.rings.y, append=0.0))
        incidence = self._edge_incidence()
        of_edge = np.zeros(incidence.shape[1])
        of_edge[self._edges] = lengths[self._begins]
        common = sparse.triu(incidence @ sparse.diags(of_edge) @ incidence.T, k=1).tocoo()
        order = np.lexsort((common.col, common.row))
        return Shared(
            common.row[order].astype(np.int64), common.col[order].astype(np.int64), common.data[order]
        )

    def open_edges(self) -> OpenEdges:
        """Edges that a single unit has."""
        users = np.asarray(self._edge_incidence().sum(axis=0)).ravel()
        begins = self._begins[users[self._edges] == 1]
        owners = self._owners[begins]
        order = np.argsort(owners, kind="stable")
        begins, owners = begins[order], owners[order]
        units, first = np.unique(owners, return_index=True)
        if not len(units):
            return OpenEdges(units, np.empty((0, 4)))
        boxes = [
            reduce.reduceat(reduce(values[begins], values[begins + 1]), first)
            for reduce in (np.minimum, np.maximum)
            for values in (self.rings.x, self.rings.y)
        ]
        return OpenEdges(units, np.column_stack(boxes))

    def _edge_incidence(self):
        return _incidence(self._owners[self._begins], self._edges, self.rings.count)


def same_place(x, y, tolerance: float = 0.0) -> np.ndarray:
    """Number of every point; points at the same place (within *tolerance*) have the same number."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    order = np.lexsort((y, x))
    along, across = x[order], y[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (along[1:] != along[:-1]) | (across[1:] != across[:-1])
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(new) - 1
    if not tolerance:
        return numbers
    return _clustered(np.column_stack([along[new], across[new]]), tolerance)[numbers]


def _clustered(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Number of the cluster of every point; a chain of near points is one cluster."""
    from scipy import sparse
    from scipy.spatial import cKDTree

    pairs = cKDTree(points).query_pairs(tolerance, output_type="ndarray")
    near = sparse.coo_matrix(
        (np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(len(points),) * 2
    )
    return sparse.csgraph.connected_components(near, directed=False)[1].astype(np.int64)


def _incidence(owners: np.ndarray, items: np.ndarray, count: int):
    """Sparse matrix units x items with 1 where the unit has the item, however often."""
    from scipy import sparse

    made = sparse.csr_matrix(
        (np.ones(len(items), dtype=np.int32), (owners, items)), shape=(count, int(items.max(initial=-1)) + 1)
    )
    made.sum_duplicates()
    made.data[:] = 1
    return made


def _neighbours(incidence) -> Weights:
    from scipy import sparse

    common = (incidence @ incidence.T).tocsr().astype(np.float64)
    common = (common - sparse.diags(common.diagonal())).tocsr()
    common.eliminate_zeros()
    common.sort_indices()
    common.data[:] = 1.0
    return Weights(common)


def contiguity(rings: Rings, rook: bool = False, tolerance: float = 0.0) -> Weights:
    """Neighbours that share a vertex (queen) or an edge (rook); binary and symmetric.

    A border counts where both sides have its vertices; see `Borders.open_edges` for the rest.
    """
    borders = Borders(rings, tolerance)
    return borders.adjoining() if rook else borders.touching()
