"""A map of units as inline SVG for pages: each in the colour of its class, with its name where it fits."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle

from .charts import SMALL_PT
from .drawing import INK, MM_PER_POINT, text_width

WIDTH, TALLEST = 165.0, 150.0
#: Detail below this part of the width is left out: it could not be seen, and pages stay small.
FINEST = 1 / 1500
LINE, LINE_COLOUR = 0.2, "#4a4a4a"


@dataclass(frozen=True)
class Place:
    """A unit of the map: name, what is told of it beside, ``#rrggbb``, and its polygon."""

    name: str
    told: str
    colour: str
    shape: QgsGeometry


def svg(places: Sequence[Place], crs: QgsCoordinateReferenceSystem, title: str) -> str:
    """The map; nothing where no unit has a polygon. All texts are escaped.

    Degrees of longitude are drawn as long as they are in the middle of the map.
    """
    shown = [place for place in places if not place.shape.isEmpty()]
    extent = QgsRectangle()
    for place in shown:
        extent.combineExtentWith(place.shape.boundingBox())
    if not shown or not extent.width() or not extent.height():
        return ""
    narrow = math.cos(math.radians(extent.center().y())) if crs.isGeographic() else 1.0
    scale = min(WIDTH / (extent.width() * max(narrow, 0.01)), TALLEST / extent.height())
    width, height = extent.width() * narrow * scale, extent.height() * scale

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - extent.xMinimum()) * narrow * scale, (extent.yMaximum() - y) * scale

    finest = max(extent.width(), extent.height()) * FINEST
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}mm" height="{height:.1f}mm" '
        f'viewBox="-1 -1 {width + 2:.1f} {height + 2:.1f}" role="img" font-family="sans-serif">'
        f"<title>{html.escape(title)}</title>"
    ]
    parts += [_area(place, at, finest) for place in shown]
    # names lie over all areas, or a neighbour would cut them off
    parts += [_name(place, at, scale * narrow) for place in shown]
    return "".join([*parts, "</svg>"])


def _area(place: Place, at, finest: float) -> str:
    plain = place.shape.simplify(finest)
    polygons = (plain if not plain.isEmpty() else place.shape).asGeometryCollection()
    drawn = ""
    for polygon in polygons:
        for ring in polygon.asPolygon() if not polygon.isMultipart() else ():
            corners = (at(point.x(), point.y()) for point in ring)
            drawn += "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z"
    told = html.escape(f"{place.name}: {place.told}")
    return (
        f'<path d="{drawn}" fill="{html.escape(place.colour)}" fill-rule="evenodd" stroke="{LINE_COLOUR}" '
        f'stroke-width="{LINE:g}" stroke-linejoin="round"><title>{told}</title></path>'
    )


def _name(place: Place, at, scale: float) -> str:
    """The name on a surface that is wide enough for most of it."""
    if text_width(place.name, SMALL_PT) > 1.6 * place.shape.boundingBox().width() * scale:
        return ""
    inside = place.shape.pointOnSurface()
    if inside.isEmpty():
        return ""
    x, y = at(inside.asPoint().x(), inside.asPoint().y())
    size = SMALL_PT * MM_PER_POINT
    return (
        f'<text x="{x:.2f}" y="{y + 0.36 * size:.2f}" font-size="{size:.2f}" text-anchor="middle" '
        f'fill="{INK}" stroke="#ffffff" stroke-width="0.6" paint-order="stroke">'
        f"{html.escape(place.name)}</text>"
    )
