"""Drawings on print layouts: shapes and labels that the user can still edit."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemPolygon,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
)
from qgis.PyQt.QtCore import Qt

from . import fills
from .drawing import QT_ALIGNMENT, Area, Band, Box, Drawing, Words, polygon, see_through, text_format

# Stands between the two signs that open an expression of QGIS, and is not seen.
JOINER = "\u2060"


def plain(text: str) -> str:
    """*text* as a layout shows it: what looks like an expression of QGIS is not evaluated.

    >>> plain("[% 1 + 1 %]") == "[\u2060% 1 + 1 %]"
    True
    """
    return text.replace("[%", f"[{JOINER}%")


def place(
    layout: QgsPrintLayout, drawing: Drawing, x: float, y: float, lang: str, name: str
) -> QgsLayoutItem:
    """Lay the drawing on a print layout as a group of shapes and labels, its corner at *x*, *y* mm."""
    items = []
    for mark in drawing.marks:
        if isinstance(mark, Box):
            items.append(_shape(layout, mark, x, y))
        elif isinstance(mark, (Band, Area)):
            items.append(_outlined(layout, mark, x, y))
        else:
            items.append(_label(layout, mark, x, y, lang))
    for item in items:
        layout.addLayoutItem(item)
    # QGIS makes no group of a single item
    whole = layout.groupItems(items) if len(items) > 1 else items[0]
    whole.setId(name)
    return whole


def _shape(layout: QgsPrintLayout, box: Box, x: float, y: float) -> QgsLayoutItem:
    item = QgsLayoutItemShape(layout)
    item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    symbol = fills.symbol(box.fill, box.stroke, box.stroke_width, box.pattern, box.dash)
    item.setSymbol(symbol)
    item.attemptMove(QgsLayoutPoint(x + box.x, y + box.y))
    item.attemptResize(QgsLayoutSize(box.width, box.height))
    return item


def _outlined(layout: QgsPrintLayout, mark: Band | Area, x: float, y: float) -> QgsLayoutItem:
    item = QgsLayoutItemPolygon(polygon(mark, x, y), layout)
    colour = ",".join(str(part) for part in see_through(mark).getRgb())
    look = {"color": colour, "style": "solid" if mark.fill else "no", "outline_style": "no"}
    if getattr(mark, "stroke", ""):
        look.update(outline_style="solid", outline_color=mark.stroke, outline_width=str(mark.stroke_width))
    item.setSymbol(QgsFillSymbol.createSimple(look))
    return item


def _label(layout: QgsPrintLayout, words: Words, x: float, y: float, lang: str) -> QgsLayoutItem:
    item = QgsLayoutItemLabel(layout)
    item.setText(plain(words.text))
    item.setTextFormat(text_format(words.size, words.bold, words.colour, lang))
    item.setMarginX(0)
    item.setMarginY(0)
    item.setHAlign(QT_ALIGNMENT[words.align])
    item.setVAlign(Qt.AlignmentFlag.AlignVCenter)
    item.attemptMove(QgsLayoutPoint(x + words.x, y + words.y))
    item.attemptResize(QgsLayoutSize(words.width, words.height))
    return item
