"""From a warning to its causes: a gap handed down to units, sectors and enterprises (methods C.7, D.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from . import decomposition

GROWTH, SHARE, LMDI = "growth", "share", "lmdi"
METHODS = (GROWTH, SHARE, LMDI)


@dataclass(frozen=True)
class Parts:
    """How a gap is shared among parts.

    Attributes
    ----------
    gap
        Part of the gap; NaN where it cannot be told.
    method
        ``growth``, or ``share`` where a base is missing or nothing grew; empty without a gap.
    """

    gap: np.ndarray
    method: str


def attribute(gap: float, now, base, method: str, floor: bool = False) -> Parts:
    """Share a gap among parts.

        growth: gap max(0, change_k) / sum of the positive changes;   share: gap now_k / sum now

    Parameters
    ----------
    gap
        How far the whole is beyond its target, > 0.
    now, base
        Values of the parts; NaN where unknown. A part whose value of now is unknown gets none.
    method
        ``growth`` or ``share``.
    floor
        Whether too little is the trouble: then what fell is the cause, and shares tell nothing.

    Notes
    -----
    Test of the methods: base 200, 150, 50, now 250, 150, 60, target 400: 50, 0, 10 by growth and 32.6087,
    19.5652, 7.8261 by share.
    """
    now = np.asarray(now, dtype=np.float64)
    nothing = np.full(now.shape, np.nan)
    if not np.isfinite(gap):
        return Parts(nothing, "")
    if method == GROWTH:
        change = (now - np.asarray(base, dtype=np.float64)) * (-1.0 if floor else 1.0)
        known = np.isfinite(now)
        if (np.isfinite(change) == known).all() and (change[known] > 0).any():
            risen = np.where(known, np.maximum(change, 0.0), 0.0)
            return Parts(np.where(known, gap * risen / risen.sum(), np.nan), GROWTH)
        if floor:
            return Parts(nothing, "")
    held = np.where(np.isfinite(now), np.maximum(now, 0.0), 0.0)
    if floor or held.sum() == 0:
        return Parts(nothing, "")
    return Parts(np.where(np.isfinite(now), gap * held / held.sum(), np.nan), SHARE)


@dataclass(frozen=True)
class Cause:
    """One node of a trace: a unit, a sector of it, an enterprise or a driver of that sector.

    ``path`` is the names from the traced place down; ``gap`` its part of the gap; ``method`` how it was told.
    """

    path: tuple[str, ...]
    base: float
    now: float
    gap: float
    method: str


def trace(
    paths: Sequence[tuple[str, ...]], base, now, gap: float, method: str, floor: bool = False
) -> list[Cause]:
    """Hand a gap down a tree of paths, level by level.

    Parameters
    ----------
    paths
        For every row its place, from high to low: (unit, sector, enterprise). Rows whose last names are
        empty end there: what a sector has beyond its named enterprises.
    base, now
        Values of the rows at both dates, NaN where a row is not there.
    gap
        Gap of the whole.

    Returns
    -------
    list of Cause
        Every node but the whole, each behind its parent, larger parts first. At every level the parts of
        the children add up to that of their parent, where they are known.
    """
    at = np.arange(len(paths))
    base, now = np.asarray(base, dtype=np.float64), np.asarray(now, dtype=np.float64)
    return _below(paths, base, now, at, (), gap, method, floor)


def _below(paths, base, now, rows, path, gap, method, floor) -> list[Cause]:
    depth = len(path)
    names = list(dict.fromkeys(paths[row][depth] for row in rows if len(paths[row]) > depth))
    if not any(names):
        return []
    groups = [[row for row in rows if paths[row][depth] == name] for name in names]
    before = np.array([_total(base[group]) for group in groups])
    after = np.array([_total(now[group]) for group in groups])
    named = np.array([bool(name) for name in names])
    if np.isfinite(after[named]).any() and not np.isfinite(before[named]).any():
        before[:] = np.nan  # the base year names no part: what each of them was then is unknown, not zero
    # a part that is not there at one of the dates, where its sisters are, was nothing then
    before = np.where(np.isnan(before) & np.isfinite(before).any(), 0.0, before)
    after = np.where(np.isnan(after) & np.isfinite(after).any(), 0.0, after)
    parts = attribute(gap, after, before, method, floor)
    made: list[Cause] = []
    order = np.argsort(-np.nan_to_num(parts.gap, nan=-np.inf), kind="stable")
    for one in order.tolist():
        here = (*path, names[one])
        part = float(parts.gap[one])
        made.append(Cause(here, float(before[one]), float(after[one]), part, parts.method))
        made += _below(paths, base, now, groups[one], here, part, method, floor)
    return made


def _total(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else float("nan")


@dataclass(frozen=True)
class Effects:
    """Drivers of a change of one unit: effect of every factor in every sector, shape (factors, sectors)."""

    factors: tuple[str, ...]
    effect: np.ndarray

    def gap_parts(self, gap: float) -> np.ndarray:
        """The gap by the effects that raised the value: gap max(0, effect) / sum of the positive effects."""
        risen = np.maximum(self.effect, 0.0)
        if not np.isfinite(gap) or risen.sum() == 0:
            return np.full(self.effect.shape, np.nan)
        return gap * risen / risen.sum()


def drivers(value, population=None, gdp=None, energy=None) -> Effects:
    """Effects of the factors of a value by sector, by LMDI; see `decomposition.chain`.

    Parameters
    ----------
    value
        Shape (2, sectors): emission or load at both dates.
    population, gdp, energy
        Population at both dates; GDP and energy by sector as *value*; None where not known.
    """
    found = decomposition.chain(value, population, gdp, energy)
    return Effects(tuple(found), np.array(list(found.values())))


def decisive(parts, share: float = 0.8) -> np.ndarray:
    """The fewest parts that make *share* of the gap together (Pareto); rows in any order."""
    found = np.nan_to_num(np.asarray(parts, dtype=np.float64), nan=0.0)
    if not 0 < share <= 1:
        raise InputError(problem("The share of decisive causes is {share}; it must be in 0..1.", share=share))
    order = np.argsort(-found, kind="stable")
    running = np.cumsum(found[order])
    total = running[-1] if len(running) else 0.0
    chosen = np.zeros(len(found), dtype=bool)
    if total > 0:
        before = np.concatenate([[0.0], running[:-1]])
        chosen[order] = (before < share * total - 1e-12 * total) & (found[order] > 0)
    return chosen
