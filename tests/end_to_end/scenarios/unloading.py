"""Switching the plugin off leaves nothing; on again, everything is back; without the toolbox it says so."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import qgis.utils
import zones
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMenu

NAME = "carbon_pollution_zoning"


def scenario(t):
    layer = zones.sub_zones("zones")
    QgsProject.instance().addMapLayer(layer)
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    maps = dock.tab("map").view
    yield lambda: maps.ui.table.model() is not None
    t.click(t.action("CpzoningHelpAction"))
    yield 300
    yield from off(t)
    yield from on(t)
    yield from without_toolbox(t)


def off(t):
    t.expect(qgis.utils.unloadPlugin(NAME), "the plugin unloads")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield 500
    left = [
        f"{type(child).__name__} {child.objectName()}"
        for child in t.window.findChildren(QObject)
        if "cpzoning" in child.objectName().lower()
    ]
    t.expect(left == [], f"nothing is left in the window: {left}")
    titles = [action.text().replace("&", "") for action in t.iface.pluginMenu().actions()]
    t.expect(not any("Pollution" in title or "减污" in title for title in titles), f"menu: {titles}")
    registry = QgsApplication.processingRegistry()
    t.expect(registry.providerById("cpzoning") is None, "the provider is gone")
    t.expect(NAME not in qgis.utils.plugins, "QGIS knows it no more")
    t.shot("off")


def on(t):
    t.expect(qgis.utils.loadPlugin(NAME) and qgis.utils.startPlugin(NAME), "the plugin starts again")
    dock = t.find(QDockWidget, "CpzoningDock")
    maps = dock.tab("map").view
    yield dock.isVisible
    yield lambda: maps.ui.table.model() is not None
    t.find(QMenu, "CpzoningMenu")
    t.expect(QgsApplication.processingRegistry().providerById("cpzoning") is not None, "the provider is back")
    t.shot("on")


def without_toolbox(t):
    qgis.utils.unloadPlugin("processing")
    t.click(t.action("CpzoningsixclasszoningAction"))
    yield 300
    items = t.iface.messageBar().items()
    told = items[0].text() if len(items) == 1 else ""
    t.expect("Processing" in told or "处理" in told, "it says that the toolbox is off")
    t.shot("without-toolbox")
