"""What the QGIS window lends to the tabs of the zoning panel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

from qgis.core import Qgis, QgsPrintLayout, QgsProject
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QSize

from ...toolbelt.translation import translate
from ..settings import Settings
from .reading import Reading
from .zones import Zones


@dataclass(frozen=True)
class Desk:
    """One for all tabs.

    Attributes
    ----------
    project, canvas, messages
        Of the QGIS window that the panel lives in.
    settings
        Kept up to date with what the user chooses.
    zones
        The layer of zones that the panel is about.
    reading
        What it holds, read in the background.
    design
        Opens a layout in the layout designer.
    open_algorithm
        Shows the dialog of one of our algorithms, by its id, filled with parameters, and returns it; None
        where it cannot be.
    icon_size
        Of toolbars in a dock.
    """

    project: QgsProject
    canvas: QgsMapCanvas
    messages: QgsMessageBar
    settings: Settings
    zones: Zones
    reading: Reading
    design: Callable[[QgsPrintLayout], object]
    open_algorithm: Callable[[str, dict], object]
    icon_size: QSize = field(default_factory=lambda: QSize(16, 16))

    def say(self, text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Tell the user a sentence in the message bar."""
        self.messages.pushMessage(translate("ZoneDock", "Carbon & Pollution Zones"), text, level)
