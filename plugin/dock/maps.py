"""Maps of a layer of zones: what the canvas shows, with the legend and the sources of the layer."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Callable

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsMapSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.utils import OverrideCursor

from ...cartography import drawing, entries, evidence, layouts, legends, words
from ...core.errors import ScienceError
from ...toolbelt import provenance, zonelayers
from ...toolbelt.translation import language, sentences, translate
from ..settings import Settings
from . import titles
from .mapview import MapView
from .models import Counted


class MapMaker:
    """Exports maps and opens them as print layouts.

    Parameters
    ----------
    view
        Asks for the file.
    project, canvas
        Of the QGIS window.
    settings
        Remembers the folder.
    say
        Tells the user a sentence, with a message level.
    design
        Opens a layout in the layout designer.
    """

    def __init__(
        self,
        view: MapView,
        project: QgsProject,
        canvas: QgsMapCanvas,
        settings: Settings,
        say: Callable,
        design: Callable[[QgsPrintLayout], object],
    ):
        self.view, self.project, self.canvas = view, project, canvas
        self.settings, self.say, self.design = settings, say, design

    def export(self, layer: QgsVectorLayer, counted: Counted, described: str) -> None:
        """Ask for a file and write the map to it, as PDF or PNG."""
        folder = Path(self.settings.export_folder or self.project.homePath() or Path.home())
        chosen = self.view.ask_export_path(str(folder / f"{plain_name(layer.name())}.pdf"))
        if not chosen:
            return
        path = Path(chosen)
        self.settings.export_folder = str(path.parent)
        try:
            with OverrideCursor(Qt.CursorShape.WaitCursor):
                layouts.export(self._compose(layer, counted, described), path)
        except ScienceError as error:
            self.say(sentences(error), Qgis.MessageLevel.Critical)
            return
        link = f'<a href="{path.as_uri()}">{html.escape(str(path))}</a>'
        text = translate("ZoneDock", "The map was saved to {file}").format(file=link)
        self.say(text, Qgis.MessageLevel.Success)

    def open(self, layer: QgsVectorLayer, counted: Counted, described: str) -> None:
        """Add the map to the project's layouts, under a name that is free, and open it in the designer."""
        layout = self._compose(layer, counted, described)
        manager = self.project.layoutManager()
        name, number = layout.name(), 2
        while manager.layoutByName(layout.name()) is not None:
            layout.setName(f"{name} {number}")
            number += 1
        manager.addLayout(layout)
        self.design(layout)

    def _compose(self, layer: QgsVectorLayer, counted: Counted, described: str) -> QgsPrintLayout:
        return layouts.compose(self.project, sheet(layer, counted, described, self.canvas))


def sheet(layer: QgsVectorLayer, counted: Counted, described: str, canvas: QgsMapCanvas) -> layouts.Sheet:
    """The sheet of a counted layer in the user's language.

    Parameters
    ----------
    layer
        The layer of zones; the title that was given to it, else its name, is that of the sheet.
    counted
        Its counts: what occurs stands out in the legend.
    described
        Sentence about the areas, for the small print.
    canvas
        Whose extent, CRS and layers the map takes over.
    """
    lang = language()
    settings = canvas.mapSettings()
    record = provenance.read(layer)
    legend = entries.legend(counted.legend, lang)
    return layouts.Sheet(
        title=titles.title_of(layer) or layer.name(),
        subtitle=legend.title,
        layers=_layers(layer, settings),
        legend=_legend(legend, counted, lang),
        lang=lang,
        notes=[
            *evidence.notes([record] if record else [], lang),
            described,
            words.word("compliance", lang),
        ],
        crs=settings.destinationCrs(),
        extent=_extent(layer, settings),
    )


def _layers(layer: QgsVectorLayer, settings: QgsMapSettings) -> list[QgsMapLayer]:
    """Layers of the canvas but other zonings: the sheet has one legend, and labels shine through."""
    others = [item for item in settings.layers() if item is layer or zonelayers.fields_of(item) is None]
    return others if layer in others else [layer, *others]


def _extent(layer: QgsVectorLayer, settings: QgsMapSettings) -> QgsRectangle:
    """What the canvas shows of the layer: its own margins would waste the paper."""
    shown = settings.visibleExtent()
    common = shown.intersect(settings.layerExtentToOutputExtent(layer, layer.extent()))
    return shown if common.isEmpty() else common


def _legend(legend: entries.Legend, counted: Counted, lang: str) -> drawing.Drawing:
    if counted.legend == "subzones":
        occurring = {code for code, amount in counted.tally.known.items() if amount.units}
        return legends.class_matrix(lang, occurring=occurring)
    return legends.listing(legend, lang)


def plain_name(name: str) -> str:
    """A layer name as a file name that every system takes."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", name).strip(" .") or "map"
