"""Totals of units spread over the cells of a grid by proxies, so that every unit keeps its total.

    x_c = R_u x sum over proxies p of a_pu x p_c / sum of p over the cells of u       (dasymetric mapping)

R_u is what is left of the unit's total without its point sources, a_pu the weight of a proxy among those that
are not zero everywhere in the unit. Where all are, R_u lies evenly on the area of the unit, and that is told.
Catalogue of methods F.02 `carbon_emission_grid`; sums kept: method notes H. Everything works on blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, Problem, problem, raise_if_any

#: How the rest of a unit was laid out: by proxies, evenly over its area, in one cell (it holds no centre of a
#: cell), not at all (its total is unknown).
PROXY, EVEN, ONE_CELL, UNKNOWN = METHODS = ("proxy", "even", "one_cell", "unknown")
SHOWN = 10


@dataclass
class Sums:
    """What blocks add up to, by unit; element 0 is the land outside of all units.

    Attributes
    ----------
    proxy
        Sum of each proxy, shape (proxies, units + 1), float64.
    area
        Area of the cells, hectares.
    cells
        Number of cells.
    unusable
        Cells that are negative or infinite in each proxy.
    missing
        Cells of units without a value in each proxy; they count as 0.
    """

    proxy: np.ndarray
    area: np.ndarray
    cells: np.ndarray
    unusable: np.ndarray
    missing: np.ndarray

    @classmethod
    def nothing(cls, proxies: int, units: int) -> Sums:
        """Sums before the first block."""
        return cls(
            np.zeros((proxies, units + 1)),
            np.zeros(units + 1),
            np.zeros(units + 1, dtype=np.int64),
            np.zeros(proxies, dtype=np.int64),
            np.zeros(proxies, dtype=np.int64),
        )

    def add(self, other: Sums) -> None:
        """Add the sums of another block."""
        for name in ("proxy", "area", "cells", "unusable", "missing"):
            getattr(self, name).__iadd__(getattr(other, name))


def block_sums(unit: np.ndarray, area: np.ndarray, proxies: list[np.ndarray], units: int) -> Sums:
    """Sums of one block.

    Parameters
    ----------
    unit
        Number of the unit of every cell, 0 where there is none.
    area
        Hectares of a cell, of a shape that fits *unit*.
    proxies
        Float64 arrays like *unit*; NaN where there is no value.
    units
        Number of units.
    """
    places = unit.ravel()
    inside = places > 0
    made = Sums.nothing(len(proxies), units)
    made.area[:] = np.bincount(places, np.broadcast_to(area, unit.shape).ravel(), units + 1)
    made.cells[:] = np.bincount(places, minlength=units + 1)
    for number, proxy in enumerate(proxies):
        values = proxy.ravel()
        made.missing[number] = np.count_nonzero(np.isnan(values) & inside)
        made.unusable[number] = np.count_nonzero(((values < 0) | np.isinf(values)) & inside)
        made.proxy[number] = np.bincount(places, np.nan_to_num(values, posinf=0.0, neginf=0.0), units + 1)
    return made


@dataclass(frozen=True)
class Rates:
    """What a cell gets of its unit: per unit of each proxy, and per hectare.

    Attributes
    ----------
    proxy
        Shape (proxies, units + 1).
    even
        Per hectare, where no proxy helps; NaN for units whose total is unknown, and outside of units.
    method
        One of `METHODS` for every unit (without element 0).
    """

    proxy: np.ndarray
    even: np.ndarray
    method: np.ndarray


def rates(rest, sums: Sums, weights) -> Rates:
    """How the rest of every unit is spread over its cells.

    Parameters
    ----------
    rest
        Amount to be spread of every unit; NaN where unknown.
    sums
        Sums over all blocks.
    weights
        Weight of each proxy, not negative, at least one above 0; any scale.
    """
    rest = np.asarray(rest, dtype=np.float64)
    weights = np.asarray(weights, dtype=np.float64)
    proxy = sums.proxy[:, 1:]
    of_unit = np.where(proxy > 0, weights[:, None], 0.0)
    whole = of_unit.sum(axis=0)
    share = np.divide(of_unit, whole, out=np.zeros_like(of_unit), where=whole > 0)
    known, placed = np.isfinite(rest), sums.cells[1:] > 0
    by_proxy = known & placed & (whole > 0)
    evenly = known & placed & ~by_proxy
    per_proxy = np.zeros_like(sums.proxy)
    per_proxy[:, 1:] = np.divide(rest * share, proxy, out=np.zeros_like(share), where=by_proxy & (share > 0))
    even = np.full(len(rest) + 1, np.nan)
    even[1:][by_proxy | (known & ~placed)] = 0.0
    even[1:][evenly] = rest[evenly] / sums.area[1:][evenly]
    method = np.select([~known, ~placed, evenly], [UNKNOWN, ONE_CELL, EVEN], default=PROXY).astype(object)
    return Rates(per_proxy, even, method)


def block_values(unit: np.ndarray, area: np.ndarray, proxies: list[np.ndarray], found: Rates) -> np.ndarray:
    """Amount in every cell of a block, float64; NaN outside of units and where a total is unknown."""
    made = found.even[unit] * area
    for number, proxy in enumerate(proxies):
        made += found.proxy[number][unit] * np.nan_to_num(proxy)
    return made


def class_weights(codes: np.ndarray, known: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weight of the class of every cell, and a mask of cells whose code has none (their weight is NaN).

    Parameters
    ----------
    codes
        Whole numbers.
    known, weight
        Codes in ascending order, and their weights.
    """
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    fits = known[at] == codes
    return np.where(fits, weight[at], np.nan), ~fits


def rest_of_units(total, points, point_unit, part_of_totals: bool, labels) -> np.ndarray:
    """What is left of every unit without its point sources.

    Parameters
    ----------
    total
        Totals of the units; NaN where unknown.
    points, point_unit
        Amounts of the point sources (NaN: unknown, told elsewhere), and the position of their unit; -1 none.
    part_of_totals
        Whether the points are part of the totals; otherwise they come on top of them.
    labels
        Names of the units for messages.

    Raises
    ------
    InputError
        Points emit more than their unit, or belong to none: accounts that contradict each other.
    """
    total = np.asarray(total, dtype=np.float64)
    if not part_of_totals:
        return total.copy()
    amounts, at = np.nan_to_num(np.asarray(points, dtype=np.float64)), np.asarray(point_unit, dtype=np.int64)
    inside = at >= 0
    held = np.bincount(at[inside], amounts[inside], len(total))
    over = np.flatnonzero((held > total * (1 + 1e-9)) & (held > 0))
    raise_if_any([*_homeless(int((~inside).sum())), *_too_much(over, held, total, labels)], InputError)
    rest = total - held
    # a rounding of a total that consists of points alone
    return np.where(np.abs(rest) <= 1e-9 * np.abs(total), 0.0, rest)


def _homeless(count: int) -> list[Problem]:
    if not count:
        return []
    return [
        problem(
            "{count} point sources lie in no unit, so that they cannot be part of a total. Correct their "
            "places or codes, or count points on top of the totals.",
            count=count,
        )
    ]


def _too_much(over, held, total, labels) -> list[Problem]:
    if not len(over):
        return []
    shown = [f"{labels[one]} ({held[one]:.6g} > {total[one]:.6g})" for one in over[:SHOWN]]
    return [
        problem(
            "The point sources of {count} units exceed the totals of the units: {units}{more}. Correct the "
            "amounts or their units of measurement, or count points on top of the totals.",
            count=len(over),
            units=", ".join(shown),
            more=" …" if len(over) > SHOWN else "",
        )
    ]
