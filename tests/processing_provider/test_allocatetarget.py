"""The algorithm ``allocatetarget``: declares, refuses, runs, cancels."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

ID = "cpzoning:allocatetarget"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
A = json.loads(FIXTURE.read_text(encoding="utf-8"))["allocation"]
NAMES = ("unit_code", "unit_name", "parent_code")
NUMBERS = ("e", "pop", "gdp", "later", "sink", "hist", "m", "lo", "hi")
FIELDS = "&".join(
    [*(f"field={name}:string" for name in NAMES), *(f"field={name}:double" for name in NUMBERS)]
)
LATER = [gdp * (1 + rate) ** 5 for gdp, rate in zip(A["gdp"], (0.05, 0.06, 0.07, 0.08))]
COLUMNS = (A["E"], A["pop"], A["gdp"], LATER, A["sink"], A["H"], A["shapley"]["m"])
CHOSEN = {
    "BASE": "e",
    "POPULATION": "pop",
    "GDP": "gdp",
    "GDP_FORECAST": "later",
    "SINK": "sink",
    "CUMULATIVE": "hist",
    "COST": "m",
}


def children(order=(0, 1, 2, 3), low=(None,) * 4, high=(None,) * 4, codes="ABCD", **changed):
    rows = []
    for at in order:
        numbers = dict(zip(NUMBERS, [*(column[at] for column in COLUMNS), low[at], high[at]]))
        numbers.update({name: values[at] for name, values in changed.items()})
        rows.append(("", (codes[at], f"<{codes[at]}> 镇（东）", "P", *numbers.values())))
    return make_layer("None", "", FIELDS, rows, "乡镇")


def run(layer=None, feedback=None, **changes):
    options = {"INPUT": layer or children(), "TOTAL": 1000, "OUTPUT": "memory:", "CLOSURE": "memory:"}
    return processing.run(ID, {**options, **CHOSEN, **changes}, feedback=feedback)


def quotas(result) -> dict:
    return {row["unit_code"]: row["quota"] for row in rows_of(result["OUTPUT"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        *("OUTPUT", "CLOSURE", "TARGETS"),
        *("SHARED", "LEFT", "KEPT"),
    }
    assert len(algorithm.parameterDefinition("METHOD").options()) == 15


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("grandfathering", A["grandfather"]),
        ("per_capita", A["per_capita"]),
        ("per_gdp", A["per_gdp"]),
        ("intensity_cut", [361.3251, 284.1465, 198.5366, 155.9918]),
        ("ability", A["ability_a1"]),
        ("history", A["history"]),
        ("sink", A["sink_adjusted"]),
        ("boltzmann", A["boltzmann"]["0.5"]),
    ],
)
def test_values_of_the_method_notes(provider, method, expected):
    result = run(METHOD=method)
    assert list(quotas(result).values()) == pytest.approx(expected, abs=6e-5)
    assert (result["SHARED"], result["LEFT"], result["KEPT"]) == (
        pytest.approx(1000),
        pytest.approx(0, abs=1e-9),
        1,
    )


def test_composite_by_entropy_tells_its_weights(provider, feedback):
    layer = children()
    layer.addExpressionField("gdp / e", layer.fields().at(5))
    result = run(layer, feedback, METHOD="composite", CRITERIA=["pop", "gdp", "sink"], WEIGHING="equal")
    assert sum(quotas(result).values()) == pytest.approx(1000)
    assert "pop 0.3333" in feedback.text


def test_zero_sum_dea_and_least_gini(provider, feedback):
    pytest.importorskip("scipy")
    result = run(METHOD="dea", feedback=feedback)
    assert list(quotas(result).values()) == pytest.approx(A["zsg_bcc"]["quota"], abs=6e-5)
    assert "4 children are few" in feedback.text
    result = run(METHOD="gini", CRITERIA=["pop", "gdp"], WEIGHING="equal", BAND=15)
    shares = [value / base for value, base in zip(quotas(result).values(), A["grandfather"])]
    assert min(shares) >= 0.85 - 1e-6 and max(shares) <= 1.15 + 1e-6


def test_joint_abatement_shares_its_saving(provider):
    rows = rows_of(run(METHOD="shapley")["OUTPUT"])
    assert sum(row["quota"] for row in rows) == pytest.approx(1000)
    cuts = [row["base_value"] - row["quota"] for row in rows]
    marginal = [m * cut for m, cut in zip(A["shapley"]["m"], cuts)]
    assert marginal == pytest.approx([marginal[0]] * 4)
    assert all(row["saving"] >= -1e-9 for row in rows)


def test_reserve_rounding_and_closure(provider):
    result = run(METHOD="per_capita", RESERVE=3, ROUNDING=0.1, INDICATOR="T02", YEAR=2035, UNIT="kt CO2e")
    assert sum(round(value * 10) for value in quotas(result).values()) == 9700
    (account,) = rows_of(result["CLOSURE"])
    assert account["children_sum"] + account["reserve_left"] == account["parent_value"] == 1000
    assert (account["to_share"], account["closure_kept"], account["children_n"]) == (970, 1, 4)
    assert (account["indicator"], account["year"], account["unit"]) == ("T02", 2035, "kt CO2e")


def test_targets_are_rows_that_a_register_takes(provider):
    rows = rows_of(run(TARGETS="memory:", INDICATOR="T02", YEAR=2035, UNIT="kt")["TARGETS"])
    assert [(row["unit_code"], row["kind"], row["year"]) for row in rows] == [
        (code, "target", 2035) for code in "ABCD"
    ]
    assert rows[0]["unit_name"] == "<A> 镇（东）" and rows[0]["unit"] == "kt"
    assert rows[0]["value"] == pytest.approx(A["grandfather"][0], abs=6e-5)


def test_bounds_by_fields(provider):
    case = A["bounded"]
    layer = children(low=case["lo"], high=case["hi"])
    result = run(layer, METHOD="per_capita", LOW="lo", HIGH="hi")
    assert list(quotas(result).values()) == pytest.approx(case["quota"], abs=6e-5)
    assert [row["quota_bound"] or "" for row in rows_of(result["OUTPUT"])] == ["low", "high", "", ""]
    (account,) = rows_of(result["CLOSURE"])
    assert (account["at_low_n"], account["at_high_n"]) == (1, 1)


def test_intensity_stands_beside_the_quota(provider):
    row = rows_of(run(METHOD="intensity_cut")["OUTPUT"])[0]
    assert row["base_intensity"] == pytest.approx(0.8)
    assert row["intensity_cut_pct"] == pytest.approx(29.2231, abs=1e-4)
    assert row["quota_intensity"] == pytest.approx(row["quota"] / LATER[0])


def test_order_of_rows_does_not_matter(provider):
    straight = quotas(run(METHOD="per_capita", ROUNDING=7))
    mixed = quotas(run(children(order=(3, 1, 0, 2)), METHOD="per_capita", ROUNDING=7))
    assert mixed == straight


def test_children_of_one_parent_alone(provider):
    layer = children()
    other = make_layer("None", "", FIELDS, [("", ("X", "x", "Q", *[1.0] * 9))], "other")
    layer.dataProvider().addFeatures(list(other.getFeatures()))
    result = run(layer, PARENT_CODE="P")
    assert set(quotas(result)) == set("ABCD")
    assert rows_of(result["CLOSURE"])[0]["parent_code"] == "P"
    with pytest.raises(QgsProcessingException, match="no children of Z"):
        run(layer, PARENT_CODE="Z")


def test_by_place_and_sub_zone(provider):
    fields = "field=unit_code:string&field=zone:string&field=b:double"
    rows = [("", ("A", "A-S", 1.0)), ("", ("A", "E-ND", 2.0)), ("", ("B", "A-S", 3.0))]
    options = {
        "INPUT": make_layer("None", "", fields, rows, "z"),
        "BASE": "b",
        "SUBZONE": "zone",
        "TOTAL": 60,
    }
    result = processing.run(ID, {**options, "OUTPUT": "memory:", "CLOSURE": "memory:"})
    assert [row["quota"] for row in rows_of(result["OUTPUT"])] == pytest.approx([10, 20, 30])
    account = {row["subzone"]: row["children_sum"] for row in rows_of(result["CLOSURE"])}
    assert account == {None: pytest.approx(60), "A-S": pytest.approx(40), "E-ND": pytest.approx(20)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"TOTAL": None}, ["Give the target"]),
        ({"METHOD": "per_capita", "POPULATION": None}, ["POPULATION"]),
        ({"METHOD": "composite"}, ["CRITERIA"]),
        ({"PARENT": None, "PARENT_CODE": "P"}, ["field with the code of the parent"]),
        ({"METHOD": "composite", "CRITERIA": ["pop"], "LESS": ["gdp"]}, ["gdp are not among"]),
        ({"METHOD": "composite", "CRITERIA": ["pop", "gdp"], "WEIGHING": "given"}, ["no weight: pop, gdp"]),
        ({"METHOD": "no such"}, ["METHOD"]),
        ({"RESERVE": 100}, ["RESERVE"]),
    ],
)
def test_refusals_of_parameters(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(**changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"pop": [1, None, 3, 4]}, ["POPULATION", "B"]),
        ({"pop": [1, -2, 3, 4]}, ["POPULATION are negative", "B"]),
        ({"pop": [1, float("inf"), 3, 4]}, ["POPULATION", "B"]),
        ({"pop": [0, 0, 0, 0]}, ["zero everywhere"]),
        ({"codes": ["A", "A", "", "D"]}, ["1 features of 乡镇 have no unit code", "more than once: A"]),
    ],
)
def test_refusals_of_values(provider, changed, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(children(**changed), METHOD="per_capita")
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_bounds_that_cannot_be_met_say_the_gap(provider):
    crossed = children(low=[999] * 4, high=[1] * 4)
    with pytest.raises(QgsProcessingException, match="lower bound is above the upper one in 4 children"):
        run(crossed, METHOD="per_capita", LOW="lo", HIGH="hi")
    with pytest.raises(QgsProcessingException, match=r"400\.0, 600\.0 less than the 1000"):
        run(children(high=[100] * 4), METHOD="per_capita", HIGH="hi")
    result = run(children(high=[100] * 4), METHOD="per_capita", HIGH="hi", BINDING="advisory")
    assert result["SHARED"] == pytest.approx(400) and result["KEPT"] == 1
    floor = {"METHOD": "per_capita", "HIGH": "hi", "BINDING": "advisory", "DIRECTION": "floor"}
    assert run(children(high=[100] * 4), **floor)["KEPT"] == 0


def test_negative_quotas_are_warned_of(provider, feedback):
    run(METHOD="sink", TOTAL=100, feedback=feedback)
    assert any("negative quota" in text for text in feedback.warnings)


def test_text_tables_in_gbk_and_styled_files(provider, workplace):
    path = workplace / "下级 单元.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(
            [["unit_code", "unit_name", "人口"], ["01", "甲镇", "30"], ["02", "乙镇", "10"]]
        )
    target = workplace / "分解 结果.gpkg"
    options = {"INPUT": str(path), "POPULATION": "人口", "METHOD": "per_capita", "TOTAL": 100}
    processing.run(ID, {**options, "OUTPUT": str(target), "CLOSURE": str(workplace / "闭合.csv")})
    rows = rows_of(QgsVectorLayer(str(target), "again", "ogr"))
    assert [(row["unit_code"], row["unit_name"], row["quota"]) for row in rows] == [
        ("01", "甲镇", 75),
        ("02", "乙镇", 25),
    ]
    written = sorted(item.name for item in workplace.iterdir() if item.suffix != ".json")
    assert {"下级 单元.csv", "分解 结果.gpkg", "闭合.csv"} <= set(written)


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(feedback=feedback, OUTPUT=str(workplace / "never.gpkg"), CLOSURE=str(workplace / "never.csv"))
    assert list(workplace.iterdir()) == []
