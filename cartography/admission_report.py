"""The lists of industries by sub-zone and the exit list as a page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..core import vocabulary
from ..core.industries import Industry
from ..core.zoning import admission
from . import entries, evidence, words
from .industry_matrix import evidence_table
from .reports import Section, bullets, facts, page, paragraph, table

MOST_LISTED = 1000
DIVISION = "division"
LEAVING = (admission.BOTH, admission.BARRED)
_GROUPS = (("leaving", LEAVING), ("upgrading", (admission.UPGRADE,)))


@dataclass(frozen=True)
class ExitRow:
    """An enterprise of the exit list; amounts are NaN and the deadline None where unknown."""

    order: int
    rank: int
    name: str | None
    industry: Industry
    zone: vocabulary.SubZone
    emission: float
    load: float
    deadline: int | None


@dataclass(frozen=True)
class Content:
    """What the page shows.

    Attributes
    ----------
    subtitle
        Name of the layer of sub-zones.
    zones, area_ha
        Sub-zones that occur; code -> hectares where they were measured.
    lists, rules
        See `core.zoning.admission`.
    exits
        The exit list in order.
    record
        Provenance of the run.
    """

    subtitle: str
    zones: Sequence[vocabulary.SubZone]
    area_ha: Mapping[str, float]
    lists: Sequence[admission.Listed]
    rules: admission.RuleTable
    exits: Sequence[ExitRow]
    record: Mapping


def render(content: Content, lang: str) -> str:
    """The page: exit list, lists by sub-zone, rules, warnings and provenance."""
    parts = [
        ("report.summary", _facts(content, lang)),
        ("admission.exit_list", _exits(content, lang)),
        ("admission.by_zone", _lists(content, lang)),
        ("admission.rules", _rules(content, lang)),
        ("report.warnings", bullets(evidence.warnings([content.record], lang))),
        ("report.provenance", evidence_table(content.record, lang)),
    ]
    sections = [Section(words.word(key, lang), body) for key, body in parts if body]
    return page(words.word("algorithm.industrylists", lang), sections, lang, content.subtitle)


def _colours() -> dict[str, str]:
    return {entry.code: entry.colour for entry in entries.legend("admission", "en").entries}


def _facts(content: Content, lang: str) -> str:
    pairs = [(words.word("admission.zones", lang), len(content.zones))]
    counted = {name: sum(row.rank in ranks for row in content.exits) for name, ranks in _GROUPS}
    if content.exits:
        pairs += [(words.word(f"admission.{name}", lang), count) for name, count in counted.items()]
        for key, values in (
            ("admission.saved_tco2", [row.emission for row in content.exits if row.rank in LEAVING]),
            ("admission.saved_load", [row.load for row in content.exits if row.rank in LEAVING]),
        ):
            known = [value for value in values if math.isfinite(value)]
            pairs.append((words.word(key, lang), sum(known) if known else None))
    return facts(pairs) + paragraph(words.word("admission.note", lang), "note")


def _exits(content: Content, lang: str) -> str:
    if not content.exits:
        return paragraph(words.word("admission.no_exits", lang))
    keys = ("order", "rank", "enterprise", "industry", "zone", "tco2", "load", "deadline")
    heads = [words.word(f"admission.{key}", lang) for key in keys]
    rows = [
        [
            row.order,
            f"{row.rank} {words.word(f'admission.rank{row.rank}', lang)}",
            row.name,
            f"{row.industry.code} {row.industry.name(lang)}",
            row.zone.code,
            row.emission,
            row.load,
            # a year is no amount: it has no thousands
            str(row.deadline) if row.deadline is not None else None,
        ]
        for row in content.exits[:MOST_LISTED]
    ]
    return table(heads, rows, [row.zone.colour for row in content.exits[:MOST_LISTED]])


def _lists(content: Content, lang: str) -> str:
    """One row per sub-zone; divisions by name, classes of four digits where they differ from theirs."""
    heads = [words.word("report.subzone", lang)]
    if content.area_ha:
        heads.append(words.word("report.area", lang))
    heads += [words.word(f"admission.{name}", lang) for name in admission.LISTS[:3]]
    by_zone: dict[str, list[admission.Listed]] = {}
    for item in content.lists:
        by_zone.setdefault(item.zone.code, []).append(item)
    rows = []
    for zone in content.zones:
        row: list = [f"{zone.code} {zone.name(lang)}"]
        if content.area_ha:
            row.append(content.area_ha[zone.code])
        shown = _shown(by_zone.get(zone.code, []))
        rows.append([*row, *(_named(shown, name, lang) for name in admission.LISTS[:3])])
    return table(heads, rows, [zone.colour for zone in content.zones])


def _shown(listed: Sequence[admission.Listed]) -> list[admission.Listed]:
    """Divisions, and those classes that are on another list than their division."""
    divisions = {
        code: item.rule.list
        for item in listed
        if item.industry.level == DIVISION
        for code in (admission.codes_of(item.industry),)
    }
    return [
        item
        for item in listed
        if item.industry.level == DIVISION or divisions.get(item.code[:2]) != item.rule.list
    ]


def _named(listed: Sequence[admission.Listed], name: str, lang: str) -> str | None:
    between = "；" if lang == "zh" else "; "
    named = [f"{item.code} {item.name(lang)}" for item in listed if item.rule.list == name]
    return between.join(named) or None


def _rules(content: Content, lang: str) -> str:
    colours = _colours()
    rows = [
        [rule.code, words.word(f"admission.{rule.list}", lang), rule.reason(lang), rule.basis]
        for rule in content.rules.rules
    ]
    keys = ("rule", "list", "reason", "basis")
    told = paragraph(words.word("admission.first_decides", lang), "note")
    swatches = [colours.get(rule.list, "") for rule in content.rules.rules]
    return told + table([words.word(f"admission.{key}", lang) for key in keys], rows, swatches)
