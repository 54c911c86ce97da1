"""The algorithm ``sixclasszoningraster``: declares, refuses, runs, cancels; cells as the rule has them."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer

from carbon_pollution_zoning.core.pollution import index
from carbon_pollution_zoning.core.zoning import sixclass
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:sixclasszoningraster"
RNG = np.random.default_rng(11)
# a cell of 100 m x 100 m is a hectare; benchmark 25 t/ha, limit 35: cases R01, R03, R09, R06, R07, R08, ND
NET = np.array([[-12, 30, -0.1, 30, 10, 30, -9999]], dtype=np.float32)
PM = np.array([[20, 30, 80, 50, 80, 80, 80]], dtype=np.float32)
CODES = [1, 2, 3, 4, 5, 6, 0]
HECTARE = {"cell": (100.0, -100.0), "nodata": -9999.0}


@pytest.fixture
def pair(provider, workplace):
    net = make_raster(workplace / "净碳 net.tif", NET, **HECTARE)
    pm = make_raster(workplace / "污染 pm25.tif", PM, **HECTARE)
    return {"NET": net, "POLLUTION": pm, "POLLUTION_STANDARD": 35, "CARBON_BENCHMARK": 25}


def run(given, feedback=None, **changes):
    return processing.run(ID, {**given, "OUTPUT": "TEMPORARY_OUTPUT", **changes}, feedback=feedback)


def read(path) -> np.ndarray:
    dataset = gdal.Open(path)
    return dataset.ReadAsArray()


def record_of(path) -> dict:
    layer = QgsRasterLayer(path, "again")
    layer.loadDefaultMetadata()
    return provenance.read(layer)


def files_in(folder) -> list[str]:
    """Names of all files but the statistics that QGIS lays beside a raster when it opens it."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith(".aux.xml"))


def refusal(given, **changes) -> str:
    with pytest.raises(QgsProcessingException) as caught:
        run(given, **changes)
    return str(caught.value)


def big(workplace, **options):
    """Rasters with several windows' worth of different cells and their expected classes."""
    shape = (300, 500)
    net = RNG.normal(20, 40, shape).astype(np.float32)
    pm = np.abs(RNG.normal(40, 30, shape)).astype(np.float32)
    net[RNG.random(shape) < 0.02] = np.nan
    pm[RNG.random(shape) < 0.02] = -9999
    more = {**HECTARE, "options": ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]}
    given = {
        "NET": make_raster(workplace / "n.tif", net, **more),
        "POLLUTION": make_raster(workplace / "p.tif", pm, **more),
        "POLLUTION_STANDARD": 35,
        **options,
    }
    return given, net.astype(float), np.where(pm == -9999, np.nan, pm.astype(float))


def expected(net, x, pm, standard=0.0, benchmark=np.nan, rule=sixclass.DEFAULT_RULE):
    q_c, _ = sixclass.carbon_exceedance(net, x, standard, benchmark)
    return sixclass.classify(q_c, index.exceedance(pm, 35.0)[0], rule)


@pytest.mark.parametrize("dtype", [np.float32, np.int16])
def test_negative_concentrations_are_counted_and_refused_unless_they_are_net_loads(pair, workplace, dtype):
    values = np.array([[20, -3, 80, 50, -1, 80, -9999]]).astype(dtype)
    pm = make_raster(workplace / "负值.tif", values, **HECTARE)
    before = files_in(workplace)
    told = refusal({**pair, "POLLUTION": pm}, OUTPUT=str(workplace / "zones.tif"))
    assert "2 cells" in told and "负值" in told and "NEGATIVE" in told
    assert files_in(workplace) == before
    loads = run({**pair, "POLLUTION": pm}, NEGATIVE="loads")
    assert read(loads["OUTPUT"])[0].tolist() == [1, 2, 3, 4, 2, 6, 0]
    scaled = make_raster(workplace / "scaled.tif", values, **HECTARE)
    dataset = gdal.Open(scaled, gdal.GA_Update)
    dataset.GetRasterBand(1).SetOffset(-30.0)
    dataset.FlushCache()
    del dataset
    assert "3 cells" in refusal({**pair, "POLLUTION": scaled})


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    asked = ("NET_UNIT", "CARBON_MODE", "DENOMINATOR", "TAU_MODE", "TAU_C", "TIE", "WEAK_WEAK", "ALIGN")
    assert [defaults[name] for name in asked] == [0, 0, 0, 0, 1.0, 0, 0, 0]
    made = {item.name() for item in algorithm.outputDefinitions()}
    assert made == {"OUTPUT", "Q_C_OUT", "Q_P_OUT", "SUBZONES", "AREAS", "MATRIX", "BENCHMARK_USED"}


