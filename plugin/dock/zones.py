"""The layer of zones that the panel is about, and what happens to it."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...toolbelt import zonelayers
from ..connections import Connections


class Zones(QObject):
    """Which layer all tabs show. It is remembered by id, because a layer may be gone at any time.

    Signals
    -------
    offered
        The layers that have zones are others now.
    chosen
        The panel turned to another layer, or to none.
    outdated
        What was read of the layer may be wrong: edits, filter, fields, CRS, ellipsoid.
    restyled
        The layer is drawn by another renderer.
    selected
        Other features of the layer are selected.
    """

    offered = pyqtSignal()
    chosen = pyqtSignal()
    outdated = pyqtSignal()
    restyled = pyqtSignal()
    selected = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QObject | None = None):
        super().__init__(parent)
        self.project = project
        self._id = ""
        self._of_project, self._of_layer = Connections(), Connections()

    def start(self) -> None:
        """Listen to the project."""
        listen = self._of_project.add
        listen(self.project.layersAdded, self._on_layers_added)
        listen(self.project.layersRemoved, self._offer)
        listen(self.project.ellipsoidChanged, self._on_outdated)
        self._on_layers_added(self.project.mapLayers().values())

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._of_layer.drop()
        self._of_project.drop()

    def layer(self) -> QgsVectorLayer | None:
        """The layer, if it still exists and has zones."""
        layer = self.project.mapLayer(self._id) if self._id else None
        return layer if zonelayers.fields_of(layer) is not None else None

    def fields(self) -> zonelayers.ZoneFields | None:
        """How the layer says what its units are; None without a layer."""
        return zonelayers.fields_of(self.layer())

    def layers(self) -> list[QgsVectorLayer]:
        """All layers of the project that have zones."""
        return [item for item in self.project.mapLayers().values() if zonelayers.fields_of(item) is not None]

    def choose(self, layer: QgsMapLayer | None) -> None:
        """Turn to *layer*; to none where it has no zones."""
        wanted = layer.id() if zonelayers.fields_of(layer) is not None else ""
        if wanted == self._id:
            return
        self._of_layer.drop()
        self._id = wanted
        if wanted:
            self._listen_to(layer)
        self.chosen.emit()

    def _listen_to(self, layer: QgsVectorLayer) -> None:
        for signal in (
            layer.layerModified,
            layer.dataChanged,
            layer.subsetStringChanged,
            layer.updatedFields,
            layer.crsChanged,
        ):
            self._of_layer.add(signal, self._on_outdated)
        self._of_layer.add(layer.rendererChanged, self._on_restyled)
        self._of_layer.add(layer.selectionChanged, self._on_selected)

    # methods, not lambdas nor signals: PyQt would keep those, and us with them, as long as the layer lives

    def _on_outdated(self, *_what) -> None:
        self.outdated.emit()

    def _on_restyled(self) -> None:
        self.restyled.emit()

    def _on_selected(self, *_what) -> None:
        self.selected.emit()

    def _on_layers_added(self, layers) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer):
                self._of_project.add(layer.updatedFields, self._offer)
        self._offer()

    def _offer(self, *_changed) -> None:
        self.offered.emit()
