"""The algorithm ``landcarbonbudget``: declares, refuses, runs on polygons and rasters, cancels."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:landcarbonbudget"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
R = 44 / 12
FOREST, CROP = -0.644, 0.422
CELLS = np.array([[1, 1, 2, 0], [1, 2, 2, 2], [8, 8, 2, 0]], dtype=np.uint8)  # CLCD; 1 ha each
CORNER = (500000.0, 3300300.0)


def square(x, y, width=100, height=100):
    x, y = CORNER[0] + x, CORNER[1] - y
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y - height},{x} {y - height},{x} {y}))"


@pytest.fixture
def land(provider):
    """Four parcels of a hectare: cropland, forest, forest, built-up land."""
    fields = "field=DLBM:string&field=ZLDWDM:string"
    rows = [
        (square(0, 0), ("0101", "3301010010000000000")),
        (square(100, 0), ("0301", "3301010020000000000")),
        (square(200, 0), ("0301", "3301020010000000000")),
        (square(300, 0), ("0701", "3301020010000000000")),
    ]
    return make_layer("Polygon", "EPSG:4547", fields, rows, "地类图斑")


@pytest.fixture
def raster(provider, workplace):
    return make_raster(workplace / "土地 覆被.tif", CELLS, corner=CORNER, cell=(100.0, -100.0), nodata=0)


@pytest.fixture
def towns(provider):
    rows = [
        (square(0, 0, 200, 300), ("01",)),
        (square(200, 0, 200, 200), ("02",)),
        (square(9000, 0), ("03",)),
    ]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


def run(feedback=None, **options):
    options = {"UNITS": "memory:", "SCHEME": "auto", **options}
    return processing.run(ID, options, feedback=feedback or RecordingFeedback())


def names_in(folder):
    """Files of a folder, without the statistics that QGIS lays beside every raster that it opens."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith(".aux.xml"))


