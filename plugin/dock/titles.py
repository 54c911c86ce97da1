"""The title that the user gives to the maps of a layer; it is kept with the layer, in the project."""

from __future__ import annotations

from qgis.core import QgsMapLayer

PROPERTY = "cpzoning/title"


def title_of(layer: QgsMapLayer | None) -> str:
    """The title that was given; empty where there is none."""
    return str(layer.customProperty(PROPERTY) or "") if layer is not None else ""


def remember(layer: QgsMapLayer | None, title: str) -> None:
    """Keep *title* with the layer; forget it where it is empty."""
    if layer is None or title == title_of(layer):
        return
    if title:
        layer.setCustomProperty(PROPERTY, title)
    else:
        layer.removeCustomProperty(PROPERTY)
