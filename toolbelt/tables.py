"""Features to columns, once, at the door.

A feature source is read into plain numpy columns; NULL becomes NaN (numbers) or None (texts) here and
nowhere else. Numbers that came as text are accepted only when every one of them can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import NULL, QgsFeatureRequest, QgsMapLayer, QgsProcessingFeatureSource

from ..core import csvdata
from ..core.errors import InputError, problem
from . import stream

SHOWN_ROWS = 5
UNCHECKED = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks


@dataclass(frozen=True)
class Columns:
    """Columns of a feature source in feature order.

    Attributes
    ----------
    ids
        Feature ids, int64.
    values
        Field name -> array: float64 for numeric fields, object (text or None) for the others.
    area_ha
        Area in hectares where it was asked for, else None.
    """

    ids: np.ndarray
    values: dict[str, np.ndarray]
    area_ha: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, field: str) -> np.ndarray:
        return self.values[field]


def read(
    source: QgsProcessingFeatureSource,
    fields: Sequence[str],
    progress: Callable[[float], None],
    area: Callable | None = None,
    layer: QgsMapLayer | None = None,
) -> Columns:
    """Read *fields* of a source into columns, without geometry unless *area* asks for it.

    Parameters
    ----------
    source
        Feature source of an algorithm; selection and filters are honoured by it.
    fields
        Names of the fields, each of which must exist (see `missing`).
    progress
        Called with a fraction 0..1; raises `Cancelled` to stop.
    area
        Function geometry -> area in hectares (see `areas.measure`), or None.
    layer
        The layer, where the source gives all its features as they stand; its numbers may then be read in
        one sweep (see `stream`), with the same result.
    """
    names = list(dict.fromkeys(fields))
    if stream.is_plain(layer, names):
        ids, values = stream.numbers(layer, names, progress)
        if len(ids) == source.featureCount():
            return Columns(ids, values, _areas(source, ids, progress, area))
    return _by_features(source, names, progress, area)


def _areas(source, ids: np.ndarray, progress: Callable[[float], None], area: Callable | None):
    """Areas of the features *ids* in hectares, read without their attributes; None where not asked for."""
    if area is None:
        return None
    seen, _rows, areas = _sweep(source, [], progress, area)
    if not np.array_equal(seen, ids):
        raise InputError(problem("The input layer changed during the run. Run again."))
    return areas


def _by_features(
    source: QgsProcessingFeatureSource,
    names: list[str],
    progress: Callable[[float], None],
    area: Callable | None,
) -> Columns:
    layer_fields = source.fields()
    positions = [layer_fields.lookupField(name) for name in names]
    ids, rows, areas = _sweep(source, positions, progress, area)
    numeric = {name: layer_fields[position].isNumeric() for name, position in zip(names, positions)}
    cells = zip(*rows) if rows else [()] * len(names)
    values = {
        name: _numbers(column) if numeric[name] else _texts(column) for name, column in zip(names, cells)
    }
    return Columns(ids, values, areas)


def _sweep(
    source: QgsProcessingFeatureSource,
    positions: list[int],
    progress: Callable[[float], None],
    area: Callable | None,
) -> tuple[np.ndarray, list[list], np.ndarray | None]:
    """(feature ids, rows of the fields at *positions*, areas in hectares) of a source."""
    request = QgsFeatureRequest().setSubsetOfAttributes(positions)
    if area is None:
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    ids: list[int] = []
    rows: list[list] = []
    areas: list[float] = []
    expected = max(source.featureCount(), 1)
    for number, feature in enumerate(source.getFeatures(request, UNCHECKED)):
        if number % 1000 == 0:
            progress(min(number / expected, 1.0))
        ids.append(feature.id())
        if positions:
            attributes = feature.attributes()
            rows.append([attributes[position] for position in positions])
        if area is not None:
            areas.append(area(feature.geometry()))
    measured = None if area is None else np.asarray(areas, dtype=np.float64)
    return np.asarray(ids, dtype=np.int64), rows, measured


def column(cells: Sequence, numeric: bool) -> np.ndarray:
    """Attributes of one field as a column of `Columns`."""
    return _numbers(cells) if numeric else _texts(cells)


def is_null(value) -> bool:
    """Whether an attribute is missing, under Qt 5 (NULL variant) and Qt 6 (None) alike."""
    return value is None or value == NULL


def _numbers(column) -> np.ndarray:
    return np.array([np.nan if is_null(v) else float(v) for v in column], dtype=np.float64)


def _texts(column) -> np.ndarray:
    texts = np.empty(len(column), dtype=object)
    texts[:] = [None if is_null(v) or not str(v).strip() else str(v).strip() for v in column]
    return texts


def numbers(columns: Columns, field: str, layer: str) -> np.ndarray:
    """Column *field* as float64, reading numbers that were stored as text.

    Raises
    ------
    InputError
        Some texts are no numbers; the first five are named with their feature ids.
    """
    column = columns[field]
    if column.dtype != object:
        return column
    parsed = np.full(len(column), np.nan)
    bad: list[str] = []
    for position, text in enumerate(column):
        if text is None:
            continue
        try:
            parsed[position] = csvdata.number(text)
        except InputError:
            bad.append(f"{columns.ids[position]}: {text!r}")
    if bad:
        raise InputError(
            problem(
                "The field {field} of {layer} holds {count} texts that are no numbers "
                "(feature: text): {rows}. Correct them or choose another field.",
                field=field,
                layer=layer,
                count=len(bad),
                rows="; ".join(bad[:SHOWN_ROWS]),
            )
        )
    return parsed
