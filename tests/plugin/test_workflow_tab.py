"""The tab Workflow with mouse and keys: the chain on the practice county, cancel, states, dialogs."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest
import qgis.utils
from helpers import make_layer, rows_of
from practice_county import EXPECTED, PACKAGE
from practice_county import rows_of as table_of
from qgis.core import QgsApplication, QgsFeatureRequest, QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtWidgets import QAction, QApplication, QMenu, QMessageBox, QToolButton, QWidget

from carbon_pollution_zoning.plugin.workflow.setup import Setup
from carbon_pollution_zoning.plugin.workflow.states import State

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WAIT = 90_000
FIRST = ("emissions",)


@pytest.fixture(params=["en", "zh-Hans"])
def language(request, qgis_app):
    """The language of the user, before the plugin starts."""
    settings = QgsSettings()
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", request.param)
    yield request.param
    settings.remove("locale/overrideFlag")
    settings.remove("locale/userLocale")


@pytest.fixture
def saved(desktop, workplace):
    """An empty project that was saved, so that results have a place beside it."""
    QgsProject.instance().write(str(workplace / "工程 project.qgz"))
    return workplace


@pytest.fixture
def tab(dock, saved, qtbot):
    bar = dock.ui.tabBar
    made = dock.tab("workflow")
    place = dock.tabs().index(made)
    qtbot.mouseClick(bar, LEFT, PLAIN, bar.tabRect(place).center())
    assert made.looked_at and not dock.ui.layerRow.isVisible()
    return made


@pytest.fixture
def press(tab, qtbot):
    """``press(action)`` clicks the button of an action in the toolbar."""

    def click(action):
        button = tab.view.bar.widgetForAction(action)
        assert isinstance(button, QToolButton) and button.isVisible() and button.isEnabled()
        qtbot.mouseClick(button, LEFT)

    return click


@pytest.fixture
def from_menu(tab, qtbot):
    """``from_menu(action)`` opens the menu of the set-up with the mouse and picks an entry with the keys."""

    def pick(action):
        menu = tab.view.menu_button.menu()

        def choose():
            menu.setActiveAction(action)
            qtbot.keyClick(menu, Qt.Key.Key_Return)

        QTimer.singleShot(50, choose)
        qtbot.mouseClick(tab.view.menu_button, LEFT)

    return pick


@pytest.fixture
def practice(tab, from_menu, settled):
    from_menu(tab.view.practice_action)
    settled()
    return tab


@pytest.fixture
def settled(tab, qtbot):
    """Wait until what is shown is up to date."""

    def wait():
        watching = tab.keeper.watching
        QApplication.processEvents()
        qtbot.waitUntil(
            lambda: (
                watching._task is None and not watching._soon.isActive() and not tab.keeper._soon.isActive()
            ),
            timeout=WAIT,
        )

    return wait


@pytest.fixture
def only(tab, qtbot, settled):
    """``only(*steps)`` leaves all other steps out, with the space bar."""

    def leave(*steps):
        items = tab.view.list
        for step in tab.keeper.chain.steps:
            if (step.id in steps) != (step.id not in tab.keeper.setup.off):
                items.setCurrentItem(items.item("step", step.id))
                qtbot.keyClick(items, Qt.Key.Key_Space)
        assert tab.keeper.setup.off == {step.id for step in tab.keeper.chain.steps} - set(steps)
        settled()

    return leave


@pytest.fixture
def run(tab, press, qtbot, settled):
    """Press Run and wait for the end."""

    def go(action=None):
        with qtbot.waitSignal(tab.runs.runner.ended, timeout=WAIT) as ended:
            press(action or tab.view.run_action)
            qtbot.waitUntil(lambda: tab.runs.runner.is_running, timeout=WAIT)
        settled()
        return ended.args[0]

    return go


@pytest.fixture
def activities(workplace):
    """The activities of the practice county in a file of the user's own."""
    path = workplace / "活动 activities.csv"
    shutil.copy(PACKAGE.parent / "tables" / "activity_2024.csv", path)
    return path


def state(tab, step: str) -> State:
    return tab.keeper.found[step].state


def states(tab) -> set[State]:
    return {one.state for one in tab.keeper.found.values()}


