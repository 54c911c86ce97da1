"""The tab Export with mouse and keys: previews and outputs in the background, refusals, both languages."""

from __future__ import annotations

import os
import sqlite3
import time

import numpy as np
import pytest
from helpers import WAIT, make_layer
from osgeo import gdal
from outputcase import TOWNS, box, text_of
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QWidget

from carbon_pollution_zoning.core import vocabulary
from carbon_pollution_zoning.plugin.dock import exporttab
from carbon_pollution_zoning.plugin.dock.exportform import ExportForm
from carbon_pollution_zoning.plugin.dock.exportkinds import KINDS

LEFT = Qt.MouseButton.LeftButton
FIELDS = (
    "field=unit_name:string&field=cp_class:string&field=space:string&field=subzone:string"
    "&field=net_tco2:double&field=u:double&field=v:double"
)
VALUES = (
    "field=unit_code:string&field=indicator:string&field=year:integer&field=kind:string&field=value:double"
)
UNITS = "field=unit_code:string&field=parent_code:string&field=unit_name:string&field=level:string"


def towns(name="各镇 towns", crs="EPSG:4547"):
    rows = []
    for at, (town, zone_class, space, net, u, v) in enumerate(TOWNS):
        subzone = f"{space}-{zone_class}" if zone_class else None
        rows.append((box(at), (town, zone_class, space, subzone, net, u, v)))
    made = make_layer("Polygon", crs, FIELDS, rows, name)
    QgsProject.instance().addMapLayer(made)
    return made


@pytest.fixture
def tab(dock):
    return dock.tab("export")


@pytest.fixture
def view(dock, tab, workplace, qtbot):
    """The tab, seen, with a folder to write to."""
    bar = dock.ui.tabBar
    place = next(at for at in range(bar.count()) if bar.tabText(at) == tab.title())
    qtbot.mouseClick(bar, LEFT, Qt.KeyboardModifier.NoModifier, bar.tabRect(place).center())
    assert tab.looked_at
    tab.form.folder_box.setFilePath(str(workplace))
    return tab.view


@pytest.fixture
def chosen(tab, view, qtbot):
    """``chosen(box, code)`` picks an entry of a combo box with the keyboard."""

    def pick(combo, code):
        wanted = combo.findData(code)
        combo.setFocus()
        qtbot.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(wanted):
            qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentData() == code

    return pick


@pytest.fixture
def exported(tab, view, qtbot):
    """Press Export and wait; the text of the result."""

    def press():
        qtbot.mouseClick(view.export_button, LEFT)
        assert tab._running is not None
        qtbot.waitUntil(lambda: tab._running is None, timeout=WAIT)
        return view.result.text()

    return press


def previewed(tab, qtbot):
    """Wait for a preview that is asked for; the page that is shown."""
    qtbot.waitUntil(lambda: not tab._soon.isActive() and tab._looking is None, timeout=WAIT)
    return tab.view.pages.currentWidget()


def names(folder):
    return sorted(item.name for item in folder.iterdir())


def test_it_comes_without_zones_and_says_what_is_lacking(tab, view, dock, qtbot):
    assert dock.current() is tab and view.isVisible()
    assert previewed(tab, qtbot) is view.pages.message
    assert "No layer of the project" in view.pages.message.text()
    qtbot.mouseClick(view.export_button, LEFT)
    assert tab._running is None


def test_every_kind_is_offered_under_the_name_of_its_algorithm(tab, view):
    shown = [view.form.kind_box.itemText(at) for at in range(view.form.kind_box.count())]
    registry = QgsApplication.processingRegistry()
    assert shown == [registry.algorithmById(f"cpzoning:{kind}").displayName() for kind in KINDS]


def test_every_control_says_what_it_is_for(tab, view):
    from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QSpinBox

    form = view.form
    kinds = (QComboBox, QAbstractButton, QListWidget, QSpinBox)
    own = [
        w for kind in kinds for w in view.findChildren(kind) if w.objectName() and w.objectName()[0] != "q"
    ]
    own += [w for w in form.findChildren(QLineEdit) if w.objectName() in ("titleEdit", "nameEdit")]
    named = [w for w in own if w.objectName().endswith(("Box", "Button", "Edit", "Layers"))]
    assert len(named) >= 18
    assert [w.objectName() for w in named if not w.toolTip() or not w.accessibleName()] == []


