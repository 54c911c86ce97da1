"""Codes written on the map, where there is room for them; further in, with their names."""

from __future__ import annotations

import math
from collections.abc import Mapping

from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsExpression,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsRuleBasedLabeling,
    QgsTextBackgroundSettings,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor

from ..toolbelt import areas
from . import drawing

SIZE_PT, NAME_PT = 7.0, 8.0
BUFFER_MM = 0.6
#: Half the height of the letters.
ROOM = "\u2002"
SMALLEST_FEATURE_MM = 4.0
# Labels begin where the whole layer is drawn at least this wide; further out they only hide the map.
LEAST_LAYER_WIDTH_M = 0.10
# Names join the codes where the layer is drawn this many times as wide as where codes begin.
NAMES_FROM = 12.0
#: Descriptions of the rules; they are shown in the dialog of the labels and stay in English as ids do.
CODES, NAMES = "codes", "codes and names"


def show_codes(
    layer: QgsVectorLayer,
    field: str,
    names: Mapping[str, str],
    lang: str,
    everywhere: bool = False,
    grounded: bool = False,
) -> None:
    """Label the features of *layer* with *field* (or an expression) at scales at which labels can be read.

    Rules say what is written at which scale: the code where the whole layer is in view, code and name (the
    words of *names* behind the code) further in. Only polygons into which the label fits get one; features
    smaller than some millimetres are not even asked, so that a layer of many thousand parcels stays quick.
    With *everywhere* all are labelled, beside the polygon: places that must be found although they are small.
    *grounded* labels stand on white, where patterns would make them unreadable.
    """
    furthest = furthest_scale(layer)
    code = QgsExpression.quotedColumnRef(field) if layer.fields().lookupField(field) >= 0 else f"({field})"
    # room around the code, so that it touches no name beside it; NULL stays without a label
    far = _code_settings(layer, f"'{ROOM}' || {code} || '{ROOM}'", "en", everywhere, grounded)
    root = QgsRuleBasedLabeling.Rule(None)
    if not furthest or everywhere or not names:
        root.appendChild(_rule(far, CODES, furthest, 0.0))
    else:
        close = furthest / NAMES_FROM
        root.appendChild(_rule(far, CODES, furthest, close))
        listed = ", ".join(
            f"{QgsExpression.quotedString(key)}, {QgsExpression.quotedString(name)}"
            for key, name in names.items()
        )
        named = f"{code} || coalesce('\\n' || map_get(map({listed}), {code}), '')"
        root.appendChild(_rule(_code_settings(layer, named, lang, everywhere, grounded), NAMES, close, 0.0))
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)


def _rule(
    settings: QgsPalLayerSettings, name: str, furthest: float, closest: float
) -> QgsRuleBasedLabeling.Rule:
    """A rule from the scale 1:*furthest* to 1:*closest*; 0 is no bound."""
    rule = QgsRuleBasedLabeling.Rule(settings)
    rule.setDescription(name)
    # whole numbers: QGIS reads no others back from a style
    rule.setMinimumScale(round(furthest))
    rule.setMaximumScale(round(closest))
    return rule


def _code_settings(
    layer: QgsVectorLayer, expression: str, lang: str, everywhere: bool, grounded: bool
) -> QgsPalLayerSettings:
    settings = _settings(layer, expression, drawing.text_format(SIZE_PT, False, drawing.INK, lang), grounded)
    settings.isExpression = True
    polygons = layer.geometryType() == Qgis.GeometryType.Polygon
    if everywhere and polygons:
        settings.placement = Qgis.LabelPlacement.OutsidePolygons
    elif polygons:
        settings.placement = Qgis.LabelPlacement.Horizontal
        settings.fitInPolygonOnly = True
        thinning = settings.thinningSettings()
        thinning.setMinimumFeatureSize(SMALLEST_FEATURE_MM)
        settings.setThinningSettings(thinning)
    return settings


def show_names(layer: QgsVectorLayer, field: str, lang: str, grounded: bool = False) -> None:
    """Label every feature of a reference layer (towns, counties) with its name."""
    settings = _settings(layer, field, drawing.text_format(NAME_PT, True, drawing.INK, lang), grounded)
    settings.priority = 10
    _attach(layer, settings)


def _settings(layer: QgsVectorLayer, field: str, text: QgsTextFormat, grounded: bool) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    settings.isExpression = layer.fields().lookupField(field) < 0
    settings.enabled = True
    if grounded:
        ground = QgsTextBackgroundSettings()
        ground.setEnabled(True)
        ground.setSizeType(QgsTextBackgroundSettings.SizeType.SizeBuffer)
        ground.setSize(QSizeF(BUFFER_MM, 0.0))
        ground.setFillColor(QColor("#ffffff"))
        ground.setStrokeColor(QColor("#ffffff"))
        text.setBackground(ground)
    else:
        buffer = QgsTextBufferSettings()
        buffer.setEnabled(True)
        buffer.setSize(BUFFER_MM)
        buffer.setColor(QColor(255, 255, 255, 200))
        text.setBuffer(buffer)
    settings.setFormat(text)
    return settings


def _attach(layer: QgsVectorLayer, settings: QgsPalLayerSettings) -> None:
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def without_expressions(layer: QgsVectorLayer) -> None:
    """Let the rules of our labels write a field alone: a style for other programs (SLD) knows no expressions.

    The field is the one that the expression starts from; a label without any field is dropped.
    """
    labeling = layer.labeling()
    if not isinstance(labeling, QgsRuleBasedLabeling):
        return
    root = labeling.rootRule().clone()
    for rule in root.descendants():
        settings = rule.settings()
        if settings is None or not settings.isExpression:
            continue
        used = QgsExpression(settings.fieldName).referencedColumns()
        known = [field.name() for field in layer.fields() if field.name() in used]
        if not known:
            rule.setActive(False)
            continue
        plain = QgsPalLayerSettings(settings)
        plain.fieldName, plain.isExpression = known[0], False
        rule.setSettings(plain)
    layer.setLabeling(QgsRuleBasedLabeling(root))


def furthest_scale(layer: QgsVectorLayer) -> float:
    """Denominator of the smallest scale at which *layer* is labelled; 0 where its size is not known."""
    extent = layer.extent()
    if extent.isEmpty() or not layer.crs().isValid():
        return 0.0
    ruler = QgsDistanceArea()
    ruler.setSourceCrs(layer.crs(), QgsCoordinateTransformContext())
    ruler.setEllipsoid(areas.named(layer.crs().ellipsoidAcronym()))
    middle = extent.center()
    ends = QgsPointXY(extent.xMinimum(), middle.y()), QgsPointXY(extent.xMaximum(), middle.y())
    # in two halves, because the shortest line around the whole world has no length
    scale = sum(ruler.measureLine(end, middle) for end in ends) / LEAST_LAYER_WIDTH_M
    # coordinates that the CRS has no place for measure NaN
    return scale if math.isfinite(scale) else 0.0
