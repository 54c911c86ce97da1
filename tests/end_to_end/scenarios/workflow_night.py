"""The tab Workflow in the dark theme, after two steps of the practice county."""

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QDockWidget

from carbon_pollution_zoning.plugin.workflow.states import State


def scenario(t):
    QgsApplication.setUITheme("Night Mapping")
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    dock.turn_to("workflow")
    tab = dock.tab("workflow")
    yield lambda: tab.looked_at
    tab.keeper.fill_with_practice()
    for step in tab.keeper.chain.steps[3:]:
        tab.keeper.tick(step.id, step.id == "spaces")
    yield tab.view.run_action.isEnabled
    ended = []
    tab.runs.runner.ended.connect(ended.append)
    t.click(tab.view.run_action)
    yield lambda: tab.keeper.running == "spaces"
    t.shot("night-running")
    yield lambda: ended == [False]
    tab.keeper.give("year", "2022")
    yield lambda: tab.keeper.found["emissions"].state == State.OUTDATED
    tab.view.list.setCurrentItem(tab.view.list.item("step", "balance"))
    t.iface.messageBar().clearWidgets()
    yield 700
    fits = tab.view.list.header().length() <= tab.view.list.viewport().width()
    t.expect(fits, "the list shows both columns")
    t.shot("night-workflow")
