"""Makes the print layout templates of resources/layouts anew: A4 and A3, across and upright, zh and en.

    python tools/templates.py [folder]

They are plain QGIS templates: edit them in the layout designer, or copy one and give it to an algorithm.
What the algorithms fill in is found by the ids of the items and by layout variables; see
resources/layouts/README.md.
"""

from __future__ import annotations

import os
import re
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from showcase import session

FOLDER = session.ROOT / "resources" / "layouts"
SIZES = {"a4": 1.0, "a3": 2**0.5}
FAMILIES = {"zh": "Noto Sans CJK SC", "en": "Open Sans"}
FACTS = {
    "zh": ("比例尺：1:[% @cpz_scale %]", "坐标系：[% @cpz_crs %]", "制图日期：[% @cpz_date %]"),
    "en": ("Scale 1:[% @cpz_scale %]", "Coordinates: [% @cpz_crs %]", "Made on [% @cpz_date %]"),
}
LAST_FACTS = ("[% @cpz_maker %]", "[% @cpz_approval %]")
FRAME = "#c62828"


@dataclass(frozen=True)
class Places:
    """Rectangles x, y, width, height in mm on A4."""

    page: tuple[float, float]
    map: tuple[float, float, float, float]
    legend: tuple[float, float, float, float]
    bar: tuple[float, float]
    notes: tuple[float, float, float, float]
    facts: tuple[float, float, float, float]
    inset: tuple[float, float, float, float]


LANDSCAPE = Places(
    (297, 210),
    (12.5, 30, 175, 167.5),
    (197, 30, 92, 88),
    (197, 120),
    (197, 133.5, 92, 30),
    (197, 165, 53, 37),
    (253, 166, 36, 36),
)
PORTRAIT = Places(
    (210, 297),
    (12.5, 30, 185, 151),
    (8, 190, 92, 99),
    (112, 190),
    (112, 203.5, 90, 48),
    (112, 253, 51, 36),
    (166, 253, 36, 36),
)
SHAPES = {"landscape": LANDSCAPE, "portrait": PORTRAIT}


def build(places: Places, factor: float, lang: str):
    """A layout with every item in its place, *factor* times as large as on A4."""
    from qgis.core import QgsLayoutSize, QgsPrintLayout, QgsProject

    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    size = QgsLayoutSize(*(round(side * factor, 2) for side in places.page))
    layout.pageCollection().page(0).setPageSize(size)
    width = places.page[0]
    label(
        layout,
        "title",
        (8, 8, width - 16, 9),
        "[% @cpz_title %]",
        16,
        factor,
        lang,
        bold=True,
        align="center",
    )
    label(
        layout,
        "subtitle",
        (8, 17.5, width - 16, 5),
        "[% @cpz_subtitle %]",
        9,
        factor,
        lang,
        True,
        align="center",
    )
    shown = main_map(layout, places.map, factor, lang)
    place(layout, "legend", places.legend, factor)
    place(layout, "notes", places.notes, factor)
    label(layout, "facts", places.facts, "\n".join((*FACTS[lang], *LAST_FACTS)), 6.5, factor, lang, True)
    label(
        layout,
        "page",
        (width - 28, places.page[1] - 7.5, 20, 4),
        "[% @cpz_page %]",
        6.5,
        factor,
        lang,
        True,
        align="right",
    )
    scale_bar(layout, shown, places.bar, factor, lang)
    inset(layout, shown, places.inset, factor)
    arrow(layout, shown, places.map, factor)
    return layout


def put(layout, item, name, rectangle, factor):
    """Lay an item in its place."""
    from qgis.core import QgsLayoutPoint, QgsLayoutSize

    item.setId(name)
    x, y, width, height = (round(value * factor, 2) for value in rectangle)
    item.attemptMove(QgsLayoutPoint(x, y))
    item.attemptResize(QgsLayoutSize(width, height))
    layout.addLayoutItem(item)
    return item


def text_format(size, factor, lang, bold=False, pale=False):
    """Text of the size, in the family that is wished for; machines without it take another."""
    from qgis.core import QgsTextFormat
    from qgis.PyQt.QtGui import QColor, QFont

    from carbon_pollution_zoning.cartography import drawing

    font = QFont(FAMILIES[lang])
    font.setBold(bold)
    made = QgsTextFormat()
    made.setFont(font)
    made.setSize(round(size * factor, 2))
    made.setColor(QColor(drawing.PALE_INK if pale else drawing.INK))
    return made


