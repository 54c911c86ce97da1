"""Carbon grades I to III of industrial land beside its pollution grades.

The land-use guide of 2023 grades industrial land by interference and pollution (100101 to 100103) and cannot
tell high from low carbon, as paper 1 complains (P1:L18). Here the emission per hectare gives a carbon grade
of the same three steps; where it is not known, the class of the industry does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .. import breaks, industries, landuse
from ..csvdata import number, read_rows
from ..errors import InputError, Problem, problem, raise_if_any
from ..vocabulary import Named
from .sixclass import carbon_benchmark

FILE = Path(__file__).resolve().parent.parent / "data" / "standards" / "industrial_grades.csv"
METHODS = ("relative", "natural", "quantile", "given")
UNGRADED = 0
ROMAN = ("", "I", "II", "III")
#: Beginning of the codes of industrial land in each scheme; only the guide grades it.
INDUSTRIAL = {"guide2023_landsea": "1001", "third_survey": "0601", "gbt21010_2017": "0601"}

EMISSION, SECTOR, LAND_CODE = "emission", "sector", "land_code"


@dataclass(frozen=True)
class GradeSet(Named):
    """A named, dated way to the two thresholds; NaN where the data or the user give them."""

    version: str
    valid_from: str
    method: str
    lower: float
    upper: float
    unit: str
    source_key: str
    evidence: str
    confidence: str
    note: str


@cache
def grade_sets() -> tuple[GradeSet, ...]:
    """The built-in sets."""
    return tuple(
        GradeSet(
            row["id"],
            row["name_en"],
            row["name_zh"],
            row["version"],
            row["valid_from"],
            row["method"],
            number(row["lower"]),
            number(row["upper"]),
            row["unit"],
            row["source_key"],
            row["evidence"],
            row["confidence"],
            row["note"],
        )
        for row in read_rows(FILE, "table of industrial grades")
    )


def grade_set(identifier: str) -> GradeSet:
    """The set of that id."""
    found = next((item for item in grade_sets() if item.code == identifier), None)
    if found is None:
        raise InputError(
            problem(
                "There is no set of industrial grades {set}; there are {known}.",
                set=identifier,
                known=", ".join(item.code for item in grade_sets()),
            )
        )
    return found


@dataclass(frozen=True)
class Thresholds:
    """Emission per area (t CO2e/ha) up to which a unit is I, and up to which it is II.

    ``benchmark`` is the mean that they are multiples of; NaN where they are none.
    """

    lower: float
    upper: float
    benchmark: float = np.nan


def thresholds(
    chosen: GradeSet, emission, area_ha, lower: float = np.nan, upper: float = np.nan
) -> Thresholds:
    """The two thresholds of a set for units with known emission and area.

    Parameters
    ----------
    chosen
        The set; its method decides: ``relative`` multiplies the mean of the units that emit (sum E / sum A),
        ``natural`` and ``quantile`` divide the intensities into three, ``given`` takes *lower* and *upper*.
    emission, area_ha
        t CO2e per year, ha.
    lower, upper
        Thresholds of the user in t CO2e/ha.

    Raises
    ------
    InputError
        Thresholds that are missing, not above 0 or not in order; too few units, or none that emits.
    """
    if chosen.method == "given":
        raise_if_any(given_problems(lower, upper))
        return Thresholds(float(lower), float(upper))
    if chosen.method == "relative":
        mean = carbon_benchmark(emission, area_ha)
        if not np.isfinite(mean):
            raise InputError(
                problem("No unit has an emission above 0 and an area, so there is no mean to grade by.")
            )
        return Thresholds(chosen.lower * mean, chosen.upper * mean, mean)
    divide = breaks.natural if chosen.method == "natural" else breaks.quantiles
    bounds = divide(intensity(emission, area_ha), len(ROMAN) - 1)
    return Thresholds(float(bounds[0]), float(bounds[1]))


def given_problems(lower: float, upper: float) -> list[Problem]:
    """What is wrong with two thresholds of a user."""
    if np.isfinite([lower, upper]).all() and 0 < lower < upper:
        return []
    return [
        problem(
            "The thresholds of the carbon grades are {lower} and {upper} t CO2e/ha; give two numbers above "
            "0, the first below the second.",
            lower=lower,
            upper=upper,
        )
    ]


def intensity(emission, area_ha) -> np.ndarray:
    """Emission per hectare; NaN where either is missing or the area is not above 0."""
    e, a = (np.asarray(x, dtype=np.float64) for x in np.broadcast_arrays(emission, area_ha))
    known = np.isfinite(e) & np.isfinite(a) & (a > 0)
    return np.divide(e, a, out=np.full(e.shape, np.nan), where=known)


def by_intensity(values, limits: Thresholds) -> np.ndarray:
    """Grade 1 up to the lower threshold (included), 2 up to the upper one, 3 above; 0 where unknown."""
    x = np.asarray(values, dtype=np.float64)
    grade = np.searchsorted([limits.lower, limits.upper], x, side="left") + 1
    return np.where(np.isfinite(x), grade, UNGRADED)


def by_industry(codes, side: str) -> np.ndarray:
    """Grade by the class of the industry; 0 where the code is missing or unknown.

    Parameters
    ----------
    codes
        GB/T 4754 codes, see `industries.industry`.
    side
        ``carbon`` or ``pollution``.
    """
    cells = list(codes)
    table = {}
    for code in {None if landuse.is_missing_code(cell) else cell for cell in cells}:
        found = industries.industry(code)
        table[code] = UNGRADED if found is None else industries.GRADES[getattr(found, f"{side}_class")]
    return np.array([table[None if landuse.is_missing_code(cell) else cell] for cell in cells], dtype=np.intp)


@dataclass(frozen=True)
class Land:
    """What land-use codes say: whether land is industrial at all, and its pollution grade (0: not told)."""

    industrial: np.ndarray
    grade: np.ndarray
    missing: np.ndarray


def by_land(codes, scheme: str) -> Land:
    """Industrial land and its pollution grade by land-use codes (100101 is I, 100102 II, 100103 III).

    Codes of other land, and unknown ones, are not industrial; land without a code is taken for industrial,
    because whoever asks for grades gives industrial land.
    """
    cells = list(codes)
    missing = np.array([landuse.is_missing_code(cell) for cell in cells], dtype=bool)
    beginning = INDUSTRIAL[scheme]
    texts = ["" if absent else _spelt(cell, scheme) for cell, absent in zip(cells, missing)]
    industrial = np.array([text.startswith(beginning) for text in texts], dtype=bool) | missing
    steps = {f"{beginning}0{grade}": grade for grade in (1, 2, 3)} if beginning == "1001" else {}
    grade = np.array([steps.get(text[:6], UNGRADED) for text in texts], dtype=np.intp)
    return Land(industrial, grade, missing)


def _spelt(code, scheme: str) -> str:
    known = landuse.scheme(scheme).find(code, prefix=True)
    return known.code if known is not None else landuse.as_code(code)


@dataclass(frozen=True)
class Grades:
    """Grades of units, and where they come from; 0 and "" where there is none.

    Attributes
    ----------
    carbon, pollution
        1, 2, 3, or 0 where nothing tells.
    carbon_basis, pollution_basis
        ``emission``, ``sector`` or ``land_code``.
    intensity
        t CO2e/ha.
    applies
        False for land that is not industrial; it has no grades.
    """

    carbon: np.ndarray
    carbon_basis: np.ndarray
    pollution: np.ndarray
    pollution_basis: np.ndarray
    intensity: np.ndarray
    applies: np.ndarray

    def pairs(self) -> np.ndarray:
        """``P1-C3`` and the like; None where one of the two is not known."""
        known = (self.carbon > UNGRADED) & (self.pollution > UNGRADED)
        words = [f"P{p}-C{c}" for p, c in zip(self.pollution.tolist(), self.carbon.tolist())]
        return np.where(known, np.array(words, dtype=object), None)

    def gap(self) -> np.ndarray:
        """Carbon grade less pollution grade: above 0 where the pollution grade hides carbon; NaN unknown."""
        known = (self.carbon > UNGRADED) & (self.pollution > UNGRADED)
        return np.where(known, (self.carbon - self.pollution).astype(np.float64), np.nan)


def grade(
    intensities: np.ndarray | None,
    limits: Thresholds | None,
    industry_codes=None,
    land: Land | None = None,
    count: int = 0,
) -> Grades:
    """Carbon and pollution grades of units.

    The emission decides the carbon grade where it is known, the land-use code the pollution grade; the class
    of the industry stands in for either.

    Parameters
    ----------
    intensities, limits
        t CO2e/ha and the thresholds; None where no emission is given.
    industry_codes
        GB/T 4754 codes, or None.
    land
        What the land-use codes say, or None.
    count
        Number of units.
    """
    nothing = np.zeros(count, dtype=np.intp)
    x = np.full(count, np.nan) if intensities is None else np.asarray(intensities, dtype=np.float64)
    measured = nothing if limits is None else by_intensity(x, limits)
    codes = None if industry_codes is None else list(industry_codes)
    sector_c, sector_p = (
        nothing if codes is None else by_industry(codes, side) for side in ("carbon", "pollution")
    )
    told = nothing if land is None else land.grade
    applies = np.ones(count, dtype=bool) if land is None else land.industrial
    carbon, carbon_basis = _first(applies, (measured, EMISSION), (sector_c, SECTOR))
    pollution, pollution_basis = _first(applies, (told, LAND_CODE), (sector_p, SECTOR))
    return Grades(carbon, carbon_basis, pollution, pollution_basis, x, applies)


def _first(applies: np.ndarray, *sources: tuple[np.ndarray, str]) -> tuple[np.ndarray, np.ndarray]:
    """The first grade that is known of several, and its basis."""
    chosen = np.zeros(len(applies), dtype=np.intp)
    basis = np.full(len(applies), "", dtype=object)
    for values, name in sources:
        taken = applies & (chosen == UNGRADED) & (values > UNGRADED)
        chosen[taken], basis[taken] = values[taken], name
    return chosen, basis
