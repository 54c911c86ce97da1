"""Who has reported and who has not: a child that is late is named, and nobody stands in for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """What one unit has reported of what its siblings report.

    Attributes
    ----------
    unit, year
        Who and for when.
    reported, expected
        Numbers of indicators: reported by the unit, and by any of its siblings.
    missing
        Codes of indicators that siblings report and this unit does not.
    """

    unit: str
    year: int
    reported: int
    expected: int
    missing: tuple[str, ...]


def reports(
    children: Sequence[str], values: Iterable[Mapping], years: Iterable[int], indicators: Iterable[str] = ()
) -> list[Report]:
    """Who of *children* has reported which indicators, by year.

    Parameters
    ----------
    children
        Units of one parent.
    values
        Records with ``unit``, ``indicator``, ``year``.
    years
        Years that are asked for.
    indicators
        What is expected; where nothing is named, what any child reported in that year.
    """
    there: dict[tuple[str, int], set[str]] = defaultdict(set)
    told: dict[int, Counter] = defaultdict(Counter)
    for one in values:
        there[one["unit"], one["year"]].add(one["indicator"])
        told[one["year"]][one["indicator"]] += 1
    found = []
    for year in sorted(set(years)):
        expected = set(indicators) or set(told[year])
        for unit in children:
            own = there[unit, year] & expected
            found.append(Report(unit, year, len(own), len(expected), tuple(sorted(expected - own))))
    return found


def owners(children: Sequence[str], parents: Mapping[str, str | None]) -> dict[str, str]:
    """Unit -> the one of *children* that it is or lies below; units elsewhere are left out.

    Parameters
    ----------
    parents
        Unit -> parent, of all units.
    """
    found = {child: child for child in children}
    for unit in parents:
        walk, at = [], unit
        while at and at not in found and at not in walk:
            walk.append(at)
            at = parents.get(at) or ""
        found.update(dict.fromkeys(walk, found.get(at, "")))
    return {unit: owner for unit, owner in found.items() if owner}
