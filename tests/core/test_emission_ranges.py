"""Intervals of the emission account: worked by hand, shared factors, amounts, draws; the land-space view."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.carbon import rows as table
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.carbon.inventory import Settings, inventory
from carbon_pollution_zoning.core.errors import InputError

pytest.importorskip("pandas")
TEXTS = ("unit_code", "unit_name", "sector", "activity", "unit", "place")
ROW = {
    "unit_code": "330101",
    "unit_name": "",
    "sector": "industry",
    "activity": "diesel",
    "amount": 100.0,
    "unit": "t",
    "year": 2023,
    "place": "330000",
    "spread": math.nan,
}
DIESEL = 43.33 * 0.0202 * 0.98 * 44 / 12
DOWN, UP = 1 - 72.6 / 74.1, 74.8 / 74.1 - 1  # 95 % limits of IPCC 2006 for diesel
GRID = 0.4974  # Zhejiang 2023


def account(*changes, draws=0, ranges="own", **options):
    records = [{**ROW, **change} for change in changes]
    columns = {name: np.array([r[name] for r in records], dtype=object) for name in TEXTS}
    numbers = {name: np.array([r[name] for r in records], dtype=float) for name in ("amount", "spread")}
    given_ = table.Rows(**columns, **numbers, year=np.array([r["year"] for r in records]))
    return inventory(given_, Settings(spreading=Spreading(ranges, draws), **options)).account


def first(made):
    return made.units.iloc[0]


def test_one_fuel_has_the_limits_of_its_factor():
    row = first(account({}))
    value = 100 * DIESEL
    assert (row["source_tco2_lo"], row["source_tco2_hi"]) == pytest.approx(
        (value * (1 - DOWN), value * (1 + UP))
    )
    assert row["source_tco2_sd"] == pytest.approx(value * (UP + DOWN) / 3.92)


def test_a_factor_is_shared_by_sectors_and_units_and_amounts_are_not():
    rows = [{"sector": "industry", "spread": 10}, {"sector": "transport", "spread": 10}]
    value, made = 100 * DIESEL, first(account(*rows))
    half = math.hypot(2 * value * UP, math.sqrt(2) * value * 0.1)
    assert made["source_tco2_hi"] == pytest.approx(2 * value + half)
    whole = account({}, {"unit_code": "330102"}).whole
    assert whole.high[0] == pytest.approx(2 * value * (1 + UP))


@pytest.mark.parametrize("draws", [0, 500])
def test_the_sum_of_all_lines_is_the_sum_of_a_table_of_one_unit(draws):
    rows = [{"amount": 40.0}, {"activity": "gasoline"}, {"activity": "fert_N", "sector": "agriculture"}]
    apart = [{**row, "unit_code": f"33010{number}"} for number, row in enumerate(rows * 2)]
    whole, one = account(*apart, draws=draws).whole, account(*rows, *rows, draws=draws).whole
    unit = first(account(*rows, *rows, draws=draws))
    for limit, name in ((whole.low, "lo"), (whole.high, "hi"), (whole.sd, "sd")):
        assert limit[0] == pytest.approx(unit[f"source_tco2_{name}"], rel=1e-12)
    assert one.sd[0] == pytest.approx(whole.sd[0], rel=1e-12)


@given(st.lists(st.integers(-3, 3)))
def test_ranks_are_those_of_the_distinct_numbers(numbers):
    numbers = np.array(numbers, dtype=np.int64)
    _found, first_of, rank_of = np.unique(numbers, return_index=True, return_inverse=True)
    rank, first_ones = table.ordered(numbers)
    assert rank.tolist() == rank_of.tolist() and first_ones.tolist() == first_of.tolist()


def test_different_fuels_are_independent():
    both = first(account({}, {"activity": "gasoline"}))
    one, other = first(account({})), first(account({"activity": "gasoline"}))
    above = [row["source_tco2_hi"] - row["source_tco2"] for row in (one, other)]
    assert both["source_tco2_hi"] - both["source_tco2"] == pytest.approx(math.hypot(*above))


def test_the_limits_of_electricity_are_lent_only_where_they_are_wanted():
    row = {"activity": "electricity", "amount": 100, "unit": "MWh"}
    own = first(account(row))
    assert (own["source_tco2_lo"], own["source_tco2_hi"], own["ranged_pct"]) == pytest.approx(
        (100 * GRID, 100 * GRID, 0)
    )
    lent = first(account(row, ranges="generic"))
    assert lent["source_tco2_hi"] == pytest.approx(100 * GRID * 1.075) and lent["ranged_pct"] == 100


def test_nitrogen_moves_with_each_of_its_five_factors():
    row = first(account({"activity": "fert_N", "amount": 1000, "sector": "agriculture"}))
    assert row["source_tco2_lo"] < row["source_tco2"] < row["source_tco2_hi"]
    detail = account({"activity": "fert_N", "amount": 1000}).detail.iloc[0]
    assert detail["tco2e_hi"] == pytest.approx(row["source_tco2_hi"])


def test_rows_of_details_without_a_width_have_none():
    detail = account({"activity": "electricity", "unit": "MWh"}, {}).detail.set_index("activity")
    assert math.isnan(detail.loc["electricity", "tco2e_lo"]) and detail.loc["diesel", "tco2e_lo"] > 0


def test_draws_agree_with_propagation_where_widths_are_small():
    rows = [{"spread": 5}, {"activity": "gasoline", "spread": 8}, {"unit_code": "2", "spread": 3}]
    by_formula, drawn = account(*rows).units, account(*rows, draws=20_000).units
    assert drawn["source_tco2_sd"].to_numpy() == pytest.approx(
        by_formula["source_tco2_sd"].to_numpy(), rel=0.03
    )
    assert drawn["source_tco2"].tolist() == by_formula["source_tco2"].tolist()
    again = account(*rows[::-1], draws=20_000).units
    assert again["source_tco2_lo"].tolist() == pytest.approx(drawn["source_tco2_lo"].tolist(), rel=1e-12)


def test_widths_that_cannot_be_are_refused_with_their_rows():
    with pytest.raises(InputError, match="rows: 2, 3"):
        account({}, {"spread": -1}, {"spread": math.inf})


def test_the_land_space_view_and_the_sectors_add_up_to_the_units():
    made = account(
        {"sector": "工业"},
        {"sector": "transport"},
        {"sector": "rural_living"},
        {"sector": "agriculture", "activity": "pig", "unit": "head", "amount": 1000},
        {"sector": "process", "activity": "clinker"},
        {"sector": "", "activity": "msw_incineration"},
        {"sector": "?", "activity": "electricity", "unit": "MWh"},
        {"sector": "energy_industry"},
    )
    views = made.views.set_index("land_group")["tco2e"]
    assert set(views.index) == {"industry", "transport", "buildings", "agriculture", "utilities", "other"}
    assert views.sum() == pytest.approx(first(made)["source_tco2"])
    assert views["transport"] == pytest.approx(100 * DIESEL)
    counted = made.sectors[made.sectors["counted"] == "counted"]
    assert counted["tco2e"].sum() == pytest.approx(first(made)["source_tco2"])
    assert set(made.sectors["counted"]) == {"counted", "other_side"}
    assert set(counted["scope"]) == {1, 2} and {"CO2", "CH4", "N2O"} <= set(counted["gas"])


@pytest.mark.parametrize(("sector", "kept"), [("agriculture_energy", 1), ("transport", 2)])
def test_the_same_diesel_is_counted_once(sector, kept):
    rows = [{"sector": sector}, {"activity": "农用柴油", "sector": "agriculture", "amount": 100}]
    made = account(*rows)
    assert len(made.detail) == kept
    expected = 100 * DIESEL + (kept - 1) * 100 * 0.5927 * 44 / 12
    assert first(made)["source_tco2"] == pytest.approx(expected)


AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]),
        st.sampled_from(["diesel", "gasoline", "raw_coal_x", "fert_N"]).filter(
            lambda name: name != "raw_coal_x"
        ),
        st.floats(1, 1e5),
        st.floats(0, 30),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(AMOUNTS, st.sampled_from([("t", 1.0), ("万吨", 1e4), ("kg", 1e-3)]), st.randoms(use_true_random=False))
def test_neither_units_of_amount_nor_order_change_an_interval(rows, unit, random):
    symbol, size = unit
    base = [{"unit_code": c, "activity": a, "amount": x, "spread": s} for c, a, x, s in rows]
    other = [{**row, "unit": symbol, "amount": row["amount"] / size} for row in base]
    random.shuffle(other)
    one, two = account(*base).units, account(*other).units
    for suffix in ("", "_lo", "_hi", "_sd"):
        name = f"source_tco2{suffix}"
        assert one[name].to_numpy() == pytest.approx(two[name].to_numpy(), rel=1e-9, abs=1e-9)
