"""Cutting many polygons by a few layers of polygons, without losing or inventing area.

Most polygons lie wholly inside or outside of a control layer; they are told apart by a spatial index and
prepared geometries and are not cut. A shape with very many vertices (a red line along a coast) is clipped
to ever smaller windows around the polygon at hand, so that no cut ever walks along the whole of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from qgis.core import QgsGeometry, QgsRectangle, QgsSpatialIndex

from ..core.errors import InputError, problem
from .polygons import polygons_of

MOST_VERTICES = 500
EXACT = 1e-9  # of the area: what may differ between a polygon and the sum of its pieces
BORDER = 1e-12  # of the area: what rounding leaves between shapes with a common border
FEW = 8  # shapes that are taken away one by one
COARSE = 1e-3  # of the area: no sliver is so large
OVERLAP = 0.125  # windows overlap by a quarter, so that a small polygon lies wholly within one of them


class Shape:
    """A polygon that answers fast for small boxes, however many vertices it has."""

    def __init__(
        self, geometry: QgsGeometry, window: QgsRectangle | None = None, origin: Shape | None = None
    ):
        self.geometry = geometry
        #: The whole shape that this one is a part of.
        self.origin = origin or self
        self.window = window or geometry.boundingBox()
        self._vertices = geometry.constGet().nCoordinates() if not geometry.isEmpty() else 0
        self._engine = None
        self._parts: dict[tuple[bool, bool], Shape] = {}
        self._overlapping: dict[Shape, bool] = {}

    def near(self, box: QgsRectangle) -> Shape:
        """The shape, clipped to a window that holds *box*; within *box* it is the same as the whole."""
        shape = self
        while shape._vertices > MOST_VERTICES:
            part = shape._quarter(box)
            if part is None:
                break
            shape = part
        return shape

    def holds(self, geometry: QgsGeometry) -> bool:
        """Whether *geometry* lies wholly within."""
        return self._vertices > 0 and self._prepared().contains(geometry.constGet())

    def meets(self, geometry: QgsGeometry) -> bool:
        """Whether *geometry* has any point in common."""
        return self._vertices > 0 and self._prepared().intersects(geometry.constGet())

    def common(self, geometry: QgsGeometry) -> QgsGeometry:
        """What *geometry* has in common with the shape."""
        return checked(QgsGeometry(self._prepared().intersection(geometry.constGet())))

    def overlaps(self, other: Shape) -> bool:
        """Whether the shapes share more than a border; found out once for each pair."""
        if other not in self._overlapping:
            least = min(self.geometry.area(), other.geometry.area())
            self._overlapping[other] = self.common(other.geometry).area() > BORDER * least
        return self._overlapping[other]

    def _prepared(self):
        if self._engine is None:
            self._engine = QgsGeometry.createGeometryEngine(self.geometry.constGet())
            self._engine.prepareGeometry()
        return self._engine

    def _quarter(self, box: QgsRectangle) -> Shape | None:
        """The quarter of the window that holds *box* with room to spare; None where none does."""
        middle = self.window.center()
        east, north = box.center().x() > middle.x(), box.center().y() > middle.y()
        reach_x, reach_y = OVERLAP * self.window.width(), OVERLAP * self.window.height()
        quarter = QgsRectangle(
            middle.x() - reach_x if east else self.window.xMinimum(),
            middle.y() - reach_y if north else self.window.yMinimum(),
            self.window.xMaximum() if east else middle.x() + reach_x,
            self.window.yMaximum() if north else middle.y() + reach_y,
        )
        if not quarter.contains(box):
            return None
        if (east, north) not in self._parts:
            clipped = checked(self.geometry.intersection(QgsGeometry.fromRect(quarter)))
            self._parts[east, north] = Shape(clipped, quarter, self.origin)
        return self._parts[east, north]


@dataclass(frozen=True)
class Layer:
    """A layer that cuts.

    Attributes
    ----------
    shapes
        Plain polygons (see `polygons.Door`) in the coordinates of what is cut.
    covers
        A number above 0 for each shape; where shapes overlap, the highest holds.
    beneath
        Whether the layer counts only where no layer before it lies.
    """

    shapes: Sequence[QgsGeometry]
    covers: Sequence[int]
    beneath: bool = False


Piece = tuple[QgsGeometry, tuple[int, ...]]


class Cutter:
    """Cuts polygons along the borders of layers into pieces that each layer covers wholly or not at all."""

    def __init__(self, layers: Sequence[Layer]):
        self.layers = tuple(layers)
        self.nothing = (0,) * len(self.layers)
        self._index = QgsSpatialIndex()
        self._entries: list[tuple[int, int, Shape]] = []
        for position, layer in enumerate(self.layers):
            for geometry, cover in zip(layer.shapes, layer.covers):
                self._index.addFeature(len(self._entries), geometry.boundingBox())
                self._entries.append((position, cover, Shape(geometry)))

    def cut(self, geometry: QgsGeometry, sliver: float = 0.0) -> list[Piece]:
        """Pieces of a plain polygon, each with its cover in every layer (0 where the layer is not there).

        The pieces fill the polygon without overlap. One piece is the polygon itself, the very object, where
        no border runs through it.

        Parameters
        ----------
        geometry
            Plain, valid polygon.
        sliver
            Area in units of the coordinates. Parts of pieces below it come from borders that were meant
            to be the same line; they stay with the other side.
        """
        box = geometry.boundingBox()
        near: dict[int, list[tuple[int, Shape]]] = {}
        for hit in self._index.intersects(box):
            position, cover, shape = self._entries[hit]
            near.setdefault(position, []).append((cover, shape))
        pieces: list[Piece] = [(geometry, self.nothing)]
        for position in sorted(near):
            cut: list[Piece] = []
            for part, covers in pieces:
                if self.layers[position].beneath and any(covers):
                    cut.append((part, covers))
                    continue
                cut += [
                    (piece, (*covers[:position], cover, *covers[position + 1 :]))
                    for piece, cover in partition(part, near[position], sliver)
                ]
            pieces = cut
        return pieces


def partition(
    geometry: QgsGeometry, shapes: Sequence[tuple[int, Shape]], sliver: float = 0.0
) -> list[tuple[QgsGeometry, int]]:
    """A polygon parted by covers: pieces with the cover of the shapes over them, 0 where there is none.

    Parameters
    ----------
    shapes
        Covers above 0 with their shapes; where shapes of several covers overlap, the highest holds.
    sliver
        See `Cutter.cut`.
    """
    box = geometry.boundingBox()
    # a large polygon under many shapes is looked up by them, not they by it
    whole = Shape(geometry) if len(shapes) > FEW else None
    crossing: dict[int, list[Shape]] = {}
    ground = 0
    for cover, shape in shapes:
        if cover <= ground:
            continue
        wide = shape.window.contains(box)
        near = shape.near(box) if wide or whole is None else shape
        if wide and near.holds(geometry):
            ground = cover
        elif near.meets(geometry) if whole is None else whole.near(shape.window).meets(shape.geometry):
            crossing.setdefault(cover, []).append(near)
    above = {cover: crossing[cover] for cover in sorted(crossing, reverse=True) if cover > ground}
    if not above:
        return [(geometry, ground)]
    return _tiles(geometry, above, ground) or _in_turn(geometry, above, ground, sliver)


def _tiles(geometry: QgsGeometry, shapes: dict[int, list[Shape]], ground: int) -> list | None:
    """The pieces where two or more shapes that do not overlap fill the polygon; None where it is not so.

    Zones that fill the plane are the usual case, and need one overlay per zone instead of two.
    """
    if ground or len(shapes) < 2 or any(len(alike) > 1 for alike in shapes.values()):
        return None
    pieces = [(near.common(geometry), cover) for cover, (near,) in shapes.items()]
    pieces = [(piece, cover) for piece, cover in pieces if not piece.isEmpty()]
    whole, parts = geometry.area(), [piece.area() for piece, _ in pieces]
    filled = abs(sum(parts) - whole) <= EXACT * whole
    compact = all(not piece.isMultipart() or geometry.isMultipart() for piece, _ in pieces)
    if not (filled and compact and min(parts) > COARSE * whole):
        return None
    # areas alone do not tell: an overlap may be as large as the gap that is left
    held = [shapes[cover][0].origin for _, cover in pieces]
    return None if any(one.overlaps(other) for one, other in combinations(held, 2)) else pieces


def _in_turn(
    geometry: QgsGeometry, shapes: dict[int, list[Shape]], ground: int, sliver: float
) -> list[tuple[QgsGeometry, int]]:
    """The pieces, cut cover by cover from what those before have left."""
    pieces, rest = [], geometry
    for cover, alike in shapes.items():
        inside, rest = divide(rest, alike, sliver)
        if inside is not None:
            pieces.append((inside, cover))
        if rest is None:
            return pieces
    return [*pieces, (rest, ground)]


def divide(
    geometry: QgsGeometry, shapes: Sequence[Shape], sliver: float = 0.0
) -> tuple[QgsGeometry | None, QgsGeometry | None]:
    """The part of a polygon that *shapes* together cover, and the rest; None for a part that is not there.

    The polygon itself, the very object, comes back where it lies on one side.
    """
    if len(shapes) > FEW:
        rest = _without_slivers(_without_all(geometry, shapes), sliver)
    else:
        rest = _without_each(geometry, shapes, sliver)
    if rest.isEmpty():
        return geometry, None
    if rest is geometry or geometry.area() - rest.area() <= sliver:
        return None, geometry
    inside = checked(geometry.difference(rest))
    kept = _without_slivers(inside, sliver)
    if kept.isEmpty():
        return None, geometry
    return kept, rest if kept is inside else checked(geometry.difference(kept))


def _without_each(geometry: QgsGeometry, shapes: Sequence[Shape], sliver: float) -> QgsGeometry:
    """What a few shapes leave of a polygon; they are taken away one by one, and often the first takes all."""
    rest = geometry
    for shape in _widest_first(shapes, geometry.boundingBox()):
        if shape.holds(rest):
            return QgsGeometry()
        if shape.meets(rest):
            rest = _without_slivers(checked(rest.difference(shape.geometry)), sliver)
            if rest.isEmpty():
                return rest
    return rest


def _without_all(geometry: QgsGeometry, shapes: Sequence[Shape]) -> QgsGeometry:
    """What many shapes leave of a large polygon: they are united first, so that it is cut only once."""
    whole, taken = Shape(geometry), []
    for shape in shapes:
        near = whole.near(shape.geometry.boundingBox())
        taken.append(shape.geometry if near.holds(shape.geometry) else near.common(shape.geometry))
    union = QgsGeometry.unaryUnion([part for part in taken if not part.isEmpty()])
    return geometry if union.isEmpty() else checked(geometry.difference(checked(union)))


def _widest_first(shapes: Sequence[Shape], box: QgsRectangle) -> Sequence[Shape]:
    """Shapes that probably cover most come first: often nothing is left for the others."""
    if len(shapes) < 2:
        return shapes
    return sorted(shapes, key=lambda shape: -box.intersect(shape.geometry.boundingBox()).area())


def _without_slivers(geometry: QgsGeometry, sliver: float) -> QgsGeometry:
    """The parts above *sliver*; the very object where all of them are."""
    if geometry.isEmpty() or (not geometry.isMultipart() and geometry.area() > sliver):
        return geometry
    parts = geometry.asGeometryCollection()
    kept = [part for part in parts if part.area() > sliver]
    if len(kept) == len(parts):
        return geometry
    return QgsGeometry.collectGeometry(kept) if kept else QgsGeometry()


def checked(geometry: QgsGeometry) -> QgsGeometry:
    """The polygons of the result of an overlay; refuses a result that the geometry library gave up on."""
    if geometry.isNull() and geometry.lastError():
        raise InputError(
            problem(
                "Two polygons could not be overlaid: {reason}. Check both layers for invalid polygons.",
                reason=geometry.lastError(),
            )
        )
    return polygons_of(geometry)
