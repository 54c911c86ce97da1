"""What belongs to the map item of a sheet: extent, round scale, graticule, scale bar, north arrow."""

from __future__ import annotations

import math

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLineSymbol,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)

from . import drawing, words

GRATICULE = "graticule"
MARGIN_SHARE = 0.03
# At smaller scales the scale changes over the map so much that one bar would lie.
SMALLEST_SCALE_WITH_BAR = 2.0e7
NICE_SCALES = (
    1.0,
    1.1,
    1.2,
    1.25,
    1.4,
    1.5,
    1.6,
    1.8,
    2.0,
    2.2,
    2.5,
    2.8,
    3.0,
    3.5,
    4.0,
    4.5,
    5.0,
    6.0,
    7.0,
    8.0,
    9.0,
    10.0,
)
# Steps of a graticule in degrees, down to one minute.
STEPS = (30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 30 / 60, 20 / 60, 10 / 60, 5 / 60, 2 / 60, 1 / 60)
LEAST_LINES = 3
METRES_OF_KILOMETRES = 2000.0
MM_PER_INCH = 25.4
COORDINATE_PT = 6.0
GRID_COLOUR = "#9aa0a6"
ARROW_WIDTH, ARROW_HEIGHT, ARROW_INSET = 7.0, 10.5, 3.0
BAR_LEAST, BAR_MOST, BAR_HEIGHT = 30.0, 55.0, 11.0


