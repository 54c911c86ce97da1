"""Aggregation degree of classes: how far cells or polygons of a class lie together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import InputError, problem

DIRECT = 1 << 16  # class values below are counted by position, others are sorted first
LANDSCAPE = "*"  # stands for all classes in tables
NO_VALUE = np.iinfo(np.int64).min


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


def count_adjacencies(block, nodata: int | None = 0, classes: int = 256) -> tuple[np.ndarray, np.ndarray]:
    """Cells and like adjacencies (right and below) of the classes of one block of cells.

    Parameters
    ----------
    block
        Integer class values 0..classes-1, shape (rows, columns).
    nodata
        Value that is no class; None where all are.
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
    if nodata is not None:
        cells[nodata] = like[nodata] = 0
    return cells, like


@dataclass(frozen=True)
class BlockCount:
    """Cells and like adjacencies within one block, by class value, and the cells along its four sides."""

    cells: dict[int, int]
    like: dict[int, int]
    top: np.ndarray
    bottom: np.ndarray
    left: np.ndarray
    right: np.ndarray


def class_values(block, name: str) -> np.ndarray:
    """Cells as whole numbers; a raster of decimals may hold classes too, and NaN becomes `NO_VALUE`.

    Raises
    ------
    InputError
        A value is no whole number, so the raster *name* holds no classes.
    """
    values = np.asarray(block)
    if values.dtype.kind != "f":
        return values
    known = np.isfinite(values)
    whole = np.where(known, values, 0.0)
    rounded = np.rint(whole)
    if (rounded != whole).any():
        raise InputError(
            problem(
                "The raster {name} holds {value}, which is no class. Classify it first.",
                name=name,
                value=f"{float(whole[rounded != whole][0]):.6g}",
            )
        )
    return np.where(known, rounded, NO_VALUE).astype(np.int64)


def count_block(block) -> BlockCount:
    """Cells and like adjacencies of a block of whole numbers of any size."""
    values = np.asarray(block)
    low, high = int(values.min()), int(values.max())
    if low >= 0 and high < DIRECT:
        labels = np.arange(high + 1)
        cells, like = count_adjacencies(values, None, high + 1)
    else:
        labels, codes = np.unique(values, return_inverse=True)
        cells, like = count_adjacencies(codes.reshape(values.shape), None, len(labels))
    present = np.flatnonzero(cells)
    named = labels[present].tolist()
    return BlockCount(
        dict(zip(named, cells[present].tolist())),
        dict(zip(named, like[present].tolist())),
        values[0].copy(),
        values[-1].copy(),
        values[:, 0].copy(),
        values[:, -1].copy(),
    )


@dataclass
class Tally:
    """Adds up blocks that come row after row, from left to right; counts the seams between them too."""

    cells: Counter = field(default_factory=Counter)
    like: Counter = field(default_factory=Counter)
    _above: dict[int, np.ndarray] = field(default_factory=dict)
    _before: tuple[int, int, np.ndarray] | None = None

    def add(self, x: int, y: int, block: BlockCount) -> None:
        """Add the block whose first cell lies in column *x* and row *y*."""
        self.cells.update(block.cells)
        self.like.update(block.like)
        if self._before is not None and self._before[:2] == (x, y):
            self._seam(self._before[2], block.left)
        if y > 0:
            self._seam(self._above[x], block.top)
        self._before = (x + len(block.top), y, block.right)
        self._above[x] = block.bottom

    def _seam(self, one: np.ndarray, other: np.ndarray) -> None:
        values, counts = np.unique(one[one == other], return_counts=True)
        self.like.update(dict(zip(values.tolist(), counts.tolist())))

    def result(self, nodata: Collection[int] = ()) -> Aggregation:
        """Aggregation of the classes without the values *nodata*."""
        classes = sorted(set(self.cells) - {NO_VALUE, *nodata})
        cells = [self.cells[value] for value in classes]
        made = aggregation(np.array(cells, dtype=np.int64), [self.like[value] for value in classes])
        return replace(made, classes=np.array(classes, dtype=np.int64))


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
