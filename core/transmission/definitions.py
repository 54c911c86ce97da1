"""What an indicator is: how it adds up, what its target means, how wide its critical band is.

The one home of this knowledge: the list of the plugin, over which a register may lay a table of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..register import seeds
from . import rollup

#: Rule for every way of aggregation of the list; what is recomputed is recomputed from its weight.
_RULES = {"sum": rollup.SUM, "weighted_mean": rollup.MEAN, "max": rollup.MAX, "none": rollup.NONE}
_OF_KIND = {
    "total": rollup.SUM,
    "intensity": rollup.MEAN,
    "ratio": rollup.MEAN,
    "state": rollup.MEAN,
    "state_max": rollup.MAX,
    "rate": rollup.MEAN,
    "count": rollup.NONE,
    "index": rollup.NONE,
}
_BETWEEN = re.compile(r"[;|]")


@dataclass(frozen=True)
class Definition:
    """An indicator of the list.

    Attributes
    ----------
    concept
        What it measures at every level; its code where it has no concept.
    rule
        One of `rollup.RULES`.
    weight
        Codes of what weighs it, as the list writes them.
    direction
        ``ceiling``, ``floor`` or ``neutral``.
    binding
        ``rigid``, ``expected`` or ``advisory``.
    kappa
        Critical band of the warning; NaN where the list has none.
    rounding
        Unit to which targets are rounded; 0 for none.
    """

    code: str
    concept: str
    name_en: str
    name_zh: str
    unit: str
    rule: str
    weight: str
    direction: str
    binding: str
    kappa: float = math.nan
    rounding: float = 0.0

    def name(self, lang: str) -> str:
        """Name in English or Chinese; the code where there is none."""
        return (self.name_zh if lang == "zh" else self.name_en) or self.name_en or self.name_zh or self.code

    @property
    def weighing(self) -> tuple[str, ...]:
        """Codes of what weighs it, the first that is known counts."""
        return tuple(filter(None, map(str.strip, _BETWEEN.split(self.weight))))


class Listing:
    """Indicators by code and by concept.

    Parameters
    ----------
    columns
        Columns of the table ``indicators`` of a register.
    over
        Another list, which answers for what this one lacks.
    """

    def __init__(self, columns: Mapping[str, Sequence], over: Listing | None = None):
        self._found = dict(over._found) if over else {}
        own = [_of_row(dict(zip(columns, row))) for row in zip(*columns.values())]
        self._found.update({one.code: one for one in own})
        for one in own:
            self._found.setdefault(one.concept, one)

    def definition(self, code: str) -> Definition | None:
        """The indicator of a code ("C04") or of a concept ("cropland"); None where the list has none."""
        return self._found.get(code)

    def concept(self, code: str) -> str:
        """What an indicator measures at every level; the code itself where the list does not have it."""
        found = self._found.get(code)
        return found.concept if found else code

    def name(self, code: str, lang: str) -> str:
        """Name of an indicator; its code where the list does not have it."""
        found = self._found.get(code)
        return found.name(lang) if found else code


def _of_row(row: Mapping) -> Definition:
    words = {name: "" if value is None else str(value) for name, value in row.items()}
    kind = words.get("kind", "")
    rule = _RULES.get(words.get("aggregate", "")) or _OF_KIND.get(kind, rollup.NONE)
    if kind in ("count", "index"):
        rule = rollup.NONE
    return Definition(
        words["code"],
        words.get("concept") or words["code"],
        words.get("name_en", ""),
        words.get("name_zh", ""),
        words.get("unit", ""),
        rule,
        words.get("weight", ""),
        words.get("direction", ""),
        words.get("binding", ""),
        float(words.get("kappa") or math.nan),
        float(words.get("rounding") or 0.0),
    )


@cache
def usual() -> Listing:
    """The list of the plugin."""
    return Listing(seeds.indicators(seeds.ALL))


def definition(code: str) -> Definition | None:
    """The indicator of a code ("C04") or of a concept ("cropland") in the list of the plugin.

    >>> definition("T09").rule, definition("cropland").direction, definition("C11").rule
    ('weighted_mean', 'floor', 'none')
    """
    return usual().definition(code)


def concept(code: str) -> str:
    """What an indicator measures at every level, so that C04 of a city meets PV08 of its province.

    >>> concept("C04"), concept("PV08"), concept("our_own")
    ('cropland', 'cropland', 'our_own')
    """
    return usual().concept(code)
