"""How the panel's tables look and listen: cells keep their colour when marked, keys reach them first."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QEvent, QObject, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QKeySequence, QPen
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from .models import OUTLINE, RAW, Grid


class ZoneCell(QStyledItemDelegate):
    """Draws a sub-zone as the map does, fill by class and border by space; a mark is a frame, not a fill.

    So the colour of a marked cell can still be compared with the map.
    """

    def paint(self, painter, option, index):
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)
        frames = [index.data(OUTLINE)]
        if marked:
            frames = [option.palette.text().color(), option.palette.base().color()]
        width = max(2, 2 * option.fontMetrics.lineWidth())
        painter.save()
        for number, colour in enumerate(frames):
            if colour is None:
                continue
            painter.setPen(QPen(QBrush(colour), width, join=Qt.PenJoinStyle.MiterJoin))
            edge = number * width + width // 2
            painter.drawRect(QRect(option.rect).adjusted(edge, edge, -edge - 1, -edge - 1))
        painter.restore()


class Keys(QObject):
    """Takes Enter, Escape and Copy for a table before QGIS's own shortcuts of the same keys do."""

    picked = pyqtSignal()
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
        return self.cleared if event.key() == Qt.Key.Key_Escape else None


class ZoneTable(QTableView):
    """A table as high as its rows, up to a point, and as wide as its figures need at least."""

    MOST_ROWS = 8

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_matrix(self, grid: Grid) -> None:
        """Show a grid of cells that are all alike: equal columns."""
        self.setModel(grid)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(True)
        self.setItemDelegate(ZoneCell(self))
        self.verticalHeader().setVisible(True)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(max(self._figure_width(column) for column in range(grid.columnCount())))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._set_rows(1.6)

    def show_list(self, grid: Grid) -> None:
        """Show lines: the words take the room that the figures leave."""
        self.setModel(grid)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(-1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._set_rows(1.2)

    def sizeHint(self):
        return QSize(self._width(self.horizontalHeader().sectionSizeHint), self._height(self.MOST_ROWS))

    def minimumSizeHint(self):
        return QSize(self._width(self._figure_width), self._height(3))

    def _figure_width(self, column: int) -> int:
        return self.sizeHintForColumn(column) + 1

    def _width(self, of_column) -> int:
        if self.model() is None:
            return 0
        # the words of a list can be elided, its figures cannot
        first = 0 if self.verticalHeader().isVisible() else 1
        columns = sum(of_column(column) for column in range(first, self.model().columnCount()))
        side = self.verticalHeader().sizeHint().width()
        words = self.fontMetrics().averageCharWidth() * 16 if first else side
        return words + columns + 2 * self.frameWidth()

    def _height(self, most_rows: int) -> int:
        if self.model() is None:
            return 0
        rows = min(self.model().rowCount(), most_rows)
        header = self.horizontalHeader().sizeHint().height()
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()

    def _set_rows(self, lines: float) -> None:
        """Row heights in lines of text, so that they grow with the user's font."""
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * lines))
        self.updateGeometry()


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


def _text(value) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return str(value)
