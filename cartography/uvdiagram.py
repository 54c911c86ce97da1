"""The u-v diagram of the six classes as a drawing: which exceedances make which class.

u = q_c / tau_c and v = q_p / tau_p (methods A.4): S where both are at most 0, SC and SP where one exceeds,
SCP where both reach 1, and between them the diagonal parts CP (carbon leads) from PC (pollution leads).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import fills, words
from .drawing import INK, PALE_INK, Area, Box, Drawing, Words, readable_on, scaled
from .entries import Entry
from .entries import legend as entry_legend

LOW, HIGH = -1.0, 2.0
SIDE = 42.0
LEFT, BELOW, ABOVE = 11.0, 9.0, 1.0
TEXT_PT, TICK_PT, CODE_PT = 7.0, 6.5, 8.0
BORDER, POINT = 0.25, 0.55
MOST_POINTS = 2000
# Corners of the rectangles of the classes: u and v of the lower left and the upper right one.
RECTANGLES = (
    ("S", LOW, LOW, 0.0, 0.0),
    ("SC", 0.0, LOW, HIGH, 0.0),
    ("SP", LOW, 0.0, 0.0, HIGH),
    ("CP", 1.0, 0.0, HIGH, 1.0),
    ("PC", 0.0, 1.0, 1.0, HIGH),
    ("SCP", 1.0, 1.0, HIGH, HIGH),
)
CODES = {"S": (-0.5, -0.5), "SC": (1.0, -0.5), "SP": (-0.5, 1.0), "SCP": (1.5, 1.5)}
CODES.update(CP=(1.5, 0.5), PC=(0.5, 1.5))
EDGES = (
    ((0.0, LOW), (0.0, HIGH)),
    ((LOW, 0.0), (HIGH, 0.0)),
    ((0.0, 0.0), (1.0, 1.0)),
    ((1.0, 1.0), (HIGH, 1.0)),
    ((1.0, 1.0), (1.0, HIGH)),
)


def diagram(
    lang: str,
    width: float = LEFT + SIDE + 1.0,
    colours: str = "",
    points: Sequence[tuple[float, float]] = (),
    notes: Mapping[str, str] | None = None,
) -> Drawing:
    """The plane of exceedances with the six classes.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    width
        mm; the height follows.
    colours
        Palette, see `core.palettes`; the user's when not given.
    points
        (u, v) of units, drawn at the rim where they lie beyond it; of very many an even sample.
    notes
        Code of a class -> short text under it, for example how many units it has.
    """
    looks = {entry.code: entry for entry in entry_legend("sixclass", lang, colours=colours).entries}
    marks: list = []
    for code, u1, v1, u2, v2 in RECTANGLES:
        marks.append(_rectangle(looks[code], u1, v1, u2, v2))
    marks += _triangle(looks["CP"], True) + _triangle(looks["PC"], False)
    marks += [Area((_at(*a), _at(*b), _at(*a)), "", INK, BORDER) for a, b in EDGES]
    marks.append(Box(LEFT, ABOVE, SIDE, SIDE, "", INK, BORDER))
    marks += _scale(lang)
    step = max(1, math.ceil(len(points) / MOST_POINTS))
    marks += [_dot(u, v) for u, v in points[::step] if math.isfinite(u) and math.isfinite(v)]
    for code, (u, v) in CODES.items():
        marks += _code(looks[code], u, v, (notes or {}).get(code, ""))
    whole = Drawing(LEFT + SIDE + 1.0, ABOVE + SIDE + BELOW, tuple(marks))
    return scaled(whole, width / whole.width)


def _at(u: float, v: float) -> tuple[float, float]:
    """Place of (u, v) in mm."""
    share = SIDE / (HIGH - LOW)
    return LEFT + (u - LOW) * share, ABOVE + SIDE - (v - LOW) * share


def _rectangle(look: Entry, u1: float, v1: float, u2: float, v2: float) -> Box:
    (x1, y2), (x2, y1) = _at(u1, v1), _at(u2, v2)
    return Box(x1, y1, x2 - x1, y2 - y1, look.colour, pattern=look.pattern)


def _triangle(look: Entry, lower: bool) -> list:
    """Half of the cell 0..1 x 0..1: the half under the diagonal is CP, that over it PC."""
    corners = (_at(0, 0), _at(1, 1), _at(1, 0) if lower else _at(0, 1))
    # an edge of its own colour closes the seam to the rectangle beside it
    marks: list = [Area(corners, look.colour, look.colour, 0.15)]
    if look.pattern is None:
        return marks
    left, top = _at(0, 1)
    side = _at(1, 0)[0] - left
    for x1, y1, x2, y2 in fills.strokes(look.pattern, side, side):
        ends = _half(((x1, y1), (x2, y2)), side, lower)
        if ends:
            (ax, ay), (bx, by) = ends
            line = ((left + ax, top + ay), (left + bx, top + by), (left + ax, top + ay))
            marks.append(Area(line, "", look.pattern.colour, look.pattern.width))
    for x, y in fills.dots(look.pattern, side, side):
        if (x + y - side > look.pattern.width) if lower else (side - x - y > look.pattern.width):
            marks.append(_round(left + x, top + y, look.pattern.width, look.pattern.colour))
    return marks


def _half(line, side: float, lower: bool):
    """The part of a line within the half of a square under (or over) its rising diagonal; None for none."""
    sign = 1.0 if lower else -1.0
    first, second = (sign * (x + y - side) for x, y in line)
    if first <= 0 and second <= 0:
        return None
    (x1, y1), (x2, y2) = line
    if first < 0 or second < 0:
        t = first / (first - second)
        cut = (x1 + t * (x2 - x1), y1 + t * (y2 - y1))
        return (cut, (x2, y2)) if first < 0 else ((x1, y1), cut)
    return line


def _scale(lang: str) -> list:
    marks: list = []
    for value in (0, 1):
        x, y = _at(value, value)
        marks.append(Words(x - 3, ABOVE + SIDE + 0.4, 6, 3, str(value), TICK_PT, align="center"))
        marks.append(Words(LEFT - 4.5, y - 1.5, 3.9, 3, str(value), TICK_PT, align="right"))
    marks.append(
        Words(LEFT, ABOVE + SIDE + 3.6, SIDE, 3, words.word("diagram.u", lang), TICK_PT, align="right")
    )
    marks.append(
        Words(0, ABOVE + SIDE + 6.6, LEFT + SIDE, 2.4, words.word("diagram.v", lang), TICK_PT, align="right")
    )
    marks.append(Words(LEFT - 4.5, ABOVE, 3.9, 3, "v", TEXT_PT, colour=PALE_INK, align="right"))
    marks.append(Words(LEFT + SIDE - 2, ABOVE + SIDE + 0.4, 3, 3, "u", TEXT_PT, colour=PALE_INK))
    return marks


def _code(look: Entry, u: float, v: float, note: str) -> list:
    x, y = _at(u, v)
    ink = readable_on(look.colour)
    ground = [Box(x - 4, y - 1.9, 8, 3.8, "#ffffff")] if look.pattern else []
    marks = [*ground, Words(x - 6, y - 1.9, 12, 3.8, look.code, CODE_PT, True, ink, "center")]
    if note:
        marks.append(Words(x - 6, y + 1.6, 12, 3, note, TICK_PT, False, ink, "center"))
    return marks


def _dot(u: float, v: float) -> Area:
    inside = (min(max(value, LOW), HIGH) for value in (u, v))
    return replace(_round(*_at(*inside), POINT, "#000000", 0.75), stroke="#ffffff", stroke_width=0.12)


def _round(x: float, y: float, radius: float, colour: str, opacity: float = 1.0) -> Area:
    angles = [math.tau * number / 10 for number in range(10)]
    return Area(
        tuple((x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles), colour, opacity=opacity
    )
