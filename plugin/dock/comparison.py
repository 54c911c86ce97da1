"""Two dates on one map: the other one swiped over it, or both by turns; the layer panel is left alone."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsMapSettings, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot
from qgis.PyQt.QtGui import QImage

from ..connections import Connections
from .curtain import Curtain, CurtainTool, Draughtsman

SWIPE, BLINK = "swipe", "blink"
BLINK_MS = 800


class Comparison(QObject):
    """At most one comparison at a time; layers are known by their ids.

    Signals
    -------
    ended
        It is over, whoever ended it.
    """

    ended = pyqtSignal()

    def __init__(self, project: QgsProject, canvas: QgsMapCanvas, parent: QObject | None = None):
        super().__init__(parent)
        self.project, self.canvas = project, canvas
        self.mode = ""
        self._ids = ("", "")
        self._curtain: Curtain | None = None
        self._tool: CurtainTool | None = None
        self._tool_before = None
        self._signals = Connections()
        self._draughtsman = Draughtsman(self)
        self._draughtsman.drawn.connect(self._on_drawn)
        self._turns = QTimer(self)
        self._turns.setInterval(BLINK_MS)
        self._turns.timeout.connect(self._take_turns)

    def start(self, mode: str, layer: QgsMapLayer, other: QgsMapLayer) -> None:
        """Show *other* in the place of *layer*, by `SWIPE` or `BLINK`."""
        self.stop()
        self.mode, self._ids = mode, (layer.id(), other.id())
        self._curtain = Curtain(self.canvas)
        self._curtain.caption = other.name()
        self._curtain.divided = mode == SWIPE
        self._curtain.set_share(0.5 if mode == SWIPE else 1.0)
        self._signals.add(self.canvas.mapCanvasRefreshed, self._draw)
        self._signals.add(self.canvas.extentsChanged, self._wipe)
        self._signals.add(other.repaintRequested, self._draw)
        self._signals.add(self.project.layersWillBeRemoved, self._on_removed)
        if mode == SWIPE:
            self._tool = CurtainTool(self.canvas, self._curtain)
            self._tool.ended.connect(self.stop)
            self._tool_before = self.canvas.mapTool()
            self.canvas.setMapTool(self._tool)
            self._signals.add(self.canvas.mapToolSet, self._on_tool)
            self.canvas.setFocus()
        else:
            self._turns.start()
        self._draw()

    @pyqtSlot()
    def stop(self) -> None:
        """End the comparison and leave the canvas as it was."""
        if not self.mode:
            return
        self.mode = ""
        self._turns.stop()
        self._signals.drop()
        self._draughtsman.stop()
        tool, self._tool = self._tool, None
        if tool is not None:
            if self.canvas.mapTool() is tool:
                self.canvas.unsetMapTool(tool)
                if self._tool_before is not None:
                    self.canvas.setMapTool(self._tool_before)
            self._tool_before = None
            tool.deleteLater()
        self.canvas.scene().removeItem(self._curtain)
        self._curtain = None
        self.ended.emit()

    def _draw(self, *_reason) -> None:
        layer, other = (self.project.mapLayer(name) for name in self._ids)
        if layer is None or other is None:
            self.stop()
            return
        self._draughtsman.draw(replaced(self.canvas.mapSettings(), layer, other))

    def _wipe(self) -> None:
        """The map went elsewhere: what was drawn does not lie over it any more."""
        self._curtain.set_image(QImage())

    def _on_drawn(self, image) -> None:
        if self._curtain is not None:
            self._curtain.set_image(image)

    def _take_turns(self) -> None:
        self._curtain.setVisible(not self._curtain.isVisible())

    def _on_tool(self, new, *_old) -> None:
        """The user took another tool into his hand."""
        if new is not self._tool:
            self._tool_before = None
            self.stop()

    def _on_removed(self, ids: list[str]) -> None:
        if set(ids) & set(self._ids):
            self.stop()


def replaced(settings: QgsMapSettings, layer: QgsMapLayer, other: QgsMapLayer) -> QgsMapSettings:
    """The map of *settings* with *other* in the place of *layer*; on top where that is not on the map."""
    made = QgsMapSettings(settings)
    rest = [item for item in settings.layers() if item is not other]
    layers = [other if item is layer else item for item in rest]
    made.setLayers(layers if other in layers else [other, *layers])
    return made
