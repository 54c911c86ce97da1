"""A whole layer cut into pieces, with areas that add up to those of the uncut polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import QgsFeatureRequest, QgsGeometry, QgsProcessingFeatureSource

from ..core.errors import InputError, problem, raise_if_any
from .areas import SQUARE_METRES_PER_HECTARE
from .overlay import Cutter, checked
from .polygons import UNCHECKED, Door, listed

OFTEN = 50  # features between two looks at the cancel button: some take long to cut
TOLERANCE = 1e-6  # of the area: pieces that add up worse are refused


@dataclass
class Pieces:
    """Pieces of the features of a source, in its order.

    Attributes
    ----------
    ids
        Feature ids of the whole source, one for each feature.
    parent
        Position in *ids* of the feature that each piece comes from; -1 for pieces of nothing.
    geometries
        Geometry of each piece; None where the feature was not cut, so that it need not be kept.
    covers
        Covers of each piece, shape (pieces, layers).
    area_ha
        Area of each piece in hectares; pieces of a feature add up to its area.
    """

    ids: np.ndarray
    parent: np.ndarray
    geometries: list[QgsGeometry | None]
    covers: np.ndarray
    area_ha: np.ndarray

    def __len__(self) -> int:
        return len(self.parent)

    def with_more(self, geometries: list[QgsGeometry], covers: list, area_ha: list[float]) -> Pieces:
        """The same with pieces behind that come from no feature."""
        if not geometries:
            return self
        return Pieces(
            self.ids,
            np.concatenate([self.parent, np.full(len(geometries), -1)]),
            self.geometries + geometries,
            np.vstack([self.covers, np.asarray(covers, dtype=self.covers.dtype)]),
            np.concatenate([self.area_ha, np.asarray(area_ha, dtype=np.float64)]),
        )


class Knife:
    """Cuts polygon after polygon, measures the pieces, and keeps their sums.

    Parameters
    ----------
    cutter
        What cuts.
    measure
        Function geometry -> hectares, see `areas.measure`.
    sliver_m2
        Parts below this many square metres stay with the other side of a border.
    """

    def __init__(self, cutter: Cutter, measure: Callable[[QgsGeometry], float], sliver_m2: float):
        self._cutter = cutter
        self._measure = measure
        self._sliver_ha = sliver_m2 / SQUARE_METRES_PER_HECTARE
        self.lossy: list[int] = []

    def cut(self, geometry: QgsGeometry, identifier: int) -> list[tuple[QgsGeometry, tuple, float]]:
        """Pieces of a plain polygon: geometry, covers and area in hectares."""
        hectares, plane = self._measure(geometry), geometry.area()
        sliver = self._sliver_ha * plane / hectares if hectares > 0 else 0.0
        pieces = self._cutter.cut(geometry, sliver)
        if len(pieces) == 1:
            return [(geometry, pieces[0][1], hectares)]
        if abs(sum(piece.area() for piece, _ in pieces) - plane) > TOLERANCE * plane:
            self.lossy.append(identifier)
        areas = shared_out([self._measure(piece) for piece, _ in pieces], hectares)
        return [(piece, covers, area) for (piece, covers), area in zip(pieces, areas)]


def shared_out(parts: Sequence[float], whole: float) -> list[float]:
    """Areas of parts, scaled so that they add up to the whole.

    A border between two corners is a straight line on the map and a slightly different one on the
    ellipsoid, so that parts measured by themselves miss the whole by up to some millionths.

    Examples
    --------
    >>> shared_out([1.0, 3.0], 4.4)
    [1.1, 3.3000000000000003]
    """
    total = sum(parts)
    return [part * whole / total for part in parts] if total > 0 else list(parts)


def cut_source(
    source: QgsProcessingFeatureSource,
    knife: Knife,
    door: Door,
    progress: Callable[[float], None],
    kept: int | None = None,
    seen: Callable[[int, QgsGeometry], None] | None = None,
) -> Pieces:
    """Cut every polygon of a source.

    Parameters
    ----------
    kept
        Position of a layer whose pieces keep their geometry even where they are whole features.
    seen
        Told of every polygon that was let in, with its feature id.

    Raises
    ------
    InputError
        Polygons that *door* refuses, or pieces that do not add up.
    """
    ids: list[int] = []
    parent: list[int] = []
    geometries: list[QgsGeometry | None] = []
    covers: list[tuple] = []
    area_ha: list[float] = []
    expected = max(source.featureCount(), 1)
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    for number, feature in enumerate(source.getFeatures(request, UNCHECKED)):
        if number % OFTEN == 0:
            progress(min(number / expected, 1.0))
        identifier, own = feature.id(), feature.geometry()
        ids.append(identifier)
        plain = door.admit(own, identifier)
        if plain is None:
            continue
        if seen is not None:
            seen(identifier, plain)
        for piece, over, area in knife.cut(plain, identifier):
            parent.append(number)
            geometries.append(None if piece is own and not (kept is not None and over[kept]) else piece)
            covers.append(over)
            area_ha.append(area)
    raise_if_any([*door.problems(), *lossy_problems(knife, door)])
    return Pieces(
        np.asarray(ids, dtype=np.int64),
        np.asarray(parent, dtype=np.int64),
        geometries,
        np.asarray(covers, dtype=np.int64).reshape(len(covers), -1),
        np.asarray(area_ha, dtype=np.float64),
    )


def geometries_at(
    source: QgsProcessingFeatureSource, pieces: Pieces, places: np.ndarray
) -> list[QgsGeometry]:
    """Geometries of the pieces at *places*, those of uncut features read from the source again."""
    whole = {int(pieces.ids[pieces.parent[at]]) for at in places if pieces.geometries[at] is None}
    request = QgsFeatureRequest().setSubsetOfAttributes([]).setFilterFids(list(whole))
    own = {feature.id(): feature.geometry() for feature in source.getFeatures(request, UNCHECKED)}
    return [
        own[int(pieces.ids[pieces.parent[at]])] if pieces.geometries[at] is None else pieces.geometries[at]
        for at in places
    ]


def lossy_problems(knife: Knife, door: Door) -> list:
    """Features whose pieces do not add up to them; nothing where all do."""
    if not knife.lossy:
        return []
    return [
        problem(
            "The pieces of {count} features of {layer} do not add up to their area (feature ids: {ids}). "
            "Mend their geometry.",
            count=len(knife.lossy),
            layer=door.layer,
            ids=listed(knife.lossy),
        )
    ]


def outside(shapes: Sequence[QgsGeometry], taken: Sequence[QgsGeometry]) -> list[QgsGeometry]:
    """Single polygons that fill *shapes* where *taken* does not reach."""
    whole = united(shapes)
    rest = checked(whole.difference(united(taken))) if taken else whole
    return single_parts(rest)


def single_parts(geometry: QgsGeometry) -> list[QgsGeometry]:
    """The polygons of a multi-polygon, each for itself."""
    return [part for part in geometry.asGeometryCollection() if not part.isEmpty()]


def united(geometries: Sequence[QgsGeometry]) -> QgsGeometry:
    """All polygons as one geometry without inner borders."""
    union = QgsGeometry.unaryUnion(list(geometries))
    if union.isNull() and geometries:
        raise InputError(
            problem(
                "{count} polygons could not be united: {reason}.",
                count=len(geometries),
                reason=union.lastError(),
            )
        )
    return checked(union)
