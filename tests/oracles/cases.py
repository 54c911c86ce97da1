"""Inputs on which our spatial statistics and those of others are compared; numpy and GDAL alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

WORLD_MAP = Path("/usr/share/qgis/resources/data/world_map.gpkg")
COUNTRY = "China"
SIDE = 12
DISTANCE = 1.6
NEAREST = 5
PERMUTATIONS = 9999


def lattice_values() -> tuple[np.ndarray, np.ndarray]:
    """Two patchy quantities above 0 on a lattice, row-major; the second follows the first."""
    rng = np.random.default_rng(2024)
    rough = rng.normal(size=(SIDE + 4, SIDE + 4))
    smooth = sum(np.roll(np.roll(rough, i, 0), j, 1) for i in range(3) for j in range(3))
    first = np.exp(smooth[:SIDE, :SIDE].ravel() / 3)
    return first, first * 0.6 + rng.gamma(2.0, size=SIDE * SIDE)


def lattice_squares() -> np.ndarray:
    """Corners (xmin, ymin) of the squares of the lattice, row-major from the bottom, side 1."""
    row, column = (a.ravel() for a in np.mgrid[:SIDE, :SIDE])
    return np.column_stack([column, row]).astype(np.float64)


def points() -> tuple[np.ndarray, np.ndarray]:
    """Fifty places and their weights."""
    rng = np.random.default_rng(5)
    return rng.normal(size=(50, 2)) @ [[900.0, 300.0], [0.0, 400.0]] + 5000.0, rng.gamma(1.5, size=50)


def class_grid() -> np.ndarray:
    """Patches of four classes, 40 by 60 cells."""
    rng = np.random.default_rng(11)
    coarse = rng.integers(1, 5, (10, 15))
    grid = np.kron(coarse, np.ones((4, 4), dtype=int))
    speckle = rng.random(grid.shape) < 0.08
    return np.where(speckle, rng.integers(1, 5, grid.shape), grid)


def p_values() -> np.ndarray:
    """Two hundred p-values, a tenth of them small."""
    rng = np.random.default_rng(17)
    return np.concatenate([rng.random(180), rng.random(20) * 0.004])


def provinces(path: Path = WORLD_MAP) -> tuple[list[bytes], list[str], str]:
    """Well-known binary and countries of all provinces, and the digest of the file they come from."""
    from osgeo import ogr

    source = ogr.Open(str(path))
    layer = source.GetLayerByName("states_provinces")
    shapes, countries = [], []
    for feature in layer:
        shapes.append(bytes(feature.GetGeometryRef().ExportToWkb()))
        countries.append(feature["admin"])
    return shapes, countries, hashlib.sha256(path.read_bytes()).hexdigest()


def province_values(boxes: np.ndarray) -> np.ndarray:
    """A quantity that changes slowly over the globe, with noise, from boxes (xmin, ymin, xmax, ymax)."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    noise = np.random.default_rng(29).normal(size=len(boxes))
    return np.sin(x / 15) + np.cos(y / 9) + 0.5 * noise
