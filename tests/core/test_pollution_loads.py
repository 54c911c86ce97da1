"""Loads of activities and of land: hand-made numbers, sums that are kept, orders and units left aside."""

from __future__ import annotations

import math

import numpy as np
import pytest

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.carbon.streams import Choices
from carbon_pollution_zoning.core.csvdata import CsvTable
from carbon_pollution_zoning.core.errors import FactorError, InputError
from carbon_pollution_zoning.core.pollution import activityloads, landloads, lines, removal

pytestmark = pytest.mark.needs("pandas")


def own(name, *rows):
    """A user's table of (key, parameter, value, low, high, unit)."""
    made = [
        {
            "key": key,
            "scheme": "LOCAL",
            "parameter": parameter,
            "value": value,
            "low": low,
            "high": high,
            "unit": unit,
            "source": "survey",
            "region": "CN",
            "gap": "0",
            "confidence": "medium",
        }
        for key, parameter, value, low, high, unit in rows
    ]
    return factors.checked(CsvTable(list(made[0]), made, list(range(2, len(made) + 2))), name, "own.csv")


EMISSION = own(
    "emission",
    ("raw_coal", "ef_SO2", "8", "6", "10", "kg/t"),
    ("raw_coal", "ef_NOx", "3", "", "", "kg/t"),
    ("natural_gas", "ef_NOx", "18.71", "", "", "kg/10^4 m3"),
)
EXPORT = own(
    "land_export",
    ("cropland", "export_TN", "20", "10", "30", "kg ha-1 a-1"),
    ("cropland", "export_TP", "1", "", "", "kg ha-1 a-1"),
    ("forest", "export_TN", "2", "1", "3", "kg ha-1 a-1"),
    ("forest", "export_TP", "0.1", "", "", "kg ha-1 a-1"),
    ("cropland", "delivery_ratio", "0.5", "0.4", "0.6", "1"),
)


def table(*rows, percent=None):
    """Activities from (unit, activity, amount, unit of amount)."""
    from carbon_pollution_zoning.core.carbon.rows import Rows

    count = len(rows)
    texts = [np.array([row[at] for row in rows], dtype=object) for at in (0, 1, 3)]
    blank = np.full(count, "", dtype=object)
    return Rows(
        unit_code=texts[0],
        unit_name=blank,
        sector=blank,
        activity=texts[1],
        amount=np.array([row[2] for row in rows], dtype=np.float64),
        unit=texts[2],
        year=np.full(count, 2024),
        place=np.full(count, "CN", dtype=object),
        spread=None if percent is None else np.full(count, float(percent)),
    )


def loads(given, units=("a", "b"), **settings):
    """(made, value of a pollutant by unit, totals) of an activity table."""
    book = lines.Book()
    chosen = {"choices": Choices(emission=EMISSION), **settings}
    made = activityloads.account(given, activityloads.Settings(**chosen), units, book)
    shape = len(made.units), len(made.pollutants)
    covered = np.isin(np.arange(shape[0]), made.lines.unit)
    sums = lines.totals(made.lines, made.lines.unit, shape, book.inputs(), covered)
    return made, sums


def one(made, sums, unit, pollutant):
    return sums.value[made.units.index(unit), made.pollutants.index(pollutant)]


COAL = (("a", "raw_coal", 1000.0, "t"), ("b", "原煤", 2.0, "万吨"), ("b", "natural_gas", 50.0, "万立方米"))


def test_load_is_activity_times_factor():
    made, sums = loads(table(*COAL))
    assert one(made, sums, "a", "SO2") == pytest.approx(8.0)  # 1000 t x 8 kg/t
    assert one(made, sums, "b", "SO2") == pytest.approx(160.0)
    assert one(made, sums, "b", "NOx") == pytest.approx(60.0 + 50 * 18.71 / 1000)
    at = made.units.index("a"), made.pollutants.index("SO2")
    assert (sums.low[at], sums.high[at]) == pytest.approx((6.0, 10.0))
    assert sums.sd[at] == pytest.approx(4 / (2 * 1.96))


