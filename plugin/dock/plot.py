"""The diagram of the classes as a widget: points are brushed, thresholds are dragged, nothing is written."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QStyle, QStyleOptionFocusRect, QToolTip, QWidget

from ...cartography import scatter
from ...core.zoning import sixclass
from . import plane, words

GRAB = 5.0  # pixels of the screen's scale between the mouse and what it takes hold of
LEAST, MOST = 0.01, 1000.0
STEP, FINE_STEP = 0.05, 0.01
ZOOM = 1.25
CHOSEN = "#ffff00"


class Plot(QWidget):
    """Units in the plane of exceedances.

    Attributes
    ----------
    factors
        Where the thresholds stand, as multiples of the present ones: (u, v).

    Signals
    -------
    brushed
        Which units were caught (bool array), and whether they are added to those that are selected.
    moved
        The thresholds were moved by hand.
    """

    brushed = pyqtSignal(object, bool)
    moved = pyqtSignal(float, float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.factors = (1.0, 1.0)
        self.weak_is_scp = False
        self._u = self._v = self._area = np.empty(0)
        self._code = np.empty(0, dtype=np.intp)
        self._chosen = np.empty(0, dtype=bool)
        self._colours: dict[str, str] = {}
        self._window: scatter.Window | None = None
        self._points: QImage | None = None
        self._held = ""
        self._from: QPointF | None = None
        self._to: QPointF | None = None

    # what is shown

    def show_units(self, u, v, area_ha, keep: bool = False) -> None:
        """Show other units, in a window that fits them, or in the same as before (*keep*)."""
        self._u, self._v, self._area = (np.asarray(column, dtype=np.float64) for column in (u, v, area_ha))
        self._code = np.zeros(len(self._u), dtype=np.intp)
        self._chosen = np.zeros(len(self._u), dtype=bool)
        if keep:
            self._stale()
        else:
            self.fit()

    def show_classes(self, code: np.ndarray, colours: dict[str, str]) -> None:
        """Colour the units by their classes (0 to 6), with colours by code."""
        self._code, self._colours = np.asarray(code, dtype=np.intp), colours
        self._stale()

    def show_chosen(self, chosen: np.ndarray) -> None:
        """Show which units are selected."""
        self._chosen = chosen
        self._stale()

    def set_factors(self, factor_c: float, factor_p: float) -> None:
        """Put the thresholds somewhere, without telling anybody."""
        self.factors = tuple(min(max(value, LEAST), MOST) for value in (factor_c, factor_p))
        self.update()

    def fit(self) -> None:
        """Show the borders and (nearly) all units."""
        self._window = None
        self._stale()

    def window_shown(self) -> scatter.Window:
        """The part of the plane that is shown, in pixels of the screen's scale."""
        box = self.box()
        width, height = max(int(box.width()), 1), max(int(box.height()), 1)
        if self._window is None:
            self._window = scatter.fitting(self._u, self._v, width, height)
        if (self._window.width, self._window.height) != (width, height):
            held = self._window
            self._window = scatter.Window(held.left, held.right, held.bottom, held.top, width, height)
        return self._window

    def box(self) -> QRectF:
        """Where the plane lies in the widget: the axes take what they need."""
        metrics = self.fontMetrics()
        line = metrics.lineSpacing()
        left = line + metrics.horizontalAdvance("−00.00") + line / 2
        return QRectF(left, line / 2, self.width() - left - line / 2, self.height() - 3.2 * line)

    def sizeHint(self):
        line = self.fontMetrics().lineSpacing()
        return QSize(22 * line, 20 * line)

    def minimumSizeHint(self):
        line = self.fontMetrics().lineSpacing()
        return QSize(14 * line, 12 * line)

    def resizeEvent(self, event):
        super().resizeEvent(event)
        self._stale()

    def _stale(self) -> None:
        self._points = None
        self.update()

    # painting

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box, window = self.palette(), self.box(), self.window_shown()
        painter.fillRect(box, theme.base())
        painter.save()
        painter.setClipRect(box)
        painter.translate(box.topLeft())
        plane.paint_regions(painter, window, self.factors, self.weak_is_scp, self._colours)
        if self._points is None:
            self._points = self._stamped(window)
        painter.drawImage(QPointF(0.0, 0.0), self._points)
        if self.factors != (1.0, 1.0):
            plane.paint_borders(painter, window, (1.0, 1.0), theme, dashed=True)
        plane.paint_borders(painter, window, self.factors, theme, dashed=False)
        self._paint_thresholds(painter, window, theme)
        plane.paint_codes(painter, window, self.factors, theme)
        painter.restore()
        plane.paint_axes(painter, window, box, theme)
        self._paint_brush(painter, theme)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _stamped(self, window: scatter.Window) -> QImage:
        ratio = self.devicePixelRatioF()
        sharp = scatter.Window(
            window.left,
            window.right,
            window.bottom,
            window.top,
            max(round(window.width * ratio), 1),
            max(round(window.height * ratio), 1),
        )
        look = scatter.argb([self._colours.get(code, "#808080") for code in sixclass.CODES])
        colour = look[self._code]
        radius = scatter.radii(self._area, len(self._u), sharp.width, sharp.height, ratio)
        if len(self._u):
            # a rim of the ink of the theme keeps a point apart from its region, which has its colour
            rim = np.full(len(colour), words.ink(self.palette()).rgba(), dtype=np.uint32)
            colour = np.where(self._chosen, QColor(CHOSEN).rgba(), colour).astype(np.uint32)
            radius = np.where(self._chosen, radius + ratio, radius)
            under = scatter.stamp(sharp, self._u, self._v, radius + ratio, rim)
            over = scatter.stamp(sharp, self._u, self._v, radius, colour, self._chosen)
            return scatter.image(np.where(over == scatter.TRANSPARENT, under, over), ratio)
        return scatter.image(np.zeros((sharp.height, sharp.width), dtype=np.uint32), ratio)

    def _paint_thresholds(self, painter: QPainter, window: scatter.Window, theme: QPalette) -> None:
        x, y = (float(part[0]) for part in window.pixels([self.factors[0]], [self.factors[1]]))
        pen = QPen(theme.highlight().color(), 2.0)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0.0), QPointF(x, float(window.height)))
        painter.drawLine(QPointF(0.0, y), QPointF(float(window.width), y))
        painter.setBrush(theme.highlight())
        painter.drawEllipse(QPointF(x, y), GRAB, GRAB)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_brush(self, painter: QPainter, theme: QPalette) -> None:
        if self._held != "brush" or self._from is None or self._to is None:
            return
        fill = QColor(theme.highlight().color())
        fill.setAlphaF(0.25)
        painter.setPen(QPen(theme.highlight().color(), 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(fill)
        painter.drawRect(QRectF(self._from, self._to).normalized())

    # the mouse

    def mousePressEvent(self, event):
        place = QPointF(event.pos())
        if event.button() == Qt.MouseButton.MiddleButton:
            self._held, self._from = "pan", place
        elif event.button() == Qt.MouseButton.LeftButton and self.box().contains(place):
            self._held = self.grip_at(place) or "brush"
            self._from = self._to = place

    def mouseMoveEvent(self, event):
        place = QPointF(event.pos())
        if not self._held:
            self._show_cursor(self.grip_at(place))
            return
        if self._held == "brush":
            self._to = place
            self.update()
        elif self._held == "pan":
            old, new = self._plane_at(self._from), self._plane_at(place)
            self._window = self.window_shown().moved(old[0] - new[0], old[1] - new[1])
            self._from = place
            self._stale()
        else:
            self._drag(place)

    def mouseReleaseEvent(self, event):
        held, self._held = self._held, ""
        if held == "brush" and self._from is not None:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.brushed.emit(self._caught(self._from, QPointF(event.pos())), add)
        self._from = self._to = None
        self.update()

    def wheelEvent(self, event):
        turns = event.angleDelta().y() / 120.0
        place = event.position()
        if turns and self.box().contains(place):
            self._window = self.window_shown().zoomed(ZOOM**-turns, *self._plane_at(place))
            self._stale()
            event.accept()

    def grip_at(self, place: QPointF) -> str:
        """What the mouse would take hold of: ``c``, ``p``, both (``cp``), or nothing."""
        box = self.box()
        if not box.contains(place):
            return ""
        x, y = (float(part[0]) for part in self.window_shown().pixels([self.factors[0]], [self.factors[1]]))
        near_c = abs(place.x() - box.left() - x) <= GRAB
        near_p = abs(place.y() - box.top() - y) <= GRAB
        return ("c" if near_c else "") + ("p" if near_p else "")

    def _show_cursor(self, grip: str) -> None:
        shapes = {
            "c": Qt.CursorShape.SplitHCursor,
            "p": Qt.CursorShape.SplitVCursor,
            "cp": Qt.CursorShape.SizeAllCursor,
        }
        self.setCursor(shapes.get(grip, Qt.CursorShape.CrossCursor))

    def _drag(self, place: QPointF) -> None:
        u, v = self._plane_at(place)
        self.set_factors(
            u if "c" in self._held else self.factors[0], v if "p" in self._held else self.factors[1]
        )
        self.moved.emit(*self.factors)

    def _plane_at(self, place: QPointF) -> tuple[float, float]:
        box = self.box()
        return self.window_shown().plane(place.x() - box.left(), place.y() - box.top())

    def _caught(self, first: QPointF, last: QPointF) -> np.ndarray:
        """Units in the rectangle; for a mere click, the nearest one within reach."""
        box, window = self.box(), self.window_shown()
        if (last - first).manhattanLength() < GRAB:
            place = (last.x() - box.left(), last.y() - box.top())
            at = scatter.nearest(window, self._u, self._v, *place, 2 * GRAB)
            caught = np.zeros(len(self._u), dtype=bool)
            caught[at if at >= 0 else slice(0, 0)] = True
            return caught
        area = QRectF(first, last).normalized().translated(-box.topLeft())
        x, y = window.pixels(self._u, self._v)
        # what lies beyond the window is seen on its edge, and caught there
        x, y = np.clip(x, 0, window.width - 1), np.clip(y, 0, window.height - 1)
        return (x >= area.left()) & (x <= area.right()) & (y >= area.top()) & (y <= area.bottom())

    def event(self, event):
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._stale()
        return super().event(event)

    def _show_tip(self, event) -> None:
        box = self.box()
        place = (event.pos().x() - box.left(), event.pos().y() - box.top())
        at = scatter.nearest(self.window_shown(), self._u, self._v, *place, 2 * GRAB)
        text = self.toolTip()
        if at >= 0:
            code = sixclass.CODES[int(self._code[at])]
            text = f"{code} · u = {self._u[at]:.4g} · v = {self._v[at]:.4g}"
        QToolTip.showText(event.globalPos(), text, self)

    # the keyboard

    def keyPressEvent(self, event):
        step = FINE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        moves = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, step),
            Qt.Key.Key_Down: (0.0, -step),
        }
        if event.key() in moves:
            change = moves[event.key()]
            self.set_factors(*(old + new for old, new in zip(self.factors, change)))
            self.moved.emit(*self.factors)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            factor = 1 / ZOOM if event.key() == Qt.Key.Key_Plus else ZOOM
            window = self.window_shown()
            middle = window.plane(window.width / 2, window.height / 2)
            self._window = window.zoomed(factor, *middle)
            self._stale()
        elif event.key() == Qt.Key.Key_Home:
            self.fit()
        elif event.key() == Qt.Key.Key_Escape:
            self.brushed.emit(np.zeros(len(self._u), dtype=bool), False)
        else:
            super().keyPressEvent(event)
