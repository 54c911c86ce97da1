"""The algorithm ``incentives``: declares, refuses, shares the fund to the last, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:incentives"
FIELDS = (
    "field=unit_code:string&field=sink_tco2:double&field=core:double&field=score:double&field=vetoed:string"
)
# methods D.9
SINKS, SCORES = (20, 10, 60, 110), (92, 75, 88, 97)
CORES = (3.9216, 1.9608, 31.3725, 62.7451)
ROWS = [(unit, -sink, core, score, None) for unit, sink, core, score in zip("ABCD", SINKS, CORES, SCORES)]


def units(rows=ROWS, kind="None"):
    squares = [
        f"POLYGON(({x} 0,{x + 1} 0,{x + 1} 1,{x} 1,{x} 0))" if kind != "None" else ""
        for x in range(len(rows))
    ]
    return make_layer(kind, "EPSG:4547" if kind != "None" else "", FIELDS, zip(squares, rows), "单元 units")


def run(rows=ROWS, feedback=None, **asked):
    given = {"INPUT": units(rows), "CORE": "core", "FUND": 100, "OUTPUT": "memory:"}
    return processing.run(ID, {**given, **asked}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "monitoring"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["FUND"].defaultValue() is None
    assert [made[name].defaultValue() for name in ("SINK_WEIGHT", "CORE_WEIGHT", "PASS_MARK", "CAP")] == [
        0.6,
        0.4,
        85,
        10,
    ]


def test_worked_case_of_the_notes(provider):
    result = run()
    rows = rows_of(result["OUTPUT"])
    assert [row["pay_base"] for row in rows] == pytest.approx([7.5686, 3.7843, 30.5490, 58.0980], abs=1e-4)
    assert [row["payment"] for row in rows] == pytest.approx([7.5188, 3.3523, 29.5749, 59.5539], abs=1e-4)
    assert result["PAID"] == pytest.approx(100) and (result["REWARDED"], result["CUT"]) == (3, 1)
    assert provenance.read(result["OUTPUT"])["standards"]["fund"] == 100


def test_rounding_keeps_the_fund(provider):
    result = run(FUND=1000, ROUNDING=1)
    payments = [row["payment"] for row in rows_of(result["OUTPUT"])]
    assert sum(payments) == 1000 and all(pay == int(pay) for pay in payments)


def test_without_core_areas_and_with_positive_sinks(provider):
    rows = [(row[0], -row[1], None, 85, None) for row in ROWS]
    made = rows_of(run(rows, CORE=None, NEGATIVE_SINKS=False)["OUTPUT"])
    assert [row["payment"] for row in made] == pytest.approx([10, 5, 30, 55])


def test_a_unit_without_a_score_and_one_with_a_veto(provider, feedback):
    rows = [(*ROWS[0][:3], None, None), ROWS[1], ROWS[2], (*ROWS[3][:4], "net_carbon")]
    made = rows_of(run(rows, feedback)["OUTPUT"])
    assert made[0]["pay_adjust_pct"] == 0 and made[3]["pay_adjust_pct"] == 0
    assert "1 units have no score" in "\n".join(feedback.warnings)


def test_scores_that_look_like_shares_are_asked_about(provider, feedback):
    run([(*row[:3], row[3] / 100, None) for row in ROWS], feedback)
    assert "from 0 to 1" in "\n".join(feedback.warnings)
    made = rows_of(run([(*row[:3], row[3] / 100, None) for row in ROWS], SCALE="one")["OUTPUT"])
    assert made[0]["payment"] == pytest.approx(7.5188, abs=1e-4)


def test_styled_by_the_payment(provider, workplace):
    path = workplace / "资金 pay.gpkg"
    asked = {"INPUT": units(kind="Polygon"), "CORE": "core", "FUND": 100, "OUTPUT": str(path)}
    processing.run(ID, asked)
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    rules = [rule.filterExpression() for rule in layer.renderer().rootRule().children()]
    assert layer.featureCount() == 4 and any("payment" in rule for rule in rules)


@pytest.mark.parametrize(
    ("rows", "changes", "words"),
    [
        (ROWS, {"FUND": None}, ["FUND"]),
        (ROWS, {"FUND": 0}, ["FUND"]),
        (ROWS, {"SINK_WEIGHT": 0, "CORE_WEIGHT": 0}, ["weights"]),
        ([("A", None, 1, 90, None)], {}, ["sink_tco2", "1 values"]),
        ([("A", 5, 1, 90, None)], {}, ["sink_tco2", "NEGATIVE_SINKS"]),
        ([("A", -5, 1, 190, None)], {}, ["score", "100"]),
        ([], {}, ["单元", "no features"]),
        ([(*row[:2], 0, *row[3:]) for row in ROWS], {}, ["core areas"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, rows, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(rows, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 60):
        run(ROWS, RecordingFeedback(cancel_at=at), OUTPUT=str(workplace / "out.gpkg"))
        assert list(workplace.iterdir()) == []
