"""The lines of the help on reports up, targets down and traces, run as a user types them."""

from __future__ import annotations

import pytest
from helpers import rows_of
from helplines import line_of_the_help


@pytest.mark.slow
def test_reports_go_up_and_are_reconciled(qgis_process, workplace):
    done = qgis_process(*line_of_the_help("aggregateindicators", workplace))
    assert done.returncode == 0, done.stderr
    rows = rows_of(str(workplace / "aggregates.csv"))
    (county,) = [
        row
        for row in rows
        if (row["unit_code"], row["indicator"], row["value_kind"]) == ("990121", "cropland", "reported")
    ]
    # the figures that the help tells
    assert float(county["value"]) == pytest.approx(325.957) and float(
        county["coverage_pct"]
    ) == pytest.approx(91.667, abs=1e-3)
    done = qgis_process(*line_of_the_help("reconcile", workplace))
    assert done.returncode == 0, done.stderr
    changed = [
        row for row in rows_of(str(workplace / "adjusted.csv")) if abs(float(row["adjustment"])) > 1e-9
    ]
    assert sum(float(row["adjusted_value"]) for row in changed) == pytest.approx(325.605)


@pytest.mark.slow
def test_targets_are_checked_and_a_gap_is_traced(qgis_process, workplace):
    done = qgis_process(*line_of_the_help("checktransmission", workplace))
    assert done.returncode == 0, done.stderr
    rows = rows_of(str(workplace / "checks.csv"))
    assert len(rows) == 114 and [row["check_state"] for row in rows].count("missed") == 1
    assert "−2.000" in (workplace / "checks.html").read_text(encoding="utf-8")
    done = qgis_process(*line_of_the_help("tracegap", workplace))
    assert done.returncode == 0, done.stderr
    gaps = {row["unit_code"]: row for row in rows_of(str(workplace / "gaps.csv"))}
    assert float(gaps["990121"]["traced_gap"]) == pytest.approx(627.691)