def test_the_form_asks_for_what_the_kind_needs(tab, view, chosen):
    form = view.form
    shown = {
        "zonemap": {"layer_box", "title_edit", "paper_box", "palette_box", "units_box"},
        "zonereport": {"layer_box", "title_edit"},
        "zonetables": {"layer_list"},
        "zonepackage": {"layer_list", "title_edit", "palette_box"},
    }
    every = set().union(*shown.values())
    for kind, wanted in shown.items():
        chosen(form.kind_box, kind)
        assert {name for name in every if getattr(form, name).isVisibleTo(view)} == wanted, kind
    chosen(form.kind_box, "leveldashboard")
    assert all(one.isVisibleTo(view) for one in form.source_boxes.values())


def test_a_map_is_previewed_and_written(tab, view, chosen, exported, workplace, qtbot):
    layer = towns()
    assert tab.layer() is layer and view.form.layer_box.currentLayer() is layer
    assert previewed(tab, qtbot) is view.pages.sheet
    before = view.pages.sheet._image.copy()
    assert before.width() > 800 and before.pixelColor(2, 2).name() == "#ffffff"
    view.form.title_edit.setFocus()
    qtbot.keyClicks(view.form.title_edit, "Hai 1")
    assert previewed(tab, qtbot) is view.pages.sheet and view.pages.sheet._image != before
    told = exported()
    assert names(workplace) == [f"{view.form.name_edit.text()}.pdf"]
    path = next(workplace.iterdir())
    assert "Hai1" in text_of(path) and path.as_uri() in told and workplace.as_uri() in told
    assert not tab.desk.project.mapLayer(layer.id()).isEditable() and layer.featureCount() == 4


def test_the_title_stays_with_the_layer_and_the_map_of_the_tab_map_bears_it(tab, view, dock, qtbot):
    from carbon_pollution_zoning.plugin.dock import maps, titles

    layer = towns()
    qtbot.keyClicks(view.form.title_edit, "Haiyue zones")
    qtbot.keyClick(view.form.title_edit, Qt.Key.Key_Return)
    assert titles.title_of(layer) == "Haiyue zones"
    other = towns("other")
    view.form.layer_box.setLayer(other)
    assert view.form.title_edit.text() == ""
    view.form.layer_box.setLayer(layer)
    assert view.form.title_edit.text() == "Haiyue zones"
    bar = dock.ui.tabBar
    qtbot.mouseClick(bar, LEFT, Qt.KeyboardModifier.NoModifier, bar.tabRect(0).center())
    shown = dock.tab("map")
    qtbot.waitUntil(lambda: shown._counted is not None, timeout=WAIT)
    sheet = maps.sheet(layer, shown._counted, "", tab.desk.canvas)
    assert sheet.title == "Haiyue zones"


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_formats_and_paper_of_a_map(tab, view, chosen, exported, workplace, suffix):
    towns()
    chosen(view.form.format_box, suffix)
    chosen(view.form.paper_box, "a3")
    exported()
    path = workplace / f"{view.form.name_edit.text()}.{suffix}"
    assert names(workplace) == [path.name]
    if suffix == "png":
        assert QImage(str(path)).size() == QSize(3307, 2338)


def test_an_atlas_turns_its_pages_and_has_one_for_each_unit(tab, view, chosen, exported, workplace, qtbot):
    layer = towns()
    chosen(view.form.kind_box, "zoneatlas")
    assert previewed(tab, qtbot) is view.pages.message
    assert "administrative units" in view.pages.message.text()
    view.form.units_box.setLayer(layer)
    assert view.form.unit_name_box.currentField() == "unit_name"
    assert previewed(tab, qtbot) is view.pages.sheet
    assert view.page_box.maximum() == 5
    whole = view.pages.sheet._image.copy()
    qtbot.keyClick(view.page_box, Qt.Key.Key_Up)
    previewed(tab, qtbot)
    assert view.page_box.value() == 2 and view.pages.sheet._image != whole
    chosen(view.form.format_box, "png")
    exported()
    folder = workplace / view.form.name_edit.text()
    assert len(names(folder)) == 5 and all(name.endswith(".png") for name in names(folder))


def test_a_report_is_read_before_it_is_written(tab, view, chosen, exported, workplace, qtbot):
    towns()
    chosen(view.form.kind_box, "zonereport")
    assert previewed(tab, qtbot) is view.pages.text
    text = view.pages.text.toPlainText()
    assert "丙镇" in text and len(view.pages.text._pictures) >= 2
    exported()
    page = (workplace / f"{view.form.name_edit.text()}.html").read_text(encoding="utf-8")
    assert "丙镇" in page and "<script" not in page


