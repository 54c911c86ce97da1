"""Intervals of equivalents from those of the amounts; the values of the law are exactly known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .. import uncertainty as un
from ..carbon.emission_ranges import Spreading
from ..grouping import group
from .equivalents import COUNTED, Account

SUMS = ("air", "water", "total")


def intervals(
    made: Account, asked: Spreading, progress: Callable[[float], None] = lambda part: None
) -> dict[str, un.Interval]:
    """Interval of the sums of every unit and year, by `SUMS`; empty where the rows have no limits.

    The amounts of different rows are taken for independent. Where the limits of a row are missing though
    others have them, the interval of its sum is unknown (NaN): missing is not zero. *progress* is called with
    a fraction 0..1 and may raise to cancel.
    """
    rows = made.rows
    if rows.low is None:
        return {}
    lines = made.lines
    whole = group(lines.unit, lines.year)
    value = np.array([entry.value for entry in made.entries], dtype=np.float64)[lines.entry]
    is_air = np.array([entry.medium == "air" for entry in made.entries], dtype=bool)[lines.entry]
    counts = (lines.status == COUNTED)[made.line_of_row] & np.isfinite(rows.amount)
    picked = np.flatnonzero(counts)
    line = made.line_of_row[picked]
    scale = made.factor[picked] / value[line]
    inputs = un.Inputs(_keys(made, picked), *(side[picked] for side in (rows.amount, rows.low, rows.high)))
    unknown = ~(np.isfinite(inputs.low) & np.isfinite(inputs.high))
    found = {}
    sides = is_air[line], ~is_air[line], np.ones(len(line), dtype=bool)
    for number, (name, of_side) in enumerate(zip(SUMS, sides)):
        here = np.flatnonzero(of_side)
        terms = un.Terms(whole.of_row[line[here]], scale[here], here.reshape(-1, 1))
        one = un.interval(
            terms,
            inputs,
            len(whole),
            asked.draws,
            asked.seed,
            asked.distribution,
            lambda part, done=number: progress((done + part) / len(SUMS)),
        )
        missing = np.bincount(terms.target, unknown[here], len(whole)) > 0
        nothing = missing | (np.bincount(terms.target, minlength=len(whole)) == 0)
        found[name] = un.Interval(*(np.where(nothing, np.nan, side) for side in (one.low, one.high, one.sd)))
    return found


def _keys(made: Account, picked: np.ndarray) -> list[str]:
    """Names of the amounts, the same whatever the order of rows: unit, year, outlet, pollutant, amount."""
    rows = made.rows
    columns = (rows.unit, rows.year, rows.part, rows.pollutant, rows.medium, rows.amount)
    return ["\t".join(map(str, cells)) for cells in zip(*(column[picked].tolist() for column in columns))]


def per_km2(found: un.Interval, area_ha) -> un.Interval:
    """The interval of a sum as load per square kilometre; NaN where the area is missing or not positive."""
    area = np.asarray(area_ha, dtype=np.float64)
    scale = np.divide(100.0, area, out=np.full(area.shape, np.nan), where=area > 0)
    return un.Interval(found.low * scale, found.high * scale, found.sd * scale)
