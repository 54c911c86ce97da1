"""The algorithm ``indicatorweights``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:indicatorweights"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
A = json.loads(FIXTURE.read_text(encoding="utf-8"))["allocation"]
NAMES = ("pop", "gdp", "yield", "sink")
FIELDS = "&".join(["field=unit_name:string", *(f"field={name}:double" for name in NAMES)])
MATRIX = [A["pop"], A["gdp"], [g / e for g, e in zip(A["gdp"], A["E"])], A["sink"]]
# methods D.4.1: [[1,2,3,2],[1/2,1,2,1],[1/3,1/2,1,1/2],[1/2,1,2,1]]
PAIRS = ["pop", "gdp", "2", "pop", "yield", "3", "sink", "pop", "1/2"]
PAIRS += ["gdp", "yield", "2", "gdp", "sink", "1", "yield", "sink", "1/2"]


def units(**changed):
    columns = [changed.get(name, values) for name, values in zip(NAMES, MATRIX)]
    rows = [("", ("甲乙丙丁"[at], *(column[at] for column in columns))) for at in range(4)]
    return make_layer("None", "", FIELDS, rows, "区县")


def run(layer=None, feedback=None, **changes):
    options = {"INPUT": layer or units(), "FIELDS": list(NAMES), "TABLE": "memory:", "OUTPUT": "memory:"}
    return processing.run(ID, {**options, **changes}, feedback=feedback)


def weights(result) -> list[float]:
    return [row["weight"] for row in rows_of(result["TABLE"])]


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    names = {item.name() for item in algorithm.outputDefinitions()}
    assert names == {"TABLE", "OUTPUT", "CONSISTENCY", "EIGENVALUE", "UNITS"}


def test_entropy_and_topsis_of_the_method_notes(provider):
    result = run(SCORING="topsis")
    assert weights(result) == pytest.approx(A["entropy_w"], abs=6e-7)
    rows = rows_of(result["OUTPUT"])
    assert [row["score"] for row in rows] == pytest.approx(A["topsis"], abs=6e-7)
    assert [row["score_rank"] for row in rows] == [2, 3, 4, 1]
    table = rows_of(result["TABLE"])
    assert [row["entropy_value"] for row in table] == pytest.approx(
        [0.649397, 0.665237, 0.709321, 0.599096], abs=6e-7
    )
    assert {row["better"] for row in table} == {"more"}


def test_other_ways_of_weighing(provider):
    assert weights(run(METHOD="entropy_share")) == pytest.approx(
        [0.108576, 0.297735, 0.079273, 0.514416], abs=6e-7
    )
    assert weights(run(METHOD="critic")) == pytest.approx(A["critic_w"], abs=6e-7)
    assert weights(run(METHOD="equal")) == [0.25] * 4
    given = ["sink", "1", "pop", "2", "gdp", "1", "yield", "0"]
    assert weights(run(METHOD="given", WEIGHTS=given)) == [0.5, 0.25, 0, 0.25]


def test_comparisons_in_pairs(provider, feedback):
    result = run(METHOD="ahp", PAIRS=PAIRS, feedback=feedback)
    assert weights(result) == pytest.approx(A["ahp"]["w"], abs=6e-7)
    assert result["CONSISTENCY"] == pytest.approx(A["ahp"]["CR"], abs=1e-6)
    assert result["EIGENVALUE"] == pytest.approx(A["ahp"]["lam"], abs=1e-6)
    assert not feedback.warnings
    against = ["pop", "gdp", "9", "gdp", "yield", "9", "yield", "pop", "9"]
    run(FIELDS=["pop", "gdp", "yield"], METHOD="ahp", PAIRS=against, feedback=feedback)
    assert any("contradict" in text for text in feedback.warnings)


def test_less_is_better_turns_an_indicator(provider):
    layer = units()
    turned = units(pop=[max(A["pop"]) + min(A["pop"]) - value for value in A["pop"]])
    assert weights(run(layer, LESS=["pop"])) == pytest.approx(weights(run(turned)))
    scores = [row["score"] for row in rows_of(run(layer, LESS=["pop"], METHOD="equal")["OUTPUT"])]
    assert scores == pytest.approx([row["score"] for row in rows_of(run(turned, METHOD="equal")["OUTPUT"])])


def test_missing_is_left_out_and_constant_weighs_nothing(provider, feedback):
    rows = rows_of(run(units(pop=[50, None, 40, 30], sink=[1] * 4), feedback)["OUTPUT"])
    assert rows[1]["score"] is None and rows[1]["score_rank"] is None
    assert any("1 units lack an indicator" in text for text in feedback.warnings)
    assert any("sink do not tell" in text for text in feedback.warnings)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"METHOD": "ahp", "PAIRS": PAIRS[:-3]}, ["1 comparisons are missing: yield – sink"]),
        ({"METHOD": "ahp", "PAIRS": [*PAIRS[:-1], "many"]}, ["yield with sink"]),
        ({"METHOD": "ahp", "PAIRS": [*PAIRS, "gdp", "pop", "2"]}, ["compared twice"]),
        ({"METHOD": "ahp", "PAIRS": ["pop", "pop", "1", *PAIRS]}, ["two different"]),
        ({"METHOD": "given", "WEIGHTS": ["pop", "1"]}, ["no weight: gdp, yield, sink"]),
        (
            {"METHOD": "given", "WEIGHTS": ["x", "1"] + [w for n in NAMES for w in (n, "1")]},
            ["x are not among"],
        ),
        ({"FIELDS": ["pop"], "LESS": ["gdp"]}, ["gdp are not among"]),
        ({"FIELDS": ["unit_name", "pop"]}, ["no numbers"]),
    ],
)
def test_refusals(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(**changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_units_that_do_not_differ_are_refused(provider):
    same = {name: [3.0] * 4 for name in NAMES}
    with pytest.raises(QgsProcessingException, match="No indicator differs"):
        run(units(**same))


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(feedback=feedback, TABLE=str(workplace / "权重.csv"), OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
