"""Geometries of units by their codes, for tables that have none of their own."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsFeatureRequest, QgsGeometry, QgsProcessingFeatureSource

from ..core import joining
from ..core.errors import raise_if_any
from .tables import UNCHECKED, is_null


def by_code(
    source: QgsProcessingFeatureSource, field: str, layer: str, look: Callable[[float], None]
) -> dict[str, QgsGeometry]:
    """Code -> geometry of every unit of a layer; units without a code are left out.

    Parameters
    ----------
    source, field
        The layer and its field with the codes.
    layer
        Its name, for messages.
    look
        Called now and then; raises `Cancelled` to stop.

    Raises
    ------
    InputError
        A code stands on several units.
    """
    position = source.fields().lookupField(field)
    request = QgsFeatureRequest().setSubsetOfAttributes([position])
    cells, shapes = [], []
    for feature in source.getFeatures(request, UNCHECKED):
        if not len(cells) % 1000:
            look(0.0)
        cell = feature.attributes()[position]
        cells.append(None if is_null(cell) else cell)
        shapes.append(feature.geometry())
    codes = joining.codes(cells)
    raise_if_any(joining.duplicates(codes, layer))
    return {code: shape for code, shape in zip(codes.tolist(), shapes) if code}
