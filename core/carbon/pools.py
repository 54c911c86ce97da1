"""Carbon densities of land by pool: above ground, below ground, soil, dead matter (factors.md 3.6).

A density is carbon that stands on a hectare, tC, not a flux. Sets differ in what they tell apart: four pools,
biomass and soil with litter, or the total alone; what a set does not tell apart stays unknown, not zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..errors import FactorError, problem
from ..factors import Factor, FactorTable, builtin
from ..vocabulary import carbon_classes

TABLE = "carbon_density"
POOLS = ("above", "below", "soil", "dead")
UNIT = "tC ha-1"
_PARAMETER = "carbon_density_"
_BIOMASS, _SOIL_PLUS, TOTAL = "biomass", "soil_plus_litter", "total"
#: Key of sets that give one value for built-up land, roads, water and bare land together.
OTHER, _OTHERS = "other", frozenset({"built_up", "unused", "water"})
#: Stocks of wet and coastal land differ so much that none may stand in for another.
_NO_STAND_IN = frozenset({"wetland", "water", "mangrove", "salt_marsh", "tidal_flat", "seagrass", "sea"})


@dataclass(frozen=True)
class Density:
    """Carbon on a hectare of a land class, tC.

    Attributes
    ----------
    above, below, soil, dead
        The pools; NaN where the set does not tell them apart. ``above`` holds all biomass where ``below`` is
        NaN, ``soil`` holds litter too where ``dead`` is NaN; both NaN: only the total is known.
    total
        Their sum, or the total that the set gives.
    low, high
        95 % interval of the total; NaN where none is known.
    factor
        Row of the table that the total, or the first pool, stands in; None for a table by code.
    stands_in
        Class whose density is used in place of the class's own; empty for its own.
    """

    above: float
    below: float
    soil: float
    dead: float
    total: float
    low: float = math.nan
    high: float = math.nan
    factor: Factor | None = None
    stands_in: str = ""

    @property
    def pools(self) -> tuple[float, float, float, float]:
        """The four pools in the order of `POOLS`."""
        return self.above, self.below, self.soil, self.dead

    @property
    def has_range(self) -> bool:
        """Whether an interval is known."""
        return not (math.isnan(self.low) or math.isnan(self.high))


#: Land that is taken to hold no carbon, by the user's choice.
NOTHING = Density(0.0, 0.0, 0.0, 0.0, 0.0)


def densities(
    table: FactorTable | None = None,
    scheme: str | None = None,
    region: str = "",
    root_shoot: float = math.nan,
) -> dict[str, Density]:
    """Density of every carbon class that a scheme covers.

    Parameters
    ----------
    table, scheme, region
        Table ``carbon_density`` (the built-in one by default), one coherent set of it, and its region where
        it has several.
    root_shoot
        Ratio of below-ground to above-ground biomass, by which biomass that a set gives as one is split:
        above = B / (1 + R), below = B R / (1 + R). NaN leaves it in one.

    Returns
    -------
    dict
        Carbon class -> density. Orchards may take that of cropland, shrub that of forest, urban green that of
        built-up land, glaciers that of unused land; wet and coastal land takes none but its own.

    Examples
    --------
    >>> round(densities(scheme="TANG2018")["forest"].total, 2)
    163.82
    """
    table = table or builtin(TABLE)
    scheme = scheme or table.default_scheme()
    rows = _of_region(table, scheme, region)
    own = {key: _density(found, root_shoot) for key, found in rows.items()}
    made = {}
    for land in carbon_classes():
        candidates = [land.code, *(() if land.code in _NO_STAND_IN else land.fallback)]
        candidates += [OTHER for code in candidates if code in _OTHERS]
        used = next((code for code in candidates if code in own), None)
        if used is not None:
            made[land.code] = replace(own[used], stands_in="" if used == land.code else used)
    return made


def schemes(table: FactorTable) -> tuple[str, ...]:
    """Schemes of a table that have densities for at least two land classes: the others are single numbers."""
    return tuple(
        scheme
        for scheme in table.schemes()
        if len(_by_key(row for row in table.select(scheme=scheme) if _is_density(row))) > 1
    )


def _is_density(row: Factor) -> bool:
    known = (*POOLS, _BIOMASS, _SOIL_PLUS, TOTAL)
    is_land = _class_of(row) in {land.code for land in carbon_classes()} | {OTHER}
    return not row.gap and is_land and row.parameter in {_PARAMETER + pool for pool in known}


def _class_of(row: Factor) -> str:
    """``forest`` of the key ``forest_above``; a key that is a class stands for itself."""
    return row.key.removesuffix("_" + row.parameter.removeprefix(_PARAMETER))


def _by_key(rows: Iterable[Factor]) -> dict[str, dict[str, Factor]]:
    """Class -> pool -> the latest row."""
    found: dict[str, dict[str, Factor]] = {}
    for row in sorted(rows, key=lambda one: one.period or (0, 0)):
        found.setdefault(_class_of(row), {})[row.parameter.removeprefix(_PARAMETER)] = row
    return found


def _of_region(table: FactorTable, scheme: str, region: str) -> dict[str, dict[str, Factor]]:
    rows = [row for row in table.select(scheme=scheme) if _is_density(row)]
    if not rows:
        raise FactorError(
            problem(
                "The carbon densities have no scheme {scheme} with land classes; there are {schemes}.",
                scheme=scheme,
                schemes=", ".join(schemes(table)) or "–",
            )
        )
    regions = list(dict.fromkeys(row.region for row in rows))
    if region and region not in regions:
        raise FactorError(
            problem(
                "The scheme {scheme} has no carbon densities for the region {region}; it has {regions}.",
                scheme=scheme,
                region=region,
                regions=", ".join(regions),
            )
        )
    return _by_key(row for row in rows if row.region == (region or regions[0]))


def _density(rows: Mapping[str, Factor], root_shoot: float) -> Density:
    """The density of one class from its rows by pool."""
    value = {pool: row.in_unit(UNIT) for pool, row in rows.items()}
    above, below, soil, dead = (value.get(pool, math.nan) for pool in POOLS)
    if _BIOMASS in value and math.isnan(above):
        above = value[_BIOMASS]
        if not math.isnan(root_shoot):
            above, below = above / (1 + root_shoot), above * root_shoot / (1 + root_shoot)
    if _SOIL_PLUS in value and math.isnan(soil):
        soil = value[_SOIL_PLUS]
    known = [pool for pool in (above, below, soil, dead) if not math.isnan(pool)]
    is_whole = not (math.isnan(above) or math.isnan(soil))
    total = math.fsum(known) if is_whole or TOTAL not in value else value[TOTAL]
    ranges = {pool: row.range_in_unit(UNIT) for pool, row in rows.items() if row.has_range}
    low, high = limits(total, ranges, value)
    lead = rows.get(TOTAL) or next(iter(rows.values()))
    return Density(above, below, soil, dead, total, low, high, lead)


def limits(
    total: float, ranges: Mapping[str, tuple[float, float]], value: Mapping[str, float]
) -> tuple[float, float]:
    """Interval of a total: its own, laid around the sum of the pools, or that of independent pools."""
    if TOTAL in ranges:
        low, high = ranges[TOTAL]
        return total - (value[TOTAL] - low), total + (high - value[TOTAL])
    if not ranges:
        return math.nan, math.nan
    down = math.hypot(*(value[pool] - low for pool, (low, _) in ranges.items()))
    up = math.hypot(*(high - value[pool] for pool, (_, high) in ranges.items()))
    return total - down, total + up
