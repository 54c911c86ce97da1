"""The list of the tab Workflow: what the user gives, and the steps with their state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
)

from ...toolbelt import about
from ...toolbelt.translation import language, sentence, translate
from ..workflow.chain import Chain, Input
from ..workflow.states import State, Status

KEY = Qt.ItemDataRole.UserRole
ICONS = {
    State.MISSING: "/mTaskOnHold.svg",
    State.READY: "/mTaskQueued.svg",
    State.RUNNING: "/mTaskRunning.svg",
    State.DONE: "/mIconSuccess.svg",
    State.OUTDATED: "/mIconWarning.svg",
}
FAULT = "/mIconCritical.svg"
LINES = 20  # that are shown without scrolling


def states() -> dict[State, str]:
    """States in the user's words."""
    return {
        State.OFF: translate("Workflow", "left out"),
        State.MISSING: translate("Workflow", "missing"),
        State.READY: translate("Workflow", "ready"),
        State.RUNNING: translate("Workflow", "running"),
        State.DONE: translate("Workflow", "done"),
        State.OUTDATED: translate("Workflow", "outdated"),
    }


class Values(QStyledItemDelegate):
    """Lets values be typed, and nothing else."""

    def createEditor(self, parent, option, index):
        item = self.parent().itemFromIndex(index)
        if index.column() != 1 or not self.parent().is_typed(item):
            return None
        return super().createEditor(parent, option, index)


class WorkList(QTreeWidget):
    """Two heads, the steps and the inputs; a step is ticked where it belongs to the chain.

    Signals
    -------
    chosen
        Enter or a double click on an item.
    """

    chosen = pyqtSignal(QTreeWidgetItem)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setObjectName("workflowList")
        self.setColumnCount(2)
        self.setHeaderLabels([translate("Workflow", "Step or input"), translate("Workflow", "State")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(Values(self))
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        text = translate(
            "Workflow",
            "What you give and the steps of the chain. Enter or a double click chooses an input or opens the "
            "dialog of a step, the space bar takes a step in or leaves it out, the menu key shows what else "
            "can be done.",
        )
        self.setWhatsThis(text)
        self.setAccessibleName(translate("Workflow", "Inputs and steps of the workflow"))
        self.setAccessibleDescription(text)
        self.itemDoubleClicked.connect(self._on_double_click)
        self._items: dict[tuple[str, str], QTreeWidgetItem] = {}
        self._typed: set[str] = set()

    def fill(self, chain: Chain) -> None:
        """Make the items; `show_inputs` and `show_steps` say how they stand."""
        self.clear()
        self._items = {}
        heads = []
        for text in (translate("Workflow", "Steps"), translate("Workflow", "What you give")):
            head = QTreeWidgetItem(self, [text])
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            heads.append(head)
        self._typed = {one.id for one in chain.inputs if not one.is_layer}
        for one in chain.inputs:
            item = self._add(heads[1], "input", one.id, one.name.text(language()))
            item.setToolTip(0, one.help.text(language()))
            if one.id in self._typed:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        for number, step in enumerate(chain.steps, start=1):
            item = self._add(heads[0], "step", step.id, f"{number}  {step.name.text(language())}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
        for head in heads:
            head.setExpanded(True)

    def _add(self, head: QTreeWidgetItem, kind: str, name: str, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(head, [text])
        item.setData(0, KEY, [kind, name])
        self._items[kind, name] = item
        return item

    def key(self, item: QTreeWidgetItem | None) -> tuple[str, str]:
        """``input`` or ``step`` and the id of an item; empty texts for a head."""
        held = item.data(0, KEY) if item is not None else None
        return (held[0], held[1]) if held else ("", "")

    def item(self, kind: str, name: str) -> QTreeWidgetItem:
        """The item of an input or step."""
        return self._items[kind, name]

    def is_typed(self, item: QTreeWidgetItem) -> bool:
        """Whether an item is an input that is a value."""
        kind, name = self.key(item)
        return kind == "input" and name in self._typed

    def below(self, item: QTreeWidgetItem) -> QPoint:
        """Place on the screen for a menu about an item."""
        return self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft())

    def show_inputs(self, inputs: Sequence[Input], names: Mapping[str, str], gone: set[str]) -> None:
        """Show what each input is, by its name; those that are *gone* with a warning."""
        for one in inputs:
            item = self._items["input", one.id]
            text = names.get(one.id, "")
            item.setText(1, text)
            item.setIcon(1, _theme(FAULT) if one.id in gone else QIcon())
            item.setToolTip(1, text)

    def show_steps(self, found: Mapping[str, Status], faults: Mapping[str, str]) -> None:
        """Show how each step stands; a fault of its last run stands out."""
        words = states()
        for step, status in found.items():
            item = self._items["step", step]
            at_fault = step in faults and status.state in (State.READY, State.MISSING, State.OUTDATED)
            # what is missing, or outdated, is told before what came of it
            failed = at_fault and status.state == State.READY
            item.setText(1, translate("Workflow", "failed") if failed else words[status.state])
            icon = FAULT if at_fault else ICONS.get(status.state, "")
            item.setIcon(1, _theme(icon) if icon else QIcon())
            item.setToolTip(1, faults[step] if failed else "\n".join(map(sentence, status.reasons)))
            checked = Qt.CheckState.Unchecked if status.state == State.OFF else Qt.CheckState.Checked
            item.setCheckState(0, checked)

    def show_icons(self, icons: Mapping[str, str]) -> None:
        """Give the steps the icons of their algorithms."""
        for step, algorithm in icons.items():
            self._items["step", step].setIcon(0, QIcon(about.icon_path(algorithm)))

    def event(self, event):
        # QGIS's own shortcut of the key would come first
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event):
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.currentItem() is not None and self.state() != self.State.EditingState:
            self._on_double_click(self.currentItem(), 0)
            return
        super().keyPressEvent(event)

    def _on_double_click(self, item: QTreeWidgetItem, _column: int) -> None:
        if self.key(item)[0]:
            self.chosen.emit(item)
        else:
            item.setExpanded(not item.isExpanded())

    def sizeHint(self):
        line = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        return QSize(super().sizeHint().width(), (LINES + 1) * line)

    def minimumSizeHint(self):
        line = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        return QSize(super().minimumSizeHint().width(), 8 * line)


def _theme(name: str) -> QIcon:
    return QgsApplication.getThemeIcon(name)