def reason(tab, step: str) -> str:
    items = tab.view.list
    items.setCurrentItem(items.item("step", step))
    return tab.view.reason.text()


def results(folder: Path) -> set[str]:
    made = folder / "workflow_results"
    return {one.name for one in made.iterdir()} if made.is_dir() else set()


def test_a_new_project_has_nothing_and_says_what_to_give(tab, settled):
    settled()
    assert states(tab) == {State.MISSING}
    assert "Activities" in reason(tab, "emissions")
    assert not tab.view.run_action.isEnabled() and not tab.view.cancel_action.isEnabled()
    assert not tab.view.progress.isVisible()
    assert QgsProject.instance().isDirty() is False


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_one_click_runs_the_whole_chain(language, practice, run, saved, desktop, qtbot):
    tab, project = practice, QgsProject.instance()
    items = tab.view.list
    zh = bool(re.search("[\u4e00-\u9fff]", items.item("step", "classes").text(0)))
    assert zh == (language == "zh-Hans")
    percents = []
    tab.runs.runner.progress.connect(percents.append)
    assert run() is False
    old = {key: reason(tab, key) for key in tab.keeper.found if state(tab, key) != State.DONE}
    assert not old
    assert percents == sorted(percents) and percents[-1] > 90
    assert items.item("step", "map").text(1) == QCoreApplication.translate("Workflow", "done")
    files = {one.file for step in tab.keeper.chain.steps for one in step.outputs}
    assert results(saved) == files
    folder = saved / "workflow_results"
    classes = {row["unit_code"]: row["cp_class"] for row in rows_of(str(folder / "six_classes.gpkg"))}
    assert classes == {row["unit_code"]: row["class"] for row in table_of(EXPECTED / "town_classes_2024.csv")}
    assert len({row["subzone"] for row in rows_of(str(folder / "subzones.gpkg"))}) == 24
    assert (folder / "map.pdf").read_bytes()[:4] == b"%PDF"
    assert len(project.layerTreeRoot().findGroups()) == 1
    named = [layer.name() for layer in project.mapLayers().values()]
    assert len(named) == 6 and len(set(named)) == 6
    assert all(
        bool(re.search("[\u4e00-\u9fff]", name)) == zh
        for name in named
        if name != "Conflicts of control lines"
    )
    shown = [
        layer
        for layer in project.mapLayers().values()
        if project.layerTreeRoot().findLayer(layer).isVisible()
    ]
    assert [layer.renderer().type() for layer in shown] == ["categorizedSymbol"]
    assert not tab.view.run_action.isEnabled()  # nothing is left to do
    desktop.window.grab().save(str(saved / "workflow.png"))


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_the_project_remembers_with_relative_paths(practice, only, run, saved, settled, qtbot):
    tab, project = practice, QgsProject.instance()
    only("emissions", "land")
    run()
    project.write()
    text = project.readEntry("cpzoning", "/dock/state/workflow")[0]
    assert str(saved) not in text and "./workflow_results/emissions.gpkg" in text
    held = tab.keeper.setup
    moved = saved.parent / "moved elsewhere"
    shutil.move(saved, moved)
    project.clear()
    assert tab.keeper.setup == Setup()
    project.read(str(moved / "工程 project.qgz"))
    settled()
    assert tab.keeper.setup.off == held.off and tab.keeper.setup.inputs == held.inputs
    assert state(tab, "emissions") == state(tab, "land") == State.DONE
    assert str(moved) in tab.keeper.setup.made["land"].outputs["UNITS"]


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_touched_input_stays_a_changed_one_makes_outdated(practice, only, run, activities, settled):
    tab = practice
    tab.keeper.give("activities", str(activities))
    only(*FIRST)
    run()
    assert state(tab, "emissions") == State.DONE
    os.utime(activities, (time.time() + 5, time.time() + 5))
    tab.view.refresh_action.trigger()
    settled()
    assert state(tab, "emissions") == State.DONE
    lines = activities.read_text(encoding="utf-8-sig").splitlines()
    activities.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8-sig")
    tab.view.refresh_action.trigger()
    settled()
    assert state(tab, "emissions") == State.OUTDATED
    assert reason(tab, "emissions") == "Changed since: Activities."
    run()
    assert state(tab, "emissions") == State.DONE
    activities.unlink()
    tab.view.refresh_action.trigger()
    settled()
    assert state(tab, "emissions") == State.DONE and "Gone: Activities" in reason(tab, "emissions")


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_it_looks_again_by_itself(practice, only, run, activities, qtbot, settled):
    tab = practice
    tab.keeper.give("activities", str(activities))
    only(*FIRST)
    run()
    activities.write_bytes(activities.read_bytes() + b"\n")
    tab.keeper.watching._often.setInterval(50)
    qtbot.waitUntil(lambda: state(tab, "emissions") == State.OUTDATED, timeout=WAIT)


