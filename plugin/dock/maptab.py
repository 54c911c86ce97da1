"""The tab Map: counts the zones of the layer, shows and hides them, styles, exports and copies."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication, QgsProcessingContext, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer

from ...cartography import entries, symbology, visibility
from ...core.zoning import tally
from ...toolbelt import zonelayers
from ...toolbelt.translation import translate
from ..connections import Connections
from . import clipboard, models, tables
from .counting import CountTask
from .maps import MapMaker
from .mapview import MapView
from .tab import Tab

PATIENCE_MS = 400  # a burst of edits is one reason to count, not many


class MapTab(Tab):
    """Keeps the live legend and the layer in step."""

    ID = "map"

    def __init__(self, desk, parent):
        super().__init__(desk, parent)
        self.settings, self.zones = desk.settings, desk.zones
        self.maps = MapMaker(self.view, desk.project, desk.canvas, desk.settings, desk.say, desk.design)
        self._task: CountTask | None = None
        self._found: dict | None = None
        self._counted: models.Counted | None = None
        self._described = ""
        self._signals, self._task_signals = Connections(), Connections()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self._count)

    def title(self):
        return translate("ZoneDock", "Map")

    def tip(self):
        return translate("ZoneDock", "The zones of the layer as a live legend")

    def make_view(self, parent):
        return MapView(parent, self.desk.icon_size)

    def start(self) -> None:
        """Take up work: show the settings, listen to view and zones."""
        view = self.view
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
        listen = self._signals.add
        listen(self.zones.chosen, self._show)
        listen(self.zones.outdated, self.refresh)
        listen(self.zones.restyled, self._on_style)

    def stop(self) -> None:
        """Leave the project as if the tab had never been: no connection, no task, no hidden class."""
        self._soon.stop()
        self._cancel()
        self._signals.drop()
        for layer in self.zones.layers():
            if visibility.marked(layer):
                visibility.show_only(layer, zonelayers.fields_of(layer).attribute(), ())

    def layer(self) -> QgsVectorLayer | None:
        """The layer that the panel shows, if it still exists."""
        return self.zones.layer()

    def _show(self) -> None:
        self._cancel()
        self._found, self._counted = None, None
        if self.layer() is None:
            self.view.show_nothing()
            return
        self.view.show_layer()
        self._on_style()
        self._count()

    # counting

    def refresh(self, *_reason) -> None:
        """Count again soon."""
        self._found = None
        self._soon.start()

    def on_looked_at(self) -> None:
        """Count when the user comes to look, if that is still to be done."""
        if self.looked_at and self._found is None and self._task is None:
            self._count()

    def _count(self) -> None:
        """Start to count, unless nobody looks; whatever runs already is out of date."""
        self._cancel()
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        if fields is None or not self.looked_at:
            return
        context = QgsProcessingContext()
        context.setProject(self.desk.project)
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
            self.desk.say(translate("ZoneDock", "Mark a class first."))
            return
        layer.selectByExpression(zonelayers.with_codes(fields, codes))
        if not layer.selectedFeatureCount():
            self.desk.say(translate("ZoneDock", "No unit of the layer is in the marked classes."))
        elif layer.isSpatial():
            self.desk.canvas.zoomToSelected(layer)

    def apply_symbology(self) -> None:
        """Give the layer the colours of its zones; what was hidden before is shown again."""
        layer = self.layer()
        fields = zonelayers.fields_of(layer)
        if fields is None:
            return
        visibility.forget(layer)
        field = entries.field_of(fields.legend)
        if symbology.style(layer, fields.legend, {field: fields.attribute()}) is None:
            self.desk.say(
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
            self.desk.say(translate("ZoneDock", "There is no map to export."))
        return able

    def copy_table(self) -> None:
        """Put what the tables show on the clipboard."""
        shown = [tables.texts(table) for table in self.view.filled_tables() if table.model().rowCount()]
        clipboard.put(shown)
        self.desk.say(translate("ZoneDock", "The table is on the clipboard."), Qgis.MessageLevel.Success)
