"""Points as a picture: every point in its place, none lost, and quickly."""

from __future__ import annotations

import time

import numpy as np
import pytest

from carbon_pollution_zoning.cartography import scatter

WINDOW = scatter.Window(-1.0, 3.0, -1.0, 3.0, 400, 200)
RED, BLUE = 0xFFFF0000, 0xFF0000FF


def stamped(u, v, colours, radius=1.0, last=None):
    count = len(u)
    return scatter.stamp(
        WINDOW, np.array(u), np.array(v), np.full(count, radius), np.array(colours, dtype=np.uint32), last
    )


def test_the_plane_and_the_picture_agree():
    x, y = WINDOW.pixels([1.0], [2.0])
    assert (x[0], y[0]) == (200.0, 50.0)
    assert WINDOW.plane(200.0, 50.0) == (1.0, 2.0)


def test_zooming_keeps_the_place_of_the_cursor():
    near = WINDOW.zoomed(0.5, 1.0, 2.0)
    assert [float(part[0]) for part in near.pixels([1.0], [2.0])] == [200.0, 50.0]
    assert near.right - near.left == 2.0
    moved = WINDOW.moved(0.5, -0.5)
    assert (moved.left, moved.top) == (-0.5, 2.5)


def test_a_point_is_stamped_where_it_lies():
    picture = stamped([1.0], [2.0], [RED])
    rows, columns = np.nonzero(picture == RED)
    assert sorted(zip(rows.tolist(), columns.tolist())) == [
        (49, 200),
        (50, 199),
        (50, 200),
        (50, 201),
        (51, 200),
    ]


def test_what_lies_beyond_the_window_lies_on_its_edge():
    picture = stamped([99.0, -99.0], [0.0, 99.0], [RED, BLUE])
    assert (picture[:, -1] == RED).any() and (picture[0, 0] == BLUE)


def test_what_is_not_known_is_not_drawn():
    assert not stamped([np.nan, 1.0], [0.0, np.inf], [RED, BLUE]).any()


def test_small_points_lie_over_large_ones_and_chosen_ones_over_all():
    u, v = np.array([1.0, 1.0]), np.array([1.0, 1.0])
    colour = np.array([RED, BLUE], dtype=np.uint32)
    radius = np.array([1.0, 5.0])
    assert scatter.stamp(WINDOW, u, v, radius, colour)[100, 200] == RED
    assert scatter.stamp(WINDOW, u, v, radius, colour, np.array([False, True]))[100, 200] == BLUE


def test_discs_grow_with_the_area_and_shrink_in_a_crowd():
    few = scatter.radii([1.0, 4.0, 100.0, np.nan], 4, 400, 400)
    assert few[0] < few[1] < few[2] <= scatter.LARGEST and few[3] == pytest.approx(scatter.SMALLEST)
    crowd = scatter.radii(np.ones(300_000), 300_000, 400, 400)
    assert crowd.max() <= 1.0


def test_the_fitting_window_shows_the_borders_and_not_the_outliers():
    u = np.r_[np.full(1000, 0.3), 1e6]
    window = scatter.fitting(u, np.r_[np.full(1000, 4.0), np.nan], 100, 100)
    assert window.left < 0 and 1.0 < window.right < 10 and window.top > 4.0
    empty = scatter.fitting(np.empty(0), np.empty(0), 0, 0)
    assert empty.width == 1 and empty.left < 0 and empty.right > 1


def test_the_nearest_point():
    u, v = np.array([0.0, 1.0, np.nan]), np.array([0.0, 1.0, 0.0])
    assert scatter.nearest(WINDOW, u, v, 203.0, 100.0, 6.0) == 1
    assert scatter.nearest(WINDOW, u, v, 300.0, 100.0, 6.0) == -1
    assert scatter.nearest(WINDOW, np.empty(0), np.empty(0), 1.0, 1.0, 6.0) == -1


def test_ticks_are_round():
    assert scatter.ticks(-0.5, 2.1) == [-0.5, 0.0, 0.5, 1.0, 1.5, 2.0]
    assert scatter.ticks(0.0, 1000.0) == [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]


def test_three_hundred_thousand_points_in_less_than_a_second():
    rng = np.random.default_rng(3)
    u, v = rng.normal(0.8, 1.0, (2, 300_000))
    colour = rng.choice(scatter.argb(["#ff0000", "#00ff00"]), 300_000)
    began = time.process_time()
    window = scatter.fitting(u, v, 900, 700)
    picture = scatter.stamp(window, u, v, scatter.radii(np.ones(300_000), 300_000, 900, 700), colour)
    shown = scatter.image(picture)
    assert time.process_time() - began < 1.0
    assert (shown.width(), shown.height()) == (900, 700)
    assert shown.pixel(int(window.pixels(u[-1], v[-1])[0]), int(window.pixels(u[-1], v[-1])[1])) == colour[-1]
