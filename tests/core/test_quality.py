"""Checks of tables: hand-made faults, published cases, bands that are spanned anew from the factor tables."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors, units
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.quality import (
    assessment,
    completeness,
    consistency,
    findings,
    magnitudes,
    relations,
)

R = 44 / 12


def values(*rows):
    """Amounts from (unit, item, year, amount, unit of amount)."""
    columns = [np.array([row[at] for row in rows], dtype=object) for at in (0, 1, 4)]
    return findings.Values(
        columns[0],
        columns[1],
        np.array([row[2] for row in rows], dtype=np.int64),
        np.array([row[3] for row in rows], dtype=np.float64),
        columns[2],
        np.arange(1, len(rows) + 1),
    )


def related(kind, columns, tolerance=relations.TOLERANCE):
    names = list(columns)
    arrays = {name: np.atleast_1d(np.asarray(column, dtype=np.float64)) for name, column in columns.items()}
    count = len(arrays[names[0]])
    one = relations.relation(kind, names, tolerance)
    return relations.check(one, arrays, [""] * count, list(range(1, count + 1)))


def test_every_check_and_slip_has_words_in_both_languages():
    for check in findings.checks().values():
        assert check.severity in findings.SEVERITIES
        assert check.name("en").isascii() and not check.name("zh").isascii()
        assert check.what("en") and check.what("zh")
    assert [slip.formula for slip in findings.slips()] == ["44/12", "10^4", "10^3", "10^2", "15", "10^8"]


# --- rows against each other --------------------------------------------------------------------------


def test_codes_that_are_none():
    table = values(
        ("01", "coal", 2020, 1, "t"), ("", "coal", 2020, 1, "t"), ("合计", "coal", 2020, 2, "t"),
        ("1", "coal", 2020, 1, "t"),
    )  # fmt: skip
    found = consistency.codes(table, ["01", "02"])
    assert {one.check: one.row for one in found} == {"blank_code": 2, "unknown_code": 4, "total_row": 3}
    assert "near it are: 01" in str(next(one for one in found if one.check == "unknown_code").message)
    assert [one.check for one in consistency.codes(table, None)] == ["blank_code", "total_row"]


def test_duplicates_agree_or_contradict():
    table = values(
        ("01", "coal", 2020, 1000, "kg"), ("01", "coal", 2020, 1, "t"), ("01", "coal", 2021, 2, "t"),
        ("02", "coal", 2020, 5, "t"), ("02", "coal", 2020, 6, "t"),
    )  # fmt: skip
    found = {(one.check, one.unit) for one in consistency.duplicates(table)}
    assert found == {("repeat", "01"), ("duplicate", "02")}


def test_units_of_amount():
    table = values(
        ("01", "coal", 2020, 1, "t"), ("01", "coal", 2021, 1, "万吨"), ("01", "power", 2020, 1, "t"),
        ("02", "power", 2020, 1, "MWh"), ("02", "coal", 2020, 1, "tonnnes"),
    )  # fmt: skip
    found = consistency.amount_units(table)
    assert sorted((one.check, one.item) for one in found) == [
        ("mixed_units", "power"),
        ("unknown_unit", "coal"),
    ]


def test_ten_thousand_tonnes_read_as_tonnes_is_named():
    table = values(
        *(("01", "coal", year, amount, "t") for year, amount in ((2019, 50000), (2020, 5.1), (2021, 52000)))
    )
    found = consistency.jumps(table, 5)
    assert [(one.check, one.year) for one in found] == [("slip", 2020), ("slip", 2021)]
    assert "10^4" in str(found[0].message) and "万" in found[0].slip.name("zh")


def test_carbon_read_as_carbon_dioxide_is_named_below_the_limit():
    table = values(("01", "net", 2019, 100.0, "t"), ("01", "net", 2020, 100.0 * R, "t"))
    (found,) = consistency.jumps(table, 5)
    assert found.check == "slip" and "44/12" in str(found.message)


def test_jumps_are_those_of_base_units():
    same = values(("01", "coal", 2019, 50000, "t"), ("01", "coal", 2020, 5.2, "10^4 t"))
    assert consistency.jumps(same, 5) == []
    steep = values(("01", "coal", 2019, 1, "t"), ("01", "coal", 2020, 7, "t"), ("01", "coal", 2022, 1, "t"))
    assert [(one.check, one.year) for one in consistency.jumps(steep, 5)] == [("jump", 2020), ("jump", 2022)]
    assert consistency.jumps(steep, 8) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(2000, 2006), st.floats(0.1, 1e6)),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row[:2],
    ),
    st.randoms(use_true_random=False),
)
def test_order_of_rows_does_not_matter(rows, shuffler):
    def judged(given_rows):
        table = values(*((unit, "coal", year, amount, "t") for unit, year, amount in given_rows))
        return sorted((one.check, one.unit, one.year, one.value) for one in consistency.jumps(table, 3))

    mixed = list(rows)
    shuffler.shuffle(mixed)
    assert judged(rows) == judged(mixed)


# --- relations ----------------------------------------------------------------------------------------


def test_area_over_cover_rate_is_the_land_area():
    found = related(
        "quotient",
        {
            "forest": [300, 300, 300, 300, np.nan, 90],
            "rate": [30, 30, 0.3, 30, 30, 45],
            "land": [1000, 1300, 1000, 250, 9, 200],
        },
    )
    assert [(one.check, one.row) for one in found] == [("quotient", 2), ("rate_scale", 3), ("beyond", 4)]
    assert found[0].expected == pytest.approx(1000)


def test_a_whole_in_other_units_is_named():
    (found,) = related("quotient", {"forest_ha": 300, "rate": 30, "land_m2": 1e7})
    assert "10^4" in str(found.message)


@pytest.mark.parametrize("scale", [1.0, 1e-4, R, 15.0])
def test_quotients_do_not_depend_on_units(scale):
    part, rate, whole = np.array([30.0, 28.0]), np.array([0.3, 0.35]), np.array([100.0, 90.0])
    found = related("quotient", {"part": part * scale, "rate": rate, "whole": whole * scale})
    assert [one.row for one in found] == [2]


def test_published_share_a11_does_not_follow_from_its_parts():
    """A11: 0.24 PgC over 9.7948 Gt CO2 is 9 %, printed are 11 %: 18 % off."""
    sink = 0.24 * R
    (found,) = related("quotient", {"sink": sink, "rate": 11.0, "emission": 9.7948})
    assert 100 * sink / 9.7948 == pytest.approx(8.9844, abs=1e-4)
    deviation = (8.9844 - 11) / 11
    assert deviation == pytest.approx(-0.18324, abs=1e-4)
    assert found.check == "quotient" and found.expected == pytest.approx(8.0)


def test_published_classes_a12_add_up():
    """A12: Tang 2018, class totals of the table of densities; 79.24 PgC."""
    rows = [
        float(row.notes.split("+-")[0])
        for row in factors.builtin("carbon_density").select(scheme="TANG2018")
        if row.parameter == "carbon_density_total" and "PgC over" in row.notes
    ]
    assert len(rows) == 4
    columns = {f"part_{at}": value for at, value in enumerate(rows)}
    assert related("sum", {**columns, "total": 79.24}, 1e-6) == []
    (found,) = related("sum", {**columns, "total": 792.4})
    assert found.expected == pytest.approx(79.24)


@pytest.mark.parametrize(
    ("first", "last", "years", "rate"),
    [(471.29, 505.76, 5, 6.89), (4717.0, 7975.0, 37, 88.0), (304.26, 310.70, 10, 0.644)],
)
def test_published_rates_a4_are_those_of_a_year(first, last, years, rate):
    names = ("first", "last", "years", "rate")
    assert related("span", dict(zip(names, (first, last, years, rate)))) == []
    (found,) = related("span", dict(zip(names, (first, last, years, last - first))))
    assert "is the change of all" in str(found.message)
    assert found.expected == pytest.approx(rate, rel=1e-3)


def test_published_changes_a7_follow_from_the_grid_factors():
    """A7: factors of the seven grids of 2022 and 2023 and the changes that the announcement prints."""
    printed = {
        "north": -6.1, "northeast": -8.0, "east": -2.1, "central": -2.3, "northwest": -5.4, "south": 4.5,
        "southwest": 9.0,
    }  # fmt: skip
    grid = factors.builtin("grid")
    for name, change in printed.items():
        before, after = (
            next(r.value for r in grid.select(scheme="MEE_NBS", year=year) if r.key.endswith(f"_{name}"))
            for year in ("2022", "2023")
        )
        assert related("growth", {"before": before, "after": after, "change": change}) == []
        assert len(related("growth", {"before": before, "after": after, "change": change + 1})) == 1


def test_shares_close_to_one_or_to_a_hundred():
    shares = {"a": [0.5, 0.5, 50, 0.2], "b": [0.3, 0.3, 30, 0.2], "c": [0.2, 0.3, 20, 0.6]}
    assert [(one.check, one.row) for one in related("closes", shares)] == [("closes", 2), ("rate_scale", 3)]


def test_relations_are_refused_that_are_none():
    for kind, fields in (("qutient", ("a", "b", "c")), ("quotient", ("a", "b")), ("sum", ("a",))):
        with pytest.raises(InputError, match=r"relation"):
            relations.relation(kind, fields)
    with pytest.raises(InputError, match="no field"):
        relations.check(relations.relation("sum", ("a", "b")), {"a": np.ones(1)}, [""], [1])


# --- magnitudes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", magnitudes.rules().values(), ids=list(magnitudes.rules()))
def test_bands_are_those_of_the_factor_tables(rule):
    found = []
    for row in factors.builtin(rule.table).rows:
        chosen = row.parameter == rule.parameter and not row.gap and row.unit in rule.of_unit
        chosen = chosen and (not rule.schemes or row.scheme in rule.schemes)
        if chosen and (not rule.keys or row.key in rule.keys):
            scale = units.carbon_factor(row.unit, rule.unit)
            found += [one * scale for one in (row.value, row.low, row.high) if math.isfinite(one)]
    assert (rule.low, rule.high) == pytest.approx((min(found), max(found)), rel=1e-9)


def ratio_of(rule, above, above_unit, below, below_unit):
    one = magnitudes.ratio(rule, "e", above_unit, "x", below_unit)
    return magnitudes.check(one, {"e": np.array([above]), "x": np.array([below])}, ["01"], [1])


def test_published_factors_a6_lie_in_their_band():
    """A6: recomputed kg CO2 per kg of coal, coke, oil, petrol, diesel ... ."""
    for factor in (1.9003, 2.8604, 3.0202, 3.1705, 2.9251, 3.0179, 3.0959, 3.1013, 3.0119):
        assert ratio_of("coal_t", 1000 * factor, "t CO2", 1000.0, "t") == []


def test_carbon_for_carbon_dioxide_is_found_and_named():
    (found,) = ratio_of("coal_tce", 1000 * 0.7, "tCO2", 1000.0, "tce")
    assert found.check == "slip_magnitude" and "44/12" in str(found.message)
    assert ratio_of("coal_tce", 1000 * 0.7, "tC", 1000.0, "tce") == []


def test_ten_thousand_is_found_and_named():
    (found,) = ratio_of("electricity", 57000.0, "tCO2", 10.0, "MWh")
    assert "10^4" in str(found.message)
    assert ratio_of("electricity", 5.7, "tCO2", 10.0, "MWh") == []


def test_what_no_slip_explains_is_a_warning():
    (found,) = ratio_of("electricity", 12.0, "tCO2", 10.0, "MWh")
    assert (found.check, found.severity) == ("magnitude", "warning")


def test_published_density_a13_lies_in_the_band_of_densities():
    """A13: 738.9 tC/ha of mangroves as paper 1 implies; 936 by the table, the upper end of the band."""
    assert ratio_of("density_total", 738.9, "tC", 1.0, "ha") == []
    assert magnitudes.rules()["density_total"].high == pytest.approx(936.48)


def test_yearly_amounts_may_be_written_as_amounts():
    assert magnitudes.ratio("land_flux", "e", "tCO2", "x", "ha").scale == pytest.approx(1 / R)
    assert magnitudes.ratio("land_flux", "e", "tCO2/a", "x", "km2").scale == pytest.approx(0.01 / R)
    with pytest.raises(InputError, match="is one in tCO2/MWh"):
        magnitudes.ratio("electricity", "e", "t", "x", "ha")
    with pytest.raises(InputError, match="no rule of magnitudes"):
        magnitudes.ratio("nonsense", "e", "t", "x", "ha")


# --- shares -------------------------------------------------------------------------------------------

TABLE = values(
    ("01", "coal", 2019, 1.0, "t"), ("01", "coal", 2020, 1.1, "t"), ("02", "coal", 2019, math.nan, "t"),
    ("02", "coal", 2020, 1.0, "t"), ("01", "gas", 2019, 1.0, "m3"),
)  # fmt: skip


def test_completeness_by_item_year_and_unit():
    figures = {(one.scope, one.name): one for one in completeness.of_cells(TABLE, ("01", "02", "03"))}
    assert (figures["item", "coal"].present, figures["item", "coal"].expected) == (3, 6)
    assert figures["item", "coal"].missing == ("02 2019", "03 2019", "03 2020")
    assert figures["item", "gas"].share == pytest.approx(1 / 6)
    assert figures["year", "2019"].share == pytest.approx(2 / 6)
    assert figures["unit", "03"].share == 0


def test_coverage_by_units_and_by_area():
    figures = {
        one.name: one for one in completeness.of_units(TABLE, ("01", "02", "03"), np.array([1.0, 2.0, 7.0]))
    }
    assert figures["2019"].share == pytest.approx(1 / 3) and figures["2020"].share == pytest.approx(2 / 3)
    assert figures["2020"].missing == ("03",)
    assert figures["2020 (ha)"].share == pytest.approx(0.3)


def test_the_whole_assessment():
    asked = assessment.Asked(
        units=("01", "02"),
        filled={"amount": np.isfinite(TABLE.amount)},
        sourced=np.array([True, True, False, False, False]),
        confidence=("high", "high", "", "", "low"),
    )
    made = assessment.assess(TABLE, asked, TABLE.unit, TABLE.row)
    assert made.completeness == pytest.approx(0.8)
    assert made.coverage == pytest.approx(3 / 4)
    assert made.traceability == pytest.approx(0.4)
    assert made.findings == ()
    counted = {one.name: one.present for one in made.figures if one.scope == "source"}
    assert counted == {"all": 2, "confidence: high": 2, "confidence: low": 1, "confidence: –": 2}


def test_a_sound_table_has_no_findings_and_an_empty_one_no_shares():
    made = assessment.assess(values(), assessment.Asked(), np.array([], dtype=object), np.array([]))
    assert made.findings == () and math.isnan(made.completeness) and math.isnan(made.coverage)


def test_a_rate_of_zero_is_told_in_a_sentence():
    columns = {"part": [5.0, 0.0, 30.0], "rate": [0.0, 0.0, 0.3], "whole": [100.0, 100.0, 100.0]}
    (found,) = related("quotient", columns)
    assert (found.row, found.check) == (1, "quotient") and "A rate of 0" in str(found.message)
    beyond = related("quotient", {"part": [5.0, 30.0], "rate": [0.0, 0.3], "whole": [0.0, 100.0]})
    assert not any("inf" in str(one.message) or "nan" in str(one.message) for one in [found, *beyond])


@pytest.mark.parametrize("whole", [1.0, 10000.0])
def test_hectares_against_square_kilometres_are_named(whole):
    columns = {"part": [30.0, 20.0, 30.0], "rate": [0.3, 0.5, 0.3], "whole": [100.0, 40.0, whole]}
    (found,) = related("quotient", columns)
    assert found.row == 3 and "10^2" in str(found.message)


def test_rows_without_amounts_do_not_contradict():
    empty, one = ("01", "coal", 2020, np.nan, "t"), ("01", "coal", 2020, 3.0, "t")
    for rows in ([empty, empty], [empty, one]):
        (found,) = consistency.duplicates(values(*rows))
        assert found.check == "repeat" and "not always with an amount" in str(found.message)
    (found,) = consistency.duplicates(values(empty, one, ("01", "coal", 2020, 4.0, "t")))
    assert found.check == "duplicate"


def test_a_row_of_totals_is_no_unit():
    table = values(("01", "coal", 2020, 1.0, "t"), ("合计", "coal", 2020, 1.0, "t"))
    made = assessment.assess(table, assessment.Asked(), table.unit, table.row)
    alone = assessment.assess(table.taken(np.array([True, False])), assessment.Asked(), table.unit[:1], [1])
    assert made.figures == alone.figures and [one.check for one in made.findings] == ["total_row"]
