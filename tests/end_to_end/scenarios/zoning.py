"""From the plugin's start to a finished map: toolbox, menu, toolbar, panel, style, marks, export."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import zones
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsProcessingToolboxTreeView
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QDockWidget, QMenu, QToolBar

PROVIDER = "cpzoning"


def scenario(t):
    provider = QgsApplication.processingRegistry().providerById(PROVIDER)
    t.expect(t.plugin is not None and provider is not None, "plugin and provider are there")
    t.report["title"] = t.find(QMenu, "CpzoningMenu").title()
    t.report["provider"] = provider.name()
    yield from toolbox(t, provider)
    yield from menu(t)
    yield from panel(t)
    yield from dialog(t)


def toolbox(t, provider):
    """Every group of the provider stands in the toolbox, every algorithm has its picture."""
    t.find(QDockWidget, "ProcessingToolbox").show()
    tree = t.find(QgsProcessingToolboxTreeView, "algorithmTree")
    yield lambda: tree.model().rowCount() > 0
    model = tree.model()
    ours = next(
        model.index(row, 0)
        for row in range(model.rowCount())
        if model.index(row, 0).data() == provider.name()
    )
    tree.expand(ours)
    groups = [model.index(row, 0, ours) for row in range(model.rowCount(ours))]
    for group in groups:
        tree.expand(group)
        for row in range(model.rowCount(group)):
            index = model.index(row, 0, group)
            t.expect(not index.data(Qt.ItemDataRole.DecorationRole).isNull(), f"{index.data()} has an icon")
    wanted = {algorithm.group() for algorithm in provider.algorithms()}
    t.expect({group.data() for group in groups} == wanted, f"groups of the toolbox: {sorted(wanted)}")
    tree.scrollTo(ours, QgsProcessingToolboxTreeView.ScrollHint.PositionAtTop)
    yield 300
    t.shot("toolbox")
    t.find(QDockWidget, "ProcessingToolbox").hide()


def menu(t):
    t.expect(t.find(QToolBar, "CpzoningToolBar").isVisible(), "the toolbar is visible")
    ours = t.find(QMenu, "CpzoningMenu")
    t.expect(ours.menuAction() in t.iface.pluginMenu().actions(), "the menu is under Plugins")
    place = t.window.mapToGlobal(t.window.rect().center())
    ours.popup(place)
    yield ours.isVisible
    t.shot("menu")
    ours.close()


def panel(t):
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    maps = dock.tab("map").view
    yield dock.isVisible
    t.shot("empty-panel")
    layer = zones.sub_zones("管治亚区 sub-zones")
    QgsProject.instance().addMapLayer(layer)
    # the first layer gives the project its ellipsoid, and that is a reason to count again
    yield lambda: "EPSG:1024" in maps.ui.summaryLabel.text()
    model = maps.ui.table.model()
    figures = [[model.index(row, column).data() for column in range(5)] for row in range(7)]
    wanted = [["1", "1", "1", "1", "4"]] * 5 + [["1", "1", "3", "1", "6"], ["6", "6", "8", "6", "26"]]
    t.expect(figures == wanted, f"counts of the matrix: {figures}")
    t.expect(maps.ui.apart.model().rowCount() == 3, "ND, empty and unknown stand apart")
    t.click(maps.actions_bar.widgetForAction(maps.style_action))
    yield t.canvas_ready
    yield 500
    t.expect(len(layer.renderer().categories()) == 25, "24 sub-zones and no data are drawn")
    t.shot("zones")
    cell = maps.ui.table.visualRect(model.index(5, 2)).center()
    t.click(maps.ui.table.viewport(), cell)
    yield 300
    yield t.canvas_ready
    shown = [item.value() for item in layer.renderer().categories() if item.renderState()]
    t.expect(len(shown) == 24 and "U-SCP" not in shown, f"the sub-zone is hidden: {shown}")
    t.shot("hidden")
    QTest.mouseDClick(
        maps.ui.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell
    )
    t.expect(layer.selectedFeatureCount() == 3, "its units are selected")
    QTest.keyClick(maps.ui.table, Qt.Key.Key_Escape)
    layer.removeSelection()
    t.action("mActionZoomFullExtent").trigger()
    yield t.canvas_ready
    for suffix in ("png", "pdf"):
        path = t.out / f"地图 map.{suffix}"
        maps.ask_export_path = lambda _suggestion, path=path: str(path)
        t.click(maps.actions_bar.widgetForAction(maps.export_action))
        t.expect(path.stat().st_size > 20_000, f"{path.name} was written")
    t.click(maps.actions_bar.widgetForAction(maps.layout_action))
    yield lambda: len(t.iface.openLayoutDesigners()) == 1
    designer = t.iface.openLayoutDesigners()[0]
    # there is no window manager that would give it a size
    designer.window().setGeometry(t.window.geometry())
    yield 300
    designer.view().zoomFull()
    yield 2000
    t.shot("layout")
    designer.close()
    yield lambda: not t.iface.openLayoutDesigners()


def dialog(t):
    """The dialog of an algorithm opens beside the map; the panel turns to what it gives."""
    t.iface.messageBar().clearWidgets()
    units = zones.units("units")
    QgsProject.instance().addMapLayer(units)
    t.iface.setActiveLayer(units)
    t.click(t.action("CpzoningsixclasszoningAction"))
    yield lambda: any(shown(t))
    dialog = next(shown(t))
    dialog.setParameters({"INPUT": units.id(), "DENOMINATOR_FIELD": "area", "CARBON_BENCHMARK": 10})
    yield 500
    t.shot("dialog")
    t.click(dialog.runButton())
    yield lambda: len(QgsProject.instance().mapLayers()) == 3
    dialog.close()
    result = next(layer for layer in QgsProject.instance().mapLayers().values() if result_of(layer))
    dock = t.find(QDockWidget, "CpzoningDock")
    maps = dock.tab("map").view
    t.iface.setActiveLayer(result)
    yield lambda: dock.ui.layerBox.currentLayer() == result and maps.ui.table.model() is not None
    model = maps.ui.table.model()
    figures = [model.index(row, 1).data() for row in range(model.rowCount())]
    t.expect(figures == ["1"] * 6, f"one unit in each class: {figures}")
    t.action("mActionZoomToLayer").trigger()
    yield 500
    yield t.canvas_ready
    t.shot("six-classes")
    t.click(t.action("CpzoningHelpAction"))
    guide = t.find(QDialog, "CpzoningGuide")
    yield guide.isVisible
    t.shot("help")
    guide.close()


def shown(t):
    return (
        d for d in t.window.findChildren(QDialog) if d.isVisible() and type(d).__name__ == "AlgorithmDialog"
    )


def result_of(layer) -> bool:
    return layer.fields().lookupField("q_c") >= 0
