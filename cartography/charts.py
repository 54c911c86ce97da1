"""Charts for reports: bars, and bars of shares, as drawings that need no script and print well.

A chart is a `drawing.Drawing` in millimetres, so it is inline SVG in a page (`drawing.svg`), a picture, or
items on a layout. Texts of users are escaped where the drawing is written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import INK, PALE_INK, Box, Drawing, Words, readable_on, text_width
from .reports import number

WIDTH = 165.0
TEXT_PT, SMALL_PT = 7.5, 6.5
ROW, BAR = 5.6, 4.0
GAP = 1.5
LEAST_LABEL, MOST_LABEL = 18.0, 62.0
GRID = "#d8d8d8"
ELLIPSIS = "…"


@dataclass(frozen=True)
class Bar:
    """A labelled value; NaN is shown as unknown, not as nothing."""

    label: str
    value: float
    colour: str


@dataclass(frozen=True)
class Part:
    """A part of a whole: the legend entry it belongs to, and its size."""

    key: str
    value: float


def bars(rows: Sequence[Bar], unit: str = "", width: float = WIDTH) -> Drawing:
    """Horizontal bars with their values; negative ones to the left of the zero line.

    Parameters
    ----------
    rows
        From top to bottom.
    unit
        Written once above the bars.
    """
    label = _label_width([row.label for row in rows])
    known = [row.value for row in rows if math.isfinite(row.value)]
    lowest, highest = min([0.0, *known]), max([0.0, *known])
    texts = [number(row.value) for row in rows]
    beside = max((text_width(text, TEXT_PT) for text in texts), default=0.0) + 2 * GAP
    # room for values on each side on which a bar may end
    left = label + GAP + (beside if lowest < 0 else 0.0)
    room = max(width - left - beside, 10.0)
    scale = room / (highest - lowest) if highest > lowest else 0.0
    zero = left - lowest * scale
    top = ROW if unit else 0.0
    marks: list[Box | Words] = []
    if unit:
        marks.append(Words(0, 0, width, ROW, unit, SMALL_PT, colour=PALE_INK, align="right"))
    for position, (row, text) in enumerate(zip(rows, texts)):
        y = top + position * ROW
        marks.append(_label(row.label, y, label))
        length = abs(row.value) * scale if math.isfinite(row.value) else 0.0
        start = zero - length if row.value < 0 else zero
        if length:
            marks.append(Box(start, y + (ROW - BAR) / 2, length, BAR, row.colour, "#00000033", 0.1))
        at, align = (start - GAP - beside, "right") if row.value < 0 else (start + length + GAP, "left")
        marks.append(Words(at, y, beside, ROW, text, TEXT_PT, align=align))
    height = top + len(rows) * ROW
    marks.append(Box(zero, top, 0.0, height - top, stroke=PALE_INK, stroke_width=0.25))
    return Drawing(width, height + GAP, tuple(marks))


def shares(
    rows: Sequence[tuple[str, Sequence[Part]]],
    colours: dict[str, str],
    width: float = WIDTH,
    least: float = 0.06,
) -> Drawing:
    """Bars of equal length, each parted by shares, with the codes of the larger parts in them.

    Parameters
    ----------
    rows
        Label and parts of each bar; parts of nothing are left out.
    colours
        Key of a part -> ``#rrggbb``; their order is that of the legend below.
    least
        Parts below this share carry no code.
    """
    label = _label_width([name for name, _ in rows])
    left, room = label + GAP, width - label - GAP
    marks: list[Box | Words] = []
    for position, (name, parts) in enumerate(rows):
        y = position * ROW
        marks.append(_label(name, y, label))
        whole, x = sum(part.value for part in parts), left
        for part in parts:
            length = room * part.value / whole if whole > 0 else 0.0
            if length <= 0:
                continue
            colour = colours[part.key]
            marks.append(Box(x, y + (ROW - BAR) / 2, length, BAR, colour, "#ffffff", 0.15))
            if part.value >= least * whole and text_width(part.key, SMALL_PT) < length:
                place = (x, y, length, ROW, part.key, SMALL_PT)
                marks.append(Words(*place, colour=readable_on(colour), align="center"))
            x += length
    y = len(rows) * ROW
    for step in range(5):
        x = left + room * step / 4
        marks.insert(0, Box(x, 0, 0.0, y, stroke=GRID, stroke_width=0.15))
        align = ("left", "center", "center", "center", "right")[step]
        start = x - {"left": 0.0, "center": 10.0, "right": 20.0}[align]
        words = f"{25 * step} %"
        marks.append(Words(start, y, 20.0, ROW, words, SMALL_PT, colour=PALE_INK, align=align))
    return Drawing(width, y + ROW, tuple(marks))


def key(entries: Sequence[tuple[str, str]], width: float = WIDTH) -> Drawing:
    """A legend in running lines: (colour, words) one behind the other."""
    marks: list[Box | Words] = []
    x, y, patch = 0.0, 0.0, 4.5
    for colour, words in entries:
        length = patch + GAP + text_width(words, TEXT_PT) + 3 * GAP
        if x and x + length > width:
            x, y = 0.0, y + ROW
        marks.append(Box(x, y + 1.0, patch, ROW - 2.0, colour, "#5a5a5a", 0.1))
        marks.append(Words(x + patch + GAP, y, length, ROW, words, TEXT_PT))
        x += length
    return Drawing(width, y + ROW, tuple(marks))


def _label_width(labels: Sequence[str]) -> float:
    # DejaVu Sans, which browsers of Linux take, runs wider than the estimate
    widest = max((1.12 * text_width(text, TEXT_PT) for text in labels), default=0.0)
    return min(max(widest, LEAST_LABEL), MOST_LABEL)


def _label(text: str, y: float, width: float) -> Words:
    return Words(0, y, width, ROW, shortened(text, TEXT_PT, width), TEXT_PT, colour=INK, align="right")


def shortened(text: str, size: float, width: float) -> str:
    """*text* on one line, cut with an ellipsis where it is wider than *width* mm."""
    plain = " ".join(text.split())
    if text_width(plain, size) <= width:
        return plain
    while plain and text_width(plain + ELLIPSIS, size) > width:
        plain = plain[:-1]
    return plain.rstrip() + ELLIPSIS
