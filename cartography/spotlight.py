"""One unit in the light: a layer that veils what lies outside it and draws its border."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsInvertedPolygonRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

VEIL, BORDER, BORDER_WIDTH = "255,255,255,165", "#111111", 0.7


def veil(crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """An empty layer that covers all but its one polygon with a white veil; see `turn`."""
    layer = QgsVectorLayer("MultiPolygon", "unit", "memory")
    layer.setCrs(crs)
    look = {"color": VEIL, "outline_color": BORDER, "outline_width": str(BORDER_WIDTH)}
    layer.setRenderer(QgsInvertedPolygonRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(look))))
    return layer


def turn(layer: QgsVectorLayer, geometry: QgsGeometry) -> None:
    """Let the light fall on *geometry* instead of what was lit before."""
    provider = layer.dataProvider()
    provider.truncate()
    feature = QgsFeature()
    feature.setGeometry(geometry)
    provider.addFeatures([feature])
    layer.updateExtents()
