"""The plugin's life in the desktop: what it brings, what it does without the toolbox, what it leaves."""

from __future__ import annotations

import gc

import qgis.utils
from helpers import WAIT
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolButton

from carbon_pollution_zoning import classFactory
from carbon_pollution_zoning.plugin import sample, toolbox
from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS


def provider():
    return QgsApplication.processingRegistry().providerById("cpzoning")


def texts(menu) -> list[str]:
    return [action.text() for action in menu.actions()]


def leaves(menu) -> list:
    """Actions of a menu and its submenus."""
    found = []
    for action in menu.actions():
        found += leaves(action.menu()) if action.menu() else [action]
    return found


def test_brings_provider_menu_toolbar_and_hidden_dock(plugin, desktop):
    assert provider() is plugin.provider
    assert texts(desktop.plugins_menu) == ["Carbon && Pollution Zoning"]
    assert desktop.inventory()["toolbars"].count("CpzoningToolBar") == 1
    assert texts(desktop.help_menu) == ["Carbon && Pollution Zoning"]
    assert not plugin.dock.isVisible()


def test_the_menu_has_every_algorithm_in_the_order_of_the_work(plugin):
    names = [action.objectName() for action in leaves(plugin.menus.menu)]
    wanted = [f"Cpzoning{kind.ID}Action" for kind in ALGORITHMS]
    assert [name for name in names if name in wanted] == wanted
    assert all(not action.icon().isNull() for action in leaves(plugin.menus.menu) if action.text())


def test_unload_leaves_nothing(desktop, qtbot, add):
    before, receivers = desktop.inventory(), desktop.receivers(desktop.currentLayerChanged)
    project = QgsProject.instance()
    listening = {name: project.receivers(getattr(project, name)) for name in ("layersAdded", "readProject")}
    translators_before = QgsApplication.translate("Provider", "Carbon & Pollution Zoning")
    plugin = classFactory(desktop)
    plugin.initGui()
    plugin.menus.dock_action.trigger()
    zones = add("field=cp_class:string", [("S",)])
    qtbot.waitUntil(lambda: plugin.dock.tab("map").view.ui.table.model() is not None, timeout=WAIT)
    plugin.show_guide()
    fields_signal = zones.receivers(zones.updatedFields)
    plugin.unload()
    plugin = None
    gc.collect()
    qtbot.wait(50)
    assert desktop.inventory() == before
    assert desktop.receivers(desktop.currentLayerChanged) == receivers
    assert {name: project.receivers(getattr(project, name)) for name in listening} == listening
    assert zones.receivers(zones.updatedFields) < fields_signal
    assert provider() is None
    assert QgsApplication.translate("Provider", "Carbon & Pollution Zoning") == translators_before


def test_starts_again_after_unload(desktop):
    for _ in range(3):
        plugin = classFactory(desktop)
        plugin.initGui()
        assert provider() is not None
        plugin.unload()
    assert provider() is None


def test_unload_while_counting(desktop, qtbot, add):
    plugin = classFactory(desktop)
    plugin.initGui()
    plugin.menus.dock_action.trigger()
    add("field=cp_class:string", [("S",)] * 20000)
    plugin.unload()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT)


def test_the_button_in_the_toolbar_opens_and_closes_the_dock(plugin, desktop, qtbot):
    button = next(
        b for b in desktop.window.findChildren(QToolButton) if b.defaultAction() is plugin.menus.dock_action
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(plugin.dock.isVisible, timeout=WAIT)
    assert button.isChecked()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not plugin.dock.isVisible(), timeout=WAIT)


def test_the_dock_is_open_again_at_the_next_start(desktop, qtbot):
    first = classFactory(desktop)
    first.initGui()
    first.menus.dock_action.trigger()
    first.unload()
    second = classFactory(desktop)
    second.initGui()
    assert second.dock.isVisible()
    second.menus.dock_action.trigger()
    second.unload()
    third = classFactory(desktop)
    third.initGui()
    assert not third.dock.isVisible()
    third.unload()


def test_says_so_when_the_processing_plugin_is_off(plugin, desktop, monkeypatch):
    monkeypatch.setattr(qgis.utils, "plugins", {})
    assert not toolbox.is_there()
    plugin.menus.algorithm_actions["sixclasszoning"].trigger()
    assert "Processing plugin is switched off" in desktop.messages()[0]


def test_says_so_when_a_package_is_missing(plugin, desktop, monkeypatch):
    monkeypatch.setattr(qgis.utils, "plugins", {"processing": object()})
    kind = type(provider().algorithm("sixclasszoning"))
    monkeypatch.setattr(kind, "NEEDS", ("nosuchpackage",))
    plugin.menus.algorithm_actions["sixclasszoning"].trigger()
    assert "nosuchpackage" in desktop.messages()[0]


def test_opens_the_dialog_of_an_algorithm(plugin, desktop, monkeypatch):
    import processing

    shown = []

    class Dialog:
        def __init__(self, algorithm, parameters):
            self.algorithm, self.parameters = algorithm, parameters

        def show(self):
            shown.append((self.algorithm.id(), self.parameters))

    monkeypatch.setattr(qgis.utils, "plugins", {"processing": object()})
    monkeypatch.setattr(processing, "createAlgorithmDialog", Dialog, raising=False)
    plugin.menus.algorithm_actions["sixclasszoning"].trigger()
    plugin.dock.ui.zoningButton.click()
    plugin.open_algorithm("sixclasszoning", {"TAU_C": 2.0})
    assert shown == [("cpzoning:sixclasszoning", filled) for filled in ({}, {}, {"TAU_C": 2.0})]


def test_the_guide_lists_the_steps_and_opens_one(plugin, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(toolbox, "open_dialog", lambda iface, name, parameters: opened.append(name))
    plugin.menus.help_action.trigger()
    text = plugin.guide.browser.toPlainText()
    for algorithm in provider().algorithms():
        assert algorithm.displayName() in text
    plugin.guide.stepChosen.emit("sixclasszoning")
    assert opened == ["sixclasszoning"]
    plugin.menus.help_action.trigger()
    assert plugin.guide.isVisible()


def test_sample_data_that_are_not_there(plugin, desktop, monkeypatch, tmp_path):
    monkeypatch.setattr(sample, "FOLDER", tmp_path)
    plugin.menus.sample_action.trigger()
    assert str(tmp_path) in desktop.messages()[0]
    assert not QgsProject.instance().mapLayers()


def test_without_the_desktop_there_is_only_the_provider(alone):
    plugin = classFactory(None)
    plugin.initProcessing()
    assert provider() is not None
    plugin.unload()
    assert provider() is None
