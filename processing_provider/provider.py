"""The provider: who we are, and the algorithms of one visible tuple."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..toolbelt import about
from ..toolbelt.translation import translate
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
