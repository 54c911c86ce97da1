"""Looks at the inputs and results of a workflow, off the interface thread, when they may be others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..connections import Connections
from . import jobs, places, stamps
from .setup import LAYER

PATIENCE_MS = 400  # a burst of edits is one reason to look, not many
EVERY_MS = 5_000  # files are changed by others, who tell nobody


class Watching(QObject):
    """What is known of references.

    Attributes
    ----------
    stamps
        Reference -> stamp; None where nothing is there; those that were never looked at are not in it.

    Signals
    -------
    due
        It is time to look again.
    seen
        `stamps` is up to date.
    """

    due = pyqtSignal()
    seen = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QObject | None = None):
        super().__init__(parent)
        self.project = project
        self.stamps: dict[str, dict | None] = {}
        self._task: stamps.Look | None = None
        self._meanwhile: dict[str, dict | None] = {}
        self._signals, self._of_task, self._of_layers = Connections(), Connections(), Connections()
        self._soon, self._often = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._often.setInterval(EVERY_MS)
        self._awake = False

    def start(self) -> None:
        """Listen to the project."""
        self._signals.add(self._soon.timeout, self.due.emit)
        self._signals.add(self._often.timeout, self._on_often)
        self._signals.add(self.project.layersAdded, self._on_changed)
        self._signals.add(self.project.layersRemoved, self._on_changed)

    def stop(self) -> None:
        """Look no more."""
        self._soon.stop()
        self._often.stop()
        self._signals.drop()
        self._of_layers.drop()
        self._cancel()

    def set_awake(self, awake: bool) -> None:
        """Say whether anybody wants to know; files are looked at for nobody else."""
        self._awake = awake
        if awake:
            self._often.start()
        else:
            self._often.stop()

    def soon(self) -> None:
        """Look again after a moment."""
        self._soon.start()

    def forget(self) -> None:
        """Know nothing any more."""
        self._cancel()
        self.stamps = {}

    def know(self, found: Mapping[str, dict | None]) -> None:
        """Take over what somebody else has seen; it is newer than what is being looked at just now."""
        self.stamps.update(found)
        self._meanwhile.update(found)

    def look(self, references: Iterable[str], hints: Mapping[str, list[dict]]) -> None:
        """Look at *references*; whatever was being looked at is out of date."""
        self._cancel()
        wanted = list(dict.fromkeys(references))
        self._listen(wanted)
        if not wanted:
            self.stamps = {}
            self.seen.emit()
            return
        hints = {key: [*hints.get(key, []), *filter(None, [self.stamps.get(key)])] for key in wanted}
        self._meanwhile = {}
        self._task = jobs.look_for(wanted, hints, self.project, thorough=False)
        self._of_task.add(self._task.taskCompleted, self._on_seen)
        self._of_task.add(self._task.taskTerminated, self._on_not_seen)
        QgsApplication.taskManager().addTask(self._task)

    def _listen(self, wanted: list[str]) -> None:
        """Hear of edits of layers that have no file."""
        self._of_layers.drop()
        for reference in wanted:
            layer = places.layer_of(reference, self.project) if reference.startswith(LAYER) else None
            if isinstance(layer, QgsVectorLayer):
                self._of_layers.add(layer.layerModified, self._on_changed)
                self._of_layers.add(layer.dataChanged, self._on_changed)

    # methods, not lambdas nor signals: PyQt would keep those, and us with them, as long as the layer lives

    def _on_changed(self, *_what) -> None:
        if self._awake:
            self._soon.start()

    def _on_often(self) -> None:
        if self._task is None and not self._soon.isActive():
            self.due.emit()

    def _on_seen(self) -> None:
        task, self._task = self._task, None
        self._of_task.drop()
        self.stamps = {**task.found, **self._meanwhile}
        self.seen.emit()

    def _on_not_seen(self) -> None:
        # the user cancelled it, or a file defied reading: what is known stays
        self._task = None
        self._of_task.drop()
        self.seen.emit()

    def _cancel(self) -> None:
        self._of_task.drop()
        task, self._task = self._task, None
        if task is not None and task.isActive():
            task.cancel()
