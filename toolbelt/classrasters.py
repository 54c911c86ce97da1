"""What a raster of classes tells other programs: colour table, and attribute table with words and areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal

from .gdaloptions import configured
from .rasters import quietly


@dataclass(frozen=True)
class ClassRow:
    """One value of a raster: its code, words, colour (``#rrggbb``), cells and hectares."""

    value: int
    code: str
    name_en: str
    name_zh: str
    colour: str
    cells: int
    area_ha: float


# From 3.11 on GDAL writes attribute tables into the TIFF, and loses those of a file that it only reads.
_BESIDE = {"GTIFF_WRITE_RAT_TO_PAM": "YES"}
_COLUMNS = (
    ("VALUE", gdal.GFT_Integer, gdal.GFU_MinMax),
    ("COUNT", gdal.GFT_Real, gdal.GFU_PixelCount),
    ("CODE", gdal.GFT_String, gdal.GFU_Name),
    ("NAME_EN", gdal.GFT_String, gdal.GFU_Generic),
    ("NAME_ZH", gdal.GFT_String, gdal.GFU_Generic),
    ("AREA_HA", gdal.GFT_Real, gdal.GFU_Generic),
    ("RED", gdal.GFT_Integer, gdal.GFU_Red),
    ("GREEN", gdal.GFT_Integer, gdal.GFU_Green),
    ("BLUE", gdal.GFT_Integer, gdal.GFU_Blue),
)


def describe(path: Path, rows: Sequence[ClassRow]) -> None:
    """Lay colour table and attribute table of *rows* beside the raster *path* (``.aux.xml``).

    The file itself is not touched again: GDAL keeps both for a file that is open for reading.
    """
    table, colours = gdal.RasterAttributeTable(), gdal.ColorTable()
    for name, kind, usage in _COLUMNS:
        table.CreateColumn(name, kind, usage)
    table.SetRowCount(len(rows))
    for at, row in enumerate(rows):
        rgb = tuple(int(row.colour[start : start + 2], 16) for start in (1, 3, 5))
        for column, value in ((0, row.value), (6, rgb[0]), (7, rgb[1]), (8, rgb[2])):
            table.SetValueAsInt(at, column, value)
        for column, value in ((1, float(row.cells)), (5, row.area_ha)):
            table.SetValueAsDouble(at, column, value)
        for column, text in ((2, row.code), (3, row.name_en), (4, row.name_zh)):
            table.SetValueAsString(at, column, text)
        colours.SetColorEntry(row.value, (*rgb, 255))
    with quietly(), configured(_BESIDE):
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER | gdal.OF_READONLY)
        band = dataset.GetRasterBand(1)
        band.SetDefaultRAT(table)
        band.SetColorTable(colours)
        band = dataset = None
