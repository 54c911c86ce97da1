"""The view of the tab Diagram: the plane of exceedances, the thresholds, and what they would change."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSignalBlocker, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ...toolbelt.translation import translate
from . import plot, tables
from .grid import Grid

DECIMALS = 3


class DiagramView(QWidget):
    """The diagram with its boxes and its table.

    Signals
    -------
    thresholds_set
        Both thresholds were typed or stepped.
    """

    thresholds_set = pyqtSignal(float, float)

    def __init__(self, parent: QWidget | None = None, icon_size: QSize | None = None):
        super().__init__(parent)
        self.setObjectName("CpzoningDiagram")
        self.bar = QToolBar(self)
        if icon_size is not None:
            self.bar.setIconSize(icon_size)
        self._make_actions()
        self.plot = plot.Plot(self)
        self.plot.setObjectName("diagramPlot")
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.plot.setAccessibleName(translate("Diagram", "Units by their exceedance of carbon and pollution"))
        self.plot.setToolTip(
            translate(
                "Diagram",
                "Drag over points to select their units, with Ctrl to add them. Drag a coloured line, or "
                "use the arrow keys (finer with Shift), to try another threshold. Wheel, + and − zoom, the "
                "middle button moves, Home shows everything, Escape clears the selection.",
            )
        )
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.table = tables.ZoneTable(self)
        self.table.setAccessibleName(translate("Diagram", "Units and areas by class, now and then"))
        self.table.setToolTip(
            translate("Diagram", "Now: by the present thresholds. Then: by those that are tried.")
        )
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.show_message("")

    def _make_actions(self) -> None:
        def action(name: str, icon: str, text: str):
            made = self.bar.addAction(QgsApplication.getThemeIcon(icon), text)
            made.setObjectName(f"CpzoningDiagram{name}")
            return made

        self.fit_action = action("Fit", "/mActionZoomFullExtent.svg", translate("Diagram", "Show all units"))
        self.zoom_action = action(
            "Zoom", "/mActionZoomToSelected.svg", translate("Diagram", "Zoom the map to the selected units")
        )
        self.clear_action = action(
            "Clear", "/mActionDeselectAll.svg", translate("Diagram", "Clear the selection")
        )
        self.bar.addSeparator()
        self.changed_action = action(
            "Changed", "/mActionSelectAll.svg", translate("Diagram", "Select the units that change class")
        )
        self.reset_action = action(
            "Reset", "/mActionUndo.svg", translate("Diagram", "Back to the present thresholds")
        )

    def _lay_out(self) -> None:
        self.carbon_box = self._threshold_box("carbonBox", translate("Diagram", "Strong threshold of carbon"))
        self.pollution_box = self._threshold_box(
            "pollutionBox", translate("Diagram", "Strong threshold of pollution")
        )
        self.apply_button = QPushButton(translate("Diagram", "&Apply…"), self)
        self.apply_button.setObjectName("applyButton")
        self.apply_button.setToolTip(
            translate(
                "Diagram",
                "Open the six-class zoning, filled as it was run for this layer, with these thresholds; for "
                "layers of six classes, not for pieces of sub-zones",
            )
        )
        row = QHBoxLayout()
        for text, box in (("τ &C", self.carbon_box), ("τ &P", self.pollution_box)):
            label = QLabel(text, self)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
        row.addWidget(self.apply_button)
        self.diagram = QWidget(self)
        inside = QVBoxLayout(self.diagram)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.bar)
        inside.addWidget(self.plot, 1)
        inside.addLayout(row)
        inside.addWidget(self.table)
        inside.addWidget(self.summary)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.diagram)
        self.pages.addWidget(self.message)
        layout = QVBoxLayout(self)
        edges = layout.contentsMargins()
        layout.setContentsMargins(edges.left(), 0, edges.right(), edges.bottom())
        layout.addWidget(self.pages)
        for first, second in (
            (self.plot, self.carbon_box),
            (self.carbon_box, self.pollution_box),
            (self.pollution_box, self.apply_button),
            (self.apply_button, self.table),
        ):
            self.setTabOrder(first, second)

    def _threshold_box(self, name: str, tip: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setObjectName(name)
        box.setDecimals(DECIMALS)
        box.setRange(10.0**-DECIMALS, 1e6)
        box.setSingleStep(plot.STEP)
        box.setToolTip(tip)
        box.setAccessibleName(tip)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(
            lambda _: self.thresholds_set.emit(self.carbon_box.value(), self.pollution_box.value())
        )
        return box

    def show_message(self, text: str) -> None:
        """Show the diagram or, where there is a *text*, why there is none."""
        self.message.setText(text)
        self.pages.setCurrentWidget(self.message if text else self.diagram)

    def show_thresholds(self, tau_c: float, tau_p: float) -> None:
        """Put the thresholds into the boxes without telling anybody."""
        for box, value in ((self.carbon_box, tau_c), (self.pollution_box, tau_p)):
            with QSignalBlocker(box):
                box.setValue(value)

    def show_changes(self, grid: Grid, text: str, changes: bool) -> None:
        """Show the classes now and then, a sentence about what changes, and whether anything does."""
        old = self.table.model()
        self.table.show_list(grid)
        if old is not None:
            old.deleteLater()
        self.summary.setText(text)
        self.changed_action.setEnabled(changes)

    def threshold_texts(self) -> tuple[str, str]:
        """Both thresholds as they are shown."""
        return self.carbon_box.text(), self.pollution_box.text()
