"""Units that were merged, split or recoded between years: values pass to the units that are there later.

Only what adds up passes by shares. The sum over all units stays the same to the last digit of the shares, so
nothing is lost and nothing counts twice; a concentration or an intensity passes only where a unit became
exactly one other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import Problem, problem, raise_if_any
from ..wording import shown
from .values import KEY

SHOWN = 10
SLACK = 1e-6
#: Kinds of change after which the old unit is there no more.
ENDING = ("merged", "split", "recoded")
#: Kinds of indicators that add up.
ADDING = ("total",)


@dataclass(frozen=True)
class Carried:
    """Values on the units of one year.

    Attributes
    ----------
    values
        Records with the fields of `values.KEY`, ``value``, ``sd`` and ``part``: the share of the old units'
        values that were known (1 where all were).
    left
        Records that could not pass, as they were: what does not add up and came from or went to several.
    """

    values: list[dict]
    left: list[dict]


def check(changes: Sequence[Mapping], known: Iterable[str], what: str) -> None:
    """Refuse boundary changes that cannot be, all faults at once.

    Parameters
    ----------
    changes
        Records with ``old_unit``, ``new_unit``, ``year``, ``kind``, ``share``.
    known
        Codes of all units, old and new.
    what
        The table, for messages.
    """
    known = set(known)
    found: list[Problem] = []
    named = {one[side] for one in changes for side in ("old_unit", "new_unit")}
    strangers = sorted(named - known)
    if strangers:
        found.append(
            problem(
                "{what} names {count} units that neither the register nor the new units have: {units}.",
                what=what,
                count=len(strangers),
                units=shown(strangers, SHOWN),
            )
        )
    selves = sorted(one["old_unit"] for one in changes if one["old_unit"] == one["new_unit"])
    if selves:
        found.append(
            problem("{what} lets units become themselves: {units}.", what=what, units=shown(selves, SHOWN))
        )
    found += _odd_sums(changes, what)
    raise_if_any(found)


def _odd_sums(changes: Sequence[Mapping], what: str) -> list[Problem]:
    sums: dict[tuple[str, int], float] = defaultdict(float)
    ends = set()
    for one in changes:
        sums[one["old_unit"], one["year"]] += one["share"]
        if one["kind"] in ENDING:
            ends.add((one["old_unit"], one["year"]))
    bad = [
        f"{unit} {year}: {total:g}"
        for (unit, year), total in sums.items()
        if total > 1 + SLACK or ((unit, year) in ends and abs(total - 1) > SLACK)
    ]
    if not bad:
        return []
    return [
        problem(
            "{what}: the shares of {count} units do not add up to 1: {units}. What is not passed on would be "
            "lost, and what is passed on twice would count twice.",
            what=what,
            count=len(bad),
            units=shown(bad, SHOWN),
        )
    ]


def successors(changes: Sequence[Mapping], after: int, until: int) -> dict[str, dict[str, float]]:
    """What became of units between two years: old unit -> {unit: share of the old one}.

    Parameters
    ----------
    changes
        As `check`.
    after, until
        Changes whose ``year`` (first year of the new units) lies after the one and not after the other.
    """
    steps: dict[int, list[Mapping]] = defaultdict(list)
    for one in changes:
        if after < one["year"] <= until:
            steps[one["year"]].append(one)
    became: dict[str, dict[str, float]] = {}
    for year in sorted(steps):
        step: dict[str, dict[str, float]] = defaultdict(dict)
        for one in steps[year]:
            parts = step[one["old_unit"]]
            parts[one["new_unit"]] = parts.get(one["new_unit"], 0.0) + one["share"]
        for old, parts in step.items():
            rest = 1.0 - sum(parts.values())
            if rest > SLACK:  # only a part moved over; the unit keeps the rest
                parts[old] = parts.get(old, 0.0) + rest
        became = _then(became, step)
    return became


def _then(before: Mapping[str, dict], step: Mapping[str, dict]) -> dict[str, dict[str, float]]:
    made = {old: _passed(parts, step) for old, parts in before.items()}
    for old, parts in step.items():
        made.setdefault(old, dict(parts))
    return made


def _passed(parts: Mapping[str, float], step: Mapping[str, dict[str, float]]) -> dict[str, float]:
    passed: dict[str, float] = defaultdict(float)
    for unit, share in parts.items():
        for new, by in step.get(unit, {unit: 1.0}).items():
            passed[new] += share * by
    return dict(passed)


def carry(
    values: Sequence[Mapping],
    changes: Sequence[Mapping],
    kinds: Mapping[str, str],
    starts: Mapping[str, int],
    year: int,
) -> Carried:
    """Bring values of earlier years onto the units of *year*.

        v_new = sum_old share(old, new) v_old;   sd_new = sqrt(sum (share sd)^2)

    Parameters
    ----------
    values
        Records with the fields of `values.KEY` and ``value``; ``sd`` where known.
    changes
        As `check`.
    kinds
        Indicator -> kind of the list ``indicator_kind``.
    starts
        Unit -> first year in which it is there (0: always); tells a unit that took another in from one that
        is new.
    year
        The year whose units are meant; values of that year and later ones stay as they are.
    """
    made: dict[tuple, dict] = {}
    left, expected = [], {}
    paths: dict[int, dict[str, dict[str, float]]] = {}
    for one in values:
        then = one["year"]
        path = paths.setdefault(then, successors(changes, then, year))
        parts = path.get(one["unit"], {one["unit"]: 1.0})
        sources = {new: _sources(new, path, starts, then) for new in parts}
        alone = len(parts) == 1 and all(found == {one["unit"]} for found in sources.values())
        if not alone and kinds.get(one["indicator"], "total") not in ADDING:
            left.append(dict(one))
            continue
        for new, share in parts.items():
            key = tuple(new if name == "unit" else one[name] for name in KEY)
            _add(made, key, one, share)
            expected[key] = sources[new]
    for key, record in made.items():
        record["part"] = len(record.pop("from")) / max(len(expected[key]), 1)
    return Carried(list(made.values()), left)


def _sources(new: str, path: Mapping[str, Mapping[str, float]], starts: Mapping[str, int], then: int) -> set:
    """Units of the year *then* that make up *new*: old ones, and itself where it took others in."""
    found = {old for old, parts in path.items() if new in parts}
    if new not in path:
        found.add(new)
    return {unit for unit in found if starts.get(unit, 0) <= then}


def _add(made: dict[tuple, dict], key: tuple, one: Mapping, share: float) -> None:
    record = made.setdefault(key, {**dict(zip(KEY, key)), "value": 0.0, "sd": 0.0, "from": set()})
    record["value"] += share * one["value"]
    record["from"].add(one["unit"])
    own = one.get("sd")
    known = own is not None and not math.isnan(own) and record["sd"] is not None
    record["sd"] = math.hypot(record["sd"], share * own) if known else None
