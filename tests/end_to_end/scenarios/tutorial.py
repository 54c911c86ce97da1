"""What docs/<language>/tutorial.md tells, click by click; its pictures are the shots ``tutorial-NN``.

Whoever changes a step here changes it there, in both languages. Where the tutorial asks for a file by QGIS's
own dialogs, the file is given here instead.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import tabs
import zoning
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QScrollArea

from carbon_pollution_zoning.plugin.dock import worklist
from carbon_pollution_zoning.plugin.workflow.states import State
from carbon_pollution_zoning.toolbelt.translation import language

TOWN, BORDERLINE = "铁山镇", "鹭屿镇"
TITLE = {"zh": "海岳县管治亚区（2024 年）", "en": "Sub-zones of Haiyue County, 2024"}
REASON = {
    "zh": "新客运码头 2026 年投运，尚未计入核算",
    "en": "New ferry from 2026, not yet in the accounts",
}
BACKGROUND = {"zh": ("控制线", "陆与海", "土地覆盖"), "en": ("Control lines", "Land and sea", "Land cover")}
WHO = {"zh": "李敏（规划科）", "en": "Li Min, planning office"}
TRIAL = {"zh": "碳阈值 1.7", "en": "Carbon threshold 1.7"}


def scenario(t):
    with tempfile.TemporaryDirectory(prefix="haiyue-", dir="/tmp") as folder:
        dock = t.find(QDockWidget, "CpzoningDock")
        # the pictures need the room
        t.find(QDockWidget, "Browser").close()
        yield from sample(t, dock, Path(folder))
        yield from chain(t, dock)
        yield from legend(t, dock)
        yield from diagram(t, dock)
        yield from by_hand(t, dock)
        yield from two_layers(t, dock)
        yield from unit(t, dock)
        yield from export(t, dock, Path(folder))


def until(condition, seconds=120):
    """Wait longer than a step of a scenario may: the chain takes a while on a machine that is busy."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise TimeoutError("the tutorial waits for something that does not come")
        yield 300


def settled(t):
    """The map is drawn and nothing is announced above it."""
    t.iface.messageBar().clearWidgets()
    yield 600
    yield t.canvas_ready
    yield 200


def turn(t, dock, name):
    """Click on a tab of the panel."""
    bar = dock.ui.tabBar
    t.click(bar, bar.tabRect([tab.ID for tab in dock.tabs()].index(name)).center())
    return dock.tab(name).view


def open_menu(t, button, then):
    """Click a button with a menu; *then* gets the open menu. The click ends when the menu is closed."""
    QTimer.singleShot(600, lambda: then(button.menu()))
    t.click(button)


def choose(menu, action):
    """Click an entry of an open menu."""
    place = menu.actionGeometry(action).center()
    QTest.mouseMove(menu, place)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def pick(box, data):
    """Choose an entry of a box by the arrow keys."""
    box.setFocus()
    wanted = box.findData(data)
    while box.currentIndex() != wanted:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)


def double_click(list_, item):
    """Double click an item of the list of steps."""
    place = list_.visualItemRect(item).center()
    plain = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, plain, place)
    QTest.mouseDClick(list_.viewport(), Qt.MouseButton.LeftButton, plain, place)


def states(view):
    """The state of every step as the list shows it."""
    head = view.list.topLevelItem(0)
    return [head.child(at).text(1) for at in range(head.childCount())]


def layer_at(dock, name):
    """Choose a layer in the box of the panel."""
    box = dock.ui.layerBox
    box.setFocus()
    wanted = next(at for at in range(box.count()) if box.layer(at).name() == name)
    while box.currentIndex() != wanted:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
    return box.currentLayer()


# 1 the practice county


def sample(t, dock, folder):
    t.click(t.action("CpzoningSampleAction"))
    yield from settled(t)
    t.click(t.action("CpzoningDockAction"))
    yield dock.isVisible
    yield from settled(t)
    t.expect(len(QgsProject.instance().mapLayers()) > 20, "the practice county is open")
    t.shot("tutorial-01")
    # Project › Save
    t.expect(QgsProject.instance().write(str(folder / "haiyue.qgz")), "the project is saved")


# 2 the whole chain


def chain(t, dock):
    view = turn(t, dock, "workflow")
    yield 300
    open_menu(t, view.menu_button, lambda menu: choose(menu, view.practice_action))
    yield from until(lambda: len(set(states(view))) == 2)
    t.click(view.bar.widgetForAction(view.run_action))
    yield from until(lambda: not dock.tab("workflow").runs.runner.is_running and all_done(view))
    t.expect(len(states(view)) == 13, "thirteen steps")
    yield 1000
    yield t.canvas_ready
    t.shot("tutorial-02")


