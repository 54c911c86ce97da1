"""The algorithm ``gridemissions``: declares, refuses, runs, cancels; every unit keeps its total."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer

from carbon_pollution_zoning.toolbelt import proxygrid

ID = "cpzoning:gridemissions"
LEFT, TOP, CELL = 500_000.0, 3_300_000.0, 100.0
UNIT_FIELDS = "field=unit_code:string&field=source_tco2:double"
POINT_FIELDS = "field=name:string&field=t:double&field=of:string"


def write(path, values, crs=4547, cell=CELL, origin=(LEFT, TOP), nodata=None):
    values = np.asarray(values)
    kind = gdal.GDT_Byte if values.dtype == np.uint8 else gdal.GDT_Float64
    made = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, kind)
    made.SetGeoTransform((origin[0], cell, 0, origin[1], 0, -cell))
    if crs:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(crs)
        made.SetProjection(reference.ExportToWkt())
    made.GetRasterBand(1).WriteArray(values)
    if nodata is not None:
        made.GetRasterBand(1).SetNoDataValue(nodata)
    made = None
    return str(path)


def read(path) -> np.ndarray:
    return gdal.Open(path).ReadAsArray()


def box(column, row, width, height, cell=CELL, origin=(LEFT, TOP)):
    x, y = origin[0] + column * cell, origin[1] - row * cell
    right, low = x + width * cell, y - height * cell
    return f"POLYGON(({x} {y},{right} {y},{right} {low},{x} {low},{x} {y}))"


def spot(column, row):
    return f"POINT({LEFT + (column + 0.5) * CELL} {TOP - (row + 0.5) * CELL})"


@pytest.fixture
def towns(provider):
    shapes = [box(0, 0, 4, 6), box(4, 0, 4, 6)]
    return make_layer("Polygon", "EPSG:4547", UNIT_FIELDS, zip(shapes, [("A", 1000.0), ("B", 500.0)]), "乡镇")


@pytest.fixture
def population(workplace):
    people = np.arange(48.0).reshape(6, 8)
    return write(workplace / "人口 population.tif", people)


def run(towns, feedback=None, **options):
    options = {"OUTPUT": "TEMPORARY_OUTPUT", **options}
    return processing.run(ID, {"INPUT": towns, **options}, feedback=feedback)


def refusal(towns, **options) -> str:
    with pytest.raises(QgsProcessingException) as caught:
        run(towns, **options)
    return str(caught.value)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert (defaults["TOTAL_FIELD"], defaults["UNIT_CODE"]) == ("source_tco2", "unit_code")
    assert {name: defaults[name] for name in ("UNKNOWN_CLASSES", "ALIGN", "POINTS_ARE", "QUANTITY")} == {
        "UNKNOWN_CLASSES": 0,
        "ALIGN": 0,
        "POINTS_ARE": 0,
        "QUANTITY": 0,
    }
    assert {item.name() for item in algorithm.outputDefinitions()} == {"OUTPUT", "UNITS", "TOTAL"}


def test_one_proxy_by_hand(towns, population):
    result = run(towns, AMOUNTS=[population], UNITS="memory:")
    values, people = read(result["OUTPUT"]), read(population)
    expected = np.hstack(
        [1000 * people[:, :4] / people[:, :4].sum(), 500 * people[:, 4:] / people[:, 4:].sum()]
    )
    assert values == pytest.approx(expected, rel=1e-12)
    assert values.dtype == np.float64
    assert result["TOTAL"] == pytest.approx(1500, rel=1e-12)
    rows = rows_of(result["UNITS"])
    assert [(row["unit_code"], row["grid_cells"], row["grid_method"]) for row in rows] == [
        ("A", 24, "proxy"),
        ("B", 24, "proxy"),
    ]
    assert [row["grid_t"] for row in rows] == pytest.approx([1000, 500], rel=1e-12)


def test_densities_per_hectare(towns, population):
    values = read(run(towns, AMOUNTS=[population], QUANTITY="density")["OUTPUT"])
    amounts = read(run(towns, AMOUNTS=[population])["OUTPUT"])
    assert values == pytest.approx(amounts, rel=1e-12)  # cells of one hectare


def test_land_use_with_weights_of_classes(towns, workplace, feedback):
    land = np.full((6, 8), 1, dtype=np.uint8)
    land[0, :] = 8
    land[1, 0] = 5
    path = write(workplace / "土地.tif", land)
    text = refusal(towns, LAND=path, CLASS_WEIGHTS=["8", "1", "1", "0"])
    assert "1 classes of the land use have no weight" in text and "5 (1×, 1 ha)" in text
    options = {"LAND": path, "CLASS_WEIGHTS": ["8", "3", "1", "1"], "UNKNOWN_CLASSES": "zero"}
    values = read(run(towns, feedback, **options)["OUTPUT"])
    assert values[0, 0] == pytest.approx(1000 * 3 / (4 * 3 + 19)) and values[1, 0] == 0
    assert values[5, 7] == pytest.approx(500 / (4 * 3 + 20))
    assert "5 (1×, 1 ha)" in feedback.text


def test_points_lie_where_they_are_and_the_rest_is_spread(towns, population, feedback):
    points = make_layer(
        "Point",
        "EPSG:4547",
        POINT_FIELDS,
        [
            (spot(1, 2), ("works", 400.0, "A")),
            (spot(1, 2), ("mill", 100.0, "A")),
            (spot(6, 6 - 1), ("kiln", None, "B")),
        ],
        "企业",
    )
    options = {"AMOUNTS": [population], "POINTS": points, "POINT_AMOUNT": "t"}
    result = run(towns, feedback, **options, UNITS="memory:")
    values, people = read(result["OUTPUT"]), read(population)
    rest = 500 * people[:, :4] / people[:, :4].sum()
    assert values[2, 1] == pytest.approx(500 + rest[2, 1])
    assert values[:, :4].sum() == pytest.approx(1000, rel=1e-9)
    assert values[:, 4:].sum() == pytest.approx(500, rel=1e-9)
    first = rows_of(result["UNITS"])[0]
    assert (first["point_t"], first["spread_t"], first["grid_t"]) == pytest.approx((500, 500, 1000))
    assert "1 point sources have no amount" in feedback.text
    more = read(run(towns, **options, POINTS_ARE="more")["OUTPUT"])
    assert more[:, :4].sum() == pytest.approx(1500, rel=1e-9)
    named = read(run(towns, **options, POINT_UNIT="of", UNIT_CODE="unit_code")["OUTPUT"])
    assert named == pytest.approx(values)


def test_points_that_contradict_are_refused(towns, population):
    points = make_layer(
        "Point",
        "EPSG:4547",
        POINT_FIELDS,
        [(spot(6, 2), ("works", 900.0, "B")), (spot(1, 1), ("nobody", 1.0, "Z"))],
        "企业",
    )
    options = {"AMOUNTS": [population], "POINTS": points, "POINT_AMOUNT": "t"}
    assert "B (900 > 500)" in refusal(towns, **options)
    assert "1 point sources lie in no unit" in refusal(towns, **options, POINT_UNIT="of")
    far = make_layer("Point", "EPSG:4547", POINT_FIELDS, [(spot(600, 2), ("x", -1.0, "B"))], "企业")
    text = refusal(towns, **{**options, "POINTS": far})
    assert "beside the raster" in text and "negative or infinite" in text and "企业" in text


def test_zero_proxies_unknown_totals_and_tiny_units_are_told(provider, workplace, feedback):
    shapes = [box(0, 0, 4, 6), box(4, 0, 4, 6), box(6.6, 2.6, 0.2, 0.2), box(0, 0, 1, 1)]
    rows = [("A", 1000.0), ("B", None), ("C", 70.0), ("D", 2.0)]
    towns = make_layer("Polygon", "EPSG:4547", UNIT_FIELDS, zip(shapes, rows), "乡镇")
    zero = write(workplace / "zero.tif", np.zeros((6, 8)))
    result = run(towns, feedback, DENSITIES=[zero], UNITS="memory:")
    values = read(result["OUTPUT"])
    assert values[0, 0] == 2.0 and values[3, 1] == pytest.approx(1000 / 23)
    assert values[2, 6] == 70 and np.isnan(values[2, 5])
    assert [row["grid_method"] for row in rows_of(result["UNITS"])] == ["even", "unknown", "one_cell", "even"]
    assert [row["grid_t"] for row in rows_of(result["UNITS"])] == [pytest.approx(1000), None, 70, 2]
    for words in ("proxies are zero", "no centre of a cell", "NoData, not zero: B"):
        assert words in feedback.text


def test_units_beside_the_raster_are_refused(provider, population):
    towns = make_layer("Polygon", "EPSG:4547", UNIT_FIELDS, [(box(50, 0, 2, 2), ("far away", 1.0))], "乡镇")
    text = refusal(towns, AMOUNTS=[population])
    assert "far away" in text and "beside the raster" in text


def test_rasters_on_other_grids_are_aligned_and_told(towns, population, workplace, feedback):
    coarse = write(workplace / "night.tif", np.array([[1.0, 0.0], [2.0, 3.0]]), cell=400.0)
    options = {"DENSITIES": [coarse], "TEMPLATE": population}
    values = read(run(towns, feedback, **options)["OUTPUT"])
    assert values.shape == (6, 8)
    assert values[0, 0] == pytest.approx(1000 * 1 / (16 * 1 + 8 * 2))
    assert values[5, 7] == pytest.approx(500 / 8) and values[0, 7] == 0
    assert "night" in feedback.text and "near" in feedback.text
    assert "do not lie on one grid" in refusal(towns, **options, ALIGN="refuse")


def test_two_proxies_share_by_their_weights(towns, population, workplace):
    even = write(workplace / "even.tif", np.ones((6, 8)))
    values = read(run(towns, AMOUNTS=[population], DENSITIES=[even], WEIGHTS="1, 3")["OUTPUT"])
    people = read(population)[:, :4]
    assert values[:, :4] == pytest.approx(1000 * (0.25 * people / people.sum() + 0.75 / 24))


def test_cells_in_degrees_count_by_their_true_area(provider, workplace):
    origin, cell = (110.0, 60.0), 1.0
    even = write(workplace / "even.tif", np.ones((50, 4)), 4326, cell, origin)
    towns = make_layer(
        "Polygon", "EPSG:4326", UNIT_FIELDS, [(box(0, 0, 4, 50, cell, origin), ("A", 1e6))], "区"
    )
    values = read(run(towns, DENSITIES=[even])["OUTPUT"])
    assert values.sum() == pytest.approx(1e6, rel=1e-9)
    # a cell of one degree at 59.5 and at 10.5 degrees north
    assert values[0, 0] / values[49, 0] == pytest.approx(
        math.cos(math.radians(59.5)) / math.cos(math.radians(10.5)), rel=0.01
    )
    counted = read(run(towns, AMOUNTS=[even])["OUTPUT"])
    assert counted == pytest.approx(np.full((50, 4), 5000.0))


def test_blocks_do_not_change_the_result(towns, population, monkeypatch):
    whole = read(run(towns, AMOUNTS=[population])["OUTPUT"])
    monkeypatch.setattr(proxygrid, "CELLS", 1)
    monkeypatch.setattr(proxygrid, "windows", tiny_windows)
    assert read(run(towns, AMOUNTS=[population])["OUTPUT"]) == pytest.approx(whole, rel=1e-12)


def tiny_windows(grid, cells):
    from carbon_pollution_zoning.toolbelt.rasters import Window

    return [Window(x, y, min(3, grid.width - x), 2) for y in range(0, 6, 2) for x in range(0, grid.width, 3)]


def test_the_output_has_style_and_record(towns, population, workplace):
    from carbon_pollution_zoning.toolbelt import provenance

    path = str(workplace / "grid.tif")
    run(towns, AMOUNTS=[population], OUTPUT=path)
    layer = QgsRasterLayer(path, "grid")
    layer.loadDefaultMetadata()  # a raster layer does not by itself
    record = provenance.read(layer)
    assert record["algorithm"] == ID and record["standards"]["proxy_weights"]
    assert Path(path).with_suffix(".qml").exists()
    assert layer.renderer().type() == "singlebandpseudocolor"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"AMOUNTS": []}, ["at least one raster"]),
        ({"TOTAL_FIELD": "total"}, ["total", "source_tco2", "乡镇"]),
        ({"WEIGHTS": "1 2"}, ["1 2", "1 rasters"]),
        ({"WEIGHTS": "-1"}, ["-1"]),
        ({"CLASS_WEIGHTS": ["8", "1"]}, ["LAND"]),
        ({"OUTPUT": "grid.png"}, ["grid.png", "GeoTIFF"]),
        ({"TOTAL_FIELD": "unit_code"}, ["unit_code", "no numbers"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(towns, population, changes, words):
    text = refusal(towns, **{"AMOUNTS": [population], **changes})
    assert all(word in text for word in words), text


def test_refuses_weights_that_cannot_be(towns, workplace):
    land = write(workplace / "land.tif", np.ones((6, 8), dtype=np.uint8))
    for cells, word in (
        (["1", "-2"], "-2"),
        (["1.5", "1"], "1.5"),
        (["a", "1"], "a"),
        (["1", "0"], "above 0"),
    ):
        assert word in refusal(towns, LAND=land, CLASS_WEIGHTS=cells)


def test_refuses_proxies_that_are_negative(towns, workplace):
    bad = np.ones((6, 8))
    bad[2, 2], bad[3, 3] = -4, np.inf
    assert "2 cells" in refusal(towns, AMOUNTS=[write(workplace / "bad.tif", bad)])


def test_refuses_rasters_without_a_crs_and_double_codes(towns, population, workplace):
    lost = write(workplace / "lost.tif", np.ones((6, 8)), crs=None)
    assert "no CRS" in refusal(towns, AMOUNTS=[lost])
    shapes = [box(0, 0, 4, 6), box(4, 0, 4, 6)]
    double = make_layer("Polygon", "EPSG:4547", UNIT_FIELDS, zip(shapes, [("A", 1.0)] * 2), "乡镇")
    assert "more than once: A" in refusal(double, AMOUNTS=[population])


@pytest.mark.parametrize("percent", [0, 20, 60])
def test_cancel_leaves_nothing_behind(towns, population, workplace, percent):
    before = sorted(workplace.iterdir())
    run(towns, RecordingFeedback(percent), AMOUNTS=[population], OUTPUT=str(workplace / "never.tif"))
    assert sorted(path for path in workplace.iterdir() if path.suffix != ".xml") == before
