"""Tasks of the panel that the user cancels in QGIS's own list: the panel says so and goes on working."""

from __future__ import annotations

import pytest
from helpers import WAIT, make_layer
from outputcase import TOWNS, box
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt

from carbon_pollution_zoning.plugin.dock.reading import ReadTask
from carbon_pollution_zoning.toolbelt.zonelayers import Reader

MANY = 20_000


@pytest.fixture
def cancel(qtbot):
    """Cancel every task as the list of QGIS does, and wait until it has gone."""

    def end():
        manager = QgsApplication.taskManager()
        manager.cancelAll()
        qtbot.waitUntil(lambda: manager.count() == 0, timeout=WAIT)
        # deleted in the turn after
        qtbot.wait(1)

    return end


def test_a_count(dock, maps, plugin, add, cancel, qtbot, counted):
    reading = plugin.controller.desk.reading
    add("field=cp_class:string", [("S",)] * MANY)
    assert isinstance(reading._task, ReadTask)
    cancel()
    assert reading._task is None and "it was cancelled" in maps.ui.summaryLabel.text()
    assert not maps.ui.progressBar.isVisible()
    reading.refresh()
    assert f"{MANY:,}" in counted()


def test_the_list_of_units(dock, plugin, add, cancel, qtbot):
    unit = dock.tab("unit")
    dock.turn_to("unit")
    add("field=cp_class:string", [("S",)] * MANY)
    qtbot.waitUntil(lambda: unit._task is not None, timeout=WAIT)
    cancel()
    assert unit._task is None and "it was cancelled" in unit.view.page.toPlainText()
    plugin.controller.desk.reading.refresh()
    qtbot.waitUntil(lambda: unit.view.model.rowCount() == MANY, timeout=WAIT)


def test_a_preview(dock, cancel, qtbot):
    tab = dock.tab("export")
    dock.turn_to("export")
    rows = [(box(at), (zone_class,)) for at, (_, zone_class, *_rest) in enumerate(TOWNS)]
    QgsProject.instance().addMapLayer(
        make_layer("Polygon", "EPSG:4547", "field=cp_class:string", rows, "zones")
    )
    qtbot.waitUntil(lambda: tab._looking is not None, timeout=WAIT)
    cancel()
    assert tab._looking is None
    assert tab.view.pages.message.text() == "The preview was cancelled."
    assert tab.view.pages.currentWidget() is tab.view.pages.message
    qtbot.mouseClick(tab.view.preview_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab._looking is None, timeout=WAIT)
    assert tab.view.pages.currentWidget() is tab.view.pages.sheet


def test_leaving_after_a_cancelled_count(dock, plugin, add, cancel, monkeypatch):
    monkeypatch.setattr(Reader, "read", _for_ever)
    add("field=cp_class:string", [("S",)])
    cancel()
    plugin.unload()
    assert plugin.dock is None


def _for_ever(_reader, progress):
    while True:
        progress(0.5)
