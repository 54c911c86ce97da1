"""Styles written down: as QML and SLD, as the default style of a file or table, and given to a layer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProcessingUtils, QgsVectorLayer

from ..core.errors import InputError, Problem, problem
from ..toolbelt import provenance
from . import labels

DATABASES = ("postgres", "spatialite", "mssql", "oracle")


def write_qml(path: Path, layer: QgsMapLayer) -> None:
    """Write the style of *layer* as QGIS knows it."""
    message, fine = layer.saveNamedStyle(str(path))
    if not fine:
        raise _unwritten(path, message)


def write_sld(path: Path, layer: QgsMapLayer) -> None:
    """Write the style of *layer* for other programs; patterns and labels as far as SLD has them."""
    plain = layer.clone()
    if isinstance(plain, QgsVectorLayer):
        labels.without_expressions(plain)
    message, fine = plain.saveSldStyle(str(path))
    if not fine:
        raise _unwritten(path, message)


def _unwritten(path: Path, reason: str) -> InputError:
    return InputError(
        problem(
            "The style {path} could not be written ({reason}). Choose another place.",
            path=path.name,
            reason=reason,
        )
    )


def can_keep(layer: QgsMapLayer) -> bool:
    """Whether the place where *layer* lives can keep a style: a file or a database, not memory."""
    provider = layer.dataProvider()
    return provenance.file_behind(layer) is not None or (
        provider is not None and provider.name() in DATABASES
    )


def problems_of_saving(layer: QgsMapLayer | None) -> list[Problem]:
    """Why the style cannot be saved with the data of *layer*; nothing for layers in memory."""
    path = provenance.file_behind(layer) if layer is not None else None
    if path is None:
        return []
    place = path if _is_package(path) else path.parent
    if os.access(place, os.W_OK):
        return []
    return [
        problem(
            "The style cannot be saved with {layer}, because {path} is read-only. Take the tick from "
            "{name}, or remove the protection.",
            layer=provenance.name_of(layer),
            path=place,
            name="SAVE",
        )
    ]


def _is_package(path: Path) -> bool:
    return path.suffix.lower() == ".gpkg"


def save_default(layer: QgsMapLayer) -> None:
    """Save the style of *layer* where QGIS looks for it when the data is opened.

    In a GeoPackage or database it is the default of the table ``layer_styles``; other styles of the table
    stay. Elsewhere it is a QML file beside the data.

    Raises
    ------
    InputError
        It could not be written.
    """
    path = provenance.file_behind(layer)
    in_table = isinstance(layer, QgsVectorLayer) and (path is None or _is_package(path))
    if in_table:
        message = layer.saveStyleToDatabase(provenance.name_of(layer), "", True, "")
        fine = not message
    else:
        message, fine = layer.saveDefaultStyle(QgsMapLayer.StyleCategory.AllStyleCategories)
    if not fine:
        raise _unwritten(path or Path(layer.name()), message)


@dataclass(frozen=True)
class Restyle:
    """What is left to do for a layer of the project that was styled as a copy.

    Attributes
    ----------
    layer_id
        Of the layer in the project.
    saved
        The copy whose style is saved with the data; None for none.
    styled
        The copy whose style the layer takes over.
    """

    layer_id: str
    saved: QgsMapLayer | None
    styled: QgsMapLayer

    def in_file(self) -> None:
        """Save the style with the data."""
        if self.saved is not None and can_keep(self.saved):
            save_default(self.saved)

    def in_project(self, context: QgsProcessingContext) -> None:
        """Give the style to the layer of the project; main thread only."""
        layer = QgsProcessingUtils.mapLayerFromString(self.layer_id, context)
        if layer is None:
            return
        layer.setRenderer(self.styled.renderer().clone())
        if isinstance(layer, QgsVectorLayer):
            labeling = self.styled.labeling()
            layer.setLabeling(labeling.clone() if labeling is not None else None)
            layer.setLabelsEnabled(self.styled.labelsEnabled())
        layer.emitStyleChanged()
        layer.triggerRepaint()
