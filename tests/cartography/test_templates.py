"""Templates: every one of ours holds all that a sheet needs, fits its page, and can be filled again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers import make_layer
from outputcase import towns
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QRectF

from carbon_pollution_zoning.cartography import drawing, fonts, layouts, legends, symbology, templates
from carbon_pollution_zoning.core.errors import InputError

pytestmark = pytest.mark.usefixtures("qgis_app")
ROOT = Path(__file__).resolve().parents[2]
ALL = [
    (lang, paper, shape)
    for lang in ("zh", "en")
    for paper in templates.PAPERS
    for shape in (templates.LANDSCAPE, templates.PORTRAIT)
]
ITEMS = ("title", "subtitle", "map", "legend", "notes", "facts", "scale bar", "north arrow", "inset", "page")
SIZES = {"a4": (210, 297), "a3": (297, 420)}


def content(layer, lang, **more):
    given = {
        "title": "分区图",
        "layers": [layer],
        "legend": legends.class_matrix(lang, colours="standard"),
        "lang": lang,
        "crs": layer.crs(),
        "extent": layer.extent(),
        "notes": ["资料 " * 40] * 3,
    }
    return templates.Content(**{**given, **more})


def boxes(layout, names):
    """Places of items, the map with the room of its coordinates."""
    found = {name: layout.itemById(name) for name in names if layout.itemById(name)}
    made = {name: QRectF(item.pagePos(), item.rect().size()) for name, item in found.items()}
    room = layouts.COORDINATES
    made["map"] = made["map"].adjusted(-room, -room, room, room)
    return made


@pytest.mark.parametrize(("lang", "paper", "shape"), ALL)
def test_all_items_are_there_on_the_page_and_apart(lang, paper, shape):
    layer = towns()
    symbology.style(layer, "subzones", lang=lang)
    layout = templates.load(QgsProject.instance(), templates.path_of(lang, paper, shape), lang)
    templates.fill(layout, content(layer, lang, around=[layer], around_extent=layer.extent()))
    page = layout.pageCollection().page(0).rect()
    short, long = SIZES[paper]
    wanted = (short, long) if shape == templates.PORTRAIT else (long, short)
    assert (page.width(), page.height()) == pytest.approx(wanted, abs=0.1)
    assert [name for name in ITEMS if layout.itemById(name) is None] == []
    found = boxes(layout, [*ITEMS, "drawn legend", "drawn notes"])
    for name, box in found.items():
        assert box.left() >= 0 and box.top() >= 0, name
        assert box.right() <= page.width() + 0.2 and box.bottom() <= page.height() + 0.2, name
    apart = [name for name in found if name not in ("north arrow", "legend", "notes")]
    for at, first in enumerate(apart):
        for second in apart[at + 1 :]:
            inner = found[first].adjusted(0.4, 0.4, -0.4, -0.4)
            assert not inner.intersects(found[second]), (first, second)
    # a family that this machine lacks gives way to one that has the signs of the language
    assert layout.itemById("title").textFormat().font().family() in fonts._families(lang)


def test_filled_again_nothing_of_the_page_before_is_left():
    layer = towns()
    layout = templates.load(QgsProject.instance(), templates.path_of("en", "a4", "landscape"), "en")
    templates.fill(layout, content(layer, "en", title="first " * 60, page="1"))
    size = layout.itemById("title").textFormat().size()
    count = len(layout.items())
    other = make_layer("Polygon", "EPSG:4547", "field=a:string", [], "other")
    part = QgsRectangle(480000, 2500000, 480500, 2500500)
    templates.fill(layout, content(other, "en", title="second", page="2", extent=part))
    assert len(layout.items()) == count
    assert layout.itemById("title").currentText() == "second"
    assert size < 16 == layout.itemById("title").textFormat().size()
    assert layout.itemById("map").layers() == [other] and layout.itemById("page").currentText() == "2"
    assert not layout.itemById("inset").isVisible()
    assert layout.itemById("scale bar").unitLabel() == "m"


def test_a_world_map_has_no_scale_bar_until_the_next_page_has_one():
    world = make_layer("Polygon", "EPSG:4326", "field=a:string", [], "world")
    layout = templates.load(QgsProject.instance(), templates.path_of("en", "a4", "landscape"), "en")
    crs, whole = QgsCoordinateReferenceSystem("EPSG:8857"), QgsRectangle(-1.7e7, -8e6, 1.7e7, 8e6)
    templates.fill(layout, content(world, "en", crs=crs, extent=whole))
    assert not layout.itemById("scale bar").isVisible()
    assert "1:–" in layout.itemById("facts").currentText()
    templates.fill(layout, content(towns(), "en"))
    assert layout.itemById("scale bar").isVisible() and layout.itemById("north arrow").isVisible()


def test_texts_of_users_are_not_evaluated():
    layout = templates.load(QgsProject.instance(), templates.path_of("en", "a4", "landscape"), "en")
    hostile = "[% 1+1 %] <b>x</b>"
    note = drawing.Drawing(80, 5, (drawing.Words(0, 0, 80, 5, hostile),))
    templates.fill(layout, content(towns(), "en", title=hostile, legend=note, notes=[hostile]))
    assert layout.itemById("title").currentText() == hostile
    texts = [item.currentText() for item in layout.items() if hasattr(item, "currentText")]
    assert not any(text.startswith("2") for text in texts)
    assert sum("1+1" in text for text in texts) == 3


def test_what_is_no_template_is_refused(workplace):
    path = workplace / "模板.qpt"
    for text in ("", "<a>", "<Layout></Layout>"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"模板\.qpt"):
            templates.load(QgsProject.instance(), path, "en")
    path.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(InputError, match="cannot be read"):
        templates.load(QgsProject.instance(), path, "en")


@pytest.mark.slow
def test_the_shipped_templates_are_those_that_the_tool_makes(workplace, qgis_environment):
    command = [sys.executable, ROOT / "tools" / "templates.py", workplace]
    subprocess.run(command, env=qgis_environment, check=True, capture_output=True, timeout=120)
    made = sorted(item.name for item in workplace.iterdir())
    assert len(made) == len(ALL)
    # not the bytes: versions of QGIS write decimals of colours and new options each in their own way
    assert {name: sheet(workplace / name) for name in made} == {
        name: sheet(templates.FOLDER / name) for name in made
    }


def sheet(path: Path) -> list[tuple]:
    """Items of a template: kind, id, place and size to 0.1 mm, words."""

    def millimetres(text: str) -> list[float]:
        return [round(float(number), 1) for number in text.split(",")[:2]]

    return [
        (
            item.get("type"),
            item.get("id"),
            millimetres(item.get("positionOnPage")),
            millimetres(item.get("size")),
            item.get("labelText"),
        )
        for item in ElementTree.parse(path).getroot().iter("LayoutItem")
    ]
