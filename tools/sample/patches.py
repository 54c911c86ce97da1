"""Patches: the smallest pieces of land, from which parcels, villages and towns are put together.

A patch is a Voronoi cell of random seeds, bent by noise and cut by rivers and roads. Seeds are dense where
people live and sparse in the hills.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from .grid import CELL, COLUMNS, ROWS, generator, value_noise

SMALLEST_CELLS = 8
FOUR = ((-1, 0), (1, 0), (0, -1), (0, 1))


def seeds(hectares: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Points (row, column) with room for about `hectares` each, never closer than two thirds of that room."""
    rng = generator(20)
    radius = np.sqrt(hectares * 10_000.0) * 1.04 / CELL
    candidates = np.flatnonzero(allowed)
    candidates = candidates[rng.permutation(len(candidates))]
    bucket = 4
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    chosen = []
    for cell in candidates:
        row, column = divmod(int(cell), COLUMNS)
        r = radius[row, column]
        reach = int(r / bucket) + 1
        home = (row // bucket, column // bucket)
        if not _crowded(taken, home, reach, row, column, r * r):
            chosen.append((row, column))
            taken.setdefault(home, []).append((row, column))
    return np.array(chosen)


def _crowded(taken, home, reach, row, column, squared) -> bool:
    for i in range(home[0] - reach, home[0] + reach + 1):
        for j in range(home[1] - reach, home[1] + reach + 1):
            for a, b in taken.get((i, j), ()):
                if (a - row) ** 2 + (b - column) ** 2 < squared:
                    return True
    return False


def nearest_seed(points: np.ndarray) -> np.ndarray:
    """Index of the nearest seed for every cell, on coordinates bent by noise."""
    rows, columns = np.mgrid[0:ROWS, 0:COLUMNS].astype(float)
    rows += 5.0 * value_noise(21, 1.6, 4, 0.6)
    columns += 5.0 * value_noise(22, 1.6, 4, 0.6)
    _, index = cKDTree(points).query(np.column_stack([rows.ravel(), columns.ravel()]))
    return index.reshape(ROWS, COLUMNS)


def tidy(labels: np.ndarray, domain: np.ndarray, smallest: int = SMALLEST_CELLS) -> np.ndarray:
    """Connected patches 1..n inside a domain: pieces below `smallest` cells join their neighbours."""
    pieces = connected(labels, domain)
    sizes = np.bincount(pieces.ravel())
    keep = sizes >= smallest
    keep[0] = False
    out = np.where(keep[pieces], pieces, 0)
    out = grow(out, domain)
    # what nothing could grow into (an enclave) stays a patch of its own
    rest = domain & (out == 0)
    extra, _ = ndimage.label(rest)
    out = np.where(rest, extra + out.max(), out)
    return renumber(out)


def connected(labels: np.ndarray, domain: np.ndarray) -> np.ndarray:
    """Number the 4-connected pieces of equal label inside a domain, 1..n; 0 outside."""
    value = np.where(domain, labels.astype(np.int64) + 1, 0)
    parent = np.arange(value.size)

    right = (value[:, :-1] == value[:, 1:]) & (value[:, 1:] > 0)
    down = (value[:-1] == value[1:]) & (value[1:] > 0)
    index = np.arange(value.size).reshape(value.shape)
    links = np.concatenate(
        [
            np.column_stack([index[:, :-1][right], index[:, 1:][right]]),
            np.column_stack([index[:-1][down], index[1:][down]]),
        ]
    )
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    graph = coo_matrix((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(value.size, value.size))
    _, parent = connected_components(graph, directed=False)
    return renumber(np.where(value > 0, parent.reshape(value.shape) + 1, 0))


def renumber(labels: np.ndarray) -> np.ndarray:
    """Labels 1..n in the order of their first cell, row by row; 0 stays 0."""
    flat = labels.ravel()
    values, first = np.unique(flat, return_index=True)
    order = np.argsort(first, kind="stable")
    rank = {}
    for position in order:
        if values[position] != 0:
            rank[int(values[position])] = len(rank) + 1
    table = np.zeros(int(flat.max()) + 1, dtype=np.int32)
    for value, number in rank.items():
        table[value] = number
    return table[flat].reshape(labels.shape)


def grow(labels: np.ndarray, domain: np.ndarray) -> np.ndarray:
    """Give the cells of a domain that have no label the label of a neighbour, ring by ring."""
    out = np.where(domain, labels, 0)
    while True:
        empty = domain & (out == 0)
        if not empty.any():
            return out
        before = out
        padded = np.pad(out, 1)
        for row, column in FOUR:
            shifted = padded[1 + row : 1 + row + ROWS, 1 + column : 1 + column + COLUMNS]
            out = np.where((out == 0) & empty, shifted, out)
        if np.array_equal(before, out):
            return out


def majority(labels: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For every label 0..n the most frequent positive value on its cells (the smaller one in a tie)."""
    top = int(values.max()) + 1
    counts = np.bincount(labels.ravel() * top + values.ravel(), minlength=(int(labels.max()) + 1) * top)
    counts = counts[: (int(labels.max()) + 1) * top].reshape(-1, top)
    counts[:, 0] = 0
    return counts.argmax(axis=1)


def means(labels: np.ndarray, field: np.ndarray) -> np.ndarray:
    """Mean of a field for every label 0..n, rounded so that it is the same on every machine."""
    flat = labels.ravel()
    count = np.maximum(np.bincount(flat), 1)
    return np.round(np.bincount(flat, weights=field.ravel()) / count, 6)
