"""Factors of coastal habitats: burial, stocks, drained soil, losses and half-lives, methane.

IPCC 2013 Wetlands Supplement, Tier 1 (Tables 4.2 to 4.14), burial also by other sources; half-lives and
disturbed shares by the table of InVEST's Coastal Blue Carbon. A gap of the tables stays a gap here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .. import units
from ..errors import Problem, Words, problem
from ..factors import Factor, FactorTable, builtin
from . import gwp
from .habitats import kinds

TIER1, DISTURBANCE = "IPCC_WET2013", "INVEST_CBC"
#: Burial by source: scheme of the table ``sink_rates`` and the parameter that it calls burial.
BURIAL = {
    TIER1: "soil_sequestration",
    "ALONGI2020": "soil_burial",
    "CHMURA": "soil_burial",
    "DUAN2008": "seq_total",
}
SOILS = ("soil", "soil_mineral", "soil_organic")
IMPACTS = ("low", "medium", "high")
#: What methane may be counted by: not at all, or by the salinity of the water.
METHANE = ("", "low_salinity", "high_salinity")
#: Climates of the biomass of mangroves.
CLIMATES = {
    "subtropical": Words("subtropical", "亚热带"),
    "tropical_wet": Words("tropical wet", "热带湿润"),
}


@dataclass(frozen=True)
class Number:
    """A factor in the unit of the account: value, limits (equal to it where there are none), and its row."""

    key: str
    value: float
    low: float
    high: float
    factor: Factor


@dataclass(frozen=True)
class Habitat:
    """What is known of one habitat; None where the tables have nothing.

    Attributes
    ----------
    burial
        tC ha-1 a-1.
    soil
        Stock to 1 m, tC ha-1.
    biomass
        Numbers whose product is the carbon of living biomass, tC ha-1: above-ground dry matter, carbon
        fraction, 1 + root-shoot ratio.
    drainage
        tC ha-1 a-1 of drained soil.
    methane
        t CO2e ha-1 a-1; None where it is not counted.
    half_life
        Pool (``soil``, ``biomass``) -> years.
    loss
        (pool, impact) -> share that is disturbed.
    at_once
        Share of the disturbed biomass that is released at once.
    burial_from
        Scheme whose burial stands in; empty for the scheme that was asked for.
    """

    burial: Number | None = None
    soil: Number | None = None
    biomass: tuple[Number, ...] | None = None
    drainage: Number | None = None
    methane: Number | None = None
    half_life: dict[str, Number] = field(default_factory=dict)
    loss: dict[tuple[str, str], Number] = field(default_factory=dict)
    at_once: Number | None = None
    burial_from: str = ""


@dataclass(frozen=True)
class Chosen:
    """What decides about factors: scheme of burial, kind of soil, methane, GWP set, climate of mangroves."""

    burial: str = TIER1
    soil: str = "soil"
    methane: str = ""
    gwp_set: str = gwp.DEFAULT
    climate: str = "subtropical"


def habitats(
    chosen: Chosen, rates: FactorTable | None = None, density: FactorTable | None = None
) -> dict[str, Habitat]:
    """Factors of every habitat.

    Parameters
    ----------
    rates, density
        Tables ``sink_rates`` and ``carbon_density``, the built-in ones by default.
    """
    rates, density = rates or builtin("sink_rates"), density or builtin("carbon_density")
    return {word.code: _habitat(word.code, chosen, rates, density) for word in kinds()}


def _habitat(code: str, chosen: Chosen, rates: FactorTable, density: FactorTable) -> Habitat:
    def rate(parameter: str, unit: str, scheme: str = TIER1) -> Number | None:
        return _number(rates.select(scheme=scheme, parameter=parameter, habitat=code), unit)

    asked = rate(BURIAL[chosen.burial], "tC ha-1 a-1", chosen.burial)
    burial = asked or rate(BURIAL[TIER1], "tC ha-1 a-1")
    stock = density.select(scheme=TIER1, parameter=f"carbon_density_{chosen.soil}", **{"class": code})
    plain = density.select(scheme=TIER1, parameter="carbon_density_soil", **{"class": code})
    dry = rate(f"above_ground_biomass_{chosen.climate}", "t d.m. ha-1")
    carbon, root = rate("carbon_fraction", "1"), rate(f"root_shoot_{chosen.climate}", "1")
    pools = ("soil", "biomass")
    lives = {pool: rate(f"{pool}_half_life", "a", DISTURBANCE) for pool in pools}
    loss = {
        (pool, impact): rate(f"{pool}_loss_{impact}", "1", DISTURBANCE)
        for pool in pools
        for impact in IMPACTS
    }
    return Habitat(
        burial=burial,
        soil=_number(stock, "tC ha-1") or _number(plain, "tC ha-1"),
        biomass=(dry, carbon, _one_more(root)) if dry and carbon and root else None,
        drainage=rate("drainage_emission", "tC ha-1 a-1"),
        methane=_methane(rate(f"ch4_{chosen.methane}", "tCH4 ha-1 a-1"), chosen) if chosen.methane else None,
        half_life={pool: one for pool, one in lives.items() if one},
        loss={place: one for place, one in loss.items() if one},
        at_once=rate("biomass_immediate", "1", DISTURBANCE),
        burial_from=TIER1 if burial and not asked else "",
    )


def _number(rows: Sequence[Factor], unit: str) -> Number | None:
    known = [row for row in rows if not row.gap]
    if not known:
        return None
    row = known[0]
    scale = units.factor(row.unit, unit)
    value = row.value * scale
    low, high = (row.low * scale, row.high * scale) if row.has_range else (value, value)
    return Number("/".join((row.scheme, row.key, row.parameter, row.region)), value, low, high, row)


def _one_more(number: Number | None) -> Number | None:
    """1 + a ratio, as whole over above-ground biomass."""
    if number is None:
        return None
    return Number(f"{number.key}/+1", number.value + 1, number.low + 1, number.high + 1, number.factor)


def _methane(number: Number | None, chosen: Chosen) -> Number | None:
    """t CO2e for t of methane, by the set of the run."""
    if number is None:
        return None
    potential = gwp.potential("CH4", gwp.BIOGENIC, chosen.gwp_set).value
    sides = (side * potential for side in (number.value, number.low, number.high))
    return Number(f"{number.key}/{chosen.gwp_set}", *sides, number.factor)


_POOLS = {
    "burial": Words("burial rate", "埋藏速率"),
    "soil": Words("soil stock", "土壤碳储量"),
    "biomass": Words("biomass", "生物量"),
}
_DISTURBED = Words("shares and half-lives of what is disturbed", "受扰动比例和半衰期")


def climate_problems(climate: str, rates: FactorTable | None = None) -> list[Problem]:
    """What the table of rates lacks for the biomass of mangroves in a climate that was chosen.

    That of the default is told by `remarks`: many tables of one's own have burial rates alone.
    """
    if climate == Chosen.climate:
        return []
    rates = rates or builtin("sink_rates")
    wanted = [f"above_ground_biomass_{climate}", f"root_shoot_{climate}"]
    lacking = [
        one
        for one in wanted
        if all(row.gap for row in rates.select(scheme=TIER1, parameter=one, habitat="mangrove"))
    ]
    if not lacking:
        return []
    return [
        problem(
            "The table of sink rates has no {lacking} of mangroves, so their biomass is not known for the "
            "climate {climate} (CLIMATE). Give it in a table of your own (RATES), or choose another climate.",
            lacking=", ".join(lacking),
            climate=CLIMATES[climate],
        )
    ]


def remarks(
    known: dict[str, Habitat],
    asked: Chosen,
    area_ha: dict[str, float],
    disturbed_ha: dict[tuple[str, str], float] | None = None,
    drained_ha: dict[str, float] | None = None,
) -> list[Problem]:
    """What stands in, what is lacking, and what is taken as exact, of the habitats that have an area.

    Parameters
    ----------
    disturbed_ha
        (habitat, impact) -> hectares that were disturbed.
    drained_ha
        Habitat -> hectares whose soil is drained.
    """
    named = {word.code: word.words for word in kinds()}
    found = []
    for code, area in area_ha.items():
        if area > 0:
            found += _remarks_of(known[code], named[code], asked, f"{area:.6g}")
    for code, area in (drained_ha or {}).items():
        if area > 0 and known[code].drainage is None:
            found.append(
                problem(
                    "{name}, {area} ha drained: the tables have no emission of its drained soil; it is left "
                    "out and flagged (PART_K, NO_K), not zero.",
                    name=named[code],
                    area=f"{area:.6g}",
                )
            )
    for (code, impact), area in (disturbed_ha or {}).items():
        one = known[code]
        if area > 0 and any(
            (pool, impact) not in one.loss or pool not in one.half_life for pool in ("soil", "biomass")
        ):
            found.append(
                problem(
                    "{name}, {area} ha disturbed: the tables do not say how much of it reaches the air, or "
                    "how fast; that part is left out and flagged.",
                    name=named[code],
                    area=f"{area:.6g}",
                )
            )
    exact = _exact(known, named, area_ha, disturbed_ha or {})
    if exact:
        found.append(problem("No range is known of {what}: taken as exact.", what=Words.joined(exact)))
    return found


def _exact(known, named, area_ha, disturbed_ha) -> list[Words]:
    """Factors in use without limits, by habitat."""
    found = []
    for code, area in area_ha.items():
        parts = []
        for name, words in _POOLS.items():
            one = getattr(known[code], name)
            numbers = one if isinstance(one, tuple) else () if one is None else (one,)
            if any(not number.factor.has_range for number in numbers):
                parts.append(words)
        numbers = (*known[code].loss.values(), *known[code].half_life.values())
        is_disturbed = any(kind == code and hectares > 0 for (kind, _), hectares in disturbed_ha.items())
        if is_disturbed and any(not number.factor.has_range for number in numbers):
            parts.append(_DISTURBED)
        if area > 0 and parts:
            what = Words.joined(parts)
            found.append(Words(f"{named[code].en} ({what.en})", f"{named[code].zh}（{what.zh}）"))
    return found


def _remarks_of(one: Habitat, name: Words, asked: Chosen, area: str) -> list[Problem]:
    found = []
    if one.burial_from:
        found.append(
            problem(
                "{name}, {area} ha: the scheme {scheme} has no burial rate; that of {used} is used.",
                name=name,
                area=area,
                scheme=asked.burial,
                used=one.burial_from,
            )
        )
    lacking = [words for what, words in _POOLS.items() if getattr(one, what) is None]
    if lacking:
        found.append(
            problem(
                "{name}, {area} ha: the tables have no {lacking}, which is unknown, not zero: stocks lack "
                "it, and units where a flux needs it have the flag PART_K or NO_K. Give a table of your own.",
                name=name,
                area=area,
                lacking=Words.joined(lacking),
            )
        )
    if one.biomass is not None and one.biomass[0].factor.parameter.endswith(asked.climate):
        found.append(
            problem(
                "{name}, {area} ha: the biomass is that of the climate {climate}, {value} t of dry matter "
                "per ha above ground (CLIMATE).",
                name=name,
                area=area,
                climate=CLIMATES[asked.climate],
                value=f"{one.biomass[0].value:.6g}",
            )
        )
    return found
