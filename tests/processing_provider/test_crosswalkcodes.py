"""The algorithm ``crosswalkcodes``: declares, translates, lists what stays open, refuses, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:crosswalkcodes"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
# code of the third survey, its translation into the guide, how
PARCELS = [
    ("0101", "0101", "same"),
    ("1004", "1207", "same"),
    ("0809", "13", "part"),
    ("1104A", "1704", "wider"),
    ("08H2", None, "several"),
    ("08H2", None, "several"),
    ("9999", None, "unknown"),
    (None, None, "missing"),
]


@pytest.fixture
def parcels(provider):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(PARCELS))]
    rows = zip(shapes, ((code,) for code, *_ in PARCELS))
    return make_layer("Polygon", "EPSG:4547", "field=DLBM:string", rows, "地类图斑 DLTB")


def run(parcels, feedback=None, **changes):
    asked = {"INPUT": parcels, "OUTPUT": "memory:", "CODES": "memory:", **changes}
    return processing.run(ID, asked, feedback=feedback)


def table(codes, kind="string"):
    return make_layer("None", "", f"field=DLBM:{kind}", [("", (code,)) for code in codes], "表")


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["CODE"].defaultValue() == "DLBM"
    assert (made["FROM"].defaultValue(), made["TO"].defaultValue()) == (1, 2)
    assert made["CODES"].createByDefault()


def test_translates_and_says_how(parcels):
    result = run(parcels)
    rows = rows_of(result["OUTPUT"])
    assert [(row["DLBM"], row["lu_target"], row["lu_match"]) for row in rows] == PARCELS
    assert rows[4]["lu_candidates"] == "0804, 0802, 0806, 0807, 0803, 0805"
    assert (rows[1]["lu_name"], rows[1]["lu_target_name"]) == (
        "Town and village street",
        "Town and village street land",
    )
    assert (rows[6]["lu_code"], rows[7]["lu_code"]) == ("9999", None)
    assert (result["TRANSLATED"], result["OPEN_COUNT"]) == (4, 4)
    assert result["OPEN_HA"] == pytest.approx(4.0, rel=2e-3)


def test_lists_each_code_with_count_area_and_evidence(parcels, feedback):
    rows = {row["lu_code"]: row for row in rows_of(run(parcels, feedback)["CODES"])}
    assert list(rows)[-3:] == ["08H2", "9999", None]
    assert rows["08H2"]["unit_count"] == 2
    assert rows["08H2"]["area_ha"] == pytest.approx(2.0, rel=2e-3)
    assert "same name" in rows["0101"]["evidence"]
    text = "\n".join(feedback.warnings)
    assert "08H2 (2×" in text and "9999 (1×" in text and "NULL (1×" in text


def test_takes_the_first_candidate_on_request(parcels):
    rows = rows_of(run(parcels, AMBIGUOUS="first")["OUTPUT"])
    assert (rows[4]["lu_target"], rows[4]["lu_match"]) == ("0804", "several")


@pytest.mark.parametrize(
    ("source", "target", "code", "expected"),
    [
        ("gbt21010_2017", "guide2023_landsea", "0501", "0901"),
        ("guide2023_landsea", "gbt21010_2017", "0901", None),
        ("gbt21010_2017", "third_survey", "0501", "05H1"),
        ("third_survey", "gbt21010_2017", "05H1", "05"),
        ("guide2023_landsea", "third_survey", "100101", "0601"),
        ("guide2023_landsea", "third_survey", "1905", None),
    ],
)
def test_both_directions(provider, source, target, code, expected):
    rows = rows_of(run(table([code]), FROM=source, TO=target)["OUTPUT"])
    assert rows[0]["lu_target"] == expected


def test_codes_that_came_as_numbers(provider):
    rows = rows_of(run(table([101, 1004, None], "integer"))["OUTPUT"])
    assert [row["lu_code"] for row in rows] == ["0101", "1004", None]


def test_the_layer_is_styled_and_tells_its_table(parcels, workplace):
    path = workplace / "指南 分类.gpkg"
    run(parcels, OUTPUT=str(path))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    assert layer.renderer().classAttribute() == "lu_match"
    record = provenance.read(layer)
    assert record["tables"]["landuse_crosswalk.csv"]["digest"]
    assert record["standards"]["land_use_target"] == "guide2023_landsea"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_tables_in_any_encoding(provider, workplace, encoding):
    path = workplace / "图斑 表.csv"
    path.write_bytes("地类编码,名称\n0101,水田\n1004,道路\n".encode(encoding))
    rows = rows_of(run(str(path), CODE="地类编码")["OUTPUT"])
    assert [row["lu_target"] for row in rows] == ["0101", "1207"]


def test_areas_of_a_field(provider):
    layer = make_layer(
        "None", "", "field=DLBM:string&field=ha:double", [("", ("08H2", 12.5)), ("", ("0101", 1))], "表"
    )
    result = run(layer, AREA_FIELD="ha")
    assert result["OPEN_HA"] == 12.5
    assert run(table(["08H2"]))["OPEN_HA"] is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"UNKNOWN": "refuse"}, ["9999 (1×"]),
        ({"FROM": "guide2023_landsea"}, ["guide2023_landsea", "itself"]),
        ({"CODE": "DLMC"}, ["DLMC", "DLBM"]),
        ({"AREA_FIELD": "DLBM"}, ["DLBM", "1104A"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(parcels, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(parcels, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_a_layer_without_codes(provider):
    layer = make_layer("None", "", "field=name:string", [("", ("a",))], "无代码")
    with pytest.raises(QgsProcessingException, match="无代码"):
        run(layer)


def test_cancel_leaves_nothing_behind(parcels, workplace):
    asked = {"OUTPUT": str(workplace / "a.gpkg"), "CODES": str(workplace / "b.csv")}
    run(parcels, RecordingFeedback(cancel_at=0), **asked)
    assert list(workplace.iterdir()) == []
