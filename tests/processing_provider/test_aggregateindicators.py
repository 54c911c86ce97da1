"""The algorithm ``aggregateindicators``: declares, refuses, adds up the practice county and the world."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:aggregateindicators"
ROOT = Path(__file__).resolve().parents[2]
HAIYUE = f"{ROOT / 'resources' / 'sample' / 'haiyue.gpkg'}|layername="
CEDS = ROOT / "resources" / "sample" / "world" / "ceds_country_2005_2019.csv"
REGIONS = ROOT / "tests" / "fixtures" / "world" / "regions.csv"
FIELDS = (
    "field=unit_code:string&field=indicator:string&field=year:integer&field=value:double&field=weight:double"
)
# forest cover (share of the whole) and CO2 per GDP of methods D.2
ROWS = [
    ("990121101", "cover", 2024, 60, 100),
    ("990121102", "cover", 2024, 40, 300),
    ("990121103", "cover", 2024, 10, 600),
    ("990121101", "net", 2024, 5, None),
    ("990121102", "net", 2024, None, None),
    ("990121", "net", 2024, 9, None),
]


def layer(rows=ROWS, fields=FIELDS):
    return make_layer("None", "", fields, [("", row) for row in rows], "上报 reports")


def run(feedback=None, **asked):
    return processing.run(ID, {"OUTPUT": "memory:", **asked}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["UNIT"].defaultValue() == "unit_code" and made["PARENT"].defaultValue() == "parent_code"
    assert {"UNITS", "GROUPS", "WEIGHT", "SUBZONE", "COMPONENT", "PLAN", "LOWEST"} <= set(made)


def test_adds_up_by_rule_with_coverage(provider):
    (net,) = rows_of(run(INPUT=layer([row for row in ROWS if row[1] == "net"]))["OUTPUT"])
    assert (net["unit_code"], net["value"], net["own_value"], net["own_difference"]) == ("990121", 5, 9, -4)
    assert (net["coverage_pct"], net["missing_units"], net["reported_children"]) == (50, "990121102", 1)
    units = make_layer(
        "None",
        "",
        "field=unit_code:string&field=parent_code:string",
        [("", (code, "T")) for code in ("990121101", "990121102", "990121103")] + [("", ("T", None))],
        "units",
    )
    cover = layer([row for row in ROWS if row[1] == "cover"])
    (row,) = rows_of(run(INPUT=cover, UNITS=units, RULE="weighted_mean")["OUTPUT"])
    assert row["value"] == pytest.approx(24.0) and row["coverage_pct"] == 100 and row["weight_sum"] == 1000
    (row,) = rows_of(run(INPUT=cover, UNITS=units, RULE="max")["OUTPUT"])
    assert row["value"] == 60


def test_practice_county_on_five_levels(provider, feedback):
    result = run(feedback, INPUT=HAIYUE + "plan_target", UNITS=HAIYUE + "hierarchy")
    rows = {
        (row["unit_code"], row["indicator"], row["year"], row["value_kind"]): row
        for row in rows_of(result["OUTPUT"])
    }
    # F5: the towns were given 2 % less cropland; F6: Qingyuan has not reported
    assert rows["990121", "cropland", 2035, "target"]["own_difference_pct"] == pytest.approx(-2, abs=1e-3)
    reported = rows["990121", "cropland", 2024, "reported"]
    assert reported["missing_units"] == "990121201" and reported["coverage_pct"] == pytest.approx(
        100 * 11 / 12
    )
    # codes of one concept meet across levels: N01 of the nation, PV08 of the provinces
    assert rows["0", "cropland", 2035, "target"]["own_difference"] == pytest.approx(0, abs=1e-6)
    # a concentration is never summed or simply averaged
    assert rows["990121", "pm25", 2024, "reported"]["value"] is None
    assert "pm25 (population)" in "\n".join(feedback.warnings)
    assert provenance.read(result["OUTPUT"])["standards"]["rule"] == "list"


def test_world_by_regions_and_by_a_grouping(provider):
    rows = {
        row["unit_code"]: row
        for row in rows_of(
            run(INPUT=str(CEDS), UNIT="iso3", VALUE="CO2_kt", YEARS="2019", UNITS=str(REGIONS))["OUTPUT"]
        )
    }
    total = sum(
        float(line.split(",")[2])
        for line in CEDS.read_text(encoding="utf-8").splitlines()
        if line.split(",")[1] == "2019"
    )
    assert rows["WLD"]["value"] == pytest.approx(total, rel=1e-12) and rows["WLD"]["coverage_pct"] == 100
    assert {"AFR", "AME", "ASI", "EUR", "OCE", "TRN", "WLD"} == set(rows)
    assert sum(rows[code]["value"] for code in rows if code != "WLD") == pytest.approx(total, rel=1e-12)
    fields = "field=grouping:string&field=unit:string&field=share:double"
    rhine = [("", ("RHINE", code, 1)) for code in ("CHE", "NLD")] + [("", ("RHINE", "DEU", 0.5))]
    basin = make_layer("None", "", fields, rhine, "流域")
    made = rows_of(
        run(INPUT=str(CEDS), UNIT="iso3", VALUE="CO2_kt", YEARS="2019", UNITS=str(REGIONS), GROUPS=basin)[
            "OUTPUT"
        ]
    )
    found = {row["unit_code"]: row for row in made}
    parts = {
        line.split(",")[0]: float(line.split(",")[2])
        for line in CEDS.read_text(encoding="utf-8").splitlines()
        if line.split(",")[1] == "2019"
    }
    assert found["RHINE"]["value"] == pytest.approx(parts["CHE"] + parts["NLD"] + 0.5 * parts["DEU"])
    assert found["WLD"]["value"] == pytest.approx(total, rel=1e-12)


@pytest.mark.parametrize(
    ("rows", "changes", "words"),
    [
        ([*ROWS, ROWS[0]], {}, ["more than once", "990121101 cover 2024"]),
        ([("", "net", 2024, 1, 1)], {}, ["1 rows", "上报"]),
        ([("1", "net", 2024, 1, -1), ("11", "net", 2024, 1, -1)], {"RULE": "weighted_mean"}, ["negative"]),
        (ROWS, {"YEARS": "1999"}, ["1999"]),
        (ROWS, {"YEARS": "soon"}, ["soon"]),
        (ROWS, {"VALUE": "indicator"}, ["indicator", "cover"]),
        (ROWS, {"KIND": "indicator"}, ["cover", "reported"]),
        (ROWS, {"VALUE": "nothing"}, ["nothing"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, rows, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=layer(rows), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_a_circle_of_parents_and_units_that_do_not_fit(provider):
    fields = "field=unit_code:string&field=parent_code:string"
    circle = make_layer(
        "None", "", fields, [("", ("990121", "990121101")), ("", ("990121101", "990121"))], "圈"
    )
    with pytest.raises(QgsProcessingException, match="circle: 990121"):
        run(INPUT=layer(), UNITS=circle)
    other = make_layer("None", "", fields, [("", ("XX", None))], "other")
    with pytest.raises(QgsProcessingException, match="no code in common"):
        run(INPUT=layer(), UNITS=other)


def test_a_unit_that_the_hierarchy_lacks_is_told(provider, feedback):
    fields = "field=unit_code:string&field=parent_code:string"
    units = make_layer("None", "", fields, [("", ("T", None)), ("", ("990121101", "T"))], "units")
    run(feedback, INPUT=layer(ROWS[:2]), UNITS=units)
    assert "990121102" in "\n".join(feedback.warnings)


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 60):
        asked = {"INPUT": HAIYUE + "plan_target", "UNITS": HAIYUE + "hierarchy"}
        run(RecordingFeedback(cancel_at=at), **asked, OUTPUT=str(workplace / "汇总 out.gpkg"))
        assert list(workplace.iterdir()) == []
