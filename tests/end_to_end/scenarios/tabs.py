"""The tabs Map and Diagram with mouse and keyboard: legend, places, colours, swipe, brush, thresholds."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QMenu

from carbon_pollution_zoning.core.zoning import sixclass

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CODES = ("S", "SC", "SP", "CP", "PC", "SCP")
SPACES = "AEUM"
SIDE, ROW = 500.0, 40


def scenario(t):
    rng = np.random.default_rng(11)
    now, before = (county(name, rng) for name in ("管治亚区 2025", "管治亚区 2020"))
    QgsProject.instance().addMapLayers([before, now])
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    dock.ui.layerBox.setLayer(now)
    maps, diagram = dock.tab("map").view, dock.tab("diagram").view
    yield lambda: maps.ui.table.model() is not None
    t.click(maps.actions_bar.widgetForAction(maps.style_action))
    dock.ui.layerBox.setLayer(before)
    yield lambda: maps.ui.table.model() is not None
    t.click(maps.actions_bar.widgetForAction(maps.style_action))
    dock.ui.layerBox.setLayer(now)
    yield lambda: maps.ui.table.model() is not None
    # the other date may be switched off in the layer panel: the comparison draws it all the same
    QgsProject.instance().layerTreeRoot().findLayer(before).setItemVisibilityChecked(False)
    yield from legend(t, maps, now)
    yield from places(t, maps, now)
    yield from colours(t, maps, now)
    yield from dates(t, dock, maps)
    yield from plane(t, dock, diagram, now)


def county(name: str, rng) -> QgsVectorLayer:
    fields = (
        "field=unit_name:string&field=town:string&field=space:string&field=cp_class:string&field=subzone:string"
        "&field=net_tco2:double&field=u:double&field=v:double"
    )
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4547&{fields}", name, "memory")
    u, v = rng.normal(0.5, 1.0, (2, 1600))
    classes = np.array(sixclass.CODES)[sixclass.classify(u, v)]
    features = []
    for number in range(1600):
        row, column = divmod(number, ROW)
        x, y = 500_000 + SIDE * column, 3_300_000 - SIDE * row
        feature = QgsFeature(layer.fields())
        ring = f"{x} {y},{x + SIDE} {y},{x + SIDE} {y - SIDE},{x} {y - SIDE},{x} {y}"
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({ring}))"))
        space, zone = SPACES[(row // 10 + column // 10) % 4], str(classes[number])
        town = f"第{column // 20 + 1 + 2 * (row // 20)}镇"
        feature.setAttributes(
            [
                f"单元{number}",
                town,
                space,
                zone,
                f"{space}-{zone}",
                float(100 * u[number]),
                u[number],
                v[number],
            ]
        )
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def cell(table, row, column) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def visible(layer) -> set[str]:
    return {item.value() for item in layer.renderer().categories() if item.renderState()}


def legend(t, maps, layer):
    everything = visible(layer)
    table = maps.ui.table
    t.expect(
        table.model().rowCount() == 7 and len(everything) == 25, "the matrix and 24 sub-zones on the map"
    )
    t.click(table.viewport(), cell(table, 1, 2))
    t.expect(everything - visible(layer) == {"U-SC"}, "a click hides a sub-zone")
    yield 300
    yield t.canvas_ready
    t.shot("hidden")
    QTest.keyClick(table, Qt.Key.Key_Space)
    t.expect(visible(layer) == everything, "the space bar shows it again")
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    t.expect(layer.selectedFeatureCount() > 0, "Enter selects the units of the cell")
    layer.removeSelection()
    box = maps.ui.schemeBox
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    yield lambda: table.model().rowCount() == 6
    t.expect(visible(layer) == {*CODES, ""}, "six classes in the panel and on the map")
    yield 300
    yield t.canvas_ready
    t.shot("six")
    QTest.keyClick(box, Qt.Key.Key_Up)
    yield lambda: table.model().rowCount() == 7
    palette = maps.ui.paletteBox
    palette.setFocus()
    for name in ("safe", "print"):
        QTest.keyClick(palette, Qt.Key.Key_Down)
        yield 300
        yield t.canvas_ready
        t.shot(f"palette-{name}")
    for _ in range(2):
        QTest.keyClick(palette, Qt.Key.Key_Up)
    quantity = maps.ui.quantityBox
    quantity.setFocus()
    QTest.keyClick(quantity, Qt.Key.Key_End)
    yield 200
    t.shot("net-carbon", maps)
    QTest.keyClick(quantity, Qt.Key.Key_Home)


def places(t, maps, layer):
    box = maps.ui.placeFieldBox
    place = box.findData("town")
    box.setFocus()
    while box.currentIndex() != place:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up)
    yield lambda: maps.ui.placeBox.count() == 5
    extent = t.iface.mapCanvas().extent().width()
    # QTest cannot type Chinese, as an input method does
    maps.ui.placeBox.lineEdit().selectAll()
    maps.ui.placeBox.lineEdit().insert("第2镇")
    QTest.keyClick(maps.ui.placeBox.lineEdit(), Qt.Key.Key_Return)
    yield 500
    yield t.canvas_ready
    last = maps.ui.table.model().index(6, 4).data(0x0100)
    t.expect(last == 400, f"the figures are of one town: {last}")
    t.expect(t.iface.mapCanvas().extent().width() < extent, "the map zooms to it")
    t.shot("place")
    QTest.keyClick(maps.ui.placeBox, Qt.Key.Key_Up)
    QTest.keyClick(maps.ui.placeBox, Qt.Key.Key_Up)
    yield lambda: maps.ui.table.model().index(6, 4).data(0x0100) == 1600
    t.action("mActionZoomFullExtent").trigger()
    yield t.canvas_ready


def colours(t, maps, layer):
    table = maps.ui.table
    at = cell(table, 5, 0)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, PLAIN, at)
    table.customContextMenuRequested.emit(at)
    menu = maps.findChild(QMenu, "CpzoningCellMenu")
    yield menu.isVisible
    t.shot("menu-of-a-cell")
    change = menu.actions()[4]
    menu.setActiveAction(change)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    yield lambda: any(d.isVisible() for d in t.window.findChildren(QDialog, "CpzoningColour"))
    dialog = t.window.findChild(QDialog, "CpzoningColour")
    dialog.setColor(QColor("#00c8ff"))
    yield lambda: colour_of(layer, "A-SCP") == "#00c8ff"
    t.shot("colour")
    dialog.reject()
    yield lambda: colour_of(layer, "A-SCP") != "#00c8ff"


def colour_of(layer, code: str) -> str:
    return next(c.symbol().color().name() for c in layer.renderer().categories() if c.value() == code)


def dates(t, dock, maps):
    maps.ui.compareGroup.setCollapsed(False)
    yield 200
    canvas = t.iface.mapCanvas()
    tool = canvas.mapTool()
    t.click(maps.ui.swipeButton)
    comparison = dock.tab("map").comparison
    yield lambda: comparison._curtain is not None and not comparison._curtain._image.isNull()
    start = QPoint(canvas.viewport().width() // 2, canvas.viewport().height() // 2)
    extent = canvas.extent()
    drag(canvas.viewport(), start, start + QPoint(120, 0))
    share = comparison._curtain.share
    t.expect(share > 0.55, f"the line was dragged: {share:.2f}")
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    t.expect(abs(share - 0.01 - comparison._curtain.share) < 1e-9, "arrow keys move the line")
    t.expect(canvas.extent() == extent, "and not the map")
    t.action("mActionZoomIn").trigger()
    t.expect(comparison.mode == "", "another tool ends the swipe")
    t.action("mActionPan").trigger()
    t.click(maps.ui.swipeButton)
    yield lambda: comparison._curtain is not None and not comparison._curtain._image.isNull()
    comparison._curtain.set_share(share)
    yield 300
    t.shot("swipe")
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    t.expect(not maps.ui.swipeButton.isChecked() and canvas.mapTool() is tool, "Escape ends the swipe")
    t.click(maps.ui.blinkButton)
    yield lambda: comparison._curtain is not None and not comparison._curtain._image.isNull()
    yield lambda: not comparison._curtain.isVisible()
    t.click(maps.ui.blinkButton)
    t.expect(comparison.mode == "", "a second click ends the blinking")
    maps.ui.compareGroup.setCollapsed(True)


def plane(t, dock, view, layer):
    bar = dock.ui.tabBar
    t.click(bar, bar.tabRect(1).center())
    yield view.plot.isVisible
    yield lambda: view.table.model() is not None
    yield 200
    t.shot("diagram")
    plot = view.plot
    box, window = plot.box(), plot.window_shown()

    def at(u, v) -> QPoint:
        x, y = (float(part[0]) for part in window.pixels([u], [v]))
        return QPointF(box.left() + x, box.top() + y).toPoint()

    drag(plot, at(1.2, 1.2), at(2.8, 2.8))
    chosen = {feature["cp_class"] for feature in layer.selectedFeatures()}
    t.expect(chosen == {"SCP"}, f"the brush selects on the map: {chosen}")
    layer.selectByExpression("\"cp_class\" = 'S'")
    yield 300
    t.shot("brushed")
    drag(plot, at(1.0, 0.5), at(1.6, 0.5))
    t.expect(abs(plot.factors[0] - 1.6) < 0.05 and plot.factors[1] == 1.0, f"dragged: {plot.factors}")
    yield 300
    then = {
        view.table.model().index(row, 0).data(): view.table.model().index(row, 2).data() for row in range(6)
    }
    t.expect(then["SCP"] != view.table.model().index(5, 1).data(), f"classes change: {then}")
    t.shot("dragged")
    t.click(view.bar.widgetForAction(view.changed_action))
    t.expect(0 < layer.selectedFeatureCount() < 1600, "those that change are selected")
    yield 300
    yield t.canvas_ready
    t.shot("changed")
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Up)
    t.expect(plot.factors[1] == 1.05, "the arrow keys move a threshold")
    t.click(view.bar.widgetForAction(view.reset_action))
    t.expect(plot.factors == (1.0, 1.0), "back to the present thresholds")


def drag(widget, start: QPoint, end: QPoint):
    QTest.mouseMove(widget, start)
    QTest.mousePress(widget, LEFT, PLAIN, start)
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(end), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, PLAIN
    )
    QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, LEFT, PLAIN, end)
