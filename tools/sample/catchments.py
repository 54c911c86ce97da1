"""Sub-catchments of the streams, drawn from the same drainage as the streams themselves."""

from __future__ import annotations

import numpy as np

from .county import County
from .grid import CELL
from .layers import Layer, hectares
from .terrain import drainage
from .topology import Coverage, wkt

#: Tributaries and rivers from this size on have a sub-catchment of their own; the rest is coast.
TRIBUTARY_KM2, OUTLET_KM2, SMALL_KM2 = 60.0, 30.0, 20.0
COAST = "K00"
#: Assumed shares of a diffuse load that reach the river mouth: less from far inland than from the shore.
NEAR, FAR = 0.8, 0.35


def layer(county: County) -> Layer:
    """Sub-catchments with an assumed delivery ratio; together they cover the land of the county."""
    made = Layer("catchment", "catchment catchment_name name_en area_ha:float delivery_ratio:float")
    labels = _labels(county)
    numbers = {label: label for label in range(1, int(labels.max()) + 1)}
    for number, polygons in Coverage(labels).polygons(numbers).items():
        name = (
            ("沿海直排区", "Coast") if number == 1 else (f"子流域{number - 1}", f"Sub-catchment {number - 1}")
        )
        far = float(county.terrain.coast_km[labels == number].mean()) / float(county.terrain.coast_km.max())
        ratio = round(NEAR - (NEAR - FAR) * min(2 * far, 1.0), 2)
        code = COAST if number == 1 else f"K{number - 1:02d}"
        made.rows.append((code, *name, hectares(polygons), ratio, wkt(polygons)))
    return made


def _labels(county: County) -> np.ndarray:
    """Number of the sub-catchment of every cell: 1 is the coast, then by size; 0 is no land."""
    ground = county.terrain
    receiver, order = drainage(ground.elevation, ground.land)
    drained = ground.drained_km2.ravel()
    of = np.full(receiver.size, -1, dtype=np.int64)
    above: dict[int, int] = {}
    for cell in order:
        if drained[cell] >= TRIBUTARY_KM2 and receiver[cell] >= 0:
            above[int(receiver[cell])] = above.get(int(receiver[cell]), 0) + 1
    for cell in order:
        below = int(receiver[cell])
        joins = above.get(below, 0) > 1 and drained[cell] >= TRIBUTARY_KM2
        of[cell] = cell if below < 0 or joins else of[below]
    return _numbered(of, receiver, drained).reshape(ground.land.shape)


def _numbered(of: np.ndarray, receiver: np.ndarray, drained: np.ndarray) -> np.ndarray:
    """Sub-catchments by size; small ones go to the one below, small outlets to the coast."""
    heads, counts = np.unique(of[of >= 0], return_counts=True)
    size = dict(zip(heads.tolist(), (counts * CELL * CELL / 1e6).tolist()))
    kept = {}
    for head in sorted(size, key=lambda one: -drained[one]):
        if receiver[head] < 0:
            kept[head] = head if drained[head] >= OUTLET_KM2 else -1
        else:
            kept[head] = head if size[head] >= SMALL_KM2 else kept[int(of[receiver[head]])]
    whole: dict[int, float] = {}
    for head, into in kept.items():
        whole[into] = whole.get(into, 0.0) + size[head]
    ranked = sorted((head for head in whole if head >= 0), key=lambda one: -whole[one])
    number = {-1: 1, **{head: place for place, head in enumerate(ranked, 2)}}
    table = np.zeros(len(of) + 1, dtype=np.int64)
    for head, into in kept.items():
        table[head] = number[into]
    return np.where(of >= 0, table[of], 0)
