"""Two zonings against each other, by hand-made numbers and by what must hold."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import UnknownCodesError
from carbon_pollution_zoning.core.zoning import comparison as cmp
from carbon_pollution_zoning.core.zoning.sixclass import CODES, SEVERITY

ND, S, SC, SP, CP, PC, SCP = range(7)
ACCURACY = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "test_values.json").read_text(encoding="utf-8")
)["accuracy"]


def test_agreement_and_kappa_of_the_method_notes():
    assert cmp.agreement(ACCURACY["M"]) == pytest.approx(ACCURACY["OA"]) == pytest.approx(0.86)
    assert cmp.kappa(ACCURACY["M"]) == pytest.approx(ACCURACY["kappa"], abs=1e-6)


def test_disagreement_is_parted_into_quantity_and_allocation():
    # rows 50, 45, 55; columns 53, 41, 56: quantity (3 + 4 + 1) / 2 / 150; the rest of .14 is allocation
    quantity, allocation = cmp.disagreement(ACCURACY["M"])
    assert quantity == pytest.approx(4 / 150)
    assert allocation == pytest.approx(0.14 - 4 / 150)


def test_kappa_has_no_value_where_chance_agrees_fully():
    assert np.isnan(cmp.kappa([[7, 0], [0, 0]]))
    assert np.isnan(cmp.kappa(np.zeros((3, 3))))
    assert cmp.kappa([[5, 0], [0, 5]]) == 1.0
    assert cmp.kappa([[25, 25], [25, 25]]) == 0.0
    assert cmp.kappa([[0, 5], [5, 0]]) == -1.0


def test_contingency_in_units_and_area():
    found = cmp.contingency([S, CP, CP, ND, SCP], [S, S, SC, S, SCP], [10, 20, 30, 40, np.nan])
    assert found.units.sum() == 5
    assert (found.units[CP, S], found.units[CP, SC], found.units[ND, S]) == (1, 1, 1)
    assert (found.area_ha[CP, S], found.area_ha[CP, SC], found.area_ha.sum()) == (20, 30, 100)
    assert found.unmeasured == 1
    assert found.known_units.sum() == 4
    assert found.known_area.sum() == 60


def test_improvement_is_weighted_by_area_and_leaves_out_the_unknown():
    # 20 ha CP→S (severity 2→0), 30 ha SC→SCP (1→3), 50 ha stay: (40 - 60) / 100
    found = cmp.contingency([CP, SC, S, ND], [S, SCP, S, S], [20, 30, 50, 1000])
    assert cmp.improvement(found.area_ha) == pytest.approx(-0.2)
    assert np.isnan(cmp.improvement(cmp.contingency([ND], [S], [1]).area_ha))


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (SCP, S, "double_compliance"),
        (CP, S, "double_compliance"),
        (PC, SC, "single_control"),
        (SCP, SP, "single_control"),
        (SCP, CP, "improved"),
        (SC, S, "improved"),
        (CP, PC, "shifted"),
        (SP, SC, "shifted"),
        (S, SC, "worsened"),
        (SP, CP, "worsened"),
        (PC, PC, "same"),
        (ND, S, "ND"),
        (S, ND, "ND"),
        (ND, ND, "ND"),
    ],
)
def test_meaning_of_a_change(a, b, kind):
    assert cmp.kinds([a], [b]).tolist() == [kind]


def test_words_of_a_change():
    assert cmp.changes([CP, S, ND], [S, S, SCP]).tolist() == ["CP→S", "S", "ND→SCP"]


CODE = st.integers(0, 6)


@given(st.lists(st.tuples(CODE, CODE, st.floats(0.01, 100)), min_size=1, max_size=60))
def test_what_must_hold(rows):
    a, b, area = (np.array(column) for column in zip(*rows))
    forth, back = cmp.contingency(a, b, area), cmp.contingency(b, a, area)
    assert (back.units == forth.units.T).all()
    assert forth.area_ha.sum() == pytest.approx(area.sum())
    index = cmp.improvement(forth.area_ha)
    if not np.isnan(index):
        assert index == pytest.approx(-cmp.improvement(back.area_ha))
        assert abs(index) <= 3 * (1 + 1e-12)  # a weighted mean of -3 to 3, but for rounding
    k = cmp.kappa(forth.known_units)
    assert np.isnan(k) or -1 - 1e-9 <= k <= 1 + 1e-9
    better = (SEVERITY[a] > SEVERITY[b]) & (a > 0) & (b > 0)
    assert np.isin(cmp.kinds(a, b), ("double_compliance", "single_control", "improved")).tolist() == (
        better.tolist()
    )
    order = np.argsort(area)
    assert (cmp.contingency(a[order], b[order], area[order]).units == forth.units).all()


def test_classes_are_read_from_codes_names_and_values():
    values = ["SCP", "scp ", "强双超区", "Standard zone", None, "", "6", 5.0, 3, "ND", np.nan]
    read = [CODES[code] for code in cmp.class_codes(values, "cp_class", "单元")]
    assert read == ["SCP", "SCP", "SCP", "S", "ND", "ND", "SCP", "PC", "SP", "ND", "ND"]


def test_values_that_are_no_classes_are_listed_with_counts():
    with pytest.raises(UnknownCodesError) as refusal:
        cmp.class_codes(["S", "X", "X", "U-SCP", 7], "kind", "单元")
    assert refusal.value.codes == {"X": 2, "U-SCP": 1, 7: 1}
    assert "X (2×), 7 (1×), U-SCP (1×)" in str(refusal.value)
