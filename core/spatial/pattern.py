"""Aggregation degree of classes: how far cells or polygons of a class lie together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Aggregation:
    """Aggregation index of every class and of the landscape.

    Attributes
    ----------
    classes
        Class values, ascending.
    cells
        Number of cells of every class.
    like_adjacencies
        Sides shared by two cells of the class, each counted once.
    most
        Largest number of like adjacencies that so many cells can have.
    index
        AI of every class, 0..100; NaN for a class of a single cell.
    landscape
        Sum of AI_i P_i over the classes, where a single-cell class contributes 0.
    """

    classes: np.ndarray
    cells: np.ndarray
    like_adjacencies: np.ndarray
    most: np.ndarray
    index: np.ndarray
    landscape: float


def most_adjacencies(cells) -> np.ndarray:
    """Largest possible number of like adjacencies of a class with so many cells.

        n = floor(sqrt(A)), m = A - n^2:   2n(n-1)            m = 0
                                           2n(n-1) + 2m - 1   0 < m <= n
                                           2n(n-1) + 2m - 2   m > n

    He, DeZonia and Mladenoff 2000; FRAGSTATS AI (methods C.5).
    """
    a = np.asarray(cells, dtype=np.int64)
    n = np.sqrt(a).astype(np.int64)
    # the square root of a large integer may round to the next one
    n -= n * n > a
    n += (n + 1) * (n + 1) <= a
    m = a - n * n
    return 2 * n * (n - 1) + np.where(m == 0, 0, np.where(m <= n, 2 * m - 1, 2 * m - 2))


def count_adjacencies(block, nodata=0, classes: int = 256) -> tuple[np.ndarray, np.ndarray]:
    """Cells and like adjacencies (right and below) of the classes of one block of cells.

    Parameters
    ----------
    block
        Integer class values 0..classes-1, shape (rows, columns).
    nodata
        Value that is no class.
    classes
        Length of the returned arrays.

    Returns
    -------
    cells, like : int64 arrays, indexed by class value
    """
    values = np.asarray(block)
    cells = np.bincount(values.ravel(), minlength=classes)
    right = values[:, :-1][values[:, :-1] == values[:, 1:]]
    below = values[:-1][values[:-1] == values[1:]]
    like = np.bincount(right, minlength=classes) + np.bincount(below, minlength=classes)
    cells[nodata] = like[nodata] = 0
    return cells, like


def aggregation(cells, like) -> Aggregation:
    """Aggregation index from counted cells and like adjacencies, indexed by class value.

        AI_i = 100 g_ii / max g_ii ;   landscape = sum_i AI_i P_i

    Parameters
    ----------
    cells, like
        As `count_adjacencies` gives them, summed over blocks (with the seams between blocks counted).
    """
    cells, like = np.asarray(cells, dtype=np.int64), np.asarray(like, dtype=np.int64)
    classes = np.flatnonzero(cells)
    number, shared = cells[classes], like[classes]
    most = most_adjacencies(number)
    index = np.divide(100.0 * shared, most, out=np.full(len(classes), np.nan), where=most > 0)
    share = number / number.sum() if len(number) else number
    return Aggregation(classes, number, shared, most, index, float((np.nan_to_num(index) * share).sum()))


def border_aggregation(first, second, length, classes) -> tuple[float, dict]:
    """Aggregation of polygons by their borders, 0..1.

        AIp = length of borders between neighbours of the same class / length of all inner borders

    Parameters
    ----------
    first, second
        Positions of the two neighbours of every shared border.
    length
        Length of the border, any unit.
    classes
        Class of every polygon.

    Returns
    -------
    all, by class : float, dict
        By class: borders within the class over all inner borders of its polygons. NaN without borders.
        A proposal of the method notes (C.5), the analogue of AI for polygons.
    """
    first, second = np.asarray(first), np.asarray(second)
    length, classes = np.asarray(length, dtype=np.float64), np.asarray(classes)
    same = classes[first] == classes[second]
    total = length.sum()
    of_all = float(length[same].sum() / total) if total > 0 else float("nan")
    by_class = {}
    for name in np.unique(classes):
        touching = (classes[first] == name) | (classes[second] == name)
        whole = length[touching].sum()
        by_class[name] = float(length[touching & same].sum() / whole) if whole > 0 else float("nan")
    return of_all, by_class
