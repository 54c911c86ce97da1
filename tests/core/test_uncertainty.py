"""Intervals: the worked examples E14 and E15, shared factors, and what must hold for any account."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import uncertainty as un
from carbon_pollution_zoning.core.errors import InputError

EXAMPLES = json.loads((Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8"))
E14, E15 = ({item["id"]: item for item in EXAMPLES}[key] for key in ("E14", "E15"))


def inputs(*rows) -> un.Inputs:
    """Inputs from (value, low, high)."""
    columns = np.array(rows, dtype=float).reshape(-1, 3).T
    return un.Inputs([f"k{n}" for n in range(len(rows))], *columns)


def plus_minus(value, percent):
    return (value, value - abs(value) * percent / 100, value + abs(value) * percent / 100)


def terms(*rows) -> un.Terms:
    """Terms from (total, scale, input, input ...)."""
    most = max(len(row) - 2 for row in rows)
    filled = [[*row[2:], *[un.NONE] * (most - len(row) + 2)] for row in rows]
    return un.Terms(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows], dtype=float),
        np.array(filled, dtype=int).reshape(len(rows), most),
    )


def half(found: un.Interval) -> float:
    return float((found.high - found.low)[0] / 2)


def test_a_product_is_eq_3_1():
    given_ = inputs(*(plus_minus(1.0, u) for u in E14["inputs"]["product_U"]))
    found = un.propagate(terms((0, 1.0, 0, 1)), given_, 1)
    assert 100 * half(found) == pytest.approx(E14["expected"]["U_product"], abs=5e-9)


def test_a_sum_is_eq_3_2():
    x, u = E14["inputs"]["sum_x"], E14["inputs"]["sum_U"]
    given_ = inputs(*(plus_minus(value, percent) for value, percent in zip(x, u)))
    account = terms(*((0, 1.0, n) for n in range(3)))
    found = un.propagate(account, given_, 1)
    expected = E14["expected"]
    assert half(found) == pytest.approx(expected["abs_half_width"], abs=5e-9)
    assert un.values(account, given_, 1)[0] == pytest.approx(expected["sum"])
    assert un.percent([expected["sum"]], found)[0] == pytest.approx(expected["U_sum"], abs=5e-9)
    parts = [(np.array([value]), un.from_percent([value], percent)) for value, percent in zip(x, u)]
    assert half(un.total(parts)) == pytest.approx(expected["abs_half_width"], abs=5e-9)


def e15() -> tuple[un.Terms, un.Inputs]:
    i = E15["inputs"]
    sides = [un.from_sd(i[f"{name}_mean"], i[f"{name}_sd"]) for name in ("AD", "EF")]
    rows = [(i[f"{name}_mean"], float(side.low), float(side.high)) for name, side in zip(("AD", "EF"), sides)]
    return terms((0, 1.0, 0, 1)), inputs(*rows)


def test_e15_by_approach_1():
    found = un.propagate(*e15(), 1)
    expected = E15["expected"]
    assert 100 * half(found) / expected["analytic_mean"] == pytest.approx(
        expected["approach1_U_pct"], abs=5e-9
    )


@pytest.mark.parametrize("seed", [1, 42])
def test_e15_by_draws(seed):
    account, given_ = e15()
    expected = E15["expected"]
    found = un.simulate(account, given_, 1, E15["inputs"]["n"], seed)
    assert found.sd[0] == pytest.approx(expected["analytic_sd"], rel=0.01)
    assert 100 * half(found) / expected["analytic_mean"] == pytest.approx(
        expected["analytic_U95_pct"], rel=0.01
    )
    assert (found.low[0], found.high[0]) == pytest.approx((1783.9, 2222.5), rel=0.002)
    drawn = [un.draw(given_, one, E15["inputs"]["n"], seed, "normal") for one in (0, 1)]
    assert (drawn[0] * drawn[1]).mean() == pytest.approx(expected["analytic_mean"], rel=0.005)


def test_a_lognormal_input_has_the_percentiles_of_e15():
    # mean 100, sd 50: the limits are 2 x 1.96 x 50 apart
    one = inputs((100.0, 2.0, 198.0))
    drawn = un.draw(one, 0, 400_000, 42, "lognormal")
    expected = E15["expected"]
    assert np.log(drawn).mean() == pytest.approx(expected["lognormal_mu_mean100_cv50"], rel=0.001)
    assert np.log(drawn).std() == pytest.approx(expected["lognormal_sigma_cv50"], rel=0.005)
    limits = (expected["lognormal_p2_5"], expected["lognormal_p97_5"])
    assert np.percentile(drawn, un.PERCENTILES) == pytest.approx(limits, rel=0.01)
    assert un.draw(one, 0, 50, 42, "auto") == pytest.approx(drawn[:50])


def test_a_triangular_input_keeps_within_its_limits():
    drawn = un.draw(inputs((10.0, 8.0, 15.0)), 0, 100_000, 42, "triangular")
    assert drawn.min() >= 8 and drawn.max() <= 15
    assert drawn.mean() == pytest.approx((8 + 10 + 15) / 3, rel=0.005)


def test_what_cannot_be_lognormal_is_normal():
    for row in ((0.0, -1.0, 1.0), (-0.02, -0.1, 0.05)):
        drawn = un.draw(inputs(row), 0, 100_000, 42, "lognormal")
        assert drawn.mean() == pytest.approx(row[0], abs=0.01)
        assert (drawn > 0).any() and (drawn < 0).any()
    sink = un.draw(inputs((-1.0, -2.0, -0.1)), 0, 100_000, 42, "lognormal")
    assert (sink < 0).all() and sink.mean() == pytest.approx(-1, rel=0.01)


@pytest.mark.parametrize("draws", [0, 100_000])
def test_a_shared_factor_adds_up_before_it_is_squared(draws):
    factor, amounts = plus_minus(2.0, 10), [plus_minus(100.0, 0)] * 2
    shared = un.interval(terms((0, 100.0, 0), (0, 100.0, 0)), inputs(factor), 1, draws)
    apart = un.interval(terms((0, 100.0, 0), (0, 100.0, 1)), inputs(factor, factor), 1, draws)
    near = 1e-12 if draws == 0 else 0.02
    assert half(shared) == pytest.approx(40.0, rel=near)
    assert half(apart) == pytest.approx(40.0 / np.sqrt(2), rel=near)
    # what one unit emits and another takes up by the same factor cancels
    gone = un.interval(terms((0, 100.0, 0), (0, -100.0, 0)), inputs(factor, *amounts), 1, draws)
    assert half(gone) == pytest.approx(0.0, abs=1e-9)


def test_sides_that_differ_stay_apart_and_turn_with_the_sign():
    given_ = inputs((2.0, 1.0, 5.0))
    found = un.propagate(terms((0, 10.0, 0), (1, -10.0, 0)), given_, 2)
    assert (found.low.tolist(), found.high.tolist()) == ([10.0, -50.0], [50.0, -10.0])
    assert found.sd == pytest.approx(40.0 / (2 * un.Z95))


def test_a_factor_of_zero_still_has_its_width():
    found = un.propagate(terms((0, 1.0, 0, 1)), inputs((0.0, -0.1, 0.2), (50.0, 40.0, 60.0)), 1)
    assert (found.low[0], found.high[0]) == pytest.approx((-5.0, 10.0))


def test_near_zero_there_is_no_percentage_but_limits():
    found = un.from_limits([-10.0, 90.0], [20.0, 110.0])
    assert np.isnan(un.percent([5.0, 100.0], found)[0]) and un.percent([5.0, 100.0], found)[1] == 10
    one = un.Interval(*(side[0] for side in (found.low, found.high, found.sd)))
    assert un.words(5.0, one, "t") == "5 t (-10 … 20)"
    other = un.Interval(*(side[1] for side in (found.low, found.high, found.sd)))
    assert un.words(100.0, other, "t") == "100 t ± 10 %"


def test_columns_follow_one_convention():
    made = un.columns("net_tco2", un.from_sd([100.0], [10.0]))
    assert {name: column[0] for name, column in made.items()} == pytest.approx(
        {"net_tco2_lo": 80.4, "net_tco2_hi": 119.6, "net_tco2_sd": 10.0}
    )


def test_refuses_what_cannot_be():
    account, given_ = e15()
    with pytest.raises(InputError, match="draws is 1"):
        un.simulate(account, given_, 1, 1)
    with pytest.raises(InputError, match="gamma"):
        un.simulate(account, given_, 1, 10, distribution="gamma")


def test_cancel_stops_the_draws():
    class Stop(Exception):
        pass

    def stop(fraction):
        raise Stop

    with pytest.raises(Stop):
        un.simulate(*e15(), 1, 10, progress=stop)


ROWS = st.lists(
    st.tuples(
        st.integers(0, 3), st.floats(-100, 100), st.integers(0, 4), st.sampled_from([un.NONE, 0, 1, 2, 3, 4])
    ),
    min_size=1,
    max_size=12,
)
FIVE = inputs((1, 0.9, 1.2), (2, 1, 3), (0, -1, 1), (5, np.nan, np.nan), (-3, -4, -2.5))


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False), st.sampled_from([0, 50]))
def test_the_order_of_terms_does_not_matter(rows, random, draws):
    mixed = list(rows)
    random.shuffle(mixed)
    one, other = (un.interval(terms(*some), FIVE, 4, draws) for some in (rows, mixed))
    assert one.low == pytest.approx(other.low, rel=1e-9, abs=1e-9)
    assert one.high == pytest.approx(other.high, rel=1e-9, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(1, 5))
def test_splitting_a_term_changes_nothing(rows, parts):
    split = [(row[0], row[1] / parts, *row[2:]) for row in rows for _ in range(parts)]
    one, other = un.propagate(terms(*rows), FIVE, 4), un.propagate(terms(*split), FIVE, 4)
    assert one.low == pytest.approx(other.low, rel=1e-9, abs=1e-9)
    assert one.sd == pytest.approx(other.sd, rel=1e-9, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_an_interval_holds_its_value(rows):
    account = terms(*rows)
    found, middle = un.propagate(account, FIVE, 4), un.values(account, FIVE, 4)
    assert (found.low <= middle + 1e-9).all() and (middle <= found.high + 1e-9).all()


def test_draws_do_not_depend_on_what_else_is_drawn():
    alone = un.simulate(terms((0, 1.0, 0)), FIVE, 1, 100)
    among = un.simulate(terms((1, 3.0, 1), (0, 1.0, 0), (1, 2.0, 4)), FIVE, 2, 100)
    assert alone.low[0] == among.low[0]


def test_totals_of_years_that_share_inputs_are_drawn_in_blocks(monkeypatch):
    rows = [(total, float(1 + total), 1, 4) for total in range(40)] + [(3, 2.0, 0), (39, -1.0, un.NONE)]
    account, few, many = terms(*rows), [], []
    whole = un.simulate(account, FIVE, 40, 100, progress=few.append)
    assert len(few) <= 3  # all at once, not total by total
    monkeypatch.setattr(un, "_AT_ONCE", 700)
    monkeypatch.setattr(un, "_KEPT", 100)
    parts = un.simulate(account, FIVE, 40, 100, progress=many.append)
    assert many == sorted(many) and len(many) > 6
    for side in ("low", "high", "sd"):
        assert getattr(parts, side) == pytest.approx(getattr(whole, side), rel=1e-12)
    product = un.draw(FIVE, 1, 100, 42, "auto") * un.draw(FIVE, 4, 100, 42, "auto")
    assert whole.sd[7] == pytest.approx((8 * product).std(ddof=1), rel=1e-12)
