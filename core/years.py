"""Years as tables write them, and the choice of some of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np

from .csvdata import is_missing
from .errors import InputError, problem

#: Year of a row that names none.
NO_YEAR = 0
SHOWN = 5

_YEAR = re.compile(r"([12]\d{3})(?:\.0+)?\s*(?:年|[-/.].*)?")
_CHOICE = re.compile(r"([12]\d{3})(?:[-–~至到]([12]\d{3}))?")


def years(values: Iterable, what: str) -> np.ndarray:
    """Years of a column of numbers, texts or dates as int64; `NO_YEAR` where there is none.

    Read are 2024, 2024.0, "2024年", "２０２４" and dates that begin with the year ("2024-12-31").

    Parameters
    ----------
    values
        One per row; None and NaN are missing.
    what
        The field, for messages.

    Raises
    ------
    InputError
        Some texts are no years; the first five are named with their rows (counted from 1).
    """
    cells = list(values)
    known = {cell: _year(cell) for cell in set(cells)}
    found = np.array([known[cell] for cell in cells], dtype=np.int64)
    bad = np.flatnonzero(found < 0)
    if len(bad):
        raise InputError(
            problem(
                "The field {field} holds {count} texts that are no years (row: text): {rows}. "
                "Write years such as 2024.",
                field=what,
                count=len(bad),
                rows="; ".join(f"{row + 1}: {cells[row]}" for row in bad[:SHOWN]),
            )
        )
    return found


def _year(cell) -> int:
    """The year of one cell, `NO_YEAR` where it is missing, -1 where it cannot be read."""
    text = "" if cell is None else unicodedata.normalize("NFKC", str(cell)).strip()
    if is_missing(text):
        return NO_YEAR
    match = _YEAR.fullmatch(text)
    return int(match.group(1)) if match else -1


def chosen(text: str) -> frozenset[int] | None:
    """The years that a user wrote: "2024", "2015-2020", "2015, 2020"; None (all) where nothing was.

    Raises
    ------
    InputError
        The text is no list of years.

    Examples
    --------
    >>> sorted(chosen("2019, 2022–2024"))
    [2019, 2022, 2023, 2024]
    """
    plain = re.sub(r"\s*([-–~至到])\s*", r"\1", unicodedata.normalize("NFKC", text))
    parts = [part for part in re.split(r"[,;、\s]+", plain) if part]
    if not parts:
        return None
    picked: set[int] = set()
    for part in parts:
        match = _CHOICE.fullmatch(part)
        first, last = (int(match.group(1)), int(match.group(2) or match.group(1))) if match else (1, 0)
        if first > last:
            raise InputError(
                problem(
                    "The years “{text}” cannot be read at “{part}”. Write years or periods such as "
                    "2024 or 2015-2020, separated by commas; nothing means all years.",
                    text=text,
                    part=part,
                )
            )
        picked.update(range(first, last + 1))
    return frozenset(picked)


def in_names(names: Iterable[str]) -> list[int] | None:
    """The year that each of several field names ends with or holds; None where one has none, or two the same.

    Examples
    --------
    >>> in_names(["net_2015", "net_2020"]), in_names(["net", "net_2020"])
    ([2015, 2020], None)
    """
    found = [re.search(r"(?<!\d)([12]\d{3})(?!\d)", name) for name in names]
    if not all(found):
        return None
    listed = [int(match.group(1)) for match in found]
    return listed if len(set(listed)) == len(listed) else None


def among(found: np.ndarray, wanted: frozenset[int] | None) -> np.ndarray:
    """Which rows lie in the years *wanted* (all where None).

    Raises
    ------
    InputError
        No row does; the years that the table has are named.
    """
    if wanted is None:
        return np.ones(len(found), dtype=bool)
    rows = np.isin(found, sorted(wanted))
    if not rows.any():
        have = sorted(set(found.tolist()) - {NO_YEAR})
        raise InputError(
            problem(
                "No row is of the years {wanted}; the table has {have}.",
                wanted=", ".join(map(str, sorted(wanted))),
                have=", ".join(map(str, have)) or "–",
            )
        )
    return rows
