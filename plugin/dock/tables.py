"""How the panel's tables look and listen: cells keep their colour when marked, keys reach them first."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QEvent, QObject, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeySequence, QPen
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from . import words
from .grid import CENTRE, OUTLINE, RAW, Grid


class ZoneCell(QStyledItemDelegate):
    """Draws a sub-zone as the map does, fill by class and border by space; a mark is a frame, not a fill.

    So the colour of a marked cell can still be compared with the map.
    """

    def paint(self, painter, option, index):
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None and ground.style() == Qt.BrushStyle.TexturePattern:
            self._paint_word(painter, option, index)
        frames = [index.data(OUTLINE)]
        if marked:
            frames = [QPen(words.ink(option.palette)), QPen(option.palette.base().color())]
        width = max(2, 2 * option.fontMetrics.lineWidth())
        painter.save()
        for number, frame in enumerate(frames):
            if frame is None:
                continue
            pen = QPen(frame)
            pen.setWidth(width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            edge = number * width + width // 2
            painter.drawRect(QRect(option.rect).adjusted(edge, edge, -edge - 1, -edge - 1))
        painter.restore()

    @staticmethod
    def _paint_word(painter, option, index) -> None:
        """Write the figure again on a plain ground: over a pattern it cannot be read."""
        text = str(index.data() or "")
        place = option.fontMetrics.boundingRect(option.rect, CENTRE, text).adjusted(-3, 0, 3, 0)
        painter.save()
        painter.fillRect(place, QColor(255, 255, 255))
        painter.setPen(QColor(0, 0, 0))
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class Keys(QObject):
    """Takes Enter, Space, Escape and Copy for a table before QGIS's own shortcuts of the same keys do."""

    picked = pyqtSignal()
    toggled = pyqtSignal()
    cleared = pyqtSignal()
    copied = pyqtSignal()

    def eventFilter(self, _watched, event):
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        signal = self._signal(event)
        if signal is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            signal.emit()
        return True

    def _signal(self, event):
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copied
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.picked
        if event.key() == Qt.Key.Key_Space:
            return self.toggled
        return self.cleared if event.key() == Qt.Key.Key_Escape else None


class ZoneTable(QTableView):
    """A table at least as wide as its figures, as high as its rows; more than `MOST_ROWS` scroll."""

    MOST_ROWS = 8
    LEAST_LETTERS, LETTERS = 12, 32  # of the words of a list

    def __init__(self, parent=None):
        super().__init__(parent)
        self._least = self._wanted = 0
        self._cells, self._lines = ZoneCell(self), QStyledItemDelegate(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # as wide as it must be; bars that come and go with each other's room would never settle
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_matrix(self, grid: Grid) -> None:
        """Show a grid of cells that are all alike: equal columns."""
        self.setModel(grid)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(True)
        self.setItemDelegate(self._cells)
        self.verticalHeader().setVisible(True)
        header = self.horizontalHeader()
        words = [header.sectionSizeHint(column) for column in range(grid.columnCount())]
        widest = max(*self._figure_widths(), *words)
        header.setMinimumSectionSize(widest)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._set_widths(widest * grid.columnCount(), widest * grid.columnCount())
        self._set_rows(1.6)

    def show_list(self, grid: Grid) -> None:
        """Show lines: the words take the room that the figures leave."""
        self.setModel(grid)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setItemDelegate(self._lines)
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(-1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        figures = sum(self._figure_widths())
        self._set_widths(figures + self.LEAST_LETTERS * letter, figures + self.LETTERS * letter)
        self._set_rows(1.2)

    def sizeHint(self):
        return QSize(self._wanted, self._height())

    def minimumSizeHint(self):
        return QSize(self._least, self._height())

    def _figure_widths(self) -> list[int]:
        """Widths in pixels that the figures of the columns need; a column of words has no figures."""
        first = 1 if self.verticalHeader().isHidden() else 0
        return [self.sizeHintForColumn(column) + 1 for column in range(first, self.model().columnCount())]

    def _set_widths(self, least: int, wanted: int) -> None:
        edge = 0 if self.verticalHeader().isHidden() else self.verticalHeader().sizeHint().width()
        # a letter to spare: style sheets of dark themes pad the header by what no hint tells
        edge += 2 * self.frameWidth() + self.fontMetrics().averageCharWidth()
        self._least, self._wanted = least + edge, wanted + edge

    def _set_rows(self, lines: float) -> None:
        """Row heights in lines of text, so that they grow with the user's font."""
        scrolls = self.model().rowCount() > self.MOST_ROWS
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOn if scrolls else policies.ScrollBarAlwaysOff
        )
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * lines))
        self.updateGeometry()

    def _height(self) -> int:
        if self.model() is None:
            return 0
        rows = min(self.model().rowCount(), self.MOST_ROWS)
        header = self.horizontalHeader().sizeHint().height()
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()


def texts(table: QTableView) -> list[list[str]]:
    """Headers and cells of a table as texts, figures in full precision and with a decimal point."""
    model = table.model()
    columns = range(model.columnCount())
    down = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    across = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    rows = [across if not any(down) else ["", *across]]
    for row, name in enumerate(down):
        cells = [_text(model.index(row, column).data(RAW)) for column in columns]
        rows.append(cells if name is None else [name.replace("\n", " "), *cells])
    return rows


def cell_text(model, index) -> str:
    """A cell as `texts` has it."""
    return _text(model.data(index, RAW))


def _text(value) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return str(value)
