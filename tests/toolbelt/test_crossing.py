"""Crossing two layers: every polygon is filled, whichever layer is larger; borders of patches."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsRectangle

from carbon_pollution_zoning.core.errors import Cancelled
from carbon_pollution_zoning.toolbelt import crossing, patches


def rect(x0, y0, x1, y1):
    return QgsGeometry.fromRect(QgsRectangle(x0, y0, x1, y1))


def silent(_fraction):
    """A progress that nobody watches."""


def hectares(geometry):
    return geometry.area() / 1e4


def crossed(first, second, sliver=0.0):
    return crossing.cross(first, second, hectares, silent, sliver)


def table(found):
    return {
        (one, two): round(area * 1e4, 6)
        for one, two, area in zip(found.first.tolist(), found.second.tolist(), found.area_ha)
    }


UNITS = [rect(0, 0, 10, 10), rect(10, 0, 20, 10), rect(50, 50, 60, 60)]
PLACES = [
    rect(0, 0, 5, 10),
    rect(5, 0, 12, 10),
    rect(12, 0, 15, 10),
    rect(18, 0, 30, 10),
    rect(90, 90, 91, 91),
]
EXPECTED = {(0, 0): 50, (0, 1): 50, (1, 1): 20, (1, 2): 30, (1, 3): 20, (1, -1): 30, (2, -1): 100}


def test_every_place_of_the_first_layer_is_there_once():
    found = crossed(UNITS, PLACES)
    assert table(found) == EXPECTED
    assert found.outside_ha * 1e4 == pytest.approx(101.0)
    assert found.doubled_ha == 0.0
    assert found.first.tolist() == sorted(found.first.tolist())


def test_the_larger_layer_may_be_either():
    many = [*UNITS, *(rect(1000 + i, 0, 1000.5 + i, 1) for i in range(20))]
    found = table(crossed(many, PLACES))
    assert {key: area for key, area in found.items() if key[0] < 3} == EXPECTED
    assert sum(area for key, area in found.items() if key[0] >= 3) == pytest.approx(10.0)


def test_a_polygon_wholly_inside_is_not_cut():
    inner = rect(2, 2, 3, 3)
    found = crossed([rect(0, 0, 10, 10)], [inner, rect(20, 20, 21, 21)])
    assert found.geometries[0] is inner
    assert table(found) == {(0, 0): 1, (0, -1): 99}


def test_areas_add_up_to_the_measure_of_the_unit_even_if_parts_measure_otherwise():
    """On an ellipsoid parts do not add up exactly; here the measure depends on the number of corners."""

    def odd(geometry):
        return hectares(geometry) * (1 + 1e-6 * geometry.constGet().nCoordinates())

    found = crossing.cross(UNITS, PLACES, odd, silent)
    sums = np.bincount(found.first, weights=found.area_ha)
    assert sums == pytest.approx([odd(unit) for unit in UNITS], rel=1e-12)


def test_overlapping_places_are_told_and_not_scaled_away():
    found = crossed([rect(0, 0, 10, 10)], [rect(0, 0, 7, 10), rect(4, 0, 10, 10)])
    assert table(found) == {(0, 0): 70, (0, 1): 60}
    assert found.doubled_ha * 1e4 == pytest.approx(30.0)


def test_overlapping_units_each_keep_their_area():
    found = crossed([rect(0, 0, 10, 10), rect(5, 0, 15, 10)], [rect(0, 0, 20, 10)])
    assert table(found) == {(0, 0): 100, (1, 0): 100}


def test_slivers_go_to_the_other_pieces():
    found = crossed(
        [rect(0, 0, 10, 10)], [rect(0, 0, 5, 10), rect(5, 0, 9.9999, 10), rect(9.9999, 0, 20, 10)], 0.01
    )
    assert set(zip(found.first.tolist(), found.second.tolist())) == {(0, 0), (0, 1)}
    assert found.area_ha.sum() * 1e4 == pytest.approx(100.0, rel=1e-12)


def test_nothing_to_cross_with():
    assert table(crossed([rect(0, 0, 10, 10)], [])) == {(0, -1): 100}
    assert table(crossed([], [rect(0, 0, 10, 10)])) == {}


def test_crossing_can_be_cancelled():
    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        crossing.cross(UNITS, PLACES, hectares, stop)


class TestPatches:
    def test_joined_by_group_in_the_order_of_the_groups(self):
        made, area = patches.joined(
            [rect(0, 0, 1, 1), rect(5, 0, 6, 1), rect(1, 0, 2, 1)],
            np.array([1, 0, 1]),
            np.array([1.0, 2.0, 3.0]),
            silent,
        )
        assert [geometry.area() for geometry in made] == [1.0, 2.0]
        assert not made[1].isMultipart() or made[1].constGet().numGeometries() == 1
        assert area.tolist() == [2.0, 4.0]

    def test_split_shares_the_area(self):
        whole = QgsGeometry.collectGeometry([rect(0, 0, 1, 1), rect(5, 0, 8, 1)])
        single, of, area = patches.split([whole, rect(9, 9, 10, 10)], np.array([4.4, 7.0]), hectares)
        assert len(single) == 3 and of.tolist() == [0, 0, 1]
        assert area == pytest.approx([1.1, 3.3, 7.0])

    def test_borders_are_measured_within_units_and_not_at_corners(self):
        shapes = [
            rect(0, 0, 10, 10),
            rect(10, 2, 12, 6),
            rect(10, 10, 20, 20),
            rect(12, 2, 30, 6),
            rect(-5, 0, 0, 10),
        ]
        unit = np.array([0, 0, 0, 1, 0])
        small = np.array([False, True, True, False, False])
        found = patches.borders(shapes, unit, small, lambda line: line.length(), silent)
        # 2 meets 0 in a corner; 3 is of another unit; 4 and 0 are both large
        assert [(one, two, round(length, 3)) for one, two, length in found] == [(1, 0, 4.0)]

    def test_borders_moved_by_rounding_are_borders(self):
        east = rect(4000000.0 + 1e-9, 3300000, 4000010, 3300010)
        found = patches.borders(
            [rect(3999990, 3300000, 4000000, 3300010), east],
            np.zeros(2, dtype=int),
            np.array([True, True]),
            lambda line: line.length(),
            silent,
        )
        assert len(found) == 1 and found[0][2] == pytest.approx(10.0, rel=1e-3)
