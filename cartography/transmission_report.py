"""The check of indicator transmission as a page: by level, what is not kept, which part makes the gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..core.transmission import checking
from ..core.transmission.transmitting import Finding, GapPart
from . import charts, drawing, entries, evidence, words
from .industry_matrix import evidence_table
from .reports import Section, bullets, facts, figure, page, paragraph, table

MOST_LISTED = 500
LEGEND = "transmission"


@dataclass(frozen=True)
class Content:
    """What the page shows.

    Attributes
    ----------
    subtitle
        Name of the table of values.
    findings, levels, parts
        See `core.transmission.transmitting`.
    unit_name, indicator_name
        Words for the position of a unit, and for an indicator.
    record
        Provenance of the run.
    """

    subtitle: str
    findings: Sequence[Finding]
    levels: Sequence[tuple[str, str, str, Mapping[str, int], float]]
    parts: Sequence[GapPart]
    unit_name: Callable[[int], str]
    indicator_name: Callable[[str], str]
    record: Mapping


def render(content: Content, lang: str) -> str:
    """The page."""
    parts = [
        ("report.summary", _summary(content, lang)),
        ("transmission.missed_list", _missed(content, lang)),
        ("transmission.parts", _parts(content, lang)),
        ("transmission.by_level", _levels(content, lang)),
        ("report.warnings", bullets(evidence.warnings([content.record], lang))),
        ("report.provenance", evidence_table(content.record, lang)),
    ]
    sections = [Section(words.word(key, lang), body) for key, body in parts if body]
    return page(words.word("algorithm.checktransmission", lang), sections, lang, content.subtitle)


def _colours() -> dict[str, str]:
    return {entry.code: entry.colour for entry in entries.legend(LEGEND, "en").entries}


def _summary(content: Content, lang: str) -> str:
    """How many comparisons came out how, and a bar of shares for every check."""
    told = {state: words.word(f"transmission.{state}", lang) for state in checking.STATES}
    painted = _colours()
    colours = {told[state]: painted[state] for state in checking.STATES}
    pairs = [(words.word("transmission.checked", lang), len(content.findings))]
    for state in checking.STATES:
        count = sum(one.state == state for one in content.findings)
        if count:
            pairs.append((told[state], count))
    rows = []
    for check in checking.CHECKS:
        found = [one.state for one in content.findings if one.check == check]
        if found:
            counted = [charts.Part(told[state], found.count(state)) for state in checking.STATES]
            rows.append((words.word(f"transmission.{check}", lang), counted))
    if not rows:
        return facts(pairs)
    title = words.word("transmission.check", lang)
    key = charts.key([(colour, word) for word, colour in colours.items()])
    picture = drawing.svg(charts.shares(rows, colours), title) + drawing.svg(key)
    return facts(pairs) + figure(picture, title)


def _missed(content: Content, lang: str) -> str:
    bad = [one for one in content.findings if one.state in (checking.MISSED, checking.INCOMPLETE)]
    if not bad:
        return paragraph(words.word("transmission.nothing_missed", lang))
    bad.sort(
        key=lambda one: (
            one.state != checking.MISSED,
            -abs(one.relative) if one.relative == one.relative else 0,
        )
    )
    keys = ("check", "unit", "indicator", "year", "stated", "limit", "found", "gap", "gap_pct", "missing")
    heads = [words.word(f"transmission.{key}", lang) for key in keys]
    rows = [
        [
            words.word(f"transmission.{one.check}", lang),
            content.unit_name(one.unit),
            _about(content, one),
            str(one.key.year or ""),
            one.stated,
            one.limit,
            one.found,
            one.gap,
            100.0 * one.relative,
            ", ".join(one.missing) or None,
        ]
        for one in bad[:MOST_LISTED]
    ]
    colours = _colours()
    return table(heads, rows, [colours[one.state] for one in bad[:MOST_LISTED]])


def _about(content: Content, one: Finding) -> str:
    beside = (one.key.subzone, one.key.component, one.note or one.key.plan)
    return " · ".join([content.indicator_name(one.key.indicator), *filter(None, beside)])


def _parts(content: Content, lang: str) -> str:
    if not content.parts:
        return ""
    keys = ("unit", "indicator", "year", "check", "part", "stated", "found", "gap", "share")
    heads = [words.word(f"transmission.{key}", lang) for key in keys]
    rows = [
        [
            content.unit_name(one.finding.unit),
            content.indicator_name(one.finding.key.indicator),
            str(one.finding.key.year or ""),
            words.word(f"transmission.{one.finding.check}", lang),
            one.name,
            one.stated,
            one.found,
            one.gap,
            100.0 * one.share,
        ]
        for one in content.parts[:MOST_LISTED]
    ]
    return table(heads, rows)


def _levels(content: Content, lang: str) -> str:
    heads = [words.word(f"transmission.{key}", lang) for key in ("level", "check", "indicator")]
    heads += [words.word(f"transmission.{state}", lang) for state in checking.STATES]
    heads.append(words.word("transmission.worst", lang))
    rows = [
        [
            level or None,
            words.word(f"transmission.{check}", lang),
            content.indicator_name(indicator),
            *(counted[state] or None for state in checking.STATES),
            100.0 * worst,
        ]
        for level, check, indicator, counted, worst in content.levels
    ]
    return table(heads, rows)
