"""Small maps inside a page: outlines of units, filled by colour, as SVG without any toolkit."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsFeatureRequest, QgsProcessingFeatureSource

from ..toolbelt.tables import UNCHECKED

WIDTH = 52.0
# outlines are drawn as coarse as a reader sees them
STEPS = 400.0
EDGE = "#5a5a5a"


@dataclass(frozen=True)
class Outlines:
    """Units as SVG paths in millimetres.

    Attributes
    ----------
    paths
        One per unit, "" where it has no polygon.
    width, height
        Size of the sheet.
    """

    paths: tuple[str, ...]
    width: float
    height: float


def read(
    source: QgsProcessingFeatureSource,
    kept: np.ndarray,
    look: Callable[[float], None],
    width: float = WIDTH,
) -> Outlines | None:
    """Outlines of the features of *source* that are *kept*, in the coordinates of the layer.

    Degrees are drawn as wide as they are at the middle latitude. None where nothing can be drawn.
    """
    request = QgsFeatureRequest().setNoAttributes()
    shapes = []
    for position, feature in enumerate(source.getFeatures(request, UNCHECKED)):
        look(0.0)
        if position < len(kept) and kept[position]:
            shapes.append(feature.geometry())
    boxes = [shape.boundingBox() for shape in shapes if not shape.isEmpty()]
    if not boxes:
        return None
    left, right = min(box.xMinimum() for box in boxes), max(box.xMaximum() for box in boxes)
    bottom, top = min(box.yMinimum() for box in boxes), max(box.yMaximum() for box in boxes)
    squeeze = math.cos(math.radians((bottom + top) / 2.0)) if source.sourceCrs().isGeographic() else 1.0
    across, up = (right - left) * squeeze, top - bottom
    if not across > 0 or not up > 0:
        return None
    scale = width / max(across, up)
    tolerance = max(across / squeeze, up) / STEPS
    paths = tuple(
        _path(shape.simplify(tolerance), left, top, scale * squeeze, scale) if not shape.isEmpty() else ""
        for shape in shapes
    )
    return Outlines(paths, across * scale, up * scale)


def _path(shape, left: float, top: float, x_scale: float, y_scale: float) -> str:
    parts = shape.asMultiPolygon() if shape.isMultipart() else [shape.asPolygon()]
    rings = [ring for part in parts for ring in part]
    return "".join(
        "M"
        + "L".join(f"{(point.x() - left) * x_scale:.2f} {(top - point.y()) * y_scale:.2f}" for point in ring)
        + "Z"
        for ring in rings
        if len(ring) > 2
    )


def svg(outlines: Outlines, colours: Sequence[str], title: str) -> str:
    """The units in their colours (``#rrggbb``) as an SVG element; *title* is read by screen readers."""
    shapes = "".join(
        f'<path d="{path}" fill="{colour}" fill-rule="evenodd" stroke="{EDGE}" stroke-width="0.15"/>'
        for path, colour in zip(outlines.paths, colours)
        if path
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{outlines.width:.1f}mm" '
        f'height="{outlines.height:.1f}mm" viewBox="-0.5 -0.5 {outlines.width + 1:.1f} '
        f'{outlines.height + 1:.1f}" role="img"><title>{html.escape(title)}</title>{shapes}</svg>'
    )
