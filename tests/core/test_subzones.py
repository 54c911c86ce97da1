"""Sub-zones: codes, the matrix, small patches, totals shared, classes by piece."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import vocabulary
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.zoning import sixclass, subzones


def test_every_combination_has_the_code_of_the_vocabulary():
    space, zone_class = (a.ravel() for a in np.meshgrid(range(5), range(7), indexing="ij"))
    texts, values = subzones.codes(space, zone_class)
    table = {zone.value: zone.code for zone in vocabulary.subzones()}
    for s, c, text, value in zip(space, zone_class, texts, values):
        expected = 10 * s + c if s and c else 0
        assert value == expected
        assert text == table.get(expected, "ND")


@pytest.mark.parametrize(
    ("given_codes", "values"),
    [
        (["S", "sc", " SCP ", "ND", None, ""], [1, 2, 6, 0, 0, 0]),
        ([1.0, 6.0, 0.0, float("nan")], [1, 6, 0, 0]),
        (["4", 5], [4, 5]),
    ],
)
def test_classes_come_as_codes_or_numbers(given_codes, values):
    found, unknown = subzones.class_values(given_codes)
    assert found.tolist() == values
    assert unknown in ({}, {"": 1})


def test_unknown_codes_are_counted():
    found, unknown = subzones.space_values(["A", "X", "X", 9.0, "U"])
    assert found.tolist() == [1, 0, 0, 0, 3]
    assert unknown == {"X": 2, "9": 1}


def test_the_matrix_keeps_no_data_apart_and_adds_up():
    area = subzones.matrix([1, 1, 3, 0, 4, 2], [1, 6, 2, 3, 0, 0], [1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    assert area.shape == (6, 8)
    assert area[0, 0] == 1.0 and area[0, 5] == 2.0 and area[2, 1] == 4.0
    assert area[4, 2] == 8.0 and area[3, 6] == 16.0 and area[1, 6] == 32.0
    assert area[-1, -1] == 63.0
    assert (area[:5].sum(axis=0) == area[5]).all() and (area[:, :7].sum(axis=1) == area[:, 7]).all()


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_merging_keeps_area_and_leaves_small_patches_only_where_they_must_stay(data):
    count = data.draw(st.integers(1, 12))
    area = np.array(data.draw(st.lists(st.floats(0.01, 10), min_size=count, max_size=count)))
    pairs = data.draw(
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.floats(0.1, 9)).filter(
                lambda p: p[0] < p[1]
            ),
            unique_by=lambda p: p[:2],
            max_size=20,
        )
    )
    stays = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    root = subzones.merge_small(area, pairs, 2.0, stays)
    assert (root[root] == root).all()
    assert (root[stays] == np.flatnonzero(stays)).all()
    assert not (stays[root] & (root != np.arange(count))).any()
    grown = np.bincount(root, weights=area, minlength=count)
    assert grown.sum() == pytest.approx(area.sum())
    # a patch that is still small has no neighbour left to go to
    for at in np.flatnonzero((root == np.arange(count)) & (grown < 2.0 - 1e-9) & ~stays):
        neighbours = {
            root[b] if root[a] == at else root[a]
            for a, b, _ in pairs
            if at in (root[a], root[b]) and not (stays[a] or stays[b])
        } - {at}
        assert not neighbours


def test_the_longest_common_border_counts_after_merging_too():
    """The speck (2) joins the sliver (1); together they have 3 m with patch 0 and 4 m with patch 3."""
    area = np.array([9.0, 0.5, 0.1, 9.0])
    borders = [(0, 1, 3.0), (1, 2, 2.0), (1, 3, 2.5), (2, 3, 1.5)]
    assert subzones.merge_small(area, borders, 1.0).tolist() == [0, 3, 3, 3]


def test_equal_borders_go_to_the_larger_patch():
    assert subzones.merge_small(np.array([2.0, 0.1, 3.0]), [(0, 1, 1.0), (1, 2, 1.0)], 1.0).tolist() == [
        0,
        2,
        2,
    ]


def test_nothing_is_small_nothing_moves():
    assert subzones.merge_small(np.array([1.0, 1.0]), [(0, 1, 5.0)], 1.0).tolist() == [0, 1]


def test_totals_are_shared_wholly_by_pieces_that_fill_and_partly_by_others():
    shared = subzones.share_out(
        np.array([10.0, 8.0, np.nan]),
        np.array([2.0, 4.0, 1.0]),
        np.array([0, 0, 1, 2, -1]),
        np.array([0.5, 1.5 + 1e-9, 1.0, 1.0, 3.0]),
    )
    assert shared[:2].sum() == pytest.approx(10.0, rel=1e-15)
    assert shared[2] == pytest.approx(2.0)
    assert np.isnan(shared[3:]).all()


FROZEN = {
    "carbon_mode": "neutrality",
    "carbon_standard": 0.0,
    "carbon_standard_basis": "intensity",
    "carbon_benchmark": 25.0,
    "tau_mode": "fixed",
    "tau_c": 2.0,
    "tau_p": 1.0,
    "tie": "PC",
    "weak_weak": "SCP",
    "tolerance": 1e-9,
    "denominator": "area",
}


def test_standards_are_taken_from_the_provenance():
    found = subzones.standards_of(FROZEN)
    assert found.rule == sixclass.Rule(2.0, 1.0, "PC", "SCP", 1e-9)
    assert (found.mode, found.standard, found.benchmark) == ("neutrality", 0.0, 25.0)
    assert subzones.standards_of(FROZEN, 30.0).benchmark == 30.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"carbon_benchmark": None}, "benchmark"),
        ({"carbon_standard": "per unit"}, "unit to unit"),
        ({"carbon_benchmark": "per unit"}, "unit to unit"),
        ({"carbon_mode": "quota", "carbon_standard": 8.0, "carbon_standard_basis": "total"}, "total"),
        ({"denominator": "population"}, "benchmark"),
        ({"denominator": "gdp", "carbon_mode": "quota", "carbon_standard": 8.0}, "gdp"),
        ({"tau_mode": "rule set"}, "standard set"),
    ],
)
def test_standards_that_cannot_hold_for_pieces_are_refused(changes, words):
    with pytest.raises(InputError, match=words):
        subzones.standards_of({**FROZEN, **changes})


def test_a_quota_needs_no_benchmark():
    found = subzones.standards_of(
        {**FROZEN, "carbon_mode": "quota", "carbon_standard": 8.0, "carbon_benchmark": None}
    )
    assert found.standard == 8.0


def test_classes_by_piece_sum_up_emission_and_area():
    groups = subzones.group(np.array([0, 0, 0, 1]), np.array([3, 3, 1, 3]), np.array([1.0, 3.0, 2.0, 1.0]))
    net = np.array([100.0, 0.0, -5.0, np.nan])
    made, nets = subzones.by_piece(net, groups, np.array([0.5, -0.1, 0.2]), subzones.standards_of(FROZEN))
    # groups in order: unit 0 A, unit 0 U, unit 1 U; 100 t on 4 ha is the benchmark itself, and tau_c is 2
    assert nets[:2].tolist() == [-5.0, 100.0] and np.isnan(nets[2])
    assert made.zoning.q_c[:2].tolist() == [-0.1, 1.0]
    assert [sixclass.CODES[code] for code in made.zoning.code] == ["SP", "SC", "ND"]


def test_prescriptions_are_complete_in_both_languages():
    for lang in ("en", "zh"):
        words = subzones.prescriptions(lang)
        assert len(words) == 25
        assert all(item.name and item.measures for item in words.values())
        assert sum(item.has_exit for item in words.values()) == 4


def test_examples():
    assert doctest.testmod(subzones).failed == 0