def test_tables_and_package_of_the_ticked_layers(tab, view, chosen, exported, workplace, qtbot):
    towns()
    towns("second")
    chosen(view.form.kind_box, "zonetables")
    assert previewed(tab, qtbot) is view.pages.text
    once = view.pages.text.toPlainText()
    rows = view.form.layer_list
    row = next(at for at in range(2) if rows.item(at).checkState() == Qt.CheckState.Unchecked)
    rows.setCurrentRow(row)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert len(view.form.ticked()) == 2
    previewed(tab, qtbot)
    assert "second" in view.pages.text.toPlainText() and len(view.pages.text.toPlainText()) > len(once)
    exported()
    chosen(view.form.format_box, "csv")
    exported()
    chosen(view.form.kind_box, "zonepackage")
    assert previewed(tab, qtbot) is view.pages.text and "second" in view.pages.text.toPlainText()
    exported()
    made = {path.suffix for path in workplace.iterdir()}
    assert made == {".xlsx", "", ".gpkg"}
    package = next(workplace.glob("*.gpkg"))
    connection = sqlite3.connect(package)
    assert connection.execute("SELECT count(*) FROM qgis_projects").fetchone() == (1,)
    connection.close()


def test_the_dashboard_opens_from_the_panel(tab, view, chosen, exported, workplace, qtbot, monkeypatch):
    values = [("01", "co2", 2020, "base", 100.0), ("01", "co2", 2030, "target", 50.0)]
    units = [("01", "", "县", "county"), ("0101", "01", "<b>镇</b>", "township")]
    for fields, rows, name in ((VALUES, values, "values"), (UNITS, units, "units")):
        QgsProject.instance().addMapLayer(make_layer("None", "", fields, [("", row) for row in rows], name))
    chosen(view.form.kind_box, "leveldashboard")
    assert [view.form.source_boxes["INPUT"].itemText(at) for at in range(2)] == ["", "values"]
    qtbot.keyClick(view.form.source_boxes["INPUT"], Qt.Key.Key_Down)
    qtbot.keyClick(view.form.source_boxes["UNITS"], Qt.Key.Key_Down)
    assert previewed(tab, qtbot) is view.pages.text and view.page_box.maximum() == 2
    told = exported()
    folder = workplace / view.form.name_edit.text()
    assert names(folder) == ["1_county.html", "2_township.html"]
    opened = []
    monkeypatch.setattr(exporttab.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    assert (folder / "1_county.html").as_uri() in told
    tab.open_link((folder / "1_county.html").as_uri())
    assert opened == [str(folder / "1_county.html")]
    tab.open_link((folder / "gone.html").as_uri())
    assert len(opened) == 1


def replacing():
    """The question that is open, if one is."""
    return next((w for w in QApplication.topLevelWidgets() if w.objectName() == "CpzoningReplace"), None)


def answer(button, seen):
    box = replacing()
    seen.append(box.text())
    box.button(button).click()


def test_what_exists_is_asked_about_and_kept_on_no(tab, view, exported, workplace, qtbot):
    towns()
    exported()
    path = next(workplace.iterdir())
    path.write_bytes(b"mine")
    for button, kept in ((QMessageBox.StandardButton.No, True), (QMessageBox.StandardButton.Yes, False)):
        seen = []
        qtbot.mouseClick(view.export_button, LEFT)
        assert tab._running is None
        answer(button, seen)
        qtbot.waitUntil(lambda: tab._running is None and view.export_button.isEnabled(), timeout=WAIT)
        assert path.name in seen[0]
        assert (path.read_bytes() == b"mine") == kept


def test_a_question_goes_with_the_panel(tab, view, exported, plugin, qtbot):
    towns()
    exported()
    qtbot.mouseClick(view.export_button, LEFT)
    assert replacing().isVisible()
    plugin.unload()
    qtbot.waitUntil(lambda: replacing() is None, timeout=WAIT)


def test_boxes_that_outlive_the_form_speak_to_nobody(dock, qtbot, qgis_app):
    """As at the end of a project or of the plugin, when layers go and the form may be gone already."""
    parent = QWidget()
    form = ExportForm(parent, {name: name for name in KINDS})
    told = []
    form.layer_chosen.connect(lambda: told.append("layer"))
    form.changed.connect(lambda: told.append("changed"))
    boxes = [form.layer_box, form.units_box, *form.source_boxes.values()]
    first = towns()
    for each in boxes:
        each.setLayer(None)
        each.setLayer(first)
    assert set(told) == {"layer", "changed"}
    for each in boxes:
        each.setParent(None)
    sip.delete(form)
    told.clear()
    towns()
    QgsProject.instance().removeMapLayer(first.id())
    for each in boxes:
        each.setLayer(None)
    QgsProject.instance().clear()
    QApplication.processEvents()
    assert told == [] and all(each.currentLayer() is None for each in boxes)


def test_a_folder_that_vanished_or_is_read_only_is_told_in_a_sentence(tab, view, desktop, workplace, qtbot):
    towns()
    view.form.folder_box.setFilePath(str(workplace / "gone"))
    qtbot.mouseClick(view.export_button, LEFT)
    assert tab._running is None and any("does not exist" in text for text in desktop.messages())
    if os.geteuid() != 0:
        workplace.chmod(0o500)
        view.form.folder_box.setFilePath(str(workplace))
        qtbot.mouseClick(view.export_button, LEFT)
        workplace.chmod(0o700)
        assert tab._running is None and any("cannot be written" in text for text in desktop.messages())


def test_a_folder_that_vanishes_while_it_runs_is_told(tab, view, desktop, workplace, qtbot):
    towns()
    folder = workplace / "soon gone"
    folder.mkdir()
    view.form.folder_box.setFilePath(str(folder))
    qtbot.mouseClick(view.export_button, LEFT)
    folder.rmdir()
    qtbot.waitUntil(lambda: tab._running is None, timeout=WAIT)
    assert names(workplace) == [] and view.result.text()
    assert any("does not exist" in text for text in desktop.messages())


def test_cancel_leaves_nothing_and_a_layer_may_go_meanwhile(tab, view, workplace, qtbot):
    layer = towns()
    qtbot.mouseClick(view.export_button, LEFT)
    qtbot.mouseClick(view.cancel_button, LEFT)
    assert tab._running is None or not view.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: tab._running is None, timeout=WAIT)
    assert names(workplace) == [] and "cancelled" in view.result.text()
    qtbot.mouseClick(view.export_button, LEFT)
    QgsProject.instance().removeMapLayer(layer.id())
    qtbot.waitUntil(lambda: tab._running is None, timeout=WAIT)
    assert len(names(workplace)) == 1


