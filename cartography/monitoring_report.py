"""Pages of the monitoring: how many are where, the course of each, the table, and what decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..toolbelt.translation import language, translate
from . import charts, drawing, entries, evidence, linecharts
from .industry_matrix import evidence_table
from .reports import Section, bullets, facts, figure, page, paragraph, table

MOST_CHARTS, MOST_ROWS = 48, 500


@dataclass(frozen=True)
class Listing:
    """A table of the page: heading, names of columns, rows, and a colour for each row."""

    heading: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    colours: Sequence[str] = ()


@dataclass(frozen=True)
class Story:
    """What a page tells.

    Attributes
    ----------
    title, subtitle
        Plain texts.
    facts
        (name, value) pairs of the summary.
    tallies
        (legend, code -> number of series) of every bar chart of the summary.
    pictures, curves
        Charts of `linecharts`, and what their lines are: (colour, words, dashed).
    tables
        Listings.
    method
        Sentences on how it was judged.
    over_pictures
        Heading of the charts, where they show something else than courses.
    record
        Provenance of the run.
    """

    title: str
    subtitle: str
    facts: Sequence[tuple[str, object]]
    tallies: Sequence[tuple[str, Mapping[str, int]]]
    pictures: Sequence[str] = ()
    curves: Sequence[tuple[str, str, bool]] = ()
    tables: Sequence[Listing] = ()
    method: Sequence[str] = ()
    over_pictures: str = ""
    record: Mapping = field(default_factory=dict)


def render(story: Story) -> str:
    """The page in the user's language."""
    lang = language()
    sections = [Section(translate("MonitoringReport", "Summary"), _summary(story, lang))]
    if story.pictures:
        heading = story.over_pictures or translate("MonitoringReport", "Course of the series")
        sections.append(Section(heading, _pictures(story)))
    sections += [Section(listing.heading, _listing(listing)) for listing in story.tables]
    if story.method:
        sections.append(Section(translate("MonitoringReport", "How it was judged"), bullets(story.method)))
    warned = evidence.warnings([story.record], lang) if story.record.get("warnings") else []
    if warned:
        sections.append(Section(translate("MonitoringReport", "Warnings and reservations"), bullets(warned)))
    if story.record:
        heading = translate("MonitoringReport", "Provenance")
        sections.append(Section(heading, evidence_table(story.record, lang)))
    return page(story.title, sections, lang, story.subtitle)


def colours(legend: str) -> dict[str, str]:
    """Code -> colour of a legend."""
    return {entry.code: entry.colour for entry in entries.legend(legend).entries}


def names(legend: str) -> dict[str, str]:
    """Code -> words of a legend in the user's language."""
    return {entry.code: entry.label for entry in entries.legend(legend).entries}


def _summary(story: Story, lang: str) -> str:
    body = facts(story.facts)
    for name, counts in story.tallies:
        shown = entries.legend(name, lang)
        bars = [charts.Bar(entry.label, counts.get(entry.code, 0), entry.colour) for entry in shown.entries]
        body += figure(drawing.svg(charts.bars(bars, shown.title), shown.title))
    return body


def _pictures(story: Story) -> str:
    key = linecharts.key(story.curves) + "<br>" if story.curves else ""
    body = figure(key + linecharts.sheet(story.pictures[:MOST_CHARTS]))
    left = len(story.pictures) - MOST_CHARTS
    if left > 0:
        text = translate("MonitoringReport", "{count} more are in the output, not drawn here.")
        body += paragraph(text.format(count=left), "note")
    return body


def _listing(listing: Listing) -> str:
    body = table(listing.headers, listing.rows[:MOST_ROWS], listing.colours[:MOST_ROWS])
    left = len(listing.rows) - MOST_ROWS
    if left > 0:
        text = translate("MonitoringReport", "{count} more rows are in the output, not listed here.")
        body += paragraph(text.format(count=left), "note")
    return body