def test_a_province_may_be_typed_by_its_name(tab):
    def give(typed):
        tab.view.typed.emit("province", typed)
        return tab.keeper.setup.inputs["province"]

    assert [give(typed) for typed in ("Guangdong", "zhejiang province", "440000", "cn")] == [
        "440000",
        "330000",
        "440000",
        "cn",
    ]
    assert give("Guangdnog") == "Guangdnog", "the run says that there is none, and which there are"
    tab.view.typed.emit("year", "2024")
    assert tab.keeper.setup.inputs["year"] == "2024"


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_year_typed_in_the_list_makes_outdated(practice, only, run, qtbot, settled):
    tab = practice
    only(*FIRST)
    run()
    items = tab.view.list
    item = items.item("input", "year")
    items.setCurrentItem(item)
    items.scrollToItem(item)
    qtbot.keyClick(items, Qt.Key.Key_Return)
    editor = next(one for one in items.viewport().findChildren(QWidget) if hasattr(one, "selectAll"))
    editor.selectAll()
    qtbot.keyClicks(editor, "2022")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.keeper.setup.inputs["year"] == "2022")
    settled()
    assert state(tab, "emissions") == State.OUTDATED and "parameters" in reason(tab, "emissions")
    run()
    assert {row["year"] for row in rows_of(tab.keeper.setup.made["emissions"].outputs["UNITS"])} == {2022}


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_cancel_leaves_what_is_done_and_nothing_half_written(practice, press, saved, qtbot, settled, desktop):
    tab = practice
    with qtbot.waitSignal(tab.runs.runner.ended, timeout=WAIT) as ended:
        press(tab.view.run_action)
        qtbot.waitUntil(lambda: tab.keeper.running == "spaces", timeout=WAIT)
        assert tab.view.progress.isVisible() and state(tab, "spaces") == State.RUNNING
        assert not tab.view.reset_action.isEnabled()
        began = time.monotonic()
        press(tab.view.cancel_action)
    assert time.monotonic() - began < 3.0
    assert ended.args == [True]
    settled()
    done = {name for name, one in tab.keeper.found.items() if one.state == State.DONE}
    assert {"emissions", "land", "balance", "loads", "index", "classes"} <= done
    assert state(tab, "package") == State.MISSING
    known = {one.file for step in tab.keeper.chain.steps if step.id in done for one in step.outputs}
    assert results(saved) == known
    assert "stay done" in desktop.messages()[0]
    assert not tab.view.progress.isVisible() and tab.view.run_action.isEnabled()


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_run_from_here_writes_beside_what_is_open(practice, only, run, saved, settled):
    tab, project = practice, QgsProject.instance()
    only("emissions", "land", "balance", "loads", "index", "classes")
    run()
    (layer,) = project.mapLayers().values()
    was = layer.source()
    items = tab.view.list
    items.setCurrentItem(items.item("step", "classes"))
    run(tab.view.from_action)
    assert project.mapLayers() == {layer.id(): layer} and layer.isValid()
    assert layer.source() != was and layer.source() == tab.keeper.setup.made["classes"].outputs["OUTPUT"]
    assert state(tab, "classes") == State.DONE and layer.renderer().type() == "categorizedSymbol"
    items.setCurrentItem(items.item("step", "classes"))
    run(tab.view.from_action)
    assert results(saved) >= {"six_classes.gpkg", "six_classes_2.gpkg"}
    assert "six_classes_3.gpkg" not in results(saved)


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_file_of_somebody_else_is_not_written_over(practice, only, run, saved):
    folder = saved / "workflow_results"
    folder.mkdir()
    (folder / "emissions.gpkg").write_text("mine", encoding="utf-8")
    only(*FIRST)
    run()
    assert (folder / "emissions.gpkg").read_text(encoding="utf-8") == "mine"
    assert practice.keeper.setup.made["emissions"].outputs["UNITS"].endswith("emissions_2.gpkg")


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_step_that_fails_says_why_and_others_go_on(practice, only, run, desktop):
    tab = practice
    tab.keeper.give("activities", f"{PACKAGE}|layername=society")
    only("emissions", "land", "balance")
    run()
    assert state(tab, "land") == State.DONE and state(tab, "balance") == State.MISSING
    assert tab.view.current() == ("step", "emissions"), "its reason is shown without looking for it"
    text = reason(tab, "emissions")
    assert text.startswith("The last run failed: ") and "activity" in text
    assert text.splitlines()[-1].startswith("Mend what it takes, or open its dialog")
    item = tab.view.list.item("step", "emissions")
    assert item.text(1) == "failed" and "activity" in item.toolTip(1)
    assert "Emission inventory" in desktop.messages()[0]


