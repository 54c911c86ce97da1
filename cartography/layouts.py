"""Print layouts made in code: a sheet with its map, legend, scale, north arrow, grid, sources and date.

Everything on a sheet is a plain QGIS layout item, so that the user can open it in the layout designer
and go on. Texts stay texts in PDF; nothing depends on a font that may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsAbstractLayoutIterator,
    QgsCoordinateReferenceSystem,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
)

from ..core.errors import InputError, problem
from ..toolbelt import about, outputs
from . import drawing, gradation, mapfurniture, placing, words
from .drawing import Drawing
from .legends import caption

MARGIN = 8.0
TITLE_BAND = 16.0
# Room for the coordinates that stand outside the frame of the map.
COORDINATES = 4.5
PANEL = 92.0
GAP = 5.0
TITLE_PT, SUBTITLE_PT = 16.0, 9.0
DPI = 200
# A map wider than this many times its height would waste a page that has its legend at the side.
WIDE = 1.6
LEAST_BELOW_UPRIGHT = 70.0


@dataclass(frozen=True)
class Sheet:
    """What stands on a sheet.

    Attributes
    ----------
    title, subtitle
        Plain texts.
    layers
        Map layers, the uppermost first.
    legend
        Legend as a drawing at most `PANEL` mm wide.
    lang
        ``en`` or ``zh``.
    notes
        Sources, standards and reservations, one paragraph each.
    crs
        CRS of the map; that of the first layer when not given.
    extent
        In the map's CRS; that of the first layer when not given.
    portrait
        A4 upright instead of across.
    made_on
        Date on the sheet; today when not given.
    """

    title: str
    layers: Sequence[QgsMapLayer]
    legend: Drawing
    lang: str
    subtitle: str = ""
    notes: Sequence[str] = ()
    crs: QgsCoordinateReferenceSystem = field(default_factory=QgsCoordinateReferenceSystem)
    extent: QgsRectangle | None = None
    portrait: bool = False
    made_on: date | None = None


@dataclass(frozen=True)
class Frame:
    """A place on the page, mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height


def compose(project: QgsProject, sheet: Sheet) -> QgsPrintLayout:
    """A print layout of one A4 page; the caller adds it to the layout manager if it shall stay.

    The legend stands at the right of the map; below it on upright pages and under wide maps.
    """
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(sheet.title)
    orientations = QgsLayoutItemPage.Orientation
    page = layout.pageCollection().page(0)
    page.setPageSize("A4", orientations.Portrait if sheet.portrait else orientations.Landscape)
    crs = sheet.crs if sheet.crs.isValid() else sheet.layers[0].crs()
    extent = sheet.extent or mapfurniture.extent_in(sheet.layers[0], crs, project)
    wide = extent.width() > WIDE * extent.height()
    arrange = _below if sheet.portrait or wide else _beside
    size = page.pageSize()
    map_frame, legend_frame, notes_frame = arrange(sheet, size.width(), size.height())

    _heading(layout, sheet, size.width())
    map_item = _map(layout, sheet, map_frame, crs, extent)
    mapfurniture.graticule(map_item, sheet.lang)
    placing.place(layout, sheet.legend, legend_frame.x, legend_frame.y, sheet.lang, "legend")
    y = notes_frame.y
    if mapfurniture.has_one_scale(map_item):
        mapfurniture.north_arrow(layout, map_item)
        y = mapfurniture.scale_bar(layout, map_item, notes_frame.x, y, sheet.lang) + GAP / 2
    _notes(layout, sheet, map_item, Frame(notes_frame.x, y, notes_frame.width, notes_frame.bottom - y))
    return layout


def _beside(sheet: Sheet, width: float, height: float) -> tuple[Frame, Frame, Frame]:
    """Places of the map, the legend and the notes: the map at the left, the others in a panel."""
    x, y = MARGIN + COORDINATES, MARGIN + TITLE_BAND + COORDINATES
    panel_x = width - MARGIN - PANEL
    map_frame = Frame(x, y, panel_x - GAP - COORDINATES - x, height - MARGIN - COORDINATES - y)
    legend_frame = Frame(panel_x, y, PANEL, sheet.legend.height)
    notes_y = legend_frame.bottom + GAP
    return map_frame, legend_frame, Frame(panel_x, notes_y, PANEL, height - MARGIN - notes_y)


def _below(sheet: Sheet, width: float, height: float) -> tuple[Frame, Frame, Frame]:
    """Places of the map, the legend and the notes: the map above, the others side by side."""
    x, y = MARGIN + COORDINATES, MARGIN + TITLE_BAND + COORDINATES
    least = LEAST_BELOW_UPRIGHT if sheet.portrait else 0.0
    below = max(sheet.legend.height, least)
    second = height - MARGIN - below
    map_frame = Frame(x, y, width - 2 * x, second - GAP - COORDINATES - y)
    legend_frame = Frame(x, second, PANEL, below)
    notes_x = x + PANEL + GAP
    return map_frame, legend_frame, Frame(notes_x, second, width - x - notes_x, below)


