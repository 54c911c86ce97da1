"""Integrity of the built-in factor tables, and numbers that can be recomputed from their parts."""

from __future__ import annotations

import math
import re

import pytest

from carbon_pollution_zoning.core import factors, units, vocabulary
from carbon_pollution_zoning.core.csvdata import read_rows
from carbon_pollution_zoning.core.factor_rules import FOLDER, parameters, sources

ROWS = {
    "fuel": 415,
    "grid": 151,
    "land_use": 66,
    "carbon_density": 136,
    "sink_rates": 159,  # the documented 126, disturbance, methane and fish of the coast, footprint shares
    "equivalents": 129,
    "agriculture": 213,  # the documented 212 and frac_vol, which stood in a note of frac_leach
    "emission": 3,
    "land_export": 45,  # a template: every row is a declared gap
    "gwp": 68,
    "industry_classes": 79,
    "products": 67,
    "uncertainty": 62,
}
GAPS = {
    "industry_classes": 4,
    "grid": 4,
    "carbon_density": 3,
    "sink_rates": 5,  # the documented one, tidal flats, and soil of disturbed seagrass
    "land_use": 2,
    "equivalents": 4,
    "uncertainty": 2,
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ALL = [(name, row) for name in ROWS for row in factors.builtin(name).rows]
DATA = FOLDER.parent


def test_the_tables_have_the_documented_rows():
    assert {name: len(factors.builtin(name).rows) for name in factors.names()} == ROWS


def test_the_documented_gaps_are_kept_without_value():
    gaps = [(name, row) for name, row in ALL if row.gap and name != "land_export"]
    assert {name: sum(table == name for table, _ in gaps) for name in GAPS} == GAPS
    assert len(gaps) == sum(GAPS.values())
    for _, row in gaps:
        assert math.isnan(row.value)
        assert row.confidence == "none"
        assert "GAP" in row.notes


def test_the_template_of_export_coefficients_holds_no_number():
    assert all(
        row.gap and math.isnan(row.value) and "GAP" in row.notes
        for row in factors.builtin("land_export").rows
    )


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_data_file_is_plain_utf8_with_unix_lines(path):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.decode("utf-8").endswith("\n")


@pytest.mark.parametrize("name", ROWS)
def test_files_are_sorted_and_complete(name):
    rows = read_rows(FOLDER / f"{name}.csv", "factor table")
    order = [tuple(row[c] for c in ("scheme", "key", "parameter", "region", "year")) for row in rows]
    assert order == sorted(order)
    assert len(set(order)) == len(order)
    for row in rows:
        for column in ("name_en", "name_zh", "scheme", "region", "unit", "source_key", "evidence", "gap"):
            assert row[column], (row["key"], column)
        assert not CHINESE.search(row["name_en"])


def test_evidence_starts_with_its_kind():
    kinds = ("looked up", "from memory", "computed", "expert judgement", "none")
    assert all(row.evidence.startswith(kinds) for _, row in ALL)


def test_sources_resolve_without_orphans():
    used = {row.source_key for _, row in ALL}
    used |= {row["source_key"] for row in read_rows(DATA / "standards" / "pollutant_standards.csv", "table")}
    used |= {zone.source_key for zone in vocabulary.classes()}
    used |= {row["source_key"] for row in read_rows(DATA / "indicators" / "sd_parameters.csv", "table")}
    assert used == set(sources())
    for source in sources().values():
        assert source["title"]
        assert source["licence"]
        assert not source["url"] or source["url"].startswith("https://")


def test_parameters_schemes_and_regions_are_declared_without_orphans():
    used = {(name, row.parameter) for name, row in ALL}
    # these declare every gas and pollutant that a user's own factors may be of
    open_tables = ("emission", "land_export")
    assert used == {pair for pair in parameters() if pair[0] not in open_tables or pair in used}
    declared = {(row["table"], row["scheme"]) for row in read_rows(FOLDER / "schemes.csv", "schemes")}
    assert {(name, row.scheme) for name, row in ALL} == declared
    places = {place.code for place in (*vocabulary.regions(), *vocabulary.provinces())}
    assert {row.region for _, row in ALL} <= places
    assert {place.code for place in vocabulary.regions()} <= {row.region for _, row in ALL}


def test_each_table_has_one_default_scheme():
    for name in ROWS:
        rows = [row for row in read_rows(FOLDER / "schemes.csv", "schemes") if row["table"] == name]
        assert [row["scheme"] for row in rows if row["default"] == "1"] == [
            factors.builtin(name).default_scheme()
        ]


def test_ranges_hold_the_value_and_say_what_they_are():
    for _, row in ALL:
        if row.has_range:
            assert row.range_type, row
            assert row.gap or row.low <= row.value <= row.high, row
        else:
            assert not row.range_type, row
            assert not row.range_note, row


def test_units_measure_their_parameter():
    for name, row in ALL:
        accepted = {units.unit(text).signature for text in parameters()[name, row.parameter].units}
        assert units.unit(row.unit).signature in accepted, row


# --- numbers that follow from other numbers ---------------------------------------------------------


def value(table, parameter, key, scheme, **more):
    return factors.builtin(table).lookup(parameter=parameter, key=key, scheme=scheme, **more)


@pytest.mark.parametrize("scheme", ["CN_MEE_ENT", "CN_GB2589_2008"])
def test_co2_per_fuel_is_ncv_times_carbon_times_oxidation(scheme):
    """A6 of factors.md: every printed factor follows from NCV x CC x OF x 44/12 to its last digit."""
    rows = factors.builtin("fuel").select(scheme=scheme, parameter="co2_ef_phys")
    assert len(rows) == {"CN_MEE_ENT": 27, "CN_GB2589_2008": 10}[scheme]
    for row in rows:
        ncv = value("fuel", "ncv", row.key, scheme)
        per_unit = "t" if units.unit(row.unit).dimension == "mass/mass" else "m3"
        heat = ncv.in_unit(f"GJ/{per_unit}")
        carbon = value("fuel", "carbon_content", row.key, scheme).in_unit("tC/GJ")
        oxidised = value("fuel", "oxidation", row.key, scheme).value
        expected = units.carbon_to_co2(heat * carbon * oxidised)
        assert row.in_unit(f"tCO2/{per_unit}") == pytest.approx(expected, rel=2.5e-5), row.key


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("raw_coal", 1.9003),
        ("coke", 2.8604),
        ("crude_oil", 3.0202),
        ("fuel_oil", 3.1705),
        ("gasoline", 2.9251),
        ("kerosene", 3.0179),
        ("diesel", 3.0959),
        ("lpg", 3.1013),
        ("refinery_gas", 3.0119),
        ("natural_gas", 2.1622),
    ],
)
def test_printed_factors_of_case_a6(key, printed):
    assert value("fuel", "co2_ef_phys", key, "CN_GB2589_2008").value == printed


