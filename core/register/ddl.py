"""Statements that make the tables of the register, guard them, and bring older registers up to date."""

from __future__ import annotations

from functools import cache

from .dialects import Postgis, SQLite, bracketed, joined, listing, literal, quoted
from .schema import FOLDER, GEOMETRY, Field, Schema, Table

LOG = "register_log"
REFUSAL_LOG = "register_log is append-only"
REFUSAL_REFERENCE = "no such row: "


def create(schema: Schema, dialect: SQLite | Postgis) -> list[str]:
    """Statements that make an empty register, tables before what guards them."""
    tables = list(schema.tables.values())
    made = [statement for table in tables for statement in _table(schema, table, dialect)]
    return [*made, *functions(dialect), *(one for table in tables for one in guards(schema, table, dialect))]


def upgrade(schema: Schema, version: int, dialect: SQLite | Postgis) -> list[str]:
    """Statements that bring a register of *version* to *schema*: what came since is added, nothing is taken.

    Guards are made anew for every table, because they name its fields.
    """
    made = []
    for table in schema.tables.values():
        if table.since > version:
            made += _table(schema, table, dialect)
            continue
        for item in table.fields:
            if item.since > version:
                column = _column(schema, item, dialect)
                made.append(joined("ALTER TABLE", dialect.table(table.name), "ADD COLUMN", column))
    guarding = [one for table in schema.tables.values() for one in guards(schema, table, dialect)]
    return [*made, *functions(dialect), *guarding]


def _table(schema: Schema, table: Table, dialect: SQLite | Postgis) -> list[str]:
    columns = [dialect.row_number]
    if table.geometry:
        columns.append(joined(quoted(GEOMETRY), _geometry_type(table, dialect)))
    columns += [_column(schema, item, dialect) for item in table.fields]
    if table.key:
        columns.append(joined("UNIQUE", bracketed(map(quoted, table.key))))
    made = [joined("CREATE TABLE", dialect.table(table.name), bracketed(columns))]
    for item in table.fields:
        if item.refers and not (table.key and table.key[0] == item.name):
            made.append(_index(table, item.name, dialect))
    if table.geometry and isinstance(dialect, Postgis):
        name = quoted(table.name + "_geom_idx")
        on = dialect.table(table.name)
        made.append(joined("CREATE INDEX", name, "ON", on, "USING gist", bracketed([quoted(GEOMETRY)])))
    return made


def _geometry_type(table: Table, dialect: SQLite | Postgis) -> str:
    if isinstance(dialect, Postgis):
        return joined("geometry(" + table.geometry + ",", str(int(dialect.srid)) + ")")
    return table.geometry.upper()


def _index(table: Table, name: str, dialect: SQLite | Postgis) -> str:
    index = quoted(table.name + "_" + name + "_idx")
    return joined("CREATE INDEX", index, "ON", dialect.table(table.name), bracketed([quoted(name)]))


def _column(schema: Schema, item: Field, dialect: SQLite | Postgis) -> str:
    parts = [quoted(item.name), dialect.types[item.type]]
    if item.required:
        parts.append("NOT NULL")
    if item.default is not None:
        parts += ["DEFAULT", _default(item, dialect)]
    if item.enforced and _unique(schema, item):
        table, name = item.refers
        parts += ["REFERENCES", dialect.table(table), bracketed([quoted(name)])]
    return joined(*parts)


def _default(item: Field, dialect: SQLite | Postgis) -> str:
    if item.default == "now":
        return dialect.now
    return item.default if item.type in ("integer", "real") else literal(item.default)


def _unique(schema: Schema, item: Field) -> bool:
    """Whether what *item* names is unique by itself, so that a foreign key can point at it."""
    table, name = item.refers
    return schema.table(table).key == (name,)


def guards(schema: Schema, table: Table, dialect: SQLite | Postgis) -> list[str]:
    """Triggers of a table: append-only, audited, and references that no foreign key can keep."""
    loose = [item for item in table.fields if item.enforced and not _unique(schema, item)]
    make = _sqlite_guards if isinstance(dialect, SQLite) else _postgis_guards
    return make(table, loose, dialect)


