"""Groups of rows."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import grouping

rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.floats(0, 9)), min_size=1, max_size=30)


@given(rows)
def test_sums_agree_with_a_loop(table):
    groups = grouping.group([a for a, _, _ in table], [b for _, b, _ in table])
    expected = {}
    for a, b, value in table:
        expected[a, b] = expected.get((a, b), 0.0) + value
    found = {table[row][:2]: total for row, total in zip(groups.first, groups.sums([v for *_, v in table]))}
    assert found.keys() == expected.keys()
    assert all(math.isclose(found[key], expected[key], abs_tol=1e-9) for key in found)


@given(rows)
def test_ranks_count_down_in_every_group(table):
    values = np.array([value for *_, value in table])
    groups = grouping.group([a for a, _, _ in table])
    ranks = groups.ranks(values)
    for number in range(len(groups)):
        members = groups.of_row == number
        assert sorted(ranks[members]) == list(range(members.sum()))
        ordered = values[members][np.argsort(ranks[members])]
        assert (np.diff(ordered) <= 0).all()


def test_unknown_values_are_no_zeros_and_rank_last():
    groups = grouping.group([0, 0, 1])
    assert groups.sums([math.nan, 2.0, math.nan]).tolist()[:1] == [2.0]
    assert math.isnan(groups.sums([math.nan, 2.0, math.nan])[1])
    assert groups.ranks([math.nan, -2.0, math.nan]).tolist() == [1, 0, 0]


def test_no_rows_make_no_groups():
    groups = grouping.group([], [])
    assert len(groups) == 0 and groups.ranks([]).tolist() == [] and groups.sums([]).tolist() == []


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=14))
def test_connected_sets_are_those_of_a_walk(count, pairs):
    pairs = [(a, b) for a, b in pairs if a < count and b < count]
    found = grouping.connected(count, pairs)
    for start in range(count):
        reached, waiting = {start}, [start]
        while waiting:
            at = waiting.pop()
            beside = {b for a, b in pairs if a == at} | {a for a, b in pairs if b == at}
            waiting += beside - reached
            reached |= beside
        assert reached == set(np.flatnonzero(found == found[start]).tolist())
    assert found.tolist() == grouping.connected(count, pairs[::-1]).tolist()
    assert [own[0] for own in grouping.members(found)] == sorted(own[0] for own in grouping.members(found))


def test_members_of_no_rows_are_none():
    assert grouping.members([]) == []
