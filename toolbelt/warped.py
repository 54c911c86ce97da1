"""A raster on the grid of another one, made while it is read: nothing is written, memory stays flat."""

from __future__ import annotations

from osgeo import gdal

from ..core.errors import InputError, Words, problem
from .rasters import SAME_PLACE, Band, Grid, Source, describe, quietly

#: Half a cell of slack for the rounding of extents.
_FINER = 1 + SAME_PLACE
#: What the methods are called.
METHODS = {"near": Words("near", "最邻近"), "average": Words("average", "平均"), "sum": Words("sum", "求和")}


def with_nodata(asked: Source, nodata: float) -> Source:
    """The same band where it names a NoData value; else one that names *nodata*."""
    if describe(asked).nodata is not None:
        return asked
    with quietly():
        made = gdal.Translate("", asked.dsn, format="VRT", bandList=[asked.band], noData=nodata)
        return Source(made.GetMetadata("xml:VRT")[0], asked.name)


def aligned(asked: Source, grid: Grid, kind: str, onto: str = "—") -> tuple[Source, str]:
    """A `Source` that GDAL warps onto *grid* as it is read, and the method that it uses.

    Parameters
    ----------
    asked
        The band.
    grid
        Where its cells shall lie.
    kind
        ``class``: nearest neighbour. ``density`` (per area, intensity): nearest neighbour onto finer cells,
        average onto coarser ones. ``amount`` (per cell): sum, parted by area where cells are cut, so that
        totals are kept onto finer and coarser cells alike.
    onto
        The raster of that grid, for messages.

    Raises
    ------
    InputError
        The grid is rotated, or its south is on top; or GDAL cannot bring the one to the other, for want of
        a CRS say.
    """
    a = grid.transform
    if grid.is_rotated or a[1] < 0 or a[5] > 0:
        raise InputError(
            problem(
                "The raster {name} cannot be brought to the grid of {onto}, which is turned (rotated, or "
                "with the south on top). Warp {onto} to a plain grid first.",
                name=asked.name,
                onto=onto,
            )
        )
    band = describe(asked)
    method = _method(kind, band, grid)
    with quietly():
        try:
            made = _warp(asked, band, grid, method)
            reason = gdal.GetLastErrorMsg()
        except RuntimeError as error:
            made, reason = None, str(error)
    if made is None:
        raise InputError(
            problem(
                "The raster {name} cannot be brought to the grid of the other raster: {reason} Warp it "
                "beforehand.",
                name=asked.name,
                reason=reason or "—",
            )
        )
    return Source(made.GetMetadata("xml:VRT")[0], asked.name), method


def _method(kind: str, band: Band, grid: Grid) -> str:
    if kind in ("class", "amount"):
        return {"class": "near", "amount": "sum"}[kind]
    own = band.grid
    same_units = own.crs is None or grid.crs is None or own.crs.IsGeographic() == grid.crs.IsGeographic()
    if same_units:
        is_coarser = abs(grid.transform[1]) > _FINER * abs(own.transform[1])
    else:
        # a degree and a metre are compared by how many cells an extent of one raster has
        is_coarser = grid.cells * _FINER < own.cells
    return "average" if is_coarser else "near"


def _warp(asked: Source, band: Band, grid: Grid, method: str) -> gdal.Dataset:
    a = grid.transform
    corners = [a[0], a[3], a[0] + grid.width * a[1], a[3] + grid.height * a[5]]
    bounds = (min(corners[0::2]), min(corners[1::2]), max(corners[0::2]), max(corners[1::2]))
    only = gdal.Translate("", gdal.OpenEx(asked.dsn), format="VRT", bandList=[asked.band])
    flat = only.GetMetadata("xml:VRT")[0]
    numbers = {} if method == "near" else {"outputType": gdal.GDT_Float64}
    return gdal.Warp(
        "",
        flat,
        format="VRT",
        dstSRS=grid.wkt or None,
        srcSRS=band.grid.wkt or grid.wkt or None,
        outputBounds=bounds,
        width=grid.width,
        height=grid.height,
        resampleAlg=method,
        srcNodata=band.nodata,
        dstNodata=-3.4e38 if band.nodata is None and band.dtype.kind == "f" else band.nodata,
        **numbers,
    )
