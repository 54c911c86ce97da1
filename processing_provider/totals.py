"""Fields that hold totals of a unit (t, kg, persons), which pieces of the unit share by area."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsField, QgsFields, QgsProcessingParameterField
from qgis.PyQt.QtCore import QMetaType

from ..core.errors import InputError, problem
from ..toolbelt.translation import translate
from . import columns
from .parameters import field
from .request import Request

UNITS_OF_TOTALS = (
    "t CO2e",
    "t CO2",
    "t",
    "tce",
    "kg",
    "equivalents",
    "yuan",
    "10^4 yuan",
    "persons",
)


def parameter(name: str, parent: str = "INPUT") -> QgsProcessingParameterField:
    """The parameter: fields with totals, optional."""
    label = translate("Totals", "Fields with totals that pieces share by area (empty: those that are known)")
    return field(name, label, parent=parent, many=True)


def fields(request: Request, name: str, layer_fields: QgsFields) -> list[str]:
    """The chosen fields, or the declared columns of *layer_fields* whose unit is one of amounts."""
    chosen = request.given_fields(name)
    if chosen:
        return [layer_fields.at(layer_fields.lookupField(one)).name() for one in chosen]
    names = (item.name() for item in layer_fields if item.isNumeric())
    return [one for one in names if is_total(one)]


def is_total(name: str) -> bool:
    """Whether *name* is a declared column of amounts that add up; columns of the user's own are not."""
    declared = columns.known(name)
    return declared is not None and declared.type == "real" and declared.unit in UNITS_OF_TOTALS


def shared(
    rows: Sequence[tuple], of: np.ndarray, share: np.ndarray, positions: Sequence[int], names
) -> list[list]:
    """Attributes of pieces: those of their units, in which totals are multiplied by the share of the piece.

    Parameters
    ----------
    rows
        Attributes of the units.
    of, share
        Unit of each piece, and its share of the unit's area.
    positions, names
        Positions and names of the fields with totals.
    """
    bad = [
        names[number]
        for number, at in enumerate(positions)
        if any(row[at] is not None and not isinstance(row[at], (int, float)) for row in rows)
    ]
    if bad:
        raise InputError(
            problem(
                "The fields {fields} hold texts, which cannot be shared. Choose numeric fields.",
                fields=", ".join(bad),
            )
        )
    made = []
    for unit, part in zip(of.tolist(), share.tolist()):
        row = list(rows[unit])
        for at in positions:
            row[at] = None if row[at] is None else row[at] * part
        made.append(row)
    return made


def as_real(layer_fields: QgsFields, positions: Sequence[int]) -> QgsFields:
    """The same fields, those at *positions* as real numbers, because a share of a whole number is none."""
    made = QgsFields()
    for at, item in enumerate(layer_fields):
        if at in positions and item.type() != QMetaType.Type.Double:
            real = QgsField(item.name(), QMetaType.Type.Double)
            real.setAlias(item.alias())
            made.append(real)
        else:
            made.append(item)
    return made


def of_complete(**amounts) -> dict[str, float]:
    """Sums over the units of which every one of *amounts* is known, so that the sums add up as the units do.

    Examples
    --------
    >>> of_complete(source=[1.0, float("nan")], sink=[-2.0, -5.0])
    {'source': 1.0, 'sink': -2.0}
    """
    whole = np.all([np.isfinite(one) for one in amounts.values()], axis=0)
    return {name: of_all(np.where(whole, one, np.nan)) for name, one in amounts.items()}


def told(amount: float) -> str:
    """A total for the log; a dash where it is not known.

    >>> told(1234.5678), told(float("nan"))
    ('1234.57', '–')
    """
    return "–" if np.isnan(amount) else f"{amount:.6g}"


def of_all(amounts) -> float:
    """Sum of what is known; NaN, not 0, where nothing is."""
    amounts = np.asarray(amounts, dtype=np.float64)
    return float(np.nansum(amounts)) if np.isfinite(amounts).any() else float("nan")
