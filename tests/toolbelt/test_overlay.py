"""Cutting: pieces fill what was cut, in every layer they are covered or not, and big shapes are no slower."""

from __future__ import annotations

import math

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle

from carbon_pollution_zoning.toolbelt.overlay import Cutter, Layer, Shape, divide, partition


def box(x0, y0, x1, y1):
    return QgsGeometry.fromRect(QgsRectangle(x0, y0, x1, y1))


def star(rng, x, y, radius, corners=9):
    """A polygon with a jagged outline around a point."""
    reach = radius * rng.uniform(0.35, 1.0, corners)
    angle = np.sort(rng.uniform(0, 2 * math.pi, corners))
    ring = [QgsPointXY(x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(reach, angle)]
    return QgsGeometry.fromPolygonXY([[*ring, ring[0]]]).makeValid()


def scattered(rng, count, radius):
    return [star(rng, *rng.uniform(0, 100, 2), radius) for _ in range(count)]


def united(geometries):
    return QgsGeometry.unaryUnion(geometries)


@pytest.mark.parametrize("seed", range(25))
def test_pieces_fill_the_polygon_and_every_cover_is_right(seed):
    rng = np.random.default_rng(seed)
    layers = [
        Layer(scattered(rng, 6, 30), [1, 2, 1, 2, 1, 1]),
        Layer(scattered(rng, 4, 40), [1] * 4),
        Layer(scattered(rng, 5, 35), [1, 2, 3, 4, 5], beneath=True),
    ]
    cutter = Cutter(layers)
    for subject in scattered(rng, 12, 25):
        pieces = cutter.cut(subject)
        assert sum(piece.area() for piece, _ in pieces) == pytest.approx(subject.area(), rel=1e-9)
        assert united([piece for piece, _ in pieces]).area() == pytest.approx(subject.area(), rel=1e-9)
        for at, layer in enumerate(layers):
            covered = united(list(layer.shapes))
            if layer.beneath:
                above = united([shape for lower in layers[:at] for shape in lower.shapes])
                covered = covered.difference(above)
            expected = subject.intersection(covered).area()
            found = sum(piece.area() for piece, covers in pieces if covers[at])
            assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_the_highest_cover_holds_where_shapes_overlap(seed):
    rng = np.random.default_rng(100 + seed)
    shapes = scattered(rng, 5, 40)
    subject = box(0, 0, 100, 100)
    pieces = partition(subject, [(number + 1, Shape(shape)) for number, shape in enumerate(shapes)])
    above = QgsGeometry()
    for number in range(5, 0, -1):
        shape = shapes[number - 1].intersection(subject)
        expected = shape.area() if above.isEmpty() else shape.difference(above).area()
        assert sum(p.area() for p, cover in pieces if cover == number) == pytest.approx(expected, abs=1e-7)
        above = shape if above.isEmpty() else united([above, shape])


def test_zones_that_fill_the_plane_give_one_piece_each():
    zones = [(1, Shape(box(0, 0, 5, 10))), (2, Shape(box(5, 0, 10, 4))), (3, Shape(box(5, 4, 10, 10)))]
    pieces = partition(box(2, 2, 8, 8), zones, sliver=1e-6)
    assert sorted((cover, round(piece.area(), 9)) for piece, cover in pieces) == [
        (1, 18.0),
        (2, 6.0),
        (3, 12.0),
    ]


def test_an_overlap_as_large_as_the_gap_is_no_tiling():
    subject = box(0, 0, 2, 1)
    pieces = Cutter([Layer([box(-1, -1, 1, 2), box(0.5, -1, 1.5, 2)], [1, 2])]).cut(subject)
    areas = {covers[0]: piece.area() for piece, covers in pieces}
    assert areas == pytest.approx({1: 0.5, 2: 1.0, 0: 0.5})
    assert sum(piece.area() for piece, _ in pieces) == pytest.approx(subject.area())


def test_neighbours_of_one_cover_are_not_a_border():
    subject = box(0, 0, 10, 10)
    pieces = Cutter([Layer([box(-1, -1, 4, 11), box(4, -1, 11, 11)], [1, 1])]).cut(subject)
    assert pieces == [(subject, (1,))]


def test_a_polygon_that_only_touches_is_left_alone():
    subject = box(0, 0, 10, 10)
    assert Cutter([Layer([box(10, 0, 20, 10)], [1])]).cut(subject) == [(subject, (0,))]


def test_a_polygon_far_away_is_left_alone():
    subject = box(0, 0, 10, 10)
    assert Cutter([]).cut(subject) == [(subject, ())]
    assert Cutter([Layer([box(90, 90, 99, 99)], [1]), Layer([], [])]).cut(subject) == [(subject, (0, 0))]


@pytest.mark.parametrize("edge", [9.9999, 10.0001, 0.0001])
def test_slivers_stay_with_the_other_side(edge):
    """The border was meant to be the edge of the polygon: no thread of 0.001 is cut off."""
    subject = box(0, 0, 10, 10)
    inside, rest = divide(subject, [Shape(box(-5, -5, edge, 15))], sliver=0.01)
    assert (inside is subject, rest is subject) == (edge > 1, edge < 1)


def test_slivers_among_real_parts_are_given_back():
    """A comb whose last tooth is thin: the two wide parts are cut, the thread joins them; no area is lost."""
    comb = united([box(0, 0, 10, 2), box(0, 2, 3, 10), box(5, 2, 8, 10), box(9.9995, 2, 10, 10)])
    inside, rest = divide(comb, [Shape(box(-1, 2, 20, 20))], sliver=0.01)
    assert inside.area() == pytest.approx(48.0)
    assert rest.area() == pytest.approx(20.004)
    assert inside.area() + rest.area() == pytest.approx(comb.area(), rel=1e-12)


def test_a_large_polygon_under_many_small_shapes():
    """A county against its fields: neighbours, strays and all, in seconds and with the right area."""
    fields = [box(x, y, x + 1, y + 1) for x in range(-5, 45) for y in range(0, 40, 2)]
    county = box(0, 0, 40, 39.5)
    pieces = Cutter([Layer(fields, [1] * len(fields))]).cut(county, 1e-9)
    assert [covers for _, covers in pieces] == [(1,), (0,)]
    assert pieces[0][0].area() == pytest.approx(40 * 20)
    assert sum(piece.area() for piece, _ in pieces) == pytest.approx(county.area(), rel=1e-12)


def test_many_shapes_that_leave_nothing_leave_the_polygon_whole():
    subject = box(0, 0, 10, 10)
    tiles = [box(x, y, x + 2, y + 2) for x in range(-2, 12, 2) for y in range(-2, 12, 2)]
    assert Cutter([Layer(tiles, [1] * len(tiles))]).cut(subject, 1e-9) == [(subject, (1,))]


def coast(corners=20000):
    """A ring with very many corners."""
    angle = np.linspace(0, 2 * math.pi, corners, endpoint=False)
    reach = 1000 + 25 * np.sin(97 * angle) + 6 * np.sin(1171 * angle)
    ring = [QgsPointXY(r * math.cos(a), r * math.sin(a)) for r, a in zip(reach, angle)]
    return QgsGeometry.fromPolygonXY([[*ring, ring[0]]])


def test_a_shape_near_a_box_is_the_shape_within_the_box():
    whole = coast()
    shape, rng = Shape(whole), np.random.default_rng(3)
    sizes = []
    for angle in rng.uniform(0, 2 * math.pi, 60):
        x, y = 1000 * math.cos(angle), 1000 * math.sin(angle)
        parcel = box(x - 4, y - 4, x + 4, y + 4)
        near = shape.near(parcel.boundingBox())
        sizes.append(near.geometry.constGet().nCoordinates())
        assert parcel.intersection(near.geometry).area() == pytest.approx(
            parcel.intersection(whole).area(), rel=1e-9
        )
    assert max(sizes) < 1000


def test_a_shape_near_a_box_knows_inside_and_outside():
    shape = Shape(coast())
    for x, holds, meets in ((0.0, True, True), (500.0, True, True), (2000.0, False, False)):
        parcel = box(x - 3, -3, x + 3, 3)
        near = shape.near(parcel.boundingBox())
        assert (near.holds(parcel), near.meets(parcel)) == (holds, meets)


def test_holes_of_a_layer_stay_holes():
    ring = box(0, 0, 10, 10).difference(box(4, 4, 6, 6))
    pieces = Cutter([Layer([ring], [1])]).cut(box(3, 3, 7, 7))
    assert sorted((covers, round(piece.area(), 9)) for piece, covers in pieces) == [((0,), 4.0), ((1,), 12.0)]
