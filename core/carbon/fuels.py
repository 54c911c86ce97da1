"""Fuels: CO2 of combustion, standard coal, and the reference approach.

IPCC 2006 Guidelines Vol 2 Ch 2 and Ch 6; GB/T 32150 and 32151; GB/T 2589. One equation takes its factors from
one scheme; only a range may come from IPCC 2006 where the scheme prints none (factors.md 4).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import units
from ..errors import FactorError, UnitError, problem
from ..factors import Factor, FactorTable, builtin
from .parts import Part, part, spread_of

RANGE_SCHEME = "IPCC2006"
#: GJ of one tonne of standard coal, 7000 kcal/kg (GB/T 2589).
GJ_PER_TCE = units.factor("tce", "GJ")


@dataclass(frozen=True)
class Rate:
    """Emission per base unit of an activity: a product of factors of one scheme.

    Attributes
    ----------
    value, low, high
        t of gas per base unit; low and high NaN where no factor has a range. They are corner values: every
        factor that has a range stands at its limit.
    factors
        The factors that were multiplied, for the source of the number.
    formula
        The product in words, as a reader would check it.
    range_from
        Scheme that the range was borrowed from; empty for a range of the factors themselves.
    parts
        The products that add up to the value, each with the relative limits of its factors.
    """

    value: float
    low: float
    high: float
    factors: tuple[Factor, ...]
    formula: str
    range_from: str = ""
    parts: tuple[Part, ...] = ()


def product(factors: tuple[Factor, ...], scales: tuple[float, ...], constant: float = 1.0, words: str = ""):
    """`Rate` of factors multiplied, each first brought by its scale into the unit of the equation.

    Parameters
    ----------
    factors, scales
        Factors and what turns their printed values into the units of the equation.
    constant, words
        A constant of the equation, such as 44/12, and how to write it.
    """
    value = low = high = constant
    for factor, scale in zip(factors, scales):
        value *= factor.value * scale
        low *= (factor.value if math.isnan(factor.low) else factor.low) * scale
        high *= (factor.value if math.isnan(factor.high) else factor.high) * scale
    ranged = any(factor.has_range for factor in factors)
    spelt = [f"{factor.value:.10g} {factor.unit}".removesuffix(" 1") for factor in factors]
    return Rate(
        value,
        low if ranged else math.nan,
        high if ranged else math.nan,
        tuple(factors),
        " × ".join([*spelt, *filter(None, [words])]),
        parts=(part(value, tuple(factors)),),
    )


def total(rates: Sequence[Rate]) -> Rate:
    """The sum of rates of one gas; a rate without a range counts with its value in both limits."""
    ranged = any(not math.isnan(rate.low) for rate in rates)
    low, high = (
        sum(rate.value if math.isnan(limit) else limit for rate, limit in zip(rates, limits))
        for limits in ([rate.low for rate in rates], [rate.high for rate in rates])
    )
    return Rate(
        sum(rate.value for rate in rates),
        low if ranged else math.nan,
        high if ranged else math.nan,
        tuple(factor for rate in rates for factor in rate.factors),
        " + ".join(rate.formula for rate in rates),
        parts=tuple(one for rate in rates for one in rate.parts),
    )


def co2_rate(table: FactorTable, scheme: str, fuel: str, base: str) -> Rate:
    """CO2 of burning one base unit of a fuel.

        E = AD x NCV x CC x OF x 44/12

    Parameters
    ----------
    table, scheme
        Table ``fuel`` and one coherent set of it.
    fuel
        Key of the fuel.
    base
        What the amount measures: ``t``, ``m3`` or ``GJ`` (then NCV falls out of the equation).

    Returns
    -------
    Rate
        t CO2 per base unit. Where the scheme prints no range, the relative 95 % limits of the IPCC 2006
        factor per energy stand in (the spread of calorific values is not in them).

    Raises
    ------
    FactorError
        The scheme has not all that the equation needs.

    Notes
    -----
    IPCC 2006 Vol 2 Ch 2 eq 2.1 to 2.3; GB/T 32150; factors.md 3.1. Schemes that print a factor per physical
    unit or per energy instead of its parts are used as printed.
    """
    rows = _by_parameter(table, scheme, fuel)
    made = (
        _from_parts(rows, base)
        or _printed(rows, "co2_ef_phys", base)
        or _printed(rows, "co2_ef_energy", base)
        or _printed_with_energy(rows, base)
    )
    if made is None:
        raise FactorError(_no_fuel(table, scheme, fuel, base))
    return made if not math.isnan(made.low) else _with_borrowed_range(made, fuel)


def _by_parameter(table: FactorTable, scheme: str, fuel: str) -> dict[str, Factor]:
    return {row.parameter: row for row in table.select(scheme=scheme, key=fuel) if not row.gap}


def _scale(factor: Factor | None, target: str) -> float | None:
    """What turns a factor into *target*, None where there is no factor or it measures something else."""
    if factor is None:
        return None
    try:
        return units.factor(factor.unit, target)
    except UnitError:
        return None


def _from_parts(rows: Mapping[str, Factor], base: str) -> Rate | None:
    chain = [("carbon_content", "tC/GJ"), ("oxidation", "1")]
    if base != "GJ":
        chain.insert(0, ("ncv", f"GJ/{base}"))
    scales = [_scale(rows.get(parameter), target) for parameter, target in chain]
    if None in scales:
        return None
    factors = tuple(rows[parameter] for parameter, _ in chain)
    return product(factors, tuple(scales), units.CARBON_TO_CO2, "44/12")


def _printed(rows: Mapping[str, Factor], parameter: str, base: str) -> Rate | None:
    scale = _scale(rows.get(parameter), f"tCO2/{base}")
    return None if scale is None else product((rows[parameter],), (scale,))


def _printed_with_energy(rows: Mapping[str, Factor], base: str) -> Rate | None:
    heat, energy = _scale(rows.get("ncv"), f"GJ/{base}"), _scale(rows.get("co2_ef_energy"), "tCO2/GJ")
    if heat is None or energy is None:
        return None
    return product((rows["ncv"], rows["co2_ef_energy"]), (heat, energy))


def _with_borrowed_range(rate: Rate, fuel: str) -> Rate:
    rows = builtin("fuel").select(scheme=RANGE_SCHEME, key=fuel, parameter="co2_ef_energy")
    if not rows or not rows[0].has_range:
        return rate
    spread = spread_of(rows[0])
    limits = rate.value * spread.low, rate.value * spread.high
    return Rate(rate.value, *limits, rate.factors, rate.formula, RANGE_SCHEME, (Part(rate.value, (spread,)),))


def _no_fuel(table: FactorTable, scheme: str, fuel: str, base: str):
    able = []
    for other in table.schemes():
        rows = _by_parameter(table, other, fuel)
        if _from_parts(rows, base) or _printed(rows, "co2_ef_phys", base):
            able.append(other)
    if able:
        return problem(
            "The fuel factors {scheme} have no CO2 factor for {fuel} per {base}; {able} have one.",
            scheme=scheme,
            fuel=fuel,
            base=base,
            able=", ".join(able),
        )
    return problem(
        "No scheme of the fuel factors has a CO2 factor for {fuel} per {base}; give one of your own.",
        fuel=fuel,
        base=base,
    )


def heat_rate(table: FactorTable) -> Rate:
    """CO2 of heat that is bought, t CO2 per GJ (0.11 of GB/T 32150; factors.md 3.3)."""
    rows = [row for row in table.select(key="heat", parameter="co2_ef_energy") if not row.gap]
    if not rows:
        raise FactorError(problem("The fuel factors have no CO2 factor for the key heat; add one per GJ."))
    return product((rows[0],), (units.factor(rows[0].unit, "tCO2/GJ"),))


def combustion_rate(table: FactorTable, scheme: str, fuel: str, family: str, use: str, gas: str, base: str):
    """CH4 or N2O of burning one base unit of a fuel; None where IPCC 2006 has no such row here.

        E = AD x NCV x EF      (IPCC 2006 Vol 2 Ch 2, Tier 1)

    The energy is that of the chosen scheme, as Tier 1 asks; the factor per energy is the default of
    IPCC 2006 Tables 2.2 to 2.5. The table holds them for energy industries and for residential coal.

    Parameters
    ----------
    family, use
        ``coal``, ``oil`` or ``gas``; ``energy_industry`` or ``residential``.
    gas
        ``CH4`` or ``N2O``.
    """
    parameter = f"{gas.casefold()}_ef"
    rows = table.select(key=f"{family}_{use}", parameter=parameter, scheme=RANGE_SCHEME)
    heat = _by_parameter(table, scheme, fuel).get("ncv")
    scale = 1.0 if base == "GJ" else _scale(heat, f"GJ/{base}")
    if not rows or scale is None:
        return None
    per_energy = units.factor(rows[0].unit, f"t{gas}/GJ")
    if base == "GJ":
        return product((rows[0],), (per_energy,))
    return product((heat, rows[0]), (scale, per_energy))


def tce_rate(
    table: FactorTable, scheme: str, fuel: str, base: str, heat_scheme: str = ""
) -> tuple[float, str]:
    """Tonnes of standard coal in one base unit of an energy carrier, and where the number comes from.

        tce = AD x k      (GB/T 2589; factors.md test E03)

    Parameters
    ----------
    table, scheme
        Table ``fuel`` and the scheme whose coefficients k are used.
    heat_scheme
        Scheme whose calorific value stands in where *scheme* has no k: k = NCV / 29.3076 GJ.

    Returns
    -------
    (float, str)
        tce per base unit (NaN where neither is known) and a short reason: the scheme, ``definition``
        (energy over 29.3076 GJ) or ``NCV`` with its scheme.
    """
    coefficient = _by_parameter(table, scheme, fuel).get("ce_coef")
    scale = _scale(coefficient, f"tce/{base}")
    if scale is not None:
        return coefficient.value * scale, scheme
    if base == "GJ":
        return 1 / GJ_PER_TCE, "definition"
    for other in filter(None, (heat_scheme, scheme)):
        heat = _by_parameter(table, other, fuel).get("ncv")
        scale = _scale(heat, f"GJ/{base}")
        if scale is not None:
            return heat.value * scale / GJ_PER_TCE, f"NCV {other}"
    return math.nan, ""


def reference_approach(
    production: float,
    imports: float,
    exports: float,
    bunkers: float,
    stock_increase: float,
    ncv: float,
    carbon_content: float,
    oxidation: float,
    excluded_carbon: float = 0.0,
) -> float:
    """CO2 of a fuel from its apparent consumption, t; a check of the sectoral sum.

        AC = P + I - X - B - dS;   E = (AC x NCV x CC - C_excluded) x OF x 44/12

    Parameters
    ----------
    production, imports, exports, bunkers, stock_increase
        t (or m3).
    ncv
        GJ per t (or m3).
    carbon_content
        tC per GJ.
    oxidation
        Fraction, 0 to 1.
    excluded_carbon
        tC stored in products.

    Notes
    -----
    IPCC 2006 Vol 2 Ch 6 eq 6.1 and 6.2; factors.md 3.2.
    """
    apparent = production + imports - exports - bunkers - stock_increase
    return units.carbon_to_co2((apparent * ncv * carbon_content - excluded_carbon) * oxidation)
