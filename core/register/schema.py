"""The schema of the register, read from ``data/register``: tables, fields, value lists, relations.

It is data, so that a planner can review it and every room takes names, types and words from one place: the
statements of both databases (`ddl`, `statements`), the checks at the door (`rows`) and the forms of QGIS.
A table or field of a later version says so in ``since``; what an older register lacks follows from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from ..csvdata import read_rows
from ..vocabulary import FOLDER as VOCABULARY

FOLDER = Path(__file__).parent.parent / "data" / "register"
#: Version of the schema that this plugin writes.
VERSION = 1
GEOMETRY = "geom"
TYPES = ("text", "integer", "real", "date", "moment", "json")
#: Value lists that the vocabulary holds already: name of the list -> file.
_OF_VOCABULARY = {"subzone": "subzones.csv", "warning_level": "../rules/warning_levels.csv"}


@dataclass(frozen=True)
class Field:
    """One field of a table.

    Attributes
    ----------
    key
        Part of what makes a row unique.
    default
        Text of the default; "now" of a moment is the time of writing. None where there is none.
    refers
        (table, field) that it names a row of, or None.
    enforced
        Whether the database refuses what names no row there.
    list
        Name of the value list, or "".
    low, high
        Range of numbers; None where open.
    """

    name: str
    type: str
    required: bool
    key: bool
    default: str | None
    refers: tuple[str, str] | None
    enforced: bool
    list: str
    low: float | None
    high: float | None
    since: int
    name_en: str
    name_zh: str

    def alias(self, language: str) -> str:
        """Words for people."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True)
class Table:
    """One table: its fields and what the database guards.

    Attributes
    ----------
    geometry
        Kind of geometry, "" for a plain table.
    append_only
        Rows can neither be changed nor deleted.
    audited
        What a row was before a change or deletion goes to the log, whoever changed it.
    stamped
        Rows carry who wrote them, when and in which batch.
    """

    name: str
    geometry: str
    append_only: bool
    audited: bool
    stamped: bool
    since: int
    name_en: str
    name_zh: str
    note_en: str
    note_zh: str
    fields: tuple[Field, ...] = field(default=())

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the fields that make a row unique; empty where nothing does."""
        return tuple(item.name for item in self.fields if item.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all fields, without the row number and the geometry."""
        return tuple(item.name for item in self.fields)

    def field(self, name: str) -> Field:
        """The field *name*; a KeyError is a fault of ours."""
        found = {item.name: item for item in self.fields}
        return found[name]

    def alias(self, language: str) -> str:
        """Words for people."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def note(self, language: str) -> str:
        """What the table is, for people."""
        return self.note_zh if language.startswith("zh") else self.note_en


@dataclass(frozen=True)
class Item:
    """One word of a value list; several spellings are read, ``code`` is kept."""

    code: str
    rank: int
    name_en: str
    name_zh: str
    synonyms: tuple[str, ...]

    def name(self, language: str) -> str:
        """The word in a language."""
        return self.name_zh if language.startswith("zh") else self.name_en

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that means this word."""
        return (self.code, self.name_en, self.name_zh, *self.synonyms)


@dataclass(frozen=True)
class Schema:
    """All tables in an order in which they can be created, at a version."""

    version: int
    tables: Mapping[str, Table]

    def table(self, name: str) -> Table:
        """The table *name*; a KeyError is a fault of ours."""
        return self.tables[name]

    @property
    def relations(self) -> list[tuple[str, str, str, str]]:
        """(table, field, table it names, field there) of every relation."""
        return [
            (table.name, item.name, *item.refers)
            for table in self.tables.values()
            for item in table.fields
            if item.refers
        ]


@cache
def schema() -> Schema:
    """The schema of this version."""
    rows = read_rows(FOLDER / "fields.csv", "table")
    common = [_field(row) for row in rows if row["table"] == "*"]
    made = {}
    for row in read_rows(FOLDER / "tables.csv", "table"):
        own = [_field(other) for other in rows if other["table"] == row["table"]]
        stamped = row["stamped"] == "1"
        made[row["table"]] = Table(
            name=row["table"],
            geometry=row["geometry"],
            append_only=row["append_only"] == "1",
            audited=row["audited"] == "1",
            stamped=stamped,
            since=int(row["since"]),
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            note_en=row["note_en"],
            note_zh=row["note_zh"],
            fields=(*own, *(common if stamped else ())),
        )
    return Schema(VERSION, made)


def _field(row: Mapping[str, str]) -> Field:
    return Field(
        name=row["field"],
        type=row["type"],
        required=row["required"] == "1",
        key=row["key"] == "1",
        # "blank" is the empty text, which says "the whole unit"; an empty cell says that there is no default
        default={"": None, "blank": ""}.get(row["default"], row["default"]),
        refers=tuple(row["refers"].split(".")) if row["refers"] else None,
        enforced=row["enforced"] == "1",
        list=row["list"],
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        since=int(row["since"]),
        name_en=row["name_en"],
        name_zh=row["name_zh"],
    )


@cache
def value_list(name: str) -> tuple[Item, ...]:
    """The words of the value list *name*, in the order of their ranks."""
    if name in _OF_VOCABULARY:
        rows = read_rows(VOCABULARY / _OF_VOCABULARY[name], "list")
        found = [_item(row, row["value"]) for row in rows]
    else:
        rows = read_rows(FOLDER / "lists.csv", "list")
        found = [_item(row, row["rank"]) for row in rows if row["list"] == name]
    return tuple(sorted(found, key=lambda item: item.rank))


def _item(row: Mapping[str, str], rank: str) -> Item:
    synonyms = tuple(filter(None, row.get("synonyms", "").split("|")))
    return Item(row["code"], int(rank), row["name_en"], row["name_zh"], synonyms)


def codes(name: str) -> tuple[str, ...]:
    """Codes of the value list *name*."""
    return tuple(item.code for item in value_list(name))


@cache
def _spellings(name: str) -> Mapping[str, str]:
    return {
        spelling.casefold(): item.code
        for item in reversed(value_list(name))
        for spelling in item.spellings
        if spelling
    }


def listed(name: str, text: object) -> str:
    """Code of the word that *text* spells in the value list *name*, or "" where it spells none.

    >>> listed("value_kind", "目标"), listed("unit_level", 3), listed("value_kind", "nonsense")
    ('target', 'city', '')
    """
    return _spellings(name).get(str(text).strip().casefold(), "")


def accepted(name: str) -> str:
    """The codes of a value list, for a sentence."""
    return ", ".join(codes(name))


def older(whole: Schema, version: int) -> Schema:
    """*whole* as it was at *version*: without the tables and fields that came later."""
    tables = {
        name: _with_fields(table, (item for item in table.fields if item.since <= version))
        for name, table in whole.tables.items()
        if table.since <= version
    }
    return Schema(version, tables)


def _with_fields(table: Table, fields: Iterable[Field]) -> Table:
    return replace(table, fields=tuple(fields))
