"""Methods of sharing a target side by side, as a page: numbers, charts, small maps, and what fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..core.transmission.comparison import Candidate
from ..core.transmission.methods import methods
from ..toolbelt.translation import translate
from . import charts, drawing, evidence, gradation, outlines, words
from .outlines import Outlines
from .reports import Section, bullets, facts, figure, number, page, paragraph, table

MOST_PARTS, MOST_LISTED = 11, 500
# planners need targets to their last unit, where they were rounded to units
EXACT, ROUGH = 10, 6
# ColorBrewer Paired, eleven that differ; the last is for all the others together
COLOURS = (
    "#a6cee3", "#1f78b4", "#b2df8a", "#33a02c", "#fb9a99", "#e31a1c",
    "#fdbf6f", "#ff7f00", "#cab2d6", "#6a3d9a", "#ffff99", "#bdbdbd",
)  # fmt: skip
BAR = "#1f78b4"
UNKNOWN = "#d9d9d9"


@dataclass(frozen=True)
class AllocationReport:
    """The contents of a report.

    Attributes
    ----------
    title, subtitle, unit
        Plain texts; *unit* is that of the values.
    names
        Names of the children.
    base
        Base values of the children, or None.
    total
        Target of the parent.
    is_floor
        Whether it is one, so that a smaller quota is the gain.
    candidates
        See `core.transmission.comparison`.
    outlines
        Small maps of the children, or nothing.
    is_rounded
        Whether quotas are whole rounding units, to be shown to the last.
    records
        Provenance of the run.
    """

    title: str
    names: Sequence[str]
    total: float
    candidates: Sequence[Candidate]
    records: Sequence[Mapping]
    subtitle: str = ""
    unit: str = ""
    is_floor: bool = False
    base: np.ndarray | None = None
    outlines: Outlines | Sequence = field(default=())
    is_rounded: bool = False

    @property
    def digits(self) -> int:
        """Significant digits of quotas."""
        return EXACT if self.is_rounded else ROUGH

    @property
    def made(self) -> list[Candidate]:
        """Methods that can be carried out."""
        return [one for one in self.candidates if one.made is not None]


def render(report: AllocationReport, lang: str) -> str:
    """The report as one HTML page."""
    parts = [
        (words.word("report.summary", lang), _facts(report)),
        (translate("AllocationReport", "Methods side by side"), _methods(report, lang)),
        (translate("AllocationReport", "Who gets what"), _shares(report, lang)),
        (translate("AllocationReport", "Maps"), _maps(report, lang)),
        (translate("AllocationReport", "How even"), _evenness(report, lang)),
        (translate("AllocationReport", "Quotas of the units"), _units(report, lang)),
        (words.word("report.warnings", lang), bullets(evidence.warnings(report.records, lang))),
        (words.word("report.standards", lang), _standards(report, lang)),
    ]
    sections = [Section(heading, body) for heading, body in parts if body]
    return page(report.title, sections, lang, report.subtitle)


def _name(one: Candidate, lang: str) -> str:
    return methods()[one.method].name(lang)


def _facts(report: AllocationReport) -> str:
    aim = report.made[0].made.aim[0] if report.made else None
    pairs = [
        (_with_unit(translate("AllocationReport", "Target of the parent"), report.unit), report.total),
        (_with_unit(translate("AllocationReport", "To be shared after the reserve"), report.unit), aim),
        (translate("AllocationReport", "Children"), len(report.names)),
        (translate("AllocationReport", "Methods compared"), len(report.candidates)),
        (translate("AllocationReport", "Methods that can be carried out"), len(report.made)),
    ]
    return facts(
        [(name, number(value, report.digits) if value is not None else None) for name, value in pairs]
    )


def _with_unit(text: str, unit: str) -> str:
    return f"{text} ({unit})" if unit else text


def _methods(report: AllocationReport, lang: str) -> str:
    heads = [
        translate("AllocationReport", "Method"),
        translate("AllocationReport", "Can be done"),
        translate("AllocationReport", "Units beyond bounds before they were kept"),
        translate("AllocationReport", "Gain"),
        translate("AllocationReport", "Lose"),
        translate("AllocationReport", "Changes hands (%)"),
        translate("AllocationReport", "Largest cut (%)"),
        translate("AllocationReport", "Gini, population"),
        translate("AllocationReport", "Gini, GDP"),
        translate("AllocationReport", "Theil, population"),
    ]
    yes, no = translate("AllocationReport", "yes"), translate("AllocationReport", "no")
    rows = []
    for one in report.candidates:
        if one.made is None:
            rows.append([_name(one, lang), no, *[None] * 8])
            continue
        counted = one.gains is not None
        rows.append(
            [
                _name(one, lang),
                yes,
                one.outside,
                one.winners if counted else None,
                one.losers if counted else None,
                100.0 * one.moved,
                100.0 * one.largest_cut,
                one.gini.get("population"),
                one.gini.get("gdp"),
                one.theil.get("population"),
            ]
        )
    gain = (
        translate("AllocationReport", "Gain and loss are told against the base share: less duty is a gain.")
        if report.is_floor
        else translate(
            "AllocationReport", "Gain and loss are told against the base share: more quota is a gain."
        )
    )
    note = translate(
        "AllocationReport",
        "A Gini or Theil of 0 means: in proportion to that basis. The reasons of what cannot be done stand "
        "below, among the warnings.",
    )
    return table(heads, rows) + paragraph(gain, "note") + paragraph(note, "note")


def _shares(report: AllocationReport, lang: str) -> str:
    """A bar per method, parted by units; the smallest units together where there are many."""
    known = [one for one in report.made if (one.made.quota >= 0).all()]
    if not known:
        return ""
    mean = np.mean([one.made.quota for one in known], axis=0)
    order = np.argsort(-mean, kind="stable")
    few = order if len(order) <= MOST_PARTS + 1 else order[:MOST_PARTS]
    rest = order[len(few) :]
    keys = [str(at + 1) for at in range(len(few))] + (["…"] if len(rest) else [])
    colours = {key: COLOURS[at % len(COLOURS)] for at, key in enumerate(keys)}
    rows = []
    for one in known:
        values = [*one.made.quota[few].tolist(), *([float(one.made.quota[rest].sum())] if len(rest) else [])]
        parts = [charts.Part(key, value) for key, value in zip(keys, values)]
        rows.append((_name(one, lang), parts))
    others = translate("AllocationReport", "all others")
    legend = [
        (colours[key], f"{key} {report.names[few[at]] if at < len(few) else others}")
        for at, key in enumerate(keys)
    ]
    chart = charts.shares(rows, colours)
    caption = translate("AllocationReport", "Shares of the units, method by method")
    return figure(drawing.svg(charts.key(legend)) + drawing.svg(chart, caption), caption)


def _maps(report: AllocationReport, lang: str) -> str:
    """A small map per method, all in one scale: change from the base in percent."""
    drawn, base = report.outlines, report.base
    if not drawn or base is None or not report.made:
        return ""
    percents = [
        100.0 * np.divide(one.made.quota - base, base, out=np.full(len(base), np.nan), where=base > 0)
        for one in report.made
    ]
    steps = gradation.fixed("quota_change", lang)
    pictures = ""
    for one, values in zip(report.made, percents):
        colours = np.full(len(values), UNKNOWN, dtype=object)
        for step in steps:
            colours[step.holds(values)] = step.colour
        name = _name(one, lang)
        pictures += figure(outlines.svg(drawn, colours.tolist(), name), name)
    caption = translate("AllocationReport", "Change from the base (%)")
    key = drawing.svg(charts.key([(step.colour, step.label) for step in steps]), caption)
    return figure(key, caption) + f'<div class="gallery">{pictures}</div>'


def _evenness(report: AllocationReport, lang: str) -> str:
    labels = {
        "population": translate("AllocationReport", "Gini coefficient against the population"),
        "gdp": translate("AllocationReport", "Gini coefficient against GDP"),
    }
    body = ""
    for name, caption in labels.items():
        rows = [charts.Bar(_name(one, lang), one.gini[name], BAR) for one in report.made if name in one.gini]
        if rows:
            body += figure(drawing.svg(charts.bars(rows), caption), caption)
    return body


def _units(report: AllocationReport, lang: str) -> str:
    shown = range(min(len(report.names), MOST_LISTED))
    heads = [translate("AllocationReport", "Unit")]
    if report.base is not None:
        heads.append(_with_unit(translate("AllocationReport", "Base"), report.unit))
    heads += [_name(one, lang) for one in report.made]
    rows = []
    for at in shown:
        start = [report.names[at]] + ([float(report.base[at])] if report.base is not None else [])
        rows.append([*start, *(float(one.made.quota[at]) for one in report.made)])
    whole = [translate("AllocationReport", "Sum")]
    whole += [float(np.sum(report.base))] if report.base is not None else []
    rows.append([*whole, *(float(one.made.shared[0]) for one in report.made)])
    text = translate("AllocationReport", "The first {shown} of {count} units.")
    more = paragraph(text.format(shown=len(shown), count=len(report.names)), "note")
    return table(heads, rows, last_is_total=True, digits=report.digits) + (
        more if len(report.names) > MOST_LISTED else ""
    )


def _standards(report: AllocationReport, lang: str) -> str:
    heads = [words.word(f"report.{key}", lang) for key in ("name", "value")]
    return "".join(
        table(heads, evidence.standards(record, lang), caption=evidence.title(record, lang))
        for record in report.records
    )
