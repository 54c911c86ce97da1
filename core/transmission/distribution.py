"""One step of a target down the tree: method, reserve, bounds and rounding, with the closure of every parent.

Methods D.3 (rigid, expected, reserve), D.4 (methods), D.5 (bounds, rounding), D.6 (closure). Children are
taken in the order of their codes, so the order of rows changes nothing, not even where units are left over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import InputError, Problem, ScienceError, problem, raise_if_any
from . import families
from .adjustment import bounded_least_squares
from .aggregation import Closure, closure
from .methods import Family, Settings, free_quotas, methods

BINDINGS = ("rigid", "expected", "advisory")
DIRECTIONS = ("ceiling", "floor")
SHOWN = 5
# sums of floats agree to this, relative
AGREES = 1e-9


@dataclass(frozen=True)
class Rules:
    """How a target is handed on.

    Attributes
    ----------
    method
        Code of `methods`.
    direction
        ``ceiling``: the children together keep the parent's total less the reserve; ``floor``: they reach it
        with the reserve on top.
    reserve
        Reserve ratio rho, 0 .. below 1.
    binding
        ``rigid``: exactly; ``expected``: where bounds ask for it, within *tolerance*; ``advisory``: as near
        as the bounds allow.
    tolerance
        Of expected indicators, relative.
    rounding
        Rounding unit; 0 for none.
    band
        Children stay within +- this ratio of their base share; None for no such bounds.
    least_cut, most_cut
        Cut of the intensity (base over GDP) that every child makes at least and at most, ratios; None for
        none. Needs ``base``, ``gdp``, ``gdp_forecast``.
    settings
        See `methods.Settings`.
    """

    method: str = "grandfathering"
    direction: str = "ceiling"
    reserve: float = 0.0
    binding: str = "rigid"
    tolerance: float = 0.05
    rounding: float = 0.0
    band: float | None = None
    least_cut: float | None = None
    most_cut: float | None = None
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True)
class Distribution:
    """Quotas of children and the account of their parents.

    Attributes
    ----------
    free
        What the method gives, before bounds and rounding.
    low, high
        Bounds that held, -inf and inf where none.
    quota
        What every child gets.
    aim
        Per parent: what was to be shared, the reserve taken off (ceilings) or put on (floors).
    total, shared
        Per parent: its value, and the sum of its children's quotas.
    left
        Per parent: what remains of a ceiling, or what a floor gets on top.
    closure
        Per parent, see `aggregation.closure`.
    """

    free: np.ndarray
    low: np.ndarray
    high: np.ndarray
    quota: np.ndarray
    aim: np.ndarray
    total: np.ndarray
    shared: np.ndarray
    left: np.ndarray
    closure: Closure

    def bound(self) -> np.ndarray:
        """``low`` or ``high`` where a bound changed the quota of the method, "" elsewhere."""
        dust = AGREES * np.maximum(np.abs(self.quota), 1.0)
        at_low = np.isfinite(self.low) & (self.quota <= self.low + dust) & (self.free < self.quota - dust)
        at_high = np.isfinite(self.high) & (self.quota >= self.high - dust) & (self.free > self.quota + dust)
        return np.select([at_low, at_high], ["low", "high"], "").astype(object)


def distribute(
    totals,
    columns: Mapping[str, np.ndarray],
    rules: Rules,
    codes: Sequence[str],
    of=None,
    low=None,
    high=None,
    parents: Sequence[str] = ("",),
) -> Distribution:
    """Share the value of every parent among its children.

    Parameters
    ----------
    totals
        Value per parent; one number for a single parent.
    columns
        Columns of the children, see `methods.COLUMNS`.
    rules
        See `Rules`.
    codes
        Codes of the children; they decide who gets left-over units first.
    of
        Parent of every child, 0 .. ; None where there is one parent.
    low, high
        Bounds of the children beside those of the rules; NaN where there is none.
    parents
        Codes of the parents, for messages.

    Raises
    ------
    InputError
        Columns that cannot be; bounds that leave a total out, with the gap; all parents at once.
    """
    total = np.atleast_1d(np.asarray(totals, dtype=np.float64))
    of = np.zeros(len(codes), dtype=np.intp) if of is None else np.asarray(of, dtype=np.intp)
    asked = needed(rules)
    _check(rules, total, {name: column for name, column in columns.items() if name in asked}, codes)
    order = np.lexsort((np.asarray([str(code) for code in codes]), of))
    data = {name: np.asarray(columns[name], dtype=np.float64)[order] for name in columns if name in asked}
    group = of[order]
    aim = total + np.where(rules.direction == "floor", rules.reserve, -rules.reserve) * np.abs(total)
    if rules.rounding:
        counted = families.in_units(aim, rules.rounding)
        whole = np.ceil(counted) if rules.direction == "floor" else np.floor(counted)
        aim = families.from_units(whole, rules.rounding)
    lo, hi = _bounds(data, rules, group, aim, *(_ordered(one, order) for one in (low, high)), parents)
    free = _free(rules, data, group, aim, lo, hi, parents)
    aim, exact, lo, hi = _bounded(rules, free, group, aim, lo, hi, parents)
    quota = _rounded(rules, exact, group, aim)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    shared = np.bincount(group, weights=quota, minlength=len(total))
    left = np.abs(total - shared)
    if rules.rounding:
        shared = families.from_units(np.rint(shared / rules.rounding), rules.rounding)
        left = families.from_units(families.in_units(np.abs(total - shared), rules.rounding), rules.rounding)
    tolerance = rules.tolerance if rules.binding == "expected" else AGREES
    closed = closure(shared, total, rules.direction, rules.reserve, tolerance)
    return Distribution(free[back], lo[back], hi[back], quota[back], aim, total, shared, left, closed)


def needed(rules: Rules) -> set[str]:
    """Columns of the children that the rules read; others may lack values."""
    asked = set(methods()[rules.method].needs)
    if rules.band is not None:
        asked.add("base")
    if rules.least_cut is not None or rules.most_cut is not None:
        asked |= {"base", "gdp", "gdp_forecast"}
    return asked


def _ordered(column, order: np.ndarray):
    return None if column is None else np.asarray(column, dtype=np.float64)[order]


def _check(rules: Rules, total: np.ndarray, columns: Mapping, codes: Sequence[str]) -> None:
    found = []
    if not 0.0 <= rules.reserve < 1.0:
        found.append(problem("The reserve must be at least 0 and below 1 (below 100 %)."))
    if rules.rounding < 0:
        found.append(
            problem("The rounding unit is {unit}; it must be above 0, or 0 for none.", unit=rules.rounding)
        )
    if not np.isfinite(total).all():
        found.append(problem("The total that is to be shared must be a number."))
    for name, column in columns.items():
        values = np.asarray(column, dtype=np.float64)
        unknown = ~np.isfinite(values.reshape(len(values), -1)).all(axis=1)
        if unknown.any():
            found.append(
                problem(
                    "{count} units have no value of {column}: {codes}. Missing is not zero: fill it in, or "
                    "leave the units out.",
                    count=int(unknown.sum()),
                    column=name.upper(),
                    codes=_listed(np.asarray(codes, dtype=object)[unknown]),
                )
            )
    raise_if_any(found)


def _listed(codes) -> str:
    return ", ".join(map(str, codes[:SHOWN])) + (" …" if len(codes) > SHOWN else "")


def _bounds(data, rules: Rules, group, aim, low, high, parents) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of every child from all that was asked."""
    count = len(group)
    lo = np.full(count, -np.inf) if low is None else np.where(np.isnan(low), -np.inf, low)
    hi = np.full(count, np.inf) if high is None else np.where(np.isnan(high), np.inf, high)
    if rules.band is not None:
        share = free_quotas("grandfathering", Family(aim[group], data, group), rules.settings)
        reach = rules.band * np.abs(share)
        lo, hi = np.maximum(lo, share - reach), np.minimum(hi, share + reach)
    if rules.least_cut is not None or rules.most_cut is not None:
        same = _same_intensity(data)
        if rules.least_cut is not None:
            hi = np.minimum(hi, same * (1.0 - rules.least_cut))
        if rules.most_cut is not None:
            lo = np.maximum(lo, same * (1.0 - rules.most_cut))
    crossed = lo > hi
    if crossed.any():
        raise InputError(
            problem(
                "The lower bound is above the upper one in {count} children of {parents}; the first is {low} "
                "> {high}. Widen the bounds.",
                count=int(crossed.sum()),
                parents=_listed([parents[at] for at in np.unique(group[crossed])]),
                low=float(lo[crossed][0]),
                high=float(hi[crossed][0]),
            )
        )
    return lo, hi


