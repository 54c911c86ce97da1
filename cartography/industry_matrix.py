"""The matrix of industries and units in the colours of the six classes, as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..core import vocabulary
from ..core.zoning import sixclass
from . import charts, drawing, evidence, words
from .drawing import Box, Drawing, Words
from .reports import Section, bullets, facts, figure, page, paragraph, table

# mm, and points of the letters
CELL, ROW, HEAD, LABEL, LINE = 9.0, 6.4, 10.0, 58.0, 2.7
HEAD_PT, LABEL_PT = 6.0, 7.0
MOST_UNITS, MOST_INDUSTRIES, MOST_LISTED = 40, 120, 500
EMPTY = "#ffffff"
BORDER = "#c8c8c8"


@dataclass(frozen=True)
class Matrix:
    """What the page shows.

    Attributes
    ----------
    subtitle
        Name of the table.
    cells, whole
        (`industrytable.Cells`, `evaluation.Evaluation`) of the cells and of the industries as a whole.
    exits
        `industrytable.Exits`.
    industry_names, unit_names
        Code -> name, where known.
    record
        Provenance of the run.
    """

    subtitle: str
    cells: tuple
    whole: tuple
    exits: object
    industry_names: Mapping[str, str]
    unit_names: Mapping[str, str]
    record: Mapping


def render(matrix: Matrix, lang: str) -> str:
    """The page: facts, matrix, industries, exit candidates, warnings and standards."""
    parts = [
        ("report.summary", _facts(matrix, lang)),
        ("industry.matrix", _picture(matrix, lang)),
        ("industry.whole", _whole(matrix, lang)),
        ("industry.exits", _exits(matrix, lang)),
        ("report.warnings", bullets(evidence.warnings([matrix.record], lang))),
        ("report.provenance", evidence_table(matrix.record, lang)),
    ]
    sections = [Section(words.word(key, lang), body) for key, body in parts if body]
    return page(words.word("algorithm.industryzoning", lang), sections, lang, matrix.subtitle)


def evidence_table(record: Mapping, lang: str) -> str:
    """Standards that decided, and the inputs with their checksums."""
    heads = [words.word(f"report.{key}", lang) for key in ("name", "value")]
    keys = ("run", "parameter", "name", "features", "crs", "checksum")
    inputs = table([words.word(f"report.{key}", lang) for key in keys], evidence.inputs([record], lang))
    return table(heads, evidence.standards(record, lang)) + inputs


def _colours() -> dict[str, str]:
    return {item.code: item.colour for item in vocabulary.classes()}


def _called(code: str, names: Mapping[str, str]) -> str:
    return f"{code} {names[code]}" if names.get(code) else code


def _facts(matrix: Matrix, lang: str) -> str:
    cells, made = matrix.cells
    counted = np.bincount(made.zoning.code, minlength=len(sixclass.CODES))
    pairs = [
        (words.word("industry.count", lang), len(matrix.whole[0])),
        (words.word("summary.unit_count", lang), len(set(cells.unit.tolist()))),
        (words.word("industry.cells", lang), len(cells)),
        (words.word("industry.exits", lang), len(matrix.exits.cell)),
    ]
    pairs += [(code, int(count)) for code, count in zip(sixclass.CODES, counted) if count]
    return facts(pairs)


def _picture(matrix: Matrix, lang: str) -> str:
    """Rows are industries, columns units; of large tables those with the most emission."""
    cells, made = matrix.cells
    units = _leading(cells.unit, cells.emission, MOST_UNITS)
    rows = _leading(cells.industry, cells.emission, MOST_INDUSTRIES)
    colours = _colours()
    width, height = LABEL + CELL * (1 + len(units)), HEAD + ROW * len(rows)
    marks: list = [
        *_heads([matrix.unit_names.get(code) or code for code in units], lang),
        *(_label(at, _called(code, matrix.industry_names)) for at, code in enumerate(rows)),
    ]
    at_unit, at_row = ({code: at for at, code in enumerate(codes)} for codes in (units, rows))
    whole, of_whole = matrix.whole
    classes = [(code, 0, int(kind)) for code, kind in zip(whole.industry.tolist(), of_whole.zoning.code)]
    classes += [
        (industry, at_unit[unit] + 1, int(kind))
        for industry, unit, kind in zip(cells.industry.tolist(), cells.unit.tolist(), made.zoning.code)
        if unit in at_unit
    ]
    for industry, column, kind in classes:
        if industry in at_row:
            marks += _cell(column, at_row[industry], sixclass.CODES[kind], colours)
    title = words.word("industry.matrix", lang)
    occurring = sorted({kind for _, _, kind in classes})
    named = {item.code: item.name(lang) for item in vocabulary.classes()}
    key = charts.key(
        [(colours[sixclass.CODES[k]], f"{sixclass.CODES[k]} {named[sixclass.CODES[k]]}") for k in occurring]
    )
    body = figure(drawing.svg(Drawing(width, height, tuple(marks)), title) + drawing.svg(key), title)
    left_out = len(set(cells.unit.tolist())) - len(units), len(whole) - len(rows)
    if any(left_out):
        told = words.word("industry.left_out", lang).format(units=left_out[0], industries=left_out[1])
        body += paragraph(told, "note")
    return body


def _leading(codes: np.ndarray, emission: np.ndarray, most: int) -> list[str]:
    """The *most* codes with the largest emission, in the order of the codes."""
    sums: dict[str, float] = {}
    for code, amount in zip(codes.tolist(), np.nan_to_num(emission).tolist()):
        sums[code] = sums.get(code, 0.0) + amount
    return sorted(sorted(sums, key=lambda code: (-sums[code], code))[:most])


def _heads(units: list[str], lang: str) -> list:
    """Names of the columns in up to three lines each, standing on the matrix."""
    marks = []
    for at, name in enumerate([words.word("industry.all_units", lang), *units]):
        lines = _narrow(name)
        for number, line in enumerate(lines):
            y = HEAD - LINE * (len(lines) - number) - 0.6
            marks.append(Words(LABEL + CELL * at, y, CELL, LINE, line, HEAD_PT, bold=not at, align="center"))
    return marks


def _narrow(name: str) -> list[str]:
    """*name* in up to three lines as wide as a cell; words and codes that are wider are torn."""
    lines = []
    for whole in drawing.wrapped(name, HEAD_PT, CELL - 1.0):
        rest = whole
        while drawing.text_width(rest, HEAD_PT) > CELL - 1.0:
            ends = range(len(rest) - 1, 0, -1)
            fits = next(
                end for end in ends if end == 1 or drawing.text_width(rest[:end], HEAD_PT) <= CELL - 1.0
            )
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return lines[:3]


def _label(row: int, name: str) -> Words:
    shown = charts.shortened(name, LABEL_PT, LABEL - 2.0)
    return Words(0.0, HEAD + ROW * row, LABEL - 1.5, ROW, shown, LABEL_PT, align="right")


def _cell(column: int, row: int, code: str, colours: Mapping[str, str]) -> list:
    x, y = LABEL + CELL * column, HEAD + ROW * row
    box = Box(x, y, CELL, ROW, colours.get(code, EMPTY), BORDER)
    ink = drawing.readable_on(colours.get(code, EMPTY))
    return [box, Words(x, y, CELL, ROW, code, 6.5, bold=not column, colour=ink, align="center")]


def _whole(matrix: Matrix, lang: str) -> str:
    cells, made = matrix.whole
    order = np.argsort(-np.nan_to_num(cells.emission, nan=-1.0), kind="stable")[:MOST_LISTED]
    colours, z = _colours(), made.zoning
    rows = [
        [
            _called(cells.industry[at], matrix.industry_names),
            sixclass.CODES[z.code[at]],
            float(cells.emission[at]),
            float(z.q_c[at]),
            float(z.q_p[at]),
            made.limiting[at],
        ]
        for at in order
    ]
    heads = ("industry.industry", "report.class_code", "industry.emission", "industry.q_c", "industry.q_p")
    listed = [*(words.word(key, lang) for key in heads), words.word("industry.limiting", lang)]
    return table(listed, rows, [colours[sixclass.CODES[z.code[at]]] for at in order])


def _exits(matrix: Matrix, lang: str) -> str:
    cells, made = matrix.cells
    found = matrix.exits
    if not len(found.cell):
        return paragraph(words.word("industry.no_exits", lang))
    rows = [
        [
            position + 1,
            _called(cells.industry[at], matrix.industry_names),
            matrix.unit_names.get(cells.unit[at]) or cells.unit[at],
            words.word(f"industry.{kind}", lang),
            float(cells.emission[at]),
            float(made.zoning.q_c[at]),
            float(made.zoning.q_p[at]),
        ]
        for position, (at, kind) in enumerate(zip(found.cell[:MOST_LISTED].tolist(), found.kind))
    ]
    keys = ("order", "industry", "unit", "kind", "emission", "q_c", "q_p")
    return table([words.word(f"industry.{key}", lang) for key in keys], rows)