def all_done(view):
    return set(states(view)) == {worklist.states()[State.DONE]}


# 3 the map


def legend(t, dock):
    view = turn(t, dock, "map")
    layer = layer_at(dock, called(dock, "subzones"))
    root = QgsProject.instance().layerTreeRoot()
    for group in BACKGROUND[language()]:
        root.findGroup(group).setItemVisibilityChecked(False)
    table = view.ui.table
    yield lambda: table.model() is not None and table.model().rowCount() == 7
    pick(view.ui.quantityBox, "area")
    yield from settled(t)
    t.shot("tutorial-03")
    everything = tabs.visible(layer)
    t.click(table.viewport(), tabs.cell(table, 5, 2))
    t.expect(everything - tabs.visible(layer) == {"U-SCP"}, "a click hides a sub-zone")
    QTest.keyClick(table, Qt.Key.Key_Escape)
    t.expect(everything == tabs.visible(layer), "Escape shows it again")
    pick(view.ui.schemeBox, "sixclass")
    yield lambda: table.model().rowCount() == 6
    pick(view.ui.placeFieldBox, "unit_name")
    yield lambda: view.ui.placeBox.count() == 13
    # QTest cannot type Chinese, as an input method does
    view.ui.placeBox.lineEdit().selectAll()
    view.ui.placeBox.lineEdit().insert(TOWN)
    QTest.keyClick(view.ui.placeBox.lineEdit(), Qt.Key.Key_Return)
    yield from settled(t)
    t.shot("tutorial-04")
    pick(view.ui.placeBox, "")
    pick(view.ui.placeFieldBox, "")
    pick(view.ui.schemeBox, "subzones")
    t.action("mActionZoomFullExtent").trigger()
    yield from settled(t)


def called(dock, step):
    """Name of the layer that a step of the workflow has made."""
    return dock.tab("workflow").keeper.chain.step(step).name.text(language())


def named(name):
    """The layer of this name."""
    return QgsProject.instance().mapLayersByName(name)[0]


# 4 the diagram


def diagram(t, dock):
    layer = named(called(dock, "classes"))
    root = QgsProject.instance().layerTreeRoot()
    root.findLayer(layer).setItemVisibilityChecked(True)
    root.findLayer(named(called(dock, "subzones"))).setItemVisibilityChecked(False)
    layer_at(dock, layer.name())
    view = turn(t, dock, "diagram")
    yield lambda: view.plot.isVisible() and view.table.model() is not None
    yield 400
    plot = view.plot
    box, window = plot.box(), plot.window_shown()

    def at(u, v):
        x, y = (float(part[0]) for part in window.pixels([u], [v]))
        return QPointF(box.left() + x, box.top() + y).toPoint()

    tabs.drag(plot, at(1.0, 0.5), at(1.7, 0.5))
    yield 400
    t.expect(1.6 < plot.factors[0] < 1.8, f"the line of carbon was dragged: {plot.factors}")
    t.type(view.carbon_box.lineEdit(), "1.7")
    QTest.keyClick(view.carbon_box, Qt.Key.Key_Return)
    yield 400
    t.click(view.bar.widgetForAction(view.changed_action))
    t.expect([one["unit_name"] for one in layer.selectedFeatures()] == ["盐港镇"], "one town changes class")
    yield from settled(t)
    t.shot("tutorial-05")
    t.click(view.apply_button)
    yield lambda: any(zoning.shown(t))


# 5 one step by hand


def by_hand(t, dock):
    layer = named(called(dock, "classes"))
    dialog = next(zoning.shown(t))
    dialog.resize(860, 560)
    yield 300
    boxes = dialog.mainWidget().wrappers
    t.expect(boxes["TAU_C"].parameterValue() == 1.7, "the dialog takes the threshold of the diagram")
    threshold = boxes["TAU_P"].wrappedWidget()
    page = threshold
    while not isinstance(page, QScrollArea):
        page = page.parentWidget()
    page.ensureWidgetVisible(threshold, 0, 120)
    yield 500
    t.shot("tutorial-06", dialog)
    before = set(QgsProject.instance().mapLayers())
    t.click(dialog.runButton())
    yield from until(lambda: set(QgsProject.instance().mapLayers()) - before)
    dialog.close()
    (made,) = (QgsProject.instance().mapLayer(one) for one in set(QgsProject.instance().mapLayers()) - before)
    made.setName(TRIAL[language()])
    QgsProject.instance().layerTreeRoot().findLayer(made).setItemVisibilityChecked(False)
    layer.removeSelection()
    t.click(dock.tab("diagram").view.bar.widgetForAction(dock.tab("diagram").view.reset_action))


