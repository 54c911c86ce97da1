"""Large synthetic inputs, the same for every run of the same size: rasters and polygons without gaps.

    .venv/bin/python benchmarks/inputs.py FOLDER [side]

Cells of 30 m in tiles of 512: land cover as CLCD 1 to 9 (bytes, DEFLATE), a pollution load around 60 (32-bit
floats, DEFLATE) and a net emission in t per ha that follows the land cover (32-bit floats, LZW). Patches of
several sizes, some speckle, and corners without data, so that compression and runs are those of real maps.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

CELL, LEFT, TOP, TILE = 30.0, -500_000.0, 4_500_000.0, 2048
CRS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"
SHARES = np.array([0.22, 0.45, 0.47, 0.72, 0.75, 0.76, 0.90, 0.985])
PER_HECTARE = np.array([0, 0.42, -0.65, -0.24, -0.02, -0.25, 0, -0.005, 63.0, -0.5], dtype=np.float32)
NODATA = -9999.0
RASTERS = {
    "land_cover": ("Byte", 0, ["COMPRESS=DEFLATE"]),
    "pollution": ("Float32", NODATA, ["COMPRESS=DEFLATE", "PREDICTOR=3", "ZLEVEL=4"]),
    "net_carbon": ("Float32", NODATA, ["COMPRESS=LZW", "PREDICTOR=2"]),
}


def paths(folder: Path, side: int) -> dict[str, Path]:
    """Name -> file of the rasters of one side."""
    return {name: Path(folder) / f"{name}_{side}.tif" for name in RASTERS}


def smooth(rng: np.random.Generator, wavelengths, weights) -> np.ndarray:
    """Sum of random grids, enlarged bilinearly: patches of several sizes."""
    field = np.zeros((TILE, TILE), dtype=np.float32)
    for wavelength, weight in zip(wavelengths, weights):
        nodes = rng.standard_normal((TILE // wavelength + 3,) * 2).astype(np.float32)
        position = np.arange(TILE, dtype=np.float32) / wavelength
        low = position.astype(int)
        part = position - low
        rows = nodes[low] * (1 - part[:, None]) + nodes[low + 1] * part[:, None]
        field += weight * (rows[:, low] * (1 - part) + rows[:, low + 1] * part)
    return field


def tile(rng: np.random.Generator, breaks, left: int, top: int, side: int) -> dict[str, np.ndarray]:
    """Cells of the three rasters in one tile."""
    height, width = min(TILE, side - top), min(TILE, side - left)
    relief = smooth(rng, (640, 160, 48, 14, 5), (1, 0.8, 0.6, 0.5, 0.25))[:height, :width]
    land = (np.searchsorted(breaks(relief), relief) + 1).astype(np.uint8)
    speckle = rng.random((height, width)) < 0.004
    land[speckle] = rng.integers(1, 10, int(speckle.sum()), dtype=np.uint8)
    y = np.abs(np.arange(top, top + height) - side / 2)[:, None] / (side / 2)
    x = np.abs(np.arange(left, left + width) - side / 2)[None, :] / (side / 2)
    load = smooth(rng, (512, 128, 30), (1, 0.6, 0.2))[:height, :width] * 20 + 60
    load = np.round(load, 1).astype(np.float32)
    net = PER_HECTARE[land] * np.round(1 + 0.15 * relief, 2).astype(np.float32)
    outside = x**3 + y**3 > 1.0
    land[outside], load[outside], net[outside] = 0, NODATA, NODATA
    return {"land_cover": land, "pollution": load, "net_carbon": net}


def rasters(folder: Path, side: int) -> dict[str, Path]:
    """Write the rasters of one side, unless they are there; returns their paths."""
    from osgeo import gdal, osr

    made = paths(folder, side)
    if all(path.exists() for path in made.values()):
        return made
    reference = osr.SpatialReference()
    reference.SetFromUserInput(CRS)
    datasets = {}
    for name, (kind, nodata, options) in RASTERS.items():
        tiles = ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "NUM_THREADS=ALL_CPUS", "BIGTIFF=IF_SAFER"]
        code = gdal.GetDataTypeByName(kind)
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(made[name]), side, side, 1, code, [*tiles, *options]
        )
        dataset.SetProjection(reference.ExportToWkt())
        dataset.SetGeoTransform((LEFT, CELL, 0, TOP, 0, -CELL))
        dataset.GetRasterBand(1).SetNoDataValue(nodata)
        datasets[name] = dataset
    rng, known = np.random.default_rng(1), []

    def breaks(relief):
        known[:] = known or [np.quantile(relief[::7, ::7], SHARES)]
        return known[0]

    for top in range(0, side, TILE):
        for left in range(0, side, TILE):
            for name, cells in tile(rng, breaks, left, top, side).items():
                datasets[name].GetRasterBand(1).WriteArray(cells, left, top)
    return made


def tessellation(
    path: Path, count: int, seed: int, extent: float, corner: tuple[float, float] = (0.0, 0.0)
) -> None:
    """Write Voronoi cells of a shaken grid that fill a square, with a code; mirrored points straighten it."""
    from osgeo import ogr, osr
    from scipy.spatial import Voronoi

    rng = np.random.default_rng(seed)
    row = int(np.ceil(np.sqrt(count)))
    grid = np.stack(np.meshgrid(np.arange(row), np.arange(row)), -1).reshape(-1, 2)[:count] + 0.5
    points = (grid + rng.uniform(-0.42, 0.42, grid.shape)) / row * extent
    mirrored = [points]
    for axis in (0, 1):
        for wall in (0.0, extent):
            near = points[np.abs(points[:, axis] - wall) < 0.05 * extent].copy()
            near[:, axis] = 2 * wall - near[:, axis]
            mirrored.append(near)
    cells = Voronoi(np.vstack(mirrored))
    reference = osr.SpatialReference()
    reference.SetFromUserInput(CRS)
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = target.CreateLayer(path.stem, reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("unit_code", ogr.OFTString))
    layer.StartTransaction()
    for number in range(count):
        ring = np.round(cells.vertices[cells.regions[cells.point_region[number]]], 3) + corner
        text = ",".join(f"{x:.3f} {y:.3f}" for x, y in [*ring, ring[0]])
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["unit_code"] = f"{370000000 + number:09d}"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({text}))"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def zones(folder: Path, side: int, count: int) -> Path:
    """Polygons over the rasters of one side, unless they are there."""
    path = Path(folder) / f"zones_{count}_{side}.gpkg"
    if not path.exists():
        tessellation(path, count, 11, side * CELL, (LEFT, TOP - side * CELL))
    return path


def apart(make, *arguments):
    """What *make* gives, made in a process of its own.

    Linux counts the memory that a process has had towards every program that it starts afterwards.
    """
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(make, *arguments).result()


if __name__ == "__main__":
    rasters(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
