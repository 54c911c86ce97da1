"""Sheets of workbooks whose header GDAL takes for data, because every cell is text.

Such a sheet comes with columns called Field1, Field2 …; where its first row names every column, the sheet is
copied once at the door with these names, all cells as the texts that they are (codes keep their zeros).
"""

from __future__ import annotations

import csv
import re
import tempfile
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingUtils, QgsVectorLayer

from ..core import csvdata
from ..core.errors import InputError
from . import provenance, tables

WORKBOOKS = (".xlsx", ".xls", ".ods")
NUMBERED = re.compile(r"Field\d+")


def is_headless(layer: QgsMapLayer | None) -> bool:
    """Whether *layer* is a sheet whose first row was taken for data: columns are all text, and numbered."""
    if not isinstance(layer, QgsVectorLayer):
        return False
    path = provenance.file_behind(layer)
    if path is None or path.suffix.lower() not in WORKBOOKS:
        return False
    own = [field for field in layer.fields() if field.name() != "fid"]
    return bool(own) and all(NUMBERED.fullmatch(one.name()) and not one.isNumeric() for one in own)


def with_header(layer: QgsVectorLayer) -> str | None:
    """Source of a copy of a headless sheet with the names of its first row; None where that row has none."""
    if layer.subsetString() or layer.isEditable():
        return None
    # a layer of the project belongs to the main thread
    sheet = QgsVectorLayer(layer.source(), layer.name(), "ogr")
    rows = [
        ["" if tables.is_null(cell) else str(cell).strip() for cell in row.attributes()]
        for row in sheet.getFeatures()
    ]
    used = [at for at in range(sheet.fields().count()) if any(row[at] for row in rows)]
    names = [rows[0][at] for at in used] if rows else []
    if not is_header(names):
        return None
    path = provenance.file_behind(layer)
    folder = tempfile.mkdtemp(prefix="sheet-", dir=QgsProcessingUtils.tempFolder())
    return _written(Path(folder) / f"{path.stem}.csv", [[row[at] for at in used] for row in rows if any(row)])


def is_header(names: list[str]) -> bool:
    """Whether each column has a name of its own that is no number."""
    return (
        bool(names)
        and all(names)
        and len({name.casefold() for name in names}) == len(names)
        and not any(_is_number(name) for name in names)
    )


def _is_number(text: str) -> bool:
    try:
        csvdata.number(text)
    except InputError:
        return False
    return True


def _written(path: Path, rows: list[list[str]]) -> str:
    """A CSV table of *rows*, with the file beside it that tells GDAL that every column is text."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    path.with_suffix(".csvt").write_text(",".join(['"String"'] * len(rows[0])), encoding="utf-8")
    return str(path)
