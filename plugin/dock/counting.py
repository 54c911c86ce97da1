"""The count of a layer as a background task of QGIS."""

from __future__ import annotations

from qgis.core import QgsTask, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal

from ...core.errors import Cancelled
from ...core.zoning.tally import Amount
from ...toolbelt.translation import translate
from ...toolbelt.zonelayers import Reader


class CountTask(QgsTask):
    """Counts a layer off the interface thread; made and finished in the main thread.

    Signals
    -------
    counted
        Amounts by code, when the layer was read to its end.
    failed
        The reason, when it could not be read; nothing is emitted on cancel.
    """

    counted = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, layer: QgsVectorLayer, reader: Reader):
        # silent: a count that nobody asked for by hand deserves no message when it ends
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent
        super().__init__(
            translate("CountTask", "Counting the classes of {layer}").format(layer=layer.name()), flags
        )
        self.setDependentLayers([layer])
        self._reader = reader
        self._found: dict[str | None, Amount] = {}
        self._fault = ""

    def run(self) -> bool:
        """In the worker thread: an exception must not leave, it would end QGIS."""
        try:
            self._found = self._reader.read(self._progress)
        except Cancelled:
            return False
        except Exception as error:
            self._fault = f"{type(error).__name__}: {error}"
            return False
        return True

    def finished(self, result: bool) -> None:
        """In the main thread."""
        if result:
            self.counted.emit(self._found)
        elif self._fault:
            self.failed.emit(self._fault)

    def _progress(self, fraction: float) -> None:
        if self.isCanceled():
            raise Cancelled
        self.setProgress(100.0 * fraction)
