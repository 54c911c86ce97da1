"""The working grid of the invented county and repeatable noise on it.

Everything natural is drawn on one grid of 50 m cells; polygons are cut from it later. The coordinates are
those of EPSG:4547 (CGCS2000, 3-degree zone, central meridian 114 E) and lie in open water, far from any
coast, so that nobody can take the county for a real place.
"""

from __future__ import annotations

import numpy as np

SEED = 20240605
EPSG = 4547
CELL = 50.0
COLUMNS, ROWS = 880, 800
LEFT, BOTTOM = 478_000.0, 2_270_000.0
TOP = BOTTOM + ROWS * CELL


def generator(purpose: int) -> np.random.RandomState:
    """Random numbers for one purpose.

    RandomState and not the newer Generator: numpy promises that its streams never change, and every purpose
    has a stream of its own so that a change in one part of the county leaves the others as they are.
    """
    return np.random.RandomState(SEED + 7919 * purpose)


def kilometres() -> tuple[np.ndarray, np.ndarray]:
    """Easting and northing of the cell centres in km from the lower left corner of the grid."""
    x = (np.arange(COLUMNS) + 0.5) * CELL / 1000.0
    y = (ROWS - np.arange(ROWS) - 0.5) * CELL / 1000.0
    return np.meshgrid(x, y)


def to_cell(x_km: float, y_km: float) -> tuple[int, int]:
    """Row and column of the cell that holds a point given in km from the lower left corner."""
    row = int(ROWS - y_km * 1000.0 / CELL)
    column = int(x_km * 1000.0 / CELL)
    return min(max(row, 0), ROWS - 1), min(max(column, 0), COLUMNS - 1)


def value_noise(purpose: int, wavelength_km: float, octaves: int = 4, persistence: float = 0.5) -> np.ndarray:
    """Smooth noise of about -1..1: random numbers on lattices of halving width, joined by a polynomial.

    Only + - * / are used (no sine, no exponential), so that the result is the same on every machine.
    """
    rng = generator(purpose)
    x, y = kilometres()
    total = np.zeros((ROWS, COLUMNS))
    amplitude, reach = 1.0, 0.0
    for octave in range(octaves):
        step = wavelength_km / 2**octave
        lattice = rng.randint(
            -10_000, 10_001, size=(int(COLUMNS * CELL / 1000 / step) + 3, int(ROWS * CELL / 1000 / step) + 3)
        )
        total += amplitude * _interpolate(lattice / 10_000.0, x / step, y / step)
        reach += amplitude
        amplitude *= persistence
    return np.round(total / reach * 1.6, 6)


def _interpolate(lattice: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    i, j = u.astype(np.int64), v.astype(np.int64)
    fu, fv = _ease(u - i), _ease(v - j)
    low = lattice[i, j] * (1 - fu) + lattice[i + 1, j] * fu
    high = lattice[i, j + 1] * (1 - fu) + lattice[i + 1, j + 1] * fu
    return low * (1 - fv) + high * fv


def _ease(t: np.ndarray) -> np.ndarray:
    return t * t * t * (t * (t * 6 - 15) + 10)


def bump(
    x: np.ndarray, y: np.ndarray, centre: tuple[float, float], radius: float, stretch: float = 1.0
) -> np.ndarray:
    """A smooth hill of height 1 with the given radius (km); `stretch` > 1 lengthens it from west to east."""
    squared = ((x - centre[0]) / stretch) ** 2 + (y - centre[1]) ** 2
    inside = np.clip(1.0 - squared / radius**2, 0.0, None)
    return inside * inside * inside


def smooth(field: np.ndarray, passes: int) -> np.ndarray:
    """Repeated mean over the cell and its four neighbours."""
    out = field.astype(float)
    for _ in range(passes):
        padded = np.pad(out, 1, mode="edge")
        out = (out + padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]) / 5.0
    return np.round(out, 6)
