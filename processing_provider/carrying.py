"""The fields of an input beside the new columns of an output: nothing is lost, nothing stands there twice.

A new column always has its declared name, so that the next step finds the newest value under it. A field
of the input that has this name already is left out where it holds the same values, or none; where it
holds others, it is kept under a name of its own (`columns.EARLIER`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import QgsField, QgsFields

from ..core import csvdata
from ..core.errors import InputError, Problem, problem
from ..toolbelt import tables
from ..toolbelt.translation import translate
from . import columns

#: Values that differ by less were computed alike, and rounded by a file format on the way.
RELATIVE, ABSOLUTE = 1e-9, 1e-12


@dataclass(frozen=True)
class Carried:
    """Fields of an output.

    Attributes
    ----------
    fields
        Fields of the input that are carried, and the new columns behind them.
    positions
        Positions of the carried fields in the input; None where all are.
    left_out
        Names of fields of the input that the new columns replace.
    kept
        Name in the input -> name under which the field is kept.
    """

    fields: QgsFields
    positions: list[int] | None
    left_out: list[str]
    kept: dict[str, str]

    def of(self, attributes: list) -> list:
        """Those of the attributes of a feature of the input that are carried."""
        return attributes if self.positions is None else [attributes[at] for at in self.positions]


def carried(given: QgsFields, new: Sequence[str], is_replaced: Callable[[str], bool]) -> Carried:
    """Fields of an output with the fields *given* by an input and the declared columns *new*.

    Parameters
    ----------
    given
        Fields of the input.
    new
        Names of declared columns.
    is_replaced
        Whether the new column tells all that a field of the input does, see `says_no_more`; asked only for
        names that both have.
    """
    written = {name.lower() for name in new}
    taken = {*written, *(field.name().lower() for field in given)}
    made, positions, left_out, kept = QgsFields(), [], [], {}
    for position, field in enumerate(given):
        name, renamed = field.name(), QgsField(field)
        if name.lower() in written:
            if is_replaced(name):
                left_out.append(name)
                continue
            kept[name] = _free(f"{name}{columns.EARLIER}", taken)
            renamed.setName(kept[name])
            renamed.setAlias(columns.earlier_words(field.alias() or columns.column(name.lower()).alias()))
        positions.append(position)
        made.append(renamed)
    for name in new:
        made.append(columns.column(name).field())
    return Carried(made, positions if left_out else None, left_out, kept)


def said_of_left_out(made: Carried) -> str:
    """A line for the log: which fields of the input were replaced, and lost nothing."""
    return translate(
        "Run", "Fields of the input that held the same values, or none, stand there once: {fields}."
    ).format(fields=", ".join(made.left_out))


def warning_of_kept(made: Carried) -> Problem:
    """A warning: which fields of the input have another name now."""
    return problem(
        "The input has fields that this step computes anew, with other values; the new values have these "
        "names now, and those of the input are kept under others: {fields}.",
        fields=", ".join(f"{name} → {kept}" for name, kept in made.kept.items()),
    )


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free.lower() in taken:
        free, number = f"{name}{number}", number + 1
    taken.add(free.lower())
    return free


def says_no_more(earlier: np.ndarray, new: np.ndarray) -> bool:
    """Whether *earlier* values tell nothing that *new* ones do not: the same within rounding, or all missing.

    Parameters
    ----------
    earlier
        Column as `tables.read` gives it: float64 with NaN, or texts with None.
    new
        Values that will be written.
    """
    if earlier.dtype != object:
        numbers = _numbers(new)
        return bool(np.isnan(earlier).all()) or (
            numbers is not None
            and len(numbers) == len(earlier)
            and bool(np.allclose(earlier, numbers, RELATIVE, ABSOLUTE, equal_nan=True))
        )
    if all(cell is None for cell in earlier):
        return True
    if new.dtype != object:
        numbers = _numbers(earlier)
        return numbers is not None and says_no_more(numbers, new)
    texts = ["" if cell is None else str(cell).strip() for cell in new.tolist()]
    return texts == ["" if cell is None else cell for cell in earlier.tolist()]


def of_rows(fields: QgsFields, field: str, rows: Sequence[Sequence]) -> np.ndarray:
    """Column of a field out of the attributes of features."""
    position = fields.lookupField(field)
    return tables.column([row[position] for row in rows], fields[position].isNumeric())


def _numbers(values: np.ndarray) -> np.ndarray | None:
    """Values as float64, missing ones NaN; None where some are no numbers."""
    if values.dtype != object:
        return values.astype(np.float64) if values.dtype.kind in "fiub" else None
    try:
        return np.array([csvdata.number("" if cell is None else str(cell)) for cell in values])
    except InputError:
        return None
