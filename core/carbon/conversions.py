"""Types of conversion by which losses and gains of carbon are told: what land was and what it became.

The types are a table of rules over carbon classes, read from the top; the first that holds counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..csvdata import read_rows
from ..vocabulary import Named

_FILE = Path(__file__).parents[1] / "data" / "rules" / "stock_conversions.csv"
_ANY = frozenset("*")
SAME = Named("same", "Class kept", "地类未变")
UNTOLD = Named("untold", "Classes of the table by code", "按代码表的地类变化")


@dataclass(frozen=True)
class _Rule:
    name: Named
    start: frozenset[str]
    end: frozenset[str]

    def holds(self, start: str, end: str) -> bool:
        return (self.start == _ANY or start in self.start) and (self.end == _ANY or end in self.end)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            Named(row["code"], row["name_en"], row["name_zh"]),
            frozenset(row["from_classes"].split("|")),
            frozenset(row["to_classes"].split("|")),
        )
        for row in read_rows(_FILE, "rule table")
    )


def types() -> tuple[Named, ...]:
    """All types in the order in which they are told: changes as the table has them, then the rest."""
    return (*(rule.name for rule in _rules()), UNTOLD, SAME)


def type_of(start: str, end: str) -> Named:
    """The type of a conversion between carbon classes; `UNTOLD` where one of them is not known ("").

    Examples
    --------
    >>> type_of("forest", "built_up").code, type_of("cropland", "forest").code
    ('built_growth', 'crop_to_tree')
    """
    if not start or not end:
        return UNTOLD
    return next(rule.name for rule in _rules() if rule.holds(start, end))
