"""The lists of industries by sub-zone and the exit list as a page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..core import vocabulary
from ..core.industries import Industry
from ..core.zoning import admission
from . import charts, drawing, entries, evidence, words
from .drawing import Box, Words
from .industry_matrix import evidence_table
from .reports import Section, bullets, facts, figure, number, page, paragraph, table

MOST_LISTED = 1000
# mm, and points of the letters
CELL, ROW, HEAD, LABEL, HEAD_LINE = 4.6, 4.6, 6.0, 54.0, 2.8
HEAD_PT, LABEL_PT = 5.5, 6.5
BORDER = "#ffffff"
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
    """The matrix of divisions and sub-zones; then each sub-zone with the names on its three lists."""
    by_zone: dict[str, list[admission.Listed]] = {}
    for item in content.lists:
        by_zone.setdefault(item.zone.code, []).append(item)
    title, colours = words.word("admission.matrix", lang), _colours()
    key = charts.key([(colours[name], words.word(f"admission.{name}", lang)) for name in admission.LISTS[:3]])
    body = figure(drawing.svg(_matrix(content, by_zone, lang), title) + drawing.svg(key), title)
    heads = [words.word(f"admission.{key}", lang) for key in ("list", "industry")]
    for zone in content.zones:
        caption = f"{zone.code} {zone.name(lang)}"
        if content.area_ha:
            caption += f" ({number(content.area_ha[zone.code])} ha)"
        shown = _shown(by_zone.get(zone.code, []))
        rows = [
            [words.word(f"admission.{name}", lang), _named(shown, name, lang)] for name in admission.LISTS[:3]
        ]
        body += table(heads, rows, [colours[name] for name in admission.LISTS[:3]], caption)
    return body


def _matrix(
    content: Content, by_zone: Mapping[str, Sequence[admission.Listed]], lang: str
) -> drawing.Drawing:
    """Rows are the divisions, columns the sub-zones, colours the lists."""
    colours = _colours()
    divisions = {item.code: item for item in content.lists if item.industry.level == DIVISION}
    row_of = {code: at for at, code in enumerate(divisions)}
    marks: list = []
    for code, at in row_of.items():
        label = charts.shortened(f"{code} {divisions[code].name(lang)}", LABEL_PT, LABEL - 2.0)
        y = HEAD + ROW * at
        marks.append(Words(0.0, y, LABEL - 1.5, ROW, label, LABEL_PT, align="right"))
    for column, zone in enumerate(content.zones):
        x = LABEL + CELL * column
        for line, text in enumerate(zone.code.split("-")):
            marks.append(Words(x, HEAD_LINE * line, CELL, HEAD_LINE, text, HEAD_PT, align="center"))
        marks += [
            Box(x, HEAD + ROW * row_of[item.code], CELL, ROW, colours[item.rule.list], BORDER)
            for item in by_zone.get(zone.code, ())
            if item.code in row_of
        ]
    return drawing.Drawing(LABEL + CELL * len(content.zones), HEAD + ROW * len(row_of), tuple(marks))


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
