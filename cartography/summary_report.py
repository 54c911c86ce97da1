"""The report of a zone summary: areas, shares and totals by zone and unit, with charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..core import vocabulary
from ..core.zoning.summary import Summary
from . import charts, drawing, evidence, legends, words
from .entries import ND, Entry
from .gradation import figure as rounded
from .reports import Section, bullets, facts, figure, number, page, paragraph, table

MOST_DRAWN = 60
MOST_LISTED = 500
MATRIX_WIDTH = 110.0


@dataclass(frozen=True)
class SummaryReport:
    """The contents of a report.

    Attributes
    ----------
    title, subtitle
        Plain texts.
    zones
        All zones in the order of the legend, ND last; positions in *summary* point here.
    units
        Names of the units; positions in *summary* point here.
    summary
        See `core.zoning.summary`.
    quantities
        Name in the summary -> words for people, unit included.
    records
        Provenance of the runs that led here, this one last.
    """

    title: str
    zones: Sequence[Entry]
    units: Sequence[str]
    summary: Summary
    quantities: Mapping[str, str]
    records: Sequence[Mapping]
    subtitle: str = ""


def render(report: SummaryReport, lang: str) -> str:
    """The report as one HTML page."""
    parts = [
        ("report.summary", _facts(report, lang)),
        ("summary.areas", _areas(report, lang)),
        ("summary.matrix", _matrix(report, lang)),
        ("summary.by_unit", _units(report, lang)),
        ("report.prescriptions", _prescriptions(report, lang)),
        ("report.warnings", _warnings(report, lang)),
        ("report.provenance", _provenance(report, lang)),
    ]
    sections = [Section(words.word(key, lang), body) for key, body in parts if body]
    return page(report.title, sections, lang, report.subtitle)


def _by_zone(report: SummaryReport, values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    return np.bincount(report.summary.zone[known], weights=values[known], minlength=len(report.zones))


def _facts(report: SummaryReport, lang: str) -> str:
    area = _by_zone(report, report.summary.area_ha)
    empty = [at for at, zone in enumerate(report.zones) if zone.code == ND]
    pairs = [
        (words.word("summary.unit_count", lang), len(report.units)),
        (words.word("summary.area_total", lang), float(area.sum())),
        (words.word("summary.area_no_data", lang), float(area[empty].sum())),
    ]
    for name, label in report.quantities.items():
        known, whole = _covered(report, name)
        total = float(np.nansum(report.summary.totals[name])) if known > 0 else None
        pairs.append((label, total))
        if known < whole:
            pairs.append((f"{label}: {words.word('summary.coverage', lang)}", 100.0 * known / whole))
    return facts(pairs) + paragraph(words.word("summary.majority", lang), "note")


def _covered(report: SummaryReport, name: str) -> tuple[float, float]:
    """Hectares on which a quantity is known, and all hectares."""
    area = report.summary.area_ha
    known = float(np.nansum(report.summary.coverage[name] * area))
    whole = float(area.sum())
    return (whole, whole) if np.isclose(known, whole, rtol=1e-9) else (known, whole)


def _areas(report: SummaryReport, lang: str) -> str:
    area, pieces = _by_zone(report, report.summary.area_ha), _by_zone(report, report.summary.pieces)
    whole = float(area.sum())
    shown = [at for at in range(len(report.zones)) if pieces[at] > 0]
    chart = charts.bars(
        [charts.Bar(report.zones[at].label, float(area[at]), report.zones[at].colour) for at in shown], "ha"
    )
    heads = [
        words.word(key, lang) for key in ("summary.zone", "summary.pieces", "report.area", "report.share")
    ]
    rows = []
    sums = {name: _by_zone(report, report.summary.totals[name]) for name in report.quantities}
    held = {
        name: _by_zone(report, np.isfinite(report.summary.totals[name]) * 1.0) for name in report.quantities
    }
    for at in shown:
        row = [report.zones[at].label, int(pieces[at]), float(area[at]), _percent(area[at], whole)]
        rows.append(
            [*row, *(float(sums[name][at]) if held[name][at] else None for name in report.quantities)]
        )
    last = [words.word("report.total", lang), int(pieces.sum()), whole, _percent(whole, whole)]
    rows.append(
        [*last, *(float(sums[name].sum()) if held[name].any() else None for name in report.quantities)]
    )
    colours = [report.zones[at].colour for at in shown]
    title = words.word("summary.areas", lang)
    listed = table([*heads, *report.quantities.values()], rows, colours, last_is_total=True)
    pictures = figure(drawing.svg(chart, title), title)
    for name, label in report.quantities.items():
        values = [
            charts.Bar(
                report.zones[at].label,
                float(sums[name][at]) if held[name][at] else float("nan"),
                report.zones[at].colour,
            )
            for at in shown
        ]
        pictures += figure(drawing.svg(charts.bars(values), label), label)
    return pictures + listed


def _percent(part: float, whole: float) -> float | None:
    return 100.0 * float(part) / whole if whole > 0 else None


def _matrix(report: SummaryReport, lang: str) -> str:
    """The 24 sub-zones as they stand in the legend, with areas; nothing for other zones."""
    known = {zone.code for zone in vocabulary.subzones()}
    area = _by_zone(report, report.summary.area_ha)
    notes = {
        zone.code: f"{rounded(float(f'{area[at]:.3g}'))} ha"
        for at, zone in enumerate(report.zones)
        if zone.code in known and area[at] > 0
    }
    if not notes:
        return ""
    matrix = legends.class_matrix(lang, MATRIX_WIDTH, set(notes), notes, with_no_data=False)
    heading = words.word("summary.matrix", lang)
    return figure(drawing.svg(matrix, heading), heading)


def _units(report: SummaryReport, lang: str) -> str:
    summary = report.summary
    whole = np.bincount(summary.unit, weights=summary.area_ha, minlength=len(report.units))
    largest = np.argsort(-whole, kind="stable")
    drawn = sorted(largest[:MOST_DRAWN].tolist())
    listed = sorted(largest[:MOST_LISTED].tolist())
    of_unit: dict[int, list[int]] = {}
    for at, unit in enumerate(summary.unit.tolist()):
        of_unit.setdefault(unit, []).append(at)
    colours = {zone.code: zone.colour for zone in report.zones}
    chart = charts.shares(
        [
            (
                report.units[unit],
                [
                    charts.Part(report.zones[summary.zone[at]].code, float(summary.area_ha[at]))
                    for at in of_unit.get(unit, [])
                ],
            )
            for unit in drawn
        ],
        colours,
    )
    occurring = sorted(set(summary.zone.tolist()))
    key = charts.key([(report.zones[at].colour, report.zones[at].label) for at in occurring])
    title = words.word("summary.by_unit", lang)
    body = figure(drawing.svg(chart, title) + drawing.svg(key), title)
    if len(listed) > len(drawn) or len(report.units) > len(listed):
        said = words.word("summary.drawn", lang).format(
            drawn=len(drawn), all=len(report.units), listed=len(listed)
        )
        body += paragraph(said, "note")
    heads = [
        words.word(key, lang) for key in ("summary.unit", "report.area", "summary.leading", "summary.zones")
    ]
    rows = [_unit_row(report, unit, of_unit.get(unit, []), float(whole[unit])) for unit in listed]
    return body + table([*heads, *report.quantities.values()], rows)


def _unit_row(report: SummaryReport, unit: int, rows: list[int], whole: float) -> list:
    summary = report.summary
    ordered = sorted(rows, key=lambda at: -summary.area_ha[at])

    def named(at: int) -> str:
        return f"{report.zones[summary.zone[at]].code} {number(100.0 * float(summary.share[at]), 3)}\u00a0%"

    leading = next((named(at) for at in rows if summary.leading[at]), None)
    sums = []
    for name in report.quantities:
        values = summary.totals[name][rows]
        sums.append(float(np.nansum(values)) if np.isfinite(values).any() else None)
    return [report.units[unit], whole, leading, ", ".join(named(at) for at in ordered), *sums]


def _prescriptions(report: SummaryReport, lang: str) -> str:
    """Measures of the sub-zones, or strategies of the classes, that occur."""
    codes = {report.zones[at].code for at in report.summary.zone.tolist()}
    zones = [zone for zone in vocabulary.subzones() if zone.code in codes]
    if zones:
        rows = [[f"{z.code} {z.name(lang)}", z.text("measures", lang), z.text("line", lang)] for z in zones]
        keys = ("report.subzone", "report.measures", "report.line")
        return table([words.word(key, lang) for key in keys], rows, [zone.colour for zone in zones])
    classes = [
        item for item in vocabulary.classes() if item.code in codes and item.code in dict.fromkeys(codes)
    ]
    if not any(item.code != ND for item in classes):
        return ""
    rows = [
        [f"{c.code} {c.name(lang)}", *(c.text(key, lang) for key in ("standard", "strategy", "exit"))]
        for c in classes
    ]
    keys = ("report.class_code", "report.standard", "report.strategy", "report.exit")
    return table([words.word(key, lang) for key in keys], rows, [item.colour for item in classes])


def _warnings(report: SummaryReport, lang: str) -> str:
    given = evidence.warnings(report.records, lang)
    return bullets(given) if given else paragraph(words.word("report.no_warnings", lang))


def _provenance(report: SummaryReport, lang: str) -> str:
    heads = [words.word(f"report.{key}", lang) for key in ("run", "name", "value")]
    rows = [
        [evidence.title(record, lang), name, value]
        for record in report.records
        for name, value in [
            (
                words.word("report.version", lang),
                f"{record['version']}, QGIS {record['qgis']}, {record['time']}",
            ),
            *evidence.standards(record, lang),
        ]
    ]
    keys = ("run", "parameter", "name", "features", "crs", "checksum")
    heads_of_inputs = [words.word(f"report.{key}", lang) for key in keys]
    return table(heads, rows) + table(heads_of_inputs, evidence.inputs(report.records, lang))
