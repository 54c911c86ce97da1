"""Exceedance of standards and the composite figure."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.pollution import index


@pytest.mark.parametrize(
    ("value", "standard", "benchmark", "q", "flag"),
    [
        (70, 35, math.nan, 1.0, ""),
        (35, 35, math.nan, 0.0, ""),
        (-2, 35, math.nan, -37 / 35, "NEG_P"),
        (12, 0, 40, 0.3, ""),
        (12, 0, math.nan, math.nan, "NO_PSTAR"),
        (0, 0, math.nan, 0.0, "SIGN_ONLY"),
        (12, math.nan, 40, math.nan, "NO_PSTAR"),
        (math.nan, 35, math.nan, math.nan, "NO_P"),
        (math.inf, 35, math.nan, math.nan, "INFINITE"),
    ],
)
def test_exceedance(value, standard, benchmark, q, flag):
    found, flags = index.exceedance(value, standard, benchmark)
    assert float(found) == pytest.approx(q, nan_ok=True)
    assert fl.texts(np.atleast_1d(flags)).tolist() == [flag]


def test_one_vote_evaluation_names_the_limiting_pollutant():
    q, limiting, flags = index.composite([[0.2, -0.5], [-1, math.nan], [math.nan, math.nan]])
    assert q[:2].tolist() == [0.2, -1] and math.isnan(q[2])
    assert limiting.tolist() == [0, 0, -1]
    assert fl.texts(flags).tolist() == ["", "PART_P", "NO_P"]


def test_weighted_mean_caps_compliance_at_minus_one():
    # (1 * 0.5 + 3 * -1) / 4; the purification of -7 counts as -1
    q, _, _ = index.composite([[0.5, -7.0]], "mean", [1, 3])
    assert q.tolist() == [-0.625]


def test_nemerow_of_ratios():
    # ratios 1.2 and 0.8: sqrt((1.0^2 + 1.2^2) / 2) - 1
    q, _, _ = index.composite([[0.2, -0.2]], "nemerow")
    assert q[0] == pytest.approx(math.sqrt((1 + 1.44) / 2) - 1)


def test_nemerow_never_turns_compliance_into_exceedance():
    q, _, _ = index.composite([[-0.9, -0.95], [-3, -4]], "nemerow")
    assert (q <= 0).all()


@pytest.mark.parametrize("weights", [[1], [1, -1], [0, 0], [1, math.nan]])
def test_weights_that_cannot_be_are_refused(weights):
    with pytest.raises(InputError, match="weights"):
        index.composite([[0.1, 0.2]], "mean", weights)


def test_a_method_that_is_not_known_is_refused():
    with pytest.raises(InputError, match="geometric"):
        index.composite([[0.1]], "geometric")


@pytest.mark.parametrize(
    ("value", "limit", "q", "flag"),
    [
        (2.5, 5, 1.0, ""),
        (5, 5, 0.0, ""),
        (10, 5, -0.5, ""),
        (0, 5, math.nan, "INFINITE"),
        (math.nan, 5, math.nan, "NO_P"),
        (5, math.nan, math.nan, "NO_PSTAR"),
        (-1, 5, math.nan, "NEG_P"),
    ],
)
def test_a_lower_bound_is_exceeded_from_below(value, limit, q, flag):
    found, flags = index.exceedance(value, limit, lower=True)
    assert float(found) == pytest.approx(q, nan_ok=True)
    assert fl.texts(np.atleast_1d(flags)).tolist() == [flag]


def test_equivalents_of_loads_against_equivalents_of_capacities():
    # (950 / 0.95 + 160 / 0.8) / (475 / 0.95 + 80 / 0.8) - 1 = 1200 / 600 - 1
    q, flags = index.equivalents_composite(
        [[950, 160], [950, math.nan], [math.nan] * 2], [[475, 80]], [0.95, 0.8]
    )
    assert q[:2].tolist() == pytest.approx([1.0, 1.0]) and math.isnan(q[2])
    assert fl.texts(flags).tolist() == ["", "PART_P", "NO_P"]


def test_equivalents_need_a_capacity():
    q, flags = index.equivalents_composite([[1.0]], [[0.0]], [0.95])
    assert math.isnan(q[0]) and fl.texts(flags).tolist() == ["NO_PSTAR"]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=6))
def test_one_vote_is_never_milder_than_the_other_composites(q):
    figures = {method: index.composite([q], method)[0][0] for method in index.COMPOSITES}
    assert figures["mean"] <= max(figures["max"], -1) + 1e-12
    assert figures["nemerow"] <= max(figures["max"], -1) + 1e-12
