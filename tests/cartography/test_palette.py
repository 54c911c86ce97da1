"""Palettes on layers: polygons, rasters, the user's choice."""

from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsSettings, QgsVectorLayer

from carbon_pollution_zoning.cartography import entries, palette, symbology
from carbon_pollution_zoning.core import palettes
from carbon_pollution_zoning.core.errors import InputError


@pytest.fixture(autouse=True)
def own_settings(qgis_app):
    before = QgsSettings().value(palette.SETTING)
    yield
    QgsSettings().setValue(palette.SETTING, before or palettes.STANDARD)


def layer(field: str) -> QgsVectorLayer:
    made = QgsVectorLayer(f"Polygon?crs=EPSG:4490&field={field}:string", "zones", "memory")
    assert made.isValid()
    return made


@pytest.mark.parametrize("colours", [one.code for one in palettes.palettes()])
@pytest.mark.parametrize(("name", "field"), [("sixclass", "cp_class"), ("subzones", "subzone")])
def test_polygons_take_the_looks_of_the_palette(colours, name, field):
    zones = layer(field)
    symbology.style(zones, name, lang="en", colours=colours)
    looks = palettes.classes(colours) if name == "sixclass" else palettes.subzones(colours)
    for category in zones.renderer().categories():
        look = looks.get(category.value() or "ND") or palettes.classes(colours)["ND"]
        assert category.symbol().symbolLayer(0).fillColor().name() == look.colour.lower()
        sets = {"": 1, "lines": 3, "dots": 3, "cross": 4}[look.pattern]
        assert category.symbol().symbolLayerCount() == sets
        outline = category.symbol().symbolLayer(sets - 1)
        assert outline.strokeColor().name() == look.outline.lower()


def test_the_choice_of_the_user_holds_until_the_next():
    assert palette.chosen() == palettes.STANDARD
    palette.choose(palettes.SAFE)
    assert palette.chosen() == palettes.SAFE
    assert entries.legend("sixclass", "en").entries[0].colour == palettes.classes("safe")["S"].colour
    QgsSettings().setValue(palette.SETTING, "no longer there")
    assert palette.chosen() == palettes.STANDARD
    with pytest.raises(InputError, match="pastel"):
        palette.choose("pastel")


def test_patterns_are_drawn_black_on_white_for_every_geometry():
    chosen = entries.legend("sixclass", "en", colours=palettes.PRINT)
    for geometry in (Qgis.GeometryType.Polygon, Qgis.GeometryType.Line, Qgis.GeometryType.Point):
        assert symbology.symbol(geometry, chosen.entries[0]).symbolLayerCount() >= 1
    cells = {entry.cell for entry in chosen.entries}
    assert len(cells) == len(chosen.entries)
