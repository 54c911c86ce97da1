"""Which legend fits a layer: told by its fields, its provenance or the values of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ..core import vocabulary
from ..toolbelt import provenance, zonelayers
from . import entries, rasterstyle

#: Algorithms that write rasters of classes, and the legend of their cells.
OF_RASTERS = {
    "sixclasszoningraster": "sixclass",
    "zoningconfidenceraster": "confidence",
    "fourspacesraster": "spaces",
    "subzonesraster": "subzones",
}


@dataclass(frozen=True)
class Fit:
    """A legend that fits a layer; *renamed* is declared column -> field or expression where they differ."""

    legend: str
    renamed: dict[str, str] = field(default_factory=dict)


def recognise(layer: QgsMapLayer) -> Fit | None:
    """The legend that fits *layer*; None where nothing tells."""
    if isinstance(layer, QgsRasterLayer):
        name = _of_raster(layer)
        return Fit(name) if name else None
    if not isinstance(layer, QgsVectorLayer):
        return None
    found = zonelayers.fields_of(layer)
    if found is not None:
        return Fit(found.legend, {entries.field_of(found.legend): found.attribute()})
    for name in entries.names():
        if any(layer.fields().lookupField(column) >= 0 for column in entries.fields_of(name)):
            return Fit(name)
    return None


def _of_raster(layer: QgsRasterLayer) -> str:
    """Legend of a raster by the algorithm that wrote it, else by its cells.

    Cells of 1 to 4 alone may be spaces or classes, so that they tell nothing.
    """
    record = provenance.read(layer)
    algorithm = str(record["algorithm"]).rpartition(":")[2] if record else ""
    if algorithm in OF_RASTERS:
        return OF_RASTERS[algorithm]
    held = set(np.unique(rasterstyle.sample(layer)).tolist()) - {0.0}
    if not held:
        return ""
    if held <= {float(zone.value) for zone in vocabulary.subzones()}:
        return "subzones"
    classes = {float(one.value) for one in vocabulary.classes()}
    ambiguous = held <= {float(one.value) for one in vocabulary.spaces()}
    return "sixclass" if held <= classes and not ambiguous else ""
