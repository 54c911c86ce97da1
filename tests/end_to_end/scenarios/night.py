"""The panel in the dark theme."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import zones
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtWidgets import QDockWidget


def scenario(t):
    QgsApplication.setUITheme("Night Mapping")
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    layer = zones.sub_zones("Sub-zones")
    layer.dataProvider().deleteFeatures([3, 9])
    QgsProject.instance().addMapLayer(layer)
    yield lambda: dock.ui.table.model() is not None
    dock.set_look("area_share", "km2")
    t.click(dock.actions_bar.widgetForAction(dock.style_action))
    yield t.canvas_ready
    yield 500
    for table in (dock.ui.table, dock.ui.apart):
        fits = table.horizontalHeader().length() <= table.viewport().width()
        t.expect(fits, f"{table.objectName()} shows all its columns")
    t.shot("night")
