"""Rasters in windows: read, computed and written side by side, with memory that does not grow.

Windows follow the block grid of the file. Two threads read and compute, each with data sets of its own
(numpy and GDAL let go of the interpreter lock); the caller takes the results in order, and writes them.
Whatever goes wrong names the file and the place in it.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from osgeo import gdal, gdal_array, osr
from qgis.core import QgsRasterLayer

from ..core.errors import InputError, Problem, problem

WORKERS = 2
CELLS = 4_000_000  # of a window: some ten milliseconds of work, some ten megabytes
CACHE = 24 << 20
TILE = 256
SAME_PLACE = 1e-3  # cells: less is rounding of the numbers that files keep


@dataclass(frozen=True)
class Source:
    """One band of a raster: what GDAL opens, the name that the user knows, and the band."""

    dsn: str
    name: str
    band: int = 1


@dataclass(frozen=True)
class Grid:
    """Where the cells of a raster lie.

    Attributes
    ----------
    width, height
        Number of columns and rows.
    transform
        GDAL's six numbers from cell to map.
    wkt
        CRS, empty where unknown.
    block
        Width and height of the blocks in the file.
    """

    width: int
    height: int
    transform: tuple[float, ...]
    wkt: str
    block: tuple[int, int]

    @property
    def cells(self) -> int:
        """Number of cells."""
        return self.width * self.height

    @property
    def is_rotated(self) -> bool:
        """Whether rows are not parallel to the axes of the map."""
        return self.transform[2] != 0 or self.transform[4] != 0

    @property
    def crs(self) -> osr.SpatialReference | None:
        """CRS, None where unknown."""
        return osr.SpatialReference(self.wkt) if self.wkt else None

    @property
    def tile(self) -> tuple[int, int]:
        """Block size for outputs on this grid, and the unit of windows: the file's own where it is a tile."""
        width, height = self.block
        is_tile = (
            width % 16 == 0 and height % 16 == 0 and width * height <= CELLS and min(width, height) >= 64
        )
        return self.block if is_tile else (TILE, TILE)


@dataclass(frozen=True)
class Band:
    """What is known of a `Source`: its grid, type of numbers, NoData value (None without), scale, offset."""

    grid: Grid
    dtype: np.dtype
    nodata: float | None
    scale: float
    offset: float
    bands: int


@dataclass(frozen=True)
class Window:
    """A rectangle of cells: first column and row, width and height."""

    x: int
    y: int
    width: int
    height: int


def source(layer: QgsRasterLayer, band: int = 1) -> Source:
    """The band of a raster layer, for GDAL; refuses layers that GDAL does not read."""
    provider = layer.dataProvider()
    if provider is None or provider.name() != "gdal":
        raise InputError(
            problem(
                "The raster {layer} is not read by GDAL (it is of {provider}). Save it as GeoTIFF first.",
                layer=layer.name(),
                provider=layer.providerType(),
            )
        )
    return Source(layer.source().split("|", 1)[0], layer.name(), band)


def describe(asked: Source) -> Band:
    """Grid and numbers of a band; refuses a file or band that cannot be opened."""
    with quietly():
        dataset = _opened(asked)
        band = dataset.GetRasterBand(asked.band)
        grid = Grid(
            dataset.RasterXSize,
            dataset.RasterYSize,
            tuple(dataset.GetGeoTransform()),
            dataset.GetProjection() or "",
            tuple(band.GetBlockSize()),
        )
        return Band(
            grid,
            np.dtype(gdal_array.GDALTypeCodeToNumericTypeCode(band.DataType)),
            band.GetNoDataValue(),
            1.0 if band.GetScale() is None else band.GetScale(),
            band.GetOffset() or 0.0,
            dataset.RasterCount,
        )


