"""Completeness, coverage and traceability as shares (Liu et al., paper 2, section 2.4 names all three).

Completeness: cells that are filled of those that there are, and of the (unit, item, year) that there should
be. Coverage: units of a layer that have data, by number and by area. Traceability: rows that say where their
number comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..grouping import factorise
from .findings import Values

FIELD, ITEM, YEAR, UNIT, COVERAGE, SOURCE = "field", "item", "year", "unit", "coverage", "source"
LISTED = 20


@dataclass(frozen=True)
class Figure:
    """A share: *present* of *expected* things of one kind.

    Attributes
    ----------
    scope
        ``field``, ``item``, ``year``, ``unit`` (completeness); ``coverage``; ``source`` (traceability).
    name
        Which field, item, year or unit.
    missing
        What is missing, the first few of it.
    """

    scope: str
    name: str
    expected: float
    present: float
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """0 to 1; NaN where nothing is expected."""
        return self.present / self.expected if self.expected else float("nan")


def of_fields(filled: Mapping[str, np.ndarray]) -> list[Figure]:
    """Completeness of fields: name -> mask of the rows that are filled."""
    return [Figure(FIELD, name, len(mask), int(np.count_nonzero(mask))) for name, mask in filled.items()]


def of_cells(given: Values, units: Sequence[str] = ()) -> list[Figure]:
    """Completeness of the table of units x items x years.

    Expected is every combination of the units (those of the layer, or those that occur), items and years that
    occur; present is one that has an amount. A combination may be missing for a reason (a town without steel
    works): the figure says where to look, it is no fault by itself.
    """
    of_unit, unit_labels = factorise(given.unit)
    of_item, items = factorise(given.item)
    of_year, found = factorise(given.year)
    known = np.isfinite(given.amount) & (given.unit != "")
    places = list(dict.fromkeys(units or [one for one in unit_labels if one]))
    at = {code: number for number, code in enumerate(places)}
    position = np.array([at.get(code, -1) for code in unit_labels] or [-1], dtype=np.int64)[of_unit]
    filled = np.zeros((len(places), len(items), len(found)), dtype=bool)
    rows = known & (position >= 0)
    filled[position[rows], of_item[rows], of_year[rows]] = True
    made = []
    for number, item in enumerate(items):
        own = filled[:, number]
        lacking = [
            f"{places[unit]} {found[year]}".removesuffix(" 0")
            for unit, year in np.argwhere(~own)[:LISTED].tolist()
        ]
        made.append(Figure(ITEM, str(item), own.size, int(own.sum()), tuple(lacking)))
    if any(found):
        for number, year in enumerate(found):
            made.append(Figure(YEAR, str(year), filled[:, :, number].size, int(filled[:, :, number].sum())))
    made += [
        Figure(UNIT, code, filled[number].size, int(filled[number].sum()))
        for number, code in enumerate(places)
    ]
    return made


def of_units(given: Values, units: Sequence[str], area_ha: np.ndarray | None = None) -> list[Figure]:
    """Coverage of a layer: units with any amount of each year, by number and, with areas, by hectares."""
    made = []
    known = np.isfinite(given.amount)
    for year in sorted(set(given.year.tolist())):
        have = set(given.unit[known & (given.year == year)].tolist())
        covered = np.array([code in have for code in units], dtype=bool)
        lacking = tuple(code for code, there in zip(units, covered.tolist()) if not there)
        name = str(year) if year else "all"
        made.append(Figure(COVERAGE, name, len(units), int(covered.sum()), lacking[:50]))
        if area_ha is not None:
            area = np.nan_to_num(area_ha)
            made.append(Figure(COVERAGE, f"{name} (ha)", float(area.sum()), float(area[covered].sum())))
    return made


def of_sources(filled: np.ndarray, confidence: Sequence[str] = ()) -> list[Figure]:
    """Traceability: rows with a source, and rows by the confidence that they state."""
    made = [Figure(SOURCE, "all", len(filled), int(np.count_nonzero(filled)))]
    words = [str(one or "").strip() for one in confidence]
    made += [
        Figure(SOURCE, f"confidence: {word or '–'}", len(words), words.count(word))
        for word in sorted(set(words))
    ]
    return made


def overall(figures: Sequence[Figure], scope: str) -> float:
    """Share over all figures of a scope, areas left aside; NaN where there is none."""
    own = [one for one in figures if one.scope == scope and not one.name.endswith("(ha)")]
    own = [one for one in own if not one.name.startswith("confidence: ")]
    expected = sum(one.expected for one in own)
    return sum(one.present for one in own) / expected if expected else float("nan")