def test_a_layer_that_joins_another_and_has_a_filter_is_exported_so(tab, view, chosen, exported, workplace):
    layer = towns()
    extra = make_layer(
        "None", "", "field=town:string&field=note:string", [("", ("丙镇", "joined!"))], "extra"
    )
    QgsProject.instance().addMapLayer(extra)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(extra)
    join.setJoinFieldName("town")
    join.setTargetFieldName("unit_name")
    join.setUsingMemoryCache(False)
    layer.addJoin(join)
    layer.setSubsetString("\"cp_class\" = 'SCP'")
    chosen(view.form.kind_box, "zonetables")
    chosen(view.form.format_box, "csv")
    exported()
    folder = workplace / view.form.name_edit.text()
    text = "".join(path.read_text(encoding="utf-8-sig") for path in folder.glob("*.csv"))
    assert "joined!" in text and "丁镇" not in text
    assert layer.vectorJoins()[0].joinLayer() is extra


def test_a_raster_of_sub_zones_goes_on_a_map(tab, view, exported, workplace, qtbot):
    path = workplace / "zones.tif"
    values = np.array([zone.value for zone in vocabulary.subzones()], dtype=np.uint8).reshape(4, 6)
    made = gdal.GetDriverByName("GTiff").Create(str(path), 6, 4, 1, gdal.GDT_Byte)
    made.SetGeoTransform((500_000, 1000, 0, 2_500_000, 0, -1000))
    made.SetProjection(QgsCoordinateReferenceSystem("EPSG:4547").toWkt())
    made.GetRasterBand(1).WriteArray(values)
    del made
    raster = QgsRasterLayer(str(path), "亚区栅格")
    QgsProject.instance().addMapLayer(raster)
    assert tab.layer() is raster
    assert previewed(tab, qtbot) is view.pages.sheet
    picture = view.pages.sheet._image
    colours = {picture.pixelColor(x, y).name() for x in range(0, 500, 3) for y in range(80, 600, 3)}
    assert len(colours) > 20
    assert "亚区栅格" in exported()


def test_edits_that_are_not_saved_are_told(tab, view, exported):
    layer = towns()
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), 1, "SCP")
    assert "edits that are not saved" in exported()
    layer.rollBack()


