"""Columns of classes and spaces as numbers, unknown codes told together; and the 4 x 6 table of areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..core import vocabulary
from ..core.errors import UnknownCodesError, problem
from ..core.landuse import is_missing_code
from ..core.zoning import sixclass, spaces, subzones
from ..toolbelt.tables import Columns
from . import polygoninputs
from .run import Run

SHOWN = 20
AREAS_OF_CLASSES = ("ha_s", "ha_sc", "ha_sp", "ha_cp", "ha_pc", "ha_scp", "ha_nd", "ha_total")
TOTAL = {"en": "Total", "zh": "合计"}


class Layer:
    """A layer of polygons whose columns are wanted too.

    Attributes
    ----------
    shapes, rows
        Polygons in the coordinates of *crs*, and the values of *fields* with each.
    table
        The same values as columns.
    values
        Class or space values, for the caller to set.
    """

    def __init__(self, run: Run, name: str, crs: QgsCoordinateReferenceSystem, fields: Sequence[str]):
        self.shapes, self.rows = polygoninputs.read(run, name, crs, fields)
        self.table = polygoninputs.as_columns(run, name, fields, self.rows)
        self.values = np.zeros(len(self.rows), dtype=np.uint8)


class Codes:
    """Reads columns of codes of one run; unknown ones are refused together at the end."""

    def __init__(self, run: Run):
        self._run = run
        self._unknown: dict[str, int] = {}
        self._problems: list = []

    def classes(self, table: Columns, field: str, layer: str) -> np.ndarray:
        """Class values 0 to 6 of the column *field* of the layer of parameter *layer*."""
        return self._values(table, field, layer, subzones.class_values, sixclass.CODES)

    def spaces(self, table: Columns, field: str, layer: str) -> np.ndarray:
        """Space values 0 to 4."""
        return self._values(table, field, layer, subzones.space_values, subzones.SPACE_CODES)

    def subzones(self, table: Columns, field: str, layer: str) -> np.ndarray:
        """Sub-zone values 11 to 46, 0 for no data."""
        known = [zone.code for zone in vocabulary.subzones()]
        return self._values(table, field, layer, subzones.values_of, known)

    def refuse_unknown(self) -> None:
        """Raise `UnknownCodesError` where any column held unknown codes."""
        if self._problems:
            raise UnknownCodesError(self._unknown, *self._problems)

    def _values(self, table: Columns, field: str, layer: str, values_of: Callable, known: Sequence[str]):
        given, name = table[field].tolist(), self._run.layer_name(layer)
        values, strange = values_of(given)
        if strange:
            listed = sorted(strange.items(), key=lambda item: (-item[1], item[0]))
            words = ", ".join(f"{code} ({count}×)" for code, count in listed[:SHOWN])
            self._unknown.update(strange)
            self._problems.append(
                problem(
                    "The field {field} of {layer} holds codes that are not known: {codes}{more}. "
                    "Known are {known}.",
                    field=field,
                    layer=name,
                    codes=words,
                    more=" …" if len(strange) > SHOWN else "",
                    known=", ".join(known),
                )
            )
        missing = sum(is_missing_code(item) for item in given)
        if missing:
            self._run.warn(
                problem(
                    "{count} features of {layer} have no value in {field}; they count as no data.",
                    count=missing,
                    layer=name,
                    field=field,
                )
            )
        return values


def matrix_columns(area: np.ndarray, lang: str) -> dict[str, np.ndarray]:
    """Declared columns of the areas by space and class (`subzones.matrix`), no data apart, and totals."""
    codes = [*subzones.SPACE_CODES[1:], spaces.ND, "total"]
    words = [*(spaces.space_name(value, lang) for value in (1, 2, 3, 4, 0)), TOTAL[lang]]
    columns = {name: area[:, at] for at, name in enumerate(AREAS_OF_CLASSES)}
    return {"space": np.array(codes, dtype=object), "space_name": np.array(words, dtype=object), **columns}


def areas_by_subzone(area: np.ndarray) -> dict[str, float]:
    """Sub-zone -> hectares, from the same matrix, those that occur; for the provenance."""
    return {
        f"{space}-{zone_class}": float(area[row, column])
        for row, space in enumerate(subzones.SPACE_CODES[1:])
        for column, zone_class in enumerate(sixclass.CODES[1:])
        if area[row, column] > 0
    }
