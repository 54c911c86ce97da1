"""The algorithm ``industryzoning``: declares, refuses, judges long and wide tables, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:industryzoning"
FIELDS = "field=gbt4754:string&field=unit_code:string&field=unit_name:string&field=source_tco2:double"
FIELDS += "&field=eq_total:double&field=value:double&field=limit:double"
# sums: 1000 t and 100 over 1000 of output; see tests/core/test_industrytable.py
ROWS = [
    ("3110", "01", "甲镇", 400, 40, 80, 6),
    ("3110", "01", "甲镇", 100, 10, 20, 6),
    ("3110", "02", "乙镇", 240, 30, 200, 1),
    ("1392", "01", "甲镇", 60, 4, 200, 0.2),
    ("1392", "02", "乙镇", 100, 1, 100, 2),
    ("手工业", "01", "甲镇", 100, 15, 400, 0.1),
]


def table(rows=ROWS, fields=FIELDS, name="行业 表"):
    return make_layer("None", "", fields, [("", row) for row in rows], name)


def run(layer, feedback=None, **changes):
    outputs = dict.fromkeys(("OUTPUT", "INDUSTRIES", "EXITS"), "memory:")
    return processing.run(ID, {"INPUT": layer, "VALUE": "value", **outputs, **changes}, feedback=feedback)


def classes(layer):
    return {(row["industry_code"], row.get("unit_code")): row["cp_class"] for row in rows_of(layer)}


EXPECTED = {
    ("1392", "01"): "S",
    ("1392", "02"): "S",
    ("3110", "01"): "SCP",
    ("3110", "02"): "PC",
    ("手工业", "01"): "S",
}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert (made["TAU_C"].defaultValue(), made["WEIGHT"].defaultValue()) == (1.0, 0.5)
    assert made["STANDARD"].defaultValue() == 0 and made["SHAPE"].defaultValue() == 0
    assert made["EXITS"].createByDefault() and not made["REPORT"].createByDefault()


def test_classes_of_a_long_table(provider, feedback):
    result = run(table(), feedback)
    assert classes(result["OUTPUT"]) == EXPECTED
    rows = {(row["industry_code"], row["unit_code"]): row for row in rows_of(result["OUTPUT"])}
    steel = rows["3110", "01"]
    assert (steel["records"], steel["tco2e"], steel["output_intensity"]) == (2, 500, 5)
    assert (steel["q_c"], steel["q_p"]) == (pytest.approx(4), pytest.approx(4))
    assert (steel["unit_name"], steel["eq_total"]) == ("甲镇", 50)
    assert steel["location_quotient"] == pytest.approx((500 / 660) / 0.74)
    assert any("手工业" in text for text in feedback.warnings)
    assert any("exploration" in text for text in feedback.warnings)
    assert provenance.read(result["OUTPUT"])["standards"]["industry_average_carbon"] == 1.0


def test_industries_as_a_whole_and_exit_candidates(provider):
    result = run(table())
    whole = {row["industry_code"]: row for row in rows_of(result["INDUSTRIES"])}
    assert whole["3110"]["cp_class"] == "SCP"
    assert (whole["3110"]["n_scp"], whole["3110"]["n_pc"], whole["3110"]["n_total"]) == (1, 1, 2)
    (only,) = rows_of(result["EXITS"])
    assert (only["exit_order"], only["exit_kind"], only["saved_tco2"]) == (1, "structural", 500)
    assert only["exit_score"] == pytest.approx(1)
    assert (result["EXIT_COUNT"], result["EXIT_TCO2"]) == (1, 500)


def test_given_standards_of_the_rows(provider):
    result = run(table(), STANDARD="given", CARBON_STANDARD_FIELD="limit", POLLUTION_STANDARD=0.04)
    assert classes(result["OUTPUT"]) == {
        ("1392", "01"): "SC",
        ("1392", "02"): "S",
        ("3110", "01"): "SP",
        ("3110", "02"): "PC",
        ("手工业", "01"): "SC",
    }


def test_division_gathers_classes(provider):
    rows = [*ROWS, ("3120", "01", "甲镇", 1, 1, 1, 1)]
    result = run(table(rows), LEVEL="division")
    found = {(row["industry_code"], row["unit_code"]): row for row in rows_of(result["OUTPUT"])}
    assert (found["31", "01"]["records"], found["31", "01"]["tco2e"]) == (3, 501)
    assert ("手工业", "01") in found and ("13", "02") in found


@pytest.fixture
def wide(provider):
    """The same numbers as three wide tables, with a row of totals."""

    def made(name, values, first="gbt4754"):
        fields = f"field={first}:string&field=01:double&field=02:double"
        return make_layer("None", "", fields, [("", row) for row in values], name)

    return {
        "INPUT": made(
            "排放", [("3110", 500, 240), ("1392", 60, 100), ("手工业", 100, None), ("合计", 660, 340)]
        ),
        "LOAD_TABLE": made(
            "负荷", [("1392", 4, 1), ("3110", 50, 30), ("手工业", 15, None), ("合计", 69, 31)]
        ),
        "VALUE_TABLE": made("产值", [("1392", 200, 100), ("3110", 100, 200), ("手工业", 400, None)]),
    }


def test_wide_tables_give_the_same_classes(wide, feedback):
    changes = {"SHAPE": "industries", "INDUSTRY": "gbt4754", "CELLS": ["01", "02"], "VALUE": None}
    result = run(wide["INPUT"], feedback, **changes, **{k: wide[k] for k in ("LOAD_TABLE", "VALUE_TABLE")})
    assert classes(result["OUTPUT"]) == {**EXPECTED, ("手工业", "02"): "ND"}
    assert any("totals" in text for text in feedback.warnings)
    assert rows_of(result["OUTPUT"])[0]["pollution_load"] == 4


def test_wide_by_units(provider):
    fields = "field=unit_code:string&field=3110:double&field=1392:double"
    rows = [("01", 500, 60), ("02", 240, 100)]
    emission = make_layer("None", "", fields, [("", row) for row in rows], "a")
    load = make_layer("None", "", fields, [("", ("02", 30, 1)), ("", ("01", 50, 4))], "b")
    asked = {"SHAPE": "units", "UNIT": "unit_code", "CELLS": ["3110", "1392"], "VALUE": None}
    rows = {
        (row["industry_code"], row["unit_code"]): row
        for row in rows_of(run(emission, LOAD_TABLE=load, **asked)["OUTPUT"])
    }
    # without an output every cell is taken whole: mean 225 t and 21.25
    assert rows["3110", "01"]["q_c"] == pytest.approx(500 / 225 - 1)
    assert rows["1392", "02"]["q_p"] == pytest.approx(1 / 21.25 - 1)


def test_several_pollutants_with_standards(provider):
    asked = {
        "POLLUTANTS": ["eq_total", "0.1", "", "", "limit", "", "", ""],
        "LOAD": None,
        "STANDARD": "given",
    }
    rows = rows_of(run(table(), CARBON_STANDARD=1, **asked)["OUTPUT"])
    assert {row["limiting"] for row in rows} <= {"Pollution equivalents", "limit"}
    assert all("limit" in row and "eq_total" in row for row in rows)


def test_a_missing_number_is_not_zero(provider, feedback):
    rows = [*ROWS, ("1392", "03", "丙镇", None, 5, 5, 1)]
    result = run(table(rows), feedback)
    assert classes(result["OUTPUT"])["1392", "03"] == "ND"
    whole = {row["industry_code"]: row for row in rows_of(result["INDUSTRIES"])}
    assert (whole["1392"]["tco2e"], whole["1392"]["flags"]) == (160, "PART_E")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CARBON_STANDARD": 3}, ["CARBON_STANDARD", "STANDARD"]),
        ({"STANDARD": "given"}, ["POLLUTION_STANDARD"]),
        ({"LOAD": "nothing"}, ["nothing"]),
        ({"TAU_C": 0}, ["TAU_C"]),
        ({"SHAPE": "industries"}, ["CELLS", "LOAD_TABLE"]),
        ({"INDUSTRY": None, "UNIT": None, "EMISSION": None}, ["INDUSTRY", "UNIT", "EMISSION"]),
        ({"EMISSION": "unit_name"}, ["unit_name", "甲镇"]),
        ({"POLLUTANTS": ["none", "", "", ""]}, ["none"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(table(), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_wide_tables_that_do_not_fit(wide):
    asked = {"SHAPE": "industries", "INDUSTRY": "gbt4754", "CELLS": ["01", "02"], "VALUE": None}
    other = make_layer("None", "", "field=gbt4754:string&field=01:double", [("", ("3110", 1))], "短表")
    with pytest.raises(QgsProcessingException) as refusal:
        run(wide["INPUT"], LOAD_TABLE=other, **asked)
    assert "短表" in str(refusal.value) and "02" in str(refusal.value)


def test_refuses_a_table_of_totals_alone(provider):
    with pytest.raises(QgsProcessingException) as refusal:
        run(table([("合计", "01", "", 1, 1, 1, 1)]))
    assert "行业 表" in str(refusal.value)


def test_page_with_the_matrix(provider, workplace):
    path = workplace / "矩阵 page.html"
    run(table(), REPORT=str(path))
    page = path.read_text(encoding="utf-8")
    assert "<svg" in page and "SCP" in page and "甲镇" in page and "手工业" in page


def test_cancel_leaves_nothing_behind(provider, workplace):
    asked = {name: str(workplace / f"{name}.gpkg") for name in ("OUTPUT", "INDUSTRIES", "EXITS")}
    for at in (0, 40, 70):
        run(table(), RecordingFeedback(cancel_at=at), **asked, REPORT=str(workplace / "r.html"))
        assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(("column", "field"), [(3, "source_tco2"), (4, "eq_total"), (5, "value")])
@pytest.mark.parametrize("value", [-1.0, float("inf")])
def test_refuses_amounts_that_cannot_be_with_their_rows(provider, column, field, value):
    rows = [list(row) for row in ROWS]
    rows[2][column] = value
    with pytest.raises(QgsProcessingException) as refusal:
        run(table(rows))
    told = str(refusal.value)
    assert f"field {field} of 行业 表" in told and "rows: 3" in told
    assert "concentration" not in told and "standard" not in told


def test_names_of_enterprises_do_not_name_units(provider, feedback):
    rows = [(*row[:2], f"厂 {at}", *row[3:]) for at, row in enumerate(ROWS)]
    result = run(table([*rows, ("1392", "03", "独家厂", 1, 1, 1, 1)]), feedback)
    assert all("unit_name" not in row for row in rows_of(result["OUTPUT"]))
    assert any("unit_name" in text and "01: 厂 0, 厂 1" in text for text in feedback.warnings)


def test_equal_names_of_industries_are_told_apart_by_code(provider):
    rows = [("3021", "01", "甲镇", 1, 1, 1, 1), ("3022", "01", "甲镇", 1, 1, 1, 1), *ROWS]
    found = {row["industry_code"]: row["industry_name"] for row in rows_of(run(table(rows))["OUTPUT"])}
    assert found["3021"] != found["3022"] and found["3021"].endswith("(3021)")
    assert "(" not in found["3110"]


def test_the_limiting_load_is_called_by_its_name(provider):
    rows = rows_of(run(table())["OUTPUT"])
    assert {row["limiting"] for row in rows} == {"Pollution equivalents"}
