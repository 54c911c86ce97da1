"""The budget of land: worked example, stand-ins, ranges, missing land, properties."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors, units
from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core.carbon import energy, landbudget
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.carbon.landbudget import budget, coefficients, per_class
from carbon_pollution_zoning.core.carbon.streams import Choices
from carbon_pollution_zoning.core.errors import Cancelled, FactorError, InputError

TIGHT = 1e-9
E05 = next(
    case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
    if case["id"] == "E05"
)
TC = 12 / 44


def built_up(unit, carrier, amount, symbol, **choices):
    return energy.built_up(
        unit,
        carrier,
        np.array(amount, dtype=float),
        symbol,
        Choices(**choices),
        factors.builtin("fuel"),
        np.arange(1, len(unit) + 1),
    )


def test_e05_direct_and_indirect():
    expected, area = E05["expected"], E05["inputs"]["area_ha"]
    known = coefficients()
    for name, delta in E05["inputs"]["delta_tC_ha_a"].items():
        assert known[name].value == delta
    carriers = list(E05["inputs"]["energy_tce"])
    used = built_up(["x"] * 3, carriers, list(E05["inputs"]["energy_tce"].values()), ["tce"] * 3)
    assert used.tco2[0] * TC == pytest.approx(expected["E_built_up"], rel=TIGHT)
    assert used.tce[0] == pytest.approx(1430000, rel=TIGHT)
    classes = [*area, "built_up"]
    areas = np.array([[*area.values(), 70000.0]])
    direct = budget(areas, classes, known)
    assert direct.net[0] * TC == pytest.approx(expected["E_direct"], rel=TIGHT)
    whole = budget(areas, classes, known, energy_tco2=used.tco2)
    assert whole.source[0] * TC == pytest.approx(expected["source"], rel=TIGHT)
    assert whole.sink[0] * TC == pytest.approx(-expected["sink"], rel=TIGHT)
    assert whole.net[0] == pytest.approx(expected["net_tCO2"], rel=TIGHT)
    assert whole.energy[0] * TC == pytest.approx(expected["E_built_up"], rel=TIGHT)
    by_class = per_class(areas, classes, known)
    for code, net in zip(classes, by_class.net * TC):
        assert net == pytest.approx(expected.get(f"E_{code}", 0.0) if code != "built_up" else 0.0, rel=TIGHT)


@pytest.mark.parametrize(
    ("amounts", "symbols"),
    [([120, 1.5e5, 80000], ["万tce", "tce", "tce"]), ([1.2e6 * 29.3076, 1.5e8, 8e7], ["GJ", "kgce", "kgce"])],
)
def test_units_of_energy_do_not_matter(amounts, symbols):
    used = built_up(["x"] * 3, ["coal", "柴油", "天然气"], amounts, symbols)
    assert used.tco2[0] * TC == pytest.approx(E05["expected"]["E_built_up"], rel=TIGHT)


def test_fuels_in_physical_units_pass_through_standard_coal():
    used = built_up(["x"], ["raw_coal"], [1000], ["t"])
    assert used.tce[0] == pytest.approx(714.3, rel=TIGHT)
    assert used.tco2[0] == pytest.approx(714.3 * 0.7559 * 44 / 12, rel=TIGHT)


def test_energy_without_a_factor_or_unit_is_listed_with_rows():
    with pytest.raises(InputError) as refusal:
        built_up(["x"] * 4, ["electricity", "coal", "wood", "coal"], [1, 2, 3, -4], ["MWh", "桶", "t", "t"])
    text = str(refusal.value)
    for words in ("electricity: 1 rows, 1 MWh", "coal: 1 rows, 2 桶", "wood: 1 rows, 3 t", "rows: 4)"):
        assert words in text, text


def test_a_missing_energy_amount_leaves_the_source_unknown():
    used = built_up(["a", "a", "b"], ["coal"] * 3, [1, math.nan, 2], ["tce"] * 3)
    assert used.unit == ["a", "b"]
    assert math.isnan(used.tco2[0]) and used.tco2[1] > 0
    assert "1 units" in str(used.remarks[0])
    made = budget(np.array([[10.0], [10.0]]), ["forest"], coefficients(), energy_tco2=used.tco2)
    assert math.isnan(made.source[0]) and math.isnan(made.net[0])
    assert made.sink[0] == pytest.approx(-10 * 0.644 * 44 / 12, rel=TIGHT)
    assert fl.texts(made.flags).tolist() == ["NO_E", ""]


# --- coefficients -------------------------------------------------------------------------------------


def test_wider_classes_stand_in_and_say_so():
    known = coefficients()
    assert (known["shrub"].stands_in, known["shrub"].value) == ("forest", -0.644)
    assert (known["mangrove"].stands_in, known["mangrove"].value) == ("water", -0.253)
    assert (known["orchard"].stands_in, known["orchard"].value) == ("", -0.21)
    assert known["built_up"].factor is None and known["built_up"].value == 0
    assert known["urban_green"].stands_in == "built_up"
    assert "seagrass" not in known
    said = [str(item) for item in landbudget.remarks(np.array([[5.0, 7.0]]), ["shrub", "built_up"], known)]
    assert any("Shrubland, 5 ha" in text and "Forest" in text for text in said)
    assert any("Built-up land, 7 ha" in text for text in said)


@pytest.mark.parametrize(
    ("scheme", "code", "low", "high"),
    [
        ("CN_DIRECT_A", "cropland", 0.372, 0.497),
        ("CN_DIRECT_A", "forest", -0.644, -0.578),
        ("CN_DIRECT_A", "unused", -0.005, -0.005),
        ("CN_DIRECT_D", "cropland", -0.007, -0.007),  # the range over papers does not hold the uptake alone
        ("CN_DIRECT_RANGE", "cropland", 0.372, 0.497),
    ],
)
def test_ranges_over_papers_stand_beside_where_they_hold_the_value(scheme, code, low, high):
    one = coefficients(scheme=scheme)[code]
    assert (one.low, one.high) == pytest.approx((low, high), rel=TIGHT)


def test_schemes_of_several_regions_take_the_widest_or_the_one_asked_for():
    assert coefficients(scheme="GUANGDONG_2018")["forest"].value == pytest.approx(-1.063636)
    assert coefficients(scheme="GUANGDONG_2018", region="440200")["forest"].value == pytest.approx(-1.090909)
    assert coefficients(scheme="GUANGDONG_2018")["built_up"].value == pytest.approx(0.163636)
    with pytest.raises(FactorError, match="440100"):
        coefficients(scheme="GUANGDONG_2018", region="330000")
    with pytest.raises(FactorError, match="CN_DIRECT_A"):
        coefficients(scheme="CN_DIRECT_Z")


def test_a_table_of_the_users_own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "key,scheme,parameter,value,low,high,unit,source\n"
        "forest,OWN,c_coef,-2.2,-3,-1,tCO2 ha-1 a-1,plots\n".replace("tCO2", "tC"),
        encoding="utf-8",
    )
    known = coefficients(factors.read(path, "land_use"))
    assert (known["forest"].value, known["forest"].low, known["forest"].high) == (-2.2, -3, -1)
    assert "cropland" not in known
    lacking = landbudget.without_coefficient(np.array([[3.0, 4.0]]), ["forest", "cropland"], known, "OWN")
    assert "Cropland (4 ha)" in str(lacking[0])


# --- missing land ------------------------------------------------------------------------------------


def test_unknown_land_is_counted_and_never_zero():
    known = coefficients()
    made = budget(
        np.array([[10.0, 0.0], [10.0, 5.0], [0.0, 5.0], [0.0, 0.0], [10.0, 0.0]]),
        ["forest", "seagrass"],
        known,
        unknown_ha=np.array([0, 0, 0, 0, 2.0]),
    )
    assert fl.texts(made.flags).tolist() == ["", "PART_K", "NO_K", "NO_K", "PART_K"]
    assert made.unknown_ha.tolist() == [0, 5, 5, 0, 2]
    assert np.isnan(made.net).tolist() == [False, False, True, True, False]
    assert made.sink[1] == made.sink[0]


def test_a_range_across_zero_splits_into_source_and_sink():
    known = coefficients(scheme="GUANGDONG_2018")  # cropland 0.027, from -0.327 to 0.273
    made = budget(np.array([[100.0]]), ["cropland"], known)
    assert made.source_low[0] == 0 and made.sink_low[0] < 0
    assert made.source_high[0] > 0 and made.sink_high[0] == 0
    assert made.net_low[0] < made.net[0] < made.net_high[0]


def test_classes_are_independent_and_a_stand_in_is_the_same_factor():
    known = coefficients()
    classes = ["forest", "shrub", "grassland"]
    assert known["shrub"].stands_in == "forest"
    alone = [budget(np.array([[100.0]]), [code], known) for code in classes]
    width = [float((one.net_high - one.net_low)[0] / 2) for one in alone]
    made = budget(np.array([[100.0] * 3]), classes, known)
    below = [float((one.net - one.net_low)[0]) for one in alone]
    assert min(width) > 0
    assert made.net_low[0] == pytest.approx(made.net[0] - math.hypot(below[0] + below[1], below[2]))
    assert made.net_sd[0] == pytest.approx((made.net_high - made.net_low)[0] / 3.92)


# --- properties --------------------------------------------------------------------------------------

CLASSES = ["cropland", "forest", "grassland", "water", "unused", "built_up", "seagrass", "shrub"]
AREAS = st.lists(
    st.lists(st.floats(0, 1e6), min_size=len(CLASSES), max_size=len(CLASSES)), min_size=1, max_size=8
).map(np.array)


@settings(max_examples=60, deadline=None)
@given(AREAS, st.sampled_from(["CN_DIRECT_A", "CN_DIRECT_RANGE", "GUANGDONG_2018", "FANG2018"]))
def test_sums_are_kept_and_signs_are_right(area, scheme):
    known = coefficients(scheme=scheme)
    made, by_class = budget(area, CLASSES, known), per_class(area, CLASSES, known)
    clean = ~np.isnan(made.net)
    assert (made.source + made.sink)[clean] == pytest.approx(made.net[clean], rel=TIGHT)
    assert np.nansum(by_class.net) == pytest.approx(np.nansum(made.net), rel=1e-9, abs=1e-6)
    for suffix in ("", "_low", "_high"):
        source, sink = (getattr(made, f"{name}{suffix}")[clean] for name in ("source", "sink"))
        assert (source >= -1e-6).all() and (sink <= 1e-6).all()
    assert made.area_ha + made.unknown_ha == pytest.approx(area.sum(axis=1), rel=TIGHT)
    assert (made.net_low[clean] <= made.net[clean] + 1e-6).all()
    assert (made.net[clean] <= made.net_high[clean] + 1e-6).all()


@settings(max_examples=40, deadline=None)
@given(AREAS, st.randoms(use_true_random=False))
def test_the_order_of_classes_and_units_does_not_matter(area, random):
    rows, columns = list(range(len(area))), list(range(len(CLASSES)))
    random.shuffle(rows)
    random.shuffle(columns)
    known = coefficients()
    one = budget(area, CLASSES, known)
    other = budget(area[rows][:, columns], [CLASSES[c] for c in columns], known)
    assert other.net == pytest.approx(one.net[rows], rel=1e-9, abs=1e-6, nan_ok=True)


def test_carbon_and_co2_are_one_account():
    made = budget(np.array([[100.0]]), ["forest"], coefficients())
    assert units.co2_to_carbon(made.net[0]) == pytest.approx(-64.4, rel=TIGHT)


def test_inventory_rates_give_the_forests_of_china_as_they_were_published():
    """Fang et al. 2018: 163.4 TgC a year over the 188.2 Mha of Tang et al. 2018."""
    made = budget(np.array([[188.2e6]]), ["forest"], coefficients(scheme="FANG2018"))
    assert made.net[0] * TC / 1e6 == pytest.approx(-163.4, abs=0.05)


def test_draws_of_coefficients_are_seeded_and_agree_with_propagation():
    areas, classes = np.array([[10.0, 0.0], [0.0, 5.0]]), ["cropland", "forest"]
    drawn = Spreading(draws=20_000, seed=3, distribution="normal")
    one = budget(areas, classes, coefficients(), spread=drawn)
    turned = budget(areas[:, ::-1], classes[::-1], coefficients(), spread=drawn)
    exact = budget(areas, classes, coefficients())
    assert one.net_sd == pytest.approx(turned.net_sd, rel=1e-9)
    assert one.net_sd == pytest.approx(exact.net_sd, rel=0.03)


def test_draws_can_be_stopped():
    def stop(part):
        raise Cancelled

    with pytest.raises(Cancelled):
        budget(np.ones((2, 1)), ["forest"], coefficients(), spread=Spreading(draws=100), progress=stop)
