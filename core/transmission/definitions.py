"""How an indicator adds up and what its target means, from the indicator list of the plugin."""

from __future__ import annotations

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

    def name(self, lang: str) -> str:
        """Name in English or Chinese."""
        return self.name_zh if lang == "zh" else self.name_en


@cache
def _listed() -> dict[str, Definition]:
    columns = seeds.indicators(seeds.ALL)
    made: dict[str, Definition] = {}
    for values in zip(*columns.values()):
        row = {name: value or "" for name, value in zip(columns, values)}
        rule = _RULES.get(row["aggregate"]) or _OF_KIND.get(row["kind"], rollup.NONE)
        if row["kind"] in ("count", "index"):
            rule = rollup.NONE
        made[row["code"]] = Definition(
            row["code"],
            row["concept"] or row["code"],
            row["name_en"],
            row["name_zh"],
            row["unit"],
            rule,
            row["weight"],
            row["direction"],
            row["binding"],
        )
    for one in list(made.values()):
        made.setdefault(one.concept, one)
    return made


def definition(code: str) -> Definition | None:
    """The indicator of a code ("C04") or of a concept ("cropland"); None where the list has none.

    >>> definition("T09").rule, definition("cropland").direction, definition("C11").rule
    ('weighted_mean', 'floor', 'none')
    """
    return _listed().get(code)


def concept(code: str) -> str:
    """What an indicator measures at every level, so that C04 of a city meets PV08 of its province.

    >>> concept("C04"), concept("PV08"), concept("our_own")
    ('cropland', 'cropland', 'our_own')
    """
    found = definition(code)
    return found.concept if found else code
