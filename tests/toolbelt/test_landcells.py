"""Classes of rasters counted and measured, by hand and against plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest
from helpers import make_raster
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsProcessingContext,
    QgsRectangle,
)

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.toolbelt import cellareas, landcells
from carbon_pollution_zoning.toolbelt.rasters import Source, describe
from carbon_pollution_zoning.toolbelt.rasterwriter import Writer
from carbon_pollution_zoning.toolbelt.rasterzones import Zones


@pytest.fixture(autouse=True)
def _qgis(qgis_app):
    """QGIS's own PROJ."""


def counted(path, codes, nodata=None, zones=None, **more):
    source = Source(str(path), "land")
    band = describe(source)
    area = cellareas.row_areas_ha(band.grid, "land")
    shapes = Zones(zones, band.grid) if zones is not None else None
    return landcells.tabulate(source, band, codes, nodata, area, lambda fraction: None, shapes, **more)


CELLS = np.array([[1, 1, 2, 0], [1, 7, 2, 2], [9, 7, 7, 0]])


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.int32, np.float32, np.float64])
def test_counts_by_hand_whatever_the_type(workplace, dtype):
    path = make_raster(workplace / "地 类.tif", CELLS.astype(dtype), cell=(100.0, -100.0))
    found = counted(path, [1, 2, 9], nodata=0)
    assert found.area_ha.tolist() == [[3, 3, 1]]  # one hectare each
    assert found.count.tolist() == [3, 3, 1, 3, 2]
    assert (found.unknown_ha[0], found.nodata_ha[0]) == (3, 2)
    assert found.unknown == {7.0: (3, 3.0)}


def test_zero_is_a_class_unless_it_is_nodata(workplace):
    path = make_raster(workplace / "a.tif", CELLS.astype(np.uint8), cell=(100.0, -100.0))
    found = counted(path, [0, 1, 2, 7, 9])
    assert found.count.tolist() == [2, 3, 3, 3, 1, 0, 0]
    assert found.unknown == {}


def test_negative_codes_and_values_outside_the_type(workplace):
    path = make_raster(workplace / "a.tif", np.array([[-5, -5, 300, 12]], dtype=np.int16))
    found = counted(path, [-5, 12, 70000], nodata=1e30)
    assert found.count.tolist() == [2, 1, 0, 1, 0]
    assert list(found.unknown) == [300.0]


def test_nan_and_a_number_can_both_be_nodata(workplace):
    cells = np.array([[1, math.nan, -9999, 1.5]], dtype=np.float32)
    found = counted(make_raster(workplace / "a.tif", cells), [1], nodata=-9999)
    assert found.count.tolist() == [1, 1, 2]
    assert list(found.unknown) == [1.5]


def test_zones_share_the_cells_out(workplace):
    path = make_raster(workplace / "a.tif", CELLS.astype(np.uint8), corner=(0.0, 300.0), cell=(100.0, -100.0))
    left = QgsGeometry.fromWkt("POLYGON((0 0, 199 0, 199 300, 0 300, 0 0))")
    right = QgsGeometry.fromWkt("POLYGON((201 0, 400 0, 400 199, 201 199, 201 0))")
    found = counted(path, [1, 2, 9], nodata=0, zones=[left, right])
    assert found.area_ha.tolist() == [[0, 1, 0], [3, 0, 1], [0, 2, 0]]
    assert found.unknown_ha.tolist() == [0, 2, 1]
    assert found.nodata_ha.tolist() == [1, 0, 1]


@pytest.mark.parametrize("dtype", [np.uint8, np.int32])
def test_large_random_rasters_agree_with_numpy(workplace, dtype):
    rng = np.random.default_rng(3)
    cells = rng.integers(0, 12, (700, 900)).astype(dtype)
    path = make_raster(workplace / "big.tif", cells, corner=(0.0, 700.0), cell=(1.0, -1.0))
    squares = [
        QgsGeometry.fromRect(QgsRectangle(x, y, x + 90, y + 70)) for x in range(0, 900, 90) for y in (0, 350)
    ]
    found = counted(path, list(range(1, 11)), nodata=0, zones=squares)
    for number, (x, y) in enumerate([(x, y) for x in range(0, 900, 90) for y in (0, 350)], start=1):
        inside = cells[700 - y - 70 : 700 - y, x : x + 90]
        expected = [(inside == code).sum() / 1e4 for code in range(1, 11)]
        assert found.area_ha[number] == pytest.approx(expected, rel=1e-9)
    whole = [(cells == code).sum() for code in range(1, 11)]
    assert found.count[:10].tolist() == whole
    assert found.area_ha.sum(axis=0) == pytest.approx(np.array(whole) / 1e4, rel=1e-9)


