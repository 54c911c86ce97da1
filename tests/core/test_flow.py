"""Water down a grid and along a network; wind roses; the ledger of contributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import Cancelled, InputError
from carbon_pollution_zoning.core.spatial import flow, sources

CELL = 30.0


def trace(grid, starts, at, scheme="esri", **changes):
    """Passages on cells of 30 m; *at* maps (row, column) to a receptor."""
    grid = np.asarray(grid)
    cells = sorted((row * grid.shape[1] + column, receptor) for (row, column), receptor in at)
    keys, receptors = (
        (np.array(column, dtype=int) for column in zip(*cells)) if cells else (np.empty(0, int),) * 2
    )
    size = np.full(len(grid), CELL)
    return flow.trace(grid, scheme, starts, keys, receptors, size, size, **changes)


EAST = [[1, 1, 1, 0], [1, 1, 64, 0], [128, 128, 128, 0]]


def test_water_goes_the_way_of_the_codes():
    found = trace(EAST, [(0, 0), (1, 0), (2, 1)], [((0, 3), 0), ((0, 2), 1)])
    assert list(zip(found.source, found.receptor)) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    diagonal = np.sqrt(2)
    # the third source: one step to the north-east, one north, one east
    expected = [3, 2, 4, 3, diagonal + 2, diagonal + 1]
    assert found.length / CELL == pytest.approx(expected)
    assert not len(found.circling)


def test_a_source_at_its_receptor_needs_no_way():
    found = trace(EAST, [(0, 2)], [((0, 2), 7)])
    assert (found.receptor.tolist(), found.length.tolist()) == ([7], [0])


def test_of_several_cells_of_a_receptor_the_first_counts():
    found = trace(EAST, [(0, 0)], [((0, 1), 4), ((0, 2), 4), ((0, 1), 5)])
    assert list(zip(found.receptor, found.length / CELL)) == [(4, 1), (5, 1)]


def test_sources_outside_of_the_grid_go_nowhere():
    found = trace(EAST, [(-1, 0), (0, 9)], [((0, 2), 0)])
    assert len(found.source) == 0


def test_circles_are_found_and_end():
    ring = [[1, 4], [64, 16]]
    found = trace(ring, [(0, 0), (1, 1)], [((1, 0), 0)])
    assert found.circling.tolist() == [0, 1]
    assert list(zip(found.source, found.receptor)) == [(0, 0), (1, 0)]
    tail = [[1, 1, 1, 4], [0, 0, 64, 16]]
    assert trace(tail, [(0, 0)], []).circling.tolist() == [0]


@pytest.mark.parametrize("scheme", ["esri", "grass", "taudem", "saga"])
def test_every_scheme_knows_eight_directions(scheme):
    table = flow.steps(scheme)
    assert len({tuple(step) for step in table[table.any(axis=1)].tolist()}) == 8
    assert flow.direction_schemes()[scheme].name_zh


def test_schemes_say_the_same():
    codes = {"esri": (1, 64, 16, 4), "grass": (8, 2, 4, 6), "taudem": (1, 3, 5, 7), "saga": (2, 0, 6, 4)}
    for scheme, compass in codes.items():
        assert flow.steps(scheme)[list(compass)].tolist() == [[0, 1], [-1, 0], [0, -1], [1, 0]]


def test_cells_of_degrees_narrow_towards_the_pole():
    grid = np.array([[1, 1, 0], [1, 1, 0]])
    found = flow.trace(grid, "esri", [(0, 0), (1, 0)], [2, 5], np.array([0, 0]), [30, 30], [20, 25])
    assert found.length.tolist() == [40, 50]


def test_tracing_can_be_cancelled():
    def stop(_):
        raise Cancelled

    with pytest.raises(Cancelled):
        trace(EAST, [(0, 0)], [], progress=stop)


def test_transfer_along_a_network():
    # a -> b -> c, and b parts half of its water to d
    made = flow.network_transfer(
        ["a", "b", "b"], ["b", "c", "d"], [2.0, 3.0, 1.0], 2.0, ["a", "b", "x"], ["c", "d", "b", "y"]
    )
    expected = [
        [np.exp(-1) * 0.5 * np.exp(-1.5), 0.5 * np.exp(-1.5), 0],
        [np.exp(-1) * 0.5 * np.exp(-0.5), 0.5 * np.exp(-0.5), 0],
        [np.exp(-1), 1, 0],
        [0, 0, 0],
    ]
    assert made == pytest.approx(np.array(expected))
    given_shares = flow.network_transfer(
        ["a", "a"], ["b", "c"], [0, 0], np.inf, ["a"], ["b", "c"], [0.9, 0.1]
    )
    assert given_shares[:, 0].tolist() == [0.9, 0.1]


def test_two_ways_to_one_place_add_up():
    made = flow.network_transfer(
        ["a", "a", "b", "c"], ["b", "c", "d", "d"], [0, 0, 0, 0], np.inf, ["a"], ["d"], [0.5, 0.5, 1, 1]
    )
    assert made.tolist() == [[1.0]]


def test_circles_and_shares_above_one_are_refused():
    with pytest.raises(InputError, match=r"circle.*a, b"):
        flow.network_transfer(["a", "b"], ["b", "a"], [1, 1], 1, ["a"], ["b"])
    with pytest.raises(InputError, match="starts: a"):
        flow.network_transfer(["a", "a"], ["b", "c"], [1, 1], 1, ["a"], ["b"], [0.8, 0.3])


def test_many_sources_go_down_in_parts():
    names = [f"s{number}" for number in range(150)]
    made = flow.network_transfer(names, ["out"] * 150, np.arange(150.0), 10.0, names, ["out"])
    assert made[0] == pytest.approx(np.exp(-np.arange(150) / 10))


def test_wind_roses_of_eight_and_sixteen():
    eight = sources.wind_rose(["N", "SE", "西"], [10, 20, 70])
    assert eight.tolist() == [0.1, 0, 0, 0.2, 0, 0, 0.7, 0]
    sixteen = sources.wind_rose(["NNE", "90", "西南风"], [1, 1, 2])
    assert np.flatnonzero(sixteen).tolist() == [1, 4, 10] and sixteen.sum() == 1


@pytest.mark.parametrize(
    ("directions", "frequencies", "words"),
    [
        (["up"], [1], "up"),
        (["N", "0"], [1, 1], "more than once"),
        (["N"], [0], "not all 0"),
        (["N"], [-1], "0 or"),
    ],
)
def test_wind_roses_that_make_no_sense_are_refused(directions, frequencies, words):
    with pytest.raises(InputError, match=words):
        sources.wind_rose(directions, frequencies)


def test_the_ledger_ranks_within_every_receptor():
    transfer = [[0.6, 0.2, 0.0], [0.1, 0.7, 0.2], [0.0, 0.0, 0.0]]
    found = sources.ledger(transfer, [100, 50, 80], 0.8)
    assert list(zip(found.receptor, found.source, found.rank)) == [
        (0, 0, 1),
        (0, 1, 2),
        (1, 1, 1),
        (1, 2, 2),
        (1, 0, 3),
    ]
    assert found.arriving.tolist() == pytest.approx([60, 10, 35, 16, 10])
    assert found.cumulative == pytest.approx([60 / 70, 1, 35 / 61, 51 / 61, 1])
    assert found.decisive.tolist() == [True, False, True, True, False]


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=4))
def test_contributions_of_a_receptor_sum_to_one(rows):
    transfer = np.array(rows) / len(rows)
    found = sources.ledger(transfer, [5.0, 0.0, 2.0])
    for receptor in set(found.receptor.tolist()):
        mine = found.receptor == receptor
        assert found.contribution[mine].sum() == pytest.approx(1)
        assert found.cumulative[mine][-1] == pytest.approx(1)
        assert found.decisive[mine][0]


def test_a_river_passes_receptors_one_after_another():
    with pytest.raises(InputError):
        sources.ledger([[0.9], [0.8]], [10])
    assert sources.ledger([[0.9], [0.8]], [10], passing=True).arriving.tolist() == [9, 8]


def test_too_many_pairs_are_refused():
    with pytest.raises(InputError, match="30000 sources"):
        sources.refuse_too_many(1000, 30_000)
