"""Rates taken apart for the propagation of uncertainty: sums of products of factors with limits.

A rate of emission is one product (a fuel), or a few that add up (nitrogen on cropland, animals). Each product
is a `Part`: its value, and the relative limits of those of its factors that have any. The key of a `Spread`
tells which number it is, so that all places where the same factor works move together (`core.uncertainty`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..factors import Factor, builtin

#: Beginning of a parameter -> key of the table ``uncertainty`` whose half-width may stand in for limits that
#: a factor lacks: IPCC 2006 Vol 4 Ch 10 for animals, expert judgement for electricity.
_GENERIC = {
    "co2_ef_electricity": "grid_factor",
    "enteric_ch4": "ef_enteric_tier1",
    "manure_ch4": "ef_manure_ch4_tier1",
    "manure_n2o": "ef_manure_n2o",
}
_GENERIC_PARAMETER = "U"


@dataclass(frozen=True)
class Spread:
    """Limits of a factor over its value: 0.95 and 1.05 for five per cent to either side."""

    key: str
    low: float
    high: float


@dataclass(frozen=True)
class Part:
    """One product of a rate: t of gas per base unit, and the spreads of its factors.

    Attributes
    ----------
    generic
        Spreads that stand in for factors without limits; used only where the user wants them.
    """

    value: float
    spreads: tuple[Spread, ...] = ()
    generic: tuple[Spread, ...] = ()


def part(value: float, factors: tuple[Factor, ...]) -> Part:
    """The part of a product of *factors*."""
    own = tuple(spread_of(factor) for factor in factors if factor.has_range and factor.value)
    generic = (generic_spread(factor) for factor in factors if not factor.has_range)
    return Part(value, own, tuple(one for one in generic if one is not None))


def spread_of(factor: Factor) -> Spread:
    """Relative limits of a factor that has some."""
    limits = factor.low / factor.value, factor.high / factor.value
    return Spread(_key(factor), min(limits), max(limits))


def generic_spread(factor: Factor) -> Spread | None:
    """Relative limits of the kind of factor, from the table ``uncertainty``; None where it has none."""
    key = next((key for start, key in _GENERIC.items() if factor.parameter.startswith(start)), None)
    if key is None:
        return None
    rows = [
        row for row in builtin("uncertainty").select(key=key, parameter=_GENERIC_PARAMETER) if not row.gap
    ]
    half = rows[0].value / 100 if rows else math.nan
    return Spread(_key(factor), 1 - half, 1 + half) if rows else None


def _key(factor: Factor) -> str:
    return "/".join((factor.scheme, factor.key, factor.parameter, factor.region, factor.year))
