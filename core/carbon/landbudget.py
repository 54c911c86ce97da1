"""The carbon budget of land: areas of land classes times direct coefficients, and energy of built-up land.

Direct: E_d = sum_i A_i x delta_i. Indirect: E_b = sum_f E_f x theta_f, carried by built-up land. Sources are
the positive terms, sinks the negative ones, net their sum (Fang 2007, Lai 2011; factors.md 3.4).
Coefficients are per year, in tC per hectare; results are in t CO2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from .. import units
from ..errors import FactorError, Problem, Words, problem
from ..factors import Factor, FactorTable, builtin
from ..vocabulary import by_code, carbon_classes
from .emission_ranges import Spreading
from .gainloss import Biomass

PARAMETER = "c_coef"
#: Land without a coefficient by area: its carbon is that of the energy used there, or has its own account.
NOT_BY_AREA = frozenset({"built_up", "sea"})
_RANGES = {"CN_DIRECT": "CN_DIRECT_RANGE"}


@dataclass(frozen=True)
class Coefficient:
    """What one hectare of a carbon class emits (positive) or takes up (negative) in a year, tC.

    Attributes
    ----------
    value, low, high
        tC ha-1 a-1; low and high equal the value where no range is known.
    factor
        Row of the table; None for land without a coefficient by area (value 0).
    stands_in
        Carbon class whose coefficient is used in place of the class's own; empty for its own.
    range_from
        Scheme that the range was taken from; empty where there is none.
    """

    value: float
    low: float
    high: float
    factor: Factor | None
    stands_in: str = ""
    range_from: str = ""


def coefficients(
    table: FactorTable | None = None, scheme: str | None = None, region: str = ""
) -> dict[str, Coefficient]:
    """Coefficient of every carbon class that a scheme covers.

    Parameters
    ----------
    table, scheme
        Table ``land_use`` (the built-in one by default) and one coherent set of it.
    region
        Region of the coefficients where the scheme has several; the widest by default.

    Returns
    -------
    dict
        Carbon class -> coefficient. A class that the scheme lacks takes that of the nearest wider class of
        `vocabulary.CarbonClass.fallback`; one that has none either is not in the result.

    Notes
    -----
    The sets CN_DIRECT_A to D print no ranges; where the range over papers (CN_DIRECT_RANGE) holds the
    value, it stands beside it (factors.md 4).
    """
    table = table or builtin("land_use")
    scheme = scheme or table.default_scheme()
    rows = _of_region(table, scheme, region)
    ranges = _ranges(table, scheme)
    made = {}
    for land in carbon_classes():
        for code in (land.code, *land.fallback):
            if code in rows:
                made[land.code] = _coefficient(rows[code], ranges, "" if code == land.code else code)
                break
            if code in NOT_BY_AREA:
                made[land.code] = Coefficient(0.0, 0.0, 0.0, None, "" if code == land.code else code)
                break
    return made


def _of_region(table: FactorTable, scheme: str, region: str) -> dict[str, Factor]:
    rows = [row for row in table.select(scheme=scheme, parameter=PARAMETER) if not row.gap]
    regions = list(dict.fromkeys(row.region for row in rows))
    if not rows:
        raise FactorError(
            problem(
                "The land-use coefficients have no scheme {scheme}; there are {schemes}.",
                scheme=scheme,
                schemes=", ".join(table.schemes()),
            )
        )
    if region and region not in regions:
        raise FactorError(
            problem(
                "The scheme {scheme} has no coefficients for the region {region}; it has {regions}.",
                scheme=scheme,
                region=region,
                regions=", ".join(regions),
            )
        )
    # codes of wider places end in more zeros, and sort first among their parts
    chosen = region or min(regions, key=lambda code: (len(code.rstrip("0")), code))
    return {row.key: row for row in rows if row.region == chosen}


def _ranges(table: FactorTable, scheme: str) -> Mapping[str, Factor]:
    borrowed = next((wide for start, wide in _RANGES.items() if scheme.startswith(start)), "")
    rows = table.select(scheme=borrowed, parameter=PARAMETER) if borrowed and borrowed != scheme else ()
    return {row.key: row for row in rows if row.has_range}


def _coefficient(row: Factor, ranges: Mapping[str, Factor], stands_in: str) -> Coefficient:
    scale = units.factor(row.unit, "tC ha-1 a-1")
    value, low, high, origin = row.value * scale, math.nan, math.nan, ""
    if row.has_range:
        low, high, origin = row.low * scale, row.high * scale, row.scheme
    elif row.key in ranges:
        wide = ranges[row.key]
        low, high = wide.range_in_unit("tC ha-1 a-1")
        origin = wide.scheme
    if not low <= value <= high:  # NaN too: no range, or one that does not hold the value
        low, high, origin = value, value, ""
    return Coefficient(value, low, high, row, stands_in, origin)


@dataclass(frozen=True)
class LandBudget:
    """Yearly carbon of land, t CO2; arrays over units, or over carbon classes.

    Attributes
    ----------
    area_ha
        Area with a known class and coefficient, land without coefficients by area included.
    unknown_ha
        Area without a class, with an unknown one, or with one that has no coefficient.
    source, sink, net
        Sources (>= 0), sinks (<= 0) and their sum; with ``_low``, ``_high`` and ``_sd`` (`core.uncertainty`).
    energy
        Part of the sources that is energy of built-up land; 0 where none was given.
    flags
        ``PART_K`` where some area is unknown, ``NO_K`` where no area is known (amounts NaN), ``NO_E`` where
        the energy is missing (source and net NaN).
    """

    area_ha: np.ndarray
    unknown_ha: np.ndarray
    source: np.ndarray
    source_low: np.ndarray
    source_high: np.ndarray
    source_sd: np.ndarray
    sink: np.ndarray
    sink_low: np.ndarray
    sink_high: np.ndarray
    sink_sd: np.ndarray
    net: np.ndarray
    net_low: np.ndarray
    net_high: np.ndarray
    net_sd: np.ndarray
    energy: np.ndarray
    flags: np.ndarray


def budget(
    area_ha: np.ndarray,
    classes: Sequence[str],
    known: Mapping[str, Coefficient],
    unknown_ha=0.0,
    energy_tco2=0.0,
    spread: Spreading | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> LandBudget:
    """Budget of units from the areas of their land classes.

    Parameters
    ----------
    area_ha
        Units x classes, hectares.
    classes
        Carbon class of each column.
    known
        Coefficients by carbon class; columns of other classes count as unknown.
    unknown_ha
        Further area of each unit whose class is unknown.
    energy_tco2
        CO2 of the energy used on the built-up land of each unit, t (see `energy.built_up`); NaN where it
        is missing, which leaves the source unknown.
    spread
        How intervals are made; error propagation by default.
    progress
        Called with a fraction 0..1 while intervals are made; may raise to cancel.

    Notes
    -----
    Coefficients of different classes are taken for independent, the coefficient of one class for the same
    wherever it works, as stand-in too. Energy counts as exactly known.

    Examples
    --------
    >>> forest = {"forest": Coefficient(-0.644, -0.644, -0.578, None)}
    >>> round(float(budget(np.array([[100.0]]), ["forest"], forest).net[0]), 3)
    -236.133
    """
    area = np.asarray(area_ha, dtype=np.float64)
    covered = np.array([code in known for code in classes], dtype=bool)
    used = [known[code] for code in classes if code in known]
    direct = area[:, covered]
    blank = np.broadcast_to(np.asarray(unknown_ha, dtype=np.float64), len(area)) + area[:, ~covered].sum(
        axis=1
    )
    energy = np.broadcast_to(np.asarray(energy_tco2, dtype=np.float64), len(area)).copy()
    whole = direct.sum(axis=1)
    flags = fl.empty(len(area))
    nothing = whole <= 0
    fl.mark(flags, "PART_K", (blank > 0) & ~nothing)
    fl.mark(flags, "NO_K", nothing)
    fl.mark(flags, "NO_E", np.isnan(energy))
    amounts = {"area_ha": whole, "unknown_ha": blank, "energy": energy}
    amounts.update(_amounts(direct, used, energy, nothing, spread or Spreading(), progress))
    return LandBudget(**amounts, flags=flags)


def _amounts(
    direct: np.ndarray, used: Sequence[Coefficient], energy, nothing, spread: Spreading, progress
) -> dict[str, np.ndarray]:
    """Source, sink and net with their limits; NaN where nothing is known of a unit."""
    rates = [
        units.carbon_to_co2(np.array([getattr(one, limit) for one in used], dtype=np.float64))
        for limit in ("value", "low", "high")
    ]
    made = {}
    sides = {
        "source": ([np.maximum(rate, 0.0) for rate in rates], energy),
        "sink": ([np.minimum(rate, 0.0) for rate in rates], 0.0),
        "net": (rates, energy),
    }
    for number, (name, (side, more)) in enumerate(sides.items()):
        found = _interval(
            direct, used, side, spread, lambda part, done=number: progress((done + part) / len(sides))
        )
        columns = (direct @ side[0] + more, found.low + more, found.high + more, found.sd + 0.0 * more)
        for suffix, values in zip(("", "_low", "_high", "_sd"), columns):
            made[name + suffix] = np.where(nothing, np.nan, values)
    return made


def _interval(
    area: np.ndarray, used: Sequence[Coefficient], side, spread: Spreading, progress
) -> un.Interval:
    """Interval of the sums over classes; classes that share a row of the table share its error."""
    rows = [one.factor if one.factor is not None else number for number, one in enumerate(used)]
    position = {row: number for number, row in reversed(list(enumerate(rows)))}
    count, classes = area.shape
    terms = un.Terms(
        np.repeat(np.arange(count), classes),
        area.ravel(),
        np.tile([position[row] for row in rows], count).reshape(-1, 1).astype(np.int64),
    )
    inputs = un.Inputs([_key(one) for one in used], *side)
    return un.interval(terms, inputs, count, spread.draws, spread.seed, spread.distribution, progress)


def _key(one: Coefficient) -> str:
    """Name of a coefficient that its draws are seeded with; land without one is exactly known."""
    row = one.factor
    return "" if row is None else "/".join((row.scheme, row.key, row.parameter, row.region))


def with_biomass(
    made: LandBudget, forest: Biomass, source: Biomass | None = None, sink: Biomass | None = None
) -> LandBudget:
    """A budget with the carbon of forest biomass by gain and loss added, row by row.

    Parameters
    ----------
    made
        The budget, whose forest has no coefficient.
    forest
        Forest of every row. Where it is not known (NaN), source, sink and net are not, and the row carries
        ``NO_K``.
    source, sink
        What of it is source and what is sink, for rows that stand for several units; by default a net uptake
        of a row is a sink, a net loss a source.

    Notes
    -----
    Both accounts are independent.
    """
    sides = {
        "source": source or forest.where(~(forest.net <= 0)),
        "sink": sink or forest.where(~(forest.net > 0)),
        "net": forest,
    }
    columns = {"flags": made.flags.copy()}
    for side, one in sides.items():
        down, up = one.net - one.low, one.high - one.net
        value, low, high = (getattr(made, side + ending) for ending in ("", "_low", "_high"))
        total = value + one.net
        found = un.from_limits(total - np.hypot(value - low, down), total + np.hypot(high - value, up))
        columns |= {
            side: total,
            f"{side}_low": found.low,
            f"{side}_high": found.high,
            f"{side}_sd": np.hypot(getattr(made, f"{side}_sd"), (down + up) / (2 * un.Z95)),
        }
    fl.mark(columns["flags"], "NO_K", np.isnan(forest.net))
    return replace(made, **columns)


def without_land(made: LandBudget) -> LandBudget:
    """A budget with zero where a row has no land at all, instead of not known: other accounts may fill it."""
    bare = (made.area_ha <= 0) & (made.unknown_ha <= 0)
    names = [side + ending for side in ("source", "sink", "net") for ending in ("", "_low", "_high", "_sd")]
    columns = {name: np.where(bare, 0.0, getattr(made, name)) for name in names}
    return replace(made, **columns, flags=np.where(bare, fl.empty(len(bare)), made.flags))


def per_class(
    area_ha: np.ndarray,
    classes: Sequence[str],
    known: Mapping[str, Coefficient],
    spread: Spreading | None = None,
) -> LandBudget:
    """The same budget by carbon class: one element per class, summed over units; energy is not in it."""
    of_classes = np.diag(np.asarray(area_ha, dtype=np.float64).sum(axis=0))
    return budget(of_classes, classes, known, spread=spread)


def remarks(area_ha: np.ndarray, classes: Sequence[str], known: Mapping[str, Coefficient]) -> list[Problem]:
    """What stands in for what, and what has no coefficient; with areas."""
    names = by_code(carbon_classes())
    totals = dict(zip(classes, np.asarray(area_ha, dtype=np.float64).sum(axis=0).tolist()))
    found = []
    for code, area in totals.items():
        if area <= 0 or code not in known:
            continue
        coefficient = known[code]
        if coefficient.factor is None:
            found.append(
                problem(
                    "{name}, {area} ha: no coefficient by area; its carbon is that of the energy used there, "
                    "or has its own account.",
                    name=_called(names, code),
                    area=f"{area:.6g}",
                )
            )
        elif coefficient.stands_in:
            found.append(
                problem(
                    "{name}, {area} ha: the scheme {scheme} has no coefficient of its own; that of {used} is "
                    "used.",
                    name=_called(names, code),
                    area=f"{area:.6g}",
                    scheme=coefficient.factor.scheme,
                    used=_called(names, coefficient.stands_in),
                )
            )
    return found


def without_coefficient(
    area_ha: np.ndarray, classes: Sequence[str], known: Mapping[str, Coefficient], scheme: str
) -> list[Problem]:
    """Classes that the scheme does not cover, with areas; empty where it covers all."""
    names = by_code(carbon_classes())
    totals = np.asarray(area_ha, dtype=np.float64).sum(axis=0).tolist()
    lacking = [(code, area) for code, area in zip(classes, totals) if area > 0 and code not in known]
    if not lacking:
        return []
    return [
        problem(
            "The scheme {scheme} has no coefficient for {classes}. Choose another scheme or a table of your "
            "own, or go on without them.",
            scheme=scheme,
            classes=Words.joined(_with_area(_called(names, code), area) for code, area in lacking),
        )
    ]


def _called(names: Mapping, code: str) -> Words:
    return names[code].words if code in names else Words(code, code)


def _with_area(named: Words, area: float) -> Words:
    return Words(f"{named.en} ({area:.6g} ha)", f"{named.zh}（{area:.6g} ha）")
