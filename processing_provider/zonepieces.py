"""From crossed pieces to zones: joined by unit and space, small patches given to their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core.errors import problem
from ..core.zoning import subzones
from ..toolbelt import areas, patches
from ..toolbelt.crossing import Crossing
from .run import Run


@dataclass
class Zones:
    """Pieces, or joined pieces.

    Attributes
    ----------
    geometries, area_ha
        Geometry and area of each.
    group
        Group (unit and space) that each belongs to.
    part_zone, part_group, part_ha
        Where the area came from before small patches were given away: parts with their zone, the group
        that they belonged to, and their area.
    """

    geometries: list[QgsGeometry]
    area_ha: np.ndarray
    group: np.ndarray
    part_zone: np.ndarray
    part_group: np.ndarray
    part_ha: np.ndarray

    def shared_out(self, totals: np.ndarray, area_ha: np.ndarray) -> np.ndarray:
        """Totals of groups, whose areas are *area_ha*, shared among the zones by area."""
        per_hectare = np.divide(totals, area_ha, out=np.full(len(totals), np.nan), where=area_ha > 0)
        weights = per_hectare[self.part_group] * self.part_ha
        return np.bincount(self.part_zone, weights=weights, minlength=len(self.geometries))


def make(
    run: Run,
    crossing: Crossing,
    groups: subzones.Groups,
    stays: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    dissolve: bool,
    minimum_ha: float,
) -> Zones:
    """Zones from the pieces of a crossing.

    Parameters
    ----------
    groups
        Which pieces belong together.
    stays
        Whether a group is no data, and so neither gives nor takes patches.
    dissolve
        Join the pieces of a group.
    minimum_ha
        Patches below it go to their neighbour; 0 leaves all where they are.
    """
    if minimum_ha <= 0 and not dissolve:
        each = np.arange(len(groups.of))
        return Zones(crossing.geometries, crossing.area_ha, groups.of, each, groups.of, crossing.area_ha)
    run.stage(0.55, 0.65)
    joined, area_ha = patches.joined(crossing.geometries, groups.of, crossing.area_ha, run.progress)
    if minimum_ha <= 0:
        each = np.arange(len(joined))
        return Zones(joined, area_ha, each, each, each, area_ha)
    measure = areas.measure(crs, run.context)
    single, of, single_ha = patches.split(joined, area_ha, measure)
    run.stage(0.65, 0.75)
    near = patches.borders(
        single, groups.unit[of], single_ha < minimum_ha, areas.lengths(crs, run.context), run.progress
    )
    root = subzones.merge_small(single_ha, near, minimum_ha, stays[of])
    _tell(run, single_ha, root, minimum_ha)
    # a patch that took others keeps its own group; the zone of a group is one, or each patch is
    key = of[root] if dissolve else root
    kept, zone = np.unique(key, return_inverse=True)
    run.stage(0.75, 0.8)
    geometries, zone_ha = patches.joined(single, zone, single_ha, run.progress)
    return Zones(geometries, zone_ha, kept if dissolve else of[kept], zone, of, single_ha)


def _tell(run: Run, area_ha: np.ndarray, root: np.ndarray, minimum_ha: float) -> None:
    """Say what was merged, and what is small and could not be."""
    gone = root != np.arange(len(root))
    if gone.any():
        run.warn(
            problem(
                "{count} patches below {minimum} ha ({area} ha in all) went to their neighbours.",
                count=int(gone.sum()),
                minimum=minimum_ha,
                area=round(float(area_ha[gone].sum()), 4),
            )
        )
    grown = np.bincount(root, weights=area_ha, minlength=len(area_ha))
    left = ~gone & (grown < minimum_ha)
    if left.any():
        run.warn(
            problem(
                "{count} patches below {minimum} ha have no neighbour in their unit and stay.",
                count=int(left.sum()),
                minimum=minimum_ha,
            )
        )
    run.result("merged_patches", int(gone.sum()))
