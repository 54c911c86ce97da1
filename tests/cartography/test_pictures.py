"""Legends, diagrams and sheets look as a person approved them, in every palette."""

from __future__ import annotations

import pytest
from approval import agrees, difference, verdict
from outputcase import run, towns
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from carbon_pollution_zoning.cartography import drawing, entries, fonts, keys, legends, uvdiagram

PALETTES = ("standard", "safe", "print")
DPI = 100.0

pytestmark = pytest.mark.usefixtures("qgis_app")


@pytest.fixture(autouse=True)
def _chinese(qgis_app):
    """Without a Chinese font every letter is a box, and nothing can be compared."""
    if not fonts.has_chinese():
        pytest.skip("no Chinese font is installed")


def picture(made: drawing.Drawing, lang: str = "zh") -> QImage:
    return drawing.image(made, DPI, lang)


@pytest.mark.parametrize("colours", PALETTES)
def test_matrix_of_all_sub_zones(colours):
    made = legends.class_matrix("zh", colours=colours)
    assert agrees(picture(made), f"matrix_{colours}") == ""


def test_matrix_of_some_with_areas():
    made = legends.class_matrix(
        "en", occurring={"U-SCP", "A-S"}, notes={"U-SCP": "12 ha"}, colours="standard"
    )
    assert agrees(picture(made, "en"), "matrix_some") == ""


@pytest.mark.parametrize("colours", PALETTES)
def test_diagram_of_the_classes(colours):
    points = [(-0.5, 1.2), (0.4, 0.3), (9.0, 9.0), (1.5, -0.7)]
    made = uvdiagram.diagram("zh", 60.0, colours, points if colours != "print" else (), {"S": "12"})
    assert agrees(picture(made), f"diagram_{colours}") == ""


def test_list_with_the_diagram():
    chosen = entries.legend("sixclass", "zh", colours="safe")
    assert agrees(picture(keys.key(chosen, "zh", keys.DIAGRAM, "safe")), "list_diagram") == ""


def test_sheet(provider, workplace):
    path = workplace / "sheet.png"
    options = {"TITLE": "管治亚区图", "SUBTITLE": "练习", "LANGUAGE": "zh", "PALETTE": "standard", "DPI": 60}
    run("zonemap", INPUT=towns(), UNITS=towns(), UNIT_NAME="", OUTPUT=str(path), SHAPE="landscape", **options)
    assert agrees(QImage(str(path)), "sheet") == ""


def test_a_wrong_colour_is_seen():
    """The comparison can fail: one cell of 24 in another colour, one outline too many, an empty picture."""
    right = picture(legends.class_matrix("zh", colours="standard"))
    assert difference(right, right) == (0.0, 0.0)
    wrong = right.copy()
    painter = QPainter(wrong)
    painter.fillRect(wrong.width() - 50, 40, 46, 26, QColor("#00ff00"))
    painter.end()
    assert verdict(wrong, right, "cell").startswith("cell:")
    blank = QImage(right.size(), QImage.Format.Format_RGB32)
    blank.fill(QColor("#ffffff"))
    assert "differ" in verdict(blank, right, "blank")
    other = picture(legends.class_matrix("zh", colours="safe"))
    assert verdict(other, right, "palette") and verdict(right.copy(0, 0, 50, 50), right, "part")