def _sqlite_guards(table: Table, loose: list[Field], dialect: SQLite) -> list[str]:
    made, on = [], joined("ON", dialect.table(table.name))

    def trigger(name: str, when: str, body: str) -> None:
        trigger_name = quoted(table.name + "_" + name)
        made.append(joined("DROP TRIGGER IF EXISTS", trigger_name))
        made.append(joined("CREATE TRIGGER", trigger_name, when, on, "BEGIN", body + ";", "END"))

    if table.append_only:
        refusal = "SELECT RAISE(ABORT, " + literal(REFUSAL_LOG) + ")"
        trigger("no_update", "BEFORE UPDATE", refusal)
        trigger("no_delete", "BEFORE DELETE", refusal)
    for item in loose:
        there, name = item.refers
        said = literal(REFUSAL_REFERENCE + table.name + "." + item.name)
        found = joined("SELECT 1 FROM", quoted(there), "WHERE", quoted(name), "= NEW." + quoted(item.name))
        body = joined("SELECT RAISE(ABORT,", said + ")", "WHERE NOT EXISTS", "(" + found + ")")
        trigger("refers_" + item.name, "BEFORE INSERT", body)
        trigger("still_refers_" + item.name, "BEFORE UPDATE OF " + quoted(item.name), body)
    if table.audited:
        trigger("log_update", "AFTER UPDATE", _sqlite_audit(table, "update"))
        trigger("log_delete", "AFTER DELETE", _sqlite_audit(table, "delete"))
    return made


def _sqlite_audit(table: Table, action: str) -> str:
    cells = [cell for name in table.names for cell in (literal(name), "OLD." + quoted(name))]
    key = " || '|' || ".join("coalesce(OLD." + quoted(name) + ", '')" for name in table.key)
    # a row that was changed by hand keeps the batch of whoever wrote it first
    who = 'CASE WHEN NEW."batch" IS NOT OLD."batch" THEN NEW."who" END' if action == "update" else "NULL"
    batch = who.replace('NEW."who"', 'NEW."batch"')
    before = "json_object" + bracketed(cells)
    columns = bracketed(map(quoted, ("who", "action", "table_name", "row_key", "before", "batch")))
    values = [who, literal(action), literal(table.name), key, before, batch]
    return joined("INSERT INTO", quoted(LOG), columns, "SELECT", listing(values))


@cache
def _functions_of_postgis() -> tuple[str, ...]:
    text = (FOLDER / "postgis_functions.sql").read_text(encoding="utf-8")
    return tuple(part.strip() for part in text.split("--;") if part.strip())


def functions(dialect: SQLite | Postgis) -> list[str]:
    """Functions that the triggers call; SQLite has none."""
    if isinstance(dialect, SQLite):
        return []
    return [one.replace("REGISTER.", dialect.schema + ".") for one in _functions_of_postgis()]


def _postgis_guards(table: Table, loose: list[Field], dialect: Postgis) -> list[str]:
    made, on = [], joined("ON", dialect.table(table.name))

    def trigger(name: str, when: str, function: str, *arguments: str, each: str = "FOR EACH ROW") -> None:
        trigger_name = quoted(table.name + "_" + name)
        call = dialect.schema + "." + quoted(function) + bracketed(map(literal, arguments))
        made.append(joined("DROP TRIGGER IF EXISTS", trigger_name, on))
        made.append(joined("CREATE TRIGGER", trigger_name, when, on, each, "EXECUTE FUNCTION", call))

    if table.append_only:
        trigger("no_change", "BEFORE UPDATE OR DELETE", "register_refuse", REFUSAL_LOG)
        each = "FOR EACH STATEMENT"
        trigger("no_truncate", "BEFORE TRUNCATE", "register_refuse", REFUSAL_LOG, each=each)
    for item in loose:
        arguments = (item.name, *item.refers, REFUSAL_REFERENCE + table.name + "." + item.name)
        # once for all rows of a statement: a look-up row by row takes five times as long
        each = "REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        trigger("refers_" + item.name, "AFTER INSERT", "register_refers", *arguments, each=each)
        trigger("still_refers_" + item.name, "AFTER UPDATE", "register_refers", *arguments, each=each)
    if table.audited:
        trigger("log", "AFTER UPDATE OR DELETE", "register_audit", *table.key)
    return made
