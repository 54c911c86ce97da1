"""Coast, hills, rivers and roads of the invented county, as grids."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from . import design
from .grid import CELL, COLUMNS, ROWS, bump, kilometres, smooth, to_cell, value_noise

ISLANDS = (((39.6, 25.4), 2.1, 1.25), ((41.3, 28.2), 0.75, 0.8), ((36.6, 20.4), 0.62, 1.3))
RIVER_AREA_KM2 = 12.0  # a stream that drains more than this is drawn as a river
FLAT_SEARCH_KM = 1.1
NEIGHBOURS = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(frozen=True)
class Terrain:
    """Grids of the county: masks, metres above the sea, degrees, km and km2."""

    land: np.ndarray
    sea: np.ndarray
    elevation: np.ndarray
    slope: np.ndarray
    river: np.ndarray
    drained_km2: np.ndarray
    coast_km: np.ndarray
    river_km: np.ndarray
    tidal_flat: np.ndarray


def inside(corners, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Even-odd test of points against a polygon given by its corners."""
    result = np.zeros(x.shape, dtype=bool)
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0])):
        if y1 == y2:
            continue
        crossing = (y1 > y) != (y2 > y)
        result ^= crossing & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return result


def distance_km(mask: np.ndarray) -> np.ndarray:
    """Distance of every cell to the nearest cell of a mask, in km."""
    return np.round(ndimage.distance_transform_edt(~mask) * CELL / 1000.0, 6)


