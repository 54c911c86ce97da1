"""One layer as QGIS opens it, with its legend, over the borders of the towns."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsFillSymbol,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRenderContext,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter
from showcase.county import given

WIDTH, HEIGHT, LEGEND, TITLE = 560, 560, 380, 26
DPI = 96.0


def opened(path: str):
    """The layer of a file, with the style that lies in or beside it."""
    name = Path(path.split("|", maxsplit=1)[0]).stem
    if path.endswith(".tif"):
        return QgsRasterLayer(path, name)
    return QgsVectorLayer(path, name, "ogr")


def towns() -> QgsVectorLayer:
    """The borders of the towns."""
    borders = QgsVectorLayer(given("zoning_unit"), "towns", "ogr")
    line = {"style": "no", "outline_color": "90,90,90,255", "outline_width": "0.2"}
    borders.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(line)))
    return borders


def draw(name: str, path: str, target: Path) -> str:
    """Draw the layer; returns what was drawn, for the log."""
    layer, borders = opened(path), towns()
    if not layer.isValid():
        return f"{name}: cannot be opened: {path}"
    project = QgsProject.instance()
    project.addMapLayers([layer, borders], False)
    image = QImage(WIDTH + LEGEND, HEIGHT + TITLE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setDotsPerMeterX(round(DPI / 0.0254))
    image.setDotsPerMeterY(round(DPI / 0.0254))
    painter = QPainter(image)
    painter.setFont(QFont("Noto Sans CJK SC", 11))
    painter.drawText(QRectF(6, 2, WIDTH + LEGEND, TITLE), int(Qt.AlignmentFlag.AlignVCenter), name)
    painter.translate(0, TITLE)
    _map(painter, layer, borders)
    _legend(painter, layer)
    painter.end()
    image.save(str(target))
    kind = layer.renderer().type() if layer.renderer() else "no renderer"
    project.removeMapLayers([layer.id(), borders.id()])
    return f"{name}: {kind}"


def _map(painter: QPainter, layer, borders) -> None:
    settings = QgsMapSettings()
    settings.setLayers([borders, layer])
    settings.setDestinationCrs(borders.crs())
    extent = QgsRectangle(borders.extent())
    extent.scale(1.05)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setOutputDpi(DPI)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.start()
    job.waitForFinished()


def _legend(painter: QPainter, layer) -> None:
    tree = QgsLayerTree()
    tree.addLayer(layer)
    model = QgsLayerTreeModel(tree)
    renderer = QgsLegendRenderer(model, QgsLegendSettings())
    painter.save()
    painter.translate(WIDTH + 6, 10)
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(DPI / 25.4)
    painter.scale(DPI / 25.4, DPI / 25.4)
    renderer.drawLegend(context)
    painter.restore()
