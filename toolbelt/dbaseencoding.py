"""Shapefiles and dBASE tables in GB18030 that do not say so.

Chinese offices hand in shapefiles without the ``.cpg`` that names the encoding. QGIS then takes the bytes for
UTF-8 or Latin letters, and field names and texts become mojibake. The bytes themselves tell what they are.
"""

from __future__ import annotations

import struct
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from . import provenance

SUFFIXES = (".shp", ".dbf")
ENCODING = "GB18030"
#: Encodings that QGIS falls back to, as against one that the user chose.
UNCHOSEN = ("", "SYSTEM", "UTF-8", "ISO-8859-1", "LATIN1", "WINDOWS-1252")
#: Marks of a dBASE file that name no encoding: none, and "ANSI", which Chinese systems write for GBK.
UNNAMED = (0x00, 0x57)
#: Bytes of the table that are looked at.
SAMPLE = 4_000_000
#: Share of the letters beyond ASCII that are common Chinese characters; Latin texts have next to none.
COMMON = 0.8


def readable(layer: QgsMapLayer | None) -> str | None:
    """Source of *layer* with its encoding named; None where it needs none, or another than GB18030."""
    if not isinstance(layer, QgsVectorLayer) or layer.isEditable():
        return None
    path = provenance.file_behind(layer)
    if path is None or path.suffix.lower() not in SUFFIXES or not _unchosen(layer):
        return None
    table = _beside(path, ".dbf")
    if table is None or _beside(path, ".cpg") is not None or not is_gb18030(table):
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if any(str(option).upper().startswith("ENCODING=") for option in parts.get("openOptions") or []):
        return None
    parts["openOptions"] = [*(parts.get("openOptions") or []), f"ENCODING={ENCODING}"]
    return QgsProviderRegistry.instance().encodeUri("ogr", parts)


def _unchosen(layer: QgsVectorLayer) -> bool:
    provider = layer.dataProvider()
    return provider.name() == "ogr" and provider.encoding().upper() in UNCHOSEN


def _beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with *suffix* in either case; None where there is none."""
    made = (path.with_suffix(suffix), path.with_suffix(suffix.upper()))
    return next((one for one in made if one.is_file()), None)


def is_gb18030(table: Path) -> bool:
    """Whether the texts in the first `SAMPLE` bytes of a dBASE *table* are GB18030 and nothing else."""
    with table.open("rb") as stream:
        data = stream.read(SAMPLE)
    if len(data) < 32 or data[29] not in UNNAMED:
        return False
    texts = [text for text in dict.fromkeys(_texts(data)) if not text.isascii()]
    # a text that was cut to its width may end within a character, so the most of them decide
    if not texts or 2 * sum(_decodes(text, "utf-8") for text in texts) >= len(texts):
        return False
    letters = "".join(text.decode("gb18030", errors="replace") for text in texts)
    beyond = [letter for letter in letters if not letter.isascii()]
    return sum(_is_common(letter) for letter in beyond) >= COMMON * len(beyond)


def _texts(data: bytes) -> list[bytes]:
    """Names of the fields and cells of text of a dBASE table, without the blanks behind them."""
    header, width = struct.unpack("<HH", data[8:12])
    names, spans, at = [], [], 1
    for start in range(32, min(header, len(data)) - 32, 32):
        if data[start] == 0x0D:
            break
        names.append(data[start : start + 11].split(b"\0")[0])
        length = data[start + 16]
        if data[start + 11 : start + 12] == b"C":
            spans.append((at, at + length))
        at += length
    if not width:
        return names
    rows = range(header, len(data) - width + 1, width)
    return names + [data[row + low : row + high].rstrip(b" \0") for row in rows for low, high in spans]


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_common(letter: str) -> bool:
    """Whether GB 2312, the characters in daily use, has *letter*."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
