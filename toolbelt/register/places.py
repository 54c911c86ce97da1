"""Where a register is: a file, or a connection of QGIS and a schema."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProviderRegistry

from ...core.errors import InputError, problem
from .base import PATIENCE, Register, nobody_cancels
from .geopackage import GeoPackageRegister
from .postgis import NAMESPACE, PROVIDER, PostgisRegister


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
