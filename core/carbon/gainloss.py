"""Carbon of forest biomass by gain and loss: growth less wood removal and disturbance.

    dC = A x G x (1+R) x CF - [ H x BCEF x (1+R) x CF + A_d x B x (1+R) x CF x f_d ]

IPCC 2006 Guidelines Vol 4 Ch 2, eq 2.7 and 2.9 to 2.14, at the level of Tier 1 and 2; factors.md 3.7, E08.
A gain of carbon is a sink: the sign is turned here, and only here (sources positive, sinks negative).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import uncertainty as un
from .. import units
from ..errors import InputError, Problem, Words, problem
from ..factors import Factor, builtin
from ..wording import shown
from .emission_ranges import Spreading

AREA, GROWTH, RATIO, FRACTION = "area", "growth", "root_shoot", "carbon_fraction"
HARVEST, EXPANSION = "harvest", "expansion"
DISTURBED, BIOMASS, LOST = "disturbed", "biomass", "lost"
#: What a stand is described by, in the order of the equation.
QUANTITIES = {
    AREA: Words("area", "面积"),
    GROWTH: Words("growth above ground", "地上生物量年增长"),
    RATIO: Words("root-to-shoot ratio", "根茎比"),
    FRACTION: Words("carbon fraction", "含碳率"),
    HARVEST: Words("wood removal", "木材采伐量"),
    EXPANSION: Words("expansion factor of removals", "采伐生物量转换扩展系数"),
    DISTURBED: Words("disturbed area", "受干扰面积"),
    BIOMASS: Words("biomass above ground of what is disturbed", "受干扰林分地上生物量"),
    LOST: Words("share of it that is lost", "损失比例"),
}
#: What is missing without these two is a part of the equation, not the equation.
NEEDED = (GROWTH, RATIO)
PARTS = {"gain": (), "wood": (HARVEST, EXPANSION), "disturbance": (DISTURBED, BIOMASS, LOST)}
SHARES = (FRACTION, LOST)
#: Measured stand by stand: their errors are independent, even where numbers are equal by chance.
AMOUNTS = (AREA, HARVEST, DISTURBED)
SHOWN = 20


@dataclass(frozen=True)
class Quantity:
    """Values of the stands with 95 % limits; float64 arrays, NaN in the limits: exactly known."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def carbon_fraction() -> Factor:
    """Carbon of a tonne of dry matter of forest (IPCC 2006 Vol 4 Table 4.3: 0.47, 0.44 to 0.49)."""
    return builtin("sink_rates").lookup("carbon_fraction", "forest_carbon_fraction", "IPCC2006")


@dataclass(frozen=True)
class Biomass:
    """Yearly carbon of forest biomass of units, t CO2.

    Attributes
    ----------
    gain, wood, disturbance
        Growth (<= 0), removals (>= 0) and disturbances (>= 0).
    net, low, high
        Their sum, with its 95 % limits; NaN where a part of a unit is not known.
    """

    gain: np.ndarray
    wood: np.ndarray
    disturbance: np.ndarray
    net: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def where(self, mask) -> Biomass:
        """The same in the rows of *mask*, zero in others."""
        return Biomass(**{name: np.where(mask, column, 0.0) for name, column in vars(self).items()})

    def taken(self, at: np.ndarray) -> Biomass:
        """The rows at the places *at*."""
        return Biomass(**{name: column[at] for name, column in vars(self).items()})


def wrong_values(stands: Mapping[str, Quantity], rows: np.ndarray) -> list[Problem]:
    """What no stand can be: below 0, infinite, a share above 1, limits beside the value; with rows."""
    found = []
    for name, words in QUANTITIES.items():
        if name not in stands:
            continue
        one = stands[name]
        most = 1.0 if name in SHARES else np.inf
        with np.errstate(invalid="ignore"):
            bad = (one.value < 0) | np.isinf(one.value) | (one.value > most)
            crossed = (one.low > one.value) | (one.high < one.value)
        if bad.any():
            found.append(
                problem(
                    "{quantity}: {count} values are negative, infinite or, being shares, above 1 "
                    "(rows {rows}).",
                    quantity=words,
                    count=int(bad.sum()),
                    rows=shown(rows[bad].tolist(), SHOWN),
                )
            )
        if crossed.any():
            found.append(
                problem(
                    "{quantity}: the limits of {count} rows do not hold the value (rows {rows}); _lo must "
                    "be at most, _hi at least the value.",
                    quantity=words,
                    count=int(crossed.sum()),
                    rows=shown(rows[crossed].tolist(), SHOWN),
                )
            )
    return found


def disturbed_beyond(area: np.ndarray, disturbed: np.ndarray, rows: np.ndarray) -> list[Problem]:
    """Stands of which more is disturbed in a year than there is; with rows."""
    with np.errstate(invalid="ignore"):
        bad = disturbed > area
    if not bad.any():
        return []
    return [
        problem(
            "The disturbed area of {count} rows is larger than the stand itself (rows {rows}); both are ha.",
            count=int(bad.sum()),
            rows=shown(rows[bad].tolist(), SHOWN),
        )
    ]


