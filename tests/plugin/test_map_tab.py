"""The tab Map beyond counting: six or 24, palettes, places, colours, two dates; with layers that change."""

from __future__ import annotations

import json
import threading

import pytest
from helpers import WAIT
from qgis.core import QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QGuiApplication, QMouseEvent
from qgis.PyQt.QtWidgets import QApplication

from carbon_pollution_zoning.cartography import livelegend
from carbon_pollution_zoning.plugin.dock import mapview
from carbon_pollution_zoning.toolbelt.zonelayers import Reader

FIELDS = (
    "field=subzone:string&field=cp_class:string&field=space:string&field=town:string&field=net_tco2:double"
)
ROWS = [
    ("U-SCP", "SCP", "U", "甲", 100.0),
    ("A-SCP", "SCP", "A", "甲", -20.0),
    ("A-S", "S", "A", "乙", None),
    ("X-S", "S", "X", None, 5.0),
]


def shown(table) -> list[list[str]]:
    model = table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in rows]


def choose(qtbot, box, data):
    """Choose an entry of a box with the arrow keys."""
    wanted = box.findData(data)
    assert wanted >= 0
    while box.currentIndex() != wanted:
        qtbot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)


def values(layer) -> set[str]:
    return {item.value() for item in layer.renderer().categories()}


def fills(layer) -> dict[str, str]:
    return {item.value(): item.symbol().color().name() for item in layer.renderer().categories()}


@pytest.fixture
def zones(maps, add, counted):
    made = add(FIELDS, ROWS)
    counted()
    maps.style_action.trigger()
    return made


def test_six_classes_of_a_layer_of_sub_zones(maps, zones, qtbot):
    choose(qtbot, maps.ui.schemeBox, "sixclass")
    table = shown(maps.ui.table)
    assert len(table) == 6 and table[5][1] == "2" and table[0][1] == "1"
    assert values(zones) == {"S", "SC", "SP", "CP", "PC", "SCP", ""}
    assert [row[0] for row in shown(maps.ui.apart)] == ["“X-S” (unknown)"]
    choose(qtbot, maps.ui.schemeBox, "subzones")
    assert len(shown(maps.ui.table)) == 7 and "U-SCP" in values(zones)


def test_picking_a_class_of_a_layer_of_sub_zones(maps, zones, qtbot):
    choose(qtbot, maps.ui.schemeBox, "sixclass")
    maps.picked.emit(["SCP"])
    assert sorted(feature["subzone"] for feature in zones.selectedFeatures()) == ["A-SCP", "U-SCP"]


def test_sub_zones_alone_show_their_classes(maps, add, counted, qtbot):
    made = add("field=subzone:string", [("U-SCP",), ("ND",)])
    counted()
    choose(qtbot, maps.ui.schemeBox, "sixclass")
    maps.style_action.trigger()
    assert shown(maps.ui.table)[5][1] == "1" and [row[1] for row in shown(maps.ui.apart)] == ["1"]
    maps.toggled.emit(["SCP"])
    assert livelegend.look(made, made.renderer().classAttribute()).hidden == {"SCP"}


def test_a_layer_of_classes_has_no_sub_zones(maps, add, counted):
    add("field=cp_class:string", [("S",)])
    counted()
    assert maps.ui.schemeBox.count() == 1 and not maps.ui.schemeBox.isEnabled()


def test_net_carbon_tells_what_has_no_account(maps, zones, qtbot):
    choose(qtbot, maps.ui.quantityBox, "net")
    table = shown(maps.ui.table)
    assert table[5][2] == "100" and table[5][0] == "-20.0"
    assert table[0][0] == "–"  # one unit, whose carbon is not known
    assert "net 85.0 t CO₂e" in maps.ui.summaryLabel.text()
    assert "1 without net carbon" in maps.ui.summaryLabel.text()


@pytest.fixture
def own_palette():
    yield
    QgsSettings().remove("cpzoning/palette")


def test_palettes_change_the_map_and_the_cells(maps, zones, qtbot, own_palette):
    before = fills(zones)
    choose(qtbot, maps.ui.paletteBox, "safe")
    assert fills(zones)["U-SCP"] != before["U-SCP"]
    cell = maps.ui.table.model().index(5, 2).data(Qt.ItemDataRole.BackgroundRole)
    assert cell.color().name() == fills(zones)["U-SCP"]
    choose(qtbot, maps.ui.paletteBox, "standard")
    assert fills(zones) == before


def test_a_palette_leaves_a_foreign_style_alone(maps, add, counted, qtbot, own_palette):
    made = add("field=cp_class:string", [("S",)])
    counted()
    style = made.renderer()
    choose(qtbot, maps.ui.paletteBox, "print")
    assert made.renderer() is style


