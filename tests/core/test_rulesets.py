"""The methods of zoning as a family, by hand-made numbers and by what must hold for all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from carbon_pollution_zoning.core.errors import FactorError, InputError
from carbon_pollution_zoning.core.zoning import rulesets
from carbon_pollution_zoning.core.zoning.ruleset_table import builtin, rule_set
from carbon_pollution_zoning.core.zoning.rulesets import Region, RuleSet, judge

ND, S, SC, SP, CP, PC, SCP = range(7)


def a_set(method, **values):
    return RuleSet("mine", "1", "2024-01-01", "Mine", "我的", method, **values)


def codes(made, q_c, q_p, regions=None):
    return judge(made, np.array(q_c, dtype=float), np.array(q_p, dtype=float), regions).code.tolist()


def test_literal_is_the_rule_of_the_six_classes():
    q_c, q_p = [-1, 2, -1, 2, 0.5, 3, np.nan], [-1, 0, 2, 0.5, 2, 3, 1]
    assert codes(rule_set("absolute"), q_c, q_p) == [S, SC, SP, CP, PC, SCP, ND]
    assert codes(rule_set("absolute_precautionary"), [0.6, 0.6], [0.3, 1.2]) == [SCP, PC]


def test_own_thresholds_of_each_region():
    made = a_set("regional", regions=(Region("37", tau_c=2.0), Region("3702", tau_c=0.5), Region("11")))
    # u of (1.0, 1.0): 0.5 in 370101, 2 in 370201, 1 in 110105; v = 1 everywhere
    assert codes(made, [1, 1, 1], [1, 1, 1], ["370101", "370201", "110105"]) == [PC, SCP, SCP]


def test_units_outside_all_regions_are_no_data_and_told():
    made = a_set("regional", regions=(Region("I"), Region("II")))
    judged = judge(made, np.array([1.0, 2.0, 2.0]), np.array([1.0, -1.0, -1.0]), ["II", "III", None])
    assert judged.code.tolist() == [SCP, ND, ND]
    (remark,) = judged.remarks
    assert remark.data["count"] == 2
    assert "III" in str(remark)
    # a name is no beginning of another name, as a code of digits is
    assert codes(made, [1], [1], ["IIa"]) == [ND]


def test_a_region_without_code_holds_everywhere_else():
    made = a_set("regional", regions=(Region(""), Region("37", tau_c=4.0)))
    assert codes(made, [2, 2], [2, 2], ["110000", "370000"]) == [SCP, PC]


def test_quantile_takes_the_top_of_the_exceeders():
    # exceeders of q_c: 1, 2, 3, 4 with the upper quartile 3.25; of q_p: 1, 1, 1, 5 with 2
    judged = judge(rule_set("quartile"), np.array([-9.0, 1, 2, 3, 4]), np.array([-9.0, 1, 1, 1, 5]))
    assert judged.frozen["tau_c"] == 3.25
    assert judged.frozen["tau_p"] == 2.0
    assert judged.u[4] == pytest.approx(4 / 3.25)
    # (3/3.25, 1/2): carbon leads; (1/3.25, 1/2): pollution leads
    assert judged.code.tolist() == [S, PC, CP, CP, SCP]
    assert judged.remarks


def test_thresholds_from_data_do_not_fail_where_nothing_exceeds():
    for name in ("quartile", "natural_breaks"):
        assert codes(rule_set(name), [-1, -2], [0, -1]) == [S, S]


def test_noise_is_no_exceeder():
    q_c = np.array([4.0, *[1e-300] * 11])
    judged = judge(rule_set("quartile"), q_c, q_c)
    assert judged.frozen["tau_c"] == 4.0
    assert judged.code.tolist() == [SCP] + [S] * 11


def test_natural_break_of_the_exceeders():
    low, high = [0.1, 0.11, 0.12, 0.13, 0.14], [5.0, 5.1, 5.2, 5.3, 5.4]
    judged = judge(rule_set("natural_breaks"), np.array(low + high), np.array(low + high))
    assert judged.frozen["tau_c"] == judged.frozen["tau_p"] == 5.0
    assert judged.code.tolist() == [CP] * 5 + [SCP] * 5
    with pytest.raises(InputError, match="at least 10"):
        codes(rule_set("natural_breaks"), [1, 2], [1, 2])


def test_quadrants_of_z_scores_keep_their_labels():
    # mean 0 and deviation 1 on both sides after scaling by 10
    q_c, q_p = [-10, 10, -10, 10], [-10, -10, 10, 10]
    judged = judge(rule_set("zscore_quadrants"), np.array(q_c, float), np.array(q_p, float))
    assert judged.code.tolist() == [S, SC, SP, SCP]
    assert judged.frozen["deviation_q_c"] == 10.0
    assert judged.u.tolist() == [-1, 1, -1, 1]


def test_high_high_is_divided_by_strength_and_lead():
    q_c = np.array([2.0, 0.5, 0.25, -2.75])
    q_p = np.array([0.5, 2.0, 0.25, -2.75])
    made = judge(rule_set("zscore_quadrants"), q_c, q_p)
    assert made.code.tolist() == [CP, PC, CP, S]


def test_z_scores_need_variation():
    with pytest.raises(InputError, match="q_p"):
        codes(rule_set("zscore_quadrants"), [1, 2, 3], [5, 5, 5])


@pytest.mark.parametrize(
    ("u", "v", "expected"),
    [
        (3.0, 1.5, SCP),  # on the border of the cone
        (3.0, 1.4, CP),
        (1.4, 3.0, PC),
        (100.0, 1.0, CP),  # both strong, yet out of proportion
        (1.2, 0.7, SCP),  # in proportion, one of them strong
        (0.9, 0.8, CP),  # in proportion, none strong
        (-1.0, 5.0, SP),
        (5.0, 0.0, SC),
        (0.0, 0.0, S),
        (np.nan, 1.0, ND),
    ],
)
def test_cone(u, v, expected):
    assert codes(rule_set("ratio_cone"), [u], [v]) == [expected]


def test_cone_has_no_margin_by_the_borders_of_the_default_rule():
    assert not judge(rule_set("ratio_cone"), np.array([1.0]), np.array([1.0])).bordered


PLANE = arrays.arrays(np.float64, st.integers(12, 40), elements=st.floats(-5, 5))


@settings(max_examples=60, deadline=None)
@given(PLANE, st.randoms(use_true_random=False))
def test_every_method_gives_one_class_regardless_of_order(q_c, shuffler):
    q_p = np.roll(q_c, 3) * 0.7 + 0.1
    order = list(range(len(q_c)))
    shuffler.shuffle(order)
    for name in ("absolute", "quartile", "zscore_quadrants", "ratio_cone"):
        made = rule_set(name)
        try:
            straight = judge(made, q_c, q_p).code
        except InputError:
            # numbers too small to have a spread in floating point count as equal
            assert name == "zscore_quadrants" and (np.std(q_c) == 0 or np.std(q_p) == 0)
            continue
        assert ((straight >= 1) & (straight <= 6)).all()
        moved = judge(made, q_c[order], q_p[order]).code
        if name != "zscore_quadrants":  # sums of floats in another order may move a value on a border
            assert moved.tolist() == straight[order].tolist()


@settings(max_examples=60, deadline=None)
@given(PLANE)
def test_swapping_carbon_and_pollution_swaps_the_classes(q_c):
    q_p = np.roll(q_c, 5) + 0.05
    swap = np.array([ND, S, SP, SC, PC, CP, SCP])
    for name in ("absolute", "ratio_cone"):
        made = rule_set(name)
        here, there = judge(made, q_c, q_p), judge(made, q_p, q_c)
        even = np.abs(here.u - here.v) < 1e-6
        assert swap[here.code][~even].tolist() == there.code[~even].tolist()


def test_exceedance_itself_never_depends_on_the_thresholds():
    rng = np.random.default_rng(42)
    q_c, q_p = rng.normal(size=500), rng.normal(size=500)
    exceeds = {SC: (1, 0), SP: (0, 1), CP: (1, 1), PC: (1, 1), SCP: (1, 1), S: (0, 0)}
    for name in ("absolute", "quartile", "natural_breaks", "ratio_cone"):
        for code, c, p in zip(judge(rule_set(name), q_c, q_p).code.tolist(), q_c > 0, q_p > 0):
            assert exceeds[code] == (c, p), name


def test_limits_of_the_functional_class_of_each_unit():
    made = rule_set("air_by_functional_area")
    places = made.places(["I", "II", "III"], 3)
    values, unit = rulesets.limits(made, "PM2.5", places)
    assert values[:2].tolist() == [15, 35]
    assert np.isnan(values[2])
    assert unit == "ug/m3"


def test_limits_from_below_are_left_to_the_pollution_index():
    made = rule_set("water_by_function")
    with pytest.raises(InputError, match="pollution index"):
        rulesets.limits(made, "DO", made.places(["III"], 1))
    with pytest.raises(FactorError, match=r"PM2\.5"):
        rulesets.limits(made, "PM2.5", made.places(["III"], 1))


def test_unknown_method_is_refused():
    with pytest.raises(InputError, match="kmeans"):
        codes(a_set("kmeans"), [1], [1])


def test_every_built_in_set_judges():
    rng = np.random.default_rng(1)
    q_c, q_p = rng.normal(1, 1, 60), rng.normal(1, 1, 60)
    for made in builtin().values():
        judged = judge(made, q_c, q_p, ["II"] * 60)
        assert judged.code.min() >= 1
        assert judged.frozen["method"] == made.method
