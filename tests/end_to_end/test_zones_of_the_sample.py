"""Spaces, conflicts, sub-zones and sums of the practice county, against results computed a second way."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsGeometry, QgsVectorLayer

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
PACKAGE = f"{SAMPLE / 'haiyue.gpkg'}|layername="
# the expected tables name the lines by layer, the plugin by what they say there
COARSE = {
    "marine_red_line": "sea",
    "marine_development": "sea",
    "red_line_core": "red_line",
    "special_use": "boundary",
    "urban_boundary": "boundary",
}
CLOSE = {"rel": 1e-4, "abs": 1e-3}


def expected(name):
    with (SAMPLE / "expected" / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def spaces(provider):
    layers = {
        "SEA": "sea_mask",
        "MARINE_RED_LINE": "marine_redline",
        "MARINE_DEVELOPMENT": "marine_development",
        "RED_LINE": "STBHHX",
        "FARMLAND": "YJJBNTTB",
        "URBAN_BOUNDARY": "CZKFBJ",
        "PLANNING_ZONES": "GHFQ",
    }
    return processing.run(
        "cpzoning:fourspaces",
        {
            "INPUT": PACKAGE + "DLTB",
            "OUTPUT": "memory:",
            "CONFLICTS": "memory:",
            **{name: PACKAGE + layer for name, layer in layers.items()},
        },
        feedback=RecordingFeedback(),
    )


@pytest.fixture(scope="module")
def zones(spaces):
    towns = QgsVectorLayer(PACKAGE + "zoning_unit", "units", "ogr")
    results = {row["unit_code"]: row for row in expected("town_classes_2024.csv")}
    rows = []
    for feature in towns.getFeatures():
        found = results[feature["unit_code"]]
        attributes = (feature["unit_code"], found["unit_name"], found["class"], float(found["net_tco2e"]))
        rows.append((feature.geometry().asWkt(9), attributes))
    fields = "field=unit_code:string&field=unit_name:string&field=cp_class:string&field=net_tco2:double"
    classes = make_layer("MultiPolygon", towns.crs().authid(), fields, rows, "towns")
    return processing.run(
        "cpzoning:subzones",
        {"INPUT": classes, "SPACES": spaces["OUTPUT"], "OUTPUT": "memory:", "MATRIX": "memory:"},
        feedback=RecordingFeedback(),
    )


def test_spaces_of_the_parcels(spaces):
    found = Counter()
    for row in rows_of(spaces["OUTPUT"]):
        if row["BSM"] is not None:  # the open sea is no parcel
            found[COARSE.get(row["space_rule"], row["space_rule"]), row["space"]] += row["area_ha"]
    rows = {
        (row["rule"], row["space"]): float(row["area_ha"])
        for row in expected("parcel_spaces.csv")
        if row["rule"] != "all"
    }
    assert dict(found) == pytest.approx(rows, **CLOSE)
    assert spaces["NO_DATA_HA"] == 0.0 and spaces["OVERLAP_HA"] == 0.0


def test_conflicts_of_the_lines(spaces):
    found = sorted((row["conflict"], round(row["area_ha"], 2)) for row in rows_of(spaces["CONFLICTS"]))
    rows = sorted((row["conflict"], round(float(row["area_ha"]), 2)) for row in expected("conflicts.csv"))
    assert [code for code, _ in found] == [code for code, _ in rows]
    assert [area for _, area in found] == pytest.approx([area for _, area in rows], rel=1e-3, abs=0.02)


def test_sub_zones_of_the_county_and_its_towns(zones):
    by_zone, by_town = Counter(), Counter()
    for row in rows_of(zones["OUTPUT"]):
        by_zone[row["subzone"]] += row["area_ha"]
        by_town[row["unit_code"], row["subzone"]] += row["area_ha"]
    assert dict(by_zone) == pytest.approx(
        {row["subzone"]: float(row["area_ha"]) for row in expected("subzones.csv")}, **CLOSE
    )
    assert dict(by_town) == pytest.approx(
        {(row["unit_code"], row["subzone"]): float(row["area_ha"]) for row in expected("town_subzones.csv")},
        **CLOSE,
    )
    assert len(by_zone) == 24 and zones["NO_DATA_HA"] == 0.0


def test_totals_of_the_towns_survive_cutting_and_summing_up(zones):
    table = processing.run(
        "cpzoning:zonesummary",
        {"INPUT": zones["OUTPUT"], "UNIT": "unit_code", "UNIT_NAME": "unit_name", "OUTPUT": "memory:"},
        feedback=RecordingFeedback(),
    )["OUTPUT"]
    found = Counter()
    for row in rows_of(table):
        found[row["unit_code"]] += row["net_tco2"]
    nets = {row["unit_code"]: float(row["net_tco2e"]) for row in expected("town_classes_2024.csv")}
    assert dict(found) == pytest.approx(nets, rel=1e-9)
    assert all(row["net_coverage"] == pytest.approx(1.0) for row in rows_of(table))


def test_control_units_of_the_county(zones):
    def made(layer, **options):
        asked = {"INPUT": layer, "MIN_AREA": 5, "MAX_AREA": 500, "SMOOTH": 50, "OUTPUT": "memory:", **options}
        return processing.run("cpzoning:controlunits", asked, feedback=RecordingFeedback())

    result = made(zones["OUTPUT"])
    before, after = rows_of(zones["OUTPUT"]), rows_of(result["OUTPUT"])
    for key in ("area_ha", "net_tco2"):
        sums = [Counter(), Counter()]
        for rows, found in zip((before, after), sums):
            for row in rows:
                found[row["unit_code"]] += row[key]
        assert dict(sums[1]) == pytest.approx(dict(sums[0]), rel=1e-9)
    shapes = [feature.geometry() for feature in result["OUTPUT"].getFeatures()]
    whole = QgsGeometry.unaryUnion(shapes)
    assert sum(shape.area() for shape in shapes) == pytest.approx(whole.area(), rel=1e-12)
    lands = QgsGeometry.unaryUnion([feature.geometry() for feature in zones["OUTPUT"].getFeatures()])
    assert whole.symDifference(lands).area() < 1e-6 * lands.area()
    assert all(shape.isGeosValid() and len(shape.asGeometryCollection()) == 1 for shape in shapes)
    # the same units from the layer turned round
    turned = QgsVectorLayer(f"MultiPolygon?crs={zones['OUTPUT'].crs().authid()}", "turned", "memory")
    turned.dataProvider().addAttributes(list(zones["OUTPUT"].fields()))
    turned.updateFields()
    turned.dataProvider().addFeatures(list(zones["OUTPUT"].getFeatures())[::-1])
    again = rows_of(made(turned)["OUTPUT"])
    areas = [{row["control_unit"]: round(row["area_ha"], 6) for row in rows} for rows in (after, again)]
    assert areas[0] == areas[1] and len(areas[0]) == result["COUNT"]
