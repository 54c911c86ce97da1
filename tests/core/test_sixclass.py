"""The rule of the six classes against the worked cases, and its properties."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.pollution import index
from carbon_pollution_zoning.core.zoning import sixclass
from carbon_pollution_zoning.core.zoning.sixclass import CODES, Rule, classify

CASES = Path(__file__).parent.parent / "fixtures" / "zoning_test_cases.csv"
finite = st.floats(-1e6, 1e6, allow_nan=False)
positive = st.floats(1e-3, 1e3)


def _number(text: str) -> float:
    return float(text) if text not in ("", "nan") else math.nan


def _cases():
    with CASES.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["case"])
def test_worked_case(case):
    rule = Rule(_number(case["tau_c"]), _number(case["tau_p"]), case["tie"], case["weakweak"])
    q_c, q_p = _number(case["q_c"]), _number(case["q_p"])
    if case["level"] == "raw":
        raw = {key: _number(case[key]) for key in ("N", "X", "cstar", "cbench", "P", "pstar", "pbench")}
        expected = q_c, q_p
        q_c, _ = sixclass.carbon_exceedance(raw["N"], raw["X"], raw["cstar"], raw["cbench"])
        q_p, _ = index.exceedance(raw["P"], raw["pstar"], raw["pbench"])
        assert (float(q_c), float(q_p)) == pytest.approx(expected, abs=1e-6, nan_ok=True)
    zoning = sixclass.zone(q_c, q_p, 0, rule)
    assert CODES[int(zoning.code)] == case["expected"]
    assert int(zoning.code) == int(case["code"])
    if case["margin"]:
        assert float(zoning.margin) == pytest.approx(float(case["margin"]), abs=1e-6)
    else:
        assert math.isnan(zoning.margin)


def test_there_are_53_cases():
    assert len(_cases()) == 53


@pytest.mark.parametrize(
    ("case", "flag"),
    [
        ((1000, 0, 0, 25), "BAD_X"),
        ((1000, math.nan, 0, 25), "BAD_X"),
        ((-5, 0, 0, 25), "SIGN_ONLY"),
        ((-1000, 100, 0, math.nan), "SIGN_ONLY"),
        ((1000, 100, 0, math.nan), "NO_BENCH"),
        ((-100, 100, -3, math.nan), "NO_BENCH"),
        ((math.nan, 100, 0, 25), "NO_N"),
        ((math.inf, 100, 0, 25), "INFINITE"),
        ((10, 100, math.nan, 25), "NO_CSTAR"),
    ],
)
def test_edge_of_carbon_is_flagged(case, flag):
    q, flags = sixclass.carbon_exceedance(*case)
    assert fl.texts(np.atleast_1d(flags)).tolist() == [flag]
    assert math.isnan(q) == (flag != "SIGN_ONLY")


def test_a_missing_sink_is_not_a_zero_sink():
    net, flags = sixclass.net_emission([10.0, 10.0, math.nan], [4.0, math.nan, 1.0])
    assert net[0] == 6.0 and np.isnan(net[1:]).all()
    assert fl.texts(flags).tolist() == ["", "NO_K", "NO_E"]


def test_benchmark_is_the_mean_intensity_of_the_emitting_part():
    # (100 + 300) / (10 + 30); the sink, the unit without area and the unknown one do not count
    assert sixclass.carbon_benchmark([100, 300, -50, 80, math.nan], [10, 30, 5, 0, 7]) == 10.0
    assert math.isnan(sixclass.carbon_benchmark([-1, -2], [1, 1]))


@given(st.lists(st.tuples(finite, finite), min_size=1, max_size=50), st.sampled_from(sixclass.TIES))
def test_every_finite_pair_has_exactly_one_class(pairs, tie):
    q_c, q_p = np.array(pairs).T
    rule = Rule(tie=tie)
    code = classify(q_c, q_p, rule)
    c, p, tol = q_c > rule.tolerance, q_p > rule.tolerance, rule.tolerance
    strong = (q_c >= 1 - tol) & (q_p >= 1 - tol)
    leads = np.where(np.abs(q_c - q_p) <= tol, tie == "CP", q_c > q_p)
    regions = [~c & ~p, c & ~p, ~c & p, c & p & ~strong & leads, c & p & ~strong & ~leads, c & p & strong]
    assert (np.sum(regions, axis=0) == 1).all()
    assert (np.argmax(regions, axis=0) + 1 == code).all()


@given(finite, finite)
def test_swapping_carbon_and_pollution_swaps_the_classes(q_c, q_p):
    swapped = {0: 0, 1: 1, 2: 3, 3: 2, 4: 5, 5: 4, 6: 6}
    one = int(classify(q_c, q_p, Rule(tie="CP")))
    other = int(classify(q_p, q_c, Rule(tie="PC")))
    assert other == swapped[one]


@given(finite, finite, positive, positive, st.integers(-10, 10))
def test_a_common_factor_of_exceedance_and_threshold_changes_nothing(q_c, q_p, tau_c, tau_p, power):
    factor = 2.0**power  # powers of two scale floating-point numbers without rounding
    before = classify(q_c, q_p, Rule(tau_c, tau_p))
    after = classify(q_c * factor, q_p * factor, Rule(tau_c * factor, tau_p * factor))
    assert before == after


@given(finite, st.floats(1e-3, 1e6), st.floats(1e-3, 1e6))
def test_the_sign_of_carbon_does_not_depend_on_the_denominator(net, one, other):
    first, _ = sixclass.carbon_exceedance(net, one, 0.0, 5.0)
    second, _ = sixclass.carbon_exceedance(net, other, 0.0, 5.0)
    assert np.sign(first) == np.sign(second) or net == 0 or abs(net) < 1e-300


@given(finite, finite, st.floats(0, 1e3), st.floats(0, 1e3))
def test_severity_never_falls_when_an_exceedance_grows(q_c, q_p, more_c, more_p):
    before = sixclass.severity(classify(q_c, q_p))
    after = sixclass.severity(classify(q_c + more_c, q_p + more_p))
    assert after >= before


@given(finite, finite, st.floats(0, 2 * math.pi), st.floats(0.0, 0.999))
def test_nothing_changes_within_the_margin(u, v, direction, share):
    # the promise of the margin: a step shorter than it stays in the class
    reach = float(sixclass.margin(u, v)) * share
    if reach < 1e-6:
        return
    moved = u + reach * math.cos(direction), v + reach * math.sin(direction)
    assert classify(*moved) == classify(u, v)


def test_angle_and_ratio_tell_the_quadrant():
    u, v = np.array([-1.0, 1, -1, 1, 0]), np.array([-1.0, -1, 1, 1, 0])
    assert sixclass.angle(u, v)[:4].tolist() == pytest.approx([225, 315, 135, 45])
    assert np.isnan(sixclass.angle(u, v)[4])
    assert sixclass.ratio(u, v)[:4].tolist() == [1, -1, -1, 1]
    assert np.isnan(sixclass.ratio(u, v)[4])


def test_thresholds_that_follow_the_data():
    q = [math.nan, -1, 0, 1, 2, 3, 4, 5, 12, 13, 14, 30, 31, 32, 60]
    assert sixclass.strong_threshold(q, "fixed", 1.5) == 1.5
    assert sixclass.strong_threshold(q, "median") == 12.5
    # two natural classes of these twelve numbers end at 14 (computed by trying all splits by hand)
    exceeders = np.array([1, 2, 3, 4, 5, 12, 13, 14, 30, 31, 32, 60], dtype=float)
    cost = {
        k: ((exceeders[:k] - exceeders[:k].mean()) ** 2).sum()
        + ((exceeders[k:] - exceeders[k:].mean()) ** 2).sum()
        for k in range(1, 12)
    }
    best = min(cost, key=cost.get)
    assert sixclass.strong_threshold(q, "jenks2") == exceeders[best] == 30


def test_too_few_exceeders_are_refused_with_their_number():
    with pytest.raises(InputError, match="Only 2 units exceed"):
        sixclass.strong_threshold([1, 2, -1], "jenks2")


@pytest.mark.parametrize("wrong", [{"tau_c": 0}, {"tau_p": -1}, {"tau_c": math.nan}, {"tie": "SCP"}])
def test_a_rule_that_cannot_be_is_refused(wrong):
    with pytest.raises(InputError):
        Rule(**wrong)
