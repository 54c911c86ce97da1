"""The algorithm ``dataquality``: declares, refuses, finds what is wrong and nothing else, reports."""

from __future__ import annotations

import math
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:dataquality"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
PACKAGE = f"{SAMPLE / 'haiyue.gpkg'}|layername="
FIELDS = (
    "field=unit_code:string&field=activity:string&field=amount:string&field=unit:string"
    "&field=year:integer&field=origin:string"
)
ROWS = (
    ("01", "coal", "100", "t", 2020, "yearbook"),
    ("01", "coal", "0.0101", "10^4 t", 2021, "yearbook"),
    ("02", "coal", "５０", "t", 2020, ""),
    ("02", "coal", "500000", "t", 2021, ""),
    ("02", "coal", "约 5", "t", 2022, ""),
    ("3", "gas", "-7", "m3", 2020, "survey"),
    ("合计", "coal", "150", "t", 2020, ""),
    ("01", "coal", "101", "t", 2020, ""),
)


@pytest.fixture
def table(provider):
    return make_layer("None", "", FIELDS, [("", row) for row in ROWS], "活动")


@pytest.fixture
def units(provider):
    def square(x):
        return f"POLYGON(({x} 0,{x + 100} 0,{x + 100} 100,{x} 100,{x} 0))"

    rows = [(square(500000 + 100 * at), (code,)) for at, code in enumerate(("01", "02", "03", "04"))]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


def run(feedback=None, **options):
    return processing.run(ID, {"FINDINGS": "memory:", **options}, feedback=feedback or RecordingFeedback())


def found(result):
    return [(row["check_code"], row["unit_code"], row["year"]) for row in rows_of(result["FINDINGS"])]


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.canExecute()[0]
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["JUMP"].defaultValue() == 5.0
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        *("FINDINGS", "FIGURES", "REPORT", "ERRORS", "WARNINGS"),
        *("COMPLETENESS", "COVERAGE", "TRACEABILITY"),
    }


def test_finds_what_is_wrong_and_nothing_else(table, units, feedback):
    result = run(
        feedback, INPUT=table, ITEM="activity", SOURCES=["origin"], UNITS_LAYER=units, FIGURES="memory:"
    )
    assert sorted(found(result), key=str) == sorted(
        [
            ("total_row", "合计", None),
            ("unknown_code", "3", None),
            ("duplicate", "01", 2020),
            ("not_number", None, None),
            ("negative", None, None),
            ("slip", "02", 2021),
        ],
        key=str,
    )
    assert (result["ERRORS"], result["WARNINGS"]) == (4, 2)
    by_code = {row["check_code"]: row for row in rows_of(result["FINDINGS"])}
    assert "03" in by_code["unknown_code"]["problem"] and "约 5" in by_code["not_number"]["problem"]
    assert (by_code["slip"]["found_value"], by_code["slip"]["expected_value"]) == (500000, 50)
    assert result["TRACEABILITY"] == pytest.approx(100 * 3 / 8)
    assert result["COVERAGE"] == pytest.approx(100 * (2 + 2 + 0) / 12)
    shares = {(row["share_of"], row["share_name"]): row for row in rows_of(result["FIGURES"])}
    assert shares["field", "amount"]["present_n"] == 7
    assert shares["coverage", "2020"]["missing_list"] == "03, 04"
    assert shares["coverage", "2021 (ha)"]["share_pct"] == pytest.approx(50, abs=0.1)
    assert "4 errors, 2 warnings" in feedback.text


def test_keys_tell_rows_apart(table):
    assert ("duplicate", "01", 2020) not in found(run(INPUT=table, ITEM="activity", KEYS=["origin"]))


def test_years_are_chosen(table):
    assert found(run(INPUT=table, ITEM="activity", YEARS="2021")) == []


RELATIONS = [
    *("quotient", "forest_ha; cover_pct; land_ha", ""),
    *("closes", "share_farming；share_industry；share_services", "0.5"),
    *("span", "stock_2015_tc; stock_2024_tc; years; growth_tc_a", ""),
]
MAGNITUDES = ["coal_tce", "fuel_tco2", "tCO2", "fuel_tce", "tce"]


