"""What lies under the points of the diagram of the classes: regions, borders and axes."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from ...cartography import scatter
from ...core.zoning import sixclass
from ...toolbelt.translation import translate
from . import words

TINT = 0.16
_TOP, _BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
#: Where the code of a class stands in its region: away from the middle, where the points are.
CORNERS = {
    "S": _LEFT | _BOTTOM,
    "SC": _RIGHT | _BOTTOM,
    "SP": _LEFT | _TOP,
    "CP": _RIGHT | _BOTTOM,
    "PC": _LEFT | _TOP,
    "SCP": _RIGHT | _TOP,
}


def regions(factor_c: float, factor_p: float, window: scatter.Window) -> dict[str, list[tuple[float, float]]]:
    """Corners of the regions of the six classes in the window (methods A.4), by code.

    The thresholds stand at u = *factor_c* and v = *factor_p*.
    """
    a, b = factor_c, factor_p
    left, right = min(window.left, 0.0) - 1.0, max(window.right, a) + 1.0
    low, top = min(window.bottom, 0.0) - 1.0, max(window.top, b) + 1.0
    return {
        "S": [(left, low), (0.0, low), (0.0, 0.0), (left, 0.0)],
        "SC": [(0.0, low), (right, low), (right, 0.0), (0.0, 0.0)],
        "SP": [(left, 0.0), (0.0, 0.0), (0.0, top), (left, top)],
        "CP": [(0.0, 0.0), (right, 0.0), (right, b), (a, b)],
        "PC": [(0.0, 0.0), (a, b), (a, top), (0.0, top)],
        "SCP": [(a, b), (right, b), (right, top), (a, top)],
    }


def _shape(window: scatter.Window, corners) -> QPolygonF:
    u, v = zip(*corners)
    x, y = window.pixels(u, v)
    return QPolygonF([QPointF(float(one), float(other)) for one, other in zip(x, y)])


def paint_regions(
    painter: QPainter, window: scatter.Window, factors: tuple[float, float], weak_is_scp: bool, colours: dict
) -> None:
    """Tint the regions of the classes with their colours and write their codes."""
    for code, corners in regions(*factors, window).items():
        colour = QColor(colours.get(code, "#808080"))
        colour.setAlphaF(TINT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(_shape(window, corners))
    if weak_is_scp:
        a, b = factors
        colour = QColor(colours.get("SCP", "#808080"))
        colour.setAlphaF(2 * TINT)
        painter.setBrush(colour)
        painter.drawPolygon(_shape(window, [(0.0, 0.0), (a, 0.0), (a, b), (0.0, b)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_codes(
    painter: QPainter, window: scatter.Window, factors: tuple[float, float], theme: QPalette
) -> None:
    """Write the code of each class into its region, where there is room for it."""
    frame = QRectF(0, 0, window.width, window.height)
    font = painter.font()
    font.setBold(True)
    painter.save()
    painter.setFont(font)
    ground = QColor(theme.base().color())
    ground.setAlphaF(0.75)
    painter.setPen(words.ink(theme))
    line = painter.fontMetrics().lineSpacing()
    for code in sixclass.CODES[1:]:
        seen = _shape(window, regions(*factors, window)[code]).boundingRect().intersected(frame)
        box = QRectF(seen).adjusted(4, 2, -4, -2)
        align = CORNERS[code]
        if box.height() >= line and box.width() >= painter.fontMetrics().horizontalAdvance(code):
            # points may lie below the word
            word = painter.boundingRect(box, int(getattr(align, "value", align)), code)
            painter.fillRect(word.adjusted(-2, 0, 2, 0), ground)
            painter.drawText(box, align, code)
    painter.restore()


def paint_borders(
    painter: QPainter, window: scatter.Window, factors: tuple[float, float], theme: QPalette, dashed: bool
) -> None:
    """Draw the borders between the classes for thresholds at these places."""
    a, b = factors
    colour = words.ink(theme)
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    colour.setAlphaF(0.45 if dashed else 0.8)
    painter.setPen(QPen(colour, 1.0, style))
    right, top = max(window.right, a) + 1.0, max(window.top, b) + 1.0
    lines = [((0.0, 0.0), (a, b)), ((a, b), (right, b)), ((a, b), (a, top))]
    if not dashed:
        low = (min(window.left, 0.0) - 1.0, min(window.bottom, 0.0) - 1.0)
        lines += [((0.0, low[1]), (0.0, top)), ((low[0], 0.0), (right, 0.0))]
    for line in lines:
        painter.drawPolyline(_shape(window, line))


def paint_axes(painter: QPainter, window: scatter.Window, box: QRectF, theme: QPalette) -> None:
    """Draw frame, ticks and titles of the axes around *box*, the place of the plane in the widget."""
    painter.setPen(QPen(words.ink(theme), 1.0))
    painter.drawRect(box)
    metrics, locale = painter.fontMetrics(), QLocale()
    tick, line = metrics.height() / 4, metrics.lineSpacing()
    across = max(2, int(box.width() / (5 * metrics.averageCharWidth())))
    for value in scatter.ticks(window.left, window.right, min(across, 8)):
        x = box.left() + float(window.pixels([value], [0.0])[0][0])
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + tick))
        place = QRectF(x - 4 * line, box.bottom() + tick, 8 * line, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, locale.toString(value, "g", 6))
    for value in scatter.ticks(window.bottom, window.top, max(2, min(int(box.height() / (2 * line)), 8))):
        y = box.top() + float(window.pixels([0.0], [value])[1][0])
        painter.drawLine(QPointF(box.left() - tick, y), QPointF(box.left(), y))
        place = QRectF(0, y - line / 2, box.left() - 1.5 * tick, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, locale.toString(value, "g", 6))
    below = QRectF(box.left(), box.bottom() + tick + line, box.width(), line)
    painter.drawText(
        below, Qt.AlignmentFlag.AlignHCenter, translate("Diagram", "u: carbon, as a multiple of τ")
    )
    painter.save()
    painter.translate(QPointF(0.0, box.center().y()))
    painter.rotate(-90)
    beside = QRectF(-box.height() / 2, 0, box.height(), line)
    painter.drawText(
        beside, Qt.AlignmentFlag.AlignHCenter, translate("Diagram", "v: pollution, as a multiple of τ")
    )
    painter.restore()
