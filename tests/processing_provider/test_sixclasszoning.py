"""The algorithm ``sixclasszoning``: declares, refuses, runs, cancels."""

from __future__ import annotations

import gc
import math
import sqlite3

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:sixclasszoning"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
# name, net t CO2e, area ha, PM2.5, limit; expected with benchmark 25: cases R01, R03, R09, R06, R07, R08
UNITS = [
    ("forest", -1200, 100, 20, "S"),
    ("traffic", 3000, 100, 30, "SC"),
    ("dusty sink", -10, 100, 80, "SP"),
    ("power", 3000, 100, 50, "CP"),
    ("kilns", 1000, 100, 80, "PC"),
    ("steel", 3000, 100, 80, "SCP"),
    ("unknown", None, 100, 80, "ND"),
]


@pytest.fixture
def units(provider):
    fields = "field=unit_name:string&field=net_tco2:double&field=area:double&field=pm25:double"
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(UNITS))]
    return make_layer("Polygon", "EPSG:4547", fields, zip(shapes, (u[:4] for u in UNITS)), "单元")


def options(**changes):
    return {
        "DENOMINATOR_FIELD": "area",
        "CARBON_BENCHMARK": 25,
        "POLLUTANTS": ["pm25", "35", "", ""],
        "OUTPUT": "memory:",
        **changes,
    }


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = {definition.name() for definition in algorithm.parameterDefinitions()}
    assert {
        "INPUT",
        "NET",
        "CARBON_MODE",
        "TAU_C",
        "TIE",
        "WEAK_WEAK",
        "Q_P",
        "POLLUTANTS",
        "OUTPUT",
    } <= names
    assert {output.name() for output in algorithm.outputDefinitions()} == {"OUTPUT", "BENCHMARK_USED"}


def test_runs_the_worked_cases(units):
    result = processing.run(ID, options(INPUT=units))
    assert [row["cp_class"] for row in rows_of(result["OUTPUT"])] == [unit[4] for unit in UNITS]
    assert result["BENCHMARK_USED"] == 25


def test_keeps_the_input_columns_and_geometry(units):
    output = processing.run(ID, options(INPUT=units))["OUTPUT"]
    assert [row["unit_name"] for row in rows_of(output)] == [unit[0] for unit in UNITS]
    assert [f.geometry().asWkt() for f in output.getFeatures()] == [
        f.geometry().asWkt() for f in units.getFeatures()
    ]
    assert output.crs() == units.crs()


def test_missing_is_null_and_flagged_never_zero(units):
    last = rows_of(processing.run(ID, options(INPUT=units))["OUTPUT"])[-1]
    assert (last["cp_code"], last["q_c"], last["severity"], last["flags"]) == (0, None, None, "NO_N")


def test_freezes_the_benchmark_into_the_metadata(units, workplace):
    path = workplace / "六类 分区.gpkg"
    result = processing.run(ID, options(INPUT=units, CARBON_BENCHMARK=None, OUTPUT=str(path)))
    # emitters: 3000 + 3000 + 1000 + 3000 t on 400 ha
    assert result["BENCHMARK_USED"] == 25
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    record = provenance.read(layer)
    assert record["standards"]["carbon_benchmark"] == 25
    assert record["standards"]["carbon_benchmark_origin"] == "computed from the units"
    assert record["parameters"]["POLLUTANTS"]
    assert record["inputs"]["INPUT"]["features"] == len(UNITS)


def test_a_headless_run_leaves_a_styled_file_and_nothing_else(units, workplace):
    path = workplace / "out.gpkg"
    processing.run(ID, options(INPUT=units, OUTPUT=str(path)))
    assert [item.name for item in workplace.iterdir()] == ["out.gpkg"]
    layer = QgsVectorLayer(str(path), "out", "ogr")
    assert layer.renderer().type() == "categorizedSymbol"
    assert layer.renderer().classAttribute() == "cp_class"


@pytest.mark.parametrize("mode", ["quota", 1])
def test_a_choice_is_its_code_or_its_index(units, mode):
    rows = rows_of(processing.run(ID, options(INPUT=units, CARBON_MODE=mode, CARBON_STANDARD=8))["OUTPUT"])
    # 30 t/ha against the quota 8: (30 - 8) / 8
    assert rows[1]["q_c"] == pytest.approx(2.75)