def test_the_faults_of_the_practice_county_are_found_and_no_others(provider, workplace, feedback):
    report = workplace / "质量 报告.html"
    result = run(
        feedback,
        INPUT=f"{PACKAGE}town_report",
        AMOUNTS=["fuel_tco2", "fuel_tce"],
        SOURCES=["source"],
        UNITS_LAYER=f"{PACKAGE}town",
        RELATIONS=RELATIONS,
        MAGNITUDES=MAGNITUDES,
        REPORT=str(report),
    )
    assert sorted((code, unit) for code, unit, _ in found(result)) == [
        ("beyond", "990121106"),
        ("closes", "990121108"),
        ("rate_scale", "990121107"),
        ("slip_magnitude", "990121102"),
        ("slip_magnitude", "990121103"),
        ("span", "990121201"),
    ]
    sentences = {row["unit_code"]: row["problem"] for row in rows_of(result["FINDINGS"])}
    assert "44/12" in sentences["990121102"] and "10^4" in sentences["990121103"]
    assert "all 9 years" in sentences["990121201"]
    assert result["TRACEABILITY"] == pytest.approx(100 * 10 / 12)
    page = report.read_text(encoding="utf-8")
    assert "83.3 %" in page and "44/12" in page and "<script" not in page


@pytest.mark.parametrize(
    ("name", "item", "keys"),
    [("activity_town", "activity", ["sector"]), ("quality_town", "pollutant", ["medium"])],
)
def test_sound_tables_of_the_practice_county_have_no_errors(provider, name, item, keys):
    result = run(INPUT=f"{PACKAGE}{name}", ITEM=item, KEYS=keys, UNITS_LAYER=f"{PACKAGE}town", JUMP=20)
    assert result["ERRORS"] == 0
    assert result["COVERAGE"] == pytest.approx(100)


def test_names_of_users_stay_text_in_the_report(provider, workplace):
    rows = [("", ("<b>1</b>", "<script>x</script>", "-1", "t", 2020, ""))]
    table = make_layer("None", "", FIELDS, rows, "<i>表</i>")
    report = workplace / "r.html"
    run(INPUT=table, ITEM="activity", REPORT=str(report))
    page = report.read_text(encoding="utf-8")
    assert "<script" not in page and "<i>表" not in page and "&lt;script&gt;" in page


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses_questions_that_are_none(table, units):
    text = refused(
        INPUT=table,
        RELATIONS=["quotint", "a; b; c", "", "sum", "amount", ""],
        MAGNITUDES=["coal", "amount", "t", "year", "a"],
    )
    assert "no relation of the kind quotint" in text and "needs 2 or more fields" in text
    assert "no rule of magnitudes coal" in text
    assert "has no field nothing" in refused(INPUT=table, RELATIONS=["sum", "amount; nothing", ""])
    assert "is one in tCO2/MWh" in refused(
        INPUT=table, MAGNITUDES=["electricity", "amount", "t", "year", "ha"]
    )
    assert "choose one field" in refused(INPUT=table, ITEM="activity", AMOUNTS=["amount", "year"])
    assert "(UNIT_CODE)" in refused(INPUT=table, UNIT_CODE="", UNITS_LAYER=units)
    assert "(AMOUNTS)" in refused(INPUT=table, AMOUNTS=[])


def test_a_layer_with_a_code_twice_is_refused(table, provider):
    double = make_layer("None", "", "field=unit_code:string", [("", ("01",)), ("", ("01",))], "乡镇")
    assert "乡镇 has 1 unit codes more than once: 01" in refused(INPUT=table, UNITS_LAYER=double)


def test_shares_that_cannot_be_known_are_missing_and_not_zero(table):
    result = run(INPUT=table)
    assert math.isnan(result["COVERAGE"]) and math.isnan(result["TRACEABILITY"])


@pytest.mark.parametrize("at", [0, 40])
def test_cancel_leaves_nothing(at, table, units, workplace):
    kept = workplace / "out"
    kept.mkdir()
    options = {"INPUT": table, "ITEM": "activity", "UNITS_LAYER": units}
    run(RecordingFeedback(cancel_at=at), FINDINGS=str(kept / "f.csv"), REPORT=str(kept / "r.html"), **options)
    assert list(kept.iterdir()) == []
