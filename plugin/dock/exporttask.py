"""An export, or a look at one, in the background."""

from __future__ import annotations

import threading
from typing import Callable

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ...processing_provider.orders import Listening, Order, Outcome
from ...toolbelt.apart import Parcel


class ExportTask(QgsTask):
    """Carries out an order off the interface thread; made and finished in the main thread.

    Signals
    -------
    done
        The `Outcome`; nothing is emitted on cancel.

    Parameters
    ----------
    title
        For QGIS's list of tasks.
    work
        `orders.export` or `orders.preview`.
    order, parcel
        What it works on.
    wanted
        Whether the user is asked before QGIS is left while it runs.
    """

    done = pyqtSignal(object)

    def __init__(self, title: str, work: Callable, order: Order, parcel: Parcel, wanted: bool):
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent
        super().__init__(title, flags if wanted else flags | QgsTask.Flag.CancelWithoutPrompt)
        self._work, self._order, self._parcel = work, order, parcel
        self._outcome = Outcome()
        self._feedback = Listening()
        self._feedback.progressChanged.connect(self._on_progress)
        self._begun, self._ended = threading.Event(), threading.Event()

    def run(self) -> bool:
        """In the worker thread: an exception must not leave, it would end QGIS."""
        self._begun.set()
        try:
            self._outcome = self._work(self._order, self._parcel, self._feedback)
        except Exception as error:
            self._outcome = Outcome(fault=f"{type(error).__name__}: {error}")
        finally:
            self._ended.set()
        return not self.isCanceled()

    def finished(self, result: bool) -> None:
        """In the main thread."""
        self._parcel.close()
        if result:
            self.done.emit(self._outcome)

    def cancel(self) -> None:
        """Stop at the next step."""
        self._feedback.cancel()
        super().cancel()

    def let_end(self, seconds: float) -> None:
        """Wait until the work has stopped: what it computes with is about to go."""
        if self._begun.is_set():
            self._ended.wait(seconds)

    def _on_progress(self, percent: float) -> None:
        # of a feedback of the main thread, so that this comes through its event loop
        if not self.isCanceled():
            self.setProgress(percent)
