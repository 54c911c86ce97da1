"""Legends whose codes stand in a table of their own, and lines and outlines over a map."""

from __future__ import annotations

import re

import pytest
from helpers import make_layer
from qgis.core import QgsFillSymbol, QgsLineSymbol, QgsMarkerSymbol, QgsRenderContext

from carbon_pollution_zoning.cartography import entries, symbology
from carbon_pollution_zoning.core import conversion
from carbon_pollution_zoning.core.spatial import keyareas, local
from carbon_pollution_zoning.core.zoning import admission

SQUARE = "POLYGON((0 0,1 0,1 1,0 1,0 0))"
MARKS = {
    "lisa": {"HH", "LL", "LH", "HL", "ns"},
    "hotspots": set(local.bin_codes(range(-3, 4)).tolist()),
    "keyareas": set(keyareas.KINDS),
    "corrections": set(conversion.rules()),
    "admission": set(admission.LISTS),
}


@pytest.mark.parametrize("name", MARKS)
def test_every_code_has_a_colour_of_its_own_and_words_in_both_languages(name):
    for lang in ("en", "zh"):
        found = entries.legend(name, lang).entries
        assert {entry.code for entry in found[:-1]} == MARKS[name]
        assert found[-1].code == entries.ND
        assert len({entry.colour for entry in found}) == len(found)
        assert all(entry.label for entry in found)
    assert re.search("[\u4e00-\u9fff]", entries.legend(name, "zh").entries[0].label)


@pytest.mark.parametrize("name", MARKS)
def test_layers_are_drawn_by_code_without_labels(qgis_app, name):
    field = entries.field_of(name)
    rows = [(SQUARE, (code,)) for code in (*sorted(MARKS[name]), None)]
    layer = make_layer("Polygon", "EPSG:4547", f"field={field}:string", rows, "marks")
    chosen = symbology.style(layer, name, lang="en")
    assert not layer.labelsEnabled()
    context, colours = QgsRenderContext(), {}
    renderer = layer.renderer()
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        colours[feature[field] or "ND"] = renderer.originalSymbolForFeature(feature, context).color().name()
    renderer.stopRender(context)
    for entry in chosen.entries:
        assert colours[entry.code] == entry.colour.lower()


@pytest.mark.parametrize(
    ("geometry", "wkt", "kind"),
    [
        ("Polygon", SQUARE, QgsFillSymbol),
        ("LineString", "LINESTRING(0 0,1 1)", QgsLineSymbol),
        ("Point", "POINT(0 0)", QgsMarkerSymbol),
    ],
)
def test_traces_are_one_symbol_with_the_name_of_the_group(qgis_app, geometry, wkt, kind):
    layer = make_layer(geometry, "EPSG:4547", "field=group_name:string", [(wkt, ("2020",))], "trace")
    for occurring in (False, True):
        chosen = symbology.style(layer, "ellipses", occurring=occurring)
        assert len(chosen.entries) == 1
    assert isinstance(layer.renderer().symbol(), kind)
    assert layer.labeling().settings().fieldName == "group_name"
    assert layer.renderer().symbol().clone()


def test_every_legend_of_marks_and_traces_names_a_declared_column():
    from carbon_pollution_zoning.processing_provider import columns

    for name in entries.names():
        for column in entries.fields_of(name):
            assert columns.column(column)
