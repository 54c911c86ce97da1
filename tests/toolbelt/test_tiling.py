"""Polygons joined where they touch: by clusters, as one union of all would."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle

from carbon_pollution_zoning.toolbelt import patches, tiling
from carbon_pollution_zoning.toolbelt.pieces import single_parts

STEP = 1e-4


def squares(side):
    return [
        QgsGeometry.fromRect(QgsRectangle(500_000 + x, 3_300_000 + y, 500_100 + x, 3_300_100 + y))
        for x in range(0, 100 * side, 100)
        for y in range(0, 100 * side, 100)
    ]


def cells(side):
    """Polygons of any shape, with corners that lie on no grid."""
    places = np.random.default_rng(5).uniform(0, 100 * side, (side * side, 2))
    points = QgsGeometry.fromMultiPointXY([QgsPointXY(5e5 + x, 3.3e6 + y) for x, y in places.tolist()])
    return points.voronoiDiagram().asGeometryCollection()


@pytest.mark.parametrize("made, kinds", [(squares, 2), (squares, 12), (cells, 2), (cells, 12)])
def test_clusters_are_joined_as_the_whole_is(made, kinds):
    geometries = made(14)
    kind = np.random.default_rng(2).integers(0, kinds, len(geometries))
    joined, found, of = tiling.joined(geometries, kind, STEP, lambda fraction: None)
    whole = {
        number: single_parts(
            tiling.united([geometries[at] for at in np.flatnonzero(kind == number).tolist()], STEP)
        )
        for number in range(kinds)
    }
    assert len(joined) == sum(len(parts) for parts in whole.values())
    for geometry, number in zip(joined, found.tolist()):
        point = geometry.pointOnSurface()
        (same,) = [part for part in whole[number] if part.intersects(point)]
        assert geometry.symDifference(same).area() <= STEP * geometry.length()
    # every polygon lies in the one that it went into, and nothing else does
    area = np.bincount(of, weights=[one.area() for one in geometries], minlength=len(joined))
    assert area == pytest.approx([one.area() for one in joined], rel=1e-6)
    assert (found[of] == kind).all()


def test_borders_across_a_gap_below_the_step_are_closed():
    apart = [
        QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)),
        QgsGeometry.fromRect(QgsRectangle(1.00003, 0, 2, 1)),
    ]
    joined, _, of = tiling.joined(apart, np.zeros(2, dtype=np.int64), STEP, lambda fraction: None)
    assert len(joined) == 1 and of.tolist() == [0, 0]


def test_corners_are_no_borders():
    geometries = squares(3)
    middle = np.arange(9) == 4
    found = patches.borders(
        geometries, np.zeros(9), middle, lambda line: line.length(), lambda fraction: None
    )
    assert sorted(other for _, other, _ in found) == [1, 3, 5, 7]
    # both sides reach over the corners by the rounding of the coordinates
    assert [length for *_, length in found] == pytest.approx([100.0] * 4, abs=2e-3)


def rect(x0, y0, x1, y1):
    return QgsGeometry.fromRect(QgsRectangle(x0, y0, x1, y1))


def test_what_met_in_a_corner_before_does_not_break_by_smoothing():
    corner = QgsGeometry.collectGeometry([rect(0, 0, 1, 1), rect(1, 1, 2, 2)])
    bow = QgsGeometry.fromWkt("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))")
    assert tiling.breaking([corner], [corner]) == []
    assert tiling.breaking([rect(0, 0, 2, 2)], [corner]) == [0]
    assert tiling.breaking([corner, rect(0, 0, 1, 1)], [corner, bow]) == [1]


def test_one_polygon_in_two_parts_leaves_the_others_smooth():
    # a staircase between left and right, beside a polygon of two squares that meet in a corner
    left = QgsGeometry.fromWkt("POLYGON((0 0, 4 0, 4 1, 5 1, 5 2, 4 2, 4 3, 5 3, 5 4, 0 4, 0 0))")
    right = rect(0, 0, 9, 4).difference(left)
    corner = QgsGeometry.collectGeometry([rect(9, 0, 10, 1), rect(10, 1, 11, 2)])
    geometries, _ = tiling.tiles([left, right, corner], STEP)
    made, stayed = tiling.smooth(geometries, 1.5, [0, 0, 0])
    assert tiling.breaking(geometries, made) == [] and stayed == 0
    assert made[0].constGet().nCoordinates() < geometries[0].constGet().nCoordinates()
    assert sum(one.area() for one in made) == pytest.approx(sum(one.area() for one in geometries))
