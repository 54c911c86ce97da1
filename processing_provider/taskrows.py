"""Tables of tasks, warnings and reports on tasks, read into the words of the feedback register and back."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import csvdata, joining, vocabulary, years
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.register import schema
from ..core.transmission import feedback, warning
from ..core.transmission.feedback import Task, Update
from ..toolbelt.translation import language, translate
from . import matrices
from .hierarchies import objects
from .parameters import ANY_TABLE, advanced, field, source
from .request import Request
from .run import Run

WARNINGS, WARN_UNIT, WARN_INDICATOR = "WARNINGS", "WARN_UNIT", "WARN_INDICATOR"
WARN_SUBZONE, WARN_YEAR, WARN_LEVEL = "WARN_SUBZONE", "WARN_YEAR", "WARN_LEVEL"
CAUSE, MEASURE, RESPONSIBLE = "CAUSE", "MEASURE", "RESPONSIBLE"
CAUSES, CAUSE_UNIT, CAUSE_TEXT = "CAUSES", "CAUSE_UNIT", "CAUSE_TEXT"
TASKS, UPDATES = "TASKS", "UPDATES"
SHOWN = 10
#: Attribute of a task -> its column here, and in the table of the register.
COLUMNS = {
    "code": ("task_code", "code"),
    "unit": ("unit_code", "unit"),
    "indicator": ("indicator", "indicator"),
    "subzone": ("subzone", "subzone"),
    "year": ("year", "year"),
    "level": ("warn_level", "level"),
    "cause": ("cause", "cause"),
    "measure": ("task_measure", "measure"),
    "responsible": ("responsible", "responsible"),
    "opened": ("opened", "opened"),
    "deadline": ("deadline", "deadline"),
    "closed": ("closed", "closed"),
    "state": ("task_state", "state"),
    "result": ("task_result", "result"),
}
_DATES = ("opened", "deadline", "closed")
_UPDATES = ("code", "state", "deadline", "cause", "measure", "responsible", "result")
# a date field comes as the text of its Qt value
_QT_DATE = re.compile(r".*QDate\w*\((\d+), (\d+), (\d+).*\)")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Tables of the register, of warnings and of reports on tasks."""
    return (
        source(TASKS, translate("TaskRows", "Register so far (output of an earlier run)"), ANY_TABLE, True),
        source(WARNINGS, translate("TaskRows", "Warnings that make tasks"), ANY_TABLE, True),
        field(WARN_UNIT, translate("TaskRows", "Unit code"), "unit_code", WARNINGS),
        field(WARN_LEVEL, translate("TaskRows", "Warning level"), "warn_level", WARNINGS),
        field(WARN_INDICATOR, translate("TaskRows", "Indicator"), "item", WARNINGS),
        field(WARN_YEAR, translate("TaskRows", "Year"), "year", WARNINGS),
        advanced(field(WARN_SUBZONE, translate("TaskRows", "Sub-zone"), "subzone", WARNINGS)),
        advanced(field(CAUSE, translate("TaskRows", "Cause"), "cause", WARNINGS)),
        advanced(
            field(
                MEASURE,
                translate("TaskRows", "Measure (empty: that of the warning level)"),
                "task_measure",
                WARNINGS,
            )
        ),
        advanced(field(RESPONSIBLE, translate("TaskRows", "Responsible"), "responsible", WARNINGS)),
        source(CAUSES, translate("TaskRows", "Causes by unit (traced units of tracegap)"), ANY_TABLE, True),
        advanced(field(CAUSE_UNIT, translate("TaskRows", "Unit code of the cause"), "unit_code", CAUSES)),
        advanced(field(CAUSE_TEXT, translate("TaskRows", "Cause in words"), "cause", CAUSES)),
        source(UPDATES, translate("TaskRows", "Reports on tasks"), ANY_TABLE, True),
    )


