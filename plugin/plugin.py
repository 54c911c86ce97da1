"""Life-cycle of the plugin: what `initGui` makes, `unload` takes away again, line by line."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, Qt

from ..processing_provider.provider import Provider
from ..toolbelt import translation
from . import sample, toolbox
from .connections import Connections
from .dock.controller import Controller
from .dock.desk import Desk
from .dock.dock import ZoneDock
from .dock.reading import Reading
from .dock.zones import Zones
from .guide import Guide
from .menus import Menus
from .settings import Settings


class Plugin:
    """The plugin; QGIS makes one."""

    def __init__(self, iface):
        self.iface = iface
        self.translator = None
        self.provider = None
        self.settings = None
        self.menus = None
        self.dock = None
        self.controller = None
        self.guide = None
        self.connections = Connections()

    def initProcessing(self):
        """Register the provider; `qgis_process` calls nothing else."""
        # parameter texts are fixed when an algorithm is made, so the translator comes first
        self.translator = translation.install()
        self.provider = Provider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()
        self.settings = Settings.load()
        self.menus = Menus(self.iface, self.provider)
        self.menus.connect(self.open_algorithm, self.open_sample, self.show_guide)
        self._add_dock()
        self.controller = self._make_controller()
        self.controller.start()
        self.connections.add(self.iface.currentLayerChanged, self.controller.follow)

    def unload(self):
        # without the desktop there was an initProcessing alone
        if self.menus is not None:
            self._unload_gui()
        QgsApplication.processingRegistry().removeProvider(self.provider)
        self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def _unload_gui(self):
        self.connections.drop()
        self.controller.stop()
        self.controller = None
        self._remove_dock()
        if self.guide is not None:
            self.guide.close()
            self.guide.deleteLater()
            self.guide = None
        self.menus.remove()
        self.menus = None
        self.settings.save()

    def _add_dock(self):
        self.dock = ZoneDock(self.iface.mainWindow())
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        # not setUserVisible: it does nothing before the main window is on the screen
        self.dock.setVisible(self.settings.dock_open)
        self.dock.setToggleVisibilityAction(self.menus.dock_action)
        self.iface.registerMainWindowAction(self.menus.dock_action, "")

    def _remove_dock(self):
        self.settings.dock_open = self.menus.dock_action.isChecked()
        self.iface.unregisterMainWindowAction(self.menus.dock_action)
        self.iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.dock = None

    def _make_controller(self) -> Controller:
        zones = Zones(QgsProject.instance(), self.dock)
        desk = Desk(
            QgsProject.instance(),
            self.iface.mapCanvas(),
            self.iface.messageBar(),
            self.settings,
            zones,
            Reading(zones, self.dock),
            self.iface.openLayoutDesigner,
            self.open_algorithm,
            self.iface.iconSize(True),
        )
        controller = Controller(self.dock, desk)
        ui = self.dock.ui
        ui.zoningButton.clicked.connect(lambda: self.open_algorithm("sixclasszoning"))
        ui.sampleButton.clicked.connect(self.open_sample)
        return controller

    def open_algorithm(self, algorithm_id: str, parameters: dict | None = None):
        """Show the dialog of one of our algorithms, filled with *parameters*, and return it."""
        return toolbox.open_dialog(self.iface, algorithm_id, parameters)

    def open_sample(self):
        """Open the practice county in the project."""
        sample.open_in(QgsProject.instance(), self.iface.mapCanvas(), self.iface.messageBar())

    def show_guide(self):
        """Show the help window; there is one."""
        if self.guide is None:
            self.guide = Guide(self.provider, self.iface.mainWindow())
            self.guide.stepChosen.connect(self.open_algorithm)
        self.guide.show()
        self.guide.raise_()
