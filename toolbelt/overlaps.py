"""How much the polygons of a layer lie over each other.

Edges tell which polygons may overlap (see `core.spatial.coverage`), so that a clean map of 300 000
parcels costs seconds; pairs are looked at only where that leaves a doubt.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import Qgis, QgsFeatureRequest, QgsGeometry, QgsProcessingFeatureSource, QgsSpatialIndex

from ..core.spatial import coverage
from .polygons import EVERY, UNCHECKED, Door

NOISE = 1e-9  # of the smaller area: no overlap, but rounding
FEW = 0.2  # of all features: fewer are asked for by id


@dataclass(frozen=True)
class Overlap:
    """Sum of the overlaps of all pairs.

    Attributes
    ----------
    pairs
        Number of pairs that overlap.
    area_ha
        Their common areas added up; a place under three polygons counts in each of its three pairs.
    ids
        Feature ids of polygons that overlap another.
    """

    pairs: int
    area_ha: float
    ids: tuple[int, ...]


class Edges:
    """Gathers the edges of polygons that pass by."""

    def __init__(self):
        self._ids: list[int] = []
        self._rings: list[np.ndarray] = []
        self._owner: list[int] = []
        self._hole: list[bool] = []

    def add(self, identifier: int, geometry: QgsGeometry) -> None:
        """Take the rings of a plain polygon."""
        for ring, hole in _rings(geometry):
            self._rings.append(ring)
            self._owner.append(len(self._ids))
            self._hole.append(hole)
        self._ids.append(identifier)

    def loose(self) -> set[int]:
        """Feature ids of the polygons that have an edge for themselves."""
        if not self._rings:
            return set()
        lengths = np.array([len(ring) for ring in self._rings])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        found = coverage.loose(
            np.concatenate(self._rings), starts, np.array(self._owner), np.array(self._hole)
        )
        return {identifier for identifier, is_loose in zip(self._ids, found.tolist()) if is_loose}


def _rings(geometry: QgsGeometry) -> Iterator[tuple[np.ndarray, bool]]:
    """Corners of each ring, and whether it is a hole, from the WKB of a polygon or multi-polygon."""
    wkb = geometry.asWkb().data()
    polygons, at = 1, 0
    if struct.unpack_from("<I", wkb, 1)[0] == Qgis.WkbType.MultiPolygon.value:
        polygons, at = struct.unpack_from("<I", wkb, 5)[0], 9
    for _ in range(polygons):
        (rings,) = struct.unpack_from("<I", wkb, at + 5)
        at += 9
        for number in range(rings):
            (corners,) = struct.unpack_from("<I", wkb, at)
            yield np.frombuffer(wkb, "<f8", 2 * corners, at + 4).reshape(-1, 2), number > 0
            at += 4 + 16 * corners


def of_source(
    source: QgsProcessingFeatureSource,
    measure: Callable[[QgsGeometry], float],
    progress: Callable[[float], None],
) -> Overlap:
    """Overlap of all polygons of a source, invalid ones repaired."""
    edges, door = Edges(), Door("")
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    for number, feature in enumerate(source.getFeatures(request, UNCHECKED)):
        if number % EVERY == 0:
            progress(0.0)
        geometry = door.admit(feature.geometry(), feature.id())
        if geometry is not None:
            edges.add(feature.id(), geometry)
    return measured(source, edges, measure, progress)


def measured(
    source: QgsProcessingFeatureSource,
    edges: Edges,
    measure: Callable[[QgsGeometry], float],
    progress: Callable[[float], None],
) -> Overlap:
    """Overlap of the polygons of a source whose edges were gathered."""
    suspects = edges.loose()
    if not suspects:
        return Overlap(0, 0.0, ())
    index = QgsSpatialIndex(source.getFeatures(QgsFeatureRequest().setSubsetOfAttributes([]), UNCHECKED))
    found = _among(source, index, suspects, measure, progress)
    # only where loose polygons overlap can others do so too
    return found if not found.pairs else _among(source, index, None, measure, progress)


def _among(source, index, suspects: Collection[int] | None, measure, progress) -> Overlap:
    """Overlaps of *suspects* with any polygon; of all polygons where it is None."""
    geometries = _geometries(source, index, suspects)
    firsts = sorted(geometries) if suspects is None else sorted(suspects & geometries.keys())
    pairs, area_ha, ids = 0, 0.0, set()
    for number, first in enumerate(firsts):
        if number % EVERY == 0:
            progress(number / len(firsts))
        geometry = geometries[first]
        engine = QgsGeometry.createGeometryEngine(geometry.constGet())
        engine.prepareGeometry()
        for second in index.intersects(geometry.boundingBox()):
            seen = second <= first and (suspects is None or second in suspects)
            if seen or second == first or second not in geometries:
                continue
            common = _common(engine, geometry, geometries[second])
            if common is not None:
                pairs, area_ha = pairs + 1, area_ha + measure(common)
                ids |= {first, second}
    return Overlap(pairs, area_ha, tuple(sorted(ids)))


def _common(engine, first: QgsGeometry, second: QgsGeometry) -> QgsGeometry | None:
    if not engine.intersects(second.constGet()):
        return None
    common = QgsGeometry(engine.intersection(second.constGet()))
    if common.isNull() or common.area() <= NOISE * min(first.area(), second.area()):
        return None
    return common


def _geometries(source, index, suspects: Collection[int] | None) -> dict[int, QgsGeometry]:
    """Plain polygons of *suspects* and of all whose boxes meet theirs; of the whole source for None."""
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    wanted = None if suspects is None else _with_neighbours(source, index, suspects)
    if wanted is not None and len(wanted) < FEW * source.featureCount():
        request.setFilterFids(list(wanted))
    door = Door("")
    admitted = (
        (feature.id(), door.admit(feature.geometry(), feature.id()))
        for feature in source.getFeatures(request, UNCHECKED)
        if wanted is None or feature.id() in wanted
    )
    return {identifier: geometry for identifier, geometry in admitted if geometry is not None}


def _with_neighbours(source, index, suspects: Collection[int]) -> set[int]:
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    if len(suspects) < FEW * source.featureCount():
        request.setFilterFids(list(suspects))
    wanted = set(suspects)
    for feature in source.getFeatures(request, UNCHECKED):
        if feature.id() in suspects:
            wanted.update(index.intersects(feature.geometry().boundingBox()))
    return wanted
