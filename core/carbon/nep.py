"""Net ecosystem production of land from NPP, temperature and precipitation, and the budget that follows.

NEP = NPP - Rh, with the soil respiration Rh of an empirical regression on monthly climate (factors.md 3.5).
NEP above zero is uptake by plants; the budget has sinks negative: the sign is turned here, and only here.
Harvest, fire and lateral losses are not in NEP.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from .. import units
from .landbudget import LandBudget

MONTHS = 12
#: Rh = 0.22 (exp(0.0912 T) + ln(0.3145 P + 1)) x 30 x 0.465: ChinaXiv 202209.00152 after 裴志永 2009.
_SCALE, _WARMTH, _WETNESS, _DAYS, _CARBON = 0.22, 0.0912, 0.3145, 30, 0.465
TONNES_PER_HECTARE = units.factor("gC m-2", "tC ha-1")
#: Plausible monthly means: outside of them the unit is another one (kelvin, tenths of a degree).
COLDEST, WARMEST = -60.0, 60.0
#: NPP of a year that no vegetation reaches, gC m-2: the unit must be another one, or NoData not named.
MOST_NPP = 6000.0


def soil_respiration(temperature_c, precipitation_mm):
    """Carbon that soil organisms give off in a month, gC m-2.

        Rh = 0.22 x [exp(0.0912 T) + ln(0.3145 P + 1)] x 30 x 46.5 %

    Parameters
    ----------
    temperature_c
        Mean temperature of the month, degrees Celsius.
    precipitation_mm
        Precipitation of the month, mm; NaN comes out where it is negative.

    Examples
    --------
    >>> round(float(soil_respiration(0.0, 0.0)), 3)
    3.069
    """
    wet = np.asarray(precipitation_mm, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        logarithm = np.log1p(_WETNESS * np.where(wet >= 0, wet, np.nan))
    return _SCALE * (np.exp(_WARMTH * np.asarray(temperature_c, np.float64)) + logarithm) * _DAYS * _CARBON


def production(npp, temperature_c, precipitation_mm):
    """NEP of a month, gC m-2: NPP less `soil_respiration`; a sink where positive."""
    return np.asarray(npp, dtype=np.float64) - soil_respiration(temperature_c, precipitation_mm)


def respiration_of_year(temperature_c, precipitation_mm) -> np.ndarray:
    """Sum of `soil_respiration` over the first axis, the twelve months; gC m-2 a-1."""
    total = 0.0
    for warm, wet in zip(temperature_c, precipitation_mm):
        total = total + soil_respiration(warm, wet)
    return np.asarray(total, dtype=np.float64)


def is_impossible(npp_of_year) -> np.ndarray:
    """Mask of yearly NPP, gC m-2, that no vegetation has: below 0 or above `MOST_NPP`."""
    year = np.asarray(npp_of_year, dtype=np.float64)
    return (year < 0) | (year > MOST_NPP)


@dataclass(frozen=True)
class Sums:
    """Yearly NPP and Rh of units by class, tC a-1, where NEP is negative (sources) and where not (sinks).

    Attributes
    ----------
    source_npp, source_rh, sink_npp, sink_rh
        Units x classes.
    """

    source_npp: np.ndarray
    source_rh: np.ndarray
    sink_npp: np.ndarray
    sink_rh: np.ndarray

    def over_classes(self) -> Sums:
        """The same by unit, of one class."""
        return Sums(*(getattr(self, one.name).sum(axis=1, keepdims=True) for one in fields(self)))

    def over_units(self) -> Sums:
        """The same by class: every class becomes a unit of one class."""
        return Sums(*(getattr(self, one.name).sum(axis=0)[:, np.newaxis] for one in fields(self)))


def split(npp: np.ndarray, respiration: np.ndarray, area_ha) -> tuple[np.ndarray, ...]:
    """tC a-1 of the four parts of `Sums` from rates in gC m-2 a-1 and hectares."""
    is_source = npp < respiration
    carbon = np.asarray(area_ha, dtype=np.float64) * TONNES_PER_HECTARE
    parts = []
    for side in (is_source, ~is_source):
        parts += [np.where(side, npp, 0.0) * carbon, np.where(side, respiration, 0.0) * carbon]
    return tuple(parts)


def net_per_hectare(npp: np.ndarray, respiration: np.ndarray) -> np.ndarray:
    """Net carbon in t CO2 per hectare and year from rates in gC m-2 a-1; sinks negative."""
    return units.carbon_to_co2((respiration - npp) * TONNES_PER_HECTARE)


def half_width(npp: np.ndarray, respiration: np.ndarray, npp_percent: float, respiration_percent: float):
    """Half-width of the 95 % interval of `net_per_hectare`, from half-widths of both in %."""
    carbon = np.hypot(npp * npp_percent, respiration * respiration_percent) / 100
    return units.carbon_to_co2(carbon * TONNES_PER_HECTARE)


def budget(
    sums: Sums,
    area_ha: np.ndarray,
    unknown_ha=0.0,
    energy_tco2=0.0,
    npp_percent: float = 0.0,
    respiration_percent: float = 0.0,
) -> LandBudget:
    """Budget of units from their NPP and respiration.

    Parameters
    ----------
    sums
        Units x classes.
    area_ha
        Hectares of each unit with NPP and climate.
    unknown_ha
        Hectares without a class, NPP or climate.
    energy_tco2
        As for `landbudget.budget`.
    npp_percent, respiration_percent
        Half-widths of the 95 % intervals of NPP and of Rh in %; the error of a map is the same everywhere,
        those of the two are independent. 0: exactly known.

    Examples
    --------
    >>> one = Sums(*(np.array([[x]]) for x in (0.0, 0.0, 7.2, 2.5)))
    >>> round(float(budget(one, np.array([1.0])).net[0]), 3)
    -17.233
    """
    whole = sums.over_classes()
    area = np.asarray(area_ha, dtype=np.float64)
    blank = np.broadcast_to(np.asarray(unknown_ha, dtype=np.float64), area.shape).copy()
    energy = np.broadcast_to(np.asarray(energy_tco2, dtype=np.float64), area.shape).copy()
    nothing = area <= 0
    flags = fl.empty(len(area))
    fl.mark(flags, "PART_K", (blank > 0) & ~nothing)
    fl.mark(flags, "NO_K", nothing)
    fl.mark(flags, "NO_E", np.isnan(energy))
    sides = {
        "source": (whole.source_npp, whole.source_rh, energy),
        "sink": (whole.sink_npp, whole.sink_rh, 0.0 * area),
        "net": (whole.source_npp + whole.sink_npp, whole.source_rh + whole.sink_rh, energy),
    }
    made = {"area_ha": area, "unknown_ha": blank, "energy": energy, "flags": flags}
    for name, (npp, rh, more) in sides.items():
        value = units.carbon_to_co2((rh - npp)[:, 0]) + more
        half = units.carbon_to_co2(np.hypot(npp * npp_percent, rh * respiration_percent)[:, 0]) / 100
        found = un.from_limits(value - half, value + half)
        for suffix, column in zip(("", "_low", "_high", "_sd"), (value, found.low, found.high, found.sd)):
            made[name + suffix] = np.where(nothing, math.nan, column)
    return LandBudget(**made)
