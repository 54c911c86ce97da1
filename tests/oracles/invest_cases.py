"""Two maps of land cover and a table of pools, for InVEST's carbon model and for ours; numpy only."""

from __future__ import annotations

import numpy as np

CRS, CORNER, CELL = "EPSG:32651", (400_000.0, 3_400_000.0), (50.0, -50.0)
NODATA = 255
YEARS = (2016, 2030)
PRICE, DISCOUNT, RATE_CHANGE = 43.0, -7.1, 2.8
#: lucode -> above, below, soil, dead, t C per ha; the first two as in InVEST's own tests, 7 occurs once only.
POOLS = {
    1: (15.0, 10.0, 60.0, 1.0),
    2: (5.0, 3.0, 20.0, 0.0),
    3: (140.0, 70.0, 35.0, 12.0),
    7: (0.0, 0.0, 40.9, 0.0),
    200: (2.5, 27.5, 0.0, 0.25),
}


def maps() -> tuple[np.ndarray, np.ndarray]:
    """Classes of both dates: patches, with cells without data that differ between the dates."""
    rng = np.random.default_rng(20_260)
    codes = np.array([1, 2, 3, 200])
    first = np.kron(rng.choice(codes, (6, 8), p=(0.3, 0.2, 0.4, 0.1)), np.ones((5, 5), dtype=int))
    second = np.where(rng.random(first.shape) < 0.15, rng.choice(codes, first.shape), first)
    second[3, 4] = 7
    first[:4, :3], second[-3:, -4:] = NODATA, NODATA
    return first.astype(np.uint8), second.astype(np.uint8)


def table() -> list[list]:
    """Rows of the table of pools, header first."""
    return [
        ["lucode", "lulc_name", "c_above", "c_below", "c_soil", "c_dead"],
        *([code, f"class {code}", *pools] for code, pools in POOLS.items()),
    ]
