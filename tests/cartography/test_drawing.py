"""Drawings: text is broken where languages allow it, kept inside its box, and escaped in SVG."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsLayoutItemPolygon, QgsPrintLayout, QgsProject

from carbon_pollution_zoning.cartography import drawing, fills, placing
from carbon_pollution_zoning.core import vocabulary


@given(
    text=st.text(alphabet="abc xyz 减污降碳，。-", max_size=80),
    width=st.floats(5, 80),
)
def test_wrapping_loses_nothing(text, width):
    lines = drawing.wrapped(text, 8, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


@given(words=st.lists(st.text(alphabet="abcdef", min_size=1, max_size=6), min_size=1, max_size=20))
def test_latin_lines_fit_where_every_word_does(words):
    for line in drawing.wrapped(" ".join(words), 8, 15):
        assert drawing.text_width(line, 8) <= 15 + 1e-9


def test_chinese_breaks_between_signs_and_keeps_closing_marks():
    lines = drawing.wrapped("碳中和规范标准，改良工艺", 8, drawing.text_width("碳中和规范标准", 8))
    assert lines[0] == "碳中和规范标"
    assert lines[1].startswith("准，")


@pytest.mark.parametrize("zone", vocabulary.subzones(), ids=lambda zone: zone.code)
def test_ink_can_be_read_on_every_fill(zone):
    def luminance(colour):
        shades = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shades)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    both = sorted((luminance(zone.colour), luminance(drawing.readable_on(zone.colour))))
    assert (both[1] + 0.05) / (both[0] + 0.05) >= 3.0


def test_svg_escapes_and_names_itself():
    made = drawing.svg(drawing.Drawing(10, 5, (drawing.Words(0, 0, 10, 5, "<A&B>"),)), 'a "title"')
    assert "&lt;A&amp;B&gt;" in made and "<A&B>" not in made
    assert "<title>a &quot;title&quot;</title>" in made


@pytest.mark.parametrize("kind", ["lines", "cross", "dots"])
@given(width=st.floats(2, 30), height=st.floats(2, 30), angle=st.floats(0, 180))
def test_patterns_stay_in_their_box_and_fill_it(kind, width, height, angle):
    pattern = fills.Pattern(kind, angle, 1.5, 0.2)
    lines, points = fills.strokes(pattern, width, height), fills.dots(pattern, width, height)
    assert bool(lines) != bool(points)
    for x, y in [end for line in lines for end in (line[:2], line[2:])] + points:
        assert -1e-9 <= x <= width + 1e-9 and -1e-9 <= y <= height + 1e-9
    lengths = [math.hypot(x2 - x1, y2 - y1) for x1, y1, x2, y2 in lines]
    if lines and min(width, height) > 6:
        # lines one spacing apart cover the area: length times spacing is about the area, per set of lines
        share = sum(lengths) * 1.5 / len(pattern.angles) / (width * height)
        assert 0.7 < share < 1.4


@pytest.mark.parametrize("dash", ["solid", "dash", "dot", "dash dot"])
def test_a_patterned_box_is_drawn_everywhere(qgis_app, dash):
    box = drawing.Box(0, 0, 10, 10, "#FFFFFF", "#000000", 0.4, fills.Pattern("cross", 45, 1.2, 0.3), dash)
    made = drawing.svg(drawing.Drawing(10, 10, (box,)))
    assert made.count("<path") == len(fills.strokes(box.pattern, 10, 10)) > 10
    assert ("stroke-dasharray" in made) == (dash != "solid")
    image = drawing.image(drawing.Drawing(10, 10, (box,)), 200)
    shades = {image.pixelColor(x, 40).lightness() < 128 for x in range(image.width())}
    assert shades == {True, False}
    layout = QgsPrintLayout(QgsProject.instance())
    item = placing.place(layout, drawing.Drawing(10, 10, (box,)), 0, 0, "en", "box")
    assert item.symbol().symbolLayerCount() == 4


def test_picture_and_image_show_the_fill(qgis_app):
    square = drawing.Drawing(10, 10, (drawing.Box(0, 0, 10, 10, "#8C1C13"),))
    image = drawing.image(square, 100)
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#8c1c13"
    assert not drawing.picture(square).isNull()


def test_a_ribbon_keeps_its_height_and_ends_where_it_should():
    band = drawing.Band(0, 10, 100, 40, 5, "#2E8B57")
    corners = band.outline(8)
    upper, lower = corners[:9], corners[9:][::-1]
    assert upper[0] == (0, 10) and upper[-1] == (100, 40)
    assert all(below[1] - above[1] == pytest.approx(5) for above, below in zip(upper, lower))
    assert upper[4] == pytest.approx((50, 25))  # half way in the middle, by symmetry
    made = drawing.svg(drawing.Drawing(100, 50, (band,)))
    assert 'd="M0 10C50 10 50 40 100 40V45C50 45 50 15 0 15Z"' in made


def test_a_ribbon_is_painted_and_laid_out(qgis_app):
    band, box = drawing.Band(0, 2, 20, 2, 5, "#ff0000", 1.0), drawing.Box(0, 9, 1, 1, "#00ff00")
    sheet = drawing.Drawing(20, 10, (band, box))
    picture = drawing.image(sheet, 254)
    assert picture.pixelColor(100, 45).name() == "#ff0000"
    assert picture.pixelColor(100, 90).alpha() == 0
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    group = placing.place(layout, sheet, 30, 40, "en", "flows")
    item = next(item for item in group.items() if isinstance(item, QgsLayoutItemPolygon))
    assert (item.pos().x(), item.pos().y()) == pytest.approx((30, 42), abs=0.5)
    assert item.symbol().color().name() == "#ff0000"


@given(text=st.text(alphabet="ab 减污", max_size=200))
def test_titles_shrink_until_they_fit(text):
    size = drawing.fitting(text, 16, 100)
    assert size <= 16 and drawing.text_width(text, size) <= 100 + 1e-9
    assert size == 16 or drawing.text_width(text, 16) > 100
