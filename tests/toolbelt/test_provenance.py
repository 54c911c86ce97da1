"""Where a result comes from can be read from the result."""

from __future__ import annotations

import hashlib

import processing
from helpers import make_layer
from qgis.core import QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

FIELDS = "field=net_tco2:double&field=area:double&field=q_p:double"


def test_a_run_can_be_repeated_from_its_record(provider, workplace):
    rows = [("", (3000, 100, 0.5)), ("", (1000, 100, 2.0))]
    table = workplace / "单元 表.gpkg"
    processing.run(
        "native:savefeatures", {"INPUT": make_layer("None", "", FIELDS, rows, "t"), "OUTPUT": str(table)}
    )
    first = workplace / "first.gpkg"
    inputs = {"INPUT": str(table), "DENOMINATOR_FIELD": "area", "CARBON_BENCHMARK": 25}
    processing.run("cpzoning:sixclasszoning", {**inputs, "OUTPUT": str(first)})

    record = provenance.read(QgsVectorLayer(f"{first}|layername=first", "first", "ogr"))
    assert record["algorithm"] == "cpzoning:sixclasszoning"
    assert record["inputs"]["INPUT"]["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert record["inputs"]["INPUT"]["features"] == 2

    again = {**record["parameters"], "OUTPUT": "memory:"}
    repeated = processing.run(record["algorithm"], again)["OUTPUT"]
    original = QgsVectorLayer(f"{first}|layername=first", "first", "ogr")
    names = [field.name() for field in repeated.fields()]
    assert [[f[name] for name in names] for f in repeated.getFeatures()] == [
        [f[name] for name in names] for f in original.getFeatures()
    ]


def test_a_layer_in_memory_carries_its_record_too(provider):
    table = make_layer("None", "", FIELDS, [("", (3000, 100, 0.5))], "表")
    made = processing.run(
        "cpzoning:sixclasszoning", {"INPUT": table, "DENOMINATOR_FIELD": "area", "OUTPUT": "memory:"}
    )["OUTPUT"]
    assert provenance.read(made)["standards"]["carbon_mode"] == "neutrality"
    assert made.attributeDisplayName(made.fields().lookupField("margin")) != "margin"


def test_a_layer_of_somebody_else_has_no_record(provider):
    assert provenance.read(make_layer("None", "", FIELDS, [], "x")) is None
