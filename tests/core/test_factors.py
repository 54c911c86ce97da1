"""Lookups, explanations, and users' replacements of factor tables."""

from __future__ import annotations

import math

import pytest

from carbon_pollution_zoning.core import factor_rules, factors, units
from carbon_pollution_zoning.core.csvdata import read_table, write_rows
from carbon_pollution_zoning.core.errors import FactorError, InputError, UnitError
from carbon_pollution_zoning.core.grid import grid_factor

HEADER = "key,scheme,region,parameter,value,low,high,unit,year,source\n"
GOOD = "my_coal,LOCAL,CN,ncv,20.5,20,21,GJ/t,2023,laboratory of the plant\n"


def replacement(folder, *lines, name="fuel", header=HEADER, encoding="utf-8"):
    path = folder / "因子.csv"
    path.write_text(header + "".join(lines), encoding=encoding)
    return factors.read(path, name)


def refusals(folder, *lines, **more):
    with pytest.raises(FactorError) as caught:
        replacement(folder, *lines, **more)
    return caught.value.problems


# --- the published worked examples find all that they need ------------------------------------------


def find(table, parameter, key, scheme, **more):
    return factors.builtin(table).lookup(parameter=parameter, key=key, scheme=scheme, **more)


def test_e01_sectoral_fuels():
    activity = {"bituminous_coal": (10000, "t"), "diesel": (500, "t"), "natural_gas": (120, "10^4 Nm3")}
    found = {}
    for key, (amount, unit) in activity.items():
        heat = find("fuel", "ncv", key, "CN_MEE_ENT").in_unit(f"GJ/{unit}")
        carbon = find("fuel", "carbon_content", key, "CN_MEE_ENT").in_unit("tC/GJ")
        oxidised = find("fuel", "oxidation", key, "CN_MEE_ENT").value
        found[key] = units.carbon_to_co2(amount * heat * carbon * oxidised)
    assert found == pytest.approx(
        {"bituminous_coal": 20715.092552, "diesel": 1572.56124667, "natural_gas": 2594.6265708}, rel=1e-9
    )


def test_e02_reference_approach():
    heat = find("fuel", "ncv", "raw_coal", "CN_GB2589_2008").in_unit("TJ/t")
    carbon = find("fuel", "carbon_content", "raw_coal", "CN_GB2589_2008").in_unit("tC/TJ")
    oxidised = find("fuel", "oxidation", "raw_coal", "CN_GB2589_2008").value
    apparent = 100000 + 20000 - 5000 - 0 - 3000
    co2 = units.carbon_to_co2((apparent * heat * carbon - 500) * oxidised)
    assert co2 == pytest.approx(211110.13773227, rel=1e-9)


def test_e03_standard_coal():
    """The example takes natural gas at the upper end, 13.3 tce per 10^4 m3."""
    table = factors.builtin("fuel")
    coal = table.lookup("ce_coef", "raw_coal", "GBT2589_2020").in_unit("tce/t")
    diesel = table.lookup("ce_coef", "diesel", "GBT2589_2020").in_unit("tce/t")
    gas = table.lookup("ce_coef", "natural_gas", "GBT2589_2020").range_in_unit("tce/10^4 m3")[1]
    assert 10000 * coal + 500 * diesel + 120 * gas == pytest.approx(9467.55, rel=1e-9)
    electricity = table.lookup("ce_coef", "electricity", "GBT2589_2020").in_unit("tce/MWh")
    assert 120000 * electricity == pytest.approx(14748.0, rel=1e-9)


def test_e04_electricity_and_heat():
    grid = {
        place: grid_factor(place, 2023).factor.in_unit("tCO2/MWh") for place in ("CN", "510000", "130000")
    }
    assert {place: 120000 * each for place, each in grid.items()} == pytest.approx(
        {"CN": 63672, "510000": 18768, "130000": 78192}, rel=1e-9
    )
    heat = find("fuel", "co2_ef_energy", "heat", "CN_MEE_ENT").in_unit("tCO2/GJ")
    assert 50000 * heat == pytest.approx(5500)


def test_e05_land_use_budget():
    area = {"cropland": 250000, "forest": 180000, "grassland": 20000, "water": 30000, "unused": 5000}
    direct = sum(
        hectares * find("land_use", "c_coef", key, "CN_DIRECT_A").in_unit("tC ha-1 a-1")
        for key, hectares in area.items()
    )
    energy = {"raw_coal": 1200000, "diesel": 150000, "natural_gas": 80000}
    built = sum(
        tce * find("fuel", "c_ef_tce", key, "CE_COEF").in_unit("tC/tce") for key, tce in energy.items()
    )
    assert (direct, built) == (pytest.approx(-18455), pytest.approx(1031759))


