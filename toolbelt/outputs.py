"""Outputs that appear whole or not at all.

A file is written in a hidden folder beside its final place and moved there when everything is done, so
a failure or a cancel leaves neither half a file nor a damaged old one. The folder lies on the same disk,
so the move is one step; it has the final file's name inside, because formats take layer names from it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Callable

from osgeo import gdal
from qgis.core import QgsDataSourceUri, QgsProviderRegistry

from ..core.errors import InputError, Problem, faults_of, problem, raise_if_any
from .destinations import database_of, file_of

# What drivers and QGIS lay beside a file; stale ones of an older file must go with it.
JOURNALS = ("-wal", "-shm", "-journal")


def in_making(destination: str) -> Pending:
    """What guards an output while it is written: a file, a table of a database, or nothing (memory)."""
    path = file_of(destination)
    if path is not None:
        return Beside(path)
    prefix, _, rest = str(destination).partition(":")
    if prefix == "ogr" and database_of(destination).suffix.lower() == ".gpkg":
        return PackageTable(database_of(destination), QgsDataSourceUri(rest).table())
    return Table(prefix, rest) if prefix in ("ogr", "postgres") else Pending()


class Pending:
    """An output in the making that needs no care: it vanishes with the process.

    It is kept in two steps, so that several outputs appear together or not at all: `place` puts it where it
    belongs, and `settle` forgets what was there before; until then `withdraw` brings that back.
    """

    def final_id(self, identifier: str) -> str:
        """Destination id under which the output will be known."""
        return identifier

    def uri(self, identifier: str) -> str:
        """URI by which the written layer is opened now; empty for layers in memory."""
        return ""

    def commit(self) -> None:
        """Put this one output in its place for good."""
        commit([self])

    def place(self) -> None:
        """Put what was written in its place."""

    def withdraw(self) -> None:
        """Undo `place`: what was there before is there again."""

    def settle(self) -> None:
        """Keep what was placed for good."""

    def discard(self) -> None:
        """Remove what was written."""


def commit(
    pending: Sequence[Pending],
    between: Sequence[Callable[[], None]] = (),
    last: Sequence[Callable[[], None]] = (),
) -> None:
    """Put all outputs in their places, or, where one of them fails, none.

    Parameters
    ----------
    pending
        The outputs.
    between
        What is to be done when tables of databases are in place and files are not yet moved (styles).
    last
        What cannot be taken back, when everything else is done: where it fails, no output appears either.
    """
    tables = [item for item in pending if isinstance(item, PackageTable)]
    files = [item for item in pending if item not in tables]
    # a table takes its style where it stands, a file before it is moved
    steps = (*(one.place for one in tables), *between, *(one.place for one in files), *last)
    try:
        for step in steps:
            step()
    except BaseException:
        lost = [fault for item in (*files, *tables) for fault in faults_of(item.withdraw)]
        raise_if_any(lost)
        raise
    for item in pending:
        item.settle()


class Table(Pending):
    """A table of a database server: dropped again when the run fails, unless it was there before.

    Parameters
    ----------
    provider
        ``ogr`` or ``postgres``.
    uri
        Data source URI behind the provider's prefix of a Processing destination.
    """

    def __init__(self, provider: str, uri: str):
        self._provider = provider
        self._source = QgsDataSourceUri(uri)
        self._kept = self._exists()

    def uri(self, identifier: str) -> str:
        """The destination id is the URI of the table."""
        return identifier

    def settle(self) -> None:
        """Keep the table."""
        self._kept = True

    def discard(self) -> None:
        """Drop the table, unless it was committed or older than the run."""
        if not self._kept and self._exists():
            self._connection().dropVectorTable(self._source.schema(), self._source.table())

    def _exists(self) -> bool:
        return self._connection().tableExists(self._source.schema(), self._source.table())

    def _connection(self):
        place = self._source.database() if self._provider == "ogr" else self._source.uri(False)
        return QgsProviderRegistry.instance().providerMetadata(self._provider).createConnection(place, {})


class Beside(Pending):
    """A file in the making, beside its final place.

    Attributes
    ----------
    final
        Where the file will be.
    partial
        Where it is written now: same name, in a hidden folder of its own.
    """

    def __init__(self, final: Path):
        self.final = Path(final)
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=".cpzoning-", dir=self.final.parent))
        except OSError as error:
            raise InputError(
                problem(
                    "The folder {folder} of the output cannot be written ({reason}). Choose another place.",
                    folder=self.final.parent,
                    reason=error.strerror,
                )
            ) from error
        self.partial = self._folder / self.final.name
        # place -> where the older file waits; None where there was none
        self._before: dict[Path, Path | None] = {}

    def final_id(self, identifier: str) -> str:
        """The final path; a writer that does not know the extension puts its own behind it."""
        return str(self.final.with_name(Path(identifier.split("|", maxsplit=1)[0]).name))

    def uri(self, identifier: str) -> str:
        """The partial file; with the name of its layer where the format holds several."""
        path = Path(identifier)
        return f"{path}|layername={path.stem}" if path.suffix.lower() == ".gpkg" else str(path)

    def place(self) -> None:
        """Move the file and everything that was laid beside it to the final place.

        Older files wait in the hidden folder until `settle`.
        """
        made = sorted(self._folder.iterdir())
        try:
            waiting = Path(tempfile.mkdtemp(dir=self._folder))
            for suffix in JOURNALS:
                journal = self.final.with_name(self.final.name + suffix)
                if journal.exists():
                    self._before[journal] = journal.replace(waiting / journal.name)
            for item in made:
                place = self.final.parent / item.name
                self._before[place] = _set_aside(place, waiting)
                item.replace(place)
        except OSError as error:
            raise InputError(_not_in_place(self.final, error.strerror)) from error

    def withdraw(self) -> None:
        """Put the older files back, in place of the new ones."""
        for place, aside in list(self._before.items()):
            try:
                if aside is None:
                    _remove(place)
                else:
                    aside.replace(place)
            except OSError as error:
                raise InputError(
                    problem(
                        "The older {path} could not be put back ({reason}); it lies in the hidden folder "
                        "{folder}.",
                        path=place,
                        reason=error.strerror,
                        folder=self._folder,
                    )
                ) from error
            del self._before[place]

    def settle(self) -> None:
        """Let the older files go."""
        self._before = {}
        self.discard()

    def discard(self) -> None:
        """Remove what was written; the final place stays as it was."""
        if not self._before:  # else older files are there that could not be put back
            shutil.rmtree(self._folder, ignore_errors=True)


class Filled(Beside):
    """A folder that gets files: they are written in a hidden folder inside it and moved up together.

    Attributes
    ----------
    final
        The folder; it is made where it is not there, and removed again where nothing came of it.
    partial
        Where the files are written now.
    """

    def __init__(self, folder: Path):
        self._made = not folder.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                problem(
                    "The folder {folder} cannot be made ({reason}). Choose another place.",
                    folder=folder,
                    reason=error.strerror,
                )
            ) from error
        super().__init__(folder / "files")
        self.final, self.partial = folder, self._folder
        self._inside = folder / "files"

    def place(self) -> None:
        """Move the files up; older ones of the same names wait until `settle`."""
        folder, self.final = self.final, self._inside
        try:
            super().place()
        finally:
            self.final = folder

    def discard(self) -> None:
        """Remove what was not placed, and the folder where it was made for nothing."""
        super().discard()
        if self._made and self.final.is_dir() and not any(self.final.iterdir()):
            self.final.rmdir()


class PackageTable(Beside):
    """A table of a GeoPackage: written to a file beside, and taken over when it is whole.

    Another table of the package, and an older one of the same name, stay as they are until then.
    """

    def __init__(self, package: Path, table: str):
        super().__init__(package)
        self._table = table
        self.partial = self.partial.with_name(f"{table}.gpkg")
        self._is_new = not self.final.exists()
        # what stands in the package: the new table under a name of its own or already under the final one,
        # and the older table under a name of its own; empty where it does not
        self._standing, self._older = "", ""

    def final_id(self, identifier: str) -> str:
        """The table in its package."""
        return f"{self.final}|layername={self._table}"

    def uri(self, identifier: str) -> str:
        """The table in its package, where it stands once it is placed."""
        return self.final_id(identifier)

    def place(self) -> None:
        """Put the new table in the package; an older one of its name waits there under another."""
        if not self.partial.exists():
            return
        if not self.final.exists():
            gdal.GetDriverByName("GPKG").Create(str(self.final), 0, 0, 0, gdal.GDT_Unknown).FlushCache()
        source = gdal.OpenEx(str(self.partial), gdal.OF_VECTOR)
        waiting, older = (f"{self._table}_{uuid.uuid4().hex[:8]}" for _ in range(2))
        try:
            package = _opened(self.final)
            self._standing = waiting
            # the older table goes aside only when the new one is there as a whole
            if package.CopyLayer(source.GetLayer(0), waiting) is None:
                raise RuntimeError(gdal.GetLastErrorMsg())
            if package.GetLayerByName(self._table) is not None:
                _rename(package, self._table, older)
                self._older = older
            _rename(package, waiting, self._table)
            self._standing = self._table
        except RuntimeError as error:
            raise InputError(_not_in_place(self.final, str(error))) from error

    def withdraw(self) -> None:
        """Take the new table away and give the older one its name again."""
        if self._is_new:
            for suffix in ("", *JOURNALS):
                self.final.with_name(self.final.name + suffix).unlink(missing_ok=True)
            return
        if not self._standing:
            return
        try:
            _drop(self.final, self._standing)
            if self._older:
                _rename(_opened(self.final), self._older, self._table)
        except (RuntimeError, sqlite3.Error) as error:
            raise InputError(
                problem(
                    "The older table {table} of {path} could not be given its name again ({reason}); it is "
                    "called {older} now.",
                    table=self._table,
                    path=self.final,
                    reason=str(error),
                    older=self._older,
                )
            ) from error
        self._standing, self._older = "", ""

    def settle(self) -> None:
        """Delete the older table."""
        if self._older:
            _drop(self.final, self._older)
            self._older = ""
        self.discard()


def _opened(package: Path):
    opened = gdal.OpenEx(str(package), gdal.OF_VECTOR | gdal.OF_UPDATE)
    if opened is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    return opened


def _set_aside(place: Path, waiting: Path) -> Path | None:
    """Keep what stands at *place*, by a second name: so a whole file stands there at any moment."""
    if not place.exists():
        return None
    aside = waiting / place.name
    try:
        os.link(place, aside)
    except OSError:
        place.replace(aside)  # a folder, or a file system without second names
    return aside


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _rename(package, name: str, other: str) -> None:
    if package.GetLayerByName(name).Rename(other) != 0:
        raise RuntimeError(gdal.GetLastErrorMsg())


def _drop(package: Path, name: str) -> None:
    """Delete a table of a GeoPackage with its style and metadata, which GDAL would leave behind."""
    opened = _opened(package)
    names = [opened.GetLayer(at).GetName() for at in range(opened.GetLayerCount())]
    if name in names:
        opened.DeleteLayer(names.index(name))
    del opened
    with contextlib.closing(sqlite3.connect(str(package))) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "layer_styles" in tables:
            connection.execute("DELETE FROM layer_styles WHERE f_table_name = ?", (name,))
        if "gpkg_metadata_reference" in tables:
            connection.execute("DELETE FROM gpkg_metadata_reference WHERE table_name = ?", (name,))
        connection.commit()


def _not_in_place(path: Path, reason: str) -> Problem:
    return problem(
        "The output {path} could not be put in place ({reason}). Close it in other programs "
        "or choose another name.",
        path=path,
        reason=reason,
    )