def extent_in(layer: QgsMapLayer, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> QgsRectangle:
    """Extent of *layer* in *crs*."""
    transform = QgsCoordinateTransform(layer.crs(), crs, project.transformContext())
    transform.setBallparkTransformsAreAppropriate(True)
    return transform.transformBoundingBox(layer.extent())


def with_margin(extent: QgsRectangle) -> QgsRectangle:
    """*extent* with a little air around."""
    return extent.buffered(MARGIN_SHARE * max(extent.width(), extent.height()))


def has_one_scale(item: QgsLayoutItemMap) -> bool:
    """Whether the map is of a scale at which one scale bar holds for all of it."""
    return item.scale() <= SMALLEST_SCALE_WITH_BAR


def round_scale(denominator: float) -> float:
    """The next round scale that shows no less: 1:231 400 becomes 1:250 000."""
    power = 10.0 ** math.floor(math.log10(denominator))
    return next(nice for nice in NICE_SCALES if nice * power >= denominator * (1 - 1e-9)) * power


def crs_name(crs: QgsCoordinateReferenceSystem) -> str:
    """Name and identifier of a CRS for people."""
    return f"{crs.description()} ({crs.authid()})" if crs.authid() else crs.description()


def graticule(item: QgsLayoutItemMap, lang: str, text: QgsTextFormat | None = None) -> None:
    """Meridians and parallels with their degrees at the frame of the map; lines only on world maps.

    *text* is the format of the degrees; small and pale when not given.
    """
    crs = item.crs().toGeographicCrs()
    if not crs.isValid():
        return
    step = _step(item, crs)
    whole_world = not has_one_scale(item)
    grid = QgsLayoutItemMapGrid(GRATICULE, item)
    grid.setCrs(crs)
    grid.setUnits(QgsLayoutItemMapGrid.GridUnit.MapUnit)
    grid.setIntervalX(step)
    grid.setIntervalY(step)
    if whole_world:
        grid.setStyle(QgsLayoutItemMapGrid.GridStyle.Solid)
        line = {"line_color": GRID_COLOUR, "line_width": "0.08"}
        grid.setLineSymbol(QgsLineSymbol.createSimple(line))
    else:
        grid.setStyle(QgsLayoutItemMapGrid.GridStyle.FrameAnnotationsOnly)
        grid.setFrameStyle(QgsLayoutItemMapGrid.FrameStyle.ExteriorTicks)
        grid.setFrameWidth(1.2)
        grid.setFramePenSize(0.2)
        _annotate(grid, text or drawing.text_format(COORDINATE_PT, False, drawing.PALE_INK, lang))
    item.grids().addGrid(grid)


def regrid(item: QgsLayoutItemMap) -> None:
    """Give the graticule of a map that shows something else now intervals that suit."""
    crs = item.crs().toGeographicCrs()
    for grid in item.grids().asList():
        if grid.name() == GRATICULE and crs.isValid():
            step = _step(item, crs)
            grid.setCrs(crs)
            grid.setIntervalX(step)
            grid.setIntervalY(step)


def _annotate(grid: QgsLayoutItemMapGrid, text: QgsTextFormat) -> None:
    grid.setAnnotationEnabled(True)
    grid.setAnnotationFormat(QgsLayoutItemMapGrid.AnnotationFormat.DegreeMinute)
    grid.setAnnotationPrecision(0)
    grid.setAnnotationFrameDistance(0.4)
    grid.setAnnotationTextFormat(text)
    sides = QgsLayoutItemMapGrid.BorderSide
    upright = QgsLayoutItemMapGrid.AnnotationDirection.Vertical
    for side in (sides.Left, sides.Right):
        grid.setAnnotationDirection(upright, side)


def _step(item: QgsLayoutItemMap, crs: QgsCoordinateReferenceSystem) -> float:
    """The widest step that still draws some lines across the smaller side of the map."""
    transform = QgsCoordinateTransform(item.crs(), crs, item.layout().project().transformContext())
    extent = transform.transformBoundingBox(item.extent())
    least = min(extent.width(), extent.height())
    return next((step for step in STEPS if least / step >= LEAST_LINES), STEPS[-1])


def north_arrow(layout: QgsPrintLayout, item: QgsLayoutItemMap) -> None:
    """An arrow to true north in the upper right corner of the map."""
    arrow = QgsLayoutItemPicture(layout)
    arrow.setId("north arrow")
    arrow.setPicturePath(str(words.FOLDER / "north_arrow.svg"))
    arrow.setLinkedMap(item)
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    corner = item.pos().x() + item.rect().width() - ARROW_WIDTH - ARROW_INSET
    arrow.attemptMove(QgsLayoutPoint(corner, item.pos().y() + ARROW_INSET))
    arrow.attemptResize(QgsLayoutSize(ARROW_WIDTH, ARROW_HEIGHT))
    layout.addLayoutItem(arrow)


def scale_bar(layout: QgsPrintLayout, item: QgsLayoutItemMap, x: float, y: float, lang: str) -> float:
    """A scale bar that fits its place at any scale, its corner at *x*, *y* mm; returns its lower edge."""
    scale_bar_item(layout, item, x, y, lang)
    return y + BAR_HEIGHT


def scale_bar_item(
    layout: QgsPrintLayout, item: QgsLayoutItemMap, x: float, y: float, lang: str
) -> QgsLayoutItemScaleBar:
    """The scale bar of `scale_bar` itself."""
    bar = QgsLayoutItemScaleBar(layout)
    bar.setId("scale bar")
    bar.setLinkedMap(item)
    bar.setStyle("Single Box")
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setSegmentSizeMode(Qgis.ScaleBarSegmentSizeMode.FitWidth)
    bar.setMinimumBarWidth(BAR_LEAST)
    bar.setMaximumBarWidth(BAR_MOST)
    in_units(bar)
    bar.setHeight(1.6)
    bar.setTextFormat(drawing.text_format(7.0, False, drawing.INK, lang))
    bar.setBoxContentSpace(0)
    bar.attemptMove(QgsLayoutPoint(x, y))
    layout.addLayoutItem(bar)
    bar.update()
    return bar


def in_units(bar: QgsLayoutItemScaleBar) -> None:
    """Let a scale bar count in kilometres, or in metres where it is shorter than two of them."""
    metres = bar.linkedMap().scale() * bar.maximumBarWidth() / drawing.MM_PER_METRE
    kinds = Qgis.DistanceUnit
    unit = kinds.Kilometers if metres >= METRES_OF_KILOMETRES else kinds.Meters
    bar.setUnits(unit)
    bar.setUnitLabel(QgsUnitTypes.toAbbreviatedString(unit))
