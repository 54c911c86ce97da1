"""The algorithm ``reconcile``: declares, refuses, adjusts beside the reported values, cancels."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:reconcile"
ROOT = Path(__file__).resolve().parents[2]
HAIYUE = f"{ROOT / 'resources' / 'sample' / 'haiyue.gpkg'}|layername="
CEDS = ROOT / "resources" / "sample" / "world" / "ceds_country_2005_2019.csv"
REGIONS = ROOT / "tests" / "fixtures" / "world" / "regions.csv"
FIELDS = "field=unit_code:string&field=component:string&field=value:double&field=sd:double&field=lo:double"
UNITS = [("P", None), ("a", "P"), ("b", "P"), ("c", "P"), ("d", "P")]
REPORTS = [("P", "", 1000, None, None)]
REPORTS += [(u, "", x, s, None) for u, x, s in zip("abcd", (260, 420, 180, 170), (5, 20, 10, 5))]


def reports(rows=REPORTS):
    return make_layer("None", "", FIELDS, [("", row) for row in rows], "上报 values")


@pytest.fixture
def units(provider):
    fields = "field=unit_code:string&field=parent_code:string"
    return make_layer("None", "", fields, [("", row) for row in UNITS], "units")


def run(units, rows=REPORTS, feedback=None, **asked):
    given = {"INPUT": reports(rows), "UNITS": units, "OUTPUT": "memory:", "CLOSURE": "memory:"}
    return processing.run(ID, {**given, **asked}, feedback=feedback)


def adjusted(result):
    return {row["unit_code"]: row["adjusted_value"] for row in rows_of(result["OUTPUT"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["METHOD"].metadata()["codes"] == ["auto", "proportional", "shift", "gls", "bounded", "ras"]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("proportional", [252.4272, 407.7670, 174.7573, 165.0485]),
        ("shift", [252.5, 412.5, 172.5, 162.5]),
        ("gls", [258.6364, 398.1818, 174.5455, 168.6364]),
        # an indicator that no list knows is expected: by its uncertainty
        ("auto", [258.6364, 398.1818, 174.5455, 168.6364]),
    ],
)
def test_worked_cases_of_the_notes(units, method, expected):
    result = run(units, METHOD=method)
    assert list(adjusted(result).values()) == pytest.approx(expected, abs=1e-4)
    rows = rows_of(result["OUTPUT"])
    # what was reported stays beside what was adjusted
    assert [row["reported_value"] for row in rows] == [260, 420, 180, 170]
    assert [row["adjustment"] for row in rows] == pytest.approx(
        [row["adjusted_value"] - row["reported_value"] for row in rows]
    )
    (closing,) = rows_of(result["CLOSURE"])
    assert (closing["closure_gap"], closing["closure_state"]) == (30, "adjusted")
    assert closing["adjusted_value"] == pytest.approx(1000)


def test_bounds_by_field_and_by_percentage(units):
    rows = [(*row[:4], 415 if row[0] == "b" else None) for row in REPORTS]
    made = adjusted(run(units, rows, METHOD="bounded"))
    assert made["b"] >= 415 and sum(made.values()) == pytest.approx(1000)
    narrow = run(units, METHOD="bounded", SPAN=1)
    (closing,) = rows_of(narrow["CLOSURE"])
    assert closing["closure_state"] == "not_possible" and closing["closure_note"]
    assert narrow["OPEN"] == 1 and rows_of(narrow["OUTPUT"]) == []


def test_two_margins(units):
    cells = {"a": (10, 20), "b": (30, 40), "c": (5, 5), "d": (1, 9)}
    rows = [
        (unit, part, cell, None, None)
        for unit, row in cells.items()
        for part, cell in zip(("coal", "gas"), row)
    ]
    rows += [(unit, "", sum(row) * 1.1, None, None) for unit, row in cells.items()]
    total = 1.1 * sum(map(sum, cells.values()))
    rows += [("P", "coal", 60, None, None), ("P", "gas", total - 60, None, None)]
    found = rows_of(run(units, rows, METHOD="ras", COMPONENT="component")["OUTPUT"])
    coal = [row["adjusted_value"] for row in found if row["component"] == "coal"]
    assert sum(coal) == pytest.approx(60)
    for unit, row in cells.items():
        assert sum(one["adjusted_value"] for one in found if one["unit_code"] == unit) == pytest.approx(
            1.1 * sum(row)
        )


def test_a_missing_child_leaves_the_parent_open(units, feedback):
    rows = [row if row[0] != "b" else ("b", "", None, 1, None) for row in REPORTS]
    result = run(units, rows, feedback, METHOD="proportional")
    assert rows_of(result["OUTPUT"]) == [] and result["OPEN"] == 1
    (closing,) = rows_of(result["CLOSURE"])
    assert (closing["closure_state"], closing["missing_units"], closing["closure_gap"]) == (
        "child_missing",
        "b",
        -390,
    )
    assert "did not report" in "\n".join(feedback.warnings)


def test_reports_of_children_to_the_actual_value_of_the_parent(units):
    fields = "field=unit_code:string&field=kind:string&field=value:double"
    rows = [("P", "actual", 1000), *((unit, "上报", x) for unit, x in zip("abcd", (260, 420, 180, 170)))]
    layer = make_layer("None", "", fields, [("", row) for row in rows], "values")
    made = adjusted(run(units, INPUT=layer, PARENT_KIND="actual", METHOD="shift"))
    assert list(made.values()) == pytest.approx([252.5, 412.5, 172.5, 162.5])


def test_practice_county(provider):
    asked = {"INPUT": HAIYUE + "plan_target", "UNITS": HAIYUE + "hierarchy", "METHOD": "proportional"}
    result = processing.run(ID, {**asked, "OUTPUT": "memory:", "CLOSURE": "memory:"})
    changed = [row for row in rows_of(result["OUTPUT"]) if abs(row["adjustment"]) > 1e-9]
    assert {row["parent_code"] for row in changed} == {"990121"} and len(changed) == 12
    assert sum(row["adjusted_value"] for row in changed) == pytest.approx(325.605)


def test_world_regions_are_fitted_to_another_total_and_hand_it_on(provider, workplace):
    # the world and two regions report 2 % more than their countries add up to
    lines = [line.split(",") for line in CEDS.read_text(encoding="utf-8").splitlines()[1:]]
    of = {
        line.split(",")[0]: line.split(",")[1]
        for line in REGIONS.read_text(encoding="utf-8").splitlines()[1:]
    }
    values = {cells[0]: float(cells[2]) for cells in lines if cells[1] == "2019"}
    regions: dict[str, float] = {}
    for code, value in values.items():
        regions[of[code]] = regions.get(of[code], 0.0) + value
    rows = [*values.items(), *regions.items(), ("WLD", 1.02 * sum(values.values()))]
    table = workplace / "世界 reports.csv"
    table.write_text(
        "unit_code,value\n" + "".join(f"{code},{value!r}\n" for code, value in rows), encoding="utf-8"
    )
    asked = {"INPUT": str(table), "UNITS": str(REGIONS), "METHOD": "proportional"}
    result = processing.run(ID, {**asked, "OUTPUT": "memory:", "CLOSURE": "memory:"})
    made = adjusted(result)
    assert made["CHN"] == pytest.approx(1.02 * values["CHN"], rel=1e-9)
    assert sum(made[code] for code in values) == pytest.approx(1.02 * sum(values.values()), rel=1e-9)
    assert result["ADJUSTED"] == 7 and result["OPEN"] == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"METHOD": "gls", "SD": None}, ["SD"]),
        ({"METHOD": "bounded", "LOW": None, "HIGH": None}, ["LOW", "SPAN"]),
        ({"METHOD": "ras", "COMPONENT": None}, ["COMPONENT"]),
        ({"PARENT_KIND": "target"}, ["KIND"]),
        ({"VALUE": "unit_code"}, ["unit_code"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(units, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(units, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 50, 90):
        asked = {"INPUT": HAIYUE + "plan_target", "UNITS": HAIYUE + "hierarchy"}
        outputs = {name: str(workplace / f"{name}.gpkg") for name in ("OUTPUT", "CLOSURE")}
        processing.run(ID, {**asked, **outputs}, feedback=RecordingFeedback(cancel_at=at))
        assert list(workplace.iterdir()) == []
