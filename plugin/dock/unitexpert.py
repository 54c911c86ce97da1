"""The expert's part of the tab Unit: sets and withdraws a class, counts what that changes, draws it."""

from __future__ import annotations

from typing import Callable

import numpy as np
from qgis.core import QgsFeature, QgsVectorLayer

from ...cartography import entries, livelegend, symbology
from ...core.zoning import expert, sixclass
from ...toolbelt.register.base import user_name
from ...toolbelt.translation import sentence, translate
from . import classgrid, override, unitfacts, words
from .desk import Desk
from .roster import Roster
from .unitview import UnitView


class ExpertDesk:
    """Works with the controls of the expert in *view*.

    Parameters
    ----------
    current
        Gives the layer and the unit that is looked at, or None.
    decided
        Called when the edit buffer has changed.
    """

    def __init__(self, view: UnitView, desk: Desk, current: Callable, decided: Callable[[], None]):
        self.view, self.desk = view, desk
        self._current, self._decided = current, decided
        self._roster: Roster | None = None
        self._refusal = ""

    def start(self) -> None:
        """Listen to the controls."""
        view = self.view
        for code in (*sixclass.CODES[1:], sixclass.CODES[0]):
            view.class_box.addItem(unitfacts.called(code), code)
        view.who_box.setText(user_name())
        view.decided.connect(lambda: self.decide(view.class_box.currentData()))
        view.withdrawn.connect(lambda: self.decide(""))
        view.reason_box.returnPressed.connect(lambda: self.decide(view.class_box.currentData()))
        view.undo_action.triggered.connect(self.undo)
        view.effective_action.triggered.connect(self.show_on_map)

    # a decision

    def show(self, held: tuple[QgsVectorLayer, QgsFeature] | None) -> None:
        """Offer what can be decided about a unit, or say why nothing can."""
        view = self.view
        layer = held[0] if held else None
        self._refusal = self._why_not(layer)
        for control in view.expert_controls:
            control.setEnabled(not self._refusal)
        if not self._refusal:
            view.withdraw_button.setEnabled(bool(override.held(held[1])))
        view.undo_action.setEnabled(layer is not None and layer.undoStack().canUndo())
        self._tell(layer)
        self.show_style()

    def _why_not(self, layer: QgsVectorLayer | None) -> str:
        if layer is None:
            return translate("Unit", "Choose a unit first.")
        if self.desk.zones.fields().legend == "spaces":
            return translate("Unit", "The layer has no classes that an expert could set.")
        return override.refusal(layer)

    def _tell(self, layer: QgsVectorLayer | None) -> None:
        told = [self._refusal]
        if layer is not None and not self._refusal:
            told = [
                translate(
                    "Unit", "The computed class is never changed; maps and algorithms use it as before."
                )
            ]
            if layer.isModified():
                told.append(
                    translate("Unit", "{layer} has edits that are not saved.").format(layer=layer.name())
                )
        self.view.expert_text.setText(" ".join(told))

    def decide(self, wanted: str) -> None:
        """Set the class *wanted* for the unit, or withdraw the one that is set where it is empty."""
        held = self._current()
        if held is None or self._refusal:
            return
        layer, feature = held
        unit = unitfacts.Unit.of(layer, feature, self.desk.zones.fields())
        who, reason = self.view.who_box.text(), self.view.reason_box.text()
        faults = expert.problems(unit.zone_class, unit.held, wanted, who, reason)
        if faults:
            self.desk.say(" ".join(map(sentence, faults)))
            if not expert.tidy(reason):
                self.view.reason_box.setFocus()
            return
        log = override.text_of(feature, expert.LOG)
        values = expert.decided(unit.zone_class, unit.held, wanted, who, reason, log, expert.moment())
        if wanted:
            step = translate("Unit", "Set the class {code} by hand").format(code=wanted)
        else:
            step = translate("Unit", "Withdraw the class {code}").format(code=unit.held)
        fault = override.write(layer, feature.id(), values, step)
        if fault:
            self.desk.say(fault)
            return
        self.view.reason_box.clear()
        self._decided()

    def undo(self) -> None:
        """Undo the last edit of the layer, whoever made it."""
        layer = self.desk.zones.layer()
        if layer is not None and layer.undoStack().canUndo():
            layer.undoStack().undo()
            layer.triggerRepaint()
            self._decided()

    # what it changes

    def show_totals(self, roster: Roster | None = None) -> None:
        """Count the classes as computed and as decided, in the administrative unit that is looked at."""
        self._roster = roster if roster is not None else self._roster
        rows, held, fields = self.desk.reading.rows, self._roster, self.desk.zones.fields()
        unit = self.desk.settings.area_unit
        counted = expert.Totals(*(np.zeros((2, len(sixclass.CODES))) for _ in range(2)))
        # both were read from the same layer, the names after the areas: an edit between is read again soon
        if (
            rows is not None
            and held is not None
            and fields is not None
            and np.array_equal(rows.ids, held.ids)
        ):
            kept = self.desk.reading.kept()
            unknown = np.full(len(held), expert.NONE, dtype=np.int8)
            computed = unknown if fields.legend == "spaces" else held.classes
            counted = expert.totals(computed[kept], held.held[kept], rows.area_ha[kept])
        lines = [
            classgrid.Line(
                code, tuple(counted.units[:, at].astype(int).tolist()), tuple(counted.area_ha[:, at])
            )
            for at, code in enumerate(sixclass.CODES)
        ]
        heads = (
            translate("Unit", "Class"),
            translate("Unit", "computed"),
            translate("Unit", "decided"),
            "±",
            translate("Unit", "{unit} computed").format(unit=words.area_units()[unit]),
            translate("Unit", "{unit} decided").format(unit=words.area_units()[unit]),
        )
        colours = unitfacts.colours()
        self.view.show_totals(classgrid.grid([*lines[1:], lines[0]], heads, colours, unit, self.view))

    # the map

    def _scheme(self, layer: QgsVectorLayer) -> str:
        """The legend that the map shows now, by computed or decided classes; else the layer's own."""
        fields = self.desk.zones.fields()
        drawn = [
            one
            for one in fields.schemes
            for attribute in (fields.drawn_by(one), override.attribute(fields, one))
            if livelegend.is_drawn_by(layer, attribute)
        ]
        return drawn[0] if drawn else fields.legend

    def show_style(self) -> None:
        """Tell by the switch whether the map shows the classes that experts have set."""
        layer, fields, action = self.desk.zones.layer(), self.desk.zones.fields(), self.view.effective_action
        able = layer is not None and layer.isSpatial() and fields.legend != "spaces"
        able = able and layer.fields().lookupField(expert.CLASS) >= 0
        action.setEnabled(able)
        if layer is not None and not able:
            self._without_decisions(layer)
        drawn = able and livelegend.is_drawn_by(layer, override.attribute(fields, self._scheme(layer)))
        action.setChecked(bool(drawn))

    def _without_decisions(self, layer: QgsVectorLayer) -> None:
        """Draw the computed classes where the decisions that the map shows were undone, field and all."""
        fields = self.desk.zones.fields()
        for scheme in fields.schemes:
            if livelegend.is_drawn_by(layer, override.attribute(fields, scheme)):
                symbology.style(layer, scheme, {entries.field_of(scheme): fields.drawn_by(scheme)})

    def show_on_map(self, decided: bool) -> None:
        """Draw the layer by the classes with those that experts have set, or by the computed ones."""
        layer, fields = self.desk.zones.layer(), self.desk.zones.fields()
        if layer is None:
            return
        scheme = self._scheme(layer)
        attribute = override.attribute(fields, scheme) if decided else fields.drawn_by(scheme)
        symbology.style(layer, scheme, {entries.field_of(scheme): attribute})
        self.show_style()