def test_runs_the_worked_cases(pair):
    result = run(pair, AREAS="memory:")
    assert read(result["OUTPUT"]).tolist() == [CODES]
    assert result["BENCHMARK_USED"] == 25
    rows = rows_of(result["AREAS"])
    assert [row["cp_class"] for row in rows] == ["S", "SC", "SP", "CP", "PC", "SCP", "ND"]
    assert [row["area_ha"] for row in rows] == pytest.approx([1.0] * 7)
    assert [row["land_count"] for row in rows] == [1] * 7


def test_tonnes_per_hectare_and_per_cell_are_the_same_map(provider, workplace):
    given, net, pm = big(workplace)
    # cells of 30 m: 0.09 ha
    more = {"cell": (30.0, -30.0)}
    given["POLLUTION"] = make_raster(workplace / "p30.tif", pm.astype(np.float32), **more)
    given["NET"] = make_raster(workplace / "cell.tif", net.astype(np.float32), **more)
    of_cells = run(given)
    given["NET"] = make_raster(workplace / "ha.tif", (net / 0.09), **more)
    of_hectares = run(given, NET_UNIT="ha")
    assert (read(of_cells["OUTPUT"]) == read(of_hectares["OUTPUT"])).all()
    assert of_cells["BENCHMARK_USED"] == pytest.approx(of_hectares["BENCHMARK_USED"])


@pytest.mark.parametrize(
    ("options", "standard"),
    [
        ({}, 0.0),
        ({"CARBON_MODE": "quota", "CARBON_STANDARD": 8}, 8.0),
        ({"CARBON_MODE": "duty", "CARBON_STANDARD": -3}, -3.0),
    ],
)
def test_modes_with_the_frozen_benchmark(provider, workplace, options, standard):
    given, net, pm = big(workplace, **options)
    result = run(given)
    b = sixclass.carbon_benchmark(net, 1.0)
    if standard <= 0:
        assert result["BENCHMARK_USED"] == pytest.approx(b, rel=1e-12)
    assert (read(result["OUTPUT"]) == expected(net, 1.0, pm, standard, b)).all()


def test_rasters_of_standards_and_denominators(provider, workplace):
    given, net, pm = big(workplace)
    people = RNG.uniform(0, 3, net.shape)
    people[:5] = 0
    quota = RNG.uniform(1, 20, net.shape)
    given |= {
        "DENOMINATOR": "population",
        "DENOMINATOR_RASTER": make_raster(workplace / "pop.tif", people, **HECTARE),
        "CARBON_MODE": "quota",
        "CARBON_STANDARD_RASTER": make_raster(workplace / "quota.tif", quota, **HECTARE),
    }
    found = read(run(given, Q_C_OUT=str(workplace / "q_c.tif"))["OUTPUT"])
    assert (found == expected(net, people, pm, quota)).all()
    q_c, _ = sixclass.carbon_exceedance(net, people, quota)
    wrote = read(str(workplace / "q_c.tif"))
    assert wrote == pytest.approx(np.where(np.isfinite(q_c), q_c, -9999).astype(np.float32), rel=1e-6)


@pytest.mark.parametrize("composite", ["max", "mean", "nemerow"])
def test_several_pollutants(provider, workplace, composite):
    given, net, pm = big(workplace, CARBON_BENCHMARK=25)
    so2 = np.abs(RNG.normal(60, 30, net.shape))
    path = make_raster(workplace / "so2 二氧化硫.tif", so2, **HECTARE)
    given |= {
        "POLLUTANTS": [given.pop("POLLUTION"), "35", "", "", path, "60", "", ""],
        "COMPOSITE": composite,
    }
    del given["POLLUTION_STANDARD"]
    parts = [index.exceedance(one.ravel(), limit)[0] for one, limit in ((pm, 35.0), (so2, 60.0))]
    q_p = index.composite(np.column_stack(parts), composite)[0].reshape(net.shape)
    q_c, _ = sixclass.carbon_exceedance(net, 1.0, 0.0, 25.0)
    assert (read(run(given)["OUTPUT"]) == sixclass.classify(q_c, q_p)).all()


def test_an_exceedance_that_is_known(pair, workplace):
    q_p = make_raster(workplace / "q.tif", (PM / 35 - 1), **HECTARE)
    given = {"NET": pair["NET"], "Q_P": q_p, "CARBON_BENCHMARK": 25}
    assert read(run(given)["OUTPUT"]).tolist() == [CODES]


