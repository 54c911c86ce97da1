"""Rows of readings brought before their limits: one value per unit, year and pollutant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import units, vocabulary
from ..errors import FactorError, Problem, UnitError, UnknownCodesError, Words, problem, raise_if_any
from ..grouping import Groups, factorise, group
from . import index
from .assessment import Judged
from .limits import Limits, PollutantLimits, functional_classes
from .records import Records, of_units, row_problems

STATISTICS = ("fitting", "mean", "worst", "sum")
_WORDS = {
    "fitting": Words("mean (of loads the sum)", "平均值（负荷取合计）"),
    "mean": Words("mean", "平均值"),
    "worst": Words("worst", "最差值"),
    "sum": Words("sum", "合计"),
}
UNKNOWN = ("refuse", "leave_out")
NOT_JUDGED = -1
SHOWN = 5


@dataclass(frozen=True)
class Monitored:
    """Values and limits per unit and year, in ascending order of both.

    Attributes
    ----------
    unit, year
        Unit and year (0 where rows name none).
    parts
        The pollutants over these units; NaN where a unit has no value.
    remarks
        What was assumed or left out, in sentences.
    """

    unit: np.ndarray
    year: np.ndarray
    parts: tuple[Judged, ...]
    remarks: tuple[Problem, ...]


@dataclass(frozen=True)
class _Matched:
    """Rows with the limits that hold for them: ``of_row`` counts into ``limits``, or is `NOT_JUDGED`."""

    given: Records
    of_row: np.ndarray
    limits: tuple[PollutantLimits, ...]
    weights: tuple[float, ...]


def before_limits(
    given: Records,
    limits: Limits,
    classes: Mapping[str, np.ndarray],
    statistic: str = "fitting",
    unknown: str = "refuse",
    weights: Mapping[str, float] | None = None,
) -> Monitored:
    """Values of every unit and year with the limits that they are to keep.

    Rows of one unit, year, pollutant and functional class are averaged or summed, or their worst is
    taken; where a unit has readings in several functional classes, the one that exceeds most stands for it.

    Parameters
    ----------
    given
        Readings; ``part`` holds the functional class of a row where the table has one.
    limits
        Standard sets that hold.
    classes
        Medium -> functional class of every row whose ``part`` is blank, in any spelling; not asked where
        the limits are those of single units.
    statistic
        ``fitting``: the mean, of loads of several sources the sum; ``mean``; ``worst``: the largest value,
        the smallest where the limit is a lower bound; ``sum``.
    unknown
        Names that nobody knows are refused or left out; known pollutants without limit are left out.
    weights
        Pollutant as the rows name it -> weight in the weighted mean.

    Raises
    ------
    InputError
        All at once: blank units and pollutants, infinite values, negative concentrations, units that do not
        fit the limit, names and functional classes that nobody knows.
    """
    rows, remarks = of_units(given)
    kept = given.where(rows)
    faults = row_problems(kept, corrections=True)
    matched, refused, told = _matched(kept, limits, unknown, weights or {})
    scale, wrong, assumed = _scales(matched)
    label, strange = _labels(matched, limits, {medium: texts[rows] for medium, texts in classes.items()})
    raise_if_any([*faults, *refused, *wrong, *_negative(matched), *strange])
    made, gathered = _per_unit(matched, scale, label, statistic)
    return Monitored(*made, (*remarks, *told, *assumed, *gathered))


def _matched(given: Records, limits: Limits, unknown: str, weights: Mapping[str, float]):
    """Limits of each row; what is refused; what is left out."""
    pairs, labels = factorise(list(zip(given.pollutant.tolist(), given.medium.tolist())))
    own: dict[tuple[str, str], PollutantLimits] = {}
    weight: dict[tuple[str, str], float] = {}
    identities, refused, told = [], [], []
    for number, (name, medium) in enumerate(labels):
        try:
            found = limits.find(name, medium) if name else None
        except FactorError as error:
            refused += error.problems
            identities.append(None)
            continue
        identities.append((found.code, found.medium) if found else None)
        if found:
            own.setdefault(identities[-1], found)
            weight.setdefault(identities[-1], weights.get(name, np.nan))
        elif name:
            rows = given.shown(pairs == number)
            known = vocabulary.pollutant(name) is not None
            (told if known or unknown == "leave_out" else refused).append(
                _no_limit(name, limits, rows, known)
            )
    order = {identity: place for place, identity in enumerate(sorted(own))}
    places = np.array([order.get(identity, NOT_JUDGED) for identity in identities], dtype=np.int64)
    if not own and not refused:
        refused = [_nothing_left(limits), *told]
    found_limits = tuple(own[identity] for identity in order)
    found_weights = tuple(weight[identity] for identity in order)
    return _Matched(given, places[pairs], found_limits, found_weights), refused, told


def _scales(matched: _Matched) -> tuple[np.ndarray, list[Problem], list[Problem]]:
    """Factor of each row into the unit of its limits; what is wrong with units; what was assumed."""
    given = matched.given
    pairs, labels = factorise(list(zip(matched.of_row.tolist(), given.amount_unit.tolist())))
    factors, wrong, assumed = np.full(len(labels), np.nan), [], []
    for number, (place, unit) in enumerate(labels):
        if place == NOT_JUDGED:
            continue
        own = matched.limits[place]
        try:
            factors[number] = units.factor(unit or own.unit, own.unit)
        except UnitError as error:
            wrong.append(_wrong_unit(own, unit, given.shown(pairs == number), error))
        if not unit:
            assumed.append(
                problem(
                    "Values of {pollutant} have no unit; they are taken in {unit}, the unit of the limit.",
                    pollutant=own.code,
                    unit=own.unit,
                )
            )
    return factors[pairs], wrong, assumed


def _negative(matched: _Matched) -> list[Problem]:
    """Negative concentrations. A load below zero is net purification, which is flagged instead (A.5)."""
    given, found = matched.given, []
    for place, own in enumerate(matched.limits):
        rows = (matched.of_row == place) & (given.amount < 0)
        if rows.any() and not units.is_load(own.unit):
            found.append(
                problem(
                    "{count} values of {pollutant} are negative, which no value in {unit} can be (row: "
                    "value) {rows}. Correct them; leave those blank that are not known.",
                    count=int(rows.sum()),
                    pollutant=own.code,
                    unit=own.unit,
                    rows=_shown(given.row[rows], given.amount[rows]),
                )
            )
    return found


def _shown(rows: np.ndarray, values: np.ndarray) -> str:
    listed = [f"{row}: {value:g}" for row, value in zip(rows[:SHOWN].tolist(), values[:SHOWN].tolist())]
    return ", ".join(listed) + (" …" if len(rows) > SHOWN else "")


def _labels(matched: _Matched, limits: Limits, classes: Mapping[str, np.ndarray]):
    """Functional class of each row in the spelling of its standard, and those that nobody knows."""
    label = np.full(len(matched.given), "", dtype=object)
    media = np.array([*(own.medium for own in matched.limits), None], dtype=object)[matched.of_row]
    strange: list[Problem] = []
    for medium in sorted({own.medium for own in matched.limits}):
        rows = media == medium
        if limits.by_unit:
            own = set(limits.classes(medium))
            label[rows] = [unit if unit in own else "" for unit in matched.given.unit[rows]]
            continue
        blank = np.full(len(label), "", dtype=object)
        texts = np.where(matched.given.part != "", matched.given.part, classes.get(medium, blank))[rows]
        try:
            label[rows] = functional_classes(texts, limits.classes(medium), medium)
        except UnknownCodesError as error:
            strange += error.problems
    return label, strange


def _per_unit(matched: _Matched, scale: np.ndarray, label: np.ndarray, statistic: str):
    """(unit, year, parts) and a remark on rows that were gathered."""
    value = matched.given.amount * scale
    given, judged = matched.given, matched.of_row != NOT_JUDGED
    unit, unit_labels = factorise(given.unit)
    whole = group(unit, given.year)
    place, home = matched.of_row[judged], whole.of_row[judged]
    kind, class_labels = factorise(label[judged])
    same = group(home, place, kind)
    lower = np.array([own.is_lower for own in matched.limits], dtype=bool)[place]

    def gathered(kind_of_value: str):
        found = _widths(given.where(judged), scale[judged], lower, same, kind_of_value)
        return _statistic(value[judged], lower, same, kind_of_value), *found

    if statistic == "fitting":
        loads = np.array([units.is_load(own.unit) for own in matched.limits], dtype=bool)[place[same.first]]
        both = zip(gathered("sum"), gathered("mean"))
        values, *widths = (np.where(loads, summed, averaged) for summed, averaged in both)
    else:
        values, *widths = gathered(statistic)
    lines = _Lines(
        home=home[same.first],
        place=place[same.first],
        value=values,
        label=[class_labels[code] for code in kind[same.first]],
        widths=tuple(widths),
    )
    units_of = np.array([*unit_labels, None], dtype=object)[unit[whole.first]]
    parts = lines.parts(matched, len(whole))
    return (units_of, given.year[whole.first], parts), _gathered(len(place), len(same), statistic)


@dataclass(frozen=True)
class _Lines:
    """One value per unit (``home``), pollutant (``place``) and functional class (``label``).

    ``widths`` are the distances to the low and high end of its interval; none where rows have no intervals.
    """

    home: np.ndarray
    place: np.ndarray
    value: np.ndarray
    label: Sequence[str]
    widths: tuple[np.ndarray, ...]

    def parts(self, matched: _Matched, count: int) -> tuple[Judged, ...]:
        """The pollutants over *count* units: of several classes of a unit the one that exceeds most."""
        labels = np.array([*self.label, None], dtype=object)[:-1]
        made = []
        for number, own in enumerate(matched.limits):
            rows = np.flatnonzero(self.place == number)
            limit, benchmark = own.per_unit(labels[rows].tolist())
            q, _ = index.exceedance(self.value[rows], limit, benchmark, own.is_lower)
            first = group(self.home[rows]).ranks(q) == 0
            ends = [self.value[rows] + sign * width[rows] for sign, width in zip((-1, 1), self.widths)]
            found = (self.value[rows], limit, benchmark, *ends)
            over_units = [np.full(count, np.nan) for _ in found]
            for column, values in zip(over_units, found):
                column[self.home[rows][first]] = values[first]
            value, limit, benchmark, *ends = over_units
            known = (own.is_lower, matched.weights[number], own.unit, own.medium)
            made.append(Judged(own.code, value, limit, benchmark, *known, *ends))
        return tuple(made)


def _widths(given: Records, scale: np.ndarray, lower: np.ndarray, same: Groups, statistic: str):
    """Distances of the gathered values to the ends of their intervals; rows are independent.

    A width that is missing leaves that of the gathered value unknown.
    """
    if given.low is None:
        return ()
    made, known = [], ~np.isnan(given.amount)
    for side in (given.amount - given.low, given.high - given.amount):
        width = side * scale
        if statistic == "worst":
            first = same.ranks(np.where(lower, -given.amount, given.amount) * scale) == 0
            gathered = np.full(len(same), np.nan)
            gathered[same.of_row[first]] = width[first]
        else:
            gathered = np.sqrt(np.bincount(same.of_row[known], width[known] ** 2, len(same)))
            gathered /= np.maximum(same.counts(known), 1) if statistic == "mean" else 1
        made.append(np.where(same.counts(known) > 0, gathered, np.nan))
    return tuple(made)


def _statistic(value: np.ndarray, lower: np.ndarray, same: Groups, statistic: str) -> np.ndarray:
    if statistic == "sum":
        # a sum that lacks a part would pass for compliance
        return np.where(same.counts(np.isnan(value)) > 0, np.nan, same.sums(value))
    if statistic == "mean":
        return same.sums(value) / np.maximum(same.counts(~np.isnan(value)), 1)
    first = same.ranks(np.where(lower, -value, value)) == 0
    worst = np.full(len(same), np.nan)
    worst[same.of_row[first]] = value[first]
    return worst


def _no_limit(name: str, limits: Limits, rows: str, known: bool) -> Problem:
    standards = ", ".join(made.id for made in limits.sets)
    if known:
        return problem(
            "The pollutant {pollutant} has no limit in {standards}; its rows are left out ({rows}).",
            pollutant=name,
            standards=standards,
            rows=rows,
        )
    return problem(
        "The pollutant “{pollutant}” is not known and has no limit in {standards} (rows {rows}). Correct its "
        "name, add it to standards of your own, or choose to leave unknown pollutants out.",
        pollutant=name,
        standards=standards,
        rows=rows,
    )


def _nothing_left(limits: Limits) -> Problem:
    return problem(
        "No pollutant has a limit in {standards}; choose the standards that fit.",
        standards=", ".join(made.id for made in limits.sets) or Words("the chosen standards", "所选标准"),
    )


def _wrong_unit(own: PollutantLimits, unit: str, rows: str, error: UnitError) -> Problem:
    return problem(
        "Values of {pollutant} in “{unit}” (rows {rows}) cannot be compared with the limit in {limit_unit}: "
        "{reason}",
        pollutant=own.code,
        unit=unit,
        rows=rows,
        limit_unit=own.unit,
        reason=error.problems[0],
    )


def _gathered(rows: int, lines: int, statistic: str) -> Sequence[Problem]:
    if rows == lines:
        return []
    return [
        problem(
            "{count} rows repeat the unit, year, pollutant and functional class of another row; their "
            "{statistic} is judged.",
            count=rows - lines,
            statistic=_WORDS[statistic],
        )
    ]
