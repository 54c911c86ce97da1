"""Pollution equivalents: E18 of the worked examples, names, units, rules of the law."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.errors import Cancelled, FactorError, InputError
from carbon_pollution_zoning.core.pollution import catalogue, equivalents, eqwidths
from carbon_pollution_zoning.core.pollution.records import records

EXAMPLES = json.loads((Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8"))


def built_in(particulates="none"):
    return catalogue.Catalogue(factors.builtin("equivalents"), particulates=particulates)


def example(identifier):
    return next(item for item in EXAMPLES if item["id"] == identifier)


def rows(*lines, **columns):
    """Discharges from (unit, pollutant, amount, unit of amount) records."""
    unit, pollutant, amount, amount_unit = zip(*lines)
    return records(unit, pollutant, amount, amount_unit, **columns)


@pytest.fixture(scope="module")
def e18():
    inputs = example("E18")["inputs"]
    lines = [
        ("works", name, kg, "kg") for medium in ("air_kg", "water_kg") for name, kg in inputs[medium].items()
    ]
    return equivalents.account(rows(*lines), built_in()), example("E18")["expected"]


def test_e18_equivalents_of_every_pollutant(e18):
    made, expected = e18
    found = {code: values[0] for code, values in made.by_pollutant.items()}
    assert found == pytest.approx({code: expected[code] for code in found})
    assert len(found) == 8


def test_e18_sums_of_all_pollutants(e18):
    made, expected = e18
    assert made.air.tolist() == pytest.approx([expected["air_sum"]])
    assert made.water.tolist() == pytest.approx([expected["water_sum"]])
    assert made.total.tolist() == pytest.approx([expected["air_sum"] + expected["water_sum"]])
    assert fl.texts(made.flags).tolist() == [""]


def test_e18_bill_of_the_three_largest(e18):
    made, expected = e18
    air, water = equivalents.tax(made, built_in().rate("air"), built_in().rate("water"))
    assert air.tolist() == pytest.approx([expected["air_tax_top3_min"]])
    assert water.tolist() == pytest.approx([expected["water_tax_min"]])


def test_five_of_class_one_are_billed_beside_three_others():
    heavy = [("w", name, 1.0, "kg") for name in ("总镉", "砷", "铬", "六价铬", "总银", "总镍")]
    others = [
        ("w", "SS", 4.0, "kg"),
        ("w", "NH3-N", 0.8, "kg"),
        ("w", "TP", 0.25, "kg"),
        ("w", "石油类", 0.01, "kg"),
    ]
    water = [(*record[:1], record[1], *record[2:]) for record in heavy + others]
    made = equivalents.account(rows(*water, medium="water"), built_in())
    _, bill = equivalents.tax(made, 1.2, 1.0)
    # Cd 200, Cr6 50, As 50, Ag 50, Ni 40 are billed, Cr 25 is the sixth; SS, NH3-N, TP 1 each, not oil 0.1
    assert bill[0] == pytest.approx(200 + 50 + 50 + 50 + 40 + 3)


def test_outlets_are_billed_one_by_one():
    lines = [("w", name, 0.95 * n, "kg") for name, n in (("SO2", 4), ("NOx", 3))]
    lines += [("w", "CO", 16.7 * 2, "kg"), ("w", "H2S", 0.29, "kg")]
    one = equivalents.account(rows(*lines, part=["a"] * 4), built_in())
    two = equivalents.account(rows(*lines, part=["a", "a", "b", "b"]), built_in())
    assert equivalents.tax(one, 1.0, 1.0)[0][0] == pytest.approx(9)
    assert equivalents.tax(two, 1.0, 1.0)[0][0] == pytest.approx(10)
    assert one.total.tolist() == pytest.approx([10])
    assert two.total.tolist() == pytest.approx([10])


def test_of_cod_bod5_and_toc_only_the_largest_counts():
    made = equivalents.account(
        rows(
            ("a", "COD", 100, "kg"), ("a", "BOD5", 40, "kg"), ("a", "TOC", 60, "kg"), ("b", "BOD5", 40, "kg")
        ),
        built_in(),
    )
    # a: COD 100, BOD5 80, TOC 122.449; b has only BOD5
    assert made.water.tolist() == pytest.approx([60 / 0.49, 80])
    status = {
        (made.units[unit], made.entries[entry].code): equivalents.STATUSES[code]
        for unit, entry, code in zip(made.lines.unit, made.lines.entry, made.lines.status)
    }
    assert status == {
        ("a", "COD"): "one_only",
        ("a", "BOD5"): "one_only",
        ("a", "TOC"): "counted",
        ("b", "BOD5"): "counted",
    }
    assert any("COD" in str(item) and "BOD5" in str(item) for item in made.remarks)


@pytest.mark.parametrize(("choice", "value"), [("soot", 2.18), ("dust", 4.0)])
def test_particulate_matter_is_what_the_user_says(choice, value):
    made = equivalents.account(rows(("a", "颗粒物", 872.0, "kg")), built_in(choice))
    assert made.air.tolist() == pytest.approx([872.0 / value])
    assert list(made.by_pollutant) == ["PM"]


def test_pollutants_without_a_value_are_left_out_and_told():
    made = equivalents.account(
        rows(
            ("a", "SO2", 0.95, "t"),
            ("a", "TN", 5, "t"),
            ("a", "PM2.5", 2, "t"),
            ("a", "VOCs", 1, "t"),
            ("b", "颗粒物", 1, "t"),
        ),
        built_in(),
    )
    assert made.total[0] == pytest.approx(1000) and math.isnan(made.total[1])
    assert fl.texts(made.flags).tolist() == ["", "NO_P"]
    told = "\n".join(map(str, made.remarks))
    assert all(word in told for word in ("TN", "PM2_5", "VOC", "PM ", "5 t"))
    assert told.count("PARTICULATES") == 1 and "2.18" in told


def test_a_users_table_prices_what_the_law_does_not(tmp_path):
    path = tmp_path / "own.csv"
    header = "key,scheme,parameter,value,unit,source,medium"
    path.write_text(
        f"{header}\na_VOC,OWN,equivalent_value,0.95,kg per equivalent,decree 7,air\n", encoding="utf-8"
    )
    made = equivalents.account(
        rows(("a", "挥发性有机物", 9.5, "kg")), catalogue.Catalogue(factors.read(path, "equivalents"))
    )
    assert made.air.tolist() == pytest.approx([10])
    assert made.entries[0].source == "decree 7"


def test_a_name_that_stands_for_two_media_is_refused_until_the_medium_is_said():
    with pytest.raises(InputError, match="more than one medium"):
        equivalents.account(rows(("a", "汞", 1, "g")), built_in())
    made = equivalents.account(
        rows(("a", "汞", 1, "g"), ("a", "汞", 1, "g"), medium=["air", "water"]), built_in()
    )
    assert (made.air[0], made.water[0]) == pytest.approx((10, 2))


def test_discharge_into_the_sea_is_charged_as_water():
    made = equivalents.account(rows(("a", "COD", 1, "kg"), medium="sea"), built_in())
    assert made.water.tolist() == [1]


def test_livestock_is_counted_by_heads():
    assert equivalents.account(rows(("a", "猪", 5, "万头")), built_in()).water.tolist() == [50_000]


def test_missing_is_not_zero():
    made = equivalents.account(
        rows(
            ("a", "SO2", math.nan, "kg"),
            ("a", "NOx", 0.95, "kg"),
            ("b", "SO2", math.nan, "kg"),
            ("c", "SO2", 0, "kg"),
        ),
        built_in(),
    )
    assert np.array_equal(made.air, [1, math.nan, 0], equal_nan=True)
    assert np.isnan(made.water).all()
    assert fl.texts(made.flags).tolist() == ["PART_P", "NO_P", ""]
    assert any("2 amounts are missing" in str(item) for item in made.remarks)


def test_a_row_of_totals_is_no_unit():
    made = equivalents.account(rows(("a", "SO2", 0.95, "kg"), ("合 计", "SO2", 0.95, "kg")), built_in())
    assert made.unit.tolist() == ["a"]
    assert any("sum of other rows" in str(item) for item in made.remarks)


def test_rows_of_one_pollutant_under_two_names_are_added():
    made = equivalents.account(rows(("a", "SO2", 0.95, "kg"), ("a", "二氧化硫", 1.9, "kg")), built_in())
    assert made.air.tolist() == pytest.approx([3])
    assert any("added together" in str(item) for item in made.remarks)


def test_years_stay_apart():
    made = equivalents.account(
        rows(("a", "SO2", 0.95, "kg"), ("a", "SO2", 1.9, "kg"), year=[2023, 2024]), built_in()
    )
    assert (made.year.tolist(), made.air.tolist()) == ([2023, 2024], pytest.approx([1, 2]))


def test_all_faults_are_told_together():
    faulty = rows(
        ("", "SO2", 1, "kg"),
        ("a", "", 1, "kg"),
        ("a", "SO2", math.inf, "kg"),
        ("a", "NOx", -1, "kg"),
        ("a", "二氧化琉", 7, "t"),
        ("a", "CO", 1, "km"),
        ("a", "NH3", 1, ""),
        ("a", "H2S", 1, "桶"),
    )
    with pytest.raises(InputError) as refusal:
        equivalents.account(faulty, built_in())
    text = str(refusal.value)
    for words in (
        "no unit code",
        "no pollutant",
        "infinite",
        "negative",
        "二氧化琉",
        "7 t",
        "km",
        "have no unit",
        "桶",
    ):
        assert words in text, words
    assert len(refusal.value.problems) == 8


def test_unknown_names_can_be_left_out_and_corrections_allowed():
    made = equivalents.account(
        rows(("a", "二氧化琉", 7, "t"), ("a", "SO2", 1.9, "kg"), ("a", "SO2", -0.95, "kg")),
        built_in(),
        unknown="leave_out",
        corrections=True,
    )
    assert made.air.tolist() == pytest.approx([1])
    assert any("二氧化琉" in str(item) for item in made.remarks)


def test_a_medium_without_a_value_names_the_other():
    with pytest.raises(InputError, match="in air"):
        equivalents.account(rows(("a", "SO2", 1, "kg"), medium="water"), built_in())


def test_a_scheme_that_the_table_lacks_is_refused():
    with pytest.raises(FactorError, match="EPTAX"):
        catalogue.Catalogue(factors.builtin("equivalents"), scheme="OTHER")


def test_load_per_area_needs_an_area():
    load, flags = equivalents.per_km2([200.0, 200.0, math.nan], [50.0, 0.0, 0.0])
    assert np.array_equal(load, [400, math.nan, math.nan], equal_nan=True)
    assert fl.texts(flags).tolist() == ["", "BAD_X", ""]


def test_no_spelling_of_the_law_names_two_pollutants_of_one_medium():
    made = built_in()
    for row in made.table.select(parameter="equivalent_value"):
        medium = "air" if row.key.startswith("a_") else "water"
        entry = made.find(row.name_zh, medium)
        assert entry is not None
        assert entry.key in (row.key, "") and (entry.key == "") == row.gap


amounts = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["SO2", "氮氧化物", "CO", "SS", "总磷", "氨氮"]),
        st.floats(0, 1e6, allow_subnormal=False),
    ),
    min_size=1,
    max_size=25,
)


@given(amounts)
def test_sums_are_kept(records):
    made = equivalents.account(rows(*((*record, "kg") for record in records)), built_in())
    values = {"SO2": 0.95, "氮氧化物": 0.95, "CO": 16.7, "SS": 4, "总磷": 0.25, "氨氮": 0.8}
    expected = math.fsum(amount / values[name] for _, name, amount in records)
    assert np.nansum(made.total) == pytest.approx(expected, rel=1e-12)
    assert np.nansum(made.air) + np.nansum(made.water) == pytest.approx(expected, rel=1e-12)
    assert np.nansum(made.lines.counted) == pytest.approx(expected, rel=1e-12)


@given(amounts, st.randoms(use_true_random=False))
def test_order_of_rows_and_units_of_amount_do_not_matter(records, random):
    units = {"kg": 1.0, "t": 1e-3, "g": 1e3, "万吨": 1e-7, "吨/年": 1e-3}
    plain = equivalents.account(rows(*((*record, "kg") for record in records)), built_in())
    mixed = [
        (unit, name, amount * units[u], u)
        for unit, name, amount in records
        for u in [random.choice(list(units))]
    ]
    random.shuffle(mixed)
    other = equivalents.account(rows(*mixed), built_in())
    assert other.unit.tolist() == plain.unit.tolist()
    np.testing.assert_allclose(other.air, plain.air, rtol=1e-9)
    np.testing.assert_allclose(other.water, plain.water, rtol=1e-9)


def test_a8_environmental_protection_tax():
    """A8: a published bill at 1.2 yuan; whole kilograms that its printed yuan give back."""
    table = built_in()
    made = equivalents.account(
        rows(("works", "SO2", 882, "kg"), ("works", "NOx", 472, "kg"), ("works", "soot", 13395, "kg")), table
    )
    printed = {"SO2": 1114.1053, "NOx": 596.2105, "soot": 7373.3945}
    assert {code: values[0] * 1.2 for code, values in made.by_pollutant.items()} == pytest.approx(
        printed, abs=5e-5
    )
    low, high = table.rate_range("air")
    assert low == 1.2 <= high
    air, water = equivalents.tax(made, 1.2, table.rate("water"))
    assert air[0] == pytest.approx(sum(printed.values()), abs=1e-4) and np.isnan(water[0])


def ranged(*lines, width=0.1):
    given = rows(*lines)
    return given.with_limits(given.amount * (1 - width), given.amount * (1 + width))


LOADS = (
    ("a", "SO2", 95.0, "kg"),
    ("a", "NOx", 190.0, "kg"),
    ("a", "COD", 30.0, "kg"),
    ("b", "COD", 7.0, "kg"),
)


def test_intervals_of_independent_amounts():
    made = equivalents.account(ranged(*LOADS), built_in())
    found = eqwidths.intervals(made, Spreading())
    # 100 +- 10 and 200 +- 20 in air, 30 +- 3 in water
    assert found["air"].high[0] - made.air[0] == pytest.approx(np.hypot(10, 20))
    assert found["total"].low[0] == pytest.approx(330 - np.sqrt(100 + 400 + 9))
    assert found["water"].sd[1] == pytest.approx(0.7 / 1.96) and np.isnan(found["air"].sd[1])
    drawn = eqwidths.intervals(made, Spreading(draws=20_000, distribution="normal"))
    assert drawn["total"].sd[0] == pytest.approx(found["total"].sd[0], rel=0.03)
    km2 = eqwidths.per_km2(found["total"], [200.0, 0.0])
    assert km2.sd[0] == pytest.approx(found["total"].sd[0] / 2) and np.isnan(km2.sd[1])


def test_rows_without_limits_have_no_interval():
    assert eqwidths.intervals(equivalents.account(rows(*LOADS), built_in()), Spreading()) == {}
    given = ranged(*LOADS)
    given.low[0] = np.nan
    found = eqwidths.intervals(equivalents.account(given, built_in()), Spreading())
    assert np.isnan(found["air"].sd[0]) and np.isnan(found["total"].sd[0])
    assert np.isfinite(found["water"].sd).all()


@pytest.mark.parametrize(("unit", "scale"), [("t", 1e-3), ("kt", 1e-6), ("10^4 t", 1e-7), ("g", 1e3)])
def test_intervals_do_not_depend_on_units_and_order(unit, scale):
    before = eqwidths.intervals(equivalents.account(ranged(*LOADS), built_in()), Spreading())
    turned = [(place, name, amount * scale, unit) for place, name, amount, _ in LOADS[::-1]]
    after = eqwidths.intervals(equivalents.account(ranged(*turned), built_in()), Spreading())
    for name, one in before.items():
        assert after[name].low == pytest.approx(one.low, rel=1e-9, nan_ok=True)
        assert after[name].sd == pytest.approx(one.sd, rel=1e-9, nan_ok=True)


def test_draws_can_be_stopped():
    made = equivalents.account(ranged(*LOADS), built_in())

    def stop(part):
        raise Cancelled

    with pytest.raises(Cancelled):
        eqwidths.intervals(made, Spreading(draws=100), stop)