def _same_intensity(data: Mapping[str, np.ndarray]) -> np.ndarray:
    """What every child would have at its base intensity and its later GDP."""
    lacking = [name for name in ("base", "gdp", "gdp_forecast") if name not in data]
    if lacking:
        raise InputError(
            problem(
                "Bounds of the intensity need these fields: {columns}. Choose them.",
                columns=", ".join(name.upper() for name in lacking),
            )
        )
    if (data["gdp"] <= 0).any():
        raise InputError(problem("Bounds of the intensity need a GDP above 0 in every unit."))
    return data["base"] / data["gdp"] * data["gdp_forecast"]


def _free(rules: Rules, data, group, aim, lo, hi, parents) -> np.ndarray:
    """Quotas of the method for all parents; those that are solved one by one, one by one."""
    method = methods()[rules.method]
    if not method.solved:
        free = free_quotas(rules.method, Family(aim[group], data, group), rules.settings)
    else:
        free, found = np.empty(len(group)), []
        starts = np.searchsorted(group, np.arange(len(aim) + 1))
        for at, (start, end) in enumerate(zip(starts[:-1], starts[1:])):
            if start == end:
                continue
            own = {name: column[start:end] for name, column in data.items()}
            own["low"], own["high"] = lo[start:end], hi[start:end]
            try:
                free[start:end] = free_quotas(rules.method, Family(float(aim[at]), own), rules.settings)
            except ScienceError as error:
                found += [_of_parent(parents[at], one) for one in error.problems]
        raise_if_any(found)
    return _adding_up(rules, free, group, aim, parents)


