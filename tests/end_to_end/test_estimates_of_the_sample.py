"""The worked example of combined estimates from the command line: paper 1's 0.17 to 0.35 PgC/a."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def test_the_sinks_of_several_methods(qgis_process, workplace):
    path, pairs = workplace / "碳 汇.csv", workplace / "两 两.csv"
    asked = {
        "INPUT": str(SAMPLE / "tables" / "national_sinks.csv"),
        "LAYOUT": "1",
        "ESTIMATES": "value",
        "QUANTITY": "quantity",
        "NAME": "estimate",
        "UNIT": "10^8 tCO2/a",
    }
    done = qgis_process(
        "run", "cpzoning:combineestimates", inputs={**asked, "OUTPUT": str(path), "PAIRS": str(pairs)}
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["OUTPUT"] == str(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["group_name"]: row for row in csv.DictReader(stream)}
    old = rows["china_land_sink_1980_1999"]
    to_carbon = 12 / 44 / 10
    assert round(float(old["est_min"]) * to_carbon, 2) == 0.17
    assert round(float(old["est_max"]) * to_carbon, 2) == 0.35
    assert old["flags"] == "" and rows["china_land_sink_any_years"]["flags"] == "DISJOINT"
    with pairs.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 10
