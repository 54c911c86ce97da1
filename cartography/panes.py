"""What GDAL leaves out of a workbook: a header that stays in view, widths that fit, a filter.

GDAL writes plain sheets. A workbook is a ZIP with one file per sheet, whose parts GDAL writes in a fixed
order, so that three pieces are put in by text and nothing is parsed.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

SHEETS = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
WIDTHS = re.compile(rb"<cols>.*?</cols>\s*", re.DOTALL)
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"{first}>'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
)
BEGIN, END = b"<sheetData>", b"</sheetData>"
CHUNK = 1 << 20
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
            number = SHEETS.fullmatch(item.filename)
            at = int(number[1]) - 1 if number else len(widths)
            with given.open(item) as source, made.open(item.filename, "w", force_zip64=True) as target:
                if at < len(widths):
                    _complete_sheet(source, target, widths[at], rows[at], first=at == 0)
                shutil.copyfileobj(source, target, CHUNK)
    beside.replace(path)


def _complete_sheet(
    source: BinaryIO, target: BinaryIO, widths: Sequence[float], rows: int, first: bool
) -> None:
    """Copy a sheet with what it lacks, piece by piece, for it may be larger than what memory likes.

    It stays as it was where GDAL wrote it in a way that we do not know. The end of *source* may be left.
    """
    head = source.read(CHUNK)
    before, begin, after = head.partition(BEGIN)
    if not begin or b"<sheetViews" in before:
        target.write(head)
        return
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width:g}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    frozen = FROZEN.format(first=' tabSelected="1"' if first else "")
    target.write(WIDTHS.sub(b"", before))
    target.write(f"{frozen}<cols>{columns}</cols>".encode() if columns else frozen.encode())
    target.write(begin)
    found = f'<autoFilter ref="A1:{letters(len(widths))}{max(rows, 1)}"/>' if widths else ""
    _copy_with(source, target, after, found.encode())


def _copy_with(source: BinaryIO, target: BinaryIO, held: bytes, behind: bytes) -> None:
    """Copy *held* and *source* up to the end of the rows, with *behind* after it."""
    kept = len(END) - 1
    while END not in held:
        target.write(held[:-kept])
        more = source.read(CHUNK)
        if not more:
            target.write(held[-kept:])
            return
        held = held[-kept:] + more
    rows, end, rest = held.partition(END)
    target.write(rows + end + behind + rest)


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
