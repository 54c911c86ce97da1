"""The six classes of raster cells: the rule of `sixclass`, cell by cell, as fast as a raster can be read.

Standards that are one number for all cells become thresholds of the raster's own numbers, found by bisection
with the functions of the rule itself: two comparisons then place a cell, and only cells that exceed weakly in
both are computed in full. Everything else (standards or denominators that are rasters, weighted pollutants)
is computed in full, in pieces that stay in the processor's cache. Both ways give the same classes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..pollution import index
from . import setcells, sixclass

CHUNK = 1 << 16
WEAK_BOTH = 7  # stands for the cells that must be computed in full
_MISSING = 4
_BITS = {np.dtype(np.float32): np.int32, np.dtype(np.float64): np.int64}


@dataclass(frozen=True)
class Pollutant:
    """Standard and benchmark of one pollutant: numbers for all cells, or NaN where a raster gives them."""

    standard: float
    benchmark: float = np.nan


@dataclass(frozen=True)
class Standards:
    """What decides the classes of cells.

    Attributes
    ----------
    rule
        Thresholds, tie and weak-weak rules, `sixclass.Rule`.
    carbon_standard, carbon_benchmark
        x_c* and B_c, net emission per denominator.
    pollutants
        One for each pollution raster; none where a raster of q_p is given.
    composite, weights
        See `pollution.index.composite`.
    judge
        A rule set that judges the exceedances instead of *rule*; None where there is none, or where its
        thresholds are those of *rule*.
    """

    rule: sixclass.Rule = sixclass.DEFAULT_RULE
    carbon_standard: float = 0.0
    carbon_benchmark: float = np.nan
    pollutants: tuple[Pollutant, ...] = ()
    composite: str = "max"
    weights: Sequence[float] | None = None
    judge: setcells.CellSet | None = None


@dataclass(frozen=True)
class Cells:
    """Accounts of cells, flat arrays of one length, NaN where missing; rasters of standards where given.

    Attributes
    ----------
    net, denominator
        N and X; the denominator may be one number.
    pollution
        Values of each pollutant, or q_p alone where the standards name no pollutants.
    carbon_standard, carbon_benchmark, pollution_standards
        Of each cell, in place of the numbers of `Standards`.
    place
        Region of each cell, see `setcells.CellSet`.
    """

    net: np.ndarray
    denominator: np.ndarray | float
    pollution: Sequence[np.ndarray]
    carbon_standard: np.ndarray | None = None
    pollution_standards: Sequence[np.ndarray | None] = field(default_factory=tuple)
    carbon_benchmark: np.ndarray | None = None
    place: np.ndarray | None = None


def exceedances(cells: Cells, standards: Standards) -> tuple[np.ndarray, np.ndarray]:
    """q_c and q_p of cells, float64; NaN where they cannot be known (methods A.2, A.5)."""
    standard = standards.carbon_standard if cells.carbon_standard is None else cells.carbon_standard
    benchmark = standards.carbon_benchmark if cells.carbon_benchmark is None else cells.carbon_benchmark
    q_c, _ = sixclass.carbon_exceedance(cells.net, cells.denominator, standard, benchmark)
    if not standards.pollutants:
        return q_c, np.asarray(cells.pollution[0], dtype=np.float64)
    own = [*cells.pollution_standards, *([None] * len(standards.pollutants))]
    parts = [
        index.exceedance(value, one.standard if limit is None else limit, one.benchmark)[0]
        for value, one, limit in zip(cells.pollution, standards.pollutants, own)
    ]
    if len(parts) == 1 and standards.composite == "max":
        return q_c, parts[0]
    return q_c, index.composite(np.column_stack(parts), standards.composite, standards.weights)[0]


def classified(cells: Cells, standards: Standards) -> np.ndarray:
    """Class codes of cells, uint8, computed in full."""
    if standards.judge is not None:
        return standards.judge.codes(*exceedances(cells, standards), cells.place)
    return sixclass.classify(*exceedances(cells, standards), standards.rule)


@dataclass(frozen=True)
class Steps:
    """Where the numbers of a raster begin to exceed (level 1) and to exceed strongly (level 2)."""

    exceeds: float
    strong: float
    nodata: float | None = None

    def levels(self, values: np.ndarray) -> np.ndarray:
        """0 within, 1 weak, 2 strong, from `_MISSING` upwards not known; uint8."""
        level = np.greater_equal(values, self.exceeds).view(np.uint8)
        level += np.greater_equal(values, self.strong).view(np.uint8)
        known = np.isfinite(values)
        if self.nodata is not None and np.isfinite(self.nodata):
            known &= values != values.dtype.type(self.nodata)
        level += (~known).view(np.uint8) << 2
        return level


class Fast:
    """Classes of cells by thresholds of the rasters' own numbers.

    Parameters
    ----------
    standards
        All of them numbers; the composite must be ``max`` or there must be one pollutant.
    denominator
        X of every cell, one number.
    dtypes, nodata
        numpy types (float32 or float64) and NoData values of the rasters: net, then pollution.
    """

    def __init__(self, standards: Standards, denominator: float, dtypes, nodata):
        self._standards, self._denominator = standards, denominator
        rule = standards.rule
        self._carbon = _steps(self._u, rule, dtypes[0], nodata[0])
        count = max(len(standards.pollutants), 1)
        self._pollution = [
            _steps(lambda x, at=at: self._v(x, at), rule, dtypes[1 + at], nodata[1 + at])
            for at in range(count)
        ]
        self._nodata = nodata
        self._table = _table(rule)

    @staticmethod
    def fits(standards: Standards, dtypes) -> bool:
        """Whether thresholds can do it: floats, numbers with known scales, one exceedance that decides."""
        if standards.judge is not None:
            return False
        pairs = [(standards.carbon_standard, standards.carbon_benchmark)]
        pairs += [(one.standard, one.benchmark) for one in standards.pollutants]
        scaled = all(np.isfinite(limit) and (limit > 0 or scale > 0) for limit, scale in pairs)
        single = len(standards.pollutants) <= 1 or standards.composite == "max"
        return single and scaled and all(np.dtype(one) in _BITS for one in dtypes)

    def _u(self, net):
        one = self._standards
        q, _ = sixclass.carbon_exceedance(net, self._denominator, one.carbon_standard, one.carbon_benchmark)
        return q / one.rule.tau_c

    def _v(self, value, at: int):
        standards = self._standards
        if not standards.pollutants:
            return np.asarray(value, dtype=np.float64) / standards.rule.tau_p
        one = standards.pollutants[at]
        return index.exceedance(value, one.standard, one.benchmark)[0] / standards.rule.tau_p

    def __call__(self, net: np.ndarray, *pollution: np.ndarray) -> np.ndarray:
        """Class codes of flat arrays, uint8."""
        found = np.empty(net.shape, dtype=np.uint8)
        for start in range(0, len(net), CHUNK):
            piece = slice(start, start + CHUNK)
            found[piece] = self._piece(net[piece], [one[piece] for one in pollution])
        return found

    def _piece(self, net: np.ndarray, pollution: list[np.ndarray]) -> np.ndarray:
        place = self._carbon.levels(net) << 3
        place += self._level_of_pollution(pollution)
        code = np.take(self._table, place, mode="clip")
        weak = np.flatnonzero(code == WEAK_BOTH)
        if len(weak):
            code[weak] = self._in_full(net[weak], [one[weak] for one in pollution])
        return code

    def _level_of_pollution(self, pollution: list[np.ndarray]) -> np.ndarray:
        levels = [steps.levels(one) for steps, one in zip(self._pollution, pollution)]
        if len(levels) == 1:
            return levels[0]
        known = [np.where(level < _MISSING, level, 0) for level in levels]
        missing = np.all([level >= _MISSING for level in levels], axis=0)
        return np.maximum.reduce(known) + (missing.view(np.uint8) << 2)

    def _in_full(self, net: np.ndarray, pollution: list[np.ndarray]) -> np.ndarray:
        values = [
            with_nan(one, nodata) if len(pollution) > 1 else one
            for one, nodata in zip(pollution, self._nodata[1:])
        ]
        u, v = self._u(net), np.fmax.reduce([self._v(one, at) for at, one in enumerate(values)])
        rule = self._standards.rule
        leads = (u > v) & ~(np.abs(u - v) <= rule.tolerance)
        if rule.tie == "CP":
            leads |= np.abs(u - v) <= rule.tolerance
        return np.where(leads, np.uint8(sixclass.CP), np.uint8(sixclass.PC))


def with_nan(values: np.ndarray, nodata: float | None) -> np.ndarray:
    """Values as float64, NaN in place of NoData."""
    found = values.astype(np.float64)
    if nodata is not None and np.isfinite(nodata):
        found[values == values.dtype.type(nodata)] = np.nan
    return found


def _steps(normal: Callable, rule: sixclass.Rule, dtype, nodata) -> Steps:
    """Smallest numbers of a type whose normalised exceedance exceeds, and exceeds strongly."""
    tol = rule.tolerance
    exceeds = first_number(lambda x: normal(x) > tol, dtype)
    strong = first_number(lambda x: normal(x) >= 1 - tol, dtype)
    return Steps(exceeds, strong, nodata)


def first_number(holds: Callable, dtype) -> float:
    """Smallest finite number of a float type from which on *holds* is true; inf where it never is.

    Bisection over all numbers of the type, of which bits are the order: 32 or 64 steps, and exact.
    """
    dtype = np.dtype(dtype)
    integer = _BITS[dtype]

    def number(place: int):
        value = np.array([abs(place)], dtype=integer).view(dtype)
        return -value if place < 0 else value

    def is_beyond(place: int) -> bool:
        with np.errstate(over="ignore"):  # the largest numbers of the type exceed without bounds
            return bool(holds(number(place))[0])

    top = int(np.array([np.finfo(dtype).max], dtype=dtype).view(integer)[0])
    low, high = -top, top
    if not is_beyond(high):
        return float("inf")
    while low < high:
        middle = (low + high) // 2
        if is_beyond(middle):
            high = middle
        else:
            low = middle + 1
    return float(number(low)[0])


def _table(rule: sixclass.Rule) -> np.ndarray:
    """Class by level of carbon (times 8) and of pollution; `WEAK_BOTH` where levels do not tell."""
    table = np.zeros(64, dtype=np.uint8)
    stand_in = np.array([-1.0, 0.5, 2.0])
    for carbon in range(3):
        for pollution in range(3):
            code = sixclass.classify(
                stand_in[carbon], stand_in[pollution], sixclass.Rule(weak_weak=rule.weak_weak)
            )
            table[carbon * 8 + pollution] = code
    if rule.weak_weak == "ratio":
        table[1 * 8 + 1] = WEAK_BOTH
    return table
