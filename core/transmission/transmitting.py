"""All checks of one table of indicators: down, up, across plans, and of the parts of units (methods D.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from . import checking, rollup
from .checking import COMPONENTS, DOWN, PLANS, SUBZONES, UP, Rule
from .keys import Key
from .tree import Tree

TARGETS = ("target", "")
REPORTS = ("reported", "actual")


@dataclass(frozen=True)
class Table:
    """Values of indicators over a tree.

    Attributes
    ----------
    tree, keys, value, weight
        Shape (units, keys); NaN where missing.
    rules
        Rule of aggregation of every key.
    """

    tree: Tree
    keys: Sequence[Key]
    value: np.ndarray
    weight: np.ndarray
    rules: Sequence[str]


@dataclass(frozen=True)
class Settings:
    """What holds for the checks.

    Attributes
    ----------
    rule_of
        Key -> its rule, without reserve.
    reserve_of
        Unit -> share of its targets that it holds back from its children.
    agreement
        Relative tolerance within which sums and what units say themselves agree.
    """

    rule_of: Callable[[Key], Rule]
    reserve_of: Callable[[str], float]
    agreement: float = 0.01


@dataclass(frozen=True)
class Finding:
    """One check of one unit and key.

    Attributes
    ----------
    check
        One of `checking.CHECKS`.
    unit, key
        Position of the unit; the key that was checked.
    stated, limit, found
        What the unit (or the territorial plan) says, the limit that follows, and what the parts add up to.
    gap, relative, state
        See `checking.Verdict`.
    parts, known
        Numbers of parts, and of those that are known.
    coverage
        Share of the weight that is known, 0..1.
    missing
        Codes of parts that are not known.
    note
        Plan that was compared.
    """

    check: str
    unit: int
    key: Key
    stated: float
    limit: float
    found: float
    gap: float
    relative: float
    state: str
    parts: int
    known: int
    coverage: float
    missing: tuple[str, ...] = ()
    note: str = ""


def check(
    table: Table,
    settings: Settings,
    checks: Sequence[str],
    progress: Callable[[float], None] = lambda _: None,
) -> list[Finding]:
    """All findings, in the order of *checks*; units and keys where nothing can be compared have none."""
    ways = {
        DOWN: lambda: _levels(table, settings, DOWN),
        UP: lambda: _levels(table, settings, UP),
        PLANS: lambda: _plans(table, settings),
        SUBZONES: lambda: _parts(table, settings, SUBZONES, "subzone"),
        COMPONENTS: lambda: _parts(table, settings, COMPONENTS, "component"),
    }
    made: list[Finding] = []
    for number, name in enumerate(checks):
        progress(number / len(checks))
        made += ways[name]()
    return made


def _levels(table: Table, settings: Settings, which: str) -> list[Finding]:
    """Targets against the targets of the children (down), reports against those of the children (up)."""
    kinds = TARGETS if which == DOWN else REPORTS
    chosen = [at for at, key in enumerate(table.keys) if key.kind in kinds and table.rules[at] != rollup.NONE]
    if not chosen:
        return []
    tree, below = table.tree, table.tree.children()
    rules = [table.rules[at] for at in chosen]
    made = rollup.roll_up_columns(tree, table.value[:, chosen], rules, table.weight[:, chosen])
    found: list[Finding] = []
    for column, at in enumerate(chosen):
        own, sums = table.value[:, at], made.value[:, column]
        units = np.flatnonzero(np.isfinite(own) & np.isfinite(sums))
        whole = made.coverage[units, column] >= 1 - checking.EXACT
        if which == UP:
            verdict = checking.agree(sums[units], own[units], settings.agreement, whole)
        else:
            reserve = np.array([settings.reserve_of(tree.code[unit]) for unit in units.tolist()])
            rule = replace(settings.rule_of(table.keys[at]), reserve=reserve)
            verdict = checking.judge(sums[units], own[units], rule, whole)
        found += [
            _finding(table, which, unit, at, _one(verdict, row), made, column, below)
            for row, unit in enumerate(units.tolist())
        ]
    return found


def _one(verdict: checking.Verdict, row: int) -> checking.Verdict:
    """The verdict on one row."""
    return checking.Verdict(verdict.limit[row], verdict.gap[row], verdict.relative[row], verdict.state[row])


def _finding(table, which, unit, at, verdict, made: rollup.RollUp, column: int, below) -> Finding:
    missing = tuple(table.tree.code[child] for child in below[unit] if not made.handed[child, column])
    return Finding(
        which,
        unit,
        table.keys[at],
        float(table.value[unit, at]),
        float(verdict.limit),
        float(made.value[unit, column]),
        float(verdict.gap),
        float(verdict.relative),
        str(verdict.state),
        int(made.children[unit, column]),
        int(made.reported[unit, column]),
        float(made.coverage[unit, column]),
        missing,
    )


def _plans(table: Table, settings: Settings) -> list[Finding]:
    """Special plans against the territorial plan; without one, against the first plan that has the target."""
    groups: dict[Key, list[int]] = {}
    for at, key in enumerate(table.keys):
        if key.kind in TARGETS:
            groups.setdefault(key._replace(plan=""), []).append(at)
    found = []
    for key, columns in groups.items():
        ordered = sorted(columns, key=lambda at: table.keys[at].plan != "")
        for unit in np.flatnonzero(np.isfinite(table.value[:, ordered]).sum(axis=1) > 1).tolist():
            have = [at for at in ordered if np.isfinite(table.value[unit, at])]
            found += [_plan(table, settings, unit, key, (have[0], other)) for other in have[1:]]
    return found


def _plan(table: Table, settings: Settings, unit: int, key: Key, columns) -> Finding:
    first, other = (float(table.value[unit, at]) for at in columns)
    base, plan = (table.keys[at].plan for at in columns)
    # a special plan may be stricter than the territorial one; two special plans must say the same
    rule = settings.rule_of(key) if not base else Rule(checking.NEUTRAL, checking.RIGID)
    verdict = checking.judge(other, first, rule)
    note = plan if not base else f"{plan} / {base}"
    limit, gap, relative = (float(one) for one in (verdict.limit, verdict.gap, verdict.relative))
    key = key._replace(plan=plan)
    return Finding(
        PLANS, unit, key, first, limit, other, gap, relative, str(verdict.state), 2, 2, 1.0, (), note
    )


def _parts(table: Table, settings: Settings, which: str, name: str) -> list[Finding]:
    """Sums of the sub-zones or parts of a unit against its whole; only of what is summed."""
    groups: dict[Key, list[int]] = {}
    for at, key in enumerate(table.keys):
        if getattr(key, name) and table.rules[at] == rollup.SUM:
            groups.setdefault(key._replace(**{name: ""}), []).append(at)
    whole_of = {key: at for at, key in enumerate(table.keys)}
    found = []
    for key, columns in groups.items():
        if key not in whole_of:
            continue
        own, parts = table.value[:, whole_of[key]], table.value[:, columns]
        known = np.isfinite(parts).sum(axis=1)
        sums = np.nansum(parts, axis=1)
        rule = settings.rule_of(key) if key.kind in TARGETS else None
        for unit in np.flatnonzero(np.isfinite(own) & (known > 0)).tolist():
            if rule is None:
                verdict = checking.agree(sums[unit], own[unit], settings.agreement)
            else:
                verdict = checking.judge(sums[unit], own[unit], rule)
            found.append(_part(which, unit, key, verdict, (own[unit], sums[unit], len(columns), known[unit])))
    return found


def _part(which: str, unit: int, key: Key, verdict: checking.Verdict, numbers) -> Finding:
    own, total, parts, known = numbers
    limit, gap, relative = (float(one) for one in (verdict.limit, verdict.gap, verdict.relative))
    # a unit need not have all sub-zones or fuels that others have, so no part is missing
    return Finding(
        which,
        unit,
        key,
        float(own),
        limit,
        float(total),
        gap,
        relative,
        str(verdict.state),
        parts,
        int(known),
        1.0,
    )


@dataclass(frozen=True)
class GapPart:
    """How much of the gap of a finding one of its sub-zones or parts makes."""

    finding: Finding
    kind: str
    name: str
    stated: float
    found: float
    gap: float
    share: float


def gap_parts(findings: Sequence[Finding]) -> list[GapPart]:
    """Which sub-zone, fuel or sector makes the gaps of the checks down and up.

    A finding about a whole unit whose sub-zones or parts were checked too is broken up by them: the gap of
    each part over the sum of theirs. A part that helps has a negative share. Largest first.
    """
    whole = {
        (one.check, one.unit, one.key): one
        for one in findings
        if one.check in (DOWN, UP) and not one.key.subzone and not one.key.component
    }
    groups: dict[tuple, list[Finding]] = {}
    for one in findings:
        if one.check not in (DOWN, UP):
            continue
        for kind, other in (("subzone", "component"), ("component", "subzone")):
            if getattr(one.key, kind) and not getattr(one.key, other):
                groups.setdefault((kind, one.check, one.unit, one.key._replace(**{kind: ""})), []).append(one)
    made = []
    for (kind, *about), parts in groups.items():
        of = whole.get(tuple(about))
        if of is None:
            continue
        shares = checking.shares_of_gap([part.gap for part in parts])
        for at in np.argsort(-np.nan_to_num(shares), kind="stable").tolist():
            part = parts[at]
            name = getattr(part.key, kind)
            made.append(GapPart(of, kind, name, part.stated, part.found, part.gap, float(shares[at])))
    return made


def by_level(
    findings: Sequence[Finding], level_of: Callable[[int], str]
) -> list[tuple[str, str, str, Mapping[str, int], float]]:
    """Findings counted by level, check and indicator: (level, check, indicator, state -> count, worst gap).

    The worst gap is the relative gap of the findings that are missed that lies farthest from 0; NaN where
    none is.
    """
    groups: dict[tuple, list[Finding]] = {}
    for one in findings:
        groups.setdefault((level_of(one.unit), one.check, one.key.indicator), []).append(one)
    made = []
    for (level, name, indicator), members in groups.items():
        counted = {state: sum(one.state == state for one in members) for state in checking.STATES}
        missed = [
            one.relative for one in members if one.state == checking.MISSED and np.isfinite(one.relative)
        ]
        made.append((level, name, indicator, counted, max(missed, key=abs, default=float("nan"))))
    return made
