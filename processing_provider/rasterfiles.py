"""Raster files that are there and yet cannot be read, which QGIS calls missing or a wrong value."""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProcessingParameterMultipleLayers, QgsProcessingParameterRasterLayer

from ..core.errors import Problem, problem
from ..toolbelt.rasters import quietly
from .request import Request

KINDS = (QgsProcessingParameterRasterLayer, QgsProcessingParameterMultipleLayers)


def unreadable(request: Request) -> list[Problem]:
    """Files of raster parameters that exist and that GDAL cannot open as a raster, each with the reason."""
    found = []
    for definition in request.algorithm.parameterDefinitions():
        if not isinstance(definition, KINDS):
            continue
        given = request.parameters.get(definition.name())
        for value in given if isinstance(given, (list, tuple)) else [given]:
            reason = _fault(value) if isinstance(value, str) else ""
            if reason:
                found.append(
                    problem(
                        "The file {file} ({parameter}) cannot be read as a raster ({reason}). Copy it anew, "
                        "or choose another one.",
                        file=value,
                        parameter=definition.name(),
                        reason=reason,
                    )
                )
    return found


def _fault(path: str) -> str:
    """Why a file cannot be opened; empty where it can, or where there is none."""
    if not path or len(path) > 1000 or not Path(path).is_file():
        return ""
    with quietly():
        try:
            opened, reason = gdal.OpenEx(path, gdal.OF_RASTER), gdal.GetLastErrorMsg()
        except RuntimeError as error:  # where GDAL raises
            opened, reason = None, str(error)
    return "" if opened is not None else " ".join(reason.split()) or "—"
