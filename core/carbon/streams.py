"""What one unit of an activity emits, and everything that decides it: the records of the emission account.

A *stream* is one gas or pollutant of one activity. The factors that apply are the same for all rows of a
*kind*; `resolution` finds them once for each kind, `routes` holds the equations.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ..errors import Problem
from ..factors import FactorTable, builtin
from . import agriculture, gwp
from .activities import Activity
from .fuels import Rate
from .parts import Part

SCOPE_DIRECT, SCOPE_BOUGHT = 1, 2
#: Confidence from the weakest on: a product is as sure as its weakest factor.
_DOUBT = ("none", "low", "medium", "high", "")


@dataclass(frozen=True)
class Choices:
    """Everything that decides which factors apply.

    Attributes
    ----------
    fuel, grid, agriculture, emission, gwp
        Factor tables, built-in or the user's own.
    fuel_scheme, tce_scheme, agriculture_scheme
        Schemes of the tables ``fuel`` (CO2; standard coal) and ``agriculture``.
    early_years, grid_factor
        See `power.electricity_rate`.
    husbandry
        See `agriculture.HUSBANDRY`.
    combustion_gases
        Whether CH4 and N2O of burning fuels are added where IPCC 2006 has a factor.
    """

    fuel: FactorTable = field(default_factory=lambda: builtin("fuel"))
    grid: FactorTable = field(default_factory=lambda: builtin("grid"))
    agriculture: FactorTable = field(default_factory=lambda: builtin("agriculture"))
    emission: FactorTable = field(default_factory=lambda: builtin("emission"))
    gwp: FactorTable = field(default_factory=lambda: builtin("gwp"))
    fuel_scheme: str = "CN_MEE_ENT"
    tce_scheme: str = "GBT2589_2020"
    agriculture_scheme: str = "CN_PROV_GUIDE"
    early_years: str = "stop"
    grid_factor: float = math.nan
    husbandry: str = "intensive"
    combustion_gases: bool = False


@dataclass(frozen=True)
class Kind:
    """Rows of an activity table that take the same factors."""

    activity: str
    unit: str
    place: str
    year: int
    use: str


@dataclass(frozen=True)
class Stream:
    """What one base unit of an activity emits of one gas or pollutant.

    Attributes
    ----------
    rate, low, high
        t per base unit; low and high NaN where the factors have no range.
    origin
        ``fossil`` or ``biogenic``; empty for pollutants.
    parts
        The products that add up to the rate, see `parts.Part`.
    is_ghg
        Whether the gas has a global warming potential.
    """

    gas: str
    origin: str
    scope: int
    rate: float
    low: float
    high: float
    formula: str
    table: str
    scheme: str
    region: str
    year: str
    source_key: str
    confidence: str
    is_ghg: bool
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Resolved:
    """What is known of one kind of row.

    Attributes
    ----------
    size
        Base units in one unit of amount.
    tce
        Standard coal in one base unit, NaN for what carries no energy.
    notes
        Where something stood in for what was asked.
    """

    code: str
    group: str
    base: str
    size: float
    streams: tuple[Stream, ...]
    tce: float
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Case:
    """A kind of row with its activity and the base unit of its amounts; routes leave their notes here."""

    kind: Kind
    activity: Activity
    base: str
    choices: Choices
    notes: list[Problem] = field(default_factory=list)

    @property
    def regions(self) -> tuple[str, ...]:
        """Where to look for factors, the nearest first."""
        return agriculture.places(self.kind.place)

    def scheme(self, table: FactorTable, chosen: str) -> str:
        """The chosen scheme where it files the activity, else the first of the activity's own that does."""
        key = self.activity.factor_key
        asked = (own_scheme(table, chosen), *self.activity.schemes)
        return next((scheme for scheme in asked if table.select(scheme=scheme, key=key)), asked[0])


def own_scheme(table: FactorTable, chosen: str) -> str:
    """The chosen scheme, or the default of a user's table that does not have it."""
    return chosen if chosen in table.schemes() else table.default_scheme()


def stream(case: Case, gas: str, origin: str, rate: Rate, table: str, scope: int = SCOPE_DIRECT) -> Stream:
    """The stream of a rate, with the sources of its factors; as sure as the weakest of them."""
    factors = rate.factors
    return Stream(
        gas=gas,
        origin=origin,
        scope=scope,
        rate=rate.value,
        low=rate.low,
        high=rate.high,
        formula=rate.formula,
        table=table,
        scheme=_joined(f.scheme for f in factors),
        region=_joined(f.region for f in factors),
        year=_joined(f.year for f in factors),
        source_key=_joined(f.source_key or f.source for f in factors),
        confidence=min((f.confidence for f in factors), key=_DOUBT.index, default=""),
        is_ghg=gwp.is_greenhouse_gas(gas, case.choices.gwp),
        parts=rate.parts,
    )


def _joined(texts) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))