def _opened(asked: Source) -> gdal.Dataset:
    try:
        dataset = gdal.OpenEx(asked.dsn, gdal.OF_RASTER | gdal.OF_READONLY)
        reason = gdal.GetLastErrorMsg()
    except RuntimeError as error:  # where somebody turned GDAL's exceptions on
        dataset, reason = None, str(error)
    if dataset is None:
        raise InputError(
            problem(
                "The raster {name} cannot be opened: {reason}",
                name=asked.name,
                reason=_line(reason) or asked.dsn,
            )
        )
    count = dataset.RasterCount
    if not 1 <= asked.band <= count:
        dataset = None  # not to be kept open by the traceback
        raise InputError(
            problem(
                "The raster {name} has {count} bands, not a band {band}. Choose one of them.",
                name=asked.name,
                count=count,
                band=asked.band,
            )
        )
    return dataset


def sample(asked: Source, size: int) -> np.ndarray:
    """Cells of a band at a coarse resolution, at most *size* in each direction, by nearest neighbour."""
    with quietly():
        dataset = _opened(asked)
        width, height = (min(size, count) for count in (dataset.RasterXSize, dataset.RasterYSize))
        try:
            cells = dataset.GetRasterBand(asked.band).ReadAsArray(buf_xsize=width, buf_ysize=height)
            reason = gdal.GetLastErrorMsg()
        except RuntimeError as error:
            cells, reason = None, str(error)
    if cells is None:
        raise InputError(
            problem("The raster {name} cannot be read: {reason}", name=asked.name, reason=_line(reason))
        )
    return cells


def _line(reason: str) -> str:
    """What GDAL says, in one line; newer versions put causes on lines of their own."""
    return " ".join(reason.split())


@contextlib.contextmanager
def quietly():
    """Keep GDAL from printing errors that we tell ourselves; for this thread."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        gdal.ErrorReset()
        yield
    finally:
        gdal.PopErrorHandler()


def grid_problems(named: Sequence[tuple[str, Grid]]) -> list[Problem]:
    """How the grids of several rasters differ from the first; empty where they are one grid."""
    (first_name, first), *others = named
    found = []
    for name, grid in others:
        differences = _differences(first, grid)
        if differences:
            found.append(
                problem(
                    "The rasters {one} and {other} do not lie on one grid: {differences}. Align them first "
                    "(Warp, with the extent and cell size of {one}; nearest neighbour for classes).",
                    one=first_name,
                    other=name,
                    differences="; ".join(differences),
                )
            )
    return found


def placeless(named: Sequence[tuple[str, Grid]]) -> list[Problem]:
    """Rasters without a CRS beside a first one that has it: equal numbers of coordinates are no proof."""
    (first_name, first), *others = named
    if not first.wkt:
        return []
    return [
        problem(
            "The raster {name} has no CRS, so nobody knows whether it lies where {first} lies. Write its CRS "
            "into the file first (Assign projection).",
            name=name,
            first=first_name,
        )
        for name, grid in others
        if not grid.wkt
    ]


def _differences(one: Grid, other: Grid) -> list[str]:
    a, b = one.transform, other.transform
    cell = max(abs(a[1]), abs(a[2])), max(abs(a[4]), abs(a[5]))
    found = []
    if (one.width, one.height) != (other.width, other.height):
        found.append(f"{one.width} × {one.height} / {other.width} × {other.height}")
    extent = max(one.width, one.height)
    if any(abs(a[i] - b[i]) * extent > SAME_PLACE * max(cell) for i in (1, 2, 4, 5)):
        found.append(f"cell {a[1]:.10g}, {a[5]:.10g} / {b[1]:.10g}, {b[5]:.10g}")
    if abs(a[0] - b[0]) > SAME_PLACE * cell[0] or abs(a[3] - b[3]) > SAME_PLACE * cell[1]:
        found.append(f"origin {a[0]:.10g}, {a[3]:.10g} / {b[0]:.10g}, {b[3]:.10g}")
    if one.wkt and other.wkt and not one.crs.IsSame(other.crs):
        found.append(f"CRS {one.crs.GetName()} / {other.crs.GetName()}")
    return found


def windows(grid: Grid, cells: int = CELLS) -> list[Window]:
    """Windows of about *cells* cells that cover a grid, row after row, each of whole tiles."""
    tile_width, tile_height = grid.tile
    across = max(1, cells // (tile_width * tile_height))
    width = min(grid.width, across * tile_width)
    height = min(grid.height, max(1, cells // (width * tile_height)) * tile_height)
    return [
        Window(x, y, min(width, grid.width - x), min(height, grid.height - y))
        for y in range(0, grid.height, height)
        for x in range(0, grid.width, width)
    ]


def stream(
    sources: Sequence[Source],
    where: Sequence[Window],
    compute: Callable,
    progress: Callable[[float], None] = lambda fraction: None,
    workers: int = WORKERS,
) -> Iterator[tuple[Window, object]]:
    """Results of *compute* for every window, in order, computed ahead in threads.

    Parameters
    ----------
    sources
        Bands on one grid.
    where
        Windows, see `windows`.
    compute
        Called as ``compute(window, *arrays)`` in a thread, with one array per source. The arrays are used
        again for the next window: what is returned must not be a view of them.
    progress
        Called in the caller's thread with a fraction; may raise to cancel.

    Raises
    ------
    InputError
        A block cannot be read; file, column and row are named.
    """
    local, readers = threading.local(), []

    def work(window: Window):
        if not hasattr(local, "reader"):
            local.reader = _Reader(sources)
            readers.append(local.reader)
        return compute(window, *local.reader.read(window))

    pending: deque = deque()
    left = iter(where)
    with small_cache(), _closing(readers), ThreadPoolExecutor(workers) as pool:
        try:
            for window in islice(left, workers + 1):
                pending.append((window, pool.submit(work, window)))
            for number in range(len(where)):
                progress(number / len(where))
                window, future = pending.popleft()
                result = future.result()
                following = next(left, None)
                if following is not None:
                    pending.append((following, pool.submit(work, following)))
                yield window, result
            progress(1.0)
        finally:
            for _, future in pending:
                future.cancel()


@contextlib.contextmanager
def small_cache():
    """A small block cache: each block is needed once, and memory must not grow with the raster."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, CACHE))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)


