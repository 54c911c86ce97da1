"""The tab Diagram with mouse and keys: points, brush, thresholds, what changes; nothing is ever written."""

from __future__ import annotations

import json

import numpy as np
import pytest
from helpers import WAIT
from qgis.core import QgsLayerMetadata, QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent, QWheelEvent
from qgis.PyQt.QtWidgets import QApplication

from carbon_pollution_zoning.plugin import toolbox
from carbon_pollution_zoning.plugin.dock import plane, thresholds
from carbon_pollution_zoning.toolbelt import provenance

FIELDS = "field=cp_class:string&field=u:double&field=v:double&field=town:string"
# class, u, v, town: one unit for each class, and one without data
ROWS = [
    ("S", -0.4, -0.3, "甲"),
    ("SC", 0.5, -0.3, "甲"),
    ("SP", -0.4, 0.6, "甲"),
    ("CP", 1.3, 0.4, "甲"),
    ("PC", 0.4, 1.3, "乙"),
    ("SCP", 1.3, 1.4, "乙"),
    ("ND", None, 0.5, "乙"),
]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def diagram(dock):
    return dock.tab("diagram").view


@pytest.fixture
def zones(dock, diagram, add, qtbot):
    made = add(FIELDS, ROWS)
    bar = dock.ui.tabBar
    qtbot.mouseClick(bar, LEFT, PLAIN, bar.tabRect(1).center())
    qtbot.waitUntil(lambda: diagram.table.model() is not None and diagram.plot.isVisible(), timeout=WAIT)
    return made


def place(plot, u: float, v: float) -> QPointF:
    x, y = (float(part[0]) for part in plot.window_shown().pixels([u], [v]))
    return QPointF(plot.box().left() + x, plot.box().top() + y)


def drag(plot, start, end, modifier=PLAIN):
    """Press, move and release the left button between two points of the plane."""
    places = [place(plot, *start), place(plot, *end)]
    kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
    for kind, at in zip(kinds, (places[0], places[1], places[1])):
        QApplication.sendEvent(plot, QMouseEvent(kind, at, LEFT, LEFT, modifier))


def selected(made) -> set[str]:
    return {feature["cp_class"] for feature in made.selectedFeatures()}


def figures(diagram) -> dict[str, tuple]:
    """Code -> units now and then, as numbers."""
    model = diagram.table.model()
    raw = Qt.ItemDataRole.UserRole
    return {
        model.index(row, 0).data(): (model.index(row, 1).data(raw), model.index(row, 2).data(raw))
        for row in range(model.rowCount())
    }


def test_every_unit_and_what_has_no_place(zones, diagram):
    assert figures(diagram) == dict.fromkeys(("S", "SC", "SP", "CP", "PC", "SCP"), (1, 1))
    assert diagram.summary.text().startswith("Units that change class: 0 (0 ha).")
    assert "1 units have no place" in diagram.summary.text()
    assert not diagram.changed_action.isEnabled() and not diagram.reset_action.isEnabled()


def test_a_point_has_the_colour_of_its_class(zones, diagram):
    picture = diagram.plot.grab().toImage()
    ratio = picture.devicePixelRatio()
    at = place(diagram.plot, 1.3, 1.4)
    assert picture.pixelColor(int(at.x() * ratio), int(at.y() * ratio)).name() == "#8c1c13"


def test_the_brush_selects_on_the_map(zones, diagram):
    drag(diagram.plot, (0.2, 0.2), (1.5, 1.5))
    assert selected(zones) == {"CP", "PC", "SCP"}
    drag(diagram.plot, (-0.6, -0.5), (-0.2, -0.1), Qt.KeyboardModifier.ControlModifier)
    assert selected(zones) == {"S", "CP", "PC", "SCP"}
    drag(diagram.plot, (-0.6, -0.5), (-0.2, -0.1))
    assert selected(zones) == {"S"}


def test_a_click_takes_the_nearest_point_and_escape_none(zones, diagram, qtbot):
    at = place(diagram.plot, 1.3, 0.4).toPoint() + QPoint(2, 1)
    qtbot.mouseClick(diagram.plot, LEFT, PLAIN, at)
    assert selected(zones) == {"CP"}
    qtbot.keyClick(diagram.plot, Qt.Key.Key_Escape)
    assert selected(zones) == set()


def test_the_selection_of_the_map_is_shown(zones, diagram):
    zones.selectByExpression("cp_class = 'PC'")
    assert diagram.plot._chosen.tolist() == [False] * 4 + [True] + [False] * 2
    picture = diagram.plot.grab().toImage()
    at = place(diagram.plot, 0.4, 1.3) * picture.devicePixelRatio()
    assert picture.pixelColor(at.toPoint()).name() == "#ffff00"


