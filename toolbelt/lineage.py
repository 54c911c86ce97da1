"""Which polygons of another date lie where a unit ended or began."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Callable

from qgis.core import QgsGeometry, QgsSpatialIndex

from ..core.zoning.lineage import Overlap
from .overlay import Shape, checked


def overlaps(
    before: Mapping[int, QgsGeometry],
    after: Mapping[int, QgsGeometry],
    ended: Iterable[int],
    begun: Iterable[int],
    measure: Callable[[QgsGeometry], float],
    progress: Callable[[float], None],
) -> list[Overlap]:
    """Overlaps of units that ended with any later unit, and of units that began with any earlier one.

    Parameters
    ----------
    before, after
        Row of a unit -> plain polygons (see `polygons.Door`), both in the same coordinates.
    ended, begun
        Rows of the units whose code only one date has; rows without a polygon are left out.
    measure
        Area of a geometry, see `areas.measure`.
    """
    pairs = [(row, True) for row in ended if row in before] + [(row, False) for row in begun if row in after]
    index_before, index_after = _index(before), _index(after)
    found: dict[tuple[int, int], Overlap] = {}
    for number, (row, has_ended) in enumerate(pairs):
        progress(number / len(pairs))
        own, others = (before, after) if has_ended else (after, before)
        shape = Shape(own[row])
        for hit in (index_after if has_ended else index_before).intersects(own[row].boundingBox()):
            key = (row, hit) if has_ended else (hit, row)
            if key in found or not shape.meets(others[hit]):
                continue
            common = measure(checked(shape.common(others[hit])))
            if common > 0:
                found[key] = Overlap(*key, common / measure(before[key[0]]), common / measure(after[key[1]]))
    return list(found.values())


def _index(geometries: Mapping[int, QgsGeometry]) -> QgsSpatialIndex:
    index = QgsSpatialIndex()
    for row, geometry in geometries.items():
        index.addFeature(row, geometry.boundingBox())
    return index
