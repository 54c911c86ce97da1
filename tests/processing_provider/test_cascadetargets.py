"""The algorithm ``cascadetargets``: declares, refuses, runs, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:cascadetargets"
FIELDS = "&".join(
    [
        *(f"field={name}:string" for name in ("unit_code", "parent_code", "unit_name")),
        *(f"field={name}:double" for name in ("e", "crop", "pop", "gdp", "later")),
    ]
)
# D.3: shares .5, .3, .2 on the first level; one child each below, so that the chain of reserves shows
ROWS = [
    ("0", "", "国", None, None, None, None, None),
    ("11", "0", "甲省", 500.0, 20.0, 5.0, 100.0, 120.0),
    ("12", "0", "乙省", 300.0, 30.0, 3.0, 100.0, 130.0),
    ("13", "0", "丙省", 200.0, 50.0, 2.0, 100.0, 140.0),
    ("1101", "11", "甲市", 500.0, 20.0, 5.0, 100.0, 120.0),
    ("1201", "12", "乙市", 300.0, 30.0, 3.0, 100.0, 130.0),
    ("1301", "13", "丙市", 200.0, 50.0, 2.0, 100.0, 140.0),
]
ONE = ["T02", "e", "1000", "", "ceiling", "", "kt"]


def units(rows=ROWS, order=None):
    chosen = [rows[at] for at in order] if order else rows
    return make_layer("None", "", FIELDS, [("", row) for row in chosen], "各级 单元")


def run(layer=None, feedback=None, **changes):
    options = {"INPUT": layer or units(), "INDICATORS": ONE, "TARGETS": "memory:", "CLOSURE": "memory:"}
    return processing.run(ID, {**options, **changes}, feedback=feedback)


def values(result, indicator="T02") -> dict:
    return {
        row["unit_code"]: row["value"] for row in rows_of(result["TARGETS"]) if row["indicator"] == indicator
    }


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    names = {item.name() for item in algorithm.outputDefinitions()}
    assert names == {"TARGETS", "CLOSURE", "OUTPUT", "BROKEN", "UNITS"}


def test_reserves_along_the_chain(provider):
    # D.3: 1000 -> 5 % -> 475, 285, 190 -> 3 % -> 460.75, 276.45, 184.30
    result = run(LEVELS=["1", "", "5", "", "", "2", "per_capita", "3", "", ""], POPULATION="pop")
    made = values(result)
    assert [made[code] for code in ("0", "11", "12", "13")] == pytest.approx([1000, 475, 285, 190])
    assert [made[code] for code in ("1101", "1201", "1301")] == pytest.approx([460.75, 276.45, 184.30])
    assert (result["BROKEN"], result["UNITS"]) == (0, 7)
    account = {row["parent_code"]: row for row in rows_of(result["CLOSURE"])}
    assert set(account) == {"0", "11", "12", "13"}
    assert account["0"]["reserve_left"] == pytest.approx(50) and account["0"]["reserve_pct"] == 5
    assert account["11"]["method"] == "per_capita" and account["0"]["method"] == "grandfathering"


def test_several_indicators_in_one_run(provider):
    crop = ["N01", "crop", "110.55", "", "下限", "0.1", "km2"]
    result = run(INDICATORS=[*ONE, *crop], RESERVE=1, YEAR=2035, OUTPUT="memory:")
    made = values(result, "N01")
    assert sum(made[code] for code in ("11", "12", "13")) == pytest.approx(111.7)
    rows = [row for row in rows_of(result["TARGETS"]) if row["indicator"] == "N01"]
    assert {(row["unit"], row["year"], row["kind"]) for row in rows} == {("km2", 2035, "target")}
    assert [row["level"] for row in rows] == [1, 2, 2, 2, 3, 3, 3]
    side_by_side = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
    assert side_by_side["11"]["target_n01"] == made["11"]
    assert side_by_side["11"]["target_t02"] == pytest.approx(values(result)["11"])


def test_total_and_intensity_together(provider):
    fields = {"GDP": "gdp", "GDP_FORECAST": "later"}
    # intensity 2.0 on a forecast of 390 allows 780, which is stricter than 1000
    result = run(INDICATORS=["T02", "e", "1000", "2", "ceiling", "", ""], LEAST_CUT=10, **fields)
    rows = {row["unit_code"]: row for row in rows_of(result["TARGETS"])}
    assert rows["0"]["value"] == pytest.approx(780)
    assert all(row["intensity_cut_pct"] >= 10 - 1e-9 for row in rows.values())
    assert rows["11"]["quota_intensity"] == pytest.approx(rows["11"]["value"] / 120)
    with pytest.raises(QgsProcessingException, match="GDP_FORECAST"):
        run(INDICATORS=["T02", "e", "", "2", "ceiling", "", ""])


def test_amounts_of_parents_are_summed_up_and_told(provider, feedback):
    run(feedback=feedback)
    assert any("1 units have no e; it was summed up" in text for text in feedback.warnings)


def test_what_floats_leave_of_a_sum_is_no_reserve(provider, feedback):
    rows = [(code, up, name, value and value / 7.0, *more) for code, up, name, value, *more in ROWS]
    result = run(units(rows), INDICATORS=["T02", "e", "1006981.589", "", "", "", ""], feedback=feedback)
    left = [row["reserve_left"] for row in rows_of(result["CLOSURE"])]
    assert sum(left) != 0 and max(map(abs, left)) < 1e-6
    assert "; 0 is in reserve" in feedback.text


def test_order_of_rows_does_not_matter(provider):
    rounded = [*ONE[:5], "7", "kt"]
    straight = values(run(INDICATORS=rounded))
    assert values(run(units(order=(4, 0, 6, 3, 2, 5, 1)), INDICATORS=rounded)) == straight


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"INDICATORS": ["T02", "nope", "1", "", "", "", ""]}, ["T02", "nope"]),
        ({"INDICATORS": ["T02", "e", "", "", "", "", ""]}, ["total of the top"]),
        ({"INDICATORS": ["T02", "e", "1", "", "sideways", "", ""]}, ["sideways", "ceiling, floor"]),
        ({"INDICATORS": ["T02", "e", "many", "", "", "", ""]}, ["many"]),
        ({"INDICATORS": [*ONE, *ONE]}, ["more than once: T02"]),
        ({"INDICATORS": [*ONE[:5], "-1", ""]}, ["rounding unit of T02"]),
        ({"LEVELS": ["0", "", "", "", ""]}, ["level 0"]),
        ({"LEVELS": ["1", "magic", "", "", ""]}, ["magic", "per_capita"]),
        ({"LEVELS": ["1", "", "", "", "", "1", "", "", "", ""]}, ["more than once: 1"]),
        ({"METHOD": "per_capita"}, ["POPULATION"]),
        ({"LEVELS": ["2", "history", "", "", ""]}, ["CUMULATIVE"]),
    ],
)
def test_refusals_of_the_tables(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(**changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("1101", "11", "again", 1, 1, 1, 1, 1), "missing or that another unit has too: 1101"),
        (("1401", "14", "orphan", 1, 1, 1, 1, 1), "not in the table .14.: 1401"),
        (("1102", "11", "unknown", None, 1, 1, 1, 1), "no value of BASE: 1102"),
        (("1102", "11", "negative", -1, 1, 1, 1, 1), "1 values of e are negative .1102."),
    ],
)
def test_refusals_of_units(provider, row, words):
    with pytest.raises(QgsProcessingException, match=words):
        run(units([*ROWS, row]))


def test_bounds_that_cannot_be_met_name_the_parent(provider):
    options = {"GDP": "gdp", "GDP_FORECAST": "later", "LEAST_CUT": 50}
    with pytest.raises(QgsProcessingException, match=r"Children of 0: .*less than the 1000\.0"):
        run(**options)


@pytest.mark.parametrize("percent", [0, 30, 70])
def test_cancel_leaves_nothing_behind(provider, workplace, percent):
    feedback = RecordingFeedback(cancel_at=percent)
    run(feedback=feedback, TARGETS=str(workplace / "a.csv"), CLOSURE=str(workplace / "b.gpkg"))
    assert list(workplace.iterdir()) == []
