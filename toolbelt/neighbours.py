"""Who is whose neighbour in a layer: common borders, or distances in metres.

Common borders are found by shared vertices, in numpy. Where a border is not repeated vertex by vertex (a
T-junction, a gap that a tolerance closes), the geometry itself is asked, for these few units alone.
Units are sorted by their place, so that nothing depends on their order in the layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Callable

import numpy as np
from qgis.core import QgsGeometry, QgsProcessingContext, QgsRectangle, QgsSpatialIndex

from ..core.errors import InputError, Problem, problem
from ..core.spatial import borders, weights
from ..core.spatial.weights import Weights
from . import plane
from .polygons import listed
from .shapes import Shapes

CONTIGUOUS = ("queen", "rook")
KINDS = (*CONTIGUOUS, "distance", "nearest", "inverse")
METRES_PER_DEGREE = 111_320.0
KEPT = 20_000  # geometries
ROUNDING = 1e-9  # of the largest coordinate: a millimetre in a projected layer
CORNERS = 4.0  # a border within a tolerance is one that is longer than the reach around a single corner


@dataclass(frozen=True)
class Scheme:
    """How neighbours are chosen.

    Attributes
    ----------
    kind
        ``queen`` (a vertex in common), ``rook`` (an edge in common), ``distance`` (within a distance),
        ``nearest`` (the k nearest), ``inverse`` (within a distance, weighing d^-power).
    distance
        Metres; None for the smallest distance that leaves no unit alone.
    count
        k of the nearest.
    power
        Exponent of the inverse distance.
    tolerance
        Metres that borders may be apart.
    centres
        Which point stands for a polygon: ``centroid`` or ``surface``.
    """

    kind: str = "queen"
    distance: float | None = None
    count: int = 8
    power: float = 1.0
    tolerance: float = 0.0
    centres: str = "centroid"


@dataclass(frozen=True)
class Neighbours:
    """Neighbours of the units that take part.

    Attributes
    ----------
    positions
        Where in the layer the units stand, sorted by their place; the order of *weights*.
    total
        Number of features of the layer.
    weights
        Binary weights, or inverse distances.
    remarks
        What the user should know: islands, borders that were hard to find.
    facts
        For the provenance.
    measured
        Sentence about the plane in which distances were measured; empty where nothing need be said.
    """

    positions: np.ndarray
    total: int
    weights: Weights
    remarks: tuple[Problem, ...] = ()
    facts: dict = field(default_factory=dict)
    measured: str = ""

    def spread(self, values, missing=np.nan) -> np.ndarray:
        """Values of the units in the order of the layer; *missing* for the features that took no part."""
        values = np.asarray(values)
        kind = object if missing is None else values.dtype
        made = np.full(self.total, missing, dtype=kind)
        made[self.positions] = values
        return made


def build(
    shapes: Shapes,
    known: np.ndarray,
    scheme: Scheme,
    context: QgsProcessingContext,
    progress: Callable[[float], None],
) -> Neighbours:
    """Neighbours among the features for which *known* holds.

    Parameters
    ----------
    shapes
        Geometries of the layer.
    known
        Mask of the features that have a value; those without geometry never take part.
    scheme
        The choice of neighbours.
    progress
        Called with a fraction 0..1; raises `Cancelled` to stop.

    Raises
    ------
    InputError
        Common borders of what are no polygons; distances that cannot be measured or make too many pairs.
    """
    positions = shapes.in_order(np.flatnonzero(np.asarray(known) & shapes.present))
    if scheme.kind in CONTIGUOUS:
        found = _by_borders(shapes, positions, scheme, progress)
    else:
        found = _by_distance(shapes, positions, scheme, context, progress)
    islands = found.weights.islands
    remarks = list(found.remarks)
    if len(islands):
        remarks.append(
            problem(
                "{count} units have no neighbour and get no statistic (feature ids: {ids}).",
                count=len(islands),
                ids=listed(sorted(shapes.ids[positions[islands]].tolist())),
            )
        )
    counted = {"links": int(found.weights.matrix.nnz), "islands": len(islands)}
    facts = {"neighbours": scheme.kind, **found.facts, **counted}
    return replace(found, remarks=tuple(remarks), facts=facts)


def _by_distance(shapes: Shapes, positions: np.ndarray, scheme: Scheme, context, progress) -> Neighbours:
    places = shapes.centres(positions, scheme.centres, progress)
    extent = QgsRectangle(*places.min(axis=0), *places.max(axis=0)) if len(places) else QgsRectangle()
    ground = plane.fitting(shapes.crs, extent, context)
    points = ground.points(places)
    facts: dict = {"centres": scheme.centres, "plane": ground.crs.toProj()}
    if scheme.kind == "nearest":
        made = weights.nearest(points, scheme.count)
        facts["nearest"] = scheme.count
    else:
        reach = scheme.distance or weights.nearest_island_free_distance(points)
        power = scheme.power if scheme.kind == "inverse" else 0.0
        made = weights.distance_band(points, reach, power)
        facts["distance_m"] = reach
        if power:
            facts["power"] = power
    return Neighbours(positions, len(shapes.ids), made, (), facts, ground.described)


def _by_borders(shapes: Shapes, positions: np.ndarray, scheme: Scheme, progress) -> Neighbours:
    if not shapes.polygonal:
        raise InputError(
            problem("Points and lines have no common borders; choose neighbours by distance or the nearest.")
        )
    tolerance = in_map_units(scheme.tolerance, shapes)
    found = borders.Borders(shapes.rings(positions), tolerance)
    made = found.adjoining() if scheme.kind == "rook" else found.touching()
    geometries = Geometries(shapes, positions)
    missed = []
    for one, near in candidates(found, made, tolerance, progress):
        others = meeting(geometries, one, near, tolerance)
        if scheme.kind == "rook":
            mine = geometries[one]
            others = [
                other for other in others if not common_border(mine, geometries[other], tolerance).isEmpty()
            ]
        missed += [(one, other) for other in others]
    facts = {"tolerance_m": scheme.tolerance} if scheme.tolerance else {}
    if not missed:
        return Neighbours(positions, len(shapes.ids), made, (), facts)
    remark = problem(
        "{count} pairs of neighbours do not share vertices along their border (T-junctions, overlaps); they "
        "were found by their geometry.",
        count=len(missed),
    )
    facts["borders_without_vertices"] = len(missed)
    return Neighbours(positions, len(shapes.ids), weights.joined(made, missed), (remark,), facts)


def in_map_units(metres: float, shapes: Shapes) -> float:
    """A small length in units of the layer's coordinates."""
    return metres / metres_per_unit(shapes)