def distance_to_line(line, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Distance to a polyline in km."""
    best = np.full(x.shape, 1e9)
    for (x1, y1), (x2, y2) in zip(line, line[1:]):
        dx, dy = x2 - x1, y2 - y1
        t = np.clip(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy), 0.0, 1.0)
        best = np.minimum(best, (x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2)
    return np.round(np.sqrt(best), 6)


def build() -> Terrain:
    """The whole terrain of the county."""
    x, y = kilometres()
    land = _land(x, y)
    elevation = _elevation(land, x, y)
    sea = _sea(land, x, y)
    receiver, order = drainage(elevation, land)
    drained = _accumulate(receiver, order)
    river = _widen(_joined(land & (drained > RIVER_AREA_KM2), receiver), drained)
    gy, gx = np.gradient(elevation, CELL)
    # a share of the true slope of a 50 m grid; arctan through a rational formula, good to 0.3 degrees
    t = np.sqrt(gx * gx + gy * gy)
    slope = np.where(land, np.round(57.29578 * t / (1 + 0.28 * t * t), 3), 0.0)
    coast_km = np.where(land, distance_km(sea), distance_km(land))
    flat = _tidal_flat(sea, coast_km, x, y)
    return Terrain(land, sea, elevation, slope, river & land, drained, coast_km, distance_km(river), flat)


def _land(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    dx, dy = value_noise(1, 8.0, 7, 0.62), value_noise(2, 8.0, 7, 0.62)
    land = inside(design.outline("mainland"), x + 1.7 * dx, y + 1.7 * dy)
    for centre, radius, stretch in ISLANDS:
        field = bump(x + 0.9 * dx, y + 0.9 * dy, centre, radius * 1.35, stretch)
        land |= field > 0.09
    land = smooth(land, 2) > 0.5
    # keep the mainland and pieces that deserve the name of an island
    labels, count = ndimage.label(land)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    land = (sizes[labels] > 160) & land
    holes, count = ndimage.label(~land)
    sizes = np.bincount(holes.ravel(), minlength=count + 1)
    land |= sizes[holes] < 400
    land[[0, -1]] = False
    land[:, [0, -1]] = False
    return land


def _elevation(land: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    relief = np.zeros(land.shape)
    dx, dy = value_noise(3, 7.0, 4), value_noise(4, 7.0, 4)
    for centre, radius, stretch, height in design.hills():
        relief += height * bump(x + 1.2 * dx, y + 1.2 * dy, centre, radius, stretch)
    rough = value_noise(5, 5.0, 6, 0.55)
    ridges = 1.0 - np.abs(value_noise(6, 4.2, 5, 0.5)) * 2.0
    relief = np.clip(relief * (0.62 + 0.34 * ridges + 0.22 * rough), 0.0, None)
    # the sea is seen from the coastal corners only; inland outlines are no shore
    shore = distance_to_line(design.shore(), x, y)
    meander = value_noise(10, 1.7, 4, 0.6)
    plain = 2.0 + 2.0 * np.minimum(shore, 18.0) + 2.2 * rough + 3.2 * meander
    bend_x = 0.8 * dx + 0.85 * value_noise(11, 3.0, 4, 0.6)
    bend_y = 0.8 * dy + 0.85 * value_noise(12, 3.0, 4, 0.6)
    for line in (design.outline(f"valley_{number}") for number in range(1, 5)):
        near = np.clip(1.0 - distance_to_line(line, x + bend_x, y + bend_y) / 2.0, 0.0, 1.0)
        depth = near * near * (3 - 2 * near)
        relief *= 1.0 - 0.78 * depth
        plain -= 5.0 * depth
    # low values are compressed, not cut: a cut would make flats on which water finds only straight ways
    height = relief + plain
    height = np.where(height < 4.0, 4.0 / (1.0 + (4.0 - height) / 4.0), height)
    return np.where(land, np.round(smooth(height, 2), 3), 0.0)


def _sea(land: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    dx, dy = value_noise(7, 14.0, 3), value_noise(8, 14.0, 3)
    sea = inside(design.outline("sea"), x + 0.9 * dx, y + 0.9 * dy) & ~land
    facing = distance_to_line(design.shore(), x + 0.9 * dx, y + 0.9 * dy) < 9.0
    near_inland_side = inside(design.outline("mainland"), x, y) & ~land
    sea &= facing | near_inland_side
    labels, count = ndimage.label(sea)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    sizes[0] = 0
    sea = labels == int(np.argmax(sizes))
    # nothing touches the frame of the grid: borders are cut where a cell has a neighbour
    sea[[0, -1]] = False
    sea[:, [0, -1]] = False
    return sea


def drainage(elevation: np.ndarray, land: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Where the water of every land cell goes (priority flood from the coast), and the order of flooding."""
    receiver = np.full(elevation.size, -1, dtype=np.int64)
    seen = ~land.ravel()
    border = land & ndimage.binary_dilation(~land)
    # water leaves at the coast; inland edges are divides and let out nothing
    x, y = kilometres()
    coastal = border & (distance_to_line(design.shore(), x, y) < 2.6)
    labels, _ = ndimage.label(land)
    for part in np.unique(labels[land]):
        if not (coastal & (labels == part)).any():
            coastal |= border & (labels == part)
    heights = elevation.ravel()
    heap = [(heights[i], int(i)) for i in np.flatnonzero(coastal)]
    seen[np.flatnonzero(coastal)] = True
    heapq.heapify(heap)
    order: list[int] = []
    while heap:
        level, cell = heapq.heappop(heap)
        order.append(cell)
        row, column = divmod(cell, COLUMNS)
        for step_row, step_column in NEIGHBOURS:
            r, c = row + step_row, column + step_column
            if 0 <= r < ROWS and 0 <= c < COLUMNS:
                other = r * COLUMNS + c
                if not seen[other]:
                    seen[other] = True
                    receiver[other] = cell
                    heapq.heappush(heap, (max(level, heights[other]) + 1e-6, other))
    return receiver, order


def _accumulate(receiver: np.ndarray, order: list[int]) -> np.ndarray:
    area = np.full(receiver.size, CELL * CELL / 1e6)
    for cell in reversed(order):
        if receiver[cell] >= 0:
            area[receiver[cell]] += area[cell]
    return np.round(area.reshape(ROWS, COLUMNS), 6)


def _joined(river: np.ndarray, receiver: np.ndarray) -> np.ndarray:
    """Fill the corner of every diagonal step, so that the river is one piece by cell edges."""
    out = river.copy()
    for cell in np.flatnonzero(river):
        target = int(receiver[cell])
        if (
            target >= 0
            and abs(target // COLUMNS - cell // COLUMNS) + abs(target % COLUMNS - cell % COLUMNS) == 2
        ):
            out[cell // COLUMNS, target % COLUMNS] = True
    return out


def _widen(river: np.ndarray, drained: np.ndarray) -> np.ndarray:
    """Large rivers are wider than one cell."""
    wide = river & (drained > 90.0)
    wider = river & (drained > 230.0)
    return river | ndimage.binary_dilation(wide) | ndimage.binary_dilation(wider, iterations=2)


def _tidal_flat(sea: np.ndarray, coast_km: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Flats that fall dry at ebb: in the bay, on the south coast and in the lee of the cape."""
    bay = (
        bump(x, y, (28.0, 21.6), 6.0)
        + 0.75 * bump(x, y, (33.5, 9.5), 5.0, 0.7)
        + 0.7 * bump(x, y, (34.6, 36.6), 4.0)
    )
    bay += 0.6 * bump(x, y, (36.6, 29.4), 3.6)
    width = FLAT_SEARCH_KM * np.sqrt(np.clip(bay, 0, 1)) * (0.75 + 0.5 * value_noise(9, 2.6, 4))
    return sea & (smooth(sea & (coast_km < width), 3) > 0.5)


def towards(mask: np.ndarray, point: tuple[float, float]) -> tuple[int, int]:
    """The cell of a mask nearest to a point in km."""
    row, column = to_cell(*point)
    rows, columns = np.nonzero(mask)
    best = np.argmin((rows - row) ** 2 + (columns - column) ** 2)
    return int(rows[best]), int(columns[best])
