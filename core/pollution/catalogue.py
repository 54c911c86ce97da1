"""Which equivalent value a named pollutant has: the table of equivalents, entered by names of people.

Annex 2 of the Environmental Protection Tax Law gives air and water different values for one substance
(mercury, fluorides, benzene), so a name alone may be ambiguous; nothing is guessed then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .. import units, vocabulary
from ..errors import FactorError, problem
from ..factors import Factor, FactorTable, source_text

PARAMETER = "equivalent_value"
MEDIA = ("air", "water")
PER_EQUIVALENT = " per equivalent"

#: Particulate matter as one sum has no value of its own in the law; the user says what it is taken for.
AGGREGATES = ("PM", "TSP")
PARTICULATES = {"none": "", "soot": "a_soot", "dust": "a_dust_general"}

#: Annex 2, notes: of the pollutants of one group and one outlet only one is charged.
ONE_ONLY = (("w2_COD", "w2_BOD5", "w2_TOC"), ("w_coliform", "w_residual_chlorine"))

#: Article 9: how many pollutants of an outlet are charged, the largest first.
CHARGED, CHARGED_CLASS_I = 3, 5

_PREFIX = re.compile(r"^(a|w|w1|w2)_")


@dataclass(frozen=True)
class Entry:
    """A pollutant of an account with its equivalent value.

    Attributes
    ----------
    code
        Short name for columns: that of the vocabulary, else of the table's key, else the user's own.
    key
        Key in the table; empty where the pollutant has no value.
    medium
        ``air``, ``water``, or empty where unknown.
    value
        Amount in ``unit`` that makes one equivalent; NaN where the table has none.
    unit
        Unit of the amount: ``kg`` for most, ``head`` for livestock, ``t waste water`` for some.
    group
        Pollutants of one group and outlet of which only one counts share this text; else empty.
    charged
        How many pollutants of its kind are billed at one outlet (three, or five of class I in water).
    source
        Where the value comes from, in words.
    """

    code: str
    key: str
    name_en: str
    name_zh: str
    medium: str
    value: float = float("nan")
    unit: str = "kg"
    group: str = ""
    charged: int = CHARGED
    source: str = ""

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en


class Catalogue:
    """Equivalent values of one scheme of a factor table, found by any spelling of a pollutant.

    Parameters
    ----------
    table
        Factor table ``equivalents``, built-in or the user's.
    scheme
        Scheme of the table; empty for its default.
    particulates
        ``soot`` (2.18 kg) or ``dust`` (4 kg): what particulate matter given as one sum is taken for;
        ``none`` leaves it without a value.
    """

    def __init__(self, table: FactorTable, scheme: str = "", particulates: str = "none"):
        self.table = table
        self.scheme = scheme or table.default_scheme()
        self.particulates = particulates
        rows = table.select(parameter=PARAMETER, scheme=self.scheme)
        if not rows:
            raise FactorError(
                problem(
                    "The factor table {table} has no equivalent values of the scheme {scheme}; "
                    "it has the schemes {schemes}.",
                    table=table.words,
                    scheme=self.scheme,
                    schemes=", ".join(table.schemes()),
                )
            )
        self._keys = tuple(dict.fromkeys(row.key for row in rows))
        self._by_spelling = _spellings(rows)

    def find(self, name: str, medium: str = "") -> Entry | None:
        """The entry of a pollutant; one without a value where the table has none, None where unknown.

        Parameters
        ----------
        name
            Code, key of the table, name or synonym in any script.
        medium
            Code of the medium (``sea`` counts as water), or empty where the user gave none.

        Raises
        ------
        FactorError
            The name stands for a value in air and another in water, or has none in the medium given;
            the table has several values for it (regions, years).
        """
        wanted = "water" if medium == "sea" else medium
        known = vocabulary.pollutant(name)
        if known and known.code in AGGREGATES and self.particulates != "none":
            return self._aggregate(known)
        words = {vocabulary.fold(word) for word in (name, known.code if known else name)}
        found = {row.key: row for word in sorted(words) for row in self._by_spelling.get(word, ())}
        fitting = [row for row in found.values() if wanted in ("", _medium(row))]
        if len({_medium(row) for row in fitting}) > 1:
            raise FactorError(self._ambiguous(name, fitting))
        if found and not fitting:
            raise FactorError(self._elsewhere(name, medium, found.values()))
        priced = [row for row in fitting if not row.gap]
        if priced:
            return self._entry(priced[0].key)
        if fitting or known:
            return _without_value(name, known, wanted)
        return None

    def _aggregate(self, known: vocabulary.Pollutant) -> Entry:
        taken_for = self._entry(PARTICULATES[self.particulates])
        return Entry(
            **{
                **vars(taken_for),
                "code": known.code,
                "name_en": known.name_en,
                "name_zh": known.name_zh,
                "group": "particulates",
            }
        )

    def _entry(self, key: str) -> Entry:
        row = self.table.lookup(PARAMETER, key, self.scheme)
        if _medium(row) not in MEDIA:
            raise FactorError(
                problem(
                    "The equivalent value of {key} in the table {table} has no medium; write air or water "
                    "into the column medium.",
                    key=key,
                    table=self.table.words,
                )
            )
        return Entry(
            code=_code(key, self._keys),
            key=key,
            name_en=row.name_en,
            name_zh=row.name_zh,
            medium=_medium(row),
            value=row.value,
            unit=row.unit.removesuffix(PER_EQUIVALENT),
            group=next((group[0] for group in ONE_ONLY if key in group), ""),
            charged=CHARGED_CLASS_I if row.extra.get("medium", "").endswith("class I") else CHARGED,
            source=source_text(row),
        )

    def rate(self, medium: str) -> float:
        """Lowest statutory tax rate of a medium in yuan per equivalent (Annex 1 of the law)."""
        return self.table.lookup("tax_rate", f"tax_{medium}", self.scheme).in_unit("yuan per equivalent")

    def rate_range(self, medium: str) -> tuple[float, float]:
        """Statutory range of the tax rate of a medium in yuan per equivalent."""
        row = self.table.lookup("tax_rate", f"tax_{medium}", self.scheme)
        return row.range_in_unit("yuan per equivalent")

    def _ambiguous(self, name: str, rows: Iterable[Factor]):
        return problem(
            "The pollutant {pollutant} has a value in more than one medium: {values}. Say the medium of its "
            "rows (air or water).",
            pollutant=name,
            values="; ".join(f"{_medium(row)} {row.value:g} {row.unit}" for row in rows),
        )

    def _elsewhere(self, name: str, medium: str, rows: Iterable[Factor]):
        return problem(
            "The pollutant {pollutant} has no equivalent value in the medium {medium}, but in {others}. "
            "Correct the medium of its rows.",
            pollutant=name,
            medium=medium,
            others=", ".join(sorted({_medium(row) for row in rows})),
        )


def conversion(unit: str, entry: Entry) -> float:
    """How many units of *entry* are in one *unit* of an amount; a yearly rate (t/a) counts as its year.

    Raises
    ------
    UnitError
        The unit is unknown, or measures something else.
    """
    given = units.unit(unit)
    yearly = units.unit(f"{entry.unit}/a")
    return units.factor(given, yearly if given.signature == yearly.signature else entry.unit)


def _spellings(rows: Iterable[Factor]) -> dict[str, tuple[Factor, ...]]:
    """Folded spelling -> rows that answer to it."""
    synonyms: dict[str, list[str]] = {}
    for pollutant in vocabulary.pollutants():
        spellings = [pollutant.code, pollutant.name_en, pollutant.name_zh, *pollutant.synonyms]
        synonyms.setdefault(pollutant.equivalent_key, []).extend(spellings)
    found: dict[str, dict[str, Factor]] = {}
    for row in rows:
        own = (row.key, _PREFIX.sub("", row.key), row.name_en, row.name_zh)
        for spelling in (*own, *synonyms.get(row.key, ())):
            found.setdefault(vocabulary.fold(spelling), {})[row.key] = row
    return {spelling: tuple(members.values()) for spelling, members in found.items()}


def _medium(row: Factor) -> str:
    """``air`` or ``water`` from the column medium ("water class II"), else from the key."""
    words = row.extra.get("medium", "").split()
    if words:
        return words[0]
    prefix = _PREFIX.match(row.key)
    return ("air" if prefix.group(1) == "a" else "water") if prefix else ""


def _code(key: str, keys: Iterable[str]) -> str:
    """Short name of a key: the vocabulary's, else the key without its medium where that is unique."""
    for pollutant in vocabulary.pollutants():
        if pollutant.equivalent_key == key:
            return pollutant.code
    short = _PREFIX.sub("", key)
    return short if sum(_PREFIX.sub("", other) == short for other in keys) == 1 else key


def _without_value(name: str, known: vocabulary.Pollutant | None, medium: str) -> Entry:
    if known is None:
        return Entry(name, "", name, name, medium)
    own = known.medium if known.medium in MEDIA else ""
    return Entry(known.code, "", known.name_en, known.name_zh, medium or own)
