"""The diagram of the classes: every place of the plane has the colour of the class that the rule gives."""

from __future__ import annotations

import re

import pytest
from qgis.PyQt.QtGui import QColor

from carbon_pollution_zoning.cartography import drawing, uvdiagram
from carbon_pollution_zoning.core import palettes

pytestmark = pytest.mark.usefixtures("qgis_app")
SCALE = 4.0


def class_of(u: float, v: float) -> str:
    """The rule of methods A.4, written once more."""
    if u <= 0 and v <= 0:
        return "S"
    if v <= 0:
        return "SC"
    if u <= 0:
        return "SP"
    if u >= 1 and v >= 1:
        return "SCP"
    return "CP" if u >= v else "PC"


@pytest.mark.parametrize("colours", ["standard", "safe"])
def test_colours_follow_the_rule(colours):
    made = uvdiagram.diagram("en", colours=colours)
    image = drawing.image(made, 25.4 * SCALE)
    looks = palettes.classes(colours)
    checked = 0
    for i in range(-9, 20):
        for j in range(-9, 20):
            # off the borders, the diagonal and the codes
            u, v = i / 10 + 0.05, j / 10 + 0.02
            near_border = min(abs(u), abs(v), abs(u - 1), abs(v - 1), abs(u - v)) < 0.06
            near_code = any(abs(u - a) < 0.4 and abs(v - b) < 0.25 for a, b in uvdiagram.CODES.values())
            if near_border or near_code:
                continue
            x, y = uvdiagram._at(u, v)
            seen = image.pixelColor(round(x * SCALE), round(y * SCALE))
            assert seen == QColor(looks[class_of(u, v)].colour), (u, v)
            checked += 1
    assert checked > 250


def test_points_beyond_the_rim_stay_at_it_and_unknown_ones_are_left_out():
    plain = len(uvdiagram.diagram("en", colours="standard").marks)
    points = [(99.0, -99.0), (float("nan"), 1.0), (0.5, float("inf"))]
    made = uvdiagram.diagram("en", colours="standard", points=points)
    assert len(made.marks) == plain + 1
    for mark in made.marks:
        for x, y in getattr(mark, "corners", ()):
            assert -0.1 <= x <= made.width + 0.1 and -0.1 <= y <= made.height + 0.1
    many = uvdiagram.diagram("en", colours="standard", points=[(0.5, 0.2)] * 30_000)
    assert len(many.marks) <= plain + uvdiagram.MOST_POINTS


def test_width_is_as_asked_and_texts_are_texts():
    for width in (40.0, 90.0):
        made = uvdiagram.diagram("zh", width, "print", notes={"SCP": "<3>"})
        assert made.width == pytest.approx(width)
        svg = drawing.svg(made)
        assert "&lt;3&gt;" in svg and re.search(r">u：碳超标倍数", svg)
        # lines of the pattern of CP stay on their side of the diagonal
        (x0, y0), (x1, _) = uvdiagram._at(0, 0), uvdiagram._at(1, 1)
        factor = width / (uvdiagram.LEFT + uvdiagram.SIDE + 1.0)
        assert x1 > x0 and factor > 0 and y0 > 0


def test_drawings_grow_and_stack():
    small = uvdiagram.diagram("en", 40.0, "print")
    twice = drawing.scaled(small, 2.0)
    assert (twice.width, twice.height) == (2 * small.width, 2 * small.height)
    words = [mark for mark in small.marks if isinstance(mark, drawing.Words)]
    grown = [mark for mark in twice.marks if isinstance(mark, drawing.Words)]
    assert [mark.size * 2 for mark in words] == [mark.size for mark in grown]
    boxes = [mark for mark in twice.marks if isinstance(mark, drawing.Box) and mark.pattern]
    first = next(mark for mark in small.marks if isinstance(mark, drawing.Box) and mark.pattern)
    assert boxes[0].pattern.spacing == pytest.approx(2 * first.pattern.spacing)
    both = drawing.stacked([small, twice], 3.0)
    assert both.height == pytest.approx(small.height + 3.0 + twice.height) and both.width == twice.width
    assert len(both.marks) == 2 * len(small.marks)