@pytest.mark.parametrize("mode", ["median", "jenks2"])
def test_thresholds_that_follow_the_cells(provider, workplace, mode, feedback):
    given, net, pm = big(workplace, TAU_MODE=mode, CARBON_BENCHMARK=25)
    output = run(given, feedback, OUTPUT=str(workplace / "out.tif"))["OUTPUT"]
    record = record_of(output)["standards"]
    q_c, _ = sixclass.carbon_exceedance(net, 1.0, 0.0, 25.0)
    q_p = index.exceedance(pm, 35.0)[0]
    for name, q in (("tau_c", q_c), ("tau_p", q_p)):
        exact = sixclass.strong_threshold(q[:20] if mode == "jenks2" else q, mode)
        # natural breaks of an even tail are flat: the start of the class moves far for next to no deviation
        assert record[name] == pytest.approx(exact, rel=0.2 if mode == "jenks2" else 1e-3)
    rule = sixclass.Rule(tau_c=record["tau_c"], tau_p=record["tau_p"])
    assert (read(output) == expected(net, 1.0, pm, 0.0, 25.0, rule)).all()
    assert any("exploration" in text for text in feedback.warnings)


def test_sub_zones_in_the_same_pass(pair, workplace):
    spaces = np.array([[1, 2, 3, 4, 3, 3, 1]], dtype=np.uint8)
    path = make_raster(workplace / "空间.tif", spaces, **{**HECTARE, "nodata": 0})
    result = run(pair, SPACES=path, SUBZONES=str(workplace / "z.tif"), MATRIX="memory:")
    assert read(result["SUBZONES"]).tolist() == [[11, 22, 33, 44, 35, 36, 0]]
    total = rows_of(result["MATRIX"])[-1]
    assert (total["space"], total["ha_total"], total["ha_nd"]) == ("total", 7.0, 1.0)


def test_land_cover_that_is_not_known_is_listed_with_area(pair, workplace, feedback):
    land = np.array([[1, 2, 8, 5, 77, 77, 1]], dtype=np.uint8)
    given = {
        **pair,
        "SPACES": make_raster(workplace / "l.tif", land, **{**HECTARE, "nodata": 0}),
        "SCHEME": "clcd",
    }
    text = refusal(given, SUBZONES="TEMPORARY_OUTPUT")
    assert "77 (2×, 2 ha)" in text and "clcd" in text
    zones = read(run(given, feedback, SUBZONES="TEMPORARY_OUTPUT", UNKNOWN="nd")["SUBZONES"])
    assert zones.tolist() == [[11, 22, 33, 24, 0, 0, 0]]
    assert "77 (2×, 2 ha)" in "\n".join(feedback.warnings)


def test_geographic_cells_are_measured_by_latitude(provider, workplace):
    net, pm = np.ones((60, 4), dtype=np.float32), np.zeros((60, 4), dtype=np.float32)
    place = {"crs": "EPSG:4490", "corner": (110.0, 60.0), "cell": (1.0, -1.0)}
    given = {
        "NET": make_raster(workplace / "n.tif", net, **place),
        "POLLUTION": make_raster(workplace / "p.tif", pm, **place),
        "POLLUTION_STANDARD": 35,
        "CARBON_BENCHMARK": 1e-6,
    }
    result = run(given, AREAS="memory:", Q_C_OUT="TEMPORARY_OUTPUT")
    # the zone between the equator and 60° (of a sphere: 2 pi R^2 sin 60° x 4/360), four degrees wide
    total = sum(row["area_ha"] for row in rows_of(result["AREAS"]))
    assert total == pytest.approx(2 * np.pi * 6_371_007.2**2 * np.sin(np.pi / 3) * 4 / 360 / 1e4, rel=1e-2)
    q_c = read(result["Q_C_OUT"])
    assert q_c[0, 0] > 1.9 * q_c[-1, 0]


def test_a_headless_run_leaves_styled_described_files(pair, workplace):
    folder = workplace / "结果"
    folder.mkdir()
    path = folder / "六类 out.tif"
    run(pair, OUTPUT=str(path))
    kept = {item.name for item in folder.iterdir()}
    assert kept == {path.name, path.name + ".aux.xml", path.stem + ".qml", path.stem + ".qmd"}
    layer = QgsRasterLayer(str(path), "again")
    assert layer.renderer().type() == "paletted"
    assert record_of(str(path))["standards"]["carbon_benchmark"] == 25
    dataset = gdal.Open(str(path))
    band = dataset.GetRasterBand(1)
    table = band.GetDefaultRAT()
    names = [table.GetNameOfCol(at) for at in range(table.GetColumnCount())]
    assert names[:6] == ["VALUE", "COUNT", "CODE", "NAME_EN", "NAME_ZH", "AREA_HA"]
    assert [table.GetValueAsString(at, 2) for at in range(7)] == ["ND", "S", "SC", "SP", "CP", "PC", "SCP"]
    assert band.GetNoDataValue() == 0 and band.DataType == gdal.GDT_Byte
    assert band.GetColorTable().GetColorEntry(6) != (0, 0, 0, 255)


