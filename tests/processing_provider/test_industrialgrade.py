"""The algorithm ``industrialgrade``: declares, refuses, grades parcels and enterprises, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.cartography import symbology
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:industrialgrade"
FIELDS = "field=YDYHFLDM:string&field=gbt4754:string&field=source_tco2:double&field=ha:double"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
# land code, industry, t CO2e, ha; mean of the emitters 6000 t / 60 ha = 100, so thresholds 100 and 200
PARCELS = [
    ("100101", "3921", 2500, 10),  # 250 t/ha: clean by the guide, of high carbon
    ("100103", "3011", 1500, 10),  # 150
    ("100102", "2221", 1000, 10),  # 100: on the threshold
    ("1001", "3011", 1000, 30),  # the guide does not tell; 33
    ("100101", "3011", None, 10),  # emission unknown
    ("0701", "3011", 9999, 10),  # homes
    (None, "99", 0, 10),
]


@pytest.fixture
def parcels(provider):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(PARCELS))]
    return make_layer("Polygon", "EPSG:4547", FIELDS, zip(shapes, PARCELS), "工业 用地")


def run(layer, feedback=None, **changes):
    asked = {"INPUT": layer, "AREA_FIELD": "ha", "CODE": "YDYHFLDM", "OUTPUT": "memory:", "CROSS": "memory:"}
    return processing.run(ID, {**asked, **changes}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["EMISSION"].defaultValue() == "source_tco2"
    assert made["INDUSTRY"].defaultValue() == "gbt4754"
    assert made["GRADE_SET"].defaultValue() == 0 and made["CROSS"].createByDefault()


def test_grades_by_emission_land_and_industry(parcels, feedback):
    result = run(parcels, feedback)
    rows = rows_of(result["OUTPUT"])
    assert (result["LOWER_USED"], result["UPPER_USED"]) == (100, 200)
    assert [row["grade_pair"] for row in rows] == ["P1-C3", "P3-C2", "P2-C1", "P3-C1", "P1-C3", None, None]
    assert [row["carbon_basis"] for row in rows] == [*["emission"] * 4, "sector", None, "emission"]
    assert [row["pollution_basis"] for row in rows][2:4] == ["land_code", "sector"]
    assert [row["grade_gap"] for row in rows] == [2, -1, -1, -2, 2, None, None]
    assert [row["industrial"] for row in rows] == [1, 1, 1, 1, 1, 0, 1]
    assert (rows[0]["carbon_tco2_ha"], rows[1]["two_high"], rows[5]["carbon_grade"]) == (250, 1, None)
    assert result["HIDDEN"] == 2
    text = "\n".join(feedback.warnings)
    assert "99 (1×)" in text and "1 features of 工业 用地 are not industrial" in text


def test_cross_table(parcels):
    rows = {(row["pollution_grade"], row["carbon_grade"]): row for row in rows_of(run(parcels)["CROSS"])}
    assert len([pair for pair in rows if None not in pair]) == 9
    assert (rows[1, 3]["unit_count"], rows[1, 3]["area_ha"], rows[1, 3]["tco2e"]) == (2, 20, 2500)
    assert rows[1, 3]["share"] == pytest.approx(2500 / 6000)
    assert rows[None, 1]["unit_count"] == 1
    assert sum(row["unit_count"] for row in rows.values()) == 6
    assert sum(row["share"] for row in rows.values()) == pytest.approx(1)


def test_enterprises_by_their_industry_alone(provider):
    fields = "field=unit_code:string&field=gbt4754:string"
    rows = [("POINT(0 0)", ("1", "3011")), ("POINT(1 1)", ("2", "3921")), ("POINT(2 2)", ("3", None))]
    layer = make_layer("Point", "EPSG:4547", fields, rows, "企业")
    result = run(layer, AREA_FIELD=None, CODE=None)
    assert [row["grade_pair"] for row in rows_of(result["OUTPUT"])] == ["P3-C3", "P1-C1", None]
    assert result["LOWER_USED"] is None
    cross = {(row["pollution_grade"], row["carbon_grade"]): row for row in rows_of(result["CROSS"])}
    assert (cross[3, 3]["unit_count"], cross[3, 3]["area_ha"], cross[3, 3]["share"]) == (1, None, None)


def test_given_thresholds_keep_their_origin(parcels):
    result = run(parcels, GRADE_SET="given", LOWER=30, UPPER=120, ORIGIN="县级规划 2035")
    assert [row["carbon_grade"] for row in rows_of(result["OUTPUT"])][:4] == [3, 3, 2, 2]
    standards = provenance.read(result["OUTPUT"])["standards"]
    assert (standards["grade_set"], standards["grade_origin"]) == ("given", "县级规划 2035")


def test_natural_breaks_are_marked_as_exploratory(parcels, feedback):
    result = run(parcels, feedback, GRADE_SET="natural_breaks")
    assert (result["LOWER_USED"], result["UPPER_USED"]) == (pytest.approx(100 / 3), 150)
    assert any("exploration only" in text for text in feedback.warnings)


def test_area_of_the_polygons(parcels):
    row = rows_of(run(parcels, AREA_FIELD=None)["OUTPUT"])[0]
    assert row["area_ha"] == pytest.approx(1, rel=2e-3)
    assert row["carbon_tco2_ha"] == pytest.approx(2500, rel=2e-3)


def test_styled_by_both_grades(parcels, workplace):
    path = workplace / "分级 map.gpkg"
    run(parcels, OUTPUT=str(path))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    assert layer.renderer().classAttribute() == "grade_pair"
    assert len(symbology.legend("industrial", "zh").entries) == 10


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"GRADE_SET": "given"}, ["nan", "ORIGIN"]),
        ({"GRADE_SET": "given", "LOWER": 9, "UPPER": 3, "ORIGIN": "x"}, ["9", "3", "below"]),
        ({"UNKNOWN": "refuse"}, ["99 (1×)"]),
        ({"EMISSION": "co2"}, ["co2"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(parcels, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(parcels, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_texts_that_are_no_numbers(provider):
    fields = "field=gbt4754:string&field=source_tco2:string&field=ha:double"
    table = make_layer("None", "", fields, [("", ("3011", "much", 1)), ("", ("3011", "1,000", 1))], "表")
    with pytest.raises(QgsProcessingException) as refusal:
        run(table, CODE=None)
    assert all(word in str(refusal.value) for word in ("source_tco2", "1: 'much'", "表"))


def test_refuses_what_cannot_be_graded(provider):
    table = make_layer("None", "", "field=name:string&field=source_tco2:double", [("", ("a", 1))], "表")
    with pytest.raises(QgsProcessingException) as refusal:
        run(table, AREA_FIELD=None, CODE=None)
    assert "pollution grade" in str(refusal.value) and "area" in str(refusal.value)


def test_cancel_leaves_nothing_behind(parcels, workplace):
    asked = {"OUTPUT": str(workplace / "a.gpkg"), "CROSS": str(workplace / "b.csv")}
    run(parcels, RecordingFeedback(cancel_at=0), **asked)
    assert list(workplace.iterdir()) == []
