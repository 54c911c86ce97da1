"""The help window: what the plugin is, its steps in order, and what this QGIS has for them."""

from __future__ import annotations

import html

from qgis.core import Qgis, QgsProcessingProvider
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ..processing_provider import checks
from ..toolbelt import about, help
from ..toolbelt.translation import language, translate
from .menus import in_order

STEP = "step"
OPTIONAL = ("pandas", "scipy", "matplotlib")


class Guide(QDialog):
    """Help and about; stays open beside the map.

    Signals
    -------
    stepChosen
        Id of an algorithm whose name was clicked.
    """

    stepChosen = pyqtSignal(str)  # noqa: N815  spelt as Qt spells signals

    def __init__(self, provider: QgsProcessingProvider, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("CpzoningGuide")
        self.setWindowTitle(translate("Guide", "Carbon & Pollution Zoning: help and about"))
        self.browser = QTextBrowser(self)
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.setHtml(page(provider))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        layout.addWidget(buttons)
        # some 90 letters wide and 40 lines high, whatever the font and the scale of the screen
        self.resize(90 * self.fontMetrics().averageCharWidth(), 40 * self.fontMetrics().lineSpacing())
        self.setWindowModality(Qt.WindowModality.NonModal)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == STEP:
            self.stepChosen.emit(url.path())
        else:
            QDesktopServices.openUrl(url)


def page(provider: QgsProcessingProvider) -> str:
    """The text of the window as HTML."""
    metadata = about.metadata()
    local = "[zh_CN]" if language() == "zh" else ""
    name, description = (metadata.get(f"{key}{local}", metadata[key]) for key in ("name", "description"))
    parts = [
        f"<h2>{html.escape(name)} {html.escape(about.version())}</h2>",
        f"<p>{html.escape(description)}</p>",
        f"<h3>{translate('Guide', 'The steps')}</h3>",
        "<p>"
        + translate(
            "Guide",
            "Each step is an algorithm of the Processing toolbox; what one gives is what the next one takes. "
            "Click a name to open it.",
        )
        + "</p>",
        *_steps(provider),
        f"<h3>{translate('Guide', 'The panel')}</h3>",
        "<p>"
        + translate(
            "Guide",
            "The zoning panel counts the units and areas of the zones of a layer. Click a cell to see its "
            "zones alone on the map, double-click it to select them and zoom to them, press Escape to see "
            "everything again.",
        )
        + "</p>",
        f"<h3>{translate('Guide', 'This installation')}</h3>",
        *_installation(),
    ]
    return "".join(parts)


def _steps(provider: QgsProcessingProvider) -> list[str]:
    lines, group = [], None
    for algorithm in in_order(provider):
        if algorithm.groupId() != group:
            group = algorithm.groupId()
            lines.append(f"<p><b>{html.escape(algorithm.group())}</b></p>")
        first = help.texts(algorithm.name()).get("ALG_DESC", "").split("<br>")[0]
        name = html.escape(algorithm.displayName())
        lines.append(
            f'<p style="margin-left: 1em"><a href="{STEP}:{algorithm.name()}">{name}</a><br>{first}</p>'
        )
    return lines


def _installation() -> list[str]:
    lacking = checks.missing_packages(OPTIONAL)
    there = ", ".join(name for name in OPTIONAL if name not in lacking)
    homepage = html.escape(about.metadata()["homepage"], quote=True)
    lines = [translate("Guide", "QGIS {version}").format(version=Qgis.version())]
    if there:
        lines.append(translate("Guide", "Python packages that are there: {names}").format(names=there))
    if lacking:
        lines.append(
            translate(
                "Guide", "Not there: {names}. The steps that need them say so and tell how to get them."
            ).format(names=", ".join(lacking))
        )
    lines.append(
        translate("Guide", "Free software under the GNU General Public License, version 2 or later.")
    )
    lines.append(f'<a href="{homepage}">{homepage}</a>')
    return [f"<p>{'<br>'.join(lines)}</p>"]
