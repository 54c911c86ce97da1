"""The practice county in the project: complete, named in both languages, read-only, opened once."""

from __future__ import annotations

import hashlib
import re

import pytest
from qgis.core import (
    QgsLayerTreeLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from carbon_pollution_zoning.core import csvdata
from carbon_pollution_zoning.plugin import sample


@pytest.fixture
def opened(plugin):
    plugin.menus.sample_action.trigger()
    return QgsProject.instance()


def layers_of_the_file() -> set[str]:
    details = QgsProviderRegistry.instance().querySublayers(str(sample.geopackage()))
    return {detail.name() for detail in details} | {"landcover_2024", "landcover_2015"}


def test_every_layer_has_its_look_and_no_look_is_left_over():
    rows = csvdata.read_rows(sample.LOOKS, "looks")
    assert {row["layer"] for row in rows} == layers_of_the_file()
    for row in rows:
        assert re.search("[\u4e00-\u9fff]", row["name_zh"]) and row["name_en"].isascii(), row["layer"]


def test_opens_all_layers_in_groups(opened):
    assert len(opened.mapLayers()) == len(layers_of_the_file())
    layers = opened.mapLayers().values()
    assert all(layer.isValid() for layer in layers)
    assert all(layer.readOnly() for layer in layers if isinstance(layer, QgsVectorLayer))
    (county,) = opened.layerTreeRoot().findGroups()
    groups = [group.name() for group in county.findGroups()]
    assert groups == ["Points", "Units", "Control lines", "Land and sea", "Land cover", "Tables"]
    assert {node.name() for node in county.findGroup("Tables").children()} >= {"Plan targets"}


def test_draws_parcels_in_the_colours_of_the_survey(opened):
    (parcels,) = opened.mapLayersByName("Land-use parcels")
    categories = {item.value(): item.symbol().color().name() for item in parcels.renderer().categories()}
    assert len(categories) == 13 and categories["03"] == "#68b167"
    codes = {feature["DLBM"][:2] for feature in parcels.getFeatures()}
    assert codes <= set(categories)


def test_draws_land_cover_in_the_colours_of_its_scheme(opened):
    (cover,) = opened.mapLayersByName("Land cover 2024 (raster)")
    classes = {item.value: (item.color.name(), item.label) for item in cover.renderer().classes()}
    assert len(classes) == 9 and classes[2][1] == "Forest"
    held = {
        int(item.value) for item in QgsPalettedRasterRenderer.classDataFromRaster(cover.dataProvider(), 1)
    }
    assert held - {0} <= set(classes) and len({colour for colour, _ in classes.values()}) == 9


def test_the_map_shows_the_county(opened, desktop):
    (units,) = opened.mapLayersByName("Zoning units (town with its sea)")
    node = opened.layerTreeRoot().findLayer(units.id())
    assert isinstance(node, QgsLayerTreeLayer) and node.isVisible()
    assert desktop.canvas.extent().contains(units.extent())


def test_asked_for_again_it_stays_one(opened, plugin, desktop):
    plugin.menus.sample_action.trigger()
    assert len(opened.layerTreeRoot().findGroups()) == 1
    assert "open already" in desktop.messages()[0]


def test_the_files_stay_as_they_are(plugin):
    path = sample.geopackage()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    plugin.menus.sample_action.trigger()
    for layer in QgsProject.instance().mapLayers().values():
        list(layer.getFeatures() if isinstance(layer, QgsVectorLayer) else ())
    QgsProject.instance().clear()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
