"""The limit that holds for a pollutant at a place: standard sets, functional classes, averaging periods."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import units, vocabulary
from ..errors import FactorError, Problem, UnknownCodesError, faults_of, problem, raise_if_any
from ..grouping import factorise
from ..standards import AVERAGINGS, Limit, StandardSet
from .records import Records, of_units, row_problems

#: Chosen averaging: the longest period for which the set has a limit (HJ 663-2013, yearly assessment).
LONGEST = "longest"
SHOWN = 10

_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v", "6": "vi"}
_CHINESE = dict(zip("一二三四五六", _ROMAN.values()))
_WORDS = re.compile(r"类区|功能区|水质|标准|class|grade|level|第|类|级|区|\s")


@dataclass(frozen=True)
class PollutantLimits:
    """Limits of one pollutant in one medium of one set.

    Attributes
    ----------
    code
        Code of the pollutant.
    standard
        Id of the set.
    by_class
        Functional class -> limit; all of one averaging period, or the longest that each class has.
    """

    code: str
    standard: str
    by_class: Mapping[str, Limit]

    @property
    def unit(self) -> str:
        """Unit in which limits are given out: that of the first class."""
        return next(iter(self.by_class.values())).unit

    @property
    def medium(self) -> str:
        """Medium of the limits."""
        return next(iter(self.by_class.values())).medium

    @property
    def is_lower(self) -> bool:
        """Whether values below the limit exceed (dissolved oxygen)."""
        return next(iter(self.by_class.values())).direction == "lower"

    def per_unit(self, classes: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Limit and benchmark of each unit from its class, in `unit`; NaN where the class has none."""
        codes, labels = factorise(["" if label is None else label for label in classes])
        limit, benchmark = np.full(len(labels), np.nan), np.full(len(labels), np.nan)
        for number, label in enumerate(labels):
            found = self.by_class.get(label)
            if found is not None:
                scale = units.factor(found.unit, self.unit)
                limit[number], benchmark[number] = found.limit * scale, found.benchmark * scale
        return limit[codes], benchmark[codes]


class Limits:
    """Limits of several standard sets, found by any spelling of a pollutant.

    Parameters
    ----------
    sets
        The sets that hold, for example one for air and one for water.
    averaging
        One of `standards.AVERAGINGS`, or `LONGEST`.
    by_unit
        Whether the functional classes are the codes of units, each of which has limits of its own.
    """

    def __init__(self, sets: Iterable[StandardSet], averaging: str = LONGEST, by_unit: bool = False):
        self.sets = tuple(sets)
        self.averaging = averaging
        self.by_unit = by_unit

    def find(self, name: str, medium: str = "") -> PollutantLimits | None:
        """Limits of a pollutant; None where no set has any.

        Raises
        ------
        FactorError
            Several sets or media have limits for the name, or none of the averaging period asked for.
        """
        codes = _codes(name, medium)
        found = [
            (made, limit)
            for made in self.sets
            for limit in made.limits
            if limit.pollutant in codes and medium in ("", limit.medium)
        ]
        if not found:
            return None
        places = sorted({(made.id, limit.medium) for made, limit in found})
        if len(places) > 1:
            raise FactorError(
                problem(
                    "The pollutant {pollutant} has limits in {places}. Choose one standard, or say the "
                    "medium.",
                    pollutant=name,
                    places=", ".join(f"{standard} ({where})" for standard, where in places),
                )
            )
        timely = [limit for _, limit in found if self.averaging in (LONGEST, limit.averaging)]
        if not timely:
            raise FactorError(
                problem(
                    "The standard {standard} has no {averaging} limit for {pollutant}; it has {known}. "
                    "Choose another averaging period.",
                    standard=places[0][0],
                    averaging=self.averaging,
                    pollutant=name,
                    known=", ".join(sorted({limit.averaging or "undated" for _, limit in found})),
                )
            )
        by_class: dict[str, Limit] = {}
        for limit in sorted(timely, key=lambda limit: AVERAGINGS.index(limit.averaging)):
            by_class.setdefault(limit.functional_class, limit)
        return PollutantLimits(timely[0].pollutant, places[0][0], by_class)

    def classes(self, medium: str) -> tuple[str, ...]:
        """Functional classes of the sets for a medium, in their order."""
        every = [
            limit.functional_class for made in self.sets for limit in made.limits if limit.medium == medium
        ]
        return tuple(dict.fromkeys(every))