def metres_per_unit(shapes: Shapes) -> float:
    """Metres per unit of the layer's coordinates; of a degree those on the meridian."""
    return METRES_PER_DEGREE if shapes.crs.isGeographic() else plane.metres_per_unit(shapes.crs)


def candidates(
    found: borders.Borders, known: Weights | None, tolerance: float, progress: Callable[[float], None]
) -> Iterator[tuple[int, list[int]]]:
    """Units with open edges, each with later ones whose open edges lie near and that are not *known* yet."""
    edges = found.open_edges()
    reach = max(tolerance, ROUNDING * float(np.abs(edges.boxes).max(initial=0.0)))
    index = QgsSpatialIndex()
    for unit, box in zip(edges.units.tolist(), edges.boxes.tolist()):
        index.addFeature(unit, QgsRectangle(*box))
    for row, (unit, box) in enumerate(zip(edges.units.tolist(), edges.boxes.tolist())):
        progress(row / len(edges.units))
        linked = set(known.neighbours_of(unit).tolist()) if known is not None else set()
        near = set(index.intersects(QgsRectangle(*box).buffered(reach))) - linked
        later = sorted(other for other in near if other > unit)
        if later:
            yield unit, later


class Geometries:
    """Valid geometries of the units at *positions*; kept for a while, as neighbours are asked repeatedly."""

    def __init__(self, shapes: Shapes, positions: np.ndarray):
        self._shapes, self._positions = shapes, positions
        self._kept: dict[int, QgsGeometry] = {}

    def __getitem__(self, unit: int) -> QgsGeometry:
        if unit not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            geometry = self._shapes.geometry(self._positions[unit])
            self._kept[unit] = geometry if geometry.isGeosValid() else geometry.makeValid()
        return self._kept[unit]


def meeting(geometries: Geometries, unit: int, others: list[int], tolerance: float) -> list[int]:
    """Those of *others* that have a point in common with *unit*, or come within *tolerance* of it."""
    engine = QgsGeometry.createGeometryEngine(geometries[unit].constGet())
    engine.prepareGeometry()
    reach = max(tolerance, rounding(geometries[unit]))
    return [other for other in others if engine.distance(geometries[other].constGet()) <= reach]


def common_border(one: QgsGeometry, other: QgsGeometry, tolerance: float = 0.0) -> QgsGeometry:
    """The part of the border of *one* that lies on, in or within *tolerance* of *other*; may be empty."""
    reach = max(tolerance, rounding(one))
    outline = QgsGeometry(one.constGet().boundary())
    exact = () if tolerance else (other,)  # a buffer adds a little at both ends
    for near in (*exact, other.buffer(reach, 8)):
        found = outline.intersection(near)
        if found.length() > CORNERS * reach:
            return found
    return QgsGeometry()


def rounding(geometry: QgsGeometry) -> float:
    """How far coordinates may miss each other by rounding alone."""
    box = geometry.boundingBox()
    return ROUNDING * max(abs(box.xMinimum()), abs(box.yMinimum()), abs(box.xMaximum()), abs(box.yMaximum()))
