"""Aggregation, ellipses, mismatch and sources against the worked values of the method notes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.spatial import centre, mismatch, pattern, sources

FIXTURES = Path(__file__).parent.parent / "fixtures"
VALUES = json.loads((FIXTURES / "test_values.json").read_text(encoding="utf-8"))


def index_of(grid):
    return pattern.aggregation(*pattern.count_adjacencies(np.asarray(grid)))


def test_most_adjacencies():
    expected = {int(key): value for key, value in VALUES["aggregation"]["maxg"].items()}
    assert pattern.most_adjacencies(list(expected)).tolist() == list(expected.values())


def test_most_adjacencies_of_huge_squares():
    side = 94_906_267  # the square is beyond the integers that a float holds exactly
    assert pattern.most_adjacencies(side * side) == 2 * side * (side - 1)


def test_aggregation_index():
    expected = VALUES["aggregation"]
    found = index_of(json.loads(expected["five_classes5"]["grid"]))
    for position, (cells, like, most, ai) in enumerate(expected["five_classes5"]["cls"].values()):
        assert (found.cells[position], found.like_adjacencies[position]) == (cells, like)
        assert found.most[position] == most
        assert found.index[position] == pytest.approx(np.nan if ai is None else ai, abs=1e-6, nan_ok=True)
    assert found.landscape == pytest.approx(expected["five_classes5"]["landscape"], abs=1e-6)
    assert index_of(np.ones((3, 3), int)).index == pytest.approx([expected["block3x3"]])
    assert index_of([[1, 2, 3, 1, 2, 3]]).index == pytest.approx([0, 0, 0])
    checker = np.add.outer(np.arange(4), np.arange(4)) % 2 + 1
    assert index_of(checker).index == pytest.approx([expected["checker4"]] * 2)


def test_a_line_of_six_cells():
    assert index_of([[1] * 6]).index == pytest.approx([VALUES["aggregation"]["line6"]], abs=1e-6)


def test_borders_within_a_class():
    # three polygons in a row: the border of the first two lies within class a
    of_all, by_class = pattern.border_aggregation([0, 1], [1, 2], [3.0, 1.0], ["a", "a", "b"])
    assert (of_all, by_class) == (0.75, {"a": 0.75, "b": 0.0})


def test_ellipses():
    expected = VALUES["sde"]
    points = np.array(expected["points"], float)
    for weights, key in ((None, "unweighted"), (expected["weights"], "weighted")):
        found, values = centre.ellipse(points, weights), expected[key]
        assert [found.x, found.y] == pytest.approx(values["centre"], abs=1e-8)
        assert [found.major, found.minor] == pytest.approx([values["major"], values["minor"]], abs=1e-8)
        assert found.rotation == pytest.approx(values["theta"], abs=1e-7)
        assert found.area == pytest.approx(values["area"], abs=1e-7)
        yuill = centre.ellipse(points, weights, "yuill")
        assert [yuill.major, yuill.minor] == pytest.approx(values["sqrt2"], abs=1e-8)
    assert centre.ellipse(points).distance == pytest.approx(expected["unweighted"]["std_distance"], abs=1e-8)
    crimestat = centre.ellipse(points, convention="crimestat")
    assert [crimestat.major, crimestat.minor] == pytest.approx(expected["crimestat_unweighted"], abs=1e-7)


def test_shift_of_the_centre():
    expected = VALUES["sde"]
    points = np.array(expected["points"], float)
    one = centre.ellipse(points, expected["weights"])
    other = centre.ellipse(points, expected["shift"]["weights2"])
    assert [other.x, other.y] == pytest.approx(expected["shift"]["to"], abs=1e-8)
    distance, azimuth = centre.shift((one.x, one.y), (other.x, other.y))
    assert (distance, azimuth) == pytest.approx(
        (expected["shift"]["dist"], expected["shift"]["azimuth"]), abs=1e-7
    )


def test_degenerate_ellipses():
    assert np.isnan(centre.ellipse([[1.0, 2.0]]).rotation)
    line = centre.ellipse([[0, 0], [1, 1], [2, 2]])
    assert line.minor == pytest.approx(0, abs=1e-7) and line.rotation == pytest.approx(45)
    assert centre.ellipse([[0, 0], [1, 1]], [0, 0]) is None
    with pytest.raises(InputError, match="1 weights"):
        centre.ellipse([[0, 0], [1, 1]], [1, -1])


def test_the_outline_lies_on_the_ellipse():
    found = centre.ellipse(np.array(VALUES["sde"]["points"], float))
    ring = centre.outline(found)
    assert (ring[0] == ring[-1]).all()
    away = np.hypot(ring[:, 0] - found.x, ring[:, 1] - found.y)
    assert away.max() == pytest.approx(found.major) and away.min() == pytest.approx(found.minor, rel=1e-3)


@pytest.mark.needs("scipy")
def test_mismatch():
    expected = VALUES["mismatch"]
    found = mismatch.mismatch(expected["a"], expected["b"])
    assert found.index == pytest.approx(expected["SMI"])
    assert found.difference == pytest.approx(expected["local"])
    assert found.quotient == pytest.approx(expected["LQ"], abs=1e-7)
    assert found.gini == pytest.approx(expected["gini"])
    points = np.column_stack([expected["x"], np.zeros(4)])
    assert mismatch.centre_distance(points, expected["a"], expected["b"]) == pytest.approx(
        expected["centre_distance"]
    )
    distance, flows = mismatch.transport(points, expected["a"], expected["b"])
    assert distance == pytest.approx(expected["emd"])
    assert sum(flow[2] for flow in flows) == pytest.approx(expected["SMI"])


@pytest.mark.needs("scipy")
@given(st.lists(st.floats(0.1, 1e6), min_size=2, max_size=8), st.floats(0.1, 100))
def test_proportional_quantities_match(values, factor):
    found = mismatch.mismatch(values, np.array(values) * factor)
    assert found.index == pytest.approx(0, abs=1e-9)
    assert found.gini == pytest.approx(0, abs=1e-9)
    points = np.column_stack([np.arange(len(values)), np.zeros(len(values))])
    assert mismatch.transport(points, values, np.array(values) * factor)[0] == pytest.approx(0, abs=1e-9)


def test_source_receptor_matrix():
    expected = VALUES["source"]
    load, contribution = sources.receptor_load(expected["T"], expected["E"])
    assert load.tolist() == pytest.approx(expected["load"])
    assert contribution == pytest.approx(np.array(expected["phi"]), abs=1e-6)
    with pytest.raises(InputError, match=r"1\.2"):
        sources.receptor_load([[0.6], [0.6]], [1])


def test_gap_attribution():
    # cases of the method notes, C.7: base 200, 150, 50 -> 250, 150, 60 against 400
    assert sources.gap_by_growth([200, 150, 50], [250, 150, 60], 60).tolist() == [50, 0, 10]
    assert sources.gap_by_share([250, 150, 60], 60) == pytest.approx([32.6087, 19.5652, 7.8261], abs=1e-4)


def test_pareto_set():
    # case of the method notes, C.6: the 80 % set holds 84 %
    amounts = [500, 50, 300, 80, 20, 250, 120, 30, 60, 90]
    chosen = sources.smallest_set(amounts, 0.8)
    assert sorted(chosen.tolist()) == [0, 2, 5, 6, 9]
    assert sum(amounts[i] for i in chosen) / sum(amounts) == pytest.approx(0.84)
    assert sources.concentration(amounts) == pytest.approx(0.195022, abs=1e-6)
    assert sources.smallest_set([0.0, -1.0]).tolist() == []


def test_wind_carries_from_where_it_blows():
    # wind from the west only: the receptor east of the source gets it, the one west of it does not
    west_wind = np.zeros(16)
    west_wind[12] = 1
    transfer = sources.wind_transfer([[10, 0], [-10, 0]], [[0, 0]], west_wind, decay=10)
    assert transfer[:, 0] == pytest.approx([np.exp(-1), 0])


def test_water_carries_downstream_only():
    transfer = sources.downstream_transfer([[True, False]], [[2.0, 2.0]], 0.5)
    assert transfer.tolist() == [[pytest.approx(np.exp(-1)), 0]]


def test_location_quotients():
    # the region has half of each; the first unit has three quarters of the first
    quotients = sources.location_quotients([[3, 1], [1, 3]])
    assert quotients.tolist() == [[1.5, 0.5], [0.5, 1.5]]


def test_consistency_of_two_moves():
    points = np.array([[0, 0], [10, 0], [0, 10]], float)
    east, north, west = ([1, 0, 0], [0, 1, 0]), ([1, 0, 0], [0, 0, 1]), ([0, 1, 0], [1, 0, 0])
    assert mismatch.consistency(points, east, east) == pytest.approx(1)
    assert mismatch.consistency(points, east, north) == pytest.approx(0)
    assert mismatch.consistency(points, east, west) == pytest.approx(-1)
    assert np.isnan(mismatch.consistency(points, east, ([1, 1, 1], [2, 2, 2])))


@pytest.mark.needs("scipy")
def test_too_many_flows_are_refused():
    half = np.arange(4000) < 2000
    with pytest.raises(InputError, match="4000000 possible flows"):
        mismatch.transport(np.zeros((4000, 2)), half.astype(float), (~half).astype(float))


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 99), st.sampled_from([0, -7, 100_000]))
def test_blocks_add_up_to_the_whole(tile_width, tile_height, seed, shift):
    grid = np.random.default_rng(seed).integers(0, 3, (11, 13)) + shift
    found = pattern.Tally()
    for y in range(0, 11, tile_height):
        for x in range(0, 13, tile_width):
            found.add(x, y, pattern.count_block(grid[y : y + tile_height, x : x + tile_width]))
    whole, parts = index_of(grid - shift + 1), found.result()
    assert (parts.classes - shift + 1).tolist() == whole.classes.tolist()
    assert parts.cells.tolist() == whole.cells.tolist()
    assert parts.like_adjacencies.tolist() == whole.like_adjacencies.tolist()
    assert parts.landscape == pytest.approx(whole.landscape)


def test_classes_in_a_raster_of_decimals():
    values = pattern.class_values(np.array([[1.0, np.nan], [2.0, 1.0]]), "classes")
    assert values.tolist() == [[1, pattern.NO_VALUE], [2, 1]]
    found = pattern.Tally()
    found.add(0, 0, pattern.count_block(values))
    assert found.result().classes.tolist() == [1, 2]
    assert found.result([2]).classes.tolist() == [1]
    with pytest.raises(InputError, match=r"density.*0\.25"):
        pattern.class_values(np.array([0.25]), "density")
