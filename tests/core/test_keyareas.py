"""Votes, reasons and ranks of key areas by hand."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.spatial import keyareas
from carbon_pollution_zoning.core.spatial.keyareas import Criterion

# case of the method notes, C.6
EMISSIONS = np.array([500, 50, 300, 80, 20, 250, 120, 30, 60, 90], float)


def says(*units, count=6, unknown=()):
    holds, known = np.zeros(count, bool), np.ones(count, bool)
    holds[list(units)] = True
    known[list(unknown)] = False
    return Criterion(holds, known)


def test_the_set_that_holds_most():
    found = keyareas.in_largest(EMISSIONS, 0.8)
    assert np.flatnonzero(found.holds).tolist() == [0, 2, 5, 6, 9]
    assert keyareas.top_share(EMISSIONS, 0.2) == pytest.approx(0.533333, abs=1e-6)
    alike = keyareas.in_largest([4, 3, 3, 1], 0.6)
    assert alike.holds.tolist() == [True, True, True, False]
    missing = keyareas.in_largest([np.nan, 5, -3])
    assert (missing.holds.tolist(), missing.known.tolist()) == ([False, True, False], [False, True, True])


def test_a_value_at_the_limit_reaches_it():
    found = keyareas.at_least([0.99, 1.0, np.nan], 1.0)
    assert (found.holds.tolist(), found.known.tolist()) == ([False, True, False], [True, True, False])


def test_dense_sinks_count_in_standard_zones_alone():
    removal, area = np.arange(1.0, 12.0), np.ones(11)
    classes = np.array(["S"] * 9 + ["ND", "SC"], dtype=object)
    # the top tenth of 1..11 begins at 10: ND cannot be judged, SC is no standard zone
    found = keyareas.dense_standard(removal, area, classes)
    assert not found.holds.any() and found.known.tolist() == [True] * 9 + [False, True]
    classes[10] = "S"
    assert np.flatnonzero(keyareas.dense_standard(removal, area, classes).holds).tolist() == [10]
    assert not keyareas.dense_standard([1.0], [0.0], ["S"]).known.any()


def test_kinds_by_votes():
    found = keyareas.key_areas(
        {
            "C_TOP": says(0, 1, 2, unknown=[5]),
            "C_HOT": says(0, 1, unknown=[5]),
            "P_TOP": says(0, 3, unknown=[5]),
            "P_EXCEEDS": says(0, 3, unknown=[5]),
            "K_TOP": says(0, 4, unknown=[5]),
        },
        {"carbon": EMISSIONS[:6]},
    )
    assert found.kind.tolist() == ["synergy", "carbon", "none", "pollution", "sink", None]
    codes = ["C_TOP C_HOT P_TOP P_EXCEEDS K_TOP", "C_TOP C_HOT", "C_TOP", "P_TOP P_EXCEEDS", "K_TOP", ""]
    assert found.codes.tolist() == codes
    assert found.is_sink.tolist() == [True, False, False, False, True, False]
    assert found.judged.tolist() == [5, 5, 5, 5, 5, 0]
    assert found.rank[:5] == pytest.approx([1, 3, np.nan, 2, 4], nan_ok=True)


def test_words_in_both_languages():
    found = keyareas.key_areas({"K_TOP": says(0, count=1), "K_COLD": says(0, count=1)}, {})
    assert found.words("en")[0].count(";") == 1
    assert found.words("zh")[0].count("；") == 1
    assert {reason.side for reason in keyareas.reasons()} == set(keyareas.SIDES)


def test_units_alike_share_their_place():
    found = keyareas.key_areas({"K_TOP": says(0, 1, 2, count=3)}, {"sink": np.array([2.0, 5.0, 2.0])})
    assert found.rank.tolist() == [2, 1, 2]


def test_too_few_criteria_are_refused_and_named():
    with pytest.raises(InputError, match="carbon"):
        keyareas.key_areas({"C_TOP": says(0)}, {})
    with pytest.raises(InputError, match="No criterion"):
        keyareas.key_areas({}, {})
    one = keyareas.key_areas({"C_TOP": says(0)}, {}, needed=1)
    assert one.kind[0] == "carbon"


def test_what_rises():
    series = np.array([[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [1, 2, np.nan, 4, np.nan], [2, 2, 2, 2, 2]], float)
    found = keyareas.rising(series, range(2018, 2023))
    assert found.holds.tolist() == [True, False, False, False]
    assert found.known.tolist() == [True, True, False, True]
