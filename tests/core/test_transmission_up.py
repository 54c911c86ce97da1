"""Aggregation, closure, scores, payments and decomposition against the worked values of the notes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission import aggregation, appraisal, decomposition

FIXTURES = Path(__file__).parent.parent / "fixtures"
VALUES = json.loads((FIXTURES / "test_values.json").read_text(encoding="utf-8"))


def one(values, kind, weights=None):
    return aggregation.aggregate(values, [0] * len(values), 1, kind, weights)


def test_forest_cover_is_weighted_by_area():
    # D.2: 60, 40, 10 % on 100, 300, 600; the simple mean 36.67 is wrong
    assert one([60, 40, 10], "ratio", [100, 300, 600]).value.tolist() == [24.0]


def test_intensity_is_the_ratio_of_sums():
    # D.2: 50, 120, 30 on GDP 100, 200, 150; the mean of ratios .4333 is wrong
    gdp = np.array([100, 200, 150.0])
    assert one(np.array([50, 120, 30]) / gdp, "intensity", gdp).value[0] == pytest.approx(0.444444, abs=1e-6)


def test_concentrations_are_never_added():
    assert one([30, 50], "state", [3, 1]).value.tolist() == [35.0]
    assert one([30, 50], "state_max").value.tolist() == [50.0]


def test_missing_children_lower_the_coverage_not_the_sum():
    found = aggregation.aggregate([5, np.nan, 7, np.nan], [0, 0, 1, 2], 3, "total", [1, 3, 1, 1])
    assert found.value[:2].tolist() == [5, 7] and np.isnan(found.value[2])
    assert found.coverage.tolist() == [0.25, 1, 0]
    assert (found.children.tolist(), found.reported.tolist()) == ([2, 1, 1], [1, 1, 0])


def test_weights_are_asked_for_and_checked():
    with pytest.raises(InputError, match="intensity needs weights"):
        one([1], "intensity")
    with pytest.raises(InputError, match="rows: 2"):
        one([1, 2], "ratio", [1, -1])
    with pytest.raises(InputError, match="species"):
        one([1], "species")


@given(st.lists(st.tuples(st.floats(0.1, 1e6), st.integers(0, 3)), min_size=1, max_size=40), st.randoms())
def test_totals_do_not_depend_on_the_order(rows, shuffler):
    values, parents = zip(*rows)
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    other = aggregation.aggregate(*zip(*shuffled), 4, "total")
    assert aggregation.aggregate(values, parents, 4, "total").value == pytest.approx(other.value, nan_ok=True)


def test_closure_of_the_notes():
    # D.6
    parts = 380 + 286 + 191 + 143
    assert aggregation.closure(parts, 1000, "ceiling").kept
    tight = aggregation.closure(parts, 1000, "ceiling", 0.03)
    assert not tight.kept and tight.gap == pytest.approx(0.030928, abs=1e-6)
    assert aggregation.closure(361.9 + 271.4 + 181 + 135.7, 950, "ceiling").kept
    cropland = aggregation.closure([1200 + 1500 + 1304.6, 4000], 4004.59, "floor")
    assert cropland.kept.tolist() == [True, False]
    assert cropland.gap == pytest.approx([2e-6, -0.001146], abs=1e-6)


def test_what_is_unknown_is_neither_kept_nor_missed():
    found = aggregation.closure([np.nan, 5], [5, np.nan], "ceiling")
    assert not found.known.any() and not found.kept.any()
    with pytest.raises(InputError, match="reserve"):
        aggregation.closure(1, 1, "ceiling", 1.0)


def test_reserves_along_the_chain():
    # D.3: 1000 -> 5 % -> 475, 285, 190 -> 3 % -> 460.75, 276.45, 184.30
    first, second = aggregation.reserve_chain(1000, [0.05, 0.03], [0.5, 0.3, 0.2])
    assert first == pytest.approx([475, 285, 190])
    assert second == pytest.approx([460.75, 276.45, 184.30])
    assert second.sum() == pytest.approx(921.5)


def test_score_with_veto():
    # D.9: net carbon 1040 > 1000 vetoes; score 97.846154
    found = appraisal.assess(
        [1040, 30, 260, 4010, 49.5],
        [1000, 35, 250, 4000, 55],
        ["ceiling", "ceiling", "floor", "floor", "floor"],
        [True, True, False, True, False],
        [0.3, 0.25, 0.15, 0.2, 0.1],
    )
    assert found.attainment[0] == pytest.approx(1000 / 1040)
    assert found.attainment[1:].tolist() == [1, 1, 1, 0.9]
    assert found.vetoed.tolist() == [0]
    assert found.score == pytest.approx(97.846154, abs=1e-6)
    assert found.coverage == 1


def test_attainment_of_targets_at_and_below_zero():
    # a net-sink duty of -10: -12 does more, -5 misses by half; a target of 0 has no scale
    found = appraisal.attainment([-12, -5, 1], [-10, -10, 0], "ceiling")
    assert found[:2].tolist() == [1.0, 0.5]
    assert appraisal.attainment([0], [5], "ceiling").tolist() == [1.0]
    assert np.isnan(appraisal.attainment([np.nan], [5], "ceiling")[0])


def test_transfers_are_budget_neutral():
    # D.9: F 100, w .6/.4, s0 .85, cap .10; base 7.5686, 3.7843, 30.5490, 58.0980 with the sinks of D.4
    sinks = np.array([20, 10, 60, 110.0])
    base = np.array([7.5686, 3.7843, 30.5490, 58.0980])
    cores = (base / 100 - 0.6 * sinks / sinks.sum()) / 0.4
    pay = appraisal.transfers(100, sinks, cores, [0.92, 0.75, 0.88, 0.97])
    assert pay.sum() == pytest.approx(100)
    assert pay == pytest.approx([7.5188, 3.3523, 29.5749, 59.5539], abs=2e-4)


def test_amplification():
    assert appraisal.amplification(120, [50, 60]) == 10


def test_decomposition():
    case = VALUES["lmdi"]
    columns = {key: np.array([case["s1"][key], case["s2"][key]], float).T for key in "GEC"}
    effects = decomposition.kaya(case["P"], columns["G"], columns["E"], columns["C"])
    found = [effect.sum() for effect in effects.values()]
    assert found == pytest.approx(list(case["effects"].values()), abs=1e-6)
    assert sum(found) == pytest.approx(case["total"])


@given(st.lists(st.floats(0, 1e4), min_size=12, max_size=12))
def test_effects_add_up_to_the_change_even_with_zeros(values):
    g, e, c = np.array(values).reshape(3, 2, 2)
    g = g + 1.0  # a sector without output has no intensity
    effects = decomposition.kaya([10, 11], g, e, c)
    total = sum(effect.sum() for effect in effects.values())
    assert total == pytest.approx(c[1].sum() - c[0].sum(), rel=1e-6, abs=1e-6)


def test_logarithmic_mean():
    assert decomposition.logarithmic_mean(3, 3) == 3
    assert decomposition.logarithmic_mean(np.e, 1) == pytest.approx(np.e - 1)
