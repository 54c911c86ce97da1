"""Tables of texts from files of users: CSV as `core.csvdata` reads it, Excel workbooks through GDAL."""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal

from ..core import csvdata
from ..core.errors import InputError, problem
from .gdaloptions import configured

WORKBOOKS = (".xlsx",)
FILTER = "CSV, Excel (*.csv *.txt *.tsv *.xlsx)"
# Header and types are ours to find: GDAL's guesses would turn a code into a number and lose rows.
_AS_TEXT = {"OGR_XLSX_HEADERS": "DISABLE", "OGR_XLSX_FIELD_TYPES": "STRING"}


def read_table(path: str | Path, what: str) -> csvdata.CsvTable:
    """Read a table of texts from a CSV file or from the first sheet of an Excel workbook.

    Parameters
    ----------
    path
        ``.xlsx`` is read as a workbook, everything else as CSV.
    what
        What the table is, for messages: "factor table", "class table".

    Raises
    ------
    InputError
        When the file is missing, unreadable or empty, or has broken headers or records.
    """
    path = Path(path)
    if path.suffix.lower() not in WORKBOOKS:
        return csvdata.read_table(path, what)
    return csvdata.tabulate(_first_sheet(path, what), what, path.name)


def _first_sheet(path: Path, what: str) -> list[tuple[int, list[str]]]:
    """(row number, texts) of the first sheet that holds anything."""
    try:
        with configured(_AS_TEXT):
            workbook = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=["XLSX"])
            if workbook is None:
                raise InputError(_unreadable(path, what, gdal.GetLastErrorMsg()))
            return next(filter(None, map(_rows, _layers(workbook))), [])
    except RuntimeError as error:
        raise InputError(_unreadable(path, what, str(error))) from error


def _layers(workbook: gdal.Dataset):
    return (workbook.GetLayer(position) for position in range(workbook.GetLayerCount()))


def _rows(sheet) -> list[tuple[int, list[str]]]:
    width = range(sheet.GetLayerDefn().GetFieldCount())
    return [(feature.GetFID(), [feature.GetFieldAsString(cell) for cell in width]) for feature in sheet]


def _unreadable(path: Path, what: str, reason: str):
    return problem(
        "The {what} {file} cannot be read as an Excel workbook: {reason}. Save it again as .xlsx or as CSV.",
        what=csvdata.called(what),
        file=path.name,
        reason=reason or "unknown reason",
    )
