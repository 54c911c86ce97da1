"""Conversion of land from one use to another: what is permitted, encouraged, balanced or prohibited.

The rules are a table of eleven classes by eleven (methods E.7); land classes of any scheme come to these
eleven by the guide's code, or by their carbon class where a legend has no such code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .csvdata import read_rows
from .landuse import LandClass
from .vocabulary import Named

FOLDER = Path(__file__).parent / "data" / "rules"
GUIDE, CARBON = "guide", "carbon"
BASIC_FARMLAND = "pbf"


@dataclass(frozen=True)
class Conversion:
    """What holds for a change of use: code of the rule and a note in each language."""

    start: str
    end: str
    rule: str
    note_en: str
    note_zh: str

    def note(self, language: str) -> str:
        """The note in English or, for ``zh...``, in Chinese."""
        return self.note_zh if language.startswith("zh") else self.note_en


@cache
def _conversions() -> Mapping[tuple[str, str], Conversion]:
    rows = read_rows(FOLDER / "conversion_rules.csv", "rule table")
    return {
        (row["from_class"], row["to_class"]): Conversion(
            row["from_class"], row["to_class"], row["rule"], row["note_en"], row["note_zh"]
        )
        for row in rows
    }


@cache
def uses() -> Mapping[str, Named]:
    """The eleven classes by code, with their names."""
    rows = read_rows(FOLDER / "conversion_rules.csv", "rule table")
    return {row["from_class"]: Named(row["from_class"], row["from_en"], row["from_zh"]) for row in rows}


@cache
def rules() -> Mapping[str, Named]:
    """Codes of the rules (P, R, A, B1, B2, X) with their names."""
    rows = read_rows(FOLDER / "conversion_rule_codes.csv", "rule table")
    return {row["code"]: Named(row["code"], row["name_en"], row["name_zh"]) for row in rows}


def conversion(start: str, end: str) -> Conversion:
    """What holds for the change from *start* to *end*; a KeyError where one of them is no class."""
    return _conversions()[start, end]


@cache
def _classes() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {GUIDE: {}, CARBON: {}}
    for row in read_rows(FOLDER / "conversion_classes.csv", "rule table"):
        found[row["by"]][row["key"]] = row["conversion_class"]
    return found


def use_of(land: LandClass) -> str:
    """The conversion class of a land class; empty where it has none (clouds, no data).

    Examples
    --------
    >>> from .landuse import scheme
    >>> [use_of(scheme("third_survey").by_code[code]) for code in ("0101", "0601", "0702")]
    ['cropland', 'urban', 'village']
    """
    guide = _classes()[GUIDE]
    for length in range(len(land.guide2023), 1, -1):
        if land.guide2023[:length] in guide:
            return guide[land.guide2023[:length]]
    return _classes()[CARBON].get(land.carbon_class, "")
