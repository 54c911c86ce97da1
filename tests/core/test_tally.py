"""Counting by class: what has a class, and the three kinds of what has none."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.zoning.tally import Amount, arrange, combined, share, total

CODES = ("ND", "S", "SC", "SP", "CP", "PC", "SCP")


def test_keeps_the_order_of_the_legend_and_codes_that_do_not_occur():
    tally = arrange({"SCP": Amount(1), "S": Amount(2)}, CODES)
    assert list(tally.known) == ["S", "SC", "SP", "CP", "PC", "SCP"]
    assert [amount.units for amount in tally.known.values()] == [2, 0, 0, 0, 0, 1]


def test_no_data_empty_and_unknown_are_three_things():
    tally = arrange(
        {"ND": Amount(1, 10.0), None: Amount(2, 20.0), "": Amount(3, 30.0), "s": Amount(4, 40.0)}, CODES
    )
    assert tally.no_data == Amount(1, 10.0)
    assert tally.empty == Amount(5, 50.0)
    assert dict(tally.unknown) == {"s": Amount(4, 40.0)}
    assert total(tally.known.values()) == Amount()


def test_the_most_frequent_unknown_code_comes_first():
    tally = arrange({"b": Amount(1), "a": Amount(1), "c": Amount(9)}, CODES)
    assert list(tally.unknown) == ["c", "a", "b"]


def test_a_sub_zone_needs_space_and_class():
    assert combined("U", "SCP") == "U-SCP"
    assert combined("U", "ND") == combined("ND", "S") == "ND"
    assert combined(None, "ND") is None
    assert combined("U", "") is None


def test_area_of_nothing_measured_is_unknown_not_zero():
    assert not Amount(units=2, unmeasured=2).measured
    assert Amount(units=2, area_ha=1.0, unmeasured=1).measured
    assert Amount().measured  # no units have no area: 0 is right


def test_share_of_nothing_is_unknown():
    assert share(1, 4) == 0.25
    assert math.isnan(share(0, 0))


amounts = st.builds(Amount, st.integers(0, 1000), st.integers(0, 10**6).map(float), st.integers(0, 1000))


@given(st.dictionaries(st.one_of(st.none(), st.sampled_from(["", *CODES, "x", "U-S"])), amounts))
def test_nothing_is_lost_or_counted_twice(found):
    assert arrange(found, CODES).total == total(found.values())