def test_e12_agriculture_finds_its_factors_of_zone_four_and_the_east():
    wanted = {
        ("n2on_ef", "n2o_direct", "zone_4"): 0.0109,
        ("n2on_ef", "n2o_deposition", "CN"): 0.01,
        ("n2on_ef", "n2o_leaching", "CN"): 0.0075,
        ("fraction", "frac_leach", "CN"): 0.2,
        ("ch4_ef", "rice_single", "east"): 215.5,
        ("enteric_ch4_intensive", "non_dairy", "CN"): 52.9,
        ("manure_ch4", "non_dairy", "east"): 3.31,
        ("manure_n2o", "non_dairy", "east"): 0.846,
    }
    table = factors.builtin("agriculture")
    found = {asked: table.lookup(asked[0], asked[1], region=asked[2]).value for asked in wanted}
    assert found == wanted


def test_e18_pollution_equivalents():
    kilograms = {"a_SO2": 950, "a_NOx": 1900, "a_soot": 436, "a_CO": 3340}
    water = {"w2_COD": 1000, "w2_NH3_N": 80, "w2_TP": 5, "w2_SS": 400}
    table = factors.builtin("equivalents")

    def total(masses):
        return sum(
            m / table.lookup("equivalent_value", key).in_unit("kg/equivalent") for key, m in masses.items()
        )

    assert total(kilograms) == pytest.approx(3400)
    assert total(water) == pytest.approx(1220)


def test_e23_global_warming_potentials():
    masses = {"CO2": 1000, "CH4": 10, "N2O": 0.5}
    table = factors.builtin("gwp")
    for scheme, expected in (("AR4", 1399.0), ("AR5", 1412.5)):
        total = sum(m * table.lookup("GWP100", gas, scheme).value for gas, m in masses.items())
        assert total == pytest.approx(expected)
    fossil = 1000 + 10 * table.lookup("GWP100", "CH4_fossil", "AR6").value
    assert fossil + 0.5 * table.lookup("GWP100", "N2O", "AR6").value == pytest.approx(1434.5)


# --- lookup and explanation -------------------------------------------------------------------------


def test_the_default_scheme_is_taken_when_none_is_named():
    assert factors.builtin("fuel").lookup("ncv", "diesel").scheme == "CN_MEE_ENT"
    assert factors.builtin("gwp").lookup("GWP100", "CH4").value == 28


def test_schemes_are_never_mixed():
    """CN_PROV_GUIDE has carbon contents but no calorific values: the lookup must not borrow one."""
    assert find("fuel", "carbon_content", "diesel", "CN_PROV_GUIDE").value == 20.2
    with pytest.raises(FactorError, match="it has parameter carbon_content"):
        find("fuel", "ncv", "diesel", "CN_PROV_GUIDE")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"parameter": "ncv", "key": "wood"}, "it has key anthracite, bf_gas"),
        ({"parameter": "ncv", "key": "diesel", "scheme": "X"}, "it has scheme CEADS, CE_COEF"),
        ({"parameter": "gwp", "key": "diesel"}, "it has parameter carbon_content, co2_ef_phys"),
        ({"parameter": "ncv", "key": "diesel", "region": "EU"}, "it has region CN"),
        ({"parameter": "ncv", "key": "diesel", "year": 1990}, "it has year 2013-2015"),
    ],
)
def test_a_failed_lookup_tells_what_there_is(asked, message):
    with pytest.raises(FactorError, match=message):
        factors.builtin("fuel").lookup(**asked)


def test_several_years_ask_for_one():
    with pytest.raises(FactorError, match="CN 2021, CN 2022, CN 2023"):
        find("grid", "co2_ef_electricity", "national_avg", "MEE_NBS")


def test_a_year_inside_a_period_fits_and_an_exact_year_goes_first():
    assert find("fuel", "ncv", "diesel", "CN_MEE_ENT", year=2014).year == "2013-2015"
    assert find("land_use", "c_coef", "forest", "FANG2018", year=2005).period == (2001, 2010)
    assert (
        find("carbon_density", "carbon_density_biomass", "forest_biomass", "YANG2022", year=1980).value
        == 38.2
    )
    with pytest.raises(FactorError, match="2 values"):
        find("carbon_density", "carbon_density_biomass", "forest_biomass", "YANG2022", year=2016)


def test_a_gap_is_refused_with_its_reason():
    with pytest.raises(FactorError, match=r"no value .* use the indirect"):
        find("land_use", "c_coef", "built_up", "CN_DIRECT_RANGE")


