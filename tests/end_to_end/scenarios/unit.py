"""The tab Unit with mouse and keyboard: pick on the map, read why, look into a register, decide, withdraw."""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import tabs
from qgis.core import QgsCoordinateReferenceSystem, QgsLayerMetadata, QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget

from carbon_pollution_zoning.core.register import seeds
from carbon_pollution_zoning.core.register.changes import insert
from carbon_pollution_zoning.core.zoning import expert
from carbon_pollution_zoning.toolbelt import provenance
from carbon_pollution_zoning.toolbelt.register import places

LEFT = Qt.MouseButton.LeftButton
RUN = {
    "algorithm": "cpzoning:sixclasszoning",
    "title": "Six-class carbon-pollution zoning",
    "version": "0.1.0",
    "qgis": "3.40",
    "time": "2026-01-02T03:04:05+00:00",
    "parameters": {"NET": "net_tco2"},
    "inputs": {"INPUT": {"name": "乡镇核算", "crs": "EPSG:4547", "features": 1600, "sha256": "0f" * 32}},
    "tables": {},
    "standards": {"tau_c": 1.0, "tau_p": 1.0, "tie": "CP", "weak_weak": "ratio", "tolerance": 1e-9},
    "warnings": [],
}


def scenario(t):
    layer = tabs.county("管治亚区 2025", np.random.default_rng(11))
    metadata = QgsLayerMetadata()
    metadata.addHistoryItem(provenance.MARK + json.dumps(RUN, ensure_ascii=False))
    layer.setMetadata(metadata)
    QgsProject.instance().addMapLayer(layer)
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    maps = dock.tab("map").view
    yield lambda: maps.ui.table.model() is not None
    t.click(maps.actions_bar.widgetForAction(maps.style_action))
    bar = dock.ui.tabBar
    place = [tab.ID for tab in dock.tabs()].index("unit")
    t.click(bar, bar.tabRect(place).center())
    view = dock.tab("unit").view
    yield lambda: view.model.rowCount() == 1600
    yield 300
    t.shot("empty")
    yield from on_the_map(t, view, layer)
    yield from by_keys(t, view)
    yield from in_the_register(t, dock, view)
    yield from decisions(t, dock, view, layer)


def on_the_map(t, view, layer):
    canvas = t.iface.mapCanvas()
    before = canvas.mapTool()
    t.click(view.bar.widgetForAction(view.pick_action))
    yield t.canvas_ready
    wanted = next(item for item in layer.getFeatures() if item["cp_class"] == "SCP")
    middle = wanted.geometry().centroid().asPoint()
    at = canvas.getCoordinateTransform().transform(QgsPointXY(middle))
    t.click(canvas.viewport(), QPoint(round(at.x()), round(at.y())))
    yield lambda: wanted["unit_name"] in view.page.toPlainText()
    t.expect("SCP" in view.page.toPlainText(), "a click on the map shows the unit")
    yield 300
    t.shot("picked")
    t.click(view.bar.widgetForAction(view.pick_action))
    t.expect(canvas.mapTool() is before, "the tool before is back")
    t.click(view.bar.widgetForAction(view.zoom_action))
    yield 500
    yield t.canvas_ready
    t.shot("zoomed")
    for key in ("standards", "measures", "provenance"):
        view.page.scrollToAnchor(key)
        yield 100
        t.shot(f"page-{key}", view.page)


def by_keys(t, view):
    view.search_box.setFocus()
    QTest.keyClicks(view.search_box, "SCP")
    yield lambda: 0 < view.model.rowCount() < 1600
    QTest.keyClick(view.search_box, Qt.Key.Key_Return)
    first = view.page.toPlainText().split("\n")[0]
    # Alt+Right needs an active window, which there is none of without a window manager
    t.click(view.bar.widgetForAction(view.next_action))
    t.expect(view.page.toPlainText().split("\n")[0] != first, "the arrow goes to the next unit")
    QTest.keyClick(view.units, Qt.Key.Key_Up)
    t.expect(view.page.toPlainText().split("\n")[0] == first, "the key Up goes back")
    t.click(view.bar.widgetForAction(view.copy_action))
    t.expect("SCP" in QGuiApplication.clipboard().text(), "the page is on the clipboard")
    view.search_box.clear()
    yield 200


