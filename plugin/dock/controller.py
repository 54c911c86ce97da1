"""Keeps the panel and the project in step: which layer, which tab, what the project remembers."""

from __future__ import annotations

import json

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import QObject, QSignalBlocker

from ...toolbelt import zonelayers
from ..connections import Connections
from .desk import Desk
from .dock import ZoneDock
from .tabs import TABS

SCOPE, LAYER_ENTRY, TAB_ENTRY, STATE_ENTRY = "cpzoning", "/dock/layer", "/dock/tab", "/dock/state/{tab}"


class Controller(QObject):
    """Makes the tabs and lends them the desk.

    Parameters
    ----------
    view
        The panel.
    desk
        What the tabs work with.
    """

    def __init__(self, view: ZoneDock, desk: Desk):
        super().__init__(view)
        self.view, self.desk, self.zones = view, desk, desk.zones
        self._signals = Connections()
        for kind in TABS:
            view.add_tab(kind(desk, view))

    def start(self) -> None:
        """Take up work."""
        listen, project = self._signals.add, self.desk.project
        listen(self.zones.offered, self._offer)
        listen(self.zones.chosen, self._on_chosen)
        listen(self.view.ui.layerBox.layerChanged, self.zones.choose)
        listen(self.view.turned, self._look)
        listen(self.view.visibilityChanged, self._look)
        listen(project.readProject, self._restore)
        listen(project.writeProject, self._remember)
        # the reading hears of another layer before the tabs that show what was read
        self.desk.reading.start()
        for tab in self.view.tabs():
            tab.start()
        self.zones.start()
        self._restore()
        self._look()

    def stop(self) -> None:
        """Leave the project; one that is to be saved anyhow keeps what a panel loaded again takes up."""
        self._signals.drop()
        if self.desk.project.isDirty():
            self._remember()
        for tab in self.view.tabs():
            tab.stop()
        self.desk.reading.stop()
        self.zones.stop()

    def follow(self, layer: QgsMapLayer | None) -> None:
        """Turn to the layer that became active, if the user wants that and it has zones."""
        if self.desk.settings.follow_active and zonelayers.fields_of(layer) is not None:
            self.view.ui.layerBox.setLayer(layer)

    def _offer(self) -> None:
        """List the layers that have zones, and none else."""
        box, ours = self.view.ui.layerBox, self.zones.layers()
        others = [item for item in self.desk.project.mapLayers().values() if item not in ours]
        box.setExceptedLayerList(others)
        self.zones.choose(box.currentLayer())

    def _on_chosen(self) -> None:
        layer = self.zones.layer()
        with QSignalBlocker(self.view.ui.layerBox):
            self.view.ui.layerBox.setLayer(layer)
        self._look()

    def _look(self, *_changed) -> None:
        """Show the page that fits and tell the tabs which of them the user sees."""
        self.view.show_page(self.zones.layer() is not None)
        seen = self.view.current() if self.view.isVisible() else None
        self.desk.reading.want(seen is not None and seen.NEEDS_ZONES)
        for tab in self.view.tabs():
            if tab.looked_at != (tab is seen):
                tab.looked_at = tab is seen
                tab.on_looked_at()

    # the project's memory

    def _remember(self, *_document) -> None:
        """Write into the project that is just being saved what the panel shows."""
        layer, project = self.zones.layer(), self.desk.project
        project.writeEntry(SCOPE, LAYER_ENTRY, layer.id() if layer is not None else "")
        project.writeEntry(SCOPE, TAB_ENTRY, self.view.current().ID)
        self._write("reading", self.desk.reading.state())
        for tab in self.view.tabs():
            self._write(tab.ID, tab.state())

    def _restore(self, *_document) -> None:
        """Turn to what the project remembers."""
        project = self.desk.project
        layer = project.mapLayer(project.readEntry(SCOPE, LAYER_ENTRY)[0])
        if zonelayers.fields_of(layer) is not None:
            self.view.ui.layerBox.setLayer(layer)
        self.view.turn_to(project.readEntry(SCOPE, TAB_ENTRY)[0])
        self.desk.reading.restore(self._stored("reading"))
        for tab in self.view.tabs():
            tab.restore(self._stored(tab.ID))

    def _write(self, name: str, state: dict) -> None:
        text = json.dumps(state, ensure_ascii=False, sort_keys=True)
        self.desk.project.writeEntry(SCOPE, STATE_ENTRY.format(tab=name), text)

    def _stored(self, name: str) -> dict:
        """What the project holds of a tab; a project may come from anybody, so it may hold anything."""
        text = self.desk.project.readEntry(SCOPE, STATE_ENTRY.format(tab=name))[0]
        try:
            state = json.loads(text or "{}")
        except ValueError:
            return {}
        return state if isinstance(state, dict) else {}
