"""Small drawings of boxes and words, described once and shown anywhere.

A legend is the same on the screen, in a report and on a printed sheet, so it is described in millimetres
and points without any toolkit, and then written as SVG, painted with Qt, or laid on a print layout as
items that the user can still edit (`placing`).
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qgis.core import QgsTextFormat
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QPicture, QPolygonF

from . import fills, fonts

MM_PER_POINT = 25.4 / 72.0
MM_PER_METRE = 1000.0
INK = "#222222"
PALE_INK = "#6b6b6b"
CJK = "\u2e80"

QT_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True)
class Box:
    """A rectangle, mm; an empty *fill* or *stroke* is none, *pattern* is drawn over the fill."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.2
    pattern: fills.Pattern | None = None
    dash: str = "solid"


@dataclass(frozen=True)
class Words:
    """One line of text, centred in height within its box; *size* in points."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float = 8.0
    bold: bool = False
    colour: str = INK
    align: str = "left"


@dataclass(frozen=True)
class Band:
    """A ribbon from a vertical edge at *x1* to one at *x2*, mm, with the same height at both ends.

    It leaves and arrives level, so that the eye can follow it (Sankey diagrams).
    """

    x1: float
    y1: float
    x2: float
    y2: float
    height: float
    fill: str
    opacity: float = 0.5

    def outline(self, steps: int = 24) -> list[tuple[float, float]]:
        """Corners of a polygon that follows the ribbon, in *steps* per edge."""
        middle = (self.x1 + self.x2) / 2.0
        upper = []
        for number in range(steps + 1):
            t = number / steps
            ends, inner = ((1 - t) ** 3, t**3), (3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t))
            x = ends[0] * self.x1 + (inner[0] + inner[1]) * middle + ends[1] * self.x2
            upper.append((x, (ends[0] + inner[0]) * self.y1 + (inner[1] + ends[1]) * self.y2))
        return [*upper, *((x, y + self.height) for x, y in reversed(upper))]


@dataclass(frozen=True)
class Area:
    """A polygon with straight sides, mm; an empty *fill* or *stroke* is none, patterns are those of boxes."""

    corners: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.2
    opacity: float = 1.0

    def outline(self) -> list[tuple[float, float]]:
        """Its corners, as those of a band."""
        return list(self.corners)


@dataclass(frozen=True)
class Drawing:
    """Marks on a sheet of *width* x *height* mm, painted in order."""

    width: float
    height: float
    marks: tuple[Box | Words | Band | Area, ...]


#: Attributes of marks that are lengths, and grow with a drawing.
LENGTHS = ("x", "y", "width", "height", "x1", "y1", "x2", "y2", "size", "stroke_width")


def scaled(drawing: Drawing, factor: float) -> Drawing:
    """The drawing *factor* times as large, letters, lines and patterns too."""
    marks = []
    for mark in drawing.marks:
        grown = {name: getattr(mark, name) * factor for name in LENGTHS if hasattr(mark, name)}
        if isinstance(mark, Area):
            grown["corners"] = tuple((x * factor, y * factor) for x, y in mark.corners)
        if getattr(mark, "pattern", None):
            pattern = mark.pattern
            grown["pattern"] = replace(
                pattern, spacing=pattern.spacing * factor, width=pattern.width * factor
            )
        marks.append(replace(mark, **grown))
    return Drawing(drawing.width * factor, drawing.height * factor, tuple(marks))


def stacked(drawings: Sequence[Drawing], gap: float) -> Drawing:
    """Drawings under each other, *gap* mm apart."""
    marks, y = [], 0.0
    for drawing in drawings:
        marks += [_lowered(mark, y) for mark in drawing.marks]
        y += drawing.height + gap
    return Drawing(max(drawing.width for drawing in drawings), y - gap, tuple(marks))


def _lowered(mark: Box | Words | Band | Area, by: float) -> Box | Words | Band | Area:
    if isinstance(mark, Area):
        return replace(mark, corners=tuple((x, y + by) for x, y in mark.corners))
    if isinstance(mark, Band):
        return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)
    return replace(mark, y=mark.y + by)


def text_width(text: str, size: float) -> float:
    """Estimated width in mm of *text* at *size* points.

    An estimate, because measuring would need the font; it errs on the wide side for the usual families.
    """
    return sum(map(_em, text)) * size * MM_PER_POINT


def _em(sign: str) -> float:
    """Width of a sign in em: Chinese ones fill the em, Latin ones part of it by their shape."""
    if sign >= CJK:
        return 1.0
    if sign in "iljtfI.,:;'|!()[] ":
        return 0.33
    if sign in "mwMW%@":
        return 0.9
    return 0.67 if sign.isupper() else 0.56


def fitting(text: str, size: float, width: float) -> float:
    """*size* in points, or the smaller one at which *text* is *width* mm wide."""
    natural = text_width(text, size)
    return size if natural <= width else size * width / natural


def wrapped(text: str, size: float, width: float) -> list[str]:
    """*text* in lines of at most *width* mm: Latin breaks at blanks, Chinese between any two signs."""
    lines: list[str] = []
    current = ""
    for piece in _pieces(text):
        if current and text_width((current + piece).rstrip(), size) > width:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current += piece
    return [*lines, current.rstrip()] if current.strip() else lines


def _pieces(text: str) -> list[str]:
    """What must not be torn: words with their blank, single Chinese signs with a closing mark behind."""
    pieces: list[str] = []
    for sign in text:
        closes = sign in "，。；：、）》」”,.;:)"
        joins = pieces and (closes or (sign < CJK and pieces[-1][-1] < CJK and pieces[-1][-1] != " "))
        if joins:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def readable_on(colour: str) -> str:
    """Ink that can be read on *colour*: dark or white, whichever has the higher contrast (WCAG 2)."""
    shades = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shades]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if (luminance + 0.05) / (0.016 + 0.05) >= 1.05 / (luminance + 0.05) else "#ffffff"


def svg(drawing: Drawing, title: str = "") -> str:
    """The drawing as an SVG element for a file or inside HTML; *title* is read by screen readers."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width:g}mm" height="{drawing.height:g}mm" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" font-family="sans-serif">'
    ]
    if title:
        parts.append(f"<title>{html.escape(title)}</title>")
    writers = {Box: _svg_box, Words: _svg_words, Band: _svg_band, Area: _svg_area}
    parts += [writers[type(mark)](mark) for mark in drawing.marks]
    return "".join([*parts, "</svg>"])


