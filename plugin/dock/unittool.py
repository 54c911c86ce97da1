"""Picks a unit by a click on the map, and marks the one that is looked at; neither holds a layer."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsGeometry, QgsSettings
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsMapToolIdentify, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..connections import Connections
from .zones import Zones

WIDTH = 3


class UnitTool(QgsMapToolIdentify):
    """A map tool; a click on a unit of the layer of zones picks it.

    Signals
    -------
    picked
        Feature id of the unit under the click.
    missed
        No unit of the layer lies there.
    """

    picked = pyqtSignal(object)
    missed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, zones: Zones):
        super().__init__(canvas)
        self._zones = zones
        self.setCursor(QgsApplication.getThemeCursor(QgsApplication.Cursor.Identify))

    def canvasReleaseEvent(self, event):
        layer = self._zones.layer()
        if event.button() != Qt.MouseButton.LeftButton or layer is None:
            return
        mode = QgsMapToolIdentify.IdentifyMode.TopDownStopAtFirst
        found = self.identify(event.pos().x(), event.pos().y(), [layer], mode)
        if found:
            self.picked.emit(found[0].mFeature.id())
        else:
            self.missed.emit()


class Picker(QObject):
    """Takes the map tool into the user's hand, and gives back the one that was there before.

    Signals
    -------
    picked, missed
        As those of the tool.
    left
        The tool is not in use any more, whoever put it away.
    """

    picked = pyqtSignal(object)
    missed = pyqtSignal()
    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, zones: Zones, parent: QObject):
        super().__init__(parent)
        self._canvas, self._zones = canvas, zones
        self._tool: UnitTool | None = None
        self._before: QgsMapTool | None = None
        self._signals = Connections()

    def take(self, wanted: bool) -> None:
        """Use the tool, or put it away."""
        if not wanted:
            self.leave()
        elif self._tool is None:
            self._tool = UnitTool(self._canvas, self._zones)
            self._signals.add(self._tool.picked, self.picked.emit)
            self._signals.add(self._tool.missed, self.missed.emit)
            self._before = self._canvas.mapTool()
            self._canvas.setMapTool(self._tool)
            self._signals.add(self._canvas.mapToolSet, self._on_tool)

    def leave(self) -> None:
        """Put the tool away; the canvas gets the one back that it had."""
        tool, self._tool = self._tool, None
        before, self._before = self._before, None
        self._signals.drop()
        if tool is None:
            return
        if self._canvas.mapTool() is tool:
            self._canvas.unsetMapTool(tool)
            if before is not None:
                self._canvas.setMapTool(before)
        tool.deleteLater()
        self.left.emit()

    def _on_tool(self, new, *_old) -> None:
        """The user took another tool into his hand."""
        if new is not self._tool:
            self._before = None
            self.leave()


class Mark:
    """The outline of the unit on the map, in the colour that QGIS highlights with."""

    def __init__(self, canvas: QgsMapCanvas):
        self._canvas = canvas
        self._band: QgsRubberBand | None = None
        self._shown = (QgsGeometry(), QgsCoordinateReferenceSystem())

    def show(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Mark a shape that lies in *crs*."""
        self.clear()
        if geometry.isNull() or geometry.isEmpty():
            return
        self._shown = (QgsGeometry(geometry), QgsCoordinateReferenceSystem(crs))
        self._band = QgsRubberBand(self._canvas, geometry.type())
        self._band.setColor(self._colour())
        self._band.setSecondaryStrokeColor(QColor(255, 255, 255, 180))
        # the colour of the class stays as the map shows it
        self._band.setFillColor(QColor(0, 0, 0, 0))
        self._band.setWidth(WIDTH)
        self._band.setToGeometry(geometry, crs)

    def redraw(self) -> None:
        """Draw the same again: the map is in another CRS now."""
        if self._band is not None:
            self.show(*self._shown)

    def clear(self) -> None:
        """Mark nothing."""
        band, self._band = self._band, None
        if band is not None:
            self._canvas.scene().removeItem(band)

    @property
    def visible(self) -> bool:
        """Whether a unit is marked."""
        return self._band is not None

    @staticmethod
    def _colour() -> QColor:
        chosen = QgsSettings().value("Map/highlight/color", Qgis.DEFAULT_HIGHLIGHT_COLOR.name())
        colour = QColor(chosen)
        colour.setAlpha(255)
        return colour
