"""What the layer of zones holds, read off the interface thread, once for all tabs."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsApplication, QgsProcessingContext, QgsTask, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import Cancelled, ScienceError
from ...core.zoning.unitrows import UnitRows
from ...toolbelt.translation import sentences, translate
from ...toolbelt.zonelayers import Reader
from ..connections import Connections
from .zones import Zones

PATIENCE_MS = 400  # a burst of edits is one reason to read, not many


class ReadTask(QgsTask):
    """Reads a layer, or something about it, off the interface thread; made and finished in the main thread.

    What is read belongs to the task: it does not say that it depends on the layer, because QGIS closes no
    project with such layers.

    Parameters
    ----------
    reader
        Has ``read(progress)``.
    title
        What it is called among the tasks; where not given, a count of the classes.

    Signals
    -------
    done
        The rows, when the layer was read to its end.
    failed
        The reason, when it could not be read, or when the user cancelled the task in the list of QGIS.
    """

    done = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, layer: QgsVectorLayer, reader: Reader, title: str = ""):
        # a reading that nobody asked for by hand deserves no message when it ends, nor when QGIS is left
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent | QgsTask.Flag.CancelWithoutPrompt
        counting = translate("CountTask", "Counting the classes of {layer}").format(layer=layer.name())
        super().__init__(title or counting, flags)
        self._reader = reader
        self._rows: UnitRows | None = None
        self._fault = ""

    def run(self) -> bool:
        """In the worker thread: an exception must not leave, it would end QGIS."""
        try:
            self._rows = self._reader.read(self._progress)
        except Cancelled:
            return False
        except ScienceError as error:
            self._fault = sentences(error)
            return False
        except Exception as error:
            self._fault = f"{type(error).__name__}: {error}"
            return False
        return True

    def finished(self, result: bool) -> None:
        """In the main thread."""
        if result:
            self.done.emit(self._rows)
        else:
            self.failed.emit(self._fault or translate("CountTask", "it was cancelled"))

    def _progress(self, fraction: float) -> None:
        if self.isCanceled():
            raise Cancelled
        self.setProgress(100.0 * fraction)


class Reading(QObject):
    """The rows of the layer of zones, read again whenever they may be wrong and somebody looks.

    Attributes
    ----------
    rows
        What was read; None as long as nothing is known.
    described
        Sentence about where the areas come from.
    place
        Field that names administrative units, read along; empty for none.
    within
        The administrative unit that is looked at alone; empty for all.

    Signals
    -------
    changed
        `rows` are others, or gone.
    filtered
        `within` is another.
    progress
        Per cent; negative when nothing is being read.
    failed
        Why the layer could not be read.
    """

    changed = pyqtSignal()
    filtered = pyqtSignal()
    progress = pyqtSignal(float)
    failed = pyqtSignal(str)

    def __init__(self, zones: Zones, parent: QObject | None = None):
        super().__init__(parent)
        self.zones = zones
        self.rows: UnitRows | None = None
        self.described = ""
        self.place = self.within = ""
        self._wanted = False
        self._fresh = False
        self._task: ReadTask | None = None
        self._signals, self._of_task = Connections(), Connections()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self._read)

    def start(self) -> None:
        """Listen to the layer."""
        self._signals.add(self.zones.chosen, self._on_chosen)
        self._signals.add(self.zones.outdated, self.refresh)

    def stop(self) -> None:
        """Read nothing any more."""
        self._soon.stop()
        self._signals.drop()
        self._cancel()

    def want(self, wanted: bool) -> None:
        """Say whether anybody looks at what is read; nothing is read for nobody."""
        self._wanted = wanted
        if wanted and not self._fresh and self._task is None and not self._soon.isActive():
            self._read()

    def refresh(self) -> None:
        """Read again soon; what is known stays shown until then."""
        self._fresh = False
        self._soon.start()

    def set_place(self, field: str) -> None:
        """Read this field of administrative units along; empty for none."""
        if field != self.place:
            self.place = field
            self._read()

    def look_within(self, name: str) -> None:
        """Look at one administrative unit alone; at all where *name* is empty."""
        if name != self.within:
            self.within = name
            self.filtered.emit()

    def kept(self) -> np.ndarray:
        """Which of the `rows` are looked at."""
        return self.rows.within(self.within or None)

    def state(self) -> dict:
        """What the project is to remember."""
        return {"place": self.place, "within": self.within}

    def restore(self, state: dict) -> None:
        """Look again within the administrative unit that the project remembers."""
        place, within = (str(state.get(key, "")) for key in ("place", "within"))
        self.within = within
        if place != self.place:
            self.place = place
            self._read()

    def _on_chosen(self) -> None:
        self._soon.stop()
        self._cancel()
        self.rows, self.place, self.within, self._fresh = None, "", "", False
        self.changed.emit()
        self._read()

    def _read(self) -> None:
        """Start to read, unless nobody looks; whatever runs already is out of date."""
        self._cancel()
        self._fresh = False
        layer = self.zones.layer()
        if layer is None or not self._wanted:
            return
        context = QgsProcessingContext()
        context.setProject(self.zones.project)
        try:
            reader = Reader(layer, self.zones.fields(), context, self.place)
        except ScienceError as error:
            self._on_failed(sentences(error))
            return
        self.described = reader.described
        task = ReadTask(layer, reader)
        self._of_task.add(task.progressChanged, self.progress.emit)
        self._of_task.add(task.done, self._on_done)
        self._of_task.add(task.failed, self._on_failed)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _cancel(self) -> None:
        self._of_task.drop()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        self.progress.emit(-1.0)

    def _on_done(self, rows: UnitRows) -> None:
        self._task, self._fresh, self.rows = None, True, rows
        self.progress.emit(-1.0)
        self.changed.emit()

    def _on_failed(self, reason: str) -> None:
        # until the layer changes there is no use in trying again
        self._task, self._fresh, self.rows = None, True, None
        self.progress.emit(-1.0)
        self.changed.emit()
        self.failed.emit(translate("ZoneDock", "The layer could not be read: {reason}").format(reason=reason))
