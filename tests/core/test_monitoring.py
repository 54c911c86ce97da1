"""Readings before their limits: standards, functional classes, units, composites."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors, standards
from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core import uncertainty as un
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.errors import FactorError, InputError, UnknownCodesError
from carbon_pollution_zoning.core.pollution import assessment, indexdraws, limits, monitoring, periods
from carbon_pollution_zoning.core.pollution.catalogue import Catalogue
from carbon_pollution_zoning.core.pollution.records import records
from carbon_pollution_zoning.core.standards import Limit, StandardSet

AIR, WATER = "GB3095-2012", "GB3838-2002"


def national(*ids, averaging=limits.LONGEST):
    return limits.Limits([standards.standard_set(one) for one in ids or (AIR, WATER)], averaging)


def readings(*lines, **columns):
    unit, pollutant, value, value_unit = zip(*lines)
    return records(unit, pollutant, value, value_unit, **columns)


def classes(count, air="II", water="III"):
    return {"air": np.full(count, air, dtype=object), "water": np.full(count, water, dtype=object)}


def judged(*lines, composite="max", held=None, **columns):
    made = monitoring.before_limits(readings(*lines, **columns), held or national(), classes(len(lines)))
    return made, assessment.judge(made.parts, composite)


def test_readings_against_the_national_standards():
    made, found = judged(
        ("a", "PM2.5", 70, "ug/m3"),
        ("a", "二氧化硫", 0.03, "mg/m3"),
        ("a", "化学需氧量", 10, "mg/L"),
        ("b", "PM2.5", 17.5, "μg/m³"),
        ("b", "SO2", 60, "ug/m3"),
        ("b", "COD", 30, "毫克/升"),
    )
    assert made.unit.tolist() == ["a", "b"]
    # limits of class II air and class III water: 35, 60 and 20
    assert list(found.q) == ["COD", "PM2_5", "SO2"]
    np.testing.assert_allclose(np.vstack(list(found.q.values())), [[-0.5, 0.5], [1.0, -0.5], [-0.5, 0.0]])
    assert found.q_p.tolist() == pytest.approx([1.0, 0.5])
    assert found.limiting.tolist() == ["PM2_5", "COD"]
    assert fl.texts(found.flags).tolist() == ["", ""]
    assert found.standards["pollution_limits"]["PM2_5"] == "35 ug/m3"


def test_missing_readings_are_no_zeros():
    made, found = judged(
        ("a", "PM2.5", 70, "ug/m3"),
        ("b", "PM2.5", math.nan, "ug/m3"),
        ("b", "SO2", 30, "ug/m3"),
        ("c", "SO2", math.nan, "ug/m3"),
    )
    assert made.unit.tolist() == ["a", "b", "c"]
    assert np.array_equal(found.q_p, [1.0, -0.5, math.nan], equal_nan=True)
    assert fl.texts(found.flags).tolist() == ["PART_P", "PART_P", "NO_P"]


def test_nemerow_by_hand():
    _, found = judged(
        ("a", "PM2.5", 70, "ug/m3"), ("a", "SO2", 30, "ug/m3"), ("a", "NO2", 20, "ug/m3"), composite="nemerow"
    )
    # ratios 2, 0.5, 0.5: mean 1, sqrt((1 + 4) / 2) - 1
    assert found.q_p[0] == pytest.approx(math.sqrt(2.5) - 1)


def test_a_weighted_mean_takes_weights_by_pollutant():
    made = monitoring.before_limits(
        readings(("a", "PM2.5", 70, "ug/m3"), ("a", "SO2", 30, "ug/m3")),
        national(),
        classes(2),
        weights={"PM2.5": 3.0, "SO2": 1.0},
    )
    # exceedances 1 and -0.5
    assert assessment.judge(made.parts, "mean").q_p[0] == pytest.approx(0.625)


def test_dissolved_oxygen_has_a_lower_bound():
    _, found = judged(("a", "DO", 2.5, "mg/L"), ("b", "溶解氧", 10, "mg/L"))
    assert found.q["DO"].tolist() == pytest.approx([1.0, -0.5])
    assert found.standards["pollution_limits"]["DO"] == "at least 5 mg/L"


def test_repeated_readings_are_averaged_or_their_worst_is_taken():
    lines = [
        ("a", "PM2.5", 35, "ug/m3"),
        ("a", "PM25", 105, "ug/m3"),
        ("a", "DO", 4, "mg/L"),
        ("a", "DO", 6, "mg/L"),
    ]
    mean = monitoring.before_limits(readings(*lines), national(), classes(4))
    worst = monitoring.before_limits(readings(*lines), national(), classes(4), "worst")
    assert [part.value[0] for part in mean.parts] == [5, 70]
    assert [part.value[0] for part in worst.parts] == [4, 105]
    assert any("2 rows repeat" in str(item) for item in mean.remarks)


def test_a_unit_with_several_functional_classes_is_judged_by_the_worst():
    made, found = judged(
        ("a", "COD", 15, "mg/L"), ("a", "COD", 18, "mg/L"), ("b", "COD", 18, "mg/L"), part=["II", "Ⅳ类", ""]
    )
    # 15 exceeds class II (15)? equal complies; 18 is within class IV (30); b falls back to class III (20)
    assert found.q["COD"].tolist() == pytest.approx([0.0, -0.1])
    assert made.parts[0].limit.tolist() == [15, 20]


def test_functional_classes_are_read_as_people_write_them():
    known = national().classes("water")
    found = limits.functional_classes(["Ⅲ类", "III", "3", "三类水质", "class iii", None, ""], known, "water")
    assert found.tolist() == ["III"] * 5 + ["", ""]
    assert limits.functional_classes(["二级", "Ⅱ类区"], national().classes("air"), "air").tolist() == [
        "II",
        "II",
    ]


def test_unknown_functional_classes_are_all_listed():
    with pytest.raises(UnknownCodesError) as refusal:
        limits.functional_classes(["劣V", "IX", "IX", "II"], national().classes("water"), "water")
    assert refusal.value.codes == {"IX": 2, "劣V": 1}


def test_a_unit_without_functional_class_has_no_standard():
    made = monitoring.before_limits(readings(("a", "COD", 15, "mg/L")), national(), classes(1, water=""))
    assert fl.texts(assessment.judge(made.parts).flags).tolist() == ["NO_PSTAR NO_P"]


def test_the_averaging_period_decides_the_limit():
    annual, daily = national(AIR), national(AIR, averaging="24h")
    assert annual.find("PM2.5").by_class["II"].limit == 35
    assert daily.find("PM2.5").by_class["II"].limit == 75
    # no yearly limit: the longest period that there is
    assert annual.find("CO").by_class["II"].averaging == "24h"
    with pytest.raises(FactorError, match="24h"):
        national(AIR, averaging="annual").find("CO")


def test_two_standards_with_a_limit_for_one_pollutant_are_refused():
    with pytest.raises(FactorError, match="WHO-AQG-2021"):
        national(AIR, "WHO-AQG-2021").find("PM2.5")
    with pytest.raises(FactorError, match="GB15618-2018"):
        national(WATER, "GB15618-2018").find("Cd")
    assert national(WATER, "GB15618-2018").find("Cd", "soil").medium == "soil"


def test_lead_in_air_is_not_lead_in_water():
    assert national().find("铅", "air").code == "air_Pb"
    assert national().find("铅", "water").code == "Pb"


def test_pollutants_without_limit_are_left_out_and_unknown_ones_refused():
    lines = [("a", "PM2.5", 35, "ug/m3"), ("a", "VOCs", 1, "ug/m3"), ("a", "PM3", 1, "ug/m3")]
    with pytest.raises(InputError, match="PM3"):
        monitoring.before_limits(readings(*lines), national(), classes(3))
    made = monitoring.before_limits(readings(*lines), national(), classes(3), unknown="leave_out")
    told = "\n".join(map(str, made.remarks))
    assert len(made.parts) == 1 and "VOCs" in told and "PM3" in told


def test_all_faults_are_told_together():
    lines = [
        ("", "SO2", 1, "ug/m3"),
        ("a", "", 1, "ug/m3"),
        ("a", "SO2", math.inf, "ug/m3"),
        ("a", "NO2", 1, "t"),
        ("a", "xyz", 1, "ug/m3"),
        ("a", "COD", 1, "mg/L"),
    ]
    with pytest.raises(InputError) as refusal:
        monitoring.before_limits(readings(*lines, part=[""] * 5 + ["IX"]), national(), classes(6))
    text = str(refusal.value)
    assert all(word in text for word in ("no unit code", "no pollutant", "infinite", "“t”", "xyz", "IX"))


def test_readings_without_a_unit_are_taken_in_that_of_the_limit_and_it_is_said():
    made = monitoring.before_limits(readings(("a", "PM2.5", 70, "")), national(), classes(1))
    assert made.parts[0].value.tolist() == [70]
    assert any("no unit" in str(item) and "ug/m3" in str(item) for item in made.remarks)


def test_a_unit_whose_pollutants_are_all_left_out_stays_and_is_flagged():
    made, found = judged(("a", "PM2.5", 35, "ug/m3"), ("b", "VOC", 1, "ug/m3"))
    assert made.unit.tolist() == ["a", "b"]
    assert fl.texts(found.flags).tolist() == ["", "NO_P"]


def load(name, value, capacity, unit="t"):
    return assessment.Judged(name, np.array([value]), np.array([capacity]), unit=unit)


def test_loads_against_capacity_by_equivalents():
    catalogue = Catalogue(factors.builtin("equivalents"))
    parts = [load("SO2", 0.95, 0.475), load("NH3_N", 160, 80, "kg"), load("TN", 5, 1)]
    found = assessment.judge(parts, "equivalents", catalogue)
    # 1000 and 200 equivalents on a capacity of 500 and 100
    assert found.q_p[0] == pytest.approx(1.0)
    # TN exceeds most, but has no equivalent value and is in no composite
    assert found.limiting[0] == "SO2"
    assert "TN" in str(found.remarks[0])


def test_equivalents_of_nothing_that_has_a_value_are_refused():
    catalogue = Catalogue(factors.builtin("equivalents"))
    with pytest.raises(InputError, match="TN"):
        assessment.judge([load("TN", 1, 1)], "equivalents", catalogue)
    with pytest.raises(InputError, match="one kind"):
        assessment.judge([load("SO2", 1, 1), load("COD", 1, 1, "kg/ha")], "equivalents", catalogue)


def test_concentrations_have_no_equivalents():
    """Micrograms in air and milligrams in water once passed for kilograms and hid that both exceed."""
    catalogue = Catalogue(factors.builtin("equivalents"))
    parts = [load("SO2", 120, 60, "ug/m3"), load("COD", 10, 40, "mg/L")]
    with pytest.raises(InputError, match=r"(?s)SO2 is given in ug/m3.*COD is given in mg/L"):
        assessment.judge(parts, "equivalents", catalogue)
    unsaid = assessment.judge([load("SO2", 120, 60, "")], "equivalents", catalogue)
    assert unsaid.q_p[0] == pytest.approx(1.0) and "no unit" in str(unsaid.remarks[0])


def test_loads_of_several_sources_are_summed_and_readings_of_stations_averaged():
    rows = [("a", "SO2", 40, "t"), ("a", "SO2", 80, "t")]
    limit = limits.from_table(readings(("a", "SO2", 100, "t")), "capacities")
    found = {
        name: monitoring.before_limits(readings(*rows), limit, classes(2), name).parts[0].value[0]
        for name in monitoring.STATISTICS
    }
    assert found == {"fitting": 120, "mean": 60, "worst": 80, "sum": 120}
    stations = readings(("a", "PM2.5", 30, "ug/m3"), ("a", "PM2.5", 50, "ug/m3"))
    assert monitoring.before_limits(stations, national(), classes(2)).parts[0].value[0] == 40


@pytest.mark.parametrize("case", ["R20", "R21", "R22"])
def test_cases_of_the_methods(case):
    with (Path(__file__).parents[1] / "fixtures" / "zoning_test_cases.csv").open(
        encoding="utf-8-sig"
    ) as stream:
        row = next(row for row in csv.DictReader(stream) if row["case"] == case)
    value, limit, bench = (float(row[name] or "nan") for name in ("P", "pstar", "pbench"))
    found = assessment.judge([assessment.Judged("load", np.array([value]), limit, bench)])
    assert found.q_p[0] == pytest.approx(float(row["q_p"] or "nan"), abs=1e-6, nan_ok=True)
    flag = {"R20": "NEG_P", "R21": "", "R22": "NO_PSTAR NO_P"}[case]
    assert fl.texts(found.flags).tolist() == [flag]


air_lines = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["PM2.5", "SO2", "NO2"]), st.integers(0, 5000)),
    min_size=1,
    max_size=20,
)


@given(air_lines, st.randoms(use_true_random=False))
def test_order_of_rows_and_units_do_not_matter(lines, random):
    plain = monitoring.before_limits(
        readings(*((*line, "ug/m3") for line in lines)), national(), classes(len(lines))
    )
    mixed = [(unit, name, value / 1000, "mg/m3") for unit, name, value in lines]
    random.shuffle(mixed)
    other = monitoring.before_limits(readings(*mixed), national(), classes(len(lines)))
    assert plain.unit.tolist() == other.unit.tolist()
    for one, two in zip(plain.parts, other.parts):
        np.testing.assert_allclose(one.value, two.value, rtol=1e-9)
        np.testing.assert_array_equal(one.limit, two.limit)


def test_loads_against_the_capacity_of_their_units():
    capacity = limits.from_table(
        readings(("a", "化学需氧量", 100, "t"), ("b", "COD", 50000, "kg"), ("合计", "COD", 150, "t")),
        "容量表",
    )
    loads = readings(("a", "COD", 80, "t"), ("b", "COD", 75, "t"), ("c", "COD", 1, "t"))
    made = monitoring.before_limits(loads, capacity, {})
    found = assessment.judge(made.parts)
    np.testing.assert_allclose(found.q["COD"], [-0.2, 0.5, math.nan])
    assert fl.texts(found.flags).tolist() == ["", "", "NO_PSTAR NO_P"]


def test_loads_of_several_sources_are_summed():
    capacity = limits.from_table(readings(("a", "COD", 100, "t")), "capacity")
    loads = readings(("a", "COD", 80, "t"), ("a", "COD", 70, "t"))
    made = monitoring.before_limits(loads, capacity, {}, "sum")
    assert made.parts[0].value.tolist() == [150]
    lacking = readings(("a", "COD", 80, "t"), ("a", "COD", math.nan, "t"))
    assert math.isnan(monitoring.before_limits(lacking, capacity, {}, "sum").parts[0].value[0])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("a", "COD", math.nan, "t"), ["limits are missing"]),
        (("a", "COD", 1, "桶"), ["桶"]),
        (("b", "化学需氧量", 2, "t"), ["more than once", "b COD"]),
        (("", "COD", 1, "t"), ["unit code"]),
    ],
)
def test_capacities_that_cannot_be_are_refused(line, words):
    with pytest.raises(InputError) as refusal:
        limits.from_table(readings(("b", "COD", 1, "t"), line), "capacity")
    assert all(word in str(refusal.value) for word in words)


def dated(*sets):
    """Limits of PM2.5 from (id, valid from, limit)."""
    made = [
        StandardSet(name, name, name, date, (_limit("PM2_5", "air", "II", value, "ug/m3"),))
        for name, date, value in sets
    ]
    return limits.Limits(made)


def _limit(pollutant, medium, functional_class, value, unit):
    return Limit(
        pollutant, functional_class, medium, "annual", "upper", value, math.nan, unit, "", "x", "", "none", ""
    )


@pytest.mark.parametrize(
    ("year", "holds"), [(2000, "A"), (2012, "A"), (2016, "B"), (2018, "B"), (2019, "C"), (2030, "C")]
)
def test_of_dated_standards_the_one_in_force_holds(year, holds):
    every = dated(("C", "2018-06", 25), ("A", "2012", 70), ("B", "2016-01-01", 35))
    assert [made.id for made in periods.in_force(every, year).sets] == [holds]


@pytest.mark.parametrize("dates", [("2012", ""), ("2012", "2012-01-01")])
def test_standards_that_are_not_dated_apart_stay_a_question(dates):
    both = dated(("A", dates[0], 70), ("B", dates[1], 35))
    with pytest.raises(FactorError, match="A"):
        periods.in_force(both, 2020).find("PM2.5")


def test_rows_of_all_years_come_back_together_and_blank_years_are_refused():
    every = dated(("A", "2012", 70), ("B", "2016", 35))
    rows = readings(*[(unit, "PM2.5", 70, "ug/m3") for unit in "ba" * 2], year=[2020, 2020, 2015, 2015])
    made = periods.before_limits(rows, every, classes(4))
    assert list(zip(made.unit, made.year.tolist())) == [("a", 2015), ("a", 2020), ("b", 2015), ("b", 2020)]
    assert made.parts[0].limit.tolist() == [70, 35, 70, 35]
    with pytest.raises(InputError, match="2 rows have no year"):
        periods.before_limits(
            readings(*[("a", "PM2.5", 1, "ug/m3")] * 3, year=[0, 0, 2015]), every, classes(3)
        )


def test_widths_of_means_sums_and_worst():
    lines = [("a", "PM2.5", value, "ug/m3") for value in (30, 50)]
    rows = readings(*lines).with_limits([27, 46], [33, 54])
    parts = {
        name: monitoring.before_limits(rows, national(), classes(2), name).parts[0]
        for name in monitoring.STATISTICS
    }
    assert parts["mean"].low[0] == pytest.approx(40 - 2.5)
    assert parts["sum"].high[0] == pytest.approx(80 + 5)
    assert (parts["worst"].low[0], parts["worst"].high[0]) == (46, 54)


def test_the_interval_of_the_composite_is_that_of_what_can_limit():
    exact = assessment.Judged("x", np.array([10.0]), 20.0)
    wide = assessment.Judged("y", np.array([12.0]), 10.0, low=np.array([9.0]), high=np.array([14.0]))
    assert assessment.interval([exact]) is None
    found = assessment.interval([exact, wide])
    assert (found.low[0], found.high[0]) == pytest.approx((-0.1, 0.4))
    # a second one that may overtake adds to the upper side alone
    rival = assessment.Judged("z", np.array([11.0]), 10.0, low=np.array([8.0]), high=np.array([15.0]))
    both = assessment.interval([exact, wide, rival])
    assert both.high[0] == pytest.approx(0.2 + math.hypot(0.2, 0.3))
    # below, the rival holds the maximum at its own 0.1
    assert both.low[0] == pytest.approx(0.1)


DRAWN = Spreading(draws=20_000, distribution="normal")


def value_of(name, value, sd, limit=10.0):
    found = un.from_sd(np.array([value]), np.array([sd]))
    return assessment.Judged(name, np.array([value]), limit, low=found.low, high=found.high)


def test_draws_agree_with_steps_where_one_pollutant_limits():
    parts = [value_of("x", 15.0, 1.0), value_of("y", 2.0, 0.1)]
    steps, draws = (indexdraws.width(parts, "max", None, ["a"], one) for one in (Spreading(), DRAWN))
    assert draws.sd[0] == pytest.approx(steps.sd[0], rel=0.03)
    assert draws.low[0] == pytest.approx(steps.low[0], abs=0.01)
    assert indexdraws.width([parts[0], parts[1]], "max", None, ["a"], DRAWN).sd[0] == draws.sd[0]


def test_draws_see_that_the_largest_of_two_equal_ones_is_larger():
    """The largest of two equal normal values lies sd / sqrt(pi) above their mean."""
    parts = [value_of("x", 15.0, 1.0), value_of("y", 15.0, 1.0)]
    made = indexdraws.width(parts, "max", None, ["a"], DRAWN)
    assert (made.low[0] + made.high[0]) / 2 > 0.5 + 0.1 / math.sqrt(math.pi) * 0.8
    assert made.sd[0] == pytest.approx(0.1 * math.sqrt(1 - 1 / math.pi), rel=0.03)


def test_draws_need_a_width_and_keep_missing_values_missing():
    exact = assessment.Judged("x", np.array([12.0]), 10.0)
    assert indexdraws.width([exact], "max", None, ["a"], DRAWN) is None
    lost = assessment.Judged("y", np.array([12.0]), 10.0, low=np.array([np.nan]), high=np.array([13.0]))
    assert np.isnan(indexdraws.width([exact, lost], "max", None, ["a"], DRAWN).sd[0])
    blank = assessment.Judged("y", np.array([np.nan]), 10.0, low=np.array([np.nan]), high=np.array([np.nan]))
    assert indexdraws.width([value_of("x", 12.0, 1.0), blank], "max", None, ["a"], DRAWN).sd[0] > 0
