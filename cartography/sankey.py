"""Sankey diagram of classes between two dates: what flowed from which class to which.

Made of boxes, bands and words alone, so it is the same as SVG, as PNG, inside HTML and on a print layout,
and needs no package for charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..core import vocabulary
from ..core.errors import InputError, problem
from . import gradation, reports, words
from .drawing import INK, PALE_INK, Band, Box, Drawing, Words, image, svg, text_width, wrapped

HEIGHT = 120.0
FLOW = 115.0  # mm between the outer edges of the bars
BAR, GAP, PAD = 5.0, 2.5, 2.0
TITLE_PT, HEAD_PT, TEXT_PT, NOTE_PT = 12.0, 9.0, 8.0, 7.0
TITLE_BAND, HEAD_BAND, NOTE_BAND = 9.0, 7.0, 6.0
LEAST_LABEL = 3.4  # mm: labels of thinner bars would lie on each other
DPI = 200.0
SUFFIXES = (".svg", ".png", ".html")


@dataclass(frozen=True)
class Flows:
    """What a diagram shows.

    Attributes
    ----------
    matrix
        Amounts from class (row) to class (column), shape (7, 7), ND first.
    before, after
        Words over the two columns, such as years.
    unit
        Unit of the amounts, known to `words` (``ha``, ``units``).
    title
        Plain text.
    notes
        Small print, one line each.
    """

    matrix: np.ndarray
    before: str
    after: str
    unit: str
    title: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Node:
    """A class in one of the columns: its place in mm and its amount."""

    code: int
    y: float
    height: float
    amount: float


def drawn(flows: Flows, lang: str) -> Drawing:
    """The diagram: classes as bars, the worst at the top, ND at the bottom; flows have the colour they leave.

    Raises
    ------
    InputError
        Nothing flows.
    """
    matrix = np.asarray(flows.matrix, dtype=np.float64)
    if not matrix.sum() > 0:
        raise InputError(problem("There is no unit to draw: nothing is known on both sides."))
    top = (TITLE_BAND if flows.title else 0.0) + HEAD_BAND
    room = HEIGHT - top - NOTE_BAND * len(flows.notes) - PAD
    before, after = _column(matrix.sum(axis=1), top, room), _column(matrix.sum(axis=0), top, room)
    whole = float(matrix.sum())
    side = max(text_width(_label(node, whole, lang), TEXT_PT) for node in (*before, *after))
    left = PAD + side + GAP
    right = left + FLOW
    width = right + GAP + side + PAD
    marks: list = [Box(0, 0, width, HEIGHT, fill="#ffffff")]
    marks += _heads(flows, lang, left, right, top)
    marks += _bands(matrix, before, after, left + BAR, right - BAR)
    for nodes, x in ((before, left), (after, right - BAR)):
        marks += [Box(x, node.y, BAR, node.height, _colour(node.code)) for node in nodes]
    marks += _labels(before, PAD, side, "right", whole, lang)
    marks += _labels(after, right + GAP, side, "left", whole, lang)
    y = HEIGHT - NOTE_BAND * len(flows.notes)
    marks += [
        Words(PAD, y + number * NOTE_BAND, width - 2 * PAD, NOTE_BAND, note, NOTE_PT, colour=PALE_INK)
        for number, note in enumerate(flows.notes)
    ]
    return Drawing(width, HEIGHT, tuple(marks))


def write(path: Path, flows: Flows, lang: str) -> None:
    """Write the diagram as SVG, PNG or HTML, by the ending of *path*.

    Raises
    ------
    InputError
        Another ending, or a picture that cannot be written.
    """
    path, made = Path(path), drawn(flows, lang)
    suffix = path.suffix.lower()
    if suffix == ".svg":
        path.write_text(svg(made, flows.title), encoding="utf-8")
    elif suffix == ".html":
        sections = [reports.Section(flows.title or flows.before, reports.figure(svg(made, flows.title)))]
        reports.write(path, reports.page(flows.title, sections, lang, f"{flows.before} → {flows.after}"))
    elif suffix != ".png" or not image(made, DPI, lang).save(str(path), "PNG"):
        raise InputError(
            problem(
                "The picture {path} could not be written; its name must end in one of {endings}.",
                path=path.name,
                endings=", ".join(SUFFIXES),
            )
        )


def _order() -> list[int]:
    """Classes from the worst to the best, ND last."""
    listed = sorted(vocabulary.classes(), key=lambda item: (item.value == 0, -item.severity, item.value))
    return [item.value for item in listed]


def _column(amounts: np.ndarray, top: float, room: float) -> list[Node]:
    present = [code for code in _order() if amounts[code] > 0]
    scale = (room - GAP * (len(vocabulary.classes()) - 1)) / float(amounts.sum())
    nodes, y = [], top
    for code in present:
        nodes.append(Node(code, y, float(amounts[code]) * scale, float(amounts[code])))
        y += nodes[-1].height + GAP
    return nodes


def _bands(matrix: np.ndarray, before: list[Node], after: list[Node], x1: float, x2: float) -> list[Band]:
    """Ribbons between the bars, stacked in the order of the bars on the other side."""
    leaves = {node.code: node.y for node in before}
    arrives = {node.code: node.y for node in after}
    scale = before[0].height / before[0].amount
    bands = []
    for start in before:
        for end in after:
            height = float(matrix[start.code, end.code]) * scale
            if height <= 0:
                continue
            y1, y2 = leaves[start.code], arrives[end.code]
            bands.append(Band(x1, y1, x2, y2, height, _colour(start.code)))
            leaves[start.code] += height
            arrives[end.code] += height
    return bands


def _colour(code: int) -> str:
    return vocabulary.classes()[code].colour


def _label(node: Node, whole: float, lang: str) -> str:
    item = vocabulary.classes()[node.code]
    amount = gradation.figure(float(f"{node.amount:.4g}"))
    return f"{item.code} {item.name(lang)}  {amount} ({100 * node.amount / whole:.1f} %)"


def _labels(nodes: list[Node], x: float, width: float, align: str, whole: float, lang: str) -> list[Words]:
    """Labels at the middle of their bars, pushed apart where they would lie on each other."""
    places: list[float] = []
    for node in nodes:
        middle = node.y + node.height / 2.0 - LEAST_LABEL / 2.0
        places.append(max(middle, places[-1] + LEAST_LABEL) if places else middle)
    lowest = HEIGHT - LEAST_LABEL
    for number in reversed(range(len(places))):
        places[number] = min(places[number], lowest)
        lowest = places[number] - LEAST_LABEL
    return [
        Words(x, y, width, LEAST_LABEL, _label(node, whole, lang), TEXT_PT, align=align)
        for node, y in zip(nodes, places)
    ]


def _heads(flows: Flows, lang: str, left: float, right: float, top: float) -> list[Words]:
    y, side = top - HEAD_BAND, left + BAR - PAD
    before, after = (_fitted(text, side) for text in (flows.before, flows.after))
    heads = [
        Words(PAD, y, side, HEAD_BAND, before, HEAD_PT, True, align="right"),
        Words(right - BAR, y, side, HEAD_BAND, after, HEAD_PT, True),
        Words(
            left,
            y,
            right - left,
            HEAD_BAND,
            words.known(flows.unit, lang),
            NOTE_PT,
            False,
            PALE_INK,
            "center",
        ),
    ]
    if flows.title:
        heads.append(
            Words(PAD, 0, left + right - 2 * PAD, TITLE_BAND, flows.title, TITLE_PT, True, INK, "center")
        )
    return heads


def _fitted(text: str, width: float) -> str:
    """*text*, cut with an ellipsis where it is longer than *width* mm."""
    lines = wrapped(text, HEAD_PT, width)
    return text if len(lines) < 2 else f"{lines[0]}…"
