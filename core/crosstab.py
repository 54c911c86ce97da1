"""Cells counted by two labels at once, or their areas summed: the tables behind every zonal account."""

from __future__ import annotations

import numpy as np

#: Cells at a time: they stay in the processor's cache from one step to the next.
CHUNK = 1 << 18
#: Labels may span so many times their number and still be counted rather than sorted.
_DENSE = 8


def crosstab(kinds, zones=None, kind_count: int = 256, zone_count: int = 1, row_weights=None) -> np.ndarray:
    """Number of cells (or sum of their weights) for every zone and kind.

    Parameters
    ----------
    kinds
        2-D array of integers 0 .. kind_count - 1.
    zones
        2-D array of integers 0 .. zone_count - 1 of the same shape; None for one zone.
    row_weights
        Weight of a cell by row (an area); None counts cells.

    Returns
    -------
    float64 array of zone_count x kind_count
        float64 holds counts up to 9e15 exactly.

    Examples
    --------
    >>> crosstab(np.array([[0, 1], [1, 1]]), kind_count=2, row_weights=[1.0, 0.5]).tolist()
    [[1.0, 2.0]]
    """
    kinds = np.ascontiguousarray(kinds)
    if zones is None and row_weights is None and kinds.dtype == np.uint8:
        return _counts_of_bytes(kinds)[:kind_count].astype(np.float64)[np.newaxis]
    height, width = kinds.shape
    size = zone_count * kind_count
    total = np.zeros(size)
    # a chunk must outweigh the table that is added up after it
    rows = max(1, max(CHUNK, 4 * size) // max(width, 1))
    for top in range(0, height, rows):
        part = kinds[top : top + rows]
        if zones is not None:
            part = zones[top : top + rows] * np.int32(kind_count) + part
        weights = None if row_weights is None else np.asarray(row_weights)[top : top + rows]
        total += _sums_of_runs(part, weights, size)
    return total.reshape(zone_count, kind_count)


def _counts_of_bytes(kinds: np.ndarray) -> np.ndarray:
    """Histogram of bytes, two at a time: half as many steps."""
    flat = kinds.ravel()
    even = len(flat) // 2 * 2
    pairs = np.bincount(flat[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    counts = pairs.sum(axis=0) + pairs.sum(axis=1)
    if even < len(flat):
        counts[flat[-1]] += 1
    return counts


def _sums_of_runs(labels: np.ndarray, row_weights, size: int) -> np.ndarray:
    """Sum by label over runs of equal labels: maps are patches, so runs are few.

    Runs end with their row where rows have weights.
    """
    width = labels.shape[1]
    flat = labels.ravel()
    if not len(flat):
        return np.zeros(size)
    changes = flat[1:] != flat[:-1]
    if row_weights is not None:
        changes[width - 1 :: width] = True
    starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    lengths = np.diff(starts, append=len(flat)).astype(np.float64)
    if row_weights is not None:
        lengths *= np.asarray(row_weights, dtype=np.float64)[starts // width]
    return np.bincount(flat[starts], lengths, size)


def looked_up(table: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """``table[codes]`` for codes within the table, in pieces that stay in the cache."""
    codes = np.ascontiguousarray(codes)
    found = np.empty(codes.shape, dtype=table.dtype)
    flat, out = codes.ravel(), found.ravel()
    for start in range(0, len(flat), CHUNK >> 2):
        piece = slice(start, start + (CHUNK >> 2))
        np.take(table, flat[piece], mode="clip", out=out[piece])
    return found


def label_sums(labels: np.ndarray, row_weights=None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number and weight of the cells of every label that occurs: for labels too many for a table.

    Parameters
    ----------
    labels
        2-D array of integers, not negative.
    row_weights
        Weight of a cell by row (an area).

    Returns
    -------
    labels, counts, weights
        Labels in order, each once.

    Examples
    --------
    >>> [column.tolist() for column in label_sums(np.array([[7, 7], [7, 900]]), [1.0, 0.5])]
    [[7, 900], [3.0, 1.0], [2.5, 0.5]]
    """
    height, width = labels.shape
    flat = labels.ravel()
    changes = flat[1:] != flat[:-1]
    changes[width - 1 :: width] = True
    starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    lengths = np.diff(starts, append=len(flat)).astype(np.float64)
    weights = np.ones(height) if row_weights is None else np.asarray(row_weights, dtype=np.float64)
    return added(flat[starts], lengths, lengths * weights[starts // width])


def added(labels: np.ndarray, *columns: np.ndarray) -> tuple[np.ndarray, ...]:
    """The labels, each once and in order, and the sums of every column for each of them."""
    if not len(labels):
        return (labels, *columns)
    low = int(labels.min())
    span = int(labels.max()) - low + 1
    if span <= _DENSE * len(labels):
        # counting is much faster than sorting
        place = labels - low
        there = np.flatnonzero(np.bincount(place, minlength=span))
        return (there + low, *(np.bincount(place, column, span)[there] for column in columns))
    found, of_label = np.unique(labels, return_inverse=True)
    return (found, *(np.bincount(of_label, column, len(found)) for column in columns))
