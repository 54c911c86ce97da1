"""Assessment of many units: score, veto and grade from attainments (methods D.9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..csvdata import read_rows
from ..errors import InputError, problem
from ..vocabulary import FOLDER, Named
from . import appraisal
from .appraisal import attainment

TABLE = FOLDER.parent / "rules" / "assessment_grades.csv"
#: Rounding of weights that do not come out at a round sum must not look like a miss.
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
        Share of the weight whose attainment is known.
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
    """

    unit: np.ndarray
    score: np.ndarray
    coverage: np.ndarray
    grade: np.ndarray
    vetoed: np.ndarray
    attained: np.ndarray
    points: np.ndarray
    met: np.ndarray


def assess(unit, item, values, targets, directions, rigid, weights, limits=()) -> Assessment:
    """Scores of units: 100 sum w a / sum w over known indicators; a rigid one that is missed is a veto.

    Parameters
    ----------
    unit, item
        Codes, a row for each unit and indicator.
    values, targets, directions, rigid, weights
        Of every row, see `appraisal.assess`.
    limits
        Lowest scores of the grades but the last, descending; those of the table where not given.

    Raises
    ------
    InputError
        As `appraisal.assess`; or limits that do not descend.
    """
    lowest = _limits(limits)
    codes = np.array([*dict.fromkeys(unit.tolist()), None], dtype=object)[:-1]
    rows: dict[str, list[int]] = {code: [] for code in codes.tolist()}
    for at, code in enumerate(unit.tolist()):
        rows[code].append(at)
    attained = attainment(values, targets, directions)
    points, score, coverage = (np.full(size, np.nan) for size in (len(unit), len(codes), len(codes)))
    vetoed: list[str | None] = []
    for at, own in enumerate(rows.values()):
        found = appraisal.assess(values[own], targets[own], directions[own], rigid[own], weights[own])
        score[at], coverage[at] = found.score, found.coverage
        held = weights[own] * np.isfinite(found.attainment)
        points[own] = 100.0 * weights[own] * found.attainment / held.sum() if held.sum() > 0 else np.nan
        vetoed.append(", ".join(item[own][position] for position in found.vetoed.tolist()) or None)
    listed = np.array([*vetoed, None], dtype=object)[:-1]
    return Assessment(
        codes, score, coverage, graded(score, listed, lowest), listed, attained, points, attained >= MET
    )


def graded(score, vetoed, limits) -> np.ndarray:
    """Grades of scores; a veto leads to the last one, an unknown score to none."""
    codes = [grade.code for grade in grades()]
    # a score of 90 that rounding leaves a hair below is one of 90
    position = np.searchsorted(-np.asarray(limits), -(np.asarray(score) + 1e-9), side="left")
    words = np.array([*codes, None], dtype=object)
    missed = np.array([bool(one) for one in vetoed], dtype=bool)
    position = np.where(missed, len(codes) - 1, np.minimum(position, len(codes) - 1))
    return words[np.where(np.isfinite(score), position, len(codes))]


def _limits(given) -> tuple[float, ...]:
    limits = tuple(given) or tuple(grade.from_score for grade in grades()[:-1])
    if len(limits) != len(grades()) - 1 or any(a <= b for a, b in zip(limits, limits[1:])):
        raise InputError(
            problem(
                "The limits of the grades must be {count} numbers that descend, such as 90, 80, 60.",
                count=len(grades()) - 1,
            )
        )
    return limits
