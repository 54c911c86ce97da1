"""Polygons between QGIS, WKB and the blobs of a GeoPackage."""

from __future__ import annotations

import math
import sqlite3
import struct

from qgis.core import QgsGeometry

_HEADER = struct.Struct("<2sBBi4d")
_LITTLE_ENDIAN, _ENVELOPE_XY, _EMPTY = 0b1, 0b10, 0b10000


def wkb(geometry: QgsGeometry) -> bytes | None:
    """WKB of a geometry as a multi-polygon without Z and M; None for an empty one."""
    if geometry.isNull() or geometry.isEmpty():
        return None
    made = QgsGeometry(geometry)
    made.convertToMultiType()
    inner = made.get()
    inner.dropZValue()
    inner.dropMValue()
    return bytes(made.asWkb())


def blob(content: bytes | None, srs_id: int) -> bytes | None:
    """The blob of a GeoPackage (clause 2.1.3 of the standard) of a WKB, with its envelope."""
    if content is None:
        return None
    made = QgsGeometry()
    made.fromWkb(content)
    box = made.boundingBox()
    flags = _LITTLE_ENDIAN | _ENVELOPE_XY
    corners = (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
    return _HEADER.pack(b"GP", 0, flags, srs_id, *corners) + content


def content(found: bytes | None) -> bytes | None:
    """WKB of the blob of a GeoPackage."""
    return None if found is None else bytes(found[_header_size(found) :])


def _header_size(found: bytes) -> int:
    sizes = (0, 32, 48, 48, 64)
    return 8 + sizes[found[3] >> 1 & 0b111]


def _envelope(found: bytes | None) -> tuple[float, float, float, float]:
    """minx, maxx, miny, maxy of a blob, from its header or, where that has none, from its geometry."""
    if found is None:
        return (math.nan,) * 4
    if found[3] >> 1 & 0b111:
        return struct.unpack_from("<4d" if found[3] & _LITTLE_ENDIAN else ">4d", found, 8)
    made = QgsGeometry()
    made.fromWkb(content(found))
    box = made.boundingBox()
    return (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers of a spatial index call (GeoPackage, annex F.3)."""

    def is_empty(found):
        return None if found is None else int(bool(found[3] & _EMPTY) or math.isnan(_envelope(found)[0]))

    def corner(at: int):
        return lambda found: None if found is None else _envelope(found)[at]

    connection.create_function("ST_IsEmpty", 1, is_empty)
    for at, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, corner(at))
