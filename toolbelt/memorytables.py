"""Plain columns as a layer in memory, so that an algorithm reads them like any other table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsMemoryProviderUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

BATCH = 20_000


def layer(
    name: str,
    columns: Mapping[str, Sequence],
    reals: Collection[str] = (),
    integers: Collection[str] = (),
    shapes: Sequence[bytes | None] | None = None,
    crs: str = "",
) -> QgsVectorLayer:
    """A memory layer with one feature for each row.

    Parameters
    ----------
    name
        What it is called.
    columns
        Field -> values, all of one length; None is NULL.
    reals, integers
        Fields that are numbers; all others are texts.
    shapes
        WKB of multi-polygons (None for none); a table without geometry where not given.
    crs
        Authority id of the coordinates.
    """
    fields = QgsFields()
    for field in columns:
        kind = QMetaType.Type.Double if field in reals else QMetaType.Type.QString
        fields.append(QgsField(field, QMetaType.Type.Int if field in integers else kind))
    geometry = Qgis.WkbType.NoGeometry if shapes is None else Qgis.WkbType.MultiPolygon
    made = QgsMemoryProviderUtils.createMemoryLayer(name, fields, geometry, QgsCoordinateReferenceSystem(crs))
    waiting = []
    for at, row in enumerate(zip(*columns.values())):
        feature = QgsFeature(fields)
        feature.setAttributes(list(row))
        if shapes is not None and shapes[at] is not None:
            shape = QgsGeometry()
            shape.fromWkb(shapes[at])
            feature.setGeometry(shape)
        waiting.append(feature)
        if len(waiting) == BATCH:
            made.dataProvider().addFeatures(waiting)
            waiting = []
    made.dataProvider().addFeatures(waiting)
    made.updateExtents()
    return made
