"""Trends, forecasts, paths, peaks, warnings with chances and grades: cases, an oracle, properties."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission import (
    alarm,
    appraisal,
    definitions,
    draws,
    forecast,
    grading,
    ladder,
    neutrality,
    panel,
    path,
    peak,
    trend,
    warning,
)

FIXTURES = Path(__file__).parent.parent / "fixtures"
SERIES = json.loads((FIXTURES / "test_values.json").read_text(encoding="utf-8"))
DOWN = SERIES["trend"]["down"]["y"]


def texts(*words):
    return np.array([*words, None], dtype=object)[:-1]


def made(values, years=None, sd=None, units=None, items=None):
    values = np.atleast_2d(np.asarray(values, dtype=float))
    years = np.arange(2015, 2015 + values.shape[1]) if years is None else np.asarray(years)
    units = texts(*(units or [str(row) for row in range(len(values))]))
    items = texts(*(items or [""] * len(values)))
    sd = np.full(values.shape, np.nan) if sd is None else np.broadcast_to(np.asarray(sd, float), values.shape)
    return panel.Panel(units, items, years, values, sd)


# trends


@given(
    st.lists(st.lists(st.integers(-20, 20), min_size=9, max_size=9), min_size=1, max_size=6),
    st.integers(0, 8),
)
def test_many_trends_are_those_of_each(rows, hole):
    values = np.array(rows, dtype=float)
    values[0, hole] = np.nan
    years = np.arange(2000, 2009)
    together = trend.trends(years, values)
    for row, series in enumerate(values):
        alone = trend.trend(years, series)
        assert (together.s[row], together.p[row]) == (alone.s, alone.p)
        assert (together.slope[row], together.low[row], together.level[row]) == (
            alone.slope,
            alone.low,
            alone.level,
        )


@pytest.mark.parametrize("size", [5, 8, 12, 30, 40])
def test_the_oracle_agrees(size):
    oracle = pytest.importorskip("pymannkendall")
    rng = np.random.default_rng(size)
    for number in range(40):
        values = np.cumsum(rng.normal(size=size)) + 0.1 * np.arange(size)
        values = np.round(values) if number % 2 else values
        found = trend.trends(np.arange(size), values[np.newaxis])
        theirs = oracle.original_test(values)
        assert found.s[0] == theirs.s
        assert found.variance[0] == pytest.approx(theirs.var_s)
        assert found.p[0] == pytest.approx(theirs.p, abs=1e-12)
        assert found.slope[0] == pytest.approx(theirs.slope, abs=1e-12)
        # with an even number of pairs no pair lies on the line, so that rounding makes no ties in the oracle
        if not number % 2 and size * (size - 1) // 2 % 2 == 0:
            corrected = trend.trends(np.arange(size), values[np.newaxis], correction="hamed_rao")
            theirs = oracle.hamed_rao_modification_test(values)
            assert corrected.variance[0] == pytest.approx(theirs.var_s)


def test_short_and_empty_series_have_no_trend_but_others_do():
    values = np.array([[1, 2, 3, 4, 5.0], [1, 2, 3, np.nan, np.nan], [np.nan] * 5])
    found = trend.trends(np.arange(5), values)
    assert found.slope[0] == 1.0 and np.isnan(found.slope[1:]).all()
    assert found.count.tolist() == [5, 3, 0] and found.direction().tolist() == [1, 0, 0]
    with pytest.raises(InputError, match="2020"):
        trend.trends([2019, 2020, 2020, 2021], np.ones((1, 4)))


@given(
    st.lists(st.floats(-1e3, 1e3), min_size=6, max_size=12).filter(lambda v: np.std(v) > 1e-3),
    st.floats(0.1, 50),
)
def test_trends_follow_scale_and_mirror(values, scale):
    years, y = np.arange(len(values)), np.array([values])
    plain, grown, turned = (trend.trends(years, one) for one in (y, scale * y + 7.0, -y))
    assert turned.s[0] == -plain.s[0]
    assert grown.slope[0] == pytest.approx(scale * plain.slope[0], rel=1e-6, abs=1e-9)
    assert turned.low[0] == pytest.approx(-plain.high[0], rel=1e-9, abs=1e-12)


@pytest.mark.needs("scipy")
def test_least_squares_equals_that_of_scipy():
    stats = pytest.importorskip("scipy.stats")
    theirs = stats.linregress(np.arange(2015, 2025), DOWN)
    found = trend.trends(np.arange(2015, 2025), np.array([DOWN]), line="linear")
    assert found.slope[0] == pytest.approx(theirs.slope)
    reach = stats.t.ppf(0.975, 8) * theirs.stderr
    assert (found.low[0], found.high[0]) == pytest.approx((theirs.slope - reach, theirs.slope + reach))


# forecasts


@pytest.mark.needs("scipy")
def test_the_forecast_of_the_notes():
    pytest.importorskip("scipy")
    # D.8: 2.822222 in 2030, target 3.0 in 2028.7692
    found = trend.trends(np.arange(2015, 2025), np.array([DOWN]))
    value, low, high = forecast.predicted(found, 2030)
    assert value[0] == pytest.approx(2.822222, abs=1e-6) and low[0] < value[0] < high[0]
    met = forecast.arrival(found, np.array([2024]), np.array([3.7]), [3.0], np.array([False]), 2030)
    assert met.time[0] == pytest.approx(2028.7692, abs=1e-4)
    assert met.early[0] < met.time[0] < met.late[0]
    assert forecast.STATES[met.state[0]] == "reached"
    soon = forecast.arrival(found, np.array([2024]), np.array([3.7]), [3.0], np.array([False]), 2028)
    assert forecast.STATES[soon.state[0]] == "missed"


def test_a_target_that_is_met_now_is_kept_or_breached():
    rising = np.arange(10.0)
    found = trend.trends(np.arange(2015, 2025), np.array([rising, -rising, rising, rising]))
    last = np.array([9.0, -9.0, 9.0, 9.0])
    floor = np.array([False, True, True, False])
    made_ = forecast.arrival(found, np.full(4, 2024), last, [12.0, -12.0, 5.0, np.nan], floor, 2030)
    assert [forecast.STATES[one] for one in made_.state] == ["breach", "breach", "kept", "ND"]
    assert made_.time[:2].tolist() == [2027.0, 2027.0] and np.isnan(made_.time[2:]).all()


@pytest.mark.needs("scipy")
@pytest.mark.parametrize("line", trend.LINES)
def test_the_interval_covers_what_it_says(line):
    pytest.importorskip("scipy")
    rng = np.random.default_rng(7)
    years = np.arange(10)
    truth = 20.0 - 0.5 * np.arange(15)
    found = trend.trends(years, truth[:10] + rng.normal(size=(4000, 10)), line=line)
    _, low, high = forecast.predicted(found, 14)
    future = truth[14] + rng.normal(size=4000)
    covered = np.mean((low <= future) & (future <= high))
    assert covered == pytest.approx(0.95, abs=0.012)


@pytest.mark.needs("scipy")
def test_the_chance_to_keep_a_target_is_that_of_the_interval():
    pytest.importorskip("scipy")
    found = trend.trends(np.arange(2015, 2025), np.array([DOWN, DOWN, [3.0] * 10, [3.0] * 10]))
    _, low, high = forecast.predicted(found, 2030)
    targets = np.array([high[0], low[0], 3.0, 2.9])
    chance = forecast.chance_kept(found, 2030, targets, np.zeros(4, dtype=bool))
    assert chance == pytest.approx([0.975, 0.025, 1.0, 0.0])
    assert forecast.chance_kept(found, 2030, targets, np.ones(4, dtype=bool))[0] == pytest.approx(0.025)


# paths


def test_the_path_of_the_notes():
    # D.8: line 5.0 (2015) to 3.0 (2030): 3.8 in 2024; 3.7 is ahead by 2.63 %
    plan = made([[5.0, 3.0]], [2015, 2030])
    planned = path.planned(plan, [2024])
    assert planned[0, 0] == pytest.approx(3.8)
    found = path.check([[3.7]], planned, False)
    assert path.STATES[found.state[0, 0]] == "ahead"
    assert -100 * found.share[0, 0] == pytest.approx(2.63, abs=0.005)
    assert path.STATES[path.check([[3.7]], planned, True).state[0, 0]] == "behind"
    assert path.STATES[path.check([[3.7]], planned, False, 0.03).state[0, 0]] == "on"


def test_paths_end_where_the_plan_ends():
    plan = made([[100.0, 80.0, 40.0], [np.nan, 10.0, np.nan]], [2020, 2025, 2030])
    asked = [2019, 2020, 2025, 2027.5, 2030, 2032]
    assert path.planned(plan, asked)[0] == pytest.approx([np.nan, 100, 80, 60, 40, np.nan], nan_ok=True)
    assert path.planned(plan, asked, beyond="hold")[0, -1] == 40
    assert path.planned(plan, asked, beyond="extend")[0, -1] == pytest.approx(24)
    assert path.planned(plan, [2024, 2025], beyond="hold")[1] == pytest.approx([np.nan, 10], nan_ok=True)
    assert path.planned(plan, [2027.5], "compound")[0, 0] == pytest.approx(np.sqrt(80 * 40))
    with pytest.raises(InputError, match=r"above 0.*B"):
        path.planned(made([[5.0, -1.0]], [2020, 2030], units=["B"]), [2025], "compound")


def test_what_the_next_node_needs():
    plan = made([[10.0, 6.0, 2.0]], [2020, 2025, 2030])
    node, target = path.next_node(plan, np.array([2025]))
    assert (node[0], target[0]) == (2030, 2.0)
    assert path.needed(7.0, 2025, target, node)[0] == pytest.approx(-1.0)
    node, target = path.next_node(plan, np.array([2030]))
    assert node[0] == 0 and np.isnan(target[0]) and np.isnan(path.needed(7.0, 2030, target, node)[0])


@given(st.floats(1, 1e4), st.floats(1, 1e4), st.floats(0, 1), st.sampled_from(path.WAYS))
def test_a_path_stays_between_its_nodes(first, last, part, way):
    found = path.planned(made([[first, last]], [2020, 2030]), [2020 + 10 * part], way)[0, 0]
    assert min(first, last) * (1 - 1e-9) <= found <= max(first, last) * (1 + 1e-9)


def test_a_path_crosses_zero_inside_or_behind_its_nodes():
    plan = made(
        [[10.0, 5.0, -5.0], [10.0, 8.0, 6.0], [10.0, 10.0, 10.0], [-1.0, -2.0, np.nan]], [2020, 2030, 2040]
    )
    found, extended = path.crossing_zero(plan, 2200)
    assert found == pytest.approx([2035.0, 2070.0, np.nan, 2020.0], nan_ok=True)
    assert extended.tolist() == [False, True, False, False]


# peaks

CLIMB, HILL = np.arange(1.0, 21.0), np.r_[np.arange(1.0, 11.0), np.arange(9.5, 4.5, -0.5)]


def kind(values, **rule):
    years = np.arange(2000, 2000 + len(values))
    kinds, at, rebound = peak.judge(years, np.array([values], dtype=float), peak.Rule(**rule))
    return peak.TYPES[kinds[0]], int(years[at[0]]), bool(rebound[0])


def test_peaks_by_hand():
    assert kind(CLIMB) == ("rising", 2019, False)
    assert kind(HILL) == ("peaked", 2009, False)
    # four years are too few
    assert kind(HILL[:14])[0] != "peaked"
    # level, and within the band of its largest value
    assert kind([10, 10.2, 9.9, 10.1, 10.0, 10.3, 10.1, 9.9, 10.2, 10.0, 10.1, 10.0])[0] == "plateau"
    # fallen once, level since then far below
    assert kind([10, 10, 10, 5, 5.1, 4.9, 5.0, 5.1, 4.9, 5.0, 5.1, 5.0, 4.9, 5.05, 5.0])[0] == "peaked"
    # fell long ago and rises again for ten years
    assert kind([*np.linspace(30, 5, 20), *np.linspace(5.1, 8, 10)]) == ("peaked", 2000, True)
    assert kind([*np.linspace(30, 5, 4), *np.linspace(5.1, 20, 16)])[0] == "rising"


def test_constant_series_stand_on_a_plateau():
    assert kind([5.0] * 12) == ("plateau", 2000, False)


@given(st.lists(st.integers(1, 9), min_size=6, max_size=15))
def test_scores_to_the_end_are_those_of_the_test(values):
    y = np.array([values], dtype=float)
    score, p = peak._scores_to_the_end(y)
    for begin in range(len(values) - trend.FEWEST + 1):
        alone = trend.trend(np.arange(begin, len(values)), values[begin:])
        assert score[0, begin] == pytest.approx(alone.z) and p[0, begin] == pytest.approx(alone.p)


def test_sure_and_unsure_peaks():
    values = np.array([HILL, HILL])
    sure = peak.peaks(made(values, sd=0.001, units=["a", "b"]))
    assert sure.sure.tolist() == [1.0, 1.0] and sure.chances[0].tolist() == [1.0, 0.0, 0.0]
    unsure = peak.peaks(made(values, sd=4.0, units=["a", "b"]))
    assert 0.05 < unsure.sure[0] < 0.5 and unsure.early[0] < 2024 < unsure.late[0]
    assert unsure.chances.sum(axis=1) == pytest.approx(1.0)
    # errors that all years share do not move a peak
    shared = peak.peaks(made(values, sd=4.0, units=["a", "b"]), shared=1.0)
    assert shared.sure.tolist() == [1.0, 1.0]


def test_draws_do_not_depend_on_the_company():
    values = np.vstack([HILL, CLIMB[:20]])
    both = peak.peaks(made(values, sd=1.0, units=["a", "b"]))
    turned = peak.peaks(made(values[::-1], sd=1.0, units=["b", "a"]))
    alone = peak.peaks(made(values[:1], sd=1.0, units=["a"]))
    assert both.chances[0].tolist() == turned.chances[1].tolist() == alone.chances[0].tolist()


def test_short_series_are_unknown():
    found = peak.peaks(made([[1, 2, 3, 4.0]]))
    assert found.kind[0] == peak.ND and np.isnan(found.chances[0]).all()


def test_scatter_sees_noise_and_not_the_course():
    rng = np.random.default_rng(3)
    course = 0.02 * (np.arange(400) - 200.0) ** 2
    assert draws.scatter(course + rng.normal(size=400)) == pytest.approx(1.0, abs=0.15)
    assert draws.scatter([1, 2]) == 0.0


# neutrality


def test_years_of_neutrality():
    years = np.arange(2015, 2025)
    net = np.vstack([20.0 - np.arange(10), np.arange(10) + 1.0, 4.0 - np.arange(10), np.full(10, np.nan)])
    plan = made([[11.0, 1.0]] * 4, [2024, 2034])
    found = neutrality.neutrality(neutrality.Carbon(made(net, years), net, plan, plan), 10, 2040)
    assert found.present == pytest.approx([2035, np.nan, 2019, np.nan], nan_ok=True)
    assert found.planned == pytest.approx([2035] * 4)
    assert found.extended.all()
    assert found.zone.tolist() == ["on_time", "by_plan", "neutral", "ND"]
    assert found.plan_peak.tolist() == [2024] * 4


def test_without_sinks_neutrality_is_unknown_not_never():
    panel_ = made([CLIMB])
    found = neutrality.neutrality(neutrality.Carbon(panel_, None, None, None), 10, 2060)
    assert found.zone.tolist() == ["ND"] and np.isnan(found.present[0])
    words = peak.zones([5.0, 5.0, 5.0], [2070.0, np.nan, np.nan], [np.nan, 2075.0, np.nan], 2060)
    assert words.tolist() == ["late", "late", "never"]


def test_a_net_plan_needs_both_paths():
    emissions = made([[10.0, 4.0]], [2020, 2030])
    sinks = made([[2.0, 6.0]], [2020, 2040])
    found = neutrality.net_plan(emissions, sinks, -1.0)
    assert found.years.tolist() == [2020, 2030, 2040]
    assert found.values[0] == pytest.approx([8.0, 0.0, np.nan], nan_ok=True)


# warnings


def limits(target, shape, direction="ceiling", kappa=0.1, scale=np.nan):
    rows = shape[0]
    return alarm.Limits(
        np.full(shape, float(target)), texts(*[direction] * rows), np.full(rows, kappa), np.full(rows, scale)
    )


def test_every_year_is_judged_by_what_was_known_then():
    values = np.array([[90.0, 92, 95, 98, 101, 104, 107, 110]])
    found = alarm.watch(made(values), limits(100, values.shape))
    words = [warning.LEVELS[one] for one in found.level[0]]
    # four values are too few for significance; from the fifth on the rise is told
    assert words == ["green", "blue", "blue", "blue", "red", "red", "red", "red"]
    assert found.short[0].tolist() == [True] * 3 + [False] * 5
    assert (
        alarm.watch(made(values[:, :5]), limits(100, (1, 5))).level[0].tolist() == found.level[0, :5].tolist()
    )
    by_slope = alarm.watch(made(values), limits(100, values.shape), alarm.Rule(by="slope"))
    assert warning.LEVELS[by_slope.level[0, 3]] == "yellow"


def test_a_target_of_zero_needs_a_scale():
    values = np.array([[1.0, 1, 1, 1]])
    assert alarm.watch(made(values), limits(0, values.shape)).level[0, -1] == warning.ND
    assert alarm.watch(made(values), limits(0, values.shape, scale=10.0)).deviation[0, -1] == pytest.approx(
        0.1
    )


def test_chances_are_those_of_the_normal_distribution_where_the_trend_is_beyond_doubt():
    values = np.array([np.linspace(130, 98, 20)])
    series = made(values, sd=3.0, years=np.arange(2000, 2020))
    found = alarm.chances(series, limits(100, values.shape), 19, alarm.Rule(window=20), draws=20000)[0]
    above = 0.5 * (1 + math.erf((98 - 100) / 3 / np.sqrt(2)))
    below = 0.5 * (1 + math.erf((90 - 98) / 3 / np.sqrt(2)))
    by_name = dict(zip(warning.LEVELS, found))
    assert by_name["orange"] == pytest.approx(above, abs=0.01)
    assert by_name["green"] == pytest.approx(below, abs=0.01)
    assert by_name["blue"] == pytest.approx(1 - above - below, abs=0.01)
    assert by_name["red"] == by_name["yellow"] == by_name["ND"] == 0.0


def test_chances_without_uncertainty_are_unknown_and_with_a_tiny_one_sure():
    values = np.array([np.linspace(80, 120, 10)])
    shape = values.shape
    assert np.isnan(alarm.chances(made(values), limits(100, shape), 9)).all()
    sure = alarm.chances(made(values, sd=1e-9), limits(100, shape), 9)[0]
    assert sure[warning.RED] == 1.0


def test_scatter_is_not_counted_twice():
    # the rise is significant; its scatter is all uncertainty. Drawn on top, it would often be lost.
    values = np.array([[100, 104, 101, 106, 103, 108, 107, 110, 108, 113.0]])
    sd = trend.trends(np.arange(10), values).spread[0]
    found = alarm.chances(made(values, sd=sd), limits(90, values.shape), 9, draws=4000)[0]
    doubled = draws.drawn("0 ", values[0], np.full(10, sd), 4000)
    naive = np.mean(alarm._drawn_signs(np.arange(10), doubled, alarm.Rule()) > 0)
    assert found[warning.RED] > naive


def test_the_shortest_board_decides():
    units, level, items = alarm.worst(
        np.array([1, 5, 0, 0, 5], dtype=np.uint8),
        texts("a", "a", "a", "b", "a"),
        texts("x", "y", "z", "x", "w"),
    )
    assert units.tolist() == ["a", "b"] and level.tolist() == [5, 0]
    assert items.tolist() == ["y, w", None]
    counted = alarm.counts(np.array([1, 5, 0], dtype=np.uint8), texts("a", "a", "b"), units)
    assert counted.tolist() == [[0, 1, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0]]


def test_words_of_levels_and_moves():
    assert [rung.code for rung in ladder.ladder()] == list(warning.LEVELS)
    before, now = np.array([1, 3, 5, 0, 2]), np.array([3, 4, 5, 2, 1])
    assert ladder.moves(before, now).tolist() == ["worse", "worse", "same", "unknown", "better"]
    assert "单项措施" in ladder.responses(before, now, "zh")[0]
    assert "red area" in ladder.responses(before, now, "en")[1]
    assert all(word for lang in ("en", "zh") for word in ladder.measures(np.arange(6), lang))


# grades


def rows(*given):
    columns = list(zip(*given))
    return [texts(*columns[0]), texts(*columns[1]), *(np.array(column) for column in columns[2:])]


def test_the_assessment_of_the_notes():
    # D.9: score 97.846154, veto by net carbon
    unit, item, value, target, direction, rigid, weight = rows(
        ("u", "net", 1040.0, 1000.0, "ceiling", True, 0.3),
        ("u", "pm", 30.0, 35.0, "ceiling", True, 0.25),
        ("u", "sink", 260.0, 250.0, "floor", False, 0.15),
        ("u", "crop", 4010.0, 4000.0, "floor", True, 0.2),
        ("u", "cover", 49.5, 55.0, "floor", False, 0.1),
    )
    found = grading.assess(unit, item, value, target, direction, rigid, weight)
    assert found.score[0] == pytest.approx(97.846154, abs=1e-6)
    assert (found.vetoed[0], found.grade[0], found.coverage[0]) == ("net", "fail", 1.0)
    assert found.points.sum() == pytest.approx(found.score[0])
    alone = appraisal.assess(value, target, direction, rigid, weight)
    assert found.score[0] == pytest.approx(alone.score)
    assert (
        grading.assess(unit, item, value, target, direction, np.zeros(5, bool), weight).grade[0]
        == "excellent"
    )


def test_grades_begin_at_their_limits():
    none = texts(None, None, None, None, None)
    scores = np.array([90.0, 89.99, 80.0, 60.0, 59.99])
    assert grading.graded(scores, none, (90, 80, 60)).tolist() == [
        "excellent",
        "good",
        "good",
        "pass",
        "fail",
    ]
    assert grading.graded(np.array([np.nan]), texts(None), (90, 80, 60)).tolist() == [None]
    with pytest.raises(InputError, match="descend"):
        grading.lowest_scores((60, 80, 90))


def test_what_asks_for_nothing_does_not_count_and_unknown_is_not_zero():
    unit, item, value, target, direction, rigid, weight = rows(
        ("u", "coast", 0.0, 0.0, "floor", True, 1.0),
        ("u", "net", 1.0, 0.0, "ceiling", True, 1.0),
        ("u", "lost", np.nan, 5.0, "floor", True, 2.0),
        ("v", "coast", 0.0, 0.0, "floor", True, 1.0),
        ("w", "net", -3.0, 0.0, "ceiling", True, 1.0),
    )
    found = grading.assess(unit, item, value, target, direction, rigid, weight)
    assert found.applies.tolist() == [False, True, True, False, True]
    assert found.score == pytest.approx([0.0, np.nan, 100.0], nan_ok=True)
    assert found.coverage == pytest.approx([1 / 3, np.nan, 1.0], nan_ok=True)
    assert found.vetoed.tolist() == ["net", None, None]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"), st.floats(0.1, 100), st.floats(0.1, 100), st.booleans(), st.floats(0.1, 5)
        ),
        min_size=1,
        max_size=12,
    ),
    st.randoms(),
)
def test_the_order_of_rows_changes_no_score(given_rows, shuffler):
    def scored(listed):
        unit, value, target, floor, weight = zip(*listed)
        direction = np.where(floor, "floor", "ceiling").astype(object)
        count = len(listed)
        names = texts(*["i"] * count)
        found = grading.assess(texts(*unit), names, value, target, direction, np.zeros(count, bool), weight)
        return dict(zip(found.unit.tolist(), found.score.tolist()))

    shuffled = list(given_rows)
    shuffler.shuffle(shuffled)
    first, second = scored(given_rows), scored(shuffled)
    assert first == pytest.approx(second) and all(0 <= score <= 100 for score in first.values())


# panels


def test_a_panel_of_rows():
    unit, item = texts("b", "a", "a", "b"), texts("x", "x", "y", "x")
    year, values = np.array([2021, 2020, 2020, 2019]), np.array([1.0, 2.0, np.nan, 4.0])
    found = panel.from_rows(unit, item, year, values, values * 0.1, "T")
    assert found.keys() == [("a", "x"), ("a", "y"), ("b", "x")]
    assert found.years.tolist() == [2019, 2020, 2021]
    assert found.values[2] == pytest.approx([4, np.nan, 1], nan_ok=True)
    assert found.first()[0].tolist() == [2020, 0, 2019] and found.last()[0].tolist() == [2020, 0, 2021]
    assert found.gaps().tolist() == [0, 0, 1]
    picked = found.of(texts("b", "c"), texts("x", "x"))
    assert picked.values[0] == pytest.approx([4, np.nan, 1], nan_ok=True) and np.isnan(picked.values[1]).all()
    plain = panel.Panel(texts("b"), texts(""), found.years, found.values[:1], found.sd[:1])
    assert np.isfinite(plain.of(texts("b", "b"), texts("x", "y")).values).any(axis=1).all()
    other = found.over([2018, 2021])
    assert other.years.tolist() == [2018, 2021]
    assert other.values[2] == pytest.approx([np.nan, 1.0], nan_ok=True)
    with pytest.raises(InputError, match="b x 2019"):
        panel.from_rows(texts("b", "b"), texts("x", "x"), np.array([2019, 2019]), values[:2], values[:2], "T")
    with pytest.raises(InputError, match="infinite"):
        panel.check_finite(np.array([np.inf]), texts("b"), "T")


def test_the_list_of_indicators_says_what_is_usual():
    assert definitions.definition("T09").kappa == 0.2
    assert definitions.definition("N01").direction == "floor"
    assert np.isnan(definitions.definition("C04").kappa)
