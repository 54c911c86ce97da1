"""The tab Unit: one unit of the layer, why it has its class, what follows, and the decision of an expert."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer

from ...core import joining
from ...core.errors import ScienceError
from ...toolbelt import zonelayers
from ...toolbelt.tables import is_null
from ...toolbelt.translation import sentences, translate
from ..connections import Connections
from . import clipboard, override, roster, unitfacts, unitpage, unitregister, words
from .reading import ReadTask
from .tab import Tab
from .unitexpert import ExpertDesk
from .unittool import Mark, Picker
from .unitview import UnitView

CODES = ("unit_code", "code", "adcode")


class UnitTab(Tab):
    """Keeps list, page, map and register in step about one unit, which is remembered by its feature id."""

    ID = "unit"

    def __init__(self, desk, parent):
        super().__init__(desk, parent)
        self.zones, self.reading = desk.zones, desk.reading
        self.expert = ExpertDesk(self.view, desk, self.current, self._on_decided)
        self._roster = self.view.model.roster
        self._id: int | None = None
        self._layer_id = ""
        self._read_with = None  # rows of the reading that the list belongs to
        self._shown: tuple | None = None  # layer and unit on the page
        self._name = ""  # field with the names of the units
        self._wanted: dict = {}  # unit that the project remembers, until the units are read
        self._targets: unitfacts.Section | None = None
        self._asked: tuple = ()
        self._fault = ""  # why the layer could not be read
        self.picker = Picker(desk.canvas, desk.zones, self)
        self._mark = Mark(desk.canvas)
        self._task = self._register_task = None
        self._signals, self._of_task, self._of_register = Connections(), Connections(), Connections()
        # keys held down pass many units by
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._ask_register)

    def title(self):
        return translate("Unit", "Unit")

    def tip(self):
        return translate("Unit", "One unit: why it has its class, what follows, and an expert's decision")

    def make_view(self, parent):
        return UnitView(parent, self.desk.icon_size)

    def start(self) -> None:
        """Take up work."""
        view = self.view
        view.picked.connect(self.choose)
        view.searched.connect(self._list)
        view.named.connect(self.name_by)
        view.pick_action.toggled.connect(self.picker.take)
        self.picker.picked.connect(self.choose)
        self.picker.missed.connect(self._on_missed)
        self.picker.left.connect(lambda: view.pick_action.setChecked(False))
        view.previous_action.triggered.connect(lambda: view.step(-1))
        view.next_action.triggered.connect(lambda: view.step(1))
        view.follow_action.toggled.connect(lambda _on: self._on_selected())
        view.zoom_action.triggered.connect(self.zoom)
        view.select_action.triggered.connect(self.select)
        view.copy_action.triggered.connect(self.copy)
        view.register.changed.connect(self._on_register)
        self.expert.start()
        listen = self._signals.add
        listen(self.zones.chosen, self._on_chosen)
        listen(self.zones.selected, self._on_selected)
        listen(self.zones.restyled, self.expert.show_style)
        listen(self.reading.changed, self._on_read)
        listen(self.reading.filtered, self.expert.show_totals)
        listen(self.reading.failed, self._on_failed)
        listen(self.desk.canvas.destinationCrsChanged, self._mark.redraw)
        self._on_chosen()

    def stop(self) -> None:
        """Leave map and project as if the tab had never been."""
        self._soon.stop()
        self._signals.drop()
        self._cancel()
        self._cancel_register()
        self.picker.leave()
        self._mark.clear()

    def on_looked_at(self):
        if self.looked_at:
            self.view.suit_theme()
            self._on_chosen()
            if self._read_with is not self.reading.rows:
                self._on_read()
            self._show()
        else:
            self.picker.leave()
            self._mark.clear()

    def state(self):
        place = self.view.register.place()
        paths = self.desk.project.pathResolver()
        at = self._roster.at(self._id) if self._id is not None else -1
        return {
            "unit": self._id if at >= 0 else None,
            "unit_name": self._roster.names[at] if at >= 0 else "",
            "name_field": self._name,
            "follow": self.view.follow_action.isChecked(),
            "expert": not self.view.expert.isCollapsed(),
            "register": paths.writePath(place.file) if place.file else "",
            "connection": place.connection,
            "schema": place.namespace,
            "code_field": place.code_field,
        }

    def restore(self, state):
        self._wanted = state if isinstance(state.get("unit"), int) else {}
        texts = {key: value for key, value in state.items() if isinstance(value, str)}
        paths = self.desk.project.pathResolver()
        file = paths.readPath(texts["register"]) if texts.get("register") else ""
        place = unitregister.Place(file, texts.get("connection", ""), texts.get("schema", ""))
        self.view.register.show_place(place)
        self.view.follow_action.setChecked(state.get("follow") is True)
        self.view.expert.setCollapsed(state.get("expert") is not True)
        self._layer_id = ""
        self._on_chosen()
        layer = self.zones.layer()
        if layer is not None:
            self._offer_fields(layer, texts.get("name_field"), texts.get("code_field"))
        self._on_read()

    # which units there are

    def current(self) -> tuple[QgsVectorLayer, QgsFeature] | None:
        """The layer and the unit that is looked at; None where either is gone."""
        layer = self.zones.layer()
        if layer is None or self._id is None:
            return None
        feature = layer.getFeature(self._id)
        return (layer, feature) if feature.isValid() else None

    def _on_chosen(self) -> None:
        """Another layer: nothing is known of its units yet."""
        layer = self.zones.layer()
        name = layer.id() if layer is not None else ""
        if name == self._layer_id:
            return
        self._layer_id, self._id = name, None
        self._cancel()
        self._roster = roster.Roster.of([], [], [], [])
        if layer is not None:
            self._offer_fields(layer)
        self._list()
        self.expert.show_totals(self._roster)
        self._show()

    def _offer_fields(self, layer: QgsVectorLayer, name: str | None = None, code: str | None = None) -> None:
        """Offer the fields of names and codes; those that the layer has not, or no more, give way."""
        texts = zonelayers.places_of(layer)
        held = [field.name() for field in layer.fields()]
        self._name = name if name in held or name == "" else roster.name_field(layer)
        self.view.show_name_fields(texts, self._name)
        likely = [one for wanted in CODES for one in held if one.lower() == wanted]
        integers = [field.name() for field in layer.fields() if field.isNumeric() and field.precision() == 0]
        chosen = code if code in held else next(iter(likely), texts[0] if texts else "")
        self.view.register.show_codes(list(dict.fromkeys([*likely, *texts, *integers])), chosen)

    def name_by(self, field: str) -> None:
        """Call the units by another field; by their feature ids where it is empty."""
        self._name = field
        self.desk.project.setDirty(True)
        self._on_read()

    def _on_read(self) -> None:
        """The layer was read anew: so are the names of its units."""
        self._cancel()
        self._fault = ""
        layer, fields = self.zones.layer(), self.zones.fields()
        if layer is None or self.reading.rows is None or not self.looked_at:
            return
        if self._name and layer.fields().lookupField(self._name) < 0:
            self._offer_fields(layer)
        text = translate("Unit", "Listing the units of {layer}").format(layer=layer.name())
        self._read_with = self.reading.rows
        task = ReadTask(layer, roster.RosterReader(layer, fields, self._name), text)
        self._of_task.add(task.done, self._on_roster)
        self._of_task.add(task.failed, self._on_no_roster)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _on_failed(self, reason: str) -> None:
        self._fault = reason
        self._say(reason)

    def _on_no_roster(self, reason: str) -> None:
        # the task goes as soon as it has ended
        self._task = None
        self._on_failed(reason)

    def _on_roster(self, found: roster.Roster) -> None:
        self._task, self._roster = None, found
        self._list()
        self.expert.show_totals(found)
        if self._id is None:
            self._id = self._remembered()
        if self._id is None:
            self._on_selected()
        self.view.show_current(self._id)
        self._show()

    def _remembered(self) -> int | None:
        """The unit that the project remembers, if the feature of that number still has that name."""
        wanted, self._wanted = self._wanted, {}
        at = self._roster.at(wanted["unit"]) if wanted else -1
        return wanted["unit"] if at >= 0 and self._roster.names[at] == wanted.get("unit_name") else None

    def _list(self, *_text) -> None:
        self.view.model.show(self._roster, self.view.search_box.text(), unitfacts.colours())
        self.view.show_current(self._id)

    def _cancel(self) -> None:
        self._of_task.drop()
        self._read_with = None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    # one unit

    def choose(self, identifier: int) -> None:
        """Look at the unit with this feature id."""
        if identifier == self._id:
            return
        self._id = identifier
        self._targets = None
        self.view.show_current(identifier)
        self.desk.project.setDirty(True)
        self._show()

    def _on_selected(self) -> None:
        layer = self.zones.layer()
        if layer is None or not (self.looked_at and self.view.follow_action.isChecked()):
            return
        chosen = layer.selectedFeatureIds()
        if chosen and self._id not in chosen:
            self.choose(min(chosen))

    def _on_decided(self) -> None:
        self.reading.refresh()
        self._show()

    def _show(self) -> None:
        """Show the page and the mark of the unit; nothing is drawn while nobody looks."""
        if not self.looked_at:
            return
        self._mark.clear()
        held = self.current()
        for action in (self.view.zoom_action, self.view.select_action, self.view.copy_action):
            action.setEnabled(held is not None)
        self.expert.show(held)
        if held is None:
            self._shown = None
            self._say(self._why_none())
            return
        layer, feature = held
        self._mark.show(feature.geometry(), layer.crs())
        same = self._shown == (layer.id(), self._id)
        self._shown = (layer.id(), self._id)
        unit = unitfacts.Unit.of(layer, feature, self.zones.fields())
        known = unitfacts.colours()
        marks = [(unit.code, known.get(unit.code.rpartition("-")[2], known["ND"]))] if unit.code else []
        if unit.held:
            marks.append((f"→ {unit.held}", known[unit.held]))
        self.view.page.show_page(unitpage.page(self._called(feature), marks, self._sections(unit)), same)
        self._soon.start()

    def _sections(self, unit: unitfacts.Unit) -> list[unitfacts.Section]:
        found = unitfacts.sections(unit)
        found.insert(3, self._targets or self._no_targets())
        return found

    def _called(self, feature: QgsFeature) -> str:
        name = override.text_of(feature, self._name) if self._name else ""
        return " ".join(name.split()) or translate("Unit", "Unit {number}").format(number=feature.id())

    def _why_none(self) -> str:
        if self.reading.rows is None:
            return self._fault or translate("Unit", "The layer is being read…")
        if not len(self.reading.rows):
            return translate("Unit", "The layer has no units.")
        if self._id is None:
            return translate("Unit", "Choose a unit in the list, or pick one on the map.")
        return translate("Unit", "The unit is not in the layer any more: it was deleted or filtered out.")

    def _say(self, text: str) -> None:
        if self.looked_at:
            self.view.page.setPlainText(text)

    def zoom(self) -> None:
        """Zoom the map to the unit."""
        held = self.current()
        if held is not None and held[0].isSpatial() and held[1].hasGeometry():
            self.desk.canvas.zoomToFeatureIds(held[0], [self._id])

    def select(self) -> None:
        """Select the unit on the map."""
        held = self.current()
        if held is not None:
            held[0].selectByIds([self._id])

    def copy(self) -> None:
        """Put the page on the clipboard."""
        held = self.current()
        if held is not None:
            unit = unitfacts.Unit.of(*held, self.zones.fields())
            clipboard.put(unitpage.texts(self._called(held[1]), self._sections(unit)))

    def _on_missed(self) -> None:
        self.desk.say(translate("Unit", "There is no unit of the layer at this place."))

    # the register

    def _no_targets(self) -> unitfacts.Section:
        made = unitfacts.Section("targets", unitregister.title())
        if self.view.register.place().chosen:
            made.said = [translate("Unit", "The register is being read…")]
        else:
            made.said = [translate("Unit", "Choose a register below to see targets, warnings and tasks.")]
        return made

    def _on_register(self) -> None:
        self._targets, self._asked = None, ()
        self.desk.project.setDirty(True)
        self._show()

    def _ask_register(self) -> None:
        """Read what the register tells of the unit, once for each unit and register."""
        held, place = self.current(), self.view.register.place()
        if held is None or not place.chosen or not self.looked_at:
            return
        at = held[1].fields().lookupField(place.code_field)
        value = held[1].attributes()[at] if at >= 0 else None
        code = "" if is_null(value) else joining.codes([value])[0]
        if (place, self._id, code) == self._asked:
            return
        self._cancel_register()
        self._asked = (place, self._id, code)
        if not code:
            self._on_fault(
                translate("Unit", "The unit has no code in the field {field}.").format(
                    field=place.code_field or words.UNKNOWN
                )
            )
            return
        try:
            reader = unitregister.UnitReader(place, code)
        except ScienceError as error:
            self._on_fault(sentences(error))
            return
        text = translate("Unit", "Asking the register for {code}").format(code=code)
        task = ReadTask(held[0], reader, text)
        self._of_register.add(task.done, self._on_targets)
        self._of_register.add(task.failed, self._on_fault)
        self._register_task = task
        QgsApplication.taskManager().addTask(task)

    def _on_fault(self, reason: str) -> None:
        self._on_targets(unitfacts.Section("targets", unitregister.title(), [reason]))

    def _on_targets(self, found: unitfacts.Section) -> None:
        self._register_task, self._targets = None, found
        self._show()

    def _cancel_register(self) -> None:
        self._of_register.drop()
        task, self._register_task = self._register_task, None
        if task is not None:
            task.cancel()
        self._targets = None
