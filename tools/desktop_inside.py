"""The part of desktop_check.py that runs inside QGIS (``qgis --code desktop_inside.py``).

Timers advance the scenario, so that QGIS's own event loop goes on all the time: tasks, repaints,
network. Three things make the run fail by themselves: a Python error anywhere, a modal dialog that was
not announced by ``t.allow_dialog`` (it is photographed and closed), a critical message in QGIS's log.
"""

from __future__ import annotations

import faulthandler
import importlib.util
import json
import os
import sys
import time
import traceback
from pathlib import Path

import qgis.utils
from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog, QMessageBox, QToolButton, QWidget

STEP_LIMIT = 30  # seconds that a condition of the scenario may take
OUR_TAGS = ("Plugins", "Python", "Python error", "Processing")


class Tools:
    """What a scenario is handed, as ``t``."""

    def __init__(self, task: dict):
        self.out = Path(task["out"])
        self.iface = qgis.utils.iface
        self.window = self.iface.mainWindow()
        self.plugin = qgis.utils.plugins.get(task["package"])
        self.allowed: list[str] = []
        self.report = {"qgis": Qgis.version(), "checks": [], "problems": [], "messages": [], "shots": []}

    def problem(self, text: str) -> None:
        """Make the run fail, with a reason."""
        self.report["problems"].append(text)

    def expect(self, condition, what: str) -> None:
        """Note whether something holds; the run fails at its end if it does not."""
        self.report["checks"].append([bool(condition), what])
        if not condition:
            self.problem(f"check failed: {what}")

    def find(self, cls: type, name: str, parent: QWidget | None = None) -> QWidget:
        """The one object of this class and objectName."""
        found = (parent or self.window).findChild(cls, name)
        if found is None:
            raise LookupError(f"there is no {cls.__name__} called {name}")
        return found

    def action(self, name: str) -> QAction:
        """The menu or toolbar action of this objectName."""
        return self.find(QAction, name)

    def click(self, target, position: QPoint | None = None) -> None:
        """Click a widget with the mouse; an action through its visible toolbar button, if it has one."""
        if isinstance(target, QAction):
            buttons = [b for b in self.window.findChildren(QToolButton) if b.defaultAction() is target]
            shown = next((button for button in buttons if button.isVisible()), None)
            if shown is None:
                target.trigger()
                return
            target = shown
        if not (target.isVisible() and target.isEnabled()):
            raise RuntimeError(f"cannot click {target.objectName() or target}: it is hidden or disabled")
        middle = QPoint(target.width() // 2, target.height() // 2)
        button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(target, button, modifier, position or middle)

    def type(self, widget: QWidget, text: str) -> None:
        """Type text into a widget in place of what it holds."""
        widget.setFocus()
        if hasattr(widget, "selectAll"):
            widget.selectAll()
        QTest.keyClicks(widget, text)

    def shot(self, name: str, widget: QWidget | None = None) -> None:
        """Photograph the whole screen, menus and dialogs included, or one widget."""
        QApplication.processEvents()
        picture = widget.grab() if widget is not None else QApplication.primaryScreen().grabWindow(0)
        path = self.out / f"{name}.png"
        if not picture.save(str(path)):
            self.problem(f"screenshot {name} could not be written")
        self.report["shots"].append([path.name, picture.width(), picture.height()])

    def canvas_ready(self) -> bool:
        """Whether the map canvas has finished drawing."""
        return not self.iface.mapCanvas().isDrawing()

    def allow_dialog(self, part: str) -> None:
        """Dialogs whose class or title contains this are the scenario's own business from now on.

        The step that opens a modal dialog stands still until it is closed: set a ``QTimer.singleShot`` that
        deals with it before opening it.
        """
        self.allowed.append(part)


class Run:
    """One scenario from its first step to QGIS's exit."""

    def __init__(self, task: dict):
        self.task = task
        self.tools = Tools(task)
        self.steps = None
        self.waiting = None
        self.stepping = False
        self.done = False
        self.began = self.since = time.monotonic()

    def watch(self) -> None:
        """Listen to everything that goes wrong in QGIS from now on."""
        sys.excepthook = self.on_exception
        qgis.utils.showException = lambda kind, value, tb, message, *rest, **options: self.tools.problem(
            f"python error: {message} {kind.__name__}: {value}"
        )
        log = QgsApplication.messageLog()
        log.messageReceived[str, str, Qgis.MessageLevel].connect(self.on_message)
        if self.tools.plugin is None:
            self.tools.problem(f"the plugin {self.task['package']} is not loaded")

    def on_exception(self, kind, value, tb) -> None:
        self.tools.problem("python error: " + "".join(traceback.format_exception(kind, value, tb))[-1500:])

    def on_message(self, text: str, tag: str, level) -> None:
        if level in (Qgis.MessageLevel.Critical, Qgis.MessageLevel.Warning):
            self.tools.report["messages"].append([tag, text[:500]])
        if level == Qgis.MessageLevel.Critical and tag in (*OUR_TAGS, self.task["package"]):
            self.tools.problem(f"critical message [{tag}] {text[:500]}")

    def begin(self) -> None:
        """Load the scenario and start to advance it."""
        self.tools.window.showNormal()
        self.tools.window.setGeometry(0, 0, *self.task["size"])
        try:
            spec = importlib.util.spec_from_file_location("desktop_scenario", self.task["scenario"])
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            self.steps = module.scenario(self.tools)
        except BaseException as error:
            self.tools.problem(f"the scenario could not be loaded: {error!r}")
            self.finish()
            return
        self.began = self.since = time.monotonic()
        self.tick()

    def tick(self) -> None:
        """Advance the scenario if what it waits for has come."""
        if self.done:
            return
        # A new timer each time: one that repeats would stand still while a step of ours shows a modal dialog.
        QTimer.singleShot(50, self.tick)
        try:
            self.refuse_strange_dialog()
            if time.monotonic() - self.began > self.task["limit"]:
                raise TimeoutError(f"the scenario took more than {self.task['limit']} s")
            # Inside the event loop of a modal dialog, the step that opened it is not over yet.
            if self.stepping or not self.has_come():
                return
            self.stepping = True
            try:
                self.waiting = next(self.steps)
            finally:
                self.stepping = False
            self.since = time.monotonic()
        except StopIteration:
            self.finish()
        except BaseException as error:
            self.tools.problem("scenario: " + "".join(traceback.format_exception(error))[-2500:])
            self.finish()

    def has_come(self) -> bool:
        """Whether the condition holds, or the milliseconds have passed, that the last step asked for."""
        took = time.monotonic() - self.since
        if callable(self.waiting):
            if self.waiting():
                return True
            if took > STEP_LIMIT:
                line = self.steps.gi_frame.f_lineno if self.steps.gi_frame else "?"
                raise TimeoutError(f"not true within {STEP_LIMIT} s: line {line} of the scenario")
            return False
        return self.waiting is None or took >= self.waiting / 1000

    def refuse_strange_dialog(self) -> None:
        """Close a modal dialog that nobody announced, and make the run fail."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        label = f"{type(dialog).__name__}/{dialog.metaObject().className()} '{dialog.windowTitle()}'"
        if any(part in label for part in self.tools.allowed):
            return
        text = dialog.text() if isinstance(dialog, QMessageBox) else ""
        self.tools.problem(f"unexpected dialog {label}: {text}")
        self.tools.shot(f"unexpected-dialog-{len(self.tools.report['shots'])}")
        dialog.reject()

    def finish(self) -> None:
        """Write the report and close QGIS as a user does."""
        self.done = True
        self.tools.shot("last")
        self.tools.report["seconds"] = round(time.monotonic() - self.began, 1)
        text = json.dumps(self.tools.report, indent=1, ensure_ascii=False)
        (self.tools.out / "report.json").write_text(text, encoding="utf-8")
        faulthandler.cancel_dump_traceback_later()
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(0, self.tools.iface.actionExit().trigger)


def start() -> None:
    """Begin when QGIS has finished its own start."""
    task = json.loads(os.environ["DESKTOP_CHECK"])
    Path(task["out"], "started").touch()
    faulthandler.enable()
    faulthandler.dump_traceback_later(task["limit"] + 10, exit=False)
    run = Run(task)
    run.watch()
    # QGIS drops the names of this file once it has been executed: the window keeps the run alive.
    run.tools.window.desktop_check = run
    QTimer.singleShot(500, run.begin)


try:
    start()
except BaseException:
    # Without a run nobody would close QGIS.
    traceback.print_exc()
    os._exit(97)
