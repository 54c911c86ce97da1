"""The tree of units: built from administrative codes or from a field with the parent, and checked as a whole.

Every fault is told at once: codes that are missing or doubled, unknown levels, orphans, cycles, two parents,
a child that does not stand below its parent. Nothing is built along a broken branch.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..errors import Problem, problem, raise_if_any
from ..wording import shown
from . import codes as administrative
from . import schema as schemas

SHOWN = 10
LEVELS = "unit_level"


@dataclass(frozen=True)
class Units:
    """Units of a tree, in the order of the rows.

    Attributes
    ----------
    code, level, parent
        Texts; the parent of the top is "" or a code outside of the tree.
    rows
        Row of the input of every unit.
    top
        Code of the unit that all others hang on.
    remarks
        What is unusual but no fault: levels that are skipped.
    """

    code: list[str]
    level: list[str]
    parent: list[str]
    rows: list[int]
    top: str
    remarks: tuple[Problem, ...] = field(default=())


def from_codes(codes: Sequence[str], levels: Sequence[str] | None = None, what: str = "The table") -> Units:
    """The tree that administrative codes tell: of every unit, the nearest code above it that is there.

    Parameters
    ----------
    codes
        Codes as texts, short or filled with zeros.
    levels
        Levels as they are given (words or numbers of the list), checked against the codes; None where not.
    what
        The table, for messages.

    Raises
    ------
    InputError
        All faults of the codes at once; see the module.
    """
    made = [administrative.short(code) for code in codes]
    told = [administrative.level(code) for code in made]
    known = set(made)
    parents = [next((up for up in administrative.above(code) if up in known), "") for code in made]
    faults = _unfit(codes, told, what)
    if levels is not None:
        read, unread = _levels(levels, what)
        faults += [*unread, *_other_levels(made, told, read, what)]
    return _tree(made, told, parents, faults, what)


def from_parents(
    codes: Sequence[str], parents: Sequence[str], levels: Sequence[str], what: str = "The table"
) -> Units:
    """The tree that a field with the parent tells.

    Parameters
    ----------
    codes, parents
        Codes as texts; "" where there is no parent.
    levels
        Levels, words or numbers of the list.

    Raises
    ------
    InputError
        All faults at once; see the module.
    """
    read, unread = _levels(levels, what)
    return _tree(list(codes), read, list(parents), unread, what)


def _tree(codes: list[str], levels: list[str], parents: list[str], faults: list[Problem], what: str) -> Units:
    faults = [*faults, *_missing(codes, what), *_doubled(codes, parents, what)]
    parent = {code: up for code, up in zip(codes, parents) if code}
    level = {code: one for code, one in zip(codes, levels) if code}
    turning = _cycles(parent)
    faults += _told_cycles(turning, what)
    tops = [code for code, up in parent.items() if up not in parent]
    top, orphans = _top(tops, level)
    faults += _told_orphans(orphans, parent, what)
    if not tops and not turning and parent:
        faults.append(problem("{what} has no unit without a parent.", what=what))
    faults += _not_below(parent, level, what)
    raise_if_any(faults)
    return Units(codes, levels, parents, list(range(len(codes))), top, _skipped(parent, level, what))


def _levels(levels: Sequence, what: str) -> tuple[list[str], list[Problem]]:
    read = [schemas.listed(LEVELS, _whole(given)) for given in levels]
    bad = Counter("" if given is None else str(given) for given, one in zip(levels, read) if not one)
    if not bad:
        return read, []
    found = problem(
        "{what} has levels that are not known: {levels}. Use one of {accepted}, or 1 (nation) to 6 "
        "(village).",
        what=what,
        levels=", ".join(f"{level or '—'} ({count})" for level, count in bad.most_common(SHOWN)),
        accepted=schemas.accepted(LEVELS),
    )
    return read, [found]


def _whole(given) -> str:
    text = "" if given is None else str(given)
    return text[:-2] if text.endswith(".0") else text


def _unfit(codes: Sequence[str], told: Sequence[str], what: str) -> list[Problem]:
    bad = [code for code, one in zip(codes, told) if code and not one]
    if not bad:
        return []
    return [
        problem(
            "{what} has {count} codes that are no administrative codes of 2, 4, 6, 9 or 12 digits: {codes}. "
            "Correct them, or choose the field that holds the parent.",
            what=what,
            count=len(bad),
            codes=shown(bad, SHOWN),
        )
    ]


def _other_levels(codes, told, given, what: str) -> list[Problem]:
    bad = [
        f"{code} ({one})" for code, tells, one in zip(codes, told, given) if tells and one and tells != one
    ]
    if not bad:
        return []
    return [
        problem(
            "{what} gives {count} units another level than their codes tell: {units}.",
            what=what,
            count=len(bad),
            units=shown(bad, SHOWN),
        )
    ]


def _missing(codes: Sequence[str], what: str) -> list[Problem]:
    rows = [str(row + 1) for row, code in enumerate(codes) if not code]
    if not rows:
        return []
    return [
        problem(
            "{what} has {count} rows without a code (rows {rows}).",
            what=what,
            count=len(rows),
            rows=shown(rows, SHOWN),
        )
    ]


def _doubled(codes: Sequence[str], parents: Sequence[str], what: str) -> list[Problem]:
    ups = defaultdict(set)
    for code, up in zip(codes, parents):
        ups[code].add(up)
    twice = [code for code, count in Counter(code for code in codes if code).items() if count > 1]
    torn = [code for code in twice if len(ups[code]) > 1]
    plain = [code for code in twice if len(ups[code]) == 1]
    found = []
    if plain:
        found.append(
            problem(
                "{what} has {count} codes more than once: {codes}. Every unit may appear once; a code that "
                "was used again after a merger needs another year of its beginning.",
                what=what,
                count=len(plain),
                codes=shown(plain, SHOWN),
            )
        )
    if torn:
        told = [f"{code} ({' / '.join(sorted(up or '—' for up in ups[code]))})" for code in torn]
        found.append(
            problem(
                "{what} gives {count} units two parents: {units}. A unit has one; put what crosses the tree "
                "into groupings.",
                what=what,
                count=len(torn),
                units=shown(told, SHOWN),
            )
        )
    return found


def _cycles(parent: dict[str, str]) -> list[list[str]]:
    """Rings of units that are each other's parents."""
    state: dict[str, int] = {}
    found = []
    for start in parent:
        walk, code = [], start
        while code in parent and code not in state:
            state[code] = 1
            walk.append(code)
            code = parent[code]
        if state.get(code) == 1 and code in walk:
            found.append(walk[walk.index(code) :])
        for seen in walk:
            state[seen] = 2
    return found


