"""Declared output columns and their families."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.core import uncertainty
from carbon_pollution_zoning.processing_provider import columns


def test_a_family_names_its_member_in_both_languages():
    made = columns.column("q_nh3_n")
    assert (made.name, made.type) == ("q_nh3_n", "real")
    assert "Ammonia nitrogen" in made.alias("en") and "氨氮" in made.alias("zh")
    assert columns.column("q_my_field").alias("en").endswith("my_field")


def test_a_declared_column_goes_before_its_family():
    assert columns.column("q_p").name_en == "Pollution exceedance q_p"
    assert columns.column("eq_total").name_en == "Pollution equivalents"


def test_a_column_that_nobody_declared_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        columns.column("surprise")


def test_the_interval_of_a_column_is_declared_with_it():
    made = columns.column("area_ha_lo")
    assert (made.name, made.type, made.unit) == ("area_ha_lo", "real", "ha")
    assert made.alias("en") == "Area, low (95 %) (ha)" and "下限" in made.alias("zh")
    assert columns.column("q_lo").name_en == "Exceedance of lo"  # a field of the user's that is called so
    for suffix in uncertainty.SUFFIXES:
        assert columns.column(f"eq_total{suffix}").unit == "equivalents"
