"""The algorithm ``mismatchcorrection``: declares, refuses, runs, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import METRES, square

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:mismatchcorrection"
FIELDS = (
    "field=place:integer&field=DLBM:string&field=space:string&field=space_rule:string&field=lock_level:integer"
    "&field=cp_class:string&field=slope:double&field=net_tco2:double&field=eq_total:double&field=area_ha:double"
)
# code, space, rule, lock, class, slope, net, load, area; expected kind
PARCELS = [
    ("0601", "E", "red_line", 1, "SCP", 0, 900, 30, 100, "IND_SCP"),
    ("0701", "E", "red_line", 1, "SC", 0, 90, 10, 10, "URB_E"),
    ("0701", "A", "farmland", 1, "SC", 0, 9, None, 10, "URB_A"),
    ("0201", "A", "farmland", 1, "S", 0, -5, 0, 20, "PBF_USE"),
    ("0101", "E", "red_line_core", 0, "S", 0, 4, 0, 10, "FARM_CORE"),
    ("0101", "E", "red_line", 1, "S", 30, None, 0, 10, "FARM_STEEP"),
    ("0301", "E", "land_use", None, "S", 30, -50, 0, 99, None),
    ("0601", "U", "urban_boundary", 2, "SCP", 0, 999, 9, 99, None),
]
FOREST = -0.644 * 44 / 12  # t CO2 per ha, CN_DIRECT_A


def layer_of(parcels=PARCELS, order=None):
    rows = [(square(i % 5, i // 5, 100), (i, *row[:9])) for i, row in enumerate(parcels)]
    rows = [rows[i] for i in order] if order else rows
    return make_layer("Polygon", METRES, FIELDS, rows, "图斑")


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "SCHEME": "third_survey", "OUTPUT": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback)


def by_place(result):
    return {row["place"]: row for row in rows_of(result["OUTPUT"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert (defaults["STEEP"], defaults["WEIGHT"], defaults["SPACE"]) == (25, 0.5, "space")


def test_kinds_actions_and_rules(provider):
    rows = by_place(run(layer_of()))
    assert {place: row["mismatch_code"] for place, row in rows.items()} == {
        place: row[9] for place, row in enumerate(PARCELS) if row[9]
    }
    assert [rows[place]["conversion_rule"] for place in range(6)] == ["R", "R", "R", "R", "B2", "B2"]
    assert (rows[3]["from_use"], rows[3]["to_use"]) == ("orchard", "cropland")
    assert all(row["action"] and row["mismatch_name"] and row["conversion_note"] for row in rows.values())


def test_savings_and_ranks(provider):
    result = run(layer_of())
    rows = by_place(result)
    assert rows[0]["avoided_tco2"] == pytest.approx(900 - 100 * FOREST, abs=1e-6)
    assert rows[0]["gained_sink_tco2"] == pytest.approx(-100 * FOREST, abs=1e-6)
    # cropland emits in this scheme: an orchard on basic farmland costs carbon
    assert rows[3]["avoided_tco2"] == pytest.approx(-5 - 20 * 0.422 * 44 / 12, abs=1e-6)
    assert rows[3]["gained_sink_tco2"] == 0
    assert (rows[0]["correction_rank"], rows[1]["correction_rank"]) == (1, 2)
    assert (rows[2]["avoided_load"], rows[0]["avoided_load"]) == (None, 30)
    assert result["PARCELS"] == 6 and result["AREA_HA"] == 160
    assert result["AVOIDED"] == pytest.approx(sum(row["avoided_tco2"] or 0 for row in rows.values()))


def test_an_unknown_emission_stays_unknown(provider, feedback):
    rows = by_place(run(layer_of(), feedback))
    assert rows[5]["avoided_tco2"] is None
    assert rows[5]["gained_sink_tco2"] == pytest.approx(-10 * FOREST, abs=1e-6)
    assert any("1 parcels to correct have no net emission" in text for text in feedback.warnings)


def test_nothing_known_is_not_zero(provider):
    parcels = [(*row[:6], None, None, row[8], row[9]) for row in PARCELS]
    result = run(layer_of(parcels), SUMMARY="memory:")
    assert result["AVOIDED"] is None
    assert all(row["avoided_tco2"] is None for row in rows_of(result["SUMMARY"]))
    # then the larger sink goes first
    assert by_place(result)[0]["correction_rank"] == 1


def test_the_summary_adds_up(provider):
    result = run(layer_of(), SUMMARY="memory:")
    rows = {row["mismatch_code"]: row for row in rows_of(result["SUMMARY"])}
    assert list(rows) == ["IND_SCP", "URB_E", "URB_A", "PBF_USE", "FARM_CORE", "FARM_STEEP"]
    assert sum(row["parcels"] for row in rows.values()) == result["PARCELS"]
    assert sum(row["area_ha"] for row in rows.values()) == pytest.approx(result["AREA_HA"])


def test_choices_change_what_is_restored(provider):
    grass = by_place(run(layer_of(), ECOLOGICAL="grassland"))
    assert grass[1]["to_use"] == "grassland"
    assert grass[1]["gained_sink_tco2"] == pytest.approx(10 * 0.021 * 44 / 12, abs=1e-6)
    assert 5 not in by_place(run(layer_of(), STEEP=30))
    only_load = by_place(run(layer_of(), WEIGHT=0))
    assert only_load[0]["correction_score"] == pytest.approx(0.75)


def test_without_an_area_field_areas_are_measured(provider):
    layer = layer_of()
    layer.dataProvider().deleteAttributes([layer.fields().lookupField("area_ha")])
    layer.updateFields()
    rows = by_place(run(layer))
    assert rows[0]["area_ha"] == pytest.approx(1.0, rel=2e-3)


def test_order_does_not_matter(provider):
    straight, mixed = by_place(run(layer_of())), by_place(run(layer_of(order=[5, 3, 0, 7, 1, 6, 4, 2])))
    assert {p: row["correction_rank"] for p, row in straight.items()} == {
        p: row["correction_rank"] for p, row in mixed.items()
    }


def test_parcels_without_a_space_are_told(provider, feedback):
    rows = by_place(
        run(layer_of([("0601", "ND", None, None, "SCP", 0, 5, 0, 1, None), PARCELS[1]]), feedback)
    )
    assert list(rows) == [1]
    assert any("1 parcels have no space" in text and "ND" in text for text in feedback.warnings)


def test_unknown_codes_are_all_listed(provider):
    parcels = [("9999", *PARCELS[0][1:]), ("8888", *PARCELS[1][1:])]
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer_of(parcels))
    assert all(word in str(refusal.value) for word in ("9999", "8888", "图斑"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SPACE": "raum"}, ["图斑", "raum"]),
        ({"CODE": "DL"}, ["DL", "DLBM"]),
        ({"RATE_SCHEME": "NONE"}, ["NONE"]),
        ({"SLOPE": "cp_class"}, ["cp_class", "SCP"]),
    ],
)
def test_refuses_in_a_sentence(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer_of(), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_file_is_styled_and_explains_itself(provider, workplace):
    path = workplace / "错配 纠错.gpkg"
    run(layer_of(), OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert layer.renderer().classAttribute() == "conversion_rule"
    record = provenance.read(layer)
    assert {"conversion_rules.csv", "mismatch_rules.csv", "land_use"} <= set(record["tables"])
    assert record["standards"]["ecological_use"] == "forest"


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(layer_of(), feedback, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
