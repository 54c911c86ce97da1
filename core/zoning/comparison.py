"""Two zonings of the same units against each other: two rule sets, or two dates.

Contingency in units and area, agreement beyond chance, and what the changes mean (methods A.10, E.4). Units
whose class is unknown on either side are counted apart and enter no measure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import vocabulary
from ..errors import UnknownCodesError, problem
from .sixclass import CODES, CP, ND, PC, SC, SCP, SEVERITY, SP, S

CLASSES = len(CODES)
#: What a change means; ND where a class is unknown, GONE where the other side has no such unit.
DOUBLE, SINGLE, IMPROVED, SHIFTED, WORSENED, SAME = (
    "double_compliance",
    "single_control",
    "improved",
    "shifted",
    "worsened",
    "same",
)
UNKNOWN, GONE = "ND", "gone"
KINDS = (DOUBLE, SINGLE, IMPROVED, SHIFTED, WORSENED, SAME, UNKNOWN, GONE)
SHOWN = 20


def class_codes(values, field: str, layer: str) -> np.ndarray:
    """Class codes 0..6 of a field that holds codes (SCP), names (强双超区) or raster values (6).

    Parameters
    ----------
    values
        Texts or numbers; missing ones become ND.
    field, layer
        For messages.

    Raises
    ------
    UnknownCodesError
        With every value that is no class and how often it occurs.
    """
    cells = values.tolist() if isinstance(values, np.ndarray) else list(values)
    distinct = {cell: _class_code(cell) for cell in set(cells)}
    if None in distinct.values():
        counts = {cell: count for cell, count in Counter(cells).items() if distinct[cell] is None}
        listed = sorted(counts, key=lambda cell: (-counts[cell], str(cell)))
        raise UnknownCodesError(
            counts,
            problem(
                "The field {field} of {layer} holds values that are no classes (units): {codes}{more}. "
                "Classes are {known}, their names, or 0 to 6. Choose another field or correct the values.",
                field=field,
                layer=layer,
                codes=", ".join(f"{cell} ({counts[cell]}×)" for cell in listed[:SHOWN]),
                more=" …" if len(listed) > SHOWN else "",
                known=", ".join(CODES),
            ),
        )
    return np.array([distinct[cell] for cell in cells], dtype=np.uint8)


@cache
def _spellings() -> dict[str, int]:
    spelt = {}
    for item in vocabulary.classes():
        for text in (item.code, item.name_en, item.name_zh, str(item.value)):
            spelt[vocabulary.fold(text)] = item.value
    return spelt


def _class_code(cell) -> int | None:
    """Class of one cell; ND where it is missing, None where it is no class."""
    if cell is None or cell != cell or not str(cell).strip():  # noqa: PLR0124 - NaN differs from itself
        return ND
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return _spellings().get(vocabulary.fold(text))


@dataclass(frozen=True)
class Contingency:
    """How many units, and how many hectares, went from which class to which.

    Attributes
    ----------
    units
        int64, shape (7, 7): from class (row) to class (column), ND first.
    area_ha
        float64 of the same shape; units without a known area are left out.
    unmeasured
        Number of units without a known area.
    """

    units: np.ndarray
    area_ha: np.ndarray
    unmeasured: int

    @property
    def known_units(self) -> np.ndarray:
        """The part with a class on both sides, shape (6, 6)."""
        return self.units[1:, 1:]

    @property
    def known_area(self) -> np.ndarray:
        """Hectares with a class on both sides, shape (6, 6)."""
        return self.area_ha[1:, 1:]


def contingency(code_a, code_b, area_ha=None) -> Contingency:
    """Contingency of two zonings.

    Parameters
    ----------
    code_a, code_b
        Class codes 0..6 of the same units.
    area_ha
        Area of each unit; None or NaN where it is not known.
    """
    cell = np.asarray(code_a, dtype=np.intp) * CLASSES + np.asarray(code_b, dtype=np.intp)
    area = np.full(cell.shape, np.nan) if area_ha is None else np.asarray(area_ha, dtype=np.float64)
    measured = np.isfinite(area)
    size = CLASSES * CLASSES
    units = np.bincount(cell, minlength=size).reshape(CLASSES, CLASSES)
    sums = np.bincount(cell[measured], area[measured], minlength=size).reshape(CLASSES, CLASSES)
    return Contingency(units, sums, int((~measured).sum()))


def agreement(matrix) -> float:
    """Share of the diagonal in a square matrix of counts or areas; NaN for an empty one."""
    m = np.asarray(matrix, dtype=np.float64)
    return float(np.trace(m) / m.sum()) if m.sum() > 0 else float("nan")


def kappa(matrix) -> float:
    """Cohen's kappa: agreement beyond what the class totals alone would give by chance.

        kappa = (p_o - p_e) / (1 - p_e),   p_e = sum_k row_k * column_k

    Parameters
    ----------
    matrix
        Square matrix of counts or areas.

    Returns
    -------
    float
        1 for full agreement, 0 for chance; NaN for an empty matrix, or where both sides have one and the
        same class alone, so that chance agrees fully too.

    Examples
    --------
    >>> round(kappa([[45, 4, 1], [6, 34, 5], [2, 3, 50]]), 6)
    0.788945
    """
    m = np.asarray(matrix, dtype=np.float64)
    whole = m.sum()
    if not whole > 0:
        return float("nan")
    by_chance = float((m.sum(axis=0) * m.sum(axis=1)).sum() / whole**2)
    if np.isclose(by_chance, 1.0, rtol=0, atol=1e-12):
        return float("nan")
    return (agreement(m) - by_chance) / (1.0 - by_chance)


def disagreement(matrix) -> tuple[float, float]:
    """Disagreement of quantity (class totals differ) and of allocation (classes lie elsewhere), as shares.

    Pontius and Millones 2011: together they are 1 - `agreement`.
    """
    m = np.asarray(matrix, dtype=np.float64)
    whole = m.sum()
    if not whole > 0:
        return float("nan"), float("nan")
    quantity = float(np.abs(m.sum(axis=0) - m.sum(axis=1)).sum() / 2.0 / whole)
    return quantity, 1.0 - agreement(m) - quantity


def improvement(matrix) -> float:
    """Improvement index I = sum_ab A_ab (severity_a - severity_b) / A (methods A.10); positive is better.

    Parameters
    ----------
    matrix
        Areas (or counts) from class to class, shape (7, 7); what has no class on either side is left out.

    Returns
    -------
    float
        Mean change of severity, -3 to 3; NaN where nothing is known.
    """
    m = np.asarray(matrix, dtype=np.float64)[1:, 1:]
    severity = SEVERITY[1:].astype(np.float64)
    if not m.sum() > 0:
        return float("nan")
    return float((m * (severity[:, None] - severity[None, :])).sum() / m.sum())


def kinds(code_a, code_b) -> np.ndarray:
    """What each change means, as texts of `KINDS`.

    A unit that leaves SCP, CP or PC for SC or SP has reached control of one side (``single_control``), for S
    compliance of both (``double_compliance``), the goal that the zoning paper sets for CP and PC (4.1).
    Other changes are told by severity; CP to PC and SC to SP are ``shifted``.
    """
    return _kind_table()[np.asarray(code_a, dtype=np.intp), np.asarray(code_b, dtype=np.intp)]


def of_kind(matrix, kind: str) -> float:
    """Units or hectares of one kind of change in a matrix from class to class, shape (7, 7)."""
    return float(np.asarray(matrix)[_kind_table() == kind].sum())


@cache
def _kind_table() -> np.ndarray:
    table = np.empty((CLASSES, CLASSES), dtype=object)
    for a in range(CLASSES):
        for b in range(CLASSES):
            table[a, b] = _kind(a, b)
    return table


def _kind(a: int, b: int) -> str:
    if ND in (a, b):
        return UNKNOWN
    if a == b:
        return SAME
    if a in (CP, PC, SCP) and b == S:
        return DOUBLE
    if a in (CP, PC, SCP) and b in (SC, SP):
        return SINGLE
    gain = int(SEVERITY[a]) - int(SEVERITY[b])
    return SHIFTED if gain == 0 else IMPROVED if gain > 0 else WORSENED


def changes(code_a, code_b) -> np.ndarray:
    """Texts such as ``CP→S``; a class that stays is one code."""
    names = np.array(CODES, dtype=object)
    a, b = names[np.asarray(code_a, dtype=np.intp)], names[np.asarray(code_b, dtype=np.intp)]
    return np.where(a == b, a, a + "→" + b)
