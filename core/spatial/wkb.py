"""Rings of polygons from well-known binary, the form in which every GIS hands out geometries.

One small step per ring, none per vertex: the coordinates stay where they are until all are joined.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from ..errors import InputError, problem
from .borders import Rings

POLYGON, MULTIPOLYGON = 3, 6
Z_25D = 0x80000000  # the flag of the older spelling of a third dimension
_HEAD = {0: struct.Struct(">II"), 1: struct.Struct("<II")}
_COUNT = {0: struct.Struct(">I"), 1: struct.Struct("<I")}
_NUMBER = {0: ">f8", 1: "<f8"}


def rings(geometries: Sequence[bytes | None]) -> Rings:
    """Rings of polygons and multipolygons; Z and M are left out, None and empty geometries have no ring.

    Parameters
    ----------
    geometries
        Well-known binary of every unit, in order (ISO or 2.5D types).

    Raises
    ------
    InputError
        A geometry is no polygon.
    """
    blocks: list[np.ndarray] = []
    units: list[int] = []
    for unit, data in enumerate(geometries):
        if data:
            before = len(blocks)
            _polygons(data, 0, blocks)
            units += [unit] * (len(blocks) - before)
    lengths = np.array([len(block) for block in blocks], dtype=np.int64)
    joined = np.concatenate(blocks) if blocks else np.empty((0, 2))
    return Rings(
        np.ascontiguousarray(joined[:, 0], dtype=np.float64),
        np.ascontiguousarray(joined[:, 1], dtype=np.float64),
        np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)[: len(lengths)],
        np.array(units, dtype=np.int64),
        len(geometries),
    )


def _polygons(data: bytes, position: int, blocks: list[np.ndarray]) -> int:
    """Collect the rings of the geometry at *position*; returns the position behind it."""
    order = data[position]
    kind, count = _HEAD[order].unpack_from(data, position + 1)
    position += 9
    shape, width = _shape(kind)
    if shape == MULTIPOLYGON:
        for _ in range(count):
            position = _polygons(data, position, blocks)
        return position
    if shape != POLYGON:
        raise InputError(problem("A geometry is no polygon (type {kind}).", kind=shape))
    for _ in range(count):
        (vertices,) = _COUNT[order].unpack_from(data, position)
        position += 4
        if vertices:
            block = np.frombuffer(data, _NUMBER[order], vertices * width, position)
            blocks.append(block.reshape(vertices, width)[:, :2])
        position += 8 * width * vertices
    return position


def _shape(kind: int) -> tuple[int, int]:
    """Plain type and number of coordinates per vertex of a WKB type."""
    if kind & Z_25D:
        plain = kind & ~Z_25D
        return plain % 1000, 4 if plain >= 2000 else 3
    return kind % 1000, 2 + (0, 1, 1, 2)[kind // 1000 % 4]