def test_removal_of_the_most_specific_row_decides():
    kept = removal.removals(
        ["", "a", "", "b"], ["", "", "raw_coal", "煤"], ["SO2", "二氧化硫", "SO2", "SO2"],
        np.array([0.1, 0.9, 0.5, 0.95]),
    )  # fmt: skip
    made, sums = loads(table(*COAL), removals=kept)
    assert one(made, sums, "a", "SO2") == pytest.approx(0.8)  # unit before activity before pollutant
    assert one(made, sums, "b", "SO2") == pytest.approx(8.0)
    assert one(made, sums, "a", "NOx") == pytest.approx(3.0)
    made, sums = loads(table(("c", "raw_coal", 1000.0, "t")), units=(), removals=kept)
    assert one(made, sums, "c", "SO2") == pytest.approx(4.0)


def test_limits_of_removal_turn_round():
    kept = removal.removals(
        [""], [""], ["NOx"], np.array([80.0]), np.array([60.0]), np.array([90.0]), "percent"
    )
    made, sums = loads(table(("a", "raw_coal", 1000.0, "t")), removals=kept)
    at = made.units.index("a"), made.pollutants.index("NOx")
    assert (sums.value[at], sums.low[at], sums.high[at]) == pytest.approx((0.6, 0.3, 1.2))


def test_all_is_kept_back_where_removal_is_complete():
    kept = removal.removals([""], [""], ["SO2"], np.array([1.0]), np.array([0.9]), np.array([1.0]))
    made, sums = loads(table(("a", "raw_coal", 1000.0, "t")), removals=kept)
    at = made.units.index("a"), made.pollutants.index("SO2")
    assert (sums.value[at], sums.low[at]) == (0.0, 0.0)
    assert sums.high[at] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("rate", "scale", "words"),
    [
        ([85.0], "fraction", "outside of 0 … 1"),
        ([150.0], "percent", "outside of 0 … 100 %"),
        ([-0.1], "fraction", "outside"),
        ([math.nan], "fraction", "have no rate"),
    ],
)
def test_removal_rates_are_never_rescaled(rate, scale, words):
    with pytest.raises(InputError, match=words):
        removal.removals([""], [""], ["SO2"], np.array(rate), scale=scale)


def test_removal_rows_that_say_the_same_case_twice_are_refused():
    with pytest.raises(InputError, match="1 / 2"):
        removal.removals(["", ""], ["煤", "raw_coal"], ["SO2", "二氧化硫"], np.array([0.1, 0.2]))


def test_units_of_amount_do_not_matter():
    tonnes = loads(table(("a", "raw_coal", 12345.0, "t")))
    for amount, unit in ((12.345, "kt"), (1.2345, "10^4 t"), (12345000.0, "kg")):
        _, sums = loads(table(("a", "raw_coal", amount, unit)))
        np.testing.assert_allclose(sums.value, tonnes[1].value, rtol=1e-12)
        np.testing.assert_allclose(sums.sd, tonnes[1].sd, rtol=1e-12)


def test_order_of_rows_does_not_matter():
    forward, backward = loads(table(*COAL, percent=5)), loads(table(*COAL[::-1], percent=5))
    for pollutant in ("SO2", "NOx"):
        for unit in ("a", "b"):
            assert one(*forward, unit, pollutant) == pytest.approx(one(*backward, unit, pollutant), rel=1e-14)
            places = [
                (made.units.index(unit), made.pollutants.index(pollutant)) for made, _ in (forward, backward)
            ]
            assert forward[1].sd[places[0]] == pytest.approx(backward[1].sd[places[1]], rel=1e-12)


def test_amounts_of_two_rows_are_independent_and_add_up():
    """10 % of either amount, the factor exactly known: half-widths go by the root of squares."""
    given = table(("a", "raw_coal", 1000.0, "t"), ("a", "raw_coal", 1.0, "kt"), percent=10)
    made, sums = loads(given)
    at = made.units.index("a"), made.pollutants.index("NOx")
    half = 3 * 0.1 * math.sqrt(2)
    assert (sums.value[at], sums.low[at], sums.high[at]) == pytest.approx((6.0, 6 - half, 6 + half))


def test_a_shared_factor_does_not_average_out():
    """Two units with the same factor: the half-widths add up, they do not go by the root of squares."""
    book = lines.Book()
    settings = activityloads.Settings(choices=Choices(emission=EMISSION))
    rows = table(("a", "raw_coal", 1000.0, "t"), ("b", "raw_coal", 1000.0, "t"))
    made = activityloads.account(rows, settings, ("a", "b"), book)
    whole = np.zeros(len(made.lines), dtype=np.int64)
    sums = lines.totals(made.lines, whole, (1, 2), book.inputs(), np.array([True]))
    at = 0, made.pollutants.index("SO2")
    assert (sums.low[at], sums.high[at]) == pytest.approx((12.0, 20.0))