def _svg_band(band: Band) -> str:
    middle, below = (band.x1 + band.x2) / 2.0, band.height
    return (
        f'<path d="M{band.x1:g} {band.y1:g}C{middle:g} {band.y1:g} {middle:g} {band.y2:g} '
        f"{band.x2:g} {band.y2:g}V{band.y2 + below:g}C{middle:g} {band.y2 + below:g} "
        f'{middle:g} {band.y1 + below:g} {band.x1:g} {band.y1 + below:g}Z" '
        f'fill="{band.fill}" fill-opacity="{band.opacity:g}"/>'
    )


def _svg_area(area: Area) -> str:
    corners = " ".join(f"{x:g},{y:g}" for x, y in area.corners)
    stroke = f' stroke="{area.stroke}" stroke-width="{area.stroke_width:g}"' if area.stroke else ""
    return (
        f'<polygon points="{corners}" fill="{area.fill or "none"}" fill-opacity="{area.opacity:g}"{stroke}/>'
    )


def _svg_box(box: Box) -> str:
    dash = ",".join(f"{length:g}" for length in _dashes(box))
    stroke = f' stroke="{box.stroke}" stroke-width="{box.stroke_width:g}"' if box.stroke else ""
    stroke += f' stroke-dasharray="{dash}"' if dash else ""
    shape = (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'fill="{box.fill or "none"}"'
    )
    if box.pattern is None:
        return f"{shape}{stroke}/>"
    lines = "".join(
        f'<path d="M{box.x + x1:g} {box.y + y1:g}L{box.x + x2:g} {box.y + y2:g}" '
        f'stroke="{box.pattern.colour}" stroke-width="{box.pattern.width:g}"/>'
        for x1, y1, x2, y2 in fills.strokes(box.pattern, box.width, box.height)
    )
    points = "".join(
        f'<circle cx="{box.x + x:g}" cy="{box.y + y:g}" r="{box.pattern.width:g}" '
        f'fill="{box.pattern.colour}"/>'
        for x, y in fills.dots(box.pattern, box.width, box.height)
    )
    # the outline lies over the pattern, as on the map
    frame = shape.replace(f'fill="{box.fill or "none"}"', 'fill="none"')
    return f"{shape}/>{lines}{points}{frame}{stroke}/>"


def _dashes(box: Box) -> tuple[float, ...]:
    """Lengths of dashes and gaps in mm, as Qt draws them: multiples of the width."""
    steps = {"dash": (4, 2), "dot": (1, 2), "dash dot": (4, 2, 1, 2)}.get(box.dash, ())
    return tuple(step * box.stroke_width for step in steps)


