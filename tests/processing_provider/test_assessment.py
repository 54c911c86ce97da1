"""The algorithm ``assessment``: declares, refuses, scores, vetoes and grades, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from monitoring_layers import TOWNS, plan_of, rows_layer, squares
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:assessment"
# D.9: score 97.846154, veto by net carbon
CASE = (
    ("net", 1040.0, 1000.0, "ceiling", "rigid", "0.3"),
    ("pm", 30.0, 35.0, "ceiling", "rigid", "0.25"),
    ("sink", 260.0, 250.0, "floor", "expected", "0.15"),
    ("crop", 4010.0, 4000.0, "floor", "rigid", "0.2"),
    ("cover", 49.5, 55.0, "floor", "expected", "0.1"),
)


def run(feedback=None, **options):
    asked = {"VALUES": ["value"], "ITEM": "item", "OUTPUT": "memory:", **options}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def case_layer(net=1040.0, unit="u"):
    rows = [
        (unit, "某县", item, 2024, net if item == "net" else value, target)
        for item, value, target, *_ in CASE
    ]
    return rows_layer(rows, more="&field=target:double")


def settings(net="rigid"):
    rows = (
        [item, way, "", net if item == "net" else rigid, weight] for item, _, _, way, rigid, weight in CASE
    )
    return [cell for row in rows for cell in row]


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert {item.name() for item in algorithm.outputDefinitions()} == {"OUTPUT", "DETAILS", "REPORT"}


def test_the_case_of_the_notes(provider, workplace):
    details, report = workplace / "明细.csv", workplace / "考核.html"
    asked = {"TARGET_FIELD": "target", "INDICATORS": settings()}
    made = run(INPUT=case_layer(), DETAILS=str(details), REPORT=str(report), **asked)
    row = rows_of(made["OUTPUT"])[0]
    assert row["score"] == pytest.approx(97.846154, abs=1e-6)
    assert (row["vetoed"], row["grade"], row["items_n"], row["items_met"]) == ("net", "fail", 5, 3)
    points = [float(one["points"]) for one in rows_of(str(details))]
    assert sum(points) == pytest.approx(row["score"])
    assert "<svg" in report.read_text(encoding="utf-8")
    kept = rows_of(run(INPUT=case_layer(990.0), **asked)["OUTPUT"])[0]
    assert (kept["vetoed"], kept["grade"]) == (None, "excellent")
    soft = run(INPUT=case_layer(), TARGET_FIELD="target", INDICATORS=settings("expected"))
    assert rows_of(soft["OUTPUT"])[0]["grade"] == "excellent"


def test_own_limits_and_units_without_a_score(provider):
    asked = {"TARGET_FIELD": "target", "INDICATORS": settings("expected"), "LIMITS": "99，98, 50"}
    made = run(INPUT=case_layer(), UNITS_LAYER=squares(["u", "v"]), **asked)["OUTPUT"]
    found = {row["unit_code"]: row for row in rows_of(made)}
    assert found["u"]["grade"] == "pass"
    assert (found["v"]["score"], found["v"]["grade"]) == (None, None) and "NO_SCORE" in found["v"]["flags"]
    assert made.renderer().legendClassificationAttribute() == "grade"


def test_what_was_not_reported_lowers_the_coverage_only(provider):
    rows = [("u", "", "net", 2024, 5.0, 10.0), ("u", "", "pm", 2023, 5.0, 1.0)]
    made = run(INPUT=rows_layer(rows, more="&field=target:double"), TARGET_FIELD="target")["OUTPUT"]
    row = rows_of(made)[0]
    assert (row["score"], row["assessed_pct"], row["flags"], row["vetoed"]) == (100.0, 50.0, "PART", None)


def test_the_practice_county(provider):
    made = run(
        INPUT=plan_of("kind='reported'"),
        ITEM="indicator",
        PLAN=plan_of("kind IN ('base','target')"),
        PLAN_ITEM="indicator",
        UNITS_LAYER=TOWNS,
        DETAILS="memory:",
    )
    rows = rows_of(made["OUTPUT"])
    assert [row["grade"] for row in rows].count("fail") == 11
    assert all(row["score"] > 96 for row in rows if row["score"] is not None)
    late = next(row for row in rows if row["unit_code"] == "990121201")
    assert (late["unit_name"], late["score"]) == ("清源乡", None)
    coast = [row for row in rows_of(made["DETAILS"]) if row["item"] == "N04" and row["value"] == 0]
    assert all(row["flags"] == "NOT_APPLICABLE" for row in coast)


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses(provider):
    assert "must be 3 numbers that descend" in refused(INPUT=case_layer(), TARGET=1, LIMITS="60, 80, 90")
    assert "must be 3 numbers that descend" in refused(INPUT=case_layer(), TARGET=1, LIMITS="90")
    assert "Give a plan" in refused(INPUT=case_layer())
    assert "no values of 1999" in refused(INPUT=case_layer(), TARGET=1, YEAR_JUDGED=1999)


@pytest.mark.parametrize("at", [0, 45])
def test_cancel_leaves_nothing(provider, workplace, at):
    kept = workplace / "out"
    kept.mkdir()
    names = {"OUTPUT": str(kept / "a.gpkg"), "DETAILS": str(kept / "d.csv"), "REPORT": str(kept / "r.html")}
    run(RecordingFeedback(cancel_at=at), INPUT=case_layer(), TARGET_FIELD="target", **names)
    assert list(kept.iterdir()) == []
