"""The tab Unit with mouse and keys: one unit, why it has its class, and the expert's decision."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsLayerMetadata, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from carbon_pollution_zoning.core.zoning import expert
from carbon_pollution_zoning.toolbelt import provenance

FIELDS = (
    "field=unit_name:string&field=unit_code:string&field=cp_class:string&field=net_tco2:double"
    "&field=q_c:double&field=q_p:double&field=u:double&field=v:double&field=limiting:string"
    "&field=flags:string&field=margin:double&field=town:string"
)
ROWS = [
    ("Linshan", "01", "S", -120.0, -0.4, -0.3, -0.4, -0.3, "", "", 0.3, "甲"),
    ("Hexi", "02", "SC", 300.0, 0.5, -0.3, 0.5, -0.3, "", "PART_E", 0.3, "甲"),
    ("Gangqu", "03", "SCP", 900.0, 1.3, 1.4, 1.3, 1.4, "NOx", "", 0.3, "乙"),
    ("<b>Bold</b> 海岳", "04", "ND", None, None, 0.5, None, 0.5, "", "NO_N", None, "乙"),
]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
RUN = {
    "algorithm": "cpzoning:sixclasszoning",
    "title": "Six-class carbon-pollution zoning",
    "version": "0.1",
    "qgis": "3.40",
    "time": "2026-01-02T03:04:05+00:00",
    "parameters": {"NET": "net_tco2"},
    "inputs": {"INPUT": {"name": "townships", "crs": "EPSG:4547", "features": 4, "sha256": "ab" * 32}},
    "tables": {},
    "standards": {"tau_c": 1.0, "tau_p": 1.0, "tie": "CP", "weak_weak": "ratio", "tolerance": 1e-9},
    "warnings": ["one unit has no carbon"],
}


@pytest.fixture
def unit(dock):
    return dock.tab("unit").view


@pytest.fixture
def open_tab(dock, unit, qtbot):
    """Turn to the tab with the mouse and wait for the list."""

    def turn():
        bar = dock.ui.tabBar
        place = next(at for at in range(bar.count()) if dock.tabs()[at].ID == "unit")
        qtbot.mouseClick(bar, LEFT, PLAIN, bar.tabRect(place).center())
        qtbot.waitUntil(lambda: unit.model.rowCount() > 0, timeout=5000)

    return turn


@pytest.fixture
def zones(add, open_tab):
    made = add(FIELDS, ROWS)
    open_tab()
    return made


def click(qtbot, view, row: int):
    at = view.units.visualRect(view.model.index(row, 0)).center()
    qtbot.mouseClick(view.units.viewport(), LEFT, PLAIN, at)


def decide(qtbot, view, code: str, reason: str):
    view.expert.setCollapsed(False)
    view.class_box.setFocus()
    while view.class_box.currentData() != code:
        step = Qt.Key.Key_Down if view.class_box.currentIndex() < view.class_box.findData(code) else Qt.Key.Key_Up
        QTest.keyClick(view.class_box, step)
    view.reason_box.setFocus()
    QTest.keyClicks(view.reason_box, reason)
    qtbot.mouseClick(view.set_button, LEFT)


def totals(view) -> dict[str, tuple]:
    model, raw = view.table.model(), Qt.ItemDataRole.UserRole
    return {
        model.index(row, 0).data(): tuple(model.index(row, column).data(raw) for column in (1, 2, 4, 5))
        for row in range(model.rowCount())
    }


def held(layer, number: int) -> dict:
    feature = next(item for item in layer.getFeatures() if item["unit_code"] == ROWS[number][1])
    return {name: feature[name] or "" for name in ("cp_class", *expert.FIELDS)}


def test_a_click_in_the_list_tells_why(zones, unit, qtbot):
    click(qtbot, unit, 2)
    text = unit.page.toPlainText()
    assert "Gangqu" in text and "SCP" in text
    assert "Carbon exceeds its standard strongly (u = 1.3, strong from 1)." in text
    assert "NOx" in text and "Net carbon" in text and "900" in text


def test_keys_go_from_unit_to_unit(zones, unit, qtbot):
    unit.search_box.setFocus()
    QTest.keyClicks(unit.search_box, "0")
    unit.search_box.clear()
    QTest.keyClick(unit.search_box, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert unit.page.toPlainText().startswith("Linshan")
    QTest.keyClick(unit.search_box, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert unit.page.toPlainText().startswith("Hexi")
    QTest.keyClick(unit.search_box, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert unit.page.toPlainText().startswith("Linshan")
    unit.units.setFocus()
    QTest.keyClick(unit.units, Qt.Key.Key_End)
    assert unit.page.toPlainText().startswith("<b>Bold</b> 海岳")