def test_a_dragged_threshold_shows_what_would_change_and_writes_nothing(zones, diagram, qtbot, dock):
    before = [feature.attributes() for feature in zones.getFeatures()]
    drag(diagram.plot, (1.0, 0.2), (1.5, 0.2))
    assert diagram.plot.factors == pytest.approx((1.5, 1.0), abs=0.02)
    qtbot.waitUntil(diagram.changed_action.isEnabled, timeout=WAIT)
    assert figures(diagram)["SCP"] == (1, 0) and figures(diagram)["PC"] == (1, 2)
    assert diagram.summary.text().startswith("Units that change class: 1 (1.00 ha).")
    assert diagram.carbon_box.value() == pytest.approx(diagram.plot.factors[0], abs=1e-3)
    diagram.changed_action.trigger()
    assert selected(zones) == {"SCP"}
    diagram.reset_action.trigger()
    qtbot.waitUntil(lambda: not diagram.changed_action.isEnabled(), timeout=WAIT)
    assert [feature.attributes() for feature in zones.getFeatures()] == before
    assert not zones.isEditable() and not zones.isModified()


def test_both_thresholds_at_their_crossing(zones, diagram):
    drag(diagram.plot, (1.0, 1.0), (0.6, 0.7))
    assert diagram.plot.factors == pytest.approx((0.6, 0.7), abs=0.02)


def test_thresholds_with_the_keyboard(zones, diagram, qtbot):
    plot = diagram.plot
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert plot.factors == pytest.approx((1.05, 0.99))
    diagram.pollution_box.setFocus()
    diagram.pollution_box.selectAll()
    qtbot.keyClicks(diagram.pollution_box, "2.5")
    qtbot.keyClick(diagram.pollution_box, Qt.Key.Key_Return)
    assert plot.factors[1] == pytest.approx(2.5)
    for _ in range(60):
        qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.factors[0] > 0  # a threshold never reaches nothing


