"""Fills: a colour, a pattern over it, an outline; the same on the map, in a legend and on paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPointPatternFillSymbolLayer,
    QgsSimpleFillSymbolLayer,
    QgsSymbolLayer,
)


@dataclass(frozen=True)
class Pattern:
    """What is drawn over a fill.

    Attributes
    ----------
    kind
        ``lines``, ``cross`` (two sets of lines) or ``dots``.
    angle
        Of the lines, degrees anticlockwise from the horizontal.
    spacing, width
        Distance between lines or dots and their width, mm.
    colour
        ``#rrggbb``.
    """

    kind: str
    angle: float = 0.0
    spacing: float = 1.6
    width: float = 0.15
    colour: str = "#000000"

    @property
    def angles(self) -> tuple[float, ...]:
        """Directions of its lines; none for dots."""
        return {"lines": (self.angle,), "cross": (self.angle, self.angle + 90.0)}.get(self.kind, ())


def symbol(
    colour: str, outline: str, outline_width: float, pattern: Pattern | None = None, dash: str = "solid"
) -> QgsFillSymbol:
    """Fill symbol; an empty *colour* or *outline* is none.

    Parameters
    ----------
    colour, outline
        ``#rrggbb``.
    outline_width
        mm.
    dash
        ``solid``, ``dash``, ``dot`` or ``dash dot``.
    """
    properties = {"color": colour or "#00000000", "style": "solid" if colour else "no"}
    border = {"outline_style": "no"}
    if outline:
        border = {"outline_color": outline, "outline_style": dash, "outline_width": str(outline_width)}
        border["joinstyle"] = "round" if dash == "solid" else "miter"
    if pattern is None:
        return QgsFillSymbol.createSimple({**properties, **border})
    made = QgsFillSymbol.createSimple({**properties, "outline_style": "no"})
    # the outline lies over the pattern
    for layer in (*_layers(pattern), QgsSimpleFillSymbolLayer.create({"style": "no", **border})):
        made.appendSymbolLayer(layer)
    return made


def _layers(pattern: Pattern) -> list[QgsSymbolLayer]:
    if pattern.kind == "dots":
        return [_dots(pattern)]
    return [_lines(pattern, angle) for angle in pattern.angles]


def _lines(pattern: Pattern, angle: float) -> QgsSymbolLayer:
    layer = QgsLinePatternFillSymbolLayer()
    line = {"line_color": pattern.colour, "line_width": str(pattern.width), "capstyle": "flat"}
    layer.setSubSymbol(QgsLineSymbol.createSimple(line))
    layer.setLineAngle(angle)
    layer.setDistance(pattern.spacing)
    layer.setDistanceUnit(Qgis.RenderUnit.Millimeters)
    return layer


def _dots(pattern: Pattern) -> QgsSymbolLayer:
    layer = QgsPointPatternFillSymbolLayer()
    dot = {"name": "circle", "color": pattern.colour, "size": str(2 * pattern.width), "outline_style": "no"}
    layer.setSubSymbol(QgsMarkerSymbol.createSimple(dot))
    layer.setDistanceX(pattern.spacing)
    layer.setDistanceY(pattern.spacing)
    layer.setDisplacementX(pattern.spacing / 2)
    return layer


def strokes(pattern: Pattern, width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Lines of *pattern* within a rectangle: x1, y1, x2, y2 in mm from its upper left corner, y downwards.

    They lie on a net through the middle of the rectangle; dots have none, see `dots`.
    """
    found = []
    for angle in pattern.angles:
        along = (math.cos(math.radians(angle)), -math.sin(math.radians(angle)))
        across = (-along[1], along[0])
        reach = math.hypot(width, height) / 2
        for number in range(-int(reach / pattern.spacing), int(reach / pattern.spacing) + 1):
            shift = number * pattern.spacing
            middle = (width / 2 + shift * across[0], height / 2 + shift * across[1])
            ends = _clipped(middle, along, width, height)
            if ends:
                found.append(ends)
    return found


def _clipped(point, along, width: float, height: float) -> tuple[float, float, float, float] | None:
    """The part of a straight line that lies within a rectangle."""
    low, high = -math.inf, math.inf
    for at, step, size in zip(point, along, (width, height)):
        if abs(step) < 1e-9:
            if not 0 < at < size:
                return None
            continue
        first, second = sorted((-at / step, (size - at) / step))
        low, high = max(low, first), min(high, second)
    if high - low < 1e-6:
        return None
    return (
        point[0] + low * along[0],
        point[1] + low * along[1],
        point[0] + high * along[0],
        point[1] + high * along[1],
    )


def dots(pattern: Pattern, width: float, height: float) -> list[tuple[float, float]]:
    """Centres of the dots of *pattern* within a rectangle, mm; rows are shifted by half a step."""
    if pattern.kind != "dots":
        return []
    step, found = pattern.spacing, []
    rows = max(1, int((height - 2 * pattern.width) / step) + 1)
    top = (height - (rows - 1) * step) / 2
    for row in range(rows):
        room = width - 2 * pattern.width - (step / 2 if row % 2 else 0)
        count = max(1, int(room / step) + 1)
        left = (width - (count - 1) * step) / 2
        found += [(left + number * step, top + row * step) for number in range(count)]
    return found