def from_table(capacities: Records, name: str) -> Limits:
    """Limits or capacities of single units out of a long table (unit, pollutant, amount, unit of amount).

    Rows of totals are left out. Of a unit and pollutant that appear more than once nothing is guessed.

    Parameters
    ----------
    capacities
        One row per unit and pollutant.
    name
        The table, for messages and the provenance.

    Raises
    ------
    InputError
        All at once: blank units and pollutants, missing, infinite and negative limits, units of measurement
        that are not known, repeated limits.
    """
    rows, _ = of_units(capacities)
    given = capacities.where(rows)
    faults = row_problems(given, corrections=False)
    faults += _limit_faults(given)
    raise_if_any(faults)
    made = []
    for unit, pollutant, amount, measured, medium in zip(
        given.unit, given.pollutant, given.amount, given.amount_unit, given.medium
    ):
        known = vocabulary.pollutant(pollutant)
        where = medium or (known.medium if known else "load")
        made.append(
            Limit(
                _code(pollutant),
                unit,
                where,
                "",
                "upper",
                float(amount),
                math.nan,
                measured,
                "",
                name,
                "",
                "none",
                "",
            )
        )
    return Limits([StandardSet(name, name, name, "", tuple(made), name)], by_unit=True)


def _limit_faults(given: Records) -> list[Problem]:
    found = []
    missing = np.isnan(given.amount)
    if missing.any():
        found.append(
            problem(
                "{count} limits are missing; fill them in or delete their rows.", count=int(missing.sum())
            )
        )
    for text in sorted(set(given.amount_unit)):
        found += faults_of(lambda text=text: units.unit(text))
    counted = Counter(zip(given.unit, map(_code, given.pollutant), given.medium))
    repeated = sorted(" ".join(filter(None, one)) for one, count in counted.items() if count > 1)
    if repeated:
        found.append(
            problem(
                "{count} limits appear more than once: {repeated}. Give one for each unit and pollutant.",
                count=len(repeated),
                repeated=", ".join(repeated[:SHOWN]),
            )
        )
    return found


def functional_classes(texts: Iterable, known: Sequence[str], medium: str) -> np.ndarray:
    """Functional classes in the spelling of the standard; "" where missing.

    Read are "II", "Ⅱ", "2", "二级", "Ⅲ类", "class 3" and the spellings of the standard itself.

    Raises
    ------
    UnknownCodesError
        Classes that the standard does not know, all of them with their counts.
    """
    codes, labels = factorise(["" if text is None else str(text).strip() for text in texts])
    spelt = {_fold_class(label): label for label in known}
    found = [spelt.get(_fold_class(label), "") for label in labels]
    strange = {
        label: int((codes == number).sum())
        for number, label in enumerate(labels)
        if label and not found[number]
    }
    if strange:
        raise UnknownCodesError(strange, _unknown_classes(strange, known, medium))
    return np.array([*found, None], dtype=object)[codes]


def _unknown_classes(strange: Mapping[str, int], known: Sequence[str], medium: str) -> Problem:
    return problem(
        "These functional classes of {medium} are not known: {classes}. The standard has {known}.",
        medium=medium,
        classes=", ".join(f"{label} ({count})" for label, count in strange.items()),
        known=", ".join(known) or "–",
    )


def _fold_class(text: str) -> str:
    plain = _WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _ROMAN.get(plain) or _CHINESE.get(plain) or plain


def _code(name: str) -> str:
    known = vocabulary.pollutant(name)
    return known.code if known else name


def _codes(name: str, medium: str) -> set[str]:
    """Codes under which limits of a name may stand; lead in air has a code apart from lead in water."""
    code = _code(name)
    in_air = vocabulary.pollutant(f"air_{code}") if medium == "air" else None
    return {code, in_air.code} if in_air else {code}
