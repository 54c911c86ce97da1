"""Where a register is: a file, or a connection of QGIS and a schema."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsDataSourceUri, QgsProviderRegistry

from ...core.errors import InputError, ScienceError, problem
from ...core.register.schema import schema
from ..destinations import database_of, file_of
from .base import PATIENCE, Register, nobody_cancels
from .geopackage import GeoPackageRegister
from .postgis import NAMESPACE, PROVIDER, PostgisRegister

#: The table by which a register is known.
INFO = "register_info"


def at(
    file: str = "",
    connection: str = "",
    namespace: str = "",
    patience: float = PATIENCE,
    progress=nobody_cancels,
) -> Register:
    """The register at a place, whether there is one or not (`Register.ready` refuses what cannot be used).

    Parameters
    ----------
    file
        Path of a GeoPackage.
    connection
        Name of a PostgreSQL connection that QGIS keeps, or a data source URI.
    namespace
        Schema of the database; `NAMESPACE` where not given.

    Raises
    ------
    InputError
        Neither or both are given, or QGIS does not know the connection.
    """
    if bool(file) == bool(connection):
        raise InputError(
            problem("Give either the GeoPackage of the register, or a PostgreSQL connection and its schema.")
        )
    if file:
        return GeoPackageRegister(Path(file), patience=patience, progress=progress)
    return PostgisRegister(
        _connection(connection), namespace.strip() or NAMESPACE, patience=patience, progress=progress
    )


def _connection(name: str):
    metadata = QgsProviderRegistry.instance().providerMetadata(PROVIDER)
    if "=" in name:
        return metadata.createConnection(name, {})
    known = metadata.connections(False)
    if name in known:
        # one of our own: QGIS deletes those of its list when it is read anew, whoever holds them
        return metadata.createConnection(known[name].uri(), {})
    refusal = problem(
        "QGIS knows no PostgreSQL connection called {name}; it knows {known}. Add it in the browser panel.",
        name=name,
        known=", ".join(sorted(known)) or "none",
    )
    raise InputError(refusal)


def opened(file: str = "", connection: str = "", namespace: str = "", **more) -> Register:
    """A register that is there and of this version; see `at`."""
    return at(file, connection, namespace, **more).ready()


def held_at(destination: str) -> str:
    """What of a register an output to *destination* would replace: a table, the file; "" for nothing.

    Parameters
    ----------
    destination
        A place as Processing writes it: a path, or ``ogr:`` or ``postgres:`` with a data source URI.
    """
    path = file_of(destination)
    if path is not None:
        return path.name if path.suffix.lower() == ".gpkg" and _is_register(path) else ""
    prefix, _, rest = destination.partition(":")
    if prefix not in ("ogr", PROVIDER):
        return ""
    uri = QgsDataSourceUri(rest)
    # SQLite tells no capitals apart; PostgreSQL does, and a look-alike beside a table helps nobody
    if uri.table().casefold() not in schema().tables:
        return ""
    if prefix == "ogr":
        return uri.table() if _is_register(database_of(destination)) else ""
    metadata = QgsProviderRegistry.instance().providerMetadata(PROVIDER)
    connection = metadata.createConnection(uri.uri(False), {})
    return uri.table() if connection.tableExists(uri.schema(), INFO) else ""


def _is_register(path: Path) -> bool:
    try:
        return GeoPackageRegister(path, patience=0.0).exists()
    except (ScienceError, OSError):
        return False  # locked, no GeoPackage at all, or no name for a file: other checks tell that
