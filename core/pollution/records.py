"""Amounts of pollutants as tables list them: one row per unit, pollutant and discharge or reading."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from .. import units, vocabulary
from ..csvdata import is_total
from ..errors import InputError, Problem, UnitError, problem
from ..grouping import factorise
from ..wording import shown
from .catalogue import Entry, conversion

SHOWN_ROWS = 5


@dataclass(frozen=True)
class Records:
    """Rows of a table of discharges or of monitoring; arrays of one length.

    Attributes
    ----------
    unit
        Code of the unit: texts ("" where missing) or whole numbers.
    pollutant
        Name in any spelling, as text.
    amount
        Discharge, concentration or load, float64; NaN where missing.
    amount_unit
        Unit of the amount, as text.
    medium
        Code of the medium, or "" where the row names none.
    year
        int64; 0 where rows name none.
    part
        Part of the unit that the row belongs to (an outlet, a functional class), as text; "" for the whole.
    row
        What messages call the row: a feature id, a line.
    low, high
        Ends of the 95 % interval of the amount, NaN where unknown; None where rows have none.
    """

    unit: np.ndarray
    pollutant: np.ndarray
    amount: np.ndarray
    amount_unit: np.ndarray
    medium: np.ndarray
    year: np.ndarray
    part: np.ndarray
    row: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.amount)

    def where(self, mask) -> Records:
        """The rows where *mask* holds."""
        columns = {item.name: getattr(self, item.name) for item in fields(self)}
        return replace(self, **{name: values[mask] for name, values in columns.items() if values is not None})

    def with_limits(self, low, high) -> Records:
        """The same rows with the ends of the 95 % intervals of their amounts."""
        ends = (np.asarray(side, dtype=np.float64) for side in (low, high))
        return replace(self, **dict(zip(("low", "high"), ends)))

    def shown(self, mask) -> str:
        """How many rows *mask* marks and what they sum to, by unit of amount: "3 rows: 12.5 t, 40 kg"."""
        part = self.where(mask)
        sums: dict[str, float] = {}
        for unit, amount in zip(part.amount_unit, np.nan_to_num(part.amount)):
            sums[unit] = sums.get(unit, 0.0) + float(amount)
        return f"{len(part)}: " + ", ".join(f"{total:.6g} {unit}".strip() for unit, total in sums.items())


def records(unit, pollutant, amount, amount_unit, medium=None, year=None, part=None, row=None) -> Records:
    """Rows of a table; single values hold for every row, left-out columns are blank.

    Missing texts are None or "".
    """
    count = len(amount)

    def texts(values) -> np.ndarray:
        cells = [values] * count if values is None or isinstance(values, str) else values
        column = np.empty(count, dtype=object)
        column[:] = ["" if cell is None else cell for cell in cells]
        return column

    return Records(
        unit=texts(unit),
        pollutant=texts(pollutant),
        amount=np.asarray(amount, dtype=np.float64),
        amount_unit=texts(amount_unit),
        medium=texts(medium),
        year=np.zeros(count, np.int64) if year is None else np.asarray(year, dtype=np.int64),
        part=texts(part),
        row=np.arange(1, count + 1) if row is None else np.asarray(row),
    )


def stacked(pollutants, units_of_amount, media, columns, row) -> Records:
    """Rows from one column per pollutant; the unit of each row is its place in the columns.

    Parameters
    ----------
    pollutants, units_of_amount, media
        One text per column; media may be blank.
    columns
        Amounts, one array per pollutant, all over the same units.
    row
        What messages call the units.
    """
    count = len(row)
    return Records(
        unit=np.tile(np.arange(count), len(columns)),
        pollutant=np.repeat(np.array([*pollutants, None], dtype=object)[:-1], count),
        amount=np.concatenate([np.asarray(column, dtype=np.float64) for column in columns]),
        amount_unit=np.repeat(np.array([*units_of_amount, None], dtype=object)[:-1], count),
        medium=np.repeat(np.array([*media, None], dtype=object)[:-1], count),
        year=np.zeros(count * len(columns), dtype=np.int64),
        part=np.full(count * len(columns), "", dtype=object),
        row=np.tile(np.asarray(row), len(columns)),
    )


def media_codes(texts) -> np.ndarray:
    """Codes of media written in any spelling; "" where blank.

    Raises
    ------
    InputError
        Words that are no medium, all of them with their counts.
    """
    positions, labels = factorise(["" if text is None else str(text).strip() for text in texts])
    known = [vocabulary.medium(label) if label else None for label in labels]
    strange = [number for number, label in enumerate(labels) if label and known[number] is None]
    if strange:
        raise InputError(
            problem(
                "These media are not known: {media}. Write one of {known}.",
                media=", ".join(
                    f"{labels[number]} ({int((positions == number).sum())})" for number in strange
                ),
                known=", ".join(f"{medium.code} {medium.name_zh}" for medium in vocabulary.media()),
            )
        )
    coded = np.array([medium.code if medium else "" for medium in known] + [None], dtype=object)
    return coded[positions]


def of_units(given: Records) -> tuple[np.ndarray, list[Problem]]:
    """Which rows are of a unit and no sums of others ("合计", "total"), and a sentence where some are."""
    codes, labels = factorise(given.unit)
    sums = np.array([isinstance(label, str) and is_total(label) for label in labels], dtype=bool)[codes]
    if not sums.any():
        return ~sums, []
    remark = problem(
        "{count} rows carry a sum of other rows instead of a unit (rows: {rows}); they are left out.",
        count=int(sums.sum()),
        rows=shown(given.row[sums].tolist(), SHOWN_ROWS),
    )
    return ~sums, [remark]


def row_problems(given: Records, corrections: bool) -> list[Problem]:
    """What is wrong with single rows: blanks where a text is needed, infinite and negative amounts."""
    blank_unit, blank_pollutant = _blank(given.unit), _blank(given.pollutant)
    infinite = np.isinf(given.amount)
    negative = (given.amount < 0) & ~infinite
    found = []
    if blank_unit.any():
        found.append(
            problem(
                "{count} rows have no unit code (rows: {rows}). Fill it in or delete them.",
                count=int(blank_unit.sum()),
                rows=shown(given.row[blank_unit].tolist(), SHOWN_ROWS),
            )
        )
    if blank_pollutant.any():
        found.append(
            problem(
                "{count} rows name no pollutant (rows: {rows}). Fill it in or delete them.",
                count=int(blank_pollutant.sum()),
                rows=shown(given.row[blank_pollutant].tolist(), SHOWN_ROWS),
            )
        )
    if infinite.any():
        found.append(
            problem(
                "{count} amounts are infinite (rows: {rows}). Correct them; leave a missing amount empty.",
                count=int(infinite.sum()),
                rows=shown(given.row[infinite].tolist(), SHOWN_ROWS),
            )
        )
    if negative.any() and not corrections:
        found.append(
            problem(
                "{count} amounts are negative (rows: {rows}). Correct them, or allow negative amounts where "
                "they are meant as corrections.",
                count=int(negative.sum()),
                rows=shown(given.row[negative].tolist(), SHOWN_ROWS),
            )
        )
    return found


def scales(given: Records, entry_of_row: np.ndarray, entries: tuple[Entry, ...]):
    """Factor of each row from its unit to the unit of its entry, and what is wrong with the units.

    Where a pollutant has no equivalent value its unit does not matter; the factor is NaN if it cannot be
    converted.
    """
    pairs, labels = factorise(list(zip(entry_of_row.tolist(), given.amount_unit.tolist())))
    factors, found = np.full(len(labels), np.nan), []
    for number, (position, unit) in enumerate(labels):
        entry = entries[position]
        try:
            factors[number] = conversion(unit, entry)
        except UnitError as error:
            if entry.key:
                found.append(_unit_problem(given, pairs == number, entry, unit, error))
    return factors[pairs], found


def _unit_problem(given: Records, mask, entry: Entry, unit: str, error: UnitError) -> Problem:
    if not unit:
        return problem(
            "{count} amounts of {pollutant} have no unit (rows: {rows}). Fill it in, or give one unit for "
            "all.",
            count=int(mask.sum()),
            pollutant=entry.code,
            rows=shown(given.row[mask].tolist(), SHOWN_ROWS),
        )
    return problem(
        "The amounts of {pollutant} in “{unit}” (rows: {rows}) cannot be used: {reason} Accepted for it are "
        "units like {accepted}.",
        pollutant=entry.code,
        unit=unit,
        rows=shown(given.row[mask].tolist(), SHOWN_ROWS),
        reason=error.problems[0],
        accepted=", ".join(units.accepted("mass")[:4]) if entry.unit == "kg" else entry.unit,
    )


def _blank(labels: np.ndarray) -> np.ndarray:
    """Which labels are missing; whole numbers never are."""
    return labels == "" if labels.dtype == object else np.zeros(len(labels), dtype=bool)
