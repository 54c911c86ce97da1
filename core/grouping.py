"""Groups of rows by texts, years and other labels, with numpy alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


def factorise(values) -> tuple[np.ndarray, list]:
    """Codes of *values* and the distinct values in ascending order, as pandas.factorize(sort=True) gives.

    Examples
    --------
    >>> codes, labels = factorise(["b", "a", "b"])
    >>> codes.tolist(), labels
    ([1, 0, 1], ['a', 'b'])
    """
    cells = values.tolist() if isinstance(values, np.ndarray) else list(values)
    labels = sorted(set(cells))
    position = {label: code for code, label in enumerate(labels)}
    codes = np.fromiter(map(position.__getitem__, cells), dtype=np.int64, count=len(cells))
    return codes, labels


@dataclass(frozen=True)
class Groups:
    """Rows that share their codes in several columns.

    Attributes
    ----------
    of_row
        Group of each row; groups are numbered in the order of their codes.
    first
        One row of each group, from which its codes can be read.
    """

    of_row: np.ndarray
    first: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def sums(self, values) -> np.ndarray:
        """Sum of the known values of each group; NaN where none is known."""
        numbers = np.asarray(values, dtype=np.float64)
        known = ~np.isnan(numbers)
        total = np.bincount(self.of_row, np.where(known, numbers, 0.0), len(self))
        return np.where(self.counts(known) > 0, total, np.nan)

    def counts(self, mask) -> np.ndarray:
        """Number of rows of each group where *mask* holds."""
        return np.bincount(self.of_row[np.asarray(mask, dtype=bool)], minlength=len(self))

    def ranks(self, values) -> np.ndarray:
        """Place of each row in its group by descending *values* (0 is the largest; NaN comes last)."""
        numbers = np.asarray(values, dtype=np.float64)
        order = np.lexsort((-np.where(np.isnan(numbers), -np.inf, numbers), self.of_row))
        ordered = self.of_row[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else order
        sizes = np.diff(np.r_[starts, len(order)])
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order)) - np.repeat(starts, sizes)
        return ranks


def group(*codes: Sequence[int]) -> Groups:
    """Groups of the rows that have the same codes in all columns."""
    columns = [np.asarray(column, dtype=np.int64) for column in codes]
    combined = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        # numbered anew after each column, so that many columns do not overflow
        _, combined = np.unique(combined * (column.max(initial=0) + 1) + column, return_inverse=True)
    _, first = np.unique(combined, return_index=True)
    return Groups(combined, first)


def members(labels) -> list[np.ndarray]:
    """Positions of the rows of each label, ascending; the labels in ascending order.

    Examples
    --------
    >>> [positions.tolist() for positions in members([7, 3, 7])]
    [[1], [0, 2]]
    """
    labels = np.asarray(labels)
    order = np.argsort(labels, kind="stable")
    ordered = labels[order]
    return np.split(order, np.flatnonzero(ordered[1:] != ordered[:-1]) + 1) if len(order) else []


def connected(count: int, pairs: Iterable[tuple[int, int]]) -> np.ndarray:
    """Number of the set of each of *count* items that *pairs* link, whatever the order of the pairs.

    Sets are numbered by their first item.

    Examples
    --------
    >>> connected(5, [(3, 1), (4, 3)]).tolist()
    [0, 1, 2, 1, 1]
    """
    parent = list(range(count))

    def first(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]  # ways are halved, so that they stay short
            item = parent[item]
        return item

    for one, other in pairs:
        low, high = sorted((first(one), first(other)))
        parent[high] = low
    found = np.array([first(item) for item in range(count)], dtype=np.int64)
    return np.unique(found, return_inverse=True)[1].reshape(-1)
