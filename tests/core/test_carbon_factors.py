"""Worked examples of the equations of the emission account (factors.md 3.1 to 3.3, 3.9, 3.10)."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from carbon_pollution_zoning.core import factors, units
from carbon_pollution_zoning.core.carbon import activities, agriculture, fuels, gwp, power
from carbon_pollution_zoning.core.carbon.resolution import resolve
from carbon_pollution_zoning.core.carbon.streams import Choices, Kind
from carbon_pollution_zoning.core.errors import FactorError, UnitError

EXAMPLES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
}
TIGHT = 1e-9
FUEL = factors.builtin("fuel")
DEFAULT = Choices()
FARM = factors.builtin("agriculture")


def emitted(activity, amount, unit, choices=DEFAULT, place="", year=2023, use="other"):
    """gas -> t of an amount of an activity."""
    found = resolve(Kind(activity, unit, place, year, use), choices)
    return {stream.gas: amount * found.size * stream.rate for stream in found.streams}


def test_e01_sectoral_fuels():
    case = EXAMPLES["E01"]
    unit = {"bituminous_coal": "t", "diesel": "吨", "natural_gas": "万Nm3"}
    found = {row["fuel"]: emitted(row["fuel"], row["AD"], unit[row["fuel"]])["CO2"] for row in case["inputs"]}
    assert found == pytest.approx({k: v for k, v in case["expected"].items() if k != "total"}, rel=TIGHT)
    assert sum(found.values()) == pytest.approx(case["expected"]["total"], rel=TIGHT)


def test_e02_reference_approach():
    x, expected = EXAMPLES["E02"]["inputs"], EXAMPLES["E02"]["expected"]
    co2 = fuels.reference_approach(
        x["production_t"],
        x["import_t"],
        x["export_t"],
        x["bunkers_t"],
        x["stock_increase_t"],
        ncv=x["NCV_TJ_per_t"] * 1000,
        carbon_content=x["CC_tC_TJ"] / 1000,
        oxidation=x["COF"],
        excluded_carbon=x["excluded_carbon_tC"],
    )
    assert co2 == pytest.approx(expected["CO2_t"], rel=TIGHT)


def test_e03_standard_coal():
    expected = EXAMPLES["E03"]["expected"]

    def coal(key, base):
        return fuels.tce_rate(FUEL, "CN_GB2589_2008", key, base)[0]

    tce = 10000 * coal("raw_coal", "t") + 500 * coal("diesel", "t") + 120e4 * coal("natural_gas", "m3")
    assert tce == pytest.approx(expected["tce"], rel=TIGHT)
    electricity, scheme = fuels.tce_rate(FUEL, "GBT2589_2020", "electricity", "GJ")
    assert scheme == "GBT2589_2020"
    assert 120000 * 3.6 * electricity == pytest.approx(expected["calorific_electricity_120000MWh"], rel=TIGHT)


@pytest.mark.parametrize(
    ("place", "key"), [("CN", "E_elec"), ("510000", "E_elec_Sichuan"), ("130000", "E_elec_Hebei")]
)
def test_e04_electricity(place, key):
    case = EXAMPLES["E04"]
    found = emitted("electricity", case["inputs"]["Q_e_MWh"], "MWh", place=place)
    assert found == pytest.approx({"CO2": case["expected"][key]}, rel=TIGHT)


def test_e04_heat_and_total():
    case = EXAMPLES["E04"]
    heat = emitted("热力", case["inputs"]["Q_h_GJ"], "吉焦")["CO2"]
    power_used = emitted("用电量", case["inputs"]["Q_e_MWh"] / 10, "万千瓦时", place="CN")["CO2"]
    assert heat == pytest.approx(case["expected"]["E_heat"], rel=TIGHT)
    assert heat + power_used == pytest.approx(case["expected"]["total"], rel=TIGHT)


@pytest.mark.parametrize(("gwp_set", "key"), [("AR6", "CO2e_t"), ("AR5", "CO2e_AR5_t")])
def test_e12_agriculture_of_east_china(gwp_set, key):
    x, expected = EXAMPLES["E12"]["inputs"], EXAMPLES["E12"]["expected"]
    place = "330000"  # Zhejiang: climate zone east, N2O zone 4
    field = emitted("fert_N", x["N_t"], "t N", place=place)
    rice = emitted("rice_single", x["rice_ha"] * 15, "亩", place=place)
    cattle = emitted("non_dairy", x["cattle"] / 1e4, "万头", place=place)
    assert field["N2O"] == pytest.approx(expected["N2O_t"], rel=TIGHT)
    assert rice["CH4"] == pytest.approx(expected["CH4_rice_t"], rel=TIGHT)
    assert cattle == pytest.approx(
        {"CH4": expected["CH4_livestock_t"], "N2O": expected["N2O_manure_t"]}, rel=TIGHT
    )
    total = gwp.co2e(
        {
            ("CH4", gwp.BIOGENIC): rice["CH4"] + cattle["CH4"],
            ("N2O", gwp.BIOGENIC): field["N2O"] + cattle["N2O"],
        },
        gwp_set,
    )
    assert total == pytest.approx(expected[key], rel=TIGHT)


def test_e13_farm_inputs():
    x, expected = EXAMPLES["E13"]["inputs"], EXAMPLES["E13"]["expected"]
    amounts = {
        "化肥（折纯）": (x["fert_t"], "t"),
        "pesticide": (x["pesticide_t"] * 1000, "kg"),
        "film": (x["film_t"], "t"),
        "agri_diesel": (x["diesel_t"], "t"),
        "irrigation": (x["irrigated_ha"], "ha"),
        "ploughing": (x["sown_ha"], "公顷"),
    }
    co2 = sum(emitted(name, amount, unit)["CO2"] for name, (amount, unit) in amounts.items())
    assert co2 == pytest.approx(expected["CO2_t"], rel=TIGHT)
    assert units.co2_to_carbon(co2) == pytest.approx(expected["C_t"], rel=TIGHT)


@pytest.mark.parametrize(
    ("gwp_set", "key"),
    [("AR4", "AR4"), ("AR5", "AR5"), ("AR6", "AR6_fossil"), ("AR5_fossil", "AR5_fossil")],
)
def test_e23_co2_equivalents(gwp_set, key):
    x, expected = EXAMPLES["E23"]["inputs"], EXAMPLES["E23"]["expected"]
    masses = {("CO2", "fossil"): x["CO2"], ("CH4", "fossil"): x["CH4_fossil"], ("N2O", ""): x["N2O"]}
    assert gwp.co2e(masses, gwp_set) == pytest.approx(expected[key], rel=TIGHT)


@pytest.mark.parametrize(
    ("gwp_set", "fossil", "biogenic"),
    [
        ("SAR", 21, 21),
        ("TAR", 23, 23),
        ("AR4", 25, 25),
        ("AR5", 28, 28),
        ("AR5_fossil", 30, 28),
        ("AR6", 29.8, 27.0),
    ],
)
def test_methane_weighs_by_set_and_origin(gwp_set, fossil, biogenic):
    assert gwp.potential("CH4", "fossil", gwp_set).value == fossil
    assert gwp.potential("CH4", "biogenic", gwp_set).value == biogenic


def test_a_set_without_the_gas_refuses():
    with pytest.raises(FactorError, match="SF6"):
        gwp.potential("SF6", gwp_set="SAR")
    with pytest.raises(FactorError, match="AR7"):
        gwp.potential("CH4", gwp_set="AR7")


# --- amounts, units and names ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(10_000, "t"), (10, "kt"), (1, "万吨"), (1e7, "公斤"), (1, "10^4 t/a"), (1, "１０^4 t")],
)
def test_units_of_amount_do_not_change_the_emission(amount, unit):
    assert emitted("烟煤", amount, unit)["CO2"] == pytest.approx(20715.092552, rel=TIGHT)


def test_energy_amounts_skip_the_calorific_value():
    heat = FUEL.lookup("ncv", "diesel", "CN_MEE_ENT").in_unit("GJ/t")
    per_tonne = emitted("diesel", 1, "t")["CO2"]
    assert emitted("diesel", heat, "GJ")["CO2"] == pytest.approx(per_tonne, rel=TIGHT)
    assert emitted("diesel", heat / 29.3076, "吨标煤")["CO2"] == pytest.approx(per_tonne, rel=TIGHT)


@pytest.mark.parametrize(
    ("activity", "unit", "words"),
    [
        ("diesel", "桶", ["桶", "not known"]),
        ("diesel", "tC", ["diesel", "tC", "10^4 t"]),
        ("electricity", "t", ["electricity", "kWh"]),
        ("pig", "t", ["pig", "head"]),
        ("rice_single", "t", ["rice_single", "ha"]),
        ("diesel", "", ["not known"]),
    ],
)
def test_units_that_do_not_fit_are_refused_with_those_that_do(activity, unit, words):
    with pytest.raises(UnitError) as refusal:
        emitted(activity, 1, unit, place="330000")
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize(
    ("activity", "words"),
    [
        ("raw_coal", ["raw_coal", "CN_MEE_ENT", "CN_GB2589_2008"]),
        ("coall", ["coall", "raw_coal"]),
        ("coking_coal", ["coking_coal", "IPCC2006"]),
    ],
)
def test_what_has_no_factor_is_refused_with_what_would_help(activity, words):
    with pytest.raises(FactorError) as refusal:
        emitted(activity, 1, "t")
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_every_activity_resolves_with_some_scheme():
    """Names of the list lead to factors; fuels that no scheme can burn are known by their heat alone."""
    base = {"electricity": "MWh", "heat": "GJ", "rice": "ha", "livestock": "head"}
    area = ("irrigation", "irrigation_raw", "ploughing", "cropping_area")
    heat_only = {"washed_middlings", "coal_slime", "coal_gangue", "producer_gas", "water_gas"}
    heat_only |= {"pressure_gas", "coke_made_gas", "oil_catalytic_gas", "oil_thermal_gas"}
    heat_only |= {"biogas", "ethanol", "methanol", "hydrogen", "other_coking"}
    schemes = ("CN_MEE_ENT", "CN_GB2589_2008", "IPCC2006", "CEADS", "DLYJ2018_ZS")
    silent = set()
    for activity in activities.activities():
        unit = base.get(activity.route, "ha" if activity.code in area else "t")
        unit = "kW" if activity.code == "machinery_power" else unit
        tries = []
        for scheme in schemes:
            for one in ("m3", unit):
                try:
                    tries.append(
                        resolve(
                            Kind(activity.code, one, "330000", 2023, "other"), Choices(fuel_scheme=scheme)
                        )
                    )
                except (FactorError, UnitError):
                    continue
        if not any(stream.is_ghg for found in tries for stream in found.streams):
            silent.add(activity.code)
    assert silent == heat_only


def test_spellings_lead_to_one_activity():
    for spelling in ("natural_gas", "天然气", "Natural Gas", "天 然 气"):
        assert activities.find(spelling).code == "natural_gas"
    assert activities.find("氮肥（折纯）").code == activities.find("氮肥(折纯)").code == "fert_N"
    spellings = [
        activities.fold(spelling)
        for a in activities.activities()
        for spelling in {activities.fold(s) for s in (a.code, a.name_en, a.name_zh, *a.synonyms)}
    ]
    assert len(spellings) == len(set(spellings)), [s for s in spellings if spellings.count(s) > 1]


# --- ranges, places, years ----------------------------------------------------------------------------


def test_a_product_of_ranges_is_taken_at_its_corners():
    rate = fuels.co2_rate(FUEL, "IPCC2006", "bituminous_coal", "t")
    assert rate.value == pytest.approx(25.8 * 25.8e-3 * 44 / 12, rel=TIGHT)
    assert rate.low == pytest.approx(19.9 * 24.4e-3 * 44 / 12, rel=TIGHT)
    assert rate.high == pytest.approx(30.5 * 27.2e-3 * 44 / 12, rel=TIGHT)


def test_schemes_without_ranges_borrow_the_relative_limits_of_ipcc():
    rate = fuels.co2_rate(FUEL, "CN_MEE_ENT", "natural_gas", "m3")
    assert rate.range_from == "IPCC2006"
    assert rate.low / rate.value == pytest.approx(54.3 / 56.1, rel=TIGHT)
    assert rate.high / rate.value == pytest.approx(58.3 / 56.1, rel=TIGHT)
    assert math.isnan(fuels.co2_rate(FUEL, "CN_MEE_ENT", "carbide_gas", "m3").low)


def test_nitrogen_takes_the_limits_of_its_direct_factor():
    rate = agriculture.nitrogen_rate(FARM, "CN_PROV_GUIDE", agriculture.places("330000"))
    assert rate.low == pytest.approx((0.0026 + 0.1 * 0.01 + 0.2 * 0.0075) * 44 / 28, rel=TIGHT)
    assert rate.high == pytest.approx((0.022 + 0.1 * 0.01 + 0.2 * 0.0075) * 44 / 28, rel=TIGHT)


def test_animals_kept_in_a_way_without_factor_take_the_nearest_and_say_so():
    found = resolve(Kind("pig", "head", "330000", 2023, "other"), Choices(husbandry="grazing"))
    assert [str(note) for note in found.notes] == [
        "There is no enteric methane factor for pig kept grazing; that of household is used."
    ]


def test_a_zone_without_a_factor_is_refused_and_named():
    with pytest.raises(FactorError, match=r"buffalo.*110000"):
        emitted("buffalo", 1, "head", place="110000")


def test_residues_give_pollutants_and_co2_of_living_matter():
    found = resolve(Kind("burnt_wheat", "t", "", 2023, "other"), Choices())
    rates = {(s.gas, s.origin): s.rate for s in found.streams}
    assert rates["CO", ""] == pytest.approx(0.9 * 0.092, rel=TIGHT)
    assert rates["NOx", ""] == pytest.approx(0.9 * 0.0025, rel=TIGHT)
    assert rates["CH4", "biogenic"] == pytest.approx(0.9 * 0.0027, rel=TIGHT)
    assert rates["CO2", "biogenic"] == pytest.approx(0.9 * 1.515, rel=TIGHT)


def test_electricity_of_later_years_takes_the_last_average_and_says_so():
    found = resolve(Kind("electricity", "kWh", "330000", 2024, "other"), Choices())
    assert "2024" in str(found.notes[0]) and "2023" in str(found.notes[0])


@pytest.mark.parametrize(
    ("early", "value", "words"),
    [("first", 0.5568, "2021"), ("regional", None, "")],
)
def test_electricity_of_early_years_goes_back_only_when_asked(early, value, words):
    with pytest.raises(FactorError, match="2021"):
        resolve(Kind("electricity", "MWh", "CN", 2015, "other"), Choices())
    kind = Kind("electricity", "MWh", "CN", 2015, "other")
    if value is None:  # the regional averages know no nation
        with pytest.raises(FactorError, match="NDRC_OLD"):
            resolve(kind, Choices(early_years=early))
        found = resolve(Kind("electricity", "MWh", "330000", 2015, "other"), Choices(early_years=early))
        assert found.streams[0].rate * 3.6 == pytest.approx(0.7035, rel=TIGHT)
        assert found.streams[0].year == "2012"
        return
    found = resolve(kind, Choices(early_years=early))
    assert found.streams[0].rate * 3.6 == pytest.approx(value, rel=TIGHT)
    assert words in str(found.notes[0])


def test_a_factor_of_the_users_own_for_electricity():
    rate, notes = power.electricity_rate(factors.builtin("grid"), "CN", 2015, own=0.42)
    assert rate.value * 3.6 == pytest.approx(0.42, rel=TIGHT)
    assert notes == ()


# --- combustion gases and the user's own factors ------------------------------------------------------


def test_combustion_gases_only_where_there_is_a_factor():
    choices = Choices(combustion_gases=True)
    plant = resolve(Kind("bituminous_coal", "t", "", 2023, "energy_industry"), choices)
    rates = {s.gas: s.rate for s in plant.streams}
    assert rates["CH4"] == pytest.approx(23.204e-3 * 1e-3, rel=TIGHT)
    assert rates["N2O"] == pytest.approx(23.204e-3 * 1.5e-3, rel=TIGHT)
    home = resolve(Kind("bituminous_coal", "t", "", 2023, "residential"), choices)
    assert {s.gas: s.rate for s in home.streams}["CH4"] == pytest.approx(23.204e-3 * 0.3, rel=TIGHT)
    truck = resolve(Kind("diesel", "t", "", 2023, "other"), choices)
    assert [s.gas for s in truck.streams] == ["CO2"]
    assert len(truck.notes) == 2


HEADER = "key,scheme,region,parameter,value,low,high,unit,source,group,scope,origin\n"


def own(folder, *lines):
    path = folder / "own.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return factors.read(path, "emission")


def test_own_factors_replace_a_gas_and_add_pollutants(tmp_path):
    table = own(
        tmp_path,
        "diesel,PLANT,CN,ef_CO2,3.2,3.1,3.3,tCO2/t,laboratory,,,",
        "diesel,PLANT,CN,ef_SO2,0.4,,,kg/t,laboratory,,,",
        "raw_coal,PLANT,CN,ef_CO2,1.9,,,tCO2/t,laboratory,,,",
        "coal_mine,PLANT,CN,ef_CH4,5,,,kgCH4/t,laboratory,process,1,fossil",
        "cesspit,PLANT,CN,ef_CH4,2,,,kgCH4/person,laboratory,waste,1,biogenic",
    )
    choices = Choices(emission=table)
    assert emitted("柴油", 10, "t", choices) == pytest.approx({"CO2": 32, "SO2": 0.004}, rel=TIGHT)
    assert emitted("raw_coal", 10, "t", choices) == pytest.approx({"CO2": 19}, rel=TIGHT)
    mine = resolve(Kind("coal_mine", "万吨", "", 2023, "other"), choices)
    assert (mine.group, mine.streams[0].origin) == ("process", "fossil")
    assert mine.size * mine.streams[0].rate == pytest.approx(50, rel=TIGHT)
    pit = resolve(Kind("cesspit", "万人", "", 2023, "other"), choices)
    assert (pit.group, pit.streams[0].origin) == ("waste", "biogenic")


def test_own_factors_of_a_new_activity_need_a_group(tmp_path):
    table = own(tmp_path, "kiln,PLANT,CN,ef_CO2,3.2,,,tCO2/t,laboratory,,,")
    with pytest.raises(FactorError, match=r"kiln.*group"):
        emitted("kiln", 1, "t", Choices(emission=table))


def test_a_fuel_that_only_the_users_table_has(tmp_path):
    path = tmp_path / "fuel.csv"
    rows = ("ncv,20,GJ/t", "carbon_content,25,tC/TJ", "oxidation,0.9,1")
    path.write_text(
        "key,scheme,region,parameter,value,unit,source\n"
        + "".join(f"slack_coal,LOCAL,CN,{row},plant\n" for row in rows),
        encoding="utf-8",
    )
    choices = Choices(fuel=factors.read(path, "fuel"), fuel_scheme="CN_MEE_ENT")
    assert emitted("slack_coal", 1, "t", choices)["CO2"] == pytest.approx(
        20 * 0.025 * 0.9 * 44 / 12, rel=TIGHT
    )
