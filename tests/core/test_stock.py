"""Carbon stocks: worked case E07, published cases, InVEST's documented numbers, and what must always hold."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core.carbon import conversions, pools, pooltable, stock
from carbon_pollution_zoning.core.carbon.pools import Density
from carbon_pollution_zoning.core.carbon.stock import EMPTY, UNKNOWN, Passages, Spreading
from carbon_pollution_zoning.core.csvdata import CsvTable
from carbon_pollution_zoning.core.errors import Cancelled, FactorError, InputError
from carbon_pollution_zoning.core.vocabulary import carbon_classes

CASES = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
)
HEADER = ("lucode", "c_above", "c_below", "c_soil", "c_dead")


def of_pools(*numbers):
    return Density(*numbers, math.fsum(numbers))


def passages(rows):
    """From rows of (unit, start, end, hectares)."""
    unit, start, end, area = (np.array(column) for column in zip(*rows))
    return Passages(unit, start, end, area.astype(float), np.ones(len(rows)))


def table(header, *rows):
    return CsvTable(
        tuple(header),
        [dict(zip(header, map(str, row))) for row in rows],
        list(range(2, 2 + len(rows))),
    )


E07 = next(one for one in CASES if one["id"] == "E07")
E07_DENSITIES = [of_pools(*numbers) for numbers in E07["inputs"]["pools_tC_ha"].values()]


class TestE07:
    given, expected, densities = E07["inputs"], E07["expected"], E07_DENSITIES

    def test_stocks(self):
        areas = [list(self.given[f"area_t{date}_ha"].values()) for date in (1, 2)]
        totals = [stock.stock(np.array([area]), self.densities).total[0] for area in areas]
        assert totals == pytest.approx([self.expected["C1"], self.expected["C2"]], abs=1e-9)

    def test_change_by_the_matrix(self):
        """100 ha of cropland become 20 ha of forest and 80 ha of built-up land: rows and columns close."""
        crop, forest, built = range(3)
        moved = [(0, crop, crop, 900), (0, crop, forest, 20), (0, crop, built, 80)]
        found = passages([*moved, (0, forest, forest, 500), (0, built, built, 200)])
        made = stock.change(found, self.densities, found.unit, 1)
        assert made.total[0] == pytest.approx(self.expected["dC"], abs=1e-9)
        assert made.per_year(10)[0] == pytest.approx(self.expected["dC_per_year_10a"], abs=1e-9)
        assert made.co2()[0][0] == pytest.approx(self.expected["emission_tCO2"], abs=1e-9)
        assert made.gain[0] + made.loss[0] == pytest.approx(made.total[0])


class TestE09:
    def test_stock_difference(self):
        """Forest of Jilin between two inventories, Tg; IPCC 2006 Vol 4 Ch 2 eq 2.5."""
        case = next(one for one in CASES if one["id"] == "E09")
        given = case["inputs"]
        found = passages([(0, 0, 1, 1.0)])
        densities = [of_pools(given[name], 0, 0, 0) for name in ("C_t1", "C_t2")]
        made = stock.change(found, densities, found.unit, 1)
        assert made.per_year(given["t2"] - given["t1"])[0] == pytest.approx(case["expected"]["dC"], abs=1e-9)


class TestInVEST:
    """Numbers that the tests and the guide of InVEST print."""

    def test_pools_of_its_tests(self):
        one, two = of_pools(15, 10, 60, 1), of_pools(5, 3, 20, 0)
        cell, cells = 1e-4, 100
        area = np.array([[cells * cell]])
        assert stock.stock(area, [one]).total[0] == pytest.approx(0.86)
        assert stock.stock(area, [two]).total[0] == pytest.approx(0.28)
        found = passages([(0, 0, 1, cells * cell)])
        assert stock.change(found, [one, two], found.unit, 1).total[0] == pytest.approx(-0.58)

    def test_worth(self):
        per_ton = stock.value_per_ton(43, 2030 - 2016, -7.1, 2.8)
        assert per_ton == pytest.approx(59.00136, abs=5e-6)
        assert -58 * per_ton == pytest.approx(-3422.079, abs=5e-4)
        assert -58 * stock.value_per_ton(43, 14) == pytest.approx(-2494)

    def test_table_of_the_guide(self):
        (forest,) = pooltable.by_code(table(HEADER, (1, 140, 70, 35, 12)), "pools.csv")
        assert forest.density.total == 257


class TestPublished:
    @pytest.mark.parametrize(
        ("start", "end", "years", "printed"),
        [(471.29, 505.76, 5, 6.89), (4717, 7975, 37, 88.0), (304.26, 310.70, 10, 0.644)],
        ids=["Jilin forest", "China forest biomass", "Tibet broadleaf"],
    )
    def test_a4_stock_differences(self, start, end, years, printed):
        """Land of one hectare whose density goes from one stock to the other, Tg."""
        found = passages([(0, 0, 1, 1.0)])
        densities = [of_pools(start, 0, 0, 0), of_pools(end, 0, 0, 0)]
        made = stock.change(found, densities, found.unit, 1).per_year(years)[0]
        assert made == pytest.approx(printed, rel=7e-4)

    def test_a1_mata_watershed(self):
        """Four pools of the Mata watershed sum to the totals that the paper prints."""
        made = pools.densities(scheme="MATA")
        rows = factors.builtin("carbon_density").select(scheme="MATA", parameter="carbon_density_total")
        for row in rows:
            name = row.key.removesuffix("_total")
            code = "built_up" if name == "other" else name
            assert made[code].total == pytest.approx(row.value, abs=1e-9)
        assert {made[code].stands_in for code in ("built_up", "water", "unused")} == {"other"}

    def test_a12_tang_2018(self):
        """Biomass and soil with litter sum to the printed density of every class."""
        made = pools.densities(scheme="TANG2018")
        rows = factors.builtin("carbon_density").select(scheme="TANG2018", parameter="carbon_density_total")
        known = [row for row in rows if not row.gap]
        assert len(known) == 4
        for row in known:
            found = made[row.key.removesuffix("_total")]
            assert found.total == pytest.approx(row.value, abs=0.011)
            assert found.total - found.low == pytest.approx(row.value - row.low)
            assert math.isnan(found.below) and math.isnan(found.dead)
        assert not {"built_up", "unused", "water"} & set(made)


class TestDensities:
    def test_the_total_stays_when_biomass_is_split(self):
        whole, parts = (pools.densities(scheme="TANG2018", root_shoot=r)["forest"] for r in (math.nan, 0.25))
        assert parts.above == pytest.approx(4 * parts.below)
        assert parts.above + parts.below == pytest.approx(whole.above)
        assert (parts.total, parts.low) == pytest.approx((whole.total, whole.low))

    def test_wet_and_coastal_land_takes_none_but_its_own(self):
        made = pools.densities(scheme="BOSTEN_1")
        assert "wetland" in made and made["shrub"].stands_in == "forest"
        assert not {"water", "mangrove", "salt_marsh", "tidal_flat"} & set(made)

    def test_schemes_without_land_classes_are_refused_by_name(self):
        with pytest.raises(FactorError, match=r"no scheme XU2018 with land classes; there are .*TANG2018"):
            pools.densities(scheme="XU2018")
        with pytest.raises(FactorError, match="no carbon densities for the region 000000; it has CN"):
            pools.densities(scheme="TANG2018", region="000000")

    def test_pools_that_are_not_whole_do_not_replace_the_total(self):
        columns = ("key", "scheme", "parameter", "value", "unit", "source")
        raw = table(
            columns,
            ("forest_above", "mine", "carbon_density_above", 50, "tC ha-1", "own plots"),
            ("forest_total", "mine", "carbon_density_total", 16, "kgC m-2", "own plots"),
        )
        made = pools.densities(factors.checked(raw, "carbon_density", "own.csv"), "mine")
        assert made["forest"].total == pytest.approx(160.0)

    def test_independent_pools_make_the_interval_of_the_total(self):
        low, high = pools.limits(100.0, {"above": (7, 14), "soil": (86, 98)}, {"above": 10, "soil": 90})
        assert (low, high) == pytest.approx((100 - 5, 100 + math.hypot(4, 8)))


class TestTableByCode:
    def test_sd_and_limits(self):
        header = (*HEADER, "c_above_sd", "c_total_lo", "c_total_hi")
        made = pooltable.by_code(
            table(header, (1, 10, 5, 80, 1, 2, "", ""), (2, 10, 5, 80, 1, "", 90, 100)), "pools.csv"
        )
        assert made[0].density.high - 96 == pytest.approx(1.96 * 2, rel=1e-3)
        assert (made[1].density.low, made[1].density.high) == (90, 100)

    def test_a_pool_may_be_left_out_as_a_column(self):
        (one,) = pooltable.by_code(table(("code", "c_above", "c_soil"), ("0301", 10, 80)), "pools.csv")
        assert one.density.total == 90 and math.isnan(one.density.below)

    def test_every_fault_is_named_at_once(self):
        rows = [
            (1, 10, "", 80, 1, 1),
            (1, 10, 5, 80, 1, 1),
            ("", 10, 5, 80, 1, 1),
            (4, -1, 5, 80, 1, 1),
            (5, "ten", 5, 80, 1, 1),
            (6, 10, 5, 80, 1, 20),
        ]
        header = (*HEADER, "c_above_lo")
        with pytest.raises(InputError) as caught:
            pooltable.by_code(table(header, *rows), "pools.csv")
        told = str(caught.value)
        for part in (
            "Row 2 of pools.csv has no c_below; write 0",
            "Row 3 of pools.csv repeats the code 1 of row 2",
            "Row 4 of pools.csv has no lucode",
            "Row 5 of pools.csv: c_above cannot be negative",
            "Row 6 of pools.csv: c_above is “ten”",
            "Row 7 of pools.csv: the value 10.0 must lie between low 20.0",
        ):
            assert part in told

    def test_a_carbon_class_that_is_none(self):
        with pytest.raises(InputError, match="woods is no carbon class; there are"):
            pooltable.by_code(table((*HEADER, "carbon_class"), (1, 1, 1, 1, 1, "woods")), "pools.csv")

    def test_a_table_of_something_else(self):
        with pytest.raises(InputError, match="lacks the columns lucode"):
            pooltable.by_code(table(("a", "b"), (1, 2)), "pools.csv")
        with pytest.raises(InputError, match="has no rows"):
            pooltable.by_code(table(HEADER), "pools.csv")


class TestConversions:
    def test_every_pair_has_a_type(self):
        codes = [land.code for land in carbon_classes()]
        known = {kind.code for kind in conversions.types()}
        for start in codes:
            for end in codes:
                assert conversions.type_of(start, end).code in known
        assert conversions.type_of("", "forest") is conversions.UNTOLD

    @pytest.mark.parametrize(
        ("start", "end", "code"),
        [
            ("cropland", "built_up", "built_growth"),
            ("built_up", "forest", "built_return"),
            ("forest", "cropland", "tree_to_crop"),
            ("grassland", "cropland", "open_to_crop"),
            ("cropland", "grassland", "crop_to_open"),
            ("grassland", "forest", "tree_gain"),
            ("mangrove", "water", "tree_loss"),
            ("water", "unused", "open_change"),
        ],
    )
    def test_types(self, start, end, code):
        assert conversions.type_of(start, end).code == code


CLASSES = (
    Density(10, 3, 80, 1, 94, 90, 99),
    Density(50, 12, 100, 2, 164, 150, 180),
    Density(0, 0, 40, 0, 40),
    None,
)
place = st.integers(-2, len(CLASSES) - 1)
rows_of_land = st.lists(
    st.tuples(st.integers(-1, 2), place, place, st.floats(0.01, 1e6)), min_size=1, max_size=30
)


class TestAlways:
    @given(rows_of_land)
    @settings(max_examples=60, deadline=None)
    def test_change_is_the_difference_of_the_stocks_where_both_are_known(self, rows):
        found = passages(rows)
        both = found.chosen(np.isin(found.start, (0, 1, 2)) & np.isin(found.end, (0, 1, 2)))
        made = stock.change(found, CLASSES, found.unit, 3)
        first, last = (stock.land_at(both, 3, len(CLASSES), end).area_ha for end in (False, True))
        before, after = (stock.stock(area, CLASSES) for area in (first, last))
        assert made.total == pytest.approx(np.nan_to_num(after.total - before.total), rel=1e-9, abs=1e-4)
        assert made.gain + made.loss == pytest.approx(made.total, rel=1e-9, abs=1e-4)
        whole = stock.change(found, CLASSES, np.minimum(found.unit, 0), 1)
        assert whole.total[0] == pytest.approx(made.total.sum(), rel=1e-9, abs=1e-4)

    @given(rows_of_land, st.randoms(use_true_random=False))
    @settings(max_examples=40, deadline=None)
    def test_order_of_rows_is_irrelevant(self, rows, random):
        mixed = list(rows)
        random.shuffle(mixed)
        one, other = (stock.change(passages(some), CLASSES, passages(some).unit, 3) for some in (rows, mixed))
        assert one.total == pytest.approx(other.total, rel=1e-9, abs=1e-6)
        assert one.interval.sd == pytest.approx(other.interval.sd, rel=1e-6, abs=1e-6)

    @given(rows_of_land)
    @settings(max_examples=40, deadline=None)
    def test_no_land_is_lost(self, rows):
        found = passages(rows)
        inside = found.area_ha[found.unit >= 0].sum()
        for end in (False, True):
            land = stock.land_at(found, 3, len(CLASSES), end)
            parts = land.area_ha.sum() + land.unknown_ha.sum() + land.empty_ha.sum()
            assert parts == pytest.approx(inside)

    def test_units_of_area_and_carbon(self):
        """Hectares x t/ha, mu x t/mu and km2 x kt/km2 are one stock."""
        area = np.array([[150.0, 30.0]])
        one = stock.stock(area, CLASSES[:2])
        mu = [replace(c, total=c.total / 15, low=c.low / 15, high=c.high / 15) for c in CLASSES[:2]]
        other = stock.stock(area * 15, mu)
        assert other.total == pytest.approx(one.total)
        assert other.interval.sd == pytest.approx(one.interval.sd)


class TestIntervals:
    def test_land_that_keeps_its_class_adds_no_width(self):
        found = passages([(0, 0, 0, 1000.0), (0, 0, 1, 10.0)])
        made = stock.change(found, CLASSES, found.unit, 1)
        down, up = math.hypot(10 * 14, 10 * 5), math.hypot(10 * 16, 10 * 4)
        assert made.interval.low[0] == pytest.approx(700 - down)
        assert made.interval.high[0] == pytest.approx(700 + up)

    def test_a_class_without_a_range_is_exact(self):
        made = stock.stock(np.array([[0, 0, 5.0, 0]]), CLASSES)
        assert (made.interval.low[0], made.interval.high[0], made.interval.sd[0]) == (200, 200, 0)

    def test_draws_agree_with_propagation(self):
        area = np.array([[100.0, 50.0, 10.0, 0.0]])
        exact = stock.stock(area, CLASSES)
        drawn = stock.stock(area, CLASSES, 0.0, Spreading(50_000, 7, "normal"))
        assert drawn.interval.sd == pytest.approx(exact.interval.sd, rel=0.02)
        again = stock.stock(area, CLASSES, 0.0, Spreading(50_000, 7, "normal"))
        assert np.array_equal(drawn.interval.low, again.interval.low)

    def test_co2_turns_the_sides(self):
        found = passages([(0, 1, 0, 10.0)])
        made = stock.change(found, CLASSES, found.unit, 1)
        co2, interval = made.co2()
        assert co2[0] == pytest.approx(700 * 44 / 12) and interval.low[0] < co2[0] < interval.high[0]


class TestMissing:
    def test_land_without_a_density_is_unknown(self):
        made = stock.stock(np.array([[1.0, 0, 0, 2.0], [0, 0, 0, 3.0]]), CLASSES, np.array([4.0, 0]))
        assert made.unknown_ha.tolist() == [6, 3]
        assert made.total[0] == 94 and np.isnan(made.total[1])
        assert np.isnan(made.pools[1]).all() and made.flags[0] != made.flags[1]

    def test_land_known_at_one_date_only_is_told_and_in_no_change(self):
        found = passages(
            [(0, 0, UNKNOWN, 5.0), (0, EMPTY, 1, 7.0), (0, 3, 0, 11.0), (0, UNKNOWN, EMPTY, 13.0)]
        )
        made = stock.change(found, CLASSES, found.unit, 1)
        assert (made.total[0], made.area_ha[0], made.one_sided_ha[0]) == (0, 0, 23)

    def test_no_density_at_all(self):
        made = stock.stock(np.array([[1.0]]), [None])
        assert np.isnan(made.total[0]) and made.unknown_ha[0] == 1


@pytest.mark.parametrize(
    ("text", "count", "message"),
    [
        ("2015", 2, "There are 2 dates of land but 1 years"),
        ("2024, 2015", 2, "do not ascend"),
        ("2015, 2015", 2, "do not ascend"),
        ("2015 and 2024", 2, "are no years"),
    ],
)
def test_years_that_are_refused(text, count, message):
    with pytest.raises(InputError, match=message):
        stock.dates(text, count)


@pytest.mark.parametrize("text", ["2015,2024", "2015 2024", "2015;2024", "2015，2024", "2015、2024"])
def test_years_as_people_write_them(text):
    assert stock.dates(text, 2) == [2015, 2024]
    assert stock.dates("", 2) == []


def test_draws_can_be_stopped():
    def stop(part):
        raise Cancelled

    found = passages([(0, 0, 1, 5.0), (1, 1, 0, 2.0)])
    for account in (
        lambda: stock.stock(np.ones((2, 4)), CLASSES, 0.0, Spreading(100), stop),
        lambda: stock.change(found, CLASSES, found.unit, 2, Spreading(100), stop),
    ):
        with pytest.raises(Cancelled):
            account()
