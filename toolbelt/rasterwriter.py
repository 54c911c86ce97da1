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
    """

    def __init__(self, path: Path, grid: Grid, dtype, nodata: float, bands: int = 1):
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
        self._check(fine)

    def close(self, overviews: bool = True) -> None:
        """Finish the file, with overviews for the map unless *overviews* is false."""
        size = max(self._dataset.RasterXSize, self._dataset.RasterYSize)
        levels = [2**n for n in range(1, max(1, math.ceil(math.log2(max(size, 2) / _SHOWN))) + 1)]
        with self._watching(), small_cache():
            self._dataset.FlushCache()
            if overviews and size > 2 * _SHOWN and not self._errors:
                self._dataset.BuildOverviews("NEAREST", levels)
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


def compression() -> list[str]:
    """Creation options of the fastest good compression of this GDAL: ZSTD, else DEFLATE."""
    known = gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST") or ""
    return _ZSTD if "ZSTD" in known else _DEFLATE
