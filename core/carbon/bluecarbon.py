"""Blue carbon over the years: burial, drained soil, excavation, disturbed carbon that decays, stocks.

    burial      - A x r                                        IPCC 2013 Wetlands Supplement, Table 4.12
    drained     + A_d x 7.9 tC/ha a; living biomass in the year of the event           Table 4.13
    excavated   + A_x x (SOC x f + AGB x CF x (1 + RS)), in the year of the event      eq 4.6, Tables 4.2-4.11
    disturbed   + A_y x S_p x m_p x (0.5^(k/H) - 0.5^((k+1)/H)), k years after it   InVEST Coastal Blue Carbon
    methane     + A x EF x GWP, where it is asked for                                  Table 4.14

Sources are positive, sinks negative, in t CO2 (CO2e with methane); stocks in tC. factors.md 3.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from .. import units
from .bluefactors import IMPACTS, Habitat, Number
from .habitats import DRAINED, Habitats

FLUXES = ("burial", "drained", "excavated", "decay", "methane")
POOLS = ("soil", "biomass")
QUANTITIES = (*FLUXES, *POOLS)
#: Quantities behind each total of a unit.
TOTALS = {"source": FLUXES[1:], "sink": FLUXES[:1], "net": FLUXES, "stock": POOLS}
TIMINGS = ("even", "first", "last")
#: area, then at most soil or three numbers of biomass, and a share
_PLACES = 5


@dataclass(frozen=True)
class Timing:
    """Years of an account, and when between the dates a change happened.

    Attributes
    ----------
    first, second
        Years of the two dates; the same where there is one.
    last
        Last year of the account.
    change
        ``even``: the same area every year between the dates; ``first``: all in the year after the first
        date; ``last``: all in the year of the second date, as InVEST has it.
    """

    first: int
    second: int
    last: int
    change: str = "even"

    @property
    def years(self) -> np.ndarray:
        """Years of the account."""
        return np.arange(self.first, self.last + 1)

    def done(self) -> np.ndarray:
        """Share of the change that has happened in each year."""
        if self.second == self.first:
            return np.ones(len(self.years))
        if self.change == "even":
            return np.clip((self.years - self.first) / (self.second - self.first), 0.0, 1.0)
        year = self.first + 1 if self.change == "first" else self.second
        return (self.years >= year).astype(np.float64)

    def happening(self) -> np.ndarray:
        """Share of the change that happens in each year."""
        return np.diff(self.done(), prepend=0.0)

    def decaying(self, half_life: float, at_once: float = 0.0) -> np.ndarray:
        """Share of all disturbed carbon that is given off in each year.

        Parameters
        ----------
        half_life
            Years.
        at_once
            Share that is released in the year of the event.

        Examples
        --------
        >>> [round(float(x), 4) for x in Timing(2020, 2020, 2022).decaying(1.0)]
        [0.5, 0.25, 0.125]
        """
        age = np.arange(len(self.years))
        falling = 0.5 ** (age / half_life) - 0.5 ** ((age + 1) / half_life)
        released = at_once * (age == 0) + (1 - at_once) * falling
        return np.convolve(self.happening(), released)[: len(self.years)]


@dataclass(frozen=True)
class Totals:
    """A quantity with its interval; arrays of units x years."""

    value: np.ndarray
    interval: un.Interval


@dataclass(frozen=True)
class Account:
    """Blue carbon of units, habitats and years.

    Attributes
    ----------
    years
        Years of the account.
    habitat_ha, drained_ha
        Rows (units and habitats) x years: intact habitat, drained land.
    parts
        Quantity of `QUANTITIES` -> rows x years; fluxes t CO2e a-1, pools tC. NaN where a factor lacks.
    rows, units, kinds
        Total of `TOTALS` -> `Totals` by row (rows x years), by unit (units x years) and by habitat, in the
        order of `Habitats.kinds_there`. What a factor lacks for is left out of sums, and flagged.
    row_flags, unit_flags
        ``PART_K``: something of the fluxes lacks a factor, or an area; ``NO_K``: all of them do (NaN). Where
        there is no habitat, the account is zero.
    """

    years: np.ndarray
    habitat_ha: np.ndarray
    drained_ha: np.ndarray
    parts: Mapping[str, np.ndarray]
    rows: Mapping[str, Totals]
    units: Mapping[str, Totals]
    kinds: Mapping[str, Totals]
    row_flags: np.ndarray
    unit_flags: np.ndarray


@dataclass(frozen=True)
class Course:
    """One product of an account over the years: hectares (sign and CO2 in them) times numbers.

    ``numbers`` None: the tables lack one of them.
    """

    quantity: str
    row: int
    hectares: np.ndarray
    numbers: tuple[Number, ...] | None


def courses(
    land: Habitats, known: Mapping[str, Habitat], timing: Timing, fraction: float
) -> Iterator[Course]:
    """All products of an account.

    Parameters
    ----------
    fraction
        Share of the soil stock that is oxidised when soil is excavated.
    """
    done, happening = timing.done(), timing.happening()
    to_co2 = units.CARBON_TO_CO2
    for row, kind in enumerate(land.kind):
        one = known[kind]
        soil = None if one.soil is None else (one.soil,)
        intact = land.before_ha[row] + (land.after_ha[row] - land.before_ha[row]) * done
        drained = (
            land.drained_before_ha[row] + (land.drained_after_ha[row] - land.drained_before_ha[row]) * done
        )
        dug, drying = (land.events[name][row] * happening * to_co2 for name in ("excavated", DRAINED))
        yield Course("burial", row, -intact * to_co2, _single(one.burial))
        yield Course("drained", row, drained * to_co2, _single(one.drainage))
        yield Course("drained", row, drying, one.biomass)
        yield Course("excavated", row, dug * fraction, soil)
        yield Course("excavated", row, dug, one.biomass)
        yield Course("soil", row, intact, soil)
        yield Course("biomass", row, intact, one.biomass)
        if one.methane is not None:
            yield Course("methane", row, intact, (one.methane,))
        yield from _decays(row, one, land, timing)


def _single(number: Number | None) -> tuple[Number, ...] | None:
    return None if number is None else (number,)


def _decays(row: int, one: Habitat, land: Habitats, timing: Timing) -> Iterator[Course]:
    """Disturbed carbon of both pools."""
    stocks = {"soil": _single(one.soil), "biomass": one.biomass}
    for impact in IMPACTS:
        area = land.events[f"disturbed_{impact}"][row]
        if area <= 0:
            continue
        for pool in POOLS:
            life, loss = one.half_life.get(pool), one.loss.get((pool, impact))
            if life is None or loss is None or stocks[pool] is None:
                yield Course("decay", row, area * timing.done(), None)
                continue
            at_once = one.at_once.value if pool == "biomass" and one.at_once is not None else 0.0
            share = timing.decaying(life.value, at_once)
            yield Course("decay", row, area * share * units.CARBON_TO_CO2, (*stocks[pool], loss))


@dataclass(frozen=True)
class Spread:
    """How intervals are made; ``percent`` is the half-width of the areas (0: exactly known)."""

    percent: float = 0.0
    draws: int = 0
    seed: int = 42
    distribution: str = "auto"


def account(
    land: Habitats,
    known: Mapping[str, Habitat],
    timing: Timing,
    unit_names: list[str],
    fraction: float = 1.0,
    spread: Spread | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> Account:
    """Account of habitats over the years of *timing*.

    Parameters
    ----------
    land, known
        Areas, and factors of every habitat.
    unit_names
        Codes of the units, in order; they also seed the draws.
    fraction
        See `courses`.
    spread
        How intervals are made; error propagation of the factors alone by default.
    """
    made = _Products(
        list(courses(land, known, timing, fraction)), land, unit_names, timing, spread or Spread()
    )
    years, rows, count = len(timing.years), len(land), len(unit_names)
    by_row = np.arange(rows * years).reshape(rows, years)
    by_unit = land.unit[:, np.newaxis] * years + np.arange(years)
    lacking = {name: made.lacking(name) for name in QUANTITIES}
    there = np.any([made.there(name) for name in FLUXES], axis=0)
    unknown = land.missing[:, np.newaxis] & ~there
    parts = {
        name: np.where(lacking[name] | unknown, np.nan, made.values((name,), by_row, (rows, years)))
        for name in QUANTITIES
    }
    some = np.any([lacking[name] for name in FLUXES], axis=0) | land.missing[:, np.newaxis]
    row_flags = _flags(some, there)
    unit_flags = _flags(_gathered(some, land.unit, count), _gathered(there, land.unit, count))
    here = land.kinds_there
    of_kind = np.array([here.index(kind) for kind in land.kind], dtype=np.int64)
    by_kind = of_kind[:, np.newaxis] * years + np.arange(years)
    kind_flags = _flags(_gathered(some, of_kind, len(here)), _gathered(there, of_kind, len(here)))
    wholes = [((rows, years), by_row), ((count, years), by_unit), ((len(here), years), by_kind)]
    totals = made.totals(wholes, progress)
    return Account(
        years=timing.years,
        habitat_ha=_course(land.before_ha, land.after_ha, timing),
        drained_ha=_course(land.drained_before_ha, land.drained_after_ha, timing),
        parts=parts,
        rows=_blank(totals[0], row_flags),
        units=_blank(totals[1], unit_flags),
        kinds=_blank(totals[2], kind_flags),
        row_flags=row_flags,
        unit_flags=unit_flags,
    )


def _course(before: np.ndarray, after: np.ndarray, timing: Timing) -> np.ndarray:
    return before[:, np.newaxis] + np.outer(after - before, timing.done())


def _gathered(mask: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    found = np.zeros((count, mask.shape[1]), dtype=bool)
    np.logical_or.at(found, group, mask)
    return found


def _flags(some: np.ndarray, there: np.ndarray) -> np.ndarray:
    flags = fl.empty(some.shape)
    fl.mark(flags, "PART_K", some & there)
    fl.mark(flags, "NO_K", some & ~there)
    return flags


def _blank(totals: Mapping[str, Totals], flags: np.ndarray) -> dict[str, Totals]:
    """Totals are unknown, not zero, where habitats lack all their factors."""
    nothing = (flags & np.uint16(fl.BIT["NO_K"])) > 0

    def blank(values):
        return np.where(nothing, np.nan, values)

    return {
        name: Totals(
            blank(one.value),
            un.Interval(blank(one.interval.low), blank(one.interval.high), blank(one.interval.sd)),
        )
        for name, one in totals.items()
    }


class _Products:
    """The courses of an account as terms of `core.uncertainty`."""

    def __init__(self, made: list[Course], land: Habitats, names: list[str], timing: Timing, spread: Spread):
        self._made, self._spread = made, spread
        self._shape = (len(land), len(timing.years))
        numbers = {one.key: one for course in made for one in course.numbers or ()}
        place = {key: position for position, key in enumerate(numbers)}
        areas = [f"area/{names[unit]}/{kind}" for unit, kind in zip(land.unit.tolist(), land.kind)]
        width = spread.percent / 100
        self._inputs = un.Inputs(
            [*numbers, *areas],
            np.array([*(one.value for one in numbers.values()), *(1.0 for _ in areas)]),
            np.array([*(one.low for one in numbers.values()), *(1 - width for _ in areas)]),
            np.array([*(one.high for one in numbers.values()), *(1 + width for _ in areas)]),
        )
        self._places = [self._placed(course, place) for course in made]

    @staticmethod
    def _placed(course: Course, place: Mapping[str, int]) -> list[int]:
        used = [len(place) + course.row, *(place[one.key] for one in course.numbers or ())]
        return used + [un.NONE] * (_PLACES - len(used))

    def lacking(self, quantity: str) -> np.ndarray:
        """Rows x years in which a course of the quantity has hectares but no numbers."""
        return self._any(quantity, False)

    def there(self, quantity: str) -> np.ndarray:
        """Rows x years in which a course of the quantity has both."""
        return self._any(quantity, True)

    def _any(self, quantity: str, known: bool) -> np.ndarray:
        found = np.zeros(self._shape, dtype=bool)
        for course in self._made:
            if course.quantity == quantity and (course.numbers is not None) == known:
                found[course.row] |= course.hectares != 0
        return found

    def totals(self, wholes: list[tuple], progress: Callable[[float], None]) -> list[dict[str, Totals]]:
        """Every total of `TOTALS` for each of *wholes*: (size x years, group as in `_terms`)."""
        steps = len(wholes) * len(TOTALS)
        found: list[dict[str, Totals]] = []
        for number, (shape, group) in enumerate(wholes):
            made = {}
            for place, (name, quantities) in enumerate(TOTALS.items(), number * len(TOTALS)):
                made[name] = self._total(
                    quantities, group, shape, lambda part, done=place: progress((done + part) / steps)
                )
                progress((place + 1) / steps)
            found.append(made)
        return found

    def values(self, quantities: tuple[str, ...], group: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
        """Sums of quantities over groups, without intervals."""
        return un.values(self._terms(quantities, group), self._inputs, shape[0] * shape[1]).reshape(shape)

    def _total(self, quantities, group, shape: tuple[int, int], progress) -> Totals:
        terms, asked = self._terms(quantities, group), self._spread
        count = shape[0] * shape[1]
        found = un.interval(terms, self._inputs, count, asked.draws, asked.seed, asked.distribution, progress)
        sides = (side.reshape(shape) for side in (found.low, found.high, found.sd))
        return Totals(self.values(quantities, group, shape), un.Interval(*sides))

    def _terms(self, quantities: tuple[str, ...], group: np.ndarray) -> un.Terms:
        """Terms of quantities; *group* gives for rows x years the number of a total."""
        used = [
            number
            for number, course in enumerate(self._made)
            if course.quantity in quantities and course.numbers is not None
        ]
        years = self._shape[1]
        rows = np.array([self._made[number].row for number in used], dtype=np.int64)
        scale = np.array([self._made[number].hectares for number in used]).reshape(len(used), years)
        places = np.array([self._places[number] for number in used], dtype=np.int64).reshape(-1, _PLACES)
        return un.Terms(group[rows].ravel(), scale.ravel(), np.repeat(places, years, axis=0))
