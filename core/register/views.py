"""What the register says, in the columns that algorithms read: who is there, what was measured, what holds.

All of it works on plain columns (name -> list), so that both databases and any number of tables go one way.
The highest version of a value holds; units are those of one year, onto which earlier values are carried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from . import boundaries
from .values import KEY

#: Of several kinds of value of one year the first that is there counts.
PREFERENCE = ("actual", "adjusted", "reported", "aggregated", "base", "forecast", "target")
#: Stands for a year after all others: the units that are there now.
NOW = 9999
WHOLE = ("subzone", "component", "plan")


def records(columns: Mapping[str, Sequence]) -> list[dict]:
    """Columns as one mapping for each row."""
    names = list(columns)
    return [dict(zip(names, row)) for row in zip(*columns.values())]


def columns_of(rows: Sequence[Mapping], names: Sequence[str]) -> dict[str, list]:
    """Rows as columns of these *names*; None where a row lacks one."""
    return {name: [one.get(name) for one in rows] for name in names}


def holding(rows: Sequence[Mapping]) -> list[dict]:
    """Of every key of a value the row with the highest version.

    >>> one = dict.fromkeys(KEY, "a")
    >>> two = [{**one, "version": 1, "value": 5}, {**one, "version": 2, "value": 6}]
    >>> [row["value"] for row in holding(two)]
    [6]
    """
    if all(one["version"] == 1 for one in rows):
        return list(rows)  # the register keeps a key and version but once
    found: dict[tuple, dict] = {}
    for one in rows:
        key = _key(one)
        if key not in found or one["version"] > found[key]["version"]:
            found[key] = dict(one)
    return list(found.values())


def units_of(rows: Sequence[Mapping], year: int = NOW) -> list[dict]:
    """Units that are there in a year, in the order of the register; those without an end for `NOW`."""

    def is_there(one: Mapping) -> bool:
        last = one["valid_to"]
        first = one["valid_from"] or 0
        return last is None if year == NOW else first <= year and (last is None or year <= last)

    return [dict(one) for one in rows if is_there(one)]


def below(units: Sequence[Mapping], top: str) -> set[str]:
    """Codes of *top* and of all units under it.

    >>> rows = [{"code": "1", "parent": ""}, {"code": "11", "parent": "1"}, {"code": "2", "parent": ""}]
    >>> sorted(below(rows, "1"))
    ['1', '11']
    """
    children: dict[str, list[str]] = {}
    for one in units:
        children.setdefault(one["parent"] or "", []).append(one["code"])
    found, waiting = set(), [top]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += children.get(code, ())
    return found


@dataclass(frozen=True)
class Carrying:
    """Values on the units of one year, and how many could not come along.

    Attributes
    ----------
    rows
        The values.
    carried
        Number of values of units that are no more, which came onto others.
    mixed
        Values that do not add up and came from or went to several units: left out.
    partial
        Values of merged units of which a part has none: left out, because they would be too small.
    replaced
        Values for years after the end of their unit whose successor has its own: the successor's count.
    strange
        Values of units that are not there and of which no boundary change tells what became: left out.
    """

    rows: list[dict]
    carried: int = 0
    mixed: int = 0
    partial: int = 0
    replaced: int = 0
    strange: int = 0


def onto_units(
    rows: Sequence[Mapping],
    units: Sequence[Mapping],
    changes: Sequence[Mapping],
    kinds: Mapping[str, str],
    year: int = NOW,
) -> Carrying:
    """Bring values onto the units of *year*: nothing is lost unsaid, nothing counts twice.

    A value of a unit that was merged, split or recoded goes to its successors with the shares of the boundary
    changes (`boundaries.carry`). A target for a year after the end of its unit belongs to the unit as it last
    was; where the successor has one of its own, that one stands.

    Parameters
    ----------
    rows
        Values that hold, as the table ``indicator_values`` has them.
    units
        All units of the register, of all years.
    changes
        Rows of ``boundary_changes``.
    kinds
        Indicator -> kind of the list ``indicator_kind``.
    """
    there = {one["code"] for one in units_of(units, year)}
    ends = {one["code"]: one["valid_to"] for one in units if one["code"] not in there}
    starts = {one["code"]: one["valid_from"] or 0 for one in units}
    touched = {one[side] for one in changes for side in ("old_unit", "new_unit")}
    kept, waiting, strange = [], [], 0
    for one in rows:
        if one["unit"] in touched and one["year"] < year:
            waiting.append(one)
        elif one["unit"] in there:
            kept.append(dict(one))
        else:
            strange += 1
    own, late = [], []
    for one in waiting:
        end = ends.get(one["unit"])
        (late if end is not None and one["year"] > end else own).append(one)
    made = boundaries.carry(own, changes, kinds, starts, year)
    later = _of_late(late, changes, kinds, starts, ends, year)
    own_keys = {_key(one) for one in made.values}
    after = [one for one in later.values if _key(one) not in own_keys]
    both = [*made.values, *after]
    whole = [one for one in both if one["part"] >= 1 - boundaries.SLACK]
    before = {_key(one): one for one in own}
    found = [_as_before(one, before) for one in whole if one["unit"] in there]
    return Carrying(
        [*kept, *found],
        carried=sum(_key(one) not in before for one in found),
        mixed=len(made.left) + len(later.left),
        partial=len(both) - len(whole),
        replaced=len(later.values) - len(after),
        strange=strange + len(whole) - len(found),
    )


def _key(one: Mapping) -> tuple:
    return tuple(one[name] for name in KEY)


def _of_late(late, changes, kinds, starts, ends, year) -> boundaries.Carried:
    """Values for years after the end of their unit, carried from its last year; their own year stays."""
    values, left = [], []
    for then in sorted({one["year"] for one in late}):
        ending = [{**one, "year": ends[one["unit"]]} for one in late if one["year"] == then]
        for last in sorted({one["year"] for one in ending}):
            some = [one for one in ending if one["year"] == last]
            made = boundaries.carry(some, changes, kinds, starts, year)
            values += [{**one, "year": then} for one in made.values]
            left += made.left
    return boundaries.Carried(_together(values), left)


def _together(rows: Sequence[Mapping]) -> list[dict]:
    """Carried values of one key that come from units which ended in different years, as one."""
    found: dict[tuple, dict] = {}
    for one in rows:
        key = _key(one)
        if key in found:
            found[key]["value"] += one["value"]
            found[key]["part"] = min(1.0, found[key]["part"] + one["part"])
            found[key]["sd"] = None
        else:
            found[key] = dict(one)
    return list(found.values())


def _as_before(one: Mapping, before: Mapping[tuple, Mapping]) -> dict:
    """A carried value with the limits that it had, where it is the same value of the same unit."""
    same = before.get(_key(one))
    if same is not None and same["value"] == one["value"]:
        return dict(same)
    known = {name: one[name] for name in (*KEY, "value")}
    # without a known width a carried value has none; 0 would say that it is exact
    return {**known, "sd": one["sd"] or None, "lo": None, "hi": None}


@dataclass(frozen=True)
class Series:
    """One value for each unit, indicator and year.

    Attributes
    ----------
    rows
        The values that count.
    passed_over
        Number of values of another kind that stood beside one that counts.
    """

    rows: list[dict] = field(default_factory=list)
    passed_over: int = 0


def series(rows: Sequence[Mapping], kinds: Collection[str]) -> Series:
    """One value for each whole unit, indicator and year: of its kinds the first of `PREFERENCE`."""
    rank = {kind: at for at, kind in enumerate(PREFERENCE)}
    found: dict[tuple, dict] = {}
    seen = 0
    for one in rows:
        if one["kind"] not in kinds or any(one[name] for name in WHOLE):
            continue
        seen += 1
        key = one["unit"], one["indicator"], one["year"]
        if key not in found or rank[one["kind"]] < rank[found[key]["kind"]]:
            found[key] = dict(one)
    return Series(list(found.values()), seen - len(found))


def by_unit(rows: Sequence[Mapping]) -> tuple[dict[str, dict[str, float]], dict[str, int]]:
    """A table with a column for each indicator: (indicator -> unit -> value, indicator -> its year).

    Every indicator is taken from one year, because values of different years side by side are not comparable:
    the year in which most units have it, of equal ones the last.

    >>> one = {"indicator": "gdp", "value": 3.0}
    >>> by_unit([{**one, "unit": "a", "year": 2020}, {**one, "unit": "b", "year": 2021}])
    ({'gdp': {'b': 3.0}}, {'gdp': 2021})
    """
    counts: dict[str, Counter] = {}
    for one in rows:
        counts.setdefault(one["indicator"], Counter())[one["year"]] += 1
    chosen = {code: max(of_year, key=lambda year: (of_year[year], year)) for code, of_year in counts.items()}
    made: dict[str, dict[str, float]] = {code: {} for code in chosen}
    for one in rows:
        if one["year"] == chosen[one["indicator"]]:
            made[one["indicator"]][one["unit"]] = one["value"]
    return made, chosen


def latest(rows: Sequence[Mapping], key: Sequence[str]) -> list[dict]:
    """Of rows that several runs wrote, those of the last year and the last run for every *key*."""
    found: dict[tuple, dict] = {}
    for one in rows:
        at = tuple(one[name] for name in key)
        if at not in found or (one["year"], one["at"]) >= (found[at]["year"], found[at]["at"]):
            found[at] = dict(one)
    return list(found.values())


def weights(
    rows: Sequence[Mapping], weighing: Mapping[str, Sequence[str]], others: Sequence[Mapping]
) -> list[float | None]:
    """What weighs every value: of its unit and year the first known of its weighing indicators.

    Parameters
    ----------
    rows
        Values to be weighed.
    weighing
        Indicator -> codes of what weighs it.
    others
        Values among which the weights are.
    """
    rank = {kind: at for at, kind in enumerate(PREFERENCE)}
    known: dict[tuple, tuple] = {}
    for one in others:
        if any(one[name] for name in WHOLE):
            continue
        for kind in (one["kind"], ""):
            key = one["unit"], one["indicator"], one["year"], kind
            held = known.get(key)
            if held is None or rank[one["kind"]] < held[0]:
                known[key] = rank[one["kind"]], one["value"]

    def weight(one: Mapping) -> float | None:
        for code in weighing.get(one["indicator"], ()):
            for kind in (one["kind"], ""):
                found = known.get((one["unit"], code, one["year"], kind))
                if found is not None:
                    return found[1]
        return None

    return [weight(one) for one in rows]


def along(
    rows: Sequence[Mapping], members: Mapping[str, Mapping[str, float]], kinds: Mapping[str, str]
) -> list[dict]:
    """Values of groupings, which cross the tree: sums of their members by their shares.

    Only what adds up has one, and only in years in which every member has a value: a sum without some of
    them would be taken for the whole.

    Parameters
    ----------
    rows
        One value for each unit, indicator and year, see `series`.
    members
        Grouping -> unit -> share.
    kinds
        Indicator -> kind of the list ``indicator_kind``.

    >>> one = {"indicator": "net", "year": 2020, "kind": "actual"}
    >>> rows = [{**one, "unit": "a", "value": 4.0}, {**one, "unit": "b", "value": 2.0}]
    >>> [row["value"] for row in along(rows, {"basin": {"a": 0.5, "b": 1.0}}, {})]
    [4.0]
    """
    known: dict[tuple, dict[str, Mapping]] = {}
    for one in rows:
        if kinds.get(one["indicator"], "total") in boundaries.ADDING:
            known.setdefault((one["indicator"], one["year"]), {})[one["unit"]] = one
    made = []
    for group, shares in members.items():
        for (indicator, year), found in known.items():
            if all(unit in found for unit in shares):
                value = sum(share * found[unit]["value"] for unit, share in shares.items())
                first = found[next(iter(shares))]
                subject = dict.fromkeys(WHOLE, "")
                made.append(
                    {**subject, "unit": group, "indicator": indicator, "year": year, "kind": first["kind"],
                     "value": value, "lo": None, "hi": None, "sd": None}
                )  # fmt: skip
    return made
