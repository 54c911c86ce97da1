"""Leaving project and QGIS while the panel counts a layer and looks at files: nobody is asked anything."""

import time

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDockWidget

from carbon_pollution_zoning.plugin.workflow.stamps import Look
from carbon_pollution_zoning.toolbelt.zonelayers import Reader

TURN = 0.02


def look_for_ever(task):
    while not task.isCanceled():
        time.sleep(TURN)
    return False


def read_for_ever(_reader, progress):
    while True:
        progress(0.5)
        time.sleep(TURN)


def busy() -> bool:
    return QgsApplication.taskManager().countActiveTasks() == 2


def scenario(t):
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    Look.run, Reader.read = look_for_ever, read_for_ever
    begin(dock)
    yield busy
    QgsProject.instance().setDirty(False)
    t.iface.actionNewProject().trigger()
    t.expect(not QgsProject.instance().mapLayers(), "a new project can be begun")
    yield lambda: not QgsApplication.taskManager().countActiveTasks()
    begin(dock)
    yield busy
    # both still run when QGIS is left


def begin(dock):
    layer = QgsVectorLayer("Point?crs=EPSG:32650&field=cp_class:string", "zones", "memory")
    QgsProject.instance().addMapLayer(layer)
    dock.tab("workflow").keeper.watching.look(["/nowhere.csv"], {})
