"""The algorithm ``feedbackregister``: declares, refuses, keeps tasks over several runs, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:feedbackregister"
FIELDS = "field=unit_code:string&field=item:string&field=year:integer&field=warn_level:string"
WARNINGS = [("t1", "cod", 2024, "red"), ("t2", "cod", 2024, "yellow"), ("t3", "cod", 2024, "green")]
REPORTS = "field=task_code:string&field=task_state:string&field=date:date&field=task_result:string"
REPORTS += "&field=deadline:date"
FIRST = {"DAYS": ["red", "90", "yellow", "180"], "TODAY": "2025-03-01"}


def warned(rows=WARNINGS):
    return make_layer("None", "", FIELDS, [("", row) for row in rows], "预警 warnings")


def reports(rows):
    return make_layer("None", "", REPORTS, [("", row) for row in rows], "进展 reports")


def run(feedback=None, **asked):
    return processing.run(ID, {"OUTPUT": "memory:", "LOG": "memory:", **asked}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "monitoring"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["LEAST"].metadata()["codes"] == ["blue", "yellow", "orange", "red"]
    assert not made["DAYS"].defaultValue()


def test_from_warning_to_task_with_its_cause(provider, feedback):
    traced = make_layer(
        "None", "", "field=unit_code:string&field=cause:string", [("", ("t1", "mill 60 %"))], "causes"
    )
    result = run(feedback, WARNINGS=warned(), CAUSES=traced, **FIRST)
    rows = rows_of(result["OUTPUT"])
    assert [(row["task_code"], row["deadline"], row["task_state"]) for row in rows] == [
        ("t1/cod/2024", "2025-05-30", "open"),
        ("t2/cod/2024", "2025-08-28", "open"),
    ]
    assert rows[0]["cause"] == "mill 60 %" and rows[1]["cause"] is None
    assert rows[0]["task_measure"] and rows[0]["opened"] == "2025-03-01"
    assert (result["NEW"], result["OPEN"], result["OVERDUE"]) == (2, 2, 0)
    assert "1 new tasks have no cause" in "\n".join(feedback.warnings)


def test_register_goes_on_and_a_warning_given_twice_makes_one_task(provider, workplace):
    kept = workplace / "台账 tasks.csv"
    run(WARNINGS=warned(), **{**FIRST, "OUTPUT": str(kept)})
    done = reports(
        [
            ("t1/cod/2024", "in_progress", "2025-03-05", None, None),
            ("t2/cod/2024", "办结", "2025-03-06", "ok", None),
        ]
    )
    result = run(TASKS=str(kept), UPDATES=done, WARNINGS=warned(), TODAY="2025/6/1")
    rows = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
    assert result["NEW"] == 0 and len(rows) == 2
    assert rows["t1"]["task_state"] == "overdue"
    assert (rows["t2"]["task_state"], rows["t2"]["closed"]) == ("done", "2025-03-06")
    moves = [(row["task_code"][:2], row["state_before"], row["task_state"]) for row in rows_of(result["LOG"])]
    assert moves == [("t1", "open", "in_progress"), ("t2", "open", "done"), ("t1", "in_progress", "overdue")]
    extended = reports([("t1/cod/2024", "in_progress", "2025-06-02", None, "2025-09-01")])
    again = run(TASKS=result["OUTPUT"], UPDATES=extended, TODAY="2025-06-02")
    assert again["OVERDUE"] == 0 and rows_of(again["OUTPUT"])[0]["deadline"] == "2025-09-01"


def test_no_days_no_deadline(provider, feedback):
    result = run(feedback, WARNINGS=warned(), TODAY="2025-03-01")
    assert {row["deadline"] for row in rows_of(result["OUTPUT"])} == {None}
    assert "2 new tasks have no deadline" in "\n".join(feedback.warnings)


def test_least_level_decides(provider):
    assert run(WARNINGS=warned(), LEAST="red", TODAY="2025-03-01")["NEW"] == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ["TASKS", "WARNINGS"]),
        ({"WARNINGS": "w", "DAYS": ["purple", "90"]}, ["purple", "90"]),
        ({"WARNINGS": "w", "DAYS": ["red", "1.5"]}, ["red", "1.5"]),
        ({"WARNINGS": "w", "TODAY": "tomorrow"}, ["tomorrow", "2025-03-01"]),
        ({"WARNINGS": "w", "TODAY": "2025-02-30"}, ["2025-02-30"]),
        ({"WARNINGS": "w", "WARN_LEVEL": "item"}, ["cod", "orange"]),
        ({"WARNINGS": "w", "WARN_LEVEL": None}, ["WARN_LEVEL", "预警"]),
        ({"TASKS": "w"}, ["预警", "task_code", "task_state"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, asked, words):
    given = {name: warned() if value == "w" else value for name, value in asked.items()}
    with pytest.raises(QgsProcessingException) as refusal:
        run(**given)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_moves_that_are_not_allowed_row_by_row(provider):
    tasks = run(WARNINGS=warned(), **FIRST)["OUTPUT"]
    faulty = reports(
        [
            ("t1/cod/2024", "done", "2025-03-05", None, None),
            ("t2/cod/2024", "overdue", "2025-03-05", None, None),
        ]
    )
    with pytest.raises(QgsProcessingException) as refusal:
        run(TASKS=tasks, UPDATES=faulty, TODAY="2025-04-01")
    told = str(refusal.value)
    assert "Row 1" in told and "without a result" in told and "Row 2" in told and "in_progress, done" in told
    stranger = reports([("nowhere", "done", "2025-03-05", "ok", None)])
    with pytest.raises(QgsProcessingException, match="nowhere"):
        run(TASKS=tasks, UPDATES=stranger, TODAY="2025-04-01")


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 60):
        outputs = {name: str(workplace / f"{name}.csv") for name in ("OUTPUT", "LOG")}
        run(RecordingFeedback(cancel_at=at), WARNINGS=warned(), **{**FIRST, **outputs})
        assert list(workplace.iterdir()) == []
