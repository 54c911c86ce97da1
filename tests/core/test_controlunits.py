"""Control units: where large ones are cut, which neighbour is nearest in kind, ids; borders smoothed once."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.spatial import smoothing
from carbon_pollution_zoning.core.zoning import controlunits, subzones

WHOLE = st.integers(min_value=0, max_value=40)


def closed(*corners):
    return np.array([*corners, corners[0]], dtype=float)


def area_below(ring, cut):
    """Area of a ring where x <= cut, by clipping it (Sutherland and Hodgman): a second way to compute it."""
    kept = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if x0 <= cut:
            kept.append((x0, y0))
        if (x0 < cut) != (x1 < cut) and x0 != x1:
            kept.append((cut, y0 + (cut - x0) / (x1 - x0) * (y1 - y0)))
    x, y = np.array([*kept, kept[0]]).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def test_a_triangle_is_cut_where_the_square_root_says():
    # the area left of x is x^2 / 2 in the triangle (0,0), (1,0), (1,1)
    ring = closed((0, 0), (1, 0), (1, 1))
    assert controlunits.cut_at([ring[:, 0]], [ring[:, 1]], 0.5) == pytest.approx(math.sqrt(0.5), abs=1e-12)


def test_a_hole_counts_as_nothing():
    shell, hole = closed((0, 0), (4, 0), (4, 4), (0, 4)), closed((0, 0), (0, 4), (2, 4), (2, 0))
    cut = controlunits.cut_at([shell[:, 0], hole[:, 0]], [shell[:, 1], hole[:, 1]], 0.5)
    assert cut == pytest.approx(3.0, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.5, 5.0), min_size=4, max_size=12),
    st.floats(0.05, 0.95),
    st.sampled_from([0.0, 3.3e6]),
)
def test_the_share_is_met_for_any_star(radii, share, shift):
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = closed(*zip(np.cos(turns) * radii, np.sin(turns) * radii))
    cut = controlunits.cut_at([ring[:, 0] + shift], [ring[:, 1] + shift], share) - shift
    whole = area_below(ring, 99.0)
    assert area_below(ring, cut) == pytest.approx(share * whole, abs=1e-6 * whole)


def test_pieces_that_are_needed():
    assert [controlunits.pieces_needed(a, 10.0) for a in (0.1, 10.0, 10.0 + 1e-12, 10.1, 30.0)] == [
        1,
        1,
        1,
        2,
        3,
    ]


def test_kind_before_border_length():
    # the small patch 0 (U-SCP) borders A-S longest, U-S less, another U-SCP least
    subzone = np.array([36, 11, 31, 36])
    borders = [(0, 1, 90.0), (0, 2, 50.0), (0, 3, 5.0)]
    area = np.array([0.5, 9.0, 9.0, 9.0])

    def target(pairs):
        return subzones.merge_small(area, pairs, 1.0, None, controlunits.nearness(subzone))[0]

    assert [target(borders), target(borders[:2]), target(borders[:1]), target([])] == [3, 2, 1, 0]
    assert subzones.merge_small(area, borders, 1.0)[0] == 1


def test_geohash_of_known_places():
    # Niemeyer's own example, and the corners of the world
    assert controlunits.geohashes([10.40744], [57.64911], 11) == ["u4pruydqqvj"]
    assert controlunits.geohashes([-180, 180], [-90, 90], 4) == ["0000", "zzzz"]


def test_ids_do_not_depend_on_order_and_grow_where_they_must():
    unit, zone = ["01", "01", "01", "02"], ["U-S", "U-S", "A-S", "U-S"]
    x, y = np.array([114.1, 114.10001, 114.1, 114.1]), np.array([29.5] * 4)
    made = controlunits.identifiers(unit, zone, x, y)
    assert len(set(made)) == 4
    assert [len(one) for one in made] == [len("01-U-S-") + 10] * 2 + [len("01-U-S-") + 8] * 2
    turned = controlunits.identifiers(unit[::-1], zone[::-1], x[::-1], y[::-1])
    assert turned[::-1] == made
    assert controlunits.identifiers(unit[:1], zone[:1], x[:1], y[:1])[0] == made[0][:-2]


def test_units_at_one_point_are_told_apart():
    made = controlunits.identifiers(["1"] * 2, ["ND"] * 2, [0.0, 0.0], [0.0, 0.0])
    assert made == ["1-ND-s00000000000", "1-ND-s00000000000-2"]


def squares():
    """Two unit squares with a zigzag between them, and a third one beside the second."""
    zigzag = [(1, 0), (1.2, 0.25), (0.9, 0.5), (1.2, 0.75), (1, 1)]
    left = closed((0, 0), *zigzag, (0, 1))
    middle = closed((2, 0), (2, 1), *zigzag[::-1])
    right = closed((2, 0), (3, 0), (3, 1), (2, 1))
    return [left, middle, right]


def ring_area(ring):
    x, y = ring.T
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2))


@pytest.mark.parametrize("start", [0, 2, 5])
def test_a_common_border_is_smoothed_once_and_its_ends_stay(start):
    rings = squares()
    rings[0] = closed(*np.roll(rings[0][:-1], start, axis=0))
    found = smoothing.arcs_of(rings, [0, 1, 2])
    arcs, stayed = smoothing.smooth_all(found, 0.0, lambda _: set())
    made = [found.ring(number, arcs) for number in range(3)]
    assert stayed == 0
    assert all((ring[0] == ring[-1]).all() for ring in made)
    # what one loses the other gains, and the outline stays
    assert sum(map(ring_area, made)) == pytest.approx(3.0, abs=1e-12)
    shared = {tuple(p) for p in made[0].tolist()} & {tuple(p) for p in made[1].tolist()}
    assert {(1.0, 0.0), (1.0, 1.0)} < shared and (1.2, 0.25) not in shared
    assert {tuple(p) for p in made[2].tolist()} == {(2, 0), (3, 0), (3, 1), (2, 1)}


def test_borders_between_regions_stay():
    found = smoothing.arcs_of(squares(), [0, 1, 2], [0, 1, 1])
    arcs, _ = smoothing.smooth_all(found, 0.3, lambda _: set())
    assert (1.2, 0.25) in {tuple(p) for p in found.ring(0, arcs).tolist()}


def test_an_island_without_neighbours_but_one_is_smoothed_all_round():
    island = closed((1, 1), (2, 1), (2, 2), (1, 2))
    found = smoothing.arcs_of([closed((0, 0), (3, 0), (3, 3), (0, 3)), island[::-1], island], [0, 0, 1])
    arcs, _ = smoothing.smooth_all(found, 0.1, lambda _: set())
    hole, shell = found.ring(1, arcs), found.ring(2, arcs)
    assert {tuple(p) for p in hole.tolist()} == {tuple(p) for p in shell.tolist()}
    # the first round takes four triangles of legs 1/4, the second eight corners of 1/256 each
    assert ring_area(shell) == pytest.approx(1 - 4 / 32 - 8 / 256, abs=1e-12)


def test_arcs_that_would_cross_get_their_course_back():
    found = smoothing.arcs_of(squares(), [0, 1, 2])
    zigzag = next(at for at, arc in enumerate(found.arcs) if len(arc) == 5 and found.free[at])
    arcs, stayed = smoothing.smooth_all(found, 0.0, lambda arcs: {zigzag} if len(arcs[zigzag]) > 5 else set())
    assert stayed == 1 and (arcs[zigzag] == found.arcs[zigzag]).all()


@given(st.lists(st.tuples(WHOLE, WHOLE), min_size=2, max_size=20, unique=True), st.floats(0, 10))
def test_ends_stay_and_the_way_back_is_the_same(points, tolerance):
    arc = np.array(points, dtype=float)
    made = smoothing.smoothed(arc, tolerance)
    assert (made[0] == arc[0]).all() and (made[-1] == arc[-1]).all()
    inside = (made >= arc.min(axis=0) - 1e-12) & (made <= arc.max(axis=0) + 1e-12)
    assert inside.all()
