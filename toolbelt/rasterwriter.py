"""GeoTIFFs written window by window: tiled, compressed, as large as they must be."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path

import numpy as np
from osgeo import gdal, gdal_array

from ..core.errors import InputError, problem
from .rasters import WORKERS, Grid, Window, small_cache

_ZSTD = ["COMPRESS=ZSTD", "ZSTD_LEVEL=1"]
_DEFLATE = ["COMPRESS=DEFLATE", "ZLEVEL=1"]
_SHOWN = 512  # cells of a map window: overviews down to this size
_STEP = 4


class Writer:
    """A GeoTIFF in the making: tiled, compressed, as large as it must be.

    As a context manager it is closed at the end, and let go of when the work fails: an open file could
    neither be removed on Windows nor outlive GDAL.

    Parameters
    ----------
    path
        Where to write; see `outputs.Beside`.
    grid
        Grid of the output.
    dtype
        numpy type of the cells.
    nodata
        NoData value.
    bands
        Number of bands.
    overviews
        Whether a large raster gets overviews for the map. They are written with the cells: to make them later
        would mean to read and decompress the whole file again.
    """

    def __init__(self, path: Path, grid: Grid, dtype, nodata: float, bands: int = 1, overviews: bool = True):
        self._path = path
        self._errors: list[str] = []
        width, height = grid.tile
        options = ["TILED=YES", f"BLOCKXSIZE={width}", f"BLOCKYSIZE={height}", "BIGTIFF=IF_SAFER"]
        options += [f"NUM_THREADS={WORKERS}", *compression()]
        code = gdal_array.NumericTypeCodeToGDALTypeCode(np.dtype(dtype).type)
        self._dataset = None
        with self._watching():
            self._dataset = gdal.GetDriverByName("GTiff").Create(
                str(path), grid.width, grid.height, bands, code, options
            )
        self._check(self._dataset is not None)
        self._dataset.SetGeoTransform(grid.transform)
        if grid.wkt:
            self._dataset.SetProjection(grid.wkt)
        self._band = self._dataset.GetRasterBand(1)
        self._band.SetNoDataValue(nodata)
        self._steps = steps(grid) if overviews else []
        if self._steps:
            with self._watching(), small_cache():
                self._dataset.BuildOverviews("NONE", self._steps)
            self._check(True)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind, *_error) -> None:
        if kind is None:
            self.close()
        else:
            self.drop()

    def write(self, window: Window, array: np.ndarray) -> None:
        """Write the cells of one window; an array of three dimensions holds those of all bands."""
        fine = False
        with self._watching():
            target = self._band if array.ndim == 2 else self._dataset
            fine = target.WriteArray(array, window.x, window.y) == 0
            fine = fine and self._write_overviews(window, array)
        self._check(fine)

    def _write_overviews(self, window: Window, array: np.ndarray) -> bool:
        """Every fourth, sixteenth ... cell of a window into the overviews; whether that went well."""
        bands = array[np.newaxis] if array.ndim == 2 else array
        for level, step in enumerate(self._steps):
            # the first cell of the window whose column and row are multiples of the step
            left, top = -window.x % step, -window.y % step
            if left >= window.width or top >= window.height:
                continue
            place = (window.x + left) // step, (window.y + top) // step
            for number, cells in enumerate(bands, start=1):
                overview = self._dataset.GetRasterBand(number).GetOverview(level)
                taken = np.ascontiguousarray(cells[top::step, left::step])
                if overview.WriteArray(taken, *place) != 0:
                    return False
        return True

    def close(self) -> None:
        """Finish the file."""
        with self._watching(), small_cache():
            self._dataset.FlushCache()
            self._band = self._dataset = None
        self._check(True)

    @contextlib.contextmanager
    def _watching(self):
        """Gather GDAL's errors, which come late and from compressing threads."""

        def heard(kind, _number, message):
            if kind >= gdal.CE_Failure:
                self._errors.append(message)

        gdal.PushErrorHandler(heard)
        try:
            yield
        except RuntimeError as error:
            self._errors.append(str(error))
        finally:
            gdal.PopErrorHandler()

    def _check(self, fine: bool) -> None:
        if fine and not self._errors:
            return
        self.drop()
        raise InputError(
            problem(
                "The raster {path} could not be written: {reason} Check the free space and the rights of "
                "the folder.",
                path=self._path.name,
                reason=self._errors[0] if self._errors else "unknown reason",
            )
        )

    def drop(self) -> None:
        """Let go of the file; what GDAL says about it now has been said already."""
        raises = gdal.GetUseExceptions()
        # GDAL refuses where somebody let its other modules (ogr, osr) raise too
        with contextlib.suppress(RuntimeError):
            gdal.DontUseExceptions()
        with self._watching():
            self._band = self._dataset = None
        if raises and not gdal.GetUseExceptions():
            gdal.UseExceptions()


def steps(grid: Grid) -> list[int]:
    """Steps of the overviews of a raster, down to the size of a map window; none for a small one.

    Each is four times the one before: steps of two would add a third to the cells that are compressed, and
    a map reads the finer ones fast enough.
    """
    size = max(grid.width, grid.height)
    if size <= 2 * _SHOWN:
        return []
    return [_STEP**level for level in range(1, math.ceil(math.log(size / _SHOWN, _STEP)) + 1)]


def compression() -> list[str]:
    """Creation options of the fastest good compression of this GDAL: ZSTD, else DEFLATE."""
    known = gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST") or ""
    return _ZSTD if "ZSTD" in known else _DEFLATE
