"""What a project keeps of the panel when the plugin is unloaded, and what is there when it is loaded."""

from __future__ import annotations

from qgis.core import QgsProject

from carbon_pollution_zoning import classFactory


def test_a_plugin_loaded_again_takes_up_what_was_not_saved_yet(desktop):
    first = classFactory(desktop)
    first.initGui()
    first.dock.turn_to("workflow")
    first.dock.tab("workflow").keeper.give("year", "2024")
    first.unload()
    second = classFactory(desktop)
    second.initGui()
    assert second.dock.current().ID == "workflow"
    assert second.dock.tab("workflow").keeper.setup.inputs == {"year": "2024"}
    second.unload()


def test_a_project_without_changes_is_left_as_it_was(desktop):
    plugin = classFactory(desktop)
    plugin.initGui()
    project = QgsProject.instance()
    project.setDirty(False)
    plugin.unload()
    assert not project.isDirty() and project.entryList("cpzoning", "/dock") == []
