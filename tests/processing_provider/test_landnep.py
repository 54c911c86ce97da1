"""The land budget from NPP and climate: by cell, by polygon, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsProcessingException

from carbon_pollution_zoning.core.carbon import nep
from carbon_pollution_zoning.toolbelt import nepcells

ID = "cpzoning:landcarbonbudget"
R = 44 / 12
E06 = next(
    case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
    if case["id"] == "E06"
)
CORNER = (500000.0, 3300300.0)
LAND = np.array([[1, 1, 2, 0], [1, 2, 2, 2], [8, 8, 2, 0]], dtype=np.uint8)  # CLCD; 1 ha each
NODATA = -9999.0


def square(x, y, width=100, height=100):
    x, y = CORNER[0] + x, CORNER[1] - y
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y - height},{x} {y - height},{x} {y}))"


def raster_of(folder, name, values, **more):
    cells = np.tile(np.asarray(values, dtype=np.float32)[:, None, None], (1, 3, 4))
    cells = more.pop("cells", cells)
    place = {"corner": CORNER, "cell": (100.0, -100.0), "nodata": NODATA, **more}
    return make_raster(folder / f"{name}.tif", cells, **place)


@pytest.fixture
def months():
    """A year in which every month is that of the worked example."""
    given = E06["inputs"]
    return [given["NPP_gC_m2_month"]] * 12, [given["T_C"]] * 12, [given["P_mm"]] * 12


@pytest.fixture
def inputs(provider, workplace, months):
    land = make_raster(workplace / "土地.tif", LAND, corner=CORNER, cell=(100.0, -100.0), nodata=0)
    npp, warm, wet = (
        raster_of(workplace, name, values) for name, values in zip(("npp", "气温", "降水 量"), months)
    )
    return {"RASTER": land, "SCHEME": "clcd", "NPP": [npp], "TEMPERATURE": [warm], "PRECIPITATION": [wet]}


def run(options, feedback=None, **more):
    asked = {"UNITS": "memory:", "COEFFICIENTS": "NEP", "SCHEME": "auto", **options, **more}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def unit_of(result, code="all"):
    return next(row for row in rows_of(result["UNITS"]) if row["unit_code"] == code)


def refusal(options, **more):
    with pytest.raises(QgsProcessingException) as refused:
        run(options, **more)
    return str(refused.value)


def test_e06_for_every_cell_and_month(inputs, workplace, feedback):
    net = workplace / "净 碳.tif"
    result = run(inputs, feedback, NET_RASTER=str(net), CLASSES_OUT="memory:")
    per_hectare = -12 * E06["expected"]["NEP_tC_ha"] * R
    row = unit_of(result)
    assert row["known_ha"] == 10  # two cells have no land
    assert row["net_tco2"] == pytest.approx(10 * per_hectare, rel=1e-7)
    assert (row["source_tco2"], row["sink_tco2"]) == (0, row["net_tco2"])
    assert (row["unknown_ha"], row["flags"]) == (0, "")
    assert result["NET"] == row["net_tco2"]
    cells = gdal.Open(str(net)).ReadAsArray()
    assert cells == pytest.approx(np.where(LAND == 0, NODATA, per_hectare), rel=1e-6)
    classes = {one["carbon_class"]: one for one in rows_of(result["CLASSES_OUT"])}
    assert {name: one["land_count"] for name, one in classes.items()} == {
        "cropland": 3, "forest": 5, "built_up": 2,
    }  # fmt: skip
    assert classes["forest"]["coefficient"] == pytest.approx(-12 * E06["expected"]["NEP_tC_ha"], rel=1e-7)
    assert classes["forest"]["factor_scheme"] == "NEP"
    assert sum(one["net_tco2"] for one in classes.values()) == pytest.approx(row["net_tco2"], rel=1e-12)
    assert "harvest" in feedback.text and "1: npp [1] + 气温 [1] + 降水 量 [1]" in feedback.text


def test_npp_of_the_year_and_other_units_give_the_same(inputs, workplace, months):
    expected = unit_of(run(inputs))["net_tco2"]
    year = raster_of(workplace, "year", [sum(months[0])])
    assert unit_of(run(inputs, NPP=[year]))["net_tco2"] == pytest.approx(expected, rel=1e-6)
    kilos = raster_of(workplace, "kg", [sum(months[0]) / 1000])
    assert unit_of(run(inputs, NPP=[kilos], NPP_UNIT="kgC"))["net_tco2"] == pytest.approx(expected, rel=1e-6)
    tonnes = raster_of(workplace, "t", [sum(months[0]) / 100])
    assert unit_of(run(inputs, NPP=[tonnes], NPP_UNIT="tC"))["net_tco2"] == pytest.approx(expected, rel=1e-6)
    scaled = raster_of(workplace, "scaled", [value * 10 for value in months[1]])
    dataset = gdal.Open(scaled, gdal.GA_Update)
    for band in range(1, 13):
        dataset.GetRasterBand(band).SetScale(0.1)
    del dataset
    assert unit_of(run(inputs, TEMPERATURE=[scaled]))["net_tco2"] == pytest.approx(expected, rel=1e-6)


def test_twelve_files_are_read_in_their_order(inputs, workplace):
    rng = np.random.default_rng(3)
    warm, wet = rng.uniform(-5, 30, 12), rng.uniform(0, 200, 12)
    files = [raster_of(workplace, f"t{month}", [value]) for month, value in enumerate(warm)]
    rain = raster_of(workplace, "rain", wet)
    rh = nep.respiration_of_year(np.float32(warm), np.float32(wet))
    found = unit_of(run(inputs, TEMPERATURE=files, PRECIPITATION=[rain]))["net_tco2"]
    assert found == pytest.approx(10 * (rh - 720) * 0.01 * R, rel=1e-6)


def test_land_without_npp_is_unknown_and_built_up_land_has_no_flux(inputs, workplace, feedback):
    cells = np.full((1, 3, 4), 720.0, dtype=np.float32)
    cells[0, 0, 0] = cells[0, 2, 0] = NODATA  # cropland, built-up land
    row = unit_of(run(inputs, feedback, NPP=[raster_of(workplace, "holes", [0], cells=cells)]))
    assert (row["known_ha"], row["unknown_ha"], row["flags"]) == (9, 1, "PART_K")
    assert row["net_tco2"] == pytest.approx(-8 * 12 * E06["expected"]["NEP_tC_ha"] * R, rel=1e-6)
    assert "1 cells or polygons of known land (1 ha)" in feedback.text


def test_where_respiration_is_larger_land_is_a_source(inputs, workplace):
    cells = np.full((1, 3, 4), 720.0, dtype=np.float32)
    cells[0, 0, :2] = 0.0
    row = unit_of(run(inputs, NPP=[raster_of(workplace, "bare", [0], cells=cells)]))
    assert row["source_tco2"] == pytest.approx(2 * 12 * E06["expected"]["Rh"] * 0.01 * R, rel=1e-6)
    assert row["net_tco2"] == pytest.approx(row["source_tco2"] + row["sink_tco2"], rel=1e-12)


def test_limits_beside_the_value(inputs, workplace):
    net = workplace / "net.tif"
    asked = {"NPP_ERROR": 10, "RH_ERROR": 30, "NET_BANDS": True, "NET_RASTER": str(net)}
    row = unit_of(run(inputs, **asked))
    rh = 12 * E06["expected"]["Rh"]
    half = np.hypot(72, 0.3 * rh) * 0.01 * R
    assert row["net_tco2_hi"] - row["net_tco2"] == pytest.approx(10 * half, rel=1e-6)
    value, low, high = gdal.Open(str(net)).ReadAsArray()[:, 0, 0]
    assert (value - low, high - value) == pytest.approx((half, half), rel=1e-4)


def test_units_and_blocks_do_not_change_the_sum(inputs, monkeypatch):
    towns = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=unit_code:string",
        [(square(0, 0, 200, 300), ("01",)), (square(200, 0, 200, 300), ("02",))],
        "乡镇",
    )
    monkeypatch.setattr(nepcells, "CELLS", 1)
    result = run(inputs, UNITS_LAYER=towns, CROSSED="memory:")
    rows = rows_of(result["UNITS"])
    assert [row["known_ha"] for row in rows] == [6, 4]
    for row in rows:
        lines = [one for one in rows_of(result["CROSSED"]) if one["unit_code"] == row["unit_code"]]
        assert sum(one["net_tco2"] for one in lines) == pytest.approx(row["net_tco2"], rel=1e-12)
    assert sum(row["net_tco2"] for row in rows) == pytest.approx(unit_of(run(inputs))["net_tco2"], rel=1e-12)


def test_rasters_on_another_grid_are_refused_or_aligned(inputs, workplace, months, feedback):
    wide = make_raster(
        workplace / "coarse.tif",
        np.full((12, 1, 1), months[1][0], dtype=np.float32),
        corner=CORNER,
        cell=(400.0, -300.0),
        nodata=NODATA,
    )
    assert "coarse" in refusal(inputs, TEMPERATURE=[wide])
    made = unit_of(run(inputs, feedback, TEMPERATURE=[wide], ALIGN="align"))
    assert made["net_tco2"] == pytest.approx(unit_of(run(inputs))["net_tco2"], rel=1e-9)
    assert "coarse (TEMPERATURE) were brought to the grid" in feedback.text


def test_polygons_with_fields(provider, months):
    names = [f"t{month}" for month in range(1, 13)], [f"p{month}" for month in range(1, 13)]
    fields = "&".join(
        [
            "field=DLBM:string",
            "field=npp:double",
            *(f"field={name}:double" for part in names for name in part),
        ]
    )
    climate = (*months[1], *months[2])
    rows = [
        (square(0, 0), ("0301", 720.0, *climate)),
        (square(100, 0), ("0101", None, *climate)),
        (square(200, 0), ("0701", None, *climate)),
    ]
    land = make_layer("Polygon", "EPSG:4547", fields, rows, "地类图斑")
    options = {"INPUT": land, "NPP_FIELDS": ["npp"], "TEMPERATURE_FIELDS": names[0]}
    options["PRECIPITATION_FIELDS"] = names[1]
    result = run(options, CLASSES_OUT="memory:")
    row = unit_of(result)
    hectare = row["known_ha"] / 2  # forest, and built-up land without a flux
    assert row["net_tco2"] == pytest.approx(-12 * E06["expected"]["NEP_tC_ha"] * R * hectare, rel=1e-5)
    assert (row["flags"], row["unknown_ha"]) == ("PART_K", pytest.approx(hectare, rel=1e-5))
    text = refusal(options, TEMPERATURE_FIELDS=names[0][:11])
    assert "12 TEMPERATURE_FIELDS" in text and "11 are given" in text


def test_refuses_in_a_sentence_that_names_the_culprit(inputs, workplace, months):
    assert "12 TEMPERATURE" in refusal(inputs, TEMPERATURE=[])
    assert "1 / 12 NPP; 0 are given" in refusal(inputs, NPP=[])
    kelvin = raster_of(workplace, "kelvin", [value + 273.15 for value in months[1]])
    net = workplace / "never.tif"
    assert "288.15" in refusal(inputs, TEMPERATURE=[kelvin], NET_RASTER=str(net))
    assert not net.exists()
    odd = LAND.copy()
    odd[0, 0] = 77
    land = make_raster(workplace / "odd.tif", odd, corner=CORNER, cell=(100.0, -100.0), nodata=0)
    assert "77 (1×, 1 ha)" in refusal(inputs, RASTER=land)
    row = unit_of(run(inputs, RASTER=land, UNKNOWN="nd"))
    assert (row["unknown_ha"], row["flags"]) == (1, "PART_K")


def test_npp_in_a_wrong_unit_is_refused(inputs):
    text = refusal(inputs, NPP_UNIT="kgC")
    assert "more than half of the land" in text and "NPP_UNIT" in text


@pytest.mark.parametrize("fill", [-9999.0, 32766.0])
def test_npp_without_a_nodata_value_is_not_taken_at_face_value(inputs, workplace, feedback, fill):
    cells = np.full((1, 3, 4), 720.0, dtype=np.float32)
    cells[0, 0, 0] = cells[0, 2, 0] = fill  # cropland, built-up land
    npp = make_raster(workplace / "fill.tif", cells, corner=CORNER, cell=(100.0, -100.0))
    row = unit_of(run(inputs, feedback, NPP=[npp]))
    assert (row["known_ha"], row["unknown_ha"], row["flags"]) == (9, 1, "PART_K")
    assert row["net_tco2"] == pytest.approx(-8 * 12 * E06["expected"]["NEP_tC_ha"] * R, rel=1e-6)
    assert "1 cells or polygons (1 ha) have an NPP below 0 or above 6000" in feedback.text
    named = RecordingFeedback()
    assert unit_of(run(inputs, named, NPP=[npp], NEP_NODATA=fill)) == row
    assert "no vegetation" not in named.text and "have no NPP or no climate" in named.text


def test_impossible_npp_of_polygons_counts_as_unknown(provider, months, feedback):
    names = [f"t{month}" for month in range(1, 13)], [f"p{month}" for month in range(1, 13)]
    fields = "&".join(f"field={name}:double" for name in ("npp", *names[0], *names[1]))
    rows = [
        (square(100 * at, 0), ("0301", npp, *months[1], *months[2])) for at, npp in enumerate([720, 720, -1])
    ]
    land = make_layer("Polygon", "EPSG:4547", "field=DLBM:string&" + fields, rows, "地类图斑")
    options = {"INPUT": land, "NPP_FIELDS": ["npp"], "TEMPERATURE_FIELDS": names[0]}
    row = unit_of(run(options, feedback, PRECIPITATION_FIELDS=names[1]))
    assert row["unknown_ha"] == pytest.approx(row["known_ha"] / 2, rel=1e-6)
    assert "1 cells or polygons" in feedback.text and "no vegetation makes" in feedback.text


def test_aligned_months_keep_their_names_and_are_told_once(inputs, workplace, months, feedback):
    wide = make_raster(
        workplace / "coarse.tif",
        np.full((12, 1, 1), months[1][0], dtype=np.float32),
        corner=CORNER,
        cell=(400.0, -300.0),
    )
    run(inputs, feedback, TEMPERATURE=[wide], ALIGN="align", NEP_NODATA=-9999)
    assert "2: npp [2] + coarse [2] + 降水 量 [2]" in feedback.text
    told = [line for line in feedback.warnings if "brought to the grid" in line]
    assert len(told) == 1 and "coarse" in told[0] and "TEMPERATURE" in told[0]


def test_degrees_are_measured_by_latitude(provider, workplace, months):
    place = {"crs": "EPSG:4490", "corner": (114.0, 60.0), "cell": (0.5, -0.5)}
    land = make_raster(workplace / "deg.tif", np.full((60, 1), 2, np.uint8), nodata=0, **place)
    npp, warm, wet = (
        raster_of(workplace, name, [0], cells=np.tile(np.float32(part)[:, None, None], (1, 60, 1)), **place)
        for name, part in zip("npt", months)
    )
    given = {"RASTER": land, "SCHEME": "clcd", "NPP": [npp], "TEMPERATURE": [warm], "PRECIPITATION": [wet]}
    row = unit_of(run(given))
    # from 30 to 60 degrees north: (sin 60 - sin 30) of the sphere, a little less on the ellipsoid
    sphere = 6371.0072**2 * np.radians(0.5) * (np.sin(np.radians(60)) - 0.5) * 100
    assert row["known_ha"] == pytest.approx(sphere, rel=3e-3)
    per_hectare = -12 * E06["expected"]["NEP_tC_ha"] * R
    assert row["net_tco2"] == pytest.approx(row["known_ha"] * per_hectare, rel=1e-7)


@pytest.mark.parametrize("at", [0, 1, 40])
def test_cancel_leaves_nothing_behind(inputs, workplace, at):
    before = {path.name for path in workplace.iterdir()}
    run(inputs, RecordingFeedback(cancel_at=at), NET_RASTER=str(workplace / "net.tif"))
    assert {path.name for path in workplace.iterdir() if not path.name.endswith(".aux.xml")} <= before
