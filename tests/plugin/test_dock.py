"""The zoning panel with real clicks and keys."""

from __future__ import annotations

import pytest
from helpers import WAIT
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QGuiApplication

from carbon_pollution_zoning.cartography import livelegend
from carbon_pollution_zoning.core import vocabulary
from carbon_pollution_zoning.plugin.settings import Settings

CLASS = "field=cp_class:string"
ZONES = "field=subzone:string"
SIX = [("S",), ("SC",), ("SC",), ("SCP",), ("ND",), (None,), ("",), ("scp",)]


def shown(table) -> list[list[str]]:
    """Texts of a table, row by row."""
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def heads(table) -> list[str]:
    model = table.model()
    return [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]


def click(qtbot, table, row: int, column: int, modifier=Qt.KeyboardModifier.NoModifier, twice=False):
    """Click a cell, or click it twice as the system does: press, release, double press."""
    place = table.visualRect(table.model().index(row, column)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(table.viewport(), left, modifier, place)
    if twice:
        qtbot.mouseDClick(table.viewport(), left, modifier, place)


def visible(made) -> set[str]:
    return {c.value() for c in made.renderer().categories() if c.renderState()}


def test_without_a_layer_it_says_what_to_do(dock, maps, plugin, monkeypatch):
    opened = []
    monkeypatch.setattr(plugin, "open_algorithm", opened.append)
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage
    assert not maps.export_action.isEnabled()
    dock.ui.zoningButton.click()
    assert opened == ["sixclasszoning"]
    dock.ui.chainButton.click()
    assert dock.current() is dock.tab("workflow") and dock.ui.pages.currentWidget() is not dock.ui.emptyPage


def test_layers_without_zones_are_not_offered(dock, add):
    add("field=name:string&field=space:double", [("a", 1.0)])
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage


def test_list_of_the_six_classes(maps, add, counted):
    add(CLASS, SIX)
    summary = counted()
    assert heads(maps.ui.table) == ["Class", "Units", "ha", "%"]
    assert [row[1:] for row in shown(maps.ui.table)] == [
        ["1", "1.00", "25.0 %"],
        ["2", "2.00", "50.0 %"],
        ["0", "0", "0.0 %"],
        ["0", "0", "0.0 %"],
        ["0", "0", "0.0 %"],
        ["1", "1.00", "25.0 %"],
    ]
    assert [row[0].split()[0] for row in shown(maps.ui.table)] == ["S", "SC", "SP", "CP", "PC", "SCP"]
    assert [row[1:] for row in shown(maps.ui.apart)] == [["1", "1.00"], ["2", "2.00"], ["1", "1.00"]]
    assert "scp" in shown(maps.ui.apart)[2][0]
    assert summary.startswith("8 units · 8.00 ha")
    assert not maps.ui.quantityBox.isVisible()


def test_matrix_of_the_sub_zones(maps, add, counted):
    add(ZONES, [("U-SCP",), ("U-SCP",), ("A-S",), ("X-S",)])
    summary = counted()
    assert summary.startswith("4 pieces") and "units" not in summary
    assert maps.ui.quantityBox.currentText() == "Number of pieces"
    table = shown(maps.ui.table)
    assert len(table) == 7 and len(table[0]) == 5
    assert table[0] == ["1", "0", "0", "0", "1"]
    assert table[5] == ["0", "0", "2", "0", "2"]
    assert table[6] == ["1", "0", "2", "0", "3"]
    assert [row[1] for row in shown(maps.ui.apart)] == ["1"]
    tip = maps.ui.table.model().index(5, 2).data(Qt.ItemDataRole.ToolTipRole)
    zone = vocabulary.by_code(vocabulary.subzones())["U-SCP"]
    assert "U-SCP" in tip and zone.measures_en in tip


def test_cells_have_the_colours_of_the_vocabulary(maps, add, counted):
    add(ZONES, [(zone.code,) for zone in vocabulary.subzones()])
    counted()
    model = maps.ui.table.model()
    zones = {zone.code: zone.colour.lower() for zone in vocabulary.subzones()}
    for row in range(6):
        for column in range(4):
            index = model.index(row, column)
            (code,) = model.codes_at(index)
            assert index.data(Qt.ItemDataRole.BackgroundRole).color().name() == zones[code]


def test_quantity_and_unit(maps, add, counted, qtbot):
    add(ZONES, [("U-SCP",)] * 3 + [("A-S",)])
    counted()
    box = maps.ui.quantityBox
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert shown(maps.ui.table)[5][2] == "75.0 %"
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert shown(maps.ui.table)[5][2] == "3.00"
    qtbot.keyClick(maps.ui.unitBox, Qt.Key.Key_Down)
    assert shown(maps.ui.table)[5][2] == "0.0300"
    assert "km²" in box.currentText()


def test_table_without_geometry_has_counts_but_no_areas(maps, add, counted, plugin, desktop):
    add(CLASS, SIX, geometry="None")
    summary = counted()
    assert heads(maps.ui.table) == ["Class", "Units", "%"]
    assert summary.startswith("8 units\n") and "no areas" in summary
    assert not maps.ui.unitBox.isVisible()
    maps.style_action.trigger()
    assert "no map to colour" in desktop.messages()[0]
    maps.export_action.trigger()
    assert "no map to export" in desktop.messages()[0]


def test_empty_layer(maps, add, counted):
    add(CLASS, [])
    assert counted().startswith("0 units")
    assert {row[1] for row in shown(maps.ui.table)} == {"0"}


def test_removing_the_layer(dock, add, counted):
    first = add(CLASS, SIX, "first")
    add(CLASS, SIX, "second")
    counted()
    QgsProject.instance().removeMapLayer(first.id())
    assert dock.ui.layerBox.currentLayer().name() == "second"
    QgsProject.instance().removeAllMapLayers()
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage


def test_removing_the_layer_while_it_is_counted(dock, add, qtbot):
    made = add(CLASS, [("S",)] * 20000)
    QgsProject.instance().removeMapLayer(made.id())
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT)
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage


def test_another_layer_replaces_the_running_count(dock, maps, add, counted, qtbot):
    add(CLASS, [("S",)] * 20000, "large")
    small = add(CLASS, [("SCP",)], "small")
    dock.ui.layerBox.setLayer(small)
    counted()
    assert shown(maps.ui.table)[5][1] == "1"
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT)
    assert shown(maps.ui.table)[0][1] == "0"


def test_edits_are_counted(maps, add, counted, qtbot):
    made = add(CLASS, SIX)
    counted()
    made.startEditing()
    made.changeAttributeValue(next(made.getFeatures()).id(), 0, "PC")
    qtbot.waitUntil(lambda: shown(maps.ui.table)[4][1] == "1", timeout=WAIT)
    made.rollBack()
    qtbot.waitUntil(lambda: shown(maps.ui.table)[4][1] == "0", timeout=WAIT)
    made.setSubsetString("cp_class = 'SCP'")
    qtbot.waitUntil(lambda: maps.ui.summaryLabel.text().startswith("1 units"), timeout=WAIT)


def test_a_field_that_comes_later(dock, maps, add, counted):
    made = add("field=name:string", [("a",)])
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage
    made.startEditing()
    made.addExpressionField("'S'", vocabulary_field())
    counted()
    assert shown(maps.ui.table)[0][1] == "1"


def test_another_ellipsoid_is_another_area(maps, desktop, qtbot, counted):
    from helpers import make_layer

    degree = "POLYGON((110 0,111 0,111 1,110 1,110 0))"
    # a project without a CRS has no ellipsoid of its own
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    QgsProject.instance().setEllipsoid("EPSG:7030")
    QgsProject.instance().addMapLayer(make_layer("Polygon", "EPSG:4326", CLASS, [(degree, ["S"])], "degree"))
    assert "EPSG:7030" in counted()
    QgsProject.instance().setEllipsoid("EPSG:7004")
    qtbot.waitUntil(lambda: "EPSG:7004" in maps.ui.summaryLabel.text(), timeout=WAIT)