@pytest.mark.parametrize(
    ("grid", "printed"),
    [
        ("north", -6.1),
        ("northeast", -8.0),
        ("east", -2.1),
        ("central", -2.3),
        ("northwest", -5.4),
        ("south", 4.5),
        ("southwest", 9.0),
    ],
)
def test_yearly_change_of_grid_factors_of_case_a7(grid, printed):
    """The announcement prints the change of 2023 on 2022 with one decimal."""
    before, after = (
        value("grid", "co2_ef_electricity", f"grid_{grid}", "MEE_NBS", year=year).value
        for year in (2022, 2023)
    )
    assert 100 * (after / before - 1) == pytest.approx(printed, abs=0.06)


def test_national_grid_factors_are_not_swapped():
    found = [
        value("grid", "co2_ef_electricity", "national_avg", "MEE_NBS", year=y).value
        for y in (2021, 2022, 2023)
    ]
    assert found == [0.5568, 0.5366, 0.5306]


def test_standard_coal_coefficients_follow_from_calorific_values():
    table = factors.builtin("fuel")
    checked = 0
    for row in table.select(scheme="GBT2589_2020", parameter="ncv"):
        coefficient = table.select(scheme="GBT2589_2020", parameter="ce_coef", key=row.key)
        if coefficient:
            below = coefficient[0].unit.split("/")[1]
            assert coefficient[0].in_unit(f"kgce/{below}") == pytest.approx(
                row.in_unit(f"kgce/{below}"), abs=1.2e-4
            ), row.key
            checked += 1
    assert checked == 29


def test_ipcc_carbon_contents_agree_with_their_co2_factors():
    """C x 44/12 is the CO2 factor; limits agree where the guidelines round both from one number."""
    table = factors.builtin("fuel")
    for row in table.select(scheme="IPCC2006", parameter="carbon_content"):
        co2 = table.lookup("co2_ef_energy", row.key, "IPCC2006")
        assert units.carbon_to_co2(row.value) == pytest.approx(co2.value, rel=0.003)
        assert co2.low <= co2.value <= co2.high
    waste = table.lookup("carbon_content", "msw_nonbio", "IPCC2006")
    limits = table.lookup("co2_ef_energy", "msw_nonbio", "IPCC2006")
    assert units.carbon_to_co2(waste.low) == pytest.approx(limits.low, rel=0.001)
    assert units.carbon_to_co2(waste.high) == pytest.approx(limits.high, rel=0.001)


def test_carbon_density_totals_are_the_sums_of_their_pools():
    table = factors.builtin("carbon_density")
    for total in table.select(scheme="MATA", parameter="carbon_density_total"):
        pools = [
            table.lookup(f"carbon_density_{pool}", f"{total.extra['class']}_{pool}", "MATA").value
            for pool in ("above", "below", "soil", "dead")
        ]
        assert sum(pools) == pytest.approx(total.value, abs=0.005), total.key
    for total in table.select(scheme="TANG2018", parameter="carbon_density_total", gap=False):
        name = total.extra["class"]
        parts = [
            table.lookup(f"carbon_density_{pool}", f"{name}_{pool}", "TANG2018").value
            for pool in ("biomass", "soil_plus_litter")
        ]
        assert sum(parts) == pytest.approx(total.value, abs=0.011), total.key


