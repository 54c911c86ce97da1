"""What the land of a unit carries of its emissions: carrying capacity, footprint pressure, soil-carbon gap.

Footprint of carbon after Xie 2008 and Zhao 2010 [from memory]; the gap of cropland soils to those of the EU
is paper 1's. Areas in hectares, carbon comes in and goes out as t CO2(e) per year; factors.md 3.14, E17, E24.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .. import uncertainty as un
from ..errors import InputError, Problem, Words, problem
from ..factors import Factor, builtin
from ..units import carbon_to_co2, co2_to_carbon
from .balance import ratio

#: Land that takes up carbon for the footprint, and the keys of its rows in the table ``sink_rates``.
KINDS = {"forest": Words("forest", "林地"), "grassland": Words("grassland", "草地")}
SCHEME = "XIE2008"
#: Densities of top soil; mixed with those to 1 m (some 90 tC/ha) they would make a gap out of depth.
TOPSOIL_UP_TO = 60.0


@dataclass(frozen=True)
class Uptake:
    """What productive land takes up.

    Attributes
    ----------
    nep
        Kind of land -> net ecosystem production, tC ha-1 a-1, positive.
    share
        Kind of land -> share of an emission that it is to take; together 1.
    """

    nep: Mapping[str, float]
    share: Mapping[str, float]


def uptake(forest_nep=np.nan, grassland_nep=np.nan, forest_share=np.nan) -> Uptake:
    """Uptake with the user's numbers, and those of the table ``sink_rates`` (XIE2008) where they are NaN.

    Raises
    ------
    InputError
        A NEP that is not positive, a share outside 0 to 1.
    """
    own = dict(zip(KINDS, (forest_nep, grassland_nep)))
    nep = {kind: _or_built_in(value, f"{kind}_nep_global", "nep_global") for kind, value in own.items()}
    forest = _or_built_in(forest_share, "forest_footprint_share", "footprint_share")
    found = [
        problem("The NEP of {kind} is {value}; it must be above 0 (tC/ha a).", kind=KINDS[kind], value=one)
        for kind, one in nep.items()
        if not one > 0
    ]
    if not 0 <= forest <= 1:
        found.append(problem("The share of forest is {value}; it must lie between 0 and 1.", value=forest))
    if found:
        raise InputError(*found)
    return Uptake(nep, dict(zip(KINDS, (forest, 1.0 - forest))))


def _or_built_in(value: float, key: str, parameter: str) -> float:
    return builtin("sink_rates").lookup(parameter, key, SCHEME).value if np.isnan(value) else float(value)


@dataclass(frozen=True)
class Pressure:
    """Carrying of units; float64 arrays, NaN where a part is missing.

    Attributes
    ----------
    capacity
        t CO2 that forest and grassland can take up in a year, positive.
    load
        Sources over capacity; above 1 the unit emits more than its land carries.
    footprint_ha, deficit_ha
        Productive land that the sources need, and what is lacking of it (negative: to spare).
    pressure
        Footprint over productive land, above 1 overload.
    capacity_norm
        Root of the squares of the capacities of forest and grassland, t CO2: their error where the errors of
        both NEP are independent.
    """

    capacity: np.ndarray
    load: np.ndarray
    footprint_ha: np.ndarray
    deficit_ha: np.ndarray
    pressure: np.ndarray
    capacity_norm: np.ndarray


def pressure(source_tco2, forest_ha, grassland_ha, taken: Uptake) -> Pressure:
    """Footprint of the sources of units and how their land carries it.

        CF = C x sum_k(s_k / NEP_k),   deficit = CF - A,   pressure = CF / A,   capacity = sum_k(A_k x NEP_k)

    Parameters
    ----------
    source_tco2
        Sources, t CO2(e) per year; NaN where missing.
    forest_ha, grassland_ha
        Productive land; NaN where missing, which leaves the unit without a result.

    Notes
    -----
    Pressure asks for land in the mix of the shares, load for what is there: a unit of grassland alone has the
    land for its footprint and yet takes up little. NEP is no lasting sink: harvest and fire are in it.

    Examples
    --------
    >>> made = pressure([co2 := 44e5 / 12], [18000.0], [4000.0], uptake(3.809592, 0.948229, 0.8269))
    >>> round(float(made.footprint_ha[0]), 3), round(float(made.pressure[0]), 4)
    (39960.82, 1.8164)
    """
    emission = co2_to_carbon(np.asarray(source_tco2, dtype=np.float64))
    areas = dict(zip(KINDS, (_area(forest_ha), _area(grassland_ha))))
    land = areas["forest"] + areas["grassland"]
    parts = [carbon_to_co2(areas[kind] * taken.nep[kind]) for kind in KINDS]
    capacity = sum(parts)
    footprint = emission * sum(taken.share[kind] / taken.nep[kind] for kind in KINDS)
    return Pressure(
        capacity=np.broadcast_to(capacity, emission.shape),
        load=ratio(source_tco2, capacity),
        footprint_ha=footprint,
        deficit_ha=footprint - land,
        pressure=ratio(footprint, land),
        capacity_norm=np.broadcast_to(np.hypot(*parts), emission.shape),
    )


def widths(
    source: un.Interval | None, made: Pressure, source_tco2, taken: Uptake, nep_percent: float = 0.0
) -> dict[str, un.Interval]:
    """Intervals of the numbers of `Pressure`, by their names.

    Parameters
    ----------
    source
        Interval of the sources; None where they have none.
    made, source_tco2, taken
        What `pressure` made, and from what.
    nep_percent
        Half-width of the 95 % interval of both NEP, %; the errors of forest and of grassland are independent.

    Notes
    -----
    Error propagation (IPCC 2006 Vol 1 Ch 3), each side by itself: sources and NEP are independent. Land and
    shares count as exactly known.
    """
    emission = np.asarray(source_tco2, dtype=np.float64)
    ends = (emission, emission) if source is None else (source.low, source.high)
    apart = [np.abs(end - emission) for end in ends]
    needed = np.array([taken.share[kind] / taken.nep[kind] for kind in KINDS])
    of_need = nep_percent / 100 * float(np.linalg.norm(needed))
    of_land = nep_percent / 100 * made.capacity_norm
    land = made.footprint_ha - made.deficit_ha
    of_load = np.abs(made.load) * ratio(of_land, made.capacity)
    load = [np.hypot(ratio(side, made.capacity), of_load) for side in apart]
    footprint = [
        np.hypot(co2_to_carbon(side) * needed.sum(), co2_to_carbon(np.abs(emission)) * of_need)
        for side in apart
    ]
    return {
        "capacity": _around(made.capacity, of_land, of_land),
        "load": _around(made.load, *load),
        "footprint_ha": _around(made.footprint_ha, *footprint),
        "deficit_ha": _around(made.deficit_ha, *footprint),
        "pressure": _around(made.pressure, *(ratio(side, land) for side in footprint)),
    }


def _around(value: np.ndarray, below, above) -> un.Interval:
    return un.from_limits(value - below, value + above)


def _area(hectares) -> np.ndarray:
    """Areas; below 0 and infinite ones are unknown."""
    area = np.asarray(hectares, dtype=np.float64)
    return np.where(np.isfinite(area) & (area >= 0), area, np.nan)


def soil_rows() -> tuple[Factor, Factor]:
    """Densities of cropland soil in China and in the EU as paper 1 gives them (top soil)."""
    table = builtin("carbon_density")
    return tuple(
        table.lookup("carbon_density_soil", "cropland_soil", "PAPER1", region=region)
        for region in ("CN", "EU")
    )


def soil_gap(
    cropland_ha, density=None, low=None, high=None, reference: float = np.nan
) -> tuple[np.ndarray, un.Interval]:
    """Carbon that cropland soils hold less than those of a reference, t CO2, and its interval.

        gap = (SOC_reference - SOC) x A x 44/12

    Parameters
    ----------
    cropland_ha
        Area of cropland.
    density, low, high
        Soil carbon of the units to the depth of the reference, tC/ha; paper 1's mean and range for China
        where they are not given.
    reference
        tC/ha; the EU's of paper 1 where NaN.

    Returns
    -------
    gap, interval
        A stock, not a yearly flow; negative where the soil holds more than the reference.
    """
    china, union = soil_rows()
    target = union.value if np.isnan(reference) else reference
    if density is None:
        density, low, high = china.value, china.low, china.high
    area = _area(cropland_ha)
    ends = [density if end is None else np.where(np.isnan(end), density, end) for end in (low, high)]
    gap, one, other = (
        carbon_to_co2((target - np.asarray(soil, dtype=np.float64)) * area) for soil in (density, *ends)
    )
    return gap, un.from_limits(one, other)


def soil_remarks(density) -> list[Problem]:
    """A warning where densities look like those of another depth than the reference's."""
    known = np.asarray(density, dtype=np.float64)
    known = known[np.isfinite(known)]
    if not len(known) or np.median(known) <= TOPSOIL_UP_TO:
        return []
    return [
        problem(
            "Half of the soil densities are {value} tC/ha or more, which is usual to 1 m of depth, not in "
            "top soil. Compare with a reference of the same depth (SOC_REFERENCE).",
            value=f"{float(np.median(known)):.3g}",
        )
    ]
