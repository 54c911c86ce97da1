"""What every tab of the zoning panel is: a view, and a controller that the panel starts and stops."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QWidget

from .desk import Desk


class Tab(QObject):
    """Base of the tabs; one file each, listed in `tabs.TABS`.

    A tab keeps no layer: it asks ``desk.zones.layer()``, or the project by id, whenever control comes
    back to it. Long work goes into a `QgsTask`. What it connects in `start` it disconnects in `stop`.

    Attributes
    ----------
    ID
        Its name in the project's memory, never translated.
    NEEDS_ZONES
        Whether it shows nothing without a layer of zones; the panel then says so in its place.
    view
        The widget that the panel shows, made by `make_view`.
    looked_at
        Whether the user sees it just now.
    """

    ID = ""
    NEEDS_ZONES = True

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(parent)
        self.desk = desk
        self.looked_at = False
        self.view = self.make_view(parent)

    def title(self) -> str:
        """One word on the tab."""
        raise NotImplementedError

    def tip(self) -> str:
        """What the tab is for, in a sentence."""
        raise NotImplementedError

    def make_view(self, parent: QWidget) -> QWidget:
        """The widget of the tab."""
        raise NotImplementedError

    def start(self) -> None:
        """Take up work: listen to view, project and zones."""

    def stop(self) -> None:
        """Leave the project as if the tab had never been: no connection, no task, no item on the map."""

    def on_looked_at(self) -> None:
        """The user sees the tab, or no longer does (`looked_at`)."""

    def state(self) -> dict:
        """What the project is to remember of the tab, as JSON can hold it."""
        return {}

    def restore(self, state: dict) -> None:
        """Take up what a project remembers; an empty *state* is a project that remembers nothing."""
