"""The algorithm ``zonechange``: declares, refuses, runs over fields and layers, traces, draws, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:zonechange"
FIELDS = "field=code:string&field=cp_class:string&field=ha:double"


def box(x1, x2, y=0):
    x1, x2, y = 500000 + x1, 500000 + x2, 3300000 + y
    return f"POLYGON(({x1} {y},{x2} {y},{x2} {y + 100},{x1} {y + 100},{x1} {y}))"


@pytest.fixture
def before(provider):
    rows = [
        (box(0, 100), ("01", "SCP", 1)),
        (box(100, 200), ("02", "CP", 1)),
        (box(200, 300), ("03", "PC", 1)),
        (box(300, 500), ("04", "SC", 2)),
        (box(500, 600), ("05", None, 1)),
        (box(600, 700), ("06", "S", 1)),
        (box(0, 100, 500), ("07", "SP", 1)),
    ]
    return make_layer("Polygon", "EPSG:4547", FIELDS, rows, "乡镇 2020")


@pytest.fixture
def after(provider):
    rows = [
        (box(0, 100), ("01", "CP", 1)),
        (box(100, 300), ("02", "S", 2)),  # took 03 in
        (box(300, 350), ("41", "S", 0.5)),  # 04 was split
        (box(350, 500), ("42", "SC", 1.5)),
        (box(500, 600), ("05", "S", 1)),
        (box(600, 700), ("60", "S", 1)),  # 06 with another code
        (box(900, 1000), ("99", "SP", 1)),  # new land; 07 is gone
    ]
    return make_layer("Polygon", "EPSG:4547", FIELDS, rows, "乡镇 2030")


def options(before, after, **changes):
    return {
        "INPUT": before,
        "OTHER": after,
        "UNIT_CODE": "code",
        "UNIT_CODE_OTHER": "code",
        "AREA_FIELD": "ha",
        "LABEL_A": "2020",
        "LABEL_B": "2030",
        "OUTPUT": "memory:",
        "MATRIX": "memory:",
        "SANKEY": "memory:",
        "LINEAGE": "memory:",
        **changes,
    }


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["PICTURE"].type() == "fileDestination" and not made["PICTURE"].createByDefault()
    assert made["MATRIX"].createByDefault() and made["SANKEY"].createByDefault()
    assert not made["LINEAGE"].createByDefault()
    assert made["WAY"].options()[0].startswith("another layer")


def test_merged_split_and_recoded_units_are_named(before, after, feedback):
    result = processing.run(ID, options(before, after), feedback=feedback)
    found = {
        (row["unit_event"], row["unit_before"], row["unit_after"]): row for row in rows_of(result["LINEAGE"])
    }
    assert set(found) == {
        ("merged", "03", "02"),
        ("split", "04", "41"),
        ("split", "04", "42"),
        ("recoded", "06", "60"),
        ("ended", "07", None),
        ("new", None, "99"),
    }
    part = found["split", "04", "41"]
    assert part["share_before"] == pytest.approx(0.25, abs=1e-6)
    assert part["area_ha"] == pytest.approx(0.5, abs=1e-6)
    assert (part["class_from"], part["class_to"]) == ("SC", "S")
    assert found["merged", "03", "02"]["share_after"] == pytest.approx(0.5, rel=1e-3)
    text = "\n".join(feedback.warnings)
    assert all(words in text for words in ("03→02", "04→41, 04→42", "06→60", "99", "07"))


def test_areas_go_with_the_land(before, after):
    result = processing.run(ID, options(before, after))
    matrix = {row["class_from"]: row for row in rows_of(result["MATRIX"])}
    assert matrix["SCP"]["ha_cp"] == 1
    assert matrix["CP"]["ha_s"] == 1
    assert matrix["PC"]["ha_s"] == pytest.approx(1, abs=1e-6)
    assert matrix["SC"]["ha_s"] == pytest.approx(0.5, abs=1e-6)
    assert matrix["SC"]["ha_sc"] == pytest.approx(1.5, abs=1e-6)
    assert matrix["ND"]["ha_s"] == 1
    # all land of 2020, but for the hectare of 07 that nobody continues
    assert matrix["total"]["ha_total"] + result["ENDED_HA"] == pytest.approx(8, abs=1e-6)
    assert result["ENDED_HA"] == pytest.approx(1, abs=1e-6)
    # units count only where both dates have them
    assert matrix["total"]["n_total"] == 3
    # SCP→CP 1, CP→S 2, PC→S 2, SC→S 0.5, of 6 ha that are known: 1+1+1+2 kept and 1 kept
    assert result["IMPROVEMENT"] == pytest.approx((1 * 1 + 2 * 1 + 2 * 1 + 1 * 0.5) / 6, abs=1e-6)
    assert result["CHANGED_HA"] == pytest.approx(3.5, abs=1e-6)


def test_the_map_tells_what_each_change_means(before, after, workplace):
    path = workplace / "变化 map.gpkg"
    processing.run(ID, options(before, after, OUTPUT=str(path)))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    kinds = [row["change_kind"] for row in rows_of(layer)]
    assert kinds == ["improved", "double_compliance", "gone", "gone", "ND", "gone", "gone"]
    assert layer.renderer().classAttribute() == "change_kind"
    record = provenance.read(layer)["results"]
    assert record["improvement_index"] == pytest.approx(5.5 / 6, abs=1e-6)
    assert record["traced_ha"] == pytest.approx(4, abs=1e-6)


def test_flows_as_a_table(before, after):
    rows = rows_of(processing.run(ID, options(before, after))["SANKEY"])
    assert list(rows[0]) == ["source", "target", "value"]
    flows = {(row["source"], row["target"]): row["value"] for row in rows}
    assert flows["2020 CP", "2030 S"] == 1
    assert flows["2020 SC", "2030 SC"] == pytest.approx(1.5, abs=1e-6)
    assert sum(flows.values()) == pytest.approx(7, abs=1e-6)
    by_units = rows_of(processing.run(ID, options(before, after, FLOW_BY="units"))["SANKEY"])
    assert {(row["source"], row["target"], row["value"]) for row in by_units} == {
        ("2020 SCP", "2030 CP", 1),
        ("2020 CP", "2030 S", 1),
        ("2020 ND", "2030 S", 1),
    }


@pytest.mark.parametrize("ending", ["svg", "png", "html"])
def test_flows_as_a_picture(before, after, workplace, ending):
    path = workplace / f"桑基图 flows.{ending}"
    result = processing.run(ID, options(before, after, PICTURE=str(path)))
    assert result["PICTURE"] == str(path)
    assert [item.name for item in workplace.iterdir()] == [path.name]
    if ending == "png":
        picture = QImage(str(path))
        assert picture.width() > 1000 and picture.pixelColor(5, 5).name() == "#ffffff"
    else:
        text = path.read_text(encoding="utf-8")
        assert text.count("<path") == 7  # one ribbon per flow
        assert "2020" in text and "2030" in text and "<script" not in text
        assert ("<!DOCTYPE html>" in text) is (ending == "html")


def test_two_fields_of_one_layer(provider):
    fields = "field=code:string&field=old:string&field=new:string"
    rows = [
        (box(0, 100), ("1", "CP", "S")),
        (box(100, 200), ("2", "S", "S")),
        (box(200, 300), ("3", "S", "ND")),
    ]
    layer = make_layer("Polygon", "EPSG:4547", fields, rows, "乡镇")
    asked = {"INPUT": layer, "WAY": "fields", "CLASS_A": "old", "CLASS_B": "new", "OUTPUT": "memory:"}
    result = processing.run(ID, {**asked, "MATRIX": "memory:", "SANKEY": "memory:"})
    assert result["IMPROVEMENT"] == pytest.approx(1.0, rel=1e-6)
    assert result["ENDED_HA"] == 0
    assert rows_of(result["SANKEY"])[0]["source"].startswith("old ")


def test_layers_in_other_coordinates_are_brought_together(before, after):
    there = processing.run(
        "native:reprojectlayer", {"INPUT": after, "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"}
    )["OUTPUT"]
    result = processing.run(ID, options(before, there))
    events = {
        (row["unit_event"], row["unit_before"], row["unit_after"]) for row in rows_of(result["LINEAGE"])
    }
    assert ("split", "04", "41") in events and ("merged", "03", "02") in events
    assert result["ENDED_HA"] == pytest.approx(1, abs=1e-3)


def test_tables_have_no_polygons_to_trace_by(before, provider, feedback):
    rows = [("", ("01", "CP", 1)), ("", ("02", "S", 1))]
    table = make_layer("None", "", FIELDS, rows, "表 2030")
    result = processing.run(ID, options(before, table), feedback=feedback)
    assert {row["unit_event"] for row in rows_of(result["LINEAGE"])} == {"ended"}
    assert result["ENDED_HA"] == 6
    assert any("polygons" in text for text in feedback.warnings)


def test_the_order_of_features_does_not_matter(before, after):
    def turned(layer):
        asked = {"INPUT": layer, "EXPRESSION": '"code"', "ASCENDING": False, "OUTPUT": "memory:"}
        return processing.run("native:orderbyexpression", asked)["OUTPUT"]

    one = processing.run(ID, options(before, after))
    other = processing.run(ID, options(turned(before), turned(after)))
    for table in ("MATRIX", "LINEAGE"):
        for here, there in zip(rows_of(one[table]), rows_of(other[table])):
            assert here == pytest.approx(there)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"OTHER": None}, ["OTHER"]),
        ({"UNIT_CODE": "cod"}, ["cod", "code"]),
        ({"CLASS_A": "code"}, ["code", "07 (1×)"]),
        ({"PICTURE": "flows.gif"}, ["flows.gif", ".svg"]),
        ({"PICTURE": "/nowhere/at all/flows.svg"}, ["/nowhere/at all"]),
        ({"WAY": "fields"}, ["CLASS_B"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(before, after, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, options(before, after, **changes))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_invalid_polygons_are_repaired_or_refused(before, after, feedback):
    bow = "POLYGON((500700 3300000,500800 3300100,500800 3300000,500700 3300100,500700 3300000))"
    rows = [(bow, ("bow", "S", 1)), (box(0, 100), ("01", "S", 1))]
    twisted = make_layer("Polygon", "EPSG:4547", FIELDS, rows, "bow ties")
    processing.run(ID, options(twisted, after), feedback=feedback)
    assert any("bow ties" in text and "repaired" in text for text in feedback.warnings)
    with pytest.raises(QgsProcessingException, match="bow ties"):
        processing.run(ID, options(twisted, after, INVALID="refuse"))


@pytest.mark.parametrize("cancel_at", [0, 45, 80])
def test_cancel_leaves_nothing_behind(before, after, workplace, cancel_at):
    asked = options(before, after, OUTPUT=str(workplace / "never.gpkg"), PICTURE=str(workplace / "never.svg"))
    processing.run(ID, asked, feedback=RecordingFeedback(cancel_at=cancel_at))
    assert list(workplace.iterdir()) == []
