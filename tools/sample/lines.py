"""The lines of the plan: red lines, basic farmland, urban boundary, planning and sea zones, and their faults.

The lines keep apart from one another as the rules ask; then the conflicts of design/conflicts.csv are put in
on purpose, so that a check of the lines has something to find.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from . import design, patches
from .admin import Town
from .grid import bump, kilometres, smooth, value_noise
from .landuse import LandUse
from .terrain import Terrain
from .works import CROPLAND

WOODED = ("0301", "0302", "0305", "0307", "0404", "1207", "1103")
BUILT = ("05H1", "0508", "0601", "0701", "0809", "08H1", "08H2", "1005", "1008", "1201")
PLANNED_TOWNS = ("Yuecheng", "Lingang", "Hekou", "Yangang")  # the towns that have planning zones
ZONES = (
    "",
    "生态保护区",
    "生态控制区",
    "农田保护区",
    "城镇集中建设区",
    "城镇弹性发展区",
    "特别用途区",
    "村庄建设区",
    "一般农业区",
    "林业发展区",
    "矿产能源发展区",
)
SEA_ZONES = ("", "渔业用海区", "交通运输用海区", "工矿通信用海区", "游憩用海区", "海洋预留区")
# cores of reserves and marine red lines: centre (km), radius (km), stretch from west to east
CORES = (((6.2, 26.4), 3.0, 1.0), ((39.6, 25.4), 1.35, 1.2))
SEA_RED = (
    ((26.6, 19.6), 2.1, 0.9),
    ((36.2, 29.6), 1.9, 1.5),
    ((33.9, 36.7), 1.9, 1.2),
    ((39.8, 27.0), 2.6, 1.3),
)


@dataclass
class Lines:
    """Grids: red line 0..2 (2 = core), farmland, urban boundary 0..3, zones; the same at sea."""

    red: np.ndarray
    farmland: np.ndarray
    urban: np.ndarray
    zone: np.ndarray
    sea_red: np.ndarray
    sea_ecology: np.ndarray
    sea_zone: np.ndarray


def build(terrain: Terrain, land: LandUse, all_towns: list[Town], sea_town: np.ndarray) -> Lines:
    """All lines, conflicts included."""
    x, y = kilometres()
    enclave = enclaves(land, all_towns)
    red = _red(terrain, land, x, y)
    urban = _urban(terrain, land, all_towns, red, x, y)
    farmland = _farmland(land, red, urban)
    sea_red, ecology, zone = _sea(terrain, all_towns, sea_town, x, y)
    lines = Lines(red, farmland, urban, np.zeros_like(urban), sea_red, ecology, zone)
    for row in design.read("conflicts"):
        _put(row, enclave, lines, terrain, land, x, y)
    lines.zone = _zones(lines, land, terrain, all_towns)
    return lines


def _red(terrain: Terrain, land: LandUse, x, y) -> np.ndarray:
    wooded = np.isin(land.code, WOODED)[land.patch] & terrain.land
    worth = smooth(np.minimum(terrain.elevation, 420.0) / 420.0, 12) + 0.16 * value_noise(60, 5.0, 3)
    # what is worth more than its height says: the reservoir, the cape, the island
    for centre, radius, more in (
        ((9.4, 32.2), 3.4, 0.55),
        ((38.6, 31.4), 4.2, 0.8),
        ((39.6, 25.4), 2.6, 0.75),
    ):
        worth += more * bump(x, y, centre, radius)
    inner = wooded & (worth > 0.33) & (terrain.coast_km > 0.06)
    chosen = patches.majority(land.patch, np.where(inner, 2, np.where(land.patch > 0, 1, 0))) == 2
    area = _drop_small(chosen[land.patch] & terrain.land, 1200)  # no red line below 3 km2
    core = np.zeros(area.shape)
    for centre, radius, stretch in CORES:
        core = np.maximum(core, bump(x, y, centre, radius, stretch))
    core_patch = patches.means(land.patch, core) > 0.12
    return np.where(area, np.where(core_patch[land.patch], 2, 1), 0)


def _urban(terrain: Terrain, land: LandUse, all_towns, red, x, y) -> np.ndarray:
    built = np.isin(land.code, BUILT)[land.patch] & terrain.land
    park = (land.code == "0810")[land.patch] & terrain.land
    near_seat = np.zeros(built.shape, dtype=bool)
    flexible = np.zeros(built.shape, dtype=bool)
    for town in all_towns:
        radius = 1.0 + np.sqrt((town.urban_ha + town.industry_ha) / 314.0) * 1.9
        own = (land.town == town.number)[land.patch]
        east, north = x - town.seat[0], y - town.seat[1]
        near_seat |= own & (np.hypot(east, north) < radius)
        # the reserve for growth lies to the north-east of every town
        flexible |= own & (np.hypot(east - 0.5 * radius, north - 0.35 * radius) < 0.42 * radius)
    town_land = (built | park) & near_seat
    grown = smooth(ndimage.binary_dilation(town_land, iterations=3), 8) > 0.5
    grown = ndimage.binary_fill_holes(grown & near_seat) & terrain.land & (red == 0)
    grown = _drop_small(grown, 60)
    wedge = smooth(ndimage.binary_dilation(grown, iterations=6), 8) > 0.5
    wedge &= flexible & near_seat & terrain.land & (red == 0) & ~grown & ~terrain.river
    wedge = _drop_small(wedge, 25)
    special = grown & ((smooth(park, 3) > 0.4) | terrain.river)
    special = _drop_small(special, 12)
    return np.where(special, 3, np.where(grown, 1, np.where(wedge, 2, 0)))


def _drop_small(mask: np.ndarray, cells: int) -> np.ndarray:
    labels, count = ndimage.label(mask)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    return mask & (sizes[labels] >= cells)


def _farmland(land: LandUse, red, urban) -> np.ndarray:
    touched = patches.means(land.patch, ((urban > 0) | (red > 0)).astype(float)) > 0
    number = np.arange(len(land.code))
    # four in five fields, chosen by a fixed scatter of the patch numbers
    scatter = (number * 7919) % 100
    chosen = np.isin(land.code, CROPLAND) & ~touched & (land.town > 0) & (scatter < 82)
    return chosen[land.patch] & (land.patch > 0)


def _sea(terrain: Terrain, all_towns, sea_town, x, y):
    bend_x, bend_y = value_noise(61, 4.0, 3), value_noise(62, 4.0, 3)
    u, v = x + 0.5 * bend_x, y + 0.5 * bend_y
    red = np.zeros(x.shape, dtype=bool)
    wide = np.zeros(x.shape, dtype=bool)
    for centre, radius, stretch in SEA_RED:
        red |= bump(u, v, centre, radius, stretch) > 0.04
        wide |= bump(u, v, centre, radius * 1.5, stretch) > 0.04
    red &= terrain.sea
    wide |= bump(u, v, (41.0, 36.0), 3.2, 1.0) > 0.05
    wide &= terrain.sea
    number = {town.name_en: town.number for town in all_towns}
    zone = np.full(x.shape, 5)
    zone[np.isin(sea_town, [number["Biwan"], number["Hekou"]])] = 1
    zone[(sea_town == number["Luyu"]) & (v > 23.5) & (terrain.coast_km < 5.0)] = 1
    zone[(sea_town == number["Lingang"]) | (bump(u, v, (38.0, 22.6), 2.2, 2.6) > 0.1)] = 2
    zone[(sea_town == number["Yangang"]) & (terrain.coast_km > 3.2)] = 3
    zone[(sea_town == number["Yangang"]) & (terrain.coast_km <= 3.2)] = 1
    zone[(sea_town == number["Yinsha"]) & (terrain.coast_km < 2.6)] = 4
    zone[~terrain.sea | wide | red] = 0
    return red, wide | red, zone


def enclaves(land: LandUse, all_towns: list[Town]) -> dict[str, int]:
    """Turn one woodland patch into dry fields for every conflict C1 and C2: {conflict id: patch}."""
    x, y = kilometres()
    centre_x, centre_y = patches.means(land.patch, x), patches.means(land.patch, y)
    cells = np.bincount(land.patch.ravel())
    chosen = {}
    for row in design.read("conflicts"):
        if row["conflict"] in ("C1", "C2"):
            town = next(one for one in all_towns if one.name_en == row["town"])
            wanted = np.isin(land.code, WOODED[:5]) & (land.town == town.number) & (cells < 120)
            distance = np.hypot(centre_x - float(row["x_km"]), centre_y - float(row["y_km"]))
            patch = int(np.argmin(np.round(np.where(wanted, distance, 1e9), 6)))
            land.code[patch] = land.before[patch] = "0103"
            chosen[row["id"]] = patch
    return chosen


def _put(row, enclave: dict[str, int], lines: Lines, terrain: Terrain, land: LandUse, x, y) -> None:
    """Put one conflict of the design table into the grids."""
    disc = np.hypot(x - float(row["x_km"]), (y - float(row["y_km"])) * 1.25) < float(row["radius_km"])
    kind = row["conflict"]
    if kind in ("C1", "C2"):
        field = land.patch == enclave[row["id"]]
        lines.farmland |= field
        lines.red[field] = 2 if kind == "C1" else 1
        lines.urban[field] = 0
    elif kind == "C3":
        lines.urban[_one_piece(disc & (lines.red > 0) & ~lines.farmland)] = 1
    elif kind == "C4":
        lines.urban[_one_piece(disc & lines.farmland & (lines.red == 0))] = 1
    elif kind == "C5":
        lines.sea_zone[_one_piece(disc & lines.sea_red)] = 1 if row["town"] == "Hekou" else 2
    elif kind == "C6":
        # the red line lies on the shore and runs over it
        lines.red[disc & terrain.land & ~lines.farmland & (lines.urban == 0) & (lines.red == 0)] = 1
        lines.red[_one_piece(disc & terrain.sea)] = 1
    else:
        raise ValueError(f"unknown conflict {kind}")


def _one_piece(mask: np.ndarray) -> np.ndarray:
    """The largest piece of a mask that hangs together by cell edges."""
    labels, count = ndimage.label(mask)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    sizes[0] = 0
    return labels == int(np.argmax(sizes))


def _zones(lines: Lines, land: LandUse, terrain: Terrain, all_towns) -> np.ndarray:
    planned = np.isin(land.town, [town.number for town in all_towns if town.name_en in PLANNED_TOWNS])[
        land.patch
    ]
    planned &= terrain.land
    zone = np.full(planned.shape, ZONES.index("一般农业区"))
    code = land.code[land.patch]
    zone[np.isin(code, ("1101", "1103", "1106"))] = ZONES.index("生态控制区")
    wooded = np.isin(code, WOODED)
    zone[wooded & (terrain.elevation > 70)] = ZONES.index("生态控制区")
    zone[wooded & (terrain.elevation <= 70)] = ZONES.index("林业发展区")
    zone[np.isin(code, ("0602", "0603"))] = ZONES.index("矿产能源发展区")
    zone[code == "0702"] = ZONES.index("村庄建设区")
    for value, name in ((1, "城镇集中建设区"), (2, "城镇弹性发展区"), (3, "特别用途区")):
        zone[lines.urban == value] = ZONES.index(name)
    zone[lines.farmland] = ZONES.index("农田保护区")
    zone[lines.red > 0] = ZONES.index("生态保护区")
    return np.where(planned, zone, 0)
