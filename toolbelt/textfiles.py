"""Text tables that GDAL would misread: the same table again, in UTF-8, in a temporary folder.

GDAL takes every CSV for UTF-8, but tables out of Chinese offices are GB18030 and Excel's "Unicode text" is
UTF-16. Such a file is copied once at the door, so that everything behind it meets plain UTF-8.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingUtils, QgsVectorLayer

from ..core import csvdata
from . import provenance

SUFFIXES = (".csv", ".txt", ".tsv")
WHAT = "table"


def of_value(value, layer: QgsMapLayer | None) -> Path | None:
    """The text table behind the value of a source parameter; None where it is something else.

    A layer counts only as it stands in its file: with a filter, or read in an encoding that the user
    chose, it is left to QGIS.
    """
    if isinstance(layer, QgsVectorLayer):
        if layer.subsetString() or layer.isEditable() or not _taken_for_utf8(layer):
            return None
        path = provenance.file_behind(layer)
    else:
        path = Path(value) if isinstance(value, str) and value else None
    return path if path is not None and path.suffix.lower() in SUFFIXES and path.is_file() else None


def _taken_for_utf8(layer: QgsVectorLayer) -> bool:
    provider = layer.dataProvider()
    return provider.name() == "ogr" and provider.encoding().upper() in ("UTF-8", "SYSTEM", "")


def in_utf8(path: Path) -> Path | None:
    """A copy of *path* in UTF-8 under the same name; None where the file is UTF-8 already.

    Raises
    ------
    InputError
        The file is text in no encoding that our users meet.
    """
    data = path.read_bytes()
    if _is_utf8(data):
        return None
    folder = tempfile.mkdtemp(prefix="utf8-", dir=QgsProcessingUtils.tempFolder())
    copy = Path(folder) / path.name
    with copy.open("w", encoding="utf-8", newline="") as stream:
        stream.write(csvdata.decode(data, WHAT, path.name))
    return copy


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data[:4000]  # UTF-16 without a mark is valid UTF-8 too
