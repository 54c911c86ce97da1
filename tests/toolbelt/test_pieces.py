"""Whole layers in pieces: areas that add up, geometries at the door, overlaps found."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import make_layer
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsRectangle,
)

from carbon_pollution_zoning.core.errors import Cancelled, InputError
from carbon_pollution_zoning.toolbelt import areas, overlaps, pieces, polygons
from carbon_pollution_zoning.toolbelt.overlay import Cutter, Layer


def rect(x0, y0, x1, y1):
    return QgsGeometry.fromRect(QgsRectangle(x0, y0, x1, y1))


def source_of(shapes, crs="EPSG:32650", name="layer"):
    context = QgsProcessingContext()
    rows = [(shape if isinstance(shape, str) else shape.asWkt(17), ()) for shape in shapes]
    layer = make_layer("Polygon", crs, "field=none:string", rows, name)
    return layer, QgsProcessingFeatureSource(layer, context)


def silent(_fraction):
    """A progress that nobody watches."""


def knife(layer, cutter, sliver=0.0):
    return pieces.Knife(cutter, areas.measure(layer.crs(), QgsProcessingContext()), sliver)


def tiles(count, size, west=300000.0, south=4400000.0):
    """A tessellation without gaps: corners of a grid shaken, the same for neighbours."""
    rng = np.random.default_rng(5)
    x, y = np.meshgrid(np.arange(count + 1.0), np.arange(count + 1.0))
    x, y = x + rng.uniform(-0.3, 0.3, x.shape), y + rng.uniform(-0.3, 0.3, y.shape)
    x, y = west + size * x, south + size * y
    shapes = []
    for i in range(count):
        for j in range(count):
            ring = [
                (x[i, j], y[i, j]),
                (x[i, j + 1], y[i, j + 1]),
                (x[i + 1, j + 1], y[i + 1, j + 1]),
                (x[i + 1, j], y[i + 1, j]),
            ]
            text = (
                ",".join(f"{a!r} {b!r}" for a, b in [*ring, ring[0]])
                .replace("np.float64(", "")
                .replace(")", "")
            )
            shapes.append(f"POLYGON(({text}))")
    return shapes


def test_areas_of_pieces_add_up_to_those_of_their_parents_on_the_ellipsoid():
    layer, source = source_of(tiles(12, 5000.0))
    control = [rect(310000, 4410000, 333333, 4444444), rect(340000, 4400000, 351000, 4460000)]
    cut = pieces.cut_source(
        source, knife(layer, Cutter([Layer(control, [1, 2])])), polygons.Door("t"), silent
    )
    measure = areas.measure(layer.crs(), QgsProcessingContext())
    parents = np.array([measure(feature.geometry()) for feature in layer.getFeatures()])
    sums = np.bincount(cut.parent, weights=cut.area_ha)
    assert sums == pytest.approx(parents, rel=1e-12)
    assert len(cut) > len(parents)
    whole = sum(geometry is None for geometry in cut.geometries)
    assert whole == (np.bincount(cut.parent) == 1).sum()


def test_an_uncut_feature_keeps_its_geometry_only_where_asked():
    layer, source = source_of([rect(0, 0, 10, 10), rect(20, 0, 30, 10)], "EPSG:4547")
    cutter = Cutter([Layer([rect(-5, -5, 15, 15)], [1])])
    kept = pieces.cut_source(source, knife(layer, cutter), polygons.Door("t"), silent, kept=0)
    assert [geometry is None for geometry in kept.geometries] == [False, True]


def test_pieces_of_nothing_stand_behind():
    found = pieces.Pieces(np.array([7]), np.array([0]), [None], np.array([[1, 0]]), np.array([2.0]))
    more = found.with_more([rect(0, 0, 1, 1)], [(0, 1)], [3.0])
    assert more.parent.tolist() == [0, -1]
    assert more.covers.tolist() == [[1, 0], [0, 1]]
    assert found.with_more([], [], []) is found


def test_outside_is_what_nobody_took():
    parts = pieces.outside([rect(0, 0, 10, 10), rect(8, 0, 20, 10)], [rect(4, -1, 6, 11)])
    assert sorted(round(part.area(), 9) for part in parts) == [40.0, 140.0]


def test_cutting_can_be_cancelled():
    layer, source = source_of([rect(0, 0, 10, 10)], "EPSG:4547")

    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        pieces.cut_source(source, knife(layer, Cutter([])), polygons.Door("t"), stop)


class TestDoor:
    BOW = "POLYGON((0 0,10 10,10 0,0 10,0 0))"
    SPIKE = "POLYGON((0 0,10 0,10 10,20 20,10 10,0 10,0 0))"

    @pytest.mark.parametrize(("wkt", "area"), [(BOW, 50.0), (SPIKE, 100.0)])
    def test_repairs(self, wkt, area):
        door = polygons.Door("图层")
        mended = door.admit(QgsGeometry.fromWkt(wkt), 5)
        assert mended.isGeosValid() and mended.area() == pytest.approx(area)
        assert door.invalid == [5] and not door.problems() and "图层" in str(door.remarks()[0])

    @pytest.mark.parametrize(
        "wkt", ["POLYGON EMPTY", "POLYGON((0 0,10 0,0 0,0 0))", "GEOMETRYCOLLECTION(POINT(1 1))"]
    )
    def test_leaves_out_what_has_no_area(self, wkt):
        door = polygons.Door("t")
        assert door.admit(QgsGeometry.fromWkt(wkt), 3) is None
        assert door.empty == [3]

    def test_refuses_all_at_once(self):
        door = polygons.Door("t", repair=False)
        door.admit(QgsGeometry.fromWkt(self.BOW), 1)
        door.admit(QgsGeometry(), 2)
        assert [dict(item.data)["ids"] for item in door.problems()] == ["1", "2"]

    def test_a_valid_polygon_passes_untouched(self):
        geometry = rect(0, 0, 1, 1)
        assert polygons.Door("t").admit(geometry, 1) is geometry

    def test_takes_the_polygons_out_of_a_collection(self):
        mixed = "GEOMETRYCOLLECTION(POINT(1 1),POLYGON((0 0,2 0,2 2,0 2,0 0)),LINESTRING(0 0,9 9))"
        assert polygons.Door("t").admit(QgsGeometry.fromWkt(mixed), 1).area() == 4.0

    def test_long_lists_of_ids_end_in_an_ellipsis(self):
        assert polygons.listed(range(3)) == "0, 1, 2"
        assert polygons.listed(range(50)).endswith("19 …")


def test_reading_refuses_what_it_may_not_repair():
    _, source = source_of([TestDoor.BOW], name="坏")
    with pytest.raises(InputError, match="坏"):
        polygons.read(
            source, [], source.sourceCrs(), QgsProcessingContext(), polygons.Door("坏", False), silent
        )


def test_reading_transforms():
    _, source = source_of([rect(500000, 3300000, 500100, 3300100)], "EPSG:4547")
    other = make_layer("Polygon", "EPSG:4326", "field=a:string", [], "x").crs()
    context = QgsProcessingContext()
    context.setTransformContext(QgsCoordinateTransformContext())
    (shape,), rows = polygons.read(source, ["none"], other, context, polygons.Door("t"), silent)
    assert 113.9 < shape.boundingBox().center().x() < 114.1
    assert rows == [(None,)]


class TestOverlaps:
    def measured(self, shapes):
        layer, source = source_of(shapes)
        edges = overlaps.Edges()
        for feature in layer.getFeatures():
            edges.add(feature.id(), feature.geometry())
        return overlaps.measured(source, edges, lambda geometry: geometry.area() / 1e4, silent)

    def test_a_clean_tessellation_has_none(self):
        assert self.measured(tiles(10, 100.0)) == overlaps.Overlap(0, 0.0, ())

    def test_borders_without_common_corners_are_no_overlap(self):
        assert self.measured([rect(0, 0, 10, 10), rect(10, 0, 20, 5), rect(10, 5, 20, 10)]).pairs == 0

    @pytest.mark.parametrize(
        ("shapes", "pairs", "square_metres"),
        [
            ([rect(0, 0, 10, 10), rect(8, 0, 20, 10)], 1, 20.0),
            ([rect(0, 0, 10, 10), rect(2, 2, 3, 3)], 1, 1.0),
            ([rect(0, 0, 10, 10), rect(0, 0, 10, 10)], 1, 100.0),
            ([rect(0, 0, 10, 10), rect(0, 0, 10, 10), rect(0, 0, 10, 10)], 3, 300.0),
            ([rect(0, 0, 10, 10), rect(10, 0, 20, 10), rect(5, 0, 15, 10)], 2, 100.0),
        ],
    )
    def test_overlaps_are_found(self, shapes, pairs, square_metres):
        found = self.measured(shapes)
        assert found.pairs == pairs
        assert found.area_ha * 1e4 == pytest.approx(square_metres)

    def test_two_clean_maps_over_each_other_are_found_inside_too(self):
        """All inner edges are shared within each map; only the outlines give the overlap away."""
        lower = tiles(6, 100.0)
        upper = tiles(6, 100.0, west=300037.0, south=4400021.0)
        found = self.measured(lower + upper)
        one = QgsGeometry.unaryUnion([QgsGeometry.fromWkt(shape) for shape in lower])
        other = QgsGeometry.unaryUnion([QgsGeometry.fromWkt(shape) for shape in upper])
        assert found.area_ha * 1e4 == pytest.approx(one.intersection(other).area(), rel=1e-9)

    def test_holes_that_are_filled_are_no_overlap(self):
        frame = rect(0, 0, 10, 10).difference(rect(4, 4, 6, 6))
        assert self.measured([frame, rect(4, 4, 6, 6)]).pairs == 0
