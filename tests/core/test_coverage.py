"""Loose edges: in a clean map only the outline has them, and no overlap hides from them."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from carbon_pollution_zoning.core.spatial import coverage


def told(rings, owner=None, hole=None):
    """Loose polygons of rings given as lists of corners, closed here."""
    closed = [np.array([*ring, ring[0]], dtype=float) for ring in rings]
    starts = np.cumsum([0, *(len(ring) for ring in closed[:-1])])
    owner = np.arange(len(rings)) if owner is None else np.array(owner)
    hole = np.zeros(len(rings), dtype=bool) if hole is None else np.array(hole)
    return coverage.loose(np.concatenate(closed), starts, owner, hole).tolist()


def square(x, y, size=1):
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def grid(count):
    return [square(x, y) for x in range(count) for y in range(count)]


def test_only_the_outline_of_a_clean_map_is_loose():
    found = np.array(told(grid(5))).reshape(5, 5)
    assert not found[1:-1, 1:-1].any()
    assert found.sum() == 16


@pytest.mark.parametrize("turn", [1, -1])
def test_the_direction_of_a_ring_does_not_matter(turn):
    rings = [square(x, y)[:: turn if (x + y) % 2 else 1] for x in range(3) for y in range(3)]
    assert not told(rings)[4]


def test_far_from_the_origin_nothing_is_lost():
    rings = [[(4.5e7 + x / 1000, 4.4e6 + y / 1000) for x, y in ring] for ring in grid(3)]
    assert not told(rings)[4]


def test_a_polygon_that_comes_twice_is_loose():
    assert told([*grid(3), square(1, 1)]) == [True] * 10
    assert told([square(0, 0), square(0, 0)]) == [True, True]


def test_a_hole_is_filled_by_the_polygon_in_it():
    frame, hole = square(0, 0, 9), square(3, 3, 3)
    assert told([frame, hole, square(3, 3, 3)], [0, 0, 1], [False, True, False]) == [True, False]
    assert told([frame, hole[::-1], square(3, 3, 3)], [0, 0, 1], [False, True, False]) == [True, False]


def test_minus_zero_is_zero():
    assert told([[(-0.0, -0.0), (1, 0), (1, 1), (0, 1)], [(0, 0), (-0.0, 1), (-1, 1), (-1, 0)]]) == [
        True,
        True,
    ]
    inner = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)]
    around = [square(-1, -1, 3), [(-0.0, -0.0), (1, -0.0), (1, 1), (-0.0, 1)]]
    assert told([*around, inner], [0, 0, 1], [False, True, False])[1] is False


def test_repeated_corners_are_no_edges():
    stuttering = [(0, 0), (0, 0), (1, 0), (1, 1), (1, 1), (0, 1)]
    assert told([square(-1, -1, 3), square(0, 0), stuttering], [0, 0, 1], [False, True, False])[1] is False


def test_nothing_is_not_loose():
    empty = np.zeros((0, 2))
    assert coverage.loose(empty, np.zeros(0, int), np.zeros(0, int), np.zeros(0, bool)).tolist() == []


def test_examples():
    assert doctest.testmod(coverage).failed == 0