def _svg_words(words: Words) -> str:
    size = words.size * MM_PER_POINT
    anchor, offset = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}[words.align]
    weight = ' font-weight="bold"' if words.bold else ""
    return (
        f'<text x="{words.x + offset * words.width:.3f}" y="{words.y + words.height / 2 + 0.36 * size:.3f}" '
        f'font-size="{size:.3f}" text-anchor="{anchor}" fill="{words.colour}"{weight}>'
        f"{html.escape(words.text)}</text>"
    )


def paint(painter: QPainter, drawing: Drawing, pixels_per_mm: float, lang: str = "en") -> None:
    """Paint the drawing at the origin of *painter*."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels_per_mm, pixels_per_mm)
    for mark in drawing.marks:
        if isinstance(mark, Box):
            _paint_box(painter, mark)
        elif isinstance(mark, (Band, Area)):
            _paint_outline(painter, mark)
        else:
            _paint_words(painter, mark, lang)
    painter.restore()


_PEN_STYLES = {
    "solid": Qt.PenStyle.SolidLine,
    "dash": Qt.PenStyle.DashLine,
    "dot": Qt.PenStyle.DotLine,
    "dash dot": Qt.PenStyle.DashDotLine,
}


def _paint_box(painter: QPainter, box: Box) -> None:
    place = QRectF(box.x, box.y, box.width, box.height)
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(QColor(box.fill)) if box.fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRect(place)
    if box.pattern is not None:
        _paint_pattern(painter, box, box.pattern)
    if box.stroke:
        painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        painter.setPen(QPen(QColor(box.stroke), box.stroke_width, _PEN_STYLES[box.dash]))
        painter.drawRect(place)


def _paint_pattern(painter: QPainter, box: Box, pattern: fills.Pattern) -> None:
    painter.setPen(QPen(QColor(pattern.colour), pattern.width))
    for x1, y1, x2, y2 in fills.strokes(pattern, box.width, box.height):
        painter.drawLine(QPointF(box.x + x1, box.y + y1), QPointF(box.x + x2, box.y + y2))
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(QColor(pattern.colour)))
    for x, y in fills.dots(pattern, box.width, box.height):
        painter.drawEllipse(QPointF(box.x + x, box.y + y), pattern.width, pattern.width)


def _paint_outline(painter: QPainter, mark: Band | Area) -> None:
    stroke = getattr(mark, "stroke", "")
    painter.setPen(QPen(QColor(stroke), mark.stroke_width) if stroke else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(see_through(mark)) if mark.fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawPolygon(polygon(mark))


def see_through(mark: Band | Area) -> QColor:
    """Fill of a mark with its opacity."""
    colour = QColor(mark.fill)
    colour.setAlphaF(mark.opacity)
    return colour


def polygon(mark: Band | Area, x: float = 0.0, y: float = 0.0) -> QPolygonF:
    """Outline of a mark, moved by *x*, *y*."""
    return QPolygonF([QPointF(x + px, y + py) for px, py in mark.outline()])


def _paint_words(painter: QPainter, words: Words, lang: str) -> None:
    # a font of 100 pixels scaled down keeps its proportions at every resolution
    font = QFont(fonts.family(lang))
    font.setPixelSize(100)
    font.setBold(words.bold)
    factor = words.size * MM_PER_POINT / 100.0
    painter.save()
    painter.translate(words.x, words.y)
    painter.scale(factor, factor)
    painter.setFont(font)
    painter.setPen(QColor(words.colour))
    place = QRectF(0, 0, words.width / factor, words.height / factor)
    flags = QT_ALIGNMENT[words.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(place, int(flags), words.text)
    painter.restore()


def image(drawing: Drawing, dpi: float = 150.0, lang: str = "en") -> QImage:
    """The drawing as a picture on transparent ground."""
    scale = dpi / 25.4
    made = QImage(
        round(drawing.width * scale), round(drawing.height * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    made.setDotsPerMeterX(round(scale * MM_PER_METRE))
    made.setDotsPerMeterY(round(scale * MM_PER_METRE))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, drawing, scale, lang)
    painter.end()
    return made


def picture(drawing: Drawing, lang: str = "en") -> QPicture:
    """The drawing as painting commands, for widgets of any resolution; one unit is a tenth of a mm."""
    made = QPicture()
    painter = QPainter(made)
    paint(painter, drawing, 10.0, lang)
    painter.end()
    return made


def text_format(size: float, bold: bool, colour: str, lang: str) -> QgsTextFormat:
    """Text format of *size* points in a family that has the signs of *lang*."""
    font = QFont(fonts.family(lang))
    font.setBold(bold)
    made = QgsTextFormat()
    made.setFont(font)
    made.setSize(size)
    made.setColor(QColor(colour))
    return made
