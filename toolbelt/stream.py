"""Numbers of a GeoPackage layer in one sweep, past the features.

GDAL hands whole columns over as arrays, some ten times faster than feature by feature. That is right only
where QGIS would do nothing to the features on the way; everything else is left to the feature source.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Sequence
from typing import Callable

import numpy as np
from osgeo import gdal, ogr
from qgis.core import Qgis, QgsMapLayer, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from . import provenance

FORMAT = "GPKG"
KINDS = (QMetaType.Type.Double, QMetaType.Type.Int, QMetaType.Type.LongLong)
# Parts of a layer's address that say more than which table of which file.
CHANGES = ("subset", "geometryType", "openOptions", "vsiPrefix", "vsiSuffix", "uniqueGeometryType", "authcfg")


def is_plain(layer: QgsMapLayer | None, fields: Sequence[str]) -> bool:
    """Whether the features of *layer* are the rows of a GeoPackage table and *fields* its numbers.

    Not so with a filter, an edit that is not saved, a join, a virtual field, or a field that is no number.
    """
    if not isinstance(layer, QgsVectorLayer) or layer.dataProvider() is None or not _arrays():
        return False
    provider = layer.dataProvider()
    if provider.name() != "ogr" or provider.storageType() != FORMAT or provenance.file_behind(layer) is None:
        return False
    if layer.isEditable() or layer.subsetString() or layer.vectorJoins():
        return False
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    known = layer.fields()
    positions = [known.lookupField(name) for name in fields]
    return not any(parts.get(part) for part in CHANGES) and all(
        position >= 0
        and known.fieldOrigin(position) == Qgis.FieldOrigin.Provider
        and known[position].type() in KINDS
        for position in positions
    )


@functools.cache
def _arrays() -> bool:
    """Whether this GDAL speaks to this numpy; a build for another numpy does not."""
    try:
        importlib.import_module("osgeo.gdal_array")
    except ImportError:
        return False
    return hasattr(ogr.Layer, "GetArrowStreamAsNumPy")


def numbers(
    layer: QgsVectorLayer, fields: Sequence[str], progress: Callable[[float], None]
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """(feature ids, field -> float64 column) of a layer for which `is_plain` holds; NULL becomes NaN.

    Parameters
    ----------
    layer
        The layer; only its address is used.
    fields
        Names of its numeric fields.
    progress
        Called with a fraction 0..1; raises `Cancelled` to stop.
    """
    dataset = gdal.OpenEx(str(provenance.file_behind(layer)), gdal.OF_VECTOR | gdal.OF_READONLY)
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    name = parts.get("layerName")
    table = dataset.GetLayerByName(name) if name else dataset.GetLayer(int(parts.get("layerId") or 0))
    key = table.GetFIDColumn()
    # QGIS takes names without regard to case, GDAL gives the table's own
    wanted = {field.lower(): field for field in fields}
    definition = table.GetLayerDefn()
    held = [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]
    table.SetIgnoredFields([column for column in held if column.lower() not in wanted] + ["OGR_GEOMETRY"])
    expected = max(table.GetFeatureCount(), 1)
    ids: list[np.ndarray] = []
    columns: dict[str, list[np.ndarray]] = {field: [] for field in fields}
    done = 0
    for batch in table.GetArrowStreamAsNumPy(["INCLUDE_FID=YES"]):
        progress(min(done / expected, 1.0))
        ids.append(np.asarray(batch[key], dtype=np.int64))
        done += len(ids[-1])
        for column, values in batch.items():
            if column.lower() in wanted:
                columns[wanted[column.lower()]].append(_as_floats(values))
    return _joined(ids, np.int64), {field: _joined(parts, np.float64) for field, parts in columns.items()}


def _as_floats(values) -> np.ndarray:
    return np.ma.filled(np.ma.asarray(values).astype(np.float64), np.nan)


def _joined(parts: list[np.ndarray], kind) -> np.ndarray:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)
