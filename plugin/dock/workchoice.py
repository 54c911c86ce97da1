"""The menus of the tab Workflow by which an input or a result is chosen: a layer, a file, nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication, QgsIconUtils, QgsProject, QgsProviderRegistry
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QMenu

from ...toolbelt.translation import translate
from ..workflow import places
from ..workflow.chain import Input, Step
from .workflowview import WorkflowView

MOST_SUBLAYERS = 200


class Chooser:
    """Makes the menus; what is chosen goes to a callable as a reference, nothing as an empty text."""

    def __init__(self, view: WorkflowView, project: QgsProject):
        self.view, self.project = view, project

    def ask_input(self, one: Input, at: QPoint, give: Callable[[str], None]) -> None:
        """Let the user choose a layer or file for an input."""
        menu = self._menu()
        self.add_choices(menu, one.kind, give)
        menu.addSeparator()
        entry = menu.addAction(_theme("/mActionDeleteSelected.svg"), translate("Workflow", "Give nothing"))
        entry.triggered.connect(lambda _checked=False: give(""))
        menu.popup(at)

    def add_choices(self, menu: QMenu, kind: str, give: Callable[[str], None]) -> None:
        """Add the layers of the project that fit, and a file."""
        for layer in places.fitting(kind, self.project):
            reference = places.reference_of(layer)
            # an ampersand would underline the next letter
            entry = menu.addAction(QgsIconUtils.iconForLayer(layer), layer.name().replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, reference=reference: give(reference))
        menu.addSeparator()
        entry = menu.addAction(_theme("/mActionFileOpen.svg"), translate("Workflow", "File…"))
        entry.triggered.connect(lambda _checked=False: self._ask_file(kind, give))

    def ask_step(self, step: Step, at: QPoint, deeds: dict[str, Callable[[], None]], give: Callable) -> None:
        """What can be done with a step; *deeds* by their words, None for what cannot be done just now."""
        menu = self._menu()
        for text, deed in deeds.items():
            entry = menu.addAction(text)
            entry.setEnabled(deed is not None)
            if deed is not None:
                entry.triggered.connect(lambda _checked=False, deed=deed: deed())
        part = menu.addMenu(translate("Workflow", "Choose its result by hand"))
        part.setObjectName("CpzoningWorkflowResult")
        self.add_choices(part, "table", give)
        menu.popup(at)

    def _menu(self) -> QMenu:
        menu = QMenu(self.view)
        menu.setObjectName("CpzoningWorkflowChoice")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _ask_file(self, kind: str, give: Callable[[str], None]) -> None:
        registry = QgsProviderRegistry.instance()
        filters = registry.fileRasterFilters() if kind == "raster" else registry.fileVectorFilters()
        path = self.view.ask_file(translate("Workflow", "File of the input or result"), filters)
        if not path:
            return
        names = _layers_of(path) if kind != "raster" else []
        if len(names) < 2:
            give(path)
            return
        menu = self._menu()
        for name in names:
            entry = menu.addAction(name.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, name=name: give(f"{path}|layername={name}"))
        menu.popup(self.view.list.below(self.view.list.currentItem()))


def _layers_of(path: str) -> list[str]:
    """Names of the layers and tables in a file."""
    if not Path(path).is_file():
        return []
    details = QgsProviderRegistry.instance().querySublayers(path)
    return [one.name() for one in details if one.providerKey() == "ogr"][:MOST_SUBLAYERS]


def _theme(name: str):
    return QgsApplication.getThemeIcon(name)