def test_monte_carlo_comes_to_the_same():
    book = lines.Book()
    settings = activityloads.Settings(choices=Choices(emission=EMISSION))
    made = activityloads.account(table(*COAL, percent=10), settings, ("a", "b"), book)
    shape, covered = (2, 2), np.array([True, True])
    drawn = lines.totals(
        made.lines, made.lines.unit, shape, book.inputs(), covered, Spreading(draws=40_000, seed=7)
    )
    told = lines.totals(made.lines, made.lines.unit, shape, book.inputs(), covered)
    np.testing.assert_allclose(drawn.sd, told.sd, rtol=0.03)


def test_missing_amounts_are_not_zero():
    made, sums = loads(
        table(("a", "raw_coal", math.nan, "t"), ("b", "raw_coal", 10.0, "t")), units=("a", "b", "c")
    )
    so2 = made.pollutants.index("SO2")
    assert math.isnan(sums.value[0, so2]) and math.isnan(sums.value[2, so2])
    from carbon_pollution_zoning.core import flags as fl

    assert fl.texts(sums.flags(np.zeros(3, dtype=bool))).tolist() == ["NO_P", "", "NO_P"]
    assert "1 rows have no amount" in " ".join(map(str, made.remarks))


def test_burnt_residues_have_factors_of_the_guidelines():
    """IPCC 2006 Vol 4 eq 2.27: 100 t of rice residue x 0.8 x 92 g CO/kg and 2.5 g NOx/kg."""
    made, sums = loads(table(("a", "burnt_rice", 100.0, "t")), choices=Choices())
    assert one(made, sums, "a", "CO") == pytest.approx(100 * 0.8 * 0.092)
    assert one(made, sums, "a", "NOx") == pytest.approx(100 * 0.8 * 0.0025)


def test_leached_nitrogen_only_where_it_is_asked_for():
    """The guideline's 20 % of E12: 5000 t N lose 1000 t; IPCC 2019 24 % with 1 % to 73 %."""
    made, sums = loads(table(("a", "fert_N", 5000.0, "t")), choices=Choices(), leaching=True)
    assert one(made, sums, "a", "TN") == pytest.approx(1000.0)
    wide = Choices(agriculture_scheme="IPCC2019")
    made, sums = loads(table(("a", "fert_N", 5000.0, "t")), choices=wide, leaching=True)
    assert (sums.value[0, 0], sums.low[0, 0], sums.high[0, 0]) == pytest.approx((1200.0, 50.0, 3650.0))
    made, _ = loads(table(("a", "fert_N", 5000.0, "t")), choices=Choices())
    assert made.pollutants == () and "fert_N (1×, 5000 t)" in str(made.remarks[0])


def test_activities_without_factors_stop_where_that_is_wanted():
    with pytest.raises(InputError, match=r"electricity \(1×, 7 MWh\)"):
        loads(table(("a", "electricity", 7.0, "MWh")), unknown="stop")


def test_units_of_amount_that_fit_nothing_are_told_together():
    with pytest.raises(InputError) as refused:
        loads(table(("a", "raw_coal", 7.0, "head"), ("a", "natural_gas", 7.0, "ha")))
    assert "raw_coal" in str(refused.value) and "natural_gas" in str(refused.value)


# --- land ---------------------------------------------------------------------------------------------


def test_each_fault_of_an_activity_names_its_rows_in_their_order():
    rows = [("a", "raw_coal", 1.0, "hours"), ("a", "natural_gas", 1.0, "hours")] * 2
    with pytest.raises(InputError) as error:
        loads(table(*rows, ("b", "raw_coal", 2.0, "t")))
    told = [str(item) for item in error.value.problems]
    assert [text.split(":")[0] for text in told] == ["raw_coal (rows 1, 3)", "natural_gas (rows 2, 4)"]


def areas(**more):
    """Two units and two sub-catchments; a corner of the second unit lies in none."""
    return landloads.LandAreas(
        **{
            "unit": np.array([0, 0, 1, 1]),
            "catchment": np.array([0, 1, 1, -1]),
            "classes": ("cropland", "forest"),
            "area_ha": np.array([[100.0, 0.0], [50.0, 200.0], [10.0, 300.0], [0.0, 40.0]]),
            "unknown_ha": np.zeros(4),
            **more,
        }
    )