def problems(request: Request) -> list[Problem]:
    """Tables that lack what they are given for."""
    given = {name: request.optional_source(name) for name in (TASKS, WARNINGS, CAUSES, UPDATES)}
    if given[TASKS] is None and given[WARNINGS] is None:
        return [problem("Give the register so far (TASKS), warnings (WARNINGS), or both.")]
    found = []
    for name, needed in ((WARNINGS, (WARN_UNIT, WARN_LEVEL)), (CAUSES, (CAUSE_UNIT, CAUSE_TEXT))):
        lacking = [one for one in needed if given[name] is not None and not request.field(one)]
        if lacking:
            found.append(
                problem(
                    "Choose the fields {fields} of {layer}.",
                    fields=", ".join(lacking),
                    layer=request.layer_name(name),
                )
            )
    for name, needed in ((TASKS, ("code", "unit", "state")), (UPDATES, ("code",))):
        lacking = [
            COLUMNS[one][0] for one in needed if given[name] is not None and not _field(request, name, one)
        ]
        if lacking:
            found.append(
                problem(
                    "{layer} lacks the fields {fields}, which the register writes.",
                    layer=request.layer_name(name),
                    fields=", ".join(lacking),
                )
            )
    return found


def _field(request: Request, table: str, attribute: str) -> str:
    fields = request.optional_source(table).fields()
    return next((name for name in COLUMNS[attribute] if fields.lookupField(name) >= 0), "")


def day(text, what: str = "") -> date | None:
    """The day that a text writes (2025-03-01, 2025/3/1, 2025年3月1日); None where it is empty.

    Raises
    ------
    InputError
        It writes none, or one that does not exist.
    """
    written = "" if text is None else str(text).strip()
    if not written:
        return None
    found = _QT_DATE.fullmatch(written) or _DAY.fullmatch(written)
    try:
        return date(*(int(part) for part in found.groups()[:3])) if found else _refuse(written, what)
    except ValueError:
        return _refuse(written, what)


def _refuse(text: str, what: str):
    raise InputError(
        problem("{text} of {field} is no date; write it as 2025-03-01.", text=text, field=what or "–")
    )


def tasks(run: Run) -> list[Task]:
    """Tasks of the register so far."""
    if run.optional_source(TASKS) is None:
        return []
    cells, count = _cells(run, TASKS, tuple(COLUMNS))
    made, faults = [], []
    for row in range(count):
        values = {name: column[row] for name, column in cells.items()}
        state = schema.listed("task_state", values["state"])
        if not state:
            faults.append(
                problem(
                    "Row {row}: the state {state} is not known; use {accepted}.",
                    row=row + 1,
                    state=values["state"] or "–",
                    accepted=schema.accepted("task_state"),
                )
            )
        made.append(Task(**{**values, "state": state}))
    raise_if_any(faults)
    return made


def updates(run: Run) -> list[Update]:
    """Reports on tasks, with the day of the report in the field ``date`` where there is one."""
    if run.optional_source(UPDATES) is None:
        return []
    cells, count = _cells(run, UPDATES, _UPDATES)
    days: list = [None] * count
    if run.source(UPDATES).fields().lookupField("date") >= 0:
        days = [day(one, "date") for one in run.columns(UPDATES, ["date"])["date"].tolist()]
    made, faults = [], []
    for row in range(count):
        values = {name: column[row] for name, column in cells.items()}
        state = schema.listed("task_state", values["state"]) if values["state"] else ""
        if values["state"] and not state:
            faults.append(
                problem(
                    "Row {row}: the state {state} is not known; use {accepted}.",
                    row=row + 1,
                    state=values["state"],
                    accepted=schema.accepted("task_state"),
                )
            )
        made.append(Update(**{**values, "state": state}, row=row + 1, on=days[row]))
    raise_if_any(faults)
    return made


def _cells(run: Run, table: str, attributes) -> tuple[dict[str, list], int]:
    """Cells of a table by attribute; dates as dates, years as numbers, texts as texts."""
    names = {one: _field(run, table, one) for one in attributes}
    read = run.columns(table, [name for name in names.values() if name])
    made: dict[str, list] = {}
    for one, name in names.items():
        if not name:
            made[one] = [None if one in (*_DATES, "year") else ""] * len(read)
        elif one in _DATES:
            made[one] = [day(cell, name) for cell in read[name].tolist()]
        elif one == "year":
            made[one] = [int(year) or None for year in years.years(read[name], name).tolist()]
        else:
            made[one] = _texts(read[name])
    return made, len(read)


def _texts(column: np.ndarray) -> list[str]:
    if column.dtype != object:
        return joining.codes(column).tolist()
    return ["" if cell is None else str(cell) for cell in column.tolist()]


