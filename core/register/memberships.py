"""Groupings that cross the tree: which units belong to which, and with what share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ..errors import InputError, Problem, problem, raise_if_any
from ..wording import shown

SHOWN = 10
SLACK = 1e-6


def check(
    groupings: Sequence[str], units: Sequence[str], shares: Sequence[float], known: Iterable[str], what: str
) -> None:
    """Refuse memberships that cannot be, all faults at once.

    A unit may belong to several groupings (a city cluster and a basin), and to several of one kind in parts;
    its share in one grouping lies above 0 and at most at 1.

    Parameters
    ----------
    groupings, units, shares
        One row per membership.
    known
        Codes of the units of the register.
    what
        The table, for messages.
    """
    known = set(known)
    found: list[Problem] = []
    blank = [str(row + 1) for row, (one, unit) in enumerate(zip(groupings, units)) if not (one and unit)]
    if blank:
        found.append(
            problem(
                "{what} has {count} rows without a grouping or a unit (rows {rows}).",
                what=what,
                count=len(blank),
                rows=shown(blank, SHOWN),
            )
        )
    strangers = sorted({unit for unit in units if unit and unit not in known})
    if strangers:
        found.append(
            problem(
                "{what} names {count} units that the register does not have: {units}.",
                what=what,
                count=len(strangers),
                units=shown(strangers, SHOWN),
            )
        )
    twice = [pair for pair, count in Counter(zip(groupings, units)).items() if count > 1 and all(pair)]
    if twice:
        found.append(
            problem(
                "{what} puts {count} units into the same grouping twice: {units}.",
                what=what,
                count=len(twice),
                units=shown([f"{unit} ({grouping})" for grouping, unit in twice], SHOWN),
            )
        )
    bad = [f"{unit} ({share})" for unit, share in zip(units, shares) if not 0 < share <= 1 + SLACK]
    if bad:
        found.append(
            problem(
                "{what} has {count} shares that are not above 0 and at most 1: {units}. Write 0.25 for 25 %.",
                what=what,
                count=len(bad),
                units=shown(bad, SHOWN),
            )
        )
    raise_if_any(found)


def members(parents: dict[str, str], belonging: dict[str, float]) -> dict[str, float]:
    """Units of a grouping on the lowest level at which it names them: none is counted twice.

    A unit that is named beside one below it would count twice; what is below wins, because it says more.

    Parameters
    ----------
    parents
        Unit -> parent, of all units.
    belonging
        Unit -> share, as the grouping names them.

    Returns
    -------
    dict
        Unit -> share, without units that have a named one below them.

    Raises
    ------
    InputError
        The parents turn in a circle.
    """
    covered = set()
    for unit in belonging:
        seen, up = {unit}, parents.get(unit, "")
        while up:
            if up in seen:
                raise InputError(problem("The parents of {unit} turn in a circle.", unit=unit))
            seen.add(up)
            covered.add(up)
            up = parents.get(up, "")
    return {unit: share for unit, share in belonging.items() if unit not in covered}


def overlapping(units: Sequence[str], shares: Sequence[float]) -> dict[str, float]:
    """Units whose shares in groupings of one kind add up to more than 1, with the sum."""
    sums: dict[str, float] = defaultdict(float)
    for unit, share in zip(units, shares):
        sums[unit] += share
    return {unit: total for unit, total in sums.items() if total > 1 + SLACK}