def vocabulary_field():
    from carbon_pollution_zoning.processing_provider.columns import column

    return column("cp_class").field()


def test_a_layer_that_cannot_be_read_says_so(maps, add, counted, qtbot, monkeypatch):
    from carbon_pollution_zoning.toolbelt import zonelayers

    def broken(self, progress):
        raise OSError("the disk is gone")

    monkeypatch.setattr(zonelayers.Reader, "read", broken)
    add(CLASS, SIX)
    qtbot.waitUntil(lambda: "the disk is gone" in maps.ui.summaryLabel.text(), timeout=WAIT)
    assert maps.ui.table.model() is None


def test_a_hidden_panel_does_not_read(plugin, add, qtbot, monkeypatch):
    from carbon_pollution_zoning.toolbelt import zonelayers

    reads = []
    original = zonelayers.Reader.read
    monkeypatch.setattr(zonelayers.Reader, "read", lambda self, p: reads.append(1) or original(self, p))
    add(CLASS, SIX)
    qtbot.wait(600)
    assert not reads
    plugin.menus.dock_action.trigger()
    qtbot.waitUntil(lambda: plugin.dock.tab("map").view.ui.table.model() is not None, timeout=WAIT)
    assert reads == [1]


def test_style_gives_the_renderer(maps, add, counted):
    made = add(CLASS, SIX)
    counted()
    assert not maps.only_action.isEnabled()
    maps.style_action.trigger()
    assert isinstance(made.renderer(), QgsCategorizedSymbolRenderer)
    assert made.renderer().classAttribute() == "cp_class"
    assert maps.only_action.isEnabled()


@pytest.fixture
def styled(maps, add, counted):
    made = add(CLASS, SIX)
    counted()
    maps.style_action.trigger()
    return made


def test_a_click_hides_a_class_and_another_shows_it(maps, styled, qtbot):
    everything = visible(styled)
    click(qtbot, maps.ui.table, 1, 0)
    assert visible(styled) == everything - {"SC"}
    struck = maps.ui.table.model().index(1, 0).data(Qt.ItemDataRole.FontRole)
    assert struck.strikeOut()
    click(qtbot, maps.ui.table, 1, 0)
    assert visible(styled) == everything
    click(qtbot, maps.ui.table, 5, 0, Qt.KeyboardModifier.ControlModifier)
    assert visible(styled) == everything  # Ctrl+click only selects
    assert set(maps.selected_codes()) == {"SC", "SCP"}


def test_space_hides_what_is_selected_and_escape_shows_everything(maps, styled, qtbot):
    everything = visible(styled)
    maps.ui.table.setFocus()
    maps.select_codes(["SC", "SCP"])
    qtbot.keyClick(maps.ui.table, Qt.Key.Key_Space)
    assert visible(styled) == everything - {"SC", "SCP"}
    qtbot.keyClick(maps.ui.table, Qt.Key.Key_Escape)
    assert visible(styled) == everything


def test_only_the_selected_classes(maps, styled, qtbot):
    maps.select_codes(["SC"])
    maps.only_action.trigger()
    assert visible(styled) == {"SC"}
    click(qtbot, maps.ui.apart, 0, 0)
    assert visible(styled) == {"SC", ""}  # ND is drawn by the category of all others
    maps.all_action.trigger()
    assert len(visible(styled)) == 7


def test_what_is_hidden_by_hand_is_hidden_in_the_panel(maps, styled):
    renderer = styled.renderer().clone()
    renderer.updateCategoryRenderState(0, False)
    styled.setRenderer(renderer)
    assert maps.ui.table.model().index(0, 0).data(Qt.ItemDataRole.FontRole).strikeOut()