def test_rasters_on_other_grids(pair, workplace, feedback):
    wide = np.repeat(np.repeat(PM, 2, axis=0), 2, axis=1)
    pair["POLLUTION"] = make_raster(workplace / "细.tif", wide, cell=(50.0, -50.0), nodata=-9999.0)
    text = refusal(pair)
    assert "细" in text and "净碳 net" in text
    assert read(run(pair, feedback, ALIGN="align")["OUTPUT"]).tolist() == [CODES]
    assert "average" in "\n".join(feedback.warnings)


def test_nodata_by_parameter_and_scaled_integers(provider, workplace):
    net = make_raster(workplace / "n.tif", np.array([[300, -100, 0]], dtype=np.int16), cell=(100.0, -100.0))
    dataset = gdal.Open(net, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(0.1)
    dataset = None
    pm = make_raster(workplace / "p.tif", np.array([[20, 80, 20]], dtype=np.uint8), cell=(100.0, -100.0))
    given = {"NET": net, "POLLUTION": pm, "POLLUTION_STANDARD": 35, "CARBON_BENCHMARK": 25}
    assert read(run(given)["OUTPUT"]).tolist() == [[2, 3, 1]]
    assert read(run(given, NODATA=0)["OUTPUT"]).tolist() == [[2, 3, 0]]
    q_c = read(run(given, Q_C_OUT="TEMPORARY_OUTPUT")["Q_C_OUT"])
    assert q_c[0] == pytest.approx([1.2, -0.4, 0.0], rel=1e-6)


@pytest.mark.parametrize("place", ["/vsimem/n.vrt", "zip"])
def test_virtual_and_zipped_rasters(pair, workplace, place):
    if place == "zip":
        import zipfile

        with zipfile.ZipFile(workplace / "n.zip", "w") as archive:
            archive.write(pair["NET"], "n.tif")
        pair["NET"] = f"/vsizip/{workplace / 'n.zip'}/n.tif"
    else:
        gdal.Translate(place, pair["NET"], format="VRT")
        pair["NET"] = place
    assert read(run(pair)["OUTPUT"]).tolist() == [CODES]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"POLLUTION": None}, ["POLLUTION", "Q_P"]),
        ({"POLLUTION_STANDARD": None}, ["pm25", "standard"]),
        ({"POLLUTION": None, "POLLUTANTS": ["nowhere.tif", "35", "", ""]}, ["nowhere.tif"]),
        ({"CARBON_MODE": "quota"}, ["quota"]),
        ({"CARBON_MODE": "duty", "CARBON_STANDARD": 5}, ["duty", "5"]),
        ({"CARBON_STANDARD": 5}, ["neutrality"]),
        ({"DENOMINATOR": "population"}, ["population"]),
        ({"TAU_P": 0}, ["TAU_P"]),
        ({"SUBZONES": "TEMPORARY_OUTPUT"}, ["SUBZONES", "SPACES"]),
        ({"OUTPUT": "classes.png"}, ["GeoTIFF"]),
        ({"NETT": 1}, ["NETT"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(pair, changes, words):
    text = refusal(pair, **changes)
    assert all(word in text for word in words), text


def test_refuses_a_raster_without_crs_and_one_without_any_data(pair, workplace):
    pair["NET"] = make_raster(workplace / "无坐标.tif", NET, crs="", **HECTARE)
    assert "无坐标" in refusal(pair)
    pair["NET"] = make_raster(workplace / "空.tif", np.full_like(NET, -9999), **HECTARE)
    assert "No cell" in refusal(pair)


def test_a_damaged_file_stops_the_run_and_leaves_the_old_output(provider, workplace):
    given, _, _ = big(workplace)
    path = workplace / "n.tif"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    old = workplace / "old.tif"
    old.write_bytes(b"precious")
    before = files_in(workplace)
    text = refusal(given, CARBON_BENCHMARK=25, OUTPUT=str(old))
    assert "n" in text and old.read_bytes() == b"precious"
    assert files_in(workplace) == before


@pytest.mark.parametrize("at", [0, 50, 99])
def test_cancel_leaves_nothing_behind(provider, workplace, at):
    given, _, _ = big(workplace)
    before = files_in(workplace)
    feedback = RecordingFeedback(cancel_at=at)
    processing.run(ID, {**given, "OUTPUT": str(workplace / "never.tif")}, feedback=feedback)
    assert files_in(workplace) == before
