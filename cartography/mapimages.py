"""Maps as pictures without a sheet: for reports and previews."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPointF, QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from . import drawing, mapfurniture

DPI = 190.0
MOST = 1500


def render(
    layers: Sequence[QgsMapLayer],
    crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
    transforms: QgsCoordinateTransformContext,
    longest: int = MOST,
) -> QImage:
    """The map as a picture whose longer side has *longest* pixels.

    Parameters
    ----------
    layers
        The uppermost first.
    extent
        In *crs*; a little air is put around.
    """
    aired = mapfurniture.with_margin(extent)
    factor = longest / max(aired.width(), aired.height())
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(crs)
    settings.setTransformContext(transforms)
    settings.setOutputSize(
        QSize(max(1, round(aired.width() * factor)), max(1, round(aired.height() * factor)))
    )
    settings.setExtent(aired)
    settings.setOutputDpi(DPI)
    settings.setBackgroundColor(QColor("#ffffff"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def with_key(picture: QImage, key: drawing.Drawing, lang: str) -> QImage:
    """A map with its legend at the right."""
    scale = DPI / mapfurniture.MM_PER_INCH
    gap = round(4 * scale)
    width = picture.width() + gap + round(key.width * scale)
    height = max(picture.height(), round(key.height * scale))
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#ffffff"))
    painter = QPainter(made)
    painter.drawImage(0, 0, picture)
    beside = QPointF(picture.width() + gap, 0.0)
    painter.translate(beside)
    drawing.paint(painter, key, scale, lang)
    painter.end()
    return made
