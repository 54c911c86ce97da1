"""The frame of the zoning panel: which layer, and the tabs about it; it knows no tab by name."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis
from qgis.gui import QgsDockWidget
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from ...toolbelt.translation import translate
from .tab import Tab

FORM = Path(__file__).with_name("dock.ui")


class Form(QWidget):
    """The inside of the panel, as wide as the matrix wants it even before there is one."""

    LETTERS = 58

    def sizeHint(self):
        return super().sizeHint().expandedTo(QSize(self.LETTERS * self.fontMetrics().averageCharWidth(), 0))


class Page(QScrollArea):
    """A tab's view; it scrolls up and down on a low screen, never sideways."""

    LEAST_LINES = 12

    def __init__(self, view: QWidget, parent: QWidget):
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(view)

    def eventFilter(self, watched, event):
        # a scroll area keeps to itself that what is in it has become wider
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self):
        return self.widget().sizeHint()

    def minimumSizeHint(self):
        least = self.widget().minimumSizeHint()
        room = self.LEAST_LINES * self.fontMetrics().lineSpacing()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(least.width() + bar, min(least.height(), room))


class ZoneDock(QgsDockWidget):
    """The panel.

    Signals
    -------
    turned
        The user chose another tab.
    """

    turned = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(translate("ZoneDock", "Carbon & Pollution Zones"), parent)
        self.setObjectName("CpzoningDock")
        self.ui = uic.loadUi(str(FORM), Form(self), __package__)
        self.setWidget(self.ui)
        self.ui.layerBox.setFilters(Qgis.LayerFilter.VectorLayer)
        self._tabs: list[Tab] = []
        self._pages: list[Page] = []
        self.ui.tabBar.currentChanged.connect(self._on_turned)
        self.ui.chainButton.clicked.connect(self._on_chain)

    def add_tab(self, tab: Tab) -> None:
        """Add a tab as the last one."""
        page = Page(tab.view, self.ui.pages)
        tab.view.setObjectName(tab.view.objectName() or f"CpzoningTab_{tab.ID}")
        self._tabs.append(tab)
        self._pages.append(page)
        self.ui.pages.addWidget(page)
        place = self.ui.tabBar.addTab(tab.title())
        self.ui.tabBar.setTabToolTip(place, tab.tip())

    def tabs(self) -> list[Tab]:
        """The tabs in their order."""
        return list(self._tabs)

    def tab(self, name: str) -> Tab:
        """The tab of this id."""
        return next(tab for tab in self._tabs if name == tab.ID)

    def current(self) -> Tab | None:
        """The tab that is chosen."""
        place = self.ui.tabBar.currentIndex()
        return self._tabs[place] if 0 <= place < len(self._tabs) else None

    def turn_to(self, name: str) -> None:
        """Choose the tab of this id; a name of no tab changes nothing."""
        names = [tab.ID for tab in self._tabs]
        if name in names:
            self.ui.tabBar.setCurrentIndex(names.index(name))

    def show_page(self, has_zones: bool) -> None:
        """Show the chosen tab, or, where it needs zones and there are none, what to do about that."""
        place = self.ui.tabBar.currentIndex()
        if place < 0:
            return
        needs = self._tabs[place].NEEDS_ZONES
        self.ui.layerRow.setVisible(needs and has_zones)
        page = self._pages[place] if has_zones or not needs else self.ui.emptyPage
        self.ui.pages.setCurrentWidget(page)

    def _on_chain(self, _checked: bool = False) -> None:
        self.turn_to("workflow")

    def _on_turned(self, _place: int) -> None:
        self.turned.emit()
