"""Geometry of the expected results: land cover by zone, four spaces of the parcels, conflicts of lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

# Space of the land-use codes that occur (third survey; methods B.1)
SPACE_OF_CODE = {
    "A": ("0101", "0102", "0103", "0201", "0202", "0702", "1104", "1202"),
    "E": ("0301", "0302", "0305", "0307", "0404", "1101", "1103", "1106", "1204", "1205", "1206", "1207"),
    "U": (
        "05H1",
        "0508",
        "0601",
        "0602",
        "0603",
        "0701",
        "0809",
        "0810",
        "08H1",
        "08H2",
        "1003",
        "1005",
        "1008",
        "1109",
        "1201",
    ),
    "M": ("0303", "1105"),
}
# Space of the planning zones that occur
SPACE_OF_ZONE = {
    "生态保护区": "E",
    "生态控制区": "E",
    "农田保护区": "A",
    "城镇集中建设区": "U",
    "城镇弹性发展区": "U",
    "特别用途区": "U",
    "村庄建设区": "A",
    "一般农业区": "A",
    "林业发展区": "A",
    "矿产能源发展区": "U",
}
# Precedence: the first layer that covers a piece decides
ORDER = (("sea", "sea_mask"), ("red_line", "STBHHX"), ("farmland", "YJJBNTTB"), ("boundary", "CZKFBJ"))
CONFLICTS = (
    ("C1", "STBHHX", "core = 1", "YJJBNTTB", None),
    ("C2", "STBHHX", "core = 0", "YJJBNTTB", None),
    ("C3", "STBHHX", None, "CZKFBJ", None),
    ("C4", "YJJBNTTB", None, "CZKFBJ", None),
    ("C5", "marine_redline", None, "marine_development", None),
    ("C6", "STBHHX", None, "sea_mask", None),
)
SPECK_M2 = 1.0


def space_codes() -> dict[str, str]:
    """{land-use code: space}."""
    return {code: space for space, codes in SPACE_OF_CODE.items() for code in codes}


def cover_hectares(folder: Path) -> dict[str, dict[int, float]]:
    """Hectares of every land-cover class of 2024 by zoning unit: cells whose centre lies in the unit."""
    raster = gdal.Open(str(folder / "rasters" / "landcover_2024.tif"))
    cover = raster.GetRasterBand(1).ReadAsArray()
    transform = raster.GetGeoTransform()
    package = ogr.Open(str(folder / "haiyue.gpkg"))
    layer = package.GetLayerByName("zoning_unit")
    codes = {feature.GetFID(): feature.GetField("unit_code") for feature in layer}
    zones = gdal.GetDriverByName("MEM").Create("", raster.RasterXSize, raster.RasterYSize, 1, gdal.GDT_Int32)
    zones.SetGeoTransform(transform)
    zones.SetProjection(raster.GetProjection())
    for fid in codes:
        layer.SetAttributeFilter(f"fid = {fid}")
        gdal.RasterizeLayer(zones, [1], layer, burn_values=[fid])
    burnt = zones.ReadAsArray()
    cell = abs(transform[1] * transform[5]) / 1e4
    out = {}
    for fid, code in codes.items():
        values, counts = np.unique(cover[burnt == fid], return_counts=True)
        out[code] = {int(value): int(count) * cell for value, count in zip(values, counts) if value != 0}
    return out


class Mask:
    """All polygons of a layer, with a fast test."""

    def __init__(self, package, name: str, where: str | None = None):
        layer = package.GetLayerByName(name)
        layer.SetAttributeFilter(where)
        self.parts = []
        for feature in layer:
            geometry = feature.GetGeometryRef().Clone()
            self.parts.append(
                (geometry.GetEnvelope(), geometry, geometry.CreatePreparedGeometry(), feature.items())
            )
        layer.SetAttributeFilter(None)

    def near(self, geometry):
        """Parts that touch a geometry: (geometry, prepared geometry, attributes)."""
        west, east, south, north = geometry.GetEnvelope()
        for (w, e, s, n), part, prepared, items in self.parts:
            if w <= east and e >= west and s <= north and n >= south and prepared.Intersects(geometry):
                yield part, prepared, items

    def take(self, geometry):
        """Split a geometry into [(covered piece, attributes)] and the rest (None where nothing is left)."""
        pieces, rest = [], geometry
        for part, prepared, items in self.near(geometry):
            if rest is None:
                break
            if prepared.Contains(rest):
                return [*pieces, (rest, items)], None
            piece = polygonal(rest.Intersection(part))
            if piece is not None:
                pieces.append((piece, items))
                rest = polygonal(rest.Difference(part))
        return pieces, rest


def polygonal(geometry):
    """The polygons of a geometry; None where their area is nothing."""
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    collect(out, geometry)
    return out if out.GetArea() > 1e-6 else None


def spaces(folder: Path, codes: dict[str, str]) -> tuple[list[dict], dict[tuple[str, str], float]]:
    """Four-space areas of the parcels by deciding rule, and hectares by (town, space) with the whole sea."""
    package = ogr.Open(str(folder / "haiyue.gpkg"))
    masks = [(rule, Mask(package, name)) for rule, name in ORDER]
    zones = Mask(package, "GHFQ")
    by_rule: dict[tuple[str, str], float] = {}
    by_town: dict[tuple[str, str], float] = {}
    parcels = package.GetLayerByName("DLTB")
    for parcel in parcels:
        geometry, code = parcel.GetGeometryRef().Clone(), parcel.GetField("DLBM")
        for rule, space, area in decide(geometry, codes[code], masks, zones):
            by_rule[rule, space] = by_rule.get((rule, space), 0.0) + area
            if rule != "sea":  # the sea is counted whole below, parcels on tidal flats included
                key = (parcel.GetField("QSDWDM")[:9], space)
                by_town[key] = by_town.get(key, 0.0) + area / 1e4
    for waters in package.GetLayerByName("sea_area"):
        key = (waters.GetField("unit_code"), "M")
        by_town[key] = by_town.get(key, 0.0) + waters.GetGeometryRef().GetArea() / 1e4
    rows = [
        {"rule": rule, "space": space, "area_ha": round(area / 1e4, 4)}
        for (rule, space), area in sorted(by_rule.items())
    ]
    for space in "AEUM":
        total = sum(area for (_, one), area in by_rule.items() if one == space)
        rows.append({"rule": "all", "space": space, "area_ha": round(total / 1e4, 4)})
    return rows, by_town


def decide(geometry, space_of_use: str, masks, zones):
    """Pieces of a parcel as (rule, space, m2), first match wins."""
    fixed = {"sea": "M", "red_line": "E", "farmland": "A", "boundary": "U"}
    rest = geometry
    for rule, mask in masks:
        pieces, rest = mask.take(rest)
        for piece, _ in pieces:
            yield rule, fixed[rule], piece.GetArea()
        if rest is None:
            return
    pieces, rest = zones.take(rest)
    for piece, items in pieces:
        yield "planning_zone", SPACE_OF_ZONE[items["GHFQMC"]], piece.GetArea()
    if rest is not None:
        yield "land_use", space_of_use, rest.GetArea()


def conflicts(folder: Path) -> list[dict]:
    """Every place where two lines overlap by more than a speck: code, layers, area, centre."""
    package = ogr.Open(str(folder / "haiyue.gpkg"))
    rows = []
    for code, first, where, second, other in CONFLICTS:
        left, right = Mask(package, first, where), Mask(package, second, other)
        overlap = ogr.Geometry(ogr.wkbMultiPolygon)
        for _, geometry, _, _ in left.parts:
            for part, _, _ in right.near(geometry):
                collect(overlap, geometry.Intersection(part))
        places = []
        if not overlap.IsEmpty():
            merged = overlap.UnionCascaded()
            places = [merged] if merged.GetGeometryName() == "POLYGON" else list(merged)
        for place in sorted(places, key=lambda one: (one.GetEnvelope()[0], one.GetEnvelope()[2])):
            if place.GetArea() > SPECK_M2:
                point = place.Centroid()
                rows.append(
                    {
                        "conflict": code,
                        "layer_1": first,
                        "layer_2": second,
                        "area_ha": round(place.GetArea() / 1e4, 4),
                        "x": round(point.GetX(), 1),
                        "y": round(point.GetY(), 1),
                    }
                )
    return rows


def collect(target, geometry) -> None:
    """Add the polygons of a geometry to a multipolygon."""
    if geometry.GetGeometryName() == "POLYGON":
        target.AddGeometry(geometry)
    elif geometry.GetGeometryCount():
        for part in geometry:
            collect(target, part)
