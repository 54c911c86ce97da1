"""Statements that carry out a `changes.Change`, and those that read; values are bound by the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .changes import INSERT, PUT, REMOVE, UPDATE, VERSION, Change
from .dialects import Postgis, SQLite, bracketed, joined, listing, quoted
from .schema import GEOMETRY, Table

VERSION_FIELD = "version"


def of_change(table: Table, change: Change, dialect: SQLite | Postgis) -> str:
    """The statement that carries out *change*, for one bound row (SQLite) or all rows (`document`)."""
    names = list(change.columns)
    cells = {name: dialect.value(_field(table, name), at) for at, name in enumerate(names)}
    make = {INSERT: _insert, PUT: _put, VERSION: _version, UPDATE: _update, REMOVE: _remove}
    return make[change.mode](table, cells, dialect)


def _field(table: Table, name: str):
    return None if name == GEOMETRY else table.field(name)


def _from_rows(dialect: SQLite | Postgis) -> str:
    """Where rows come from: the JSON document of PostgreSQL, which `document` puts in; "" in SQLite."""
    return "FROM " + _rows() if isinstance(dialect, Postgis) else ""


def _rows() -> str:
    return "json_array_elements(:rows::json) AS r(doc)"


def document(statement: str, *texts: str) -> str:
    """*statement* of PostgreSQL with its rows or lists, JSON *texts* in ASCII, one for every ``:rows``.

    A dollar sign of a text is written as an escape of JSON, so nothing in it can end the literal.
    """
    made, *parts = statement.split(":rows")
    for text, part in zip(texts, parts):
        made += "$rows$" + text.replace("$", "\\u0024") + "$rows$" + part
    return made


def _insert(table: Table, cells: dict[str, str], dialect) -> str:
    into = joined("INSERT INTO", dialect.table(table.name), bracketed(map(quoted, cells)))
    return joined(into, "SELECT", listing(cells.values()), _from_rows(dialect))


def _put(table: Table, cells: dict[str, str], dialect) -> str:
    others = [name for name in cells if name not in table.key]
    taken = listing(quoted(name) + " = excluded." + quoted(name) for name in others)
    # WHERE true: without it SQLite reads ON as that of a join
    where = "" if isinstance(dialect, Postgis) else "WHERE true"
    conflict = joined("ON CONFLICT", bracketed(map(quoted, table.key)), "DO UPDATE SET", taken)
    return joined(_insert(table, cells, dialect), where, conflict)


def _version(table: Table, cells: dict[str, str], dialect) -> str:
    key = [name for name in table.key if name != VERSION_FIELD]
    others = {name: cell for name, cell in cells.items() if name != VERSION_FIELD}
    there = " AND ".join("t." + quoted(name) + " = " + cells[name] for name in key)
    highest = joined(
        "(SELECT coalesce(max(t." + quoted(VERSION_FIELD) + "), 0) + 1 FROM",
        dialect.table(table.name),
        "AS t WHERE",
        there + ")",
    )
    return _insert(table, {**others, VERSION_FIELD: highest}, dialect)


def _update(table: Table, cells: dict[str, str], dialect) -> str:
    others = listing(quoted(name) + " = " + cell for name, cell in cells.items() if name not in table.key)
    start = joined("UPDATE", dialect.table(table.name), "AS t SET", others)
    return joined(start, _from_rows(dialect), "WHERE", _same_key(table, cells))


def _remove(table: Table, cells: dict[str, str], dialect) -> str:
    start = joined("DELETE FROM", dialect.table(table.name), "AS t")
    using = "USING " + _rows() if isinstance(dialect, Postgis) else ""
    return joined(start, using, "WHERE", _same_key(table, cells))


def _same_key(table: Table, cells: dict[str, str]) -> str:
    return " AND ".join("t." + quoted(name) + " = " + cells[name] for name in table.key)


def select(table: Table, names: Sequence[str], conditions: Iterable[str], dialect) -> str:
    """Rows of a table in the order in which they were written.

    Parameters
    ----------
    names
        Fields that are read.
    conditions
        Fields that must be one of several values; in their order, every one binds a JSON list (SQLite), or
        stands for ``:rows`` (see `document`).
    """
    chosen = listing(_shown(table, name, dialect) for name in names)
    wanted = [_among(table, name, at, dialect) for at, name in enumerate(conditions)]
    where = "WHERE " + " AND ".join(wanted) if wanted else ""
    return joined("SELECT", chosen, "FROM", dialect.table(table.name), where, 'ORDER BY "fid"')


def _among(table: Table, name: str, at: int, dialect) -> str:
    if isinstance(dialect, SQLite):
        return joined(quoted(name), "IN (SELECT value", "FROM", "json_each(?" + str(at + 1) + "))")
    cast = dialect.types[table.field(name).type]
    return joined(
        quoted(name), "IN (SELECT", "e::" + cast, "FROM json_array_elements_text(:rows::json) AS e)"
    )


def _shown(table: Table, name: str, dialect) -> str:
    if isinstance(dialect, SQLite):
        return quoted(name)
    if name == GEOMETRY:
        return "encode(ST_AsBinary(" + quoted(name) + "), 'hex') AS " + quoted(name)
    if table.field(name).type == "moment":
        form = '\'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\''
        return "to_char(" + quoted(name) + " AT TIME ZONE 'UTC', " + form + ") AS " + quoted(name)
    return quoted(name)


def as_columns(statement: str, names: Sequence[str]) -> str:
    """A SELECT of PostgreSQL as one JSON text: a list of columns, each a list of values."""
    columns = listing("coalesce(json_agg(q." + quoted(name) + "), '[]')" for name in names)
    return joined("SELECT", "json_build_array(" + columns + ")::text", "FROM (", statement, ") AS q")
