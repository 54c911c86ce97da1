"""Totals on a grid: worked by hand, and every unit keeps its total whatever the proxies and blocks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.carbon import gridding
from carbon_pollution_zoning.core.errors import InputError

UNIT = np.array([[1, 1, 2], [1, 0, 2]])
AREA = np.array([[2.0], [1.0]])


def spread(unit, area, proxies, rest, weights):
    sums = gridding.block_sums(unit, area, proxies, len(rest))
    found = gridding.rates(rest, sums, weights)
    return gridding.block_values(unit, area, proxies, found), found, sums


def test_one_proxy_by_hand():
    proxy = np.array([[1.0, 3.0, 0.0], [0.0, 9.0, 5.0]])
    values, found, _ = spread(UNIT, AREA, [proxy], [8.0, 10.0], [1])
    assert values[0].tolist() == [2.0, 6.0, 0.0]
    assert values[1, 0] == 0.0 and math.isnan(values[1, 1]) and values[1, 2] == 10.0
    assert found.method.tolist() == ["proxy", "proxy"]


def test_a_proxy_that_is_zero_leaves_its_weight_to_the_others():
    night = np.array([[0.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    people = np.array([[1.0, 1.0, 3.0], [2.0, 0.0, 1.0]])
    values, _, _ = spread(UNIT, AREA, [night, people], [8.0, 10.0], [3, 1])
    assert values[:, :2].ravel()[[0, 1, 2]] == pytest.approx([2, 2, 4])
    assert values[:, 2] == pytest.approx([10 * (0.75 * 0.5 + 0.25 * 0.75), 10 * (0.75 * 0.5 + 0.25 * 0.25)])


def test_where_every_proxy_is_zero_the_area_decides_and_it_is_told():
    values, found, _ = spread(UNIT, AREA, [np.zeros(UNIT.shape)], [10.0, math.nan], [1])
    assert values[:, 0] == pytest.approx([4, 2]) and values[0, 1] == pytest.approx(4)
    assert np.isnan(values[:, 2]).all()
    assert found.method.tolist() == ["even", "unknown"]


def test_a_unit_without_a_cell_is_told():
    _, found, _ = spread(UNIT, AREA, [np.ones(UNIT.shape)], [1.0, 1.0, 5.0], [1])
    assert found.method.tolist() == ["proxy", "proxy", "one_cell"]


def test_missing_and_unusable_cells_are_counted_in_units_only():
    proxy = np.array([[np.nan, -1.0, np.inf], [2.0, -7.0, 1.0]])
    sums = gridding.block_sums(UNIT, AREA, [proxy], 2)
    assert (sums.missing[0], sums.unusable[0]) == (1, 2)


def test_class_weights():
    weight, unknown = gridding.class_weights(
        np.array([8, 1, 5, 255]), np.array([1, 8]), np.array([0.25, 1.0])
    )
    assert weight[:2].tolist() == [1.0, 0.25] and np.isnan(weight[2:]).all()
    assert unknown.tolist() == [False, False, True, True]


def test_points_are_taken_from_the_rest_or_come_on_top():
    total, points, at = [10.0, 5.0, math.nan], [4.0, math.nan, 5.0], [0, 0, 1]
    assert gridding.rest_of_units(total, points, at, True, "abc")[:2].tolist() == [6.0, 0.0]
    assert gridding.rest_of_units(total, points, at, False, "abc")[:2].tolist() == [10.0, 5.0]


def test_points_that_contradict_the_totals_are_refused_all_together():
    with pytest.raises(InputError) as refusal:
        gridding.rest_of_units([10.0, 5.0], [11.0, 1.0], [0, -1], True, ["town A", "town B"])
    text = str(refusal.value)
    assert "town A (11 > 10)" in text and "1 point sources lie in no unit" in text and "town B" not in text


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(1, 6), st.booleans())
def test_every_unit_keeps_its_total(seed, proxies, units, sparse):
    rng = np.random.default_rng(seed)
    unit = rng.integers(0, units + 1, (37, 23))
    area = rng.uniform(0.1, 9, (37, 1))
    layers = [rng.lognormal(0, 4, unit.shape) * (rng.random(unit.shape) < (0.1 if sparse else 1)) for _ in
              range(proxies)]  # fmt: skip
    rest = rng.lognormal(5, 5, units) * rng.choice([1, -1, 0], units)
    weights = rng.uniform(0, 3, proxies) + [1e-3] * proxies
    blocks = [slice(0, 10), slice(10, 11), slice(11, 37)]
    sums = gridding.Sums.nothing(proxies, units)
    for rows in blocks:
        sums.add(gridding.block_sums(unit[rows], area[rows], [p[rows] for p in layers], units))
    found = gridding.rates(rest, sums, weights)
    values = np.vstack(
        [gridding.block_values(unit[rows], area[rows], [p[rows] for p in layers], found) for rows in blocks]
    )
    for number in np.unique(unit[unit > 0]).tolist():
        assert math.fsum(values[unit == number]) == pytest.approx(rest[number - 1], rel=1e-9)
    assert np.isnan(values[unit == 0]).all()