def test_mariculture_removal_follows_from_its_parts():
    table = factors.builtin("sink_rates")
    rows = table.select(scheme="SUN2020", parameter="c_removal_per_wet")
    assert len(rows) == 10
    for row in rows:
        part = {found.parameter: found.value for found in table.select(scheme="SUN2020", key=row.key)}
        shell = part.get("shell_mass_share", 0) * part.get("c_shell", 0)
        tissue = part.get("tissue_mass_share", 1) * part["c_tissue"]
        assert row.value == pytest.approx(part["dry_fraction"] * (tissue + shell), abs=5e-7), row.key


def test_direct_coefficients_flip_the_sign_of_the_printed_sinks_once():
    for row in factors.builtin("land_use").select(scheme="GUANGDONG_2018"):
        printed = float(re.search(r"printed (-?[\d.]+) tCO2", row.notes)[1])
        assert row.value == pytest.approx(-units.co2_to_carbon(printed), abs=1e-6)


def test_mean_and_range_rows_of_the_direct_coefficients():
    table = factors.builtin("land_use")
    for row in table.select(scheme="CN_DIRECT_RANGE", range_type="min_max"):
        schemes = ("CN_DIRECT_A", "CN_DIRECT_B", "CN_DIRECT_C", "CN_DIRECT_D")
        found = [other.value for s in schemes for other in table.select(scheme=s, key=row.key)]
        # The cropland value of scheme D is an uptake term, no net coefficient, and is left out by the source.
        found = [number for number in found if row.key != "cropland" or number > 0]
        assert row.value == pytest.approx(sum(found) / len(found), abs=1e-6)
        assert (row.low, row.high) == (min(found), max(found))


def test_shares_and_classes_of_industries_follow_from_their_emission():
    """Class high: >= 1 % of national scope 1 or one of the six energy-intensive; medium: >= 0.1 %."""
    rows = factors.builtin("industry_classes").select(parameter="co2_scope1")
    total = sum(row.value for row in rows)
    assert total == pytest.approx(9794.754, abs=1e-3)
    for row in rows:
        share = 100 * row.value / total
        assert float(row.extra["co2_share_pct"]) == pytest.approx(share, abs=6e-5)
        if row.extra["level"] == "division":
            high = share >= 1 or row.extra["six_energy_intensive"] == "1"
            expected = "high" if high else "medium" if share >= 0.1 else "low"
            assert row.extra["carbon_class"] == expected, row.key


def test_half_widths_follow_from_the_limits_of_the_fuel_table():
    fuels = {"anthracite": "anthracite", "diesel": "diesel", "natural_gas": "natural_gas", "coke": "coke"}
    for name, key in fuels.items():
        row = value("uncertainty", "U_EF", f"ef_co2_{name}", "IPCC2006")
        co2 = value("fuel", "co2_ef_energy", key, "IPCC2006")
        sides = sorted((100 * (1 - co2.low / co2.value), 100 * (co2.high / co2.value - 1)))
        assert (row.low, row.high) == pytest.approx(tuple(sides), abs=1e-3)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (
            "grid",
            {"north": 6, "northeast": 3, "east": 5, "central": 4, "northwest": 5, "south": 5, "southwest": 3},
        ),
        (
            "climate_zone",
            {"north": 5, "northeast": 3, "east": 7, "central_south": 6, "southwest": 5, "northwest": 5},
        ),
        ("n2o_zone", {"zone_1": 8, "zone_2": 3, "zone_3": 5, "zone_4": 9, "zone_5": 4, "zone_6": 2}),
    ],
)
def test_31_provinces_lie_in_each_grouping_once(group, expected):
    """Members as the announcements (grids) and the provincial guideline (rice, livestock, N2O) print them."""
    found = [getattr(province, group) for province in vocabulary.provinces()]
    assert {name: found.count(name) for name in set(found) - {""}} == expected
    assert sum(expected.values()) == 31


def test_groupings_are_the_regions_of_their_tables():
    agriculture = factors.builtin("agriculture").select(scheme="CN_PROV_GUIDE")
    provinces = vocabulary.provinces()
    manure = {row.region for row in agriculture if row.parameter == "manure_ch4"}
    assert manure == {p.climate_zone for p in provinces} - {""}
    direct = {row.region for row in agriculture if row.key == "n2o_direct"}
    assert direct == {p.n2o_zone for p in provinces} - {""}
    old = {row.region for row in factors.builtin("grid").rows if row.scheme == "NDRC_OLD"}
    assert old == {p.grid_2012 for p in provinces} - {""}


def test_values_that_nobody_saw_in_their_source_are_known():
    direct = [row for row in factors.builtin("land_use").rows if row.scheme == "CN_DIRECT_A"]
    assert direct and all(row.is_recalled for row in direct if not row.gap)
    looked_up = [row for _, row in ALL if row.evidence.startswith("looked up")]
    assert looked_up and not any(row.is_recalled for row in looked_up)
