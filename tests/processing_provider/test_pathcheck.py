"""The algorithm ``pathcheck``: declares, refuses, compares with the planned path, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from monitoring_layers import FINE_DUST, TOWNS, plan_of, rows_layer, series, squares, wide_layer
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:pathcheck"
PLAN = [("01", "", "x", 2015, 5.0), ("01", "", "x", 2030, 3.0)]


def run(feedback=None, **options):
    asked = {"VALUES": ["value"], "OUTPUT": "memory:", **options}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["TOLERANCE"].defaultValue() == 0.0
    assert definitions["RECENT"].defaultValue() == 5


def test_the_case_of_the_notes(provider, workplace):
    # D.8: planned 3.8 in 2024, actual 3.7 is ahead by 2.63 %
    table, plan = (
        rows_layer(series([5.0, 4.9, 4.6, 4.8, 4.4, 4.3, 4.0, 4.1, 3.9, 3.7])),
        rows_layer(PLAN, "规划"),
    )
    checks, report = workplace / "检查.csv", workplace / "路径.html"
    row = rows_of(run(INPUT=table, PLAN=plan, CHECKS=str(checks), REPORT=str(report))["OUTPUT"])[0]
    assert (row["year"], row["planned"], row["path_state"]) == (2024, pytest.approx(3.8), "ahead")
    assert row["path_gap_pct"] == pytest.approx(-2.63, abs=0.005)
    assert (row["node_year"], row["node_target"]) == (2030, 3.0)
    assert row["needed_a"] == pytest.approx((3.0 - 3.7) / 6)
    assert row["needed_times"] == pytest.approx(row["needed_a"] / row["slope_a"])
    states = [one["path_state"] for one in rows_of(str(checks))]
    assert (len(states), states[0], states[3]) == (10, "on", "behind")
    assert row["behind_n"] == states.count("behind")
    assert "<svg" in report.read_text(encoding="utf-8")


def test_floors_tolerance_and_years(provider):
    table, plan = rows_layer(series([5.0] * 10)), rows_layer(PLAN)
    floor = rows_of(run(INPUT=table, PLAN=plan, DIRECTION="floor")["OUTPUT"])[0]
    assert floor["path_state"] == "ahead"
    near = rows_of(run(INPUT=table, PLAN=plan, NODES="2016", TOLERANCE=0.05)["OUTPUT"])[0]
    assert (near["year"], near["path_state"]) == (2016, "on")
    compound = rows_of(run(INPUT=table, PLAN=plan, WAY="compound", NODES="2020")["OUTPUT"])[0]
    assert compound["planned"] == pytest.approx(5 * (3 / 5) ** (5 / 15))


def test_without_a_plan_the_path_runs_from_base_to_target(provider):
    layer = wide_layer(
        [("a", 10.0, 9.0, 8.0, 4.0), ("b", None, None, None, 4.0)], (2020, 2021, 2022), "&field=t:double"
    )
    fields = ["v_2020", "v_2021", "v_2022"]
    asked = {"INPUT": layer, "LAYOUT": "fields", "VALUES": fields, "TARGET_FIELD": "t", "TARGET_YEAR": 2026}
    first, second = rows_of(run(**asked)["OUTPUT"])
    assert (first["planned"], first["path_state"]) == (8.0, "on")
    assert (second["path_state"], second["flags"]) == ("ND", "NO_DATA NO_PLAN")
    later = rows_of(run(**asked, BASE_YEAR=2021)["OUTPUT"])[0]
    assert later["planned"] == pytest.approx(8.0) and later["flags"] == "OUTSIDE"


def test_who_has_not_reported_is_not_judged_by_an_old_value(provider, feedback):
    rows = [*series([5.0] * 10, "01"), *series([5.0] * 9, "02")]
    plan = rows_layer([*PLAN, ("02", "", "x", 2015, 5.0), ("02", "", "x", 2030, 3.0)])
    made = run(feedback, INPUT=rows_layer(rows), PLAN=plan, UNITS_LAYER=squares(["01", "02"]))["OUTPUT"]
    found = {row["unit_code"]: row for row in rows_of(made)}
    assert (found["02"]["path_state"], found["02"]["value"], found["02"]["flags"]) == ("ND", None, "LATE")
    assert "LATE: 1" in feedback.text
    assert made.renderer().legendClassificationAttribute() == "path_state"


def test_the_practice_county(provider):
    made = run(
        INPUT=plan_of("indicator='T02' AND kind IN ('base','reported')"),
        PLAN=plan_of("indicator='T02' AND kind IN ('base','target')"),
        UNITS_LAYER=TOWNS,
    )
    states = [row["path_state"] for row in rows_of(made["OUTPUT"])]
    assert {word: states.count(word) for word in states} == {"behind": 10, "ahead": 1, "ND": 1}
    dust = run(INPUT=FINE_DUST, VALUES=["amount"], TARGET=30, BASE_YEAR=2020, TARGET_YEAR=2030)["OUTPUT"]
    assert len(rows_of(dust)) == 12


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses(provider):
    table = rows_layer(series([5.0] * 10))
    text = refused(INPUT=table)
    assert "Give a plan" in text and "(TARGET_YEAR)" in text
    assert "cannot be read at" in refused(INPUT=table, PLAN=table, NODES="soon")
    assert "No row is of the years 1999" in refused(INPUT=table, PLAN=table, NODES="1999")
    below = rows_layer([("01", "", "x", 2015, 5.0), ("01", "", "x", 2030, -3.0)])
    assert "Choose a linear path" in refused(INPUT=table, PLAN=below, WAY="compound")
    assert "PLAN_VALUE" in refused(INPUT=table, PLAN=table, PLAN_VALUE="")


@pytest.mark.parametrize("at", [0, 45])
def test_cancel_leaves_nothing(provider, workplace, at):
    kept = workplace / "out"
    kept.mkdir()
    table, names = (
        rows_layer(series([5.0] * 10)),
        {"OUTPUT": str(kept / "a.gpkg"), "CHECKS": str(kept / "c.csv")},
    )
    run(RecordingFeedback(cancel_at=at), INPUT=table, PLAN=rows_layer(PLAN), **names)
    assert list(kept.iterdir()) == []
