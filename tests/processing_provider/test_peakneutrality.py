"""The algorithm ``peakneutrality``: declares, refuses, tells peaks and years of neutrality, cancels."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, rows_of
from monitoring_layers import WORLD, rows_layer, series, squares, wide_layer
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:peakneutrality"
HILL = [*np.arange(1.0, 11.0), *np.arange(9.5, 4.5, -0.5)]
CLIMB = list(np.arange(1.0, 21.0))


def run(feedback=None, **options):
    asked = {"VALUES": ["value"], "OUTPUT": "memory:", "DRAWS": 200, **options}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert (definitions["SINCE"].defaultValue(), definitions["NEUTRAL_BY"].defaultValue()) == (5, 2060)
    assert "SPREADS" in definitions and "WAY" not in definitions


def test_types_and_years(provider, workplace):
    rows = [
        *series(HILL, "a", first=2000),
        *series(CLIMB, "b", first=2000),
        *series([1, 2, 3], "c", first=2000),
    ]
    report = workplace / "达峰.html"
    made = run(INPUT=rows_layer(rows), UNITS_LAYER=squares("abc"), REPORT=str(report), NEUTRALITY="memory:")
    found = {row["unit_code"]: row for row in rows_of(made["OUTPUT"])}
    assert [found[code]["peak_type"] for code in "abc"] == ["peaked", "rising", "ND"]
    assert (found["a"]["peak_year"], found["a"]["peak_value"], found["a"]["peak_drop_pct"]) == (2009, 10, 50)
    assert found["a"]["p_peaked"] == 1.0
    assert found["c"]["flags"] == "SHORT NO_SINK" and found["c"]["peak_year"] is None
    assert {row["neutrality_zone"] for row in rows_of(made["NEUTRALITY"])} == {"ND"}
    assert made["OUTPUT"].renderer().legendClassificationAttribute() == "peak_type"
    assert made["NEUTRALITY"].renderer().legendClassificationAttribute() == "neutrality_zone"
    assert "<svg" in report.read_text(encoding="utf-8")


def test_neutrality_on_both_paths(provider):
    gross = [30.0 - number for number in range(10)]
    table = rows_layer(series(gross, "a", "x", 2015, -10.0), more="&field=sink:double")
    plan = rows_layer([("a", "", "", 2024, 20.0), ("a", "", "", 2034, 8.0)], "规划")
    sinks = rows_layer([("a", "", "", 2024, -10.0), ("a", "", "", 2034, -14.0)], "规划碳汇")
    row = rows_of(run(INPUT=table, SINKS=["sink"], PLAN=plan, PLAN_SINKS=sinks)["OUTPUT"])[0]
    assert row["net_last"] == pytest.approx(11.0)
    assert row["neutral_year"] == pytest.approx(2035.0)
    # planned net 10 in 2024, -6 in 2034
    assert row["plan_neutral_year"] == pytest.approx(2024 + 10 * 10 / 16)
    assert row["neutral_gap"] == pytest.approx(2035 - 2030.25)
    assert (row["neutrality_zone"], row["plan_peak_year"]) == ("on_time", 2024)
    # positive removals say the same
    turned = rows_layer(series(gross, "a", "x", 2015, 10.0), more="&field=sink:double")
    same = rows_of(run(INPUT=turned, SINKS=["sink"], SINK_SIGN="positive")["OUTPUT"])[0]
    assert same["net_last"] == pytest.approx(11.0)
    late = rows_of(run(INPUT=table, SINKS=["sink"], NEUTRAL_BY=2030)["OUTPUT"])[0]
    assert late["neutrality_zone"] == "late"


def test_a_sink_that_is_missing_is_not_zero(provider):
    rows = [*series([5.0] * 9, "a", "x", 2015, -6.0), ("a", "", "x", 2024, 5.0, None)]
    row = rows_of(run(INPUT=rows_layer(rows, more="&field=sink:double"), SINKS=["sink"])["OUTPUT"])[0]
    # 2024 has no sink, so the last net emission is that of 2023
    assert (row["net_last"], row["neutrality_zone"], row["neutral_year"]) == (-1.0, "neutral", 2015)


def test_fields_of_years_and_sinks_of_other_years(provider):
    years = range(2015, 2025)
    layer = wide_layer([("a", *HILL[:10], -3.0)], years, "&field=s_2024:double")
    fields = [f"v_{year}" for year in years]
    row = rows_of(run(INPUT=layer, LAYOUT="fields", VALUES=fields, SINKS=["s_2024"])["OUTPUT"])[0]
    assert (row["peak_type"], row["net_last"]) == ("rising", 7.0)


def test_uncertainty_makes_unsure(provider):
    table = rows_layer(series(HILL, "a", "x", 2000, 4.0), more="&field=value_sd:double")
    own = rows_of(run(INPUT=table)["OUTPUT"])[0]
    assert own["p_peak_year"] < 0.5 and own["peak_year_lo"] < 2009 < own["peak_year_hi"]
    shared = rows_of(run(INPUT=table, SHARED=1.0)["OUTPUT"])[0]
    assert shared["p_peak_year"] == 1.0
    wide = rows_of(run(INPUT=table, SPREADS=["value", "1 %", "", ""])["OUTPUT"])[0]
    assert wide["p_peak_year"] > own["p_peak_year"]


def test_the_world(provider):
    rows = rows_of(run(INPUT=str(WORLD), UNIT_CODE="iso3", VALUES=["CO2_kt"])["OUTPUT"])
    types = {row["unit_code"]: row["peak_type"] for row in rows}
    assert [types[code] for code in ("CHN", "IND", "USA", "FRA")] == ["rising", "rising", "peaked", "peaked"]


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses(provider):
    table = rows_layer(series(HILL))
    assert "leave SINKS empty" in refused(INPUT=table, MEANING="net", SINKS=["value"])
    assert "need planned emissions" in refused(INPUT=table, PLAN_SINKS=table)
    text = refused(INPUT=table, MEANING="net", PLAN=table, PLAN_SINKS=table)
    assert "leave PLAN_SINKS empty" in text
    assert "no account that is used" in refused(INPUT=table, SPREADS=["year", "5 %", "", ""])


@pytest.mark.parametrize("at", [0, 30, 60])
def test_cancel_leaves_nothing(provider, workplace, at):
    kept = workplace / "out"
    kept.mkdir()
    rows = [row for number in range(40) for row in series(HILL, f"{number:02d}", first=2000)]
    names = {"OUTPUT": str(kept / "a.gpkg"), "REPORT": str(kept / "r.html")}
    run(RecordingFeedback(cancel_at=at), INPUT=rows_layer(rows), **names)
    assert list(kept.iterdir()) == []
