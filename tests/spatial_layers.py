"""Layers for the tests of spatial analysis: lattices of squares in any order, CRS and unit."""

from __future__ import annotations

import numpy as np
from helpers import make_layer
from qgis.core import QgsVectorLayer

ORIGIN = (500_000.0, 3_300_000.0)
SIDE_M = 1000.0
METRES, FEET = "EPSG:4547", "EPSG:2263"
FOOT = 1200.0 / 3937.0

MIX5 = [1, 2, 2, 8, 9, 2, 3, 9, 9, 8, 1, 2, 3, 8, 7, 4, 1, 2, 3, 2, 9, 4, 1, 2, 1]
HOT5 = [1, 1, 1, 1, 1, 1, 5, 6, 5, 1, 1, 6, 9, 6, 1, 1, 5, 6, 5, 1, 1, 1, 1, 1, 1]


def square(column: int, row: int, side: float = SIDE_M, origin: tuple[float, float] = ORIGIN) -> str:
    """WKT of one square of a lattice; rows run down, as in a raster."""
    x, y = origin[0] + column * side, origin[1] - row * side
    return f"POLYGON(({x} {y},{x + side} {y},{x + side} {y - side},{x} {y - side},{x} {y}))"


def lattice(
    values, name: str = "单元", crs: str = METRES, order=None, kind: str = "double"
) -> QgsVectorLayer:
    """Squares of one kilometre with fields ``place`` (row-major) and ``x``.

    Parameters
    ----------
    values
        One value per square, row-major; None for NULL.
    order
        Order in which the squares stand in the layer.
    kind
        Type of the field ``x`` as the memory provider names it.
    """
    side = round(len(values) ** 0.5)
    unit = FOOT if crs == FEET else 1.0
    origin = (300_000.0 / unit, 60_000.0 / unit) if crs == FEET else ORIGIN
    rows = [
        (square(place % side, place // side, SIDE_M / unit, origin), (place, value))
        for place, value in enumerate(values)
    ]
    if order is not None:
        rows = [rows[place] for place in order]
    return make_layer("Polygon", crs, f"field=place:integer&field=x:{kind}", rows, name)


def by_place(rows: list[dict], column: str) -> list:
    """Values of a column in row-major order of the lattice."""
    return [row[column] for row in sorted(rows, key=lambda row: row["place"])]


def shuffled(count: int, seed: int = 5) -> list[int]:
    """An order of *count* features."""
    return np.random.default_rng(seed).permutation(count).tolist()
