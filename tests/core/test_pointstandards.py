"""What points may emit: every rule by hand, bounds, and the closure of any quota."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.zoning import pointstandards as ps
from carbon_pollution_zoning.core.zoning.pointstandards import Points, Rule

AMOUNTS = st.floats(0, 1e6)


def points(*emission, pool=None, **more):
    e = np.array(emission, dtype=float)
    columns = {key: np.array(values, dtype=float) for key, values in more.items()}
    return Points(e, np.zeros(len(e), dtype=int) if pool is None else np.array(pool), **columns)


def allowed(given_points, quota, background=0.0, rule=Rule(), reserve=0.0):  # noqa: B008 - frozen
    return ps.allocate(given_points, [quota], [background], rule, reserve)


def test_in_proportion_to_the_present_emission():
    # 1000 less 5 % reserve less 150 background leaves 800 for 400 + 600
    found = allowed(points(400, 600), 1000, 150, reserve=0.05)
    assert found.allowed.tolist() == pytest.approx([320, 480])
    assert found.closure.tolist() == pytest.approx([0.0], abs=1e-9)
    assert ps.needed_cut(np.array([400.0, 600]), found.allowed).tolist() == pytest.approx([0.2, 0.2])


def test_in_proportion_to_a_basis():
    found = allowed(points(400, 600, basis=[3, 1]), 800)
    assert found.allowed.tolist() == pytest.approx([600, 200])


def test_an_equal_cut_never_allows_more_than_now():
    rule = Rule(ps.EQUAL_CUT)
    assert allowed(points(400, 600), 900, rule=rule).allowed.tolist() == pytest.approx([360, 540])
    found = allowed(points(400, 600), 1500, rule=rule)
    assert found.allowed.tolist() == [400, 600]
    assert found.unallocated.tolist() == pytest.approx([500]) and found.closure[0] == pytest.approx(0)


@pytest.mark.parametrize(
    ("quota", "expected"),
    [
        (1200, [400, 600]),  # nothing to cut
        (900, [350, 550]),  # due 300 and 500: excess 100 + 100, the cut of 100 is shared alike
        (800, [300, 500]),  # both at the benchmark
        (400, [150, 250]),  # beyond it, all alike
    ],
)
def test_the_inefficient_are_cut_first(quota, expected):
    found = allowed(points(400, 600, due=[300, 500]), quota, rule=Rule(ps.BENCHMARK))
    assert found.allowed.tolist() == pytest.approx(expected)


def test_who_is_below_the_benchmark_is_spared():
    found = allowed(points(400, 600, due=[500, 300]), 900, rule=Rule(ps.BENCHMARK))
    assert found.allowed.tolist() == pytest.approx([400, 500])


def test_bounds_hold_and_the_rest_bears_the_difference():
    # in proportion 640 : 160; nobody below half of its own 400 and 600
    found = allowed(points(400, 600, basis=[4, 1]), 800, rule=Rule(low=0.5))
    assert found.allowed.tolist() == pytest.approx([500, 300])
    found = allowed(points(400, 600, basis=[4, 1]), 800, rule=Rule(low=0.5, high=1.0))
    assert found.allowed.tolist() == pytest.approx([400, 400])


def test_a_quota_that_bounds_and_background_exceed_is_short_by_the_gap():
    found = allowed(points(400, 600), 500, 100, Rule(low=0.5))
    assert found.allowed.tolist() == [200, 300] and found.short.tolist() == pytest.approx([100])
    assert found.closure[0] == pytest.approx(0)
    (told,) = ps.shortages(found, ["U1"], "SO2")
    assert "U1 (100)" in str(told) and "SO2" in str(told)
    # background alone above the quota: points get nothing
    found = allowed(points(400, 600), 500, 700)
    assert found.allowed.tolist() == [0, 0] and found.short.tolist() == pytest.approx([200])


def test_pools_are_apart_and_what_is_missing_is_not_zero():
    given_points = points(10, np.nan, 30, 40, 50, pool=[0, 0, 1, 2, -1])
    found = ps.allocate(given_points, [5, 60, np.nan], [0, 0, 0], Rule())
    assert found.allowed[[0, 2]].tolist() == [5, 60]
    assert np.isnan(found.allowed[[1, 3, 4]]).all()
    assert found.count.tolist() == [1, 1, 1]
    assert np.isnan(found.shared[2]) and np.isnan(found.unallocated[2])


def test_points_without_output_do_not_share_by_benchmark():
    found = allowed(points(10, 20, due=[np.nan, 10]), 10, rule=Rule(ps.BENCHMARK))
    assert np.isnan(found.allowed[0]) and found.allowed[1] == 10


def test_a_pool_without_points_leaves_all_unallocated():
    found = ps.allocate(points(1, pool=[0]), [1, 100], [0, 30], Rule())
    assert found.unallocated.tolist() == [0, 70]


def test_the_common_intensity_weighs_by_output():
    assert ps.common_intensity(np.array([1, 3, np.nan]), np.array([1, 1, 9.0])) == 2.0
    assert np.isnan(ps.common_intensity(np.array([1.0]), np.array([0.0])))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((points(-1, 2), [1], [0], Rule()), "emission"),
        ((points(1), [-1], [0], Rule()), "quota"),
        ((points(1), [1], [-2], Rule()), "background"),
        ((points(1), [1], [0], Rule(), 1.5), "reserve"),
        ((points(1), [1], [0], Rule(low=2, high=1)), "bounds"),
        ((points(1), [1], [0], Rule(ps.BENCHMARK)), "benchmark"),
    ],
)
def test_refuses(arguments, words):
    with pytest.raises(InputError, match=words):
        ps.allocate(*arguments)


@given(
    st.lists(st.tuples(AMOUNTS, AMOUNTS, st.integers(0, 2)), min_size=1, max_size=30),
    st.lists(AMOUNTS, min_size=3, max_size=3),
    st.sampled_from(ps.METHODS),
    st.floats(0, 1),
    st.floats(0, 0.5),
    st.sampled_from([1.0, 1.5, np.inf]),
)
def test_every_quota_closes_within_bounds_in_any_order(rows, quotas, method, reserve, low, high):
    e, due, pool = (np.array(column, dtype=float) for column in zip(*rows))
    rule = Rule(method, low, high)

    def made(order):
        own = Points(e[order], pool[order].astype(int), None, due[order])
        return ps.allocate(own, quotas, [0.1 * q for q in quotas], rule, reserve)

    order = np.arange(len(e))
    found = made(order)
    scale = max(quotas) + e.sum() + 1
    assert np.abs(found.closure).max() <= 1e-8 * scale
    assert (found.allowed >= low * e - 1e-9 * scale).all()
    top = e * min(high, 1.0) if method != ps.PROPORTIONAL else e * high
    assert (found.allowed <= np.where(e > 0, top, 0) + 1e-9 * scale).all()
    assert made(order[::-1]).allowed[::-1] == pytest.approx(found.allowed, rel=1e-6, abs=1e-9 * scale)
