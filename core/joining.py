"""Codes of units as people keep them, and the joining of two tables by them.

Codes suffer on their way through spreadsheets: numbers lose leading zeros or gain ".0", copies bring blanks,
byte-order marks and full-width digits. Spelling is repaired here; lost zeros are told, never guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .errors import InputError, Problem, problem, raise_if_any
from .wording import shown

SHOWN = 10
NOWHERE = -1


def codes(values) -> np.ndarray:
    """Codes as texts in one spelling; "" where missing.

    Parameters
    ----------
    values
        Texts or numbers; a number without fraction is written without point (370101.0 -> "370101").
    """
    cells = values.tolist() if isinstance(values, np.ndarray) else list(values)
    spelt = {cell: _code(cell) for cell in set(cells)}
    made = np.empty(len(cells), dtype=object)
    made[:] = [spelt[cell] for cell in cells]
    return made


def _code(cell) -> str:
    if cell is None or (isinstance(cell, float) and not np.isfinite(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = unicodedata.normalize("NFKC", str(cell)).strip().strip("\ufeff\u200b").strip()
    whole, point, zeros = text.partition(".")
    return whole if point and whole.isdigit() and zeros and not zeros.strip("0") else text


def duplicates(found: np.ndarray, what: str) -> list[Problem]:
    """One problem that names the codes that appear more than once, or an empty list."""
    labels, counts = np.unique(found[found != ""].astype(str), return_counts=True)
    double = labels[counts > 1]
    if not len(double):
        return []
    return [
        problem(
            "{what} has {count} unit codes more than once: {codes}. Every unit may appear once.",
            what=what,
            count=len(double),
            codes=shown(double.tolist(), SHOWN),
        )
    ]


@dataclass(frozen=True)
class Join:
    """Where the units of one table are found in another.

    Attributes
    ----------
    position
        For every unit of the left table its row in the right one; `NOWHERE` where it is not there.
    remarks
        Codes that only one of the two tables has, with counts.
    """

    position: np.ndarray
    remarks: tuple[Problem, ...]

    def taken(self, values) -> np.ndarray:
        """Values of the right table for the units of the left; NaN or None where there is none."""
        column = np.asarray(values)
        missing = None if column.dtype == object else np.nan
        padded = np.append(column if column.dtype == object else column.astype(np.float64), missing)
        return padded[self.position]


def join(left: np.ndarray, right: np.ndarray, left_name: str, right_name: str) -> Join:
    """Join two tables by their codes (see `codes`).

    Parameters
    ----------
    left, right
        Codes of both tables; "" never joins.
    left_name, right_name
        The tables, for messages.

    Raises
    ------
    InputError
        A code appears twice in a table, no code is common to both, or codes differ in leading zeros alone.
    """
    faults = duplicates(left, left_name) + duplicates(right, right_name)
    row = {code: number for number, code in enumerate(right.tolist()) if code}
    position = np.array([row.get(code, NOWHERE) for code in left.tolist()], dtype=np.int64)
    only_left = sorted({code for code in left.tolist() if code and code not in row})
    only_right = sorted(set(row) - set(left.tolist()))
    faults += _lost_zeros(only_left, only_right, left_name, right_name)
    if not faults and (position == NOWHERE).all():
        faults.append(
            problem(
                "{left} and {right} have no unit code in common; {left} has {left_codes}, {right} has "
                "{right_codes}. Choose the fields that hold the same codes.",
                left=left_name,
                right=right_name,
                left_codes=shown(only_left, SHOWN) or "–",
                right_codes=shown(only_right, SHOWN) or "–",
            )
        )
    raise_if_any(faults, InputError)
    return Join(
        position, tuple(_only(only_left, left_name, right_name) + _only(only_right, right_name, left_name))
    )


def _only(found: Sequence[str], one: str, other: str) -> list[Problem]:
    if not found:
        return []
    return [
        problem(
            "{count} units of {one} are missing in {other}: {codes}. Missing is not zero.",
            count=len(found),
            one=one,
            other=other,
            codes=shown(found, SHOWN),
        )
    ]


def _lost_zeros(only_left: Sequence[str], only_right: Sequence[str], left: str, right: str) -> list[Problem]:
    bare = {code.lstrip("0"): code for code in only_right if code.isdigit()}
    pairs = [
        (code, bare[code.lstrip("0")]) for code in only_left if code.isdigit() and code.lstrip("0") in bare
    ]
    if not pairs:
        return []
    return [
        problem(
            "{count} unit codes of {left} and {right} differ in leading zeros alone: {codes}. A spreadsheet "
            "has read codes as numbers; store them as text with their zeros.",
            count=len(pairs),
            left=left,
            right=right,
            codes=shown([f"{one} / {other}" for one, other in pairs], SHOWN),
        )
    ]
