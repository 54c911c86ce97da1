"""The four spaces: which control line or land use decides a place, and where lines contradict each other.

The order of precedence and the conflicts are tables (``data/rules/space_precedence.csv``,
``space_conflicts.csv``; methods B.4), for a planner to review. A place comes as a set of covers: one small
number per control layer that says whether, and how, the layer lies over it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from ..csvdata import read_rows
from ..vocabulary import Named, by_value, classes, spaces

FOLDER = Path(__file__).resolve().parent.parent / "data" / "rules"

NO_SPACE = 0
NOT_LOCKED = -1
ND = "ND"
LAND_USE, PLANNING_ZONE = "land_use", "planning_zone"
#: Control layers in the order of precedence; the covers of each are 0 (not there) or those of the table.
LAYERS = (
    "sea",
    "marine_red_line",
    "marine_development",
    "red_line",
    "farmland",
    "urban_boundary",
    PLANNING_ZONE,
)
RED_LINE_CORE = 2
SPECIAL_USE_ZONE = 2
DEFAULT_SPACE, ALTERNATIVE_SPACE = 1, 2


@dataclass(frozen=True)
class SpaceRule(Named):
    """One line of the order of precedence.

    Attributes
    ----------
    layer, cover
        The rule holds where this layer has this cover; the last rule has no layer and always holds.
    space
        Space value 1 to 4; 0 where the layer brings its own (planning zones, land use) or there is none.
    alt_space
        Space value by option; 0 where there is none.
    lock
        0 no human activity in principle, 1 strictly kept, 2 kept as a boundary; -1 not locked.
    """

    layer: str
    cover: int
    space: int
    alt_space: int
    lock: int
    basis: str


@dataclass(frozen=True)
class ConflictRule(Named):
    """Two layers that must not lie over each other; a cover of 0 stands for any cover of the layer."""

    layer_a: str
    cover_a: int
    layer_b: str
    cover_b: int
    treatment_en: str
    treatment_zh: str
    basis: str


@dataclass(frozen=True)
class Assignment:
    """Spaces of places.

    Attributes
    ----------
    space
        uint8: 1 A, 2 E, 3 U, 4 M, 0 where nothing decides.
    rule
        Position of the deciding rule in `precedence`.
    lock
        int8, see `SpaceRule`; -1 not locked.
    conflicts
        uint16, bit i set where the i-th of `conflict_rules` applies.
    """

    space: np.ndarray
    rule: np.ndarray
    lock: np.ndarray
    conflicts: np.ndarray

    def space_codes(self) -> np.ndarray:
        """A, E, U, M or ND, as texts."""
        return space_codes(self.space)

    def rule_codes(self) -> np.ndarray:
        """Codes of the deciding rules, as texts."""
        return np.array([rule.code for rule in precedence()], dtype=object)[self.rule]

    def conflict_codes(self) -> np.ndarray:
        """Codes of the conflicts joined by a blank; None where there is none."""
        kinds, inverse = np.unique(self.conflicts, return_inverse=True)
        words = np.empty(len(kinds), dtype=object)
        words[:] = [" ".join(rule.code for rule in _of_bits(bits)) or None for bits in kinds.tolist()]
        return words[inverse.reshape(np.shape(self.conflicts))]

    def with_conflict(self, position: int) -> np.ndarray:
        """Mask of the places where the conflict at *position* of `conflict_rules` applies."""
        return (self.conflicts & np.uint16(1 << position)) > 0


def space_codes(values) -> np.ndarray:
    """Texts A, E, U, M of space values 1 to 4, and ND of 0."""
    table = np.array([ND, *(space.code for space in spaces())], dtype=object)
    return table[np.asarray(values, dtype=np.intp)]


@cache
def precedence() -> tuple[SpaceRule, ...]:
    """The order of precedence, strongest rule first."""
    rows = read_rows(FOLDER / "space_precedence.csv", "order of precedence")
    return tuple(
        SpaceRule(
            row["rule"],
            row["name_en"],
            row["name_zh"],
            row["layer"],
            int(row["cover"] or 0),
            space_value(row["space"]),
            space_value(row["alt_space"]),
            int(row["lock"] or NOT_LOCKED),
            row["basis"],
        )
        for row in sorted(rows, key=lambda row: int(row["order"]))
    )


@cache
def conflict_rules() -> tuple[ConflictRule, ...]:
    """The conflicts between control lines, by code."""
    return tuple(
        ConflictRule(
            row["code"],
            row["name_en"],
            row["name_zh"],
            row["layer_a"],
            int(row["cover_a"] or 0),
            row["layer_b"],
            int(row["cover_b"] or 0),
            row["treatment_en"],
            row["treatment_zh"],
            row["basis"],
        )
        for row in read_rows(FOLDER / "space_conflicts.csv", "list of conflicts")
    )


def space_value(code: str) -> int:
    """Space value 1 to 4 of a code; 0 for an empty one."""
    return {space.code: space.value for space in spaces()}[code] if code else NO_SPACE


def space_name(value: int, language: str) -> str:
    """Name of a space value in a language, that of "no data" for 0."""
    return by_value(spaces())[value].name(language) if value else classes()[0].name(language)


def _of_bits(bits: int) -> list[ConflictRule]:
    return [rule for position, rule in enumerate(conflict_rules()) if bits & (1 << position)]


def assign(
    covers: Mapping[str, np.ndarray],
    own: Mapping[str, np.ndarray],
    alternatives: Collection[str] = (),
) -> Assignment:
    """Space of every place by the order of precedence (methods B.4): the first rule that holds decides.

    Parameters
    ----------
    covers
        Layer of `LAYERS` or ``land_use`` -> covers over the places, all of one length. A layer that is
        not there covers nothing.
    own
        Space values that ``planning_zone`` and ``land_use`` bring themselves; 0 decides nothing.
    alternatives
        Rules that take their alternative space, for example ``special_use``.

    Examples
    --------
    >>> import numpy as np
    >>> covers = {"red_line": np.array([2, 0, 0]), "farmland": np.array([1, 1, 0]), "land_use": np.ones(3)}
    >>> found = assign(covers, {"land_use": np.array([1, 1, 3])})
    >>> found.space_codes().tolist(), found.rule_codes().tolist()
    (['E', 'A', 'U'], ['red_line_core', 'farmland', 'land_use'])
    >>> found.conflict_codes().tolist(), found.lock.tolist()
    (['C1', None, None], [0, 1, -1])
    """
    count = len(next(iter(covers.values())))
    space = np.zeros(count, dtype=np.uint8)
    rule_of = np.full(count, len(precedence()) - 1, dtype=np.intp)
    lock = np.full(count, NOT_LOCKED, dtype=np.int8)
    waiting = np.ones(count, dtype=bool)
    for position, rule in enumerate(precedence()):
        if rule.layer not in covers:
            continue
        fixed = rule.alt_space if rule.code in alternatives and rule.alt_space else rule.space
        given = np.full(count, fixed) if fixed else np.asarray(own[rule.layer])
        holds = waiting & (np.asarray(covers[rule.layer]) == rule.cover) & (given != NO_SPACE)
        space[holds], rule_of[holds], lock[holds] = given[holds], position, rule.lock
        waiting &= ~holds
    return Assignment(space, rule_of, lock, _conflicts(covers, count))


def _conflicts(covers: Mapping[str, np.ndarray], count: int) -> np.ndarray:
    found = np.zeros(count, dtype=np.uint16)
    for position, rule in enumerate(conflict_rules()):
        both = np.ones(count, dtype=bool)
        for layer, cover in ((rule.layer_a, rule.cover_a), (rule.layer_b, rule.cover_b)):
            values = np.asarray(covers.get(layer, np.zeros(count)))
            both &= values == cover if cover else values > 0
        found[both] |= np.uint16(1 << position)
    return found


@dataclass(frozen=True)
class AreaRow:
    """Places of one space that one rule decided: their number, area and share of the whole area."""

    space: int
    rule: SpaceRule
    count: int
    area_ha: float
    share: float


def areas(assignment: Assignment, area_ha: np.ndarray) -> list[AreaRow]:
    """Number and area of places by space and deciding rule, in the order A, E, U, M, ND and of the rules."""
    rules = len(precedence())
    group = assignment.space.astype(np.intp) * rules + assignment.rule
    size = (len(spaces()) + 1) * rules
    counts = np.bincount(group, minlength=size)
    sums = np.bincount(group, weights=area_ha, minlength=size)
    whole = float(np.sum(area_ha))
    order = [space.value for space in spaces()] + [NO_SPACE]
    return [
        AreaRow(
            space,
            rule,
            int(counts[space * rules + position]),
            float(sums[space * rules + position]),
            float(sums[space * rules + position]) / whole if whole > 0 else float("nan"),
        )
        for space in order
        for position, rule in enumerate(precedence())
        if counts[space * rules + position]
    ]
