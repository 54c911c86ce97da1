"""The legend of a layer of zones as something that is worked with: shown, hidden, recoloured, dimmed.

What is shown and in which colours is read from the layer's own renderer and written to it, so that the
layer panel, a layout and a saved project always agree with what the zoning panel shows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsProperty,
    QgsSimpleFillSymbolLayer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QImage, QPen

from .symbology import OTHERS

DIMMED = "cpzoning/dimmed"
DIM_PERCENT = 15
TEXTURE = 48  # pixels


@dataclass(frozen=True)
class Look:
    """What the map shows of a legend.

    Attributes
    ----------
    colours
        Code -> fill as ``#rrggbb``.
    textures
        Code -> picture of the fill where it is more than a colour: the patterns for print.
    outlines
        Code -> pen of the outline, where the symbol has one.
    hidden
        Codes that the map does not show.
    drawn
        Whether the map is drawn by this legend at all.
    """

    colours: dict[str, str] = field(default_factory=dict)
    textures: dict[str, QImage] = field(default_factory=dict)
    outlines: dict[str, QPen] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    drawn: bool = False


def is_drawn_by(layer: QgsVectorLayer, attribute: str) -> bool:
    """Whether *layer* is drawn by categories of *attribute*, a field or an expression."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return False
    return _plain(renderer.classAttribute()) == _plain(attribute)


def _plain(attribute: str) -> str:
    return attribute.strip('"').lower()


def look(layer: QgsVectorLayer, attribute: str) -> Look:
    """What the map shows of the categories of *attribute*; nothing where it is drawn otherwise.

    The category of all others stands under `OTHERS`, the empty code.
    """
    if not is_drawn_by(layer, attribute):
        return Look()
    categories = layer.renderer().categories()
    by_code = {str(one.value() or OTHERS): one for one in categories}
    return Look(
        {code: one.symbol().color().name() for code, one in by_code.items()},
        {code: _texture(one.symbol()) for code, one in by_code.items() if _has_pattern(one.symbol())},
        {code: _outline(one.symbol()) for code, one in by_code.items() if _has_outline(one.symbol())},
        frozenset(code for code, one in by_code.items() if not one.renderState()),
        True,
    )


def _has_pattern(symbol: QgsSymbol) -> bool:
    return symbol.type() == Qgis.SymbolType.Fill and symbol.symbolLayerCount() > 1


def _texture(symbol: QgsSymbol) -> QImage:
    """The middle of a large preview: without its outline it can be laid side by side."""
    whole = symbol.asImage(QSize(3 * TEXTURE, 3 * TEXTURE))
    return whole.copy(TEXTURE, TEXTURE, TEXTURE, TEXTURE)


def _has_outline(symbol: QgsSymbol) -> bool:
    last = symbol.symbolLayer(symbol.symbolLayerCount() - 1)
    return isinstance(last, QgsSimpleFillSymbolLayer) and last.strokeStyle() != Qt.PenStyle.NoPen


def _outline(symbol: QgsSymbol) -> QPen:
    last = symbol.symbolLayer(symbol.symbolLayerCount() - 1)
    return QPen(QBrush(last.strokeColor()), 1.0, last.strokeStyle())


def show(layer: QgsVectorLayer, codes: Collection[str], shown: bool) -> None:
    """Show or hide the categories of *codes*; a code without one is drawn by, and goes with, all others."""

    def change(renderer, position, code, _symbol):
        if code in wanted:
            renderer.updateCategoryRenderState(position, shown)

    wanted = _held(layer, codes)
    _rebuilt(layer, change)


def show_only(layer: QgsVectorLayer, codes: Collection[str]) -> None:
    """Show the categories of *codes* and hide all the others."""
    wanted = _held(layer, codes)
    _rebuilt(layer, lambda renderer, at, code, _: renderer.updateCategoryRenderState(at, code in wanted))


def show_all(layer: QgsVectorLayer) -> None:
    """Show every category."""
    _rebuilt(layer, lambda renderer, at, *_: renderer.updateCategoryRenderState(at, True))


def recolour(layer: QgsVectorLayer, code: str, colour: QColor) -> None:
    """Give the category of *code* another fill; its outline and pattern stay."""

    def change(renderer, position, held, symbol):
        if held in wanted:
            symbol.setColor(colour)
            renderer.updateCategorySymbol(position, symbol)

    wanted = _held(layer, [code])
    _rebuilt(layer, change)


def dim(layer: QgsVectorLayer, field_name: str, value: str) -> None:
    """Let everything fade whose *field_name* is not *value*; see `undim`."""
    column, wanted = QgsExpression.quotedColumnRef(field_name), QgsExpression.quotedString(value)
    _set_opacity(layer, f"CASE WHEN to_string({column}) = {wanted} THEN 100 ELSE {DIM_PERCENT} END")
    layer.setCustomProperty(DIMMED, field_name)


def undim(layer: QgsVectorLayer) -> None:
    """Take back what `dim` did; a layer that was not dimmed is left alone."""
    if layer.customProperty(DIMMED) is None:
        return
    layer.removeCustomProperty(DIMMED)
    _set_opacity(layer, "")


def _set_opacity(layer: QgsVectorLayer, expression: str) -> None:
    def change(renderer, position, _code, symbol):
        opacity = QgsProperty.fromExpression(expression) if expression else QgsProperty()
        symbol.setDataDefinedProperty(QgsSymbol.Property.Opacity, opacity)
        renderer.updateCategorySymbol(position, symbol)

    if isinstance(layer.renderer(), QgsCategorizedSymbolRenderer):
        _rebuilt(layer, change)


def _held(layer: QgsVectorLayer, codes: Collection[str]) -> set[str]:
    values = {str(one.value() or OTHERS) for one in layer.renderer().categories()}
    return {code if code in values else OTHERS for code in codes}


def _rebuilt(layer: QgsVectorLayer, change) -> None:
    """Let *change* work on each category of a copy of the renderer, and give it to the layer."""
    # a new renderer, not a changed one: only then the legend and the map learn of it
    renderer = layer.renderer().clone()
    for position, category in enumerate(layer.renderer().categories()):
        # Python gets copies of categories, and a copy takes its symbol along when it goes
        change(renderer, position, str(category.value() or OTHERS), category.symbol().clone())
    layer.setRenderer(renderer)
    layer.triggerRepaint()
