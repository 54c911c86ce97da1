"""The algorithm ``trendforecast``: declares, refuses, tells trends and what becomes of targets, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from monitoring_layers import FINE_DUST, TOWNS, WORLD, rows_layer, series, squares, wide_layer
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

pytestmark = pytest.mark.needs("scipy")
ID = "cpzoning:trendforecast"
CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "test_values.json").read_text(encoding="utf-8"))
DOWN = CASES["trend"]["down"]["y"]


def run(feedback=None, **options):
    asked = {"VALUES": ["value"], "OUTPUT": "memory:", **options}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.canExecute()[0] and algorithm.groupId() == "monitoring"
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["UNIT_CODE"].defaultValue() == "unit_code"
    assert "SPREADS" not in definitions


def test_the_worked_series(provider, workplace):
    table = rows_layer([*series(DOWN), *series([1, 2, None], "02")])
    report, ahead = workplace / "趋势 1.html", workplace / "预测.csv"
    result = run(INPUT=table, TARGET=3.0, HORIZON=2030, FORECAST=str(ahead), REPORT=str(report))
    first, second = rows_of(result["OUTPUT"])
    assert (first["mk_s"], first["trend_word"], first["target_state"]) == (-40, "falling", "reached")
    assert first["mk_p"] == pytest.approx(0.00046125, abs=1e-8)
    assert first["forecast"] == pytest.approx(2.822222, abs=1e-6)
    assert first["target_time"] == pytest.approx(2028.7692, abs=1e-4)
    assert 0.5 < first["p_kept"] < 1
    assert (second["trend_word"], second["n_years"], second["flags"]) == ("unknown", 2, "SHORT")
    assert second["target_state"] == "ND" and second["forecast"] is None
    forecasts = [row for row in rows_of(str(ahead)) if row["kind"] == "forecast"]
    assert [int(row["year"]) for row in forecasts] == list(range(2025, 2031))
    page = report.read_text(encoding="utf-8")
    assert "<svg" in page and "镇01" in page and "<script" not in page


def test_fields_of_years_on_the_features_themselves(provider):
    layer = wide_layer(
        [("a", *DOWN, 3.0), ("b", *([5.0] * 10), 6.0)], range(2015, 2025), "&field=goal:double"
    )
    fields = [f"v_{year}" for year in range(2015, 2025)]
    made = run(INPUT=layer, LAYOUT="fields", VALUES=fields, TARGET_FIELD="goal", HORIZON=2030)["OUTPUT"]
    falling, flat = rows_of(made)
    assert falling["target_time"] == pytest.approx(2028.7692, abs=1e-4)
    assert (flat["trend_word"], flat["target_state"], flat["p_kept"]) == ("none", "kept", 1.0)
    assert made.renderer().legendClassificationAttribute() == "target_state"


def test_rows_are_put_on_the_layer_of_units(provider, feedback):
    table = rows_layer([*series(DOWN, "01"), *series(DOWN, "99")])
    made = run(feedback, INPUT=table, UNITS_LAYER=squares(["01", "02"]))["OUTPUT"]
    found = {row["unit_code"]: row for row in rows_of(made)}
    assert set(found) == {"01", "02", "99"} and found["02"]["flags"] == "NO_DATA NO_TARGET"
    lacking = [one["unit_code"] for one in made.getFeatures() if not one.hasGeometry()]
    assert lacking == ["99"] and "02" in feedback.text and "99" in feedback.text


def test_the_recent_years_and_least_squares(provider):
    table = rows_layer(series([9, 9, 9, 9, 9, 1, 2, 3, 4, 5]))
    row = rows_of(run(INPUT=table, RECENT=5, LINE="linear")["OUTPUT"])[0]
    assert (row["n_years"], row["slope_a"], row["year_first"]) == (5, pytest.approx(1.0), 2020)


def test_the_practice_county(provider, workplace):
    out = workplace / "趋势.gpkg"
    run(
        INPUT=FINE_DUST,
        VALUES=["amount"],
        TARGET_FIELD="limit_value",
        UNITS_LAYER=TOWNS,
        HORIZON=2030,
        OUTPUT=str(out),
    )
    states = [row["target_state"] for row in rows_of(str(out))]
    assert {word: states.count(word) for word in states} == {"kept": 9, "missed": 2, "reached": 1}
    assert QgsVectorLayer(str(out)).styleManager().currentStyle() is not None


def test_the_world(provider):
    rows = rows_of(run(INPUT=str(WORLD), UNIT_CODE="iso3", VALUES=["CO2_kt"])["OUTPUT"])
    by_code = {row["unit_code"]: row["trend_word"] for row in rows}
    assert len(by_code) > 200
    assert [by_code[code] for code in ("CHN", "IND", "USA", "GBR")] == [
        "rising",
        "rising",
        "falling",
        "falling",
    ]


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses(provider):
    table = rows_layer(series(DOWN))
    assert "镇" not in (text := refused(INPUT=rows_layer([*series(DOWN), *series([1.0], first=2020)])))
    assert "more than one value for a year" in text and "01 2020" in text
    assert "must lie after the last year" in refused(INPUT=table, HORIZON=2020)
    assert "(YEAR)" in refused(INPUT=table, YEAR="")
    assert "infinite" in refused(INPUT=rows_layer(series([1, float("inf"), 3, 4])))
    assert "choose PLAN_ITEM" in refused(INPUT=table, ITEM="item", PLAN=table)
    assert "no unit and indicator of the values" in refused(INPUT=table, PLAN=rows_layer(series([1.0], "77")))
    layer = wide_layer([("a", 1.0), ("a", 2.0)], [2020])
    assert "more than once" in refused(INPUT=layer, LAYOUT="fields", VALUES=["v_2020"])
    assert "do not name one year" in refused(INPUT=table, LAYOUT="fields", VALUES=["value", "year"])
    assert "not 2" in refused(INPUT=table, VALUES=["value", "year"])
    wrong = ["x", "roof", "", "", "", "x", "", "-1", "maybe", ""]
    text = refused(INPUT=table, INDICATORS=wrong)
    assert "roof" in text and "below 0" in text and "maybe" in text and "stands twice" in text


@pytest.mark.parametrize("at", [0, 45])
def test_cancel_leaves_nothing(provider, workplace, at):
    kept = workplace / "out"
    kept.mkdir()
    table = rows_layer(series(DOWN))
    names = {"OUTPUT": str(kept / "a.gpkg"), "REPORT": str(kept / "r.html")}
    run(RecordingFeedback(cancel_at=at), INPUT=table, **names)
    assert list(kept.iterdir()) == []
