"""The tab Map: counts the zones of the layer, shows and hides them, colours, compares, exports and copies."""

from __future__ import annotations

from qgis.core import Qgis, QgsVectorLayer
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...cartography import entries, livelegend, palette, symbology
from ...core import vocabulary
from ...core.zoning import tally, unitrows
from ...toolbelt import zonelayers
from ...toolbelt.translation import translate
from ..connections import Connections
from . import clipboard, comparison, models, tables
from .maps import MapMaker
from .mapview import MapView
from .tab import Tab


class MapTab(Tab):
    """Keeps the live legend and the layer in step."""

    ID = "map"

    def __init__(self, desk, parent):
        super().__init__(desk, parent)
        self.settings, self.zones, self.reading = desk.settings, desk.zones, desk.reading
        self.maps = MapMaker(self.view, desk.project, desk.canvas, desk.settings, desk.say, desk.design)
        self.comparison = comparison.Comparison(desk.project, desk.canvas, self)
        self._scheme = ""
        self._counted: models.Counted | None = None
        self._signals = Connections()
        self._colour_dialog: QgsColorDialog | None = None

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
        view.show_palette(palette.chosen())
        view.look_changed.connect(self._on_look)
        view.follow_action.toggled.connect(self._on_follow)
        view.toggled.connect(self.toggle)
        view.isolated.connect(self.isolate)
        view.picked.connect(self.pick)
        view.recolouring.connect(self.ask_colour)
        view.scheme_chosen.connect(self.choose_scheme)
        view.palette_chosen.connect(self.choose_palette)
        view.place_field_chosen.connect(self.choose_place_field)
        view.place_chosen.connect(self.choose_place)
        view.all_action.triggered.connect(self.show_all)
        view.style_action.triggered.connect(self.apply_symbology)
        view.export_action.triggered.connect(self.export_map)
        view.layout_action.triggered.connect(self.open_layout)
        view.copy_action.triggered.connect(self.copy_table)
        view.refresh_action.triggered.connect(self.reading.refresh)
        view.ui.swipeButton.clicked.connect(lambda on: self.compare(comparison.SWIPE, on))
        view.ui.blinkButton.clicked.connect(lambda on: self.compare(comparison.BLINK, on))
        view.ui.otherBox.layerChanged.connect(self.comparison.stop)
        self.comparison.ended.connect(self._on_comparison_ended)
        listen = self._signals.add
        listen(self.zones.chosen, self._show)
        listen(self.zones.restyled, self._on_style)
        listen(self.reading.changed, self._on_read)
        listen(self.reading.filtered, self._show_counts)
        listen(self.reading.progress, lambda part: view.show_progress(part if part >= 0 else None))
        listen(self.reading.failed, view.show_fault)

    def stop(self) -> None:
        """Leave the project as if the tab had never been: no connection, no second map, nothing faded."""
        self._signals.drop()
        self.comparison.stop()
        self._close_colours()
        for layer in self.zones.layers():
            livelegend.undim(layer)

    def state(self):
        return {"scheme": self._scheme}

    def restore(self, state):
        scheme = state.get("scheme", "")
        if scheme in models.LEGENDS:
            self._scheme = scheme
            self._show()

    # what is shown

    def layer(self) -> QgsVectorLayer | None:
        """The layer that the panel shows, if it still exists."""
        return self.zones.layer()

    def scheme(self) -> str:
        """The legend in use: the one that was chosen where the layer has it, else the layer's own."""
        fields = self.zones.fields()
        if fields is None:
            return ""
        return self._scheme if self._scheme in fields.schemes else fields.legend

    def attribute(self) -> str:
        """What a map of the layer under the legend in use is drawn by."""
        return self.zones.fields().drawn_by(self.scheme())

    def _show(self) -> None:
        self._counted = None
        self.comparison.stop()
        self._close_colours()
        layer, fields = self.layer(), self.zones.fields()
        if layer is None:
            self.view.show_nothing()
            return
        self.view.show_layer()
        drawn = [one for one in fields.schemes if livelegend.is_drawn_by(layer, fields.drawn_by(one))]
        if drawn and self.scheme() not in drawn:
            self._scheme = drawn[0]
        self.view.show_schemes(fields.schemes, self.scheme())
        self.view.show_place_fields(zonelayers.places_of(layer), self.reading.place)
        self.view.ui.otherBox.setExceptedLayerList([layer])
        self._on_style()
        self._show_counts()

    def _on_style(self) -> None:
        """The panel shows what the map shows."""
        layer = self.layer()
        if layer is not None:
            self.view.show_look(livelegend.look(layer, self.attribute()))

    def _on_read(self) -> None:
        rows = self.reading.rows
        layer = self.layer()
        if layer is not None:
            self.view.show_place_fields(zonelayers.places_of(layer), self.reading.place)
        self.view.show_places(rows.places if rows is not None else (), self.reading.within or "")
        self._show_counts()

    def _show_counts(self) -> None:
        fields, rows = self.zones.fields(), self.reading.rows
        if fields is None or rows is None:
            return
        found = rows.amounts(self.reading.kept())
        if self.scheme() != fields.legend:
            found = unitrows.by_class(found, {zone.code for zone in vocabulary.subzones()})
        codes = [entry.code for entry in entries.legend(self.scheme()).entries]
        self._counted = models.Counted(
            self.scheme(),
            tally.arrange(found, codes),
            self.view.area_unit(),
            self.view.quantity(),
            in_pieces=fields.legend in models.IN_PIECES,
            has_net=rows.has_net,
        )
        self.view.show_counts(self._counted, self.reading.described)

    # what the user chose

    def _on_look(self) -> None:
        self.settings.quantity = self.view.quantity()
        self.settings.area_unit = self.view.area_unit()
        self._show_counts()

    def _on_follow(self, wanted: bool) -> None:
        self.settings.follow_active = wanted

    def choose_scheme(self, scheme: str) -> None:
        """Show six classes or 24 sub-zones, in the panel and, where it shows zones, on the map."""
        layer, fields = self.layer(), self.zones.fields()
        if fields is None or scheme == self.scheme():
            return
        was_drawn = livelegend.is_drawn_by(layer, self.attribute())
        self._scheme = scheme
        if was_drawn:
            self.apply_symbology()
        self.desk.project.setDirty(True)
        self.view.show_schemes(fields.schemes, self.scheme())
        self._on_style()
        self._show_counts()

    def choose_palette(self, code: str) -> None:
        """Use another palette from now on, and on the map at once where it shows zones."""
        palette.choose(code)
        layer = self.layer()
        if layer is not None and livelegend.is_drawn_by(layer, self.attribute()):
            self.apply_symbology()

    def choose_place_field(self, field: str) -> None:
        """Read administrative units from this field."""
        self.choose_place("")
        self.reading.set_place(field)
        self.view.show_place_fields(zonelayers.places_of(self.layer()), field)

    def choose_place(self, name: str) -> None:
        """Look at one administrative unit alone; at all again where *name* is empty."""
        layer, rows = self.layer(), self.reading.rows
        if layer is None or rows is None:
            return
        if name and name not in rows.places:
            self.desk.say(
                translate("ZoneDock", "There is no {name} in the field {field}.").format(
                    name=name, field=self.reading.place
                )
            )
            return
        self.view.show_places(rows.places, name)
        self.reading.look_within(name)
        self._dim()
        if name and layer.isSpatial():
            self.desk.canvas.zoomToFeatureIds(layer, rows.ids[rows.within(name)].tolist())

    def _dim(self) -> None:
        """Fade on the map what lies outside the administrative unit."""
        layer = self.layer()
        livelegend.undim(layer)
        if self.reading.within and livelegend.is_drawn_by(layer, self.attribute()):
            livelegend.dim(layer, self.reading.place, self.reading.within)

    # what the user did with a class

    def _drawn(self) -> QgsVectorLayer | None:
        """The layer, if the map shows its zones; else the user is told what to do."""
        layer = self.layer()
        if layer is not None and livelegend.is_drawn_by(layer, self.attribute()):
            return layer
        self.desk.say(translate("ZoneDock", "The map does not show these zones. Apply their colours first."))
        return None

    def toggle(self, codes: list[str]) -> None:
        """Hide classes, or show them where all of them are hidden."""
        layer = self._drawn() if codes else None
        if layer is not None:
            look = livelegend.look(layer, self.attribute())
            held = {code if code in look.colours else symbology.OTHERS for code in codes}
            livelegend.show(layer, codes, held <= look.hidden)

    def isolate(self, codes: list[str]) -> None:
        """Show these classes alone."""
        if not codes:
            self.desk.say(translate("ZoneDock", "Select a class first."))
            return
        layer = self._drawn()
        if layer is not None:
            livelegend.show_only(layer, codes)

    def show_all(self) -> None:
        """Show every class."""
        layer = self.layer()
        if layer is not None and livelegend.is_drawn_by(layer, self.attribute()):
            livelegend.show_all(layer)

    def pick(self, codes: list[str]) -> None:
        """Select the units of *codes*, in the administrative unit that is looked at, and zoom to them."""
        layer, rows = self.layer(), self.reading.rows
        if layer is None or rows is None or not codes:
            self.desk.say(translate("ZoneDock", "Select a class first."))
            return
        if livelegend.is_drawn_by(layer, self.attribute()):
            livelegend.show(layer, codes, True)
        wanted = set(codes)
        if self.scheme() != self.zones.fields().legend:
            zones = {zone.code for zone in vocabulary.subzones()}
            wanted = {code for code in rows.codes if (unitrows.class_of(code, zones) or "") in wanted}
        layer.selectByIds(rows.ids[rows.coded(wanted) & self.reading.kept()].tolist())
        if not layer.selectedFeatureCount():
            self.desk.say(translate("ZoneDock", "No unit of the layer is in the selected classes."))
        elif layer.isSpatial():
            self.desk.canvas.zoomToSelected(layer)

    def ask_colour(self, code: str) -> None:
        """Let the user choose a colour that the map shows at once; Cancel brings the old one back."""
        layer = self._drawn()
        if layer is None:
            return
        self._close_colours()
        look = livelegend.look(layer, self.attribute())
        before = QColor(look.colours.get(code, look.colours.get(symbology.OTHERS, "")))
        dialog = QgsColorDialog(self.view.window(), Qt.WindowType.Dialog, before)
        dialog.setObjectName("CpzoningColour")
        dialog.setTitle(translate("ZoneDock", "Colour of {code}").format(code=code or "ND"))
        dialog.setAllowOpacity(False)
        dialog.currentColorChanged.connect(lambda colour: self._recolour(code, colour))
        dialog.rejected.connect(lambda: self._recolour(code, before))
        dialog.finished.connect(self._close_colours)
        self._colour_dialog = dialog
        dialog.show()

    def _recolour(self, code: str, colour: QColor) -> None:
        layer = self.layer()
        if layer is not None and livelegend.is_drawn_by(layer, self.attribute()):
            livelegend.recolour(layer, code, colour)

    def _close_colours(self, *_result) -> None:
        dialog, self._colour_dialog = self._colour_dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    # maps

    def apply_symbology(self) -> None:
        """Give the layer the colours of its zones; what was hidden before is shown again."""
        layer = self.layer()
        if layer is None:
            return
        field = entries.field_of(self.scheme())
        if symbology.style(layer, self.scheme(), {field: self.attribute()}) is None:
            self.desk.say(
                translate("ZoneDock", "The layer is a table without geometry; it has no map to colour.")
            )
            return
        self._dim()

    def compare(self, mode: str, wanted: bool) -> None:
        """Swipe or blink with the layer of another date, or end it."""
        self.comparison.stop()
        if not wanted:
            return
        layer, other = self.layer(), self.view.ui.otherBox.currentLayer()
        if layer is None or other is None:
            self._on_comparison_ended()
            self.desk.say(translate("ZoneDock", "Open a layer of another date to compare with."))
            return
        self.comparison.start(mode, layer, other)
        self._show_mode(mode)

    def _on_comparison_ended(self) -> None:
        self._show_mode("")

    def _show_mode(self, mode: str) -> None:
        self.view.ui.swipeButton.setChecked(mode == comparison.SWIPE)
        self.view.ui.blinkButton.setChecked(mode == comparison.BLINK)

    def export_map(self) -> None:
        """Write what the canvas shows as a finished map."""
        if self._has_map():
            self.maps.export(self.layer(), self._counted, self.reading.described)

    def open_layout(self) -> None:
        """Open what the canvas shows as a print layout."""
        if self._has_map():
            self.maps.open(self.layer(), self._counted, self.reading.described)

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
