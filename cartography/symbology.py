"""Renderers from the vocabulary: a legend has a name, a field and its categories.

Algorithms name a legend, nothing more. Colours and words come from the vocabulary tables alone, so a
map, a chart and a report agree without effort.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsSymbol,
    QgsVectorLayer,
)

from ..core import vocabulary
from ..toolbelt.translation import language

OUTLINE = "#5a5a5a"


@dataclass(frozen=True)
class Entry:
    """One line of a legend."""

    code: str
    value: int
    label: str
    colour: str
    outline: str = OUTLINE


@dataclass(frozen=True)
class Legend:
    """A set of entries over one field."""

    name: str
    field: str
    entries: tuple[Entry, ...]


def legend(name: str, lang: str | None = None) -> Legend:
    """The legend *name*: ``sixclass``, ``spaces`` or ``subzones``; labels in the user's language."""
    lang = lang or language()
    if name == "sixclass":
        entries = [Entry(c.code, c.value, f"{c.code} {c.name(lang)}", c.colour) for c in vocabulary.classes()]
        return Legend(name, "cp_class", tuple(entries))
    if name == "spaces":
        entries = [Entry(s.code, s.value, f"{s.code} {s.name(lang)}", s.colour) for s in vocabulary.spaces()]
        return Legend(name, "space", tuple(entries))
    if name == "subzones":
        entries = [
            Entry(z.code, z.value, f"{z.code} {z.name(lang)}", z.colour, z.outline)
            for z in vocabulary.subzones()
        ]
        return Legend(name, "subzone", tuple(entries))
    raise KeyError(name)


def style(layer: QgsVectorLayer, name: str, renamed: dict[str, str] | None = None) -> None:
    """Give *layer* the renderer of the legend *name*.

    Parameters
    ----------
    layer
        Vector layer that holds the legend's field; one without geometry is left alone.
    name
        Legend, see `legend`.
    renamed
        Declared column name -> name in the layer, where the two differ.
    """
    if layer.geometryType() == Qgis.GeometryType.Null:
        return
    chosen = legend(name)
    field = (renamed or {}).get(chosen.field, chosen.field)
    categories = [
        QgsRendererCategory(entry.code, symbol(layer.geometryType(), entry), entry.label)
        for entry in chosen.entries
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    layer.triggerRepaint()


def symbol(geometry: Qgis.GeometryType, entry: Entry) -> QgsSymbol:
    """Plain symbol of one legend entry for a geometry type."""
    if geometry == Qgis.GeometryType.Line:
        return QgsLineSymbol.createSimple({"line_color": entry.colour, "line_width": "0.6"})
    if geometry == Qgis.GeometryType.Point:
        return QgsMarkerSymbol.createSimple(
            {"color": entry.colour, "outline_color": entry.outline, "name": "circle", "size": "2.4"}
        )
    return QgsFillSymbol.createSimple(
        {"color": entry.colour, "outline_color": entry.outline, "outline_width": "0.1"}
    )