def two_layers(t, dock):
    layer_at(dock, called(dock, "classes"))
    view = turn(t, dock, "map")
    yield lambda: view.ui.table.model() is not None
    view.ui.compareGroup.setCollapsed(False)
    yield 200
    box = view.ui.otherBox
    box.setFocus()
    while box.currentLayer().name() != TRIAL[language()]:
        QTest.keyClick(box, Qt.Key.Key_Up if box.currentIndex() else Qt.Key.Key_End)
    t.click(view.ui.swipeButton)
    comparison = dock.tab("map").comparison
    yield lambda: comparison._curtain is not None and not comparison._curtain._image.isNull()
    canvas = t.iface.mapCanvas()
    middle = QPoint(canvas.viewport().width() // 2, canvas.viewport().height() // 2)
    tabs.drag(canvas.viewport(), middle, middle + QPoint(160, 0))
    yield from settled(t)
    t.shot("tutorial-07")
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    t.expect(not view.ui.swipeButton.isChecked(), "Escape ends the comparison")
    view.ui.compareGroup.setCollapsed(True)


# 6 one unit


def unit(t, dock):
    layer = layer_at(dock, called(dock, "classes"))
    view = turn(t, dock, "unit")
    yield lambda: view.model.rowCount() == 12
    view.search_box.setFocus()
    view.search_box.insert(BORDERLINE)
    yield lambda: view.model.rowCount() == 1
    QTest.keyClick(view.search_box, Qt.Key.Key_Return)
    yield lambda: BORDERLINE in view.page.toPlainText()
    yield from settled(t)
    t.shot("tutorial-08", dock)
    view.expert.setCollapsed(False)
    yield 200
    pick(view.class_box, "SC")
    view.who_box.setFocus()
    view.who_box.selectAll()
    view.who_box.insert(WHO[language()])
    view.reason_box.setFocus()
    view.reason_box.insert(REASON[language()])
    yield from settled(t)
    t.click(view.set_button)
    yield lambda: "→ SC" in view.units.currentIndex().data()
    yield from settled(t)
    held = next(one for one in layer.getFeatures() if one["unit_name"] == BORDERLINE)
    t.expect((held["cp_class"], held["expert_class"]) == ("S", "SC"), "both classes are kept")
    t.shot("tutorial-09", dock)
    t.iface.setActiveLayer(layer)
    t.click(t.action("mActionSaveLayerEdits"))
    t.click(t.action("mActionToggleEditing"))
    yield from settled(t)
    t.expect(not layer.isEditable(), "the decision is saved")


# 7 what leaves the house


def export(t, dock, folder):
    root = QgsProject.instance().layerTreeRoot()
    root.findLayer(named(called(dock, "classes"))).setItemVisibilityChecked(False)
    root.findLayer(named(called(dock, "subzones"))).setItemVisibilityChecked(True)
    layer_at(dock, called(dock, "subzones"))
    view = turn(t, dock, "export")
    form = view.form
    yield 300
    form.title_edit.setFocus()
    form.title_edit.insert(TITLE[language()])
    form.title_edit.textEdited.emit(form.title_edit.text())
    form.folder_box.lineEdit().setText(str(folder / "out"))
    (folder / "out").mkdir()
    yield from until(lambda: seen(dock))
    yield from settled(t)
    t.shot("tutorial-10", dock)
    for kind in ("zonemap", "zonereport", "zonepackage"):
        pick(form.kind_box, kind)
        yield 300
        if kind == "zonepackage":
            tick(form.layer_list, called(dock, "classes"))
        t.click(view.export_button)
        yield from until(lambda: dock.tab("export")._running is None and view.result.isVisible())
        t.shot(f"exported-{kind}", dock)
        # QGIS would ask about a preview that it is still making when it is closed
        yield from until(lambda: seen(dock))
    kinds = {one.suffix for one in (folder / "out").iterdir()}
    t.expect(kinds == {".pdf", ".html", ".gpkg"}, f"map, report and package are there: {kinds}")


def tick(list_, name):
    """Tick a layer of a list with the space bar."""
    (item,) = list_.findItems(name, Qt.MatchFlag.MatchExactly)
    list_.setCurrentItem(item)
    QTest.keyClick(list_, Qt.Key.Key_Space)


def seen(dock):
    """Whether the preview is ready: what was typed is waited for a moment, then it is made."""
    tab = dock.tab("export")
    return tab._looking is None and not tab._soon.isActive()
