"""Which units make up which: the administrative tree, and groupings that cross it, as one set of links.

A link says that a unit counts towards another with a share. The tree gives links of share 1; a city cluster,
a river basin or the area of a special plan gives its own. Whatever is summed or checked goes along the links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import InputError, problem, raise_if_any
from ..register import codes as administrative
from ..register import memberships
from ..wording import shown

SHOWN = 10
#: No hierarchy of places is deeper; parents that go on turn in a circle.
DEEPEST = 200


@dataclass(frozen=True)
class Tree:
    """Units and the links between them.

    Attributes
    ----------
    code
        Codes of the units, then of the groupings.
    child, parent, share
        The links: positions in *code*, and the share with which the child counts.
    height
        0 for units that nothing links to, else one more than the highest of those below.
    name, level
        Code -> name and level, where known.
    groups
        Codes of the groupings.
    """

    code: tuple[str, ...]
    child: np.ndarray
    parent: np.ndarray
    share: np.ndarray
    height: np.ndarray
    name: Mapping[str, str] = field(default_factory=dict)
    level: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset = frozenset()

    @property
    def position(self) -> dict[str, int]:
        """Code -> its position."""
        return {code: at for at, code in enumerate(self.code)}

    def children(self) -> dict[int, list[int]]:
        """Position of a parent -> positions of its children, in the order of the links."""
        found: dict[int, list[int]] = {}
        for child, parent in zip(self.child.tolist(), self.parent.tolist()):
            found.setdefault(parent, []).append(child)
        return found

    def shares(self) -> dict[int, list[float]]:
        """Position of a parent -> shares of its children, in the order of `children`."""
        found: dict[int, list[float]] = {}
        for share, parent in zip(self.share.tolist(), self.parent.tolist()):
            found.setdefault(parent, []).append(share)
        return found

    def above(self) -> dict[str, str]:
        """Unit -> its parent in the tree, groupings left out."""
        pairs = ((self.code[c], self.code[p]) for c, p in zip(self.child.tolist(), self.parent.tolist()))
        return {child: parent for child, parent in pairs if parent not in self.groups}

    def told(self, found: Sequence[str]) -> str:
        """Codes with their names, the first ten."""
        words = (f"{code} {self.name[code]}" if self.name.get(code) else code for code in found)
        return shown(words, SHOWN)


def from_parents(
    codes: Sequence[str],
    parents: Sequence[str],
    what: str,
    names: Sequence[str | None] = (),
    levels: Sequence[str | None] = (),
) -> Tree:
    """The tree of a table with a field for the parent.

    Parents that are no units themselves ("" or the code of a level that the table leaves out) make the unit a
    top; there may be several.

    Raises
    ------
    InputError
        Codes that are missing or doubled; circles of parents.
    """
    blank = [str(row + 1) for row, code in enumerate(codes) if not code]
    faults = []
    if blank:
        faults.append(
            problem(
                "{what} has {count} rows without a unit code (rows {rows}).",
                what=what,
                count=len(blank),
                rows=shown(blank, SHOWN),
            )
        )
    unique, counts = np.unique(np.array([code for code in codes if code], dtype=str), return_counts=True)
    double = unique[counts > 1].tolist()
    if double:
        faults.append(
            problem(
                "{what} has {count} units more than once: {codes}. Every unit may appear once.",
                what=what,
                count=len(double),
                codes=shown(double, SHOWN),
            )
        )
    raise_if_any(faults)
    known = {code: at for at, code in enumerate(codes)}
    links = [(known[code], known[up]) for code, up in zip(codes, parents) if up in known]
    named = {code: str(name) for code, name in zip(codes, names) if name}
    at_level = {code: str(level) for code, level in zip(codes, levels) if level}
    return _built(tuple(codes), links, [1.0] * len(links), what, named, at_level)


def from_codes(codes: Sequence[str], what: str) -> Tree:
    """The tree that administrative codes tell: above every unit the nearest code that is there.

    Codes filled with zeros and short ones are the same; the codes stay as they are given.
    """
    unique = list(dict.fromkeys(code for code in codes if code))
    written = {administrative.short(code): code for code in unique}
    parents = [
        next((written[up] for up in administrative.above(administrative.short(code)) if up in written), "")
        for code in unique
    ]
    levels = [administrative.level(administrative.short(code)) for code in unique]
    return from_parents(unique, parents, what, levels=levels)


def with_groupings(
    tree: Tree, groups: Sequence[str], members: Sequence[str], shares: Sequence[float], what: str
) -> Tree:
    """*tree* with groupings above it.

    A unit that a grouping names beside one below it would count twice; what is below wins.

    Raises
    ------
    InputError
        Members that are no units, shares out of range, a unit twice in one grouping, a grouping with the
        code of a unit.
    """
    memberships.check(groups, members, shares, tree.code, what)
    both = sorted(set(groups) & set(tree.code))
    if both:
        raise InputError(
            problem(
                "{what} names groupings that have the code of a unit: {codes}. Give them other codes.",
                what=what,
                codes=shown(both, SHOWN),
            )
        )
    above, belonging = tree.above(), {}
    for group, unit, share in zip(groups, members, shares):
        belonging.setdefault(group, {})[unit] = share
    code = (*tree.code, *belonging)
    at = {one: position for position, one in enumerate(code)}
    links = list(zip(tree.child.tolist(), tree.parent.tolist()))
    parts = tree.share.tolist()
    for group, units in belonging.items():
        kept = memberships.members(above, units)
        links += [(at[unit], at[group]) for unit in kept]
        parts += list(kept.values())
    made = _built(code, links, parts, what, tree.name, tree.level)
    return replace(made, groups=frozenset(belonging))


def _built(code, links, shares, what, names, levels) -> Tree:
    child, parent = (np.array([link[side] for link in links], dtype=np.intp) for side in (0, 1))
    height, most = np.zeros(len(code), dtype=np.intp), min(len(code), DEEPEST)
    for _ in range(most + 1):
        raised = height.copy()
        np.maximum.at(raised, parent, height[child] + 1)
        if np.array_equal(raised, height):
            return Tree(code, child, parent, np.array(shares, dtype=np.float64), height, names, levels)
        height = raised
    turning = [code[at] for at in np.flatnonzero(height >= most).tolist()]
    raise InputError(
        problem("{what} has parents that turn in a circle: {codes}.", what=what, codes=shown(turning, SHOWN))
    )
