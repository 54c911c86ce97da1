"""Tables to hand in: Excel workbooks through GDAL, and CSV that Excel opens rightly.

Numbers stay numbers, headers carry the units, and a text that a spreadsheet would run as a formula is
made harmless. No package beyond QGIS is needed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from pathlib import Path

from osgeo import gdal, ogr

from ..core import csvdata
from ..core.errors import InputError, problem
from ..toolbelt import outputs
from . import panes

LONGEST_SHEET_NAME = 31
LOOKED_AT = 50
#: Limits of Excel: rows of a sheet, header included, and characters of a cell.
MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
CUT = "…"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Table:
    """A table to be exported.

    Attributes
    ----------
    name
        Name of the sheet.
    headers
        Names of the columns with their units; each only once.
    rows
        Cells: numbers, texts, or None (and NaN) for what is missing.
    """

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]


def header(words: str, unit: str) -> str:
    """Name of a column with its unit behind it.

    >>> header("Area", "ha"), header("Class", "")
    ('Area (ha)', 'Class')
    """
    return f"{words} ({unit})" if unit else words


def write_csv(path: Path, table: Table) -> None:
    """Write one table as CSV that Excel opens with Chinese intact (UTF-8 with byte order mark)."""
    headers = [csvdata.harmless(name) for name in table.headers]
    records = [dict(zip(headers, map(_filled, row))) for row in table.rows]
    csvdata.write_rows(path, headers, records, excel=True)


def write_xlsx(path: Path, tables: Iterable[Table]) -> None:
    """Write tables as the sheets of one Excel workbook; it appears whole or not at all.

    Columns of whole numbers and of numbers are typed so; a column with any text is text.
    Headers stay in view.

    Raises
    ------
    InputError
        GDAL has no XLSX driver, or the file cannot be written.
    """
    path = Path(path)
    driver = ogr.GetDriverByName("XLSX")
    if driver is None:
        raise InputError(
            problem("This GDAL cannot write Excel workbooks (no XLSX driver). Write CSV instead.")
        )
    listed = list(tables)
    beside = outputs.Beside(path)
    try:
        gdal.ErrorReset()
        _write_workbook(driver, beside.partial, listed)
        # the driver writes when it closes, and tells of a full disk in the log of errors only
        if gdal.GetLastErrorType() >= gdal.CE_Failure or not beside.partial.is_file():
            raise _unwritable(path, gdal.GetLastErrorMsg())
        panes.complete(
            beside.partial, [_widths(table) for table in listed], [len(t.rows) + 1 for t in listed]
        )
        beside.commit()
    except (RuntimeError, OSError) as error:
        raise _unwritable(path, str(error)) from error
    finally:
        beside.discard()


def _widths(table: Table) -> list[float]:
    """Widths of the columns in characters, by headers and the first rows."""
    shown = [[_filled(cell) for cell in row] for row in table.rows[:LOOKED_AT]]
    return [
        panes.width_of(name, [row[at] for row in shown if row[at] is not None])
        for at, name in enumerate(table.headers)
    ]


def _unwritable(path: Path, reason: str) -> InputError:
    return InputError(
        problem(
            "The workbook {path} could not be written ({reason}). Choose another place.",
            path=path,
            reason=reason,
        )
    )


def _write_workbook(driver: ogr.Driver, path: Path, tables: Iterable[Table]) -> None:
    workbook = driver.CreateDataSource(str(path))
    if workbook is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    taken: set[str] = set()
    for table in tables:
        _write_sheet(workbook, table, sheet_name(table.name, taken))


def sheet_name(wanted: str, taken: set[str]) -> str:
    """*wanted* as Excel allows it: at most 31 signs, none of ``[]:*?/\\``, unlike those *taken*.

    The name is added to *taken*, in lower case because Excel does not tell the cases apart.
    """
    base = FORBIDDEN_IN_SHEET_NAMES.sub("_", wanted).strip("' ") or "Sheet"
    name, number = base[:LONGEST_SHEET_NAME], 2
    while name.lower() in taken:
        ending = f" ({number})"
        name, number = base[: LONGEST_SHEET_NAME - len(ending)] + ending, number + 1
    taken.add(name.lower())
    return name


def _write_sheet(workbook: ogr.DataSource, table: Table, name: str) -> None:
    # not by zip(*rows): with many rows it holds every other thread up
    columns = [[_filled(row[at]) for row in table.rows] for at in range(len(table.headers))]
    kinds = [_kind(column) for column in columns]
    sheet = workbook.CreateLayer(name, None, ogr.wkbNone)
    for title, kind in zip(table.headers, kinds):
        sheet.CreateField(ogr.FieldDefn(csvdata.harmless(title), kind))
    convert = {ogr.OFTInteger64: int, ogr.OFTReal: float, ogr.OFTString: _text}
    for row in zip(*columns):
        feature = ogr.Feature(sheet.GetLayerDefn())
        for position, (cell, kind) in enumerate(zip(row, kinds)):
            if cell is not None:
                feature.SetField(position, convert[kind](cell))
        sheet.CreateFeature(feature)


def _text(cell: object) -> str:
    """A text that no spreadsheet runs, as long as a cell can be; signs that XML cannot hold are left out."""
    plain = UNPRINTABLE.sub("", csvdata.harmless(cell))
    return plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - 1] + CUT


def _filled(cell: object) -> object:
    """The cell, or None where it says that a value is missing; numbers with twelve telling digits.

    More digits are the noise of floats (0.31000000000000005) and not of the measurement.
    """
    if not isinstance(cell, Real) or isinstance(cell, (Integral, bool)):
        return cell
    return None if math.isnan(cell) else float(f"{cell:.12g}")


def _kind(column: Sequence[object]) -> int:
    """OGR type of a column; an infinite number has no place in a workbook but as text."""
    cells = [cell for cell in column if cell is not None]
    whole = all(isinstance(cell, Integral) and not isinstance(cell, bool) for cell in cells)
    if cells and whole:
        return ogr.OFTInteger64
    numbers = all(isinstance(cell, Real) and not isinstance(cell, bool) for cell in cells)
    if cells and numbers and all(map(math.isfinite, cells)):
        return ogr.OFTReal
    return ogr.OFTString
