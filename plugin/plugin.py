"""Life-cycle of the plugin: what `initGui` makes, `unload` takes away again."""

from __future__ import annotations

from qgis.core import QgsApplication

from ..processing_provider.provider import Provider
from ..toolbelt import translation


class Plugin:
    """The plugin; QGIS makes one."""

    def __init__(self, iface):
        self.iface = iface
        self.translator = None
        self.provider = None

    def initProcessing(self):
        """Register the provider; `qgis_process` calls nothing else."""
        # parameter texts are fixed when an algorithm is made, so the translator comes first
        self.translator = translation.install()
        self.provider = Provider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        QgsApplication.processingRegistry().removeProvider(self.provider)
        self.provider = None
        if self.translator is not None:
            QgsApplication.removeTranslator(self.translator)
            self.translator = None
