"""The pollution algorithms on the practice county agree with results that were computed apart from them."""

from __future__ import annotations

import csv
from pathlib import Path

import processing
import pytest
from helpers import rows_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
COUNTY = f"{SAMPLE / 'haiyue.gpkg'}|layername="
MONITORING = {
    "INPUT": str(SAMPLE / "tables" / "monitoring_2024_gb18030.csv"),
    "UNIT_CODE": "行政区代码",
    "UNIT_NAME": "乡镇名称",
    "POLLUTANT": "污染物",
    "VALUE": "年均值",
    "VALUE_UNIT_FIELD": "单位",
    "MEDIUM": "介质",
    "YEAR": "年份",
    "FUNCTIONAL_CLASS": "功能区类别",
}


@pytest.fixture(scope="module")
def expected():
    with (SAMPLE / "expected" / "town_classes_2024.csv").open(encoding="utf-8-sig") as stream:
        return {row["unit_code"]: row for row in csv.DictReader(stream)}


@pytest.mark.parametrize(
    ("options", "column"),
    [
        ({"INPUT": f"{COUNTY}quality_town", "YEARS": "2024"}, "q_p"),
        ({"INPUT": f"{COUNTY}station_value", "YEARS": "2024"}, "q_p"),
        (MONITORING, "q_p"),
        (
            {
                "INPUT": f"{COUNTY}pollutant_load",
                "YEARS": "2024",
                "STATISTIC": "sum",
                "CAPACITY": f"{COUNTY}pollutant_capacity",
            },
            "q_p_load",
        ),
    ],
    ids=["towns", "stations", "Chinese table in GB18030", "loads against capacities"],
)
def test_exceedance_of_the_towns(provider, expected, options, column):
    rows = rows_of(processing.run("cpzoning:pollutionindex", {**options, "OUTPUT": "memory:"})["OUTPUT"])
    found = {row["unit_code"]: row["q_p"] for row in rows}
    assert found == pytest.approx({code: float(row[column]) for code, row in expected.items()}, abs=1e-6)


def test_limiting_pollutants_of_the_towns(provider, expected):
    options = {"INPUT": f"{COUNTY}quality_town", "YEARS": "2024", "UNITS_LAYER": f"{COUNTY}zoning_unit"}
    rows = rows_of(processing.run("cpzoning:pollutionindex", {**options, "OUTPUT": "memory:"})["OUTPUT"])
    codes = {"PM2.5": "PM2_5", "NH3-N": "NH3_N"}
    assert {row["unit_code"]: row["limiting"] for row in rows} == {
        code: codes.get(row["limiting"], row["limiting"]) for code, row in expected.items()
    }


def test_equivalents_of_the_towns_by_hand(provider):
    options = {"INPUT": f"{COUNTY}pollutant_load", "YEARS": "2024", "PARTICULATES": "soot"}
    rows = rows_of(processing.run("cpzoning:pollutantequivalents", {**options, "UNITS": "memory:"})["UNITS"])
    values = {"SO2": 0.95, "NOx": 0.95, "PM": 2.18, "COD": 1.0, "NH3-N": 0.8, "TP": 0.25}
    loads = processing.run(
        "native:extractbyexpression",
        {"INPUT": f"{COUNTY}pollutant_load", "EXPRESSION": '"year" = 2024', "OUTPUT": "memory:"},
    )["OUTPUT"]
    by_hand: dict[str, float] = {}
    for row in rows_of(loads):
        share = 1000 * row["amount"] / values[row["pollutant"]]
        by_hand[row["unit_code"]] = by_hand.get(row["unit_code"], 0.0) + share
    assert {row["unit_code"]: row["eq_total"] for row in rows} == pytest.approx(by_hand)
