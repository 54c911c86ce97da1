"""A raster of flow directions: where sources and receptors stand on it, and how long its cells are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core.errors import InputError, problem
from . import rasters
from .rasters import Window
from .rasterzones import Zones
from .sharedborders import EARTH_RADIUS

MOST_CELLS = 400_000_000


@dataclass(frozen=True)
class FlowGrid:
    """Flow directions in memory.

    Attributes
    ----------
    codes
        Codes of the cells, shape (rows, columns).
    grid
        Where the cells lie.
    heights, widths
        Height and width of the cells of every row, metres.
    """

    codes: np.ndarray
    grid: rasters.Grid
    heights: np.ndarray
    widths: np.ndarray

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """CRS of the raster; invalid where it has none."""
        return QgsCoordinateReferenceSystem.fromWkt(self.grid.wkt)

    def cells_at(self, points: np.ndarray) -> np.ndarray:
        """Row and column of points in the CRS of the raster, shape (n, 2); they may lie outside."""
        a = self.grid.transform
        columns = np.floor((points[:, 0] - a[0]) / a[1])
        rows = np.floor((points[:, 1] - a[3]) / a[5])
        return np.column_stack([rows, columns]).astype(np.int64)

    def cells_of(self, geometry: QgsGeometry) -> np.ndarray:
        """Cells (row times columns + column) whose centre lies in a polygon in the CRS of the raster.

        The cell of the centroid where there is none; nothing outside of the raster.
        """
        box = geometry.boundingBox()
        corners = np.array([[box.xMinimum(), box.yMaximum()], [box.xMaximum(), box.yMinimum()]])
        (top, left), (bottom, right) = np.sort(self.cells_at(corners), axis=0)
        top, left = max(top, 0), max(left, 0)
        bottom, right = min(bottom, self.grid.height - 1), min(right, self.grid.width - 1)
        if bottom < top or right < left:
            return np.empty(0, dtype=np.int64)
        window = Window(int(left), int(top), int(right - left + 1), int(bottom - top + 1))
        rows, columns = np.nonzero(Zones([geometry], self.grid).numbers(window))
        if not len(rows):
            middle = geometry.centroid().asPoint()
            row, column = self.cells_at(np.array([[middle.x(), middle.y()]]))[0]
            inside = 0 <= row < self.grid.height and 0 <= column < self.grid.width
            return np.array([row * self.grid.width + column] if inside else [], dtype=np.int64)
        return (rows + window.y) * np.int64(self.grid.width) + columns + window.x


def read(asked: rasters.Source, progress: Callable[[float], None]) -> FlowGrid:
    """All of a raster of flow directions.

    Raises
    ------
    InputError
        The raster is rotated, or too large for memory.
    """
    described = rasters.describe(asked)
    grid = described.grid
    if grid.is_rotated:
        raise InputError(problem("The raster {name} is rotated. Warp it first.", name=asked.name))
    if grid.cells > MOST_CELLS:
        raise InputError(
            problem(
                "The raster {name} has {cells} cells, more than memory allows ({most}). Clip it to the area "
                "of the sources and receptors.",
                name=asked.name,
                cells=grid.cells,
                most=MOST_CELLS,
            )
        )
    codes = np.zeros((grid.height, grid.width), dtype=np.uint8)
    nodata = described.nodata

    def codes_of(_window, block):
        known = np.isfinite(block) & (block >= 0) & (block < 255)
        if nodata is not None:
            known &= block != nodata
        return np.where(known, block, 255).astype(np.uint8)

    for window, block in rasters.stream([asked], rasters.windows(grid), codes_of, progress):
        codes[window.y : window.y + window.height, window.x : window.x + window.width] = block
    return FlowGrid(codes, grid, *_cell_sizes(grid))


def _cell_sizes(grid: rasters.Grid) -> tuple[np.ndarray, np.ndarray]:
    """Height and width of the cells of every row in metres; on the sphere where the grid is in degrees."""
    a, crs = grid.transform, grid.crs
    if crs is None or not crs.IsGeographic():
        unit = crs.GetLinearUnits() if crs is not None else 1.0
        return np.full(grid.height, abs(a[5]) * unit), np.full(grid.height, abs(a[1]) * unit)
    latitudes = np.radians(a[3] + a[5] * (np.arange(grid.height) + 0.5))
    degree = EARTH_RADIUS * np.pi / 180.0
    return np.full(grid.height, abs(a[5]) * degree), abs(a[1]) * degree * np.cos(latitudes)
