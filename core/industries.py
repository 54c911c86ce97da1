"""Industries by their codes (GB/T 4754-2017) with their carbon and pollution classes.

The classes are those of the factor table ``industry_classes``: high, medium or low by the share of national
emissions and by the lists of key industries; a class of four digits goes before its division.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from . import factors
from .landuse import as_code, is_missing_code
from .vocabulary import Named

LEVELS = ("low", "medium", "high")
#: Grade by class: 1 (I) low, 2 (II) medium, 3 (III) high.
GRADES = {level: number for number, level in enumerate(LEVELS, start=1)}


@dataclass(frozen=True)
class Industry(Named):
    """An industry; ``code`` is what the table has: a class (3011), a division (30) or a range (36-37).

    ``carbon_class`` and ``pollution_class`` are low, medium or high; ``two_high`` tells the industries of
    the circular on high energy use and high emission; ``carbon_bars`` and ``pollution_bars`` those that the
    table puts on the negative list where carbon or pollution is the limit.
    """

    level: str
    carbon_class: str
    pollution_class: str
    two_high: bool
    carbon_bars: bool
    pollution_bars: bool
    confidence: str
    note: str


@cache
def _table() -> Mapping[str, Industry]:
    """Each class and division code -> industry."""
    found: dict[str, Industry] = {}
    for row in factors.builtin("industry_classes").rows:
        codes = row.extra.get("gbt4754_2017_code", "")
        if row.gap or not codes or not row.extra.get("carbon_class"):
            continue
        made = Industry(
            codes,
            row.name_en,
            row.name_zh,
            row.extra["level"],
            row.extra["carbon_class"],
            row.extra["pollution_class"],
            row.extra["two_high_mee45"] == "1",
            row.extra["negative_when_carbon_binds"] == "1",
            row.extra["negative_when_pollution_binds"] == "1",
            row.confidence,
            row.notes,
        )
        for code in _spread(codes):
            found[code] = made
    return found


def _spread(codes: str) -> Iterable[str]:
    """Single codes of a text such as ``51-52,61-62``."""
    for part in codes.split(","):
        first, _, last = part.partition("-")
        yield from (str(number).zfill(len(first)) for number in range(int(first), int(last or first) + 1))


def listed() -> tuple[Industry, ...]:
    """Every industry of the table once, divisions before classes, each in the order of the codes."""
    found = {made.code: made for made in _table().values()}
    return tuple(sorted(found.values(), key=lambda made: (made.level != "division", made.code)))


def covers(codes: str, code: str) -> bool:
    """Whether *code* (two to four digits) lies under one of *codes*, a text such as ``13,36-37,2221``.

    >>> covers("06-46", "3011"), covers("2221", "22")
    (True, False)
    """
    return any(code.startswith(start) for start in _spread(codes))


def industry(code) -> Industry | None:
    """The industry of a code as tables write it: ``3011``, ``C3011``, ``30``, ``6``; None where unknown.

    A code of three or four digits that the table does not list itself is read as its division. Lost leading
    zeros are mended for divisions alone: 610 may be 0610 or the group 610.
    """
    text = digits(code)
    return (_table().get(text) or _table().get(text[:2])) if text else None


def digits(code) -> str:
    """The digits of a code as tables write it, at least two; empty where it is no code."""
    if is_missing_code(code):
        return ""
    found = re.fullmatch(r"[A-Za-z]?(\d{1,4})", as_code(code))
    return found.group(1).zfill(2) if found else ""


def unknown(codes: Iterable) -> dict[str, int]:
    """Codes that are no industries of the table -> how often they occur; missing ones are left out."""
    counts = Counter(code for code in codes if not is_missing_code(code))
    return {as_code(code): count for code, count in counts.items() if industry(code) is None}
