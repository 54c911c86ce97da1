"""Polygons that tile the plane: joined, cut and smoothed without gaps or overlaps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from qgis.core import (
    QgsGeometry,
    QgsGeometryParameters,
    QgsLineString,
    QgsPointXY,
    QgsRectangle,
    QgsSpatialIndex,
)

from ..core import grouping
from ..core.errors import InputError, problem
from ..core.spatial import smoothing
from ..core.zoning import controlunits
from .patches import ROUNDING
from .pieces import OFTEN, single_parts
from .points import NOWHERE, Points, holders
from .polygons import polygons_of

Progress = Callable[[float], None]


def grain(geometries: Sequence[QgsGeometry]) -> float:
    """Step to which coordinates are rounded when polygons are joined: a power of ten, below a millimetre."""
    boxes = [geometry.boundingBox() for geometry in geometries]
    far = max(
        (max(map(abs, (b.xMinimum(), b.xMaximum(), b.yMinimum(), b.yMaximum()))) for b in boxes), default=1.0
    )
    return 10.0 ** math.floor(math.log10(max(ROUNDING * far, 1e-12)))


def united(geometries: Sequence[QgsGeometry], step: float) -> QgsGeometry:
    """Polygons as one, borders apart by less than *step* closed."""
    found = QgsGeometry.unaryUnion(list(geometries), _rounded(step))
    if found.isNull() and geometries:
        raise InputError(
            problem(
                "{count} polygons could not be united: {reason}.",
                count=len(geometries),
                reason=found.lastError(),
            )
        )
    return polygons_of(found)


def _rounded(step: float) -> QgsGeometryParameters:
    parameters = QgsGeometryParameters()
    parameters.setGridSize(step)
    return parameters


def joined(
    geometries: Sequence[QgsGeometry], kind: np.ndarray, step: float, progress: Progress
) -> tuple[list[QgsGeometry], np.ndarray, np.ndarray]:
    """Join polygons of one kind where they touch.

    Parameters
    ----------
    geometries, kind
        Single polygons and their kinds.
    step
        See `grain`.

    Returns
    -------
    geometries, kind, of
        Single polygons with their kind, and for each given polygon the one that it went into.
    """
    alike = grouping.members(kind)
    made: list[QgsGeometry] = []
    kinds: list[int] = []
    of = np.zeros(len(geometries), dtype=np.int64)
    for number, members in enumerate(alike):
        for cluster in _clusters([geometries[at] for at in members], step):
            if len(made) % OFTEN == 0:
                progress(number / len(alike))
            own = [geometries[at] for at in members[cluster]]
            parts = single_parts(united(own, step)) if len(own) > 1 else own
            of[members[cluster]] = len(made) + (places(own, parts) if len(parts) > 1 else 0)
            made += parts
            kinds += [int(kind[members[0]])] * len(parts)
    return made, np.array(kinds, dtype=np.int64), of


def _clusters(geometries: Sequence[QgsGeometry], step: float) -> list[np.ndarray]:
    """Positions of polygons that may touch, cluster by cluster: what lies apart need not be united at once.

    Polygons whose boxes hang together are one cluster, so that the union of a cluster cannot reach another.
    """
    return grouping.members(grouping.connected(len(geometries), _near_pairs(geometries, 2 * step)))


def _near_pairs(geometries: Sequence[QgsGeometry], reach: float) -> Iterator[tuple[int, int]]:
    index = QgsSpatialIndex()
    for at, geometry in enumerate(geometries):
        box = geometry.boundingBox()
        for other in index.intersects(box.buffered(reach)):
            yield at, other
        index.addFeature(at, box)


def places(inner: Sequence[QgsGeometry], outer: Sequence[QgsGeometry]) -> np.ndarray:
    """Position in *outer* of the polygon in which each of *inner* lies; the nearest where none holds it."""
    found = holders(inner_points(inner), outer)
    for at in np.flatnonzero(found == NOWHERE).tolist():
        point = inner[at].pointOnSurface()
        found[at] = min(range(len(outer)), key=lambda number: outer[number].distance(point))
    return found


def inner_points(geometries: Sequence[QgsGeometry]) -> Points:
    """A point within each polygon."""
    found = [geometry.pointOnSurface().asPoint() for geometry in geometries]
    return Points(
        np.arange(len(found)),
        np.array([point.x() for point in found], dtype=np.float64),
        np.array([point.y() for point in found], dtype=np.float64),
    )


def cut_up(geometry: QgsGeometry, count: int, length: Callable[[QgsGeometry], float]) -> list[QgsGeometry]:
    """Cut a polygon into *count* bands of equal area, each again where it falls apart.

    The polygon is cut straight across the longer side of its bounding box, half of the bands to each side
    (of an odd number the smaller half below), and the sides again, until every band is one of *count*.

    Parameters
    ----------
    length
        Function geometry -> metres, so that degrees of both axes compare.
    """
    if count <= 1:
        return single_parts(geometry)
    box = geometry.boundingBox()
    wide = _side(box, length, True) >= _side(box, length, False)
    rings = [ring for part in _rings(geometry) for ring in part]
    along, across = ([ring[:, axis] for ring in rings] for axis in ((0, 1) if wide else (1, 0)))
    below = count // 2
    cut = controlunits.cut_at(along, across, below / count)
    margin = max(box.width(), box.height())
    low, high = QgsRectangle(box.buffered(margin)), QgsRectangle(box.buffered(margin))
    for half, lower in ((low, True), (high, False)):
        setters = {
            (True, True): half.setXMaximum,
            (True, False): half.setXMinimum,
            (False, True): half.setYMaximum,
            (False, False): half.setYMinimum,
        }
        setters[wide, lower](cut)
    sides = [polygons_of(geometry.intersection(QgsGeometry.fromRect(half))) for half in (low, high)]
    return [
        part for side, share in zip(sides, (below, count - below)) for part in cut_up(side, share, length)
    ]


def _side(box: QgsRectangle, length: Callable[[QgsGeometry], float], wide: bool) -> float:
    middle = box.center()
    if wide:
        ends = QgsPointXY(box.xMinimum(), middle.y()), QgsPointXY(box.xMaximum(), middle.y())
    else:
        ends = QgsPointXY(middle.x(), box.yMinimum()), QgsPointXY(middle.x(), box.yMaximum())
    return length(QgsGeometry.fromPolylineXY(list(ends)))


def _rings(geometry: QgsGeometry) -> list[list[np.ndarray]]:
    """Rings of each polygon of a geometry, shells one way round and holes the other."""
    found = []
    for part in single_parts(geometry):
        polygon = part.constGet().simplifiedTypeRef().clone()
        polygon.forceClockwise()
        rings = [
            polygon.exteriorRing(),
            *(polygon.interiorRing(n) for n in range(polygon.numInteriorRings())),
        ]
        found.append([_coordinates(ring) for ring in rings])
    return found


def _coordinates(line: QgsLineString) -> np.ndarray:
    return np.array([[point.x(), point.y()] for point in line.points()], dtype=np.float64)


def tiles(
    geometries: Sequence[QgsGeometry], step: float
) -> tuple[list[QgsGeometry | None], list[QgsGeometry]]:
    """The same polygons with common borders that repeat each other's vertices, and the gaps between them.

    All borders are laid over each other and rounded to *step*; the faces between them go to the polygon
    that holds their inner point, of several to the first. A polygon to which nothing is left is None.
    """
    outlines = [QgsGeometry(geometry.constGet().boundary()) for geometry in geometries]
    lines = QgsGeometry.unaryUnion(outlines, _rounded(step))
    faces = single_parts(QgsGeometry.polygonize([lines]))
    # of several the last is found, so they are asked backwards
    held = holders(inner_points(faces), list(reversed(geometries)))
    own: list[list[QgsGeometry]] = [[] for _ in geometries]
    gaps = []
    for face, at in zip(faces, held.tolist()):
        (gaps if at == NOWHERE else own[len(geometries) - 1 - at]).append(face)
    whole = [united(parts, step) if len(parts) > 1 else parts[0] if parts else None for parts in own]
    return [None if one is None or one.isEmpty() else one for one in whole], gaps


def smooth(
    geometries: Sequence[QgsGeometry], tolerance: float, region: Sequence[int]
) -> tuple[list[QgsGeometry], int]:
    """Smoother common borders of polygons from `tiles`; how many borders had to stay as they were.

    Parameters
    ----------
    tolerance
        In units of the coordinates.
    region
        Region of each polygon; borders between regions stay.
    """
    parts = [part for geometry in geometries for part in _rings(geometry)]
    owner_of_part = [at for at, geometry in enumerate(geometries) for _ in single_parts(geometry)]
    rings = [ring for part in parts for ring in part]
    owner = [at for at, part in zip(owner_of_part, parts) for _ in part]
    found = smoothing.arcs_of(rings, owner, region)

    def made_of(arcs: Sequence[np.ndarray]) -> list[QgsGeometry]:
        made: list[list[QgsGeometry]] = [[] for _ in geometries]
        number = 0
        for at, part in zip(owner_of_part, parts):
            corners = [
                [QgsPointXY(x, y) for x, y in found.ring(number + n, arcs).tolist()] for n in range(len(part))
            ]
            number += len(part)
            made[at].append(QgsGeometry.fromPolygonXY(corners))
        return [one[0] if len(one) == 1 else QgsGeometry.collectGeometry(one) for one in made]

    def faulty(arcs: Sequence[np.ndarray]) -> set[int]:
        # polygons are looked at once their arcs are in order: most break because these cross
        crossed = _crossing(arcs)
        if crossed:
            return crossed
        broken = set(breaking(geometries, made_of(arcs)))
        return {arc for ring, at in zip(found.rings, owner) if at in broken for arc, _ in ring}

    arcs, stayed = smoothing.smooth_all(found, tolerance, faulty)
    return made_of(arcs), stayed


def breaking(before: Sequence[QgsGeometry], after: Sequence[QgsGeometry]) -> list[int]:
    """Positions of the polygons that are no longer valid, or in more parts than before."""
    return [
        at
        for at, (one, other) in enumerate(zip(before, after))
        if not other.isGeosValid() or len(single_parts(other)) > len(single_parts(one))
    ]


def _crossing(arcs: Sequence[np.ndarray]) -> set[int]:
    """Arcs that cross themselves, or have more in common with another one than ends of both."""
    lines = [QgsGeometry(QgsLineString(arc[:, 0].tolist(), arc[:, 1].tolist())) for arc in arcs]
    index, found = QgsSpatialIndex(), set()
    for at, line in enumerate(lines):
        index.addFeature(at, line.boundingBox())
        if not line.isSimple():
            found.add(at)
    for at, line in enumerate(lines):
        engine = QgsGeometry.createGeometryEngine(line.constGet())
        engine.prepareGeometry()
        for other in index.intersects(line.boundingBox()):
            if (
                other > at
                and engine.intersects(lines[other].constGet())
                and _meet_within(arcs, lines, at, other)
            ):
                found |= {at, other}
    return found


def _meet_within(arcs, lines, at: int, other: int) -> bool:
    common = lines[at].intersection(lines[other])
    ends = [{tuple(arcs[number][0]), tuple(arcs[number][-1])} for number in (at, other)]
    both = ends[0] & ends[1]
    points = [(vertex.x(), vertex.y()) for vertex in common.vertices()]
    return common.length() > 0 or any(point not in both for point in points)