def test_the_results_of_an_old_project_do_not_come_into_the_new(practice, press, saved, qtbot):
    tab, project = practice, QgsProject.instance()
    press(tab.view.run_action)
    qtbot.waitUntil(lambda: tab.keeper.running == "spaces", timeout=WAIT)
    task = tab.runs.runner.job.task
    project.clear()
    assert not tab.runs.runner.is_running and tab.keeper.setup == Setup()
    qtbot.waitUntil(lambda: sip.isdeleted(task) or not task.isActive(), timeout=WAIT)
    qtbot.wait(500)
    assert not project.mapLayers() and tab.keeper.setup == Setup() and not project.isDirty()
    assert "four_spaces.gpkg" not in results(saved)


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_unloading_in_the_middle_of_a_run(practice, press, plugin, saved, qtbot, desktop):
    press(practice.view.run_action)
    qtbot.waitUntil(lambda: practice.keeper.running == "spaces", timeout=WAIT)
    began = time.monotonic()
    plugin.unload()
    assert time.monotonic() - began < 5.0
    qtbot.wait(300)
    assert not any(one.isActive() for one in QgsApplication.taskManager().tasks())
    assert "four_spaces.gpkg" not in results(saved) and "six_classes.gpkg" in results(saved)


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_layers_are_chosen_by_menu_and_may_go(tab, desktop, qtbot, settled):
    fields = "field=unit_code:string&field=activity:string&field=amount:double&field=unit:string"
    layer = make_layer("None", "", fields, [("", ("1", "b", 1.0, "t"))], "活动 & table")
    QgsProject.instance().addMapLayer(layer)
    wanted = layer.id()
    items = tab.view.list
    items.setCurrentItem(items.item("input", "activities"))
    items.scrollToItem(items.currentItem())
    qtbot.keyClick(items, Qt.Key.Key_Return)
    (menu,) = [one for one in tab.view.findChildren(QMenu, "CpzoningWorkflowChoice") if one.isVisible()]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tab.keeper.setup.inputs == {"activities": f"layer:{wanted}"}
    settled()
    assert items.item("input", "activities").text(1) == "活动 & table"
    assert state(tab, "emissions") == State.READY and QgsProject.instance().isDirty()
    del layer
    QgsProject.instance().removeMapLayer(wanted)
    gc.collect()
    tab.view.refresh_action.trigger()
    settled()
    assert state(tab, "emissions") == State.MISSING and "Gone: Activities" in reason(tab, "emissions")
    items.setCurrentItem(items.item("input", "activities"))
    qtbot.keyClick(items, Qt.Key.Key_Return)
    (menu,) = [one for one in tab.view.findChildren(QMenu, "CpzoningWorkflowChoice") if one.isVisible()]
    qtbot.keyClick(menu, Qt.Key.Key_Up)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tab.keeper.setup.inputs == {}


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_memory_layer_is_run_and_edits_make_outdated(practice, only, run, qtbot, settled):
    tab = practice
    table = QgsVectorLayer(f"{PACKAGE}|layername=activity_town|subset=year = 2024", "t", "ogr")
    copy = table.materialize(QgsFeatureRequest())
    copy.setName("copied")
    QgsProject.instance().addMapLayer(copy)
    tab.keeper.give("activities", f"layer:{copy.id()}")
    only(*FIRST)
    run()
    assert state(tab, "emissions") == State.DONE, reason(tab, "emissions")
    copy.startEditing()
    number = next(copy.getFeatures()).id()
    copy.changeAttributeValue(number, copy.fields().lookupField("amount"), 1e6)
    settled()
    qtbot.waitUntil(lambda: state(tab, "emissions") == State.OUTDATED, timeout=WAIT)
    copy.rollBack()
    qtbot.waitUntil(lambda: state(tab, "emissions") == State.DONE, timeout=WAIT)


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_result_chosen_by_hand_knows_its_inputs_from_its_record(
    practice, only, run, saved, activities, settled
):
    tab = practice
    tab.keeper.give("activities", str(activities))
    only(*FIRST)
    run()
    made = tab.keeper.setup.made["emissions"].outputs["UNITS"]
    tab.keeper.forget_result("emissions")
    settled()
    assert state(tab, "emissions") == State.READY
    time.sleep(1.1)
    tab.keeper.choose_result("emissions", made)
    settled()
    assert state(tab, "emissions") == State.DONE and "by hand: emissions.gpkg" in reason(tab, "emissions")
    activities.write_bytes(activities.read_bytes() + b"\n")
    tab.view.refresh_action.trigger()
    settled()
    assert state(tab, "emissions") == State.OUTDATED


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_the_menu_of_a_step(practice, qtbot, saved):
    tab = practice
    items = tab.view.list
    items.scrollToItem(items.item("step", "classes"))
    at = items.visualItemRect(items.item("step", "classes")).center()
    items.customContextMenuRequested.emit(at)
    (menu,) = [one for one in tab.view.findChildren(QMenu, "CpzoningWorkflowChoice") if one.isVisible()]
    texts = {one.text(): one.isEnabled() for one in menu.actions()}
    assert texts["Run from here"] and not texts["Forget its result"]
    assert menu.findChild(QMenu, "CpzoningWorkflowResult") is not None
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert tab.view.current() == ("step", "classes")


