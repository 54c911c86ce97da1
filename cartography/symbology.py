"""Renderers from legends: what an algorithm's output looks like.

Algorithms name a legend, nothing more. Colours and words come from the vocabulary tables and from
``resources/legends`` alone, so a map, a chart and a report agree without effort.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)

from ..toolbelt import provenance
from ..toolbelt.translation import language
from . import fading, fills, gradation, labels, rasterstyle, traces
from .entries import ND, Entry, Legend, fields_of, fitted, labelled, legend, names, no_data, traced

__all__ = [
    "Entry",
    "Legend",
    "boundaries",
    "legend",
    "names",
    "no_data",
    "present",
    "renderer",
    "style",
    "symbol",
]

# A category without a value, and a rule of this name, take whatever no other takes: NULL, unknown codes.
OTHERS, OTHERS_RULE = "", "ELSE"
CONFLICTS = "conflicts"
BOUNDARY, BOUNDARY_WIDTH = "#3c3c3c", 0.35
GROUND, THIN_BOUNDARY = "#eceff1", 0.15
# mm, of the lines of the lowest and the highest step
FLOW_WIDTHS = (0.3, 1.2)


def style(
    layer: QgsMapLayer,
    name: str,
    renamed: dict[str, str] | None = None,
    lang: str | None = None,
    occurring: bool = False,
    colours: str = "",
) -> Legend | None:
    """Give *layer* the renderer of the legend *name* and, for codes, labels.

    Parameters
    ----------
    layer
        Vector layer that holds the legend's field, or raster with the legend's values in its first
        band; a table without geometry is left alone.
    name
        Legend, see `entries.legend`.
    renamed
        Declared column name -> name in the layer, or an expression, where the two differ.
    lang
        Language of the words; the user's when not given.
    occurring
        Whether entries that the layer does not hold are left out.
    colours
        Palette, see `core.palettes`; the user's when not given.

    Returns
    -------
    Legend or None
        What the layer shows now; None where nothing could be styled.
    """
    lang = lang or language()
    if isinstance(layer, QgsRasterLayer):
        return _named(rasterstyle.style(layer, name, lang, occurring, colours), layer, lang)
    if not isinstance(layer, QgsVectorLayer) or layer.geometryType() == Qgis.GeometryType.Null:
        return None
    column, field = _field_in(layer, name, renamed or {})
    if not field:
        return None
    values = numbers(layer, field) if fitted(name) else np.empty(0)
    chosen = replace(legend(name, lang, values, column, colours), field=field)
    chosen = _named(chosen, layer, lang)
    if occurring and not traced(name):
        chosen = present(chosen, layer)
    layer.setRenderer(renderer(chosen, layer.geometryType()))
    if name == fading.LEGEND:
        fading.fade(layer, (renamed or {}).get(fading.COLUMN, fading.COLUMN))
    if traced(name):
        layer.setRenderer(traces.renderer(chosen.entries[0], layer.geometryType()))
        labels.show_names(layer, field, lang)
    elif not labelled(name):
        layer.setLabelsEnabled(False)
    else:
        words_of = {entry.code: entry.label.removeprefix(entry.code).strip() for entry in chosen.entries}
        on_patterns = any(entry.pattern for entry in chosen.entries)
        labels.show_codes(layer, field, words_of, lang, name == CONFLICTS, on_patterns)
    layer.triggerRepaint()
    return chosen


def _named(chosen: Legend | None, layer: QgsMapLayer, lang: str) -> Legend | None:
    """The legend with the zoning standard that decided in its title, where one did."""
    standard = provenance.zoning_standard(provenance.read(layer))
    return replace(chosen, title=titled(chosen.title, standard, lang)) if chosen and standard else chosen


def titled(title: str, standard: Mapping[str, str], lang: str) -> str:
    """A title with the zoning standard that decided: its name, version and date."""
    return f"{title} · {standard[f'name_{lang}']} (v{standard['version']}, {standard['valid_from']})"


def _field_in(layer: QgsVectorLayer, name: str, renamed: dict[str, str]) -> tuple[str, str]:
    """(declared column, its name in the layer) that the legend shows; empty where the layer has none.

    A column without any value gives way to the next one: loads per area are unknown without areas.
    """
    held = []
    for column in fields_of(name):
        position = layer.fields().lookupField(renamed.get(column, column))
        if position >= 0:
            held.append((column, layer.fields()[position].name()))
        elif column in renamed:
            held.append((column, renamed[column]))
    filled = (pair for pair in held[:-1] if np.isfinite(numbers(layer, pair[1])).any())
    return next(filled, held[-1] if held else ("", ""))


def present(chosen: Legend, layer: QgsVectorLayer) -> Legend:
    """*chosen* without what *layer* does not hold; ND stays where NULL or unknown codes are.

    Of a graduated legend all steps stay, because a scale with gaps cannot be read.
    """
    if chosen.is_graduated:
        steps = [entry for entry in chosen.entries if entry.step]
        held = numbers(layer, chosen.field)
        missing = not np.any([entry.step.holds(held) for entry in steps], axis=0).all()
        return chosen.only([entry for entry in chosen.entries if entry.step or missing])
    codes = {str(value or "") for value in _distinct(layer, chosen.field)}
    found = [entry for entry in chosen.entries if entry.code in codes]
    missing = bool(codes - {entry.code for entry in found})
    return chosen.only(
        [entry for entry in chosen.entries if entry in found or (missing and entry.code == ND)]
    )


def _distinct(layer: QgsVectorLayer, field: str) -> set:
    """Distinct values of a field or expression; the provider counts those of a field fastest."""
    position = layer.fields().lookupField(field)
    if position >= 0:
        return layer.uniqueValues(position)
    return set(QgsVectorLayerUtils.getValues(layer, field)[0])


def numbers(layer: QgsVectorLayer, field: str) -> np.ndarray:
    """Values of a field as float64, NULL as NaN."""
    raw, _ = QgsVectorLayerUtils.getValues(layer, field)
    plain = (float(value) if isinstance(value, (int, float)) else math.nan for value in raw)
    return np.fromiter(plain, dtype=np.float64)


def renderer(chosen: Legend, geometry: Qgis.GeometryType) -> QgsFeatureRenderer:
    """Renderer of a vector layer: categories for codes, rules for steps.

    Rules, because a graduated renderer has no place for missing values, for open ends, nor for bounds
    that belong to one side.
    """
    if not chosen.is_graduated:
        return QgsCategorizedSymbolRenderer(
            chosen.field,
            [
                QgsRendererCategory(
                    OTHERS if entry.code == ND else entry.code, symbol(geometry, entry), entry.label
                )
                for entry in chosen.entries
            ],
        )
    root = QgsRuleBasedRenderer.Rule(None)
    for rank, entry in enumerate(chosen.entries):
        drawn = symbol(geometry, entry)
        if geometry == Qgis.GeometryType.Line:
            _by_rank(drawn, rank if entry.step else -1, sum(bool(item.step) for item in chosen.entries))
        rule = QgsRuleBasedRenderer.Rule(drawn, label=entry.label)
        rule.setFilterExpression(expression(chosen.field, entry.step) if entry.step else OTHERS_RULE)
        root.appendChild(rule)
    made = QgsRuleBasedRenderer(root)
    made.setUsingSymbolLevels(geometry == Qgis.GeometryType.Line)
    return made


def _by_rank(line: QgsLineSymbol, rank: int, count: int) -> None:
    """Draw lines of higher steps thicker and over the others: of hundreds the strong must be seen."""
    thin, thick = FLOW_WIDTHS
    line.setWidth(thin + (thick - thin) * max(rank, 0) / max(count - 1, 1))
    line.symbolLayer(0).setRenderingPass(rank + 1)


def expression(field: str, step: gradation.Step) -> str:
    """The QGIS expression that holds for values of *step*."""
    quoted = '"' + field.replace('"', '""') + '"'
    parts = []
    if math.isfinite(step.lower):
        parts.append(f"{quoted} {'>=' if step.lower_included else '>'} {step.lower!r}")
    if math.isfinite(step.upper):
        parts.append(f"{quoted} {'<=' if step.upper_included else '<'} {step.upper!r}")
    return " AND ".join(parts) or f"{quoted} IS NOT NULL"


def boundaries(layer: QgsVectorLayer, field: str, lang: str, grounded: bool = False) -> None:
    """Draw a polygon layer as boundaries with names over what lies below it; see `labels.show_codes`."""
    outline = {"style": "no", "outline_color": BOUNDARY, "outline_width": str(BOUNDARY_WIDTH)}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(outline)))
    labels.show_names(layer, field, lang, grounded)


def ground(layer: QgsVectorLayer) -> None:
    """Draw a polygon layer as a pale ground that draws no eyes."""
    pale = {"color": GROUND, "outline_color": BOUNDARY, "outline_width": str(THIN_BOUNDARY)}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(pale)))
    layer.setLabelsEnabled(False)


def symbol(geometry: Qgis.GeometryType, entry: Entry) -> QgsSymbol:
    """Plain symbol of one legend entry for a geometry type."""
    if geometry == Qgis.GeometryType.Line:
        return QgsLineSymbol.createSimple({"line_color": entry.colour, "line_width": "0.6"})
    if geometry == Qgis.GeometryType.Point:
        return QgsMarkerSymbol.createSimple(
            {"color": entry.colour, "outline_color": entry.outline, "name": "circle", "size": "2.4"}
        )
    return fills.symbol(entry.colour, entry.outline, entry.outline_width, entry.pattern, entry.dash)
