"""The register in a GeoPackage: SQLite with real transactions, values bound, waiting for others."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from osgeo import gdal

from ...core.errors import InputError, Problem, problem
from ...core.register import ddl, rows, statements
from ...core.register.changes import VERSION, Change
from ...core.register.dialects import SQLite
from ...core.register.schema import GEOMETRY, Table
from . import geometry
from .base import SCHEMA_VERSION, Register, nobody_cancels

DIALECT = SQLite()
#: Seconds between two looks at a lock, so that a cancel is heard.
_LOOK = 0.25
BATCH = 5000


class GeoPackageRegister(Register):
    """A register in the GeoPackage *path*; the other parameters are those of `Register`."""

    def __init__(self, path: str | Path, schema=None, patience: float = 60.0, progress=nobody_cancels):
        super().__init__(schema, patience, progress)
        self.path = Path(path)
        #: Of a file that is not trusted, or must not change: read as it is, with nothing of it executed.
        self.read_only = False

    @property
    def place(self) -> str:
        """Path of the file."""
        return str(self.path)

    def exists(self) -> bool:
        """Whether the file is there and holds a register."""
        if not self.path.is_file():
            return False
        with self._connected() as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return ("register_info",) in found

    def uri(self, table: str) -> tuple[str, str]:
        """Data source of a table for the provider ``ogr``."""
        return f"{self.path}|layername={table}", "ogr"

    def columns(
        self, table: str, names: Sequence[str] | None = None, where: Mapping[str, object] | None = None
    ) -> dict[str, list]:
        """Columns of a table; see `Register.read`."""
        found = self.table(table)
        names = list(found.names if names is None else names)
        wanted = {name: _listed(values) for name, values in (where or {}).items()}
        statement = statements.select(found, names, wanted, DIALECT)
        with self._connected() as connection:
            read = connection.execute(
                statement, [json.dumps(values) for values in wanted.values()]
            ).fetchall()
        columns = dict(zip(names, map(list, zip(*read)))) if read else {name: [] for name in names}
        if GEOMETRY in columns:
            columns[GEOMETRY] = [geometry.content(value) for value in columns[GEOMETRY]]
        return columns

    def _make(self, crs, changes: Sequence[Change]) -> None:
        made_file = not self.path.exists()
        if made_file:
            # an empty GeoPackage with the tables of the standard
            gdal.GetDriverByName("GPKG").Create(str(self.path), 0, 0, 0, gdal.GDT_Unknown).FlushCache()
        try:
            with self._transaction() as connection:
                srs_id = _learn_crs(connection, crs)
                for statement in ddl.create(self.schema, DIALECT):
                    connection.execute(statement)
                for table in self.schema.tables.values():
                    _announce(connection, table, srs_id)
                for change in changes:
                    self._carry_out_one(connection, change)
        except InputError:
            if made_file:
                self.path.unlink(missing_ok=True)
            raise
        self._index_geometries()

    def _index_geometries(self) -> None:
        """Let GDAL make the spatial indexes, with the triggers that keep them."""
        package = gdal.OpenEx(str(self.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        if package is None:
            raise InputError(self._trouble(gdal.GetLastErrorMsg()))
        for table in self.schema.tables.values():
            if table.geometry:
                package.ExecuteSQL("SELECT CreateSpatialIndex('" + table.name + "', '" + GEOMETRY + "')")
        del package

    def _migrate(self, version: int) -> str:
        backup = self.path.with_name(
            f"{self.path.stem}.version{version}.{time.strftime('%Y%m%d-%H%M%S')}.gpkg"
        )
        with self._connected() as connection, contextlib.closing(sqlite3.connect(str(backup))) as copy:
            connection.backup(copy)
        with self._transaction() as connection:
            srs_id = connection.execute(
                "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'units'"
            ).fetchone()[0]
            for statement in ddl.upgrade(self.schema, version, DIALECT):
                connection.execute(statement)
            for table in self.schema.tables.values():
                if table.since > version:
                    _announce(connection, table, srs_id)
            told = (str(self.schema.version), SCHEMA_VERSION)
            connection.execute("UPDATE register_info SET content = ? WHERE key = ?", told)
        return str(backup)

    def _carry_out(self, changes: Sequence[Change], batch: str) -> None:
        with self._transaction() as connection:
            for number, change in enumerate(changes):
                self._carry_out_one(connection, change)
                self.progress((number + 1) / len(changes))

    def _carry_out_one(self, connection: sqlite3.Connection, change: Change) -> None:
        table = self.table(change.table)
        statement = statements.of_change(table, change, DIALECT)
        columns = dict(change.columns)
        if GEOMETRY in columns:
            srs_id = connection.execute(
                "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table.name,)
            ).fetchone()[0]
            columns[GEOMETRY] = [geometry.blob(value, srs_id) for value in columns[GEOMETRY]]
        if change.mode == VERSION and "version" in columns:
            raise ValueError("version")
        waiting = list(zip(*columns.values()))
        for start in range(0, len(waiting), BATCH):
            connection.executemany(statement, waiting[start : start + BATCH])
            self.progress(start / len(waiting))

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection that is closed in the end; faults of the database become sentences."""
        refusal = None
        try:
            # without isolation level the module begins no transactions of its own
            connection = sqlite3.connect(self._uri(), uri=True, timeout=self.patience, isolation_level=None)
        except sqlite3.Error as error:
            connection, refusal = None, self._trouble(str(error))
        if refusal:
            raise InputError(refusal)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if self.read_only:
                connection.execute("PRAGMA trusted_schema = OFF")
            geometry.teach(connection)
            yield connection
        except sqlite3.Error as error:
            refusal = self._trouble(str(error))
        finally:
            connection.close()
        if refusal:
            raise InputError(refusal)

    def _uri(self) -> str:
        # mode=rw: a register that is not there is not made by opening it
        mode = "?mode=ro&immutable=1" if self.read_only else "?mode=rw"
        return self.path.absolute().as_uri() + mode

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that is committed in the end, or undone where anything fails."""
        with self._connected() as connection:
            self._begin(connection)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Become the one writer: wait for others, with an ear for a cancel."""
        connection.execute("PRAGMA busy_timeout = " + str(int(_LOOK * 1000)))
        until = time.monotonic() + self.patience
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not _is_locked(error) or time.monotonic() > until:
                    raise
            else:
                break
            self.progress(0.0)
        connection.execute("PRAGMA busy_timeout = " + str(int(self.patience * 1000)))

    def _trouble(self, reason: str) -> Problem:
        """A sentence for what SQLite said."""
        low = reason.lower()
        for marks, said in _TROUBLES:
            if any(mark in low for mark in marks):
                return Problem(said.text, {"place": self.place, "reason": reason})
        return problem(
            "The register {place} cannot be used ({reason}). Nothing was written.",
            place=self.place,
            reason=reason,
        )


