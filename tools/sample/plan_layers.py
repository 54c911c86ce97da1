"""Layers of the plan: control lines and zones on land and at sea, and the coastal habitats."""

from __future__ import annotations

from . import design
from .county import County
from .layers import COUNTY_NAME, Layer, hectares, ids, villages
from .lines import SEA_ZONES, ZONES
from .targets import COUNTY
from .topology import area, wkt

RED_KINDS = {
    **dict.fromkeys(("Yunya", "Qingyuan"), "水源涵养"),
    **dict.fromkeys(("Tieshan", "Songyuan", "Hefeng"), "水土保持"),
    **dict.fromkeys(("Luyu", "Biwan", "Yinsha"), "海岸防护"),
}
OTHER_RED_KIND = "生物多样性维护"
URBAN = {1: ("01", "城镇集中建设区"), 2: ("02", "城镇弹性发展区"), 3: ("03", "特别用途区")}
MARINE = (
    ("marine_redline", "3010", ("", "海洋生态保护红线"), "sea_red"),
    ("marine_ecology", "3020", ("", "海洋生态空间"), "sea_ecology"),
    ("marine_development", "3030", SEA_ZONES, "sea_zone"),
)


def square_metres(polygons: list) -> float:
    """Area of a feature in m2."""
    return round(area(polygons), 2)


def _numbered(county: County, layer_code: str, choose):
    """Features with their identifiers: (BSM, key, polygons)."""
    features = county.features(choose)
    for bsm, (key, polygons) in zip(ids(layer_code, len(features)), features.items()):
        yield bsm, key, polygons


def control_lines(county: County) -> list[Layer]:
    """Red line, permanent basic farmland, urban boundary, planning zones."""
    return [_red_line(county), _farmland(county), _urban(county), _zones(county)]


def _red_line(county: County) -> Layer:
    layer = Layer("STBHHX", "BSM XJXZQDM XJXZQMC LHLX MC GKCS core:int MJ:float")
    by_number = {town.number: town for town in county.towns}

    def choose(v):
        return (v["town"] or v["sea_town"]) * 10 + v["red"] if v["red"] else None

    for bsm, key, polygons in _numbered(county, "2010", choose):
        town, core = by_number[key // 10], key % 10 == 2
        kind = RED_KINDS.get(town.name_en, OTHER_RED_KIND)
        title = f"{town.name[:-1]}{kind}生态保护红线"
        rule = "自然保护地核心保护区" if core else "一般控制区"
        size = square_metres(polygons)
        layer.rows.append((bsm, COUNTY, COUNTY_NAME, kind, title, rule, int(core), size, wkt(polygons)))
    return layer


def _farmland(county: County) -> Layer:
    layer = Layer("YJJBNTTB", "BSM XZQDM XZQMC DLBM DLMC YJJBNTTBMJ:float SJNF:int")
    names, titles = villages(county), design.land_names()
    codes = sorted(titles)

    def choose(v):
        return v["village"] * 100 + codes.index(str(county.land.code[v["patch"]])) if v["farmland"] else None

    for bsm, key, polygons in _numbered(county, "2020", choose):
        village, name, _ = names[key // 100 - 1]
        code = codes[key % 100]
        layer.rows.append(
            (bsm, village, name, code, titles[code], square_metres(polygons), 2024, wkt(polygons))
        )
    return layer


def _urban(county: County) -> Layer:
    layer = Layer("CZKFBJ", "BSM XZQDM XZQMC GHFQDM GHFQMC MJ:float")
    by_number = {town.number: town for town in county.towns}

    def choose(v):
        return v["town"] * 10 + v["urban"] if v["urban"] else None

    for bsm, key, polygons in _numbered(county, "2030", choose):
        town = by_number[key // 10]
        size = square_metres(polygons)
        layer.rows.append((bsm, town.code, town.name, *URBAN[key % 10], size, wkt(polygons)))
    return layer


def _zones(county: County) -> Layer:
    layer = Layer("GHFQ", "BSM XZQDM XZQMC GHFQMC MJ:float")
    by_number = {town.number: town for town in county.towns}

    def choose(v):
        return v["town"] * 100 + v["zone"] if v["zone"] else None

    for bsm, key, polygons in _numbered(county, "2040", choose):
        town = by_number[key // 100]
        size = square_metres(polygons)
        layer.rows.append((bsm, town.code, town.name, ZONES[key % 100], size, wkt(polygons)))
    return layer


def marine(county: County) -> list[Layer]:
    """Marine red line, ecological space and development zones by coastal town."""
    by_number = {town.number: town for town in county.towns}
    out = []
    for name, layer_code, kinds, key in MARINE:
        layer = Layer(name, "BSM XZQDM XZQMC LX MJ:float")

        def choose(v, key=key):
            return v["sea_town"] * 10 + v[key] if v[key] else None

        for bsm, number, polygons in _numbered(county, layer_code, choose):
            town = by_number[number // 10]
            size = square_metres(polygons)
            layer.rows.append((bsm, town.code, town.name, kinds[number % 10], size, wkt(polygons)))
        out.append(layer)
    return out


def habitats(county: County) -> list[Layer]:
    """Mangroves of 2015 and 2024 and tidal flats of 2024, by coastal town."""
    by_number = {town.number: town for town in county.towns}
    land = county.land
    out = []
    for name, code, years in (
        ("mangrove", "0303", ((2015, land.before), (2024, land.code))),
        ("tidal_flat", "1105", ((2024, land.code),)),
    ):
        layer = Layer(name, "unit_code unit_name habitat area_ha:float year:int")
        for year, codes in years:

            def choose(v, codes=codes, code=code):
                return v["sea_town"] if v["sea_town"] and codes[v["patch"]] == code else None

            for number, polygons in county.features(choose).items():
                town = by_number[number]
                layer.rows.append((town.code, town.name, name, hectares(polygons), year, wkt(polygons)))
        out.append(layer)
    return out
