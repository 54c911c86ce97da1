"""The tab Diagram: units in the plane of exceedances, tied to the map's selection; thresholds are tried."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QTimer

from ...cartography import entries, livelegend
from ...core.errors import ScienceError
from ...core.zoning import sixclass, whatif
from ...core.zoning.unitrows import UnitRows
from ...toolbelt import provenance
from ...toolbelt.translation import language, translate
from ..connections import Connections
from . import classgrid, thresholds, words
from .diagramview import DiagramView
from .grid import Grid
from .tab import Tab

CLASSES = range(1, len(sixclass.CODES))


class DiagramTab(Tab):
    """Keeps the diagram, the layer and its selection in step; it never writes to the layer."""

    ID = "diagram"

    def __init__(self, desk, parent):
        super().__init__(desk, parent)
        self.zones, self.reading = desk.zones, desk.reading
        self._present = thresholds.Present()
        self._kept = np.empty(0, dtype=bool)
        self._trial: whatif.Trial | None = None
        self._rows: UnitRows | None = None  # that are shown
        self._place = ("", "")
        self._signals = Connections()
        # selections may come in bursts, and a drag moves faster than a table of many units is counted
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._try)

    def title(self):
        return translate("Diagram", "Diagram")

    def tip(self):
        return translate("Diagram", "Units by their exceedance of carbon and pollution; try other thresholds")

    def make_view(self, parent):
        return DiagramView(parent, self.desk.icon_size)

    def start(self) -> None:
        """Take up work."""
        view = self.view
        view.plot.brushed.connect(self.brush)
        view.plot.moved.connect(self._on_moved)
        view.thresholds_set.connect(self._on_set)
        view.fit_action.triggered.connect(view.plot.fit)
        view.zoom_action.triggered.connect(self.zoom)
        view.clear_action.triggered.connect(self.clear)
        view.changed_action.triggered.connect(self.select_changed)
        view.reset_action.triggered.connect(self.reset)
        view.apply_button.clicked.connect(self.apply)
        listen = self._signals.add
        listen(self.reading.changed, self._show)
        listen(self.reading.filtered, self._show)
        listen(self.reading.failed, self._on_failed)
        listen(self.zones.chosen, self._show)
        listen(self.zones.selected, self._show_selection)
        listen(self.zones.restyled, self._on_style)
        self._show()

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._soon.stop()
        self._signals.drop()

    def state(self):
        return {"factors": list(self.view.plot.factors)} if self.view.plot.factors != (1.0, 1.0) else {}

    def restore(self, state):
        factors = state.get("factors")
        sound = isinstance(factors, list) and len(factors) == 2
        if sound and all(isinstance(one, (int, float)) and 0 < one < np.inf for one in factors):
            self._on_moved(*map(float, factors))
        else:
            self._on_moved(1.0, 1.0)

    def on_looked_at(self):
        if self.looked_at:
            self._show()

    # what is shown

    def _show(self) -> None:
        """Show the units that were read; nothing is drawn while nobody looks."""
        rows, layer = self.reading.rows, self.zones.layer()
        place = (layer.id() if layer is not None else "", self.reading.within)
        if not self.looked_at or (rows is self._rows and place == self._place):
            return
        # an edit leaves the window where the user has put it
        keep = place == self._place and self._rows is not None
        self._rows, self._place = rows, place
        if layer is None or rows is None:
            self._trial = None
            self.view.show_message(translate("Diagram", "The layer is being read…"))
            return
        if not rows.has_plane:
            self._trial = None
            self.view.show_message(self._why_not(len(rows)))
            return
        self.view.show_message("")
        self._present = thresholds.of(provenance.read(layer))
        self._kept = np.flatnonzero(self.reading.kept())
        self.view.plot.weak_is_scp = self._present.rule.weak_weak == "SCP"
        columns = (rows.u[self._kept], rows.v[self._kept], rows.area_ha[self._kept])
        self.view.plot.show_units(*columns, keep)
        self._can_apply()
        self._show_thresholds()
        self._try()
        self._show_selection()

    def _why_not(self, count: int) -> str:
        if not count:
            return translate("Diagram", "The layer has no units.")
        return translate(
            "Diagram",
            "The diagram needs the exceedances of carbon and pollution: fields u and v, or q_c and q_p, as "
            "the six-class zoning writes them. This layer has none.",
        )

    def _on_failed(self, reason: str) -> None:
        self.view.show_message(reason)

    def _can_apply(self) -> None:
        able = self.zones.fields().legend == "sixclass"
        self.view.apply_button.setEnabled(able)

    def _colours(self) -> dict[str, str]:
        """Colours of the classes: those of the map where it shows classes, else those of the palette."""
        fields, layer = self.zones.fields(), self.zones.layer()
        colours = {entry.code: entry.colour for entry in entries.legend("sixclass", language()).entries}
        if layer is not None and "sixclass" in fields.schemes:
            drawn = livelegend.look(layer, fields.drawn_by("sixclass")).colours
            colours.update({code: colour for code, colour in drawn.items() if code in colours})
        return colours

    def _on_style(self) -> None:
        if self.looked_at and self._trial is not None:
            self.view.plot.show_classes(self._trial.then, self._colours())

    def _try(self) -> None:
        """Classify with the thresholds of the diagram and say what changes."""
        rows = self._rows
        if rows is None or not rows.has_plane or not self.looked_at:
            return
        u, v, area = rows.u[self._kept], rows.v[self._kept], rows.area_ha[self._kept]
        try:
            self._trial = whatif.trial(u, v, area, *self.view.plot.factors, self._present.rule)
        except ScienceError:
            # thresholds come from boxes that hold none that the rule refuses
            return
        self.view.plot.show_classes(self._trial.then, self._colours())
        self.view.show_changes(self._grid(), self._sentence(), bool(self._trial.changed.any()))

    def _grid(self) -> Grid:
        """Classes with units and areas now and then."""
        unit = self.desk.settings.area_unit
        heads = (
            translate("Diagram", "Class"),
            translate("Diagram", "now"),
            translate("Diagram", "then"),
            "±",
            translate("Diagram", "{unit} now").format(unit=words.area_units()[unit]),
            translate("Diagram", "{unit} then").format(unit=words.area_units()[unit]),
        )
        units, area = self._trial.units, self._trial.area_ha
        lines = [
            classgrid.Line(
                sixclass.CODES[number],
                (int(units[number].sum()), int(units[:, number].sum())),
                (area[number].sum(), area[:, number].sum()),
            )
            for number in CLASSES
        ]
        return classgrid.grid(lines, heads, self._colours(), unit, self.view)

    def _sentence(self) -> str:
        trial, unit = self._trial, self.desk.settings.area_unit
        changed = int(trial.changed.sum())
        parts = [
            translate("Diagram", "Units that change class: {count} ({area} {unit}).").format(
                count=words.count(changed),
                area=words.area(words.in_unit(trial.changed_ha, unit)),
                unit=words.area_units()[unit],
            )
        ]
        unplaced = int((trial.now == sixclass.ND).sum())
        if unplaced:
            parts.append(
                translate("Diagram", "{count} units have no place in the diagram (ND).").format(
                    count=words.count(unplaced)
                )
            )
        apart = self._otherwise()
        if apart:
            parts.append(
                translate(
                    "Diagram",
                    "{count} units have another class in the layer than u and v give by this rule; "
                    "they are compared by the rule.",
                ).format(count=words.count(apart))
            )
        return " ".join(parts)

    def _otherwise(self) -> int:
        """How many units have a class in the layer that u and v do not give."""
        rows = self._rows
        held = [str(code or "").rsplit("-", 1)[-1] for code in rows.codes]
        known = {code: number for number, code in enumerate(sixclass.CODES)}
        of = np.array([known.get(code, -1) for code in held], dtype=np.intp)
        if self.zones.fields().legend == "spaces" or not len(of):
            return 0
        in_layer = of[rows.code[self._kept]]
        return int(((in_layer > 0) & (in_layer != self._trial.now)).sum())

    def _show_selection(self) -> None:
        rows, layer = self._rows, self.zones.layer()
        if not self.looked_at or rows is None or layer is None or not rows.has_plane:
            return
        chosen = np.fromiter(layer.selectedFeatureIds(), dtype=np.int64)
        self.view.plot.show_chosen(np.isin(rows.ids[self._kept], chosen))
        for action in (self.view.zoom_action, self.view.clear_action):
            action.setEnabled(len(chosen) > 0)

    # thresholds

    def _show_thresholds(self) -> None:
        factors = self.view.plot.factors
        self.view.show_thresholds(self._present.tau_c * factors[0], self._present.tau_p * factors[1])
        self.view.reset_action.setEnabled(factors != (1.0, 1.0))

    def _on_moved(self, factor_c: float, factor_p: float) -> None:
        """The thresholds were moved in the diagram, as multiples of the present ones."""
        self.view.plot.set_factors(factor_c, factor_p)
        self._show_thresholds()
        self._soon.start()

    def _on_set(self, tau_c: float, tau_p: float) -> None:
        """The thresholds were typed, as they are."""
        self._on_moved(tau_c / self._present.tau_c, tau_p / self._present.tau_p)

    def reset(self) -> None:
        """Go back to the thresholds of the layer."""
        self._on_moved(1.0, 1.0)

    def apply(self) -> None:
        """Open the zoning with these thresholds; only that writes anything."""
        layer = self.zones.layer()
        if layer is None:
            return
        factors = self.view.plot.factors
        chosen = (self._present.tau_c * factors[0], self._present.tau_p * factors[1])
        parameters = thresholds.parameters(layer, self.desk.project, *chosen)
        self.desk.open_algorithm("sixclasszoning", parameters)

    # the selection

    def _units(self) -> tuple[QgsVectorLayer | None, np.ndarray]:
        rows, layer = self._rows, self.zones.layer()
        if rows is None or layer is None:
            return None, np.empty(0, dtype=np.int64)
        return layer, rows.ids[self._kept]

    def brush(self, caught: np.ndarray, add: bool) -> None:
        """Select on the map the units that were caught in the diagram."""
        layer, ids = self._units()
        if layer is None or len(ids) != len(caught):
            return
        wanted = ids[caught].tolist()
        if add:
            wanted += layer.selectedFeatureIds()
        layer.selectByIds(wanted)

    def select_changed(self) -> None:
        """Select the units that would change class."""
        if self._trial is not None:
            self.brush(self._trial.changed, add=False)

    def zoom(self) -> None:
        """Zoom the map to the selected units."""
        layer, _ids = self._units()
        if layer is not None and layer.isSpatial():
            self.desk.canvas.zoomToSelected(layer)

    def clear(self) -> None:
        """Select nothing."""
        layer, _ids = self._units()
        if layer is not None:
            layer.removeSelection()
