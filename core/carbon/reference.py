"""The reference approach: CO2 of fuels from what a place produces and trades, beside the sectoral sum.

AC = P + I - X - B - dS;  E = (AC x NCV x CC - C_excluded) x OF x 44/12. IPCC 2006 Vol 2 Ch 6 eq 6.1, 6.2;
factors.md 3.2. A difference of more than 5 % asks for an explanation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .. import units
from ..errors import FactorError, InputError, Problem, ScienceError, problem, raise_if_any
from ..factors import Factor, FactorTable
from .activities import find
from .resolution import BASES, amount_unit
from .streams import own_scheme

#: Relative difference from the sectoral approach that is flagged (IPCC 2006 Vol 2 Ch 6 s6.8).
FLAG_ABOVE = 0.05
FLOWS = ("production", "imports", "exports", "bunkers", "stock_increase")


@dataclass(frozen=True)
class Supply:
    """Supply of fuels in columns, one element per row; amounts NaN where missing.

    Attributes
    ----------
    unit_code, fuel, unit
        Texts: administrative unit, fuel, unit of the amounts.
    year
        int64.
    flows
        `FLOWS` -> amounts; what a table lacks is 0.
    excluded
        Carbon that stays in products (feedstock), tC.
    """

    unit_code: np.ndarray
    fuel: np.ndarray
    unit: np.ndarray
    year: np.ndarray
    flows: dict[str, np.ndarray]
    excluded: np.ndarray


@dataclass(frozen=True)
class FuelSupply:
    """Apparent consumption of every row.

    Attributes
    ----------
    code
        Fuels by code.
    apparent
        Apparent consumption in the base unit of its factors (``base``).
    energy_gj, carbon_tc, co2_t
        Energy, carbon that is not excluded, CO2; NaN where an amount is missing.
    """

    code: np.ndarray
    apparent: np.ndarray
    base: np.ndarray
    energy_gj: np.ndarray
    carbon_tc: np.ndarray
    co2_t: np.ndarray


def apparent(supply: Supply) -> np.ndarray:
    """Apparent consumption, in the unit of each row; NaN where a flow is missing."""
    p, i, x, b, s = (supply.flows[name] for name in FLOWS)
    return p + i - x - b - s


def fuel_supply(supply: Supply, table: FactorTable, scheme: str, numbers: np.ndarray) -> FuelSupply:
    """CO2 of the reference approach, row by row.

    Parameters
    ----------
    table, scheme
        Table ``fuel`` and one coherent set with calorific value, carbon content and oxidation.
    numbers
        Row numbers for messages.

    Raises
    ------
    InputError
        Fuels or units that are not known, sets without the three factors; all together.
    """
    faults: dict[str, tuple[Problem, list[int]]] = {}
    rows = [_Row("", "", math.nan, math.nan, math.nan, math.nan)] * len(supply.fuel)
    found: dict[tuple[str, str], _Row | ScienceError] = {}
    for place, pair in enumerate(zip(supply.fuel.tolist(), supply.unit.tolist())):
        if pair not in found:
            found[pair] = _attempt(*pair, table, scheme)
        one = found[pair]
        if isinstance(one, ScienceError):
            said = one.problems[0]
            faults.setdefault(str(said), (said, []))[1].append(int(numbers[place]))
        else:
            rows[place] = one
    raise_if_any([_told(said, at) for said, at in faults.values()], InputError)
    columns = [
        np.array([getattr(row, name) for row in rows]) for name in ("size", "ncv", "content", "oxidation")
    ]
    size, ncv, content, oxidation = columns
    amount = apparent(supply) * size
    energy = amount * ncv
    carbon = energy * content - supply.excluded
    return FuelSupply(
        np.array([row.code for row in rows], dtype=object),
        amount,
        np.array([row.base for row in rows], dtype=object),
        energy,
        carbon,
        units.carbon_to_co2(carbon * oxidation),
    )


@dataclass(frozen=True)
class _Row:
    """Factors of a fuel in a unit; base units per unit, GJ per base unit, tC per GJ, fraction."""

    code: str
    base: str
    size: float
    ncv: float
    content: float
    oxidation: float


def _told(said: Problem, rows: list[int]) -> Problem:
    listed = ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")
    return problem("{reason} (rows: {rows})", reason=said, rows=listed)


def _attempt(fuel: str, unit: str, table: FactorTable, scheme: str) -> _Row | ScienceError:
    try:
        return _factors(fuel, unit, table, own_scheme(table, scheme))
    except ScienceError as error:
        return error


def _factors(fuel: str, unit: str, table: FactorTable, scheme: str) -> _Row:
    activity = find(fuel)
    if activity is None or activity.route != "fuel":
        raise FactorError(problem("{fuel} is no fuel of the list of activities.", fuel=fuel or "—"))
    size, dimension = amount_unit(unit, activity)
    base = BASES[dimension]
    rows = {row.parameter: row for row in table.select(scheme=scheme, key=activity.factor_key) if not row.gap}
    content, oxidation = rows.get("carbon_content"), rows.get("oxidation")
    heat = 1.0 if base == "GJ" else _scaled(rows.get("ncv"), f"GJ/{base}")
    if content is None or oxidation is None or math.isnan(heat):
        raise FactorError(
            problem(
                "The fuel factors {scheme} have no calorific value, carbon content and oxidation for {fuel} "
                "per {base}; choose another set.",
                scheme=scheme,
                fuel=activity.code,
                base=base,
            )
        )
    return _Row(activity.code, base, float(size.size), heat, content.in_unit("tC/GJ"), oxidation.in_unit("1"))


def _scaled(factor: Factor | None, target: str) -> float:
    """A factor in another unit; NaN where there is none, or it measures something else."""
    if factor is None:
        return math.nan
    try:
        return factor.in_unit(target)
    except ScienceError:
        return math.nan


@dataclass(frozen=True)
class Comparison:
    """Both approaches side by side, one element per unit and year.

    Attributes
    ----------
    difference
        (reference - sectoral) / sectoral; NaN where the sectoral sum is missing or 0.
    flagged
        Whether its size is above 5 %.
    """

    difference: np.ndarray
    flagged: np.ndarray


def compare(reference, sectoral) -> Comparison:
    """Relative difference of the approaches.

    Examples
    --------
    >>> made = compare([104.0, 106.0], [100.0, 100.0])
    >>> made.flagged.tolist()
    [False, True]
    """
    one, other = np.asarray(reference, dtype=np.float64), np.asarray(sectoral, dtype=np.float64)
    difference = np.divide(one - other, other, out=np.full(one.shape, np.nan), where=np.abs(other) > 0)
    return Comparison(difference, np.abs(difference) > FLAG_ABOVE)
