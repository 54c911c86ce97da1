"""The legend that is worked with: shown, hidden, recoloured, dimmed; the renderer is the only memory."""

from __future__ import annotations

import pytest
from helpers import make_layer
from qgis.core import QgsExpressionContext, QgsExpressionContextUtils, QgsSingleSymbolRenderer, QgsSymbol
from qgis.PyQt.QtGui import QColor

from carbon_pollution_zoning.cartography import livelegend, symbology

SQUARE = "POLYGON((0 0,1 0,1 1,0 1,0 0))"


@pytest.fixture
def zones(qgis_app):
    rows = [(SQUARE, ["S", "甲"]), (SQUARE, ["SCP", "乙's"]), (SQUARE, [None, None])]
    made = make_layer("Polygon", "", "field=cp_class:string&field=town:string", rows, "zones")
    symbology.style(made, "sixclass", lang="en")
    return made


def test_reads_what_the_map_shows(zones):
    look = livelegend.look(zones, "cp_class")
    assert look.drawn and not look.hidden
    assert set(look.colours) == {"S", "SC", "SP", "CP", "PC", "SCP", ""}
    assert livelegend.look(zones, "subzone") == livelegend.Look()
    zones.setRenderer(QgsSingleSymbolRenderer(QgsSymbol.defaultSymbol(zones.geometryType())))
    assert not livelegend.look(zones, "cp_class").drawn


def test_show_and_hide(zones):
    livelegend.show(zones, ["S", "SC"], False)
    assert livelegend.look(zones, "cp_class").hidden == {"S", "SC"}
    livelegend.show(zones, ["unheard of"], False)  # is drawn by the category of all others
    assert "" in livelegend.look(zones, "cp_class").hidden
    livelegend.show_only(zones, ["PC"])
    assert livelegend.look(zones, "cp_class").hidden == {"S", "SC", "SP", "CP", "SCP", ""}
    livelegend.show_all(zones)
    assert not livelegend.look(zones, "cp_class").hidden


def test_recolour_keeps_the_outline(zones):
    category = zones.renderer().categories()[0]
    before = category.symbol().symbolLayer(0).strokeColor().name()
    livelegend.recolour(zones, "S", QColor("#123456"))
    look = livelegend.look(zones, "cp_class")
    assert look.colours["S"] == "#123456" and look.colours["SC"] != "#123456"
    category = zones.renderer().categories()[0]
    assert category.symbol().symbolLayer(0).strokeColor().name() == before


def opacities(layer) -> list[float]:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    category = layer.renderer().categories()[0]
    symbol = category.symbol().clone()
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        opacity = symbol.dataDefinedProperties().property(QgsSymbol.Property.Opacity)
        found.append(opacity.valueAsDouble(context, 100.0)[0])
    return found


def test_dim_all_but_one_place_and_back(zones):
    livelegend.dim(zones, "town", "乙's")
    assert opacities(zones) == [15.0, 100.0, 15.0]
    livelegend.undim(zones)
    assert opacities(zones) == [100.0] * 3
    assert zones.customProperty(livelegend.DIMMED) is None


def test_undim_leaves_alone_what_was_not_dimmed(zones):
    renderer = zones.renderer()
    livelegend.undim(zones)
    assert zones.renderer() is renderer


def test_patterns_and_outlines_of_print(zones):
    assert not livelegend.look(zones, "cp_class").textures
    symbology.style(zones, "sixclass", lang="en", colours="print")
    look = livelegend.look(zones, "cp_class")
    # every class of the palette has a pattern or is plain; a pattern shows more than one colour
    assert look.textures
    for texture in look.textures.values():
        seen = {texture.pixel(x, y) for x in range(texture.width()) for y in range(texture.height())}
        assert len(seen) > 1
    assert set(look.outlines) == set(look.colours)
