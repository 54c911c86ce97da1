"""The register in PostgreSQL with PostGIS, through a connection that QGIS keeps; many may write at once.

A write is one transaction on a connection of its own (`QgsTransaction`): a client that dies, or is
cancelled, leaves nothing behind. Writers of one register wait for one another at an advisory lock, so the
numbers of versions and the log stay in order; readers and people who edit in QGIS are not held up.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence

from qgis.core import (
    QgsAbstractDatabaseProviderConnection,
    QgsDataSourceUri,
    QgsProviderConnectionException,
    QgsTransaction,
)

from ...core.errors import InputError, Problem, problem
from ...core.register import ddl, statements
from ...core.register.changes import Change
from ...core.register.dialects import Postgis, joined
from ...core.register.schema import GEOMETRY
from .base import CRS, SCHEMA_VERSION, Register, nobody_cancels

PROVIDER = "postgres"
NAMESPACE = "cpzoning"
#: Rows of one statement; a longer one would make a document of hundreds of megabytes.
BATCH = 50_000
#: Longest time of a transaction in seconds, against a client that hangs.
LONGEST = 3600
_LOOK = 1.0
#: How often a connection for reading is asked for, one every `_LOOK` seconds.
_TRIALS = 4


class PostgisRegister(Register):
    """A register in the schema *namespace* of the database behind *connection*; the rest as `Register`."""

    def __init__(
        self,
        connection: QgsAbstractDatabaseProviderConnection,
        namespace: str = NAMESPACE,
        schema=None,
        patience: float = 60.0,
        progress=nobody_cancels,
    ):
        super().__init__(schema, patience, progress)
        self._connection = connection
        self.namespace = namespace

    @property
    def place(self) -> str:
        """Database, schema and host."""
        source = QgsDataSourceUri(self._connection.uri())
        return f"{source.database()}.{self.namespace} ({source.host() or source.service()})"

    @property
    def _dialect(self) -> Postgis:
        return Postgis(self.namespace, self._srid())

    def _srid(self) -> int:
        code = self.info().get(CRS, "").partition(":")[2] if self._info else ""
        return int(code) if code.isdigit() else 0

    def exists(self) -> bool:
        """Whether the schema holds a register."""
        name = json.dumps([Postgis(self.namespace).table("register_info")])
        asked = "SELECT to_regclass((:rows::json)->>0) IS NOT NULL"
        return bool(self._asked(statements.document(asked, name))[0][0])

    def uri(self, table: str) -> tuple[str, str]:
        """Data source of a table for the provider ``postgres``."""
        source = QgsDataSourceUri(self._connection.uri())
        column = GEOMETRY if self.table(table).geometry else ""
        source.setDataSource(self.namespace, table, column, "", "fid")
        if column:
            source.setSrid(str(self._srid() or self._read_srid()))
        return source.uri(False), PROVIDER

    def _read_srid(self) -> int:
        self.info()
        return self._srid()

    def columns(
        self, table: str, names: Sequence[str] | None = None, where: Mapping[str, object] | None = None
    ) -> dict[str, list]:
        """Columns of a table; see `Register.read`."""
        found = self.table(table)
        names = list(found.names if names is None else names)
        wanted = {name: _listed(values) for name, values in (where or {}).items()}
        dialect = Postgis(self.namespace)
        statement = statements.select(found, names, wanted, dialect)
        asked = statements.document(
            statements.as_columns(statement, names), *map(json.dumps, wanted.values())
        )
        read = dict(zip(names, json.loads(self._asked(asked)[0][0])))
        if GEOMETRY in read:
            read[GEOMETRY] = [None if value is None else bytes.fromhex(value) for value in read[GEOMETRY]]
        return read

    def _make(self, crs, changes: Sequence[Change]) -> None:
        # QGIS keeps connections, and those that were opened before PostGIS came never learn of it
        if not self._asked("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'")[0][0]:
            raise InputError(
                problem(
                    "The database of {place} has no PostGIS. Let its administrator run CREATE EXTENSION "
                    "postgis, start QGIS again, and repeat this.",
                    place=self.place,
                )
            )
        code = crs.authid().partition(":")[2]
        dialect = Postgis(self.namespace, int(code) if code.isdigit() else 0)
        with self._transaction() as run:
            run(joined("CREATE SCHEMA IF NOT EXISTS", dialect.schema))
            for statement in ddl.create(self.schema, dialect):
                run(statement)
            self._carry_out_in(run, changes, dialect)

    def _migrate(self, version: int) -> str:
        self.info()
        dialect = self._dialect
        with self._transaction() as run:
            for statement in ddl.upgrade(self.schema, version, dialect):
                run(statement)
            table = dialect.table("register_info")
            cells = json.dumps([[str(self.schema.version), SCHEMA_VERSION]])
            rows = "FROM json_array_elements(:rows::json) AS r(doc)"
            setting = joined("UPDATE", table, "SET content = r.doc->>0", rows, "WHERE key = r.doc->>1")
            run(statements.document(setting, cells))
        return ""

    def _carry_out(self, changes: Sequence[Change], batch: str) -> None:
        self.info()
        dialect = self._dialect
        with self._transaction(batch) as run:
            self._carry_out_in(run, changes, dialect)

    def _carry_out_in(self, run, changes: Sequence[Change], dialect: Postgis) -> None:
        for number, change in enumerate(changes):
            statement = statements.of_change(self.table(change.table), change, dialect)
            columns = dict(change.columns)
            if GEOMETRY in columns:
                columns[GEOMETRY] = [None if value is None else value.hex() for value in columns[GEOMETRY]]
            waiting = list(zip(*columns.values()))
            for start in range(0, len(waiting), BATCH):
                run(statements.document(statement, json.dumps(waiting[start : start + BATCH])))
                self.progress((number + start / len(waiting)) / len(changes))

    @contextlib.contextmanager
    def _transaction(self, batch: str = "") -> Iterator:
        """A function that runs statements in one transaction, as the one writer; committed in the end."""
        transaction = self._begun()

        def run(statement: str) -> None:
            fine, why = transaction.executeSql(statement)
            if not fine:
                raise InputError(_trouble(self.place, why))

        try:
            self._become_writer(transaction)
            yield run
        except BaseException:
            transaction.rollback()
            raise
        fine, why = transaction.commit()
        # a network that breaks here leaves open whether the server heard; the log tells
        if not fine and not (batch and self._is_in_log(batch)):
            transaction.rollback()
            raise InputError(_trouble(self.place, why))

    def _begun(self) -> QgsTransaction:
        """A transaction that has begun; where the server has no connection to spare, one is waited for."""
        until = time.monotonic() + self.patience
        while True:
            transaction = QgsTransaction.create(self._connection.uri(), PROVIDER)
            if transaction is None:
                raise InputError(_trouble(self.place, "no transaction"))
            begun, said = transaction.begin(LONGEST)
            if begun:
                return transaction
            if time.monotonic() > until:
                raise InputError(_trouble(self.place, said))
            # a server that answers on the connection that is open refused only one more of them
            self._asked("SELECT 1")
            self.progress(0.0)
            time.sleep(_LOOK)

    def _become_writer(self, transaction: QgsTransaction) -> None:
        """Wait for the other writers, with an ear for a cancel."""
        number = int.from_bytes(hashlib.sha256(self.namespace.encode("utf-8")).digest()[:7], "big")
        until = time.monotonic() + self.patience
        taking = "SELECT pg_advisory_xact_lock(" + str(number) + ")"
        # tables that somebody else holds are not waited for longer than other writers
        setting = "SET LOCAL lock_timeout = " + str(int(_LOOK * 1000))
        transaction.executeSql(setting)
        while True:
            # an error ends a transaction of PostgreSQL, but not what came before a savepoint
            transaction.executeSql("SAVEPOINT waiting")
            fine, why = transaction.executeSql(taking)
            if fine:
                break
            transaction.executeSql("ROLLBACK TO SAVEPOINT waiting")
            if "lock timeout" not in why or time.monotonic() > until:
                raise InputError(_trouble(self.place, why))
            self.progress(0.0)
        transaction.executeSql("SET LOCAL lock_timeout = " + str(int(self.patience * 1000)))

    def _is_in_log(self, batch: str) -> bool:
        return bool(self.columns("register_log", ("batch",), {"batch": batch})["batch"])

    def _asked(self, statement: str) -> list[list]:
        for _trial in range(_TRIALS):
            try:
                return self._connection.executeSql(statement)
            except QgsProviderConnectionException as error:
                said = str(error)
            # QGIS does not pass on whether the server is gone or has no connection to spare just now
            if "connection failed" not in said.lower():
                break
            self.progress(0.0)
            time.sleep(_LOOK)
        raise InputError(_trouble(self.place, said))


def _listed(values) -> list:
    return list(values) if isinstance(values, (list, tuple, set, frozenset)) else [values]


def _trouble(place: str, reason: str) -> Problem:
    """A sentence for what the server said."""
    # the provider quotes the whole statement; what the server said stands behind "ERROR:"
    short = " ".join(reason.partition("ERROR:")[2].rstrip(")\n ]").split() or reason.split())[:400]
    low = reason.lower()
    for marks, said in _TROUBLES:
        if any(mark in low for mark in marks):
            return Problem(said.text, {"place": place, "reason": short})
    return problem(
        "The register {place} cannot be used ({reason}). Nothing was written.", place=place, reason=short
    )


_TROUBLES: tuple[tuple[tuple[str, ...], Problem], ...] = (
    (
        ("lock timeout", "55p03"),
        problem(
            "The register {place} is locked by another writer, and did not become free in time ({reason}). "
            "Nothing was written. Run again later."
        ),
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
    (
        ("no space left", "could not extend", "could not write", "file too large", "disk full"),
        problem(
            "The disk of the register {place} is full or cannot be written ({reason}). Nothing was written; "
            "the register is as it was. Make room and run again."
        ),
    ),
    (
        ("permission denied", "read-only", "must be owner"),
        problem(
            "You may not write the register {place} ({reason}). Nothing was written. Ask its administrator "
            "for the right."
        ),
    ),
    (
        (
            "connection",
            "no result",
            "server closed",
            "terminating",
            "could not connect",
            "not available",
            "connexion",
        ),
        problem(
            "The database of the register {place} cannot be reached, or the connection was lost ({reason}). "
            "Nothing was written. Look at the connection and run again."
        ),
    ),
)
