"""Sheets from print layout templates (.qpt) that users may edit: loaded, filled in, filled in again.

Items are found by their ids and texts by layout variables, see ``resources/layouts/README.md``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContextUtils,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QT_VERSION, QRectF
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import InputError, problem
from ..toolbelt import about
from . import drawing, fonts, gradation, mapfurniture, placing, words
from .drawing import Drawing
from .legends import caption

FOLDER = about.RESOURCES / "layouts"
PAPERS = ("a4", "a3")
LANDSCAPE, PORTRAIT = "landscape", "portrait"
DRAWN = "drawn "
SHRINKING = ("title", "subtitle")
NOTHING = "–"


@dataclass(frozen=True)
class Content:
    """What a template is filled with.

    Attributes
    ----------
    title, subtitle, unit, page, approval
        Plain texts; *approval* is the number of the map review.
    layers
        Map layers, the uppermost first; they must live as long as the layout.
    legend
        Drawing that is fitted into the item ``legend``.
    lang
        ``en`` or ``zh``.
    notes
        Sources, standards and reservations, one paragraph each.
    crs, extent
        Of the map; extent in that CRS.
    around, around_extent
        Layers and extent of the inset; empty for no inset.
    made_on
        Date on the sheet; today when not given.
    """

    title: str
    layers: Sequence[QgsMapLayer]
    legend: Drawing
    lang: str
    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    subtitle: str = ""
    unit: str = ""
    page: str = ""
    approval: str = ""
    notes: Sequence[str] = ()
    around: Sequence[QgsMapLayer] = ()
    around_extent: QgsRectangle = field(default_factory=QgsRectangle)
    made_on: date | None = None


def path_of(lang: str, paper: str, shape: str) -> Path:
    """The template of ours for a language, a paper (``a4``, ``a3``) and a shape."""
    return FOLDER / f"{lang}_{paper}_{shape}.qpt"


def load(project: QgsProject, path: Path, lang: str) -> QgsPrintLayout:
    """The layout of a template, in fonts that this machine has.

    Raises
    ------
    InputError
        The file cannot be read, is no template, or has no map of the id ``map``.
    """
    document = QDomDocument()
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise InputError(
            problem("The template {path} cannot be read: {reason}.", path=path, reason=reason)
        ) from error
    layout = QgsPrintLayout(project)
    read = document.setContent(text)
    items, fine = layout.loadFromTemplate(document, QgsReadWriteContext()) if _went(read) else ([], False)
    if not fine or not isinstance(layout.itemById("map"), QgsLayoutItemMap):
        raise InputError(
            problem(
                "{path} is no print layout template with a map whose id is “map”. Take one of the plugin and "
                "change it.",
                path=path,
            )
        )
    layout.undoStack().blockCommands(True)
    for item in items:
        _with_fonts_of_this_machine(item, lang)
    return layout


def _went(read) -> bool:
    """Whether `setContent` went well: a tuple with Qt 5, a result with Qt 6."""
    return bool(read[0] if isinstance(read, tuple) else read)


def _with_fonts_of_this_machine(item: QgsLayoutItem, lang: str) -> None:
    if not isinstance(item, (QgsLayoutItemLabel, QgsLayoutItemScaleBar, QgsLayoutItemMap)):
        return
    holders = item.grids().asList() if isinstance(item, QgsLayoutItemMap) else [item]
    for holder in holders:
        of_grid = holder is not item
        text = holder.annotationTextFormat() if of_grid else holder.textFormat()
        font = text.font()
        if font.family() in _installed():
            continue
        font.setFamily(fonts.family(lang))
        text.setFont(font)
        if of_grid:
            holder.setAnnotationTextFormat(text)
        else:
            holder.setTextFormat(text)


def _installed() -> list[str]:
    return (QFontDatabase if QT_VERSION >= fonts.QT6 else QFontDatabase()).families()


def fill(layout: QgsPrintLayout, content: Content) -> None:
    """Fill a loaded template, or fill it anew for the next page."""
    shown = layout.itemById("map")
    shown.setCrs(content.crs)
    shown.setKeepLayerSet(True)
    shown.setLayers(list(content.layers))
    shown.zoomToExtent(mapfurniture.with_margin(content.extent))
    scaled = mapfurniture.has_one_scale(shown)
    if scaled:
        shown.setScale(mapfurniture.round_scale(shown.scale()))
    mapfurniture.regrid(shown)
    _furniture(layout, scaled)
    _inset(layout, content)
    _set_variables(layout, content, shown, scaled)
    _draw(layout, "legend", content.lang, lambda room: _fitted(content.legend, room))
    if content.notes:
        head, factor = words.word("sources", content.lang), _paper_factor(layout)
        _draw(layout, "notes", content.lang, lambda room: _caption(head, content.notes, room, factor))
    for name in SHRINKING:
        _shrink(layout.itemById(name))


def _furniture(layout: QgsPrintLayout, scaled: bool) -> None:
    """Scale bar and arrow: they hold for maps of one scale only."""
    bar, arrow = layout.itemById("scale bar"), layout.itemById("north arrow")
    for item in (bar, arrow):
        if item is not None:
            item.setVisibility(scaled)
    if isinstance(bar, QgsLayoutItemScaleBar) and scaled:
        mapfurniture.in_units(bar)
        bar.update()
    if isinstance(arrow, QgsLayoutItemPicture) and not Path(arrow.picturePath()).is_file():
        arrow.setPicturePath(str(words.FOLDER / "north_arrow.svg"))


def _inset(layout: QgsPrintLayout, content: Content) -> None:
    """Fill the inset; hidden where there is nothing to show on it."""
    item = layout.itemById("inset")
    if not isinstance(item, QgsLayoutItemMap):
        return
    item.setVisibility(bool(content.around))
    if content.around:
        item.setCrs(content.crs)
        item.setKeepLayerSet(True)
        item.setLayers(list(content.around))
        item.zoomToExtent(mapfurniture.with_margin(content.around_extent))


def _set_variables(layout: QgsPrintLayout, content: Content, shown: QgsLayoutItemMap, scaled: bool) -> None:
    made_on = content.made_on or date.today()
    values = {
        "title": content.title,
        "subtitle": content.subtitle,
        "unit": content.unit,
        "page": content.page,
        "approval": content.approval,
        "scale": gradation.figure(round(shown.scale())) if scaled else NOTHING,
        "crs": mapfurniture.crs_name(content.crs),
        "date": made_on.isoformat(),
        "maker": words.word("made_with", content.lang).format(version=about.version()),
    }
    for name, value in values.items():
        QgsExpressionContextUtils.setLayoutVariable(layout, f"cpz_{name}", value)


def _draw(layout: QgsPrintLayout, name: str, lang: str, make: Callable[[QRectF], Drawing]) -> None:
    """Draw in the place of the item *name*, instead of what was drawn there before."""
    before = layout.itemById(DRAWN + name)
    if before is not None:
        layout.removeLayoutItem(before)
    item = layout.itemById(name)
    if item is None:
        return
    room = QRectF(item.pagePos(), item.rect().size())
    placing.place(layout, make(room), room.x(), room.y(), lang, DRAWN + name)


def _fitted(made: Drawing, room: QRectF) -> Drawing:
    """The drawing as large as the room lets it be."""
    return drawing.scaled(made, min(room.width() / made.width, room.height() / made.height))


def _paper_factor(layout: QgsPrintLayout) -> float:
    """How much larger than A4 the page is, by its sides."""
    size = layout.pageCollection().page(0).rect()
    return max(1.0, math.sqrt(size.width() * size.height() / (297.0 * 210.0)))


def _caption(head: str, paragraphs: Sequence[str], room: QRectF, factor: float) -> Drawing:
    """Notes in letters that grow with the page."""
    return drawing.scaled(caption(head, paragraphs, room.width() / factor, room.height() / factor), factor)


def _shrink(item: QgsLayoutItem | None) -> None:
    """Let a line of text that is too long for its label take smaller letters."""
    if not isinstance(item, QgsLayoutItemLabel):
        return
    text = item.textFormat()
    wished = item.customProperty("cpz_size") or text.size()
    item.setCustomProperty("cpz_size", wished)
    text.setSize(drawing.fitting(item.currentText(), float(wished), item.rect().width()))
    item.setTextFormat(text)