def _of_parent(parent: str, fault: Problem) -> Problem:
    return problem("Children of {parent}: {fault}", parent=parent, fault=fault) if parent else fault


def _adding_up(rules: Rules, free, group, aim, parents) -> np.ndarray:
    """*free*, where it adds up; a family whose basis is zero everywhere does not."""
    reached = np.bincount(group, weights=free, minlength=len(aim))
    with_children = np.bincount(group, minlength=len(aim)) > 0
    scale = np.bincount(group, weights=np.abs(free), minlength=len(aim)) + np.abs(aim)
    off = with_children & (np.abs(reached - aim) > 1e-6 * scale)
    if off.any():
        names = [parents[at] for at in np.flatnonzero(off)]
        raise InputError(
            problem(
                "The method {method} cannot share the totals of {count} parents ({parents}): its basis is "
                "zero in all their children. Choose another method for them.",
                method=methods()[rules.method].words,
                count=len(names),
                parents=_listed(names),
            )
        )
    return free


def _bounded(rules: Rules, free, group, aim, lo, hi, parents) -> tuple:
    """(what is shared per parent, quotas within bounds, bounds that held); what cannot be met is told."""
    if not (np.isfinite(lo).any() or np.isfinite(hi).any()):
        return aim, free, lo, hi
    count = len(aim)
    negative = np.bincount(group, weights=free < 0, minlength=count) > 0
    stretched = np.where(negative[group], 1.0, free)
    floor = np.where(np.isfinite(lo), lo, np.where(negative[group], -np.inf, 0.0))
    floor, hi = _in_whole_units(rules.rounding, np.minimum(floor, hi), hi, stretched, group, aim)
    lo = np.where(np.isfinite(lo), floor, lo)
    least, most = families.reach(stretched, floor, hi, group, count)
    aim = _reachable(rules, aim, least, most, np.bincount(group, minlength=count) > 0, parents)
    with_bounds = np.bincount(group, weights=np.isfinite(lo) | np.isfinite(hi), minlength=count) > 0
    made = free.copy()
    plain = (with_bounds & ~negative)[group]
    if plain.any():
        keys, member = np.unique(group[plain], return_inverse=True)
        made[plain] = families.bounded(free[plain], aim[keys], floor[plain], hi[plain], member)
    for at in np.flatnonzero(with_bounds & negative):
        own = group == at
        # a child moves in proportion to its size, as it does where all are positive
        size = np.abs(free[own])
        reach = np.sqrt(np.where(size > 0, size, size.mean()))
        made[own] = bounded_least_squares(free[own], reach, float(aim[at]), lo[own], hi[own])
    return aim, made, lo, hi