def test_one_place_alone(maps, zones, qtbot, desktop, plugin):
    choose(qtbot, maps.ui.placeFieldBox, "town")
    qtbot.waitUntil(lambda: maps.ui.placeBox.count() == 3, timeout=WAIT)
    before = desktop.canvas.extent().width()
    choose(qtbot, maps.ui.placeBox, "甲")
    assert shown(maps.ui.table)[6][4] == "2"
    assert desktop.canvas.extent().width() < before
    assert zones.customProperty(livelegend.DIMMED) == "town"
    maps.picked.emit(["A-SCP", "A-S"])
    assert [feature["subzone"] for feature in zones.selectedFeatures()] == ["A-SCP"]
    choose(qtbot, maps.ui.placeBox, "")
    assert shown(maps.ui.table)[6][4] == "3" and zones.customProperty(livelegend.DIMMED) is None
    choose(qtbot, maps.ui.placeBox, "乙")
    plugin.unload()
    assert zones.customProperty(livelegend.DIMMED) is None


def test_a_place_can_be_typed_and_a_wrong_one_is_told(maps, zones, qtbot, desktop):
    choose(qtbot, maps.ui.placeFieldBox, "town")
    qtbot.waitUntil(lambda: maps.ui.placeBox.count() == 3, timeout=WAIT)
    maps.ui.placeBox.setEditText("乙")
    qtbot.keyClick(maps.ui.placeBox.lineEdit(), Qt.Key.Key_Return)
    assert shown(maps.ui.table)[6][4] == "1"
    maps.ui.placeBox.setEditText("nowhere")
    qtbot.keyClick(maps.ui.placeBox.lineEdit(), Qt.Key.Key_Return)
    assert "nowhere" in desktop.messages()[0]


def test_very_many_places_are_listed_in_part(maps, zones, monkeypatch, qtbot):
    monkeypatch.setattr(mapview, "MOST_PLACES", 1)
    choose(qtbot, maps.ui.placeFieldBox, "town")
    qtbot.waitUntil(lambda: maps.ui.placeBox.count() == 2, timeout=WAIT)
    maps.ui.placeBox.setEditText("甲")
    qtbot.keyClick(maps.ui.placeBox.lineEdit(), Qt.Key.Key_Return)
    assert shown(maps.ui.table)[6][4] == "2" and maps.ui.placeBox.currentText() == "甲"


def test_the_project_remembers_scheme_and_place(maps, dock, workplace, qtbot, counted):
    path = workplace / "区.geojson"
    squares = [f"[[[{x},0],[{x + 1},0],[{x + 1},1],[{x},1],[{x},0]]]" for x in range(2)]
    features = ",".join(
        json.dumps(
            {
                "type": "Feature",
                "properties": {"subzone": "U-S", "town": f"镇{number}"},
                "geometry": {"type": "Polygon", "coordinates": json.loads(square)},
            }
        )
        for number, square in enumerate(squares)
    )
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}', encoding="utf-8")
    project = QgsProject.instance()
    project.addMapLayer(QgsVectorLayer(str(path), "区", "ogr"))
    counted()
    choose(qtbot, maps.ui.schemeBox, "sixclass")
    choose(qtbot, maps.ui.placeFieldBox, "town")
    qtbot.waitUntil(lambda: maps.ui.placeBox.count() == 3, timeout=WAIT)
    choose(qtbot, maps.ui.placeBox, "镇1")
    assert project.write(str(workplace / "工程.qgz"))
    project.clear()
    assert project.read(str(workplace / "工程.qgz"))
    qtbot.waitUntil(
        lambda: maps.ui.table.model() is not None and maps.ui.placeBox.currentData() == "镇1", timeout=WAIT
    )
    assert maps.ui.schemeBox.currentData() == "sixclass" and shown(maps.ui.table)[0][1] == "1"


def menu_action(maps, row: int, column: int, number: int):
    table = maps.ui.table
    menu = maps.menu_of(table, table.model().index(row, column))
    return [action for action in menu.actions() if not action.isSeparator()][number]


def test_the_menu_of_a_cell(maps, zones, qtbot):
    menu_action(maps, 5, 2, 1).trigger()
    assert livelegend.look(zones, "subzone").hidden == set(fills(zones)) - {"U-SCP"}
    menu_action(maps, 5, 2, 5).trigger()
    assert QGuiApplication.clipboard().text() == "1"
    assert not menu_action(maps, 5, 4, 3).isEnabled()  # a total has no colour


def test_another_colour_and_cancel(maps, zones, dock, qtbot):
    before = fills(zones)["U-SCP"]
    menu_action(maps, 5, 2, 3).trigger()
    dialog = dock.tab("map")._colour_dialog
    assert dialog.isVisible() and not dialog.isModal()
    dialog.setColor(QColor("#00ff7f"))
    assert fills(zones)["U-SCP"] == "#00ff7f"
    dialog.reject()
    assert fills(zones)["U-SCP"] == before
    menu_action(maps, 5, 2, 3).trigger()
    dock.tab("map")._colour_dialog.setColor(QColor("#00ff7f"))
    dock.tab("map")._colour_dialog.accept()
    assert fills(zones)["U-SCP"] == "#00ff7f"


