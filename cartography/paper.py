"""An HTML page of `reports` as PDF: text stays text, drawings stay drawings, fonts are embedded.

Qt's own document class lays the text and tables out; it knows neither SVG nor modern CSS, so drawings and
pictures are taken out first, keep their places, and are painted onto the finished pages.
"""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)
from qgis.PyQt.QtSvg import QSvgRenderer

from ..core.errors import InputError, problem
from . import drawing, fonts

DPI = 600
MM_PER_INCH = 25.4
MARGIN, FOOT = 15.0, 8.0
PAGE = (297.0, 210.0)
SCREEN_MM = 150.0
TEXT_PT, FOOT_PT = 9.0, 7.0
LEAST_SHARE_OF_PAGE = 0.92
SVG = re.compile(r'<svg [^>]*width="([\d.]+)mm" height="([\d.]+)mm".*?</svg>', re.DOTALL)
PICTURE = re.compile(r'<img src="data:image/[a-z+]+;base64,([^"]*)"[^>]*>')
SWATCH = re.compile(r'<span class="swatch" style="background:(#[0-9A-Fa-f]{6})"></span>')
TERMS = re.compile(r"<dl>(.*?)</dl>", re.DOTALL)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
# Elements that Qt takes for letters of a line, and what stands for them.
KNOWN_TO_QT = (
    ('<td class="number"', '<td align="right"'),
    ("<figure>", "<p>"),
    ("</figure>", ""),
    ("<figcaption>", '</p><p class="note">'),
    ("</figcaption>", "</p>"),
    ("<table", '<table width="100%" cellspacing="0" cellpadding="2" border="0"'),
)
CSS = """
h1 { font-size: 18pt; } h2 { font-size: 12.5pt; color: #2e6f57; } h3 { font-size: 10pt; }
table { border-collapse: collapse; } th { background-color: #eef1f0; font-weight: 600; }
th, td { padding: 2px; font-size: 8pt; border-bottom: 1px solid #d5d8dc; }
table.wide th, table.wide td { font-size: 6.5pt; padding: 1px; }
.subtitle, .note, figcaption, caption { color: #5f6368; font-size: 8pt; }
.warning { color: #8a5200; } a { color: #2e6f57; text-decoration: none; }
"""


@dataclass(frozen=True)
class Picture:
    """A drawing or picture of the page: its size in mm, and SVG or an image."""

    width: float
    height: float
    svg: str = ""
    image: QImage | None = None

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Paint it into *place*."""
        if self.image is not None:
            painter.drawImage(place, self.image)
        else:
            QSvgRenderer(QByteArray(self.svg.encode("utf-8"))).render(painter, place)


def write(path: Path, page: str, title: str, lang: str) -> None:
    """Write the HTML *page* of `reports.page` as PDF.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    room = QSizeF(PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN)
    pictures: list[Picture] = []
    text = _plain(page, pictures, room, lang)
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF())
    )
    document = _document(writer, text, pictures, room, lang)
    painter = QPainter()
    if not painter.begin(writer):
        raise InputError(
            problem("The report {path} could not be written. Choose another place.", path=path.name)
        )
    _paint(painter, writer, document, pictures, (title, lang))
    painter.end()


def _plain(page: str, pictures: list[Picture], room: QSizeF, lang: str) -> str:
    """The page in HTML that Qt knows; what it does not know goes to *pictures*."""

    def kept(made: Picture) -> str:
        pictures.append(made)
        scale = _screen_dpi() / MM_PER_INCH
        size = f'width="{made.width * scale:.0f}" height="{made.height * scale:.0f}"'
        return f'<img src="cpz:{len(pictures) - 1}" {size}>'

    def vector(found: re.Match) -> str:
        width, height = float(found[1]), float(found[2])
        factor = _factor(width, height, room)
        svg = found[0].replace('font-family="sans-serif"', f'font-family="{html.escape(fonts.family(lang))}"')
        return kept(Picture(width * factor, height * factor, svg=svg))

    def raster(found: re.Match) -> str:
        image = QImage.fromData(base64.b64decode(found[1]))
        factor = _factor(image.width(), image.height(), room, enlarge=True)
        return kept(Picture(image.width() * factor, image.height() * factor, image=image))

    text = STYLE.sub("", page)
    text = PICTURE.sub(raster, SVG.sub(vector, text))
    return for_qt(text)


