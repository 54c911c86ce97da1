"""Exceedance of standards and the composite figure."""

from __future__ import annotations

import math

import numpy as np
import pytest

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
