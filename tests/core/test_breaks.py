"""Natural breaks and quantiles: the method notes' example, brute force, and a peer where it is installed."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import breaks
from carbon_pollution_zoning.core.errors import InputError

EXPECTED = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "test_values.json").read_text(encoding="utf-8")
)["jenks"]


@pytest.mark.parametrize(("classes", "gvf"), list(zip((3, 4, 5), EXPECTED["gvf"])))
def test_example_of_the_method_notes(classes, gvf):
    bounds = breaks.natural(EXPECTED["y"], classes)
    assert bounds.tolist() == EXPECTED[f"k{classes}"]
    assert breaks.goodness(EXPECTED["y"], bounds) == pytest.approx(gvf, abs=1e-8)


def squares_within(values, bounds):
    group = breaks.members(values, bounds)
    values = np.asarray(values, dtype=float)
    return sum(float(((values[group == g] - values[group == g].mean()) ** 2).sum()) for g in np.unique(group))


def best_by_trying_all(values, classes):
    distinct = sorted(set(values))
    return min(
        squares_within(values, [*(distinct[cut] for cut in cuts), distinct[-1]])
        for cuts in itertools.combinations(range(len(distinct) - 1), classes - 1)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=4, max_size=11), st.integers(1, 4))
def test_nothing_is_better_than_the_natural_breaks(values, classes):
    if len(set(values)) < classes:
        with pytest.raises(InputError):
            breaks.natural(values, classes)
        return
    bounds = breaks.natural(values, classes)
    assert len(bounds) == classes
    assert (np.diff(bounds) > 0).all()
    assert squares_within(values, bounds) == pytest.approx(best_by_trying_all(values, classes), abs=1e-7)


def test_order_and_missing_values_do_not_matter():
    shuffled = np.random.default_rng(3).permutation([*EXPECTED["y"], np.nan, np.inf])
    assert breaks.natural(shuffled, 3).tolist() == EXPECTED["k3"]


def test_small_differences_of_large_numbers_are_seen():
    values = 1e9 + np.array([0.0, 0.1, 0.2, 5.0, 5.1, 9.0])
    assert (breaks.natural(values, 3) - 1e9).tolist() == pytest.approx([0.2, 5.1, 9.0], abs=1e-6)


def test_equal_values_are_weighted_and_never_parted():
    values = [1] * 50 + [2] + [4] * 50
    assert breaks.natural(values, 2).tolist() == [2, 4]
    assert np.bincount(breaks.members(values, [2, 4])).tolist() == [51, 50]


def test_members_belong_to_the_class_of_their_upper_bound():
    assert breaks.members([1, 14, 14.5, 32, 61, np.nan], [14, 32, 60]).tolist() == [0, 0, 1, 1, 2, -1]


def test_quantiles_part_counts_equally():
    assert breaks.quantiles(np.arange(1, 13), 3).tolist() == pytest.approx([14 / 3, 25 / 3, 12])
    with pytest.raises(InputError, match="3 classes"):
        breaks.quantiles([1, 1, 2, 2], 3)


def test_many_values_are_no_trouble():
    values = np.random.default_rng(42).lognormal(0, 2, 200_000)
    bounds = breaks.natural(values, 5)
    assert len(bounds) == 5
    assert bounds[-1] == values.max()


@pytest.mark.parametrize("classes", [2, 3, 5, 7])
def test_agrees_with_mapclassify(classes):
    mapclassify = pytest.importorskip("mapclassify")
    values = np.random.default_rng(7).gamma(2.0, 30.0, 300).round(2)
    theirs = mapclassify.FisherJenks(values, k=classes)
    assert breaks.natural(values, classes) == pytest.approx(theirs.bins)
    assert breaks.members(values, theirs.bins).tolist() == theirs.yb.tolist()
