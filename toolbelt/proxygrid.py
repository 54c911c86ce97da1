"""Totals of polygons spread onto a raster grid by proxy rasters, window by window.

Two passes over the windows: the first adds up proxies and areas by unit, the second writes the cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..core.carbon import gridding
from .rasters import Band, Grid, Source, Window, describe, stream, windows
from .rasterwriter import Writer
from .rasterzones import Zones

CELLS = 1_000_000  # of a window: a dozen float64 arrays of it are in work at once
NO_VALUE = float("nan")


@dataclass(frozen=True)
class Proxy:
    """A raster that says where a total lies.

    Attributes
    ----------
    source
        A band on the grid of the output.
    per_area
        Whether it is a density or intensity, to be multiplied by the area of the cell; else amount per cell.
    classes
        Weight per area of land-use codes; None for a raster of numbers.
    """

    source: Source
    per_area: bool = False
    classes: Mapping[int, float] | None = None


@dataclass(frozen=True)
class Spots:
    """Amounts that lie in one cell each: point sources, and units too small to hold the centre of a cell."""

    row: np.ndarray
    column: np.ndarray
    amount: np.ndarray

    def within(self, window: Window) -> Spots:
        """Those in a window, counted from its corner."""
        row, column = self.row - window.y, self.column - window.x
        inside = (row >= 0) & (row < window.height) & (column >= 0) & (column < window.width)
        return Spots(row[inside], column[inside], self.amount[inside])


@dataclass
class Found:
    """What the first pass found: sums by unit, and cells and hectares of codes that have no weight."""

    sums: gridding.Sums
    unknown_cells: Counter = field(default_factory=Counter)
    unknown_ha: Counter = field(default_factory=Counter)


def cells_of(grid: Grid, x, y) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row and column of the cells that hold points, and whether they lie on the grid at all."""
    a = gdal.InvGeoTransform(grid.transform)
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    column = np.floor(a[0] + a[1] * x + a[2] * y)
    row = np.floor(a[3] + a[4] * x + a[5] * y)
    inside = (row >= 0) & (row < grid.height) & (column >= 0) & (column < grid.width)
    return np.where(inside, row, 0).astype(int), np.where(inside, column, 0).astype(int), inside


class ProxyGrid:
    """The grid, the units on it and their proxies.

    Parameters
    ----------
    grid
        Grid of the output, that of all proxies.
    zones
        The units.
    proxies
        What says where their totals lie.
    area_ha
        Hectares of a cell of every row, see `cellareas.row_areas_ha`.
    """

    def __init__(self, grid: Grid, zones: Zones, proxies: list[Proxy], area_ha: np.ndarray):
        self._grid, self._zones, self._proxies = grid, zones, proxies
        self._area = area_ha
        self._bands: list[Band] = [describe(proxy.source) for proxy in proxies]
        self._tables = [None if proxy.classes is None else _table(proxy.classes) for proxy in proxies]

    def add_up(self, progress: Callable[[float], None]) -> Found:
        """The first pass."""
        units = len(self._zones)
        found = Found(gridding.Sums.nothing(len(self._proxies), units))
        for _, (sums, cells, hectares) in self._stream(self._sums_of, progress):
            found.sums.add(sums)
            found.unknown_cells.update(cells)
            for code, area in hectares.items():
                found.unknown_ha[code] += area
        return found

    def write(
        self,
        path: Path,
        rates: gridding.Rates,
        spots: Spots,
        per_hectare: bool,
        progress: Callable[[float], None],
    ) -> np.ndarray:
        """The second pass; returns what the cells of every unit hold without the spots, added up again.

        Parameters
        ----------
        path
            GeoTIFF to be written, float64.
        rates
            See `gridding.rates`.
        spots
            Amounts of single cells, added to what is there.
        per_hectare
            Whether cells hold t/ha instead of t.
        """
        kept = np.zeros(len(self._zones) + 1)

        def compute(window: Window, *arrays):
            unit, area, proxies = self._read(window, arrays)
            values = gridding.block_values(unit, area, proxies, rates)
            sums = np.bincount(unit.ravel(), np.nan_to_num(values).ravel(), len(kept))
            here = spots.within(window)
            hit = here.row, here.column
            values[hit] = np.nan_to_num(values[hit])
            np.add.at(values, hit, here.amount)
            return sums, values / area if per_hectare else values

        with Writer(path, self._grid, np.float64, NO_VALUE) as writer:
            for window, (sums, values) in self._stream(compute, progress):
                kept += sums
                writer.write(window, values)
        return kept[1:]

    def _stream(self, compute: Callable, progress: Callable[[float], None]):
        sources = [proxy.source for proxy in self._proxies]
        return stream(sources, windows(self._grid, CELLS), compute, progress)

    def _read(self, window: Window, arrays) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
        """Units, areas and proxies of a window; densities times area."""
        unit = self._zones.numbers(window)
        area = self._area[window.y : window.y + window.height, None]
        return unit, area, [self._values(number, array, area) for number, array in enumerate(arrays)]

    def _values(self, number: int, array: np.ndarray, area: np.ndarray) -> np.ndarray:
        band, proxy, table = self._bands[number], self._proxies[number], self._tables[number]
        missing = _missing(array, band)
        if table is not None:
            values, _ = gridding.class_weights(array, *table)
        else:
            values = array.astype(np.float64) * band.scale + band.offset
        values[missing] = np.nan
        return values * area if proxy.per_area or table is not None else values

    def _sums_of(self, window: Window, *arrays):
        unit, area, proxies = self._read(window, arrays)
        cells, hectares = Counter(), Counter()
        for array, band, table in zip(arrays, self._bands, self._tables):
            if table is None:
                continue
            _, unknown = gridding.class_weights(array, *table)
            unknown &= (unit > 0) & ~_missing(array, band)
            codes, of_code = np.unique(array[unknown], return_inverse=True)
            wide = np.broadcast_to(area, unit.shape)[unknown]
            counts, areas = np.bincount(of_code, minlength=len(codes)), np.bincount(of_code, wide, len(codes))
            cells.update(dict(zip(codes.tolist(), counts.tolist())))
            for code, one in zip(codes.tolist(), areas.tolist()):
                hectares[code] += one
        return gridding.block_sums(unit, area, proxies, len(self._zones)), cells, hectares


def _missing(array: np.ndarray, band: Band) -> np.ndarray:
    if band.nodata is None or np.isnan(band.nodata):
        return np.isnan(array) if array.dtype.kind == "f" else np.zeros(array.shape, dtype=bool)
    return (array == band.nodata) | (np.isnan(array) if array.dtype.kind == "f" else False)


def _table(classes: Mapping[int, float]) -> tuple[np.ndarray, np.ndarray]:
    codes = np.array(sorted(classes))
    return codes, np.array([classes[code] for code in codes.tolist()], dtype=np.float64)
