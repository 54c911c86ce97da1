"""What every register can do, whichever database keeps it."""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Mapping, Sequence
from typing import Callable

from ...core.errors import InputError, problem
from ...core.register import rows
from ...core.register import schema as schemas
from ...core.register import values as register_values
from ...core.register.changes import Change, insert
from ...core.register.schema import Schema, Table

#: Seconds that a writer waits for others before it gives up.
PATIENCE = 60.0
IDENTITY = "register"
SCHEMA_VERSION = "schema_version"
CRS = "crs"


def nobody_cancels(_fraction: float = 0.0) -> None:
    """Progress of a caller that shows none."""


def user_name() -> str:
    """Name of the user of this computer, for the log; empty where the system tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class Register:
    """An open register.

    Parameters
    ----------
    schema
        What the register is written by; its own version is looked up, and must be the same.
    patience
        Seconds that a writer waits for others.
    progress
        Called while work goes on; may raise `Cancelled`, which undoes what was begun.
    """

    def __init__(
        self,
        schema: Schema | None = None,
        patience: float = PATIENCE,
        progress: Callable[[float], None] = nobody_cancels,
    ):
        self.schema = schema or schemas.schema()
        self.patience = patience
        self.progress = progress
        self._info: dict[str, str] | None = None

    # what a database does in its own way

    @property
    def place(self) -> str:
        """Where it is, for people; without passwords."""
        raise NotImplementedError

    def exists(self) -> bool:
        """Whether there is a register at the place."""
        raise NotImplementedError

    def columns(
        self, table: str, names: Sequence[str] | None = None, where: Mapping[str, object] | None = None
    ) -> dict[str, list]:
        """Columns of a table; see `read`."""
        raise NotImplementedError

    def _make(self, crs, changes: Sequence[Change]) -> None:
        """Make the empty tables and carry out checked changes, all or nothing."""
        raise NotImplementedError

    def _carry_out(self, changes: Sequence[Change], batch: str) -> None:
        """Carry out checked changes in one transaction."""
        raise NotImplementedError

    def _migrate(self, version: int) -> str:
        """Bring the tables from *version* to the schema; returns where the backup is, "" where none is."""
        raise NotImplementedError

    def uri(self, table: str) -> tuple[str, str]:
        """Data source and provider by which QGIS opens a table as a layer."""
        raise NotImplementedError

    # what is the same for all

    def create(self, crs, title: str = "", who: str | None = None) -> None:
        """Make an empty register.

        Parameters
        ----------
        crs
            CRS of its units, a valid `QgsCoordinateReferenceSystem` with an authority.
        title
            What it is called.
        """
        if self.exists():
            raise InputError(
                problem(
                    "There is a register at {place} already. Choose another place, or let it be brought up "
                    "to date.",
                    place=self.place,
                )
            )
        info = {
            IDENTITY: str(uuid.uuid4()),
            SCHEMA_VERSION: str(self.schema.version),
            "title": title,
            CRS: crs.authid(),
            "created": rows.moment(),
        }
        made = insert("register_info", {"key": list(info), "content": list(info.values())})
        self._make(crs, self._prepared([made], "create", title, who, str(uuid.uuid4())))
        self._info = None

    def migrate(self, who: str | None = None) -> tuple[int, str]:
        """Bring an older register up to date; returns its version before and where its backup is.

        Nothing happens to one that is up to date; a newer one is refused.
        """
        version = self.version()
        if version == self.schema.version:
            return version, ""
        self._refuse_newer(version)
        backup = self._migrate(version)
        self._info = None
        self.write([], "migrate", f"{version} -> {self.schema.version}", who)
        return version, backup

    def info(self) -> dict[str, str]:
        """What the register says of itself: ``register`` (its identity), ``schema_version``, ``title`` ..."""
        if self._info is None:
            read = self.columns("register_info", ("key", "content"))
            self._info = dict(zip(read["key"], (content or "" for content in read["content"])))
        return self._info

    def version(self) -> int:
        """Version of the schema by which the register was written."""
        text = self.info().get(SCHEMA_VERSION, "")
        if not text.isdigit():
            raise InputError(
                problem("{place} does not say which version of the register it is.", place=self.place)
            )
        return int(text)

    def ready(self) -> Register:
        """This register, if it can be read and written as it is; refuses another version of the schema."""
        if not self.exists():
            raise InputError(
                problem(
                    "There is no register at {place}. Make one with “Create register”, or choose another "
                    "place.",
                    place=self.place,
                )
            )
        version = self.version()
        self._refuse_newer(version)
        if version < self.schema.version:
            raise InputError(
                problem(
                    "The register {place} is of version {version}; this plugin writes version {ours}. Bring "
                    "it up to date with “Create register”, which keeps a backup of a GeoPackage.",
                    place=self.place,
                    version=version,
                    ours=self.schema.version,
                )
            )
        return self

    def _refuse_newer(self, version: int) -> None:
        if version > self.schema.version:
            raise InputError(
                problem(
                    "The register {place} is of version {version}, which is newer than the {ours} of this "
                    "plugin. Bring the plugin up to date.",
                    place=self.place,
                    version=version,
                    ours=self.schema.version,
                )
            )

    def table(self, name: str) -> Table:
        """Table *name* of the schema."""
        return self.schema.table(name)

    def read(self, table: str, names: Sequence[str] | None = None, where: Mapping[str, object] | None = None):
        """A table as a DataFrame, in the order in which its rows were written.

        Parameters
        ----------
        table
            Name of the table.
        names
            Fields; all where not given. The geometry (``geom``, WKB) only where it is named.
        where
            Field -> the value, or a list of values, that it must have.

        Returns
        -------
        pandas.DataFrame
            Numbers as float64 or Int-like columns, texts as objects (None where missing).
        """
        import pandas as pd

        columns = self.columns(table, names, where)
        made = {}
        for name, values in columns.items():
            kind = "" if name == schemas.GEOMETRY else self.table(table).field(name).type
            made[name] = pd.Series(values, dtype="float64" if _as_float(kind, values) else _dtype(kind))
        return pd.DataFrame(made, columns=list(columns))

    def current(self, where: Mapping[str, object] | None = None):
        """Values that hold: of every key the highest version; a DataFrame, see `read`."""
        return register_values.current(self.read("indicator_values", None, where))

    def write(
        self, changes: Sequence[Change], action: str, note: str = "", who: str | None = None, batch: str = ""
    ) -> str:
        """Carry out *changes* together or not at all, and note it in the log.

        Parameters
        ----------
        changes
            See `core.register.changes`.
        action
            What is done, for the log: the id of an algorithm.
        who
            Name for the log; the user of the computer where not given.

        Returns
        -------
        str
            The batch, by which the rows and the log are found again.

        Raises
        ------
        InputError
            Rows that break a rule (nothing was tried then), a key that is there already, a database that is
            locked, full, read-only or gone. Nothing was written in any of these cases.
        """
        batch = batch or str(uuid.uuid4())
        self._carry_out(self._prepared(changes, action, note, who, batch), batch)
        self._info = None
        return batch

    def _prepared(
        self, changes: Sequence[Change], action: str, note: str, who: str | None, batch: str
    ) -> list[Change]:
        """Checked and stamped changes, and the entry of the log behind them."""
        who, at = user_name() if who is None else who, rows.moment()
        made = []
        for change in changes:
            if len(change):
                table = self.table(change.table)
                made.append(rows.checked(table, rows.stamped(table, change, who, at, batch)))
        told = ", ".join(f"{change.mode} {change.table} {len(change)}" for change in made)
        entry = {
            "at": [at],
            "who": [who],
            "action": [action],
            "note": [f"{note} [{told}]" if told else note],
            "batch": [batch],
        }
        return [*made, rows.checked(self.table("register_log"), insert("register_log", entry))]


def _as_float(kind: str, values: Sequence) -> bool:
    return kind == "real" or (kind == "integer" and (not values or None in values))


def _dtype(kind: str) -> str:
    return "int64" if kind == "integer" else "object"
