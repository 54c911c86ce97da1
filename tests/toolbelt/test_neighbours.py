"""Neighbours of layers: by borders with and without shared vertices, by metres in any CRS."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import make_layer
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsRectangle,
)
from spatial_layers import FEET, HOT5, METRES, lattice, shuffled, square

from carbon_pollution_zoning.core.errors import Cancelled, InputError
from carbon_pollution_zoning.toolbelt import neighbours, plane, shapes, sharedborders

pytestmark = pytest.mark.needs("scipy")
CONTEXT = QgsProcessingContext()


def silent(_fraction):
    pass


def read(layer):
    return shapes.read(QgsProcessingFeatureSource(layer, CONTEXT), silent)


def build(layer, known=None, **scheme):
    units = read(layer)
    known = np.ones(len(units.ids), bool) if known is None else known
    return neighbours.build(units, known, neighbours.Scheme(**scheme), CONTEXT, silent)


def pairs(found):
    """Neighbours as pairs of positions in the layer, the smaller first."""
    matrix = found.weights.matrix.tocoo()
    ends = found.positions[np.column_stack([matrix.row, matrix.col])]
    return {tuple(sorted(pair)) for pair in ends.tolist()}


def layer_of(*wkts, crs=METRES, geometry="Polygon"):
    return make_layer(geometry, crs, "field=place:integer", [(w, (i,)) for i, w in enumerate(wkts)], "图层")


class TestBorders:
    @pytest.mark.parametrize(("kind", "links"), [("queen", 144), ("rook", 80)])
    def test_a_lattice(self, kind, links):
        found = build(lattice(HOT5), kind=kind)
        assert found.weights.matrix.nnz == links
        assert found.facts["neighbours"] == kind
        assert not found.remarks

    def test_whatever_the_order_the_neighbours_are_the_same(self):
        order = shuffled(25)
        straight, mixed = build(lattice(HOT5)), build(lattice(HOT5, order=order))
        assert (straight.weights.matrix != mixed.weights.matrix).nnz == 0
        assert [order[place] for place in mixed.positions] == straight.positions.tolist()

    def test_t_junctions_are_found_by_geometry_and_told(self):
        # a long side meets two short ones at a point where it has no vertex
        bricks = (
            square(0, 0),
            square(1, 0),
            "POLYGON((500500 3299000,501500 3299000,501500 3298000,500500 3298000,500500 3299000))",
        )
        for kind in ("queen", "rook"):
            found = build(layer_of(*bricks), kind=kind)
            assert pairs(found) == {(0, 1), (0, 2), (1, 2)}
            assert found.facts["borders_without_vertices"] == 2
            assert "T-junction" in str(found.remarks[0])

    def test_a_touch_in_one_point_is_queen_and_not_rook(self):
        corner = "POLYGON((500500 3299000,500700 3298000,500300 3298000,500500 3299000))"
        assert pairs(build(layer_of(square(0, 0), corner), kind="queen")) == {(0, 1)}
        assert pairs(build(layer_of(square(0, 0), corner), kind="rook")) == set()

    def test_gaps_within_the_tolerance_are_closed(self):
        gap = "POLYGON((501000.4 3300000,502000 3300000,502000 3299000,501000.4 3299000,501000.4 3300000))"
        for kind in ("queen", "rook"):
            assert not pairs(build(layer_of(square(0, 0), gap), kind=kind))
            assert pairs(build(layer_of(square(0, 0), gap), kind=kind, tolerance=0.5)) == {(0, 1)}
        shifted = (
            "POLYGON((501000.4 3299700,502000 3299700,502000 3298700,501000.4 3298700,501000.4 3299700))"
        )
        assert pairs(build(layer_of(square(0, 0), shifted), kind="rook", tolerance=0.5)) == {(0, 1)}

    def test_invalid_polygons_still_have_neighbours(self):
        bow_tie = "POLYGON((501000 3300000,502000 3299000,502000 3300000,501000 3299000,501000 3300000))"
        assert pairs(build(layer_of(square(0, 0), bow_tie), kind="queen")) == {(0, 1)}

    def test_curves_heights_and_multipolygons(self):
        wkts = (
            "CURVEPOLYGON((500000 3300000,501000 3300000,501000 3299000,500000 3299000,500000 3300000))",
            "POLYGONZ((501000 3300000 7,502000 3300000 7,502000 3299000 7,501000 3299000 8,"
            "501000 3300000 7))",
        )
        assert pairs(build(layer_of(wkts[0], square(1, 0), geometry="CurvePolygon"))) == {(0, 1)}
        assert pairs(build(layer_of(wkts[1], square(0, 0), geometry="PolygonZ"))) == {(0, 1)}
        two = f"MULTIPOLYGON({square(0, 0)[7:]},{square(3, 0)[7:]})"
        assert pairs(build(layer_of(two, square(4, 0), square(7, 7), geometry="MultiPolygon"))) == {(0, 1)}

    def test_units_without_value_or_geometry_never_become_neighbours(self):
        layer = layer_of(square(0, 0), square(1, 0), "", square(2, 0))
        known = np.array([True, False, True, True])
        found = build(layer, known)
        assert found.positions.tolist() == [0, 3]
        assert len(found.weights.islands) == 2
        assert "1, 4" in str(found.remarks[0])
        assert found.spread([5.0, 6.0]) == pytest.approx([5, np.nan, np.nan, 6], nan_ok=True)
        assert found.spread(["a", "b"], None).tolist() == ["a", None, None, "b"]

    def test_points_have_no_borders(self):
        with pytest.raises(InputError, match="no common borders"):
            build(layer_of("POINT(0 0)", "POINT(1 1)", geometry="Point"))

    def test_cancel(self):
        def stop(_fraction):
            raise Cancelled

        units = read(layer_of(square(0, 0), square(1, 0)))
        with pytest.raises(Cancelled):
            neighbours.build(units, np.ones(2, bool), neighbours.Scheme(), CONTEXT, stop)


class TestDistances:
    def test_metres_whatever_the_unit_of_the_crs(self):
        for crs in (METRES, FEET):
            found = build(lattice(HOT5, crs=crs), kind="distance", distance=1001)
            assert found.weights.matrix.nnz == 80
            assert not found.measured
            free = build(lattice(HOT5, crs=crs), kind="distance")
            assert free.facts["distance_m"] == pytest.approx(1000, rel=1e-6)

    def test_degrees_are_laid_out_in_a_plane(self):
        layer = layer_of("POINT(113 30)", "POINT(113 31)", "POINT(114 30)", crs="EPSG:4490", geometry="Point")
        # a degree of the meridian is 110.9 km here, one of the parallel 96.5 km
        found = build(layer, kind="distance", distance=100_000)
        assert pairs(found) == {(0, 2)}
        assert "EPSG:4490" in found.measured

    def test_web_mercator_is_not_taken_for_metres(self):
        layer = layer_of(
            "POINT(12600000 3500000)", "POINT(12601000 3500000)", crs="EPSG:3857", geometry="Point"
        )
        found = build(layer, kind="nearest", count=1)
        assert found.measured
        assert not pairs(build(layer, kind="distance", distance=800))
        assert pairs(build(layer, kind="distance", distance=900)) == {(0, 1)}

    def test_nearest_and_inverse(self):
        assert (build(lattice(HOT5), kind="nearest", count=4).weights.cardinalities == 4).all()
        found = build(lattice(HOT5), kind="inverse", distance=1500, power=2)
        assert np.unique(found.weights.matrix.data).tolist() == pytest.approx([5e-7, 1e-6])

    def test_a_point_on_the_surface_lies_within(self):
        crescent = "POLYGON((0 0,10 0,10 10,0 10,0 9,9 9,9 1,0 1,0 0))"
        units = read(layer_of(crescent))
        assert not units.geometry(0).contains(QgsPointXY(*units.centres([0])[0]))
        assert units.geometry(0).contains(QgsPointXY(*units.centres([0], "surface")[0]))

    def test_too_many_pairs_are_refused(self, monkeypatch):
        monkeypatch.setattr("carbon_pollution_zoning.core.spatial.weights.MOST_PAIRS", 10)
        with pytest.raises(InputError, match="pairs of neighbours"):
            build(lattice(HOT5), kind="distance", distance=1e6)


class TestPlane:
    def fitting(self, crs, *extent):
        return plane.fitting(QgsCoordinateReferenceSystem(crs), QgsRectangle(*extent), CONTEXT)

    def test_a_projected_layer_keeps_its_plane(self):
        ground = self.fitting(METRES, 5e5, 3.3e6, 5.1e5, 3.4e6)
        assert (ground.metres, ground.transform, ground.described) == (1.0, None, "")
        assert self.fitting(FEET, 9e5, 1e5, 1e6, 2e5).metres == pytest.approx(FEET and 0.3048006)

    def test_there_and_back(self):
        ground = self.fitting("EPSG:4490", 113, 30, 114, 31)
        places = np.array([[113.2, 30.4], [113.9, 30.9]])
        assert ground.back(ground.points(places)) == pytest.approx(places, abs=1e-9)

    def test_without_a_crs_coordinates_are_metres(self):
        ground = plane.fitting(QgsCoordinateReferenceSystem(), QgsRectangle(0, 0, 1, 1), CONTEXT)
        assert ground.points([[1, 2]]).tolist() == [[1, 2]]
        assert "no CRS" in ground.described

    def test_the_whole_world_is_refused_with_the_remedy(self):
        with pytest.raises(InputError, match="Reproject"):
            self.fitting("EPSG:4326", -180, -60, 180, 80)

    def test_coordinates_that_do_not_fit_the_crs_are_refused(self):
        with pytest.raises(InputError, match="EPSG:4547"):
            self.fitting(METRES, 1e12, 1e12, 2e12, 2e12)


class TestSharedBorders:
    def test_lengths_with_and_without_vertices(self):
        bricks = layer_of(
            square(0, 0),
            square(1, 0),
            "POLYGON((500500 3299000,501500 3299000,501500 3298000,500500 3298000,500500 3299000))",
        )
        units = read(bricks)
        shared, asked = sharedborders.measured(units, np.arange(3), 0.0, silent)
        found = dict(zip(zip(shared.first.tolist(), shared.second.tolist()), shared.length.tolist()))
        assert found == pytest.approx({(0, 1): 1000, (0, 2): 500, (1, 2): 500})
        assert asked == 2

    def test_degrees_become_metres(self):
        layer = layer_of(
            "POLYGON((113 30,114 30,114 31,113 31,113 30))",
            "POLYGON((114 30,115 30,115 31,114 31,114 30))",
            "POLYGON((113 29,114 29,114 30,113 30,113 29))",
            crs="EPSG:4490",
        )
        shared, _ = sharedborders.measured(read(layer), np.arange(3), 0.0, silent)
        found = dict(zip(zip(shared.first.tolist(), shared.second.tolist()), shared.length.tolist()))
        assert found[0, 1] == pytest.approx(111_195, rel=1e-4)
        assert found[0, 2] == pytest.approx(111_195 * np.cos(np.radians(30)), rel=1e-3)

    def test_feet_become_metres(self):
        units = read(lattice(HOT5, crs=FEET))
        shared, _ = sharedborders.measured(units, np.arange(25), 0.0, silent)
        assert len(shared.length) == 40
        assert shared.length == pytest.approx(np.full(40, 1000.0))