def test_a_set_up_for_a_colleague(practice, from_menu, saved, monkeypatch, desktop, settled):
    tab, view = practice, practice.view
    path = saved / "for a colleague"
    monkeypatch.setattr(view, "ask_new_file", lambda _title, _suggestion: str(path))
    from_menu(view.save_action)
    written = path.with_suffix(".json")
    held = tab.keeper.setup
    assert "saved to" in desktop.messages()[0] and json.loads(written.read_text(encoding="utf-8"))
    from_menu(view.reset_action)
    assert tab.keeper.setup == Setup() and view.undo_action.isEnabled()
    from_menu(view.undo_action)
    assert tab.keeper.setup == held
    from_menu(view.reset_action)
    monkeypatch.setattr(view, "ask_file", lambda _title, _filters="": str(written))
    from_menu(view.load_action)
    assert tab.keeper.setup == held
    written.write_text("{}", encoding="utf-8")
    from_menu(view.load_action)
    assert tab.keeper.setup == held and "no set-up" in desktop.messages()[0]
    monkeypatch.setattr(view, "ask_folder", lambda _title, _start: str(saved / "out"))
    from_menu(view.folder_action)
    settled()
    assert str(saved / "out") in view.place.text()


@pytest.fixture
def processing_on(monkeypatch, qgis_processing):
    monkeypatch.setattr(qgis.utils, "plugins", {"processing": object()})
    # a refusal would wait for an answer for ever
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: pytest.fail(text))


def put(dialog, name: str, value) -> None:
    """Choose a value in a dialog."""
    dialog.mainWidget().wrappers[name].setParameterValue(value, dialog.processingContext())