def test_a_value_is_written_for_every_class(workplace):
    path = make_raster(workplace / "a.tif", CELLS.astype(np.uint8))
    source = Source(path, "a")
    writer = Writer(workplace / "net.tif", describe(source).grid, np.float32, landcells.NODATA_OUT)
    counted(path, [1, 2, 9], nodata=0, output=writer, values=np.array([1.5, -2.0, 0.0]))
    writer.close()
    x = landcells.NODATA_OUT
    expected = [[1.5, 1.5, -2, x], [1.5, x, -2, -2], [0, x, x, x]]
    assert gdal.Open(str(workplace / "net.tif")).ReadAsArray().tolist() == expected


# --- areas of cells -----------------------------------------------------------------------------------


def test_cells_in_degrees_are_measured_by_latitude(workplace):
    cells = np.array([[1], [1], [2]], dtype=np.uint8)
    path = make_raster(workplace / "deg.tif", cells, "EPSG:4490", corner=(114.0, 60.0), cell=(0.5, -0.5))
    meter = QgsDistanceArea()
    meter.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateTransformContext())
    meter.setEllipsoid("EPSG:1024")

    def strip(top):
        """A cell whose parallels have many corners: QGIS draws geodesics between corners."""
        edge = np.linspace(114.0, 114.5, 200)
        ring = [(x, top) for x in edge] + [(x, top - 0.5) for x in edge[::-1]]
        text = ", ".join(f"{x:.12f} {y:.12f}" for x, y in [*ring, ring[0]])
        return meter.measureArea(QgsGeometry.fromWkt(f"POLYGON(({text}))")) / 1e4

    found = counted(path, [1, 2])
    expected = [strip(60.0) + strip(59.5), strip(59.0)]
    assert found.area_ha[0] == pytest.approx(expected, rel=1e-6)
    assert found.count.tolist() == [2, 1, 0, 0]


def test_a_globe_has_the_area_of_the_ellipsoid(workplace):
    cells = np.ones((180, 360), dtype=np.uint8)
    path = make_raster(workplace / "globe.tif", cells, "EPSG:4326", corner=(-180.0, 90.0), cell=(1.0, -1.0))
    assert counted(path, [1]).area_ha[0, 0] == pytest.approx(51_006_562_172, rel=1e-9)


@pytest.mark.parametrize(
    ("crs", "more", "word"),
    [
        ("", {}, "no CRS"),
        ("EPSG:4326", {"corner": (0.0, 91.0), "cell": (1.0, -1.0)}, "poles"),
        ("EPSG:4326", {"corner": (0.0, 60.0), "cell": (90.0, -1.0)}, "more than once"),
        ("EPSG:4326", {"transform": (0.0, 1.0, 0.1, 60.0, 0.1, -1.0)}, "rotated"),
    ],
)
def test_rasters_without_a_place_on_the_globe_are_refused(workplace, crs, more, word):
    path = make_raster(workplace / "x.tif", np.ones((5, 5), dtype=np.uint8), crs, **more)
    with pytest.raises(InputError, match=word):
        cellareas.row_areas_ha(describe(Source(path, "x")).grid, "x")


@pytest.mark.parametrize(
    ("crs", "corner", "told"), [("EPSG:4547", (500000.0, 3e6), 0), ("EPSG:3857", (1.27e7, 3e6), 1)]
)
def test_a_projection_that_lies_about_areas_is_told(workplace, crs, corner, told):
    path = make_raster(workplace / "x.tif", np.ones((50, 50), dtype=np.uint8), crs, corner=corner)
    grid = describe(Source(path, "x")).grid
    found = cellareas.plane_error(grid, "x", QgsProcessingContext())
    assert len(found) == told
    if told:
        assert float(found[0].data["share"]) == pytest.approx(25, abs=3)  # 1 / cos^2 of 26 degrees


def test_units_of_the_crs_do_not_matter(workplace):
    """A hectare is a hectare in feet too."""
    feet = "+proj=tmerc +lon_0=114 +units=us-ft +ellps=GRS80"
    path = make_raster(workplace / "x.tif", np.ones((2, 2), dtype=np.uint8), feet, cell=(1000.0, -1000.0))
    expected = (1000 * 1200 / 3937) ** 2 / 1e4
    assert cellareas.row_areas_ha(describe(Source(path, "x")).grid, "x") == pytest.approx([expected] * 2)