def land_sums(land, by="unit", **options):
    book = lines.Book()
    made = landloads.account(land, landloads.exports(EXPORT), book, **options)
    place = getattr(made.lines, by)
    sums = lines.totals(made.lines, place, (2, len(made.pollutants)), book.inputs(), np.array([True, True]))
    return made, sums


def test_diffuse_load_is_area_times_coefficient_times_delivery():
    made, units = land_sums(areas())
    assert made.pollutants == ("TN", "TP")
    # cropland delivers half: (150 x 20 x 0.5 + 200 x 2) kg
    np.testing.assert_allclose(units.value[:, 0], [1.9, (10 * 20 * 0.5 + 340 * 2) / 1000], rtol=1e-14)
    np.testing.assert_allclose(units.value[:, 1], [(150 * 0.5 + 20) / 1000, (5 + 34) / 1000], rtol=1e-14)


def test_sums_by_unit_and_by_catchment_are_the_same():
    options = {"delivery": 0.8, "catchment_delivery": np.array([0.25, 1.0])}
    _, units = land_sums(areas(), **options)
    _, catchments = land_sums(areas(), "catchment", **options)
    outside = 40 * 2 * 0.8 / 1000
    assert catchments.value[:, 0].sum() + outside == pytest.approx(units.value[:, 0].sum(), rel=1e-14)
    assert units.value[0, 0] == pytest.approx(0.8 * (0.25 * 1.0 + 0.5 + 0.4), rel=1e-14)


def test_intervals_of_diffuse_loads():
    """Coefficient 20 (10 to 30) and delivery 0.5 (0.4 to 0.6) of 100 ha: root of 0.5² and 0.2²."""
    land = areas(
        unit=np.array([0]), catchment=np.array([0]), area_ha=np.array([[100.0, 0.0]]), unknown_ha=np.zeros(1)
    )
    _, sums = land_sums(land)
    half = math.hypot(0.5, 0.2)
    assert (sums.value[0, 0], sums.low[0, 0], sums.high[0, 0]) == pytest.approx((1.0, 1 - half, 1 + half))


def test_land_without_coefficient_stops_or_is_told_and_flagged():
    strange = areas(classes=("cropland", "built_up"))
    with pytest.raises(InputError, match=r"TN for Built-up land \(540 ha\)"):
        land_sums(strange)
    made, sums = land_sums(strange, uncovered="leave_out")
    assert made.unsure.tolist() == [False, True, True, True]
    assert sums.partial.any() and sums.value[0, 0] == pytest.approx(1.5)


def test_a_wider_class_stands_in_and_is_told():
    made, sums = land_sums(areas(classes=("orchard", "shrub")))
    assert sums.value[0, 0] == pytest.approx(1.9)
    assert "Orchard" in " ".join(map(str, made.remarks)) and "Forest" in " ".join(map(str, made.remarks))


def test_the_template_itself_is_no_table_of_coefficients():
    with pytest.raises(FactorError, match="has no export coefficients"):
        landloads.exports(factors.builtin("land_export"))


@pytest.mark.parametrize("options", [{"delivery": 1.2}, {"catchment_delivery": np.array([0.5, math.nan])}])
def test_delivery_ratios_are_shares(options):
    with pytest.raises(InputError, match="delivery ratio"):
        land_sums(areas(), **options)


# --- parting among sub-catchments -----------------------------------------------------------------------


def test_parts_of_a_line_add_up_to_it():
    rng = np.random.default_rng(3)
    weight = rng.random((20, 8)) * (rng.random((20, 8)) > 0.5)
    weight[4] = 0.0
    shares, empty = lines.shares_of(weight)
    assert empty.tolist() == [at == 4 for at in range(20)]
    given = lines.lines([(unit, -1, 0, 0, float(rng.random()), []) for unit in range(20)])
    parted = lines.shared(given, shares)
    inputs = lines.Book().inputs()
    back = np.bincount(parted.unit, parted.load(inputs), 20)
    np.testing.assert_allclose(back, given.load(inputs), rtol=1e-14)
    assert (parted.catchment[parted.unit == 4] == lines.NOWHERE).all()
    assert parted.catchment.max() <= 6  # the last weight is outside of all sub-catchments
