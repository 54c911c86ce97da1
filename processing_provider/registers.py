"""Which register an algorithm works with: parameters, checks and the opening of it."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterProviderConnection,
)

from ..core.errors import Problem, faults_of, problem
from ..toolbelt.register import places
from ..toolbelt.register.base import Register
from ..toolbelt.register.postgis import NAMESPACE, PROVIDER
from ..toolbelt.translation import translate
from .parameters import advanced, text
from .request import Request

REGISTER, CONNECTION, NAME_OF_SCHEMA, PLACE = "REGISTER", "CONNECTION", "SCHEMA", "PLACE"


def parameters() -> list[QgsProcessingParameterDefinition]:
    """The register as a GeoPackage or, folded away, as a connection and a schema."""
    file = QgsProcessingParameterFile(
        REGISTER, translate("Registers", "Register (GeoPackage)"), extension="gpkg", optional=True
    )
    return [file, *server()]


def server() -> list[QgsProcessingParameterDefinition]:
    """Connection and schema of a register on a server."""
    connection = QgsProcessingParameterProviderConnection(
        CONNECTION,
        translate("Registers", "Register on a server (PostgreSQL connection)"),
        PROVIDER,
        optional=True,
    )
    namespace = text(NAME_OF_SCHEMA, translate("Registers", "Schema of the register there"), NAMESPACE)
    return [advanced(connection), advanced(namespace)]


def place_output() -> QgsProcessingOutputString:
    """Where the register is, for the next step of a model."""
    return QgsProcessingOutputString(PLACE, translate("Registers", "Place of the register"))


def at(request: Request) -> Register:
    """The register that was asked for, whether there is one or not."""
    file = request.text(REGISTER)
    if isinstance(request.algorithm.parameterDefinition(REGISTER), QgsProcessingParameterFileDestination):
        # a new register; on a server it needs no file, though the dialog offers one
        file = "" if on_server(request) else new_file(request)
    return places.at(
        file,
        _connection(request),
        request.text(NAME_OF_SCHEMA),
        progress=request.look_for_cancel,
    )


def on_server(request: Request) -> bool:
    """Whether a register on a server was asked for."""
    return bool(_connection(request))


def new_file(request: Request) -> str:
    """Path of the GeoPackage that is to be made."""
    path = request.algorithm.parameterAsFileOutput(request.parameters, REGISTER, request.context)
    return path if not path or Path(path).suffix else path + ".gpkg"


def _connection(request: Request) -> str:
    return request.algorithm.parameterAsConnectionName(request.parameters, CONNECTION, request.context) or ""


def opened(request: Request) -> Register:
    """The register that was asked for, ready to be read and written."""
    return at(request).ready()


def problems(request: Request) -> list[Problem]:
    """Why the register that was asked for cannot be used; empty where it can."""
    return _connection_problems(request) or faults_of(lambda: opened(request))


def _connection_problems(request: Request) -> list[Problem]:
    if "=" not in _connection(request):
        return []
    return [
        problem(
            "Give the name of a PostgreSQL connection that QGIS keeps. Host and password do not belong into "
            "a parameter, because parameters are written into the history and the metadata."
        )
    ]


def place_problems(request: Request) -> list[Problem]:
    """Why a place for a register is none; empty where it is one."""
    return _connection_problems(request) or faults_of(lambda: at(request))


def noted(request: Request, register: Register) -> Register:
    """*register*, noted in the provenance."""
    info = register.info()
    request.record["inputs"][REGISTER] = {
        "name": info.get("title") or register.place,
        "source": register.place,
        "register": info.get("register", ""),
        "version": info.get("schema_version", ""),
    }
    return register
