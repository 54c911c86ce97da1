"""Lengths of the borders that polygons have in common, in metres, whatever the coordinates are."""

from __future__ import annotations

from typing import Callable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core.spatial.borders import Borders, Shared
from . import neighbours, plane
from .shapes import Shapes

EARTH_RADIUS = 6_371_008.8  # metres, mean radius of the IUGG


def measured(
    shapes: Shapes, positions: np.ndarray, tolerance: float, progress: Callable[[float], None]
) -> tuple[Shared, int]:
    """Common borders of the polygons at *positions*.

    Parameters
    ----------
    tolerance
        Metres that borders may be apart.
    progress
        Called with a fraction 0..1; raises `Cancelled` to stop.

    Returns
    -------
    shared, found_by_geometry
        Pairs (places in *positions*) with the length of their border; and how many of them repeat each
        other's vertices only in part or not at all, so that the geometry was asked.
    """
    rings = shapes.rings(positions)
    unit = neighbours.metres_per_unit(shapes)
    reach = tolerance / unit
    found = Borders(rings, reach)
    shared = found.shared(edge_lengths(rings.x, rings.y, shapes.crs))
    lengths = dict(zip(zip(shared.first.tolist(), shared.second.tolist()), shared.length.tolist()))
    geometries, asked = neighbours.Geometries(shapes, positions), 0
    for one, near in neighbours.candidates(found, None, reach, progress):
        for other in neighbours.meeting(geometries, one, near, reach):
            border = neighbours.common_border(geometries[one], geometries[other], reach)
            if border.isEmpty():
                continue
            length = length_of(border, shapes.crs)
            ends = neighbours.CORNERS * max(reach, neighbours.rounding(border)) * unit
            if length > lengths.get((one, other), 0.0) + ends:
                lengths[one, other] = length
                asked += 1
    pairs = np.array(sorted(lengths), dtype=np.int64).reshape(-1, 2)
    ordered = np.array([lengths[one, other] for one, other in pairs.tolist()], dtype=np.float64)
    return Shared(pairs[:, 0], pairs[:, 1], ordered), asked


def edge_lengths(x: np.ndarray, y: np.ndarray, crs: QgsCoordinateReferenceSystem) -> np.ndarray:
    """Metres from every vertex to the next; the last has 0. On the sphere where coordinates are degrees."""
    if not len(x):
        return np.empty(0)
    if not crs.isGeographic():
        steps = np.hypot(np.diff(x), np.diff(y)) * plane.metres_per_unit(crs)
        return np.append(steps, 0.0)
    longitude, latitude = np.radians(x), np.radians(y)
    half = np.sin(np.diff(latitude) / 2.0) ** 2 + np.cos(latitude[:-1]) * np.cos(latitude[1:]) * (
        np.sin(np.diff(longitude) / 2.0) ** 2
    )
    return np.append(2.0 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), 0.0)


def length_of(lines: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> float:
    """Length of lines in metres, measured as `edge_lengths` does."""
    total = 0.0
    for part in lines.asGeometryCollection():
        vertices = np.array([[vertex.x(), vertex.y()] for vertex in part.vertices()]).reshape(-1, 2)
        total += float(edge_lengths(vertices[:, 0], vertices[:, 1], crs).sum())
    return total
