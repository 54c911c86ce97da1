"""The algorithm ``amplification``: declares, refuses, compares joint with single measures, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:amplification"
FIELDS = "field=unit_code:string&field=measure:string&field=tco2:double&field=eq:double"
ROWS = [("t", "锅炉", 50, 5), ("t", "光伏", 60, 6), ("t", "锅炉+光伏", 120, 12), ("u", "锅炉", 50, None)]
ROWS += [("u", "光伏", 60, 6), ("u", "光伏+锅炉", 100, 12)]


def run(rows=ROWS, feedback=None, **asked):
    layer = make_layer("None", "", FIELDS, [("", row) for row in rows], "措施 table")
    given = {"INPUT": layer, "CARBON": "tco2", "POLLUTION": "eq", "OUTPUT": "memory:"}
    return processing.run(ID, {**given, **asked}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "monitoring"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["JOINER"].defaultValue() == "+" and made["MEASURE"].defaultValue() == "measure"


def test_gains_by_place(provider, feedback):
    result = run(ROWS, feedback)
    one, other = rows_of(result["OUTPUT"])
    assert (one["unit_code"], one["gain_carbon"], one["gain_pollution"], one["gain_state"]) == (
        "t",
        10,
        1,
        "amplified",
    )
    assert one["gain_carbon_pct"] == pytest.approx(100 * 10 / 110)
    # what is not known is not judged, but what is known is told
    assert (other["gain_carbon"], other["gain_pollution"], other["gain_state"]) == (-10, None, None)
    assert (result["JUDGED"], result["AMPLIFIED"]) == (1, 1)
    assert "not known" in "\n".join(feedback.warnings)


def test_a_tolerance_makes_small_gains_none(provider):
    (row,) = rows_of(run(ROWS[:3], TOLERANCE=10)["OUTPUT"])
    assert row["gain_state"] == "additive"


@pytest.mark.parametrize(
    ("rows", "changes", "words"),
    [
        (ROWS[:2], {}, ["措施", "A+B"]),
        (ROWS[1:3], {}, ["t 锅炉", "锅炉+光伏"]),
        ([*ROWS[:3], ROWS[0]], {}, ["t 锅炉", "twice"]),
        ([("t", None, 1, 1)], {}, ["1 rows", "no measure"]),
        (ROWS, {"JOINER": " "}, ["JOINER"]),
        (ROWS, {"CARBON": "measure"}, ["measure", "锅炉"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, rows, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(rows, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 60):
        run(ROWS, RecordingFeedback(cancel_at=at), OUTPUT=str(workplace / "out.csv"))
        assert list(workplace.iterdir()) == []
