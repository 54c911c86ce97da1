"""Footprint pressure, carrying and the soil-carbon gap: E17, E24, and what must hold."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import uncertainty as un
from carbon_pollution_zoning.core.carbon import balance, pressure
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.factors import builtin
from carbon_pollution_zoning.core.units import carbon_to_co2

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8"))
E17, E24 = ({case["id"]: case for case in CASES}[key] for key in ("E17", "E24"))


def test_e17():
    given, expected = E17["inputs"], E17["expected"]
    source = carbon_to_co2(np.array([given["C_tC"]], dtype=float))
    taken = pressure.uptake(given["NEP_forest"], given["NEP_grass"], given["share_forest"])
    assert taken.share["grassland"] == pytest.approx(given["share_grass"])
    made = pressure.pressure(source, [given["A_forest_ha"]], [given["A_grass_ha"]], taken)
    assert made.footprint_ha[0] == pytest.approx(expected["CF_ha"], rel=1e-9)
    assert made.deficit_ha[0] == pytest.approx(expected["deficit_ha"], rel=1e-9)
    assert made.pressure[0] == pytest.approx(expected["pressure"], abs=5e-9)
    sides = balance.Sides(source, 0.0, -carbon_to_co2(np.array([given["S_tC"]], dtype=float)))
    whole = balance.balance(sides)
    assert 100 * whole.offset[0] == pytest.approx(expected["CCR_pct"])
    assert 1 / whole.offset[0] == pytest.approx(expected["C_over_S"], abs=5e-9)
    assert whole.net[0] == pytest.approx(carbon_to_co2(expected["net_tC"]))


def test_e17_is_the_built_in_default():
    taken = pressure.uptake()
    assert taken == pressure.uptake(
        E17["inputs"]["NEP_forest"], E17["inputs"]["NEP_grass"], E17["inputs"]["share_forest"]
    )
    shares = builtin("sink_rates").select(parameter="footprint_share")
    assert sum(row.value for row in shares) == 1
    assert {row.confidence for row in shares} == {"low"}


def test_the_width_of_the_sources_travels():
    taken = pressure.uptake()
    source = np.array([1000.0, 0.0])
    made = pressure.pressure(source, [10.0, 10.0], [5.0, 5.0], taken)
    found = pressure.widths(
        un.from_limits(np.array([900.0, 0.0]), np.array([1200.0, 5.0])), made, source, taken
    )
    for name in ("footprint_ha", "pressure", "load"):
        value, one = getattr(made, name)[0], found[name]
        assert (one.low[0], one.high[0]) == pytest.approx((0.9 * value, 1.2 * value)), name
    assert found["deficit_ha"].high[0] - made.deficit_ha[0] == pytest.approx(0.2 * made.footprint_ha[0])
    assert (found["pressure"].low[1], found["capacity"].sd[0]) == (0, 0) and found["pressure"].high[1] > 0


def test_the_width_of_nep_travels_too_and_is_that_of_draws():
    taken, percent = pressure.uptake(), 10.0
    source, forest, grass = np.array([1000.0]), [40.0], [30.0]
    made = pressure.pressure(source, forest, grass, taken)
    width = un.from_limits([950.0], [1050.0])
    found = pressure.widths(width, made, source, taken, percent)
    rng = np.random.default_rng(7)
    sd = percent / 100 / un.Z95
    drawn = {name: [] for name in found}
    for _ in range(4000):
        nep = {kind: taken.nep[kind] * (1 + sd * rng.standard_normal()) for kind in pressure.KINDS}
        other = pressure.Uptake(nep, taken.share)
        one = pressure.pressure(source + 50 / un.Z95 * rng.standard_normal(), forest, grass, other)
        for name, values in drawn.items():
            values.append(float(getattr(one, name)[0]))
    for name, values in drawn.items():
        assert found[name].sd[0] == pytest.approx(np.std(values), rel=0.05), name


def test_e24():
    given, expected = E24["inputs"], E24["expected"]
    gap, found = pressure.soil_gap([given["A_ha"]])
    assert gap[0] == pytest.approx(expected["gap_mid_tCO2"], rel=1e-12)
    assert found.low[0] == pytest.approx(carbon_to_co2(expected["gap_low_tC"]), rel=1e-12)
    assert found.high[0] == pytest.approx(carbon_to_co2(expected["gap_high_tC"]), rel=1e-12)
    china, union = pressure.soil_rows()
    assert (china.low, china.high, union.value) == (
        given["SOC_CN_low"], given["SOC_CN_high"], given["SOC_EU"],
    )  # fmt: skip


def test_own_densities_and_reference():
    nan = math.nan
    gap, found = pressure.soil_gap([10.0, 10.0, nan, -1.0], [40.0, 60.0, 40.0, 40.0], reference=50.0)
    assert gap[:2].tolist() == pytest.approx([100 * 44 / 12, -100 * 44 / 12])
    assert np.isnan(gap[2:]).all() and found.sd[0] == 0
    _, found = pressure.soil_gap([10.0, 10.0], [40.0, 40.0], [35.0, nan], [48.0, nan], 50.0)
    assert (found.low[0], found.high[0]) == pytest.approx((20 * 44 / 12, 150 * 44 / 12))
    assert found.low[1] == found.high[1]


def test_another_depth_is_told():
    assert pressure.soil_remarks([30.0, 35.0, math.nan]) == []
    assert "top soil" in str(pressure.soil_remarks([92.0, 88.0, 30.0])[0])


def test_missing_land_is_not_zero_land():
    made = pressure.pressure([10.0, 10.0, math.nan], [1.0, math.nan, 1.0], [0.0, 1.0, 1.0], pressure.uptake())
    assert np.isfinite(made.pressure).tolist() == [True, False, False]
    none = pressure.pressure([10.0], [0.0], [0.0], pressure.uptake())
    assert (
        np.isnan(none.pressure[0]) and np.isnan(none.load[0]) and none.deficit_ha[0] == none.footprint_ha[0]
    )


@pytest.mark.parametrize("wrong", [{"forest_nep": 0.0}, {"grassland_nep": -1.0}, {"forest_share": 1.2}])
def test_refuses_impossible_land(wrong):
    with pytest.raises(InputError):
        pressure.uptake(**wrong)


def test_refusals_name_the_land_in_both_languages():
    with pytest.raises(InputError) as refused:
        pressure.uptake(forest_nep=-1.0)
    (fault,) = refused.value.problems
    assert (str(fault.data["kind"]), fault.data["kind"].text("zh_CN")) == ("forest", "林地")


AMOUNT = st.floats(0.1, 1e7)


@given(AMOUNT, AMOUNT, AMOUNT, st.floats(0.0, 1.0))
def test_land_in_the_mix_of_the_shares_carries_its_footprint(source, forest, factor, share):
    taken = pressure.uptake(forest_share=share)
    one = pressure.pressure([source], [forest], [forest], taken)
    scaled = pressure.pressure([source * factor], [forest * factor], [forest * factor], taken)
    assert scaled.pressure[0] == pytest.approx(one.pressure[0], rel=1e-9)
    # just the land that the footprint asks for: pressure and load are both 1
    need = source * 12 / 44
    areas = [[need * taken.share[kind] / taken.nep[kind]] for kind in pressure.KINDS]
    exact = pressure.pressure([source], *areas, taken)
    assert (exact.pressure[0], exact.load[0]) == pytest.approx((1.0, 1.0), rel=1e-9)
