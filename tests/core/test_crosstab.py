"""Counting and looking up cells, against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.crosstab import crosstab, looked_up
from carbon_pollution_zoning.core.geodesy import band_areas


def plain(kinds, zones, kind_count, zone_count, weights):
    total = np.zeros((zone_count, kind_count))
    for row in range(kinds.shape[0]):
        for column in range(kinds.shape[1]):
            zone = 0 if zones is None else zones[row, column]
            total[zone, kinds[row, column]] += 1.0 if weights is None else weights[row]
    return total


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
    st.sampled_from([np.uint8, np.int16, np.int32]),
    st.integers(0, 10_000),
)
def test_sums_agree_with_a_plain_loop(height, width, with_zones, weighted, dtype, seed):
    rng = np.random.default_rng(seed)
    kinds = rng.integers(0, 4, (height, width)).astype(dtype)
    zones = rng.integers(0, 3, (height, width)).astype(np.int32) if with_zones else None
    weights = rng.random(height) if weighted else None
    zone_count = 3 if with_zones else 1
    found = crosstab(kinds, zones, 4, zone_count, weights)
    assert found == pytest.approx(plain(kinds, zones, 4, zone_count, weights), rel=1e-12)


def test_many_chunks_are_summed():
    rng = np.random.default_rng(1)
    kinds = rng.integers(0, 5, (700, 900)).astype(np.uint8)
    zones = rng.integers(0, 7, (700, 900)).astype(np.int32)
    expected = np.zeros((7, 5))
    np.add.at(expected, (zones.ravel(), kinds.ravel()), 1)
    assert np.array_equal(crosstab(kinds, zones, 5, 7), expected)
    assert np.array_equal(crosstab(kinds, None, 5)[0], expected.sum(axis=0))


def test_a_view_of_a_larger_array_is_counted_alone():
    kinds = np.arange(100, dtype=np.uint8).reshape(10, 10) % 3
    assert crosstab(kinds[2:5, 1:4], None, 3).sum() == 9


def test_looking_up():
    table = np.array([5.0, 6.0, 7.0], dtype=np.float32)
    codes = np.array([[0, 2], [1, 1]], dtype=np.uint8)
    assert looked_up(table, codes).tolist() == [[5, 7], [6, 6]]
    assert looked_up(table, codes[:, ::-1]).tolist() == [[7, 5], [6, 6]]


WGS84 = (6378137.0, 6356752.314245179)


def test_areas_by_latitude():
    degree = np.radians(1.0)
    rows = band_areas(np.radians([90, 60, 30, 0, -30, -60, -90]), degree, *WGS84)
    # one degree of longitude, pole to pole: a 360th of the ellipsoid (510 065 621.7 km2)
    assert rows.sum() * 360 / 1e6 == pytest.approx(510_065_621.724, rel=1e-9)
    assert rows == pytest.approx(rows[::-1], rel=1e-12)
    # a cell of one second at the equator, from the radii of curvature there
    second = np.radians(1 / 3600)
    a, b = WGS84
    meridian = a * (b / a) ** 2
    assert band_areas([0, second], second, a, b)[0] == pytest.approx(a * meridian * second**2, rel=1e-6)


def test_a_sphere_is_an_ellipsoid_too():
    assert band_areas([-np.pi / 2, np.pi / 2], 2 * np.pi, 1.0, 1.0)[0] == pytest.approx(4 * np.pi, rel=1e-12)
