"""The algorithm ``earlywarning``: all cases of the notes, moves, chances, the worst of a unit, refusals."""

from __future__ import annotations

import csv
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from monitoring_layers import AIR, TOWNS, WORLD, plan_of, rows_layer, series, squares, wide_layer
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.cartography import entries
from carbon_pollution_zoning.core.csvdata import read_rows
from carbon_pollution_zoning.core.transmission.ladder import RULES

ID = "cpzoning:earlywarning"
FIXTURES = Path(__file__).parents[1] / "fixtures"


def cases():
    with (FIXTURES / "warning_test_cases.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def run(feedback=None, **options):
    asked = {"VALUES": ["value"], "OUTPUT": "memory:", "DRAWS": 200, **options}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["KAPPA"].defaultValue() == 0.1 and definitions["WINDOW"].defaultValue() == 10


def course(value, trend):
    """Ten years that end at *value* and rise, fall or stay."""
    return [value + trend * 0.5 * (year - 9) for year in range(10)]


def test_all_cases_of_the_notes(provider):
    rows, matrix, listed = [], [], cases()
    for number, case in enumerate(listed):
        values = course(float(case["value"]), float(case["trend"]))
        rows += [(*row, float(case["target"])) for row in series(values, "u", f"i{number:02d}")]
        matrix += [f"i{number:02d}", case["direction"], case["kappa"], "", ""]
    assert len(listed) == 19
    # a floor's pressure grows where its value falls: the trend of the cases is that of the pressure
    for number, case in enumerate(listed):
        if case["direction"] == "floor":
            values = course(float(case["value"]), -float(case["trend"]))
            rows = [row for row in rows if row[2] != f"i{number:02d}"]
            rows += [(*row, float(case["target"])) for row in series(values, "u", f"i{number:02d}")]
    table = rows_layer(rows, more="&field=target:double")
    made = run(INPUT=table, ITEM="item", TARGET_FIELD="target", INDICATORS=matrix)
    found = {row["item"]: row for row in rows_of(made["OUTPUT"])}
    for number, case in enumerate(listed):
        row = found[f"i{number:02d}"]
        assert row["warn_level"] == case["expected"], case
        if case["deviation"]:
            assert row["deviation"] == pytest.approx(float(case["deviation"]), abs=1e-9)
    assert found["i18"]["flags"] == "NO_SCALE NO_SD"


def test_moves_and_what_follows(provider, workplace):
    rows = series([80, 85, 92, 95, 97, 99, 101, 104], "01")
    history, report = workplace / "历年.csv", workplace / "预警.html"
    table = rows_layer(rows)
    made = run(INPUT=table, TARGET=100, UNITS="memory:", HISTORY=str(history), REPORT=str(report))
    row = rows_of(made["OUTPUT"])[0]
    assert (row["year"], row["warn_level"], row["warn_before"], row["warn_move"]) == (
        2022,
        "red",
        "red",
        "same",
    )
    assert [one["warn_level"] for one in rows_of(str(history))] == [
        *("green", "green", "blue", "blue", "yellow", "yellow", "red", "red")
    ]
    earlier = rows_of(run(INPUT=table, TARGET=100, YEAR_JUDGED=2021)["OUTPUT"])[0]
    assert (earlier["warn_before"], earlier["warn_move"], earlier["year_before"]) == ("yellow", "worse", 2020)
    jump = rows_of(run(INPUT=table, TARGET=100, YEAR_JUDGED=2021, YEAR_BEFORE=2016)["OUTPUT"])[0]
    assert jump["warn_before"] == "green" and jump["warn_response"] == earlier["warn_response"]
    assert rows_of(made["UNITS"])[0]["warn_level"] == "red"
    assert "<svg" in report.read_text(encoding="utf-8")


def test_chances_come_from_the_uncertainty(provider):
    rows = series([80, 85, 92, 95, 97, 99, 101, 104], "01", "x", 2015, 1e-6)
    sure = rows_of(run(INPUT=rows_layer(rows, more="&field=value_sd:double"), TARGET=100)["OUTPUT"])[0]
    assert (sure["p_red"], sure["p_level"], sure["level_modal"]) == (1.0, 1.0, "red")
    rows = series([80, 85, 92, 95, 97, 99, 101, 104], "01", "x", 2015, 5.0)
    unsure = rows_of(run(INPUT=rows_layer(rows, more="&field=value_sd:double"), TARGET=100)["OUTPUT"])[0]
    parts = [unsure[f"p_{name}"] for name in ("red", "orange", "yellow", "blue", "green")]
    assert sum(parts) == pytest.approx(1.0) and 0.2 < parts[0] < 0.9 and parts[2] > 0
    none = rows_of(run(INPUT=rows_layer(series([1, 2, 3])), TARGET=100)["OUTPUT"])[0]
    assert none["p_level"] is None and none["level_modal"] is None and "NO_SD" in none["flags"]


def test_targets_on_the_path_and_at_the_node(provider):
    plan = rows_layer([("01", "", "x", 2020, 100.0), ("01", "", "x", 2025, 50.0)])
    table = rows_layer(series([70.0] * 4, "01", first=2020))
    asked = {"INPUT": table, "PLAN": plan}
    assert rows_of(run(**asked)["OUTPUT"])[0]["target"] == pytest.approx(70.0)
    assert rows_of(run(**asked, AT_NODES=True)["OUTPUT"])[0]["target"] == 50.0


def test_fields_of_years_with_a_benchmark(provider):
    years = range(2015, 2025)
    layer = wide_layer([("a", *([2.0] * 10), 10.0)], years, "&field=bench:double")
    fields = [f"v_{year}" for year in years]
    asked = {"INPUT": layer, "LAYOUT": "fields", "VALUES": fields, "TARGET": 0}
    row = rows_of(run(**asked, SCALE_FIELD="bench")["OUTPUT"])[0]
    assert (row["deviation"], row["warn_level"]) == (pytest.approx(0.2), "orange")
    assert rows_of(run(**asked)["OUTPUT"])[0]["warn_level"] == "ND"


def test_a_value_that_is_missing_gives_no_level(provider):
    rows = [*series([90.0] * 5, "01"), *series([90.0] * 4, "02")]
    made = run(INPUT=rows_layer(rows), TARGET=100, UNITS_LAYER=squares(["01", "02", "03"]))["OUTPUT"]
    levels = {row["unit_code"]: (row["warn_level"], row["flags"].split()[:1]) for row in rows_of(made)}
    assert levels["01"][0] == "green"
    assert levels["02"] == levels["03"] == ("ND", ["NO_VALUE"])
    assert made.renderer().legendClassificationAttribute() == "warn_level"


def test_the_practice_county(provider):
    made = run(
        INPUT=AIR,
        VALUES=["amount"],
        ITEM="pollutant",
        TARGET_FIELD="limit_value",
        KAPPA=0.2,
        UNITS_LAYER=TOWNS,
        UNITS="memory:",
    )
    levels = [row["warn_level"] for row in rows_of(made["OUTPUT"])]
    assert {one: levels.count(one) for one in levels} == {"green": 24, "blue": 7, "orange": 3, "yellow": 2}
    worst = {row["unit_name"]: (row["warn_level"], row["decisive_items"]) for row in rows_of(made["UNITS"])}
    assert worst["临港镇"] == ("orange", "PM2.5")


def test_indicators_bring_their_settings(provider):
    made = run(
        INPUT=plan_of("kind IN ('base','reported')"),
        ITEM="indicator",
        PLAN=plan_of("kind IN ('base','target')"),
        PLAN_ITEM="indicator",
    )
    found = {(row["unit_code"], row["item"]): row for row in rows_of(made["OUTPUT"])}
    assert found["990121100", "T09"]["kappa"] == 0.2 and found["990121100", "T09"]["direction"] == "ceiling"
    assert found["990121100", "T03"]["direction"] == "floor"
    assert "SHORT" in found["990121100", "T09"]["flags"]


def test_the_world_against_five_per_cent_less_than_in_2005(provider):
    rows = {row["iso3"]: row for row in rows_of(str(WORLD)) if int(row["year"]) == 2005}
    plan = rows_layer(
        [(code, "", "", 2019, 0.95 * float(row["CO2_kt"])) for code, row in rows.items() if row["CO2_kt"]]
    )
    made = run(INPUT=str(WORLD), UNIT_CODE="iso3", VALUES=["CO2_kt"], PLAN=plan, DRAWS=100)
    levels = {row["unit_code"]: row["warn_level"] for row in rows_of(made["OUTPUT"])}
    assert (levels["CHN"], levels["IND"], levels["GBR"]) == ("red", "red", "green")


def test_the_colours_are_those_of_the_rule(provider):
    rule = {row["code"]: row["colour"] for row in read_rows(RULES / "warning_levels.csv", "levels")}
    legend = {entry.code: entry.colour for entry in entries.legend("warnings", "zh").entries}
    assert {code: legend[code] for code in rule if code != "ND"} == {
        k: v for k, v in rule.items() if k != "ND"
    }
    grades = {row["code"]: row["colour"] for row in read_rows(RULES / "assessment_grades.csv", "grades")}
    shown = {entry.code: entry.colour for entry in entries.legend("grades", "en").entries}
    assert {code: shown[code] for code in grades} == grades


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses(provider):
    table = rows_layer(series([1.0] * 5))
    assert "Give a plan" in refused(INPUT=table)
    assert "no values of 1999" in refused(INPUT=table, TARGET=1, YEAR_JUDGED=1999)
    assert "must lie before" in refused(INPUT=table, TARGET=1, YEAR_JUDGED=2016, YEAR_BEFORE=2018)
    assert "must lie before" in refused(INPUT=table, TARGET=1, YEAR_BEFORE=2019)
    assert "has no field nowhere" in refused(INPUT=table, TARGET_FIELD="nowhere")


@pytest.mark.parametrize("at", [0, 30, 60])
def test_cancel_leaves_nothing(provider, workplace, at):
    kept = workplace / "out"
    kept.mkdir()
    table = rows_layer([row for number in range(30) for row in series([1.0] * 9, f"{number:02d}")])
    names = {"OUTPUT": str(kept / "a.gpkg"), "UNITS": str(kept / "u.gpkg"), "REPORT": str(kept / "r.html")}
    run(RecordingFeedback(cancel_at=at), INPUT=table, TARGET=1, **names)
    assert list(kept.iterdir()) == []
