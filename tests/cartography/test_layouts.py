"""Sheets: what was asked for is on the page, as text, in both languages and both orientations."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest
from helpers import make_layer
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtGui import QImage

from carbon_pollution_zoning.cartography import drawing, fonts, layouts, legends, mapfurniture, symbology
from carbon_pollution_zoning.core import vocabulary
from carbon_pollution_zoning.core.errors import InputError

pytestmark = pytest.mark.usefixtures("qgis_app")
CODES = [zone.code for zone in vocabulary.subzones()]


@pytest.fixture
def zones():
    """24 squares of 3 km, one of each sub-zone."""
    rows = []
    for number, code in enumerate(CODES):
        x, y = 480000 + 3000 * (number % 6), 2500000 + 3000 * (number // 6)
        rows.append(
            (f"POLYGON(({x} {y},{x} {y + 3000},{x + 3000} {y + 3000},{x + 3000} {y},{x} {y}))", (code,))
        )
    layer = make_layer("Polygon", "EPSG:4547", "field=subzone:string", rows, "亚区")
    symbology.style(layer, "subzones", lang="zh")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().removeMapLayer(layer)


def sheet(layer, lang="zh", portrait=False, **more):
    return layouts.Sheet(
        title="海岳县管治亚区图" if lang == "zh" else "Sub-zones of Haiyue County",
        subtitle="2024",
        layers=[layer],
        legend=legends.class_matrix(lang),
        lang=lang,
        notes=["碳基准 12.3 t CO2e/ha", "GWP AR5"],
        portrait=portrait,
        made_on=date(2024, 5, 6),
        **more,
    )


def text_of(pdf):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout


@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pdf_holds_all_texts_as_texts(zones, workplace, lang, portrait):
    if lang == "zh" and not fonts.has_chinese():
        pytest.skip("no Chinese font is installed")
    made = sheet(zones, lang, portrait)
    path = layouts.export(layouts.compose(QgsProject.instance(), made), workplace / "图.pdf")
    text = text_of(path)
    flat = "".join(text.split())
    wanted = [made.title, "1:", "EPSG:4547", "2024-05-06", "AR5", "12.3tCO2e/ha", "°", "km"]
    wanted += [c.name(lang) for c in vocabulary.classes()] if lang == "zh" else ["Marine", "Ecological"]
    assert [word for word in wanted if "".join(word.split()) not in flat] == []
    # each code in the legend and as a label on the map
    assert [code for code in CODES if text.split().count(code) < 2] == []
    assert [item.name for item in workplace.iterdir()] == ["图.pdf"]


def test_png_has_the_size_of_the_page_and_the_colours_of_the_classes(zones, workplace):
    layout = layouts.compose(QgsProject.instance(), sheet(zones))
    image = QImage(str(layouts.export(layout, workplace / "图.png", dpi=100)))
    assert (image.width(), image.height()) == pytest.approx((1169, 827), abs=2)
    seen = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    assert {zone.colour.lower() for zone in vocabulary.subzones()} <= seen


def test_everything_stays_on_the_page_and_nothing_overlaps(zones):
    for portrait in (False, True):
        layout = layouts.compose(QgsProject.instance(), sheet(zones, "en", portrait))
        page = layout.pageCollection().page(0).pageSize()
        tops = {
            name: layout.itemById(name).sceneBoundingRect()
            for name in ("title", "map", "legend", "notes", "scale bar")
        }
        for box in tops.values():
            assert box.left() >= 0 and box.top() >= 0
            assert box.right() <= page.width() + 0.1 and box.bottom() <= page.height() + 0.1
        names = list(tops)
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                assert not tops[first].adjusted(0.2, 0.2, -0.2, -0.2).intersects(tops[second]), (
                    first,
                    second,
                )


def test_scale_is_round_and_shows_the_whole_layer(zones):
    layout = layouts.compose(QgsProject.instance(), sheet(zones))
    item = layout.itemById("map")
    assert isinstance(item, QgsLayoutItemMap)
    assert item.scale() == pytest.approx(mapfurniture.round_scale(item.scale()))
    assert item.extent().contains(zones.extent())
    bar = layout.itemById("scale bar")
    assert isinstance(bar, QgsLayoutItemScaleBar) and bar.linkedMap() == item
    assert bar.sizeWithUnits().width() < layouts.PANEL


@pytest.mark.parametrize(
    ("needed", "chosen"), [(203000, 220000), (200000, 200000), (99999, 100000), (1.0e6, 1.0e6), (612, 700)]
)
def test_round_scales(needed, chosen):
    assert mapfurniture.round_scale(needed) == pytest.approx(chosen)


def test_a_world_map_has_no_scale_bar_and_no_arrow(workplace):
    world = make_layer(
        "Polygon",
        "EPSG:4326",
        "field=cp_class:string",
        [("POLYGON((-179 -85,-179 83,179 83,179 -85,-179 -85))", ("S",))],
        "world",
    )
    QgsProject.instance().addMapLayer(world)
    made = layouts.Sheet(
        "World", [world], legends.class_matrix("en"), "en", crs=QgsCoordinateReferenceSystem("EPSG:8857")
    )
    layout = layouts.compose(QgsProject.instance(), made)
    assert layout.itemById("scale bar") is None and layout.itemById("north arrow") is None
    assert layout.itemById("map").grids().size() == 1
    # the legend of a wide map stands below it
    assert layout.itemById("legend").y() > layout.itemById("map").sceneBoundingRect().bottom()
    QgsProject.instance().removeMapLayer(world)


def test_extent_can_be_chosen(zones):
    part = QgsRectangle(480000, 2500000, 483000, 2503000)
    layout = layouts.compose(QgsProject.instance(), sheet(zones, extent=part))
    shown = layout.itemById("map").extent()
    assert shown.contains(part) and not shown.contains(zones.extent())


def test_a_map_that_cannot_be_written_is_refused_and_leaves_nothing(zones, workplace):
    layout = layouts.compose(QgsProject.instance(), sheet(zones))
    with pytest.raises(InputError, match="nowhere"):
        layouts.export(layout, workplace / "nowhere" / "a.pdf")
    with pytest.raises(InputError, match=r"a\.xyz"):
        layouts.export(layout, workplace / "a.xyz")
    assert list(workplace.iterdir()) == []


def test_legend_is_made_of_items_that_the_user_can_edit(zones):
    layout = layouts.compose(QgsProject.instance(), sheet(zones))
    group = layout.itemById("legend")
    labels = [item.text() for item in group.items() if hasattr(item, "text")]
    assert [code for code in CODES if code not in labels] == []


def test_family_is_installed():
    for lang in ("zh", "en"):
        assert fonts.family(lang) in fonts._families(lang) or not fonts._families(lang)
        assert drawing.text_format(8, True, "#000000", lang).font().bold()
