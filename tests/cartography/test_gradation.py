"""Steps of graduated legends: every finite value falls into exactly one, bounds are round."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.cartography import gradation

numbers = st.lists(st.floats(-1e9, 1e9, allow_nan=False), max_size=60)
MAKERS = {
    "exceedance": lambda values: gradation.fixed("exceedance", "en"),
    "net_carbon": lambda values: gradation.diverging("net_carbon", values, "en"),
    "load": lambda values: gradation.sequential("load", values, "en"),
}


@pytest.mark.parametrize("name", MAKERS)
@given(values=numbers, asked=st.floats(-1e9, 1e9, allow_nan=False))
def test_a_value_belongs_to_exactly_one_step(name, values, asked):
    steps = MAKERS[name](values)
    for value in (*values, asked, 0.0):
        assert sum(bool(step.holds(np.array([value]))[0]) for step in steps) == 1, value


@pytest.mark.parametrize("name", MAKERS)
@given(values=numbers)
def test_steps_follow_each_other_in_colours_of_their_own(name, values):
    steps = MAKERS[name](values)
    assert steps[0].lower == -math.inf and steps[-1].upper == math.inf
    assert all(first.upper == second.lower for first, second in zip(steps, steps[1:]))
    assert len({step.colour for step in steps}) == len(steps)
    assert len({step.label for step in steps}) == len(steps)


@given(values=numbers)
def test_net_carbon_parts_at_zero_and_mirrors(values):
    steps = gradation.diverging("net_carbon", values, "en")
    bounds = [step.upper for step in steps[:-1]]
    assert bounds == [-bound for bound in reversed(bounds)]
    assert 0.0 in bounds


@pytest.mark.parametrize(
    ("value", "position"),
    [(-1, 0), (-0.2, 0), (-0.1, 1), (0, 1), (1e-9, 2), (0.5, 2), (0.999, 3), (1, 4), (2, 4), (2.001, 5)],
)
def test_exceedance_bounds_lie_on_the_side_that_the_rule_says(value, position):
    """The standard itself complies, and the strong threshold itself is strong."""
    steps = gradation.fixed("exceedance", "en")
    assert [bool(step.holds(np.array([value]))[0]) for step in steps].index(True) == position


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1873.4, 2000), (0.031, 0.03), (1, 1), (0.0999, 0.1), (6.9, 6), (7.0, 8), (1.2e-7, 1e-7)],
)
def test_bounds_are_round(value, expected):
    assert gradation.rounded(value) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.2, "−0.2"),
        (1234567, "1\u202f234\u202f567"),
        (0.1 + 0.2, "0.3"),
        (13048.3, "13\u202f048.3"),
        (1e15, "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
        (5e-7, "0.0000005"),
        (-5e-10, "−5e−10"),
    ],
)
def test_figures_are_written_for_people(value, text):
    assert gradation.figure(value) == text


def test_words_of_open_and_closed_steps():
    assert gradation.span(-math.inf, -5, "en") == "≤ −5"
    assert gradation.span(2, math.inf, "zh") == "> 2"
    assert gradation.span(0, 0.5, "en") == "0 to 0.5"
    assert gradation.span(0, 0.5, "zh") == "0～0.5"


def test_no_values_make_one_step_each_side_of_zero():
    assert [step.label for step in gradation.diverging("net_carbon", [math.nan], "en")] == ["≤ 0", "> 0"]
    assert [step.label for step in gradation.sequential("load", [], "en")] == ["all values"]


def test_no_change_has_a_step_of_its_own_where_the_table_colours_it():
    values = [-120.0, -80.0, -60.0, 0.0, 0.0, 0.0, 60.0, 90.0, 120.0]
    steps = gradation.diverging("carbon_change", values, "en")
    (zero,) = [step for step in steps if step.holds(np.array([0.0]))[0]]
    assert (zero.label, zero.upper) == ("0", 0.0)
    assert not any(step.holds(np.array([-1e-3]))[0] for step in [zero])
    held = np.sum([step.holds(np.array(values)) for step in steps], axis=0)
    assert held.tolist() == [1] * len(values)
    assert [step.lower for step in steps[1:]] == [step.upper for step in steps[:-1]]
    assert steps[len(steps) // 2 - 1].label.endswith("0")


def test_no_data_at_all_still_makes_steps():
    assert [step.label for step in gradation.diverging("carbon_change", [0.0], "en")][1] == "0"
