"""Rows of an activity table: what is wrong with them, and which of them are of one kind.

Checks tell everything at once and name rows as people count them, from 1. Equal rows are added up before any
factor is looked for, so the cost of the account follows its kinds of rows, not its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..csvdata import is_total
from ..errors import Problem, problem
from ..wording import shown
from ..years import NO_YEAR

SHOWN = 10
DUPLICATES = ("keep", "drop", "refuse")


@dataclass(frozen=True)
class Labels:
    """A column as codes into its distinct values."""

    codes: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, column: np.ndarray) -> Labels:
        """Codes and values of a column, in the order of first appearance."""
        import pandas as pd

        return cls(*pd.factorize(column))

    def mapped(self, values: list) -> Labels:
        """The column with each distinct value replaced; equal ones become one."""
        merged = Labels.of(np.array(values, dtype=object))
        return Labels(merged.codes[self.codes], merged.values)

    def at(self, rows: np.ndarray) -> Labels:
        """The column at some rows."""
        return Labels(self.codes[rows], self.values)

    @property
    def ranks(self) -> np.ndarray:
        """Codes in the order of the values."""
        order = np.empty(len(self.values), dtype=np.int64)
        order[np.argsort(self.values, kind="stable")] = np.arange(len(self.values))
        return order[self.codes]


@dataclass(frozen=True)
class Rows:
    """An activity table in columns, one element per row; texts are "" where missing.

    Attributes
    ----------
    unit_code, unit_name, sector, activity, unit, place
        Texts: administrative unit, its name, sector, activity, unit of amount, province of the factors.
    amount
        float64, NaN where missing.
    year
        int64, `years.NO_YEAR` where missing.
    has_years
        Whether the table has years at all.
    spread
        Half-width of the 95 % interval of each amount, % of it; NaN (or None for the whole table) where it is
        not known.
    """

    unit_code: np.ndarray
    unit_name: np.ndarray
    sector: np.ndarray
    activity: np.ndarray
    amount: np.ndarray
    unit: np.ndarray
    year: np.ndarray
    place: np.ndarray
    has_years: bool = True
    spread: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.amount)

    @cached_property
    def coded(self) -> dict[str, Labels]:
        """Every column but the amount as codes into its distinct values; read once, used everywhere."""
        return {name: Labels.of(getattr(self, name)) for name in COLUMNS if name != "amount"}

    def taken(self, chosen: np.ndarray) -> Rows:
        """The rows of a mask."""
        columns = {name: getattr(self, name)[chosen] for name in COLUMNS}
        spread = None if self.spread is None else self.spread[chosen]
        return Rows(**columns, has_years=self.has_years, spread=spread)

    @property
    def width(self) -> np.ndarray:
        """Half-width of each amount in its unit; 0 where it is not known."""
        if self.spread is None:
            return np.zeros(len(self))
        return np.nan_to_num(np.abs(self.amount) * self.spread / 100)


COLUMNS = ("unit_code", "unit_name", "sector", "activity", "amount", "unit", "year", "place")


def problems(rows: Rows, numbers: np.ndarray, negative_allowed: bool) -> list[Problem]:
    """Why the rows cannot be counted, each fault with its rows.

    Parameters
    ----------
    numbers
        Row numbers in the table, counted from 1.
    negative_allowed
        Whether negative amounts are corrections that are meant.
    """
    found = []
    if not len(rows):
        return [problem("The activity table has no rows to count.")]
    blank_units = _is_blank(rows.coded["unit_code"])
    totals = _are_totals(rows.coded["unit_code"]) | _are_totals(rows.coded["unit_name"])
    if blank_units.any():
        found.append(
            problem(
                "{count} rows have no unit code (rows: {rows}). Fill it in, or remove rows that are none.",
                count=int(blank_units.sum()),
                rows=shown(numbers[blank_units], SHOWN),
            )
        )
    if totals.any():
        found.append(
            problem(
                "{count} rows are totals and would be counted twice (rows: {rows}). Remove them.",
                count=int(totals.sum()),
                rows=shown(numbers[totals], SHOWN),
            )
        )
    blank = _is_blank(rows.coded["activity"])
    if blank.any():
        found.append(
            problem(
                "{count} rows have no activity (rows: {rows}). Name what was burnt, used or kept.",
                count=int(blank.sum()),
                rows=shown(numbers[blank], SHOWN),
            )
        )
    return found + _amount_problems(rows, numbers, negative_allowed) + _year_problems(rows, numbers)


def _is_blank(texts: Labels) -> np.ndarray:
    return (texts.values == "")[texts.codes]


def _are_totals(texts: Labels) -> np.ndarray:
    named = [is_total(text) for text in texts.values]
    return np.array(named, dtype=bool)[texts.codes]


def _amount_problems(rows: Rows, numbers: np.ndarray, negative_allowed: bool) -> list[Problem]:
    found = []
    infinite = np.isinf(rows.amount)
    if infinite.any():
        found.append(
            problem(
                "{count} amounts are infinite (rows: {rows}). Correct them.",
                count=int(infinite.sum()),
                rows=shown(numbers[infinite], SHOWN),
            )
        )
    negative = rows.amount < 0
    if negative.any() and not negative_allowed:
        found.append(
            problem(
                "{count} amounts are negative (rows: {rows}). Correct them, or allow negative amounts where "
                "they are corrections.",
                count=int(negative.sum()),
                rows=shown(numbers[negative & ~infinite], SHOWN),
            )
        )
    return found + _spread_problems(rows, numbers)


def _spread_problems(rows: Rows, numbers: np.ndarray) -> list[Problem]:
    if rows.spread is None:
        return []
    wrong = (rows.spread < 0) | np.isinf(rows.spread)
    if not wrong.any():
        return []
    return [
        problem(
            "{count} uncertainties of amounts are negative or infinite (rows: {rows}). Give half the width "
            "of the 95 % interval in % of the amount.",
            count=int(wrong.sum()),
            rows=shown(numbers[wrong], SHOWN),
        )
    ]


def _year_problems(rows: Rows, numbers: np.ndarray) -> list[Problem]:
    missing = rows.year == NO_YEAR
    if not rows.has_years or not missing.any():
        return []
    return [
        problem(
            "{count} rows have no year (rows: {rows}). Fill it in, or leave the year field out.",
            count=int(missing.sum()),
            rows=shown(numbers[missing], SHOWN),
        )
    ]


@dataclass(frozen=True)
class Cells:
    """Rows that are alike in all but their amount, added up.

    Attributes
    ----------
    of_row
        Cell of each row.
    first
        First row of each cell.
    amount
        Sum of the known amounts; NaN where none is known.
    missing
        Number of rows without an amount.
    width
        Half-width of the 95 % interval of the amount, rows taken for independent (IPCC 2006 Vol 1 eq 3.2).
    """

    of_row: np.ndarray
    first: np.ndarray
    amount: np.ndarray
    missing: np.ndarray
    width: np.ndarray

    def __len__(self) -> int:
        return len(self.first)


def gather(rows: Rows) -> Cells:
    """Add up rows of the same unit, year, sector, activity, unit of amount and place."""
    like = ("unit_code", "year", "sector", "activity", "unit", "place")
    of_row = numbered(*(rows.coded[name] for name in like))
    count = int(of_row.max(initial=-1)) + 1
    known = np.isfinite(rows.amount)
    total = np.bincount(of_row, np.where(known, rows.amount, 0.0), count)
    absent = np.bincount(of_row[~known], minlength=count)
    total[absent == np.bincount(of_row, minlength=count)] = np.nan
    width = np.sqrt(np.bincount(of_row, rows.width**2, count))
    return Cells(of_row, firsts(of_row), total, absent, width)


def numbered(*columns: Labels) -> np.ndarray:
    """Number of the distinct combination of each row, in the order of first appearance."""
    return Labels.of(combined(*((column.codes, len(column.values)) for column in columns))).codes


def combined(*columns: tuple[np.ndarray, int]) -> np.ndarray:
    """One number per row for several columns of codes, ordered as they are from the first to the last.

    Parameters
    ----------
    columns
        (codes from 0, number of codes) of each column.
    """
    number, size = np.zeros(len(columns[0][0]), dtype=np.int64), 1
    for codes, count in columns:
        if size * max(count, 1) >= 2**62:
            # keep the order, drop the gaps
            labels, number = np.unique(number, return_inverse=True)
            size = len(labels)
        number = number * max(count, 1) + codes
        size *= max(count, 1)
    return number


def ordered(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(rank of every element among the distinct numbers, first element of each of them)."""
    order = np.argsort(numbers)  # needs not be stable, hence faster than what `numpy.unique` does
    if not len(order):
        return order, order
    found = numbers[order]
    begins = np.r_[True, found[1:] != found[:-1]]
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.cumsum(begins) - 1
    return rank, np.minimum.reduceat(order, np.flatnonzero(begins))


def firsts(of_row: np.ndarray) -> np.ndarray:
    """First row of each number of `numbered`."""
    if not len(of_row):
        return np.zeros(0, dtype=np.int64)
    highest = np.maximum.accumulate(of_row)
    return np.flatnonzero(np.r_[True, of_row[1:] > highest[:-1]])


def repeats(rows: Rows, cells: Cells) -> np.ndarray:
    """Mask of rows that repeat an earlier row in every column, amount included."""
    many = np.bincount(cells.of_row, minlength=len(cells))[cells.of_row] > 1
    repeated = np.zeros(len(rows), dtype=bool)
    if many.any():
        again = numbered(Labels.of(cells.of_row[many]), Labels.of(rows.amount[many]))
        mask = np.ones(len(again), dtype=bool)
        mask[firsts(again)] = False
        repeated[np.flatnonzero(many)[mask]] = True
    return repeated & np.isfinite(rows.amount)


def repeat_remark(count: int, numbers) -> Problem:
    """Sentence about rows that repeat others."""
    return problem(
        "{count} rows repeat another row in every column (rows: {rows}).",
        count=count,
        rows=shown(numbers, SHOWN),
    )
