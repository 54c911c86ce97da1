"""The emission account of a table: sums, scopes, sides, missing amounts, refusals, properties."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core.carbon import rows as table
from carbon_pollution_zoning.core.carbon.inventory import Settings, inventory
from carbon_pollution_zoning.core.carbon.streams import Choices
from carbon_pollution_zoning.core.errors import InputError

TIGHT = 1e-9
ROW = {
    "unit_code": "330101",
    "unit_name": "海岳镇",
    "sector": "industry",
    "activity": "diesel",
    "amount": 1.0,
    "unit": "t",
    "year": 2023,
    "place": "330000",
}
TEXTS = ("unit_code", "unit_name", "sector", "activity", "unit", "place")


def made(*changes, has_years=True):
    """Rows from mappings of what differs from a plain row."""
    records = [{**ROW, **change} for change in changes]
    columns = {name: np.array([r[name] for r in records], dtype=object) for name in TEXTS}
    amount = np.array([r["amount"] for r in records], dtype=np.float64)
    year = np.array([r["year"] for r in records], dtype=np.int64)
    return table.Rows(**columns, amount=amount, year=year, has_years=has_years)


def units_of(*changes, **options):
    return inventory(made(*changes), Settings(**options)).account.units


def refusal(*changes, **options):
    with pytest.raises(InputError) as caught:
        inventory(made(*changes), Settings(**options))
    return str(caught.value)


DIESEL = 3.1451224933333  # t CO2 per t: 43.33 x 0.0202 x 0.98 x 44/12
COAL = 2.0715092552
GRID = 0.4974  # Zhejiang 2023, t per MWh


def test_a_unit_sums_its_groups_scopes_and_gases():
    units = units_of(
        {"amount": 100},
        {"activity": "electricity", "amount": 50, "unit": "MWh"},
        {"activity": "heat", "amount": 10, "unit": "GJ", "sector": "buildings"},
        {"activity": "clinker", "amount": 1000, "sector": "process"},
        {"activity": "rice_single", "amount": 10, "unit": "ha", "sector": "agriculture"},
        {"activity": "sewage_cod", "amount": 100, "sector": "waste"},
    )
    row = units.iloc[0]
    expected = {
        "fossil_tco2": 100 * DIESEL,
        "electricity_tco2": 50 * GRID,
        "heat_tco2": 1.1,
        "process_tco2": 520,
        "agriculture_tco2": 10 * 0.2155 * 28,
        "waste_tco2": 100 * 0.0078 * 28,
    }
    assert {name: row[name] for name in expected} == pytest.approx(expected, rel=TIGHT)
    assert row["source_tco2"] == pytest.approx(sum(expected.values()), rel=TIGHT)
    assert row["scope2_tco2"] == pytest.approx(50 * GRID + 1.1, rel=TIGHT)
    assert row["scope1_tco2"] == pytest.approx(row["source_tco2"] - row["scope2_tco2"], rel=TIGHT)
    assert row["ch4_t"] == pytest.approx(10 * 0.2155 + 0.78, rel=TIGHT)
    assert row["co2_t"] + 28 * row["ch4_t"] == pytest.approx(row["source_tco2"], rel=TIGHT)
    assert row["tce"] == pytest.approx(100 * 1.4571 + 50 * 0.1229 + 0.3412, rel=TIGHT)
    assert (row["unit_name"], row["year"], row["side"], row["flags"]) == ("海岳镇", 2023, "consumption", "")


PLANT = [
    {"activity": "bituminous_coal", "amount": 1000, "sector": "energy_industry"},
    {"activity": "bituminous_coal", "amount": 10},
    {"activity": "electricity", "amount": 200, "unit": "MWh", "sector": "buildings"},
]


@pytest.mark.parametrize("plant", ["energy_industry", "能源工业", "44", "4411", "44 电力、热力生产和供应业"])
def test_power_is_counted_once(plant):
    rows = [{**PLANT[0], "sector": plant}, *PLANT[1:]]
    used, made_here = units_of(*rows).iloc[0], units_of(*rows, side="production").iloc[0]
    assert used["source_tco2"] == pytest.approx(10 * COAL + 200 * GRID, rel=TIGHT)
    assert made_here["source_tco2"] == pytest.approx(1010 * COAL, rel=TIGHT)
    for row in (used, made_here):
        assert row["power_tco2"] == pytest.approx(1000 * COAL, rel=TIGHT)
        assert row["scope1_tco2"] == pytest.approx(1010 * COAL, rel=TIGHT)
        assert row["scope2_tco2"] == pytest.approx(200 * GRID, rel=TIGHT)
    assert used["tce"] == pytest.approx(10 * 23.204 / 29.3076 + 200 * 0.1229, rel=TIGHT)
    assert made_here["tce"] == pytest.approx(1010 * 23.204 / 29.3076, rel=TIGHT)


def test_what_a_side_leaves_out_is_said():
    said = [str(item) for item in inventory(made(*PLANT)).remarks]
    assert any("power_tco2" in text and "consumption" in text for text in said)
    said = [str(item) for item in inventory(made(*PLANT), Settings(side="production")).remarks]
    assert any("scope2_tco2" in text and "production" in text for text in said)


def test_details_name_factor_and_source_and_sum_to_the_units():
    account = inventory(made(*PLANT, {"activity": "burnt_rice", "amount": 5, "sector": "农业活动"})).account
    detail = account.detail
    coal = detail[(detail["activity"] == "bituminous_coal") & (detail["sector"] == "energy_industry")].iloc[0]
    assert (coal["factor_scheme"], coal["factor_source"]) == ("CN_MEE_ENT", "mee_enterprise")
    assert coal["factor"] == "23.204 GJ/t × 26.18 tC/TJ × 0.93 × 44/12"
    assert (coal["counted"], coal["scope"]) == ("other_side", 1)
    assert (coal["gas"], coal["gas_origin"]) == ("CO2", "fossil")
    counted = detail[detail["counted"] == "counted"]["tco2e"].sum()
    assert counted == pytest.approx(account.units["source_tco2"].sum(), rel=TIGHT)
    assert set(detail[detail["activity"] == "burnt_rice"]["sector"]) == {"agriculture"}


def test_co2_of_living_matter_is_told_and_not_added():
    row = units_of({"activity": "burnt_rice", "amount": 100, "sector": "agriculture"}).iloc[0]
    assert row["co2_bio_t"] == pytest.approx(100 * 0.8 * 1.515, rel=TIGHT)
    expected = 100 * 0.8 * (0.0027 * 28 + 0.00007 * 265)
    assert row["source_tco2"] == pytest.approx(expected, rel=TIGHT)
    assert row["scope1_tco2"] == pytest.approx(expected, rel=TIGHT)
    detail = inventory(made({"activity": "burnt_rice"})).account.detail.set_index(["gas"])["counted"]
    assert detail.to_dict() == {
        "CH4": "counted",
        "CO": "pollutant",
        "CO2": "biogenic",
        "N2O": "counted",
        "NOx": "pollutant",
    }


def test_pollutants_of_the_same_activities_are_a_table_of_their_own():
    pollutants = inventory(
        made(
            {"activity": "burnt_rice", "amount": 100},
            {"activity": "burnt_wheat", "amount": 10},
            {"amount": 5},
        )
    ).account.pollutants
    found = {row.pollutant: (row.amount, row.unit, row.medium) for row in pollutants.itertuples()}
    assert found["CO"] == (pytest.approx((100 * 0.8 + 10 * 0.9) * 92, rel=TIGHT), "kg", "air")
    assert set(found) == {"CO", "NOx"}


@pytest.mark.parametrize(("gwp_set", "methane"), [("AR5", 28), ("AR6", 27.0), ("SAR", 21)])
def test_the_set_of_potentials_decides(gwp_set, methane):
    row = units_of(
        {"activity": "rice_single", "amount": 10, "unit": "ha", "sector": "agriculture"}, gwp_set=gwp_set
    ).iloc[0]
    assert row["source_tco2"] == pytest.approx(2.155 * methane, rel=TIGHT)


def test_limits_stand_beside_and_say_how_much_they_cover():
    row = units_of({"amount": 100}, {"activity": "electricity", "amount": 100, "unit": "MWh"}).iloc[0]
    power = 100 * GRID
    assert row["source_tco2_lo"] == pytest.approx(100 * DIESEL * 72.6 / 74.1 + power, rel=TIGHT)
    assert row["source_tco2_hi"] == pytest.approx(100 * DIESEL * 74.8 / 74.1 + power, rel=TIGHT)
    assert row["ranged_pct"] == pytest.approx(100 * 100 * DIESEL / (100 * DIESEL + power), rel=TIGHT)


# --- missing, negative, repeated, unknown -------------------------------------------------------------


def test_a_missing_amount_is_not_zero():
    result = inventory(
        made(
            {"amount": math.nan}, {"amount": 2, "sector": "transport"}, {"unit_code": "2", "amount": math.nan}
        )
    )
    units = result.account.units.set_index("unit_code")
    assert units.loc["330101", "source_tco2"] == pytest.approx(2 * DIESEL, rel=TIGHT)
    assert units.loc["330101", "flags"] == "PART_E"
    assert math.isnan(units.loc["2", "source_tco2"]) and units.loc["2", "flags"] == "NO_E"
    assert any("2 rows have no amount" in str(item) for item in result.remarks)


def test_zero_is_zero():
    row = units_of({"amount": 0}).iloc[0]
    assert (row["source_tco2"], row["flags"]) == (0, "")


def test_negative_amounts_are_named_unless_they_are_meant():
    text = refusal({}, {"amount": -3}, {"amount": math.inf})
    assert "rows: 2)" in text and "infinite (rows: 3)" in text
    row = units_of({"amount": 10}, {"amount": -3}, negative=True).iloc[0]
    assert row["source_tco2"] == pytest.approx(7 * DIESEL, rel=TIGHT)
    assert row["source_tco2_lo"] < row["source_tco2"] < row["source_tco2_hi"]


def test_all_faults_of_rows_are_told_together():
    text = refusal(
        {"unit_code": ""}, {"activity": ""}, {"unit_name": "合 计"}, {"year": 0}, {"unit_code": "Total"}
    )
    for words in (
        "no unit code (rows: 1)",
        "no activity (rows: 2)",
        "totals",
        "rows: 3, 5",
        "no year (rows: 4)",
    ):
        assert words in text, text


def test_repeated_rows_are_told_and_kept_dropped_or_refused():
    rows = [{"amount": 3}, {"amount": 3}, {"amount": 3, "sector": "transport"}, {"amount": 3}]
    kept = inventory(made(*rows))
    assert "2 rows repeat another row in every column (rows: 2, 4)" in str(kept.remarks[0])
    assert kept.account.units["source_tco2"].iloc[0] == pytest.approx(12 * DIESEL, rel=TIGHT)
    dropped = units_of(*rows, duplicates="drop")
    assert dropped["source_tco2"].iloc[0] == pytest.approx(6 * DIESEL, rel=TIGHT)
    assert "rows: 2, 4" in refusal(*rows, duplicates="refuse")


UNKNOWN = [
    {"amount": 10},
    {"activity": "raw_coal", "amount": 10},
    {"activity": "raw_coal", "amount": 5},
    {"activity": "peat moss", "amount": 1},
    {"unit": "桶", "amount": 4},
]


def test_activities_without_a_factor_stop_the_account_all_of_them_named():
    text = refusal(*UNKNOWN)
    assert "raw_coal: 2 rows, 15 t in all" in text
    assert "peat moss: 1 rows, 1 t in all" in text
    assert "diesel: 1 rows, 4 桶 in all" in text
    assert "4 of 5 rows (80 %)" in text
    assert f"{15 * 0.7143:.6g} of {15 * 0.7143 + 14.571:.6g} tce" in text


def test_amounts_that_are_not_known_are_not_told_as_nothing():
    text = refusal(
        {"activity": "peat moss", "amount": math.nan}, {"activity": "raw_coal", "amount": math.nan}
    )
    assert "peat moss: 1 rows, — t in all" in text
    assert "they carry — of — tce" in text
    text = refusal({"activity": "raw_coal", "amount": math.nan}, {"activity": "raw_coal", "amount": 5})
    assert "raw_coal: 2 rows, 5 t in all" in text


def test_or_are_left_out_and_flagged():
    result = inventory(
        made(*UNKNOWN, {"unit_code": "2", "activity": "peat moss"}), Settings(unknown="leave_out")
    )
    units = result.account.units.set_index("unit_code")
    assert units.loc["330101", "source_tco2"] == pytest.approx(10 * DIESEL, rel=TIGHT)
    assert units["flags"].to_dict() == {"330101": "PART_E", "2": "NO_E"}
    assert math.isnan(units.loc["2", "source_tco2"])
    assert any("raw_coal: 2 rows" in str(item) for item in result.remarks)


def test_two_routes_for_the_same_matter_are_told():
    said = inventory(made({"activity": "fert_N"}, {"activity": "fert_total"})).remarks
    assert any("fert_N" in str(item) and "fert_total" in str(item) for item in said)


def test_a_table_without_years_says_which_electricity_factor_it_took():
    rows = made({"activity": "electricity", "unit": "MWh", "year": 0}, has_years=False)
    result = inventory(rows)
    assert result.account.units["source_tco2"].iloc[0] == pytest.approx(GRID, rel=TIGHT)
    assert any("no years" in str(item) and "2023" in str(item) for item in result.remarks)


def test_what_decided_is_recorded():
    standards = inventory(made({}), Settings(gwp_set="AR6", side="production")).standards
    assert (standards["gwp_set"], standards["accounting_side"]) == ("AR6", "production")
    assert standards["fuel_scheme"] == "CN_MEE_ENT"


def test_fossil_and_living_methane_weigh_differently_where_the_set_says_so(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "key,scheme,region,parameter,value,unit,source,group,origin\n"
        "mine,X,CN,ef_CH4,1,kgCH4/t,here,process,fossil\nditch,X,CN,ef_CH4,1,kgCH4/t,here,waste,biogenic\n",
        encoding="utf-8",
    )
    choices = Choices(emission=factors.read(path, "emission"))
    rows = ({"activity": "mine", "amount": 1000}, {"activity": "ditch", "amount": 1000})
    row = units_of(*rows, choices=choices, gwp_set="AR6").iloc[0]
    assert (row["process_tco2"], row["waste_tco2"]) == pytest.approx((29.8, 27.0), rel=TIGHT)
    row = units_of(*rows, choices=choices).iloc[0]
    assert (row["process_tco2"], row["waste_tco2"]) == pytest.approx((28, 28), rel=TIGHT)


def test_cancel_stops_the_account():
    class Stop(Exception):
        pass

    def stop(fraction):
        raise Stop

    with pytest.raises(Stop):
        inventory(made({}), progress=stop)


# --- properties ---------------------------------------------------------------------------------------

ACTIVITIES = {
    "diesel": {"t": 1.0, "kt": 1e3, "万吨": 1e4, "公斤": 1e-3},
    "natural_gas": {"m3": 1.0, "万立方米": 1e4, "亿立方米": 1e8},
    "electricity": {"MWh": 1.0, "kWh": 1e-3, "万千瓦时": 10.0, "GWh": 1e3},
    "pig": {"head": 1.0, "万头": 1e4},
    "rice_single": {"ha": 1.0, "km2": 100.0, "亩": 1 / 15},
    "burnt_maize": {"t": 1.0, "10^4 t": 1e4},
}
ROWS = st.lists(
    st.builds(
        lambda code, sector, activity, amount, year: {
            "unit_code": code,
            "sector": sector,
            "activity": activity,
            "unit": next(iter(ACTIVITIES[activity])),
            "amount": amount,
            "year": year,
        },
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["industry", "energy_industry", "agriculture", ""]),
        st.sampled_from(list(ACTIVITIES)),
        st.floats(0, 1e6).map(lambda value: round(value, 3)),
        st.sampled_from([2022, 2023]),
    ),
    min_size=1,
    max_size=25,
)
QUICK = settings(max_examples=60, deadline=None)
AMOUNTS = ("source_tco2", "source_tco2_lo", "source_tco2_hi", "scope1_tco2", "scope2_tco2", "tce", "ch4_t")


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    columns = ["unit_code", "year", *AMOUNTS]
    pd.testing.assert_frame_equal(one[columns], other[columns], rtol=1e-9, atol=1e-9)


@QUICK
@given(ROWS, st.sampled_from(["consumption", "production"]))
def test_sums_are_kept_over_units_sectors_groups_and_scopes(rows, side):
    account = inventory(made(*rows), Settings(side=side)).account
    units, detail = account.units, account.detail
    counted = detail[detail["counted"] == "counted"]
    total = units["source_tco2"].sum()
    assert counted["tco2e"].sum() == pytest.approx(total, rel=TIGHT, abs=1e-9)
    groups = [
        name
        for name in units
        if name.endswith("_tco2")
        and name.split("_")[0] in ("fossil", "electricity", "heat", "process", "agriculture", "waste")
    ]
    assert units[groups].to_numpy().sum() == pytest.approx(total, rel=TIGHT, abs=1e-9)
    if side == "production":
        expected = units["scope1_tco2"]
    else:
        expected = units["scope1_tco2"] - units["power_tco2"] + units["scope2_tco2"]
    assert units["source_tco2"].to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-6, abs=1e-6)
    assert (units["source_tco2_lo"] <= units["source_tco2"] + 1e-6).all()
    assert (units["source_tco2"] <= units["source_tco2_hi"] + 1e-6).all()


@QUICK
@given(ROWS, st.data())
def test_units_of_amount_do_not_matter(rows, data):
    other = []
    for row in rows:
        symbol, size = data.draw(st.sampled_from(list(ACTIVITIES[row["activity"]].items())))
        other.append({**row, "unit": symbol, "amount": row["amount"] / size})
    same(inventory(made(*rows)).account.units, inventory(made(*other)).account.units)


@QUICK
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    one, other = inventory(made(*rows)).account, inventory(made(*mixed)).account
    same(one.units, other.units)
    texts = ["unit_code", "year", "sector", "activity", "gas", "scope", "factor"]
    assert one.detail[texts].equals(other.detail[texts])


@QUICK
@given(ROWS, st.integers(1, 4))
def test_splitting_a_row_changes_nothing(rows, parts):
    split = [{**row, "amount": row["amount"] / parts} for row in rows for _ in range(parts)]
    same(inventory(made(*rows)).account.units, inventory(made(*split)).account.units)
