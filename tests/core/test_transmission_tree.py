"""Trees and groupings, roll-up, reconciliation, checks, traces and payments by cases and properties."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission import (
    aggregation,
    appraisal,
    checking,
    decomposition,
    definitions,
    reconciling,
    rollup,
    tracing,
)
from carbon_pollution_zoning.core.transmission import tree as trees

ROOT = Path(__file__).resolve().parents[2]
NAN = np.nan


def flat(count: int) -> trees.Tree:
    """A parent "P" with *count* children."""
    codes = ["P", *(f"c{i}" for i in range(count))]
    return trees.from_parents(codes, ["", *["P"] * count], "t")


def rolled(values, rule, weights=None, **more):
    own = np.array([[NAN], *([v] for v in values)])
    w = None if weights is None else np.array([[NAN], *([v] for v in weights)])
    made = rollup.roll_up(flat(len(values)), own, rule, w, **more)
    return made.value[0, 0], made.coverage[0, 0], made.reported[0, 0]


class TestTree:
    def test_codes_tell_their_parents_short_or_filled(self):
        made = trees.from_codes(["0", "990000", "990121", "9901", "990121100"], "t")
        assert made.above() == {
            "990000": "0",
            "9901": "990000",
            "990121": "9901",
            "990121100": "990121",
        }
        assert made.height.tolist() == [4, 3, 1, 2, 0]

    def test_faults_are_named(self):
        with pytest.raises(InputError, match="more than once: a"):
            trees.from_parents(["a", "a", ""], ["", "", ""], "t")
        with pytest.raises(InputError, match="circle: a, b"):
            trees.from_parents(["a", "b", "c"], ["b", "a", "a"], "t")

    def test_groupings_cross_the_tree_and_count_nothing_twice(self):
        tree = trees.from_parents(["A", "B", "a1", "a2", "b1"], ["", "", "A", "A", "B"], "t")
        basin = trees.with_groupings(tree, ["R"] * 4, ["A", "a1", "b1", "a2"], [1, 1, 0.5, 1], "m")
        value = rollup.roll_up(basin, [[NAN], [NAN], [10], [20], [8], [NAN]], "sum").value
        assert value[-1, 0] == 34  # A is left out, because a1 and a2 say more
        with pytest.raises(InputError, match="code of a unit: A"):
            trees.with_groupings(tree, ["A"], ["b1"], [1], "m")


class TestRollUp:
    def test_worked_cases_of_the_notes(self):
        # D.2
        assert rolled([60, 40, 10], "weighted_mean", [100, 300, 600])[0] == pytest.approx(24.0)
        gdp = np.array([100, 200, 150.0])
        assert rolled([50, 120, 30], "ratio_of_sums", gdp)[0] == pytest.approx(0.444444, abs=1e-6)
        assert rolled(np.array([50, 120, 30]) / gdp, "weighted_mean", gdp)[0] == pytest.approx(4 / 9)
        assert rolled([1, 2, 3], "sum")[0] == 6
        assert rolled([1, 5, 3], "max")[0] == 5 and rolled([4, 5, 3], "min")[0] == 3
        assert np.isnan(rolled([1, 5, 3], "none")[0])

    def test_cut_rates_weigh_by_their_base(self):
        base, now = np.array([100, 300.0]), np.array([90, 150.0])
        rates = 1 - now / base
        assert rolled(rates, "weighted_mean", base)[0] == pytest.approx(1 - now.sum() / base.sum())

    def test_what_is_missing_lowers_the_coverage_and_nothing_is_scaled(self):
        assert rolled([5, NAN, 7], "sum") == (12, pytest.approx(2 / 3), 2)
        assert rolled([5, NAN, 7], "sum", [1, 8, 1]) == (12, pytest.approx(0.2), 2)
        assert rolled([60, NAN], "weighted_mean", [1, 3]) == (60, 0.25, 1)
        # the weight of what is missing is unknown: coverage by number
        assert rolled([60, NAN], "weighted_mean", [1, NAN]) == (60, 0.5, 1)
        value, coverage, reported = rolled([NAN, NAN], "sum")
        assert np.isnan(value) and (coverage, reported) == (0, 0)

    def test_a_level_that_reports_itself_is_taken_at_its_word_or_not(self):
        tree = trees.from_parents(["N", "P", "a", "b"], ["", "N", "P", "P"], "t")
        own = np.array([[NAN], [10.0], [3.0], [4.0]])
        first = rollup.roll_up(tree, own, "sum")
        assert first.value[:2, 0].tolist() == [10, 7] and first.coverage[0, 0] == 1
        lowest = rollup.roll_up(tree, own, "sum", own_first=False)
        assert lowest.value[0, 0] == 7

    def test_weights_are_asked_for(self):
        with pytest.raises(InputError, match=r"no weight.*weighted_mean needs: c1"):
            rolled([1, 2], "weighted_mean", [1, NAN])
        with pytest.raises(InputError, match="negative: c0"):
            rolled([1, 2], "weighted_mean", [-1, 1])
        with pytest.raises(InputError, match="species"):
            rolled([1], "species")

    @given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.1, 10)), min_size=1, max_size=20), st.randoms())
    def test_agrees_with_one_level_and_does_not_depend_on_the_order(self, rows, shuffler):
        mixed = list(rows)
        shuffler.shuffle(mixed)
        for rule, kind in (("sum", "total"), ("weighted_mean", "ratio"), ("max", "state_max")):
            values, weights = zip(*rows)
            flatly = aggregation.aggregate(values, [0] * len(rows), 1, kind, weights).value[0]
            assert rolled(values, rule, weights)[0] == pytest.approx(flatly)
            values, weights = zip(*mixed)
            assert rolled(values, rule, weights)[0] == pytest.approx(flatly)

    @given(st.lists(st.tuples(st.integers(0, 10**6), st.floats(0, 1e6)), min_size=1, max_size=60))
    def test_sums_are_kept_up_a_random_tree(self, rows):
        codes = [str(i) for i in range(len(rows) + 1)]
        parents = ["", *(str(pick % (i + 1)) for i, (pick, _) in enumerate(rows))]
        tree = trees.from_parents(codes, parents, "t")
        leaf = tree.height == 0
        own = np.where(leaf, [0.0, *(value for _, value in rows)], NAN)[:, None]
        made = rollup.roll_up(tree, own, "sum")
        if not leaf[0]:
            assert made.value[0, 0] == pytest.approx(np.nansum(own))
            assert made.coverage[0, 0] == 1


class TestReconcile:
    X, S = [260.0, 420, 180, 170], [5.0, 20, 10, 5]

    def made(self, method, x=None, total=1000.0, **more):
        reports = reconciling.Reports(
            np.array([total, *(x or self.X)]), deviation=np.array([NAN, *self.S]), **more
        )
        return reconciling.reconcile(flat(len(x or self.X)), reports, method)

    @pytest.mark.parametrize(
        ("method", "expected"),
        [
            ("proportional", [252.4272, 407.7670, 174.7573, 165.0485]),
            ("shift", [252.5, 412.5, 172.5, 162.5]),
            ("gls", [258.6364, 398.1818, 174.5455, 168.6364]),
            ("bounded", [258.6364, 398.1818, 174.5455, 168.6364]),
        ],
    )
    def test_worked_cases_of_the_notes(self, method, expected):
        made = self.made(method)
        assert made.adjusted[1:] == pytest.approx(expected, abs=1e-4)
        assert made.closings[0].state == "adjusted" and made.closings[0].reported == 1030

    def test_bounds_hold(self):
        low = np.array([NAN, 255, 410, 0, 0])
        made = self.made("bounded", low=low)
        assert made.adjusted[1:].sum() == pytest.approx(1000) and made.adjusted[2] == 410
        tight = self.made("bounded", low=np.array([NAN, 260, 420, 180, 165]))
        assert tight.closings[0].state == "not_possible" and tight.adjusted[1:].tolist() == self.X
        assert "25" in str(tight.closings[0].reason)

    def test_a_parent_with_a_missing_child_is_left_alone(self):
        made = self.made("proportional", [260.0, NAN, 180, 170])
        assert made.closings[0].state == "child_missing" and made.closings[0].missing == (2,)
        assert made.adjusted[1] == 260

    def test_goes_down_level_by_level(self):
        tree = trees.from_parents(["N", "P", "Q", "a", "b"], ["", "N", "N", "P", "P"], "t")
        reports = reconciling.Reports(np.array([100.0, 60, 60, 30, 20]))
        made = reconciling.reconcile(tree, reports, "proportional")
        assert made.adjusted.tolist() == pytest.approx([100, 50, 50, 30, 20])
        assert [one.state for one in made.closings] == ["adjusted", "equal"]

    def test_a_unit_between_the_levels_is_child_by_one_value_and_parent_by_another(self):
        tree = trees.from_parents(["N", "P", "Q", "a", "b"], ["", "N", "N", "P", "P"], "t")
        reported = np.array([NAN, 60.0, 60, 30, 20])
        actual = np.array([100.0, 55, NAN, NAN, NAN])
        made = reconciling.reconcile(tree, reconciling.Reports(reported, total=actual), "proportional")
        # P was adjusted to 50 by N, and hands that on: not the 55 it says itself
        assert made.adjusted[1:].tolist() == pytest.approx([50, 50, 30, 20])
        alone = reconciling.Reports(reported, total=np.array([NAN, 55, NAN, NAN, NAN]))
        made = reconciling.reconcile(tree, alone, "proportional")
        assert made.adjusted[1:].tolist() == pytest.approx([60, 60, 33, 22])

    def test_groupings_adjust_their_members_apart(self):
        tree = trees.from_parents(["P", "a", "b"], ["", "P", "P"], "t")
        tree = trees.with_groupings(tree, ["R", "R"], ["a", "b"], [1, 1], "m")
        reports = reconciling.Reports(np.array([20.0, 8, 8, 40]))
        made = reconciling.reconcile(tree, reports, "proportional")
        assert sorted(made.pairs) == [(1, 0, 10), (1, 3, 20), (2, 0, 10), (2, 3, 20)]
        assert made.adjusted[1:3].tolist() == [10, 10]
        half = trees.with_groupings(
            trees.from_codes(["11", "12"], "t"), ["R", "R"], ["11", "12"], [0.5, 1], "m"
        )
        made = reconciling.reconcile(half, reconciling.Reports(np.array([8.0, 8, 24])), "proportional")
        # half of the first and all of the second add up to the grouping
        assert made.closings[0].reported == 12 and sorted(made.pairs) == [(0, 2, 16), (1, 2, 16)]

    def test_shares_are_adjusted_by_their_numerators(self):
        weight = np.array([NAN, 100, 300, 600.0])
        reports = reconciling.Reports(np.array([20.0, 60, 40, 10]), weight)
        made = reconciling.reconcile(flat(3), reports, "proportional")
        assert (made.adjusted[1:] * weight[1:]).sum() / 1000 == pytest.approx(20)
        assert made.adjusted[1:] == pytest.approx(np.array([60, 40, 10]) * 20 / 24)

    def test_two_margins(self):
        made = reconciling.fit_parts([[10, 20], [30, 40]], [40, NAN], [50, 60])
        assert made.sum(axis=0) == pytest.approx([50, 60]) and made.sum(axis=1) == pytest.approx([40, 70])
        with pytest.raises(InputError, match="1 cells"):
            reconciling.fit_parts([[1, NAN]], [1], [1, 1])

    @given(
        st.lists(st.floats(1, 1e6), min_size=2, max_size=12),
        st.floats(0.5, 2),
        st.sampled_from(["proportional", "shift"]),
    )
    def test_sums_are_kept(self, x, factor, method):
        made = self.made_of(x, sum(x) * factor, method)
        assert made.adjusted[1:].sum() == pytest.approx(sum(x) * factor)
        back = self.made_of(x[::-1], sum(x) * factor, method)
        assert back.adjusted[:0:-1] == pytest.approx(made.adjusted[1:])

    def made_of(self, x, total, method):
        return reconciling.reconcile(flat(len(x)), reconciling.Reports(np.array([total, *x])), method)


class TestCheck:
    def test_worked_cases_of_the_notes(self):
        # D.6
        rigid = checking.Rule("ceiling", "rigid")
        assert checking.judge(1000, 1000, rigid).state == "kept"
        tight = checking.judge(1000, 1000, checking.Rule("ceiling", "rigid", 0.03))
        assert tight.state == "missed" and tight.relative == pytest.approx(0.030928, abs=1e-6)
        assert checking.judge(361.9 + 271.4 + 181 + 135.7, 950, rigid).state == "kept"
        cropland = checking.judge([1200 + 1500 + 1304.6, 4000], 4004.59, checking.Rule("floor", "rigid"))
        assert cropland.state.tolist() == ["kept", "missed"]
        assert cropland.relative == pytest.approx([2e-6, -0.001146], abs=1e-6)

    def test_binding_force(self):
        found = [
            checking.judge([104, 106], 100, checking.Rule("ceiling", b)).state
            for b in ("expected", "advisory")
        ]
        assert [one.tolist() for one in found] == [["within", "missed"], ["advisory", "advisory"]]
        assert checking.judge([97, 90], 100, checking.Rule("neutral")).state.tolist() == ["within", "missed"]

    def test_children_that_lack_make_it_incomplete_but_a_broken_ceiling_stays_broken(self):
        rule = checking.Rule("ceiling", "rigid")
        assert checking.judge([90, 110], 100, rule, complete=False).state.tolist() == ["incomplete", "missed"]
        assert checking.judge(-90, -100, rule, complete=False).state == "incomplete"
        assert checking.judge(110, 100, checking.Rule("floor", "rigid"), False).state == "incomplete"
        assert checking.judge(NAN, 100, rule).state == np.array(None)

    def test_the_reserve_of_a_sink_asks_for_more(self):
        assert checking.Rule("ceiling", "rigid", 0.05).limit(-10) == -10.5
        with pytest.raises(InputError, match="reserve"):
            checking.judge(1, 1, checking.Rule(reserve=1.0))

    def test_parts_of_a_gap(self):
        assert checking.shares_of_gap([30, -10]).tolist() == [1.5, -0.5]
        assert np.isnan(checking.shares_of_gap([10, -10])).all()
        assert checking.worst(["kept", None, "incomplete", "within"]) == "incomplete"


class TestTrace:
    BASE, NOW = [200.0, 150, 50], [250.0, 150, 60]

    def test_worked_cases_of_the_notes(self):
        # C.7.4
        assert tracing.attribute(60, self.NOW, self.BASE, "growth").gap.tolist() == [50, 0, 10]
        found = tracing.attribute(60, self.NOW, self.BASE, "share").gap
        assert found == pytest.approx([32.6087, 19.5652, 7.8261], abs=1e-4)

    def test_without_a_base_or_without_growth_shares_stand_in(self):
        assert tracing.attribute(6, [1, 2], [NAN, 1], "growth").method == "share"
        assert tracing.attribute(6, [1, 2], [3, 3], "growth").method == "share"
        floor = tracing.attribute(6, [1, 4], [3, 3], "growth", floor=True)
        assert floor.gap.tolist() == [6, 0]
        assert tracing.attribute(6, [1, 2], [1, 2], "share", floor=True).method == ""

    def test_hands_the_gap_down_to_enterprises(self):
        paths = [("t", "industry", "A"), ("t", "industry", "B"), ("t", "industry", ""), ("u", "living", "")]
        made = tracing.trace(paths, [10, 10, 5, 5], [16, 12, 5, 7], 100, "growth")
        parts = {one.path: one.gap for one in made}
        assert parts["t",] == pytest.approx(80) and parts["t", "industry", "A"] == pytest.approx(60)
        assert parts["t", "industry", "B"] == pytest.approx(20) and parts["u", "living"] == pytest.approx(20)
        assert [one.path[0] for one in made] == ["t"] * 5 + ["u"] * 2

    @given(
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 2), st.floats(0, 1e4), st.floats(1, 1e4)), min_size=1
        )
    )
    def test_parts_add_up_at_every_level(self, rows):
        paths = [(str(u), str(s)) for u, s, _, _ in rows]
        made = tracing.trace(paths, [r[2] for r in rows], [r[3] for r in rows], 7.0, "growth")
        for depth in (1, 2):
            assert sum(one.gap for one in made if len(one.path) == depth) == pytest.approx(7.0)

    def test_pareto(self):
        assert tracing.decisive([50, 30, 15, 5]).tolist() == [True, True, False, False]
        assert not tracing.decisive([NAN, 0]).any()


class TestDrivers:
    @given(
        st.lists(st.floats(0.01, 1e4), min_size=18, max_size=18), st.booleans(), st.booleans(), st.booleans()
    )
    def test_no_residual_whatever_is_known(self, values, with_p, with_g, with_e):
        c, g, e = np.array(values).reshape(3, 2, 3)
        if not (with_g or with_e):
            return
        found = tracing.drivers(c, [3, 4] if with_p else None, g if with_g else None, e if with_e else None)
        assert found.effect.sum() == pytest.approx(c[1].sum() - c[0].sum(), rel=1e-9, abs=1e-7)
        assert set(found.factors) <= set(decomposition.NAMES)
        assert found.effect.sum(axis=0) == pytest.approx(c[1] - c[0], rel=1e-9, abs=1e-7)

    def test_names_and_gap(self):
        one = np.array([[1.0], [2.0]])
        assert tracing.drivers(one, None, one).factors == ("activity", "structure", "emission intensity")
        assert tracing.drivers(one, [1, 1], None, one).factors[1] == "energy per person"
        assert tracing.drivers(one, None, one).gap_parts(5.0).sum() == pytest.approx(5)
        with pytest.raises(InputError, match="GDP or energy"):
            decomposition.chain(one)


class TestPayments:
    SINKS = np.array([20, 10, 60, 110.0])

    def test_vetoed_units_get_no_reward_and_unknown_scores_change_nothing(self):
        made = appraisal.payments(
            100, self.SINKS, None, [0.92, NAN, 0.6, 0.97], barred=[True, False, False, False]
        )
        assert made.pay.sum() == pytest.approx(100)
        assert made.adjustment[:2].tolist() == [0, 0] and made.adjustment[2] < 0 < made.adjustment[3]
        assert made.base == pytest.approx([10, 5, 30, 55])

    @given(
        st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1)), min_size=2, max_size=20), st.floats(1, 1e9)
    )
    def test_the_fund_is_spent_to_the_last(self, rows, fund):
        sinks, scores = (np.array(column) for column in zip(*rows))
        made = appraisal.payments(fund, sinks + 1, sinks + 1, scores)
        assert made.pay.sum() == pytest.approx(fund) and (made.pay >= 0).all()

    def test_refuses(self):
        for more in ({"fund": 0}, {"pass_mark": 1.0}, {"cap": 2}):
            with pytest.raises(InputError, match="fund"):
                appraisal.payments(**{"fund": 1, "sinks": [1], "cores": [1], "scores": [1], **more})


def test_gains():
    state = appraisal.gain_state([1, 1, -1, 0, -1, NAN], [1, -1, 1, 0, -1, 1], [9] * 6, [9] * 6)
    assert state.tolist() == ["amplified", "carbon_only", "pollution_only", "additive", "weakened", None]


def test_indicators_of_the_list():
    assert definitions.concept("C04") == definitions.concept("N01") == "cropland"
    assert definitions.definition("T05").rule == "weighted_mean"
    assert definitions.definition("T15").rule == "max"
    assert definitions.definition("nonsense") is None
    with (ROOT / "core" / "data" / "indicators" / "indicators.csv").open(encoding="utf-8-sig") as handle:
        assert all(definitions.definition(row["id"]) for row in csv.DictReader(handle))
