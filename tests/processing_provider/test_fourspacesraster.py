"""The algorithm ``fourspacesraster``: declares, refuses, runs, cancels."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsApplication, QgsCoordinateTransform, QgsGeometry, QgsProcessingException, QgsProject

ID = "cpzoning:fourspacesraster"
CRS = "EPSG:4547"
HECTARE = {"cell": (100.0, -100.0), "nodata": 0}
# CLCD: cropland, forest, impervious, water, cropland, cropland, forest, no data
LAND = np.array([[1, 2, 8, 5, 1, 1, 2, 0]], dtype=np.uint8)


def box(first, last):
    """WKT of a rectangle over the columns *first* to *last* of the raster."""
    west, east, south, north = 500000 + 100 * first, 500100 + 100 * last, 3299900, 3300000
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def lines(*boxes, fields="field=name:string", attributes=None, name="线", crs=CRS):
    rows = zip(boxes, attributes or [("",)] * len(boxes))
    return make_layer("Polygon", crs, fields, rows, name)


@pytest.fixture
def land(provider, workplace):
    return make_raster(workplace / "地类 clcd.tif", LAND, **HECTARE)


def run(land, feedback=None, **changes):
    asked = {"SPACES": land, "SCHEME": "clcd", "OUTPUT": "TEMPORARY_OUTPUT", **changes}
    return processing.run(ID, asked, feedback=feedback)


def read(path):
    return gdal.Open(path).ReadAsArray()


def refusal(land, **changes):
    with pytest.raises(QgsProcessingException) as caught:
        run(land, **changes)
    return str(caught.value)


def files_in(folder) -> list[str]:
    """Names of all files but the statistics that QGIS lays beside a raster when it opens it."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith(".aux.xml"))


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {item.name() for item in algorithm.outputDefinitions()}
    assert made == {"OUTPUT", "CONFLICTS", "AREAS", "NO_DATA_HA", "CONFLICT_HA"}


def test_land_cover_alone(land):
    result = run(land)
    assert read(result["OUTPUT"]).tolist() == [[1, 2, 3, 2, 1, 1, 2, 0]]
    assert result["NO_DATA_HA"] == pytest.approx(1.0)
    assert result["CONFLICT_HA"] == 0


def test_lines_decide_before_land_cover(land, feedback):
    core = lines(box(4, 5), box(5, 5), fields="field=core:string", attributes=[("否",), ("是",)], name="红线")
    asked = {
        "RED_LINE": core,
        "FARMLAND": lines(box(0, 1), box(5, 5)),
        "URBAN_BOUNDARY": lines(
            box(1, 2), box(7, 7), fields="field=GHFQDM:string", attributes=[("01",), ("03",)]
        ),
        "SEA": lines(box(3, 3)),
    }
    result = run(land, feedback, CONFLICTS="TEMPORARY_OUTPUT", AREAS="memory:", **asked)
    assert read(result["OUTPUT"]).tolist() == [[1, 1, 3, 4, 2, 2, 2, 3]]
    # C4 where farmland meets the urban boundary; C1 where it meets the core of the red line
    assert read(result["CONFLICTS"]).tolist() == [[0, 4, 0, 0, 0, 1, 0, 0]]
    assert result["CONFLICT_HA"] == pytest.approx(2.0)
    rows = {(row["space"], row["space_rule"]): row["area_ha"] for row in rows_of(result["AREAS"])}
    assert rows[("E", "red_line_core")] == pytest.approx(1)
    assert rows[("U", "special_use")] == pytest.approx(1)
    assert sum(rows.values()) == pytest.approx(8)
    assert "C1" in feedback.text and "C4" in feedback.text
    turned = run(land, SPECIAL_USE="E", **asked)
    assert read(turned["OUTPUT"]).tolist() == [[1, 1, 3, 4, 2, 2, 2, 2]]


def test_lines_in_another_crs_are_brought_along(land):
    from qgis.core import QgsCoordinateReferenceSystem

    way = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem("EPSG:4490"), QgsProject.instance()
    )
    shape = QgsGeometry.fromWkt(box(0, 2))
    shape.transform(way)
    found = run(land, RED_LINE=lines(shape.asWkt(), crs="EPSG:4490"))
    assert read(found["OUTPUT"]).tolist() == [[2, 2, 2, 2, 1, 1, 2, 0]]


def test_planning_zones_count_beneath_the_lines(land):
    zones = lines(box(0, 1), fields="field=GHFQMC:string", attributes=[("城镇发展区",)], name="规划分区")
    found = run(land, PLANNING_ZONES=zones, FARMLAND=lines(box(0, 0)))
    assert read(found["OUTPUT"]).tolist() == [[1, 3, 3, 2, 1, 1, 2, 0]]


def test_unknown_classes_are_listed_with_cells_and_area(land, workplace):
    path = make_raster(workplace / "怪.tif", np.array([[1, 99, 99]], dtype=np.uint8), **HECTARE)
    text = refusal(path)
    assert "99 (2×, 2 ha)" in text and "怪" in text
    assert read(run(path, UNKNOWN="nd")["OUTPUT"]).tolist() == [[1, 0, 0]]


def test_many_windows_are_one_map(provider, workplace):
    rng = np.random.default_rng(4)
    values = rng.choice(np.array([1, 2, 5, 8], dtype=np.uint8), (700, 650))
    more = {**HECTARE, "options": ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]}
    path = make_raster(workplace / "big.tif", values, **more)
    x, y = 500000 + 100 * 650, 3300000 - 100 * 700
    half = f"POLYGON((500000 3300000,{x} 3300000,{x} {y},500000 3300000))"
    found = read(run(path, RED_LINE=lines(half))["OUTPUT"])
    table = np.zeros(256, dtype=np.uint8)
    table[[1, 2, 5, 8]] = [1, 2, 2, 3]
    rows, columns = np.indices(values.shape)
    inside = (columns + 0.5) / 650 > (rows + 0.5) / 700
    assert (found == np.where(inside, 2, table[values])).mean() > 0.9995


def test_refuses_a_raster_without_crs_and_an_empty_line_layer(land, workplace):
    path = make_raster(workplace / "无坐标.tif", LAND, crs="", **HECTARE)
    assert "无坐标" in refusal(path)
    assert "红线空" in refusal(land, RED_LINE=lines(name="红线空"))


@pytest.mark.parametrize("at", [0, 50])
def test_cancel_leaves_nothing_behind(land, workplace, at):
    before = files_in(workplace)
    asked = {"SPACES": land, "SCHEME": "clcd", "OUTPUT": str(workplace / "never.tif")}
    processing.run(ID, asked, feedback=RecordingFeedback(cancel_at=at))
    assert files_in(workplace) == before
