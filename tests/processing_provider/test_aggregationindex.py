"""The algorithm ``aggregationindex``: declares, refuses, runs on rasters and polygons, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import make_layer, make_raster, rows_of
from qgis.core import QgsApplication, QgsProcessingException
from spatial_layers import FEET, METRES, lattice, shuffled, square

from carbon_pollution_zoning.processing_provider import checks

BORDERS = pytest.mark.needs("scipy")
ID = "cpzoning:aggregationindex"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
VALUES = json.loads(FIXTURE.read_text(encoding="utf-8"))["aggregation"]
FIVE = np.array(json.loads(VALUES["five_classes5"]["grid"]))


def run(feedback=None, **changes):
    return processing.run(ID, {"OUTPUT": "memory:", **changes}, feedback=feedback)


def table(result):
    return {row["class_value"]: row for row in rows_of(result["OUTPUT"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    assert {item.name() for item in algorithm.outputDefinitions()} == {"OUTPUT", "LANDSCAPE_AI", "BORDER_AI"}


@pytest.mark.parametrize("kind", ["u1", "i4", "f4"])
def test_the_worked_grid_in_any_type_of_number(provider, workplace, feedback, kind):
    path = make_raster(workplace / "类别 栅格.tif", FIVE.astype(kind))
    result = run(feedback, RASTER=path)
    rows = table(result)
    for name, (cells, like, most, index) in VALUES["five_classes5"]["cls"].items():
        row = rows[name]
        assert (row["cells"], row["like_adjacencies"], row["most_adjacencies"]) == (cells, like, most)
        assert row["aggregation_index"] == (None if index is None else pytest.approx(index, abs=1e-6))
    assert rows["*"]["cells"] == 25 and rows["*"]["share"] == 1
    assert result["LANDSCAPE_AI"] == pytest.approx(VALUES["five_classes5"]["landscape"], abs=1e-6)
    assert result["BORDER_AI"] is None
    assert any("single cell" in text for text in feedback.warnings)


def test_windows_have_no_seams(provider, workplace, monkeypatch):
    cells = np.random.default_rng(2).integers(1, 4, (300, 700)).astype("u1")
    path = make_raster(workplace / "big.tif", cells, options=["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"])
    whole = table(run(RASTER=path))
    monkeypatch.setattr("carbon_pollution_zoning.toolbelt.rasters.windows.__defaults__", (4096,))
    assert table(run(RASTER=path)) == whole
    assert whole["1"]["like_adjacencies"] == sum(
        ((a == 1) & (b == 1)).sum() for a, b in ((cells[1:], cells[:-1]), (cells[:, 1:], cells[:, :-1]))
    )


def test_nodata_of_the_file_and_of_the_user(provider, workplace, feedback):
    cells = np.array([[1, 1, 0], [9, 1, 0]], dtype="u1")
    path = make_raster(workplace / "nodata.tif", cells, nodata=9)
    assert set(table(run(RASTER=path))) == {"0", "1", "*"}
    rows = table(run(feedback, RASTER=path, NODATA=0))
    assert set(rows) == {"1", "*"}
    assert any("3 cells are no class" in text for text in feedback.infos)


def test_not_a_number_is_no_class(provider, workplace):
    path = make_raster(workplace / "nan.tif", np.array([[1, np.nan], [1, 2]], dtype="f4"))
    assert set(table(run(RASTER=path))) == {"1", "2", "*"}


def test_a_raster_of_quantities_is_refused(provider, workplace):
    path = make_raster(workplace / "density.tif", np.array([[0.5, 1.0]], dtype="f4"))
    with pytest.raises(QgsProcessingException, match=r"density.*0\.5"):
        run(RASTER=path)


def test_a_raster_without_any_class_is_refused(provider, workplace):
    path = make_raster(workplace / "empty.tif", np.zeros((3, 3), "u1"), nodata=0)
    with pytest.raises(QgsProcessingException, match="empty"):
        run(RASTER=path)


def test_a_band_that_is_not_there_is_refused(provider, workplace):
    path = make_raster(workplace / "one.tif", np.ones((2, 2), "u1"))
    with pytest.raises(QgsProcessingException, match="band 3"):
        run(RASTER=path, BAND=3)


CHECKER = [(place // 4 + place % 4) % 2 for place in range(16)]
HALVES = [int(place % 4 >= 2) for place in range(16)]


@BORDERS
@pytest.mark.parametrize("crs", [METRES, FEET])
def test_borders_of_polygons(provider, crs):
    whole = run(INPUT=lattice(HALVES, crs=crs), CLASS="x")
    rows = table(whole)
    # each half: 10 borders of 1 km within, 4 to the other half
    assert rows["0"]["like_border_m"] == pytest.approx(10_000, rel=1e-6)
    assert rows["0"]["inner_border_m"] == pytest.approx(14_000, rel=1e-6)
    assert rows["0"]["border_aggregation"] == pytest.approx(10 / 14)
    assert whole["BORDER_AI"] == pytest.approx(20 / 24)
    assert rows["1"]["class_moran_i"] > 0.4
    assert run(INPUT=lattice(CHECKER, crs=crs), CLASS="x")["BORDER_AI"] == pytest.approx(0, abs=1e-9)


@BORDERS
def test_order_of_polygons_does_not_matter(provider):
    straight = table(run(INPUT=lattice(HALVES), CLASS="x"))
    mixed = table(run(INPUT=lattice(HALVES, order=shuffled(16)), CLASS="x"))
    for name, row in straight.items():
        assert mixed[name] == pytest.approx(row)


@BORDERS
def test_t_junctions_are_measured_and_told(provider, feedback):
    rows = [
        (square(0, 0), ("a",)),
        (square(1, 0), ("a",)),
        ("POLYGON((500000 3299000,502000 3299000,502000 3298000,500000 3298000,500000 3299000))", ("b",)),
    ]
    layer = make_layer("Polygon", METRES, "field=cp_class:string", rows, "砖")
    result = run(feedback, INPUT=layer)
    assert result["BORDER_AI"] == pytest.approx(1 / 3)
    assert any("2 pairs" in text for text in feedback.warnings)


@BORDERS
def test_polygons_without_class_or_geometry_take_no_part(provider, feedback):
    rows = [(square(0, 0), ("S",)), (square(1, 0), ("S",)), (square(2, 0), (None,)), ("", ("S",))]
    layer = make_layer("Polygon", METRES, "field=cp_class:string", rows, "缺")
    rows = table(run(feedback, INPUT=layer))
    assert rows["*"]["units_used"] == 2
    assert any("2 polygons have no class" in text for text in feedback.warnings)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, ["RASTER", "INPUT"]),
        ({"INPUT": "polygons", "CLASS": "klass"}, ["klass"]),
        ({"INPUT": "table"}, ["没有面", "no polygons"]),
    ],
)
def test_refuses_in_a_sentence(provider, given, words):
    layers = {
        "polygons": lattice(HALVES),
        "table": make_layer("None", "", "field=cp_class:string", [("", ("S",))], "没有面"),
    }
    options = {key: layers.get(value, value) for key, value in given.items()}
    with pytest.raises(QgsProcessingException) as refusal:
        run(**options)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_raster_and_polygons_at_once_are_refused(provider, workplace):
    path = make_raster(workplace / "r.tif", np.ones((2, 2), "u1"))
    with pytest.raises(QgsProcessingException, match="either"):
        run(RASTER=path, INPUT=lattice(HALVES), CLASS="x")


def test_without_scipy_rasters_work_and_polygons_say_what_they_need(provider, workplace, monkeypatch):
    path = make_raster(workplace / "r.tif", FIVE.astype("u1"))
    monkeypatch.setattr(checks, "missing_packages", list)
    assert run(RASTER=path)["LANDSCAPE_AI"] == pytest.approx(VALUES["five_classes5"]["landscape"], abs=1e-6)
    with pytest.raises(QgsProcessingException, match="scipy"):
        run(INPUT=lattice(HALVES), CLASS="x")


@BORDERS
def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    path = make_raster(workplace / "r.tif", FIVE.astype("u1"))
    feedback.cancel()
    run(feedback, RASTER=path, OUTPUT=str(workplace / "never.csv"))
    run(feedback, INPUT=lattice(HALVES), CLASS="x", OUTPUT=str(workplace / "never.csv"))
    assert not (workplace / "never.csv").exists()
