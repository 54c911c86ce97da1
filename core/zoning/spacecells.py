"""The four spaces of raster cells: every combination of covers is judged once, cells look it up.

Covers of a cell make one small number, the key; `spaces.assign` judges all keys beforehand, so that cells
follow the same tables of precedence and conflicts as polygons do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from . import spaces

#: Layer -> how many covers it can have; planning zones and land use bring spaces 1 to 4 of their own, and
#: land use says whether its space is the default one (0 to 4) or the alternative one (5 to 9).
RADIX = {
    "sea": 2,
    "marine_red_line": 2,
    "marine_development": 2,
    "red_line": 3,
    "farmland": 2,
    "urban_boundary": 3,
    spaces.PLANNING_ZONE: 5,
    spaces.LAND_USE: 10,
}
KEYS = int(np.prod(list(RADIX.values())))
NO_CONFLICT = 0


@dataclass(frozen=True)
class Judged:
    """What holds for every key.

    Attributes
    ----------
    assignment
        Space, deciding rule, lock and conflicts of every key.
    space
        uint8, 1 to 4, or 0.
    conflict
        uint8: 1 for the first of `spaces.conflict_rules` that applies, 2 ...; 0 where there is none.
    """

    assignment: spaces.Assignment
    space: np.ndarray
    conflict: np.ndarray


def keys(covers: Mapping[str, np.ndarray], land: np.ndarray) -> np.ndarray:
    """Key of every cell, uint16.

    Parameters
    ----------
    covers
        Layer of `spaces.LAYERS` -> covers; layers that are not there cover nothing. Planning zones carry
        their space.
    land
        Space of the land use 0 to 4, plus 5 where it is the alternative one.
    """
    found = land.astype(np.uint16)
    weight = RADIX[spaces.LAND_USE]
    for layer in reversed(spaces.LAYERS):
        if layer in covers:
            found += covers[layer].astype(np.uint16) * np.uint16(weight)
        weight *= RADIX[layer]
    return found


def judged(alternatives: Collection[str] = ()) -> Judged:
    """Space and conflicts of every key by the tables (methods B.4)."""
    place = np.arange(KEYS)
    digits = {}
    for layer in reversed([*spaces.LAYERS, spaces.LAND_USE]):
        digits[layer] = place % RADIX[layer]
        place = place // RADIX[layer]
    zones, land = digits[spaces.PLANNING_ZONE], digits[spaces.LAND_USE]
    own = land % 5
    alternative = (land >= 5) & (own > 0)
    covers = {
        **digits,
        spaces.PLANNING_ZONE: (zones > 0).astype(int),
        spaces.LAND_USE: np.where(
            alternative, spaces.ALTERNATIVE_SPACE, np.where(own > 0, spaces.DEFAULT_SPACE, 0)
        ),
    }
    made = spaces.assign(covers, {spaces.LAND_USE: own, spaces.PLANNING_ZONE: zones}, alternatives)
    conflict = np.zeros(KEYS, dtype=np.uint8)
    for position in reversed(range(len(spaces.conflict_rules()))):
        conflict[made.with_conflict(position)] = position + 1
    return Judged(made, made.space, conflict)


def area_rows(made: Judged, cells: np.ndarray, area_ha: np.ndarray) -> list[spaces.AreaRow]:
    """Cells and hectares by space and deciding rule, as `spaces.areas`, from the totals of all keys."""
    rows = []
    whole = float(area_ha.sum())
    groups = made.space.astype(int) * 100 + made.assignment.rule
    for group in sorted(set(groups[cells > 0].tolist()), key=lambda one: (one < 100, one)):
        where = groups == group
        hectares = float(area_ha[where].sum())
        share = hectares / whole if whole > 0 else float("nan")
        rule = spaces.precedence()[group % 100]
        rows.append(spaces.AreaRow(group // 100, rule, int(cells[where].sum()), hectares, share))
    return rows