def in_the_register(t, dock, view):
    path = Path(tempfile.mkdtemp()) / "台账.gpkg"
    register = places.at(str(path))
    register.create(QgsCoordinateReferenceSystem("EPSG:4490"), "演示", "test")
    code = next(feature["unit_name"] for feature in [dock.tab("unit").current()[1]])
    indicator = seeds.indicators()
    name = indicator["code"][0]
    values = {
        "unit": [code] * 3,
        "indicator": [name] * 3,
        "subzone": [""] * 3,
        "component": [""] * 3,
        "plan": [""] * 3,
        "year": [2030, 2024, 2025],
        "kind": ["target", "actual", "actual"],
        "version": [1, 1, 1],
        "value": [80.0, 120.0, 110.0],
    }
    warned = {
        "run": ["r"],
        "unit": [code],
        "indicator": [name],
        "subzone": [""],
        "year": [2025],
        "level": ["red"],
    }
    task = {
        "code": ["T-1"],
        "unit": [code],
        "subzone": [""],
        "measure": ["淘汰燃煤小锅炉"],
        "state": ["open"],
        "deadline": ["2026-12-31"],
        "responsible": ["生态环境局"],
    }
    units = {"code": [code], "level": ["township"], "name_zh": ["示范镇"], "name_en": ["Model town"]}
    changes = [insert("units", units), insert("indicators", indicator), insert("indicator_values", values)]
    register.write([*changes, insert("warnings", warned), insert("tasks", task)], "test", who="test")
    view.register.setCollapsed(False)
    view.register.file_box.lineEdit().setText(str(path))
    box = view.register.code_box
    box.setFocus()
    for _ in range(box.count()):
        if box.currentData() == "unit_name":
            break
        QTest.keyClick(box, Qt.Key.Key_Down)
    yield lambda: "T-1" in view.page.toPlainText()
    view.page.scrollToAnchor("targets")
    yield 200
    t.shot("register")
    view.register.setCollapsed(True)


def decisions(t, dock, view, layer):
    held = dock.tab("unit").current()[1]
    view.expert.setCollapsed(False)
    box = view.class_box
    box.setFocus()
    while box.currentData() != "S":
        QTest.keyClick(box, Qt.Key.Key_Up)
    t.click(view.set_button)
    t.expect(not layer.isEditable(), "without a reason nothing is set")
    view.reason_box.setFocus()
    QTest.keyClicks(view.reason_box, "site visit 2026-03: plant closed")
    t.click(view.set_button)
    t.expect(layer.getFeature(held.id())["expert_class"] == "S", "the class is set")
    t.expect(layer.getFeature(held.id())["cp_class"] == held["cp_class"], "the computed class stays")
    yield lambda: "→ S" in view.units.currentIndex().data()
    yield 300
    t.shot("decided")
    t.click(view.bar.widgetForAction(view.effective_action))
    yield 300
    yield t.canvas_ready
    t.shot("effective")
    t.click(view.bar.widgetForAction(view.effective_action))
    view.reason_box.setFocus()
    QTest.keyClicks(view.reason_box, "second visit")
    t.click(view.withdraw_button)
    log = expert.entries(layer.getFeature(held.id())["expert_log"])
    t.expect([one.action for one in log] == ["set", "withdrawn"], "the log keeps both")
    view.page.scrollToAnchor("log")
    yield 600
    t.shot("withdrawn")
    for _ in range(2):
        t.click(view.bar.widgetForAction(view.undo_action))
    t.expect(layer.fields().lookupField("expert_class") < 0, "two undos leave nothing")
    layer.rollBack()
    yield 600
