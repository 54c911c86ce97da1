"""Groups of points, their ellipses in order, and the moves of the centre."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.spatial import centre, tracks

FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
VALUES = json.loads(FIXTURE.read_text(encoding="utf-8"))["sde"]
POINTS = np.array(VALUES["points"], float)


def test_groups_come_in_their_order():
    assert tracks.in_order(["2020", "2005", None, "", "2020"]) == ["2005", "2020"]
    assert tracks.in_order([2020.0, 2005.0]) == [2005.0, 2020.0]
    assert tracks.in_order(["b", "a", "10"]) == ["10", "a", "b"]


def test_the_worked_shift_between_two_years():
    years = np.repeat(["2020", "2015"], len(POINTS))
    weights = np.concatenate([VALUES["shift"]["weights2"], VALUES["weights"]])
    found = tracks.track(np.tile(POINTS, (2, 1)), weights, years, "gdp")
    assert (found.groups, found.counts) == (("2015", "2020"), (6, 6))
    assert found.totals == (sum(VALUES["weights"]), sum(VALUES["shift"]["weights2"]))
    (move,) = tracks.shifts(found)
    assert (move.start, move.end, move.quantity) == ("2015", "2020", "gdp")
    expected = VALUES["shift"]["dist"], VALUES["shift"]["azimuth"]
    assert (move.distance, move.azimuth) == pytest.approx(expected, abs=1e-7)
    assert move.to_point == (found.ellipses[1].x, found.ellipses[1].y)


def test_years_in_fields_of_their_own_give_the_same_move():
    wide = [
        tracks.track(POINTS, VALUES["weights"], quantity="gdp2015"),
        tracks.track(POINTS, VALUES["shift"]["weights2"], quantity="gdp2020"),
    ]
    found = tracks.joined(wide, "gdp")
    assert found.groups == ("gdp2015", "gdp2020")
    assert tracks.shifts(found)[0].distance == pytest.approx(VALUES["shift"]["dist"], abs=1e-7)


def test_points_without_weight_or_group_are_left_out():
    found = tracks.track(
        [[0, 0], [2, 0], [9, 9], [50, 50]], [1, 1, np.nan, 1], np.array(["a", "a", "a", None], object)
    )
    assert (found.groups, found.counts, found.ellipses[0].x) == (("a",), (2,), 1.0)
    assert tracks.track([[0, 0]], [np.nan]).groups == ()


def test_a_group_of_zero_weights_has_no_ellipse_and_is_skipped_by_the_moves():
    found = tracks.track([[0, 0], [1, 1], [4, 5]], [1, 0, 1], ["1", "2", "3"])
    assert found.ellipses[1] is None
    (move,) = tracks.shifts(found)
    assert (move.start, move.end, move.distance) == ("1", "3", pytest.approx(np.hypot(4, 5)))


def test_size_stretches_the_axes_alone():
    one, two = (tracks.track(POINTS, size=size).ellipses[0] for size in (1.0, 2.0))
    assert (two.major, two.minor, two.distance) == (2 * one.major, 2 * one.minor, one.distance)


def test_small_groups_are_named_where_the_convention_needs_more():
    with pytest.raises(InputError, match="fewer: 2020"):
        tracks.track([[0, 0], [1, 1], [2, 1], [3, 3]], None, [1, 1, 1, 2020], convention="crimestat")
    assert centre.LEAST["crimestat"] == 3


def test_sources_and_sinks_apart():
    values = [5.0, -3.0, 0.0, np.nan]
    for part, expected in (("sources", [5, 0, 0, np.nan]), ("sinks", [0, 3, 0, np.nan]), ("all", values)):
        assert tracks.part_of(values, part) == pytest.approx(expected, nan_ok=True)
