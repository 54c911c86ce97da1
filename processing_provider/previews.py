"""What an output will look like: a page in few dots, a report as on the screen, tables from above."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from ..cartography import entries, exports, layouts, paper, recognition, reports, words
from ..core.errors import Cancelled
from ..toolbelt import provenance
from ..toolbelt.translation import translate
from . import handouts, mapsheets, shownlayers, unitpages
from .algorithms.output import zoneatlas
from .run import Run

#: Dots per inch by paper: some 950 dots across the sheet.
DOTS = {"a4": 80, "a3": 57}
ROWS, COLUMNS = 8, 8


@dataclass(frozen=True)
class Preview:
    """What is shown: a picture, or a text with its pictures.

    Attributes
    ----------
    image
        The page; None for texts.
    html
        Text in the HTML that Qt knows.
    pictures
        What the text shows as ``cpz:0``, ``cpz:1``, ...
    page, pages
        Which page of how many, from 0.
    """

    image: QImage | None = None
    html: str = ""
    pictures: Sequence[QImage] = field(default_factory=tuple)
    page: int = 0
    pages: int = 1


def made(algorithm, order, context, feedback) -> Preview:
    """The preview of an *order* (see `orders.Order`) whose parameters were checked."""
    with tempfile.TemporaryDirectory() as folder:
        return MAKERS[order.algorithm](algorithm, order, context, feedback, Path(folder))


def _image(path: Path) -> QImage:
    """The picture of a file that is about to go; stops where the run was cancelled and made none."""
    if not path.is_file():
        raise Cancelled
    return QImage(str(path)).copy()


def _map(algorithm, order, context, feedback, folder: Path) -> Preview:
    path = folder / "map.png"
    dots = DOTS.get(order.parameters.get(mapsheets.PAPER), DOTS["a4"])
    asked = {**order.parameters, algorithm.OUTPUT: str(path), mapsheets.DPI: dots}
    algorithm.run(asked, context, feedback, {}, False)
    return Preview(image=_image(path))


def _atlas(algorithm, order, context, feedback, folder: Path) -> Preview:
    path = folder / "page.png"
    with Run(algorithm, order.parameters, context, feedback) as run:
        shown = shownlayers.shown(run)
        run.stage(0.0, 0.8)
        units = unitpages.pages(run, shown)
        sheets = zoneatlas.Sheets(run, shown, units, run.yes(algorithm.WHOLE))
        page = min(order.page, sheets.count - 1)
        run.stage(0.8, 1.0)
        sheets.turn(page)
        layouts.write(sheets.layout, path, DOTS[run.choice(mapsheets.PAPER)])
        return Preview(image=_image(path), page=page, pages=sheets.count)


def _report(algorithm, order, context, feedback, folder: Path) -> Preview:
    path = folder / "report.html"
    asked = {**order.parameters, algorithm.OUTPUT: str(path), algorithm.PDF: None}
    algorithm.run(asked, context, feedback, {}, False)
    return _page(path, _lang(algorithm, order, context))


def _dashboard(algorithm, order, context, feedback, folder: Path) -> Preview:
    algorithm.run({**order.parameters, algorithm.OUTPUT: str(folder)}, context, feedback, {}, False)
    pages = sorted(folder.glob("*.html"))
    page = min(order.page, len(pages) - 1)
    if page < 0:
        raise Cancelled
    shown = _page(pages[page], _lang(algorithm, order, context))
    return Preview(html=shown.html, pictures=shown.pictures, page=page, pages=len(pages))


def _page(path: Path, lang: str) -> Preview:
    if not path.is_file():
        raise Cancelled
    text, pictures = paper.on_screen(path.read_text(encoding="utf-8"), lang)
    return Preview(html=text, pictures=pictures)


def _lang(algorithm, order, context) -> str:
    return shownlayers.lang_of(Run(algorithm, order.parameters, context, None))


def _tables(algorithm, order, context, feedback, _folder: Path) -> Preview:
    run = Run(algorithm, order.parameters, context, feedback)
    layers, lang = shownlayers.as_kept(run, run.layers(algorithm.LAYERS)), shownlayers.lang_of(run)
    read = []
    for at, layer in enumerate(layers):
        run.stage(at / len(layers), (at + 1) / len(layers))
        read.append(handouts.read(layer, lang, context, run.progress))
    tables = handouts.all_tables(read, lang, run.yes(algorithm.SUMS))
    return Preview(html="".join(map(_head, tables)))


def _head(table: exports.Table) -> str:
    """A table from above: its name, how large it is, the first rows and columns."""
    size = translate("Previews", "{rows} rows, {columns} columns").format(
        rows=len(table.rows), columns=len(table.headers)
    )
    rows = [[cell if cell is not None else "" for cell in row[:COLUMNS]] for row in table.rows[:ROWS]]
    shown = reports.table(table.headers[:COLUMNS], rows)
    return f"<h3>{html.escape(table.name)}</h3><p>{html.escape(size)}</p>{paper.for_qt(shown)}"


def _package(algorithm, order, context, feedback, _folder: Path) -> Preview:
    run = Run(algorithm, order.parameters, context, feedback)
    lang = shownlayers.lang_of(run)
    restyled = run.yes(algorithm.RESTYLE)
    rows = [_part(layer, restyled, lang) for layer in run.layers(algorithm.LAYERS)]
    headers = [
        translate("Previews", "Layer or table"),
        translate("Previews", "Rows"),
        translate("Previews", "Shown as"),
    ]
    more = [words.word("package.tables", lang)] if run.yes(algorithm.TABLES) else []
    if run.yes(algorithm.SHEETS):
        more.append(translate("Previews", "A print layout for each layer of classes"))
    more.append(translate("Previews", "The project that opens them as they are here"))
    title = run.text(algorithm.TITLE) or words.word("algorithm.zonepackage", lang)
    table = paper.for_qt(reports.table(headers, rows))
    return Preview(html=f"<h3>{html.escape(title)}</h3>{table}{reports.bullets(more)}")


def _part(layer, restyled: bool, lang: str) -> list:
    fit = recognition.recognise(layer) if restyled and layer.isSpatial() else None
    shown = entries.legend(fit.legend, lang).title if fit else ""
    if not shown:
        own = translate("Previews", "in its own style") if layer.isSpatial() else ""
        shown = own or translate("Previews", "a table")
    count = layer.featureCount() if isinstance(layer, QgsVectorLayer) else ""
    return [provenance.name_of(layer), count, shown]


MAKERS = {
    "zonemap": _map,
    "zoneatlas": _atlas,
    "zonereport": _report,
    "zonetables": _tables,
    "zonepackage": _package,
    "leveldashboard": _dashboard,
}
