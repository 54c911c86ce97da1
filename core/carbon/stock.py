"""Carbon stocks of land and their change: areas of classes times what stands on a hectare (factors.md 3.6).

Stock: C = sum_i A_i c_i, c_i the sum of the pools of class i. Change of land from class i to class j:
dC = sum_ij M_ij (c_j - c_i), a gain positive; CO2 = -dC x 44/12, a release positive. Where land is known at
both dates, the change is the difference of the stocks. Amounts are t C unless their name says CO2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from ..errors import InputError, Problem, problem
from ..units import carbon_to_co2
from .pools import POOLS, Density


@dataclass(frozen=True)
class Spreading:
    """How intervals are made: by propagation, or with *draws* above 0 by Monte Carlo."""

    draws: int = 0
    seed: int = 42
    distribution: str = "auto"


@dataclass(frozen=True)
class Passages:
    """Land by unit, and by class at two dates; at one date only where *end* equals *start*.

    Attributes
    ----------
    unit
        Position of the unit; below 0 for land in no unit.
    start, end
        Position of the class at the earlier and at the later date; `UNKNOWN` for land without a class,
        `EMPTY` for no data.
    area_ha, count
        Hectares, and features or cells.
    """

    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    area_ha: np.ndarray
    count: np.ndarray

    def chosen(self, mask: np.ndarray) -> Passages:
        """Those of a mask."""
        return Passages(*(column[mask] for column in vars(self).values()))


UNKNOWN, EMPTY = -1, -2


@dataclass(frozen=True)
class LandAt:
    """Land of units at one date.

    Attributes
    ----------
    area_ha
        Units x classes, hectares.
    unknown_ha, empty_ha
        Hectares of each unit without a known class, and without data.
    count
        Features or cells of each class, all units.
    """

    area_ha: np.ndarray
    unknown_ha: np.ndarray
    empty_ha: np.ndarray
    count: np.ndarray


def land_at(found: Passages, units: int, classes: int, end: bool) -> LandAt:
    """Land at the earlier date, or with *end* at the later one; land in no unit is left out."""
    inside = found.unit >= 0
    # positions -2 and -1 come before the classes
    kind = (found.end if end else found.start)[inside] + 2
    flat = found.unit[inside] * (classes + 2) + kind
    area = np.bincount(flat, found.area_ha[inside], units * (classes + 2)).reshape(units, classes + 2)
    count = np.bincount(kind, found.count[inside], classes + 2)
    return LandAt(area[:, 2:], area[:, 1], area[:, 0], count[2:])


@dataclass(frozen=True)
class Stock:
    """Carbon stock; arrays over units.

    Attributes
    ----------
    area_ha, unknown_ha
        Hectares with a density, and without (no class, an unknown one, or one without a density).
    pools
        Units x pools; NaN where some land of the unit has a class whose pool is not told apart.
    total, interval
        t C and its 95 % interval; NaN where no land is known.
    flags
        ``PART_K`` where some land is unknown, ``NO_K`` where all is.
    """

    area_ha: np.ndarray
    unknown_ha: np.ndarray
    pools: np.ndarray
    total: np.ndarray
    interval: un.Interval
    flags: np.ndarray


def stock(
    area_ha: np.ndarray,
    densities: Sequence[Density | None],
    unknown_ha=0.0,
    spreading: Spreading = Spreading(),
    progress: Callable[[float], None] = lambda part: None,
) -> Stock:
    """Stock of units from the areas of their land classes.

    Parameters
    ----------
    area_ha
        Units x classes, hectares.
    densities
        Density of each class; None where it has none, which counts as unknown land.
    unknown_ha
        Further land of each unit without a class.
    progress
        Called with a fraction 0..1 while intervals are made; may raise to cancel.

    Examples
    --------
    >>> forest = Density(44.6, 11.1, 106.1, 1.9, 163.7)
    >>> stock(np.array([[500.0]]), [forest]).total.tolist()
    [81850.0]
    """
    area = np.asarray(area_ha, dtype=np.float64)
    covered = np.array([one is not None for one in densities], dtype=bool)
    used = [one for one in densities if one is not None]
    direct = area[:, covered]
    blank = np.broadcast_to(np.asarray(unknown_ha, dtype=np.float64), len(area)) + area[:, ~covered].sum(1)
    whole = direct.sum(axis=1)
    flags = fl.empty(len(area))
    fl.mark(flags, "PART_K", (blank > 0) & (whole > 0))
    fl.mark(flags, "NO_K", whole <= 0)
    total, interval = _summed(direct, used, spreading, progress)
    nothing = np.where(whole > 0, 1.0, np.nan)
    return Stock(
        whole,
        blank,
        _pools(direct, used) * nothing[:, None],
        total * nothing,
        un.Interval(*(side * nothing for side in (interval.low, interval.high, interval.sd))),
        flags,
    )


def _pools(area: np.ndarray, used: Sequence[Density]) -> np.ndarray:
    """Units x pools; a class that a unit has none of does not make its pools unknown."""
    made = np.zeros((len(area), len(POOLS)))
    for number, one in enumerate(used):
        there = area[:, number] > 0
        made[there] += area[there, number, None] * np.array(one.pools)
    return made


def _summed(
    area: np.ndarray, used: Sequence[Density], spreading: Spreading, progress: Callable[[float], None]
) -> tuple[np.ndarray, un.Interval]:
    """Sums and intervals of rows of areas times densities; the density of a class is the same everywhere.

    Areas are units x classes; those of a change may be negative.
    """
    columns = [np.array([getattr(one, name) for one in used]) for name in ("total", "low", "high")]
    inputs = un.Inputs([str(number) for number in range(len(used))], *columns)
    row, one = np.nonzero(area)
    terms = un.Terms(row, area[row, one], one.reshape(-1, 1))
    made = un.interval(
        terms, inputs, len(area), spreading.draws, spreading.seed, spreading.distribution, progress
    )
    return area @ inputs.value, made


@dataclass(frozen=True)
class Change:
    """Change of the stock, t C; arrays over units, pairs of classes or types of conversion.

    Attributes
    ----------
    area_ha
        Hectares whose density is known at both dates.
    total, interval
        Gain positive, loss negative, with the 95 % interval.
    gain, loss
        Land whose density rises (>= 0), and land whose density falls (<= 0).
    one_sided_ha
        Hectares whose density is known at one of the dates only: they are in neither.
    """

    area_ha: np.ndarray
    total: np.ndarray
    interval: un.Interval
    gain: np.ndarray
    loss: np.ndarray
    one_sided_ha: np.ndarray

    def per_year(self, years: float) -> np.ndarray:
        """t C in a year; NaN where the years are not known."""
        return self.total / years

    def co2(self) -> tuple[np.ndarray, un.Interval]:
        """t CO2 that the change releases (positive) or takes up, with its interval."""
        sides = (carbon_to_co2(-self.interval.high), carbon_to_co2(-self.interval.low))
        return carbon_to_co2(-self.total), un.Interval(*sides, carbon_to_co2(self.interval.sd))


def change(
    found: Passages,
    densities: Sequence[Density | None],
    target: np.ndarray,
    count: int,
    spreading: Spreading = Spreading(),
    progress: Callable[[float], None] = lambda part: None,
) -> Change:
    """Change of the stock, summed by *target*.

    Parameters
    ----------
    found
        Land by its classes at both dates.
    densities
        Density of each class; None where it has none.
    target
        What each passage belongs to, 0 .. count - 1; below 0 for nothing.
    progress
        Called with a fraction 0..1 while intervals are made; may raise to cancel.

    Notes
    -----
    A density without a range is exactly known; that of one class is one number wherever and whenever it
    stands, so that land which keeps its class adds nothing to the interval.
    """
    known = np.array([one is not None for one in (*densities, None, None)], dtype=bool)
    value = np.array([math.nan if one is None else one.total for one in (*densities, None, None)])
    counted = np.asarray(target) >= 0
    at_start, at_end = known[found.start] & counted, known[found.end] & counted
    both = at_start & at_end
    kept, into = found.chosen(both), np.asarray(target)[both]
    step = kept.area_ha * (value[kept.end] - value[kept.start])
    used = [one for one in densities if one is not None]
    position, width = np.cumsum(known) - 1, len(used)
    came, left = (into * width + position[side] for side in (kept.end, kept.start))
    moved = np.bincount(came, kept.area_ha, count * width) - np.bincount(left, kept.area_ha, count * width)
    _, interval = _summed(moved.reshape(count, width), used, spreading, progress)
    only_one = at_start ^ at_end
    return Change(
        np.bincount(into, kept.area_ha, count),
        np.bincount(into, step, count),
        interval,
        np.bincount(into, np.maximum(step, 0.0), count),
        np.bincount(into, np.minimum(step, 0.0), count),
        np.bincount(np.asarray(target)[only_one], found.area_ha[only_one], count),
    )


def value_per_ton(price: float, years: int, discount: float = 0.0, decline: float = 0.0) -> float:
    """What a ton of carbon is worth today that is gained evenly over some years.

        V = price / n x sum over t = 0 .. n - 1 of 1 / ((1 + discount/100) (1 + decline/100))^t

    Parameters
    ----------
    price
        Price of a ton at the earlier date.
    years
        Years n between the dates.
    discount
        Market discount, % a year.
    decline
        By how much % a year the worth of storing carbon falls; negative where it rises.

    Notes
    -----
    The formula that the user's guide of InVEST gives for its carbon model.

    Examples
    --------
    >>> round(value_per_ton(43, 14, -7.1, 2.8), 5)
    59.00136
    """
    ratio = 1 / ((1 + discount / 100) * (1 + decline / 100))
    return price / years * math.fsum(ratio**year for year in range(years))


def dates(text: str, count: int) -> list[int]:
    """Years of the dates as the user writes them, in order; empty where none are given.

    Raises
    ------
    InputError
        They are no years, not as many as there are maps, or not in ascending order.
    """
    words = text.replace(",", " ").replace(";", " ").replace("，", " ").replace("、", " ").split()
    if not words:
        return []
    faults: list[Problem] = []
    if not all(word.isdigit() for word in words):
        faults.append(problem("“{text}” are no years. Write them like 2015, 2024.", text=text))
    elif len(words) != count:
        faults.append(
            problem(
                "There are {count} dates of land but {years} years ({text}). Give one year for each.",
                count=count,
                years=len(words),
                text=text,
            )
        )
    elif any(int(a) >= int(b) for a, b in zip(words, words[1:])):
        faults.append(
            problem("The years {text} do not ascend. Give the land and its years in their order.", text=text)
        )
    if faults:
        raise InputError(*faults)
    return [int(word) for word in words]
