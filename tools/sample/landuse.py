"""Land use of the patches: third-survey codes by slope, height, water and the distance to settlements."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from . import patches, works
from .admin import Town
from .grid import CELL, bump, generator, kilometres, value_noise
from .terrain import Terrain, distance_km

RIVER, ROAD, FIRST_LAKE, TIDAL_FLAT = 1, 2, 3, 9  # kinds of patches; 0 is ordinary land
# First two digits of the survey code -> land-cover class, and the codes that differ
COVER = {"01": 1, "02": 1, "03": 2, "04": 4, "05": 8, "06": 8, "07": 8, "08": 8, "10": 8, "11": 5, "12": 7}
COVER_OF_CODE = {"0303": 9, "0603": 5, "1109": 8, "1201": 7, "1202": 8, "1106": 7, "0810": 2}


@dataclass(frozen=True)
class LandUse:
    """Grids and tables of the land use.

    `patch` numbers the patches 1..n on land and on tidal flats; `code` (n + 1) is their code of 2024,
    `before` that of 2015, `town` and `village` their numbers (village 0 on tidal flats, which belong to
    none).
    """

    patch: np.ndarray
    code: np.ndarray
    before: np.ndarray
    town: np.ndarray
    village: np.ndarray


def water_and_roads(terrain: Terrain, road: np.ndarray) -> np.ndarray:
    """Grid of what cuts through the patches: 0 nothing, 1 river, 2 road, 3 and up the reservoirs."""
    x, y = kilometres()
    bend_x, bend_y = value_noise(50, 1.8, 4), value_noise(51, 1.8, 4)
    cut = np.where(terrain.river, RIVER, 0)
    cut[road & terrain.land & ~terrain.river] = ROAD
    for number, (centre, radius, stretch, _) in enumerate(works.RESERVOIRS, FIRST_LAKE):
        lake = bump(x + 0.55 * bend_x, y + 0.55 * bend_y, centre, radius, stretch) > 0.12
        cut[lake & terrain.land] = number
    return cut


def patch_size(terrain: Terrain, all_towns: list[Town], villages) -> np.ndarray:
    """Hectares that a patch should have at every place."""
    size = np.where(terrain.slope > 12, 62.0, np.where(terrain.slope > 5, 42.0, 21.0))
    # averaged over half a kilometre, so that sizes do not jump
    size = np.round(ndimage.uniform_filter(size, 11), 4)
    near = distance_km(_at(villages, size.shape))
    size = np.where(near < 0.75, np.minimum(size, 8.0), size)
    x, y = kilometres()
    for town in all_towns:
        radius = 0.5 + np.sqrt((2.2 * town.urban_ha + town.industry_ha) / 314.0)
        distance = np.hypot(x - town.seat[0], y - town.seat[1])
        size = np.where(distance < radius, np.minimum(size, 7.0 + 0.004 * town.urban_ha), size)
    return np.where(terrain.coast_km < 0.8, np.minimum(size, 15.0), size)


def _at(villages, shape: tuple[int, int]) -> np.ndarray:
    settled = np.zeros(shape, dtype=bool)
    for _, _, cell in villages:
        settled[cell] = True
    return settled


def draw_patches(terrain: Terrain, towns_grid, villages_grid, cut, size) -> tuple[np.ndarray, ...]:
    """Patch grid with town, village and kind of cut (0 for ordinary land) of every patch."""
    land = terrain.land
    ordinary = land & (cut == 0)
    base = patches.tidy(patches.nearest_seed(patches.seeds(size, ordinary)), ordinary)
    # a patch lies in one village; the town is that of the village
    village = patches.majority(base, np.where(ordinary, villages_grid, 0))
    village_of_cell = np.where(ordinary, village[base], villages_grid)
    strips = patches.connected(cut * 1000 + village_of_cell, land & (cut > 0))
    strips = _join_slivers(strips, cut, land & (cut > 0))
    patch = np.where(ordinary, base, 0)
    patch = np.where(strips > 0, strips + base.max(), patch)
    flat = terrain.tidal_flat
    flats = patches.tidy(patches.nearest_seed(patches.seeds(np.full(land.shape, 26.0), flat)), flat)
    patch = np.where(flats > 0, flats + patch.max(), patch)
    kind = patches.majority(patch, np.where(flats > 0, TIDAL_FLAT, np.where(land, cut, 0)))
    village = patches.majority(patch, np.where(land, village_of_cell, 0))
    town_of_village = np.zeros(villages_grid.max() + 1, dtype=towns_grid.dtype)
    town_of_village[villages_grid[land]] = towns_grid[land]
    return patch, town_of_village[village], village, kind


def _join_slivers(strips: np.ndarray, cut: np.ndarray, domain: np.ndarray) -> np.ndarray:
    """Pieces of river or road below six cells join a neighbouring piece of the same kind."""
    out = strips
    for kind in range(1, int(cut.max()) + 1):
        part = domain & (cut == kind)
        small = part & (np.bincount(out.ravel())[out] < 6)
        grown = patches.grow(np.where(small, 0, out), part)
        out = np.where(part & (grown > 0), grown, out)
    return patches.renumber(out)


def assign(terrain: Terrain, all_towns: list[Town], villages, patch, town, village, kind) -> LandUse:
    """The codes of 2024 and 2015 of every patch."""
    facts = _facts(terrain, all_towns, villages, patch)
    natural = _natural(facts, all_towns, town, kind)
    survey = works.Survey(natural.copy(), natural.copy(), facts, all_towns, villages, town, village, kind)
    works.build(survey)
    return LandUse(patch, survey.code, survey.before, town, village)


def _facts(terrain: Terrain, all_towns, villages, patch) -> dict[str, np.ndarray]:
    """Means of the terrain over every patch, its size, and a random number."""
    x, y = kilometres()
    fields = {
        "slope": terrain.slope,
        "height": terrain.elevation,
        "coast": terrain.coast_km,
        "river": terrain.river_km,
        "village": distance_km(_at(villages, patch.shape)),
        "x": x,
        "y": y,
        "fine": value_noise(52, 2.2, 4),
        "broad": value_noise(53, 7.0, 3),
    }
    facts = {name: patches.means(patch, field) for name, field in fields.items()}
    n = int(patch.max()) + 1
    facts["hectares"] = np.bincount(patch.ravel(), minlength=n) * CELL * CELL / 10_000.0
    facts["chance"] = generator(54).random_sample(n)
    return facts


def _natural(facts, all_towns, town, kind) -> np.ndarray:
    """What grows on every patch before people's houses and works are put on it."""
    threshold = np.array([99.0] + [one.forest_slope for one in all_towns])[town]
    slope, height, fine, chance = facts["slope"], facts["height"], facts["fine"], facts["chance"]
    wooded = slope > threshold * (1 + 0.35 * fine)
    foot = ~wooded & (slope > 0.55 * threshold)
    wet = (facts["river"] < 1.5 + 1.2 * facts["broad"]) | (facts["coast"] < 3.5)
    code = np.full(len(slope), "0102", dtype="U4")
    code[wet] = "0101"
    code[~wet & ((height > 24 + 12 * fine) | (chance < 0.16))] = "0103"
    code[foot & (chance < 0.42)] = "0201"
    code[foot & (chance >= 0.42) & (chance < 0.56)] = "0202"
    code[foot & (chance >= 0.56) & (chance < 0.74)] = "0103"
    code[foot & (chance >= 0.74)] = "0307"
    code[wooded] = "0301"
    code[wooded & (fine > 0.32) & (height < 420)] = "0302"
    code[wooded & (chance < 0.07)] = "0305"
    code[wooded & (height > 560) & (chance < 0.30)] = "0404"
    code[wooded & (slope > 24) & (chance > 0.88)] = "1207"
    code[(kind == 0) & ~wooded & ~foot & (facts["river"] < 0.22) & (chance > 0.90)] = "1106"
    for value, name in ((RIVER, "1101"), (ROAD, "1003"), (TIDAL_FLAT, "1105")):
        code[kind == value] = name
    return code


def clcd(codes: np.ndarray, patch: np.ndarray, purpose: int) -> np.ndarray:
    """A land-cover grid in CLCD classes, as a satellite would see the patches; 0 where there is no land.

    Mangroves appear as wetland and tidal flats as water; class 6 (snow and ice) does not occur.
    """
    classes = np.array([COVER_OF_CODE.get(code, COVER.get(code[:2], 0)) for code in codes.tolist()])
    texture = value_noise(purpose, 0.7, 3, 0.7)
    of = codes[patch]
    grid = classes[patch]
    # a patch is never pure: trees in orchards, gardens in villages, shrubs and grass, farmsteads in fields
    for kinds, where, value in (
        (("0201", "0202"), texture > -0.05, 2),
        (("0702",), texture > 0.38, 1),
        (("0305",), texture < 0.25, 3),
        (("0305",), texture > 0.7, 4),
        (("0103",), texture > 0.78, 2),
        (works.CROPLAND, texture < -0.93, 8),
        (("0810",), texture < 0.0, 8),
    ):
        grid = np.where(np.isin(of, kinds) & where, value, grid)
    return np.where(patch > 0, grid, 0).astype(np.uint8)
