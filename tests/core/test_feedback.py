"""The feedback register: numbers, deadlines, allowed transitions, refusals row by row."""

from __future__ import annotations

from datetime import date

import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.register import schema
from carbon_pollution_zoning.core.transmission import feedback
from carbon_pollution_zoning.core.transmission.feedback import Task, Update

DAY = date(2025, 3, 1)
WARNINGS = [
    Task("", "t1", "net_carbon", "", 2024, "red", "coal"),
    Task("", "t2", "net_carbon", "", 2024, "yellow"),
    Task("", "t3", "net_carbon", "", 2024, "green"),
    Task("", "t4", "net_carbon", "", 2024, "ND"),
]


def tasks(**more):
    return feedback.opened(WARNINGS, [], "yellow", DAY, {"red": 90}, **more)


def test_warnings_make_tasks_once():
    made = tasks()
    assert [(one.code, one.deadline) for one in made] == [
        ("t1/net_carbon/2024", date(2025, 5, 30)),
        ("t2/net_carbon/2024", None),
    ]
    assert feedback.opened(WARNINGS, [one.code for one in made], "yellow", DAY, {}) == []
    assert len(feedback.opened([*WARNINGS, WARNINGS[0]], [], "red", DAY, {})) == 1


def test_states_follow_the_table():
    one, two = tasks()
    updates = [
        Update(two.code, 2, "done", date(2025, 4, 2), result="boilers replaced"),
        Update(one.code, 1, "in_progress", date(2025, 4, 1), responsible="town"),
    ]
    made, moves = feedback.followed([one, two], updates, date(2025, 5, 30))
    assert [task.state for task in made] == ["in_progress", "done"]
    assert made[1].closed == date(2025, 4, 2) and made[0].responsible == "town"
    assert [(move.code[:2], move.before, move.after) for move in moves] == [
        ("t1", "open", "in_progress"),
        ("t2", "open", "done"),
    ]


def test_a_deadline_that_passes_makes_overdue_by_itself_and_an_extension_asks_for_a_new_one():
    (one, _) = tasks()
    made, moves = feedback.followed([one], [], date(2025, 5, 31))
    assert made[0].state == "overdue" and moves[0].on == date(2025, 5, 31)
    late = date(2025, 6, 5)
    with pytest.raises(InputError, match="without a new deadline"):
        feedback.followed([one], [Update(one.code, 1, "in_progress", late)], late)
    extended = Update(one.code, 1, "in_progress", late, deadline=date(2025, 9, 1))
    made, moves = feedback.followed([one], [extended], late)
    assert made[0].state == "in_progress" and [move.after for move in moves] == ["overdue", "in_progress"]


def test_what_breaks_the_rules_is_told_row_by_row():
    one, two = tasks()
    faulty = [
        Update(one.code, 1, "done", DAY),
        Update(two.code, 2, "overdue", DAY),
        Update(two.code, 3, "", date(2025, 2, 1)),
    ]
    with pytest.raises(InputError) as refusal:
        feedback.followed([one, two], faulty, DAY)
    told = str(refusal.value)
    assert "Row 1" in told and "without a result" in told
    assert "Row 2" in told and "allowed are in_progress, done, cancelled" in told
    assert "Row 3" in told and "before its opening" in told
    with pytest.raises(InputError, match=r"more than once: t1"):
        feedback.followed([one, one], [], DAY)
    with pytest.raises(InputError, match=r"nowhere \(7\)"):
        feedback.followed([one], [Update("nowhere", 7)], DAY)


def test_a_cancelled_task_stays_so_and_a_closed_one_may_come_back():
    (one, _) = tasks()
    made, _ = feedback.followed([one], [Update(one.code, 1, "cancelled", DAY, result="wrong figure")], DAY)
    with pytest.raises(InputError, match="allowed are –"):
        feedback.followed(made, [Update(one.code, 1, "open", DAY)], DAY)
    assert feedback.followed(made, [], date(2030, 1, 1))[0][0].state == "cancelled"


def test_the_table_names_states_of_the_register_alone():
    states = set(schema.codes("task_state"))
    assert set(feedback.STATES) == states
    assert {state for pair in feedback.transitions() for state in pair} <= states
