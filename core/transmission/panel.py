"""Values of many units over years, as a matrix: what trends, paths, warnings and scores are taken from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem, raise_if_any
from ..grouping import factorise
from ..joining import NOWHERE
from ..years import NO_YEAR

SHOWN = 5


@dataclass(frozen=True)
class Panel:
    """Series by unit and item (indicator, pollutant) over the same years.

    Attributes
    ----------
    unit, item
        Codes of every series, object arrays; *item* is "" where there is but one thing.
    years
        Ascending, int64.
    values
        Shape (series, years), NaN where missing.
    sd
        Standard deviations of the same shape; NaN where unknown.
    """

    unit: np.ndarray
    item: np.ndarray
    years: np.ndarray
    values: np.ndarray
    sd: np.ndarray

    def __len__(self) -> int:
        return len(self.unit)

    def keys(self) -> list[tuple[str, str]]:
        """(unit, item) of every series."""
        return list(zip(self.unit.tolist(), self.item.tolist()))

    def over(self, years) -> Panel:
        """The same series over other *years*; empty in those that they have not."""
        place = {year: at for at, year in enumerate(self.years.tolist())}
        # behind the last year one that is empty, which NOWHERE takes
        columns = [place.get(year, NOWHERE) for year in np.asarray(years).tolist()]
        empty = np.full((len(self), 1), np.nan)
        taken = [np.hstack([part, empty])[:, columns] for part in (self.values, self.sd)]
        return Panel(self.unit, self.item, np.asarray(years, dtype=np.int64), *taken)

    def last(self) -> tuple[np.ndarray, np.ndarray]:
        """(year, value) of the last known value of every series; (`NO_YEAR`, NaN) where there is none."""
        return self._at(
            np.where(np.isfinite(self.values), np.arange(len(self.years)), -1).max(axis=1, initial=-1)
        )

    def first(self) -> tuple[np.ndarray, np.ndarray]:
        """(year, value) of the first known value of every series."""
        known = np.isfinite(self.values)
        if not len(self.years):
            return self._at(np.full(len(self), -1))
        return self._at(np.where(known.any(axis=1), known.argmax(axis=1), -1))

    def _at(self, position: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        # behind the last year one that is none, which -1 takes
        years = np.append(self.years, NO_YEAR)
        values = np.column_stack([self.values, np.full(len(self), np.nan)])
        return years[position], values[np.arange(len(self)), position]

    def gaps(self) -> np.ndarray:
        """Number of years without a value between the first and the last value of every series."""
        known = np.isfinite(self.values).sum(axis=1)
        return np.where(known > 0, self.last()[0] - self.first()[0] + 1 - known, 0)

    def of(self, unit: np.ndarray, item: np.ndarray) -> Panel:
        """The series of these units and items, in their order; empty ones where there is none.

        A panel without items answers for every item.
        """
        position = {key: at for at, key in enumerate(self.keys())}
        plain = not any(self.item.tolist())
        rows = np.array(
            [
                position.get((one, "" if plain else what), NOWHERE)
                for one, what in zip(unit.tolist(), item.tolist())
            ],
            dtype=np.int64,
        )
        empty = np.full((1, len(self.years)), np.nan)
        taken = (np.vstack([column, empty])[rows] for column in (self.values, self.sd))
        return Panel(unit, item, self.years, *taken)


def from_rows(unit, item, year, values, sd, layer) -> Panel:
    """A panel from a table with a row for each unit, item and year.

    Parameters
    ----------
    unit, item
        Codes in one spelling (see `joining.codes`), none empty (`item`: or all).
    year
        int64, none `NO_YEAR`.
    values, sd
        float64.
    layer
        The table, for messages.

    Raises
    ------
    InputError
        A unit has more than one value for an item and year; the first five are named.
    """
    units, unit_names = factorise(unit)
    items, item_names = factorise(item)
    series, row = np.unique(units * max(len(item_names), 1) + items, return_inverse=True)
    years, column = np.unique(year, return_inverse=True)
    cells, counts = np.unique(row * len(years) + column, return_counts=True)
    made_unit = np.array([*unit_names, None], dtype=object)[series // max(len(item_names), 1)]
    made_item = np.array([*item_names, None], dtype=object)[series % max(len(item_names), 1)]
    double = cells[counts > 1]
    if len(double):
        named = [
            " ".join(filter(None, (made_unit[at // len(years)], made_item[at // len(years)],
                                   str(years[at % len(years)]))))
            for at in double[:SHOWN].tolist()
        ]  # fmt: skip
        raise InputError(
            problem(
                "{layer} has {count} units with more than one value for a year: {named}. Keep one row for "
                "each unit, item and year, or choose the field that tells them apart (ITEM).",
                layer=layer,
                count=len(double),
                named="; ".join(named),
            )
        )
    matrix = np.full((2, len(series), len(years)), np.nan)
    matrix[0, row, column], matrix[1, row, column] = values, sd
    return Panel(made_unit, made_item, years.astype(np.int64), matrix[0], matrix[1])


def from_fields(unit, years, values, sd) -> Panel:
    """A panel from a table with a row for each unit and a field for each year; *values* (fields, rows)."""
    order = np.argsort(years, kind="stable")
    none = np.full(len(unit), "", dtype=object)
    return Panel(
        unit,
        none,
        np.asarray(years, dtype=np.int64)[order],
        np.asarray(values, dtype=np.float64)[order].T.copy(),
        np.asarray(sd, dtype=np.float64)[order].T.copy(),
    )


def check_finite(values, unit, layer) -> None:
    """Refuse infinite values, naming their units."""
    bad = np.flatnonzero(np.isinf(values))
    raise_if_any(
        [
            problem(
                "{layer} has {count} infinite values (units: {units}). Correct them.",
                layer=layer,
                count=len(bad),
                units=", ".join(dict.fromkeys(unit[bad[:SHOWN]].tolist())),
            )
        ]
        if len(bad)
        else []
    )
