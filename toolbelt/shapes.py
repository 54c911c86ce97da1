"""Geometries of a layer as plain bytes: read once, kept small, turned into rings or points when needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Callable

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..core.spatial import wkb
from ..core.spatial.borders import Rings
from .polygons import flattened
from .tables import UNCHECKED

CENTRES = ("centroid", "surface")
EVERY = 1000
GRAIN = 1e-8  # of the extent


@dataclass(frozen=True)
class Shapes:
    """Geometries of all features of a source, in its order.

    Attributes
    ----------
    ids
        Feature ids.
    data
        Well-known binary of every feature; None where it has no geometry.
    polygonal
        Whether they are polygons.
    crs
        Their coordinate system.
    """

    ids: np.ndarray
    data: list[bytes | None]
    polygonal: bool
    crs: QgsCoordinateReferenceSystem

    @cached_property
    def present(self) -> np.ndarray:
        """Mask of the features that have a geometry."""
        return np.array([item is not None for item in self.data], dtype=bool)

    def geometry(self, position: int) -> QgsGeometry:
        """Geometry of the feature at *position*."""
        made = QgsGeometry()
        made.fromWkb(self.data[position])
        return made

    def rings(self, positions: Sequence[int]) -> Rings:
        """Rings of the polygons at *positions*."""
        return wkb.rings([self.data[position] for position in positions])

    def centres(
        self, positions: Sequence[int], how: str = "centroid", progress: Callable[[float], None] | None = None
    ) -> np.ndarray:
        """One point for each of *positions*, shape (n, 2), in coordinates of the layer.

        Parameters
        ----------
        how
            ``centroid``, or ``surface`` for a point that surely lies within the polygon.
        """
        found = np.empty((len(positions), 2))
        for row, position in enumerate(positions):
            if progress is not None and row % EVERY == 0:
                progress(row / len(positions))
            geometry = self.geometry(position)
            point = (geometry.pointOnSurface() if how == "surface" else geometry.centroid()).asPoint()
            found[row] = point.x(), point.y()
        return found

    def in_order(self, positions: np.ndarray) -> np.ndarray:
        """*positions* sorted by where the features lie, whatever their order in the layer."""
        if not len(positions):
            return positions
        if self.polygonal:
            rings = self.rings(positions)
            owners = rings.owners
            first = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
            keys = [
                reduce.reduceat(values, first)
                for values in (rings.x, rings.y)
                for reduce in (np.minimum, np.maximum)
            ]
        else:
            keys = list(self.centres(positions).T)
        # rounded, so that neither the unit of the coordinates nor their last bit moves a feature
        rounded = [np.round((key - key.min()) / _grain(key)) for key in keys]
        return positions[np.lexsort(rounded[::-1])]


def _grain(values: np.ndarray) -> float:
    """What is too small to tell two coordinates apart."""
    span = float(values.max() - values.min())
    return GRAIN * span if span > 0 else 1.0


def read(source: QgsProcessingFeatureSource, progress: Callable[[float], None]) -> Shapes:
    """Geometries of a source; curves are made straight, what has no area (or no point) counts as missing."""
    polygonal = QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon
    ids: list[int] = []
    data: list[bytes | None] = []
    expected = max(source.featureCount(), 1)
    for number, feature in enumerate(source.getFeatures(QgsFeatureRequest().setNoAttributes(), UNCHECKED)):
        if number % EVERY == 0:
            progress(min(number / expected, 1.0))
        ids.append(feature.id())
        data.append(_bytes(feature.geometry(), polygonal))
    return Shapes(np.array(ids, dtype=np.int64), data, polygonal, source.sourceCrs())


def _bytes(geometry: QgsGeometry, polygonal: bool) -> bytes | None:
    if geometry.isEmpty():
        return None
    if polygonal and QgsWkbTypes.flatType(geometry.wkbType()) not in (
        Qgis.WkbType.Polygon,
        Qgis.WkbType.MultiPolygon,
    ):
        geometry = flattened(geometry)
        if geometry.isEmpty():
            return None
    return geometry.asWkb().data()
