"""Loads as lines: one product per unit, sub-catchment, pollutant and origin, and their sums with intervals.

    load = scale x input x input ...

What is exactly known of a product is its scale (t); what is known within limits are its inputs, numbered in a
`Book`. Lines that name the same input move together (`core.uncertainty`), so that one coefficient used in a
hundred catchments does not average itself out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from ..carbon.emission_ranges import Spreading

NOWHERE = -1
#: Inputs of a line at most: the factors of an activity or the coefficient, delivery and removal.
PLACES = 5


@dataclass
class Book:
    """Quantities that are known within limits, each with the number under which lines name it."""

    keys: list[str] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)

    def number(self, key: str, value: float, low: float, high: float) -> int:
        """Number of a quantity; entered once, however often it is asked for.

        Limits that are NaN, or do not hold the value, count as not given: the quantity is exactly known.
        """
        if key not in self._at:
            known = low <= value <= high
            self._at[key] = len(self.keys)
            self.keys.append(key)
            self.value.append(value)
            self.low.append(low if known else math.nan)
            self.high.append(high if known else math.nan)
        return self._at[key]

    def inputs(self) -> un.Inputs:
        """The quantities as `core.uncertainty` takes them."""
        columns = (np.array(column, dtype=np.float64) for column in (self.value, self.low, self.high))
        return un.Inputs(tuple(self.keys), *columns)


@dataclass(frozen=True)
class Lines:
    """Products that add up to loads; arrays of one length.

    Attributes
    ----------
    unit, catchment
        Positions; `NOWHERE` outside of all of them.
    pollutant, origin
        Positions in lists of pollutants and of origins (activities, land classes).
    scale
        t; NaN where the amount or the factor is missing.
    inputs
        Numbers in the `Book`, shape (lines, `PLACES`); `uncertainty.NONE` fills up.
    """

    unit: np.ndarray
    catchment: np.ndarray
    pollutant: np.ndarray
    origin: np.ndarray
    scale: np.ndarray
    inputs: np.ndarray

    def __len__(self) -> int:
        return len(self.scale)

    def taken(self, rows: np.ndarray) -> Lines:
        """Lines of a mask or of positions, which may repeat."""
        return Lines(*(getattr(self, item.name)[rows] for item in fields(self)))

    def load(self, inputs: un.Inputs) -> np.ndarray:
        """t of every line; NaN where missing."""
        padded = np.append(inputs.value, 1.0)
        return self.scale * padded[self.inputs].prod(axis=1)


def lines(rows: Sequence[tuple]) -> Lines:
    """Lines from tuples (unit, catchment, pollutant, origin, scale, numbers of inputs)."""
    numbers = np.full((len(rows), PLACES), un.NONE, dtype=np.int64)
    for at, row in enumerate(rows):
        numbers[at, : len(row[5])] = row[5]
    whole = [np.array([row[place] for row in rows], dtype=np.int64) for place in range(4)]
    return Lines(*whole, np.array([row[4] for row in rows], dtype=np.float64), numbers)


def stacked(parts: Sequence[Lines]) -> Lines:
    """All lines of several accounts, whose positions mean the same."""
    return Lines(*(np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Lines)))


def shared(given: Lines, shares: Mapping[int, Sequence[tuple[int, float]]]) -> Lines:
    """Lines of units parted among sub-catchments; the sum of the parts is the line.

    Parameters
    ----------
    shares
        Unit -> (sub-catchment or `NOWHERE`, share), the shares of a unit adding up to 1. A unit without an
        entry lies outside of all sub-catchments.
    """
    rows, catchment, share = [], [], []
    for at, unit in enumerate(given.unit.tolist()):
        for place, part in shares.get(unit, ((NOWHERE, 1.0),)):
            rows.append(at)
            catchment.append(place)
            share.append(part)
    taken = given.taken(np.array(rows, dtype=np.int64))
    return replace(
        taken, catchment=np.array(catchment, dtype=np.int64), scale=taken.scale * np.array(share, dtype=float)
    )


def shares_of(weight: np.ndarray) -> tuple[dict[int, list[tuple[int, float]]], np.ndarray]:
    """Shares for `shared` from weights (units x places, the last place being outside of all sub-catchments).

    Returns
    -------
    shares, empty
        Shares of the units with any weight, and a mask of those that have none.
    """
    weight = np.asarray(weight, dtype=np.float64)
    total = weight.sum(axis=1)
    last = weight.shape[1] - 1
    made = {}
    for unit in np.flatnonzero(total > 0).tolist():
        places = np.flatnonzero(weight[unit] > 0).tolist()
        made[unit] = [
            (NOWHERE if place == last else place, float(weight[unit, place] / total[unit]))
            for place in places
        ]
    return made, ~(total > 0)


@dataclass(frozen=True)
class Totals:
    """Loads of places (units, or sub-catchments) and pollutants, t; arrays of shape (places, pollutants).

    Attributes
    ----------
    value, low, high, sd
        NaN where nothing is known.
    partial
        Whether something is missing in a load that is known.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    sd: np.ndarray
    partial: np.ndarray

    def interval(self, pollutant: int) -> un.Interval:
        """Interval of the loads of one pollutant."""
        return un.Interval(self.low[:, pollutant], self.high[:, pollutant], self.sd[:, pollutant])

    def flags(self, unsure: np.ndarray) -> np.ndarray:
        """``NO_P`` where no pollutant is known, ``PART_P`` where something is missing or *unsure*."""
        found = fl.empty(len(self.value))
        known = np.isfinite(self.value)
        nothing = ~known.any(axis=1)
        fl.mark(found, "NO_P", nothing)
        lacks = (self.partial | ~known).any(axis=1) | np.asarray(unsure, dtype=bool)
        fl.mark(found, "PART_P", lacks & ~nothing)
        return found


def totals(
    given: Lines,
    place: np.ndarray,
    shape: tuple[int, int],
    inputs: un.Inputs,
    covered: np.ndarray,
    asked: Spreading | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Totals:
    """Sums of lines by place and pollutant.

    Parameters
    ----------
    place
        Position of each line's place; lines `NOWHERE` are left out.
    shape
        Number of places and of pollutants.
    covered
        Places of which anything is known: there a pollutant without a line has the load 0, elsewhere NaN.
    asked
        How intervals are made.
    """
    count, asked = shape[0] * shape[1], asked or Spreading()
    target = place * shape[1] + given.pollutant
    here = place != NOWHERE
    known = here & np.isfinite(given.load(inputs))
    terms = un.Terms(target[known], given.scale[known], given.inputs[known])
    value = un.values(terms, inputs, count)
    made = un.interval(terms, inputs, count, asked.draws, asked.seed, asked.distribution, progress)
    lost = np.bincount(target[here & ~known], minlength=count)
    told = np.bincount(target[known], minlength=count)
    missing = ((lost > 0) & (told == 0)) | ~np.repeat(np.asarray(covered, dtype=bool), shape[1])
    columns = [np.where(missing, np.nan, one) for one in (value, made.low, made.high, made.sd)]
    return Totals(*(one.reshape(shape) for one in columns), ((lost > 0) & ~missing).reshape(shape))
