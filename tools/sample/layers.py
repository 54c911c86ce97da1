"""Layers of the sample: units, parcels, enterprises, stations, and tables without geometry."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from . import design, economy
from .county import County
from .grid import BOTTOM, CELL, COLUMNS, LEFT, TOP, generator
from .patches import majority
from .targets import COUNTY
from .topology import area, wkt
from .works import SETTLEMENT, TOWN_LAND

COUNTY_NAME = "海岳县"
TYPES = {"str": str, "int": int, "float": float}
STATE_OWNED = ("0701", "1003", "1005", "1008", "1101", "1103", "1105", "0303")


@dataclass
class Layer:
    """A layer or, with `geometry` None, a table.

    `columns` lists its fields as "name name:int name:float"; a row has one value per field and, in layers,
    the geometry as well-known text at the end.
    """

    name: str
    columns: str
    geometry: str | None = "MULTIPOLYGON"
    rows: list[tuple] = field(default_factory=list)

    @property
    def fields(self) -> list[tuple[str, type]]:
        """Names and types of the fields."""
        pairs = [column.partition(":") for column in self.columns.split()]
        return [(name, TYPES[kind or "str"]) for name, _, kind in pairs]

    def index(self, *names: str) -> int:
        """Place of the first of the names that is a field."""
        have = [name for name, _ in self.fields]
        return next(have.index(name) for name in names if name in have)


def hectares(polygons: list) -> float:
    """Area of a feature in ha."""
    return round(area(polygons) / 1e4, 4)


def villages(county: County) -> list[tuple[str, str, str]]:
    """Code, name and English name of every village, in the order of their numbers; names do not repeat."""
    parts = design.read("village_names")
    pairs = [(a, b) for a in parts if a["part"] == "first" for b in parts if b["part"] == "second"]
    names: dict[str, str] = {}
    for index in generator(70).permutation(len(pairs)):
        first, second = pairs[index]
        english = first["name_en"] + second["name_en"]
        if english not in names.values() and first["name_zh"] != second["name_zh"]:
            names[first["name_zh"] + second["name_zh"]] = english
    out = []
    for (town, order, _), (name, english) in zip(county.villages, names.items()):
        seat = order == 1  # the seat of the town is a community, the others are villages
        number = order if seat else 199 + order
        out.append((f"{town.code}{number:03d}", name + ("社区" if seat else "村"), english))
    return out


def ids(layer: str, count: int) -> list[str]:
    """Identifiers BSM: county code, layer code and running number, 18 digits."""
    return [f"{COUNTY}{layer}{number:08d}" for number in range(1, count + 1)]


def admin(county: County, people: dict[str, dict]) -> list[Layer]:
    """County, towns, villages, zoning units (town with its sea), sea mask and sea by town."""
    land = county.features(lambda v: v["town"] or None)
    sea = county.features(lambda v: v["sea_town"] or None)
    both = county.features(lambda v: v["town"] or v["sea_town"] or None)
    town = Layer(
        "town",
        "unit_code unit_name name_en level:int parent_code area_ha:float population:int gdp_1e4_yuan:int"
        " coastal:int",
    )
    unit = Layer("zoning_unit", "unit_code unit_name name_en area_ha:float land_ha:float sea_ha:float")
    waters = Layer("sea_area", "unit_code unit_name area_ha:float")
    for one in county.towns:
        dry, name = hectares(land[one.number]), (one.code, one.name)
        wet = hectares(sea[one.number]) if one.number in sea else 0.0
        facts = people[one.code]
        counts = (facts["population"], facts["gdp_1e4_yuan"], int(one.coastal))
        town.rows.append((*name, one.name_en, 5, COUNTY, dry, *counts, wkt(land[one.number])))
        unit.rows.append((*name, one.name_en, round(dry + wet, 4), dry, wet, wkt(both[one.number])))
        if one.coastal:
            waters.rows.append((*name, wet, wkt(sea[one.number])))
    return [_county(county), town, _villages(county), unit, _sea_mask(county), waters]


def _villages(county: County) -> Layer:
    layer = Layer("village", "unit_code unit_name name_en parent_code area_ha:float")
    names = villages(county)
    for number, polygons in county.features(lambda v: v["village"] or None).items():
        code, name, english = names[number - 1]
        layer.rows.append((code, name, english, code[:9], hectares(polygons), wkt(polygons)))
    return layer


def _county(county: County) -> Layer:
    layer = Layer("county", "unit_code unit_name name_en level:int parent_code area_ha:float")
    whole = county.features(lambda v: 1 if v["town"] else None)[1]
    layer.rows.append((COUNTY, COUNTY_NAME, "Haiyue County", 4, COUNTY[:4], hectares(whole), wkt(whole)))
    return layer


def _sea_mask(county: County) -> Layer:
    layer = Layer("sea_mask", "name area_ha:float")
    water = county.features(lambda v: 1 if v["sea_town"] else None)[1]
    layer.rows.append(("海岳海域", hectares(water), wkt(water)))
    return layer


def parcels(county: County) -> Layer:
    """DLTB, the parcels of the land survey: land, and tidal flats seaward of the coastline."""
    layer = Layer("DLTB", "BSM DLBM DLMC QSXZ QSDWDM ZLDWDM ZLDWMC TBMJ:float CZCSXM SJNF:int")
    names, titles, land = villages(county), design.land_names(), county.land
    shore = _village_of_flats(county)
    features = county.features(lambda v: v["patch"] or None)
    for bsm, (patch, polygons) in zip(ids("1010", len(features)), features.items()):
        code = str(land.code[patch])
        village, name, _ = names[int(land.village[patch] or shore[patch]) - 1]
        owner = f"{village}0000000"
        right = "20" if code[:2] in ("05", "06", "08") or code in STATE_OWNED else "30"
        mark = "202" if code in TOWN_LAND else SETTLEMENT.get(code)
        size = round(area(polygons), 2)
        layer.rows.append(
            (bsm, code, titles[code], right, owner, owner, name, size, mark, 2024, wkt(polygons))
        )
    return layer


def _village_of_flats(county: County) -> np.ndarray:
    """The village nearest to every patch: the tidal flats lie in no village and take that of their shore."""
    village = np.where(county.terrain.land, county.land.village[county.land.patch], 0)
    _, (rows, columns) = ndimage.distance_transform_edt(village == 0, return_indices=True)
    return majority(county.land.patch, village[rows, columns])


def enterprises(county: County) -> Layer:
    """Enterprises, each on a patch of its kind of land in its town."""
    layer = Layer(
        "enterprise",
        "unit_code unit_name name_en town_code gbt4754 industry since:int value_1e4_yuan:float",
        "POINT",
    )
    by_name = {town.name_en: town for town in county.towns}
    taken: set[int] = set()
    for firm in economy.enterprises():
        town = by_name[firm["town"]]
        free = _sites(county, town.number, firm["place"], taken)
        # patches far apart in their list, so that neighbours in the table are not neighbours on the map
        patch = free[(int(firm["unit_code"][2:]) * 7) % len(free)]
        taken.add(patch)
        text = (
            firm["unit_code"],
            firm["unit_name"],
            firm["name_en"],
            town.code,
            firm["gbt4754"],
            firm["industry"],
        )
        place = _point(*_middle(county.land.patch == patch))
        layer.rows.append((*text, int(firm["since"]), float(firm["value_1e4_yuan"]), place))
    return layer


def _sites(county: County, town: int, code: str, taken: set[int]) -> list[int]:
    """Patches of a town for a works: of the wanted code, else of any built-up code that is still free."""
    own = county.land.town == town
    for codes in ((code,), ("0601", "0508"), ("0701", "0809"), ("0702",)):
        fit = np.flatnonzero(own & np.isin(county.land.code, codes)).tolist()
        free = [patch for patch in fit if patch not in taken]
        if free:
            return free
    raise ValueError(f"town {town} has no place for a works on land {code}")


def _middle(cells: np.ndarray) -> tuple[int, int]:
    """The cell of a patch nearest to its centre."""
    rows, columns = np.nonzero(cells)
    distance = (rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2
    best = int(np.argmin(np.round(distance, 6)))
    return int(rows[best]), int(columns[best])


def _point(row: int, column: int) -> str:
    return f"POINT ({LEFT + (column + 0.5) * CELL!r} {TOP - (row + 0.5) * CELL!r})"


def stations(county: County) -> tuple[Layer, list[dict]]:
    """Monitoring stations: an air station at every seat, one to three sections on its streams."""
    layer = Layer("station", "station station_name medium town_code", "POINT")
    for town in county.towns:
        short = town.code[-3:], town.name[:-1]
        seat = f"POINT ({LEFT + town.seat[0] * 1000.0!r} {BOTTOM + town.seat[1] * 1000.0!r})"
        layer.rows.append((f"A{short[0]}0", f"{short[1]}空气站", "air", town.code, seat))
        sections = _sections(county, town)
        for number, cell in enumerate(sections, 1):
            name = f"{short[1]}水质断面" + (str(number) if len(sections) > 1 else "")
            layer.rows.append(
                (f"W{short[0]}{number}", name, "water", town.code, _point(*divmod(cell, COLUMNS)))
            )
    names = [name for name, _ in layer.fields]
    return layer, [dict(zip(names, row)) for row in layer.rows]


def _sections(county: County, town) -> list[int]:
    """Cells of a town's streams (any cell where it has none) from a small catchment to the largest."""
    own_land = county.town_grid == town.number
    own = np.flatnonzero((own_land & county.terrain.river).ravel())
    number = 3 if town.name_en in ("Yuecheng", "Hefeng", "Hekou") else 2 if len(own) > 150 else 1
    if len(own) == 0:
        own = np.flatnonzero(own_land.ravel())
    order = own[np.argsort(county.terrain.drained_km2.ravel()[own], kind="stable")]
    shares = {1: (0.98,), 2: (0.55, 0.99), 3: (0.4, 0.75, 0.99)}[number]
    return [int(order[int(share * (len(order) - 1))]) for share in shares]


def table(name: str, rows: list[dict]) -> Layer:
    """A table without geometry from rows that share their keys."""
    columns = " ".join(f"{key}:{type(value).__name__}" for key, value in rows[0].items())
    return Layer(name, columns, None, [tuple(row.values()) for row in rows])
