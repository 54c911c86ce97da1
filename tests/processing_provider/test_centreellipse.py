"""The algorithm ``centreellipse``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
import math
from pathlib import Path

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import FEET, FOOT, METRES

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:centreellipse"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
VALUES = json.loads(FIXTURE.read_text(encoding="utf-8"))["sde"]
EAST, NORTH = 500_000.0, 3_300_000.0
FIELDS = "field=w:double&field=gdp2015:double&field=gdp2020:double&field=year:string&field=net_tco2:double"


def layer_of(crs=METRES, order=None, **columns):
    """The points of the method notes, shifted to where the CRS is at home; columns by name."""
    unit = FOOT if crs == FEET else 1.0
    east, north = (300_000 / unit, 60_000 / unit) if crs == FEET else (EAST, NORTH)
    names = ("w", "gdp2015", "gdp2020", "year", "net_tco2")
    rows = []
    for place, (x, y) in enumerate(VALUES["points"]):
        values = [columns[name][place] if name in columns else None for name in names]
        rows.append((f"POINT({east + x / unit} {north + y / unit})", values))
    rows = [rows[place] for place in order] if order else rows
    return make_layer("Point", crs, FIELDS, rows, "企业")


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "WEIGHTS": [], "ELLIPSES": "memory:", "CENTRES": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback)


def centre(layer, **changes):
    (row,) = rows_of(run(layer, **changes)["CENTRES"])
    return row


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        "ELLIPSES",
        "CENTRES",
        "SHIFTS",
        "SHIFT_M",
    }


@pytest.mark.parametrize("convention", ["standard", "yuill", "crimestat"])
def test_values_of_the_method_notes(provider, convention):
    expected = VALUES["unweighted"]
    row = centre(layer_of(), CONVENTION=convention)
    axes = {
        "standard": [expected["major"], expected["minor"]],
        "yuill": expected["sqrt2"],
        "crimestat": VALUES["crimestat_unweighted"],
    }[convention]
    assert [row["major_m"], row["minor_m"]] == pytest.approx(axes, abs=1e-6)
    assert [row["centre_x"] - EAST, row["centre_y"] - NORTH] == pytest.approx(expected["centre"], abs=1e-6)
    assert row["rotation_deg"] == pytest.approx(expected["theta"], abs=1e-6)
    assert row["convention"] == convention


def test_weights(provider):
    expected, layer = VALUES["weighted"], layer_of(w=VALUES["weights"])
    row = centre(layer, WEIGHTS=["w"])
    assert [row["major_m"], row["minor_m"]] == pytest.approx([expected["major"], expected["minor"]], abs=1e-6)
    assert (row["quantity"], row["points_used"], row["weight_sum"]) == ("w", 6, sum(VALUES["weights"]))
    assert centre(layer, WEIGHTS=["w"], SIZE=2)["major_m"] == pytest.approx(2 * expected["major"], abs=1e-6)


def test_neither_order_nor_unit_of_the_crs_matter(provider):
    straight = centre(layer_of(w=VALUES["weights"]), WEIGHTS=["w"])
    for layer in (
        layer_of(w=VALUES["weights"], order=[3, 1, 5, 0, 4, 2]),
        layer_of(crs=FEET, w=VALUES["weights"]),
    ):
        other = centre(layer, WEIGHTS=["w"])
        for name in ("major_m", "minor_m", "rotation_deg", "ellipse_km2", "standard_distance_m"):
            assert other[name] == pytest.approx(straight[name], rel=1e-5)


def test_the_outline_is_the_ellipse(provider):
    result = run(layer_of())
    (feature,) = result["ELLIPSES"].getFeatures()
    assert feature.geometry().isGeosValid()
    assert feature.geometry().area() == pytest.approx(feature["ellipse_km2"] * 1e6, rel=2e-3)
    assert feature.geometry().contains(next(result["CENTRES"].getFeatures()).geometry())


def test_years_in_fields_and_years_in_rows_give_the_same_move(provider):
    wide = layer_of(gdp2015=VALUES["weights"], gdp2020=VALUES["shift"]["weights2"])
    options = {"SHIFTS": "memory:", "WEIGHTS": ["gdp2020", "gdp2015"], "SERIES": True}
    found = run(wide, **options)
    (move,) = found["SHIFTS"].getFeatures()
    assert (move["from_group"], move["to_group"]) == ("gdp2015", "gdp2020")
    assert move["distance_m"] == pytest.approx(VALUES["shift"]["dist"], abs=1e-6)
    assert move["azimuth_deg"] == pytest.approx(VALUES["shift"]["azimuth"], abs=1e-5)
    assert found["SHIFT_M"] == pytest.approx(VALUES["shift"]["dist"], abs=1e-6)
    assert move.geometry().length() == pytest.approx(VALUES["shift"]["dist"], abs=1e-6)
    long = layer_of(w=VALUES["weights"], year=["2015"] * 6)
    later = layer_of(w=VALUES["shift"]["weights2"], year=["2020"] * 6)
    long.dataProvider().addFeatures(list(later.getFeatures()))
    assert run(long, WEIGHTS=["w"], GROUP_FIELD="year")["SHIFT_M"] == pytest.approx(
        VALUES["shift"]["dist"], abs=1e-6
    )


def test_several_quantities_have_a_track_each(provider):
    layer = layer_of(w=VALUES["weights"], gdp2015=VALUES["weights"])
    assert [row["quantity"] for row in rows_of(run(layer, WEIGHTS=["w", "gdp2015"])["CENTRES"])] == [
        "w",
        "gdp2015",
    ]


def test_sources_and_sinks_apart(provider):
    layer = layer_of(net_tco2=[5, -2, 0, 3, -1, None])
    with pytest.raises(QgsProcessingException, match=r"2 weights of net_tco2.*2, 5"):
        run(layer, WEIGHTS=["net_tco2"])
    assert centre(layer, WEIGHTS=["net_tco2"], PART="sources")["weight_sum"] == 8
    assert centre(layer, WEIGHTS=["net_tco2"], PART="sinks")["weight_sum"] == 3


def test_missing_weights_are_left_out_and_told(provider, feedback):
    layer = layer_of(w=[1, 2, None, 4, 1, 2])
    (row,) = rows_of(run(layer, feedback, WEIGHTS=["w"])["CENTRES"])
    assert row["points_used"] == 5
    assert any("1 units have no value of w" in text for text in feedback.warnings)


def test_degenerate_groups_have_a_centre_and_no_ellipse(provider, feedback):
    layer = layer_of(year=["a", "b", "b", "b", "b", "b"])
    result = run(layer, feedback, GROUP_FIELD="year")
    assert len(rows_of(result["CENTRES"])) == 2
    assert [row["group_name"] for row in rows_of(result["ELLIPSES"])] == ["b"]
    assert rows_of(result["CENTRES"])[0]["rotation_deg"] is None
    assert any("1 groups lie in one point" in text for text in feedback.warnings)


def test_weights_that_are_all_zero_are_told_or_refused(provider, feedback):
    layer = layer_of(w=[0, 1, 1, 2, 1, 1], year=["a", "b", "b", "b", "b", "b"])
    rows = rows_of(run(layer, feedback, WEIGHTS=["w"], GROUP_FIELD="year")["CENTRES"])
    assert [row["group_name"] for row in rows] == ["b"]
    assert any("w a" in text for text in feedback.warnings)
    with pytest.raises(QgsProcessingException, match="no centre"):
        run(layer_of(w=[0] * 6), WEIGHTS=["w"])


def test_small_groups_are_named_where_the_convention_needs_more(provider):
    layer = layer_of(year=["a", "a", "b", "b", "b", "b"])
    with pytest.raises(QgsProcessingException, match="fewer: a"):
        run(layer, GROUP_FIELD="year", CONVENTION="crimestat")


def test_degrees_are_laid_out_in_a_plane(provider, feedback):
    rows = [("POINT(113 30)", (1,)), ("POINT(114 30)", (1,)), ("POINT(113.5 30.5)", (1,))]
    layer = make_layer("Point", "EPSG:4490", "field=w:double", rows, "经纬度")
    (row,) = rows_of(run(layer, feedback)["CENTRES"])
    assert (row["centre_x"], row["centre_y"]) == pytest.approx((113.5, 30.17), abs=0.01)
    # half a degree of the parallel is 48.2 km; two of three points lie so far out
    assert row["major_m"] == pytest.approx(48_240 * math.sqrt(2 / 3), rel=2e-3)
    assert any("EPSG:4490" in text for text in feedback.infos)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"WEIGHTS": ["ww"]}, ["企业", "ww"]),
        ({"SERIES": True, "WEIGHTS": ["w", "gdp2015"]}, ["w, gdp2015", "year"]),
        ({"SERIES": True, "WEIGHTS": ["gdp2015", "gdp2020"], "GROUP_FIELD": "year"}, ["not both"]),
        ({"SIZE": 0}, ["above 0"]),
    ],
)
def test_refuses_in_a_sentence(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer_of(w=VALUES["weights"]), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_the_whole_world_in_degrees_is_refused(provider):
    rows = [("POINT(-170 60)", (1,)), ("POINT(170 -40)", (1,))]
    layer = make_layer("Point", "EPSG:4326", "field=w:double", rows, "世界")
    with pytest.raises(QgsProcessingException, match="Reproject"):
        run(layer)


def test_files_are_styled_and_explain_themselves(provider, workplace):
    path = workplace / "重心 椭圆.gpkg"
    run(layer_of(), ELLIPSES=str(path), CENTRES=str(workplace / "c.gpkg"), SHIFTS=str(workplace / "s.gpkg"))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert layer.renderer().type() == "singleSymbol" and layer.labelsEnabled()
    assert provenance.read(layer)["standards"]["convention"] == "standard"
    assert sorted(item.name for item in workplace.iterdir()) == ["c.gpkg", "s.gpkg", "重心 椭圆.gpkg"]


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(layer_of(), feedback, ELLIPSES=str(workplace / "a.gpkg"), CENTRES=str(workplace / "b.gpkg"))
    assert list(workplace.iterdir()) == []
