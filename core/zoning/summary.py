"""Zones summed up by unit: areas, shares and totals, every zone of a unit kept.

A unit is never named by its majority alone: all its zones stand with their shares, and the leading one is
a remark beside them. numpy alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

#: Areas that differ by less than this factor are alike.
ALIKE = 1.01


@dataclass(frozen=True)
class Summary:
    """One row for each unit and zone that occur together, ordered by unit and zone.

    Attributes
    ----------
    unit, zone
        Positions in the lists of units and zones.
    pieces, area_ha
        Number and area of the pieces.
    share
        Share of the area of the unit, 0 to 1; NaN where the unit has no area.
    leading
        Whether the zone is the largest of its unit; no data never leads.
    totals
        Quantity -> sum over the pieces that have one; NaN where none has.
    coverage
        Quantity -> share of the area whose pieces have the quantity, 0 to 1. A sum with a coverage below
        1 is a sum of what is known; nothing is scaled up (methods H).
    """

    unit: np.ndarray
    zone: np.ndarray
    pieces: np.ndarray
    area_ha: np.ndarray
    share: np.ndarray
    leading: np.ndarray
    totals: dict[str, np.ndarray]
    coverage: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.unit)


def summarise(
    unit: np.ndarray,
    zone: np.ndarray,
    area_ha: np.ndarray,
    quantities: Mapping[str, np.ndarray],
    zones: int,
    no_data: int | None = None,
) -> Summary:
    """Sum up pieces by unit and zone.

    Parameters
    ----------
    unit, zone
        Unit and zone of each piece, as positions in lists.
    area_ha
        Area of each piece.
    quantities
        Name -> total of each piece (t ...); NaN where it is not known. Intensities have no place here:
        they do not add up.
    zones
        Number of zones in the list.
    no_data
        Position of the zone that stands for no data.

    Examples
    --------
    >>> tonnes = {"t": np.array([3.0, np.nan, 4.0])}
    >>> made = summarise(np.array([0, 0, 0]), np.array([2, 1, 2]), np.array([1.0, 4.0, 5.0]), tonnes, 3)
    >>> made.zone.tolist(), made.share.tolist(), made.leading.tolist(), made.totals["t"].tolist()
    ([1, 2], [0.4, 0.6], [False, True], [nan, 7.0])
    """
    keys = np.asarray(unit, dtype=np.int64) * zones + zone
    kinds, of = np.unique(keys, return_inverse=True)
    count = len(kinds)
    of_unit, of_zone = kinds // zones, kinds % zones
    hectares = np.bincount(of, weights=area_ha, minlength=count)
    whole = np.bincount(of_unit, weights=hectares)[of_unit] if count else hectares
    totals, coverage = {}, {}
    for name, values in quantities.items():
        known = np.isfinite(values)
        sums = np.bincount(of[known], weights=values[known], minlength=count)
        held = np.bincount(of[known], minlength=count) > 0
        covered = np.bincount(of[known], weights=np.asarray(area_ha)[known], minlength=count)
        totals[name] = np.where(held, sums, np.nan)
        coverage[name] = _part(covered, hectares)
    return Summary(
        of_unit,
        of_zone,
        np.bincount(of, minlength=count),
        hectares,
        _part(hectares, whole),
        _leading(of_unit, of_zone, hectares, no_data),
        totals,
        coverage,
    )


def repeated(unit: np.ndarray, values: np.ndarray, area_ha: np.ndarray) -> np.ndarray:
    """Units whose total was probably written into each of their pieces, to be counted again and again.

    Such a unit has several pieces of different areas, and the same value, not zero, in all of them. A total
    that was shared out follows the area; one that was measured piece by piece is rarely the same twice.

    Parameters
    ----------
    unit
        Unit of each piece, as position in a list.
    values
        Total of each piece; NaN where it is not known.
    area_ha
        Area of each piece.

    Returns
    -------
    int64 array
        Positions of the units; none where more than half of those with several pieces are not like that.

    Examples
    --------
    >>> unit, tonnes = np.array([0, 0, 1, 1]), np.array([5.0, 5.0, 2.0, 4.0])
    >>> repeated(unit, tonnes, np.array([1.0, 9.0, 1.0, 2.0])).tolist()
    [0]
    """
    known = np.isfinite(values) & (values != 0) & (area_ha > 0)
    of, held, area = (np.asarray(column)[known] for column in (unit, values, area_ha))
    count = int(of.max(initial=-1)) + 1

    def span(column):
        low, high = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(low, of, column)
        np.maximum.at(high, of, column)
        return low, high

    low, high = span(area)
    judged = (np.bincount(of, minlength=count) > 1) & (high > ALIKE * low)
    low, high = span(held)
    found = np.flatnonzero(judged & (low == high))
    return found if 2 * len(found) >= np.count_nonzero(judged) else found[:0]


def _part(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def _leading(unit: np.ndarray, zone: np.ndarray, area_ha: np.ndarray, no_data: int | None) -> np.ndarray:
    """The largest zone of each unit; of equal ones the first."""
    leads = np.zeros(len(unit), dtype=bool)
    may = zone != no_data if no_data is not None else np.ones(len(unit), dtype=bool)
    candidates = np.flatnonzero(may)
    order = candidates[np.lexsort((zone[candidates], -area_ha[candidates], unit[candidates]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = unit[order][1:] != unit[order][:-1]
    leads[order[first]] = True
    return leads


def wide(summary: Summary, units: int, zones: Sequence[int]) -> np.ndarray:
    """Areas as a table: a row for each unit, a column for each of *zones*, and the total behind.

    Returns
    -------
    float64 array, shape (units, len(zones) + 1)
    """
    table = np.zeros((units, (max(zones) if len(zones) else 0) + 1))
    inside = summary.zone < table.shape[1]
    table[summary.unit[inside], summary.zone[inside]] = summary.area_ha[inside]
    total = np.bincount(summary.unit, weights=summary.area_ha, minlength=units)
    return np.column_stack([table[:, list(zones)], total])


def leading_zone(summary: Summary, units: int) -> tuple[np.ndarray, np.ndarray]:
    """For each unit the position of its leading zone (-1 where it has none) and its share."""
    zone, share = np.full(units, -1), np.full(units, np.nan)
    zone[summary.unit[summary.leading]] = summary.zone[summary.leading]
    share[summary.unit[summary.leading]] = summary.share[summary.leading]
    return zone, share
