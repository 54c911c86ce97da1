"""Small charts of series over years, as inline SVG for pages: many beside each other, one for each unit.

Unlike `charts`, whose drawings of boxes also go on layouts, these have curves and are made for pages alone.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from .charts import GRID, shortened
from .drawing import INK, MM_PER_POINT, PALE_INK
from .reports import number

WIDTH, HEIGHT = 82.0, 46.0
LEFT, RIGHT, TOP, BOTTOM = 15.0, 3.0, 6.5, 6.0
TITLE_PT, TICK_PT = 7.5, 6.0


@dataclass(frozen=True)
class Curve:
    """A line through (year, value); NaN parts it. *dots* marks the values themselves."""

    points: Sequence[tuple[float, float]]
    colour: str
    dashed: bool = False
    dots: bool = False


@dataclass(frozen=True)
class Fan:
    """A band of (year, low, high)."""

    points: Sequence[tuple[float, float, float]]
    colour: str


@dataclass(frozen=True)
class Mark:
    """A value that holds for all years (a target), as a thin line across."""

    value: float
    colour: str


def chart(
    title: str,
    curves: Sequence[Curve],
    fans: Sequence[Fan] = (),
    marks: Sequence[Mark] = (),
    colour: str = "",
) -> str:
    """One chart; nothing where no value is known.

    Parameters
    ----------
    title
        Plain text above the chart.
    curves, fans, marks
        What is drawn; later curves lie over earlier ones.
    colour
        Of a small square before the title: the class of the series.
    """
    points = [point for curve in curves for point in curve.points if math.isfinite(point[1])]
    points += [(x, edge) for fan in fans for x, *edges in fan.points for edge in edges if math.isfinite(edge)]
    if not points:
        return ""
    frame = _Frame([x for x, _ in points], [y for _, y in points] + [mark.value for mark in marks])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{HEIGHT:g}mm" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" font-family="sans-serif">'
        f"<title>{html.escape(title)}</title>"
    ]
    parts += [_heading(title, colour), frame.axes()]
    parts += [_fan(fan, frame) for fan in fans]
    parts += [
        f'<path d="M{LEFT:g} {frame.y(mark.value):.2f}H{WIDTH - RIGHT:g}" stroke="{mark.colour}" '
        'stroke-width="0.35" stroke-dasharray="1,1"/>'
        for mark in marks
    ]
    parts += [_curve(curve, frame) for curve in curves]
    return "".join([*parts, "</svg>"])


def sheet(charts_of_it: Sequence[str]) -> str:
    """Charts beside each other; empty ones are left out."""
    return " ".join(one for one in charts_of_it if one)


def key(entries: Sequence[tuple[str, str, bool]]) -> str:
    """A legend in one line: (colour, words, dashed) of each curve."""
    x, parts = 0.0, []
    for colour, words, dashed in entries:
        dash = ' stroke-dasharray="1.2,0.8"' if dashed else ""
        parts.append(f'<path d="M{x:g} 2.5h6" stroke="{colour}" stroke-width="0.8"{dash}/>')
        parts.append(_text(x + 7.5, 3.4, words, TITLE_PT))
        x += 12.0 + sum(2.7 if sign >= "\u2e80" else 1.6 for sign in words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{x:g}mm" height="5mm" viewBox="0 0 {x:g} 5" '
        f'role="img" font-family="sans-serif">{"".join(parts)}</svg>'
    )


class _Frame:
    """Places of years and values on the sheet, and its axes."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]):
        self.first, self.last = min(xs), max(*xs, min(xs) + 1.0)
        low, high = min(ys), max(ys)
        if low > 0 and low < 0.6 * high:
            low = 0.0  # bars of a whole are read from zero; a narrow course would be a flat line there
        self.ticks = _ticks(low, high)
        self.low, self.high = min(low, self.ticks[0]), max(high, self.ticks[-1])

    def x(self, year: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (year - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        room = HEIGHT - TOP - BOTTOM
        return HEIGHT - BOTTOM - room * (value - self.low) / max(self.high - self.low, 1e-300)

    def axes(self) -> str:
        parts = []
        for value in self.ticks:
            y = self.y(value)
            strong = value == 0 and self.low < 0
            parts.append(
                f'<path d="M{LEFT:g} {y:.2f}H{WIDTH - RIGHT:g}" stroke="{PALE_INK if strong else GRID}" '
                f'stroke-width="{0.25 if strong else 0.15}"/>'
            )
            parts.append(_text(LEFT - 1.0, y + 0.8, _tick(value), TICK_PT, PALE_INK, "end"))
        step = max(math.ceil((self.last - self.first) / 5), 1)
        year = math.ceil(self.first)
        while year <= self.last:
            parts.append(_text(self.x(year), HEIGHT - 2.4, str(year), TICK_PT, PALE_INK, "middle"))
            year += step
        return "".join(parts)


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round values over the range."""
    if not high > low:
        return [low]
    raw = (high - low) / 4.0
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * one for one in (1.0, 2.0, 2.5, 5.0, 10.0) if size * one >= raw)
    begin, end = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{place * step:.10g}") for place in range(begin, end + 1)]


def _tick(value: float) -> str:
    """A round value as it is, without digits that it does not have."""
    return number(value) if value == int(value) else f"{value:g}".replace("-", "−")


def _heading(title: str, colour: str) -> str:
    begin = 0.0
    square = ""
    if colour:
        square = (
            f'<rect x="0" y="1" width="3" height="3" fill="{colour}" stroke="#00000055" stroke-width="0.1"/>'
        )
        begin = 4.2
    return square + _text(begin, 3.6, shortened(title, TITLE_PT, WIDTH - begin), TITLE_PT)


def _text(x: float, y: float, words: str, size: float, colour: str = INK, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size * MM_PER_POINT:.2f}" fill="{colour}" '
        f'text-anchor="{anchor}">{html.escape(words)}</text>'
    )


def _curve(curve: Curve, frame: _Frame) -> str:
    path, pen = "", "M"
    for year, value in curve.points:
        if not math.isfinite(value):
            pen = "M"
            continue
        path += f"{pen}{frame.x(year):.2f} {frame.y(value):.2f}"
        pen = "L"
    dash = ' stroke-dasharray="1.2,0.8"' if curve.dashed else ""
    drawn = f'<path d="{path}" fill="none" stroke="{curve.colour}" stroke-width="0.5"{dash}/>' if path else ""
    if curve.dots:
        drawn += "".join(
            f'<circle cx="{frame.x(year):.2f}" cy="{frame.y(value):.2f}" r="0.65" fill="{curve.colour}"/>'
            for year, value in curve.points
            if math.isfinite(value)
        )
    return drawn


def _fan(fan: Fan, frame: _Frame) -> str:
    known = [point for point in fan.points if all(map(math.isfinite, point))]
    if not known:
        return ""
    there = [f"{frame.x(x):.2f} {frame.y(low):.2f}" for x, low, _ in known]
    back = [f"{frame.x(x):.2f} {frame.y(high):.2f}" for x, _, high in reversed(known)]
    return f'<path d="M{"L".join(there + back)}Z" fill="{fan.colour}" fill-opacity="0.2"/>'