def test_values_and_ranges_in_other_units():
    row = find("fuel", "ncv", "natural_gas", "IPCC2006")
    assert row.in_unit("MJ/kg") == pytest.approx(48.0)
    assert row.range_in_unit("GJ/t") == pytest.approx((46.5, 50.4))
    with pytest.raises(UnitError):
        row.in_unit("GJ/m3")


def test_select_reaches_extra_columns():
    rows = factors.builtin("equivalents").select(medium="water class I")
    assert len(rows) == 10


def test_explanations_name_all_that_is_known():
    table = factors.builtin("fuel")
    row = table.lookup("carbon_content", "diesel", "IPCC2006")
    english, chinese = table.explain(row), table.explain(row, "zh_CN")
    assert english.startswith("Carbon content per energy of Gas/diesel oil (IPCC2006, World, 2006): 20.2 tC/")
    assert "(19.8 – 20.4)" in english
    assert "Volume 2: Energy" in english
    assert "Confidence: high." in english
    assert chinese.startswith("柴油的单位热值含碳量（IPCC2006，全球，2006）：20.2 tC/TJ")
    assert "可信度：高。" in chinese


def test_unknown_tables_and_schemes_list_the_known(workplace):
    with pytest.raises(FactorError, match="fuel, grid, land_use"):
        factors.builtin("fuels")
    with pytest.raises(FactorError, match="no scheme X; it has AR4"):
        factors.export("gwp", workplace / "x.csv", scheme="X")


# --- replacements -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", factors.names())
def test_an_export_read_back_is_the_same_table(workplace, name):
    path = workplace / "导出.csv"
    factors.export(name, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    again = factors.read(path, name)
    assert again.digest == factors.builtin(name).digest
    # as texts: since Python 3.13 two rows with the same NaN are no longer equal
    assert [repr(row) for row in again.rows] == [repr(row) for row in factors.builtin(name).rows]
    assert again.origin == "导出.csv"


def test_one_scheme_can_be_exported_edited_and_read(workplace):
    path = workplace / "a.csv"
    factors.export("gwp", path, scheme="AR6")
    rows = read_table(path, "table").rows
    assert {row["scheme"] for row in rows} == {"AR6"}
    rows[0]["value"] = "77"
    write_rows(path, list(rows[0]), rows, excel=True)
    edited = factors.read(path, "gwp")
    assert edited.rows[0].value == 77
    assert edited.digest != factors.builtin("gwp").digest


def test_a_source_that_the_user_rewrites_is_kept(workplace):
    path = workplace / "a.csv"
    factors.export("gwp", path, scheme="SAR")
    rows = read_table(path, "table").rows
    rows[0]["source"] = "our own reading"
    write_rows(path, list(rows[0]), rows, excel=True)
    first, second, _ = factors.read(path, "gwp").rows
    assert factors.source_text(first) == "our own reading"
    assert second.source == ""
    assert "globalwarmingpotentials" in factors.source_text(second)


def test_the_digest_does_not_depend_on_encoding_or_delimiter(workplace):
    first = replacement(workplace, GOOD)
    second = replacement(workplace, GOOD, encoding="utf-16")
    third = replacement(workplace, GOOD.replace(",", ";"), header=HEADER.replace(",", ";"), encoding="gbk")
    assert first.digest == second.digest == third.digest


def test_a_small_table_of_a_user_is_enough(workplace):
    table = replacement(workplace, GOOD)
    row = table.lookup("ncv", "my_coal")
    assert (row.value, row.scheme, row.name("zh"), row.range_type) == (20.5, "LOCAL", "my_coal", "range")
    assert "laboratory of the plant" in table.explain(row)
    assert row.confidence == "none"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,LOCAL,CN,ncv,abc,,,GJ/t,,s\n", "Row 2 of 因子.csv: value is “abc”, which is not a number."),
        ("a,LOCAL,CN,ncv,5 GJ,,,GJ/t,,s\n", "value is “5 GJ”"),
        ("a,LOCAL,CN,ncv,-,,,GJ/t,,s\n", "has no value; write the number, or 1 into the column gap"),
        ("a,LOCAL,CN,ncv,-5,,,GJ/t,,s\n", "ncv cannot be negative, but the value is -5"),
        ("a,LOCAL,CN,oxidation,1.2,,,1,,s\n", "fraction from 0 to 1, but the value is 1.2"),
        ("a,LOCAL,CN,ncv,22,20,21,GJ/t,,s\n", "the value 22.0 must lie between low 20.0 and high 21.0"),
        ("a,LOCAL,CN,ncv,20,,19,GJ/t,,s\n", "must lie between low – and high 19.0"),
        ("a,LOCAL,CN,ncv,20,,,foo,,s\n", "The unit “foo” is not known"),
        ("a,LOCAL,CN,ncv,20,,,tCO2/t,,s\n", "the unit tCO2/t does not measure ncv; use a unit like GJ/t"),
        ("a,LOCAL,CN,heating,20,,,GJ/t,,s\n", "does not belong to the table fuel (1 rows: 2)"),
        (",LOCAL,CN,ncv,20,,,GJ/t,,s\n", "has no key"),
        ("a,,CN,ncv,20,,,GJ/t,,s\n", "has no scheme"),
        ("a,LOCAL,CN,,20,,,GJ/t,,s\n", "has no parameter"),
        ("a,LOCAL,CN,ncv,20,,,,,s\n", "has no unit"),
        ("a,LOCAL,CN,ncv,20,,,GJ/t,,\n", "has no source"),
        ("a,LOCAL,CN,ncv,20,,,GJ/t,last year,s\n", "the year is “last year”"),
    ],
)
def test_each_rule_refuses_in_a_sentence(workplace, line, message):
    (found,) = refusals(workplace, line)
    assert message in str(found)
    assert found.data["row"] == 2