def label(layout, name, rectangle, text, size, factor, lang, pale=False, bold=False, align="left"):
    """A label whose text holds layout variables."""
    from qgis.core import QgsLayoutItemLabel
    from qgis.PyQt.QtCore import Qt

    from carbon_pollution_zoning.cartography import drawing

    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    item.setTextFormat(text_format(size, factor, lang, bold, pale))
    item.setMarginX(0)
    item.setMarginY(0)
    item.setHAlign(drawing.QT_ALIGNMENT[align])
    item.setVAlign(Qt.AlignmentFlag.AlignTop if align == "left" else Qt.AlignmentFlag.AlignVCenter)
    return put(layout, item, name, rectangle, factor)


def place(layout, name, rectangle, factor):
    """An unseen rectangle in which something is drawn."""
    from qgis.core import QgsFillSymbol, QgsLayoutItemShape

    item = QgsLayoutItemShape(layout)
    item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    item.setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"}))
    return put(layout, item, name, rectangle, factor)


def main_map(layout, rectangle, factor, lang):
    """The map with its graticule; the intervals are set when it is filled."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsLayoutItemMap, QgsLayoutMeasurement, QgsRectangle

    from carbon_pollution_zoning.cartography import mapfurniture

    item = QgsLayoutItemMap(layout)
    item.setFrameEnabled(True)
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.3))
    put(layout, item, "map", rectangle, factor)
    item.setCrs(QgsCoordinateReferenceSystem("EPSG:4547"))
    item.zoomToExtent(QgsRectangle(480000, 2280000, 520000, 2320000))  # setExtent would change its size
    item.setKeepLayerSet(True)
    mapfurniture.graticule(item, lang, text_format(6, factor, lang, pale=True))
    layout.setReferenceMap(item)
    return item


def scale_bar(layout, shown, corner, factor, lang):
    """A scale bar that fits its place at any scale."""
    from carbon_pollution_zoning.cartography import mapfurniture

    x, y = (value * factor for value in corner)
    bar = mapfurniture.scale_bar_item(layout, shown, x, y, lang)
    bar.setTextFormat(text_format(7, factor, lang))
    bar.setMaximumBarWidth(mapfurniture.BAR_MOST * factor)


def inset(layout, shown, rectangle, factor):
    """A small map of the whole with the frame of the large one."""
    from qgis.core import QgsFillSymbol, QgsLayoutItemMap, QgsLayoutItemMapOverview, QgsLayoutMeasurement

    item = QgsLayoutItemMap(layout)
    item.setFrameEnabled(True)
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
    put(layout, item, "inset", rectangle, factor)
    item.zoomToExtent(shown.extent())
    item.setKeepLayerSet(True)
    overview = QgsLayoutItemMapOverview("map", item)
    overview.setLinkedMap(shown)
    frame = {"style": "no", "outline_color": FRAME, "outline_width": "0.5"}
    overview.setFrameSymbol(QgsFillSymbol.createSimple(frame))
    item.overviews().addOverview(overview)


def arrow(layout, shown, rectangle, factor):
    """An arrow to true north in the upper right corner of the map."""
    from qgis.core import QgsLayoutItemPicture

    from carbon_pollution_zoning.cartography import mapfurniture

    item = QgsLayoutItemPicture(layout)
    x = rectangle[0] + rectangle[2] - mapfurniture.ARROW_WIDTH - mapfurniture.ARROW_INSET
    y = rectangle[1] + mapfurniture.ARROW_INSET
    put(layout, item, "north arrow", (x, y, mapfurniture.ARROW_WIDTH, mapfurniture.ARROW_HEIGHT), factor)
    item.setLinkedMap(shown)
    item.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)


def settled(text: str, name: str) -> str:
    """The template with ids that follow from its name, so that making it anew changes nothing."""
    for found in dict.fromkeys(re.findall(r"\{[0-9a-f-]{36}\}", text)):
        number = len(set(re.findall(r"\{00000000[0-9a-f-]{28}\}", text)))
        kept = uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {number}")
        text = text.replace(found, f"{{00000000{str(kept)[8:]}}}")
    return re.sub(r' (?:version|saveDateTime|saveUserFull|saveUser)="[^"]*"', "", text)


def main() -> int:
    """Write all templates."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_HASH_SEED"] = "0"  # Qt writes the attributes of an element in the order of their hashes
    with session.qgis("en"):
        from qgis.core import QgsReadWriteContext

        for lang in FAMILIES:
            for paper, factor in SIZES.items():
                for shape, places in SHAPES.items():
                    name = f"{lang}_{paper}_{shape}"
                    layout = build(places, factor, lang)
                    layout.setName(name)
                    path = folder / f"{name}.qpt"
                    layout.saveAsTemplate(str(path), QgsReadWriteContext())
                    written = settled(path.read_text(encoding="utf-8"), name)
                    path.write_text(written, encoding="utf-8")
                    del layout
    return 0


if __name__ == "__main__":
    sys.exit(main())