def warnings(run: Run) -> list[Task]:
    """Warnings as tasks to be, with the cause, measure and responsible body that are known."""
    if run.optional_source(WARNINGS) is None:
        return []
    asked = (WARN_UNIT, WARN_LEVEL, WARN_INDICATOR, WARN_SUBZONE, CAUSE, MEASURE, RESPONSIBLE)
    names = {one: run.field(one) for one in (*asked, WARN_YEAR)}
    read = run.columns(WARNINGS, list(names.values()))
    cells = {one: _texts(read[names[one]]) if names[one] else [""] * len(read) for one in asked}
    year = (
        years.years(read[names[WARN_YEAR]], names[WARN_YEAR]).tolist()
        if names[WARN_YEAR]
        else [0] * len(read)
    )
    unit = joining.codes(read[names[WARN_UNIT]]).tolist()
    known = {item.code: item for item in schema.value_list("warning_level")}
    strange = sorted({level for level in cells[WARN_LEVEL] if level and level not in known})
    blank = [str(row + 1) for row, code in enumerate(unit) if not code]
    faults = []
    if strange:
        faults.append(
            problem(
                "The warning levels {levels} are not known; use {accepted}.",
                levels=", ".join(strange[:SHOWN]),
                accepted=", ".join(warning.LEVELS),
            )
        )
    if blank:
        faults.append(
            problem(
                "{count} rows of {layer} have no unit code (rows: {rows}). Fill it in.",
                count=len(blank),
                layer=run.layer_name(WARNINGS),
                rows=", ".join(blank[:SHOWN]),
            )
        )
    raise_if_any(faults)
    told, usual = _causes(run), usual_measures()
    return [
        Task(
            "",
            code,
            cells[WARN_INDICATOR][row],
            cells[WARN_SUBZONE][row],
            year[row] or None,
            cells[WARN_LEVEL][row],
            cells[CAUSE][row] or told.get(code, ""),
            cells[MEASURE][row] or usual.get(cells[WARN_LEVEL][row], ""),
            cells[RESPONSIBLE][row],
        )
        for row, code in enumerate(unit)
    ]


def _causes(run: Run) -> dict[str, str]:
    if run.optional_source(CAUSES) is None:
        return {}
    names = [run.field(CAUSE_UNIT), run.field(CAUSE_TEXT)]
    read = run.columns(CAUSES, names)
    return dict(zip(joining.codes(read[names[0]]).tolist(), _texts(read[names[1]])))


def usual_measures() -> dict[str, str]:
    """Measures that the official ladder names for each warning level, in the user's language."""
    rows = csvdata.read_rows(vocabulary.FOLDER.parent / "rules" / "warning_levels.csv", "list")
    return {row["code"]: row[f"measures_{language()}"] for row in rows}


def days(request: Request, name: str) -> dict[str, int]:
    """Warning level -> days until the deadline; refuses what is no level or no whole number above 0."""
    made, faults = {}, []
    for level, text in matrices.rows(request.matrix(name), 2):
        try:
            count = csvdata.number(text)
        except InputError:
            count = float("nan")
        if level not in warning.LEVELS or not (count > 0 and float(count).is_integer()):
            faults.append(
                problem(
                    "{level} with {text} days is no deadline: write blue, yellow, orange or red, and whole "
                    "days.",
                    level=level,
                    text=text or "–",
                )
            )
            continue
        made[level] = int(count)
    raise_if_any(faults)
    return made


def task_columns(found: list[Task]) -> dict[str, np.ndarray]:
    """Declared columns of the register; dates as 2025-03-01."""

    def cell(task: Task, name: str):
        value = getattr(task, name)
        return value.isoformat() if isinstance(value, date) else value or None

    return {column: objects(cell(task, name) for task in found) for name, (column, _) in COLUMNS.items()}


def move_columns(found: list[feedback.Move]) -> dict[str, np.ndarray]:
    """Declared columns of the log."""
    words = "name_zh" if language() == "zh" else "name_en"
    return {
        "task_code": objects(one.code for one in found),
        "moved_on": objects(one.on.isoformat() for one in found),
        "state_before": objects(one.before for one in found),
        "task_state": objects(one.after for one in found),
        "move_name": objects(getattr(one, words) for one in found),
    }
