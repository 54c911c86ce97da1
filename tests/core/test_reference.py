"""The reference approach: E02 row by row, units, missing flows, refusals, and the flag above 5 %."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core.carbon import reference
from carbon_pollution_zoning.core.errors import InputError

EXAMPLES = json.loads((Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8"))
E02 = next(item for item in EXAMPLES if item["id"] == "E02")
SCHEME = "CN_GB2589_2008"


def supply(*rows):
    """Rows of (fuel, unit, production, imports, exports, bunkers, stock increase, excluded)."""
    columns = list(zip(*rows))
    texts = [np.array(column, dtype=object) for column in columns[:2]]
    numbers = [np.array(column, dtype=float) for column in columns[2:]]
    count = len(rows)
    return reference.Supply(
        np.full(count, "x", dtype=object),
        *texts,
        np.full(count, 2020),
        dict(zip(reference.FLOWS, numbers[:5])),
        numbers[5],
    )


def made(*rows, scheme=SCHEME):
    return reference.fuel_supply(supply(*rows), factors.builtin("fuel"), scheme, np.arange(1, len(rows) + 1))


X = E02["inputs"]
ROW = ("原煤", "t", X["production_t"], X["import_t"], X["export_t"], 0, X["stock_increase_t"], 500)


def test_e02():
    found, expected = made(ROW), E02["expected"]
    assert found.apparent[0] == expected["apparent_t"]
    assert found.energy_gj[0] / 1000 == pytest.approx(expected["energy_TJ"], rel=1e-9)
    assert found.carbon_tc[0] == pytest.approx(expected["net_carbon_tC"], rel=1e-9)
    assert found.co2_t[0] == pytest.approx(expected["CO2_t"], rel=1e-9)
    assert (found.code[0], found.base[0]) == ("raw_coal", "t")


def test_units_of_amount_do_not_matter():
    in_kt = (ROW[0], "万吨", *(value / 1e4 for value in ROW[2:7]), 500)
    assert made(in_kt).co2_t[0] == pytest.approx(made(ROW).co2_t[0], rel=1e-12)


def test_a_missing_flow_is_not_zero():
    assert math.isnan(made((*ROW[:3], math.nan, *ROW[4:])).co2_t[0])


def test_all_faults_are_told_together_with_their_rows():
    with pytest.raises(InputError) as refusal:
        made(("pigs", "t", *[1] * 6), ROW, ("pigs", "t", *[1] * 6), ("diesel", "head", *[1] * 6))
    text = str(refusal.value)
    assert "pigs" in text and "(rows: 1, 3)" in text and "head" in text and "(rows: 4)" in text


def test_a_set_without_the_three_factors_is_refused():
    with pytest.raises(InputError, match="GBT2589_2020"):
        made(ROW, scheme="GBT2589_2020")


def test_a_difference_above_five_per_cent_is_flagged():
    found = reference.compare([104.9, 105.1, 94.8, 1.0, 5.0], [100, 100, 100, 0, math.nan])
    assert found.flagged.tolist() == [False, True, True, False, False]
    assert found.difference[:3] == pytest.approx([0.049, 0.051, -0.052])
    assert np.isnan(found.difference[3:]).all()
