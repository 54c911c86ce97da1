"""The algorithm ``referenceapproach``: declares, refuses, runs (E02), compares, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:referenceapproach"
EXAMPLES = json.loads((Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8"))
E02 = next(item for item in EXAMPLES if item["id"] == "E02")
X, CO2 = E02["inputs"], E02["expected"]["CO2_t"]
FIELDS = "&".join(
    f"field={name}"
    for name in (
        "unit_code:string",
        "year:int",
        "activity:string",
        "unit:string",
        "production:double",
        "imports:double",
        "exports:double",
        "stock_increase:double",
        "excluded_tc:double",
    )
)
ROW = (
    "370101",
    2020,
    "原煤",
    "吨",
    X["production_t"],
    X["import_t"],
    X["export_t"],
    X["stock_increase_t"],
    500.0,
)
SECTORS = "field=unit_code:string&field=year:int&field=fossil_tco2:double&field=side:string"


def supply(*rows):
    return make_layer("None", "", FIELDS, [("", row) for row in rows or (ROW,)], "能源 平衡")


def run(layer, feedback=None, **options):
    options = {"INPUT": layer, "UNITS": "memory:", "FUEL_SCHEME": "CN_GB2589_2008", **options}
    return processing.run(ID, options, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert (defaults["FUEL"], defaults["PRODUCTION"], defaults["SECTORAL_AMOUNT"]) == (
        "activity",
        "production",
        "fossil_tco2",
    )
    assert {item.name() for item in algorithm.outputDefinitions()} == {"UNITS", "FUELS", "TOTAL"}


def test_e02(provider):
    result = run(supply(), FUELS="memory:")
    row, fuel = rows_of(result["UNITS"])[0], rows_of(result["FUELS"])[0]
    assert (row["unit_code"], row["year"]) == ("370101", 2020)
    assert row["reference_tco2"] == pytest.approx(CO2, rel=1e-9) and result["TOTAL"] == pytest.approx(CO2)
    assert (fuel["fuel"], fuel["apparent"], fuel["amount_unit"]) == ("raw_coal", 112000, "t")
    assert fuel["energy_gj"] == pytest.approx(2341696) and fuel["carbon_tc"] == pytest.approx(61250.52352)


def test_a_difference_above_five_per_cent_is_flagged_and_told(provider, feedback):
    other = ("370102", *ROW[1:])
    sectors = [("370101", 2020, CO2 / 1.04, "consumption"), ("370102", 2020, CO2 * 1.2, "consumption")]
    table = make_layer("None", "", SECTORS, [("", row) for row in sectors], "部门")
    third = ("370103", *ROW[1:])
    rows = rows_of(run(supply(ROW, other, third), feedback, SECTORAL=table)["UNITS"])
    assert [row["differs"] for row in rows] == [0, 1, None]
    assert rows[0]["difference_pct"] == pytest.approx(4) and rows[1]["difference_pct"] == pytest.approx(
        -100 / 6
    )
    assert "370102 (-16.7 %)" in feedback.text and "370101 (" not in feedback.text
    assert "consumption side" in feedback.text and "1 units and years have no sectoral sum" in feedback.text


def test_a_missing_flow_makes_the_sum_unknown(provider, feedback):
    layer = supply(ROW, (*ROW[:5], None, *ROW[6:]))
    assert rows_of(run(layer, feedback)["UNITS"])[0]["reference_tco2"] is None
    assert "1 rows lack an amount" in feedback.text


def test_years_are_chosen_and_stay_apart(provider):
    layer = supply(ROW, (ROW[0], 2021, *ROW[2:]), (ROW[0], 2022, *ROW[2:]))
    rows = rows_of(run(layer, YEARS="2021-2022")["UNITS"])
    assert [row["year"] for row in rows] == [2021, 2022]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"FUEL": "fuels"}, ["fuels", "能源 平衡"]),
        ({"PRODUCTION": "unit"}, ["unit", "no numbers"]),
        ({"FUEL_TABLE": "/nowhere/fuel.csv"}, ["fuel.csv"]),
        ({"FUEL": "unit"}, ["吨", "no fuel", "rows: 1"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(supply(), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_a_table_without_any_supply(provider):
    layer = make_layer(
        "None",
        "",
        "field=unit_code:string&field=activity:string&field=unit:string",
        [("", ("1", "原煤", "t"))],
        "t",
    )
    with pytest.raises(QgsProcessingException, match="production or of the imports"):
        run(layer)


def test_reads_gb18030(provider, workplace):
    path = workplace / "能源 平衡.csv"
    path.write_bytes("unit_code,activity,unit,production\n370101,原煤,吨,1000\n".encode("gb18030"))
    assert rows_of(run(str(path))["UNITS"])[0]["reference_tco2"] == pytest.approx(
        1000 * 0.020908 * 26.37 * 0.94 * 44 / 12
    )


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(supply(), feedback, UNITS=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
