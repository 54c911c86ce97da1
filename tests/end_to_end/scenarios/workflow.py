"""The tab Workflow with mouse and keyboard: practice county, a dialog, the chain, cancel, what it shows."""

import tempfile
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget

from carbon_pollution_zoning.plugin.workflow.states import State


def scenario(t):
    folder = Path(tempfile.mkdtemp()) / "练习 practice"
    folder.mkdir()
    QgsProject.instance().write(str(folder / "项目.qgz"))
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    tab = dock.tab("workflow")
    bar = dock.ui.tabBar
    t.click(bar, bar.tabRect(dock.tabs().index(tab)).center())
    yield lambda: tab.looked_at
    yield 500
    t.expect({one.state for one in tab.keeper.found.values()} == {State.MISSING}, "nothing is given")
    t.shot("empty")
    fill(t, tab)
    yield lambda: tab.keeper.found["emissions"].state == State.READY
    yield from dialog(t, tab)
    yield from chain(t, tab)
    yield from outdated(t, tab)
    t.expect(not list((folder / "workflow_results").glob(".*")), "nothing half written")


def fill(t, tab):
    view = tab.view
    menu = view.menu_button.menu()

    def choose():
        t.shot("menu")
        menu.setActiveAction(view.practice_action)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(400, choose)
    t.click(view.menu_button)


def dialog(t, tab):
    items = tab.view.list
    items.setFocus()
    items.setCurrentItem(items.item("step", "emissions"))
    QTest.keyClick(items, Qt.Key.Key_Return)
    yield lambda: bool(tab.runs._dialogs) and tab.runs._dialogs[-1].dialog.isVisible()
    made = tab.runs._dialogs[-1].dialog
    yield 500
    t.shot("dialog")
    t.click(made.runButton())
    yield lambda: tab.keeper.found["emissions"].state == State.DONE
    t.expect(tab.keeper.setup.parameters == {}, f"nothing was set otherwise: {tab.keeper.setup.parameters}")
    made.close()
    yield 300


def chain(t, tab):
    view, ended, began = tab.view, [], []
    tab.runs.runner.ended.connect(ended.append)
    tab.runs.runner.began.connect(began.append)
    t.click(view.run_action)
    yield lambda: tab.keeper.running == "spaces"
    t.shot("running")
    t.click(view.bar.widgetForAction(view.cancel_action))
    yield lambda: ended == [True]
    t.expect(tab.keeper.found["classes"].state == State.DONE, "what was done stays done")
    yield 700
    t.shot("cancelled")
    t.click(view.run_action)
    # each wait has its limit, which the whole chain may exceed on a busy machine
    for step in ("subzones", "hotspots", "report"):
        yield lambda step=step: step in began
    yield lambda: len(ended) == 2
    yield lambda: {one.state for one in tab.keeper.found.values()} == {State.DONE}
    t.expect("emissions" not in began, "what the dialog made was taken up")
    t.iface.messageBar().clearWidgets()
    yield 1500
    yield t.canvas_ready
    view.list.setCurrentItem(view.list.item("step", "subzones"))
    t.shot("done")
    t.shot("panel", t.find(QDockWidget, "CpzoningDock"))


def outdated(t, tab):
    items = tab.view.list
    item = items.item("input", "year")
    items.setCurrentItem(item)
    items.scrollToItem(item)
    QTest.keyClick(items, Qt.Key.Key_Return)
    yield 200
    editor = next(one for one in items.viewport().children() if hasattr(one, "selectAll"))
    editor.selectAll()
    QTest.keyClicks(editor, "2023")
    t.shot("typing")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    yield lambda: tab.keeper.found["emissions"].state == State.OUTDATED
    items.setCurrentItem(items.item("step", "classes"))
    items.scrollToTop()
    yield 300
    t.shot("outdated")
