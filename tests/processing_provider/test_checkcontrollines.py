"""The algorithm ``checkcontrollines``: declares, refuses, finds C1 to C6, tells slivers, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.core.zoning import spaces
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:checkcontrollines"
CRS = "EPSG:4547"


def box(x0, x1, y0=0, y1=100):
    """WKT of a rectangle, metres east and north of a corner on the central meridian."""
    west, east, south, north = 500000 + x0, 500000 + x1, 3300000 + y0, 3300000 + y1
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def layer(name, *boxes, crs=CRS):
    return make_layer("Polygon", crs, "field=name:string", [(wkt, ("",)) for wkt in boxes], name)


@pytest.fixture
def red_line(provider):
    """A core of 200 m beside a general area of 200 m."""
    rows = [(box(0, 200), ("1",)), (box(200, 400), ("0",))]
    return make_layer("Polygon", CRS, "field=core:string", rows, "生态保护红线")


def run(feedback=None, **asked):
    asked = {"OUTPUT": "memory:", "SUMMARY": "memory:", **asked}
    return processing.run(ID, asked, feedback=feedback)


def hectares(result):
    return {row["conflict"]: row["area_ha"] for row in rows_of(result["SUMMARY"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["SLIVER"].defaultValue() == 1.0 and made["SUMMARY"].createByDefault()
    assert "PLANNING_ZONES" not in made
    outputs = {output.name() for output in algorithm.outputDefinitions()}
    assert outputs == {"OUTPUT", "SUMMARY", "CONFLICTS", "CONFLICT_HA", "SLIVER_HA"}


def test_every_conflict_has_its_code_treatment_and_area(red_line, feedback):
    result = run(
        feedback,
        RED_LINE=red_line,
        FARMLAND=layer("基本农田", box(100, 300), box(1000, 1100)),
        URBAN_BOUNDARY=layer("城镇开发边界", box(350, 500), box(1050, 1200)),
        SEA=layer("海域", box(-500, 10)),
        MARINE_RED_LINE=layer("海洋红线", box(-500, -400)),
        MARINE_DEVELOPMENT=layer("开发区", box(-450, -300)),
    )
    # overlaps: 100, 100, 50, 50, 50 and 10 m wide, 100 m high
    expected = {"C1": 1.0, "C2": 1.0, "C3": 0.5, "C4": 0.5, "C5": 0.5, "C6": 0.1}
    assert hectares(result) == pytest.approx(expected, rel=2e-3)
    rows = {row["conflict"]: row for row in rows_of(result["OUTPUT"])}
    assert set(rows) == set(expected)
    for rule in spaces.conflict_rules():
        assert rows[rule.code]["treatment"] == rule.treatment_en
        assert rows[rule.code]["conflict_name"] == rule.name_en
        assert f"Conflict {rule.code}" in feedback.text
    assert result["CONFLICTS"] == 6
    assert result["CONFLICT_HA"] == pytest.approx(3.6, rel=2e-3)


def test_places_that_hang_together_are_one(red_line):
    parcels = [box(0, 50), box(50, 100), box(150, 180)]
    result = run(RED_LINE=red_line, FARMLAND=layer("农田", *parcels))
    assert [row["conflict"] for row in rows_of(result["OUTPUT"])] == ["C1", "C1"]
    assert sorted(row["area_ha"] for row in rows_of(result["OUTPUT"])) == pytest.approx([0.3, 1.0], rel=2e-3)


def test_a_core_that_lies_over_the_general_area_counts_as_core(provider):
    rows = [(box(0, 400), ("0",)), (box(0, 200), ("核心区",))]
    lines = make_layer("Polygon", CRS, "field=core:string", rows, "红线")
    result = run(RED_LINE=lines, FARMLAND=layer("农田", box(100, 300)))
    assert {code: area for code, area in hectares(result).items() if area} == pytest.approx(
        {"C1": 1.0, "C2": 1.0}, rel=2e-3
    )


def test_overlapping_features_of_one_layer_count_once(red_line):
    farmland = layer("农田", box(100, 200), box(150, 200), box(100, 160))
    assert hectares(run(RED_LINE=red_line, FARMLAND=farmland))["C1"] == pytest.approx(1.0, rel=2e-3)


def test_a_place_in_two_conflicts_is_counted_once_in_the_whole(red_line):
    both = {"FARMLAND": layer("农田", box(100, 200)), "URBAN_BOUNDARY": layer("边界", box(100, 200))}
    result = run(RED_LINE=red_line, **both)
    assert {row["conflict"] for row in rows_of(result["OUTPUT"])} == {"C1", "C3", "C4"}
    assert result["CONFLICT_HA"] == pytest.approx(1.0, rel=2e-3)


def test_slivers_are_left_out_and_told(red_line, feedback):
    farmland = layer("农田", box(399.995, 500), box(100, 110))
    result = run(feedback, RED_LINE=red_line, FARMLAND=farmland)
    assert [row["conflict"] for row in rows_of(result["OUTPUT"])] == ["C1"]
    summary = {row["conflict"]: row for row in rows_of(result["SUMMARY"])}
    assert (summary["C2"]["slivers"], summary["C2"]["area_ha"]) == (1, 0)
    assert result["SLIVER_HA"] == pytest.approx(0.5 / 10000, rel=1e-2)
    assert any("1 overlaps below 1.0 m²" in text for text in feedback.warnings)
    kept = run(RED_LINE=red_line, FARMLAND=farmland, SLIVER=0)
    assert kept["CONFLICTS"] == 2 and kept["SLIVER_HA"] == 0


def test_touching_is_no_conflict(red_line):
    result = run(RED_LINE=red_line, FARMLAND=layer("农田", box(400, 500)), SLIVER=0)
    assert result["CONFLICTS"] == 0
    assert hectares(result)["C1"] == 0


def test_what_cannot_be_checked_is_not_zero(red_line, feedback):
    result = run(feedback, RED_LINE=red_line, FARMLAND=layer("农田", box(0, 10)))
    summary = {row["conflict"]: row for row in rows_of(result["SUMMARY"])}
    assert (summary["C5"]["checked"], summary["C5"]["area_ha"], summary["C5"]["pieces"]) == (0, None, None)
    assert summary["C1"]["checked"] == 1
    assert any("C3, C4, C5, C6" in text for text in feedback.warnings)


def test_without_a_field_for_the_core_all_is_c2_and_told(provider, feedback):
    result = run(feedback, RED_LINE=layer("红线", box(0, 100)), FARMLAND=layer("农田", box(0, 50)))
    assert {row["conflict"] for row in rows_of(result["OUTPUT"])} == {"C2"}
    assert any("C1 cannot be told" in text for text in feedback.warnings)


def test_layers_in_other_coordinates(red_line):
    there = processing.run(
        "native:reprojectlayer",
        {"INPUT": layer("农田", box(100, 300)), "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"},
    )["OUTPUT"]
    result = run(RED_LINE=red_line, FARMLAND=there)
    assert hectares(result)["C1"] == pytest.approx(1.0, rel=2e-3)
    # the order of the layers decides the coordinates, and the areas do not depend on them
    swapped = run(SEA=there, RED_LINE=red_line)
    assert swapped["OUTPUT"].crs().authid() == "EPSG:4490"
    assert hectares(swapped)["C6"] == pytest.approx(hectares(result)["C1"] + hectares(result)["C2"], rel=1e-5)


def test_styled_and_explained(red_line, workplace):
    path = workplace / "冲突 map.gpkg"
    run(RED_LINE=red_line, FARMLAND=layer("农田", box(100, 300)), OUTPUT=str(path))
    made = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    assert made.renderer().classAttribute() == "conflict"
    record = provenance.read(made)
    assert record["tables"]["space_conflicts.csv"]["digest"]
    assert record["inputs"]["FARMLAND"]["name"] == "农田"


def test_invalid_polygons_are_repaired_or_refused(red_line, feedback):
    bow = "POLYGON((500000 3300000,500100 3300100,500100 3300000,500000 3300100,500000 3300000))"
    twisted = layer("bow ties", bow)
    result = run(feedback, RED_LINE=red_line, FARMLAND=twisted)
    assert hectares(result)["C1"] == pytest.approx(0.5, rel=2e-3)
    assert any("bow ties" in text for text in feedback.warnings)
    with pytest.raises(QgsProcessingException, match="bow ties"):
        run(RED_LINE=red_line, FARMLAND=twisted, INVALID="refuse")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ["C1", "RED_LINE × FARMLAND"]),
        ({"FARMLAND": "farmland", "SEA": "farmland"}, ["C4", "FARMLAND × URBAN_BOUNDARY"]),
        ({"FARMLAND": "table", "RED_LINE": "farmland"}, ["表", "no polygons"]),
        ({"FARMLAND": "nowhere", "RED_LINE": "farmland"}, ["无坐标", "coordinate reference system"]),
        ({"RED_LINE": "farmland", "FARMLAND": "empty"}, ["空图层", "no features"]),
        ({"RED_LINE": "farmland", "FARMLAND": "farmland", "CORE_FIELD": "corre"}, ["corre"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, asked, words):
    made = {
        "farmland": layer("农田", box(0, 10)),
        "table": make_layer("None", "", "field=name:string", [("", ("",))], "表"),
        "nowhere": layer("无坐标", box(0, 10), crs=""),
        "empty": layer("空图层"),
    }
    with pytest.raises(QgsProcessingException) as refusal:
        run(**{key: made.get(value, value) for key, value in asked.items()})
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize("cancel_at", [0, 40, 95])
def test_cancel_leaves_nothing_behind(red_line, workplace, cancel_at):
    asked = {"OUTPUT": str(workplace / "a.gpkg"), "SUMMARY": str(workplace / "b.csv")}
    run(
        RecordingFeedback(cancel_at=cancel_at), RED_LINE=red_line, FARMLAND=layer("农田", box(0, 90)), **asked
    )
    assert list(workplace.iterdir()) == []
