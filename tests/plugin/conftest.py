"""A desktop for the plugin's tests: a main window with real menus, toolbars and docks, shown offscreen."""

from __future__ import annotations

import pytest
from helpers import WAIT, make_layer
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, QSize, pyqtSignal
from qgis.PyQt.QtWidgets import QMainWindow, QMenu, QToolBar

SQUARE = "POLYGON(({x} 0,{y} 0,{y} 100,{x} 100,{x} 0))"


class Desktop(QObject):
    """What the plugin takes from ``iface``, with real widgets behind it."""

    currentLayerChanged = pyqtSignal("QgsMapLayer*")

    def __init__(self):
        super().__init__()
        self.window = QMainWindow()
        self.plugins_menu = self.window.menuBar().addMenu("Plugins")
        self.help_menu = self.window.menuBar().addMenu("Help")
        self.canvas = QgsMapCanvas()
        self.bar = QgsMessageBar()
        self.window.setCentralWidget(self.canvas)
        self.registered = []
        self.designed = []

    def mainWindow(self):
        return self.window

    def pluginMenu(self):
        return self.plugins_menu

    def pluginHelpMenu(self):
        return self.help_menu

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def iconSize(self, docked=False):
        return QSize(16, 16) if docked else QSize(24, 24)

    def addToolBar(self, title):
        return self.window.addToolBar(title)

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def registerMainWindowAction(self, action, _shortcut):
        self.registered.append(action)
        return True

    def unregisterMainWindowAction(self, action):
        self.registered.remove(action)
        return True

    def openLayoutDesigner(self, layout):
        self.designed.append(layout)

    def messages(self) -> list[str]:
        """Texts of the message bar, the newest first."""
        return [item.text() for item in self.bar.items()]

    def inventory(self) -> dict[str, list]:
        """All that a plugin could leave behind in the window."""
        return {
            "menus": [action.text() for action in self.plugins_menu.actions()],
            "help": [action.text() for action in self.help_menu.actions()],
            "toolbars": [bar.objectName() for bar in self.window.findChildren(QToolBar)],
            "children": sorted(
                f"{type(child).__name__} {child.objectName()}"
                for child in self.window.findChildren(QObject)
                if "pzoning" in child.objectName()
            ),
            "submenus": [menu.title() for menu in self.window.findChildren(QMenu)],
            "shortcuts": list(self.registered),
        }


@pytest.fixture
def alone(qgis_app):
    """No provider of ours is registered: the plugin brings its own, and QGIS takes an id only once.

    Other tests share one provider for the session; they find one again afterwards.
    """
    from carbon_pollution_zoning.processing_provider.provider import Provider

    registry = QgsApplication.processingRegistry()
    shared = registry.providerById("cpzoning") is not None
    if shared:
        registry.removeProvider("cpzoning")
    yield
    if shared:
        registry.addProvider(Provider())


@pytest.fixture
def desktop(alone, qtbot):
    """A desktop with an empty project and the settings of a first start."""
    QgsSettings().remove("cpzoning")
    QgsProject.instance().clear()
    made = Desktop()
    made.window.resize(1200, 800)
    made.window.show()
    qtbot.waitExposed(made.window, timeout=WAIT)
    yield made
    QgsProject.instance().clear()
    made.window.close()
    made.window.deleteLater()
    QgsSettings().remove("cpzoning")


@pytest.fixture
def plugin(desktop, qtbot):
    """The plugin, started as QGIS starts it and stopped at the end."""
    from carbon_pollution_zoning import classFactory

    made = classFactory(desktop)
    made.initGui()
    yield made
    if made.dock is not None:
        made.unload()
    qtbot.wait(1)


@pytest.fixture
def dock(plugin, qtbot):
    """The panel, open."""
    plugin.menus.dock_action.trigger()
    qtbot.waitUntil(plugin.dock.isVisible, timeout=WAIT)
    return plugin.dock


@pytest.fixture
def maps(dock):
    """What the tab Map shows."""
    return dock.tab("map").view


@pytest.fixture
def add(desktop):
    """``add(fields, rows, name)`` puts a memory layer of squares of one hectare each into the project."""

    def made(fields: str, rows, name: str = "zones", geometry: str = "Polygon"):
        shapes = [SQUARE.format(x=100 * i, y=100 * i + 100) for i in range(len(rows))]
        wkts = shapes if geometry == "Polygon" else [""] * len(rows)
        new = make_layer(geometry, "", fields, zip(wkts, rows), name)
        QgsProject.instance().addMapLayer(new)
        desktop.canvas.setLayers(
            [item for item in QgsProject.instance().mapLayers().values() if item.isSpatial()]
        )
        desktop.canvas.zoomToFullExtent()
        return new

    return made


@pytest.fixture
def counted(maps, qtbot):
    """Wait until the panel shows the figures of a layer; the text of the summary."""

    def wait():
        qtbot.waitUntil(lambda: maps.ui.table.model() is not None, timeout=WAIT)
        return maps.ui.summaryLabel.text()

    return wait
