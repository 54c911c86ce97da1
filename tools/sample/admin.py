"""Towns, villages, the roads between the town seats and the sea that each coastal town looks after."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from . import design, patches
from .grid import COLUMNS, ROWS, generator, kilometres, to_cell, value_noise
from .terrain import Terrain, distance_to_line, towards

EDGE, CORNER = 1.0, 1.41421
STEPS = (
    (-1, 0, EDGE),
    (1, 0, EDGE),
    (0, -1, EDGE),
    (0, 1, EDGE),
    (-1, -1, CORNER),
    (-1, 1, CORNER),
    (1, -1, CORNER),
    (1, 1, CORNER),
)
# pairs of towns (last three digits of the code) that a county road joins
ROADS = (
    *(("100", other) for other in ("102", "104", "105")),
    *(("104", other) for other in ("103", "101")),
    *(("105", other) for other in ("107", "200")),
    *(("106", other) for other in ("103", "107")),
    *(("101", other) for other in ("108", "109", "102")),
    ("102", "201"),
    ("108", "109"),
)


@dataclass(frozen=True)
class Town:
    """One row of design/towns.csv; `number` 1..12 is its value in grids."""

    number: int
    code: str
    name: str
    name_en: str
    seat: tuple[float, float]
    reach: float
    villages: int
    intended_class: str
    coastal: bool
    forest_slope: float
    urban_ha: float
    industry_ha: float


def towns() -> list[Town]:
    """The twelve towns in the order of the design table."""
    return [
        Town(
            number=number,
            code=row["unit_code"],
            name=row["unit_name"],
            name_en=row["name_en"],
            seat=(float(row["seat_x_km"]), float(row["seat_y_km"])),
            reach=float(row["reach"]),
            villages=int(row["villages"]),
            intended_class=row["intended_class"],
            coastal=row["coastal"] == "1",
            forest_slope=float(row["forest_slope"]),
            urban_ha=float(row["urban_ha"]),
            industry_ha=float(row["industry_ha"]),
        )
        for number, row in enumerate(design.read("towns"), 1)
    ]


def spread(
    sources: dict[int, list[tuple[int, int]]], cost: np.ndarray, domain: np.ndarray, reach=None, stop=None
):
    """Share a domain among sources by least cost: the label that arrives first, and the way back.

    `reach` divides the cost per label: above 1 that source gets farther. With `stop` the search ends at that
    cell.
    """
    label = np.zeros(ROWS * COLUMNS, dtype=np.int32)
    back = np.full(ROWS * COLUMNS, -1, dtype=np.int64)
    price = cost.ravel()
    open_cell = domain.ravel()
    heap = []
    for number, cells in sources.items():
        for row, column in cells:
            heap.append((0.0, row * COLUMNS + column, number, -1))
    heapq.heapify(heap)
    reach = reach or {}
    while heap:
        distance, cell, number, origin = heapq.heappop(heap)
        if label[cell]:
            continue
        label[cell] = number
        back[cell] = origin
        if cell == stop:
            break
        row, column = divmod(cell, COLUMNS)
        scale = 1.0 / reach.get(number, 1.0)
        for step_row, step_column, length in STEPS:
            r, c = row + step_row, column + step_column
            if 0 <= r < ROWS and 0 <= c < COLUMNS:
                other = r * COLUMNS + c
                if open_cell[other] and not label[other]:
                    step = length * scale * (price[cell] + price[other]) * 0.5
                    heapq.heappush(heap, (distance + step, other, number, cell))
    return label.reshape(ROWS, COLUMNS), back


def town_cells(terrain: Terrain, all_towns: list[Town]) -> np.ndarray:
    """Town number of every land cell: along ridges and rivers where they lie; islands go to the cape town."""
    cost = 1.0 + terrain.slope / 7.0 + 4.0 * terrain.river + 1.1 * (1 + value_noise(30, 2.8, 5, 0.6))
    sources = {town.number: [towards(terrain.land, town.seat)] for town in all_towns}
    label, _ = spread(sources, cost, terrain.land, {town.number: town.reach for town in all_towns})
    island_town = next(town.number for town in all_towns if town.name_en == "Luyu")
    return np.where(terrain.land & (label == 0), island_town, label)


def road_cells(terrain: Terrain, all_towns: list[Town]) -> np.ndarray:
    """Cells of the county roads: least-cost ways between town seats, 4-connected."""
    cost = 1.0 + (terrain.slope / 4.0) ** 2 + 6.0 * terrain.river + 1.6 * (1 + value_noise(31, 2.6, 4, 0.6))
    by_code = {town.code[-3:]: town for town in all_towns}
    x, y = kilometres()
    road = np.zeros((ROWS, COLUMNS), dtype=bool)
    for start, end in ROADS:
        origin = towards(terrain.land, by_code[start].seat)
        target = towards(terrain.land, by_code[end].seat)
        # a road that exists already is used again
        cell = target[0] * COLUMNS + target[1]
        corridor = terrain.land & (distance_to_line((by_code[start].seat, by_code[end].seat), x, y) < 3.2)
        _, back = spread({1: [origin]}, np.where(road, 0.25, cost), corridor, stop=cell)
        while cell >= 0:
            road[cell // COLUMNS, cell % COLUMNS] = True
            before, cell = cell, int(back[cell])
            if cell >= 0:  # the corner of a diagonal step, so that the road is one piece by cell edges
                road[cell // COLUMNS, before % COLUMNS] = True
    return road


def village_cells(terrain: Terrain, towns_grid: np.ndarray, all_towns: list[Town], road: np.ndarray):
    """Village number (1..n) of every land cell, and the list (town, order within the town, centre cell)."""
    label = np.zeros((ROWS, COLUMNS), dtype=np.int32)
    listing = []
    cost = 1.0 + terrain.slope / 6.0 + 2.0 * terrain.river + 1.0 * (1 + value_noise(32, 1.8, 4, 0.6))
    attraction = terrain.slope / 5.0 + 0.6 * value_noise(33, 2.0, 3) - 0.5 * road
    for town in all_towns:
        domain = towns_grid == town.number
        centres = _village_centres(domain, attraction, town)
        numbers = {len(listing) + i + 1: [cell] for i, cell in enumerate(centres)}
        part, _ = spread(numbers, cost, domain)
        part = patches.grow(part, domain)
        # islands without a village of their own belong to the last village of the town
        part = np.where(domain & (part == 0), max(numbers), part)
        label = np.where(domain, part, label)
        listing += [(town, i + 1, cell) for i, cell in enumerate(centres)]
    return label, listing


def _village_centres(domain: np.ndarray, attraction: np.ndarray, town: Town) -> list[tuple[int, int]]:
    """The town seat first, then one by one the flat place farthest from the villages there are."""
    rng = generator(40 + town.number)
    chosen = [to_cell(*town.seat)]
    if not domain[chosen[0]]:
        chosen = [towards(domain, town.seat)]
    rows, columns = np.nonzero(domain)
    sample = np.sort(rng.permutation(len(rows))[: min(len(rows), 1500)])
    rows, columns = rows[sample], columns[sample]
    dislike = attraction[rows, columns]
    while len(chosen) < town.villages:
        nearest = np.min([(rows - r) ** 2 + (columns - c) ** 2 for r, c in chosen], axis=0)
        score = np.round(np.sqrt(nearest) - 9.0 * dislike, 6)
        best = int(np.argmax(score))
        chosen.append((int(rows[best]), int(columns[best])))
    return chosen


def sea_cells(terrain: Terrain, towns_grid: np.ndarray, all_towns: list[Town]) -> np.ndarray:
    """Town number of every sea cell: the coastal town whose shore is nearest by water."""
    coastal = {town.number for town in all_towns if town.coastal}
    padded = np.pad(np.where(np.isin(towns_grid, sorted(coastal)), towns_grid, 0), 1)
    sources: dict[int, list[tuple[int, int]]] = {number: [] for number in sorted(coastal)}
    for step_row, step_column, _ in STEPS:
        neighbour = padded[1 + step_row : 1 + step_row + ROWS, 1 + step_column : 1 + step_column + COLUMNS]
        for number in sorted(coastal):
            shore = terrain.sea & (neighbour == number)
            sources[number] += list(zip(*(part.tolist() for part in np.nonzero(shore))))
    cost = 1.0 + 0.25 * (1 + value_noise(34, 5.0, 3))
    label, _ = spread(sources, cost, terrain.sea)
    return label
