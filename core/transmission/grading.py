"""Assessment of many units: score, veto and grade from attainments (methods D.9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..csvdata import read_rows
from ..errors import InputError, problem
from ..vocabulary import FOLDER, Named
from .appraisal import attainment

TABLE = FOLDER.parent / "rules" / "assessment_grades.csv"
#: An attainment that rounding leaves a hair below 1 is one.
MET = 1 - 1e-12


@dataclass(frozen=True)
class Grade(Named):
    """A grade from a score on; the last one is also where a veto leads."""

    from_score: float
    colour: str


@cache
def grades() -> tuple[Grade, ...]:
    """The four grades of the assessment of ecological civilisation (2016), best first."""
    return tuple(
        Grade(row["code"], row["name_en"], row["name_zh"], float(row["from_score"]), row["colour"])
        for row in read_rows(TABLE, "table of grades")
    )


@dataclass(frozen=True)
class Assessment:
    """Assessment of units over their indicators.

    Attributes
    ----------
    unit
        Codes of the units, in order of appearance.
    score
        0 to 100; NaN where no indicator is known.
    coverage
        Share of the weight of indicators that apply whose attainment is known.
    grade
        Codes of `grades`, None where unknown.
    vetoed
        Rigid indicators that were missed, joined by commas; None where none.
    attained
        Attainment of every row, 0 to 1.
    points
        Points that every row adds to the score of its unit.
    met
        Whether the target of every row is met (not where unknown).
    applies
        Whether the indicator of a row asks for anything (see `assess`); others have no weight.
    """

    unit: np.ndarray
    score: np.ndarray
    coverage: np.ndarray
    grade: np.ndarray
    vetoed: np.ndarray
    attained: np.ndarray
    points: np.ndarray
    met: np.ndarray
    applies: np.ndarray


def assess(unit, item, values, targets, directions, rigid, weights, limits=()) -> Assessment:
    """Scores of units: 100 sum w a / sum w over known indicators; a rigid one that is missed is a veto.

    Parameters
    ----------
    unit, item
        Codes, a row for each unit and indicator.
    values, targets, directions, rigid, weights
        Of every row; weights not negative.
    limits
        Lowest scores of the grades but the last, descending; those of the table where not given.

    Raises
    ------
    InputError
        Limits that do not descend.

    Notes
    -----
    The same as `appraisal.assess` for one unit. A floor of 0 beside a value of 0 asks for nothing and is left
    out; other targets of 0 are attained wholly or not at all.
    """
    lowest = lowest_scores(limits)
    values, targets, weights = (np.asarray(a, dtype=np.float64) for a in (values, targets, weights))
    floor = np.asarray(directions, dtype=object) == "floor"
    attained, applies = _attained(values, targets, directions, floor)
    codes = np.array([*dict.fromkeys(unit.tolist()), None], dtype=object)[:-1]
    place = {code: at for at, code in enumerate(codes.tolist())}
    rows = np.array([place[code] for code in unit.tolist()], dtype=np.int64)
    known = np.isfinite(attained)
    held, whole, gained = (
        np.bincount(rows, weights * part, len(codes))
        for part in (known, applies, np.where(known, attained, 0.0))
    )
    points = 100.0 * weights * attained / np.where(held > 0, held, np.nan)[rows]
    score = 100.0 * np.divide(gained, held, out=np.full(len(codes), np.nan), where=held > 0)
    coverage = np.divide(held, whole, out=np.full(len(codes), np.nan), where=whole > 0)
    met = known & (attained >= MET)
    missed: list[list[str]] = [[] for _ in codes]
    for at in np.flatnonzero(known & ~met & np.asarray(rigid, dtype=bool)).tolist():
        missed[rows[at]].append(item[at])
    vetoed = np.array([*(", ".join(names) or None for names in missed), None], dtype=object)[:-1]
    grade = graded(score, vetoed, lowest)
    return Assessment(codes, score, coverage, grade, vetoed, attained, points, met, applies)


def _attained(values, targets, directions, floor) -> tuple[np.ndarray, np.ndarray]:
    """(attainment, whether the indicator applies) of every row.

    A target of 0 is either kept or missed, as target / value says on the way there: 1 or 0. A floor of 0
    beside a value of 0 asks for nothing: a township without coast has no coastline to keep.
    """
    attained = attainment(values, targets, directions)
    at_zero = (targets == 0) & np.isfinite(values)
    attained = np.where(at_zero, np.where(floor, values >= 0, values <= 0), attained)
    applies = ~(at_zero & floor & (values == 0))
    return np.where(applies, attained, np.nan), applies


def graded(score, vetoed, limits) -> np.ndarray:
    """Grades of scores; a veto leads to the last one, an unknown score to none."""
    codes = [grade.code for grade in grades()]
    # a score of 90 that rounding leaves a hair below is one of 90
    position = np.searchsorted(-np.asarray(limits), -(np.asarray(score) + 1e-9), side="left")
    words = np.array([*codes, None], dtype=object)
    missed = np.array([bool(one) for one in vetoed], dtype=bool)
    position = np.where(missed, len(codes) - 1, np.minimum(position, len(codes) - 1))
    return words[np.where(np.isfinite(score), position, len(codes))]


def lowest_scores(given) -> tuple[float, ...]:
    """*given*, or where it is empty the limits of the table; refuses what does not descend."""
    limits = tuple(given) or tuple(grade.from_score for grade in grades()[:-1])
    if len(limits) != len(grades()) - 1 or any(a <= b for a, b in zip(limits, limits[1:])):
        raise InputError(
            problem(
                "The limits of the grades must be {count} numbers that descend, such as 90, 80, 60.",
                count=len(grades()) - 1,
            )
        )
    return limits
