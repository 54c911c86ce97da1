"""Carbon grades beside pollution grades of industrial land, by hand-made numbers."""

from __future__ import annotations

import re

import numpy as np
import pytest

from carbon_pollution_zoning.core import industries
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.factor_rules import sources
from carbon_pollution_zoning.core.zoning import industrialgrade as ig

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("code", "found", "carbon", "pollution"),
    [
        ("3011", "3011", "high", "high"),
        ("C3011", "3011", "high", "high"),
        ("3099", "30", "high", "high"),
        ("30", "30", "high", "high"),
        (2221.0, "22", "medium", "high"),
        ("36", "36-37", "low", "medium"),
        ("3711", "36-37", "low", "medium"),
        ("6", "06", "medium", "medium"),
        ("62", "51-52,61-62", "medium", "low"),
        ("39", "39", "low", "low"),
    ],
)
def test_industries_by_class_division_and_range(code, found, carbon, pollution):
    made = industries.industry(code)
    assert (made.code, made.carbon_class, made.pollution_class) == (found, carbon, pollution)


@pytest.mark.parametrize("code", [None, "", "98", "abc", "30112", "household", float("nan")])
def test_what_is_no_industry(code):
    assert industries.industry(code) is None


def test_unknown_industries_are_counted_and_missing_ones_are_not():
    assert industries.unknown(["3011", "98", "98", None, "x"]) == {"98": 2, "x": 1}


def test_sets_have_sources_and_both_languages():
    assert {item.method for item in ig.grade_sets()} == set(ig.METHODS)
    for item in ig.grade_sets():
        assert item.source_key in sources() and item.evidence and item.version and item.valid_from
        assert CHINESE.search(item.name_zh)
    with pytest.raises(InputError, match="terciles"):
        ig.grade_set("quartiles")


def test_multiples_of_the_mean_of_those_that_emit():
    # (100 + 500 + 0) t; the mean counts the emitters alone: 600 t on 30 ha
    limits = ig.thresholds(ig.grade_set("benchmark"), [100, 500, 0], [10, 20, 30])
    assert (limits.lower, limits.upper, limits.benchmark) == (20, 40, 20)
    with pytest.raises(InputError, match="no mean"):
        ig.thresholds(ig.grade_set("benchmark"), [0, np.nan], [10, 10])


def test_natural_breaks_and_thirds():
    emission, area = [1, 2, 3, 20, 21, 22, 90, 91, 92], np.ones(9)
    limits = ig.thresholds(ig.grade_set("natural_breaks"), emission, area)
    assert (limits.lower, limits.upper) == (3, 22)
    assert ig.by_intensity(ig.intensity(emission, area), limits).tolist() == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    thirds = ig.thresholds(ig.grade_set("terciles"), [1, 2, 3, 4, 5, 6, 7], np.ones(7))
    assert (thirds.lower, thirds.upper) == (3, 5)
    with pytest.raises(InputError, match="different values"):
        ig.thresholds(ig.grade_set("natural_breaks"), [1, 1, 2], np.ones(3))


@pytest.mark.parametrize(("lower", "upper"), [(5, 5), (6, 5), (0, 5), (np.nan, 5), (-1, 5)])
def test_given_thresholds_must_be_in_order(lower, upper):
    with pytest.raises(InputError, match="above 0"):
        ig.thresholds(ig.grade_set("given"), [1], [1], lower, upper)


def test_a_threshold_belongs_to_the_lower_grade():
    limits = ig.thresholds(ig.grade_set("given"), [], [], 10, 20)
    values = [0, 10, 10.001, 20, 20.001, np.nan, -5]
    assert ig.by_intensity(values, limits).tolist() == [1, 1, 2, 2, 3, 0, 1]


def test_intensity_needs_an_area():
    assert ig.intensity([10, 10, np.nan, 10], [5, 0, 5, np.nan]).tolist() == pytest.approx(
        [2, np.nan, np.nan, np.nan], nan_ok=True
    )


def test_pollution_grades_of_the_guide():
    land = ig.by_land(["100101", "100102", "100103", "1001", "0701", None, 100101], "guide2023_landsea")
    assert land.grade.tolist() == [1, 2, 3, 0, 0, 0, 1]
    assert land.industrial.tolist() == [True, True, True, True, False, True, True]
    assert land.missing.tolist() == [False] * 5 + [True, False]


def test_railways_of_the_survey_are_no_industry():
    land = ig.by_land(["0601", "601", "1001", "0602"], "third_survey")
    assert land.industrial.tolist() == [True, True, False, False]
    assert land.grade.tolist() == [0, 0, 0, 0]


def test_emission_and_land_go_before_the_industry():
    land = ig.by_land(["100101", "1001", "1001", "0701"], "guide2023_landsea")
    limits = ig.Thresholds(10, 20)
    made = ig.grade(np.array([25.0, np.nan, 5.0, 99.0]), limits, ["39", "3011", "98", "3011"], land, 4)
    assert made.carbon.tolist() == [3, 3, 1, 0]
    assert made.carbon_basis.tolist() == ["emission", "sector", "emission", ""]
    assert made.pollution.tolist() == [1, 3, 0, 0]
    assert made.pollution_basis.tolist() == ["land_code", "sector", "", ""]
    # the first is the case of paper 1: clean by the guide, yet of high carbon
    assert made.pairs().tolist() == ["P1-C3", "P3-C3", None, None]
    assert made.gap().tolist() == pytest.approx([2, 0, np.nan, np.nan], nan_ok=True)
    assert made.applies.tolist() == [True, True, True, False]


def test_industries_alone_are_enough():
    made = ig.grade(None, None, ["3011", "2221", "39", None], None, 4)
    assert made.pairs().tolist() == ["P3-C3", "P3-C2", "P1-C1", None]
    assert np.isnan(made.intensity).all()