def test_the_layer_goes_while_a_colour_is_chosen(maps, zones, dock):
    menu_action(maps, 5, 2, 3).trigger()
    QgsProject.instance().removeMapLayer(zones.id())
    assert dock.tab("map")._colour_dialog is None


@pytest.fixture
def other(add):
    return add("field=cp_class:string", [("S",)], "earlier")


@pytest.fixture
def comparison(dock):
    return dock.tab("map").comparison


@pytest.fixture
def two(maps, zones, other, dock):
    dock.ui.layerBox.setLayer(zones)
    maps.ui.compareGroup.setCollapsed(False)
    maps.ui.otherBox.setLayer(other)
    return other


def drawn(comparison):
    return lambda: comparison._curtain is not None and not comparison._curtain._image.isNull()


def test_swipe_with_the_mouse_and_the_keys(maps, two, comparison, desktop, qtbot):
    canvas = desktop.canvas
    tool = canvas.mapTool()
    items = len(canvas.scene().items())
    qtbot.mouseClick(maps.ui.swipeButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(drawn(comparison), timeout=WAIT)
    drag(canvas.viewport(), 0.5, 0.75)
    assert comparison._curtain.share == pytest.approx(0.75, abs=0.01)
    extent = canvas.extent()
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert comparison._curtain.share == pytest.approx(0.85, abs=0.01) and canvas.extent() == extent
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not maps.ui.swipeButton.isChecked() and canvas.mapTool() is tool
    assert len(canvas.scene().items()) == items


def drag(widget, start: float, end: float):
    """Press, move and release the left button at shares of the width."""
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, share in ((QEvent.Type.MouseButtonPress, start), (QEvent.Type.MouseMove, end)):
        place = QPointF(share * widget.width(), widget.height() / 2)
        QApplication.sendEvent(widget, QMouseEvent(kind, place, left, left, plain))
    done = QMouseEvent(QEvent.Type.MouseButtonRelease, place, left, Qt.MouseButton.NoButton, plain)
    QApplication.sendEvent(widget, done)


def test_blink_takes_turns_and_ends(maps, two, comparison, qtbot):
    qtbot.mouseClick(maps.ui.blinkButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(drawn(comparison), timeout=WAIT)
    for seen in (False, True):
        qtbot.waitUntil(lambda seen=seen: comparison._curtain.isVisible() is seen, timeout=WAIT)
    qtbot.mouseClick(maps.ui.blinkButton, Qt.MouseButton.LeftButton)
    assert comparison._curtain is None


@pytest.mark.parametrize("which", ["zones", "other", "unload", "clear"])
def test_a_comparison_ends_with_what_it_compares(maps, two, zones, comparison, which, plugin, desktop):
    items = len(desktop.canvas.scene().items())
    maps.ui.swipeButton.click()
    if which == "unload":
        plugin.unload()
    elif which == "clear":
        QgsProject.instance().clear()
    else:
        QgsProject.instance().removeMapLayer((zones if which == "zones" else two).id())
    assert comparison.mode == "" and len(desktop.canvas.scene().items()) == items


def test_another_date_is_needed(maps, zones, desktop, comparison):
    maps.ui.compareGroup.setCollapsed(False)
    maps.ui.swipeButton.click()
    assert "another date" in desktop.messages()[0] and not maps.ui.swipeButton.isChecked()


def test_a_renamed_field_takes_the_zones_away_and_back(dock, maps, add, qtbot, counted):
    made = add("field=cp_class:string", [("S",)])
    counted()
    made.startEditing()
    made.renameAttribute(0, "klass")
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage
    made.renameAttribute(0, "cp_class")
    qtbot.waitUntil(lambda: maps.ui.table.model() is not None, timeout=WAIT)
    made.rollBack()


def test_an_empty_geometry_of_a_place_is_no_fault(maps, add, counted, qtbot):
    add("field=cp_class:string&field=town:string", [("S", "甲")], geometry="None")
    counted()
    choose(qtbot, maps.ui.placeFieldBox, "town")
    qtbot.waitUntil(lambda: maps.ui.placeBox.count() == 2, timeout=WAIT)
    choose(qtbot, maps.ui.placeBox, "甲")
    assert shown(maps.ui.table)[0][1] == "1"


def test_no_two_labels_at_one_place_while_it_counts(maps, add, counted, monkeypatch):
    allowed, read = threading.Event(), Reader.read

    def late(reader, progress):
        allowed.wait(WAIT / 1000)
        return read(reader, progress)

    def seen():
        return maps.ui.quantityLabel.isVisible(), maps.ui.unitLabel.isVisible()

    monkeypatch.setattr(Reader, "read", late)
    add("field=cp_class:string", [("S",)])
    assert maps.ui.table.model() is None and seen() == (True, False)
    allowed.set()
    counted()
    assert seen() == (False, True)