@contextlib.contextmanager
def _closing(readers: list[_Reader]):
    """Close files at once: tracebacks keep readers alive, and Windows keeps open files locked."""
    try:
        yield
    finally:
        for reader in readers:
            reader.close()


class _Reader:
    """Data sets and buffers of one thread."""

    def __init__(self, sources: Sequence[Source]):
        self._sources = sources
        with quietly():
            self._datasets = [_opened(one) for one in sources]
        self._bands = [d.GetRasterBand(one.band) for d, one in zip(self._datasets, sources)]
        self._types = [gdal_array.GDALTypeCodeToNumericTypeCode(band.DataType) for band in self._bands]
        self._buffers = [np.empty(0, dtype=kind) for kind in self._types]

    def read(self, window: Window) -> list[np.ndarray]:
        """One array per source; valid until the next call."""
        size = window.width * window.height
        arrays = []
        for number, band in enumerate(self._bands):
            if len(self._buffers[number]) < size:
                self._buffers[number] = np.empty(size, dtype=self._types[number])
            array = self._buffers[number][:size].reshape(window.height, window.width)
            self._fill(band, window, array, self._sources[number])
            arrays.append(array)
        return arrays

    def close(self) -> None:
        """Let go of the data sets."""
        self._bands, self._datasets, self._buffers = [], [], []

    @staticmethod
    def _fill(band: gdal.Band, window: Window, array: np.ndarray, asked: Source) -> None:
        with quietly():
            try:
                read = band.ReadAsArray(window.x, window.y, window.width, window.height, buf_obj=array)
                reason = gdal.GetLastErrorMsg()
            except RuntimeError as error:
                read, reason = None, str(error)
        if read is None:
            raise InputError(
                problem(
                    "The raster {name} cannot be read at column {column}, row {row} ({width} × {height} "
                    "cells): {reason} The file is damaged or out of reach; nothing was written.",
                    name=asked.name,
                    column=window.x,
                    row=window.y,
                    width=window.width,
                    height=window.height,
                    reason=_line(reason),
                )
            )
