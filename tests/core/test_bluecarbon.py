"""Blue carbon: worked examples E10 and E11, half-lives, two dates, gaps, properties."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core.carbon import bluecarbon, bluefactors, mariculture
from carbon_pollution_zoning.core.carbon.bluecarbon import Timing
from carbon_pollution_zoning.core.carbon.habitats import (
    OF_ANY_IMPACT,
    Piece,
    gathered,
    netted,
    plain,
    spelt,
    states,
)
from carbon_pollution_zoning.core.errors import Cancelled, InputError

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
}
TIGHT = 1e-9
R = 44 / 12
KNOWN = bluefactors.habitats(bluefactors.Chosen())
BIOMASS = 75 * 0.451 * 1.96


def piece(before, state_before, area, after="", state_after="", unit=0):
    return Piece(unit, before, state_before, after, state_after, float(area))


def of_one_date(rows, **more):
    land = gathered([piece(*row) for row in rows], False, "excavated")
    return land, bluecarbon.account(land, KNOWN, Timing(2020, 2020, 2020), ["x"], **more)


def of_two(pieces, timing, lost_to="excavated", **more):
    land = gathered(pieces, True, lost_to)
    return land, bluecarbon.account(land, KNOWN, timing, ["x", "y"], **more)


def test_e10():
    given_, expected = CASES["E10"]["inputs"], CASES["E10"]["expected"]
    assert [KNOWN[code].burial.value for code in ("mangrove", "salt_marsh", "seagrass")] == given_["r"]
    assert KNOWN["mangrove"].soil.value == given_["SOC"]
    assert KNOWN["mangrove"].drainage.value == given_["ef_drain"]
    rows = [
        ("mangrove", "intact", given_["A_mangrove"]),
        ("salt_marsh", "intact", given_["A_salt_marsh"]),
        ("seagrass", "intact", given_["A_seagrass"]),
        ("salt_marsh", "drained", given_["A_drained"]),
        ("mangrove", "excavated", given_["A_excavated"]),
    ]
    _, made = of_one_date(rows)
    for name, sign, key in (("burial", -1, "sink"), ("drained", 1, "drain"), ("excavated", 1, "excavation")):
        total = np.nansum(made.parts[name]) / R
        assert total * sign == pytest.approx(expected[key], rel=TIGHT)
    assert made.units["net"].value[0, 0] / R == pytest.approx(expected["net_first_year"], rel=TIGHT)
    assert made.units["net"].value[0, 0] == pytest.approx(expected["net_tCO2"], rel=TIGHT)
    assert fl.texts(made.unit_flags)[0, 0] == ""


def test_e11():
    given_, expected = CASES["E11"]["inputs"], CASES["E11"]["expected"]
    known = mariculture.species()
    amounts = np.array([given_["oyster_wet_t"], given_["kelp_wet_t"]], dtype=float)
    made = mariculture.harvest(["mc_oyster", "mc_kelp"], amounts, known)
    tissue, shell = -made.tissue / R, -made.shell / R
    assert tissue[0] == pytest.approx(expected["oyster_tissue"], rel=TIGHT)
    assert shell[0] == pytest.approx(expected["oyster_shell"], rel=TIGHT)
    assert tissue[0] + shell[0] == pytest.approx(expected["oyster"], rel=TIGHT)
    assert (tissue[1], shell[1]) == (pytest.approx(expected["kelp"], rel=TIGHT), 0)
    assert (tissue + shell).sum() == pytest.approx(expected["total"], rel=TIGHT)
    assert tissue.sum() == pytest.approx(expected["total_no_shell"], rel=TIGHT)
    dry = mariculture.harvest(["mc_kelp"], np.array([400.0]), known, algae_dry=True)
    assert -dry.tissue[0] / R == pytest.approx(expected["kelp"], rel=TIGHT)


def test_shares_of_the_table_agree_with_its_own_products():
    table = factors.builtin("sink_rates")
    for key, one in mariculture.species().items():
        printed = table.select(key=key, parameter="c_removal_per_wet")
        if printed:
            assert one.tissue + one.shells == pytest.approx(printed[0].value, abs=6e-7), key


def test_species_are_found_by_any_name_and_strangers_are_listed():
    known = mariculture.species()
    assert mariculture.matched(["牡蛎", "Oysters", "oyster", "MC_KELP", "紫菜", "laver"], known) == [
        "mc_oyster", "mc_oyster", "mc_oyster", "mc_kelp", "mc_laver", "mc_laver",
    ]  # fmt: skip
    with pytest.raises(InputError, match=r"abalone \(2×\), – \(1×\)"):
        mariculture.matched(["abalone", "abalone", ""], known)


def test_fed_fish_give_off_n2o_by_the_named_set():
    made = mariculture.harvest(["mc_finfish"], np.array([1000.0]), mariculture.species(), gwp_set="AR5")
    assert made.n2o[0] == pytest.approx(1000 * 0.00169 * 44 / 28 * 265, rel=TIGHT)
    assert (made.tissue[0], made.n2o_low[0]) == (0, 0)
    assert made.n2o_high[0] == pytest.approx(made.n2o[0] * 0.0038 / 0.00169, rel=TIGHT)


def test_tissue_and_shell_have_limits_from_ranges_and_from_the_tonnes():
    known = mariculture.species()
    plain = mariculture.harvest(["mc_oyster"], np.array([100.0]), known)
    assert plain.tissue_low[0] == plain.tissue[0] == plain.tissue_high[0]
    assert known["mc_oyster"].lacks_ranges and not known["mc_finfish"].lacks_ranges
    wide = mariculture.harvest(["mc_oyster", "mc_kelp"], np.array([100.0, 50.0]), known, percent=20)
    assert wide.shell_low[0] == pytest.approx(1.2 * plain.shell[0])
    assert wide.shell_high[0] == pytest.approx(0.8 * plain.shell[0])
    both = wide.of_units(np.array([0, 0]), 1)
    half = 0.2 * np.hypot(*wide.tissue)
    assert both["tissue_high"][0] - both["tissue"][0] == pytest.approx(half)
    ranged = replace(known["mc_oyster"], tissue_low=0.9 * known["mc_oyster"].tissue,
                     tissue_high=1.3 * known["mc_oyster"].tissue)  # fmt: skip
    made = mariculture.harvest(["mc_oyster"], np.array([100.0]), {"mc_oyster": ranged}, percent=20)
    # what is taken out is negative: the larger factor makes the lower limit
    assert made.tissue_low[0] == pytest.approx(plain.tissue[0] * (1 + np.hypot(0.3, 0.2)))
    assert made.tissue_high[0] == pytest.approx(plain.tissue[0] * (1 - np.hypot(0.1, 0.2)))


def test_ranges_of_a_table_of_ones_own_travel_into_the_product():
    table = factors.builtin("sink_rates")
    rows = [
        replace(row, low=0.9 * row.value, high=1.1 * row.value)
        if row.key == "mc_oyster" and row.parameter in ("dry_fraction", "c_tissue")
        else row
        for row in table.rows
    ]
    one = mariculture.species(replace(table, rows=type(table.rows)(rows)))["mc_oyster"]
    assert one.tissue_high / one.tissue - 1 == pytest.approx(np.hypot(0.1, 0.1))
    assert 1 - one.shells_low / one.shells == pytest.approx(0.1)


# --- years --------------------------------------------------------------------------------------------


def test_disturbed_soil_decays_by_its_half_life():
    timing = Timing(2020, 2020, 2034)
    land = gathered([piece("salt_marsh", "disturbed_high", 10)], False, "excavated")
    made = bluecarbon.account(land, KNOWN, timing, ["x"])
    released = made.rows["source"].value[0] / R
    assert released[0] == pytest.approx(10 * 255 * (1 - 0.5 ** (1 / 7.5)), rel=TIGHT)
    # half of it is gone after the half-life of 7.5 years, three quarters after 15
    assert released.sum() == pytest.approx(10 * 255 * 0.75, rel=TIGHT)
    assert (np.diff(released) < 0).all()
    assert fl.texts(made.row_flags)[0, 0] == "PART_K"  # the biomass of marshes is a gap


def test_disturbed_mangroves_burn_at_once_and_rot_for_long():
    made = bluecarbon.account(
        gathered([piece("mangrove", "disturbed_high", 1)], False, "none"),
        KNOWN,
        Timing(2000, 2000, 2029),
        ["x"],
    )
    soil, wood = 386 * 0.66, BIOMASS
    first = soil * (1 - 0.5 ** (1 / 7.5)) + wood * (0.75 + 0.25 * (1 - 0.5 ** (1 / 15)))
    assert made.parts["decay"][0, 0] / R == pytest.approx(first, rel=TIGHT)
    whole = soil * (1 - 0.5**4) + wood * (0.75 + 0.25 * (1 - 0.5**2))
    assert made.parts["decay"][0].sum() / R == pytest.approx(whole, rel=TIGHT)


@pytest.mark.parametrize("change", bluecarbon.TIMINGS)
def test_two_dates_have_the_same_losses_whenever_they_happened(change):
    timing = Timing(2015, 2020, 2024, change)
    pieces = [piece("mangrove", "intact", 60, "mangrove", "intact"), piece("mangrove", "intact", 40)]
    land, made = of_two(pieces, timing)
    assert (land.before_ha[0], land.after_ha[0], land.lost_ha[0]) == (100, 60, 40)
    assert made.parts["excavated"].sum() / R == pytest.approx(40 * (386 + BIOMASS), rel=TIGHT)
    assert made.habitat_ha[0, [0, -1]].tolist() == [100, 60]
    assert made.parts["burial"][0, -1] / R == pytest.approx(-60 * 1.62, rel=TIGHT)
    in_2018 = {"even": 76, "first": 60, "last": 100}[change]
    assert made.habitat_ha[0, 3] == pytest.approx(in_2018)
    assert made.parts["soil"][0, 3] == pytest.approx(in_2018 * 386)


def test_drained_land_emits_every_year_and_its_trees_once():
    pieces = [piece("mangrove", "intact", 10, "mangrove", "drained")]
    _, made = of_two(pieces, Timing(2020, 2021, 2023))
    expected = [0, 10 * (7.9 + BIOMASS), 79, 79]
    assert made.parts["drained"][0] / R == pytest.approx(expected, rel=TIGHT)
    assert made.drained_ha[0].tolist() == [0, 10, 10, 10]


def test_restored_and_changed_habitats():
    pieces = [
        piece("", "", 5, "mangrove", "intact"),
        piece("salt_marsh", "intact", 3, "mangrove", "intact"),
        piece("seagrass", "drained", 2, "seagrass", "intact"),
    ]
    land, made = of_two(pieces, Timing(2020, 2022, 2022))
    rows = dict(zip(land.kind, range(3)))
    assert (land.gained_ha[rows["mangrove"]], land.lost_ha[rows["salt_marsh"]]) == (8, 3)
    assert land.gained_ha[rows["seagrass"]] == 2
    assert made.parts["excavated"].sum() == 0  # nothing dug where one habitat follows the other
    assert made.parts["burial"][rows["mangrove"], -1] / R == pytest.approx(-8 * 1.62)


def test_tables_are_netted_and_tell_lower_bounds():
    before = {(0, "mangrove", "intact"): 10.0, (1, "seagrass", "intact"): 4.0}
    after = {
        (0, "mangrove", "intact"): 4.0,
        (0, "mangrove", "excavated"): 5.0,
        (1, "seagrass", "intact"): 6.0,
        (1, "seagrass", "excavated"): 1.0,
    }
    land = gathered(netted(before, after), True, "drained")
    assert land.kind == ("mangrove", "seagrass")
    assert land.events["excavated"].tolist() == [5, 1]
    assert land.events["drained"].tolist() == [1, 0]
    assert land.gained_ha.tolist() == [0, 2]


def test_what_the_tables_lack_is_unknown_and_flagged():
    _, made = of_one_date([("tidal_flat", "intact", 10), ("mangrove", "intact", 1)])
    assert np.isnan(made.parts["burial"][1, 0]) and np.isnan(made.rows["net"].value[1, 0])
    assert fl.texts(made.row_flags)[:, 0].tolist() == ["", "NO_K"]
    assert fl.texts(made.unit_flags)[0, 0] == "PART_K"
    assert made.units["net"].value[0, 0] == pytest.approx(-1.62 * R)
    said = [str(one) for one in bluefactors.remarks(KNOWN, bluefactors.Chosen(), {"tidal_flat": 10.0})]
    assert said and "Tidal flat, 10 ha" in said[0]


def test_habitat_of_unknown_area_is_unknown_not_zero():
    rows = [("mangrove", "intact", 1), ("mangrove", "drained", np.nan), ("salt_marsh", "intact", np.nan)]
    land, made = of_one_date(rows)
    assert fl.texts(made.row_flags)[:, 0].tolist() == ["PART_K", "NO_K"]
    assert made.rows["net"].value[0, 0] == pytest.approx(-1.62 * R) and np.isnan(made.parts["burial"][1, 0])
    assert np.isnan(made.rows["stock"].value[1, 0]) and fl.texts(made.unit_flags)[0, 0] == "PART_K"
    _, alone = of_one_date(rows[2:])
    assert np.isnan(alone.units["net"].value[0, 0]) and fl.texts(alone.unit_flags)[0, 0] == "NO_K"
    assert land.touched_ha.tolist() == [1, 0]


def test_every_hectare_is_touched_once():
    single = gathered(
        [piece("mangrove", state, 2) for state in ("intact", "drained", "excavated")], False, "none"
    )
    assert single.touched_ha.tolist() == [6]
    two = [
        piece("mangrove", "intact", 5, "mangrove", "intact"),
        piece("mangrove", "intact", 3, "mangrove", "drained"),
        piece("mangrove", "intact", 2),
        piece("", "", 1, "mangrove", "intact"),
        piece("mangrove", "drained", 4, "mangrove", "drained"),
    ]
    assert gathered(two, True, "excavated").touched_ha.tolist() == [15]


def test_every_reason_of_a_flag_and_what_is_exact_are_told():
    chosen, area = bluefactors.Chosen(), {"salt_marsh": 5.0, "mangrove": 2.0, "seagrass": 3.0}
    said = [str(one) for one in bluefactors.remarks(KNOWN, chosen, area, {}, {"seagrass": 3.0})]
    assert any("Salt marsh, 5 ha: the tables have no biomass" in one and "PART_K" in one for one in said)
    assert any("Seagrass meadow, 3 ha drained" in one for one in said)
    assert any("Mangrove, 2 ha" in one and "subtropical, 75 t" in one and "CLIMATE" in one for one in said)
    exact = next(one for one in said if "taken as exact" in one)
    assert "Salt marsh (soil stock)" in exact and "biomass" not in exact and "burial" not in exact
    told = bluefactors.remarks(KNOWN, chosen, {"mangrove": 1.0}, {("mangrove", "low"): 1.0})
    assert "half-lives" in str(told[-1]) and "红树林（土壤碳储量、" in told[-1].data["what"].zh


def test_the_climate_of_mangroves_needs_all_its_numbers():
    assert bluefactors.climate_problems("subtropical") == []
    (fault,) = bluefactors.climate_problems("tropical_wet")
    assert "root_shoot_tropical_wet" in str(fault) and "above_ground" not in str(fault)
    wet = bluefactors.habitats(bluefactors.Chosen(climate="tropical_wet"))["mangrove"]
    assert wet.biomass is None and wet.soil.value == 386


def test_disturbed_seagrass_is_told_to_be_known_in_part():
    land, made = of_one_date([("seagrass", "disturbed_high", 2)])
    assert fl.texts(made.row_flags)[0, 0] == "NO_K" and np.isnan(made.rows["net"].value[0, 0])
    disturbed = {("seagrass", "high"): land.events["disturbed_high"][0], ("mangrove", "high"): 1.0}
    said = [str(one) for one in bluefactors.remarks(KNOWN, bluefactors.Chosen(), {}, disturbed)]
    assert len(said) == 1 and "2 ha disturbed" in said[0] and "reaches the air" in said[0]


def test_another_source_of_burial_falls_back_and_says_so():
    chosen = bluefactors.Chosen(burial="ALONGI2020")
    known = bluefactors.habitats(chosen)
    assert (known["mangrove"].burial.value, known["mangrove"].burial_from) == (1.796, "")
    assert (known["seagrass"].burial.value, known["seagrass"].burial_from) == (0.43, "IPCC_WET2013")
    assert "ALONGI2020" in str(bluefactors.remarks(known, chosen, {"seagrass": 1.0})[0])


def test_methane_of_brackish_water_turns_a_marsh_into_a_source():
    known = bluefactors.habitats(bluefactors.Chosen(methane="low_salinity", gwp_set="AR6"))
    land = gathered([piece("salt_marsh", "intact", 1)], False, "none")
    made = bluecarbon.account(land, known, Timing(2020, 2020, 2020), ["x"])
    assert made.parts["methane"][0, 0] == pytest.approx(0.1937 * 27.0, rel=1e-6)
    assert made.rows["net"].value[0, 0] == pytest.approx(0.1937 * 27.0 - 0.91 * R, rel=1e-6)


def test_the_mangroves_of_china_lose_less_to_a_metre_than_the_paper_counts():
    """Paper 1: 4.88 to 2.90 x 10^4 ha, 45.7 to 24.1 MtC (936.5 and 831.0 tC/ha, deeper than a metre)."""
    pieces = [piece("mangrove", "intact", 2.90e4, "mangrove", "intact"), piece("mangrove", "intact", 1.98e4)]
    _, made = of_two(pieces, Timing(1975, 2022, 2022))
    released = np.nansum(made.parts["excavated"]) / R / 1e6
    assert released == pytest.approx(1.98e4 * (386 + BIOMASS) / 1e6, rel=1e-9)
    assert released < 45.7 - 24.1
    density = 45.7e6 / 4.88e4, 24.1e6 / 2.90e4
    assert density == pytest.approx((936.48, 831.03), abs=0.01)  # A13
    assert all(one > 386 + BIOMASS for one in density)


# --- intervals ----------------------------------------------------------------------------------------


def test_intervals_come_from_factors_and_areas():
    _, plain_ = of_one_date([("mangrove", "intact", 10)])
    net = plain_.rows["net"]
    assert net.interval.low[0, 0] == pytest.approx(-10 * 10.2 * R)
    assert net.interval.high[0, 0] == pytest.approx(-10 * 0.1 * R)
    _, wide = of_one_date([("mangrove", "intact", 10)], spread=bluecarbon.Spread(percent=20))
    down = np.hypot(10 * (10.2 - 1.62), 10 * 1.62 * 0.2) * R
    assert wide.rows["net"].interval.low[0, 0] == pytest.approx(net.value[0, 0] - down)


def test_draws_are_seeded_and_agree_with_propagation():
    rows = [("mangrove", "excavated", 10), ("salt_marsh", "drained", 5)]
    drawn = bluecarbon.Spread(percent=10, draws=20_000, seed=7, distribution="normal")
    _, one = of_one_date(rows, spread=drawn)
    _, again = of_one_date(rows[::-1], spread=drawn)
    _, exact = of_one_date(rows, spread=bluecarbon.Spread(percent=10))
    assert one.units["net"].interval.sd == pytest.approx(again.units["net"].interval.sd, rel=1e-12)
    assert one.units["net"].interval.sd == pytest.approx(exact.units["net"].interval.sd, rel=0.03)


def test_draws_of_many_units_and_years_can_be_stopped():
    pieces = [piece("mangrove", state, 1 + n, unit=n) for n in range(20) for state in ("intact", "drained")]
    land, timing = gathered(pieces, False, "none"), Timing(2020, 2020, 2060)
    names, spread, seen = [str(n) for n in range(20)], bluecarbon.Spread(draws=100), []
    bluecarbon.account(land, KNOWN, timing, names, spread=spread, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1

    def stop(part):
        raise Cancelled

    with pytest.raises(Cancelled):
        bluecarbon.account(land, KNOWN, timing, names, spread=spread, progress=stop)


# --- properties ---------------------------------------------------------------------------------------

KINDS = st.sampled_from(["mangrove", "salt_marsh", "seagrass"])
STATES = st.sampled_from([word.code for word in states()])
PIECES = st.lists(
    st.builds(piece, KINDS, STATES, st.floats(0.01, 1e4), st.one_of(st.just(""), KINDS), STATES,
              st.integers(0, 1)),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(PIECES, st.randoms(use_true_random=False), st.sampled_from(bluecarbon.TIMINGS))
def test_sums_and_order(pieces, shuffler, change):
    timing = Timing(2015, 2018, 2022, change)
    land, made = of_two(pieces, timing, "disturbed_low")
    mixed = list(pieces)
    shuffler.shuffle(mixed)
    turned_land, turned = of_two(mixed, timing, "disturbed_low")
    scale = 1 + sum(one.area_ha for one in pieces) * 2000
    assert turned_land.kind == land.kind
    for name in bluecarbon.TOTALS:
        by_unit, by_row = made.units[name].value, made.rows[name].value
        assert np.nan_to_num(by_unit) == pytest.approx(
            np.nan_to_num(turned.units[name].value), abs=1e-9 * scale
        )
        assert np.nansum(by_row) == pytest.approx(np.nansum(by_unit), abs=1e-9 * scale)
        interval = made.units[name].interval
        fine = np.isfinite(by_unit)
        assert (interval.low[fine] <= by_unit[fine] + 1e-9 * scale).all()
        assert (interval.high[fine] >= by_unit[fine] - 1e-9 * scale).all()
    net = made.units["source"].value + made.units["sink"].value
    assert np.nan_to_num(net) == pytest.approx(np.nan_to_num(made.units["net"].value), abs=1e-9 * scale)
    assert (np.nan_to_num(made.units["sink"].value) <= 0).all()
    assert (np.nan_to_num(made.units["source"].value) >= 0).all()
    before = sum(one.area_ha for one in pieces if one.before and one.state_before == "intact")
    assert land.before_ha.sum() == pytest.approx(before, rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.1, 50), st.floats(0, 1), st.integers(0, 5))
def test_no_more_decays_than_was_disturbed(half_life, at_once, between):
    share = Timing(2000, 2000 + between, 2400, "even").decaying(half_life, at_once)
    assert (share >= -1e-15).all()
    assert share.sum() <= 1 + 1e-9
    if half_life < 10:
        assert share.sum() == pytest.approx(1, abs=1e-9)


def test_every_spelling_is_its_own():
    assert plain(" Salt_Marsh ") == "salt marsh"
    assert not {plain(word) for word in OF_ANY_IMPACT} & set(spelt(states()))  # they do not say which
    assert spelt(states())["围填海"] == "excavated"
