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


def test_the_steps_before_are_known_with_what_they_warned_of(provider, workplace):
    fields = "field=unit_code:string&field=net_tco2:double&field=area:double&field=pm25:double"
    rows = [("", ("01", 3000, 100, 50)), ("", ("02", None, 100, 20))]
    table = make_layer("None", "", fields, rows, "单元")
    index, zones, summed = (str(workplace / f"{name}.gpkg") for name in ("指数", "分区", "汇总"))
    asked = {"POLLUTANTS": ["pm25", "35", "", ""]}
    processing.run("cpzoning:pollutionindex", {"INPUT": table, **asked, "OUTPUT": index})
    options = {"INPUT": index, "DENOMINATOR_FIELD": "area", "OUTPUT": zones}
    processing.run("cpzoning:sixclasszoning", options)
    report = workplace / "报告.html"
    processing.run(
        "cpzoning:zonesummary",
        {"INPUT": zones, "AREA_FIELD": "area", "OUTPUT": summed, "REPORT": str(report), "LANGUAGE": "en"},
    )
    last = provenance.read(QgsVectorLayer(summed, "汇总", "ogr"))
    steps = provenance.chain(last)
    assert [one["algorithm"].partition(":")[2] for one in steps] == [
        "pollutionindex",
        "sixclasszoning",
        "zonesummary",
    ]
    # one unit has no net emission: the benchmark of all hangs on it, and the last page says so
    assert any("1 of 2 units" in text for text in steps[1]["warnings"])
    assert "1 of 2 units" in report.read_text(encoding="utf-8")
    # what limits was known before q_p was: the second step leaves it alone
    found = QgsVectorLayer(zones, "分区", "ogr")
    names = [field.name() for field in found.fields()]
    assert names.count("limiting") == 1 and "limiting_in" not in names
    assert [feature["limiting"] for feature in found.getFeatures()] == ["PM2_5", "PM2_5"]


def test_a_layer_in_memory_carries_its_record_too(provider):
    table = make_layer("None", "", FIELDS, [("", (3000, 100, 0.5))], "表")
    made = processing.run(
        "cpzoning:sixclasszoning", {"INPUT": table, "DENOMINATOR_FIELD": "area", "OUTPUT": "memory:"}
    )["OUTPUT"]
    assert provenance.read(made)["standards"]["carbon_mode"] == "neutrality"
    assert made.attributeDisplayName(made.fields().lookupField("margin")) != "margin"


def test_a_layer_of_somebody_else_has_no_record(provider):
    assert provenance.read(make_layer("None", "", FIELDS, [], "x")) is None
