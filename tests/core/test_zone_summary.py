"""Sums by unit and zone: nothing lost, nothing invented, majority only a remark."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.zoning import summary


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_areas_and_totals_are_kept(data):
    count = data.draw(st.integers(0, 30))

    def drawn(elements):
        return np.array(data.draw(st.lists(elements, min_size=count, max_size=count)))

    unit, zone = drawn(st.integers(0, 4)).astype(int), drawn(st.integers(0, 6)).astype(int)
    area = drawn(st.floats(0, 100)).astype(float)
    tonnes = drawn(st.floats(-50, 50) | st.just(float("nan"))).astype(float)
    made = summary.summarise(unit, zone, area, {"t": tonnes}, 7, no_data=6)
    assert made.area_ha.sum() == pytest.approx(area.sum(), abs=1e-9)
    assert made.pieces.sum() == count
    assert np.nansum(made.totals["t"]) == pytest.approx(np.nansum(tonnes), abs=1e-9)
    assert ((made.coverage["t"] <= 1 + 1e-12) | np.isnan(made.coverage["t"])).all()
    for one in set(unit.tolist()):
        own = made.unit == one
        if made.area_ha[own].sum() > 0:
            assert made.share[own].sum() == pytest.approx(1.0)
        leaders = np.flatnonzero(own & made.leading)
        known = own & (made.zone != 6)
        assert len(leaders) == (1 if known.any() else 0)
        if known.any():
            assert made.area_ha[leaders[0]] == made.area_ha[known].max()
    table = summary.wide(made, 5, range(7))
    assert table[:, :-1].sum() == pytest.approx(area.sum(), abs=1e-9)
    assert table[:, :-1].sum(axis=1) == pytest.approx(table[:, -1], abs=1e-9)


def test_the_order_of_the_pieces_does_not_matter():
    rng = np.random.default_rng(4)
    unit, zone, area = rng.integers(0, 5, 60), rng.integers(0, 7, 60), rng.uniform(0, 9, 60)
    first = summary.summarise(unit, zone, area, {}, 7)
    turn = rng.permutation(60)
    second = summary.summarise(unit[turn], zone[turn], area[turn], {}, 7)
    assert (first.unit == second.unit).all() and (first.zone == second.zone).all()
    assert first.area_ha == pytest.approx(second.area_ha)
    assert (first.leading == second.leading).all()


def test_no_data_never_leads_and_a_unit_of_no_data_has_no_leader():
    made = summary.summarise(
        np.array([0, 0, 1]), np.array([6, 2, 6]), np.array([9.0, 1.0, 5.0]), {}, 7, no_data=6
    )
    zone, share = summary.leading_zone(made, 2)
    assert zone.tolist() == [2, -1]
    assert share[0] == 0.1 and np.isnan(share[1])


def test_nothing_sums_up_to_nothing():
    empty = np.zeros(0, dtype=int)
    made = summary.summarise(empty, empty, np.zeros(0), {"t": np.zeros(0)}, 7)
    assert len(made) == 0
    assert summary.wide(made, 2, range(7)).sum() == 0


def test_examples():
    assert doctest.testmod(summary).failed == 0
