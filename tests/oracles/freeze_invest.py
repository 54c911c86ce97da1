"""What the carbon model of InVEST finds on the maps of `invest_cases`.

    python tests/oracles/freeze_invest.py            writes tests/fixtures/invest_carbon.json
    python tests/oracles/freeze_invest.py --print    prints the same

Needs a Python with `natcap.invest` (``pip install natcap.invest``; GDAL must be there), best an environment
of its own: it brings other versions of packages than QGIS.
"""

from __future__ import annotations

import csv
import importlib.metadata
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from oracles import invest_cases as cases

TARGET = Path(__file__).resolve().parents[1] / "fixtures" / "invest_carbon.json"
OUTPUTS = {
    "stock_first": "c_storage_bas.tif",
    "stock_last": "c_storage_alt.tif",
    "change": "c_change_bas_alt.tif",
    "worth": "npv_alt.tif",
}


def write_map(path: Path, cells: np.ndarray) -> None:
    """A map of classes as GeoTIFF."""
    from osgeo import gdal, osr

    height, width = cells.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 1, gdal.GDT_Byte)
    reference = osr.SpatialReference()
    reference.SetFromUserInput(cases.CRS)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((cases.CORNER[0], cases.CELL[0], 0, cases.CORNER[1], 0, cases.CELL[1]))
    dataset.GetRasterBand(1).SetNoDataValue(cases.NODATA)
    dataset.GetRasterBand(1).WriteArray(cells)
    dataset.FlushCache()


def cells_of(path: Path) -> list:
    """Cells of a raster, None without data."""
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    band = dataset.GetRasterBand(1)
    cells, nodata = band.ReadAsArray().astype(float), band.GetNoDataValue()
    empty = np.isclose(cells, nodata)
    return np.where(empty, None, cells.round(6)).tolist()


def run(folder: Path) -> dict[str, list]:
    """Rasters that InVEST makes."""
    from natcap.invest import carbon

    for name, cells in zip(("first.tif", "last.tif"), cases.maps()):
        write_map(folder / name, cells)
    with (folder / "pools.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cases.table())
    carbon.execute(
        {
            "workspace_dir": str(folder / "out"),
            "carbon_pools_path": str(folder / "pools.csv"),
            "lulc_bas_path": str(folder / "first.tif"),
            "lulc_alt_path": str(folder / "last.tif"),
            "lulc_bas_year": cases.YEARS[0],
            "lulc_alt_year": cases.YEARS[1],
            "calc_sequestration": True,
            "do_valuation": True,
            "price_per_metric_ton_of_c": cases.PRICE,
            "discount_rate": cases.DISCOUNT,
            "rate_change": cases.RATE_CHANGE,
            "n_workers": -1,
        }
    )
    return {key: cells_of(folder / "out" / name) for key, name in OUTPUTS.items()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder))
    version = importlib.metadata.version("natcap.invest")
    text = json.dumps({"made_by": f"natcap.invest {version}, tests/oracles/freeze_invest.py", **found})
    if "--print" in sys.argv:
        sys.stdout.write(text + "\n")
    else:
        TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