def test_a_total_quota_needs_no_denominator(units):
    rows = rows_of(
        processing.run(
            ID, options(INPUT=units, CARBON_MODE="quota", CARBON_STANDARD=2000, STANDARD_BASIS="total")
        )["OUTPUT"]
    )
    assert rows[1]["q_c"] == pytest.approx(0.5)


def test_area_of_geometry_is_measured_on_the_ellipsoid(units):
    row = rows_of(processing.run(ID, options(INPUT=units, DENOMINATOR_FIELD=None))["OUTPUT"])[0]
    assert row["area_ha"] == pytest.approx(1.0, rel=2e-3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"NET": "net_tco"}, ["单元", "net_tco", "net_tco2"]),
        ({"POLLUTANTS": []}, ["pollution exceedance"]),
        ({"POLLUTANTS": ["pm10", "70", "", ""]}, ["pm10"]),
        ({"POLLUTANTS": ["pm25", "high", "", ""]}, ["pm25", "high"]),
        ({"POLLUTANTS": ["pm25", "35", ""]}, ["4 cells"]),
        ({"CARBON_MODE": "quota"}, ["quota"]),
        ({"CARBON_MODE": "duty", "CARBON_STANDARD": 5}, ["duty"]),
        ({"DENOMINATOR": "population", "DENOMINATOR_FIELD": None}, ["population"]),
        ({"TAU_C": 0}, ["TAU_C"]),
        ({"TAUC": 2}, ["TAUC", "TAU_C"]),
        ({"NET": "unit_name"}, ["unit_name", "forest"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(units, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, options(INPUT=units, **changes))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_tells_all_problems_at_once(units):
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(
            ID, options(INPUT=units, CARBON_MODE="quota", TAU_C=0, POLLUTANTS=["pm25", "?", "", ""])
        )
    assert all(word in str(refusal.value) for word in ("quota", "TAU_C", "?"))


def test_refuses_an_empty_layer(provider):
    empty = make_layer("Polygon", "EPSG:4547", "field=net_tco2:double&field=q_p:double", [], "空图层")
    with pytest.raises(QgsProcessingException, match="空图层"):
        processing.run(ID, {"INPUT": empty, "OUTPUT": "memory:"})


def test_an_old_output_survives_a_failure(units, workplace):
    path = workplace / "old.gpkg"
    path.write_bytes(b"precious")
    with pytest.raises(QgsProcessingException):
        processing.run(ID, options(INPUT=units, NET="unit_name", OUTPUT=str(path)))
    assert path.read_bytes() == b"precious"


def test_refuses_a_locked_output(units, workplace):
    path = workplace / "locked.gpkg"
    holder = sqlite3.connect(path)
    holder.execute("create table t (a)")
    holder.execute("begin exclusive")
    try:
        with pytest.raises(QgsProcessingException, match="locked"):
            processing.run(ID, options(INPUT=units, OUTPUT=str(path)))
    finally:
        holder.close()


def test_refuses_to_overwrite_its_input(units, workplace):
    path = workplace / "in.gpkg"
    processing.run(ID, options(INPUT=units, OUTPUT=str(path)))
    with pytest.raises(QgsProcessingException, match="one of the inputs"):
        processing.run(ID, options(INPUT=str(path), OUTPUT=str(path)))


def test_a_second_run_keeps_the_first_classes(units):
    first = processing.run(ID, options(INPUT=units))["OUTPUT"]
    second = processing.run(ID, options(INPUT=first, TAU_C=2))["OUTPUT"]
    rows = rows_of(second)
    assert [row["cp_class_in"] for row in rows] == [unit[4] for unit in UNITS]
    assert rows[5]["cp_class"] == "PC"
    assert second.renderer().classAttribute() == "cp_class"


def test_cancel_leaves_nothing_behind(units, workplace, feedback):
    feedback.cancel()
    path = workplace / "never.gpkg"
    processing.run(ID, options(INPUT=units, OUTPUT=str(path)), feedback=feedback)
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_table_of_a_geopackage_appears_whole_or_not_at_all(units, workplace, cancelled):
    path = workplace / "家 all.gpkg"
    processing.run("native:savefeatures", {"INPUT": units, "OUTPUT": str(path), "LAYER_NAME": "kept"})
    destination = f"ogr:dbname='{path}' table=\"zones\" (geom)"
    feedback = RecordingFeedback(cancel_at=90 if cancelled else None)
    processing.run(ID, options(INPUT=units, OUTPUT=destination), feedback=feedback)
    layer = QgsVectorLayer(f"{path}|layername=zones", "zones", "ogr")
    assert layer.isValid() is not cancelled
    assert QgsVectorLayer(f"{path}|layername=kept", "kept", "ogr").featureCount() == len(UNITS)
    if not cancelled:
        assert layer.renderer().type() == "categorizedSymbol"
        assert provenance.read(layer)["algorithm"] == ID


@pytest.mark.parametrize("cancelled", [False, True])
def test_an_older_table_stays_until_the_new_one_is_whole(units, workplace, cancelled):
    path = workplace / "家 old.gpkg"
    for number, name in enumerate(("zones", "other")):
        kept = {"LAYER_NAME": name, "ACTION_ON_EXISTING_FILE": number}
        processing.run("native:savefeatures", {"INPUT": units, "OUTPUT": str(path), **kept})
    destination = f"ogr:dbname='{path}' table=\"zones\" (geom)"
    feedback = RecordingFeedback(cancel_at=90 if cancelled else None)
    processing.run(ID, options(INPUT=units, OUTPUT=destination), feedback=feedback)
    zones = QgsVectorLayer(f"{path}|layername=zones", "zones", "ogr")
    assert zones.featureCount() == len(UNITS)
    assert (zones.fields().lookupField("cp_class") >= 0) is not cancelled
    assert QgsVectorLayer(f"{path}|layername=other", "other", "ogr").featureCount() == len(UNITS)
    assert [item.name for item in workplace.iterdir()] == [path.name]


def test_a_table_is_never_its_own_output(units, workplace):
    path = workplace / "in.gpkg"
    processing.run("native:savefeatures", {"INPUT": units, "OUTPUT": str(path), "LAYER_NAME": "t"})
    with pytest.raises(QgsProcessingException, match="one of the inputs"):
        processing.run(
            ID,
            options(INPUT=f"{path}|layername=t", OUTPUT=f"ogr:dbname='{path}' table=\"t\" (geom)"),
        )


def test_a_refused_geometry_leaves_python_alive(provider):
    # QGIS's own check of geometries raises through the iterator and corrupts Python
    bow_tie = "POLYGON((500000 3300000,500100 3300100,500100 3300000,500000 3300100,500000 3300000))"
    fields = "field=net_tco2:double&field=q_p:double"
    layer = make_layer("Polygon", "EPSG:4547", fields, [(bow_tie, (10.0, 0.5))], "蝴蝶结")
    for _ in range(3):
        with pytest.raises(QgsProcessingException, match="蝴蝶结 has 1 invalid"):
            processing.run(ID, {"INPUT": layer, "OUTPUT": "memory:"})
        gc.collect()


def test_numbers_that_came_as_text_are_read(provider, feedback):
    fields = "field=net_tco2:string&field=area:double&field=pm25:double"
    rows = [(SQUARE.format(x=0, y=100), ("３,000", 100, 30)), (SQUARE.format(x=200, y=300), ("-", 100, 30))]
    layer = make_layer("Polygon", "EPSG:4547", fields, rows, "文本")
    out = rows_of(processing.run(ID, options(INPUT=layer), feedback=feedback)["OUTPUT"])
    assert [row["cp_class"] for row in out] == ["SC", "ND"]
    assert any("net_tco2" in text and "1" in text for text in feedback.infos)


def test_a_plain_table_is_enough(provider):
    table = make_layer(
        "None", "", "field=net_tco2:double&field=area:double&field=q_p:double", [("", (3000, 100, 0.5))], "表"
    )
    rows = rows_of(
        processing.run(
            ID, {"INPUT": table, "DENOMINATOR_FIELD": "area", "CARBON_BENCHMARK": 25, "OUTPUT": "memory:"}
        )["OUTPUT"]
    )
    assert rows[0]["cp_class"] == "CP"
    assert not math.isnan(rows[0]["margin"])


def test_runs_in_a_worker_context_without_a_project(units):
    context = QgsProcessingContext()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ID)
    results, fine = algorithm.run(options(INPUT=units), context, None)
    assert fine and results["OUTPUT"]