def test_closed_lists_gaps_and_source_keys(workplace):
    header = "key,scheme,parameter,value,unit,gap,confidence,range_type,source_key\n"
    found = refusals(
        workplace,
        "a,L,ncv,5,GJ/t,1,high,,ceads_2018\n",
        "b,L,ncv,5,GJ/t,0,sure,,ceads_2018\n",
        "c,L,ncv,5,GJ/t,0,high,guess,ceads_2018\n",
        "d,L,ncv,5,GJ/t,0,high,,nobody\n",
        "e,L,ncv,5,GJ/t,yes,high,,ceads_2018\n",
        header=header,
    )
    said = [(each.data["row"], str(each)) for each in found]
    assert [row for row, _ in said] == [2, 3, 4, 5, 6]
    for (_, text), part in zip(
        said, ("marked as a gap", "high, medium, low, none", "guess", "nobody", "yes")
    ):
        assert part in text


def test_duplicates_name_both_rows(workplace):
    (found,) = refusals(workplace, GOOD, GOOD.replace("20.5", "20.6"))
    assert "Row 3 of 因子.csv repeats row 2" in str(found)


def test_all_problems_come_together(workplace):
    found = refusals(workplace, "a,LOCAL,CN,ncv,x,,,foo,never,\n", "b,LOCAL,CN,ncv,1,,,GJ/t,,s\n", GOOD, GOOD)
    assert [each.data["row"] for each in found] == [2, 2, 2, 2, 5]


def test_missing_columns_and_rows_are_refused(workplace):
    (found,) = refusals(workplace, "a,b\n", header="key,scheme\n")
    assert "lacks the columns parameter, value, unit, source" in str(found)
    (found,) = refusals(workplace)
    assert "has no rows" in str(found)
    with pytest.raises(InputError):
        factors.read(workplace / "nowhere.csv", "fuel")


def test_a_declared_gap_of_a_user_is_accepted(workplace):
    header = "key,scheme,parameter,value,unit,gap,source,notes\n"
    table = replacement(workplace, "a,L,ncv,,GJ/t,1,s,not measured\n", header=header)
    assert math.isnan(table.rows[0].value)
    with pytest.raises(FactorError, match="not measured"):
        table.lookup("ncv", "a")


def test_rows_of_another_table_are_told_together_and_lone_limits_without_nan():
    row = {"key": "a", "scheme": "L", "value": "5", "low": "9999", "unit": "GJ/t", "source": "s"}
    rows = [{**row, "parameter": "heating", "region": str(at)} for at in range(100)]
    told = [str(one) for one in factor_rules.check_rows("fuel", rows, range(2, 102), "own.csv")]
    strangers = [text for text in told if "does not belong" in text]
    assert len(strangers) == 1 and "100 rows: 2, 3, 4, 5, 6 …" in strangers[0]
    assert "between low 9999.0 and high –" in told[1] and not any("nan" in text for text in told)


def test_sentences_call_a_table_by_its_name_or_its_file():
    words = factors.builtin("fuel").words
    assert (words.en, words.zh) == ("fuel (built-in)", "fuel（内置）")
    own = factors.FactorTable("fuel", (), "", "本地 因子.csv")
    assert str(own.words) == own.words.zh == "本地 因子.csv"
