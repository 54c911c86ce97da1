"""The door of the register: rows are brought into the types of the schema, or refused with all faults."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timezone

from ..errors import Problem, Words, problem, raise_if_any
from . import schema as schemas
from .changes import INSERT, PUT, REMOVE, UPDATE, VERSION, Change
from .schema import GEOMETRY, Field, Table

SHOWN = 5
_UNREADABLE = object()
_LARGEST_INTEGER = 2**31 - 1


def moment(at: datetime | None = None) -> str:
    """A moment (now, where none is given) as the register writes it: UTC to the millisecond."""
    at = (at or datetime.now(timezone.utc)).astimezone(timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def checked(table: Table, change: Change) -> Change:
    """*change* in the types of the schema.

    Raises
    ------
    InputError
        Fields that are not of the table, texts where numbers are due, missing values that are required,
        words that are not of the list, numbers out of range, keys that appear twice; all of them at once.
    """
    found: list[Problem] = []
    columns = {}
    for name, values in _completed(table, change).items():
        if name == GEOMETRY and table.geometry:
            columns[name] = [None if value is None else bytes(value) for value in values]
        elif name not in table.names:
            found.append(
                problem(
                    "The table {table} of the register has no field {field}.", table=_told(table), field=name
                )
            )
        else:
            columns[name] = _column(table, table.field(name), values, found)
    found += _lacking(table, change)
    raise_if_any(found)
    made = Change(table.name, columns, change.mode)
    raise_if_any(_repeated(table, made))
    return made


def _completed(table: Table, change: Change) -> dict[str, Sequence]:
    """Columns with those of the key that have a default; of a row that replaces another, all of them."""
    absent = [
        item.name
        for item in table.fields
        if item.name not in change.columns
        and ((item.key and item.default is not None) or change.mode == PUT)
        and not (change.mode == VERSION and item.name == "version")
    ]
    return {**change.columns, **{name: [None] * len(change) for name in absent}}


def _told(table: Table) -> Words:
    return Words(table.name_en, table.name_zh)


def _column(table: Table, item: Field, values: Sequence, found: list[Problem]) -> list:
    read = {"integer": _integer, "real": _real, "date": _date, "moment": _moment}.get(item.type, _text)
    made = [read(value) for value in values]
    default = _default_of(item)
    if default is not None:
        made = [default if value is None else value for value in made]
    found += [one for one in (_unread(table, item, values, made), _missing(table, item, made)) if one]
    if item.list:
        found += _unlisted(table, item, made)
    if item.low is not None or item.high is not None:
        found += _out_of_range(table, item, made)
    return made


def _default_of(item: Field):
    if item.default is None:
        return None
    if item.default == "now":
        return moment()
    return {"integer": int, "real": float}.get(item.type, str)(item.default)


def _is_missing(value) -> bool:
    # pandas writes a missing text as NaN or NA; both are unequal to themselves, or say so
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def _text(value):
    if _is_missing(value):
        return None
    text = str(value).strip()
    return _UNREADABLE if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text) else text


def _real(value):
    if _is_missing(value) or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return _UNREADABLE
    return None if math.isnan(number) else number if math.isfinite(number) else _UNREADABLE


def _integer(value):
    number = _real(value)
    if number is None or number is _UNREADABLE:
        return number
    return int(number) if number == int(number) and abs(number) <= _LARGEST_INTEGER else _UNREADABLE


def _date(value):
    if _is_missing(value) or value == "":
        return None
    if isinstance(value, (date, datetime)):
        return value.strftime("%Y-%m-%d")
    try:
        return date.fromisoformat(str(value).strip()[:10]).isoformat()
    except ValueError:
        return _UNREADABLE


def _moment(value):
    if _is_missing(value) or value == "":
        return None
    if isinstance(value, datetime):
        return moment(value)
    try:
        return moment(datetime.fromisoformat(str(value).strip().replace("Z", "+00:00")))
    except ValueError:
        return _UNREADABLE


def _rows_where(made: Sequence, test) -> list[int]:
    return [row for row, value in enumerate(made) if test(value)]


def _rows(rows: Sequence[int]) -> str:
    return ", ".join(str(row + 1) for row in rows[:SHOWN]) + (" …" if len(rows) > SHOWN else "")


def _unread(table: Table, item: Field, given: Sequence, made: list) -> Problem | None:
    rows = _rows_where(made, lambda value: value is _UNREADABLE)
    if not rows:
        return None
    return problem(
        "{count} values of {field} in {table} cannot be read as {type} (first: {examples}; rows {rows}).",
        count=len(rows),
        field=item.name,
        table=_told(table),
        type=item.type,
        examples=", ".join(repr(given[row]) for row in rows[:SHOWN]),
        rows=_rows(rows),
    )


def _missing(table: Table, item: Field, made: list) -> Problem | None:
    rows = _rows_where(made, lambda value: value is None) if item.required else []
    # a code that is empty names nothing; an empty text is a value only where it is the default
    if item.required and item.key and item.type == "text" and item.default is None:
        rows += _rows_where(made, lambda value: value == "")
    if not rows:
        return None
    return problem(
        "{count} rows of {table} lack {field}, which every row must have (rows {rows}).",
        count=len(rows),
        table=_told(table),
        field=item.name,
        rows=_rows(rows),
    )


def _unlisted(table: Table, item: Field, made: list) -> list[Problem]:
    known = {*schemas.codes(item.list), None, _UNREADABLE}
    if not item.required or item.default == "":
        known.add("")
    unknown = Counter(value for value in made if value not in known)
    if not unknown:
        return []
    return [
        problem(
            "The field {field} of {table} has words that are not of its list: {words}. Use one of "
            "{accepted}.",
            field=item.name,
            table=_told(table),
            words=", ".join(f"{word} ({count})" for word, count in unknown.most_common(SHOWN)),
            accepted=schemas.accepted(item.list),
        )
    ]


def _out_of_range(table: Table, item: Field, made: list) -> list[Problem]:
    low = -math.inf if item.low is None else item.low
    high = math.inf if item.high is None else item.high
    rows = _rows_where(made, lambda value: isinstance(value, (int, float)) and not low <= value <= high)
    if not rows:
        return []
    return [
        problem(
            "{count} values of {field} in {table} lie outside {low} to {high} (first: {examples}; rows "
            "{rows}).",
            count=len(rows),
            field=item.name,
            table=_told(table),
            low=low,
            high=high,
            examples=", ".join(f"{made[row]:g}" for row in rows[:SHOWN]),
            rows=_rows(rows),
        )
    ]


def _lacking(table: Table, change: Change) -> list[Problem]:
    """Fields that *change* needs and does not have."""
    if change.mode in (INSERT, PUT, VERSION):
        needed = [item.name for item in table.fields if item.required and item.default is None]
    elif change.mode in (UPDATE, REMOVE):
        needed = [item.name for item in table.fields if item.key and item.default is None]
    else:
        raise ValueError(change.mode)
    absent = [name for name in needed if name not in change.columns]
    if not absent:
        return []
    return [
        problem(
            "Rows for the table {table} of the register lack the fields {fields}.",
            table=_told(table),
            fields=", ".join(absent),
        )
    ]


def _repeated(table: Table, change: Change) -> list[Problem]:
    """Keys that one change holds twice: nothing may be counted twice."""
    key = [name for name in table.key if change.mode != VERSION or name != "version"]
    if not key or not len(change):
        return []
    keys = zip(*(change.columns[name] for name in key))
    twice = {found: count for found, count in Counter(keys).items() if count > 1}
    if not twice:
        return []
    shown = [" | ".join(str(part) for part in found if part != "") for found in list(twice)[:SHOWN]]
    return [
        problem(
            "{count} rows of {table} are there more than once: {rows}. Keep one of each.",
            count=len(twice),
            table=_told(table),
            rows="; ".join(shown) + (" …" if len(twice) > SHOWN else ""),
        )
    ]


def stamped(table: Table, change: Change, who: str, at: str, batch: str) -> Change:
    """*change* with the stamp of whoever writes it, where the table has one; a ``who`` of its own stays."""
    if not table.stamped or change.mode == REMOVE:
        return change
    count = len(change)
    stamp = {"at": [at] * count, "batch": [batch] * count}
    if "who" not in change.columns:
        stamp["who"] = [who] * count
    return Change(change.table, {**change.columns, **stamp}, change.mode)
