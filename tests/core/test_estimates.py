"""Several estimates of one quantity: paper 1's sinks, figures by hand, what must hold for any estimates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import estimates as es
from carbon_pollution_zoning.core import units
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.factors import builtin
from carbon_pollution_zoning.core.uncertainty import Z95

PIAO = ("sink_piao2009_inventory", "sink_piao2009_model", "sink_piao2009_inversion")


def national(*keys):
    """(value, low, high) of national sinks of the table ``uncertainty``, each as estimates x one place."""
    table = builtin("uncertainty")
    rows = [table.lookup("national_sink", key, "SINK") for key in keys]
    return tuple(np.array([[getattr(row, name)] for row in rows]) for name in ("value", "low", "high"))


def one(made: es.Combined, name: str) -> float:
    return float(getattr(made, name)[0])


def test_the_sinks_of_paper_1():
    """P1:L16: by inversion, process models and inventory 0.17 to 0.35 PgC/a, mean 0.24."""
    value, low, high = national(*PIAO)
    made = es.combine(value, low=low, high=high)
    printed = builtin("uncertainty").lookup("national_sink", "sink_paper1_range", "SINK")
    assert round(one(made, "low"), 2) == printed.low == 0.17
    assert round(one(made, "high"), 2) == printed.high == 0.35
    # the paper took its mean from more estimates than these three
    assert one(made, "mean") == pytest.approx(printed.value, rel=0.03)
    # by hand: weights (1.96 / half width)^2 of 0.073, 0.039, 0.33
    weights = np.array([0.073, 0.039, 0.33]) ** -2.0
    middle = (weights * [0.177, 0.173, 0.35]).sum() / weights.sum()
    assert one(made, "weighted") == pytest.approx(middle, rel=1e-9)
    assert one(made, "weighted_sd") == pytest.approx(weights.sum() ** -0.5 / Z95, rel=1e-9)
    assert (one(made, "agreement"), made.flags.tolist()) == (1.0, [""])


def test_an_outlier_is_flagged_and_widens():
    """The contested inversion of 1.11 +- 0.38 overlaps none of the others."""
    value, low, high = national(*PIAO, "sink_wang2020_inversion")
    made = es.combine(value, low=low, high=high)
    assert made.flags.tolist() == ["DISJOINT"]
    # its low end 0.73 lies above 0.25, 0.212 and 0.68: three of six pairs overlap
    assert one(made, "agreement") == pytest.approx(3 / 6)
    assert one(made, "birge") > 1
    calm = es.combine(*(side[:3] for side in (value,)), low=low[:3], high=high[:3])
    assert one(made, "weighted_sd") > one(calm, "weighted_sd")
    # one of four is left out on either side
    assert one(made, "trimmed") == pytest.approx((0.177 + 0.35) / 2)


def test_a11_share_of_fossil_emissions():
    """A11: 0.24 PgC/a against 9.7948 Gt CO2 is 9 %, where the paper prints 11 % (7 to 15 by its sources)."""
    table = builtin("uncertainty")
    sink = table.lookup("national_sink", "sink_paper1_range", "SINK")
    share = 100 * sink.in_unit("tC/a") * units.CARBON_TO_CO2 / 9.7948e9
    assert share == pytest.approx(8.9844, abs=5e-5)
    printed = table.lookup("offset_ratio", "offset_recent", "SINK")
    assert printed.low <= share <= printed.high and printed.value == 11


def test_by_hand():
    made = es.combine(
        np.array([[1.0, 5.0], [2.0, np.nan], [6.0, np.nan], [3.0, np.nan]]),
        np.array([[1.0, 2.0], [1.0, 1.0], [2.0, 1.0], [np.nan, 1.0]]),
    )
    assert made.count.tolist() == [4, 1]
    assert (made.low.tolist(), made.high.tolist(), made.range.tolist()) == ([1, 5], [6, 5], [5, 0])
    assert made.mean.tolist() == [3, 5]
    assert made.trimmed.tolist() == [2.5, 5]
    # weights 1, 1, 1/4
    assert made.weighted.tolist() == pytest.approx([4.5 / 2.25, 5])
    chi = 1 + 0 + 16 / 4
    assert one(made, "birge") == pytest.approx(math.sqrt(chi / 2))
    assert made.weighted_sd.tolist() == pytest.approx([math.sqrt(chi / 2) / 1.5, 2])
    # between: mean of 4, 1, 9, 0; within: mean of 1, 1, 4
    assert made.mean_sd.tolist() == pytest.approx([math.sqrt(3.5 + 2), 2])
    assert math.isnan(made.agreement[1]) and made.ranged.tolist() == [3, 1]


def test_missing_unknown_zero_and_infinite_are_told_apart():
    inf, nan = math.inf, math.nan
    value = np.array([[nan, 0.0, inf, 4.0], [nan, 0.0, 2.0, -4.0]])
    made = es.combine(value, np.array([[1.0, 0.0, 1.0, 1.0], [1.0, 0.0, nan, nan]]))
    assert made.count.tolist() == [0, 2, 1, 2]
    assert np.isnan(made.mean[0]) and np.isnan(made.low[0]) and made.mean[1:].tolist() == [0, 2, 0]
    # a standard deviation of 0 is no knowledge
    assert np.isnan(made.weighted[1]) and made.mean_sd[1] == 0
    assert np.isnan(made.mean_sd[2]) and made.weighted[3] == 4
    assert made.flags.tolist() == ["", "NO_INTERVAL", "", "NO_INTERVAL OPPOSITE"]


@pytest.mark.needs("scipy")
def test_trimming_is_that_of_scipy():
    from scipy import stats

    values = np.random.default_rng(1).normal(size=(9, 40))
    for trim in (0.0, 0.1, 0.2, 0.25, 0.4, 0.49):
        expected = stats.trim_mean(values, trim, axis=0)
        assert es.combine(values, trim=trim).trimmed == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("trim", [-0.1, 0.5, 1.0])
def test_refuses_a_share_that_leaves_nothing(trim):
    with pytest.raises(InputError, match="trimmed"):
        es.combine(np.ones((3, 1)), trim=trim)


def test_pairs_say_who_differs():
    value = np.array([[1.0, 1.0, np.nan], [2.0, 9.0, 5.0], [1.5, 1.5, 1.5]])
    _, below, above = es.intervals(value, np.array([[0.5] * 3, [0.5] * 3, [np.nan] * 3]))
    made = es.pairs(value, below, above)
    assert list(zip(made.one.tolist(), made.other.tolist())) == [(0, 1), (0, 2), (1, 2)]
    assert made.places.tolist() == [2, 2, 3]
    assert (made.compared.tolist(), made.apart.tolist()) == ([2, 0, 0], [1, 0, 0])
    assert made.difference.tolist() == [9, 1, -11.5]
    both = made.plus(made)
    assert both.apart.tolist() == [2, 0, 0] and both.difference.tolist() == [18, 2, -23]


ESTIMATE = st.tuples(st.floats(-1e3, 1e3), st.floats(0.01, 100))


@settings(max_examples=80, deadline=None)
@given(st.lists(ESTIMATE, min_size=1, max_size=7), st.sampled_from([1e-4, 12 / 44, 1e3]), st.randoms())
def test_units_and_order_do_not_matter_and_means_lie_within(rows, scale, random):
    value, sd = (np.array(column).reshape(-1, 1) for column in zip(*rows))
    made = es.combine(value, sd)
    shuffled = list(range(len(rows)))
    random.shuffle(shuffled)
    other = es.combine(value[shuffled] * scale, sd[shuffled] * scale)
    for name in ("low", "high", "mean", "mean_sd", "trimmed", "weighted", "weighted_sd"):
        assert one(other, name) == pytest.approx(one(made, name) * scale, rel=1e-9, abs=1e-9)
    assert one(other, "agreement") == pytest.approx(one(made, "agreement"), nan_ok=True)
    slack = 1e-9 * (1 + abs(one(made, "low")) + abs(one(made, "high")))
    for name in ("mean", "trimmed", "weighted"):
        assert one(made, "low") - slack <= one(made, name) <= one(made, "high") + slack
    # the mixture is at least as wide as the mean of the single variances
    assert one(made, "mean_sd") ** 2 >= (sd**2).mean() * (1 - 1e-9)
    assert bool(made.disjoint[0]) == (one(made, "agreement") < 1)


def test_rows_are_stacked_by_what_they_estimate():
    made = es.stacked(np.array([1, 0, 1, -1, 1]), 3)
    assert made.tolist() == [[1, 0, -1], [-1, 2, -1], [-1, 4, -1]]
