"""Wires the zoning panel to the project: which layer, when to count, what the buttons do."""

from __future__ import annotations

from typing import Callable

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, QTimer

from ...cartography import entries, symbology, visibility
from ...core.zoning import tally
from ...toolbelt import zonelayers
from ...toolbelt.translation import translate
from ..connections import Connections
from ..settings import Settings
from . import clipboard, models, tables
from .counting import CountTask
from .dock import ZoneDock
from .maps import MapMaker

SCOPE, LAYER_ENTRY = "cpzoning", "/dock/layer"
PATIENCE_MS = 400  # a burst of edits is one reason to count, not many


class Controller(QObject):
    """Keeps the panel and the project in step.

    Layers are remembered by id, because a layer may be gone whenever control comes back here.

    Parameters
    ----------
    view
        The panel.
    project, canvas, messages
        Of the QGIS window that the panel lives in.
    settings
        Kept up to date with what the user chooses.
    design
        Opens a layout in the layout designer.
    """

    def __init__(
        self,
        view: ZoneDock,
        project: QgsProject,
        canvas: QgsMapCanvas,
        messages: QgsMessageBar,
        settings: Settings,
        design: Callable,
    ):
        super().__init__(view)
        self.view, self.project, self.canvas, self.messages = view, project, canvas, messages
        self.settings = settings
        self.maps = MapMaker(view, project, canvas, settings, self._say, design)
        self._layer_id = ""
        self._task: CountTask | None = None
        self._found: dict | None = None
        self._counted: models.Counted | None = None
        self._described = ""
        self._project_signals, self._layer_signals = Connections(), Connections()
        self._task_signals = Connections()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self._count)

    def start(self) -> None:
        """Take up work: show the settings, listen to view and project."""
        view, ui = self.view, self.view.ui
        view.set_look(self.settings.quantity, self.settings.area_unit)
        view.follow_action.setChecked(self.settings.follow_active)
        view.only_marked_action.setChecked(self.settings.only_marked)
        view.look_changed.connect(self._on_look)
        view.follow_action.toggled.connect(self._on_follow)
        view.only_marked_action.toggled.connect(self._on_only_marked)
        view.marked.connect(self._on_marked)
        view.picked.connect(self.pick)
        view.style_action.triggered.connect(self.apply_symbology)
        view.export_action.triggered.connect(self.export_map)
        view.layout_action.triggered.connect(self.open_layout)
        view.copy_action.triggered.connect(self.copy_table)
        view.refresh_action.triggered.connect(self.refresh)
        view.visibilityChanged.connect(self._on_visibility)
        ui.layerBox.layerChanged.connect(self._show)
        listen = self._project_signals.add
        listen(self.project.layersAdded, self._on_layers_added)
        listen(self.project.layersRemoved, self._offer_layers)
        listen(self.project.ellipsoidChanged, self.refresh)
        listen(self.project.readProject, self._restore)
        listen(self.project.writeProject, self._remember)
        self._on_layers_added(self.project.mapLayers().values())
        self._restore()

    def stop(self) -> None:
        """Leave the project as if the panel had never been: no connection, no task, no hidden class."""
        self._soon.stop()
        self._cancel()
        self._layer_signals.drop()
        self._project_signals.drop()
        for layer in self.project.mapLayers().values():
            fields = zonelayers.fields_of(layer)
            if fields is not None and visibility.marked(layer):
                visibility.show_only(layer, fields.attribute(), ())

    # which layer

    def layer(self) -> QgsVectorLayer | None:
        """The layer that the panel shows, if it still exists."""
        return self.project.mapLayer(self._layer_id) if self._layer_id else None

    def follow(self, layer: QgsMapLayer | None) -> None:
        """Turn to the layer that became active, if the user wants that and it has zones."""
        if self.settings.follow_active and zonelayers.fields_of(layer) is not None:
            self.view.ui.layerBox.setLayer(layer)

    def _on_layers_added(self, layers) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer):
                self._project_signals.add(layer.updatedFields, self._offer_layers)
        self._offer_layers()

    def _offer_layers(self, *_changed) -> None:
        """List the layers that have zones, and none else."""
        others = [item for item in self.project.mapLayers().values() if zonelayers.fields_of(item) is None]
        self.view.ui.layerBox.setExceptedLayerList(others)
        self._show(self.view.ui.layerBox.currentLayer())

    def _show(self, layer: QgsMapLayer | None) -> None:
        fields = zonelayers.fields_of(layer)
        chosen = layer.id() if fields is not None else ""
        if chosen and chosen == self._layer_id:
            return
        self._cancel()
        self._layer_signals.drop()
        self._layer_id, self._found, self._counted = chosen, None, None
        if not chosen:
            self.view.show_nothing()
            return
        self.view.show_layer()
        self._listen_to(layer)
        self._count()

    def _listen_to(self, layer: QgsVectorLayer) -> None:
        for signal in (
            layer.layerModified,
            layer.dataChanged,
            layer.subsetStringChanged,
            layer.updatedFields,
            layer.crsChanged,
        ):
            self._layer_signals.add(signal, self.refresh)
        self._layer_signals.add(layer.rendererChanged, self._on_style)
        self._on_style()

    # counting

    def refresh(self, *_reason) -> None:
        """Count again soon."""
        self._found = None
        self._soon.start()

    def _on_visibility(self, visible: bool) -> None:
        if visible and self._found is None and self._task is None:
            self._count()

    def _count(self) -> None:
        """Start to count, unless nobody looks; whatever runs already is out of date."""
        self._cancel()
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        if fields is None or not self.view.isVisible():
            return
        context = QgsProcessingContext()
        context.setProject(self.project)
        reader = zonelayers.Reader(layer, fields, context)
        self._described = reader.described
        task = CountTask(layer, reader)
        self._task_signals.add(task.progressChanged, self.view.show_progress)
        self._task_signals.add(task.counted, self._on_counted)
        self._task_signals.add(task.failed, self._on_failed)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _cancel(self) -> None:
        self._task_signals.drop()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        self.view.show_progress(None)

    def _on_counted(self, found: dict) -> None:
        self._task = None
        self._found = found
        self.view.show_progress(None)
        self._show_counts()
        if not self.view.marks():
            self.view.set_marks(visibility.marked(self.layer()))

    def _on_failed(self, reason: str) -> None:
        self._task = None
        self.view.show_progress(None)
        self.view.show_fault(
            translate("ZoneDock", "The layer could not be read: {reason}").format(reason=reason)
        )

    def _show_counts(self) -> None:
        fields = zonelayers.fields_of(self.layer())
        if self._found is None or fields is None:
            return
        codes = [entry.code for entry in entries.legend(fields.legend).entries]
        self._counted = models.Counted(
            fields.legend,
            tally.arrange(self._found, codes),
            self.view.area_unit(),
            self.view.quantity(),
        )
        self.view.show_counts(self._counted, self._described)

    # what the user did

    def _on_look(self) -> None:
        self.settings.quantity = self.view.quantity()
        self.settings.area_unit = self.view.area_unit()
        self._show_counts()

    def _on_follow(self, wanted: bool) -> None:
        self.settings.follow_active = wanted

    def _on_only_marked(self, wanted: bool) -> None:
        self.settings.only_marked = wanted
        self._on_marked(self.view.marks())

    def _on_style(self) -> None:
        """Only a layer that is drawn by its classes can show some of them alone."""
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        able = fields is not None and visibility.is_classified(layer, fields.attribute())
        self.view.only_marked_action.setEnabled(able)

    def _on_marked(self, codes: list[str]) -> None:
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        if fields is None:
            return
        wanted = codes if self.settings.only_marked else ()
        visibility.show_only(layer, fields.attribute(), wanted)

    def pick(self, codes: list[str]) -> None:
        """Select the units of *codes* and zoom to them."""
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        if fields is None or not codes:
            self._say(translate("ZoneDock", "Mark a class first."))
            return
        layer.selectByExpression(zonelayers.with_codes(fields, codes))
        if not layer.selectedFeatureCount():
            self._say(translate("ZoneDock", "No unit of the layer is in the marked classes."))
        elif layer.isSpatial():
            self.canvas.zoomToSelected(layer)

    def apply_symbology(self) -> None:
        """Give the layer the colours of its zones; what was hidden before is shown again."""
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        if fields is None:
            return
        visibility.forget(layer)
        field = entries.field_of(fields.legend)
        if symbology.style(layer, fields.legend, {field: fields.attribute()}) is None:
            self._say(
                translate("ZoneDock", "The layer is a table without geometry; it has no map to colour.")
            )
            return
        self._on_marked(self.view.marks())

    def export_map(self) -> None:
        """Write what the canvas shows as a finished map."""
        if self._has_map():
            self.maps.export(self.layer(), self._counted, self._described)

    def open_layout(self) -> None:
        """Open what the canvas shows as a print layout."""
        if self._has_map():
            self.maps.open(self.layer(), self._counted, self._described)

    def _has_map(self) -> bool:
        layer = self.layer()
        able = layer is not None and layer.isSpatial() and self._counted is not None
        if not able:
            self._say(translate("ZoneDock", "There is no map to export."))
        return able

    def copy_table(self) -> None:
        """Put what the tables show on the clipboard."""
        shown = [tables.texts(table) for table in self.view.filled_tables() if table.model().rowCount()]
        clipboard.put(shown)
        self._say(translate("ZoneDock", "The table is on the clipboard."), Qgis.MessageLevel.Success)

    def _say(self, text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        self.messages.pushMessage(self.view.windowTitle(), text, level)

    # the project's memory

    def _remember(self, *_document) -> None:
        """Write into the project that is just being saved which layer the panel shows."""
        self.project.writeEntry(SCOPE, LAYER_ENTRY, self._layer_id)

    def _restore(self, *_document) -> None:
        """Turn to the layer that the project remembers."""
        layer = self.project.mapLayer(self.project.readEntry(SCOPE, LAYER_ENTRY)[0])
        if zonelayers.fields_of(layer) is not None:
            self.view.ui.layerBox.setLayer(layer)
