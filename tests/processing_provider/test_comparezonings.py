"""The algorithm ``comparezonings``: declares, refuses, runs in its three ways, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.cartography import entries
from carbon_pollution_zoning.core.zoning import comparison
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:comparezonings"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
# unit, q_c, q_p, ha, class of today, class of tomorrow
UNITS = [
    ("0101", -1.0, -0.5, 10, "S", "S"),
    ("0102", 2.0, -0.5, 20, "SC", "SCP"),
    ("0103", 3.0, 1.4, 30, "SCP", "CP"),
    ("0104", 0.6, 0.3, 40, "CP", "S"),
    ("0105", 0.3, 0.6, 50, "PC", "SP"),
    ("0106", None, 1.0, 60, None, "S"),
]
FIELDS = (
    "field=unit_code:string&field=q_c:double&field=q_p:double&field=ha:double"
    "&field=cp_class:string&field=planned:string"
)


@pytest.fixture
def units(provider):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(UNITS))]
    return make_layer("Polygon", "EPSG:4547", FIELDS, zip(shapes, UNITS), "乡镇 2024")


def later(rows, name="乡镇 2030"):
    fields = "field=unit_code:string&field=cp_class:string"
    return make_layer("None", "", fields, [("", row) for row in rows], name)


def options(units, **changes):
    return {"INPUT": units, "AREA_FIELD": "ha", "OUTPUT": "memory:", **changes}


def by_measure(result):
    return {row["measure"]: (row["by_units"], row["by_area"]) for row in rows_of(result["SUMMARY"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    kinds = {d.name(): d.type() for d in algorithm.parameterDefinitions()}
    assert kinds["WAY"] == "enum" and kinds["SET_A"] == "string" and kinds["OTHER"] == "source"
    defaults = {d.name(): d.defaultValue() for d in algorithm.parameterDefinitions()}
    assert defaults["SET_A"] == "absolute" and defaults["CLASS_A"] == "cp_class"
    outputs = {output.name() for output in algorithm.outputDefinitions()}
    assert outputs == {"OUTPUT", "MATRIX", "SUMMARY", "AGREEMENT", "KAPPA", "IMPROVEMENT", "CHANGED"}


def test_two_standards_on_one_layer(units, feedback):
    asked = options(units, SET_A="absolute", SET_B="ratio_cone", MATRIX="memory:", SUMMARY="memory:")
    result = processing.run(ID, asked, feedback=feedback)
    rows = rows_of(result["OUTPUT"])
    assert [row["class_from"] for row in rows] == ["S", "SC", "SCP", "CP", "PC", "ND"]
    # 3.0 / 1.4 is out of the cone of 2; the weak ones stay
    assert [row["class_to"] for row in rows] == ["S", "SC", "CP", "CP", "PC", "ND"]
    assert [row["change_kind"] for row in rows] == ["same", "same", "improved", "same", "same", "ND"]
    assert rows[2]["class_change"] == "SCP→CP"
    assert (rows[2]["severity_gain"], rows[5]["severity_gain"]) == (1, None)
    assert result["AGREEMENT"] == pytest.approx(4 / 5)
    # p_e: S, SC and PC 1/25 each, CP 1 x 2 / 25: (0.8 - 0.2) / 0.8
    assert result["KAPPA"] == pytest.approx(0.75)
    # two standards judge one date, at which nothing improves
    assert result["IMPROVEMENT"] is None and "improvement" not in by_measure(result)
    assert "by the other zoning" in feedback.text and "worsened" not in feedback.text
    assert result["CHANGED"] == 1
    found = by_measure(result)
    assert found["compared"] == (5, 150)
    assert found["unknown"] == (1, 60)
    assert found["improved"] == (1, 30)
    standards = provenance.read(result["OUTPUT"])["standards"]
    assert standards["set_a"]["id"] == "absolute"
    assert standards["set_b_thresholds"]["cone_k"] == 2


def test_two_fields_of_one_layer(units):
    asked = options(units, WAY="fields", CLASS_B="planned", MATRIX="memory:", SUMMARY="memory:")
    result = processing.run(ID, asked)
    kinds = [row["change_kind"] for row in rows_of(result["OUTPUT"])]
    assert kinds == ["same", "worsened", "improved", "double_compliance", "single_control", "ND"]
    # severity: SC 1→SCP 3 on 20 ha, SCP 3→CP 2 on 30, CP 2→S 0 on 40, PC 2→SP 1 on 50, of 150 ha
    assert result["IMPROVEMENT"] == pytest.approx((-2 * 20 + 30 + 2 * 40 + 50) / 150)
    found = by_measure(result)
    assert found["double_compliance"] == (1, 40)
    assert found["single_control"] == (1, 50)
    assert found["agreement"] == (pytest.approx(1 / 5), pytest.approx(10 / 150))
    matrix = {row["class_from"]: row for row in rows_of(result["MATRIX"])}
    assert list(matrix) == ["S", "SC", "SP", "CP", "PC", "SCP", "ND", "total"]
    assert (matrix["CP"]["ha_s"], matrix["CP"]["n_s"], matrix["CP"]["ha_total"]) == (40, 1, 40)
    assert (matrix["ND"]["ha_s"], matrix["total"]["ha_s"], matrix["total"]["n_total"]) == (60, 110, 6)


def test_units_without_a_polygon_are_told_where_areas_are_measured(provider):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(4)]
    layer = make_layer("Polygon", "EPSG:4547", FIELDS, zip(["", *shapes], UNITS[:5]), "缺图")
    told, silent = RecordingFeedback(), RecordingFeedback()
    processing.run(ID, options(layer, WAY="fields", CLASS_B="planned", AREA_FIELD=""), feedback=told)
    assert "1 features of 缺图 have no polygon" in told.text and "(feature ids: 1)" in told.text
    processing.run(ID, options(layer, WAY="fields", CLASS_B="planned"), feedback=silent)
    assert "have no polygon" not in silent.text


@pytest.mark.parametrize("way", ["fields", "layers"])
def test_two_zonings_of_one_date_neither_improve_nor_worsen(units, feedback, way):
    asked = options(units, WAY=way, CLASS_B="planned", ONE_DATE=True, SUMMARY="memory:")
    asked["OTHER"] = later([(unit[0], unit[5]) for unit in UNITS])
    result = processing.run(ID, asked, feedback=feedback)
    assert result["IMPROVEMENT"] is None and "improvement" not in by_measure(result)
    assert by_measure(result)["agreement"] == (pytest.approx(1 / 5), pytest.approx(10 / 150))
    assert "by the other zoning" in feedback.text
    assert not any(word in feedback.text for word in ("improved", "worsened", "reached"))
    names = [row["measure_name"] for row in rows_of(result["SUMMARY"])]
    assert not any(word in " ".join(names) for word in ("improved", "worsened", "reached"))
    labels = [category.label() for category in result["OUTPUT"].renderer().categories()]
    assert labels and not any("orsened" in label or "mproved" in label for label in labels)


def test_two_layers_joined_by_unit_code(units, feedback):
    rows = [("0105", "SP"), ("0104", "S"), ("0103", "SCP"), ("0102", "SC"), ("0101", "S"), ("0199", "SCP")]
    result = processing.run(ID, options(units, WAY="layers", OTHER=later(rows)), feedback=feedback)
    kinds = [row["change_kind"] for row in rows_of(result["OUTPUT"])]
    assert kinds == ["same", "same", "same", "double_compliance", "single_control", "gone"]
    assert rows_of(result["OUTPUT"])[5]["class_to"] is None
    assert result["AGREEMENT"] == pytest.approx(3 / 5)
    assert any("0106" in text for text in feedback.warnings)
    assert any("0199" in text for text in feedback.warnings)


def test_the_order_of_features_does_not_matter(units):
    rows = [(unit[0], unit[5]) for unit in UNITS]
    one = processing.run(ID, options(units, WAY="layers", OTHER=later(rows), SUMMARY="memory:"))
    other = processing.run(ID, options(units, WAY="layers", OTHER=later(rows[::-1]), SUMMARY="memory:"))
    assert by_measure(one) == by_measure(other)


def test_only_the_units_that_differ(units):
    asked = options(units, WAY="fields", CLASS_B="planned", CHANGED_ONLY=True)
    result = processing.run(ID, asked)
    # of 0106 it is not known whether its class differs
    assert [row["unit_code"] for row in rows_of(result["OUTPUT"])] == ["0102", "0103", "0104", "0105"]
    assert result["CHANGED"] == 4
    assert len({row.geometry().asWkt() for row in result["OUTPUT"].getFeatures()}) == 4


def test_the_map_is_styled_by_what_the_change_means(units, workplace):
    path = workplace / "变化.gpkg"
    processing.run(ID, options(units, WAY="fields", CLASS_B="planned", OUTPUT=str(path)))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    assert layer.renderer().classAttribute() == "change_kind"
    drawn = {category.value() for category in layer.renderer().categories()}
    assert drawn == {*comparison.KINDS, ""} - {comparison.UNKNOWN}
    assert len(entries.legend("changes", "zh").entries) == len(comparison.KINDS)


def test_areas_are_measured_where_no_field_is_given(units):
    result = processing.run(
        ID, options(units, AREA_FIELD=None, WAY="fields", CLASS_B="planned", SUMMARY="memory:")
    )
    assert by_measure(result)["compared"][1] == pytest.approx(5.0, rel=2e-3)


def test_a_table_without_areas_has_no_measures_by_area(provider, feedback):
    table = make_layer("None", "", FIELDS, [("", row) for row in UNITS], "表")
    asked = options(table, AREA_FIELD=None, WAY="fields", CLASS_B="planned", SUMMARY="memory:")
    found = by_measure(processing.run(ID, asked, feedback=feedback))
    assert found["compared"] == (5, None)
    assert found["agreement"] == (0.2, None)
    assert any("表" in text and "areas" in text for text in feedback.warnings)


def test_classes_may_be_values_or_names(provider):
    fields = "field=unit_code:string&field=a:integer&field=b:string"
    rows = [("", ("1", 6, "强双超区")), ("", ("2", 1, "s")), ("", ("3", 0, "S"))]
    table = make_layer("None", "", fields, rows, "表")
    result = processing.run(
        ID, {"INPUT": table, "WAY": "fields", "CLASS_A": "a", "CLASS_B": "b", "OUTPUT": "memory:"}
    )
    assert [row["class_to"] for row in rows_of(result["OUTPUT"])] == ["SCP", "S", "S"]
    assert result["AGREEMENT"] == 1.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"WAY": "fields"}, ["CLASS_B", "乡镇 2024"]),
        ({"WAY": "fields", "CLASS_B": "cp_class"}, ["cp_class", "itself"]),
        ({"WAY": "fields", "CLASS_B": "plan"}, ["plan", "planned"]),
        ({"WAY": "fields", "CLASS_B": "unit_code"}, ["unit_code", "0101 (1×)"]),
        ({"WAY": "fields", "CLASS_B": "planned", "AREA_FIELD": "planned"}, ["planned", "1: 'S'"]),
        ({"WAY": "layers"}, ["OTHER"]),
        ({"SET_A": "absolut"}, ["absolut", "ratio_cone"]),
        ({"SET_B": "air_by_functional_area"}, ["I, II"]),
        ({"Q_C": "cp_class"}, ["cp_class", "S"]),
        ({"SET_B": "natural_breaks"}, ["at least 10"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(units, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, options(units, **changes))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_fields_that_are_not_there(provider):
    table = make_layer("None", "", "field=x:string", [("", ("S",))], "表")
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, {"INPUT": table, "OUTPUT": "memory:"})
    assert all(word in str(refusal.value) for word in ("Q_C", "Q_P", "表"))


def test_refuses_codes_that_appear_twice_or_lost_their_zeros(units):
    twice = later([("0101", "S"), ("0101", "SC"), ("0102", "S")])
    with pytest.raises(QgsProcessingException, match="0101"):
        processing.run(ID, options(units, WAY="layers", OTHER=twice))
    bare = later([("101", "S"), ("102", "S")])
    with pytest.raises(QgsProcessingException, match="zeros"):
        processing.run(ID, options(units, WAY="layers", OTHER=bare))


@pytest.mark.parametrize("cancel_at", [0, 60])
def test_cancel_leaves_nothing_behind(units, workplace, cancel_at):
    asked = options(units, OUTPUT=str(workplace / "never.gpkg"), SUMMARY=str(workplace / "never.csv"))
    processing.run(ID, asked, feedback=RecordingFeedback(cancel_at=cancel_at))
    assert list(workplace.iterdir()) == []
