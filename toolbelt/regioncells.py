"""Regions on the cells of a raster, and the standards that hold in each."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..core.zoning import cells
from .rasterzones import Zones


@dataclass(frozen=True)
class Regions:
    """Polygons of regions, each with standards of its own.

    Attributes
    ----------
    zones
        The polygons on the grid.
    place
        Region of every zone number as position in the set, -1 for none; number 0 lies in no polygon.
    carbon_standard, carbon_benchmark, limits
        Of every region, NaN behind the last one for none; None where one number holds for all. *limits*
        has one entry for each pollutant.
    """

    zones: Zones
    place: np.ndarray
    carbon_standard: np.ndarray | None = None
    carbon_benchmark: np.ndarray | None = None
    limits: tuple[np.ndarray | None, ...] = ()

    def localised(self, found: cells.Cells, place: np.ndarray) -> cells.Cells:
        """Cells at *place*, with the standards that hold there; what rasters gave stays."""

        def there(values):
            return None if values is None else values[place]

        given = [*found.pollution_standards, *([None] * len(self.limits))]
        limits = [there(one) if raster is None else raster for one, raster in zip(self.limits, given)]
        standard = there(self.carbon_standard) if found.carbon_standard is None else found.carbon_standard
        benchmark = there(self.carbon_benchmark)
        return replace(
            found,
            carbon_standard=standard,
            carbon_benchmark=benchmark,
            pollution_standards=limits,
            place=place,
        )
