"""Progress beside the planned path: worked cases, and what may not matter."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.transmission import progress
from carbon_pollution_zoning.core.transmission.keys import Key


def follow(rows, direction="ceiling", tolerance=0.0, units=1):
    keys = tuple(dict.fromkeys(key for _, key, _ in rows))
    value = np.full((units, len(keys)), np.nan)
    for unit, key, number in rows:
        value[unit, keys.index(key)] = number
    return progress.follow(keys, value, lambda _: direction, tolerance)


def key(year, kind, indicator="co2", plan=""):
    return Key(indicator, year, kind, "", "", plan)


PATH = [(0, key(2020, "base"), 100.0), (0, key(2030, "target"), 50.0)]


@pytest.mark.parametrize(
    ("direction", "gap", "state"),
    [("ceiling", 10.0, "behind"), ("floor", -10.0, "ahead"), ("neutral", np.nan, "ND")],
)
def test_path_runs_straight_and_the_direction_decides(direction, gap, state):
    (one,) = follow([*PATH, (0, key(2024, "actual"), 90.0)], direction)
    assert one.planned == pytest.approx(80.0)
    assert (one.year, one.value, one.state) == (2024, 90.0, state)
    assert one.gap == pytest.approx(gap, nan_ok=True)
    assert one.share == pytest.approx(gap / 80.0, nan_ok=True)


def test_the_last_report_counts_and_statistics_go_before_reports():
    more = [(0, key(2024, "reported"), 95.0), (0, key(2024, "actual"), 90.0), (0, key(2022, "actual"), 1.0)]
    (one,) = follow([*PATH, *more])
    assert one.reports == ((2022, 1.0), (2024, 90.0)) and one.value == 90.0


def test_no_report_is_not_zero():
    (one,) = follow(PATH)
    assert one.state == "ND" and np.isnan(one.value) and np.isnan(one.gap) and one.reports == ()


def test_report_of_zero_is_a_report():
    (one,) = follow([*PATH, (0, key(2024, "actual"), 0.0)])
    assert (one.value, one.state) == (0.0, "ahead")


def test_target_holds_after_its_year_and_nothing_holds_before_the_base():
    late = follow([*PATH, (0, key(2035, "actual"), 50.0)])[0]
    assert (late.planned, late.state) == (50.0, "on")
    early = follow([*PATH, (0, key(2015, "actual"), 50.0)])[0]
    assert np.isnan(early.planned) and early.state == "ND"


def test_base_alone_is_no_target():
    assert follow([(0, key(2020, "base"), 1.0), (0, key(2024, "actual"), 1.0)]) == []


def test_special_plans_are_held_against_the_reports_of_the_unit():
    found = follow([*PATH, (0, key(2030, "target", plan="air"), 60.0), (0, key(2030, "actual"), 55.0)])
    assert {(one.key.plan, one.state) for one in found} == {("", "behind"), ("air", "ahead")}


def test_order_of_units_and_columns_does_not_matter():
    rows = [*PATH, (1, key(2030, "target"), 20.0), (1, key(2024, "actual"), 30.0)]
    rows += [(0, key(2024, "actual"), 70.0), (1, key(2020, "base"), 40.0)]
    one, other = follow(rows, units=2), follow(rows[::-1], units=2)
    assert {(p.unit, p.planned, p.state) for p in one} == {(p.unit, p.planned, p.state) for p in other}


def test_tolerance_is_a_share_of_the_plan():
    rows = [*PATH, (0, key(2024, "actual"), 90.0)]
    assert follow(rows, tolerance=0.125)[0].state == "on"
    assert follow(rows, tolerance=0.12)[0].state == "behind"