def for_qt(text: str) -> str:
    """HTML of `reports` without drawings in the elements that Qt's documents know."""
    text = SWATCH.sub(r'<span style="background-color:\1">&nbsp;&nbsp;&nbsp;</span>&nbsp;', text)
    text = TERMS.sub(_as_table, text)
    for old, new in KNOWN_TO_QT:
        text = text.replace(old, new)
    return text


def on_screen(page: str, lang: str) -> tuple[str, list[QImage]]:
    """The HTML *page* for a text browser, and what it shows as ``cpz:0``, ``cpz:1``, ..."""
    pictures: list[Picture] = []
    text = _plain(page, pictures, QSizeF(SCREEN_MM, SCREEN_MM), lang)
    return text, [_rendered(picture) for picture in pictures]


def _rendered(picture: Picture) -> QImage:
    dots = _screen_dpi() / MM_PER_INCH
    made = QImage(
        max(round(picture.width * dots), 1),
        max(round(picture.height * dots), 1),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    picture.paint(painter, QRectF(made.rect()))
    painter.end()
    return made


def _as_table(found: re.Match) -> str:
    """Terms with their values, which Qt would put under each other, as a table."""
    rows = found[1].replace("<dt>", "<tr><td>").replace("</dt>", "</td>")
    return f"<table>{rows.replace('<dd>', '<td>').replace('</dd>', '</td></tr>')}</table>"


def _factor(width: float, height: float, room: QSizeF, enlarge: bool = False) -> float:
    """How much a picture must shrink (or may grow) to fit the page with its caption."""
    most = min(room.width() / width, LEAST_SHARE_OF_PAGE * room.height() / height)
    return most if enlarge else min(1.0, most)


def _screen_dpi() -> float:
    """Dots per inch that Qt takes lengths in pixels for."""
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInchY() if screen is not None else 96.0


def _document(
    writer: QPdfWriter, text: str, pictures: list[Picture], room: QSizeF, lang: str
) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    font = QFont(fonts.family(lang))
    font.setPointSizeF(TEXT_PT)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(CSS)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    blank = QImage(1, 1, QImage.Format.Format_ARGB32)
    blank.fill(Qt.GlobalColor.transparent)
    for number in range(len(pictures)):
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"cpz:{number}"), blank)
    document.setHtml(text)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(_dots(room.width()), _dots(room.height())))
    return document


def _dots(mm: float) -> float:
    return mm / MM_PER_INCH * DPI


def _paint(
    painter: QPainter,
    writer: QPdfWriter,
    document: QTextDocument,
    pictures: list[Picture],
    foot: tuple[str, str],
) -> None:
    size, margin = document.pageSize(), _dots(MARGIN)
    places = _places(document, pictures)
    count = document.pageCount()
    for page in range(count):
        if page:
            writer.newPage()
        top = page * size.height()
        painter.save()
        above = margin - top
        painter.translate(margin, above)
        document.drawContents(painter, QRectF(0, top, size.width(), size.height()))
        for picture, place in places:
            if top <= place.center().y() < top + size.height():
                picture.paint(painter, place)
        painter.restore()
        _foot(painter, size, *foot, f"{page + 1} / {count}")


def _places(document: QTextDocument, pictures: list[Picture]) -> list[tuple[Picture, QRectF]]:
    """Where each picture stands in the document, in dots."""
    found, layout = [], document.documentLayout()
    block = document.begin()
    while block.isValid():
        corner = layout.blockBoundingRect(block).topLeft()
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            style = fragment.charFormat()
            if style.isImageFormat():
                name = style.toImageFormat().name()
                picture = pictures[int(name.partition(":")[2])]
                within = fragment.position() - block.position()
                line = block.layout().lineForTextPosition(within)
                x = line.cursorToX(within)[0]
                width, height = _dots(picture.width), _dots(picture.height)
                bottom = corner.y() + line.y() + line.ascent()
                found.append((picture, QRectF(corner.x() + x, bottom - height, width, height)))
            iterator += 1
        block = block.next()
    return found


def _foot(painter: QPainter, size: QSizeF, title: str, lang: str, page: str) -> None:
    font = QFont(fonts.family(lang))
    font.setPointSizeF(FOOT_PT)
    painter.setFont(font)
    painter.setPen(QColor(drawing.PALE_INK))
    place = QRectF(_dots(MARGIN), _dots(PAGE[1] - MARGIN), size.width(), _dots(FOOT))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignLeft), title)
    painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignRight), page)
