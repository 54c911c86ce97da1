"""Lines and outlines that lie over a map: centres, ellipses, and arrows from one place to another."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsArrowSymbolLayer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSingleSymbolRenderer,
    QgsSymbol,
)

from .entries import Entry

WIDTH_MM = 0.5
HEAD_MM = 1.6


def renderer(entry: Entry, geometry: Qgis.GeometryType) -> QgsSingleSymbolRenderer:
    """One symbol for all: hollow polygons, arrows along lines, dots."""
    return QgsSingleSymbolRenderer(symbol(entry.colour, geometry))


def symbol(colour: str, geometry: Qgis.GeometryType) -> QgsSymbol:
    """The symbol of one colour for a kind of geometry."""
    if geometry == Qgis.GeometryType.Polygon:
        return QgsFillSymbol.createSimple(
            {"style": "no", "outline_color": colour, "outline_width": str(WIDTH_MM)}
        )
    if geometry == Qgis.GeometryType.Line:
        return arrow(colour)
    return QgsMarkerSymbol.createSimple(
        {"color": colour, "outline_color": "#FFFFFF", "name": "circle", "size": "2.6"}
    )


def arrow(colour: str) -> QgsLineSymbol:
    """A straight arrow from the first to the last vertex of a line."""
    layer = QgsArrowSymbolLayer.create(
        {
            "arrow_width": str(WIDTH_MM),
            "arrow_start_width": str(WIDTH_MM),
            "head_length": str(HEAD_MM),
            "head_thickness": str(HEAD_MM),
            "is_curved": "0",
            "is_repeated": "0",
        }
    )
    layer.setSubSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))
    made = QgsLineSymbol()
    made.changeSymbolLayer(0, layer)
    return made