def account(
    target: np.ndarray,
    stands: Mapping[str, Quantity],
    count: int,
    rows: np.ndarray | None = None,
    spread: Spreading | None = None,
    names: Sequence[str] | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> Biomass:
    """Carbon of the stands of every unit.

    Parameters
    ----------
    target
        Unit of each stand, int64 from 0.
    stands
        Quantities of `QUANTITIES`: ``area`` ha; ``growth`` t d.m. above ground per ha and year;
        ``root_shoot`` below over above ground; ``carbon_fraction`` tC per t d.m. (left out:
        `carbon_fraction`); ``harvest`` m3 a year, ``expansion`` t d.m. above ground per m3; ``disturbed`` ha
        a year, ``biomass`` t d.m. above ground per ha, ``lost`` share (left out: 1). Without the quantities
        of a part, the part is 0.
    count
        Number of units.
    rows
        Names of the stands in messages; their places by default.
    names
        Names of the units of the stands, which seed the draws of `AMOUNTS`; their numbers by default.

    Raises
    ------
    InputError
        What `wrong_values` finds.

    Notes
    -----
    Equal values with equal limits of one quantity are one factor, with one error wherever it works; others
    are independent, and so are the `AMOUNTS` of different stands (IPCC 2006 Vol 1 Ch 3). Area, growth and the
    rest of a unit that miss leave the unit unknown (NaN), not smaller.

    Examples
    --------
    >>> one = lambda x: Quantity(np.array([x]), np.array([np.nan]), np.array([np.nan]))
    >>> numbers = {"area": 1000.0, "growth": 2.0, "root_shoot": 0.24, "carbon_fraction": 0.47}
    >>> stands = {name: one(number) for name, number in numbers.items()}
    >>> round(float(account(np.array([0]), stands, 1).net[0]), 2)
    -4273.87
    """
    faults = wrong_values(stands, np.arange(len(target)) if rows is None else rows)
    if faults:
        raise InputError(*faults)
    known = _completed(stands, len(target))
    inputs, place = _inputs(known, target.tolist() if names is None else names)
    parts = {name: _terms(name, target, known, place) for name in PARTS}
    sums = {name: un.values(terms, inputs, count) for name, terms in parts.items()}
    whole = un.Terms(*(np.concatenate(column) for column in zip(*(_fields(one) for one in parts.values()))))
    spread = spread or Spreading()
    found = un.interval(whole, inputs, count, spread.draws, spread.seed, spread.distribution, progress)
    net = sum(sums.values())
    return Biomass(**sums, net=net, low=found.low, high=found.high)


def _completed(stands: Mapping[str, Quantity], size: int) -> dict[str, Quantity]:
    """The quantities with what stands in for those that may be left out."""
    known = {**stands}
    if FRACTION not in known:
        known[FRACTION] = _of_factor(carbon_fraction(), size)
    if DISTURBED in known and LOST not in known:
        known[LOST] = Quantity(np.ones(size), np.full(size, np.nan), np.full(size, np.nan))
    return known


def _of_factor(factor: Factor, size: int) -> Quantity:
    return Quantity(
        *(np.full(size, number, dtype=np.float64) for number in (factor.value, factor.low, factor.high))
    )


def _inputs(known: Mapping[str, Quantity], names: Sequence) -> tuple[un.Inputs, dict[str, np.ndarray]]:
    """Quantities as inputs, equal factors once, and the place of each stand's."""
    # without limits exactly known; NaN would tell equal rows apart
    limits = {
        name: np.column_stack(
            [one.value, *(np.where(np.isnan(side), one.value, side) for side in (one.low, one.high))]
        )
        for name, one in known.items()
    }
    stands = _stands(limits, names)
    keys, columns, place = [], [], {}
    for name, values in limits.items():
        is_own = (values[:, 1] < values[:, 2]) & (name in AMOUNTS)
        of_equation = values + 1.0 if name == RATIO else values  # (1 + R)
        own = np.where(is_own, np.arange(1, len(values) + 1), 0)
        unique, of_row = np.unique(np.column_stack([of_equation, own]), axis=0, return_inverse=True)
        place[name] = len(keys) + of_row.reshape(-1)
        keys += [
            f"{name}/{stands[int(stand) - 1]}" if stand else f"{name}/{number:.17g}/{low:.17g}/{high:.17g}"
            for number, low, high, stand in unique.tolist()
        ]
        columns.append(unique[:, :3])
    return un.Inputs(keys, *np.concatenate(columns).T), place


def _stands(limits: Mapping[str, np.ndarray], names: Sequence) -> list[str]:
    """Names of the stands that depend on nothing but what they are: neither on order nor on other stands."""
    if not any((values[:, 1] < values[:, 2]).any() for name, values in limits.items() if name in AMOUNTS):
        return []
    columns = np.column_stack([limits[name] for name in QUANTITIES if name in limits])
    seen: dict[str, int] = {}
    found = []
    for name, row in zip(names, columns.tolist()):
        text = "/".join([str(name), *(f"{number:.17g}" for number in row)])
        seen[text] = seen.get(text, 0) + 1
        found.append(f"{text}/{seen[text]}")
    return found


def _terms(part: str, target: np.ndarray, known: Mapping[str, Quantity], place) -> un.Terms:
    """Products of a part of the equation in t CO2, sinks negative; none where the part was not given."""
    names = PARTS[part] or (AREA, GROWTH)
    if any(name not in known for name in names):
        return un.Terms(np.zeros(0, np.int64), np.zeros(0), np.zeros((0, 5), np.int64))
    used = np.column_stack([place[name] for name in (*names, RATIO, FRACTION)])
    padded = np.full((len(target), 5), un.NONE, dtype=np.int64)
    padded[:, : used.shape[1]] = used
    sign = -1.0 if part == "gain" else 1.0
    return un.Terms(np.asarray(target, np.int64), np.full(len(target), units.carbon_to_co2(sign)), padded)


def _fields(terms: un.Terms):
    return terms.target, terms.scale, terms.inputs
