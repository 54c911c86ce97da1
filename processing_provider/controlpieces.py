"""From sub-zones to control units: small ones given away, large ones cut, borders made common and smooth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsUnitTypes,
)

from ..core import grouping
from ..core.errors import problem
from ..core.zoning import controlunits, subzones
from ..toolbelt import areas, patches, plane, tiling
from ..toolbelt.pieces import shared_out
from .run import Run

KINDS = 64
OVERLAP = 1e-7  # of the area: less is rounding of coordinates
METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True)
class Pieces:
    """Single polygons of one sub-zone in one administrative unit.

    Attributes
    ----------
    geometries, area_ha
        Geometry and area of each.
    unit, subzone
        Position of the administrative unit, and value of the sub-zone (0: no data).
    amounts
        Totals, shape (fields, pieces).
    merged_ha
        Area that came from other sub-zones.
    """

    geometries: list[QgsGeometry]
    area_ha: np.ndarray
    unit: np.ndarray
    subzone: np.ndarray
    amounts: np.ndarray
    merged_ha: np.ndarray = field(default_factory=lambda: np.zeros(0))

    def __len__(self) -> int:
        return len(self.geometries)

    def taken(self, places: Sequence[int]) -> Pieces:
        """Those at *places*, in that order."""
        at = np.asarray(places, dtype=np.int64)
        merged = self.merged_ha[at] if len(self.merged_ha) else np.zeros(len(at))
        return Pieces(
            [self.geometries[number] for number in at.tolist()],
            self.area_ha[at],
            self.unit[at],
            self.subzone[at],
            self.amounts[:, at],
            merged,
        )

    def gathered(self, geometries: list[QgsGeometry], of: np.ndarray, subzone: np.ndarray) -> Pieces:
        """Pieces joined into *geometries*, *of* telling which; *subzone* is what each piece has become."""
        count = len(geometries)
        first = np.zeros(count, dtype=np.int64)
        first[of[::-1]] = np.arange(len(of))[::-1]
        own = self.merged_ha if len(self.merged_ha) else np.zeros(len(self))
        merged = np.where(self.subzone == subzone, own, self.area_ha)
        amounts = [np.bincount(of, weights=row, minlength=count) for row in self.amounts]
        return Pieces(
            geometries,
            np.bincount(of, weights=self.area_ha, minlength=count),
            self.unit[first],
            subzone[first],
            np.array(amounts).reshape(len(self.amounts), count),
            np.bincount(of, weights=merged, minlength=count),
        )


@dataclass(frozen=True)
class Sizes:
    """What sizes are wanted: hectares, square metres of slivers, metres of smoothing (0: none)."""

    minimum_ha: float
    maximum_ha: float
    sliver_m2: float
    smooth_m: float

    @property
    def least_ha(self) -> float:
        """Below this a patch is given away; slivers always are."""
        return max(self.minimum_ha, np.nextafter(self.sliver_m2 / areas.SQUARE_METRES_PER_HECTARE, np.inf))


class Maker:
    """Makes control units of one run; counts what it did.

    Attributes
    ----------
    counts
        Slivers, merged patches, cuts, gaps ... for the log and the results.
    """

    def __init__(self, run: Run, crs: QgsCoordinateReferenceSystem, sizes: Sizes):
        self._run, self._crs, self._sizes = run, crs, sizes
        self._measure = areas.measure(crs, run.context)
        self._length = areas.lengths(crs, run.context)
        self._step = 0.0
        self.counts: dict[str, float] = {}

    def make(self, parts: Pieces) -> tuple[Pieces, np.ndarray, np.ndarray]:
        """Control units, and longitude and latitude of a point within each."""
        run, plane_before = self._run, sum(one.area() for one in parts.geometries)
        self._step = tiling.grain(parts.geometries)
        run.stage(0.25, 0.4)
        found = self._in_order(self._joined(parts, parts.subzone))
        run.stage(0.4, 0.6)
        found = self._in_order(self._without_small(found))
        run.stage(0.6, 0.75)
        found = self._in_order(self._without_large(found))
        run.stage(0.75, 0.8)
        found, overlap = self._tiled(found, plane_before)
        longitude, latitude = self._places(found.geometries)
        if self._sizes.smooth_m > 0:
            found = self._smoothed(found, overlap)
        return found, longitude, latitude

    def _joined(self, pieces: Pieces, subzone: np.ndarray) -> Pieces:
        """Pieces that touch and are, or have become, of one sub-zone in one unit."""
        kind = pieces.unit * KINDS + subzone
        made, _, of = tiling.joined(pieces.geometries, kind, self._step, self._run.progress)
        return pieces.gathered(made, of, subzone)

    @staticmethod
    def _in_order(pieces: Pieces) -> Pieces:
        """By unit, sub-zone and place, so that nothing depends on the order of the input."""
        points = tiling.inner_points(pieces.geometries)
        return pieces.taken(np.lexsort((points.y, points.x, pieces.subzone, pieces.unit)))

    def _without_small(self, pieces: Pieces) -> Pieces:
        least = self._sizes.least_ha
        small = (pieces.area_ha < least) & (pieces.subzone > 0)
        sliver_ha = self._sizes.sliver_m2 / areas.SQUARE_METRES_PER_HECTARE
        self.counts["slivers"] = int((pieces.area_ha[small] <= sliver_ha).sum())
        near = patches.borders(pieces.geometries, pieces.unit, small, self._length, self._run.progress)
        kinds = controlunits.nearness(pieces.subzone)
        root = subzones.merge_small(pieces.area_ha, near, least, pieces.subzone == 0, kinds)
        gone = root != np.arange(len(root))
        self.counts["merged"] = int(gone.sum())
        self.counts["merged_ha"] = float(pieces.area_ha[gone].sum())
        return self._joined(pieces, pieces.subzone[root])

    def _without_large(self, pieces: Pieces) -> Pieces:
        """Large units cut; fragments below the minimum go back to another piece of the same unit."""
        maximum = self._sizes.maximum_ha
        needed = [controlunits.pieces_needed(area, maximum) for area in pieces.area_ha.tolist()]
        large = [at for at, count in enumerate(needed) if count > 1 and pieces.subzone[at] > 0]
        self.counts["cut"] = len(large)
        if not large:
            return pieces
        geometries, origin, share, cut_too = [], [], [], set(large)
        for at, (whole, count) in enumerate(zip(pieces.geometries, needed)):
            self._run.progress(at / len(pieces))
            own = tiling.cut_up(whole, count, self._length) if at in cut_too else [whole]
            geometries += own
            origin += [at] * len(own)
            share += shared_out([one.area() for one in own], 1.0)
        cut, part = pieces.taken(origin), np.array(share)
        cut = replace(
            cut,
            geometries=geometries,
            area_ha=cut.area_ha * part,
            amounts=cut.amounts * part,
            merged_ha=cut.merged_ha * part,
        )
        return self._without_fragments(cut, np.array(origin))

    def _without_fragments(self, cut: Pieces, origin: np.ndarray) -> Pieces:
        least = self._sizes.least_ha
        is_part = np.bincount(origin)[origin] > 1
        small = (cut.area_ha < least) & is_part
        near = patches.borders(cut.geometries, origin, small, self._length, self._run.progress)
        root = subzones.merge_small(cut.area_ha, near, least, ~is_part)
        of = np.unique(root, return_inverse=True)[1].reshape(-1)
        members = [[cut.geometries[at] for at in own] for own in grouping.members(root)]
        made = [own[0] if len(own) == 1 else tiling.united(own, self._step) for own in members]
        return cut.gathered(made, of, cut.subzone)

    def _tiled(self, pieces: Pieces, plane_before: float) -> tuple[Pieces, bool]:
        """With common borders vertex for vertex; what lies under another one goes to that."""
        geometries, gaps = tiling.tiles(pieces.geometries, self._step)
        left = [at for at, geometry in enumerate(geometries) if geometry is not None]
        kept = [geometries[at] for at in left]
        of = np.zeros(len(geometries), dtype=np.int64)
        of[left] = np.arange(len(left))
        lost = [at for at, geometry in enumerate(geometries) if geometry is None]
        if lost:
            of[lost] = tiling.places([pieces.geometries[at] for at in lost], kept)
        ordered = np.r_[left, lost].astype(np.int64)
        found = pieces.taken(ordered).gathered(kept, of[ordered], pieces.subzone[ordered])
        missing = plane_before - sum(one.area() for one in kept)
        overlap = abs(missing) > OVERLAP * plane_before
        measured = np.array([self._measure(one) for one in kept])
        if overlap:
            self.counts["overlap_ha"] = float(found.area_ha.sum() - measured.sum())
        sliver = self._sizes.sliver_m2 / areas.SQUARE_METRES_PER_HECTARE
        self.counts["gaps"] = sum(self._measure(gap) <= sliver for gap in gaps)
        return replace(found, area_ha=measured if overlap else self._shared(found, measured)), overlap

    def _shared(self, pieces: Pieces, measured: np.ndarray) -> np.ndarray:
        """Measured areas scaled so that those of an administrative unit add up to what they did before."""
        count = int(pieces.unit.max()) + 1
        before = np.bincount(pieces.unit, weights=pieces.area_ha, minlength=count)
        now = np.bincount(pieces.unit, weights=measured, minlength=count)
        scale = np.divide(before, now, out=np.ones(count), where=now > 0)
        return measured * scale[pieces.unit]

    def _places(self, geometries: list[QgsGeometry]) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude of inner points, on the datum of the layer, so that no grid file matters."""
        points = tiling.inner_points(geometries)
        there = self._crs.toGeographicCrs()
        transform = QgsCoordinateTransform(self._crs, there, self._run.context.transformContext())
        moved = plane.transformed(
            np.column_stack([points.x, points.y]), transform, Qgis.TransformDirection.Forward
        )
        return moved[:, 0], moved[:, 1]

    def _smoothed(self, pieces: Pieces, overlap: bool) -> Pieces:
        tolerance = self._sizes.smooth_m / self._metres_per_unit()
        made, stayed = tiling.smooth(pieces.geometries, tolerance, pieces.unit.tolist())
        self.counts["unsmoothed"] = stayed
        bad = tiling.breaking(pieces.geometries, made)
        if bad:
            self._run.warn(
                problem("The borders were not smoothed: {count} units would have broken.", count=len(bad))
            )
            return pieces
        measured = np.array([self._measure(one) for one in made])
        return replace(
            pieces, geometries=made, area_ha=measured if overlap else self._shared(pieces, measured)
        )

    def _metres_per_unit(self) -> float:
        if self._crs.isGeographic():
            return METRES_PER_DEGREE
        return QgsUnitTypes.fromUnitToUnitFactor(self._crs.mapUnits(), Qgis.DistanceUnit.Meters)
