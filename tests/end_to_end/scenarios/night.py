"""The panel in the dark theme."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import tabs
import zones
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget


def scenario(t):
    QgsApplication.setUITheme("Night Mapping")
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    maps = dock.tab("map").view
    yield dock.isVisible
    layer = zones.sub_zones("Sub-zones")
    layer.dataProvider().deleteFeatures([3, 9])
    QgsProject.instance().addMapLayer(layer)
    yield lambda: maps.ui.table.model() is not None
    maps.set_look("area_share", "km2")
    t.click(maps.actions_bar.widgetForAction(maps.style_action))
    yield t.canvas_ready
    yield 500
    for table in (maps.ui.table, maps.ui.apart):
        fits = table.horizontalHeader().length() <= table.viewport().width()
        t.expect(fits, f"{table.objectName()} shows all its columns")
    t.shot("night")
    QgsProject.instance().addMapLayer(tabs.county("Units", np.random.default_rng(1)))
    dock.ui.layerBox.setLayer(QgsProject.instance().mapLayersByName("Units")[0])
    dock.turn_to("diagram")
    diagram = dock.tab("diagram").view
    yield lambda: diagram.plot.isVisible() and diagram.table.model() is not None
    diagram.plot.setFocus()
    QTest.keyClick(diagram.plot, Qt.Key.Key_Right)
    yield 300
    t.shot("night-diagram")
    dock.turn_to("unit")
    unit = dock.tab("unit").view
    yield lambda: unit.model.rowCount() == 1600
    unit.step(5)
    unit.expert.setCollapsed(False)
    yield 400
    t.expect("u = " in unit.page.toPlainText(), "the page about a unit")
    t.shot("night-unit")
