"""A table of cells that were worked out beforehand, in the colours that the map has just now.

A cell knows which codes it stands for, so that showing, picking and copying need not know which of the
tables is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QPixmap
from qgis.PyQt.QtWidgets import QApplication

from ...cartography import drawing, livelegend
from . import words

ROLE = Qt.ItemDataRole
RAW = ROLE.UserRole
OUTLINE = ROLE.UserRole + 1
LOOKS = (ROLE.BackgroundRole, ROLE.ForegroundRole, ROLE.DecorationRole, ROLE.FontRole)
NOWHERE = QModelIndex()


def plain(align: Qt.AlignmentFlag) -> int:
    """An alignment as a plain number: both generations of Qt take it, the flag itself only one of them."""
    return int(getattr(align, "value", align))


RIGHT = plain(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = plain(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes
    ----------
    shown
        What it shows, by role.
    codes
        The codes that it stands for ("" for units without a code).
    colour
        Its colour in the legend, where it has one; the map may show another.
    amount
        Whether there is anything of it.
    """

    shown: dict[int, Any]
    codes: tuple[str, ...] = ()
    colour: str = ""
    amount: int = 1


class Grid(QAbstractTableModel):
    """Cells under a header, with or without a header at the side; hidden ones are struck out."""

    def __init__(self, cells: list[list[Cell]], across: list[Cell], down: list[Cell], parent=None):
        super().__init__(parent)
        self._cells = cells
        self._headers = {Qt.Orientation.Horizontal: across, Qt.Orientation.Vertical: down}
        self._look = livelegend.Look()

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else len(self._headers[Qt.Orientation.Horizontal])

    def data(self, index, role=ROLE.DisplayRole):
        if not index.isValid():
            return None
        cell = self._cells[index.row()][index.column()]
        if role in LOOKS:
            return self._looks(cell, role)
        if role == OUTLINE and cell.colour and OUTLINE in cell.shown:
            return self._look.outlines.get(cell.codes[0], cell.shown[OUTLINE])
        return cell.shown.get(role)

    def headerData(self, section, orientation, role=ROLE.DisplayRole):
        header = self._headers[orientation]
        return header[section].shown.get(role) if section < len(header) else None

    def codes_at(self, index: QModelIndex) -> tuple[str, ...]:
        """The codes of the layer that a cell stands for."""
        return self._cells[index.row()][index.column()].codes

    def set_look(self, look: livelegend.Look) -> None:
        """Show the cells as the map shows them now."""
        self._look = look
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, list(LOOKS))

    def is_hidden(self, cell: Cell) -> bool:
        """Whether the map shows nothing of what a cell stands for."""
        held = self._look.colours
        hidden = self._look.hidden
        return bool(cell.codes) and all((code if code in held else "") in hidden for code in cell.codes)

    def _looks(self, cell: Cell, role):
        hidden = self.is_hidden(cell)
        if role == ROLE.FontRole:
            font = QFont(cell.shown.get(ROLE.FontRole) or QFont())
            font.setStrikeOut(hidden)
            return font if hidden or ROLE.FontRole in cell.shown else None
        where = ROLE.BackgroundRole if OUTLINE in cell.shown else ROLE.DecorationRole
        if role == ROLE.ForegroundRole:
            return self._ink(cell, hidden, on_colour=where == ROLE.BackgroundRole)
        if not cell.colour or role != where:
            return None
        texture = self._look.textures.get(cell.codes[0])
        if texture is not None and not hidden:
            return QBrush(texture) if where == ROLE.BackgroundRole else QPixmap.fromImage(texture)
        colour = self._colour(cell, hidden)
        return QBrush(colour) if where == ROLE.BackgroundRole else colour

    def _ink(self, cell: Cell, hidden: bool, on_colour: bool) -> QBrush | None:
        if hidden:
            return QBrush(words.pale_ink(QApplication.palette()))
        if cell.colour and on_colour:
            return QBrush(QColor(drawing.readable_on(self._colour(cell, hidden).name())))
        return None

    def _colour(self, cell: Cell, hidden: bool) -> QColor:
        (code,) = cell.codes
        held = self._look.colours
        colour = QColor(held.get(code, cell.colour))
        if hidden:
            return QApplication.palette().base().color()
        return colour if cell.amount else words.faded(colour, QApplication.palette().base().color())