def test_the_interface_answers_while_an_export_runs(tab, view, workplace, qtbot):
    many = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=cp_class:string",
        [(box(at % 100, 30 + at // 100), (("S", "SC", "SCP")[at % 3],)) for at in range(20_000)],
        "many",
    )
    QgsProject.instance().addMapLayer(many)
    previewed(tab, qtbot)
    beats = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(10)
    qtbot.mouseClick(view.export_button, LEFT)
    start = time.perf_counter()
    qtbot.waitUntil(lambda: tab._running is None, timeout=WAIT)
    took, timer = time.perf_counter() - start, timer.stop()
    gaps = [after - before for before, after in zip(beats, beats[1:])]
    assert took > 0.3 and len(beats) > 10 and max(gaps) < 0.5


def test_the_project_remembers_the_form(tab, view, chosen, plugin, workplace, qtbot):
    chosen(view.form.kind_box, "zonetables")
    chosen(view.form.format_box, "csv")
    path = str(workplace / "p.qgz")
    assert QgsProject.instance().write(path)
    chosen(view.form.kind_box, "zonemap")
    QgsProject.instance().read(path)
    choice = view.form.choice()
    assert (choice.kind, choice.suffix) == ("zonetables", "csv")


def test_all_options_open_the_dialog_filled(tab, view, desktop, plugin, qtbot, monkeypatch):
    layer = towns()
    asked = []
    monkeypatch.setattr(
        "carbon_pollution_zoning.plugin.toolbox.open_dialog", lambda *given: asked.append(given[1:])
    )
    qtbot.mouseClick(view.dialog_button, LEFT)
    (kind, parameters) = asked[0]
    assert kind == "zonemap" and parameters["INPUT"] == layer.id() and parameters["PAPER"] == 0


def test_a_project_that_is_saved_takes_outputs_beside_it(plugin, tab, workplace):
    plugin.settings.export_folder = ""
    tab.restore({})
    assert tab.form.folder_box.filePath() not in ("", str(workplace))
    QgsProject.instance().write(str(workplace / "工程.qgz"))
    assert tab.form.folder_box.filePath() == str(workplace)
    (workplace / "else").mkdir()
    tab.form.folder_box.setFilePath(str(workplace / "else"))
    QgsProject.instance().write(str(workplace / "else" / "other.qgz"))
    QgsProject.instance().write(str(workplace / "again.qgz"))
    assert tab.form.folder_box.filePath() == str(workplace / "else"), "the user said where"


def test_unloading_ends_what_runs(plugin, tab, view, workplace, qtbot):
    towns()
    qtbot.mouseClick(view.export_button, LEFT)
    task = tab._running
    qtbot.waitUntil(task._begun.is_set, timeout=WAIT)
    plugin.unload()
    assert task._ended.is_set() and names(workplace) == []


def test_many_previews_beside_layouts_of_the_user(tab, view, qtbot):
    """Layouts are made in the worker while the main thread makes and drops its own."""
    from qgis.core import QgsPrintLayout

    towns()
    for turn in range(12):
        view.form.title_edit.setText(str(turn))
        qtbot.mouseClick(view.preview_button, LEFT)
        while tab._looking is not None:
            layout = QgsPrintLayout(QgsProject.instance())
            layout.initializeDefaults()
            del layout
            QApplication.processEvents()
    assert view.pages.currentWidget() is view.pages.sheet


def test_in_chinese_all_is_chinese(alone, desktop, workplace, qtbot, monkeypatch):
    from carbon_pollution_zoning import classFactory
    from carbon_pollution_zoning.toolbelt import translation

    # not by the settings, which other runs of the tests share
    monkeypatch.setattr(translation, "locale", lambda: "zh-Hans")
    made = classFactory(desktop)
    try:
        made.initGui()
        made.menus.dock_action.trigger()
        tab = made.dock.tab("export")
        made.dock.turn_to("export")
        assert tab.form.choice().lang == "zh"
        towns()
        tab.form.folder_box.setFilePath(str(workplace))
        assert previewed(tab, qtbot) is tab.view.pages.sheet
        qtbot.mouseClick(tab.view.export_button, LEFT)
        qtbot.waitUntil(lambda: tab._running is None, timeout=WAIT)
        assert "管治" in text_of(next(workplace.iterdir()))
    finally:
        made.unload()


def test_uncommitted_layer_of_another_project_is_not_needed(tab, view, qtbot):
    """A layer that is not valid is offered nowhere and stops nothing."""
    QgsProject.instance().addMapLayer(QgsVectorLayer("/nowhere/a.gpkg", "gone", "ogr"), True)
    towns()
    assert previewed(tab, qtbot) is view.pages.sheet