def test_a_click_on_a_map_that_shows_no_zones_says_what_to_do(maps, add, counted, qtbot, desktop):
    add(CLASS, SIX)
    counted()
    click(qtbot, maps.ui.table, 1, 0)
    assert "colours first" in desktop.messages()[0]


def test_unload_leaves_the_map_as_it_was_shown(maps, styled, qtbot, plugin):
    click(qtbot, maps.ui.table, 1, 0)
    shown_before = visible(styled)
    plugin.unload()
    assert visible(styled) == shown_before


def test_a_double_click_selects_and_zooms(maps, styled, qtbot, desktop):
    before = desktop.canvas.extent().width()
    click(qtbot, maps.ui.table, 1, 1, twice=True)
    assert {feature["cp_class"] for feature in styled.selectedFeatures()} == {"SC"}
    assert styled.selectedFeatureCount() == 2
    assert desktop.canvas.extent().width() < before
    assert "SC" in visible(styled)  # what one zooms to can be seen


def test_enter_selects_what_is_selected_even_the_empty_ones(maps, styled, qtbot):
    click(qtbot, maps.ui.apart, 1, 0)
    qtbot.keyClick(maps.ui.apart, Qt.Key.Key_Return)
    assert styled.selectedFeatureCount() == 2
    maps.ui.apart.clearSelection()
    qtbot.keyClick(maps.ui.table, Qt.Key.Key_Return)
    assert styled.selectedFeatureCount() == 2  # nothing is selected in the panel: the selection stays


def test_picking_a_class_that_does_not_occur_says_so(maps, styled, qtbot, desktop):
    click(qtbot, maps.ui.table, 2, 0, twice=True)
    assert "No unit" in desktop.messages()[0]


def test_a_total_stands_for_its_row(maps, add, counted, qtbot):
    made = add(ZONES, [("U-SCP",), ("A-SCP",), ("A-S",)])
    counted()
    maps.style_action.trigger()
    everything = visible(made)
    click(qtbot, maps.ui.table, 5, 4)
    assert everything - visible(made) == {"A-SCP", "E-SCP", "U-SCP", "M-SCP"}
    click(qtbot, maps.ui.table, 5, 4)
    assert visible(made) == everything


def test_space_and_class_without_a_sub_zone_field(maps, add, counted, qtbot):
    made = add("field=space:string&field=cp_class:string", [("U", "SCP"), ("A", "S"), ("U", "ND")])
    counted()
    maps.style_action.trigger()
    click(qtbot, maps.ui.table, 5, 2, twice=True)
    maps.only_action.trigger()
    assert visible(made) == {"U-SCP"}
    assert [feature["space"] for feature in made.selectedFeatures()] == ["U"]
    shown_by = {}
    from qgis.core import QgsRenderContext

    context = QgsRenderContext.fromMapSettings(QgsMapSettingsOf(made))
    context.expressionContext().setFields(made.fields())
    renderer = made.renderer().clone()
    renderer.startRender(context, made.fields())
    for feature in made.getFeatures():
        context.expressionContext().setFeature(feature)
        shown_by[feature["cp_class"]] = renderer.symbolForFeature(feature, context) is not None
    renderer.stopRender(context)
    assert shown_by == {"SCP": True, "S": False, "ND": False}


def QgsMapSettingsOf(made):
    from qgis.core import QgsMapSettings

    settings = QgsMapSettings()
    settings.setLayers([made])
    return settings


