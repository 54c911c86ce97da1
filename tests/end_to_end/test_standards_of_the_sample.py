"""Standards, comparisons, changes, codes, grades and conflicts of the practice county."""

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
FIELDS = "field=unit_code:string&field=q_c:double&field=q_p:double&field=cp_class:string&field=by_load:string"


def expected(name):
    with (SAMPLE / "expected" / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def run(name, **asked):
    return processing.run(f"cpzoning:{name}", {"OUTPUT": "memory:", **asked}, feedback=RecordingFeedback())


@pytest.fixture(scope="module")
def towns(provider):
    results = {row["unit_code"]: row for row in expected("town_classes_2024.csv")}
    layer = QgsVectorLayer(PACKAGE + "zoning_unit", "units", "ogr")
    rows = []
    for feature in layer.getFeatures():
        row = results[feature["unit_code"]]
        values = (row["unit_code"], float(row["q_c"]), float(row["q_p"]), row["class"], row["class_by_load"])
        rows.append((feature.geometry().asWkt(9), values))
    return make_layer("MultiPolygon", layer.crs().authid(), FIELDS, rows, "乡镇 2024")


def merged(towns, one, other, code, zone_class):
    """The later date: town *other* went into *one*, and the new town has another class."""
    parts, rows = [], []
    for feature in towns.getFeatures():
        if feature["unit_code"] in (one, other):
            parts.append(feature.geometry())
        else:
            rows.append((feature.geometry().asWkt(9), feature.attributes()))
    rows.append((QgsGeometry.unaryUnion(parts).asWkt(9), (code, 0.0, 0.0, zone_class, None)))
    return make_layer("MultiPolygon", towns.crs().authid(), FIELDS, rows, "乡镇 2030")


def test_control_lines_and_their_conflicts(provider):
    result = run(
        "checkcontrollines",
        SEA=PACKAGE + "sea_mask",
        MARINE_RED_LINE=PACKAGE + "marine_redline",
        MARINE_DEVELOPMENT=PACKAGE + "marine_development",
        RED_LINE=PACKAGE + "STBHHX",
        FARMLAND=PACKAGE + "YJJBNTTB",
        URBAN_BOUNDARY=PACKAGE + "CZKFBJ",
        SUMMARY="memory:",
    )
    found = sorted((row["conflict"], row["area_ha"]) for row in rows_of(result["OUTPUT"]))
    known = sorted((row["conflict"], float(row["area_ha"])) for row in expected("conflicts.csv"))
    assert [code for code, _ in found] == [code for code, _ in known]
    # the expected ones are areas in the plane, ours lie on the ellipsoid
    for (_, ours), (_, theirs) in zip(found, known):
        assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-3)
    sums = {row["conflict"]: row["area_ha"] for row in rows_of(result["SUMMARY"])}
    for code, whole in sums.items():
        assert whole == pytest.approx(sum(area for one, area in found if one == code), rel=1e-9)


def test_the_default_standard_gives_the_expected_classes(towns):
    result = run("comparezonings", INPUT=towns, SET_A="absolute", SET_B="zscore_quadrants", SUMMARY="memory:")
    rows = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
    for row in expected("town_classes_2024.csv"):
        assert rows[row["unit_code"]]["class_from"] == row["class"]
    # every z-score quadrant occurs, and the whole is the area of the county
    assert {"S", "SC", "SP"} <= {row["class_to"] for row in rows.values()}
    whole = sum(row["area_ha"] for row in rows.values())
    measures = {row["measure"]: row["by_area"] for row in rows_of(result["SUMMARY"])}
    assert measures["compared"] == pytest.approx(whole, rel=1e-9)


def test_load_and_concentration_agree_in_all_towns(towns):
    result = run("comparezonings", INPUT=towns, WAY="fields", CLASS_B="by_load")
    assert (result["AGREEMENT"], result["KAPPA"], result["CHANGED"]) == (1.0, 1.0, 0)


def test_land_follows_its_towns_when_they_are_merged(towns):
    rows = {row["unit_code"]: row for row in rows_of(towns)}
    scp, cp = (next(code for code, row in rows.items() if row["cp_class"] == kind) for kind in ("SCP", "CP"))
    later = merged(towns, scp, cp, "990121199", "SC")
    result = run(
        "zonechange", INPUT=towns, OTHER=later, MATRIX="memory:", SANKEY="memory:", LINEAGE="memory:"
    )
    links = {(row["unit_event"], row["unit_before"], row["unit_after"]) for row in rows_of(result["LINEAGE"])}
    assert links == {("merged", scp, "990121199"), ("merged", cp, "990121199")}
    area = {row["unit_code"]: row["area_ha"] for row in rows_of(result["OUTPUT"])}
    flows = {
        (row["source"].split()[-1], row["target"].split()[-1]): row["value"]
        for row in rows_of(result["SANKEY"])
    }
    assert flows["SCP", "SC"] == pytest.approx(area[scp], rel=1e-6)
    assert flows["CP", "SC"] == pytest.approx(area[cp], rel=1e-6)
    whole = sum(area.values())
    assert sum(flows.values()) + result["ENDED_HA"] == pytest.approx(whole, rel=1e-6)
    # SCP falls by two degrees, CP by one
    assert result["IMPROVEMENT"] == pytest.approx((2 * area[scp] + area[cp]) / whole, rel=1e-6)


def test_every_parcel_code_has_a_counterpart_in_the_guide(provider):
    there = run("crosswalkcodes", INPUT=PACKAGE + "DLTB", CODES="memory:")
    rows = rows_of(there["CODES"])
    assert sum(row["unit_count"] for row in rows) == 4331
    assert {row["lu_match"] for row in rows} <= {"same", "part", "wider", "several"}
    open_rows = [row for row in rows if row["lu_match"] == "several"]
    assert there["OPEN_COUNT"] == sum(row["unit_count"] for row in open_rows)
    assert there["OPEN_HA"] == pytest.approx(sum(row["area_ha"] for row in open_rows))
    back = run("crosswalkcodes", INPUT=there["OUTPUT"], CODE="lu_target", FROM=2, TO=1)
    for row in rows_of(back["OUTPUT"]):
        if row["lu_match_in"] == row["lu_match"] == "same":
            assert row["lu_target"] == row["lu_code_in"]


def test_enterprises_graded_by_their_industry(provider):
    result = run("industrialgrade", INPUT=PACKAGE + "enterprise", CROSS="memory:")
    rows = rows_of(result["OUTPUT"])
    assert len(rows) == 48 and all(row["industry_name"] for row in rows)
    cement = next(row for row in rows if row["gbt4754"] == "3011")
    assert (cement["grade_pair"], cement["two_high"], cement["carbon_basis"]) == ("P3-C3", 1, "sector")
    counted = Counter((row["pollution_grade"], row["carbon_grade"]) for row in rows)
    for row in rows_of(result["CROSS"]):
        assert row["unit_count"] == counted[row["pollution_grade"], row["carbon_grade"]]
