"""The view of the tab Workflow: inputs and steps as one list, their state, and the buttons."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSignalBlocker, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QFileDialog,
    QLabel,
    QMenu,
    QProgressBar,
    QToolBar,
    QToolButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...toolbelt.translation import translate
from .worklist import WorkList

JSON = "*.json"


class WorkflowView(QWidget):
    """The list of inputs and steps with its toolbar, the reason of the state, and the progress.

    Signals
    -------
    ticked
        A step and whether it belongs to the chain.
    typed
        An input and the value that was typed.
    opened
        ``input`` or ``step`` and its id: Enter or a double click.
    asked
        The same and the place on the screen: the context menu is wanted.
    """

    ticked = pyqtSignal(str, bool)
    typed = pyqtSignal(str, str)
    opened = pyqtSignal(str, str)
    asked = pyqtSignal(str, str, object)

    def __init__(self, parent: QWidget | None = None, icon_size: QSize | None = None):
        super().__init__(parent)
        self.setObjectName("CpzoningWorkflow")
        self.bar = QToolBar(self)
        if icon_size is not None:
            self.bar.setIconSize(icon_size)
        self._make_actions()
        self.list = WorkList(self)
        self.list.itemChanged.connect(self._on_changed)
        self.list.chosen.connect(self._on_opened)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.reason = QLabel(self)
        self.reason.setObjectName("workflowReason")
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        _explain(self.reason, translate("Workflow", "Why the chosen step or input is as it is"))
        self.progress = QProgressBar(self)
        self.progress.setObjectName("workflowProgress")
        self.progress.setRange(0, 100)
        _explain(self.progress, translate("Workflow", "How far the run is, over all its steps"))
        self.place = QLabel(self)
        self.place.setObjectName("workflowPlace")
        self.place.setWordWrap(True)
        _explain(self.place, translate("Workflow", "Where results are written"))
        layout = QVBoxLayout(self)
        edges = layout.contentsMargins()
        layout.setContentsMargins(edges.left(), 0, edges.right(), edges.bottom())
        layout.addWidget(self.bar)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.reason)
        layout.addWidget(self.progress)
        layout.addWidget(self.place)
        self.show_running(False)

    def _make_actions(self) -> None:
        self.run_action = self._action(
            "Run",
            _theme("/mActionStart.svg"),
            translate("Workflow", "Run the whole chain"),
            translate("Workflow", "Run all ticked steps that are not done or outdated, in the background"),
        )
        self.from_action = self._action(
            "RunFrom",
            _theme("/mActionPlay.svg"),
            translate("Workflow", "Run from here"),
            translate("Workflow", "Run the chosen step again, with what it waits for and all that follows"),
        )
        self.cancel_action = self._action(
            "Cancel",
            _theme("/mTaskCancel.svg"),
            translate("Workflow", "Cancel"),
            translate("Workflow", "Stop the run; what is done stays done, nothing is left half written"),
        )
        self.bar.addSeparator()
        self.open_action = self._action(
            "Open",
            _theme("/processingAlgorithm.svg"),
            translate("Workflow", "Open the dialog…"),
            translate("Workflow", "Open the dialog of the chosen step, filled with earlier results (Enter)"),
        )
        self.refresh_action = self._action(
            "Refresh",
            _theme("/mActionRefresh.svg"),
            translate("Workflow", "Look again"),
            translate("Workflow", "Look again which inputs and results are there and have changed (F5)"),
        )
        self.refresh_action.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self.refresh_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.refresh_action)
        self.bar.addSeparator()
        self._make_menu()

    def _make_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("CpzoningWorkflowMenu")
        menu.setToolTipsVisible(True)
        self.practice_action = self._entry(
            menu,
            "Practice",
            translate("Workflow", "Fill with the practice county"),
            translate("Workflow", "Give the sample data of the plugin to all steps; then run the chain"),
        )
        menu.addSeparator()
        self.load_action = self._entry(
            menu,
            "Load",
            translate("Workflow", "Load a set-up…"),
            translate("Workflow", "Take over inputs, steps and parameters from a file of a colleague"),
        )
        self.save_action = self._entry(
            menu,
            "Save",
            translate("Workflow", "Save the set-up as…"),
            translate("Workflow", "Write inputs, steps and parameters, with relative paths, to a small file"),
        )
        self.folder_action = self._entry(
            menu,
            "Folder",
            translate("Workflow", "Folder of the results…"),
            translate("Workflow", "Choose where results are written; usually beside the project"),
        )
        menu.addSeparator()
        self.reset_action = self._entry(
            menu,
            "Reset",
            translate("Workflow", "Reset"),
            translate("Workflow", "Forget inputs, parameters and results; files and layers stay"),
        )
        self.undo_action = self._entry(
            menu,
            "Undo",
            translate("Workflow", "Back to the former set-up"),
            translate("Workflow", "Have back what was replaced by the practice county, a file or a reset"),
        )
        self.menu_button = QToolButton(self.bar)
        self.menu_button.setObjectName("workflowMenuButton")
        self.menu_button.setIcon(_theme("/mActionOptions.svg"))
        self.menu_button.setText(translate("Workflow", "Set-up"))
        self.menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.setMenu(menu)
        _explain(self.menu_button, translate("Workflow", "Practice county, load, save, folder, reset"))
        self.bar.addWidget(self.menu_button)

    def _action(self, name: str, icon: QIcon, text: str, tip: str) -> QAction:
        action = self._named(QAction(icon, text, self), name, tip)
        self.bar.addAction(action)
        self.bar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return action

    def _entry(self, menu: QMenu, name: str, text: str, tip: str) -> QAction:
        return self._named(menu.addAction(text), name, tip)

    @staticmethod
    def _named(action: QAction, name: str, tip: str) -> QAction:
        action.setObjectName(f"CpzoningWorkflow{name}")
        action.setToolTip(tip)
        action.setWhatsThis(tip)
        return action

    def show_running(self, running: bool) -> None:
        """Show the progress and what can be done while a run goes on; or what else can."""
        self.progress.setVisible(running)
        self.cancel_action.setEnabled(running)
        for action in (self.practice_action, self.load_action, self.reset_action, self.folder_action):
            action.setEnabled(not running)

    def show_progress(self, percent: float) -> None:
        """Show how far the run is, also while QGIS stands still."""
        self.progress.setValue(round(percent))
        self.progress.repaint()

    def show_place(self, text: str) -> None:
        """Say where results go."""
        self.place.setText(text)

    def say(self, text: str) -> None:
        """Tell why something is as it is."""
        self.reason.setText(text)

    def current(self) -> tuple[str, str]:
        """``input`` or ``step`` and the id of what is chosen; empty texts where nothing is."""
        return self.list.key(self.list.currentItem())

    # asking; files are asked for by QGIS's usual dialogs

    def ask_file(self, title: str, filters: str = "") -> str:
        """A file that is there; empty where the user thinks better of it."""
        return QFileDialog.getOpenFileName(self, title, "", filters)[0]

    def ask_new_file(self, title: str, suggestion: str) -> str:
        """A file to write."""
        return QFileDialog.getSaveFileName(self, title, suggestion, JSON)[0]

    def ask_folder(self, title: str, start: str) -> str:
        """A folder."""
        return QFileDialog.getExistingDirectory(self, title, start)

    # what the list says

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        kind, name = self.list.key(item)
        if kind == "step" and column == 0:
            self.ticked.emit(name, item.checkState(0) == Qt.CheckState.Checked)
        elif kind == "input" and column == 1:
            self.typed.emit(name, item.text(1).strip())

    def _on_opened(self, item: QTreeWidgetItem) -> None:
        kind, name = self.list.key(item)
        if kind == "input" and self.list.is_typed(item):
            self.list.editItem(item, 1)
        elif kind:
            self.opened.emit(kind, name)

    def _on_menu(self, position) -> None:
        item = self.list.itemAt(position) or self.list.currentItem()
        kind, name = self.list.key(item)
        if kind:
            self.list.setCurrentItem(item)
            self.asked.emit(kind, name, self.list.below(item))

    def open_current(self) -> None:
        """As Enter does: open the dialog of the chosen step, or choose the input."""
        item = self.list.currentItem()
        if item is not None:
            self._on_opened(item)

    def quietly(self) -> QSignalBlocker:
        """As long as it lives, the list can be filled without telling anybody."""
        return QSignalBlocker(self.list)


def _explain(widget: QWidget, text: str) -> None:
    """Help of a control: on hovering, by Shift+F1, and for screen readers."""
    widget.setToolTip(text)
    widget.setWhatsThis(text)
    widget.setAccessibleName(text)


def _theme(name: str) -> QIcon:
    return QgsApplication.getThemeIcon(name)