def units_of(result):
    return {row["unit_code"]: row for row in rows_of(result["UNITS"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    assert algorithm.canExecute()[0]
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["COEFFICIENTS"].metadata()["codes"][0] == "CN_DIRECT_A"
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        "UNITS",
        "CLASSES_OUT",
        "CROSSED",
        "NET_RASTER",
        "SOURCE",
        "SINK",
        "NET",
    }


# --- polygons -----------------------------------------------------------------------------------------


def test_polygons_by_their_unit_field(land, feedback):
    result = run(feedback, INPUT=land, UNIT_FIELD="ZLDWDM", UNIT_DIGITS=6, CLASSES_OUT="memory:")
    one, two = (units_of(result)[code] for code in ("330101", "330102"))
    hectare = one["known_ha"] / 2  # plane hectares are a little more on the ellipsoid
    assert hectare == pytest.approx(1, rel=2e-3)
    assert one["source_tco2"] == pytest.approx(CROP * R * hectare, rel=1e-5)
    assert one["sink_tco2"] == pytest.approx(FOREST * R * hectare, rel=1e-5)
    assert one["net_tco2"] == pytest.approx(one["source_tco2"] + one["sink_tco2"], rel=1e-12)
    assert one["net_tco2_lo"] < one["net_tco2"] < one["net_tco2_hi"]
    assert (two["source_tco2"], two["flags"]) == (0, "")
    classes = {row["carbon_class"]: row for row in rows_of(result["CLASSES_OUT"])}
    assert set(classes) == {"cropland", "forest", "built_up"}
    assert (classes["forest"]["land_count"], classes["forest"]["coefficient"]) == (2, FOREST)
    assert (classes["built_up"]["net_tco2"], classes["built_up"]["coefficient"]) == (0, None)
    assert classes["forest"]["range_from"] == "CN_DIRECT_RANGE"
    total = sum(row["net_tco2"] for row in classes.values())
    assert total == pytest.approx(result["NET"], rel=1e-9)
    assert "no coefficient by area" in feedback.text


def test_polygons_are_cut_by_the_layer_of_the_units(land, feedback):
    cut = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=unit_code:string&field=net_tco2:double",
        [(square(-10, -10, 160, 200), ("01", 5)), (square(150, -10, 100, 200), ("02", 5))],
        "乡镇",
    )
    result = run(feedback, INPUT=land, UNITS_LAYER=cut)
    rows = rows_of(result["UNITS"])
    assert result["UNITS"].crs().authid() == "EPSG:4547"
    assert [row["unit_code"] for row in rows] == ["01", "02"]
    hectare = rows[0]["known_ha"] / 1.5
    assert rows[0]["sink_tco2"] == pytest.approx(0.5 * FOREST * R * hectare, rel=1e-5)
    assert rows[1]["sink_tco2"] == pytest.approx(1.0 * FOREST * R * hectare, rel=1e-4)
    assert "1.5" in feedback.text and "lie in no unit" in feedback.text
    assert rows[0]["net_tco2_in"] == 5 and rows[0]["net_tco2"] != 5  # nothing is lost


def test_all_land_is_one_unit_when_no_units_are_given(land, feedback):
    result = run(feedback, INPUT=land)
    assert list(units_of(result)) == ["all"]
    assert "No units were given" in feedback.text


def test_the_practice_county_comes_out_as_computed_a_second_way(provider):
    package = SAMPLE / "haiyue.gpkg"
    result = run(
        RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
        SCHEME="clcd",
        UNITS_LAYER=f"{package}|layername=zoning_unit",
    )
    units = units_of(result)
    with (SAMPLE / "expected" / "town_emissions_2024.csv").open(encoding="utf-8", newline="") as stream:
        for town in csv.DictReader(stream):
            found = units.pop(town["unit_code"])
            assert found["source_tco2"] == pytest.approx(float(town["land_source_tco2"]), abs=6e-4)
            assert found["sink_tco2"] == pytest.approx(float(town["land_sink_tco2"]), abs=6e-4)
    assert units == {}


# --- rasters ------------------------------------------------------------------------------------------


def test_rasters_by_hand(raster, towns, workplace, feedback):
    net = workplace / "净 碳.tif"
    result = run(
        feedback, RASTER=raster, SCHEME="clcd", UNITS_LAYER=towns, NET_RASTER=str(net), CLASSES_OUT="memory:"
    )
    units = units_of(result)
    # town 01: 3 cropland, 1 forest, 2 impervious; town 02: 3 forest, 1 without data; town 03: off the map
    assert (units["01"]["known_ha"], units["02"]["known_ha"]) == (6, 3)
    assert units["01"]["source_tco2"] == pytest.approx(3 * CROP * R, rel=1e-9)
    assert units["01"]["sink_tco2"] == pytest.approx(1 * FOREST * R, rel=1e-9)
    assert units["02"]["net_tco2"] == pytest.approx(3 * FOREST * R, rel=1e-9)
    assert (units["02"]["flags"], units["02"]["unknown_ha"]) == ("", 0)
    assert (units["03"]["net_tco2"], units["03"]["flags"]) == (None, "NO_K")
    assert "1 ha of land lie in no unit" in feedback.text
    assert "Cells without data: 2" in feedback.text
    classes = {
        row["carbon_class"]: (row["land_count"], row["area_ha"]) for row in rows_of(result["CLASSES_OUT"])
    }
    assert classes == {"cropland": (3, 3), "forest": (5, 4), "built_up": (2, 2)}
    crop, forest, none = np.float32(CROP * R), np.float32(FOREST * R), -9999
    expected = [[crop, crop, forest, none], [crop, forest, forest, forest], [0, 0, forest, none]]
    assert gdal.Open(str(net)).ReadAsArray() == pytest.approx(np.array(expected), rel=1e-6)
    layer = QgsRasterLayer(str(net), "net")
    layer.loadDefaultMetadata()
    record = provenance.read(layer)
    assert record["standards"]["nodata"] == 0
    assert record["tables"]["land_use"]["scheme"] == "CN_DIRECT_A"
    assert record["inputs"]["RASTER"]["sha256"] == provenance.file_checksum(Path(raster))


def test_lines_of_units_and_classes_add_up_to_both(raster, towns):
    result = run(RASTER=raster, SCHEME="clcd", UNITS_LAYER=towns, CROSSED="memory:")
    lines = rows_of(result["CROSSED"])
    assert [(row["unit_code"], row["carbon_class"], row["area_ha"]) for row in lines] == [
        ("01", "cropland", 3), ("01", "forest", 1), ("01", "built_up", 2), ("02", "forest", 3),
    ]  # fmt: skip
    units = units_of(result)
    for code in ("01", "02"):
        of_unit = [row for row in lines if row["unit_code"] == code]
        for name in ("source_tco2", "sink_tco2", "net_tco2"):
            assert sum(row[name] for row in of_unit) == pytest.approx(units[code][name], rel=1e-12)
    forest = lines[3]
    assert forest["net_tco2_hi"] == pytest.approx(3 * -0.578 * R, rel=1e-9)


def test_low_and_high_beside_the_net_of_every_cell(raster, workplace):
    net = workplace / "net.tif"
    run(RASTER=raster, SCHEME="clcd", NET_RASTER=str(net), NET_BANDS=True)
    value, low, high = gdal.Open(str(net)).ReadAsArray()[:, 0, 2]
    assert (value, low, high) == pytest.approx((FOREST * R, FOREST * R, -0.578 * R), rel=1e-6)
    assert (gdal.Open(str(net)).ReadAsArray()[:, 0, 3] == -9999).all()


def test_draws_give_the_interval_of_the_coefficient(raster):
    asked = {"INTERVALS": "montecarlo", "DRAWS": 20_000, "DISTRIBUTION": "normal"}
    one = units_of(run(RASTER=raster, SCHEME="clcd", **asked))["all"]
    again = units_of(run(RASTER=raster, SCHEME="clcd", **asked))["all"]
    exact = units_of(run(RASTER=raster, SCHEME="clcd"))["all"]
    assert one == again
    assert one["sink_tco2_sd"] == pytest.approx(exact["sink_tco2_sd"], rel=0.03)


def test_cells_without_data_may_be_unknown_land(raster, towns):
    units = units_of(run(RASTER=raster, SCHEME="clcd", UNITS_LAYER=towns, NODATA_MEANS="unknown"))
    assert (units["02"]["unknown_ha"], units["02"]["flags"]) == (1, "PART_K")
    assert units["01"]["flags"] == ""


def test_nodata_can_be_named(provider, workplace, towns):
    path = make_raster(workplace / "bare.tif", CELLS, corner=CORNER, cell=(100.0, -100.0))
    with pytest.raises(QgsProcessingException, match=r"0 \(2×, 2 ha\)"):
        run(RASTER=path, SCHEME="clcd", UNITS_LAYER=towns)
    units = units_of(run(RASTER=path, SCHEME="clcd", UNITS_LAYER=towns, NODATA=0))
    assert (units["02"]["known_ha"], units["02"]["flags"]) == (3, "")


def test_units_in_another_crs_are_transformed(raster, towns, feedback):
    moved = processing.run(
        "native:reprojectlayer",
        {"INPUT": towns, "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"},
        feedback=RecordingFeedback(),
    )["OUTPUT"]
    assert units_of(run(feedback, RASTER=raster, SCHEME="clcd", UNITS_LAYER=moved))["01"]["known_ha"] == 6
    assert "EPSG:4490" in feedback.text


def test_degrees_are_measured_on_the_ellipsoid(provider, workplace):
    path = make_raster(
        workplace / "deg.tif", np.full((1, 1), 2, np.uint8), "EPSG:4490", (114.0, 60.0), (0.5, -0.5)
    )
    row = units_of(run(RASTER=path, SCHEME="clcd"))["all"]
    # half a degree each way at 60 N is about 27.9 x 55.7 km
    assert row["known_ha"] == pytest.approx(156_200, rel=5e-3)


def test_values_that_the_legend_lacks_are_all_listed_with_cells_and_area(provider, workplace):
    cells = np.array([[1, 77, 77, 2], [99, 1, 1, 1]], dtype=np.uint8)
    path = make_raster(workplace / "a.tif", cells, corner=CORNER, cell=(100.0, -100.0))
    net = workplace / "net.tif"
    with pytest.raises(QgsProcessingException) as refusal:
        run(RASTER=path, SCHEME="clcd", NET_RASTER=str(net))
    assert "77 (2×, 2 ha), 99 (1×, 1 ha)" in str(refusal.value)
    assert names_in(workplace) == ["a.tif"]
    feedback = RecordingFeedback()
    row = units_of(run(feedback, RASTER=path, SCHEME="clcd", UNKNOWN="nd"))["all"]
    assert (row["known_ha"], row["unknown_ha"], row["flags"]) == (5, 3, "PART_K")
    assert "77 (2×, 2 ha)" in feedback.text


def test_large_blocks_and_strips_give_the_same(provider, workplace, towns):
    rng = np.random.default_rng(2)
    cells = rng.choice([1, 2, 4, 5, 8], (900, 700)).astype(np.uint8)
    results = []
    for number, options in enumerate((["BLOCKYSIZE=1"], ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"])):
        path = make_raster(
            workplace / f"{number}.tif", cells, corner=CORNER, cell=(1.0, -1.0), options=options
        )
        results.append(units_of(run(RASTER=path, SCHEME="clcd", UNITS_LAYER=towns))["01"])
    assert results[0] == results[1]
    assert results[0]["known_ha"] == pytest.approx(200 * 300 / 1e4, rel=1e-9)


# --- coefficients and energy --------------------------------------------------------------------------


def test_own_coefficients(land, workplace):
    path = workplace / "系 数.csv"
    path.write_text(
        "key,scheme,parameter,value,low,high,unit,source\nforest,OWN,c_coef,-2,-3,-1,tC ha-1 a-1,样地\n"
        "cropland,OWN,c_coef,1,,,tC ha-1 a-1,样地\n",
        encoding="utf-8-sig",
    )
    row = units_of(run(INPUT=land, TABLE=str(path)))["all"]
    assert row["sink_tco2"] == pytest.approx(-2 * 2 * R, rel=2e-3)
    assert row["sink_tco2_lo"] == pytest.approx(-3 * 2 * R, rel=2e-3)


def test_classes_without_a_coefficient_stop_the_run_or_count_as_unknown(land):
    with pytest.raises(QgsProcessingException, match=r"FANG2018 has no coefficient for Inland wetland"):
        run(INPUT=with_row(land, "1106"), COEFFICIENTS="FANG2018")
    row = units_of(run(INPUT=with_row(land, "1106"), COEFFICIENTS="FANG2018", UNCOVERED="leave_out"))["all"]
    assert row["flags"] == "PART_K" and row["unknown_ha"] == pytest.approx(1, rel=2e-3)


def with_row(layer, code):
    """A copy of the parcels with one more."""
    copy = layer.clone()
    made = make_layer(
        "Polygon", "EPSG:4547", "field=DLBM:string&field=ZLDWDM:string", [(square(400, 0), (code, ""))], "x"
    )
    rows = [*[(f.geometry().asWkt(), f.attributes()) for f in copy.getFeatures()]]
    rows += [(f.geometry().asWkt(), f.attributes()) for f in made.getFeatures()]
    return make_layer("Polygon", "EPSG:4547", "field=DLBM:string&field=ZLDWDM:string", rows, "地类图斑")


def test_e05_through_the_door(provider):
    """The worked example of the manual: areas as a map of strips, energy as a table."""
    case = next(
        c
        for c in json.loads(
            (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8")
        )
        if c["id"] == "E05"
    )
    codes = {"cropland": "0101", "forest": "0301", "grassland": "0401", "water": "1101", "unused": "1206"}
    rows = [
        (square(0, 100 * n, 100, 100), (codes[name], "x")) for n, name in enumerate(case["inputs"]["area_ha"])
    ]
    land = make_layer("Polygon", "EPSG:4547", "field=DLBM:string&field=unit:string", rows, "地类")
    energy = [("", ("x", name, tce, "tce")) for name, tce in case["inputs"]["energy_tce"].items()]
    fields = "field=unit_code:string&field=activity:string&field=amount:double&field=unit:string"
    table = make_layer("None", "", fields, energy, "能源")
    result = run(INPUT=land, UNIT_FIELD="unit", ENERGY=table, CLASSES_OUT="memory:")
    row = units_of(result)["x"]
    assert row["energy_tco2"] / R == pytest.approx(case["expected"]["E_built_up"], rel=1e-9)
    for found in rows_of(result["CLASSES_OUT"]):
        name = found["carbon_class"]
        per_hectare = found["net_tco2"] / R / found["area_ha"]
        assert per_hectare * case["inputs"]["area_ha"][name] == pytest.approx(
            case["expected"][f"E_{name}"], rel=1e-9
        )


def test_units_without_energy_are_not_zero(land):
    fields = "field=unit_code:string&field=activity:string&field=amount:double&field=unit:string"
    table = make_layer("None", "", fields, [("", ("330101", "raw_coal", 10.0, "t"))], "能源")
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=land, UNIT_FIELD="ZLDWDM", UNIT_DIGITS=6, ENERGY=table)
    rows = units_of(result)
    assert result["SINK"] == rows["330101"]["sink_tco2"]  # the other unit has no net
    assert result["SOURCE"] + result["SINK"] == pytest.approx(result["NET"], rel=1e-12)
    assert "1 of 2 units have a balance" in feedback.text
    assert rows["330101"]["energy_tco2"] == pytest.approx(7.143 * 0.7559 * R, rel=1e-9)
    assert (rows["330102"]["source_tco2"], rows["330102"]["flags"]) == (None, "NO_E")
    assert "330102" in feedback.text


# --- refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ["INPUT", "RASTER"]),
        ({"INPUT": "land", "RASTER": "raster"}, ["INPUT", "RASTER"]),
        ({"INPUT": "land", "NET_RASTER": "TEMPORARY_OUTPUT"}, ["net raster", "polygons"]),
        ({"INPUT": "land", "CODE": "DLMB"}, ["地类图斑", "DLMB", "DLBM"]),
        ({"INPUT": "land", "COEFFICIENTS": "GUANGDONG_2018", "REGION": "1"}, ["GUANGDONG_2018", "440100"]),
        ({"INPUT": "land", "SCHEME": "clcd"}, ["clcd", "0101", "ha"]),
        ({"RASTER": "raster", "SCHEME": "third_survey"}, ["third_survey", "no raster values"]),
        ({"RASTER": "raster", "BAND": 2}, ["1 bands, not a band 2"]),
        ({"RASTER": "raster", "UNITS_LAYER": "towns", "UNITS_CODE": ""}, ["unit code"]),
        ({"INPUT": "land", "ENERGY": "towns"}, ["ENERGY_CARRIER", "ENERGY_AMOUNT", "ENERGY_UNIT"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(land, raster, towns, options, words):
    given = {"land": land, "raster": raster, "towns": towns}
    options = {
        key: given.get(value, value) if isinstance(value, str) else value for key, value in options.items()
    }
    with pytest.raises(QgsProcessingException) as refusal:
        run(**options)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_unknown_codes_are_all_listed_with_counts_and_area(land):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=with_row(land, "9999"), SCHEME="third_survey")
    assert "9999 (1×, 0.99" in str(refusal.value) or "9999 (1×, 1" in str(refusal.value), str(refusal.value)
    row = units_of(run(INPUT=with_row(land, "9999"), SCHEME="third_survey", UNKNOWN="nd"))["all"]
    assert row["flags"] == "PART_K"


def test_rasters_without_crs_scaled_or_damaged_are_refused(provider, workplace):
    bare = make_raster(workplace / "bare.tif", CELLS, crs="")
    with pytest.raises(QgsProcessingException, match="no CRS"):
        run(RASTER=bare, SCHEME="clcd")
    scaled = make_raster(workplace / "scaled.tif", CELLS)
    dataset = gdal.Open(scaled, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(0.5)
    del dataset
    with pytest.raises(QgsProcessingException, match=r"scale of 0\.5"):
        run(RASTER=scaled, SCHEME="clcd")
    broken = workplace / "broken.tif"
    rng = np.random.default_rng(1)
    make_raster(broken, rng.integers(1, 9, (500, 500), dtype=np.uint8), options=["COMPRESS=DEFLATE"])
    broken.write_bytes(broken.read_bytes()[: broken.stat().st_size // 2])
    before = names_in(workplace)
    with pytest.raises(QgsProcessingException, match="broken"):
        run(
            RASTER=str(broken),
            SCHEME="clcd",
            UNITS=str(workplace / "u.gpkg"),
            NET_RASTER=str(workplace / "n.tif"),
        )
    assert names_in(workplace) == before


def test_units_with_double_or_missing_codes_are_refused(raster, provider):
    rows = [(square(0, 0), ("01",)), (square(100, 0), ("01",)), (square(200, 0), (None,))]
    layer = make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")
    with pytest.raises(QgsProcessingException) as refusal:
        run(RASTER=raster, SCHEME="clcd", UNITS_LAYER=layer)
    assert "more than once: 01" in str(refusal.value) and "no code" in str(refusal.value)


def test_invalid_polygons_are_repaired_or_refused(provider, feedback):
    bow_tie = "POLYGON((500000 3300000,500100 3300100,500100 3300000,500000 3300100,500000 3300000))"
    layer = make_layer("Polygon", "EPSG:4547", "field=DLBM:string", [(bow_tie, ("0301",))], "图斑")
    row = units_of(run(feedback, INPUT=layer, SCHEME="third_survey"))["all"]
    assert row["known_ha"] == pytest.approx(0.5, rel=2e-3)
    assert "repaired" in feedback.text
    with pytest.raises(QgsProcessingException, match="invalid"):
        run(INPUT=layer, SCHEME="third_survey", INVALID="refuse")


def test_overlaps_are_told(provider, feedback):
    rows = [(square(0, 0), ("0301",)), (square(50, 0), ("0301",))]
    layer = make_layer("Polygon", "EPSG:4547", "field=DLBM:string", rows, "图斑")
    run(feedback, INPUT=layer, SCHEME="third_survey")
    assert "overlap: 1 pairs" in feedback.text


def test_polygons_without_crs_are_refused(provider):
    layer = make_layer("Polygon", "", "field=DLBM:string", [(square(0, 0), ("0301",))], "图斑")
    with pytest.raises(QgsProcessingException, match="图斑 has no coordinate reference system"):
        run(INPUT=layer)


@pytest.mark.parametrize("at", [0, 1, 50, 80])
def test_cancel_leaves_nothing_behind(provider, workplace, towns, at):
    rng = np.random.default_rng(1)
    path = make_raster(workplace / "a.tif", rng.choice([1, 2], (1500, 1500)).astype(np.uint8), corner=CORNER)
    (workplace / "net.tif").write_bytes(b"old")
    run(
        RecordingFeedback(cancel_at=at),
        RASTER=path,
        SCHEME="clcd",
        UNITS_LAYER=towns,
        UNITS=str(workplace / "u.gpkg"),
        NET_RASTER=str(workplace / "net.tif"),
    )
    assert names_in(workplace) == ["a.tif", "net.tif"]
    assert (workplace / "net.tif").read_bytes() == b"old"


def test_a_headless_run_leaves_styled_files(raster, towns, workplace):
    path = workplace / "土地 收支.gpkg"
    run(RASTER=raster, SCHEME="clcd", UNITS_LAYER=towns, UNITS=str(path), NET_RASTER=str(workplace / "n.tif"))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    assert layer.renderer().type() != "singleSymbol"
    assert provenance.read(layer)["standards"]["land_use_scheme"] == "clcd"
    names = {item.name for item in workplace.iterdir()}
    assert {"n.tif", "n.qml", "n.qmd"} <= names
