"""Contributions within units and between sources and receptors, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.spatial import attribution

# case of the method notes, C.7
TRANSFER, EMISSION = [[0.6, 0.2, 0], [0.1, 0.7, 0.2], [0.05, 0.1, 0.8]], [100, 50, 80]


def test_between_sources_and_receptors():
    found = attribution.between(TRANSFER, EMISSION)
    assert found.load.tolist() == pytest.approx([70, 61, 74])
    first = found.book.receptor == 0
    assert found.book.contribution[first] == pytest.approx([0.857143, 0.142857], abs=1e-6)
    assert found.book.source[found.book.rank == 1].tolist() == [0, 1, 2]


def test_gap_of_the_method_notes_within_one_unit():
    found = attribution.within(
        ["u"] * 3, ["steel", "power", "traffic"], [250, 150, 60], [200, 150, 50], [400.0] * 3
    )
    assert found.gap.tolist() == [60]
    assert dict(zip(found.names, found.gap_by_growth[0])) == {"steel": 50, "power": 0, "traffic": 10}
    assert sorted(found.gap_by_share[0]) == pytest.approx([7.8261, 19.5652, 32.6087], abs=1e-4)
    assert found.names[found.book.source].tolist() == ["steel", "power", "traffic"]
    assert found.book.decisive.tolist() == [True, True, False]


def test_rows_of_one_source_add_up_and_quotients_compare_with_the_region():
    found = attribution.within(["a", "a", "a", "b", "b"], ["x", "x", "y", "x", "y"], [1, 2, 1, 1, 3])
    assert found.amounts.tolist() == [[3, 1], [1, 3]]
    assert found.quotient.tolist() == [[1.5, 0.5], [0.5, 1.5]]
    assert found.gap is None and found.gap_by_growth is None


def test_rows_without_unit_source_or_amount_are_left_out_and_told():
    found = attribution.within(["a", "", "a"], ["x", "y", "z"], [1, 5, np.nan])
    assert found.names.tolist() == ["x"]
    assert found.remarks[0].data["count"] == 1
    with pytest.raises(InputError, match="No row"):
        attribution.within([""], ["x"], [1.0])


def test_a_met_target_leaves_no_gap_and_none_is_unknown():
    found = attribution.within(["a", "b"], ["x", "x"], [5, 5], [5, 5], [9.0, np.nan])
    assert found.gap == pytest.approx([0, np.nan], nan_ok=True)


def test_two_targets_of_a_unit_are_refused():
    with pytest.raises(InputError, match="targets: a"):
        attribution.within(["a", "a"], ["x", "y"], [5, 5], None, [9.0, 8.0])


def test_ranking():
    found = attribution.ranking([20, 0, 50, 30], 0.8)
    assert found.order.tolist() == [2, 3, 0, 1]
    assert found.cumulative == pytest.approx([0.5, 0.8, 1, 1])
    assert found.decisive.tolist() == [True, True, False, False]
