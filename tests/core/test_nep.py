"""NEP from NPP and climate: the worked example, signs, sums."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core.carbon import nep

E06 = next(
    case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
    if case["id"] == "E06"
)
TIGHT = 1e-8
R = 44 / 12


def sums_of(npp, rh, area):
    """`nep.Sums` of units x classes from rates and areas of the same shape."""
    return nep.Sums(*nep.split(np.asarray(npp, float), np.asarray(rh, float), np.asarray(area, float)))


def test_e06():
    given_, expected = E06["inputs"], E06["expected"]
    warm, wet, npp = given_["T_C"], given_["P_mm"], given_["NPP_gC_m2_month"]
    assert nep.soil_respiration(warm, wet) == pytest.approx(expected["Rh"], rel=TIGHT)
    assert nep.production(npp, warm, wet) == pytest.approx(expected["NEP"], rel=TIGHT)
    assert nep.soil_respiration(0, 0) == pytest.approx(expected["Rh_T0_P0"], rel=TIGHT)
    assert nep.soil_respiration(25, 150) == pytest.approx(expected["Rh_T25_P150"], rel=TIGHT)
    per_hectare = nep.production(npp, warm, wet) * nep.TONNES_PER_HECTARE
    assert per_hectare == pytest.approx(expected["NEP_tC_ha"], rel=1e-7)
    # the sign is turned once, at the door of the budget
    rh = nep.soil_respiration(warm, wet)
    made = nep.budget(sums_of([[npp]], [[rh]], [[1.0]]), np.array([1.0]))
    assert made.net[0] == pytest.approx(-expected["NEP_tC_ha"] * R, rel=1e-7)
    assert (made.source[0], made.sink[0]) == (0, made.net[0])


def test_the_year_is_the_sum_of_its_months():
    rng = np.random.default_rng(1)
    warm, wet = rng.uniform(-20, 30, (12, 5)), rng.uniform(0, 300, (12, 5))
    by_hand = sum(nep.soil_respiration(warm[month], wet[month]) for month in range(12))
    assert nep.respiration_of_year(warm, wet) == pytest.approx(by_hand, rel=1e-12)


def test_negative_precipitation_is_no_precipitation_at_all():
    assert np.isnan(nep.soil_respiration(10.0, [-1.0, np.nan])).all()


def test_sources_and_sinks_apart():
    made = nep.budget(sums_of([[300.0, 500.0]], [[400.0, 100.0]], [[10.0, 20.0]]), np.array([30.0]))
    assert made.source[0] == pytest.approx(1.0 * 10 * R)
    assert made.sink[0] == pytest.approx(-4.0 * 20 * R)
    assert made.net[0] == pytest.approx(made.source[0] + made.sink[0], rel=1e-12)


def test_intervals_from_the_errors_of_npp_and_respiration():
    sums = sums_of([[600.0]], [[200.0]], [[1.0]])
    made = nep.budget(sums, np.array([1.0]), npp_percent=10, respiration_percent=30)
    half = R * np.hypot(0.6, 0.6)
    assert (made.net_low[0], made.net_high[0]) == pytest.approx((made.net[0] - half, made.net[0] + half))
    assert made.net_sd[0] == pytest.approx(half / 1.96)
    exact = nep.budget(sums, np.array([1.0]))
    assert exact.net_low[0] == exact.net[0] == exact.net_high[0]


def test_missing_land_and_missing_energy_are_flagged():
    sums = sums_of([[600.0], [0.0]], [[200.0], [0.0]], [[1.0], [0.0]])
    made = nep.budget(sums, np.array([1.0, 0.0]), np.array([2.0, 5.0]), np.array([np.nan, 1.0]))
    assert fl.texts(made.flags).tolist() == ["NO_E PART_K", "NO_K"]
    assert np.isnan(made.net).all() and made.sink[0] < 0


RATES = st.lists(st.floats(0, 2000, allow_nan=False), min_size=4, max_size=4)


@given(RATES, RATES, st.permutations(range(4)))
def test_sums_and_order(npp, rh, order):
    npp, rh, area = np.array([npp]), np.array([rh]), np.array([[1.0, 2.0, 3.0, 4.0]])
    whole = nep.budget(sums_of(npp, rh, area), np.array([10.0]), npp_percent=5)
    turned = nep.budget(sums_of(npp[:, order], rh[:, order], area[:, order]), np.array([10.0]), npp_percent=5)
    parts = sums_of(npp, rh, area).over_units()
    by_class = nep.budget(parts, area[0], npp_percent=5)
    assert whole.source[0] >= 0 >= whole.sink[0]
    scale = max(abs(whole.source[0]), abs(whole.sink[0]), 1.0)
    for name in ("source", "sink", "net", "net_low", "net_high"):
        assert getattr(whole, name)[0] == pytest.approx(getattr(turned, name)[0], abs=1e-9 * scale)
    for name in ("source", "sink", "net"):
        assert getattr(by_class, name).sum() == pytest.approx(getattr(whole, name)[0], abs=1e-9 * scale)
    # the error of a map is shared by all classes: half-widths add up
    width = (by_class.net_high - by_class.net_low).sum()
    assert width == pytest.approx((whole.net_high - whole.net_low)[0], abs=1e-9 * scale)