def _in_whole_units(unit: float, lo, hi, weights, group, aim) -> tuple[np.ndarray, np.ndarray]:
    """Bounds as multiples of the rounding unit: inwards, or outwards where that would leave no room.

    A child whose bounds have no multiple between them, and a family whose total lies beyond its inward
    bounds, keep theirs to less than one unit.
    """
    if not unit:
        return lo, hi
    low, high = families.in_units(lo, unit), families.in_units(hi, unit)
    outer = np.floor(low), np.ceil(high)
    crossed = np.ceil(low) > np.floor(high)
    low, high = np.where(crossed, outer[0], np.ceil(low)), np.where(crossed, outer[1], np.floor(high))
    counted = families.in_units(aim, unit)
    least, most = families.reach(weights, low, high, group, len(aim))
    tight = ((least > counted) | (most < counted))[group]
    low, high = np.where(tight, outer[0], low), np.where(tight, outer[1], high)
    return families.from_units(low, unit), families.from_units(high, unit)


def _reachable(rules: Rules, aim, least, most, present, parents) -> np.ndarray:
    """*aim*, moved as far as the binding allows where bounds leave it out; else all gaps are told."""
    dust = AGREES * np.maximum(np.abs(aim), 1.0)
    near = np.clip(aim, least, np.maximum(most, least))
    give = {"rigid": 0.0, "expected": rules.tolerance, "advisory": np.inf}[rules.binding]
    gap = np.where(present, near - aim, 0.0)
    allowed = np.abs(gap) <= dust if not give else np.abs(gap) <= give * np.abs(aim) + dust
    found = []
    for at in np.flatnonzero(~allowed):
        told = {"gap": _figure(abs(gap[at])), "total": _figure(aim[at])}
        if gap[at] > 0:
            fault = problem(
                "The lower bounds add up to {sum}, {gap} more than the {total} to be shared. Lower them.",
                sum=_figure(least[at]),
                **told,
            )
        else:
            fault = problem(
                "The upper bounds add up to {sum}, {gap} less than the {total} to be shared. Raise them.",
                sum=_figure(most[at]),
                **told,
            )
        found.append(_of_parent(parents[at], fault))
    raise_if_any(found[:SHOWN])
    return np.where(np.abs(gap) > dust, near, aim)


def _figure(value: float) -> float:
    """A number for a sentence, without the dust of sums."""
    return float(f"{value:.10g}")


def _rounded(rules: Rules, exact, group, aim) -> np.ndarray:
    """Quotas in whole rounding units that add up to what is shared: a ceiling is never exceeded."""
    if not rules.rounding:
        return exact
    whole = np.rint(families.in_units(aim, rules.rounding))
    made = families.whole_units(families.in_units(exact, rules.rounding), whole, group)
    return families.from_units(made, rules.rounding)
