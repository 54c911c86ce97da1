"""The causes of warnings, unit by unit: gaps, the parts that make them, the drivers behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import Problem, problem
from . import tracing
from .tree import Tree

UNIT, SECTOR, ENTERPRISE, DRIVER = "unit", "sector", "enterprise", "driver"
#: Word for what is not told: the rest of a sector beyond its named enterprises, a unit without sectors.
REST = ""


@dataclass(frozen=True)
class Row:
    """One cause.

    Attributes
    ----------
    traced
        Unit whose warning is traced.
    level
        ``unit``, ``sector``, ``enterprise`` or ``driver``.
    unit, sector, enterprise, factor
        The cause; empty where its level does not have it.
    base, now
        Values at both dates; of a driver NaN.
    effect
        Change, or the effect of the driver.
    gap, share
        Part of the gap; over the whole gap.
    rank, cumulative, decisive
        Place among the causes of its level, share up to it, whether it is one of the few that make most.
    method
        How the gap was shared.
    """

    traced: str
    level: str
    unit: str
    sector: str
    enterprise: str
    factor: str
    base: float
    now: float
    effect: float
    gap: float
    share: float
    method: str
    rank: int = 0
    cumulative: float = float("nan")
    decisive: bool = False


@dataclass(frozen=True)
class Ledger:
    """Records by place; ``value``, ``gdp``, ``energy`` have the shape (2, places), NaN where missing."""

    unit: Sequence[str]
    sector: Sequence[str]
    enterprise: Sequence[str]
    value: np.ndarray
    gdp: np.ndarray | None = None
    energy: np.ndarray | None = None
    population: Mapping[str, np.ndarray] | None = None


@dataclass(frozen=True)
class Traced:
    """A unit that was traced: its values, target and gap; ``reason`` says why it has no causes."""

    unit: str
    base: float
    now: float
    target: float
    gap: float
    reason: Problem | None
    rows: tuple[Row, ...]


def below(tree: Tree, unit: str, units: Sequence[str]) -> list[int]:
    """Positions of *units* that are *unit* or lie below it."""
    above = tree.above()

    def within(code: str) -> bool:
        while code != unit and code in above:
            code = above[code]
        return code == unit

    known = {code: within(code) for code in dict.fromkeys(units)}
    return [at for at, code in enumerate(units) if known[code]]


def without_records(tree: Tree, unit: str, units: Sequence[str]) -> list[str]:
    """Lowest units below *unit* for which neither they nor a unit between have records."""
    above, recorded = tree.above(), set(units)
    lowest = [tree.code[at] for at in np.flatnonzero(tree.height == 0).tolist() if tree.code[at] != unit]
    found = []
    for code in [] if unit in recorded else lowest:
        path = [code]
        while path[-1] != unit and path[-1] in above:
            path.append(above[path[-1]])
        if path[-1] == unit and not recorded.intersection(path):
            found.append(code)
    return found


def of_unit(tree: Tree, ledger: Ledger, unit: str, target: float, how) -> Traced:
    """Trace one unit.

    Parameters
    ----------
    target
        NaN to trace the change itself.
    how
        (method of `tracing.METHODS`, whether too little is the trouble, share of decisive causes).

    Returns
    -------
    Traced
        Gap: now - target, for floors target - now; without a target the change in the bad direction.
    """
    method, floor, share = how
    at = below(tree, unit, ledger.unit)
    base, now = (_sum(ledger.value[date, at]) for date in (0, 1))
    wanted = base if np.isnan(target) else target
    gap = (wanted - now) if floor else (now - wanted)
    reason, lacking = None, without_records(tree, unit, ledger.unit)
    if np.isfinite(gap) and lacking:
        reason = problem(
            "{unit} has no records of {count} units below it ({units}), so its gap is not known.",
            unit=unit,
            count=len(lacking),
            units=tree.told(lacking),
        )
        gap = float("nan")
    elif not np.isfinite(gap):
        reason = problem("{unit} has no values of both dates; nothing can be traced.", unit=unit)
    elif gap <= 0:
        reason = problem("{unit} has no gap: it keeps its target, or did not get worse.", unit=unit)
    if reason is not None:
        return Traced(unit, base, now, target, gap, reason, ())
    if method == tracing.LMDI:
        rows, reason = _drivers(ledger, unit, at, gap, floor)
    else:
        rows = _parts(ledger, unit, at, gap, method, floor)
        if not any(np.isfinite(row.gap) for row in rows):
            reason = problem(
                "The gap of {unit} has no cause among its parts: none of them got worse.", unit=unit
            )
    return Traced(unit, base, now, target, gap, reason, tuple(_ranked(rows, share)))


def _parts(ledger: Ledger, unit: str, at: Sequence[int], gap: float, method: str, floor: bool) -> list[Row]:
    places = [(ledger.unit[one], ledger.sector[one], ledger.enterprise[one]) for one in at]
    found = tracing.trace(places, ledger.value[0, at], ledger.value[1, at], gap, method, floor)
    made = []
    for cause in found:
        level = (UNIT, SECTOR, ENTERPRISE)[len(cause.path) - 1]
        named = (*cause.path, REST, REST)[:3]
        if level == UNIT and named[0] == unit and all(place[0] == unit for place in places):
            continue  # the unit itself is no cause of its own gap
        made.append(
            Row(
                unit,
                level,
                *named,
                "",
                cause.base,
                cause.now,
                cause.now - cause.base,
                cause.gap,
                cause.gap / gap,
                cause.method,
            )
        )
    return made


def _drivers(ledger: Ledger, unit: str, at: Sequence[int], gap: float, floor: bool):
    """Drivers of the change, sector by sector of every unit below; the gap by those that made it worse."""
    effects: list[tuple[str, str, str, float]] = []
    for code in dict.fromkeys(ledger.unit[one] for one in at):
        places = [one for one in at if ledger.unit[one] == code]
        sectors = list(dict.fromkeys(ledger.sector[one] for one in places))
        columns = {
            name: _by_sector(getattr(ledger, name), places, sectors, ledger.sector)
            for name in ("value", "gdp", "energy")
        }
        if any(column is not None and not np.isfinite(column).all() for column in columns.values()):
            return [], problem(
                "{unit} lacks GDP, energy or emissions of a sector at one of the dates.", unit=code
            )
        people = (ledger.population or {}).get(code)
        found = tracing.drivers(columns["value"], people, columns["gdp"], columns["energy"])
        effects += [
            (code, sector, factor, float(found.effect[row, column]))
            for row, factor in enumerate(found.factors)
            for column, sector in enumerate(sectors)
        ]
    worse = np.array([max(-effect if floor else effect, 0.0) for *_, effect in effects])
    parts = gap * worse / worse.sum() if worse.sum() > 0 else np.full(len(worse), np.nan)
    nan = float("nan")
    return [
        Row(
            unit,
            DRIVER,
            code,
            sector,
            "",
            factor,
            nan,
            nan,
            effect,
            float(part),
            float(part) / gap,
            tracing.LMDI,
        )
        for (code, sector, factor, effect), part in zip(effects, parts)
    ], None


def _by_sector(values, places: Sequence[int], sectors: Sequence[str], of: Sequence[str]) -> np.ndarray | None:
    """Sums by sector at both dates; 0 for a sector without records at one date, where others have some."""
    if values is None:
        return None
    made = np.array(
        [
            [_sum(values[date, [one for one in places if of[one] == name]]) for name in sectors]
            for date in (0, 1)
        ]
    )
    some = np.isfinite(made).any(axis=1, keepdims=True)
    return np.where(np.isnan(made) & some, 0.0, made)


def _ranked(rows: Sequence[Row], share: float) -> list[Row]:
    """Rows of each level by their part of the gap, the largest first, with running shares."""
    made: list[Row] = []
    for level in (UNIT, SECTOR, ENTERPRISE, DRIVER):
        here = [row for row in rows if row.level == level]
        parts = np.array([row.gap for row in here], dtype=np.float64)
        chosen = tracing.decisive(parts, share)
        running = 0.0
        for rank, at in enumerate(
            np.argsort(-np.nan_to_num(parts, nan=-np.inf), kind="stable").tolist(), start=1
        ):
            part = here[at].share
            running += part if np.isfinite(part) else 0.0
            told = running if np.isfinite(part) else float("nan")
            made.append(replace(here[at], rank=rank, cumulative=told, decisive=bool(chosen[at])))
    return made


def _sum(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else float("nan")
