"""Units as columns: counting, places, classes of sub-zones."""

from __future__ import annotations

import numpy as np

from carbon_pollution_zoning.core.zoning.tally import Amount
from carbon_pollution_zoning.core.zoning.unitrows import NOWHERE, UnitRows, by_class, class_of

ROWS = UnitRows(
    ids=np.array([10, 11, 12, 13]),
    codes=("U-SCP", None, "A-SCP", ""),
    code=np.array([0, 1, 2, 3]),
    area_ha=np.array([1.0, 2.0, np.nan, 8.0]),
    net_tco2=np.array([10.0, np.nan, -4.0, 1.0]),
    places=("甲", "乙"),
    place=np.array([0, 0, 1, NOWHERE]),
)


def test_amounts_keep_unknown_apart_from_zero():
    found = ROWS.amounts()
    assert found["U-SCP"] == Amount(1, 1.0, 0, 10.0, 0)
    assert found["A-SCP"] == Amount(1, 0.0, 1, -4.0, 0)
    assert found[None] == Amount(1, 2.0, 0, 0.0, 1)
    assert not found["A-SCP"].measured and not found[None].accounted


def test_amounts_within_a_place():
    assert set(ROWS.amounts(ROWS.within("甲"))) == {"U-SCP", None}
    assert ROWS.amounts(ROWS.within("nowhere")) == {}
    assert ROWS.within(None).all()


def test_units_of_codes():
    assert ROWS.coded(["U-SCP"]).tolist() == [True, False, False, False]
    assert ROWS.coded([""]).tolist() == [False, True, False, True]
    assert not ROWS.coded([]).any()


def test_sub_zones_as_classes():
    zones = {"U-SCP", "A-SCP"}
    assert by_class(ROWS.amounts(), zones)["SCP"] == Amount(2, 1.0, 1, 6.0, 0)
    assert class_of("X-S", zones) == "X-S" and class_of("ND", zones) == "ND"


def test_no_units_at_all():
    empty = UnitRows(np.empty(0, np.int64), (), np.empty(0, np.intp), np.empty(0))
    assert empty.amounts() == {} and not empty.has_net and not empty.has_plane
    assert len(empty.coded(["S"])) == 0
