"""Forest biomass by gain and loss: worked example E08, limits, what is not known, properties."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from carbon_pollution_zoning.core.carbon import gainloss, landbudget
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.carbon.gainloss import Quantity
from carbon_pollution_zoning.core.errors import InputError

E08 = next(
    case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
    if case["id"] == "E08"
)
R = 44 / 12
NAMES = {
    "area": "A_ha", "growth": "Gw_tdm", "root_shoot": "R", "carbon_fraction": "CF", "harvest": "H_m3",
    "expansion": "BCEF_R", "disturbed": "A_d_ha", "biomass": "B_w", "lost": "fd",
}  # fmt: skip


def quantity(values, low=np.nan, high=np.nan):
    value = np.array(values, dtype=np.float64, ndmin=1)
    return Quantity(value, np.broadcast_to(low, value.shape) + 0.0, np.broadcast_to(high, value.shape) + 0.0)


def stands(times=1, **other):
    known = {name: quantity([E08["inputs"][key]] * times) for name, key in NAMES.items()}
    return {**known, **other}


def made(given, target=(0,), count=1, **options):
    return gainloss.account(np.array(target), given, count, **options)


def test_e08():
    found, expected = made(stands()), E08["expected"]
    assert -found.gain[0] / R == pytest.approx(expected["gain"], rel=1e-12)
    assert found.wood[0] / R == pytest.approx(expected["loss_wood"], rel=1e-12)
    assert found.disturbance[0] / R == pytest.approx(expected["loss_disturb"], rel=1e-12)
    assert -found.net[0] / R == pytest.approx(expected["dC"], rel=1e-12)
    assert found.net[0] == pytest.approx(expected["dCO2"], rel=1e-10)
    assert found.low[0] == pytest.approx(found.net[0]) == found.high[0]


def test_the_carbon_fraction_of_ipcc_stands_in_with_its_range():
    given = stands()
    del given["carbon_fraction"]
    found = made(given)
    assert found.net[0] == pytest.approx(E08["expected"]["dCO2"], rel=1e-10)
    # 0.44 to 0.49 around 0.47; more carbon is the lower (stronger) sink
    assert (found.low[0] / found.net[0], found.high[0] / found.net[0]) == pytest.approx(
        (0.49 / 0.47, 0.44 / 0.47)
    )


def test_what_is_left_out_of_the_equation_is_zero_and_all_is_lost_without_a_share():
    growth = {name: one for name, one in stands().items() if name in ("area", "growth", "root_shoot")}
    found = made(growth)
    assert (found.wood[0], found.disturbance[0]) == (0, 0)
    assert found.net[0] == found.gain[0] == pytest.approx(-E08["expected"]["gain"] * R)
    given = stands()
    del given["lost"]
    assert made(given).disturbance[0] == pytest.approx(E08["expected"]["loss_disturb"] * R / 0.3)


def test_missing_is_not_zero():
    given = stands(2, harvest=quantity([500.0, np.nan]))
    found = made(given, (0, 1), 2)
    assert np.isfinite(found.net[0]) and np.isnan([found.net[1], found.low[1], found.wood[1]]).all()
    assert np.isfinite(found.gain[1])


def test_limits_of_growth_and_equal_factors_move_together():
    one = made(stands(growth=quantity([2.0], 1.5, 2.5)))
    half = 0.25 * E08["expected"]["gain"] * R
    assert (one.net[0] - one.low[0], one.high[0] - one.net[0]) == pytest.approx((half, half))
    both = made(stands(2, growth=quantity([2.0, 2.0], 1.5, 2.5)), (0, 0))
    assert both.high[0] - both.net[0] == pytest.approx(2 * half)
    apart = made(stands(2, growth=quantity([2.0, 2.0], 1.5, [2.5, 2.5 + 1e-12])), (0, 0))
    assert apart.high[0] - apart.net[0] == pytest.approx(np.sqrt(2) * half, rel=1e-6)
    drawn = made(
        stands(growth=quantity([2.0], 1.5, 2.5)), spread=Spreading(draws=40_000, distribution="normal")
    )
    assert drawn.low[0] == pytest.approx(one.low[0], rel=0.02)


def test_amounts_of_stands_are_independent_even_where_they_are_equal():
    # 10 % of an area that two stands share by chance is no shared error
    given = stands(2, area=quantity([1000.0, 1000.0], 900.0, 1100.0))
    half = 0.1 * E08["expected"]["gain"] * R
    whole = made(given, (0, 0))
    assert whole.high[0] - whole.net[0] == pytest.approx(np.sqrt(2) * half, rel=1e-9)
    draws = Spreading(draws=2000, distribution="normal")
    apart = made(given, (0, 1), 2, names=["01", "02"], spread=draws)
    assert apart.low[0] != apart.low[1]
    alone = made(stands(area=quantity([1000.0], 900.0, 1100.0)), names=["02"], spread=draws)
    assert alone.low[0] == pytest.approx(apart.low[1], rel=1e-12)
    turned = made(given, (1, 0), 2, names=["02", "01"], spread=draws)
    np.testing.assert_allclose(turned.low, apart.low, rtol=1e-12)


def test_sums_are_kept_and_the_order_is_irrelevant():
    rng = np.random.default_rng(5)
    given = {name: quantity(rng.uniform(0.1, 0.9, 12) * (100 if name == "area" else 1)) for name in NAMES}
    target, order = rng.integers(0, 4, 12), rng.permutation(12)
    one, whole = made(given, target, 4), made(given, np.zeros(12, int))
    assert one.net.sum() == pytest.approx(whole.net[0], rel=1e-12)
    shuffled = {name: Quantity(*(side[order] for side in vars(q).values())) for name, q in given.items()}
    np.testing.assert_allclose(made(shuffled, target[order], 4).net, one.net, rtol=1e-12)


def test_what_no_stand_can_be_is_named_with_its_rows_all_at_once():
    given = stands(
        3,
        growth=quantity([2.0, -1.0, np.inf]),
        lost=quantity([0.3, 30.0, 0.3]),
        root_shoot=quantity([0.2, 0.2, 0.2], [0.1, 0.1, 0.3], 0.4),
    )
    with pytest.raises(InputError) as error:
        made(given, (0, 0, 0), rows=np.array([11, 12, 13]))
    told = str(error.value)
    assert "growth above ground: 2 values" in told and "(rows 12, 13)" in told
    assert "share of it that is lost: 1 values" in told
    assert "root-to-shoot ratio: the limits of 1 rows do not hold the value (rows 13)" in told


def test_a_land_budget_takes_it_as_sink_or_source():
    known = {
        "cropland": landbudget.Coefficient(0.422, 0.422, 0.422, None),
        "forest": landbudget.Coefficient(0, 0, 0, None),
    }
    plain = landbudget.budget(np.array([[100.0, 50.0]] * 3), ["cropland", "forest"], known)
    forest = gainloss.Biomass(
        *(np.zeros(3),) * 3, np.array([-300.0, 40.0, np.nan]), np.array([-330.0, 30.0, np.nan]),
        np.array([-280.0, 60.0, np.nan]),
    )  # fmt: skip
    found = landbudget.with_biomass(plain, forest)
    assert found.sink[:2].tolist() == [-300.0, 0.0]
    assert found.source[1] - plain.source[1] == pytest.approx(40.0)
    assert found.net[:2] == pytest.approx(found.source[:2] + found.sink[:2])
    assert (found.sink_low[0], found.sink_high[0]) == pytest.approx((-330.0, -280.0))
    assert np.isnan([found.net[2], found.sink[2], found.source[2]]).all()
    assert landbudget.fl.texts(found.flags).tolist() == ["", "", "NO_K"]
