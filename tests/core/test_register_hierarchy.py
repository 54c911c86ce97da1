"""Trees of units: codes, parents, faults, groupings."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.register import codes, hierarchy, memberships, reporting


@pytest.mark.parametrize(
    ("code", "short", "level"),
    [
        ("0", "0", "nation"),
        ("000000", "0", "nation"),
        ("100000", "0", "nation"),
        ("CN", "0", "nation"),
        ("11", "11", "province"),
        ("110000", "11", "province"),
        ("440100", "4401", "city"),
        ("440103", "440103", "county"),
        ("440103000", "440103", "county"),
        ("440103001", "440103001", "township"),
        ("440103001000", "440103001", "township"),
        ("440103001201", "440103001201", "village"),
        ("4401030", "4401030", ""),
        ("abc", "abc", ""),
        ("1000", "1000", "city"),
    ],
)
def test_codes_tell_their_level(code, short, level):
    assert codes.short(code) == short
    assert codes.level(codes.short(code)) == level


def test_the_nearest_code_above_that_is_there_is_the_parent():
    made = hierarchy.from_codes(["100000", "440000", "440100", "440103", "440103001", "469021", "460000"])
    assert made.code == ["0", "44", "4401", "440103", "440103001", "469021", "46"]
    assert made.parent == ["", "0", "44", "4401", "440103", "46", "0"]
    assert made.top == "0"
    # a county under a province is told, and kept
    assert "469021 (46)" in str(made.remarks[0])


def test_a_register_may_begin_at_any_level():
    made = hierarchy.from_codes(["990121", "990121100", "990121101"])
    assert made.top == "990121"
    assert made.remarks == ()


def refusal(*arguments):
    with pytest.raises(InputError) as caught:
        hierarchy.from_parents(*arguments, what="表")
    return str(caught.value)


def test_all_faults_of_a_tree_are_told_at_once():
    table = [
        ("n", "", "nation"),
        ("p", "n", "province"),
        ("c", "p", "city"),
        ("orphan", "gone", "county"),
        ("ring1", "ring2", "county"),
        ("ring2", "ring1", "county"),
        ("self", "self", "county"),
        ("twice", "c", "county"),
        ("twice", "c", "county"),
        ("torn", "c", "county"),
        ("torn", "p", "county"),
        ("up", "c", "province"),
        ("odd", "c", "hamlet"),
        ("", "c", "county"),
    ]
    told = refusal(*zip(*table))
    for part in (
        "orphan (gone)",
        "ring1 → ring2 → ring1",
        "self → self",
        "codes more than once: twice",
        "two parents: torn (c / p)",
        "up (province) — c (city)",
        "hamlet (1)",
        "rows without a code (rows 14)",
    ):
        assert part in told, part


def test_two_tops_are_orphans_both():
    told = refusal(["a", "b"], ["", ""], ["nation", "nation"])
    assert "2 orphans" in told and "a (—)" in told and "b (—)" in told


def test_codes_that_are_none_and_levels_that_contradict_are_named():
    with pytest.raises(InputError) as caught:
        hierarchy.from_codes(["44", "4401", "12345", "广州"], ["province", "county", "city", "city"], "表")
    told = str(caught.value)
    assert "12345, 广州" in told
    assert "4401 (county)" in told


def test_levels_are_read_as_words_or_numbers():
    made = hierarchy.from_parents(["w", "r", "c"], ["", "w", "r"], ["World", "world_region", "1"])
    assert made.level == ["world", "world_region", "nation"]
    assert hierarchy.from_parents(["a", "b"], ["", "a"], [4.0, "乡镇级"]).level == ["county", "township"]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 60), st.integers(0, 10**6), st.booleans())
def test_a_random_tree_is_found_whatever_the_order(count, seed, spoil):
    rng = random.Random(seed)
    levels = ["world", "world_region", "nation", "province", "city", "county", "township", "village"]
    depth, parents = [0], [""]
    for at in range(1, count):
        up = rng.choice([one for one in range(at) if depth[one] < len(levels) - 1])
        depth.append(depth[up] + 1)
        parents.append(f"u{up}")
    rows = [(f"u{at}", parents[at], levels[depth[at]]) for at in range(count)]
    if spoil:
        rows[-1] = (rows[-1][0], "nobody", rows[-1][2])
    rng.shuffle(rows)
    if spoil:
        told = refusal(*zip(*rows))
        assert f"u{count - 1} (nobody)" in told and "1 orphans" in told
        return
    made = hierarchy.from_parents(*zip(*rows))
    assert made.top == "u0"
    assert set(hierarchy.below(made.code, made.parent, "u0")) == {row[0] for row in rows}
    assert made.remarks == ()


def test_forty_thousand_townships_take_no_time():
    table = [("0", "", "nation")]
    table += [(f"p{p}", "0", "province") for p in range(31)]
    table += [(f"c{c}", f"p{c % 31}", "city") for c in range(340)]
    table += [(f"k{k}", f"c{k % 340}", "county") for k in range(2800)]
    table += [(f"t{t}", f"k{t % 2800}", "township") for t in range(40_000)]
    made = hierarchy.from_parents(*zip(*table))
    assert len(hierarchy.below(made.code, made.parent, "0")) == 43_172


# groupings


def test_a_grouping_counts_nobody_twice():
    parents = {"p": "", "c1": "p", "c2": "p", "k1": "c1", "k2": "c1"}
    assert memberships.members(parents, {"c1": 1.0, "k1": 0.5}) == {"k1": 0.5}
    assert memberships.members(parents, {"c1": 1.0, "c2": 0.3}) == {"c1": 1.0, "c2": 0.3}
    with pytest.raises(InputError, match="circle"):
        memberships.members({"a": "b", "b": "a"}, {"a": 1.0})


def test_faults_of_memberships_are_told_at_once():
    with pytest.raises(InputError) as caught:
        memberships.check(
            ["g", "g", "g", ""], ["a", "a", "x", "a"], [1.0, 1.0, 1.5, float("nan")], ["a"], "表"
        )
    told = str(caught.value)
    for part in ("rows 4", "does not have: x", "twice: a (g)", "x (1.5)", "a (nan)"):
        assert part in told
    assert memberships.overlapping(["a", "a", "b"], [0.6, 0.6, 1.0]) == {"a": 1.2}


# reporting


def test_who_is_late_is_named_and_nobody_stands_in():
    values = [
        {"unit": "a", "indicator": "x", "year": 2024},
        {"unit": "a", "indicator": "y", "year": 2024},
        {"unit": "b", "indicator": "x", "year": 2024},
    ]
    found = {one.unit: one for one in reporting.reports(["a", "b", "c"], values, [2024])}
    assert (found["a"].reported, found["a"].expected, found["a"].missing) == (2, 2, ())
    assert found["b"].missing == ("y",)
    assert found["c"].reported == 0 and found["c"].missing == ("x", "y")


def test_what_units_below_report_counts_for_the_one_above():
    parents = {"p": "", "a": "p", "b": "p", "a1": "a", "a11": "a1", "z": "q"}
    assert reporting.owners(["a", "b"], parents) == {"a": "a", "b": "b", "a1": "a", "a11": "a"}
