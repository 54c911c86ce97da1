"""The report of a zoning: what was judged, by which standards, with what result, and what follows."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core import csvdata, vocabulary
from ..toolbelt import about, provenance
from . import charts, drawing, evidence, gradation, legends, words
from .entries import ND
from .exports import Table
from .reports import (
    Section,
    bullets,
    embedded,
    facts,
    figure,
    page,
    paragraph,
    table,
)

METHOD = about.RESOURCES / "reports" / "method.csv"
MATRIX_WIDTH = 110.0


@dataclass(frozen=True)
class Amount:
    """How many units, and how many hectares, fall to a code."""

    units: int
    area_ha: float


@dataclass(frozen=True)
class ZoningReport:
    """The contents of a report, in any language.

    Attributes
    ----------
    title, subtitle
        Plain texts.
    summary
        (name, value) pairs at the top.
    maps
        (image file, caption) pairs.
    classes
        Code of a class, ND included -> amount. Codes that do not occur may be left out.
    subzones
        Code of a sub-zone -> hectares; empty where no spaces were crossed.
    units
        Results per unit, headers with units.
    charts
        (chart, caption) pairs about the units, shown above their table.
    records
        Provenance of every run in order, see `toolbelt.provenance`.
    files
        Files that everything was made from.
    remarks
        Reservations that a reader must know, one paragraph each.
    lists
        (class, names of its units) pairs, the most severe class first.
    diagram
        The units in the plane of exceedances; None where exceedances are not known.
    doubts
        How sure the class of each unit is; None where nothing tells.
    """

    title: str
    classes: Mapping[str, Amount]
    units: Table
    records: Sequence[Mapping]
    subtitle: str = ""
    summary: Sequence[tuple[str, object]] = ()
    maps: Sequence[tuple[Path, str]] = ()
    subzones: Mapping[str, float] | None = None
    charts: Sequence[tuple[drawing.Drawing, str]] = ()
    files: Sequence[Path] = ()
    remarks: Sequence[str] = ()
    lists: Sequence[tuple[str, Sequence[str]]] = ()
    diagram: drawing.Drawing | None = None
    doubts: Table | None = None


def render(report: ZoningReport, lang: str) -> str:
    """The report as one HTML page."""

    def section(key: str, body: str) -> Section:
        return Section(words.word(f"report.{key}", lang), body)

    sections = [section("summary", facts(report.summary))]
    if report.maps:
        pictures = "".join(figure(embedded(path, words_), words_) for path, words_ in report.maps)
        sections.append(section("maps", pictures))
    sections += [section("method", _method(report, lang)), section("standards", _standards(report, lang))]
    sections += [section("inputs", _inputs(report, lang)), section("classes", _classes(report, lang))]
    if report.subzones:
        sections.append(section("subzones", _subzones(report.subzones, lang)))
    sections += [
        section("units", _units(report)),
        *([section("lists", _lists(report, lang))] if report.lists else []),
        section("uncertainty", _uncertainty(report, lang)),
        section("prescriptions", _prescriptions(report, lang)),
        section("warnings", _warnings(report, lang)),
        section("provenance", _provenance(report, lang)),
    ]
    return page(report.title, sections, lang, report.subtitle)


def _heads(lang: str, *keys: str) -> list[str]:
    return [words.word(f"report.{key}", lang) for key in keys]


@functools.cache
def _method_texts() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in csvdata.read_rows(METHOD, "text table")}


def _method(report: ZoningReport, lang: str) -> str:
    keys = ["rule_intro", "rule_strength", "rule_nd"]
    keys += ["rule_subzones", "rule_spaces"] if report.subzones else []
    body = "".join(paragraph(_method_texts()[key][lang]) for key in keys)
    listed = vocabulary.classes()[1:]
    rows = [[f"{item.code} {item.name(lang)}", _signs(item.text("rule", lang))] for item in listed]
    rules = table(_heads(lang, "class_code", "rule"), rows, [item.colour for item in listed])
    return body + rules + paragraph(_method_texts()["rule_source"][lang], "note")


def _signs(rule: str) -> str:
    """A rule as it is printed: ≤ instead of <=."""
    return rule.replace("<=", "≤").replace(">=", "≥")


def _standards(report: ZoningReport, lang: str) -> str:
    decided = ((evidence.title(record, lang), evidence.standards(record, lang)) for record in report.records)
    return "".join(
        table(_heads(lang, "name", "value"), pairs, caption=title) for title, pairs in decided if pairs
    )


def _inputs(report: ZoningReport, lang: str) -> str:
    files = [[path.name, path.stat().st_size, provenance.file_checksum(path)] for path in report.files]
    body = table(_heads(lang, "name", "bytes", "checksum"), files) if files else ""
    heads = _heads(lang, "run", "parameter", "name", "features", "crs", "checksum")
    return body + table(heads, evidence.inputs(report.records, lang))


def _classes(report: ZoningReport, lang: str) -> str:
    known = {code: amount for code, amount in report.classes.items() if code != ND}
    whole = sum(amount.area_ha for amount in known.values())
    listed = [item for item in vocabulary.classes()[1:] if item.code in known]
    rows = []
    for item in listed:
        amount = known[item.code]
        share = 100.0 * amount.area_ha / whole if whole else None
        rows.append([f"{item.code} {item.name(lang)}", amount.units, amount.area_ha, share])
    rows.append(
        [
            words.word("report.total", lang),
            sum(a.units for a in known.values()),
            whole,
            100.0 if whole else None,
        ]
    )
    body = table(
        _heads(lang, "class_code", "count", "area", "share"),
        rows,
        [item.colour for item in listed],
        last_is_total=True,
    )
    heading = words.word("report.area", lang)
    chart = charts.bars(
        [charts.Bar(item.code, known[item.code].area_ha, item.colour) for item in listed], "ha"
    )
    body += figure(drawing.svg(chart, heading), heading)
    unknown = report.classes.get(ND)
    if unknown and unknown.units:
        item = vocabulary.classes()[0]
        named = f"{item.code} {item.name(lang)}"
        body += table(
            _heads(lang, "class_code", "count", "area"),
            [[named, unknown.units, unknown.area_ha]],
            [item.colour],
            words.word("report.no_data_apart", lang),
        )
    return body


def _units(report: ZoningReport) -> str:
    pictures = "".join(figure(drawing.svg(chart, words_), words_) for chart, words_ in report.charts)
    return pictures + table(report.units.headers, report.units.rows)


def _lists(report: ZoningReport, lang: str) -> str:
    named = vocabulary.by_code(vocabulary.classes())
    rows = [
        [f"{code} {named[code].name(lang)}", len(units), ", ".join(map(str, units))]
        for code, units in report.lists
    ]
    return table(
        _heads(lang, "class_code", "count", "names"), rows, [named[code].colour for code, _ in report.lists]
    )


def _uncertainty(report: ZoningReport, lang: str) -> str:
    """Where the units lie between the borders of the classes, and how sure each class is."""
    title = words.word("diagram.title", lang)
    body = figure(drawing.svg(report.diagram, title), title) if report.diagram is not None else ""
    if report.doubts is None:
        return body + paragraph(words.word("report.no_probabilities", lang), "note")
    return body + table(report.doubts.headers, report.doubts.rows)


def _subzones(areas: Mapping[str, float], lang: str) -> str:
    notes = {code: f"{gradation.figure(float(f'{area:.3g}'))} ha" for code, area in areas.items() if area > 0}
    matrix = legends.class_matrix(lang, MATRIX_WIDTH, set(notes), notes, with_no_data=False)
    heading = words.word("report.subzones", lang)
    spaces, classes = vocabulary.spaces(), vocabulary.classes()[1:]
    total = words.word("report.total", lang)
    rows = []
    for item in classes:
        cells = [areas.get(f"{space.code}-{item.code}", 0.0) for space in spaces]
        rows.append([f"{item.code} {item.name(lang)}", *cells, sum(cells)])
    sums = [sum(row[column] for row in rows) for column in range(1, len(spaces) + 2)]
    rows.append([total, *sums])
    heads = [words.word("report.area", lang), *(f"{s.code} {s.name(lang)}" for s in spaces), total]
    body = table(heads, rows, [item.colour for item in classes], last_is_total=True)
    by_space = [
        (
            f"{s.code} {s.name(lang)}",
            [charts.Part(c.code, areas.get(f"{s.code}-{c.code}", 0.0)) for c in classes],
        )
        for s in spaces
    ]
    parts = charts.shares(by_space, {item.code: item.colour for item in classes})
    shares = words.word("report.shares_by_space", lang)
    return figure(drawing.svg(matrix, heading), heading) + body + figure(drawing.svg(parts, shares), shares)


def _prescriptions(report: ZoningReport, lang: str) -> str:
    occurring = [item for item in vocabulary.classes() if _occurs(report.classes, item.code)]
    rows = [
        [
            f"{item.code} {item.name(lang)}",
            *(item.text(name, lang) for name in ("standard", "strategy", "exit", "control", "goal")),
        ]
        for item in occurring
    ]
    heads = _heads(lang, "class_code", "standard", "strategy", "exit", "control", "goal")
    body = table(heads, rows, [item.colour for item in occurring])
    zones = [zone for zone in vocabulary.subzones() if (report.subzones or {}).get(zone.code, 0.0) > 0]
    if zones:
        rows = [[f"{z.code} {z.name(lang)}", z.text("measures", lang), z.text("line", lang)] for z in zones]
        heads = _heads(lang, "subzone", "measures", "line")
        body += table(heads, rows, [zone.colour for zone in zones])
    return body


def _occurs(classes: Mapping[str, Amount], code: str) -> bool:
    return code in classes and classes[code].units > 0


def _warnings(report: ZoningReport, lang: str) -> str:
    given = evidence.warnings(report.records, lang)
    said = bullets(given) if given else paragraph(words.word("report.no_warnings", lang))
    return "".join(paragraph(remark, "warning") for remark in report.remarks) + said


def _provenance(report: ZoningReport, lang: str) -> str:
    rows = [
        [
            f"{evidence.title(record, lang)} ({record['algorithm']})",
            f"{record['version']}, QGIS {record['qgis']}",
            record["time"],
            json.dumps(record["parameters"], ensure_ascii=False, default=str),
        ]
        for record in report.records
    ]
    return table(_heads(lang, "run", "version", "time", "parameters"), rows)
