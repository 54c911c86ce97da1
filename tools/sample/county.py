"""The county as one planar partition: all grids packed into atoms, and the features made of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import admin, landuse, lines, patches, terrain
from .topology import Coverage

KEYS = (
    "patch",
    "town",
    "village",
    "sea_town",
    "red",
    "farmland",
    "urban",
    "zone",
    "sea_red",
    "sea_ecology",
    "sea_zone",
)


@dataclass(frozen=True)
class County:
    """All grids and lists of the county.

    `atoms` holds one row of values (in the order of KEYS) for every label 1..n of the partition; `coverage`
    its borders.
    """

    terrain: terrain.Terrain
    towns: list[admin.Town]
    villages: list[tuple]
    land: landuse.LandUse
    lines: lines.Lines
    town_grid: np.ndarray
    sea_town: np.ndarray
    atoms: np.ndarray
    coverage: Coverage

    def features(self, choose) -> dict[int, list]:
        """Polygons by feature number, which `choose(values)` gives for an atom (None: no feature)."""
        group = {}
        for label, row in enumerate(self.atoms, 1):
            number = choose(dict(zip(KEYS, row.tolist())))
            if number is not None:
                group[label] = number
        return self.coverage.polygons(group)


def build() -> County:
    """Draw the county from its seed."""
    ground = terrain.build()
    towns = admin.towns()
    towns_grid = admin.town_cells(ground, towns)
    road = admin.road_cells(ground, towns)
    village_grid, villages = admin.village_cells(ground, towns_grid, towns, road)
    sea_town = admin.sea_cells(ground, towns_grid, towns)
    cut = landuse.water_and_roads(ground, road)
    size = landuse.patch_size(ground, towns, villages)
    drawn = landuse.draw_patches(ground, towns_grid, village_grid, cut, size)
    land = landuse.assign(ground, towns, villages, *drawn)
    plan = lines.build(ground, land, towns, sea_town)
    town_grid = np.where(ground.land, land.town[land.patch], 0)
    labels, atoms = _atoms(ground, land, plan, town_grid, sea_town)
    return County(ground, towns, villages, land, plan, town_grid, sea_town, atoms, Coverage(labels))


def _atoms(ground, land, plan, town_grid, sea_town) -> tuple[np.ndarray, np.ndarray]:
    village = np.where(ground.land, land.village[land.patch], 0)
    on_sea = ground.sea
    grids = [
        land.patch,
        town_grid,
        village,
        np.where(on_sea, sea_town, 0),
        plan.red,
        plan.farmland.astype(int),
        plan.urban,
        plan.zone,
        (plan.sea_red & on_sea).astype(int),
        (plan.sea_ecology & on_sea).astype(int),
        np.where(on_sea, plan.sea_zone, 0),
    ]
    flat = np.column_stack([grid.ravel() for grid in grids]).astype(np.int64)
    _, inverse = np.unique(flat, axis=0, return_inverse=True)
    combination = np.asarray(inverse).reshape(land.patch.shape)
    # pieces of one combination that lie apart are atoms of their own, so that no border meets itself at a
    # corner
    labels = patches.connected(combination, ground.land | on_sea)
    first = np.unique(labels.ravel(), return_index=True)[1]
    return labels, flat[first[1:]]