_TROUBLES: tuple[tuple[tuple[str, ...], Problem], ...] = (
    (
        ("locked", "busy"),
        problem(
            "The register {place} is locked by another program, and did not become free in time ({reason}). "
            "Nothing was written. End the editing there (in QGIS: save or stop editing) and run again."
        ),
    ),
    (
        ("full", "disk i/o", "too large"),
        problem(
            "The disk of the register {place} is full or cannot be written ({reason}). Nothing was written; "
            "the register is as it was. Make room and run again."
        ),
    ),
    (
        ("readonly", "read-only"),
        problem(
            "The register {place} is read-only ({reason}). Nothing was written. Remove the protection or "
            "work on a copy."
        ),
    ),
    (
        ("unable to open",),
        problem(
            "The register {place} cannot be opened ({reason}). Look whether it exists and may be written."
        ),
    ),
    (
        ("not a database", "malformed"),
        problem("{place} is damaged or no GeoPackage ({reason}). Take a backup, or another file."),
    ),
    (
        ("unique constraint",),
        problem(
            "A row is in the register {place} already, written by another run meanwhile ({reason}). Nothing "
            "was written. Run again."
        ),
    ),
    (
        ("no such row", "foreign key"),
        problem(
            "A row names a unit, an indicator or a grouping that the register {place} does not have "
            "({reason}). Nothing was written."
        ),
    ),
    (
        ("append-only",),
        problem("The log of the register {place} is only ever added to ({reason}). Nothing was written."),
    ),
)


def _listed(values) -> list:
    return list(values) if isinstance(values, (list, tuple, set, frozenset)) else [values]


def _is_locked(error: sqlite3.Error) -> bool:
    return any(mark in str(error).lower() for mark in ("locked", "busy"))


def _learn_crs(connection: sqlite3.Connection, crs) -> int:
    """Enter *crs* in the list of the GeoPackage; returns its number there."""
    organisation, _, code = crs.authid().partition(":")
    if not code.isdigit():
        raise InputError(
            problem(
                "The CRS {crs} of a register needs a code of EPSG or another authority. Choose such a one.",
                crs=crs.authid() or crs.description(),
            )
        )
    row = (crs.description(), int(code), organisation, int(code), crs.toWkt())
    connection.execute(
        "INSERT OR IGNORE INTO gpkg_spatial_ref_sys "
        "(srs_name, srs_id, organization, organization_coordsys_id, definition) VALUES (?, ?, ?, ?, ?)",
        row,
    )
    return int(code)


def _announce(connection: sqlite3.Connection, table: Table, srs_id: int) -> None:
    """Enter a table in the contents of the GeoPackage, so that QGIS and GDAL list it."""
    kind = "features" if table.geometry else "attributes"
    row = (table.name, kind, table.name, f"{table.name_en} / {table.name_zh}", rows.moment(), srs_id)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        row if table.geometry else (*row[:-1], None),
    )
    if table.geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m) "
            "VALUES (?, ?, ?, ?, 0, 0)",
            (table.name, GEOMETRY, table.geometry.upper(), srs_id),
        )
