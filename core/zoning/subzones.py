"""Sub-zones: a class in a space makes one of 24. Codes, the 4 x 6 matrix, small patches, classes by piece.

Methods B.4. A sub-zone has the value 10 x space + class; whatever lacks a class or a space is ND, never
one of the 24. numpy alone.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import vocabulary
from ..errors import Problem, problem, raise_if_any
from . import evaluation, sixclass
from .spaces import ND

SPACE_CODES = ("ND", "A", "E", "U", "M")
FILLED = 1e-4  # of the area: pieces that differ by less fill their polygon


def codes(space, zone_class) -> tuple[np.ndarray, np.ndarray]:
    """Texts and values of sub-zones.

    Parameters
    ----------
    space, zone_class
        Space values 0 to 4 and class values 0 to 6; 0 is no data.

    Examples
    --------
    >>> texts, values = codes([3, 1, 0, 2], [6, 0, 5, 1])
    >>> texts.tolist(), values.tolist()
    (['U-SCP', 'ND', 'ND', 'E-S'], [36, 0, 0, 21])
    """
    values = np.atleast_1d(vocabulary.subzone_value(space, zone_class)).astype(np.intp)
    table = np.full(64, ND, dtype=object)
    for zone in vocabulary.subzones():
        table[zone.value] = zone.code
    return table[values], values


def class_values(texts: Sequence) -> tuple[np.ndarray, dict[str, int]]:
    """Class values of codes (S, ``sc``, 6, None ...), and how often each unknown code occurs.

    Missing codes and unknown ones are 0 (ND); the unknown are for the caller to refuse.
    """
    return _values(texts, sixclass.CODES)


def space_values(texts: Sequence) -> tuple[np.ndarray, dict[str, int]]:
    """Space values of codes (A, E, U, M, ND, 1 to 4, None), and how often each unknown code occurs."""
    return _values(texts, SPACE_CODES)


def values_of(texts: Sequence) -> tuple[np.ndarray, dict[str, int]]:
    """Sub-zone values of codes (U-SCP, ND, 36, None), and how often each unknown code occurs."""
    return _looked_up(texts, {ND: 0, **{zone.code: zone.value for zone in vocabulary.subzones()}})


def _values(given: Sequence, known: Sequence[str]) -> tuple[np.ndarray, dict[str, int]]:
    return _looked_up(given, {code: value for value, code in enumerate(known)})


def _looked_up(given: Sequence, known: Mapping[str, int]) -> tuple[np.ndarray, dict[str, int]]:
    table = {code.casefold(): value for code, value in known.items()}
    table.update({str(value): value for value in known.values()})
    unknown: dict[str, int] = defaultdict(int)
    values = np.zeros(len(given), dtype=np.uint8)
    for position, item in enumerate(given):
        if item is None or item != item:  # noqa: PLR0124 - only NaN differs from itself
            continue
        text = str(int(item)) if isinstance(item, float) and item.is_integer() else str(item).strip()
        value = table.get(text.casefold())
        if value is None:
            unknown[text] += 1
        else:
            values[position] = value
    return values, dict(unknown)


def matrix(space, zone_class, area_ha) -> np.ndarray:
    """Area by space and class.

    Returns
    -------
    float64 array, shape (6, 8)
        Rows A, E, U, M, ND, total; columns S, SC, SP, CP, PC, SCP, ND, total. Whatever lacks a space
        stands in the row ND, whatever lacks a class in the column ND; both are in the totals.
    """
    row = (np.asarray(space, dtype=np.intp) + 4) % 5
    column = (np.asarray(zone_class, dtype=np.intp) + 6) % 7
    inner = np.bincount(row * 7 + column, weights=area_ha, minlength=35).reshape(5, 7)
    with_rows = np.vstack([inner, inner.sum(axis=0)])
    return np.column_stack([with_rows, with_rows.sum(axis=1)])


@dataclass(frozen=True)
class Groups:
    """Pieces of one unit in one space.

    Attributes
    ----------
    of
        Group of each piece, 0 to n - 1.
    unit, space, area_ha
        Unit, space value and area of each group, ordered by unit and space.
    """

    of: np.ndarray
    unit: np.ndarray
    space: np.ndarray
    area_ha: np.ndarray


def group(unit: np.ndarray, space: np.ndarray, area_ha: np.ndarray) -> Groups:
    """Group pieces by their unit and space value.

    Examples
    --------
    >>> made = group(np.array([1, 0, 1]), np.array([3, 2, 3]), np.array([2.0, 5.0, 1.0]))
    >>> made.of.tolist(), made.unit.tolist(), made.space.tolist(), made.area_ha.tolist()
    ([1, 0, 1], [0, 1], [2, 3], [5.0, 3.0])
    """
    kinds, of = np.unique(np.asarray(unit, dtype=np.int64) * 8 + space, return_inverse=True)
    sums = np.bincount(of, weights=area_ha, minlength=len(kinds))
    return Groups(of, kinds // 8, (kinds % 8).astype(np.uint8), sums)


def share_out(totals: np.ndarray, whole_ha: np.ndarray, of: np.ndarray, area_ha: np.ndarray) -> np.ndarray:
    """Totals of polygons shared among their pieces by area.

    Pieces that fill their polygon but for the rounding of areas get all of it, so that sums are kept; of a
    polygon that lies partly elsewhere they get their part.

    Parameters
    ----------
    totals, whole_ha
        Total (t ...) and area of each polygon.
    of, area_ha
        Polygon and area of each piece; a piece of no polygon (-1) gets NaN.

    Examples
    --------
    >>> share_out(np.array([10.0, 8.0]), np.array([2.0, 4.0]), np.array([0, 0, 1]), np.array([0.5, 1.5, 2.0]))
    array([2.5, 7.5, 4. ])
    """
    inside = of >= 0
    filled = np.bincount(of[inside], weights=area_ha[inside], minlength=len(totals))
    whole = np.where(np.abs(filled - whole_ha) <= FILLED * whole_ha, filled, whole_ha)
    per_hectare = np.divide(totals, whole, out=np.full(len(totals), np.nan), where=whole > 0)
    return np.append(per_hectare, np.nan)[of] * area_ha


def merge_small(
    area: np.ndarray,
    borders: Sequence[tuple[int, int, float]],
    minimum: float,
    stays: np.ndarray | None = None,
    nearness: Callable[[int, int], int] | None = None,
) -> np.ndarray:
    """Where small patches go: to the neighbour with the longest common border (methods B.4).

    The smallest patch goes first; a patch that has taken others counts with their areas and borders. A
    small patch without a neighbour stays.

    Parameters
    ----------
    area
        Area of each patch.
    borders
        (patch, patch, length of the common border); only pairs that may be joined (of one unit).
    minimum
        Patches below this area are small.
    stays
        Patches that neither go nor take (no data).
    nearness
        How near in kind a small patch is to another one. Only the neighbours that are nearest in kind are
        looked at; all are where it is not given.

    Returns
    -------
    intp array
        For each patch the one that it belongs to in the end; itself where it stays.

    Examples
    --------
    >>> merge_small(np.array([5.0, 0.5, 0.2]), [(0, 1, 2.0), (1, 2, 3.0), (0, 2, 1.0)], 1.0).tolist()
    [0, 0, 0]
    """
    total = np.array(area, dtype=np.float64)
    target = np.arange(len(total))
    fixed = np.zeros(len(total), dtype=bool) if stays is None else np.asarray(stays, dtype=bool)
    near: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for one, other, length in borders:
        if not (fixed[one] or fixed[other]):
            near[one][other] += length
            near[other][one] += length
    waiting = [(total[at], at) for at in np.flatnonzero((total < minimum) & ~fixed).tolist()]
    heapq.heapify(waiting)
    while waiting:
        size, at = heapq.heappop(waiting)
        if target[at] != at or size != total[at] or not near[at]:
            continue
        kinds = {other: nearness(at, other) if nearness else 0 for other in near[at]}
        # the longest border decides; of equal ones the larger patch, then the first
        to = max(near[at], key=lambda other: (kinds[other], near[at][other], total[other], -other))
        target[at] = to
        total[to] += total[at]
        _take_over(near, at, to)
        if total[to] < minimum:
            heapq.heappush(waiting, (total[to], to))
    return _roots(target)


def _take_over(near: dict[int, dict[int, float]], at: int, to: int) -> None:
    """Let *to* have the borders of *at*."""
    for other, length in near.pop(at).items():
        del near[other][at]
        if other != to:
            near[to][other] += length
            near[other][to] += length


def _roots(target: np.ndarray) -> np.ndarray:
    while (target[target] != target).any():
        target = target[target]
    return target


@dataclass(frozen=True)
class Standards:
    """What decided the classes of the units, to be used again for pieces of them.

    Attributes
    ----------
    rule
        Thresholds, tie and weak-weak rules.
    mode, standard
        Carbon mode and the one standard of all units, t CO2e per ha.
    benchmark
        Carbon benchmark, t CO2e per ha; NaN where there is none.
    """

    rule: sixclass.Rule
    mode: str
    standard: float
    benchmark: float


def standards_of(frozen: Mapping[str, object], benchmark: float = np.nan) -> Standards:
    """The standards in the provenance of a class layer; *benchmark* stands in for the one in it.

    Raises
    ------
    InputError
        Standards that cannot hold for pieces: one per unit, totals of units, a denominator other than
        area, or a rule set; or no benchmark where one is needed.
    """
    found: list[Problem] = []
    if frozen.get("tau_mode") == "rule set":
        found.append(
            problem("The classes were judged by a standard set, which cannot be used again for pieces.")
        )
    if frozen.get("carbon_standard") == "per unit" or frozen.get("carbon_benchmark") == "per unit":
        found.append(
            problem("The carbon standard of the classes differs from unit to unit; pieces need one standard.")
        )
    elif frozen.get("carbon_standard_basis") == "total" and frozen.get("carbon_mode") != "neutrality":
        found.append(
            problem("The carbon standard of the classes is a total of the unit; pieces need one per ha.")
        )
    own = frozen.get("carbon_benchmark")
    other_denominator = frozen.get("denominator", "area") != "area"
    if np.isnan(benchmark) and isinstance(own, (int, float)) and not other_denominator:
        benchmark = float(own)
    standard = frozen.get("carbon_standard", 0.0)
    quota = isinstance(standard, (int, float)) and standard > 0
    if other_denominator and (quota or frozen.get("carbon_mode") == "duty"):
        found.append(
            problem(
                "The carbon standard of the classes is per {name}; pieces need one per ha.",
                name=frozen["denominator"],
            )
        )
    if np.isnan(benchmark) and not quota:
        found.append(problem("Pieces need the carbon benchmark in t CO2e per ha. Type it in."))
    raise_if_any(found)
    rule = sixclass.Rule(
        **{
            name: frozen[name]
            for name in ("tau_c", "tau_p", "tie", "weak_weak", "tolerance")
            if name in frozen
        }
    )
    return Standards(rule, str(frozen.get("carbon_mode", "neutrality")), float(standard), benchmark)


def by_piece(
    net: np.ndarray, groups: Groups, q_p: np.ndarray, standards: Standards
) -> tuple[evaluation.Evaluation, np.ndarray]:
    """Classes of groups from the net emission of their own pieces (methods B.4, "classify per piece").

    Parameters
    ----------
    net
        Net emission of each piece, t CO2e/yr. A group with a missing one is ND: what is missing is not
        zero.
    groups
        Which pieces belong together, and their areas, which are the denominator.
    q_p
        Pollution exceedance of each group, inherited from its unit.
    standards
        See `standards_of`.

    Returns
    -------
    evaluation : Evaluation
        Over the groups.
    net : float64 array
        Net emission of the groups.
    """
    nets = np.bincount(groups.of, weights=net, minlength=len(groups.unit))
    carbon = evaluation.Carbon(
        net=nets,
        denominator=groups.area_ha,
        mode=standards.mode,
        standard=standards.standard,
        benchmark=standards.benchmark,
    )
    return evaluation.evaluate(carbon, evaluation.Pollution(q_p=q_p), standards.rule), nets


@dataclass(frozen=True)
class Prescription:
    """Words of a sub-zone, or of no data, in one language."""

    name: str
    measures: str
    line: str
    has_exit: bool


def prescriptions(language: str) -> dict[str, Prescription]:
    """Sub-zone code -> words; ND says what is missing."""
    nothing = vocabulary.classes()[0]
    made = {ND: Prescription(nothing.name(language), nothing.text("strategy", language), "", False)}
    for zone in vocabulary.subzones():
        made[zone.code] = Prescription(
            zone.name(language), zone.text("measures", language), zone.text("line", language), zone.has_exit
        )
    return made
