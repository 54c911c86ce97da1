"""The algorithms ``combineestimates`` and ``combineestimatesraster``: declare, refuse, run, cancel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer, QgsVectorLayer

from carbon_pollution_zoning.core import estimates
from carbon_pollution_zoning.toolbelt import estimatecells, provenance

ID, RASTER_ID = "cpzoning:combineestimates", "cpzoning:combineestimatesraster"
SINKS = Path(__file__).parents[2] / "resources" / "sample" / "tables" / "national_sinks.csv"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
FIELDS = "field=code:string&" + "&".join(
    f"field={name}:double" for name in ("a", "a_sd", "b", "b_lo", "b_hi")
)


def towns(rows=(("01", 10.0, 1.0, 12.0, 10.0, 14.0), ("02", 10.0, 1.0, 30.0, 28.0, 32.0))):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(rows))]
    return make_layer("Polygon", "EPSG:4547", FIELDS, list(zip(shapes, rows)), "乡镇")


def run(feedback=None, **options):
    return processing.run(ID, {"OUTPUT": "memory:", **options}, feedback=feedback or RecordingFeedback())


def of_sinks(feedback=None, **options):
    asked = {"INPUT": str(SINKS), "LAYOUT": "rows", "ESTIMATES": "value", "QUANTITY": "quantity"}
    return run(feedback, **{**asked, "NAME": "estimate", **options})


def test_declares(provider):
    for name in (ID, RASTER_ID):
        assert QgsApplication.processingRegistry().algorithmById(name).groupId() == "carbonaccounting"
    definitions = QgsApplication.processingRegistry().algorithmById(ID).parameterDefinitions()
    known = {item.name(): item for item in definitions}
    assert known["LAYOUT"].metadata()["codes"] == ["fields", "rows"]
    assert known["TRIM"].defaultValue() == estimates.TRIM
    outputs = {
        item.name()
        for item in QgsApplication.processingRegistry().algorithmById(RASTER_ID).outputDefinitions()
    }
    assert outputs == {
        "MEAN", "MEAN_SD", "TRIMMED", "WEIGHTED", "WEIGHTED_SD", "RANGE", "AGREEMENT", "COUNT", "PAIRS",
    }  # fmt: skip


def test_rows_that_are_called_totals_are_told(provider):
    feedback = RecordingFeedback()
    layer = towns((("01", 10.0, 1.0, 12.0, 10.0, 14.0), ("合 计", 10.0, 1.0, 12.0, 10.0, 14.0)))
    rows = rows_of(run(feedback, INPUT=layer, ESTIMATES=["a", "b"])["OUTPUT"])
    assert len(rows) == 2
    assert "1 rows of 乡镇 are called totals (rows: 2)" in feedback.text
    quiet = RecordingFeedback()
    run(quiet, INPUT=towns(), ESTIMATES=["a", "b"])
    assert "are called totals" not in quiet.text
    fields = "field=what:string&field=who:string&field=value:double"
    stacked = [("", ("sink", "A", 1.0)), ("", ("sink", "Total:", 2.0)), ("", ("total", "A", 3.0))]
    below = RecordingFeedback()
    run(
        below,
        INPUT=make_layer("None", "", fields, stacked, "碳汇"),
        LAYOUT="rows",
        ESTIMATES="value",
        QUANTITY="what",
        NAME="who",
    )
    assert "2 rows of 碳汇 are called totals (rows: 2, 3)" in below.text


def test_the_sinks_of_paper_1(provider):
    """0.17 to 0.35 PgC/a by inventory, process models and inversion."""
    feedback = RecordingFeedback()
    result = of_sinks(feedback, PAIRS="memory:")
    rows = {row["group_name"]: row for row in rows_of(result["OUTPUT"])}
    old = rows["china_land_sink_1980_1999"]
    assert (round(old["est_min"], 2), round(old["est_max"], 2), old["est_count"]) == (0.17, 0.35, 3)
    assert (old["est_lowest"], old["est_highest"]) == ("process_models", "inversion")
    assert old["est_mean"] == pytest.approx(0.7 / 3)
    assert old["est_weighted"] == pytest.approx(0.1758, abs=5e-5)
    assert old["est_weighted_hi"] - old["est_weighted"] == pytest.approx(0.0342, abs=5e-5)
    assert (old["est_agreement"], old["flags"], old["est_unit"]) == (1.0, "", "PgC a-1")
    more = rows["china_land_sink_any_years"]
    assert more["flags"] == "DISJOINT" and more["est_birge"] > 1
    assert "In 1 of 2 places intervals" in feedback.text
    pairs = {(row["est_one"], row["est_other"]): row for row in rows_of(result["PAIRS"])}
    assert pairs["inventory", "inversion_2010_2016"]["est_apart"] == 1
    assert pairs["inventory", "process_models"]["est_places"] == 2


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("t CO2 / a", 44e9 / 12), ("10^4 tCO2/a", 44e5 / 12), ("kt C/a", 1e6), ("PgC a-1", 1)],
)
def test_units_of_the_result_do_not_matter(provider, unit, factor):
    before, after = rows_of(of_sinks()["OUTPUT"]), rows_of(of_sinks(UNIT=unit)["OUTPUT"])
    for one, other in zip(before, after):
        for name in ("est_min", "est_mean", "est_mean_sd", "est_trimmed", "est_weighted_lo", "est_range"):
            assert other[name] == pytest.approx(one[name] * factor, rel=1e-9)
        assert other["est_unit"] == unit


def test_rows_may_stand_in_any_order(provider, workplace):
    head, *lines = SINKS.read_text(encoding="utf-8").splitlines()
    turned = workplace / "碳 汇.csv"
    turned.write_bytes("\n".join([head, *lines[::-1]]).encode("gb18030"))
    one = {row["group_name"]: row for row in rows_of(of_sinks()["OUTPUT"])}
    other = {row["group_name"]: row for row in rows_of(of_sinks(INPUT=str(turned))["OUTPUT"])}
    for name, row in one.items():
        for key, value in row.items():
            expected = pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
            assert other[name][key] == expected or key == "fid"


def test_fields_side_by_side_by_the_convention(provider):
    feedback = RecordingFeedback()
    rows = rows_of(run(feedback, INPUT=towns(), ESTIMATES=["a", "b"])["OUTPUT"])
    assert [row["code"] for row in rows] == ["01", "02"]
    assert [row["est_mean"] for row in rows] == [11, 20]
    assert [row["flags"] for row in rows] == ["", "DISJOINT"]
    assert (rows[1]["est_lowest"], rows[1]["est_highest"]) == ("a", "b")
    # b's 95 % interval of 4 is an sd of 4 / 3.92
    w = [1.0, (3.92 / 4) ** 2]
    assert rows[0]["est_weighted"] == pytest.approx((10 * w[0] + 12 * w[1]) / sum(w))
    assert rows[0]["est_mean_sd"] == pytest.approx(np.sqrt(1 + (1 + (4 / 3.92) ** 2) / 2))


@pytest.mark.needs("scipy")
def test_the_result_feeds_the_confidence_of_the_zoning(provider):
    made = run(INPUT=towns(), ESTIMATES=["a", "b"])["OUTPUT"]
    feedback = RecordingFeedback()
    options = {"INPUT": made, "NET": "est_mean", "Q_P": "est_range", "OUTPUT": "memory:"}
    processing.run("cpzoning:zoningconfidence", options, feedback=feedback)
    assert "est_mean: est_mean_sd" in feedback.text


def test_missing_estimates_and_widths(provider):
    rows = [("01", None, 1.0, 12.0, None, None), ("02", None, None, None, None, None)]
    made = rows_of(run(INPUT=towns(rows), ESTIMATES=["a", "b"], SPREADS=["a", "10 %", "", ""])["OUTPUT"])
    assert [row["est_count"] for row in made] == [1, 0]
    assert (made[0]["est_mean"], made[0]["est_lowest"]) == (12, "b")
    assert made[0]["est_weighted"] is None and made[0]["est_mean_sd"] is None
    assert made[1]["est_mean"] is None and made[1]["est_lowest"] is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"ESTIMATES": ["a"]}, ["at least two"]),
        ({"ESTIMATES": ["a", "c"]}, ["乡镇", "c"]),
        ({"ESTIMATES": ["a", "b"], "LAYOUT": "rows"}, ["rows", "one field"]),
        ({"ESTIMATES": ["a", "b"], "SPREADS": ["a", "wide", "", ""]}, ["wide", "a"]),
        ({"ESTIMATES": ["a", "b"], "SPREADS": ["code", "10", "", ""]}, ["code"]),
        ({"ESTIMATES": ["a", "code"], "INPUT": lambda: towns([("x", 1.0, 1.0, 1.0, 1.0, 1.0)])}, ["'x'"]),
        ({"ESTIMATES": ["a"], "LAYOUT": "rows", "UNIT": "furlong"}, ["furlong"]),
        ({"ESTIMATES": ["a"], "LAYOUT": "rows", "UNIT_FIELD": "code", "UNIT": "t"}, ["01", "02"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, options, words):
    options = {key: value() if callable(value) else value for key, value in options.items()}
    with pytest.raises(QgsProcessingException) as refusal:
        run(**{"INPUT": towns(), **options})
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ("03", float("inf"), 1.0, 12.0, 10.0, 14.0),
            ["1 estimates of the field a", "infinite", "features: 3"],
        ),
        (("03", 10.0, -1.0, 12.0, 10.0, 14.0), ["field a", "below 0"]),
        (("03", 10.0, 1.0, 12.0, 14.0, 10.0), ["field b", "limits"]),
        (("03", 10.0, 1.0, 20.0, 10.0, 14.0), ["field b", "limits"]),
    ],
)
def test_estimates_that_cannot_be_are_refused_with_their_rows(provider, row, words):
    rows = (("01", 10.0, 1.0, 12.0, 10.0, 14.0), ("02", 10.0, 1.0, 30.0, 28.0, 32.0), row)
    with pytest.raises(QgsProcessingException) as caught:
        run(INPUT=towns(rows), ESTIMATES=["a", "b"])
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_pairs_need_names_that_tell_estimates_apart(provider):
    doubled = make_layer(
        "None", "", "field=q:string&field=n:string&field=v:double",
        [("", row) for row in (("x", "m", 1.0), ("x", "m", 2.0), ("y", "m", 3.0))], "估算",
    )  # fmt: skip
    asked = {"INPUT": doubled, "LAYOUT": "rows", "ESTIMATES": "v", "QUANTITY": "q", "NAME": "n"}
    assert [row["est_count"] for row in rows_of(run(**asked)["OUTPUT"])] == [2, 1]
    with pytest.raises(QgsProcessingException, match="NAME"):
        run(**asked, PAIRS="memory:")


@pytest.mark.parametrize("at", [0, 40])
def test_cancel_leaves_nothing_behind(provider, workplace, at):
    path = workplace / "never.gpkg"
    run(RecordingFeedback(cancel_at=at), INPUT=towns(), ESTIMATES=["a", "b"], OUTPUT=str(path))
    assert list(workplace.iterdir()) == []


HECTARE = {"cell": (100.0, -100.0), "nodata": -9999.0}
ONE = np.array([[1.0, 2.0, -9999.0, -1.0]])
TWO = np.array([[1.4, 9.0, 5.0, 1.0]])
THREE = np.array([[1.2, 2.5, 5.5, 3.0]])


@pytest.fixture
def layers(workplace):
    made = {"甲": ONE, "乙": TWO, "丙": THREE}
    return [make_raster(workplace / f"{name}.tif", cells, **HECTARE) for name, cells in made.items()]


def of_rasters(feedback=None, **options):
    wanted = dict.fromkeys(estimatecells.LAYERS, "TEMPORARY_OUTPUT")
    feedback = feedback or RecordingFeedback()
    return processing.run(RASTER_ID, {**wanted, **options}, feedback=feedback)


def test_rasters_cell_by_cell(provider, layers):
    feedback = RecordingFeedback()
    result = of_rasters(feedback, RASTERS=layers, SPREADS=["10", "", ""] * 3, PAIRS="memory:")
    value = np.where(np.array([ONE, TWO, THREE]) == -9999, np.nan, [ONE, TWO, THREE])[:, 0]
    expected = estimates.combine(value, np.abs(value) * 0.1)
    for name, key in (("MEAN", "mean"), ("MEAN_SD", "mean_sd"), ("TRIMMED", "trimmed"),
                      ("WEIGHTED", "weighted"), ("WEIGHTED_SD", "weighted_sd"), ("RANGE", "range"),
                      ("AGREEMENT", "agreement"), ("COUNT", "count")):  # fmt: skip
        made = gdal.Open(result[name]).ReadAsArray()[0]
        assert made == pytest.approx(getattr(expected, key), rel=1e-6), name
    for words in ("4 quantities or cells", "DISJOINT", "OPPOSITE"):
        assert words in feedback.text
    pairs = rows_of(result["PAIRS"])
    assert [(row["est_one"], row["est_other"]) for row in pairs] == [("甲", "乙"), ("甲", "丙"), ("乙", "丙")]
    assert [row["est_places"] for row in pairs] == [3, 3, 4]
    assert pairs[0]["est_difference"] == pytest.approx((0.4 + 7 + 2) / 3)
    layer = QgsRasterLayer(result["MEAN"], "again")
    assert layer.isValid()


def test_rasters_of_intervals_and_without(provider, workplace, layers):
    low, high = (
        make_raster(workplace / f"{name}.tif", TWO + half, **HECTARE)
        for name, half in (("low", -0.3), ("high", 0.5))
    )
    sd = make_raster(workplace / "sd.tif", np.full_like(ONE, 0.1), **HECTARE)
    spreads = [sd, "", "", "", low, high, "", "", ""]
    result = of_rasters(RASTERS=layers, SPREADS=spreads)
    # 0.804..1.196 and 1.1..1.9 overlap; the third has no interval
    assert gdal.Open(result["AGREEMENT"]).ReadAsArray()[0].tolist() == [1, 0, -9999, 0]
    w = [0.1**-2, (0.8 / 3.92) ** -2]
    weighted = (1.0 * w[0] + 1.4 * w[1]) / sum(w)
    assert gdal.Open(result["WEIGHTED"]).ReadAsArray()[0, 0] == pytest.approx(weighted, rel=1e-6)


def test_large_rasters_are_combined_in_windows(provider, workplace, monkeypatch):
    monkeypatch.setattr("carbon_pollution_zoning.toolbelt.estimatecells.WINDOW", 256 * 256)
    values = np.random.default_rng(5).normal(10, 2, (3, 600, 700)).astype(np.float32)
    paths = [make_raster(workplace / f"r{n}.tif", one, **HECTARE) for n, one in enumerate(values)]
    result = processing.run(RASTER_ID, {"RASTERS": paths, "MEAN": "TEMPORARY_OUTPUT", "PAIRS": "memory:"})
    made = gdal.Open(result["MEAN"]).ReadAsArray()
    assert made == pytest.approx(values.astype(float).mean(axis=0), rel=1e-6)
    [first, *_] = rows_of(result["PAIRS"])
    assert first["est_places"] == 600 * 700
    assert first["est_difference"] == pytest.approx(float((values[1].astype(float) - values[0]).mean()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda layers: {"RASTERS": layers[:1]}, ["at least two"]),
        (lambda layers: {"SPREADS": ["10", "", ""]}, ["SPREADS", "3"]),
        (lambda layers: {"SPREADS": ["10", "", ""] * 2 + ["", layers[0], ""]}, ["甲.tif"]),
        (lambda layers: {"SPREADS": ["-5", "", ""] * 3}, ["-5"]),
        (lambda layers: {"MEAN": layers[0]}, ["one of the inputs"]),
    ],
)
def test_refuses_rasters(provider, layers, change, words):
    with pytest.raises(QgsProcessingException) as refusal:
        of_rasters(**{"RASTERS": layers, **change(layers)})
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_rasters_on_another_grid(provider, workplace, layers):
    other = make_raster(workplace / "别.tif", np.array([[4.0, 6.0]]), cell=(200.0, -100.0), nodata=-9999.0)
    with pytest.raises(QgsProcessingException, match="do not lie on one grid"):
        of_rasters(RASTERS=[layers[0], other])
    result = of_rasters(RASTERS=[layers[0], other], ALIGN="align")
    assert gdal.Open(result["COUNT"]).ReadAsArray()[0].tolist() == [2, 2, 1, 2]


@pytest.mark.parametrize("at", [0, 50])
def test_a_cancel_leaves_no_raster(provider, workplace, layers, at):
    folder = workplace / "out"
    folder.mkdir()
    asked = {"RASTERS": layers, "MEAN": str(folder / "m.tif")}
    processing.run(RASTER_ID, asked, feedback=RecordingFeedback(cancel_at=at))
    assert list(folder.iterdir()) == []


def test_what_decided_is_in_the_metadata(provider, workplace):
    path = workplace / "合 并.gpkg"
    run(INPUT=towns(), ESTIMATES=["a", "b"], OUTPUT=str(path), TRIM=0.1)
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    record = provenance.read(layer)
    assert record["standards"]["trim"] == 0.1
    assert record["standards"]["uncertainty"]["a"] == "a_sd"
    assert layer.renderer().type() != "singleSymbol"
