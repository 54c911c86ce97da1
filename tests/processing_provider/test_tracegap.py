"""The algorithm ``tracegap``: declares, refuses, follows gaps to units, sectors, enterprises and drivers."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:tracegap"
HAIYUE = f"{Path(__file__).resolve().parents[2] / 'resources' / 'sample' / 'haiyue.gpkg'}|layername="
TARGETS = HAIYUE + "plan_target|subset=concept='cod_load' and year=2025 and kind='target'"
COD = {
    "INPUT": HAIYUE + "pollutant_load",
    "SECTOR": "source",
    "VALUE": "amount",
    "INDICATOR": "pollutant",
    "ONLY": "COD",
    "BASE_YEAR": 2020,
    "UNITS": HAIYUE + "hierarchy",
}
FIELDS = (
    "field=unit_code:string&field=sector:string&field=enterprise:string&field=year:string&field=value:double"
    "&field=people:double&field=gdp:double&field=energy:double"
)
# methods C.7.4: base 200, 150, 50, now 250, 150, 60, target 400
ROWS = [
    ("t", sector, "", year, value, None, None, None)
    for year, values in (("2020", (200, 150, 50)), ("2024", (250, 150, 60)))
    for sector, value in zip(("industry", "living", "farming"), values)
]
# methods E.3
KAYA = [
    ("t", "s1", "", "2020", 250, 100, 200, 100),
    ("t", "s2", "", "2020", 90, 100, 300, 60),
    ("t", "s1", "", "2024", 225, 105, 230, 98),
    ("t", "s2", "", "2024", 98, 105, 380, 70),
]


def records(rows=ROWS):
    return make_layer("None", "", FIELDS, [("", row) for row in rows], "排放 records")


def run(rows=ROWS, feedback=None, **asked):
    given = {"OUTPUT": "memory:", "GAPS": "memory:"}
    if rows is not None:
        given["INPUT"] = records(rows)
    return processing.run(ID, {**given, **asked}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "monitoring"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["METHOD"].metadata()["codes"] == ["growth", "share", "lmdi"]
    assert made["WARN_LEVEL"].defaultValue() == "warn_level" and made["SHARE"].defaultValue() == 0.8


@pytest.mark.parametrize(
    ("method", "parts"),
    [("growth", [50, 10, 0]), ("share", [32.6087, 19.5652, 7.8261])],
)
def test_worked_cases_of_the_notes(provider, method, parts):
    result = run(METHOD=method, TARGET=400)
    rows = rows_of(result["OUTPUT"])
    assert [row["gap_part"] for row in rows] == pytest.approx(parts, abs=1e-4)
    assert sum(row["gap_part"] for row in rows) == pytest.approx(60)
    assert rows[0]["sector"] == "industry" and rows[0]["decisive"] == 1 and rows[-1]["cumulative_pct"] == 100
    (gap,) = rows_of(result["GAPS"])
    assert (gap["traced_gap"], gap["base_value"], gap["value_last"]) == (60, 400, 460)
    assert gap["cause"].startswith("industry")


def test_drivers_of_the_notes(provider):
    asked = {"METHOD": "lmdi", "POPULATION": "people", "GDP": "gdp", "ENERGY": "energy"}
    rows = rows_of(run(KAYA, **asked, TARGET=300)["OUTPUT"])
    effects: dict[str, float] = {}
    for row in rows:
        effects[row["driver"]] = effects.get(row["driver"], 0.0) + row["cause_change"]
    assert effects == pytest.approx(
        {
            "population": 16.160462,
            "affluence": 49.703670,
            "structure": -10.494216,
            "intensity": -45.682211,
            "emission factor": -26.687704,
        },
        abs=1e-6,
    )
    assert sum(effects.values()) == pytest.approx(-17)
    assert sum(row["gap_part"] for row in rows) == pytest.approx(323 - 300)


def test_practice_county_from_the_county_to_towns_and_sources(provider, feedback):
    result = run(None, feedback, **COD, WARNINGS=TARGETS, WARN_TARGET="value")
    rows = rows_of(result["OUTPUT"])
    county = [row for row in rows if row["unit_code"] == "990121" and row["cause_level"] == "unit"]
    assert sum(row["gap_part"] for row in county) == pytest.approx(20268.51 - 19640.819)
    assert [row["cause_unit_name"] for row in county if row["decisive"]] == ["盐港镇", "碧湾镇", "清源乡"]
    sectors = [row for row in rows if row["unit_code"] == "990121" and row["cause_level"] == "sector"]
    assert sum(row["gap_part"] for row in sectors) == pytest.approx(20268.51 - 19640.819)
    gaps = {row["unit_code"]: row for row in rows_of(result["GAPS"])}
    # the city has no records of its other counties: partial sums are not compared with its target
    assert gaps["9901"]["traced_gap"] is None and "990122" in gaps["9901"]["trace_note"]
    assert result["TRACED"] == 10
    # enterprises are named in 2024 alone, so they are told by their share
    assert {
        row["trace_method"] for row in rows if row["cause_level"] == "enterprise" and row["enterprise_name"]
    } <= {
        "share",
        None,
    }
    assert "by their share" in "\n".join(feedback.warnings)


def test_only_warnings_of_the_level_are_traced(provider):
    fields = "field=unit_code:string&field=target:double&field=warn_level:string"
    warned = make_layer("None", "", fields, [("", ("t", 400, "yellow"))], "预警")
    assert run(WARNINGS=warned)["TRACED"] == 0
    assert run(WARNINGS=warned, LEAST="yellow")["TRACED"] == 1


def test_without_a_target_the_change_is_traced_and_keeping_is_said(provider, feedback):
    (gap,) = rows_of(run()["GAPS"])
    assert gap["traced_gap"] == 60 and gap["target"] is None
    result = run(ROWS, feedback, TARGET=500)
    assert result["TRACED"] == 0 and "no gap" in feedback.text


def test_a_sink_that_falls_short(provider):
    rows = [(*row[:4], row[4], None, None, None) for row in ROWS]
    result = run(rows, TARGET=500, DIRECTION="floor")
    (gap,) = rows_of(result["GAPS"])
    assert gap["traced_gap"] == 40 and "none of them got worse" in gap["trace_note"]


def test_missing_values_are_left_out_and_told(provider, feedback):
    rows = [*ROWS, ("t", "living", "", "2024", None, None, None, None)]
    run(rows, feedback, TARGET=400)
    assert "1 records have no value" in "\n".join(feedback.warnings)


@pytest.mark.parametrize(
    ("rows", "changes", "words"),
    [
        (ROWS, {"INDICATOR": "sector"}, ["ONLY"]),
        (ROWS, {"INDICATOR": "sector", "ONLY": "coal"}, ["coal", "farming"]),
        (ROWS, {"METHOD": "lmdi"}, ["GDP", "ENERGY"]),
        (ROWS, {"BASE_YEAR": 2024}, ["2024", "2020"]),
        (ROWS, {"END_YEAR": 2030}, ["2030", "2024"]),
        ([("", *row[1:]) for row in ROWS], {}, ["6 rows", "排放"]),
        (
            [*KAYA[:3], (*KAYA[3][:5], 106, *KAYA[3][6:])],
            {"METHOD": "lmdi", "GDP": "gdp", "POPULATION": "people"},
            ["population", "t"],
        ),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, rows, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(rows, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_two_warnings_of_one_unit(provider):
    fields = "field=unit_code:string&field=target:double"
    warned = make_layer("None", "", fields, [("", ("t", 400)), ("", ("t", 300))], "预警")
    with pytest.raises(QgsProcessingException, match="same unit: t"):
        run(WARNINGS=warned)


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 50, 90):
        outputs = {name: str(workplace / f"{name}.gpkg") for name in ("OUTPUT", "GAPS")}
        run(None, RecordingFeedback(cancel_at=at), **COD, **outputs)
        assert list(workplace.iterdir()) == []


def test_from_the_early_warning_to_the_task(provider):
    """The columns of earlywarning, tracegap and feedbackregister fit without renaming."""
    table = HAIYUE + "plan_target|subset=concept='cod_load' and level=5 and kind in "
    warned = processing.run(
        "cpzoning:earlywarning",
        {
            "INPUT": table + "('base','reported')",
            "VALUES": "value",
            "ITEM": "concept",
            "PLAN": table + "('base','target')",
            "PLAN_ITEM": "concept",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    traced = run(None, **COD, WARNINGS=warned)
    tasks = processing.run(
        "cpzoning:feedbackregister",
        {
            "WARNINGS": warned,
            "CAUSES": traced["GAPS"],
            "LEAST": "orange",
            "TODAY": "2025-03-01",
            "OUTPUT": "memory:",
        },
    )
    rows = {row["unit_code"]: row for row in rows_of(tasks["OUTPUT"])}
    assert set(rows) == {"990121103", "990121104", "990121108", "990121109"}
    assert rows["990121103"]["cause"].startswith("industry 56 %")
    assert rows["990121103"]["task_code"] == "990121103/cod_load/2024"
