"""The feedback register: from a warning to a task with cause, measure, deadline and state.

Supervision, repair, warning and feedback (zoning paper 4.3). Which state may follow which is a table of data;
what breaks it is refused row by row. A task has the number of its warning: one warning, one task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from ..csvdata import read_rows
from ..errors import Problem, problem, raise_if_any
from ..wording import shown
from . import warning

FILE = Path(__file__).parents[1] / "data" / "rules" / "task_transitions.csv"
OPEN, IN_PROGRESS, DONE, OVERDUE, CANCELLED = "open", "in_progress", "done", "overdue", "cancelled"
STATES = (OPEN, IN_PROGRESS, DONE, OVERDUE, CANCELLED)
BY_DEADLINE, BY_EXTENSION = "deadline", "extension"
CLOSED = (DONE, CANCELLED)
SHOWN = 10


@dataclass(frozen=True)
class Task:
    """One task; texts are empty and dates None where not known."""

    code: str
    unit: str
    indicator: str = ""
    subzone: str = ""
    year: int | None = None
    level: str = ""
    cause: str = ""
    measure: str = ""
    responsible: str = ""
    opened: date | None = None
    deadline: date | None = None
    closed: date | None = None
    state: str = OPEN
    result: str = ""


@dataclass(frozen=True)
class Update:
    """What somebody reports on a task; what is empty stays as it was.

    ``on`` is the day of the report, ``row`` its place in the table (from 1).
    """

    code: str
    row: int
    state: str = ""
    on: date | None = None
    deadline: date | None = None
    cause: str = ""
    measure: str = ""
    responsible: str = ""
    result: str = ""


@dataclass(frozen=True)
class Move:
    """One change of state, for the log."""

    code: str
    before: str
    after: str
    on: date
    name_en: str
    name_zh: str


@dataclass(frozen=True)
class Transition:
    """A move that is allowed, and what it asks for (``by``)."""

    by: str
    name_en: str
    name_zh: str


@cache
def transitions() -> Mapping[tuple[str, str], Transition]:
    """(state before, state after) -> the transition."""
    return {
        (row["from"], row["to"]): Transition(row["by"], row["name_en"], row["name_zh"])
        for row in read_rows(FILE, "table of transitions")
    }


def number(unit: str, indicator: str, subzone: str, year: int | None) -> str:
    """Number of the task of a warning.

    >>> number("990121102", "net_carbon", "U-SCP", 2024)
    '990121102/net_carbon/U-SCP/2024'
    """
    return "/".join(part for part in (unit, indicator, subzone, str(year or "")) if part)


def opened(
    warnings: Sequence[Task], known: Sequence[str], least: str, on: date, days: Mapping[str, int]
) -> list[Task]:
    """New tasks for the warnings that have reached *least* and have no task yet.

    Parameters
    ----------
    warnings
        One per warning, with unit, indicator, sub-zone, year, level, cause, measure and responsible.
    known
        Numbers of the tasks that are there already.
    least
        Lowest level (``blue`` .. ``red``) that makes a task.
    on
        Day on which the tasks are opened.
    days
        Level -> days until the deadline. Deadlines are a decision of the authority: a level without
        days gives a task without deadline.
    """
    rank = warning.LEVELS.index
    seen, made = set(known), []
    for one in warnings:
        code = number(one.unit, one.indicator, one.subzone, one.year)
        if code in seen or one.level not in warning.LEVELS or rank(one.level) < max(rank(least), 1):
            continue
        seen.add(code)
        due = on + timedelta(days=days[one.level]) if one.level in days else None
        made.append(replace(one, code=code, opened=on, deadline=due, state=OPEN))
    return made


def followed(tasks: Sequence[Task], updates: Sequence[Update], today: date) -> tuple[list[Task], list[Move]]:
    """Tasks after the reports on them, and every change of state.

    A task whose deadline has passed becomes overdue by itself: before a report that came later than the
    deadline, and at last by *today*.

    Raises
    ------
    InputError
        All rows that break a rule: unknown or doubled numbers, moves that are not allowed, a closing
        without result, an extension without a new deadline, a report from before the opening or the future.
    """
    faults = _doubled(tasks) + _unknown(tasks, updates)
    raise_if_any(faults)
    at = {task.code: task for task in tasks}
    moves: list[Move] = []
    for update in sorted(updates, key=lambda one: (one.on or today, one.row)):
        task = at[update.code]
        on = update.on or today
        faults += _untimely(task, update, on, today)
        task = _expired(task, on, moves)
        told = _refused(task, update, on)
        faults += told
        if not told:
            at[update.code] = _moved(task, update, on, moves)
    raise_if_any(faults)
    return [_expired(at[task.code], today, moves) for task in tasks], moves


def _expired(task: Task, on: date, moves: list[Move]) -> Task:
    allowed = transitions().get((task.state, OVERDUE))
    if allowed is None or task.deadline is None or task.deadline >= on:
        return task
    passed = task.deadline + timedelta(days=1)
    moves.append(Move(task.code, task.state, OVERDUE, passed, allowed.name_en, allowed.name_zh))
    return replace(task, state=OVERDUE)


def _moved(task: Task, update: Update, on: date, moves: list[Move]) -> Task:
    texts = ("cause", "measure", "responsible", "result")
    given = {name: getattr(update, name) for name in texts if getattr(update, name)}
    if update.deadline:
        given["deadline"] = update.deadline
    if update.state and update.state != task.state:
        allowed = transitions()[task.state, update.state]
        moves.append(Move(task.code, task.state, update.state, on, allowed.name_en, allowed.name_zh))
        given.update(state=update.state, closed=on if update.state in CLOSED else None)
    return replace(task, **given)


def _refused(task: Task, update: Update, on: date) -> list[Problem]:
    if not update.state or update.state == task.state:
        return []
    told = {"row": update.row, "code": task.code, "before": task.state, "after": update.state}
    allowed = transitions().get((task.state, update.state))
    if allowed is None or allowed.by == BY_DEADLINE:
        after = [to for (before, to), one in transitions().items() if before == task.state]
        words = ", ".join(to for to in after if to != OVERDUE) or "–"
        return [
            problem(
                "Row {row}: the task {code} cannot go from {before} to {after}; allowed are {allowed}.",
                allowed=words,
                **told,
            )
        ]
    if update.state in CLOSED and not (update.result or task.result):
        return [problem("Row {row}: the task {code} goes from {before} to {after} without a result.", **told)]
    if allowed.by == BY_EXTENSION and (update.deadline is None or update.deadline < on):
        return [
            problem(
                "Row {row}: the task {code} goes from {before} to {after} without a new deadline that is "
                "still to come.",
                **told,
            )
        ]
    return []


def _untimely(task: Task, update: Update, on: date, today: date) -> list[Problem]:
    begun = task.opened or on
    if begun <= on <= today:
        return []
    return [
        problem(
            "Row {row}: the report on the task {code} of {on} lies before its opening on {opened} or after "
            "{today}.",
            row=update.row,
            code=task.code,
            on=on.isoformat(),
            opened=begun.isoformat(),
            today=today.isoformat(),
        )
    ]


def _doubled(tasks: Sequence[Task]) -> list[Problem]:
    twice = [code for code, count in Counter(task.code for task in tasks).items() if count > 1]
    if not twice:
        return []
    return [
        problem(
            "The register has {count} tasks more than once: {codes}.",
            count=len(twice),
            codes=shown(twice, SHOWN),
        )
    ]


def _unknown(tasks: Sequence[Task], updates: Sequence[Update]) -> list[Problem]:
    known = {task.code for task in tasks}
    strange = [f"{one.code or '—'} ({one.row})" for one in updates if one.code not in known]
    if not strange:
        return []
    return [
        problem(
            "{count} reports name tasks that the register does not have (rows in brackets): {codes}.",
            count=len(strange),
            codes=shown(strange, SHOWN),
        )
    ]
