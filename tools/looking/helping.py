"""Pictures for the help of zoning and spatial analysis: a result of the practice county with its legend.

The results are those of `results.compute`; what is a table and no map is drawn as a chart.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRenderContext,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

from . import picture

#: What shows an algorithm best, as `results.compute` names it, the topmost first.
LAYERS = {
    "sixclasszoning": ["sixclasszoning"],
    "sixclasszoningraster": ["sixclasszoningraster"],
    "zoningconfidence": ["zoningconfidence"],
    "zoningconfidenceraster": ["zoningconfidenceraster"],
    "comparezonings": ["comparezonings"],
    "checkcontrollines": ["checkcontrollines", "fourspaces"],
    "crosswalkcodes": ["crosswalkcodes"],
    "fourspaces": ["fourspaces"],
    "fourspacesraster": ["fourspacesraster"],
    "subzones": ["subzones"],
    "subzonesraster": ["subzonesraster"],
    "controlunits": ["controlunits"],
    "industrialgrade": ["industrialgrade"],
    "industrylists": ["industrylists"],
    "pointunitstandards": ["pointunitstandards"],
    "localmoran": ["localmoran"],
    "hotspots": ["hotspots"],
    "keyareas": ["keyareas"],
    "centreellipse": ["centreellipse centres", "centreellipse", "sources"],
    "spatialmismatch": ["spatialmismatch flows", "spatialmismatch"],
    "mismatchcorrection": ["mismatchcorrection", "fourspaces"],
    "sourcecontribution": ["sourcecontribution loads"],
}
#: What a single symbol is called, whose layer would else have the name of its file.
CALLED = {
    "centreellipse centres": {"en": "centre, with ellipse", "zh": "重心与标准差椭圆"},
}
HEIGHT, GAP, DPI = 560, 14, 120.0
FADED = 0.35
FONT = {"zh": "Noto Sans CJK SC", "en": "DejaVu Sans"}


def draw(names: list[str], paths: dict[str, str], lang: str, target: Path) -> None:
    """Draw layers over each other, with the legend of the topmost at the right."""
    layers = [picture.opened(paths[name]) for name in names]
    towns = picture.towns()
    layers[0].setName(CALLED.get(names[0], {}).get(lang, layers[0].name()))
    for layer in layers[1:]:
        layer.setOpacity(FADED)
        layer.setLabelsEnabled(False)
    QgsProject.instance().addMapLayers([*layers, towns], False)
    drawn = _map(
        [towns, *layers] if isinstance(layers[0], QgsRasterLayer) else [layers[0], towns, *layers[1:]]
    )
    legend = _legend(layers[0], lang)
    # as high as the map at most; long legends become smaller
    share = min(1.0, (HEIGHT - 2 * GAP) / legend.height())
    width, height = round(legend.width() * share), round(legend.height() * share)
    image = QImage(drawn.width() + width + 3 * GAP, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(0, 0, drawn)
    painter.drawImage(
        drawn.width() + GAP,
        GAP,
        legend.scaled(QSize(width, height), transformMode=Qt.TransformationMode.SmoothTransformation),
    )
    painter.end()
    QgsProject.instance().removeMapLayers([layer.id() for layer in (*layers, towns)])
    image.save(str(target))
    shrunk(target)


def shrunk(path: Path) -> None:
    """Give a picture a palette, so that the package stays small."""
    from PIL import Image

    with Image.open(path) as full:
        small = full.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def _map(layers: list) -> QImage:
    settings = QgsMapSettings()
    extent = QgsRectangle(layers[0].extent())
    for layer in layers:
        extent.combineExtentWith(layer.extent())
    extent.scale(1.04)
    size = QSize(round(HEIGHT * extent.width() / extent.height()), HEIGHT)
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    settings.setOutputSize(size)
    settings.setOutputDpi(DPI)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.start()
    job.waitForFinished()
    painter.end()
    return image


def _legend(layer, lang: str) -> QImage:
    tree = QgsLayerTree()
    node = tree.addLayer(layer)
    QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
    if isinstance(layer, QgsRasterLayer):
        count = len(layer.legendSymbologyItems())
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(1, count + 1)))
    model, settings = QgsLayerTreeModel(tree), QgsLegendSettings()
    style = settings.style(QgsLegendStyle.Style.SymbolLabel)
    form = style.textFormat()
    form.setFont(QFont(FONT[lang]))
    style.setTextFormat(form)
    settings.setStyle(QgsLegendStyle.Style.SymbolLabel, style)
    renderer, scale = QgsLegendRenderer(model, settings), DPI / 25.4
    size = renderer.minimumSize()
    image = QImage(
        QSize(int(size.width() * scale) + GAP, int(size.height() * scale) + 1), QImage.Format.Format_RGB32
    )
    image.fill(QColor("white"))
    painter = QPainter(image)
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    renderer.drawLegend(context)
    painter.end()
    return image