def test_copy_gives_text_and_html_without_formulas(maps, add, counted, qtbot):
    add(CLASS, [("S",), ("=1+1",)])
    counted()
    qtbot.keyClick(maps.ui.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    rows = [line.split("\t") for line in data.text().splitlines()]
    assert rows[0] == ["Class", "Units", "ha", "%"]
    assert rows[1][1:] == ["1", "1.0", "1.0"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert "=1+1" in data.text()
    assert "<th>Class</th>" in data.html()


def test_copy_of_the_matrix(maps, add, counted):
    add(ZONES, [("U-SCP",)])
    counted()
    maps.copy_action.trigger()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["", "Agricultural space", "Ecological space", "Urban space", "Marine space", "Total"]
    assert rows[6] == ["SCP", "0", "0", "1", "0", "1"]


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_export_writes_a_map(maps, styled, workplace, desktop, monkeypatch, suffix, plugin):
    path = workplace / f"地图{suffix}"
    suggested = []
    monkeypatch.setattr(maps, "ask_export_path", lambda text: suggested.append(text) or str(path))
    maps.export_action.trigger()
    assert path.stat().st_size > 10_000
    assert str(path) in desktop.messages()[0].replace("&amp;", "&")
    assert suggested[0].endswith("zones.pdf")
    assert plugin.settings.export_folder == str(workplace)


def test_export_that_cannot_be_written(maps, styled, workplace, desktop, monkeypatch):
    monkeypatch.setattr(maps, "ask_export_path", lambda text: str(workplace / "no folder" / "map.png"))
    maps.export_action.trigger()
    assert "no folder" in desktop.messages()[0]


def test_export_thought_better_of(maps, styled, desktop, monkeypatch):
    monkeypatch.setattr(maps, "ask_export_path", lambda text: "")
    maps.export_action.trigger()
    assert desktop.messages() == []


def test_the_map_opens_as_a_layout_of_the_project(maps, styled, desktop):
    maps.layout_action.trigger()
    maps.layout_action.trigger()
    names = [layout.name() for layout in QgsProject.instance().layoutManager().printLayouts()]
    assert sorted(names) == ["zones", "zones 2"]
    assert [layout.name() for layout in desktop.designed] == ["zones", "zones 2"]


def test_the_map_leaves_other_zonings_out(dock, maps, add, counted, desktop):
    add("field=name:string", [("a",)], "towns")
    add(ZONES, [("U-S",)], "sub-zones")
    add(CLASS, SIX, "classes")
    dock.ui.layerBox.setLayer(QgsProject.instance().mapLayersByName("classes")[0])
    counted()
    maps.layout_action.trigger()
    (layout,) = desktop.designed
    assert {layer.name() for layer in layout.itemById("map").layers()} == {"towns", "classes"}


def test_follows_the_active_layer_if_wanted(dock, maps, add, counted, desktop):
    first, second = add(CLASS, SIX, "first"), add(CLASS, SIX, "second")
    other = add("field=name:string", [("a",)], "other")
    desktop.currentLayerChanged.emit(second)
    assert dock.ui.layerBox.currentLayer() is second
    desktop.currentLayerChanged.emit(other)
    desktop.currentLayerChanged.emit(None)
    assert dock.ui.layerBox.currentLayer() is second
    maps.follow_action.trigger()
    desktop.currentLayerChanged.emit(first)
    assert dock.ui.layerBox.currentLayer() is second


@pytest.fixture
def saved(workplace):
    """Two files with classes, as layers that a project can find again."""

    def made(name: str) -> QgsVectorLayer:
        path = workplace / f"{name}.geojson"
        point = '{"type": "Point", "coordinates": [113.0, 29.0]}'
        feature = f'{{"type": "Feature", "properties": {{"cp_class": "S"}}, "geometry": {point}}}'
        path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}', encoding="utf-8")
        return QgsVectorLayer(str(path), name, "ogr")

    return [made("甲"), made("乙")]


def test_the_project_remembers_layer_and_marks(dock, maps, saved, workplace, counted, qtbot):
    project = QgsProject.instance()
    project.addMapLayers(saved)
    dock.ui.layerBox.setLayer(saved[0])
    counted()
    maps.style_action.trigger()
    maps.select_codes(["SC"])
    maps.only_action.trigger()
    dock.ui.layerBox.setLayer(saved[1])
    dock.ui.layerBox.setLayer(saved[0])
    assert project.write(str(workplace / "工程.qgz"))
    assert not project.isDirty()
    project.clear()
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage
    assert project.read(str(workplace / "工程.qgz"))
    assert dock.ui.layerBox.currentLayer().name() == "甲"
    counted()
    assert visible(dock.ui.layerBox.currentLayer()) == {"SC"}
    assert livelegend.look(dock.ui.layerBox.currentLayer(), "cp_class").drawn
    maps.all_action.trigger()
    assert "S" in visible(dock.ui.layerBox.currentLayer())


def test_settings_are_kept(plugin, maps, add, counted, qtbot):
    add(ZONES, [("A-S",)])
    counted()
    maps.set_look("area_share", "km2")
    maps.follow_action.trigger()
    plugin.unload()
    kept = Settings.load()
    assert (kept.quantity, kept.area_unit, kept.follow_active, kept.dock_open) == (
        "area_share",
        "km2",
        False,
        True,
    )


def test_adding_features_in_a_burst_counts_once(maps, add, counted, qtbot, monkeypatch):
    made = add(CLASS, SIX)
    counted()
    counts = []
    original = type(maps).show_counts
    monkeypatch.setattr(type(maps), "show_counts", lambda self, *a: counts.append(1) or original(self, *a))
    for _ in range(50):
        feature = QgsFeature(made.fields())
        feature.setAttributes(["S"])
        made.dataProvider().addFeatures([feature])
        made.dataChanged.emit()
    qtbot.waitUntil(lambda: maps.ui.summaryLabel.text().startswith("58 units"), timeout=WAIT)
    assert len(counts) == 1


def test_every_control_can_be_reached_and_has_words(dock, maps, add, counted):
    add(ZONES, [("A-S",)])
    counted()
    for action in maps.actions_bar.actions():
        assert action.isSeparator() or (action.text() and not action.icon().isNull() and action.toolTip())
    for owner, name in ((dock, "layerBox"), (maps, "quantityBox"), (maps, "unitBox"), (maps, "table")):
        widget = getattr(owner.ui, name)
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name
        assert widget.toolTip(), name


def test_follows_the_font_and_the_theme(dock, maps, add, counted, qtbot):
    add(ZONES, [("A-S",)])
    counted()
    height = maps.ui.table.verticalHeader().sectionSize(0)
    font = dock.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    dock.setFont(font)
    qtbot.waitUntil(lambda: maps.ui.table.verticalHeader().sectionSize(0) > 1.6 * height, timeout=WAIT)


@pytest.mark.parametrize("fields", [CLASS, ZONES])
def test_settles_at_its_least_width_with_every_figure_visible(
    dock, maps, add, counted, qtbot, desktop, fields
):
    """Bars that show and hide each other would keep the interface busy for ever."""
    add(fields, [("U-SCP",), ("S",), ("x",), (None,)])
    counted()
    desktop.window.resizeDocks([dock], [1], Qt.Orientation.Horizontal)
    qtbot.wait(50)
    relayouts = []
    maps.ui.table.installEventFilter(counter := Counter(relayouts))
    qtbot.wait(200)
    assert relayouts == []
    counter.setParent(dock)
    page = dock.ui.pages.currentWidget()
    assert page.widget().width() <= page.viewport().width()
    for table in (maps.ui.table, maps.ui.apart):
        assert not table.horizontalScrollBar().isVisible()
        assert table.horizontalHeader().length() <= table.viewport().width()
        assert table.verticalHeader().length() <= table.viewport().height()


class Counter(QObject):
    """Notes every change of size of what it watches."""

    def __init__(self, seen):
        super().__init__()
        self.seen = seen

    def eventFilter(self, _watched, event):
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.seen.append(event.type())
        return False


def test_many_unknown_codes_scroll(dock, maps, add, counted):
    add(CLASS, [(f"code {number}",) for number in range(30)])
    counted()
    assert len(shown(maps.ui.apart)) == 30
    assert maps.ui.apart.verticalScrollBar().isVisible()
    assert maps.ui.apart.height() < dock.height() / 2
