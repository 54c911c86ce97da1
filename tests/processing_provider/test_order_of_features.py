"""Zoning of the practice county does not depend on the order of the features, and keeps its area."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from practice_county import CLASSES, PACKAGE
from qgis.core import QgsFeature, QgsField, QgsVectorLayer, edit
from qgis.PyQt.QtCore import QMetaType

LINES = {
    "RED_LINE": "STBHHX",
    "FARMLAND": "YJJBNTTB",
    "URBAN_BOUNDARY": "CZKFBJ",
    "SEA": "sea_mask",
    "MARINE_RED_LINE": "marine_redline",
    "MARINE_DEVELOPMENT": "marine_development",
}


def given(name: str, turned: bool) -> QgsVectorLayer:
    """A layer of the practice county in memory, its features in the other order where asked."""
    source = QgsVectorLayer(f"{PACKAGE}|layername={name}", name, "ogr")
    features = list(source.getFeatures())
    layer = QgsVectorLayer(f"Polygon?crs={source.crs().authid()}", name, "memory")
    layer.dataProvider().addAttributes(list(source.fields())[1:])
    layer.updateFields()
    copies = []
    for feature in features[::-1] if turned else features:
        copied = QgsFeature(layer.fields())
        copied.setGeometry(feature.geometry())
        copied.setAttributes(feature.attributes()[1:])
        copies.append(copied)
    layer.dataProvider().addFeatures(copies)
    return layer


def run(name: str, **options):
    return processing.run(f"cpzoning:{name}", options, feedback=RecordingFeedback())


def sums(layer, *names: str) -> dict[tuple, float]:
    """Hectares by the values of fields."""
    found: dict[tuple, float] = {}
    for row in rows_of(layer):
        key = tuple(row[name] for name in names)
        found[key] = found.get(key, 0.0) + row["area_ha"]
    return found


def agree(one: dict, other: dict) -> None:
    assert one.keys() == other.keys() and one
    for key, value in one.items():
        assert value == pytest.approx(other[key], rel=1e-6, abs=1e-6), key


def spaces_of(turned: bool) -> QgsVectorLayer:
    lines = {name: given(layer, turned) for name, layer in LINES.items()}
    return run("fourspaces", INPUT=given("DLTB", turned), OUTPUT="memory:", **lines)["OUTPUT"]


def classes_of(turned: bool) -> QgsVectorLayer:
    """The towns with a class each by their codes."""
    layer = given("zoning_unit", turned)
    codes = sorted(feature["unit_code"] for feature in layer.getFeatures())
    layer.dataProvider().addAttributes([QgsField("cp_class", QMetaType.Type.QString)])
    layer.updateFields()
    with edit(layer):
        for feature in layer.getFeatures():
            feature["cp_class"] = CLASSES[codes.index(feature["unit_code"]) % len(CLASSES)]
            layer.updateFeature(feature)
    return layer


@pytest.fixture(scope="module")
def spaces(provider):
    return spaces_of(False), spaces_of(True)


def test_conflicts_of_the_lines(provider):
    made = []
    for turned in (False, True):
        lines = {name: given(layer, turned) for name, layer in LINES.items()}
        made.append(sums(run("checkcontrollines", OUTPUT="memory:", **lines)["OUTPUT"], "conflict"))
    agree(*made)


def test_spaces(spaces):
    agree(*(sums(layer, "BSM", "space", "space_rule") for layer in spaces))


def test_sub_zones_and_control_units(spaces):
    zones = [
        run("subzones", INPUT=classes_of(turned), SPACES=layer, OUTPUT="memory:")["OUTPUT"]
        for layer, turned in zip(spaces, (False, True))
    ]
    agree(*(sums(layer, "unit_code", "subzone") for layer in zones))
    whole = sum(sums(classes_of(False), "unit_code").values())
    assert sum(sums(zones[0], "subzone").values()) == pytest.approx(whole, rel=1e-4)
    units = [run("controlunits", INPUT=layer, MIN_AREA=20, OUTPUT="memory:")["OUTPUT"] for layer in zones]
    agree(*(sums(layer, "control_unit") for layer in units))
    agree(sums(zones[0], "unit_code"), sums(units[0], "unit_code"))
    summed = [run("zonesummary", INPUT=layer, OUTPUT="memory:")["OUTPUT"] for layer in zones]
    agree(*(sums(layer, "unit_code", "zone") for layer in summed))
