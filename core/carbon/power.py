"""Electricity that is bought: its factor by province and year, and what stands in where there is none.

E = Q x EF (factors.md 3.3). The yearly averages begin in 2021; an account of an earlier year says how it goes
back: not at all, with the first average, or with the regional averages of the NDRC.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .. import units
from ..errors import FactorError, Problem, problem
from ..factors import Factor, FactorTable
from ..grid import PARAMETER, grid_factor
from ..vocabulary import by_code, place_words, provinces
from .fuels import Rate, product
from .parts import Part

EARLY_YEARS = ("stop", "first", "regional")
OLD_SCHEME = "NDRC_OLD"
NATION = "CN"
_LATEST = 9999


def electricity_rate(
    table: FactorTable, place: str, year: int, early: str = "stop", own: float = math.nan
) -> tuple[Rate, tuple[Problem, ...]]:
    """CO2 of electricity used, t CO2 per GJ, and what had to stand in.

    Parameters
    ----------
    table
        Table ``grid``.
    place
        Code of a province, or ``CN``.
    year
        Accounting year; 0 where the table has none: the latest average is used, and said.
    early
        Years before the first average: ``stop`` refuses, ``first`` uses the first average, ``regional``
        the regional averages of the NDRC (2011, 2012; back-casting only).
    own
        A factor of the user's own, kg CO2 per kWh; used for every place and year.

    Raises
    ------
    FactorError
        No factor fits, or none may stand in.
    """
    per_energy = units.factor("kgCO2/kWh", "tCO2/GJ")
    if not math.isnan(own):
        rate = own * per_energy
        return Rate(rate, math.nan, math.nan, (), f"{own:.10g} kgCO2/kWh", parts=(Part(rate),)), ()
    factor, notes = _found(table, place, year, early)
    return product((factor,), (units.factor(factor.unit, "tCO2/GJ"),)), notes


def _found(table: FactorTable, place: str, year: int, early: str) -> tuple[Factor, tuple[Problem, ...]]:
    if not year:
        found = grid_factor(place, _LATEST, table)
        return found.factor, (_no_year(found.factor),)
    try:
        found = grid_factor(place, year, table)
    except FactorError:
        stand_in: Callable | None = {"first": _first, "regional": _regional}.get(early)
        if stand_in is None:
            raise
        factor = stand_in(table, place, year)
        return factor, (_went_back(factor, year),)
    return found.factor, found.notes


def _first(table: FactorTable, place: str, year: int) -> Factor:
    """The first average of the place that is published, after *year* though it is."""
    for later in range(year + 1, _years(table)[1] + 1):
        try:
            return grid_factor(place, later, table).factor
        except FactorError:
            continue
    return grid_factor(place, year, table).factor  # raises and tells why


def _years(table: FactorTable) -> tuple[int, int]:
    periods = [row.period for row in table.rows if row.parameter == PARAMETER and row.period]
    return min(first for first, _ in periods), max(last for _, last in periods)


def _regional(table: FactorTable, place: str, year: int) -> Factor:
    """Regional average of the NDRC of that year or the nearest before it; the first for earlier years."""
    region = getattr(by_code(provinces()).get(place), "grid_2012", "")
    rows = sorted(
        (row for row in table.select(scheme=OLD_SCHEME, parameter=PARAMETER, region=region) if row.period),
        key=lambda row: row.period,
    )
    if not rows:
        raise FactorError(
            problem(
                "The regional electricity factors {scheme} have none for {place}; give a factor of your own.",
                scheme=OLD_SCHEME,
                place=place_words(place),
            )
        )
    return next((row for row in reversed(rows) if row.period[0] <= year), rows[0])


def _went_back(factor: Factor, year: int) -> Problem:
    return problem(
        "Electricity of {year} takes the factor of {region} of {used} ({scheme}): none is published for it.",
        year=year,
        region=factor.region,
        used=factor.year,
        scheme=factor.scheme,
    )


def _no_year(factor: Factor) -> Problem:
    return problem(
        "The table has no years; electricity takes the factor of {region} of {used}.",
        region=factor.region,
        used=factor.year,
    )
