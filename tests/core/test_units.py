"""Units: spellings, exact conversion, refusals."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import units
from carbon_pollution_zoning.core.errors import UnitError

LISTED = [row["symbol"] for row in csv.DictReader((units._VOCABULARY / "units.csv").open(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("万吨", "10^4 t"),
        ("10^4 t", "10^4 t"),
        ("10⁴ t", "10^4 t"),
        ("1e4t", "10^4 t"),
        ("万t", "10^4 t"),
        ("１０＾４ｔ", "10^4 t"),
        ("万亩", "10^4 mu"),
        ("公顷", "ha"),
        ("hm²", "ha"),
        ("平方公里", "km2"),
        ("㎢", "km2"),
        ("万元", "10^4 yuan"),
        ("亿元", "10^8 yuan"),
        ("万人", "10^4 persons"),
        ("万kWh", "10^4 kWh"),
        ("度", "kWh"),
        ("ＭＷｈ", "MWh"),
        ("mwh", "MWh"),
        ("吨标煤", "tce"),
        ("万吨标准煤", "10^4 tce"),
        ("百万焦", "MJ"),
        ("吨二氧化碳", "tCO2"),
        ("tco2", "tCO2"),
        ("MtCO2", "MtCO2"),
        ("t d.m. ha-1 a-1", "t d.m./(ha·a)"),
        ("吨/公顷·年", "t/(ha·a)"),
        ("kg per equivalent", "kg/equivalent"),
        ("tCO2/10^4 Nm3", "tCO2/10^4 Nm3"),
        ("μg/m³", "ug/m3"),
    ],
)
def test_spellings_of_one_unit(text, symbol):
    assert units.unit(text).symbol == symbol


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("万亩", "ha", 10000 / 15),
        ("10^8 mu", "km2", 1e8 / 1500),
        ("tce", "GJ", 29.3076),
        ("kgce", "kWh", 29.3076 / 3.6),
        ("kgCO2/kWh", "tCO2/MWh", 1.0),
        ("GJ/10^4 Nm3", "MJ/m3", 0.1),
        ("TJ/Gg", "MJ/kg", 1.0),
        ("tC/TJ", "kgC/GJ", 1.0),
        ("kgC m-2 a-1", "tC ha-1 a-1", 10.0),
        ("gC m-2 a-1", "tC ha-1 a-1", 0.01),
        ("mg/L", "ug/m3", 1e6),
        ("%", "1", 0.01),
        ("month", "a", 1 / 12),
        ("kgce/weight case", "kgce/t", 20.0),
    ],
)
def test_factors_that_can_be_checked_by_hand(source, target, expected):
    assert units.factor(source, target) == pytest.approx(expected, rel=1e-15)


def test_tc_per_tce_agrees_with_tc_per_tj():
    """0.7559 tC/tce x 1 tce/29.3076 GJ = 25.79 tC/TJ, near the 26.37 of raw coal."""
    assert 0.7559 * units.factor("tC/tce", "tC/TJ") == pytest.approx(25.7919, abs=1e-4)


@pytest.mark.parametrize(
    "text", ["mJ", "mW", "pJ", "mt", "MT", "mtCO2", "foo", "t/bar", "", "10^4", "t/", "吨每"]
)
def test_unclear_or_unknown_units_are_refused(text):
    with pytest.raises(UnitError):
        units.unit(text)


def test_milligrams_and_megagrams_keep_their_sense():
    assert units.factor("Mg", "t") == 1
    assert units.factor("mg", "kg") == 1e-6


def test_carbon_never_becomes_co2_by_conversion():
    with pytest.raises(UnitError, match="44/12"):
        units.factor("tC", "tCO2")
    with pytest.raises(UnitError, match="global warming"):
        units.factor("tCO2", "tCO2e")
    assert units.carbon_to_co2(12.0) == 44.0
    assert units.co2_to_carbon(np.array([44.0])) == pytest.approx([12.0])


def test_different_dimensions_name_both():
    with pytest.raises(UnitError, match=r"mass.*area"):
        units.convert([1.0], "t", "ha")


def test_a_unit_of_the_wrong_dimension_lists_the_accepted_ones():
    with pytest.raises(UnitError, match=r"area.*kWh, MWh"):
        units.unit("ha", "electricity")
    with pytest.raises(UnitError, match="km2"):
        units.unit("foo", "area")
    assert units.unit("万千瓦时", "electricity").symbol == "10^4 kWh"


def test_accepted_lists_uses_and_dimensions():
    assert units.accepted("electricity")[:2] == ["kWh", "MWh"]
    assert "10^4 Nm3" in units.accepted("volume_gas")
    assert "10^4 Nm3" not in units.accepted("volume_liquid")
    assert {"mass", "area", "energy", "money", "persons", "head", "distance"} <= set(units.dimensions())


def test_convert_keeps_nan_shape_and_input():
    values = np.array([[1.0, np.nan]])
    scaled = units.convert(values, "万吨", "kt")
    assert scaled.shape == (1, 2)
    assert scaled[0, 0] == 10.0
    assert math.isnan(scaled[0, 1])
    assert values[0, 0] == 1.0


@given(st.sampled_from(LISTED), st.sampled_from(LISTED), st.floats(-1e12, 1e12))
def test_round_trips_between_all_units_of_one_dimension(source, target, value):
    if units.unit(source).signature != units.unit(target).signature:
        with pytest.raises(UnitError):
            units.factor(source, target)
        return
    there = units.convert(value, source, target)
    assert units.convert(there, target, source) == pytest.approx(value, rel=1e-14, abs=1e-300)


@given(st.sampled_from(LISTED), st.sampled_from(LISTED))
def test_a_ratio_unit_is_the_quotient_of_its_parts(above, below):
    ratio = units.unit(f"{above}/{below}")
    assert ratio.size == units.unit(above).size / units.unit(below).size


@pytest.mark.parametrize("symbol", LISTED)
def test_every_listed_symbol_reads_as_itself(symbol):
    assert units.unit(symbol).symbol == symbol


def test_no_spelling_stands_for_two_units():
    seen = {}
    for row in csv.DictReader((units._VOCABULARY / "units.csv").open(encoding="utf-8")):
        for spelling in (row["symbol"], row["name_zh"], *filter(None, row["synonyms"].split("|"))):
            assert seen.setdefault(units._normal(spelling), row["symbol"]) == row["symbol"], spelling


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("tC", "tCO2", 44 / 12),
        ("10^4 tCO2/a", "tC/a", 1e4 * 12 / 44),
        ("tC ha-1 a-1", "kgCO2/(m2·a)", 44 / 12 / 10),
        ("kt", "t", 1e3),
        ("tCO2", "tCO2", 1.0),
    ],
)
def test_carbon_factor_goes_over_to_co2_and_back(source, target, expected):
    assert units.carbon_factor(source, target) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("source", "target"), [("tC", "tCH4"), ("tC", "tCO2/a"), ("t", "tC")])
def test_carbon_factor_refuses_what_is_no_carbon(source, target):
    with pytest.raises(UnitError):
        units.carbon_factor(source, target)
