"""A target down all levels: trees, sums of children, closure, intensity with total, and random trees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission.cascade import cascade, filled, levels, top_total
from carbon_pollution_zoning.core.transmission.distribution import Rules

CODES = ["0", "10", "20", "101", "102", "201", "202"]
PARENTS = ["", "0", "0", "10", "10", "20", "20"]


def test_levels_from_the_top_down():
    tree = levels(CODES, PARENTS)
    assert tree.depth.tolist() == [0, 1, 1, 2, 2, 2, 2]
    assert (tree.top, tree.steps, tree.units) == (0, 2, 7)


@pytest.mark.parametrize("parents", [["", ""], ["9", "9"]])
def test_several_tops_are_children_of_one_that_is_not_listed(parents):
    tree = levels(["a", "b", "c"], [*parents, "a"])
    assert tree.depth.tolist() == [1, 1, 2, 0] and tree.codes[tree.top] == ""


@pytest.mark.parametrize(
    ("codes", "parents", "words"),
    [
        (["a", "a", ""], ["", "", ""], "2 units have a code.*a, –"),
        (["a", "b", "c"], ["", "x", "y"], r"2 units name parents.*\(x, y\): b, c"),
        (["a", "b", "c"], ["", "x", "a"], "1 units name parents"),
        (["a", "b", "c"], ["b", "a", ""], "circles of parents.*: a, b"),
        (["a", "b"], ["b", "a"], "circles of parents"),
    ],
)
def test_faults_of_a_tree_name_the_units(codes, parents, words):
    with pytest.raises(InputError, match=words):
        levels(codes, parents)


def test_amounts_of_parents_are_sums_where_all_children_are_known():
    tree = levels(CODES, PARENTS)
    values, made = filled([np.nan, np.nan, np.nan, 1, 2, 3, np.nan], tree)
    assert values[1] == 3 and np.isnan(values[2]) and np.isnan(values[0])
    assert made.tolist() == [False, True, False, False, False, False, False]
    whole, made = filled([np.nan, 7, np.nan, 1, 2, 3, 4], tree)
    assert whole.tolist() == [14, 7, 7, 1, 2, 3, 4] and made.sum() == 2


def test_each_level_by_its_own_method_and_reserve():
    # D.3: 1000 -> 5 % -> 475, 475 -> 3 %
    tree = levels(CODES, PARENTS)
    columns = {"base": np.array([0, 5, 5, 1, 3, 2, 2.0]), "population": np.array([0, 1, 1, 1, 1, 3, 1.0])}
    steps = [Rules("grandfathering", reserve=0.05), Rules("per_capita", reserve=0.03)]
    made = cascade(tree, 1000.0, columns, steps)
    assert made.value[:3].tolist() == [1000, 475, 475]
    assert made.value[3:] == pytest.approx(np.array([0.5, 0.5, 0.75, 0.25]) * 460.75)
    assert made.total.tolist() == [1000, 475, 475] and made.kept.all()
    assert made.left == pytest.approx([50, 14.25, 14.25])
    assert made.children.tolist() == [2, 2, 2] and made.step.tolist() == [-1, 0, 0, 1, 1, 1, 1]


def test_total_and_intensity_together():
    assert top_total(1000.0, 0.5, 1800.0, "ceiling") == 900
    assert top_total(1000.0, 0.6, 1800.0, "ceiling") == 1000
    assert top_total(np.nan, 0.5, 1800.0, "ceiling") == 900
    assert top_total(1000.0, 0.6, 1800.0, "floor") == 1080
    with pytest.raises(InputError, match="GDP_FORECAST"):
        top_total(1000.0, 0.5, None, "ceiling")
    with pytest.raises(InputError, match="its intensity"):
        top_total(np.nan, None, 1.0, "ceiling")


def test_bounds_that_cannot_be_met_name_the_parent():
    tree = levels(CODES, PARENTS)
    ones = np.ones(7)
    columns = {"base": ones, "gdp": ones, "gdp_forecast": ones}
    # at 10 % less intensity the two provinces reach 1.8 of 2 at most, but must reach 1.9
    with pytest.raises(InputError, match=r"Children of 0.*1\.8, 0\.1 less than the 1\.9"):
        cascade(tree, 1.9, columns, [Rules(least_cut=0.1), Rules()])


def random_tree(draw_parents, seed):
    """Codes and parents of a tree in which every unit hangs on an earlier one."""
    parents = ["", *(f"u{draw % (at + 1):04d}" for at, draw in enumerate(draw_parents))]
    codes = [f"u{number:04d}" for number in range(len(parents))]
    return codes, parents, np.random.default_rng(seed)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 1000), min_size=1, max_size=80),
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.01, 1.0, 0.1]),
    st.booleans(),
    st.floats(0, 0.2),
    st.randoms(),
)
def test_random_trees_close_to_the_last_unit(draws, seed, unit, floor, reserve, shuffler):
    codes, parents, rng = random_tree(draws, seed)
    tree = levels(codes, parents)
    columns = {name: rng.uniform(0.1, 100.0, len(codes)) for name in ("base", "population")}
    direction = "floor" if floor else "ceiling"
    steps = [
        Rules(("grandfathering", "per_capita")[depth % 2], direction, reserve, rounding=unit)
        for depth in range(tree.steps)
    ]
    total = float(np.round(rng.uniform(1, 1e5)))
    made = cascade(tree, total, columns, steps)
    counted = np.rint(made.value / unit).astype(np.int64)
    assert made.value / unit == pytest.approx(counted, rel=1e-12, abs=1e-6)
    sums = np.zeros(len(codes), dtype=np.int64)
    np.add.at(sums, tree.parent[1:], counted[1:])
    kept = np.rint(made.left / unit).astype(np.int64) * (-1 if floor else 1)
    assert (sums[made.parents] + kept == counted[made.parents]).all()
    assert made.kept.all()

    order = list(range(len(codes)))
    shuffler.shuffle(order)
    mixed = levels([codes[at] for at in order], [parents[at] for at in order])
    again = cascade(mixed, total, {name: column[order] for name, column in columns.items()}, steps)
    assert (again.value == made.value[order]).all()
    scaled = [Rules(step.method, direction, reserve, rounding=unit * 8) for step in steps]
    larger = cascade(tree, total * 8, {**columns, "base": columns["base"] * 8}, scaled)
    assert larger.value == pytest.approx(made.value * 8, rel=1e-12)
