"""What GDAL leaves out of a workbook: a header that stays in view, widths that fit, a filter.

GDAL writes plain sheets. A workbook is a ZIP with one file per sheet, whose parts GDAL writes in a fixed
order, so that three pieces are put in by text and nothing is parsed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

SHEETS = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
WIDTHS = re.compile(r"<cols>.*?</cols>\s*", re.DOTALL)
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"{first}>'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
)
BEGIN, END = "<sheetData>", "</sheetData>"
NARROW, WIDE, ROOM = 8.0, 48.0, 2.0


def complete(path: Path, widths: Sequence[Sequence[float]], rows: Sequence[int]) -> None:
    """Freeze the header of every sheet of the workbook *path*, set widths and a filter.

    Parameters
    ----------
    path
        Workbook written by GDAL; it is rewritten in place.
    widths
        For each sheet, in order, the widths of its columns in characters.
    rows
        For each sheet its number of rows, header included.
    """
    beside = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as made:
        for item in given.infolist():
            data = given.read(item)
            number = SHEETS.fullmatch(item.filename)
            if number and int(number[1]) <= len(widths):
                at = int(number[1]) - 1
                text = _sheet(data.decode("utf-8"), widths[at], rows[at], first=at == 0)
                data = text.encode("utf-8")
            made.writestr(item.filename, data)
    beside.replace(path)


def _sheet(xml: str, widths: Sequence[float], rows: int, first: bool) -> str:
    """The sheet with what it lacks; as it was where GDAL wrote it in a way that we do not know."""
    bare = WIDTHS.sub("", xml)
    if bare.count(BEGIN) != 1 or bare.count(END) != 1 or "<sheetViews" in bare:
        return xml
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width:g}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    before = FROZEN.format(first=' tabSelected="1"' if first else "") + (
        f"<cols>{columns}</cols>" if columns else ""
    )
    after = f'<autoFilter ref="A1:{letters(len(widths))}{max(rows, 1)}"/>' if widths else ""
    return bare.replace(BEGIN, before + BEGIN).replace(END, END + after)


def letters(column: int) -> str:
    """Name of a column, counted from 1.

    >>> letters(1), letters(27), letters(703)
    ('A', 'AA', 'AAA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def width_of(header: str, cells: Sequence[object]) -> float:
    """Width of a column in characters, by its header and first cells; Chinese signs count two."""
    longest = max(map(_length, (header, *map(str, cells))), default=0.0)
    return min(max(longest + ROOM, NARROW), WIDE)


def _length(text: str) -> float:
    return float(sum(2 if sign >= "\u2e80" else 1 for sign in text))
