"""Files of the sample: GeoPackage, CSV, XLSX. The same content gives the same file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from osgeo import gdal, ogr, osr

from .grid import EPSG
from .layers import Layer

# GeoPackage keeps the time of the last change; a fixed one keeps the file the same
STAMP = "2024-06-05T00:00:00.000Z"
OGR_TYPES = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}
GEOMETRIES = {"MULTIPOLYGON": ogr.wkbMultiPolygon, "POINT": ogr.wkbPoint, None: ogr.wkbNone}
CHINESE_UNITS = {"t": "吨", "10^4 Nm3": "万立方米", "MWh": "兆瓦时", "GJ": "吉焦", "ha": "公顷", "head": "头"}


def geopackage(path: Path, layers: list[Layer]) -> None:
    """Write all layers and tables into one GeoPackage."""
    gdal.SetConfigOption("OGR_CURRENT_DATE", STAMP)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), options=["ADD_GPKG_OGR_CONTENTS=NO"])
    for layer in layers:
        options = ["FID=fid"]
        if layer.geometry:
            # an index takes three pages of 4 kB: worth it for the parcels only
            options += ["GEOMETRY_NAME=geom", f"SPATIAL_INDEX={'YES' if len(layer.rows) > 1000 else 'NO'}"]
        target = dataset.CreateLayer(
            layer.name, reference if layer.geometry else None, GEOMETRIES[layer.geometry], options
        )
        for name, kind in layer.fields:
            target.CreateField(ogr.FieldDefn(name, OGR_TYPES[kind]))
        target.StartTransaction()
        for row in layer.rows:
            _add(target, layer, row)
        target.CommitTransaction()
    dataset.ExecuteSQL("VACUUM")
    dataset = None
    gdal.SetConfigOption("OGR_CURRENT_DATE", None)


def _add(target: ogr.Layer, layer: Layer, row: tuple) -> None:
    feature = ogr.Feature(target.GetLayerDefn())
    for index, (_, value) in enumerate(zip(layer.fields, row)):
        if value is not None:
            feature.SetField(index, value)
    if layer.geometry:
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(row[-1]))
    target.CreateFeature(feature)


def csv_file(path: Path, rows: list[dict], encoding: str = "utf-8") -> None:
    """Write rows that share their keys as CSV."""
    with path.open("w", encoding=encoding, newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\r\n" if encoding != "utf-8" else "\n")
        writer.writeheader()
        writer.writerows(rows)


def activity_for_excel(path: Path, rows: list[dict]) -> None:
    """The town activity of 2024 as Excel saves "CSV UTF-8": with a byte-order mark and Chinese unit names."""
    year = max(row["year"] for row in rows)
    chosen = [{**row, "unit": CHINESE_UNITS[row["unit"]]} for row in rows if row["year"] == year]
    csv_file(path, chosen, "utf-8-sig")


def monitoring_for_excel(path: Path, rows: list[dict]) -> None:
    """The quality table as an old Excel saves CSV: GB18030, Chinese headers, numbers that are text.

    Faults put in on purpose: full-width digits in one cell, a dash for a value that is missing, a blank
    behind a number.
    """
    year = max(row["year"] for row in rows)
    out = []
    for number, row in enumerate(one for one in rows if one["year"] == year):
        value = f"{row['amount']:g}"
        if number == 4:
            value = value.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
        elif number == 10:
            value = "—"
        elif number == 15:
            value += " "
        out.append(
            {
                "行政区代码": row["unit_code"],
                "乡镇名称": row["unit_name"],
                "污染物": row["pollutant"],
                "介质": row["medium"],
                "年均值": value,
                "单位": row["unit"],
                "年份": row["year"],
                "功能区类别": row["functional_class"],
                "标准限值": f"{row['limit_value']:g}",
            }
        )
    csv_file(path, out, "gb18030")


def targets_for_excel(path: Path, rows: list[dict]) -> None:
    """The targets of the towns for 2035 as an Excel sheet, with a row of totals at the bottom."""
    wanted = (
        "cropland",
        "basic_farmland",
        "land_red_line",
        "construction_land",
        "gross_carbon",
        "carbon_sink",
    )
    table: dict[str, dict] = {}
    for row in rows:
        if row["level"] == 5 and row["year"] == 2035 and row["concept"] in wanted:
            line = table.setdefault(
                row["unit_code"], {"unit_code": row["unit_code"], "unit_name": row["unit_name"]}
            )
            line[row["concept"]] = row["value"]
    dataset = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    layer = dataset.CreateLayer("town_targets_2035", None, ogr.wkbNone)
    columns = ["unit_code", "unit_name", *wanted]
    for name in columns:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString if name.startswith("unit") else ogr.OFTReal))
    total = {"unit_code": None, "unit_name": "合计"}
    total.update({name: round(sum(line[name] for line in table.values()), 3) for name in wanted})
    for line in [*table.values(), total]:
        feature = ogr.Feature(layer.GetLayerDefn())
        for index, name in enumerate(columns):
            if line[name] is not None:
                feature.SetField(index, line[name])
        layer.CreateFeature(feature)
    dataset = None


def ceds_extract(source: Path, path: Path, first_year: int = 2005) -> None:
    """Cut the CEDS table to what the examples need: all countries, years since 2005, seven substances."""
    columns = ("iso3", "year", "CO2_kt", "SO2_kt", "NOx_kt", "NH3_kt", "CO_kt", "NMVOC_kt", "BC_kt")
    with source.open(encoding="utf-8-sig", newline="") as handle:
        rows = [
            {name: row[name] for name in columns}
            for row in csv.DictReader(handle)
            if int(row["year"]) >= first_year
        ]
    for row in rows:
        for name in columns[2:]:
            row[name] = re.sub(r"\.?0+$", "", row[name]) if "." in row[name] else row[name]
    csv_file(path, rows)
