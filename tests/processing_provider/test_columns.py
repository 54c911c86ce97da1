"""Declared output columns and their families."""

from __future__ import annotations

import pytest

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
