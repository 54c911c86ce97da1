"""What a run gives back: the same features whatever the output, nothing after a failure."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.processing_provider import run as module
from carbon_pollution_zoning.processing_provider.algorithms.zoning.sixclasszoning import SixClassZoning
from carbon_pollution_zoning.toolbelt.writing import BATCH

COUNT = 3 * BATCH + 7
FIELDS = "field=name:string&field=net_tco2:double&field=size:double&field=q_p:double"
BOW_TIE = "POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))"


@pytest.fixture
def many(provider):
    rng = np.random.default_rng(3)
    rows = [
        (f"POINT({number} {number % 7})", (f"单元 {number}", None if number % 11 == 0 else net, 1.0, q))
        for number, (net, q) in enumerate(rng.normal(0, 2, (COUNT, 2)).round(3).tolist())
    ]
    return make_layer("Point", "EPSG:4547", FIELDS, rows, "多")


def options(layer, **changes):
    return {
        "INPUT": layer,
        "NET": "net_tco2",
        "Q_P": "q_p",
        "DENOMINATOR_FIELD": "size",
        "CARBON_BENCHMARK": 1,
        "OUTPUT": "memory:",
        **changes,
    }


def test_files_and_layers_in_memory_hold_the_same_features(many, workplace):
    memory = processing.run("cpzoning:sixclasszoning", options(many))["OUTPUT"]
    path = workplace / "输出.gpkg"
    processing.run("cpzoning:sixclasszoning", options(many, OUTPUT=str(path)))
    written = QgsVectorLayer(str(path), "written", "ogr")
    assert written.featureCount() == COUNT
    in_file = [{key: value for key, value in row.items() if key != "fid"} for row in rows_of(written)]
    assert in_file == rows_of(memory)
    assert [f.geometry().asWkt() for f in written.getFeatures()] == [
        f.geometry().asWkt() for f in many.getFeatures()
    ]


def test_a_sweep_of_columns_gives_the_same_classes_as_a_walk_over_features(many, workplace):
    path = workplace / "in.gpkg"
    processing.run("native:savefeatures", {"INPUT": many, "OUTPUT": str(path)})
    swept = rows_of(processing.run("cpzoning:sixclasszoning", options(str(path)))["OUTPUT"])
    walked = rows_of(processing.run("cpzoning:sixclasszoning", options(many))["OUTPUT"])
    assert [{**row, "fid": None} for row in swept] == [{**row, "fid": None} for row in walked]


def test_cancel_in_the_middle_of_writing_leaves_nothing(many, workplace):
    feedback = RecordingFeedback(cancel_at=60)
    processing.run(
        "cpzoning:sixclasszoning", options(many, OUTPUT=str(workplace / "x.gpkg")), feedback=feedback
    )
    assert 60 <= max(feedback.percentages) < 100
    assert list(workplace.iterdir()) == []


def give(layer, ids, workplace):
    algorithm = SixClassZoning().create()
    parameters = options(layer, OUTPUT=str(workplace / "x.gpkg"))
    with module.Run(algorithm, parameters, QgsProcessingContext(), None) as run:
        run.give_features("OUTPUT", run.source("INPUT"), ids, {"q_c": np.zeros(len(ids))})


@pytest.mark.parametrize("change", ["one more", "one less", "another"])
def test_a_layer_that_changed_meanwhile_is_refused(many, workplace, change):
    ids = np.array([feature.id() for feature in many.getFeatures()])
    ids = {"one more": ids[:-1], "one less": np.append(ids, ids[-1] + 1), "another": ids[::-1]}[change]
    with pytest.raises(InputError, match="changed during the run"):
        give(many, ids, workplace)
    assert list(workplace.iterdir()) == []


def test_invalid_polygons_matter_only_where_they_are_measured(provider):
    layer = make_layer("Polygon", "EPSG:4547", FIELDS, [(BOW_TIE, ("bow tie", 1.0, 1.0, 1.0))], "蝴蝶结")
    assert (
        rows_of(processing.run("cpzoning:sixclasszoning", options(layer))["OUTPUT"])[0]["cp_class"] == "SCP"
    )
    with pytest.raises(QgsProcessingException, match="invalid"):
        processing.run("cpzoning:sixclasszoning", options(layer, DENOMINATOR_FIELD=None))


def test_texts_that_a_spreadsheet_would_run_are_made_harmless_in_its_files(provider, workplace):
    fields = "field=name:string&field=net_tco2:double&field=size:double&field=q_p:double"
    rows = [("", ("=cmd|' /C calc'!A0", -1.0, 1.0, -1.0)), ("", ("-5", 1.0, 1.0, 1.0))]
    table = make_layer("None", "", fields, rows, "表")
    path = workplace / "classes.csv"
    processing.run("cpzoning:sixclasszoning", options(table, OUTPUT=str(path)))
    text = path.read_text(encoding="utf-8")
    assert "'=cmd" in text and "'-5" not in text and "-1" in text
    whole = rows_of(processing.run("cpzoning:sixclasszoning", options(table))["OUTPUT"])
    assert whole[0]["name"] == "=cmd|' /C calc'!A0"


def shapefile_of(many, workplace, feedback, **changes):
    path = workplace / "分区 1.shp"
    processing.run("cpzoning:sixclasszoning", options(many, OUTPUT=str(path), **changes), feedback=feedback)
    return QgsVectorLayer(str(path), "written", "ogr")


def test_names_that_a_shapefile_cuts_are_told_and_stay_apart(provider, workplace, feedback):
    fields = (
        "field=emission_of_a:double&field=emission_of_b:double&field=单元名称甲:string&field=单元名称乙:string"
        "&field=net_tco2:double&field=size:double&field=q_p:double"
    )
    long = "说明" * 60
    rows = [
        ("POINT(0 0)", (1.0, 2.0, long, "乙", 1.0, 1.0, 1.0)),
        ("POINT(1 1)", (3.0, 4.0, "甲", "", 1.0, 1.0, 1.0)),
    ]
    layer = shapefile_of(make_layer("Point", "EPSG:4547", fields, rows, "名"), workplace, feedback)
    assert [field.name() for field in layer.fields()][:4] == ["emission_o", "emission_1", "单元名", "单元_1"]
    row = rows_of(layer)[0]
    assert (row["emission_o"], row["emission_1"], row["单元_1"]) == (1, 2, "乙")
    assert row["单元名"] == long[:84]
    assert "emission_of_a → emission_o, emission_of_b → emission_1, 单元名称甲 → 单元名" in feedback.text
    assert "单元名: 1" in feedback.text
    assert layer.renderer().classAttribute() == "cp_class"


def test_a_geopackage_cuts_nothing(many, workplace, feedback):
    processing.run(
        "cpzoning:sixclasszoning", options(many, OUTPUT=str(workplace / "x.gpkg")), feedback=feedback
    )
    assert "Shapefile" not in feedback.text


def chain(rows, feedback, **changes):
    """A second zoning of the result of a first one, whose input had flags of an account."""
    fields = FIELDS + "&field=flags:string&field=u:string"
    layer = make_layer("Point", "EPSG:4547", fields, rows, "链")
    first = processing.run("cpzoning:sixclasszoning", options(layer))["OUTPUT"]
    return processing.run("cpzoning:sixclasszoning", options(first, **changes), feedback=feedback)["OUTPUT"]


def test_a_step_repeats_no_column_that_tells_the_same(provider, feedback):
    second = chain([("POINT(0 0)", ("甲", 2.0, 1.0, 1.0, None, None))], feedback)
    names = [field.name() for field in second.fields()]
    assert len(names) == len(set(names)) and not [name for name in names if name.endswith(("_2", "_in"))]
    assert "stand there once: q_c, q_p" in feedback.text and "kept" not in feedback.text


def test_what_a_step_computes_anew_has_its_name_and_the_older_values_stay(provider, feedback):
    rows = [
        ("POINT(0 0)", ("甲", 2.0, 1.0, 1.0, "PART_E", "mine")),
        ("POINT(0 0)", ("乙", None, 1.0, 1.0, "", None)),
    ]
    second = chain(rows, feedback, TAU_C=4)
    row, other = rows_of(second)
    assert (row["u"], row["u_in"], row["u_in2"]) == (0.5, "mine", 2)
    assert (row["flags"], row["flags_in"], other["flags"]) == ("", "PART_E", "NO_N")
    assert (row["cp_class"], row["cp_class_in"]) == ("PC", "SCP")
    assert row["q_p"] == 1 and "q_p_in" not in row
    assert "u → u_in2" in feedback.text and "cp_class → cp_class_in" in feedback.text
    position = second.fields().lookupField("cp_class_in")
    assert second.attributeAlias(position) == "Class, of the input"
