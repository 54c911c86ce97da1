"""The algorithm ``checktransmission``: declares, refuses, finds what is not kept on its way, cancels."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:checktransmission"
HAIYUE = f"{Path(__file__).resolve().parents[2] / 'resources' / 'sample' / 'haiyue.gpkg'}|layername="
COUNTY = {"INPUT": HAIYUE + "plan_target", "UNITS": HAIYUE + "hierarchy"}
FIELDS = (
    "field=unit_code:string&field=indicator:string&field=kind:string&field=component:string&field=plan:string"
    "&field=direction:string&field=binding:string&field=value:double"
)
PARTS = [
    ("9901", "co2", "target", "", "", "ceiling", "rigid", 100),
    ("990121", "co2", "target", "", "", "ceiling", "rigid", 70),
    ("990122", "co2", "target", "", "", "ceiling", "rigid", 50),
    ("9901", "co2", "target", "coal", "", "ceiling", "rigid", 60),
    ("990121", "co2", "target", "coal", "", "ceiling", "rigid", 50),
    ("990122", "co2", "target", "coal", "", "ceiling", "rigid", 35),
    ("9901", "co2", "target", "gas", "", "ceiling", "rigid", 40),
    ("990121", "co2", "target", "gas", "", "ceiling", "rigid", 20),
    ("990122", "co2", "target", "gas", "", "ceiling", "rigid", 15),
    ("990121", "co2", "target", "", "energy plan", "ceiling", "rigid", 75),
]


def run(rows=None, feedback=None, **asked):
    given = {"OUTPUT": "memory:"}
    if rows is not None:
        given["INPUT"] = make_layer("None", "", FIELDS, [("", row) for row in rows], "指标 values")
    return processing.run(ID, {**given, **asked}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["TOLERANCE"].defaultValue() == 5 and made["RESERVE"].defaultValue() == 0
    assert made["CHECKS"].defaultValue() == [0, 1, 2, 3, 4]


def test_practice_county_has_one_fault(provider, feedback):
    result = run(None, feedback, **COUNTY, LEVELS="memory:")
    bad = [row for row in rows_of(result["OUTPUT"]) if row["check_state"] != "kept"]
    assert [(row["unit_code"], row["indicator"], row["year"], row["check_state"]) for row in bad] == [
        ("990121", "cropland", 2035, "missed")
    ]
    assert bad[0]["check_gap"] == pytest.approx(-6.512) and bad[0]["check_gap_pct"] == pytest.approx(
        -2, abs=1e-4
    )
    assert (result["CHECKED"], result["MISSED"], result["INCOMPLETE"]) == (114, 1, 0)
    assert sum(row["missed_n"] for row in rows_of(result["LEVELS"])) == 1
    assert provenance.read(result["OUTPUT"])["standards"]["tolerance"] == 0.05


def test_reserves_by_level_make_targets_fail(provider):
    result = run(None, None, **COUNTY, CHECKS=["down"], RESERVES=["county", "3"])
    found = {row["unit_code"] for row in rows_of(result["OUTPUT"]) if row["check_state"] == "missed"}
    assert found == {"990121"}
    assert run(None, None, **COUNTY, CHECKS=["down"], RESERVE=3)["MISSED"] > result["MISSED"] > 1


def test_which_fuel_and_which_plan(provider):
    result = run(PARTS, PARTS="memory:")
    rows = rows_of(result["OUTPUT"])
    (total,) = [row for row in rows if row["check_kind"] == "down" and not row["component"]]
    assert (total["check_gap"], total["check_state"], total["check_gap_pct"]) == (20, "missed", 20)
    assert [(row["part_name"], row["gap_share_pct"]) for row in rows_of(result["PARTS"])] == [
        ("coal", 125),
        ("gas", -25),
    ]
    (plan,) = [row for row in rows if row["check_kind"] == "plans"]
    assert (plan["check_note"], plan["check_state"], plan["stated_value"]) == ("energy plan", "missed", 70)
    # fuels of 990121 add up to its target of 70, those of the others too or less
    assert {row["check_state"] for row in rows if row["check_kind"] == "components"} == {"kept"}


def test_binding_force_decides(provider):
    looser = [(*row[:6], "预期性", row[7]) for row in PARTS[:3]]
    states = {row["check_state"] for row in rows_of(run(looser, TOLERANCE=20)["OUTPUT"])}
    assert states == {"within"}
    advisory = [(*row[:6], "advisory", row[7]) for row in PARTS[:3]]
    assert {row["check_state"] for row in rows_of(run(advisory)["OUTPUT"])} == {"advisory"}


def test_along_a_grouping(provider):
    fields = "field=grouping:string&field=unit:string"
    basin = make_layer("None", "", fields, [("", ("BASIN", "990121")), ("", ("BASIN", "990122"))], "流域")
    fields = "field=unit_code:string"
    units = make_layer("None", "", fields, [("", (code,)) for code in ("9901", "990121", "990122")], "units")
    rows = [*PARTS[:3], ("BASIN", "co2", "target", "", "", "ceiling", "rigid", 110)]
    found = rows_of(run(rows, UNITS=units, GROUPS=basin)["OUTPUT"])
    assert {(row["unit_code"], row["check_gap"]) for row in found} == {("9901", 20), ("BASIN", 10)}


def test_map_and_page(provider, workplace):
    page = workplace / "核查 page.html"
    path = workplace / "乡镇 map.gpkg"
    rows = [
        (f"99012110{i}", "co2", "target", part, "", "ceiling", "rigid", 5)
        for i in (0, 1)
        for part in ("", "coal")
    ]
    rows[1] = (*rows[1][:7], 9)
    result = run(rows, UNITS=HAIYUE + "town", MAP=str(path), REPORT=str(page))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    assert layer.renderer().classAttribute() == "check_state"
    states = {row["unit_code"]: row["check_state"] for row in rows_of(layer)}
    assert (states["990121100"], states["990121101"], states["990121102"]) == ("missed", "kept", None)
    text = page.read_text(encoding="utf-8")
    assert "co2" in text and "<svg" in text and result["MISSED"] == 1


def test_nothing_to_compare_is_told(provider, feedback):
    assert run(PARTS[:1], feedback)["CHECKED"] == 0
    assert "Nothing could be compared" in "\n".join(feedback.warnings)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"RESERVES": ["county", "100"]}, ["county", "100"]),
        ({"RESERVES": ["city", "much"]}, ["city", "much"]),
        ({"MAP": "memory:"}, ["UNITS"]),
        ({"YEAR": "binding"}, ["binding", "rigid"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(PARTS, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 40, 80):
        outputs = {name: str(workplace / f"{name}.gpkg") for name in ("OUTPUT", "LEVELS")}
        run(None, RecordingFeedback(cancel_at=at), **COUNTY, **outputs, REPORT=str(workplace / "r.html"))
        assert list(workplace.iterdir()) == []
