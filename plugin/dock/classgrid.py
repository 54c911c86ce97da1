"""A table of the classes with their units and areas before and after something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qgis.PyQt.QtGui import QFont

from ...cartography import entries
from ...toolbelt.translation import language
from . import words
from .grid import RAW, RIGHT, ROLE, Cell, Grid


@dataclass(frozen=True)
class Line:
    """A class with its number of units and its hectares, each before and after."""

    code: str
    units: tuple[int, int]
    area_ha: tuple[float, float]


def grid(
    lines: Iterable[Line], heads: Sequence[str], colours: Mapping[str, str], unit: str, parent=None
) -> Grid:
    """The lines under *heads*: class, units before, after and their change, area before and after.

    Parameters
    ----------
    colours
        Colour by code, for the class itself.
    unit
        Of the areas, ``ha`` or ``km2``.
    """
    names = {entry.code: entry.label for entry in entries.legend("sixclass", language()).entries}
    rows = [_row(line, names.get(line.code, line.code), colours.get(line.code, ""), unit) for line in lines]
    return Grid(rows, [Cell({ROLE.DisplayRole: head}) for head in heads], [], parent)


def _row(line: Line, name: str, colour: str, unit: str) -> list[Cell]:
    before, after = line.units
    figures = [
        (words.count(before), before),
        (words.count(after), after),
        (signed(after - before), after - before),
    ]
    areas = [words.in_unit(one, unit) for one in line.area_ha]
    figures += [(words.area(one), one) for one in areas]
    shown = {ROLE.DisplayRole: line.code, RAW: line.code, ROLE.ToolTipRole: name}
    cells = [
        Cell({ROLE.DisplayRole: text, RAW: value, ROLE.TextAlignmentRole: RIGHT}) for text, value in figures
    ]
    if after != before:
        bold = QFont()
        bold.setBold(True)
        cells[2].shown[ROLE.FontRole] = bold
    return [Cell(shown, (line.code,), colour), *cells]


def signed(number: int) -> str:
    """A change of a count, with its sign; a dash where there is none."""
    return words.UNKNOWN if not number else f"{'+' if number > 0 else '−'}{words.count(abs(number))}"
