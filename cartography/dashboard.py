"""The page of a level: targets, progress, map of warnings, closure and tasks of its units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core.register import schema
from ..core.transmission import checking, definitions, feedback, path
from ..core.transmission.feedback import Task
from ..core.transmission.progress import Progress
from ..core.transmission.transmitting import Finding
from ..core.years import NO_YEAR
from . import charts, drawing, entries, evidence, linecharts, unitmap, words
from .industry_matrix import evidence_table
from .reports import Section, facts, figure, links, page, paragraph, table

WARNINGS, PATHS, CHECKS = "warnings", "pathstates", "transmission"
MOST_ROWS, MOST_CHARTS = 500, 24
PLANNED, REPORTED = "#2b6cb0", "#333333"
UNKNOWN = "ND"


@dataclass(frozen=True)
class Warned:
    """A warning: unit, indicator, year (or None) and official level."""

    unit: str
    indicator: str
    year: int | None
    level: str


@dataclass(frozen=True)
class Content:
    """What the page of a level shows.

    Attributes
    ----------
    level
        Its name.
    units
        Code -> name of its units.
    progress, findings
        What `core.transmission.progress` and `transmitting` found for these units.
    warnings, tasks
        Those of these units.
    shapes, crs
        Code -> polygon, and what the coordinates are.
    others
        (name, file) of the pages of all levels.
    code_of
        Code of a unit by its position.
    source
        Name of the table of values.
    record
        Provenance of the run.
    listing
        What the indicators are.
    """

    level: str
    units: Mapping[str, str]
    progress: Sequence[Progress]
    findings: Sequence[Finding]
    warnings: Sequence[Warned]
    tasks: Sequence[Task]
    shapes: Mapping[str, QgsGeometry]
    crs: QgsCoordinateReferenceSystem
    others: Sequence[tuple[str, str]]
    code_of: Callable[[int], str]
    source: str
    record: Mapping = field(default_factory=dict)
    listing: definitions.Listing = field(default_factory=definitions.usual)

    def name(self, code: str) -> str:
        """A unit as people call it."""
        return self.units.get(code) or code


def render(content: Content, lang: str) -> str:
    """The page."""
    parts = (
        ("report.summary", _summary),
        ("dashboard.map", _map),
        ("dashboard.warnings", _warnings),
        ("dashboard.targets", _targets),
        ("dashboard.progress", _progress),
        ("dashboard.closure", _closure),
        ("dashboard.tasks", _tasks),
    )
    sections = [Section(words.word(key, lang), make(content, lang)) for key, make in parts]
    told = evidence.warnings([content.record], lang) if content.record.get("warnings") else []
    if told:
        listed = "".join(paragraph(one, "warning") for one in told)
        sections.append(Section(words.word("report.warnings", lang), listed))
    sections.append(Section(words.word("report.provenance", lang), evidence_table(content.record, lang)))
    title = words.word("dashboard.title", lang).format(level=content.level)
    return page(title, sections, lang, content.source)


def _summary(content: Content, lang: str) -> str:
    unclosed = [task for task in content.tasks if task.state not in feedback.CLOSED]
    pairs = [
        ("units", len(content.units)),
        ("series", len(content.progress)),
        ("missed", sum(one.state == checking.MISSED for one in content.findings)),
        ("tasks_open", len(unclosed)),
        ("tasks_overdue", sum(task.state == feedback.OVERDUE for task in content.tasks)),
    ]
    body = links(content.others, words.word("dashboard.levels", lang) + evidence.COLON[lang])
    body += facts([(words.word(f"dashboard.{key}", lang), value) for key, value in pairs])
    states = [one.state for one in content.progress]
    if states:
        body += _bars(
            [(word, colour, states.count(code)) for code, word, colour in _states(lang)], "progress", lang
        )
    if content.warnings:
        levels = list(_worst(content).values())
        shown = _legend(WARNINGS, lang)
        body += _bars(
            [(one.label, one.colour, levels.count(code)) for code, one in shown.items()], "map", lang
        )
    return body


def _legend(name: str, lang: str) -> dict[str, entries.Entry]:
    """Code -> entry of a legend, that for what is unknown last."""
    made = {entry.code: entry for entry in entries.legend(name, lang).entries}
    return {**made, UNKNOWN: made.get(UNKNOWN) or entries.no_data(lang)}


def _bars(rows: Sequence[tuple[str, str, int]], key: str, lang: str) -> str:
    title = words.word(f"dashboard.{key}", lang)
    made = charts.bars([charts.Bar(word, count, colour) for word, colour, count in rows], title)
    return figure(drawing.svg(made, title))


def _states(lang: str) -> list[tuple[str, str, str]]:
    """(code, words, colour) of every state of progress, the worst first."""
    shown = _legend(PATHS, lang)
    return [(code, shown[code].label, shown[code].colour) for code in reversed(path.STATES)]


def _worst(content: Content) -> dict[str, str]:
    """Unit -> its worst warning; units that were not judged have ``ND``."""
    rank = {code: place for place, code in enumerate(_legend(WARNINGS, "en"))}
    found: dict[str, str] = dict.fromkeys(content.units, UNKNOWN)
    for one in sorted(_ranked(content, rank), key=lambda one: -rank[one.level]):
        if one.level != UNKNOWN:
            found[one.unit] = one.level
    return found


def _ranked(content: Content, rank: Mapping[str, int]) -> list[Warned]:
    return sorted((one for one in content.warnings if one.level in rank), key=lambda one: rank[one.level])


def _map(content: Content, lang: str) -> str:
    shown = _legend(WARNINGS, lang)
    if not content.warnings:
        return paragraph(words.word("dashboard.no_warnings", lang), "note")
    places = [
        unitmap.Place(content.name(code), shown[level].label, shown[level].colour, content.shapes[code])
        for code, level in _worst(content).items()
        if code in content.shapes
    ]
    picture = unitmap.svg(places, content.crs, words.word("dashboard.map", lang))
    if not picture:
        return paragraph(words.word("dashboard.no_map", lang), "note")
    key = drawing.svg(charts.key([(one.colour, one.label) for one in shown.values()]))
    return figure(picture + "<br>" + key, words.word("dashboard.map_caption", lang))


def _warnings(content: Content, lang: str) -> str:
    shown = _legend(WARNINGS, lang)
    ranked = _ranked(content, {code: place for place, code in enumerate(shown)})
    heads = _heads(lang, "transmission.unit", "dashboard.indicator", "transmission.year", "dashboard.warning")
    rows = [
        [
            content.name(one.unit),
            content.listing.name(one.indicator, lang),
            _year(one.year),
            shown[one.level].label,
        ]
        for one in ranked
    ]
    return _listed(heads, rows, lang, "dashboard.no_warnings", [shown[one.level].colour for one in ranked])


def _targets(content: Content, lang: str) -> str:
    """A row for each unit and indicator, a column for each year."""
    years = sorted({year for one in content.progress for year, _ in one.targets})
    heads = [
        *_heads(lang, "transmission.unit", "dashboard.indicator", "dashboard.measured_in", "dashboard.base"),
        *map(str, years),
    ]
    rows = []
    for one in content.progress:
        aims = dict(one.targets)
        based = [value for year, value in one.nodes if year not in aims]
        rows.append(
            [*_series(content, one, lang), based[0] if based else None, *(aims.get(year) for year in years)]
        )
    return _listed(heads, rows, lang, "dashboard.no_targets")


def _progress(content: Content, lang: str) -> str:
    """Courses of those furthest behind, and the table of all that reported."""
    told = [one for one in content.progress if one.year != NO_YEAR]
    order = {"behind": 0, "on": 1, "ahead": 2, "ND": 3}
    told.sort(key=lambda one: (order[one.state], -one.share if one.share == one.share else 0.0))
    painted = {code: (word, colour) for code, word, colour in _states(lang)}
    pictures = [_course(content, one, lang, painted[one.state][1]) for one in told[:MOST_CHARTS]]
    body = ""
    if pictures:
        reported = words.word("dashboard.reported", lang)
        curves = ((REPORTED, reported, False), (PLANNED, words.word("dashboard.path", lang), True))
        body = figure(linecharts.key(curves) + "<br>" + linecharts.sheet(pictures))
        if len(told) > MOST_CHARTS:
            left = words.word("dashboard.more_charts", lang).format(count=len(told) - MOST_CHARTS)
            body += paragraph(left, "note")
    keys = ("measured_in", "reported", "planned", "gap", "gap_pct", "state")
    heads = [
        *_heads(
            lang, "transmission.unit", "dashboard.indicator", f"dashboard.{keys[0]}", "transmission.year"
        ),
        *_heads(lang, *(f"dashboard.{key}" for key in keys[1:])),
    ]
    rows = [
        [
            *_series(content, one, lang),
            _year(one.year),
            one.value,
            one.planned,
            one.gap,
            100.0 * one.share,
            painted[one.state][0],
        ]
        for one in told
    ]
    return body + _listed(heads, rows, lang, "dashboard.no_progress", [painted[one.state][1] for one in told])


def _course(content: Content, one: Progress, lang: str, colour: str) -> str:
    title = " ".join(_series(content, one, lang)[:2])
    plan = linecharts.Curve(one.nodes, PLANNED, dashed=True)
    return linecharts.chart(title, [plan, linecharts.Curve(one.reports, REPORTED, dots=True)], colour=colour)


def _closure(content: Content, lang: str) -> str:
    painted = {code: entry.colour for code, entry in _legend(CHECKS, lang).items()}
    rank = {state: -place for place, state in enumerate(checking.STATES)}
    found = sorted(content.findings, key=lambda one: rank.get(one.state, 1))
    keys = ("unit", "indicator", "year", "stated", "limit", "found", "gap", "gap_pct", "missing")
    heads = [*_heads(lang, *(f"transmission.{key}" for key in keys)), words.word("dashboard.state", lang)]
    rows = [
        [
            content.name(content.code_of(one.unit)),
            _key_words(content, one.key, lang),
            _year(one.key.year),
            one.stated,
            one.limit,
            one.found,
            one.gap,
            100.0 * one.relative,
            ", ".join(one.missing[:10]) or None,
            words.word(f"transmission.{one.state}", lang),
        ]
        for one in found
    ]
    note = paragraph(words.word("dashboard.closure_note", lang), "note") if rows else ""
    colours = [painted[one.state] for one in found]
    return note + _listed(heads, rows, lang, "dashboard.no_closure", colours)


def _tasks(content: Content, lang: str) -> str:
    shown = {code: entry.colour for code, entry in _legend(WARNINGS, lang).items()}
    states = {item.code: item.name(lang) for item in schema.value_list("task_state")}
    rank = {feedback.OVERDUE: 0, feedback.OPEN: 1, feedback.IN_PROGRESS: 2}
    order = sorted(content.tasks, key=lambda task: (rank.get(task.state, 3), str(task.deadline or "9999")))
    keys = ("task", "indicator", "cause", "measure", "responsible", "deadline", "state")
    heads = [words.word("transmission.unit", lang), *_heads(lang, *(f"dashboard.{key}" for key in keys))]
    rows = [
        [
            content.name(task.unit),
            task.code,
            content.listing.name(task.indicator, lang),
            *(getattr(task, name) or None for name in ("cause", "measure", "responsible", "deadline")),
            states[task.state],
        ]
        for task in order
    ]
    return _listed(heads, rows, lang, "dashboard.no_tasks", [shown.get(task.level, "") for task in order])


def _series(content: Content, one: Progress, lang: str) -> list[str]:
    defined = content.listing.definition(one.key.indicator)
    unit = defined.unit if defined else ""
    return [content.name(content.code_of(one.unit)), _key_words(content, one.key, lang), unit]


def _key_words(content: Content, key, lang: str) -> str:
    called = content.listing.name(key.indicator, lang)
    return " ".join(filter(None, (called, key.subzone, key.component, key.plan)))


def _year(year: int | None) -> str | None:
    """A year is no amount: its thousands are not set apart."""
    return str(year) if year else None


def _heads(lang: str, *keys: str) -> list[str]:
    return [words.word(key, lang) for key in keys]


def _listed(heads, rows, lang: str, nothing: str, colours: Sequence[str] = ()) -> str:
    """The table, or that there is *nothing*."""
    if not rows:
        return paragraph(words.word(nothing, lang), "note")
    body = table(heads, rows[:MOST_ROWS], colours[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        left = words.word("dashboard.more", lang).format(count=len(rows) - MOST_ROWS)
        body += paragraph(left, "note")
    return body
