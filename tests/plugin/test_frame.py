"""The frame of the zoning panel: tabs, the layer that they share, what the project remembers."""

from __future__ import annotations

import pytest
from helpers import WAIT
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel

from carbon_pollution_zoning.plugin.dock import controller
from carbon_pollution_zoning.plugin.dock.tab import Tab

CLASS = "field=cp_class:string"


class Notes(Tab):
    """A tab that needs no zones and remembers a sentence."""

    ID = "notes"
    NEEDS_ZONES = False

    def title(self):
        return "Notes"

    def tip(self):
        return "A sentence to remember"

    def make_view(self, parent):
        self.seen = []
        return QLabel("", parent)

    def state(self):
        return {"text": self.view.text()}

    def restore(self, state):
        self.view.setText(state.get("text", ""))

    def on_looked_at(self):
        self.seen.append(self.looked_at)


@pytest.fixture
def another(monkeypatch):
    """The panel is made with one more tab."""
    monkeypatch.setattr(controller, "TABS", (*controller.TABS, Notes))


@pytest.fixture
def notes(another, dock):
    return dock.tab("notes")


def test_a_tab_that_needs_no_zones_shows_without_a_layer(notes, dock, add):
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage
    dock.turn_to("notes")
    assert notes.view.isVisible() and not dock.ui.layerBox.isVisible()
    add(CLASS, [("S",)])
    assert not dock.ui.layerBox.isVisible()
    dock.turn_to("map")
    assert dock.ui.layerBox.isVisible() and dock.tab("map").view.isVisible()


def test_tabs_are_told_when_they_are_looked_at(notes, dock, plugin, qtbot):
    dock.turn_to("notes")
    plugin.menus.dock_action.trigger()
    qtbot.waitUntil(lambda: not dock.isVisible(), timeout=WAIT)
    plugin.menus.dock_action.trigger()
    qtbot.waitUntil(dock.isVisible, timeout=WAIT)
    dock.turn_to("map")
    assert notes.seen == [True, False, True, False]


def test_tabs_are_reached_with_the_keyboard(notes, dock, qtbot):
    bar = dock.ui.tabBar
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    while dock.current() is not notes:
        before = dock.current()
        qtbot.keyClick(bar, Qt.Key.Key_Right)
        assert dock.current() is not before
    assert bar.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_project_remembers_the_tab_and_what_is_in_it(notes, dock, workplace):
    project = QgsProject.instance()
    dock.turn_to("notes")
    notes.view.setText("记住 “this”")
    assert project.write(str(workplace / "工程.qgz"))
    dock.turn_to("map")
    notes.view.setText("")
    assert project.read(str(workplace / "工程.qgz"))
    assert dock.current() is notes and notes.view.text() == "记住 “this”"


@pytest.mark.parametrize("held", ["", "{", "[1]", '"text"'])
def test_a_project_may_hold_anything(notes, dock, workplace, held):
    project = QgsProject.instance()
    notes.view.setText("old")
    project.writeEntry("cpzoning", "/dock/state/notes", held)
    project.writeEntry("cpzoning", "/dock/tab", "no such tab")
    controller.Controller._restore(dock.findChild(controller.Controller))
    assert notes.view.text() == "" and dock.current() is dock.tab("map")


def test_a_low_screen_scrolls_the_tab(dock, add, counted):
    add("field=subzone:string", [("U-SCP",)])
    counted()
    page = dock.ui.pages.currentWidget()
    assert page.minimumSizeHint().height() < page.widget().minimumSizeHint().height() + 1
    assert page.minimumSizeHint().width() >= page.widget().minimumSizeHint().width()