def test_wheel_and_keys_zoom_and_home_fits(zones, diagram, qtbot):
    plot = diagram.plot
    whole = plot.window_shown()
    at = place(plot, 1.0, 1.0)
    turned = QWheelEvent(
        at,
        QPointF(plot.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot, turned)
    near = plot.window_shown()
    assert near.right - near.left == pytest.approx((whole.right - whole.left) / 1.25)
    assert place(plot, 1.0, 1.0).x() == pytest.approx(at.x(), abs=1.0)
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.window_shown().right - plot.window_shown().left < near.right - near.left
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.window_shown() == whole


def test_an_edit_keeps_the_window_and_moves_the_point(zones, diagram, qtbot):
    qtbot.keyClick(diagram.plot, Qt.Key.Key_Plus)
    window = diagram.plot.window_shown()
    zones.startEditing()
    zones.changeAttributeValue(next(zones.getFeatures()).id(), 1, 0.9)
    qtbot.waitUntil(lambda: diagram.plot._u[0] == 0.9, timeout=WAIT)
    now = diagram.plot.window_shown()
    assert (now.left, now.right, now.bottom, now.top) == (
        window.left,
        window.right,
        window.bottom,
        window.top,
    )
    assert "another class in the layer" in diagram.summary.text()
    zones.rollBack()
    qtbot.waitUntil(lambda: diagram.plot._u[0] == -0.4, timeout=WAIT)


def test_one_place_alone(zones, diagram, dock, qtbot):
    dock.tab("map").choose_place_field("town")
    reading = dock.tab("map").reading
    qtbot.waitUntil(lambda: len(reading.rows.places) == 2, timeout=WAIT)
    dock.tab("map").choose_place("乙")
    assert figures(diagram)["SCP"] == (1, 1) and figures(diagram)["S"] == (0, 0)
    drag(diagram.plot, (-0.3, -0.3), (5, 5))
    assert selected(zones) == {"PC", "SCP"}


@pytest.mark.parametrize("fields", ["field=cp_class:string", "field=cp_class:string&field=u:double"])
def test_a_layer_without_exceedances_says_so(dock, diagram, add, qtbot, fields):
    add(fields, [("S",) + (0.1,) * fields.count("double")])
    dock.turn_to("diagram")
    qtbot.waitUntil(lambda: "q_c and q_p" in diagram.message.text(), timeout=WAIT)
    assert diagram.message.isVisible() and not diagram.plot.isVisible()


def test_an_empty_layer(dock, diagram, add, qtbot):
    add(FIELDS, [])
    dock.turn_to("diagram")
    qtbot.waitUntil(lambda: "no units" in diagram.message.text(), timeout=WAIT)


def test_a_layer_that_is_removed_while_it_is_dragged(zones, diagram, dock):
    at = place(diagram.plot, 1.0, 0.2)
    QApplication.sendEvent(diagram.plot, QMouseEvent(QEvent.Type.MouseButtonPress, at, LEFT, LEFT, PLAIN))
    QgsProject.instance().removeMapLayer(zones.id())
    away = at + QPointF(30, 0)
    QApplication.sendEvent(diagram.plot, QMouseEvent(QEvent.Type.MouseMove, away, LEFT, LEFT, PLAIN))
    done = QMouseEvent(QEvent.Type.MouseButtonRelease, away, LEFT, LEFT, PLAIN)
    QApplication.sendEvent(diagram.plot, done)
    diagram.changed_action.trigger()
    diagram.apply_button.click()
    assert dock.ui.pages.currentWidget() is dock.ui.emptyPage


def test_the_thresholds_of_the_run_are_those_of_the_boxes(dock, diagram, add, qtbot, plugin, monkeypatch):
    made = add(FIELDS, ROWS)
    run = {
        "algorithm": "cpzoning:sixclasszoning",
        "parameters": {"INPUT": made.source(), "NET": "net", "TAU_C": 0.5, "OUTPUT": "somewhere"},
        "standards": {"tau_c": 0.5, "tau_p": 2.0, "tie": "PC", "weak_weak": "ratio", "tolerance": 1e-9},
    }
    metadata = QgsLayerMetadata()
    metadata.addHistoryItem(provenance.MARK + json.dumps(run))
    made.setMetadata(metadata)
    dock.turn_to("diagram")
    qtbot.waitUntil(lambda: diagram.table.model() is not None, timeout=WAIT)
    assert (diagram.carbon_box.value(), diagram.pollution_box.value()) == (0.5, 2.0)
    opened = []
    monkeypatch.setattr(toolbox, "open_dialog", lambda _iface, *asked: opened.append(asked))
    qtbot.keyClick(diagram.plot, Qt.Key.Key_Right)
    qtbot.mouseClick(diagram.apply_button, LEFT)
    ((name, parameters),) = opened
    assert name == "sixclasszoning"
    assert parameters == {
        "INPUT": made.id(),
        "NET": "net",
        "TAU_MODE": "fixed",
        "TAU_C": 0.525,
        "TAU_P": 2.0,
    }


def test_parameters_of_a_layer_whose_run_is_not_known(zones):
    made = thresholds.parameters(zones, QgsProject.instance(), 1.2, 1.0)
    assert made == {"INPUT": zones.id(), "TAU_MODE": "fixed", "TAU_C": 1.2, "TAU_P": 1.0}


@pytest.mark.parametrize(
    "standards",
    [None, {}, {"tau_c": "x", "tau_p": -1}, {"tau_c": float("nan"), "tie": 5}, {"tolerance": "t"}],
)
def test_a_record_that_makes_no_sense_is_as_none(standards):
    assert thresholds.of({"standards": standards}) == thresholds.Present()


def test_pieces_of_sub_zones_cannot_be_applied(dock, diagram, add, qtbot):
    add("field=subzone:string&field=q_c:double&field=q_p:double", [("U-SCP", 2.0, 2.0)])
    dock.turn_to("diagram")
    qtbot.waitUntil(lambda: diagram.table.model() is not None, timeout=WAIT)
    assert not diagram.apply_button.isEnabled() and figures(diagram)["SCP"] == (1, 1)


def test_the_project_remembers_the_thresholds(zones, diagram, dock, workplace, qtbot):
    diagram.plot.setFocus()
    qtbot.keyClick(diagram.plot, Qt.Key.Key_Up)
    project = QgsProject.instance()
    assert project.write(str(workplace / "工程.qgz"))
    dock.tab("diagram").reset()
    assert project.read(str(workplace / "工程.qgz"))
    assert diagram.plot.factors == pytest.approx((1.0, 1.05)) and dock.current().ID == "diagram"


@pytest.mark.parametrize("held", [{"factors": [0, 1]}, {"factors": "x"}, {"factors": [1]}, {}])
def test_thresholds_that_make_no_sense_are_the_present_ones(zones, diagram, dock, held):
    dock.tab("diagram").restore(held)
    assert diagram.plot.factors == (1.0, 1.0)


def test_the_regions_are_those_of_the_rule(zones, diagram):
    """A point in the middle of each drawn region has the class whose region it is."""
    from carbon_pollution_zoning.core.zoning import sixclass, whatif

    window = diagram.plot.window_shown()
    for factors in ((1.0, 1.0), (0.4, 1.7), (3.0, 0.2)):
        for code, corners in plane.regions(*factors, window).items():
            u, v = np.array(corners).mean(axis=0)
            (number,) = whatif.classes([u], [v], *factors, sixclass.DEFAULT_RULE)
            assert sixclass.CODES[number] == code, (factors, code, u, v)


def test_every_control_has_words_and_can_be_reached(zones, diagram):
    for widget in (
        diagram.plot,
        diagram.carbon_box,
        diagram.pollution_box,
        diagram.apply_button,
        diagram.table,
    ):
        assert widget.toolTip() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    for action in diagram.bar.actions():
        assert action.isSeparator() or (action.text() and not action.icon().isNull())
    assert diagram.plot.accessibleName()
