"""The carbon balance of units: emissions and land joined, intensities, and contribution coefficients.

Net N = C + S with sources C >= 0 and sinks S <= 0; offset ratio -S/C; economic contribution ECC, ecological
support ESC (factors.md 3.14, methods E.9; the lineage of Lu 2012 and Zhao 2014 is from memory).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from ..csvdata import read_rows
from ..errors import Problem, Words, problem
from ..vocabulary import FOLDER, Named
from .emission_ranges import Spreading

#: Types by (ECC >= 1, ESC >= 1), see ``data/vocabulary/balance_types.csv``.
_TYPES = {
    (True, True): "low_carbon_conservation",
    (True, False): "economic_development",
    (False, True): "carbon_sink_function",
    (False, False): "high_carbon_optimisation",
}
#: Emission per person and year between which amounts are believed: a tenth of the poorest country's mean to
#: a county with a large plant. Outside, a unit is probably wrong by 44/12, 1000 or 10 000 (faults T14).
PLAUSIBLE_T_PERSON = (0.01, 1000.0)


@dataclass(frozen=True)
class Sides:
    """What is balanced, t CO2(e) per year; arrays over units, NaN where missing.

    Attributes
    ----------
    emission
        Emissions of activities.
    land_source
        Emissions of land; 0 where land was not asked for sources.
    sink
        Removals, negative.
    """

    emission: np.ndarray
    land_source: np.ndarray
    sink: np.ndarray


@dataclass(frozen=True)
class Balance:
    """Sums of `balance`.

    Attributes
    ----------
    source, sink, net
        t CO2(e); NaN where a part is missing: a missing sink is not a zero sink (methods A.5).
    offset
        -sink / source; NaN where there is no source.
    flags
        ``NO_E``, ``NO_K``, ``INFINITE``.
    """

    source: np.ndarray
    sink: np.ndarray
    net: np.ndarray
    offset: np.ndarray
    flags: np.ndarray


def with_removals(sides: Sides, emission: np.ndarray, land_source: np.ndarray) -> Sides:
    """Sides in which emissions that are removals stand among the sinks; the net stays what it was.

    Parameters
    ----------
    emission, land_source
        Masks of the units whose emission, or source of land, is a removal (below zero).

    Examples
    --------
    >>> given = Sides(np.array([80.0, -5.0]), 0.0, np.array([-20.0, -1.0]))
    >>> made = with_removals(given, [False, True], False)
    >>> made.emission.tolist(), made.sink.tolist()
    ([80.0, 0.0], [-20.0, -6.0])
    """
    moved = np.where(emission, sides.emission, 0.0) + np.where(land_source, sides.land_source, 0.0)
    return Sides(
        np.where(emission, 0.0, sides.emission),
        np.where(land_source, 0.0, sides.land_source),
        sides.sink + moved,
    )


def balance(sides: Sides) -> Balance:
    """Source, sink, net and offset ratio of every unit.

    Examples
    --------
    >>> made = balance(Sides(np.array([80.0, 50.0]), np.zeros(2), np.array([-20.0, np.nan])))
    >>> made.net.tolist(), made.offset[0]
    ([60.0, nan], 0.25)
    """
    parts = [np.asarray(part, dtype=np.float64) for part in (sides.emission, sides.land_source, sides.sink)]
    emission, land_source, sink = np.broadcast_arrays(*parts)
    flags = fl.empty(emission.shape)
    fl.mark(flags, "NO_E", np.isnan(emission) | np.isnan(land_source))
    fl.mark(flags, "NO_K", np.isnan(sink))
    infinite = np.isinf(emission) | np.isinf(land_source) | np.isinf(sink)
    fl.mark(flags, "INFINITE", infinite)
    source = np.where(infinite, np.nan, emission + land_source)
    sink = np.where(infinite, np.nan, sink)
    return Balance(source, sink, source + sink, ratio(-sink, source), flags)


SIDES = {"gross": ("emission", "land_source"), "sink": ("sink",), "net": ("emission", "land_source", "sink")}


def interval(
    value: Sides,
    low: Sides,
    high: Sides,
    side: str = "net",
    names: Sequence = (),
    asked: Spreading | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> un.Interval:
    """Interval of the net (or of another of `SIDES`) of every unit from the limits of its parts.

    The parts of a unit are taken for independent. Limits of a part that has none equal its value; where they
    are missing, the interval is. Near neutrality the interval holds zero: there the limits, not a percentage,
    are what to report (factors.md 3.11).

    Parameters
    ----------
    names
        What the units are called; the seeds of draws, so that the order of units does not matter.
    asked
        Propagation (E14, the default), or draws (E15).
    progress
        Called with a fraction 0..1; may raise to cancel.
    """
    parts, asked = SIDES[side], asked or Spreading()
    columns = [
        [np.asarray(getattr(one, part), dtype=np.float64) for one in (value, low, high)] for part in parts
    ]
    width = np.broadcast_shapes(*(side.shape for sides in columns for side in sides))
    middle, below, above = (
        np.stack([np.broadcast_to(sides[at], width) for sides in columns]).reshape(-1) for at in range(3)
    )
    known = np.isfinite(middle) & np.isfinite(below) & np.isfinite(above)
    count = int(np.prod(width))
    called = list(names) or range(count)
    inputs = un.Inputs(
        [f"{part} {name}" for part in parts for name in called],
        np.where(known, middle, 0.0),
        np.where(known, below, np.nan),
        np.where(known, above, np.nan),
    )
    places = np.arange(len(middle))
    terms = un.Terms(places % count, np.ones(len(middle)), places.reshape(-1, 1))
    made = un.interval(terms, inputs, count, asked.draws, asked.seed, asked.distribution, progress)
    whole = known.reshape(len(parts), count).all(axis=0)
    return un.Interval(*(np.where(whole, found, np.nan) for found in (made.low, made.high, made.sd)))


def ratio(above, below) -> np.ndarray:
    """above / below; NaN where either is missing or *below* is not positive."""
    a, b = np.broadcast_arrays(np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64))
    known = np.isfinite(a) & np.isfinite(b) & (b > 0)
    return np.divide(a, b, out=np.full(a.shape, np.nan), where=known)


def contribution(part, source) -> np.ndarray:
    """Share of a unit in *part* over its share in the sources: ECC with GDP, ESC with removals.

        ECC_i = (G_i / G) / (C_i / C),   ESC_i = (K_i / K) / (C_i / C)

    Parameters
    ----------
    part
        GDP, or removals counted positive, per unit.
    source
        Sources per unit, t CO2(e).

    Returns
    -------
    float64 array
        NaN where either is missing or the unit has no source. G, K and C sum over units that have both.
    """
    g, c = np.broadcast_arrays(np.asarray(part, dtype=np.float64), np.asarray(source, dtype=np.float64))
    both = np.isfinite(g) & np.isfinite(c)
    share_of_part = ratio(np.where(both, g, np.nan), g[both].sum())
    share_of_source = ratio(np.where(both, c, np.nan), c[both].sum())
    return ratio(share_of_part, share_of_source)


def economic_contribution(gdp, source) -> np.ndarray:
    """ECC as `contribution` has it; a GDP of 0 or below is unknown, and in no national sum."""
    known = np.asarray(gdp, dtype=np.float64)
    return contribution(np.where(known > 0, known, np.nan), source)


def balance_type(ecc, esc) -> np.ndarray:
    """Code of the type of every unit by its coefficients, both against 1; None where one is missing."""
    types = [
        None if np.isnan(e) or np.isnan(s) else _TYPES[bool(e >= 1), bool(s >= 1)]
        for e, s in zip(np.asarray(ecc, dtype=np.float64), np.asarray(esc, dtype=np.float64))
    ]
    return np.array([*types, None], dtype=object)[:-1]


def types() -> dict[str, Named]:
    """Types by code, with names in both languages."""
    rows = read_rows(FOLDER / "balance_types.csv", "list of types")
    return {row["code"]: Named(row["code"], row["name_en"], row["name_zh"]) for row in rows}


def intensity(amount, denominator, flags: np.ndarray) -> np.ndarray:
    """Amount per area, person or GDP; marks ``BAD_X`` in place where the denominator is missing or <= 0."""
    x = np.asarray(denominator, dtype=np.float64)
    fl.mark(flags, "BAD_X", ~(np.isfinite(x) & (x > 0)))
    return ratio(amount, x)


def plausibility(source, population) -> list[Problem]:
    """A warning where emissions per person are out of all proportion: a wrong unit is likely."""
    per_person = ratio(source, population)
    known = per_person[np.isfinite(per_person) & (per_person > 0)]
    if not len(known):
        return []
    middle = float(np.median(known))
    low, high = PLAUSIBLE_T_PERSON
    if low <= middle <= high:
        return []
    return [
        problem(
            "Half of the units emit {amount} t CO2 per person or {side}; between {low} and {high} would be "
            "usual. Check the units of carbon (t, 10^4 t, tC) and of population.",
            amount=f"{middle:.3g}",
            side=Words("less", "更少") if middle < low else Words("more", "更多"),
            low=low,
            high=high,
        )
    ]
