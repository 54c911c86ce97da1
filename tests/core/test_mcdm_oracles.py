"""Weights and closeness against pymcdm, whose values ``tests/oracles/freeze_mcdm.py`` froze."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from carbon_pollution_zoning.core.transmission import scoring

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))
from oracles import mcdm_cases as cases  # noqa: E402

ORACLES = json.loads((TESTS / "fixtures" / "mcdm_oracles.json").read_text(encoding="utf-8"))
MATRICES = cases.matrices()


@pytest.mark.parametrize("name", list(MATRICES))
def test_weights_are_those_of_pymcdm(name):
    x, expected = MATRICES[name], ORACLES[name]
    for method in ("entropy_share", "critic"):
        assert scoring.weigh(x, method).weights == pytest.approx(expected[method], abs=1e-10)


@pytest.mark.parametrize("name", list(MATRICES))
def test_closeness_is_that_of_pymcdm(name):
    x, expected = MATRICES[name], ORACLES[name]
    weights = expected["entropy_share"]
    assert scoring.score(x, weights, "topsis") == pytest.approx(expected["topsis"], abs=1e-10)
    turned = scoring.score(x, weights, "topsis", cases.costs(x.shape[1]))
    assert turned == pytest.approx(expected["topsis_costs"], abs=1e-10)
