"""Crossing two layers of polygons: every place of the first with what of the second lies there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import QgsGeometry, QgsSpatialIndex

from .areas import SQUARE_METRES_PER_HECTARE
from .overlay import EXACT, Shape, checked
from .pieces import OFTEN, shared_out, single_parts, united

NOTHING = -1
CLOSE = 1e-3  # of the area: within this, pieces are taken to fill their unit


@dataclass
class Crossing:
    """Pieces of the first layer.

    Attributes
    ----------
    first, second
        Positions in the two layers; *second* is -1 where nothing of it lies.
    geometries, area_ha
        Geometry and area of each piece; the pieces of one polygon of the first layer add up to its area.
    outside_ha
        Area of the second layer beyond the first.
    doubled_ha
        Area by which pieces exceed their polygons, because polygons of the second layer overlap.
    """

    first: np.ndarray
    second: np.ndarray
    geometries: list[QgsGeometry]
    area_ha: np.ndarray
    outside_ha: float
    doubled_ha: float


def cross(
    first: Sequence[QgsGeometry],
    second: Sequence[QgsGeometry],
    measure: Callable[[QgsGeometry], float],
    progress: Callable[[float], None],
    sliver_m2: float = 0.0,
) -> Crossing:
    """Cross two layers of plain polygons in the same coordinates.

    The larger layer is walked through, the smaller one is looked up, so that cost grows with the number of
    polygons and not with its square. Polygons that overlap within a layer are each crossed for themselves.

    Parameters
    ----------
    measure
        Function geometry -> hectares.
    sliver_m2
        Pieces up to this many square metres come from borders that were meant to be the same; they are
        left to the other pieces.
    """
    area_first = [measure(geometry) for geometry in first]
    scale = _plane_per_hectare(first, area_first)
    sliver = sliver_m2 / SQUARE_METRES_PER_HECTARE * scale
    swapped = len(first) < len(second)
    met = _pairs(second, first, progress, sliver) if swapped else _pairs(first, second, progress, sliver)
    pairs = [(two, one, geometry) for one, two, geometry in met] if swapped else met
    pairs += _uncovered(first, pairs, sliver)
    pairs.sort(key=lambda pair: (pair[0], pair[1] == NOTHING, pair[1]))
    areas, doubled = _areas(pairs, area_first, measure)
    return Crossing(
        np.array([one for one, _, _ in pairs], dtype=np.int64),
        np.array([two for _, two, _ in pairs], dtype=np.int64),
        [geometry for _, _, geometry in pairs],
        np.array(areas, dtype=np.float64),
        _outside(second, pairs, areas, measure, sliver),
        doubled,
    )


def _plane_per_hectare(geometries: Sequence[QgsGeometry], hectares: Sequence[float]) -> float:
    """Area in units of the coordinates that stands for a hectare here."""
    total = sum(hectares)
    return sum(geometry.area() for geometry in geometries) / total if total > 0 else 0.0


def _pairs(many: Sequence[QgsGeometry], few: Sequence[QgsGeometry], progress, sliver: float) -> list:
    """(position in *many*, position in *few*, common polygons) of all pairs that have some."""
    index, shapes = QgsSpatialIndex(), [Shape(geometry) for geometry in few]
    for position, geometry in enumerate(few):
        index.addFeature(position, geometry.boundingBox())
    found = []
    for number, geometry in enumerate(many):
        if number % OFTEN == 0:
            progress(number / len(many))
        box = geometry.boundingBox()
        for position in index.intersects(box):
            near = shapes[position].near(box)
            if near.holds(geometry):
                found.append((number, position, geometry))
            elif near.meets(geometry):
                common = near.common(geometry)
                if not common.isEmpty() and common.area() > sliver:
                    found.append((number, position, common))
    return found


def _uncovered(first: Sequence[QgsGeometry], pairs: list, sliver: float) -> list:
    """What of each polygon of the first layer no piece covers."""
    pieces: dict[int, list[QgsGeometry]] = {}
    for one, _, geometry in pairs:
        pieces.setdefault(one, []).append(geometry)
    found = []
    for number, geometry in enumerate(first):
        own = pieces.get(number, [])
        if not own:
            found.append((number, NOTHING, geometry))
            continue
        gap = geometry.area() - sum(piece.area() for piece in own)
        if gap <= max(sliver, EXACT * geometry.area()) and gap >= -EXACT * geometry.area():
            continue
        rest = checked(geometry.difference(united(own)))
        parts = [part for part in single_parts(rest) if part.area() > max(sliver, EXACT * geometry.area())]
        if parts:
            found.append((number, NOTHING, QgsGeometry.collectGeometry(parts)))
    return found


def _outside(
    second: Sequence[QgsGeometry], pairs: list, areas: Sequence[float], measure, sliver: float
) -> float:
    """Hectares of the second layer beyond the first; only polygons that are not filled are measured."""
    plane, hectares = [0.0] * len(second), [0.0] * len(second)
    for (_, two, geometry), area in zip(pairs, areas):
        if two != NOTHING:
            plane[two] += geometry.area()
            hectares[two] += area
    found = 0.0
    for number, geometry in enumerate(second):
        whole = geometry.area()
        if whole - plane[number] > max(sliver, EXACT * whole):
            found += max(measure(geometry) - hectares[number], 0.0)
    return found


def _areas(pairs: list, whole: Sequence[float], measure) -> tuple[list[float], float]:
    """Areas of the pieces, in their order by first layer, and the excess where pieces overlap."""
    areas, doubled, start = [], 0.0, 0
    while start < len(pairs):
        number, end = pairs[start][0], start
        while end < len(pairs) and pairs[end][0] == number:
            end += 1
        parts = [measure(geometry) for _, _, geometry in pairs[start:end]]
        excess = sum(parts) - whole[number]
        if abs(excess) <= CLOSE * whole[number]:
            parts = shared_out(parts, whole[number])
        else:
            doubled += excess
        areas += parts
        start = end
    return areas, doubled
