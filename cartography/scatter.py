"""Hundreds of thousands of points as a picture, in a fraction of a second: stamped into an array, not drawn.

numpy alone but for the picture that comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from qgis.PyQt.QtGui import QColor, QImage

SMALLEST, LARGEST = 1.6, 7.0
CROWD = 0.35  # of the picture that points may cover on the average
TRANSPARENT = 0


@dataclass(frozen=True)
class Window:
    """The part of the plane that a picture shows, and its size in pixels.

    Attributes
    ----------
    left, right, bottom, top
        Bounds in the plane.
    width, height
        Pixels.
    """

    left: float
    right: float
    bottom: float
    top: float
    width: int
    height: int

    def pixels(self, u, v) -> tuple[np.ndarray, np.ndarray]:
        """Places of points as columns and rows of the picture, not rounded; y runs downwards."""
        x = (np.asarray(u, dtype=np.float64) - self.left) / (self.right - self.left) * self.width
        y = (self.top - np.asarray(v, dtype=np.float64)) / (self.top - self.bottom) * self.height
        return x, y

    def plane(self, x: float, y: float) -> tuple[float, float]:
        """The point of the plane at a place of the picture."""
        u = self.left + x / self.width * (self.right - self.left)
        v = self.top - y / self.height * (self.top - self.bottom)
        return u, v

    def zoomed(self, factor: float, u: float, v: float) -> Window:
        """The window with its sides *factor* times as long; the point (u, v) stays in its place."""
        return replace(
            self,
            left=u + (self.left - u) * factor,
            right=u + (self.right - u) * factor,
            bottom=v + (self.bottom - v) * factor,
            top=v + (self.top - v) * factor,
        )

    def moved(self, du: float, dv: float) -> Window:
        """The window moved by a step in the plane."""
        return replace(
            self, left=self.left + du, right=self.right + du, bottom=self.bottom + dv, top=self.top + dv
        )


def fitting(u, v, width: int, height: int) -> Window:
    """The window that shows the borders of the classes and all points but the outermost of each hundred.

    A single unit a hundred times above its standard would otherwise leave no room for the others.
    """
    bounds = []
    for values in (u, v):
        known = np.asarray(values)[np.isfinite(values)]
        low, high = np.percentile(known, (0.5, 99.5)) if len(known) else (0.0, 1.0)
        low, high = min(low, -0.5), max(high, 1.6)
        edge = 0.06 * (high - low)
        bounds += [low - edge, high + edge]
    return Window(*(float(bound) for bound in bounds), max(width, 1), max(height, 1))


def radii(area_ha, count: int, width: int, height: int, ratio: float = 1.0) -> np.ndarray:
    """Radius of each point in pixels: its disc grows with its area, and shrinks where there are many.

    Parameters
    ----------
    area_ha
        Areas; NaN is drawn as the smallest.
    count
        Number of points that share the picture.
    width, height
        Size of the picture, pixels.
    ratio
        Pixels of the device for each pixel of the screen's scale.
    """
    area = np.nan_to_num(np.asarray(area_ha, dtype=np.float64), nan=0.0)
    largest = np.percentile(area, 98) if len(area) else 0.0
    share = np.sqrt(np.clip(area / largest, 0.0, 1.0)) if largest > 0 else np.zeros(len(area))
    room = np.sqrt(CROWD * width * height / (np.pi * max(count, 1)))
    most = min(LARGEST * ratio, max(room, 1.0))
    least = min(SMALLEST * ratio, most)
    return least + (most - least) * share


def stamp(
    window: Window, u, v, radius: np.ndarray, colour: np.ndarray, last: np.ndarray | None = None
) -> np.ndarray:
    """Points as discs, shape (height, width), uint32 ARGB; the large ones below the small ones.

    Parameters
    ----------
    window
        What is shown; points beyond it lie on its edge, so that none is lost from sight.
    u, v
        The points; those that are not finite are left out.
    radius
        In pixels.
    colour
        ARGB of each point, uint32.
    last
        Which points lie over all the others, whatever their size.
    """
    picture = np.full((window.height, window.width), TRANSPARENT, dtype=np.uint32)
    x, y = window.pixels(u, v)
    known = np.isfinite(x) & np.isfinite(y)
    column = np.clip(np.where(known, x, 0), 0, window.width - 1).astype(np.intp)
    row = np.clip(np.where(known, y, 0), 0, window.height - 1).astype(np.intp)
    size = np.maximum(np.rint(radius), 1).astype(np.intp)
    over = np.zeros(len(size), dtype=bool) if last is None else last
    for on_top in (False, True):
        for one in np.unique(size[known & (over == on_top)])[::-1]:
            chosen = np.flatnonzero(known & (over == on_top) & (size == one))
            _stamp_discs(picture, column[chosen], row[chosen], int(one), colour[chosen])
    return picture


def _stamp_discs(picture: np.ndarray, column, row, radius: int, colour) -> None:
    height, width = picture.shape
    flat = picture.reshape(-1)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            # half a pixel more than the radius: a disc of radius 1 is a cross and no dot
            if dx * dx + dy * dy > (radius + 0.2) ** 2:
                continue
            at = np.clip(row + dy, 0, height - 1) * width + np.clip(column + dx, 0, width - 1)
            flat[at] = colour


def image(picture: np.ndarray, ratio: float = 1.0) -> QImage:
    """The picture of `stamp` for a painter."""
    height, width = picture.shape
    shown = QImage(picture.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
    shown.setDevicePixelRatio(ratio)
    return shown


def argb(colours: Sequence[str]) -> np.ndarray:
    """Colours ``#rrggbb`` as opaque ARGB, uint32."""
    return np.array([QColor(colour).rgba() for colour in colours], dtype=np.uint32)


def nearest(window: Window, u, v, x: float, y: float, reach: float) -> int:
    """Position of the point nearest to a place of the picture; -1 where none is within *reach* pixels."""
    column, row = window.pixels(u, v)
    away = np.hypot(column - x, row - y)
    away[~np.isfinite(away)] = np.inf
    return int(np.argmin(away)) if len(away) and away.min() <= reach else -1


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers between two bounds, at most about *most* of them.

    Examples
    --------
    >>> ticks(-0.5, 2.1)
    [-0.5, 0.0, 0.5, 1.0, 1.5, 2.0]
    """
    step = 10.0 ** np.floor(np.log10((high - low) / most))
    step *= next(nice for nice in (1, 2, 5, 10) if (high - low) / (step * nice) <= most)
    first = np.ceil(low / step - 1e-9)
    return [
        round(float(k) * float(step), 10) + 0.0 for k in np.arange(first, np.floor(high / step + 1e-9) + 1)
    ]
