"""Checks of whole tables, causes of warnings and gains of joint measures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission import amplifying, causes, checking, transmitting
from carbon_pollution_zoning.core.transmission import tree as trees
from carbon_pollution_zoning.core.transmission.keys import Key

NAN = np.nan
TREE = trees.from_parents(["P", "a", "b"], ["", "P", "P"], "t")


def checked(columns, checks=checking.CHECKS, rule=None, reserve=0.0, rules=None):
    """Findings of columns key -> values of P, a, b."""
    value = np.array(list(columns.values()), dtype=float).T
    rule = rule or checking.Rule("ceiling", "rigid")
    settings = transmitting.Settings(lambda _: rule, lambda _: reserve)
    table = transmitting.Table(
        TREE, list(columns), value, np.full(value.shape, NAN), rules or ["sum"] * len(columns)
    )
    return transmitting.check(table, settings, checks)


def test_down_with_reserve_and_missing_children():
    key = Key("net", 2030, "target")
    (kept,) = checked({key: [1000, 475, 475]}, reserve=0.05)
    assert (kept.check, kept.state, kept.limit, kept.coverage) == ("down", "kept", 950, 1)
    (missed,) = checked({key: [1000, 500, 475]}, reserve=0.05)
    assert missed.state == "missed" and missed.gap == 25
    (lacking,) = checked({key: [1000, 500, NAN]})
    assert lacking.state == "incomplete" and lacking.missing == ("b",) and lacking.coverage == 0.5


def test_up_compares_reports_only():
    found = checked({Key("net", 2024, "reported"): [100, 50, 52], Key("net", 2024, "base"): [1, 5, 5]})
    assert [(one.check, one.state) for one in found] == [("up", "missed")]


def test_a_special_plan_may_be_stricter_not_looser_and_two_must_say_the_same():
    target = Key("cod", 2030, "target")
    found = checked(
        {
            target: [NAN, 10, NAN],
            target._replace(plan="water"): [NAN, 12, 5],
            target._replace(plan="sea"): [NAN, 9, 6],
        },
        ["plans"],
    )
    assert [(one.unit, one.note, one.state) for one in found] == [
        (1, "water", "missed"),
        (1, "sea", "kept"),
        (2, "sea / water", "missed"),
    ]


def test_sub_zones_and_parts_against_the_unit():
    whole = Key("net", 2030, "target")
    found = checked(
        {
            whole: [NAN, 10, 10],
            whole._replace(subzone="U-S"): [NAN, 6, 4],
            whole._replace(subzone="U-SC"): [NAN, 6, NAN],
            whole._replace(component="coal"): [NAN, 10, NAN],
        },
        ["subzones", "components"],
    )
    assert [(one.check, one.unit, one.state, one.known) for one in found] == [
        ("subzones", 1, "missed", 2),
        ("subzones", 2, "kept", 1),
        ("components", 1, "kept", 1),
    ]
    # what is not summed has no sum of parts
    assert (
        checked(
            {whole: [NAN, 1, 1], whole._replace(subzone="U-S"): [NAN, 9, 9]}, ["subzones"], rules=["max"] * 2
        )
        == []
    )


def test_which_fuel_makes_the_gap():
    whole = Key("co2", 2030, "target")
    found = checked(
        {
            whole: [100, 70, 50],
            whole._replace(component="coal"): [60, 50, 35],
            whole._replace(component="gas"): [40, 20, 15],
        },
        ["down"],
    )
    parts = transmitting.gap_parts(found)
    assert [(part.name, part.gap) for part in parts] == [("coal", 25), ("gas", -5)]
    assert [part.share for part in parts] == pytest.approx([1.25, -0.25])
    assert sum(part.gap for part in parts) == parts[0].finding.gap


def test_counts_by_level():
    found = checked({Key("x", 1, "target"): [1, 1, 1], Key("x", 2, "target"): [4, 1, 1]})
    assert transmitting.by_level(found, lambda _: "county") == [
        ("county", "down", "x", {"kept": 1, "advisory": 0, "within": 0, "incomplete": 0, "missed": 1}, 1.0)
    ]


@given(st.permutations(range(4)), st.floats(1, 100))
def test_the_order_of_units_and_their_scale_do_not_matter(order, scale):
    codes, parents = ["P", "a", "b", "c"], ["", "P", "P", "P"]
    values = np.array([10, 3, 4, 2.5]) * scale
    tree = trees.from_parents([codes[i] for i in order], [parents[i] for i in order], "t")
    table = transmitting.Table(
        tree, [Key("x", 1, "target")], values[list(order)][:, None], np.full((4, 1), NAN), ["sum"]
    )
    settings = transmitting.Settings(lambda _: checking.Rule("floor"), lambda _: 0.0)
    (one,) = transmitting.check(table, settings, ["down"])
    assert tree.code[one.unit] == "P" and one.relative == pytest.approx(-0.05) and one.state == "within"


class TestCauses:
    TREE = trees.from_parents(["C", "t", "u"], ["", "C", "C"], "t")
    LEDGER = causes.Ledger(
        ["t", "t", "t", "u"],
        ["industry", "industry", "living", "industry"],
        ["mill", "", "", ""],
        np.array([[NAN, 10, 5, 8], [9, 6, 5, 8.0]]),
        np.array([[NAN, 100, 50, 80], [60, 60, 50, 80.0]]),
    )

    def traced(self, unit, target, method="growth", floor=False):
        return causes.of_unit(self.TREE, self.LEDGER, unit, target, (method, floor, 0.8))

    def test_from_the_county_to_the_mill(self):
        made = self.traced("C", 25)
        assert (made.base, made.now, made.gap) == (23, 28, 3)
        rows = {(row.level, row.unit, row.sector, row.enterprise): row for row in made.rows}
        assert rows["unit", "t", "", ""].gap == 3 and rows["unit", "t", "", ""].decisive
        assert rows["sector", "t", "industry", ""].gap == 3
        # the base year names no enterprise: the mill is told by its share, its base is unknown
        mill = rows["enterprise", "t", "industry", "mill"]
        assert mill.method == "share" and np.isnan(mill.base) and mill.gap == pytest.approx(3 * 9 / 15)

    def test_without_a_target_the_change_is_traced(self):
        made = self.traced("t", NAN)
        assert made.gap == 5 and made.rows[0].level == "sector"

    def test_what_has_no_gap_or_lacks_records_says_so(self):
        assert "no gap" in str(self.traced("C", 100).reason)
        assert self.traced("C", 100).rows == ()
        lacking = causes.Ledger(["t"], ["x"], [""], np.array([[1.0], [2.0]]))
        made = causes.of_unit(self.TREE, lacking, "C", 1.0, ("growth", False, 0.8))
        assert "1 units below it (u)" in str(made.reason) and np.isnan(made.gap)

    def test_drivers_add_up_to_the_change(self):
        made = self.traced("C", 25, "lmdi")
        assert sum(row.effect for row in made.rows) == pytest.approx(28 - 23)
        assert sum(row.gap for row in made.rows) == pytest.approx(3)
        assert {row.factor for row in made.rows} == {"activity", "structure", "emission intensity"}

    def test_a_floor_is_missed_by_what_fell(self):
        ledger = causes.Ledger(["t", "t"], ["forest", "wetland"], ["", ""], np.array([[10, 5], [7, 6.0]]))
        made = causes.of_unit(self.TREE, ledger, "t", 15, ("growth", True, 0.8))
        assert made.gap == 2 and [(row.sector, row.gap) for row in made.rows] == [
            ("forest", 2),
            ("wetland", 0),
        ]


class TestGains:
    def test_gains_by_place(self):
        made = amplifying.gains(
            ["x"] * 3 + ["y"] * 3,
            ["A", "B", "B + A", "A", "B", "A+B"],
            [50, 60, 120, 50, 60, 100],
            [5, 6, 10, 5, NAN, 10],
        )
        assert [(one.unit, one.carbon_gain, one.state) for one in made] == [
            ("x", 10, "carbon_only"),
            ("y", -10, None),
        ]
        assert made[0].carbon_percent == pytest.approx(100 * 10 / 110)

    def test_three_measures_and_a_tolerance(self):
        made = amplifying.gains([""] * 4, ["A", "B", "C", "A+B+C"], [1, 1, 1, 3.01], [1, 1, 1, 3], "+", 0.01)
        assert made[0].count == 3 and made[0].state == "additive"

    def test_refuses_all_at_once(self):
        with pytest.raises(InputError) as refusal:
            amplifying.gains(["x"] * 3, ["A", "A", "A+B"], [1] * 3, [1] * 3)
        assert "x A" in str(refusal.value) and "x B (A+B)" in str(refusal.value)