def _heading(layout: QgsPrintLayout, sheet: Sheet, width: float) -> None:
    room = width - 2 * MARGIN
    title, subtitle = sheet.title, sheet.subtitle
    size, small = drawing.fitting(title, TITLE_PT, room), drawing.fitting(subtitle, SUBTITLE_PT, room)
    marks = [
        drawing.Words(0, 0, room, 9, title, size, bold=True, align="center"),
        drawing.Words(0, 9.5, room, 5, subtitle, small, colour=drawing.PALE_INK, align="center"),
    ]
    shown = tuple(mark for mark in marks if mark.text)
    placing.place(layout, Drawing(room, TITLE_BAND, shown), MARGIN, MARGIN, sheet.lang, "title")


def _map(
    layout: QgsPrintLayout,
    sheet: Sheet,
    frame: Frame,
    crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    item.setId("map")
    item.attemptMove(QgsLayoutPoint(frame.x, frame.y))
    item.attemptResize(QgsLayoutSize(frame.width, frame.height))
    item.setFrameEnabled(True)
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.3))
    item.setCrs(crs)
    item.setKeepLayerSet(True)
    item.setLayers(list(sheet.layers))
    item.zoomToExtent(mapfurniture.with_margin(extent))
    if mapfurniture.has_one_scale(item):
        item.setScale(mapfurniture.round_scale(item.scale()))
    layout.addLayoutItem(item)
    layout.setReferenceMap(item)
    return item


def _notes(layout: QgsPrintLayout, sheet: Sheet, map_item: QgsLayoutItemMap, frame: Frame) -> None:
    lang = sheet.lang
    facts = []
    if mapfurniture.has_one_scale(map_item):
        facts.append(words.word("scale_is", lang).format(value=gradation.figure(round(map_item.scale()))))
    facts.append(words.word("crs_is", lang).format(value=mapfurniture.crs_name(map_item.crs())))
    made_on = sheet.made_on or date.today()
    facts.append(words.word("made_on", lang).format(value=made_on.isoformat()))
    facts.append(words.word("made_with", lang).format(version=about.version()))
    paragraphs = [*facts, *sheet.notes]
    written = caption(words.word("sources", lang), paragraphs, frame.width, frame.height)
    placing.place(layout, written, frame.x, frame.y, lang, "notes")


def export(layout: QgsPrintLayout, path: Path, dpi: float = DPI) -> Path:
    """Export a layout as PDF, SVG (texts as texts), PNG or another image by the suffix of *path*.

    The file appears whole or not at all.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    path = Path(path)
    beside = outputs.Beside(path)
    try:
        write(layout, beside.partial, dpi)
        beside.commit()
    finally:
        beside.discard()
    return path


def write(layout: QgsPrintLayout, path: Path, dpi: float = DPI) -> None:
    """As `export`, straight to *path*: for callers that look after half files themselves."""
    exporter = QgsLayoutExporter(layout)
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        result = exporter.exportToPdf(str(path), _pdf_settings(dpi))
    elif suffix == ".svg":
        settings = QgsLayoutExporter.SvgExportSettings()
        settings.dpi = dpi
        settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        result = exporter.exportToSvg(str(path), settings)
    else:
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = dpi
        result = exporter.exportToImage(str(path), settings)
    _refuse_failure(result, exporter.errorMessage(), path)


class Pages(QgsAbstractLayoutIterator):
    """One layout, filled anew for each page.

    Parameters
    ----------
    layout
        The layout of every page.
    count
        Number of pages.
    turn
        Fills the layout for page 0, 1, ...; what it raises ends the export and is kept in ``error``.
    """

    def __init__(self, layout: QgsPrintLayout, count: int, turn: Callable[[int], None]):
        super().__init__()
        self._layout, self._count, self._turn, self._at = layout, count, turn, -1
        self.error: Exception | None = None

    def layout(self):
        """The layout of every page."""
        return self._layout

    def count(self):
        """Number of pages."""
        return self._count

    def beginRender(self):
        """Ready at once."""
        return True

    def endRender(self):
        """Nothing is left to do."""
        return True

    def filePath(self, base, extension):
        """File of the page where each page is a file of its own."""
        return f"{base}_{self._at + 1}.{extension}"

    def next(self):
        """Turn to the next page; False behind the last one."""
        self._at += 1
        if self._at >= self._count:
            return False
        try:
            self._turn(self._at)
        except Exception as error:  # through C++ it would end QGIS
            self.error = error
            return False
        return True


def write_pages(pages: Pages, path: Path, dpi: float = DPI) -> None:
    """Write all pages as one PDF, texts as texts.

    Raises
    ------
    InputError
        The file cannot be written; and whatever the filling of a page raised.
    """
    result, message = QgsLayoutExporter.exportToPdf(pages, str(path), _pdf_settings(dpi))
    if pages.error is not None:
        raise pages.error
    _refuse_failure(result, message, path)


def _refuse_failure(result: QgsLayoutExporter.ExportResult, message: str, path: Path) -> None:
    if result != QgsLayoutExporter.ExportResult.Success:
        raise InputError(
            problem(
                "The map {path} could not be written ({reason}). Choose another place or format.",
                path=path.name,
                reason=message or result,
            )
        )


def _pdf_settings(dpi: float) -> QgsLayoutExporter.PdfExportSettings:
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = dpi
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.exportMetadata = True
    return settings