def _told_cycles(rings: list[list[str]], what: str) -> list[Problem]:
    if not rings:
        return []
    told = [" → ".join([*ring, ring[0]]) for ring in rings]
    return [
        problem(
            "{what} has {count} circles of parents: {circles}. Break each at one place.",
            what=what,
            count=len(rings),
            circles=shown(told, SHOWN),
        )
    ]


def _rank(level: str) -> int:
    return schemas.codes(LEVELS).index(level) if level in schemas.codes(LEVELS) else 99


def _top(tops: list[str], level: dict[str, str]) -> tuple[str, list[str]]:
    """The one unit that may stand without a parent, and those that may not."""
    highest = min((_rank(level[code]) for code in tops), default=99)
    among = [code for code in tops if _rank(level[code]) == highest]
    if len(among) == 1:
        return among[0], [code for code in tops if code != among[0]]
    return "", tops


def _told_orphans(orphans: list[str], parent: dict[str, str], what: str) -> list[Problem]:
    if not orphans:
        return []
    told = [f"{code} ({parent[code] or '—'})" for code in orphans]
    return [
        problem(
            "{what} has {count} orphans, whose parents (in brackets) are not among the units: {units}. Add "
            "the parents, or correct the codes; one unit alone may stand at the top.",
            what=what,
            count=len(orphans),
            units=shown(told, SHOWN),
        )
    ]


def _pairs(parent: dict[str, str], level: dict[str, str]):
    for code, up in parent.items():
        if up in parent and up != code and level[code] and level[up]:
            yield code, up, _rank(level[code]) - _rank(level[up])


def _not_below(parent: dict[str, str], level: dict[str, str], what: str) -> list[Problem]:
    found = [(code, up) for code, up, steps in _pairs(parent, level) if steps <= 0]
    bad = [f"{code} ({level[code]}) — {up} ({level[up]})" for code, up in found]
    if not bad:
        return []
    return [
        problem(
            "{what} has {count} units that do not stand below their parents: {units}. Correct the levels or "
            "the parents.",
            what=what,
            count=len(bad),
            units=shown(bad, SHOWN),
        )
    ]


def _skipped(parent: dict[str, str], level: dict[str, str], what: str) -> tuple[Problem, ...]:
    bad = [f"{code} ({up})" for code, up, steps in _pairs(parent, level) if steps > 1]
    if not bad:
        return ()
    return (
        problem(
            "{what} has {count} units that hang on a parent more than one level above (in brackets), as "
            "counties under a province do: {units}. They are kept so.",
            what=what,
            count=len(bad),
            units=shown(bad, SHOWN),
        ),
    )


def below(codes: Sequence[str], parents: Sequence[str], top: str) -> list[str]:
    """The unit *top* and all below it, parents before children."""
    children = defaultdict(list)
    for code, up in zip(codes, parents):
        if up and up != code:
            children[up].append(code)
    found, seen = [top], {top}
    for code in found:  # grows while it is walked
        new = [child for child in children[code] if child not in seen]
        seen.update(new)
        found += new
    return found
