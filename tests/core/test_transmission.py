"""Allocation, adjustment, weights, trend and warning against the worked values of the method notes D."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission import adjustment, allocation, trend, warning, weights

FIXTURES = Path(__file__).parent.parent / "fixtures"
VALUES = json.loads((FIXTURES / "test_values.json").read_text(encoding="utf-8"))
A = VALUES["allocation"]
E, POP, GDP, SINK, HISTORY = (np.array(A[key], float) for key in ("E", "pop", "gdp", "sink", "H"))
Q = float(A["Q"])
MATRIX = np.column_stack([POP, GDP, GDP / E, SINK])


def close(found, expected, places=4):
    return found == pytest.approx(np.array(expected, float), abs=0.6 * 10**-places)


def test_closed_forms():
    growth = GDP * (1 + np.array([0.05, 0.06, 0.07, 0.08])) ** 5
    assert close(allocation.in_proportion(Q, E), A["grandfather"])
    assert close(allocation.in_proportion(Q, POP), A["per_capita"])
    assert close(allocation.in_proportion(Q, GDP), A["per_gdp"])
    # D.4, equal intensity cut with r = .292231
    assert close(allocation.equal_intensity_cut(Q, E, GDP, growth), [361.3251, 284.1465, 198.5366, 155.9918])
    assert close(allocation.ability_to_pay(Q, E, GDP, POP), A["ability_a1"])
    assert close(allocation.ability_to_pay(Q, E, GDP, POP, 0.5), A["ability_a05"])
    assert close(allocation.historical_responsibility(Q, E, HISTORY), A["history"])
    assert close(allocation.sink_adjusted(Q, POP, SINK), A["sink_adjusted"])
    assert close(allocation.cumulative_per_capita(Q, POP, HISTORY, 15), [1325, 7120, 3560, 2995])


@pytest.mark.parametrize("beta", ["-1", "0", "0.5", "1"])
def test_boltzmann(beta):
    per_person = E / POP
    energy = per_person / per_person.mean()
    assert close(allocation.boltzmann(Q, POP, energy, float(beta)), A["boltzmann"][beta])


def test_weights():
    entropy = weights.entropy_weights(MATRIX)
    assert close(entropy, A["entropy_w"], 6)
    # D.4.1, the other usual variant
    assert close(weights.entropy_weights(MATRIX, "share"), [0.108576, 0.297735, 0.079273, 0.514416], 6)
    assert close(allocation.composite(Q, MATRIX, entropy), A["entropy_quota"])
    assert close(weights.critic_weights(MATRIX), A["critic_w"], 6)
    closeness = weights.topsis(MATRIX, entropy)
    assert close(closeness, A["topsis"], 6)
    assert close(allocation.by_closeness(Q, MATRIX, entropy), [247.3428, 245.7368, 211.0850, 295.8354], 3)


def test_a_constant_indicator_weighs_nothing():
    x = np.column_stack([POP, np.full(4, 7.0)])
    assert weights.entropy_weights(x).tolist() == [1, 0]
    assert weights.critic_weights(np.column_stack([POP, GDP, np.full(4, 7.0)]))[2] == 0
    with pytest.raises(InputError, match="No indicator differs"):
        weights.entropy_weights(np.full((4, 2), 7.0))


def test_pairwise_comparison():
    found = weights.ahp([[1, 2, 3, 2], [1 / 2, 1, 2, 1], [1 / 3, 1 / 2, 1, 1 / 2], [1 / 2, 1, 2, 1]])
    expected = A["ahp"]
    assert close(found.weights, expected["w"], 6)
    assert found.largest_eigenvalue == pytest.approx(expected["lam"], abs=1e-6)
    assert found.consistency_index == pytest.approx(expected["CI"], abs=1e-6)
    assert found.consistency_ratio == pytest.approx(expected["CR"], abs=1e-6)
    assert found.consistent
    assert not weights.ahp([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]).consistent
    with pytest.raises(InputError, match="row 1, column 2"):
        weights.ahp([[1, 2], [2, 1]])


@pytest.mark.parametrize("constant_returns", [False, True])
def test_zero_sum_dea(constant_returns):
    pytest.importorskip("scipy")
    expected = A["zsg_ccr" if constant_returns else "zsg_bcc"]
    outputs = np.column_stack([POP, GDP])
    start = allocation.in_proportion(Q, E)
    assert close(allocation.efficiency(start, outputs, constant_returns), expected["init"], 6)
    found = allocation.zero_sum_dea(Q, outputs, E, constant_returns)
    assert close(found, expected["quota"])
    assert found.sum() == pytest.approx(Q)


def test_gini_optimum():
    pytest.importorskip("scipy")
    bases = np.column_stack([POP, GDP, [1200, 2000, 3000, 5000], SINK])
    shares = np.array([0.4, 0.3, 0.1, 0.2])
    before = allocation.in_proportion(Q, E)
    found = allocation.gini_optimal(Q, bases, shares, before * 0.85, before * 1.15)

    def objective(quotas):
        return sum(w * allocation.gini(quotas, bases[:, k]) for k, w in enumerate(shares))

    assert close(found, A["gini_opt"]["quota"])
    assert objective(found) == pytest.approx(A["gini_opt"]["obj"], abs=1e-6)
    assert objective(before) == pytest.approx(A["gini_opt"]["before"], abs=1e-6)
    # D.4.3: Theil against population before and after
    assert allocation.theil(before, POP) == pytest.approx(0.048064, abs=1e-6)
    assert allocation.theil(found, POP) == pytest.approx(0.018128, abs=1e-6)


def test_shapley():
    cuts = E - allocation.in_proportion(Q, E)
    worth = allocation.joint_abatement_saving(A["shapley"]["m"], cuts)
    phi = allocation.shapley(4, worth)
    assert phi == pytest.approx(A["shapley"]["phi"], abs=1e-5)
    assert phi.sum() == pytest.approx(A["shapley"]["v"], abs=1e-5)


def test_shapley_of_many_players_is_drawn_and_keeps_the_worth():
    slopes, cuts = np.linspace(1, 4, 14), np.linspace(2, 9, 14)
    worth = allocation.joint_abatement_saving(slopes, cuts)
    phi = allocation.shapley(14, worth, draws=20, seed=1)
    assert phi.sum() == pytest.approx(worth(range(14)))
    assert (phi == allocation.shapley(14, worth, draws=20, seed=1)).all()


def test_bounds():
    case = A["bounded"]
    assert close(adjustment.bounded(POP, Q, case["lo"], case["hi"]), case["quota"])


def test_bounds_that_cannot_be_met_say_the_gap():
    with pytest.raises(InputError, match=r"1200.*200"):
        adjustment.bounded([1, 1], 1000, [600, 600], [900, 900])
    with pytest.raises(InputError, match=r"800.*200"):
        adjustment.bounded([1, 1], 1000, [0, 0], [400, 400])


@given(
    st.lists(st.tuples(st.floats(0.01, 100), st.floats(0, 50), st.floats(0, 200)), min_size=1, max_size=30),
    st.floats(0, 1),
)
def test_bounded_shares_keep_sum_and_bounds(rows, part):
    w, lo, room = (np.array(column) for column in zip(*rows))
    hi = lo + room
    total = lo.sum() + part * (hi.sum() - lo.sum())
    q = adjustment.bounded(w, total, lo, hi)
    assert q.sum() == pytest.approx(total, rel=1e-9, abs=1e-6)
    assert (q >= lo - 1e-7).all() and (q <= hi + 1e-7).all()
    again = adjustment.bounded(w[::-1], total, lo[::-1], hi[::-1])[::-1]
    assert q == pytest.approx(again, rel=1e-7, abs=1e-6)


def test_largest_remainder():
    case = A["largest_remainder"]
    assert adjustment.round_keeping_sum([1000 / 6] * 6).tolist() == case["out"]
    assert adjustment.round_keeping_sum(A["grandfather"]).tolist() == case["grandfather"]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=200), st.sampled_from([1.0, 0.01, 10.0]))
def test_rounding_keeps_the_sum(values, unit):
    rounded = adjustment.round_keeping_sum(values, unit)
    assert rounded.sum() / unit == pytest.approx(np.floor(sum(values) / unit + 1e-9), abs=1e-3)
    assert (np.abs(rounded - np.array(values)) <= unit * (1 + 1e-6)).all()


def test_reconciliation():
    case = A["reconcile"]
    x, total = case["x0"], case["Q"]
    assert close(adjustment.proportional(x, total), case["prop"])
    assert close(adjustment.shift(x, total), case["equal"])
    assert close(adjustment.least_squares(x, case["gls_sigma"], total), case["gls"])
    free = adjustment.bounded_least_squares(x, case["gls_sigma"], total, -1e9, 1e9)
    assert close(free, case["gls"])


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 10), st.floats(0, 30)), min_size=2, max_size=12),
    st.floats(0.01, 0.99),
)
def test_bounded_least_squares_keeps_sum_and_bounds(rows, part):
    x, s, room = (np.array(column) for column in zip(*rows))
    lo, hi = x - room, x + room / 2
    total = lo.sum() + part * (hi - lo).sum()
    found = adjustment.bounded_least_squares(x, s, total, lo, hi)
    assert found.sum() == pytest.approx(total, rel=1e-9, abs=1e-6)
    assert (found >= lo - 1e-7).all() and (found <= hi + 1e-7).all()


def test_two_margins():
    table = np.array([[1.0, 2, 3], [4, 5, 6]])
    fitted = adjustment.fit_margins(table, [10, 20], [5, 10, 15])
    assert fitted.sum(axis=1) == pytest.approx([10, 20])
    assert fitted.sum(axis=0) == pytest.approx([5, 10, 15])
    # the odds ratios are those of the table
    assert fitted[0, 0] * fitted[1, 1] / fitted[0, 1] / fitted[1, 0] == pytest.approx(1 * 5 / 2 / 4)
    with pytest.raises(InputError, match="must be equal"):
        adjustment.fit_margins(table, [10, 20], [5, 10, 16])
    with pytest.raises(InputError, match="zero"):
        adjustment.fit_margins([[0.0, 1], [0, 1]], [1, 1], [1, 1])


@pytest.mark.parametrize("name", ["up", "down", "flat", "ties"])
def test_trends(name):
    case = VALUES["trend"][name]
    found = trend.trend(np.arange(10), case["y"])
    assert (found.s, found.z, found.p, found.slope) == pytest.approx(
        (case["S"], case["z"], case["p"], case["sen"]), abs=1e-6
    )
    assert found.variance == pytest.approx(case["var"], abs=1e-6)
    assert found.low <= found.slope <= found.high


def test_forecast():
    # D.8: `down` as 2015..2024 gives 2.822222 in 2030 and meets 3.0 in 2028.7692
    found = trend.trend(np.arange(2015, 2025), VALUES["trend"]["down"]["y"])
    assert found.at(2030) == pytest.approx(2.822222, abs=1e-6)
    assert found.time_of(3.0) == pytest.approx(2028.7692, abs=1e-4)
    assert found.direction() == -1


def test_order_and_gaps_do_not_matter():
    years, values = [2020, 2018, 2019, 2022, 2021], [5, 1, 3, np.nan, 4]
    assert trend.trend(years, values) == trend.trend([2018, 2019, 2020, 2021], [1, 3, 5, 4])


def test_too_short_or_doubled_series_are_refused():
    with pytest.raises(InputError, match="there are 3"):
        trend.trend([1, 2, 3], [1, 2, 3])
    with pytest.raises(InputError, match="2020"):
        trend.trend([2019, 2020, 2020, 2021], [1, 2, 3, 4])


def _warning_cases():
    with (FIXTURES / "warning_test_cases.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("case", _warning_cases())
def test_warning_level(case):
    d = warning.deviation(float(case["value"]), float(case["target"]), case["direction"])
    found = warning.level(d, float(case["trend"]), float(case["kappa"]))
    assert warning.LEVELS[int(found)] == case["expected"]
    if case["deviation"]:
        assert float(d) == pytest.approx(float(case["deviation"]), abs=1e-9)
    else:
        assert np.isnan(d)


def test_there_are_19_warning_cases():
    assert len(_warning_cases()) == 19


def test_pressure_of_a_floor_grows_when_the_value_falls():
    assert warning.pressure([1, -1], ["ceiling", "floor"]).tolist() == [1, 1]


def test_responses_to_a_move_between_levels():
    moves = {
        ("green", "red"): "red-area measures",
        ("blue", "orange"): "red-area measures",
        ("green", "blue"): "single-item measures",
        ("orange", "orange"): "single-item measures",
        ("yellow", "yellow"): "watch",
        ("red", "yellow"): "reward",
        ("green", "green"): "none",
        ("ND", "red"): "unknown",
    }
    for (before, now), words in moves.items():
        found = warning.response(warning.LEVELS.index(before), warning.LEVELS.index(now))
        assert found == words, (before, now)


def test_an_unknown_direction_is_refused():
    with pytest.raises(InputError, match="target"):
        warning.deviation(1, 1, "target")
