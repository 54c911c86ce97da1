"""A second map over the first: drawn in the background, shown left of a line or by turns."""

from __future__ import annotations

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapTool
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

GRIP = 9.0  # half a side of the handle, in pixels of the screen's scale
STEP, BIG_STEP = 0.01, 0.1


class Curtain(QgsMapCanvasItem):
    """The picture of another map over the canvas.

    Attributes
    ----------
    share
        How much of the canvas it covers from the left, 0 to 1.
    caption
        What it shows, in words; empty for none.
    divided
        Whether a line with a handle stands at its edge.
    """

    def __init__(self, canvas: QgsMapCanvas):
        super().__init__(canvas)
        self._canvas = canvas
        self._image = QImage()
        self.share, self.caption, self.divided = 0.5, "", True
        self.setZValue(90)

    def set_image(self, image: QImage) -> None:
        """Show another picture of the whole canvas."""
        self._image = image
        self.update()

    def set_share(self, share: float) -> None:
        """Cover another part of the canvas."""
        self.share = min(max(share, 0.0), 1.0)
        self.update()

    def updatePosition(self):
        """It covers the canvas, wherever the map goes."""
        self.setPos(QPointF(0.0, 0.0))
        self.prepareGeometryChange()

    def boundingRect(self):
        # the canvas has a frame around what it draws on
        return QRectF(self._canvas.viewport().rect())

    def paint(self, painter, _option=None, _widget=None):
        if self._image.isNull():
            return
        whole = self.boundingRect()
        edge = self.share * whole.width()
        painter.save()
        painter.setClipRect(QRectF(0.0, 0.0, edge, whole.height()))
        painter.drawImage(whole, self._image, QRectF(self._image.rect()))
        self._write_caption(painter)
        painter.restore()
        if self.divided:
            self._draw_line(painter, edge, whole.height())

    def _write_caption(self, painter: QPainter) -> None:
        if not self.caption:
            return
        metrics = painter.fontMetrics()
        line = metrics.lineSpacing()
        box = QRectF(line / 2, line / 2, metrics.horizontalAdvance(self.caption) + line, 1.5 * line)
        painter.fillRect(box, QColor(255, 255, 255, 220))
        painter.setPen(QColor(0, 0, 0))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.caption)

    def _draw_line(self, painter: QPainter, edge: float, height: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grip = QRectF(edge - GRIP, height / 2 - GRIP, 2 * GRIP, 2 * GRIP)
        for colour, width in ((QColor(255, 255, 255), 4.0), (QColor(0, 0, 0), 1.5)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(edge, 0.0), QPointF(edge, height))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(grip)
        painter.restore()


class CurtainTool(QgsMapTool):
    """Moves the edge of the curtain: drag, or arrow keys (with Shift in big steps); Escape ends.

    Signals
    -------
    ended
        The user pressed Escape.
    """

    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, curtain: Curtain):
        super().__init__(canvas)
        self._curtain = curtain
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def flags(self):
        return QgsMapTool.Flag.AllowZoomRect

    def canvasPressEvent(self, event):
        self.canvasMoveEvent(event)

    def canvasMoveEvent(self, event):
        if event.buttons() & Qt.MouseButton.LeftButton or event.button() == Qt.MouseButton.LeftButton:
            self._curtain.set_share(event.pos().x() / max(self.canvas().viewport().width(), 1))

    def keyPressEvent(self, event):
        step = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        moves = {Qt.Key.Key_Left: -step, Qt.Key.Key_Right: step}
        if event.key() in moves:
            self._curtain.set_share(self._curtain.share + moves[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            return
        # of an event that is not ignored the canvas makes its own use: it would move the map as well
        event.ignore()


class Draughtsman(QObject):
    """Draws maps in the background, always the latest that was asked for.

    Signals
    -------
    drawn
        The picture.
    """

    drawn = pyqtSignal(QImage)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._job: QgsMapRendererParallelJob | None = None

    def draw(self, settings: QgsMapSettings) -> None:
        """Draw a map; what is being drawn already is given up."""
        self.stop()
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(lambda: self._finish(job))
        self._job = job
        job.start()

    def stop(self) -> None:
        """Give up what is being drawn."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            job.deleteLater()

    def _finish(self, job: QgsMapRendererParallelJob) -> None:
        if job is not self._job:
            return
        self._job = None
        image = job.renderedImage()
        job.deleteLater()
        self.drawn.emit(image)
