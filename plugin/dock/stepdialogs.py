"""The dialogs of the steps of a workflow: what was run in them is taken up by the workflow."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..connections import Connections
from ..workflow import stamps
from ..workflow.chain import Step


class StepDialog(QObject):
    """Follows one dialog until it is gone.

    Signals
    -------
    asked
        The step, and what the dialog was run with and what it showed at first, by parameter.
    done
        The step, the results of its algorithm, and the stamps of its inputs at the beginning of the run.

    Parameters
    ----------
    look
        Makes the task that looks at the inputs, and tells their references by parameter, after `asked`.
    """

    asked = pyqtSignal(object, dict, dict)
    done = pyqtSignal(object, dict, dict)

    def __init__(self, step: Step, dialog, look: Callable[[Step], tuple], parent: QObject):
        super().__init__(parent)
        self.step, self.dialog, self._look = step, dialog, look
        self._task: stamps.Look | None = None
        self._references: dict[str, list[str]] = {}
        self._results: dict | None = None
        self._found: dict | None = None
        self._first = self._values()
        self._signals, self._of_task = Connections(), Connections()
        self._signals.add(dialog.algorithmAboutToRun, self._on_begin)
        self._signals.add(dialog.algorithmFinished, self._on_end)
        self._signals.add(dialog.destroyed, self._on_gone)

    def leave(self) -> None:
        """Follow the dialog no longer, and close it: its layers, or its algorithm, are about to go."""
        self._signals.drop()
        self._forget_task()
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None
        self.deleteLater()

    def _on_begin(self, _context) -> None:
        # parameters that cannot be read are told by the dialog itself
        parameters = self.dialog.createProcessingParameters()
        self._forget_task()
        self._results = self._found = None
        if not parameters:
            return
        self.asked.emit(self.step, {**parameters, **self._values()}, self._first)
        self._task, self._references = self._look(self.step)
        self._of_task.add(self._task.taskCompleted, self._on_known)
        self._of_task.add(self._task.taskTerminated, self._on_known)
        QgsApplication.taskManager().addTask(self._task)

    def _on_end(self, successful: bool, results: dict) -> None:
        if successful and results:
            self._results = dict(results)
            self._tell()

    def _on_known(self) -> None:
        # the task goes as soon as it has ended
        self._of_task.drop()
        task, self._task = self._task, None
        self._found = dict(task.found)
        self._tell()

    def _tell(self) -> None:
        """Once both the results and what the inputs were are known."""
        found = self._found
        if found is None or self._results is None:
            return
        marks = {
            parameter: [[one, found[one]] for one in several if found.get(one) is not None]
            for parameter, several in self._references.items()
        }
        results, self._results, self._found = self._results, None, None
        self.done.emit(self.step, results, marks)

    def _values(self) -> dict:
        """What the dialog shows, by parameter; a value that the layer chosen has not is none."""
        wrappers = self.dialog.mainWidget().wrappers
        return {
            name: wrapper.parameterValue()
            for name, wrapper in wrappers.items()
            if hasattr(wrapper, "parameterValue")
        }

    def _forget_task(self) -> None:
        self._of_task.drop()
        task, self._task = self._task, None
        if task is not None and task.isActive():
            task.cancel()

    def _on_gone(self, *_what) -> None:
        # the algorithm may have closed its dialog before its inputs were known
        self.dialog = None
