"""Patches: polygons of one kind that hang together, and the borders between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from qgis.core import QgsGeometry, QgsSpatialIndex

from ..core import grouping
from .overlay import Shape
from .pieces import OFTEN, shared_out, single_parts, united

ROUNDING = 1e-10  # of the coordinates: what overlays may move a border by
CORNER = 10.0  # tolerances: a longer common line is a border, a shorter one a corner


def joined(
    geometries: Sequence[QgsGeometry],
    group: np.ndarray,
    area_ha: np.ndarray,
    progress: Callable[[float], None],
) -> tuple[list[QgsGeometry], np.ndarray]:
    """One geometry and one area for each group, in the order of the group numbers from 0."""
    members, made = grouping.members(group), []
    for number, member in enumerate(members):
        if number % OFTEN == 0:
            progress(number / len(members))
        parts = [geometries[at] for at in member]
        made.append(parts[0] if len(parts) == 1 else united(parts))
    return made, np.bincount(group, weights=area_ha, minlength=len(members))


def split(
    geometries: Sequence[QgsGeometry], area_ha: np.ndarray, measure: Callable[[QgsGeometry], float]
) -> tuple[list[QgsGeometry], np.ndarray, np.ndarray]:
    """Single polygons of multi-polygons: geometries, position of the whole, areas that add up to it."""
    singles: list[QgsGeometry] = []
    whole: list[int] = []
    areas: list[float] = []
    for number, geometry in enumerate(geometries):
        parts = single_parts(geometry)
        singles += parts
        whole += [number] * len(parts)
        areas += shared_out([measure(part) for part in parts], float(area_ha[number]))
    return singles, np.array(whole, dtype=np.int64), np.array(areas, dtype=np.float64)


def borders(
    geometries: Sequence[QgsGeometry],
    unit: np.ndarray,
    small: np.ndarray,
    length: Callable[[QgsGeometry], float],
    progress: Callable[[float], None],
) -> list[tuple[int, int, float]]:
    """Common borders of patches of one unit of which at least one is small: (patch, patch, metres).

    Patches that meet in a corner have no common border. Borders that differ by rounding are the same.
    """
    index, shapes, boxes, tolerance = QgsSpatialIndex(), [], [], 0.0
    wide: dict[Shape, QgsGeometry] = {}
    for position, geometry in enumerate(geometries):
        box = geometry.boundingBox()
        tolerance = max(tolerance, ROUNDING * max(abs(box.xMaximum()), abs(box.yMaximum())))
        index.addFeature(position, box)
        shapes.append(Shape(geometry))
        boxes.append(box)
    found = []
    count = max(int(small.sum()), 1)
    for number, at in enumerate(np.flatnonzero(small).tolist()):
        if number % OFTEN == 0:
            progress(number / count)
        box = geometries[at].boundingBox().buffered(tolerance)
        outline = QgsGeometry(geometries[at].constGet().boundary())
        for other in index.intersects(box):
            # a pair of small ones is met twice
            if other == at or unit[other] != unit[at] or (small[other] and other < at):
                continue
            meeting = box.intersect(boxes[other])
            if meeting.width() + meeting.height() <= CORNER * tolerance:
                continue
            near = shapes[other].near(box)
            if near not in wide:
                wide[near] = near.geometry.buffer(tolerance, 1)
            common = outline.intersection(wide[near])
            if common.length() > CORNER * tolerance:
                # to the millimetre, so that borders meant to be equal are equal
                found.append((at, other, round(length(common), 3)))
    return found
