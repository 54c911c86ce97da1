"""What people do that emits: fuels, power, animals, fertiliser, processes, waste, by the names they use.

The list is ``data/vocabulary/activities.csv``. An activity says its group in the account, the equation that
turns its amount into gases (its route), and the key under which the factor tables file it.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..csvdata import read_rows
from ..vocabulary import FOLDER, Named, sectors

GROUPS = ("fossil", "electricity", "heat", "process", "agriculture", "waste")
#: Group -> column of its emission in tables of units.
GROUP_COLUMNS = {group: f"{group}_tco2" for group in GROUPS}
POWER_SECTOR = "energy_industry"
#: GB/T 4754 division of power and heat supply, written with or without its name.
POWER_DIVISION = "44"
_RESIDENTIAL = ("buildings", "rural_living")
_IGNORED = " _-–—.()[]（）,，、;；"


@dataclass(frozen=True)
class Activity(Named):
    """An activity.

    Attributes
    ----------
    group
        One of `GROUPS`.
    route
        Equation: ``fuel``, ``electricity``, ``heat``, ``input``, ``nitrogen``, ``rice``, ``livestock``,
        ``process``, ``burning``, or ``own`` (table ``emission`` alone).
    factor_key
        Key in the factor table.
    schemes
        Schemes that are asked where the chosen one does not know the key, in order.
    substance
        What the amount weighs and may name in its unit (``clinker``, ``N``); ``t`` and ``t clinker`` are
        then the same.
    family
        ``coal``, ``oil`` or ``gas`` for fuels.
    """

    synonyms: tuple[str, ...]
    group: str
    route: str
    factor_key: str
    schemes: tuple[str, ...]
    substance: str
    family: str
    note: str


@cache
def activities() -> tuple[Activity, ...]:
    """All activities, in the order in which accounts list them."""
    return tuple(
        Activity(
            code=row["code"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            synonyms=_parts(row["synonyms"]),
            group=row["group"],
            route=row["route"],
            factor_key=row["factor_key"] or row["code"],
            schemes=_parts(row["schemes"]),
            substance=row["substance"],
            family=row["family"],
            note=row["note"],
        )
        for row in read_rows(FOLDER / "activities.csv", "list of activities")
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@cache
def _spellings() -> Mapping[str, Activity]:
    return {
        fold(spelling): activity
        for activity in reversed(activities())
        for spelling in (activity.code, activity.name_en, activity.name_zh, *activity.synonyms)
    }


def find(text: str) -> Activity | None:
    """The activity that a table names by code, name or synonym in either language; None when unknown.

    Examples
    --------
    >>> find("天然气").code, find("Cement clinker").code
    ('natural_gas', 'clinker')
    """
    return _spellings().get(fold(text))


def like(text: str, most: int = 3) -> list[str]:
    """Codes of the activities whose code, name or synonym looks most like *text*."""
    found = difflib.get_close_matches(fold(text), _spellings(), n=most)
    return list(dict.fromkeys(_spellings()[spelling].code for spelling in found))


def fold(text: str) -> str:
    """One spelling for full-width forms, case, blanks and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in plain if mark not in _IGNORED)


@cache
def _sector_spellings() -> Mapping[str, str]:
    return {
        fold(spelling): sector.code
        for sector in sectors()
        for spelling in (sector.code, sector.name_en, sector.name_zh)
    }


def sector_code(text: str) -> str:
    """Code of a sector of the vocabulary that *text* names, or the text itself."""
    return _sector_spellings().get(fold(text), text)


def use_of(sector: str) -> str:
    """How a sector burns fuel, as far as factors tell it apart: energy_industry, residential or other."""
    code = sector_code(sector)
    if code == POWER_SECTOR or fold(sector).startswith(POWER_DIVISION):
        return POWER_SECTOR
    return "residential" if code in _RESIDENTIAL else "other"