def dialog_of(tab, qtbot):
    qtbot.waitUntil(lambda: bool(tab.runs._dialogs), timeout=WAIT)
    dialog = tab.runs._dialogs[-1].dialog
    qtbot.waitUntil(dialog.isVisible, timeout=WAIT)
    return dialog


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_the_dialog_of_a_step_is_filled_and_its_result_taken_up(
    practice, processing_on, only, run, qtbot, settled
):
    tab = practice
    only("emissions", "land", "balance")
    run()
    items = tab.view.list
    item = items.item("step", "balance")
    items.scrollToItem(item)
    qtbot.mouseClick(items.viewport(), LEFT, PLAIN, items.visualItemRect(item).center())
    qtbot.mouseDClick(items.viewport(), LEFT, PLAIN, items.visualItemRect(item).center())
    dialog = dialog_of(tab, qtbot)
    filled = dialog.createProcessingParameters()
    assert str(filled["EMISSIONS"]).startswith(tab.keeper.setup.made["emissions"].outputs["UNITS"])
    assert filled["YEAR"] == "2024"
    put(dialog, "DRAWS", 500)
    with qtbot.waitSignal(dialog.algorithmFinished, timeout=WAIT):
        qtbot.mouseClick(dialog.runButton(), LEFT)
    settled()
    assert state(tab, "balance") == State.DONE, reason(tab, "balance")
    assert tab.keeper.setup.parameters == {"balance": {"DRAWS": 500}}
    assert "DRAWS" in reason(tab, "balance")
    before = tab.keeper.setup.made["balance"].time
    dialog.close()
    time.sleep(1.1)
    items.setCurrentItem(item)
    run(tab.view.from_action)
    assert tab.keeper.setup.made["balance"].time > before and state(tab, "balance") == State.DONE
    tab.keeper.forget_parameters("balance")
    settled()
    assert state(tab, "balance") == State.OUTDATED


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_a_dialog_that_refused_or_failed_leaves_no_step_running(practice, processing_on, qtbot, settled):
    tab = practice
    tab.runs.open("emissions")
    dialog = dialog_of(tab, qtbot)
    # as where parameters are refused: nothing more is told
    dialog.algorithmAboutToRun.emit(dialog.processingContext())
    settled()
    assert state(tab, "emissions") == State.READY
    dialog.algorithmAboutToRun.emit(dialog.processingContext())
    dialog.algorithmFinished.emit(False, {})
    settled()
    assert state(tab, "emissions") == State.READY and tab.keeper.running == ""


@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_an_input_chosen_in_a_dialog_is_it_for_all_steps(
    practice, processing_on, activities, only, qtbot, settled
):
    tab = practice
    only(*FIRST)
    items = tab.view.list
    items.setCurrentItem(items.item("step", "emissions"))
    qtbot.keyClick(items, Qt.Key.Key_Return)
    dialog = dialog_of(tab, qtbot)
    layer = QgsVectorLayer(str(activities), "own", "ogr")
    QgsProject.instance().addMapLayer(layer)
    put(dialog, "INPUT", layer.id())
    with qtbot.waitSignal(dialog.algorithmFinished, timeout=WAIT):
        qtbot.mouseClick(dialog.runButton(), LEFT)
    settled()
    assert tab.keeper.setup.inputs["activities"] == str(activities)
    assert tab.keeper.setup.parameters == {} and state(tab, "emissions") == State.DONE
    dialog.close()


def test_without_the_processing_plugin_it_says_so(practice, desktop, monkeypatch):
    monkeypatch.setattr(qgis.utils, "plugins", {})
    practice.runs.open("classes")
    assert "switched off" in desktop.messages()[0] and not practice.runs._dialogs


def test_every_control_has_its_help(tab):
    view = tab.view
    for action in view.findChildren(QAction):
        if action.objectName().startswith("CpzoningWorkflow"):
            assert action.toolTip() and action.whatsThis(), action.objectName()
    for widget in (view.list, view.reason, view.progress, view.place, view.menu_button):
        assert widget.whatsThis() and widget.accessibleName(), widget.objectName()
    for one in tab.keeper.chain.inputs:
        assert view.list.item("input", one.id).toolTip(0)


def test_every_control_is_reached_with_the_tab_key(tab, qtbot):
    view, seen = tab.view, set()
    widget = view.list
    for _ in range(5000):
        widget = widget.nextInFocusChain()
        if widget is view.list:
            break
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(view):
            seen.add(widget)
    buttons = {view.bar.widgetForAction(one) for one in (view.run_action, view.open_action)}
    assert buttons | {view.menu_button, view.list} <= seen | {view.list}
