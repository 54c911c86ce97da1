"""Units that were merged, split or given another code between two dates, and what that does to the areas.

Units are joined by their codes; where a code ends or begins, the overlaps of the polygons tell what became
of the land. A unit that keeps its code counts as its own successor for all that it does not give away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import comparison
from .comparison import CLASSES

RECODED, MERGED, SPLIT, RESHAPED, NEW, ENDED = "recoded", "merged", "split", "reshaped", "new", "ended"
EVENTS = (RECODED, MERGED, SPLIT, RESHAPED, NEW, ENDED)
NOBODY = -1


@dataclass(frozen=True)
class Overlap:
    """Land that two units have in common: rows of both layers, and its share of either unit (0 to 1)."""

    row_a: int
    row_b: int
    share_a: float
    share_b: float


@dataclass(frozen=True)
class Link:
    """Where a unit went or came from; `NOBODY` for a row that there is not."""

    event: str
    row_a: int
    row_b: int
    share_a: float
    share_b: float


def ended(units_a: np.ndarray, units_b: np.ndarray) -> np.ndarray:
    """Rows of *units_a* whose code *units_b* does not have; units without a code count too."""
    known = set(units_b.tolist()) - {""}
    return np.flatnonzero([code not in known for code in units_a.tolist()])


def links(
    units_a: np.ndarray, units_b: np.ndarray, overlaps: Sequence[Overlap], noise: float = 0.01
) -> list[Link]:
    """What became of the units whose codes only one of two dates has.

    Parameters
    ----------
    units_a, units_b
        Codes of the units of both dates, "" where missing.
    overlaps
        Overlaps of units of A that end with any unit of B, and of units of B that begin with any unit of A.
    noise
        Overlaps below this share of both units come from borders that were drawn anew.

    Returns
    -------
    list of Link
        In the order of the codes. ``recoded``: one unit became one; ``merged``: several became one, or one
        went into a unit that stays; ``split``: one became several, or a part of it got a code of its own;
        ``reshaped``: several became several; ``ended`` and ``new``: no land in common with any unit.
    """
    kept = [item for item in overlaps if max(item.share_a, item.share_b) >= noise]
    gone, come = ended(units_a, units_b), ended(units_b, units_a)
    # a unit that keeps its code is one of its own successors
    stays_a, stays_b = (
        set(range(len(units))) - set(rows.tolist()) for units, rows in ((units_a, gone), (units_b, come))
    )
    after = _counts((item.row_a for item in kept), stays_a)
    before = _counts((item.row_b for item in kept), stays_b)
    found = [
        Link(
            _event(after[item.row_a], before[item.row_b]), item.row_a, item.row_b, item.share_a, item.share_b
        )
        for item in kept
    ]
    taken_a, taken_b = {item.row_a for item in kept}, {item.row_b for item in kept}
    found += [Link(ENDED, int(row), NOBODY, 1.0, np.nan) for row in gone if row not in taken_a]
    found += [Link(NEW, NOBODY, int(row), np.nan, 1.0) for row in come if row not in taken_b]
    return sorted(found, key=lambda link: _order(link, units_a, units_b))


def _counts(rows, staying: set[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for row in rows:
        counts[row] = counts.get(row, int(row in staying)) + 1
    return counts


def _event(successors: int, predecessors: int) -> str:
    if successors == 1:
        return RECODED if predecessors == 1 else MERGED
    return SPLIT if predecessors == 1 else RESHAPED


def _order(link: Link, units_a: np.ndarray, units_b: np.ndarray) -> tuple[str, str]:
    code_a = str(units_a[link.row_a]) if link.row_a != NOBODY else ""
    code_b = str(units_b[link.row_b]) if link.row_b != NOBODY else ""
    return code_a or code_b, code_b


@dataclass(frozen=True)
class Transition:
    """Change of classes between two dates.

    Attributes
    ----------
    found
        Contingency: units that both dates have; hectares of all land whose class is known to have gone on.
    ended_ha, ended_units
        Land and units of the first date that no unit of the second one continues.
    traced_ha
        Hectares that reached another unit by merging or splitting.
    """

    found: comparison.Contingency
    ended_ha: float
    ended_units: int
    traced_ha: float


def transition(
    code_a: np.ndarray,
    code_b_of_a: np.ndarray,
    code_b: np.ndarray,
    gone: np.ndarray,
    area_ha: np.ndarray | None,
    traced: Sequence[Link] = (),
) -> Transition:
    """Transition matrix in units and in area, with the land of merged and split units.

    Parameters
    ----------
    code_a, code_b_of_a
        Classes of the units of A, and of the unit of B with the same code.
    code_b
        Classes of the units of B.
    gone
        Mask of the units of A whose code ends.
    area_ha
        Areas of the units of A, or None.
    traced
        Links between units of different codes, see `links`.

    Notes
    -----
    A unit gives each link its share of its area and keeps the rest: a unit that stays goes on with it in its
    own class of B, of a unit that ended it is ``ended_ha``. The sum over the matrix and ``ended_ha`` is the
    area of A.
    """
    area = np.full(len(code_a), np.nan) if area_ha is None else np.asarray(area_ha, dtype=np.float64)
    links_of_both = [link for link in traced if NOBODY not in (link.row_a, link.row_b)]
    given = np.zeros(len(code_a))
    for link in links_of_both:
        given[link.row_a] += link.share_a
    # overlapping successors may claim more than there is
    scale = np.where(given > 1.0, 1.0 / np.maximum(given, 1.0), 1.0)
    rest = area * (1.0 - np.minimum(given, 1.0))
    found = comparison.contingency(code_a[~gone], code_b_of_a[~gone], rest[~gone])
    moved = np.zeros((CLASSES, CLASSES))
    for link in links_of_both:
        hectares = area[link.row_a] * link.share_a * scale[link.row_a]
        moved[code_a[link.row_a], code_b[link.row_b]] += hectares if np.isfinite(hectares) else 0.0
    unmeasured = int((~np.isfinite(area)).sum())
    whole = comparison.Contingency(found.units, found.area_ha + moved, unmeasured)
    return Transition(whole, float(np.nansum(rest[gone])), int(gone.sum()), float(moved.sum()))
