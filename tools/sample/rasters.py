"""Raster layers of the sample."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from .county import County
from .grid import CELL, EPSG, LEFT, TOP, smooth, value_noise
from .landuse import clcd
from .terrain import distance_km

TEXTURE = 80  # one texture for both years, so that only real changes show
COLOURS = {
    1: (250, 227, 156),
    2: (68, 111, 51),
    3: (51, 160, 44),
    4: (171, 211, 123),
    5: (30, 105, 180),
    6: (166, 206, 227),
    7: (207, 189, 163),
    8: (226, 66, 144),
    9: (40, 155, 232),
}
PEOPLE_WEIGHT = {"0701": 12.0, "0702": 5.0, "05H1": 4.0, "08H1": 2.0, "08H2": 4.0, "0601": 0.7, "1005": 0.5}


def write_all(county: County, population: dict[str, int], folder: Path) -> None:
    """Write the seven rasters into a folder."""
    land = county.land
    for year, codes in ((2015, land.before), (2024, land.code)):
        write(folder / f"landcover_{year}.tif", clcd(codes, land.patch, TEXTURE), 1, 0, classes=True)
    ground = county.terrain
    inside = ground.land
    slope = np.where(inside, np.clip(np.round(ground.slope), 0, 80), 255)
    write(folder / "slope.tif", _coarser(slope, 2, np.min).astype(np.uint8), 2, 255)
    people = _people(county, population)
    write(folder / "population.tif", people, 2, -1)
    write(folder / "night_light.tif", _light(county, people), 10, 255)
    sun, wind = _resources(county)
    write(folder / "solar_ghi.tif", sun, 10, -1)
    write(folder / "wind_speed_100m.tif", wind, 10, -1)


def _coarser(grid: np.ndarray, factor: int, how) -> np.ndarray:
    rows, columns = grid.shape[0] // factor, grid.shape[1] // factor
    blocks = grid[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    return how(how(blocks, axis=3), axis=1)


def _people(county: County, population: dict[str, int]) -> np.ndarray:
    """Residents per 100 m cell; the cells of a town add up to its population (to the rounding of 0.01)."""
    weight = np.zeros(len(county.land.code))
    for code, value in PEOPLE_WEIGHT.items():
        weight[county.land.code == code] = value
    field = np.where(county.terrain.land, weight[county.land.patch], 0.0)
    field = np.where(county.terrain.land, smooth(field, 1), 0.0) * (1.0 + 0.35 * value_noise(81, 1.5, 3))
    field = np.clip(field, 0.0, None)
    people = np.zeros(field.shape)
    for town in county.towns:
        own = county.town_grid == town.number
        people[own] = field[own] / field[own].sum() * population[town.code]
    people = np.round(_coarser(people, 2, np.sum), 2).astype(np.float32)
    return np.where(_coarser(county.terrain.land, 2, np.any), people, np.float32(-1))


def _light(county: County, people: np.ndarray) -> np.ndarray:
    """Night light 0..63 per 500 m cell: dense living and industry."""
    industry = np.isin(county.land.code, ("0601", "1008", "05H1"))[county.land.patch]
    bright = (
        _coarser(np.clip(people, 0, None), 5, np.sum) / 45.0
        + _coarser(industry.astype(float), 10, np.sum) * 0.55
    )
    light = np.clip(np.round(smooth(bright, 1)), 0, 63)
    inside = _coarser(county.terrain.land | county.terrain.sea, 10, np.any)
    return np.where(inside, light, 255).astype(np.uint8)


def _resources(county: County) -> tuple[np.ndarray, np.ndarray]:
    """Yearly sunshine on the flat (kWh/m2, land) and mean wind at 100 m (m/s, also at sea), by 500 m cell."""
    ground = county.terrain
    out_at_sea = np.where(ground.sea, np.minimum(distance_km(ground.land), 9.0), 0.0)
    shelter = np.where(ground.land, np.minimum(ground.coast_km, 10.0), 0.0)
    sun = 1365.0 + 32.0 * value_noise(82, 12.0, 3) - 0.045 * ground.elevation - 4.0 * shelter
    wind = (
        6.1 + 0.17 * out_at_sea - 0.15 * shelter + 0.0034 * ground.elevation + 0.25 * value_noise(83, 6.0, 3)
    )
    land, both = _coarser(ground.land, 10, np.any), _coarser(ground.land | ground.sea, 10, np.any)
    sun = np.where(land, np.round(_coarser(sun, 10, np.mean)), -1).astype(np.int16)
    wind = np.where(both, np.round(_coarser(wind, 10, np.mean), 2), -1).astype(np.float32)
    return sun, wind


def write(path: Path, grid: np.ndarray, cells: int, nodata: float, classes: bool = False) -> None:
    """Write one GeoTIFF; `cells` is its cell size in cells of the working grid."""
    kind = {"uint8": gdal.GDT_Byte, "int16": gdal.GDT_Int16, "float32": gdal.GDT_Float32}[grid.dtype.name]
    options = ["COMPRESS=DEFLATE", "ZLEVEL=9", "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256"]
    if kind == gdal.GDT_Float32:
        options.append("PREDICTOR=3")
    driver = gdal.GetDriverByName("GTiff")
    dataset = driver.Create(str(path), grid.shape[1], grid.shape[0], 1, kind, options)
    dataset.SetGeoTransform((LEFT, CELL * cells, 0.0, TOP, 0.0, -CELL * cells))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    dataset.SetProjection(reference.ExportToWkt())
    band = dataset.GetRasterBand(1)
    band.SetNoDataValue(nodata)
    if classes:
        colours = gdal.ColorTable()
        for value, colour in COLOURS.items():
            colours.SetColorEntry(value, (*colour, 255))
        band.SetColorTable(colours)
    band.WriteArray(grid)
    band = dataset = None
