"""Rasters of carbon stocks and their change: what a class, or a pair of classes, puts into a cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core import uncertainty as un
from ..core.carbon.pools import Density
from ..toolbelt.rasters import Grid
from ..toolbelt.stockcells import Output
from ..toolbelt.zonecells import NODATA_OUT
from .celloutputs import Rasters
from .run import Run

STOCK, STOCK_LIMITS = "STOCK_RASTER", "STOCK_LIMITS"
CHANGE, CHANGE_LIMITS, WORTH = "CHANGE_RASTER", "CHANGE_LIMITS", "VALUE_RASTER"
NAMES = (STOCK, STOCK_LIMITS, CHANGE, CHANGE_LIMITS, WORTH)
OF_CHANGE = (CHANGE, CHANGE_LIMITS, WORTH)
_LEGENDS = {STOCK: "carbon_stock", STOCK_LIMITS: "carbon_stock"}


def opened(
    run: Run, grid: Grid, densities: Sequence[Density | None], dates: int, worth: float
) -> tuple[Rasters, list[Output]]:
    """The rasters that were asked for, in the making.

    Parameters
    ----------
    worth
        What a ton of carbon that is gained is worth.
    """
    stock, change = _stock(densities), _change(densities)
    last, whole = dates - 1, (0, dates - 1)
    of = {
        STOCK: (tuple(range(dates)), stock[:1] * dates),
        STOCK_LIMITS: ((last,) * 3, stock[1:]),
        CHANGE: (whole, change[:1]),
        CHANGE_LIMITS: (whole, change[1:]),
        WORTH: (whole, [change[0] * worth]),
    }
    rasters, outputs = Rasters(run, grid), []
    for name, (at, tables) in of.items():
        legend = _LEGENDS.get(name, "carbon_change")
        writer = rasters.open(name, legend, np.float32, NODATA_OUT, len(tables))
        if writer is not None:
            filled = tuple(np.where(np.isnan(table), NODATA_OUT, table) for table in tables)
            outputs.append(Output(writer, at, filled, NODATA_OUT))
    return rasters, outputs


def _stock(densities: Sequence[Density | None]) -> list[np.ndarray]:
    """Density of every class, its limits and its standard deviation; NaN where it has none."""
    value, low, high, _ = _numbers(densities)
    low, high = (np.where(np.isnan(side), value, side) for side in (low, high))
    return [value, low, high, un.from_limits(low, high).sd]


def _change(densities: Sequence[Density | None]) -> list[np.ndarray]:
    """Change from class to class, with limits and standard deviation; densities are independent."""
    value, low, high, known = _numbers(densities)
    below = np.where(known, value - low, 0.0)
    above = np.where(known, high - value, 0.0)
    step = value[None, :] - value[:, None]
    moved = ~np.eye(len(value), dtype=bool)
    down = np.hypot(below[None, :], above[:, None]) * moved
    up = np.hypot(above[None, :], below[:, None]) * moved
    return [step, step - down, step + up, un.from_limits(step - down, step + up).sd]


def _numbers(densities: Sequence[Density | None]) -> tuple[np.ndarray, ...]:
    """Value, low and high of every class, NaN where there is none, and whether it has limits."""
    columns = [
        np.array([np.nan if one is None else getattr(one, name) for one in densities])
        for name in ("total", "low", "high")
    ]
    return (*columns, np.isfinite(columns[1]) & np.isfinite(columns[2]))
