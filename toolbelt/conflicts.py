"""Where layers of polygons lie over each other that must not, as polygons that hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Callable

from qgis.core import QgsGeometry, QgsSpatialIndex

from ..core.zoning.spaces import ConflictRule
from .overlay import Layer, Shape, checked
from .pieces import single_parts, united


@dataclass
class Found:
    """What one rule found.

    Attributes
    ----------
    places, area_ha
        Polygons that hang together, with their hectares; no smaller ones than the sliver.
    slivers, sliver_ha
        Number and hectares of the smaller ones, which borders drawn twice leave.
    """

    rule: ConflictRule
    places: list[QgsGeometry] = field(default_factory=list)
    area_ha: list[float] = field(default_factory=list)
    slivers: int = 0
    sliver_ha: float = 0.0


def find(
    layers: Mapping[str, Layer],
    rules: Sequence[ConflictRule],
    measure: Callable[[QgsGeometry], float],
    sliver_ha: float,
    progress: Callable[[float], None],
) -> list[Found]:
    """Overlaps of two layers by each rule, in the order of the rules.

    Parameters
    ----------
    layers
        Name of a layer of the rules -> its polygons with their covers, all in the same coordinates. Rules
        about layers that are not there are left out.
    measure
        Area of a geometry in hectares, see `areas.measure`.
    sliver_ha
        Overlaps below this area count as slivers.
    """
    checkable = [rule for rule in rules if rule.layer_a in layers and rule.layer_b in layers]
    found = []
    for number, rule in enumerate(checkable):
        made = Found(rule)
        one = _region(layers[rule.layer_a], rule.cover_a)
        other = _region(layers[rule.layer_b], rule.cover_b)
        for place in _overlaps(one, other, number, len(checkable), progress):
            hectares = measure(place)
            if hectares < sliver_ha:
                made.slivers += 1
                made.sliver_ha += hectares
            else:
                made.places.append(place)
                made.area_ha.append(hectares)
        found.append(made)
    return found


def _region(layer: Layer, cover: int) -> list[QgsGeometry]:
    """Single polygons, without overlaps, where a layer has this cover; any cover for 0.

    Where polygons of several covers lie over each other the highest holds, as for `overlay.Cutter`.
    """
    shapes = [shape for shape, own in zip(layer.shapes, layer.covers) if not cover or own == cover]
    above = [shape for shape, own in zip(layer.shapes, layer.covers) if cover and own > cover]
    if not shapes:
        return []
    region = united(shapes)
    return single_parts(checked(region.difference(united(above))) if above else region)


def _overlaps(
    one: Sequence[QgsGeometry],
    other: Sequence[QgsGeometry],
    step: int,
    steps: int,
    progress: Callable[[float], None],
) -> list[QgsGeometry]:
    """Single polygons of what two sets of polygons have in common; touching borders are nothing."""
    index = QgsSpatialIndex()
    for number, geometry in enumerate(other):
        index.addFeature(number, geometry.boundingBox())
    common = []
    for number, geometry in enumerate(one):
        progress((step + number / len(one)) / steps)
        shape = Shape(geometry)
        for hit in index.intersects(geometry.boundingBox()):
            near = shape.near(other[hit].boundingBox())
            if near.meets(other[hit]):
                common.append(near.common(other[hit]))
    kept = [geometry for geometry in common if not geometry.isEmpty() and geometry.area() > 0]
    return single_parts(united(kept)) if kept else []
