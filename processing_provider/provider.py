"""The provider: who we are, and the algorithms of one visible tuple."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..toolbelt import about
from ..toolbelt.translation import translate
from . import models
from .algorithms import ALGORITHMS


class Provider(QgsProcessingProvider):
    """Processing provider ``cpzoning``."""

    def id(self):
        return about.PROVIDER_ID

    def name(self):
        return translate("Provider", "Carbon & Pollution Zoning")

    def longName(self):
        return self.name()

    def versionInfo(self):
        return about.version()

    def icon(self):
        return QIcon(about.icon_path("plugin"))

    def svgIconPath(self):
        return about.icon_path("plugin")

    def loadAlgorithms(self):
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        for model in models.models():
            self.addAlgorithm(model)

    def load(self):
        QgsApplication.processingRegistry().providerAdded.connect(self._complete)
        return super().load()

    def unload(self):
        registry = QgsApplication.processingRegistry()
        # when QGIS ends, the registry may be gone before its providers
        if registry is not None:
            registry.providerAdded.disconnect(self._complete)
        super().unload()

    def _complete(self, identifier: str) -> None:
        """Read models again: their steps can be looked up only when the provider is registered."""
        if identifier == self.id():
            for name in models.MODELS:
                model = self.algorithm(name)
                if model is not None:
                    model.read()
