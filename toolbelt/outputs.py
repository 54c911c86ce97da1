"""Outputs that appear whole or not at all.

A file is written in a hidden folder beside its final place and moved there when everything is done, so
a failure or a cancel leaves neither half a file nor a damaged old one. The folder lies on the same disk,
so the move is one step; it has the final file's name inside, because formats take layer names from it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import uuid
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsDataSourceUri, QgsProviderRegistry

from ..core.errors import InputError, Problem, problem

# What drivers and QGIS lay beside a file; stale ones of an older file must go with it.
JOURNALS = ("-wal", "-shm", "-journal")


def file_of(destination: str) -> Path | None:
    """Path of a destination that is a plain file, None for memory, databases and temporary layers."""
    text = str(destination or "")
    schemes = ("memory:", "ogr:", "postgres:", "spatialite:", "postgis:", "TEMPORARY_OUTPUT", "/vsi")
    if not text or text.startswith(schemes):
        return None
    return Path(text)


def refusals(path: Path) -> list[Problem]:
    """Why a file cannot be written at *path*; empty when it can."""
    folder = path.parent
    if not folder.is_dir():
        return [problem("The folder {folder} of the output does not exist. Create it first.", folder=folder)]
    if not os.access(folder, os.W_OK):
        return [
            problem(
                "The folder {folder} cannot be written. Choose another place for the output.", folder=folder
            )
        ]
    if path.is_dir():
        return [problem("The output {path} is a folder. Give the name of a file.", path=path)]
    if path.exists() and not os.access(path, os.W_OK):
        return [
            problem(
                "The output {path} is read-only. Choose another name or remove the protection.", path=path
            )
        ]
    if path.suffix.lower() == ".gpkg" and path.exists() and _locked(path):
        return [
            problem(
                "The output {path} is locked by another program. Close it there or choose another name.",
                path=path,
            )
        ]
    return []


def _locked(path: Path) -> bool:
    """Whether another program holds a lock on a GeoPackage; a damaged file is not a locked one."""
    connection = sqlite3.connect(str(path), timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.rollback()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return False


def in_making(destination: str) -> Pending:
    """What guards an output while it is written: a file, a table of a database, or nothing (memory)."""
    path = file_of(destination)
    if path is not None:
        return Beside(path)
    prefix, _, rest = str(destination).partition(":")
    if prefix == "ogr" and database_of(destination).suffix.lower() == ".gpkg":
        return PackageTable(database_of(destination), QgsDataSourceUri(rest).table())
    return Table(prefix, rest) if prefix in ("ogr", "postgres") else Pending()


def database_of(destination: str) -> Path:
    """The database file of a destination such as ``ogr:dbname='a.gpkg' table="t" (geom)``."""
    return Path(QgsDataSourceUri(str(destination).partition(":")[2]).database())


class Pending:
    """An output in the making that needs no care: it vanishes with the process."""

    def final_id(self, identifier: str) -> str:
        """Destination id under which the output will be known."""
        return identifier

    def uri(self, identifier: str) -> str:
        """URI by which the written layer is opened now; empty for layers in memory."""
        return ""

    def commit(self) -> None:
        """Keep what was written."""

    def discard(self) -> None:
        """Remove what was written."""


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

    def commit(self) -> None:
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

    def final_id(self, identifier: str) -> str:
        """The final path; a writer that does not know the extension puts its own behind it."""
        return str(self.final.with_name(Path(identifier.split("|", maxsplit=1)[0]).name))

    def uri(self, identifier: str) -> str:
        """The partial file; with the name of its layer where the format holds several."""
        path = Path(identifier)
        return f"{path}|layername={path.stem}" if path.suffix.lower() == ".gpkg" else str(path)

    def commit(self) -> None:
        """Move the file and everything that was laid beside it to the final place."""
        try:
            for suffix in JOURNALS:
                self.final.with_name(self.final.name + suffix).unlink(missing_ok=True)
            for item in sorted(self._folder.iterdir()):
                item.replace(self.final.parent / item.name)
        except OSError as error:
            raise InputError(
                problem(
                    "The output {path} could not be put in place ({reason}). Close it in other programs "
                    "or choose another name.",
                    path=self.final,
                    reason=error.strerror,
                )
            ) from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what was written; the final place stays as it was."""
        shutil.rmtree(self._folder, ignore_errors=True)


class PackageTable(Beside):
    """A table of a GeoPackage: written to a file beside, and taken over when it is whole.

    Another table of the package, and an older one of the same name, stay as they are until then.
    """

    def __init__(self, package: Path, table: str):
        super().__init__(package)
        self._table = table
        self.partial = self.partial.with_name(f"{table}.gpkg")

    def final_id(self, identifier: str) -> str:
        """The table in its package."""
        return f"{self.final}|layername={self._table}"

    def uri(self, identifier: str) -> str:
        """The table in its package, where it stands once it is committed."""
        return self.final_id(identifier)

    def commit(self) -> None:
        """Replace the table of the package by the new one, wholly or not at all."""
        if not self.partial.exists():
            return
        if not self.final.exists():
            gdal.GetDriverByName("GPKG").Create(str(self.final), 0, 0, 0, gdal.GDT_Unknown).FlushCache()
        target = gdal.OpenEx(str(self.final), gdal.OF_VECTOR | gdal.OF_UPDATE)
        source = gdal.OpenEx(str(self.partial), gdal.OF_VECTOR)
        waiting = f"{self._table}_{uuid.uuid4().hex[:8]}"
        try:
            # the old table goes only when the new one is there as a whole
            copied = target.CopyLayer(source.GetLayer(0), waiting)
            if copied is None:
                raise RuntimeError(gdal.GetLastErrorMsg())
            names = [target.GetLayer(at).GetName() for at in range(target.GetLayerCount())]
            if self._table in names:
                target.DeleteLayer(names.index(self._table))
            copied = target.GetLayerByName(waiting)
            if copied.Rename(self._table) != 0:
                raise RuntimeError(gdal.GetLastErrorMsg())
        except RuntimeError as error:
            raise InputError(
                problem(
                    "The output {path} could not be put in place ({reason}). Close it in other programs "
                    "or choose another name.",
                    path=self.final,
                    reason=str(error),
                )
            ) from error
        finally:
            self.discard()
