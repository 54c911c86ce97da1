"""Rasters on other grids: totals of amounts are kept, whichever grid is the finer one."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import make_raster
from osgeo import gdal

from carbon_pollution_zoning.toolbelt import rasters, warped

CORNER, SIDE = (500_000.0, 3_300_000.0), 1200.0
VALUES = {
    cell: np.arange(1.0, (SIDE / cell) ** 2 + 1).reshape(int(SIDE / cell), -1) for cell in (100, 200, 300)
}


def raster(workplace, cell, values=None, nodata=None) -> rasters.Source:
    given = VALUES[cell] if values is None else values
    options = {} if nodata is None else {"nodata": nodata}
    path = make_raster(
        workplace / f"量 {cell}.tif",
        given.astype(np.float32),
        crs="EPSG:4547",
        cell=(float(cell), -float(cell)),
        corner=CORNER,
        **options,
    )
    return rasters.Source(path, f"amount {cell}")


@pytest.mark.parametrize("own", VALUES)
@pytest.mark.parametrize("other", VALUES)
def test_totals_of_amounts_are_kept_onto_finer_and_coarser_cells(provider, workplace, own, other):
    asked, grid = raster(workplace, own), rasters.describe(raster(workplace, other)).grid
    made, method = warped.aligned(asked, grid, "amount")
    found = gdal.Open(made.dsn).ReadAsArray()
    assert method == "sum" and found.shape == (grid.height, grid.width)
    assert found.sum() == pytest.approx(VALUES[own].sum(), rel=1e-9)
    if own == 200 and other == 100:
        assert found[:2, :2] == pytest.approx(np.full((2, 2), VALUES[200][0, 0] / 4))


def test_amounts_beside_missing_ones_stay_what_they_are(provider, workplace):
    values = VALUES[200].copy()
    values[0, 0] = -9999
    asked = raster(workplace, 200, values, -9999.0)
    made, _ = warped.aligned(asked, rasters.describe(raster(workplace, 100)).grid, "amount")
    found = gdal.Open(made.dsn).ReadAsArray()
    assert (found[:2, :2] == -9999).all()
    assert found[found != -9999].sum() == pytest.approx(VALUES[200].sum() - VALUES[200][0, 0], rel=1e-9)


@pytest.mark.parametrize(("kind", "method"), [("class", "near"), ("density", "near")])
def test_densities_and_classes_repeat_onto_finer_cells(provider, workplace, kind, method):
    asked, grid = raster(workplace, 200), rasters.describe(raster(workplace, 100)).grid
    made, used = warped.aligned(asked, grid, kind)
    assert used == method
    assert (gdal.Open(made.dsn).ReadAsArray()[::2, ::2] == VALUES[200]).all()


def test_methods_are_told_in_both_languages():
    assert [one.text("zh_CN") for one in warped.METHODS.values()] == ["最邻近", "平均", "求和"]


def test_a_nodata_value_is_named_only_where_there_is_none(workplace):
    cells = np.array([[1.0, -9999.0]], dtype=np.float32)
    bare = rasters.Source(make_raster(workplace / "无 值.tif", cells), "bare")
    made = warped.with_nodata(bare, -9999.0)
    assert (rasters.describe(made).nodata, made.name) == (-9999.0, "bare")
    own = rasters.Source(make_raster(workplace / "own.tif", cells, nodata=1.0), "own")
    assert warped.with_nodata(own, -9999.0) is own
