"""Do polygons tile a plane? Told from their edges, without looking at pairs of polygons. numpy alone."""

from __future__ import annotations

import numpy as np

_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def loose(coordinates: np.ndarray, starts: np.ndarray, owner: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """Polygons that have an edge which no neighbour shares the other way round.

    Walk every edge with the polygon on its left. How many polygons lie over a place changes only across
    edges that are not walked equally often both ways. So wherever two polygons overlap, the border of the
    overlap has such edges, and a polygon that overlaps another owns one of them: **if none of the loose
    polygons overlaps any polygon, no two polygons overlap.** In a clean map the loose polygons are those
    along its outer border.

    Parameters
    ----------
    coordinates
        Corners of all rings behind each other, shape (corners, 2); the last corner of a ring repeats the
        first.
    starts
        Position of the first corner of each ring.
    owner
        Number of the polygon that each ring belongs to, ascending from 0.
    hole
        Whether each ring is a hole.

    Returns
    -------
    bool array over the polygons

    Examples
    --------
    Two squares side by side share an edge, but each has edges of its own:

    >>> left = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    >>> right = [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]
    >>> loose(np.array(left + right), np.array([0, 5]), np.array([0, 1]), np.zeros(2, dtype=bool)).tolist()
    [True, True]
    """
    xy = np.asarray(coordinates, dtype=np.float64) + 0.0  # minus zero becomes zero, so that bits compare
    polygons = int(owner[-1]) + 1 if len(owner) else 0
    if not polygons:
        return np.zeros(0, dtype=bool)
    ring = np.repeat(np.arange(len(starts)), np.diff([*starts, len(xy)]))
    real = (ring[1:] == ring[:-1]) & (xy[1:] != xy[:-1]).any(axis=1)
    first, last, ring = xy[:-1][real], xy[1:][real], ring[:-1][real]

    # coordinates are large, so the origin is moved before areas are summed
    near = first - xy[starts][ring]
    far = last - xy[starts][ring]
    turning = np.bincount(
        ring, weights=near[:, 0] * far[:, 1] - near[:, 1] * far[:, 0], minlength=len(starts)
    )
    backwards = (turning < 0) != np.asarray(hole, dtype=bool)

    upwards = (first[:, 0] < last[:, 0]) | ((first[:, 0] == last[:, 0]) & (first[:, 1] < last[:, 1]))
    low, high = np.where(upwards[:, None], first, last), np.where(upwards[:, None], last, first)
    _, same = np.unique(_mixed(low, high), return_inverse=True)
    balance = np.bincount(same, weights=np.where(upwards != backwards[ring], 1.0, -1.0))
    unshared = balance[same] != 0
    found = np.zeros(polygons, dtype=bool)
    found[np.asarray(owner)[ring[unshared]]] = True
    return found


def _mixed(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """One 64-bit number per edge; different edges have the same one only by a chance of about 1e-7."""
    mixed = np.zeros(len(low), dtype=np.uint64)
    for column in (low[:, 0], low[:, 1], high[:, 0], high[:, 1]):
        mixed ^= np.ascontiguousarray(column).view(np.uint64)
        mixed *= _MIX[0]
        mixed ^= mixed >> np.uint64(29)
        mixed *= _MIX[1]
        mixed ^= mixed >> np.uint64(32)
        mixed += _MIX[2]
    return mixed
