"""Classes of industries by units: sums, yardsticks, classes by hand, exit candidates, order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbon_pollution_zoning.core.zoning import industrytable as it
from carbon_pollution_zoning.core.zoning import sixclass

# industry, unit, t CO2e, output, load; sums: 1000 t and 100 t over 1000 of output, means 1.0 and 0.1
RECORDS = [
    ("steel", "a", 500, 100, 50),  # 5.0 and 0.5: four and four times above the mean
    ("steel", "b", 240, 200, 30),  # 1.2 and 0.15: +0.2 and +0.5
    ("food", "a", 60, 200, 4),  # 0.3 and 0.02: below both
    ("food", "b", 100, 100, 1),  # 1.0 and 0.01: on the mean, below
    ("textile", "a", 100, 400, 15),  # 0.25 and 0.0375: below both
]


def cells_of(records=RECORDS, **more):
    industry, unit, emission, size, load = zip(*records)
    return it.gather(
        list(industry),
        list(unit),
        np.array(emission, float),
        np.array(size, float),
        np.array(load, float).reshape(-1, 1),
        **more,
    )


def classes(cells, by=None, rule=sixclass.DEFAULT_RULE):
    made = it.evaluate(cells, by or it.yardstick(cells), rule, ["load"])
    return [sixclass.CODES[code] for code in made.zoning.code], made


def test_average_is_the_location_quotient_of_the_intensity_less_one():
    cells = cells_of()
    by = it.yardstick(cells)
    assert (by.carbon, by.limits.tolist()) == (1.0, [0.1])
    codes, made = classes(cells, by)
    assert cells.industry.tolist() == ["food", "food", "steel", "steel", "textile"]
    assert codes == ["S", "S", "SCP", "PC", "S"]
    assert made.zoning.q_c == pytest.approx([-0.7, 0.0, 4.0, 0.2, -0.75])
    assert made.zoning.q_p == pytest.approx([-0.8, -0.9, 4.0, 0.5, -0.625])


def test_zero_makes_every_emitter_exceed():
    cells = cells_of()
    by = it.yardstick(cells, it.ZERO)
    assert (by.carbon, by.carbon_benchmark, by.benchmarks.tolist()) == (0.0, 1.0, [0.1])
    codes, made = classes(cells, by)
    assert codes == ["CP", "CP", "SCP", "SCP", "PC"]
    assert made.zoning.q_c == pytest.approx([0.3, 1.0, 5.0, 1.2, 0.25])


def test_given_standards_of_the_records():
    standard = np.array([6.0, 1.0, 0.2, 2.0, 0.1])
    cells = cells_of(standard=standard, limits=np.full((5, 1), 0.04))
    codes, made = classes(cells, it.yardstick(cells, it.GIVEN))
    # food a, food b, steel a, steel b, textile
    assert made.zoning.q_c == pytest.approx([0.5, -0.5, -1 / 6, 0.2, 1.5])
    assert codes == ["SC", "S", "SP", "PC", "SC"]


def test_a_side_without_a_given_standard_takes_the_average():
    cells = cells_of(standard=np.full(5, 2.0))
    by = it.yardstick(cells, it.GIVEN)
    assert np.isnan(by.carbon) and by.limits == pytest.approx([0.1])
    assert classes(cells, by)[1].zoning.q_c == pytest.approx([-0.85, -0.5, 1.5, -0.4, -0.875])


def test_industries_as_a_whole_by_the_same_yardstick():
    cells = cells_of()
    whole = it.industries(cells)
    assert whole.industry.tolist() == ["food", "steel", "textile"]
    assert whole.emission.tolist() == [160, 740, 100]
    assert whole.size.tolist() == [300, 300, 400]
    codes, made = classes(whole, it.yardstick(cells))
    # steel: 740/300 = 2.4667 and 80/300 = 0.26667
    assert made.zoning.q_c == pytest.approx([160 / 300 - 1, 740 / 300 - 1, -0.75])
    assert codes == ["S", "SCP", "S"]


def test_records_of_a_pair_are_summed_and_a_missing_one_leaves_the_pair_unknown():
    cells = cells_of(
        [("x", "a", 1, 2, 3), ("x", "a", 4, 5, 6), ("y", "a", np.nan, 1, 1), ("y", "a", 1, 1, 1)]
    )
    assert cells.emission[0] == 5 and cells.size[0] == 7 and cells.loads[0, 0] == 9
    assert np.isnan(cells.emission[1]) and cells.records.tolist() == [2, 2]
    assert classes(cells)[0][1] == "ND"


def test_unknown_cells_lower_nothing_and_are_told():
    cells = cells_of([*RECORDS, ("steel", "c", np.nan, 900, 9), ("food", "c", 9, 9, np.nan)])
    whole = it.industries(cells)
    place = whole.industry.tolist().index
    steel, food = place("steel"), place("food")
    assert whole.emission[steel] / whole.size[steel] == pytest.approx(740 / 300)
    assert whole.loads[food, 0] / whole.load_sizes[food, 0] == pytest.approx(5 / 300)
    from carbon_pollution_zoning.core import flags as fl

    assert fl.texts(whole.flags).tolist() == ["PART_P", "PART_E", ""]
    assert fl.texts(it.evaluate(whole, it.yardstick(cells), sixclass.DEFAULT_RULE, ["load"]).zoning.flags)[
        steel
    ] == ("PART_E")


def test_output_that_is_zero_gives_no_class_to_an_emitter():
    codes, made = classes(cells_of([("x", "a", 1, 0, 1), ("y", "a", 2, 2, 2)]))
    assert codes[0] == "ND" and np.isfinite(made.zoning.q_c[1])


def test_given_standards_are_averaged_by_output():
    records = [("x", "a", 10, 1, 1), ("x", "a", 10, 3, 1)]
    cells = cells_of(records, standard=np.array([8.0, 4.0]))
    assert cells.standard[0] == pytest.approx((8 * 1 + 4 * 3) / 4)


def test_exit_candidates_are_the_strong_ones_ranked_by_what_leaves():
    records = [*RECORDS, ("dye", "b", 100, 20, 40), ("dye", "a", 10, 800, 5)]
    cells = cells_of(records)
    whole = it.industries(cells)
    by = it.yardstick(cells)
    of_cells, of_whole = (classes(each, by)[1].zoning.code for each in (cells, whole))
    found = it.exits(cells, of_cells, whole, of_whole)
    named = [(cells.industry[i], cells.unit[i]) for i in found.cell]
    assert named == [("steel", "a"), ("dye", "b")]
    # steel 500 of 600 t and 50 of 90; dye 100 of 600 and 40 of 90
    assert found.score == pytest.approx([(500 / 600 + 50 / 90) / 2, (100 / 600 + 40 / 90) / 2])
    assert found.kind.tolist() == ["structural", "local"]
    assert found.score.sum() == pytest.approx(1.0)


def test_no_candidate_where_nothing_is_strong():
    cells = cells_of([("x", "a", 1, 1, 1), ("y", "a", 1, 1, 1)])
    whole = it.industries(cells)
    found = it.exits(cells, classes(cells)[1].zoning.code, whole, classes(whole)[1].zoning.code)
    assert len(found.cell) == 0


def test_location_quotient_of_the_emission():
    cells = cells_of()
    share, quotient = it.location_quotient(cells)
    # unit a emits 660, b 340; steel 740 of 1000
    assert share[2] == pytest.approx(500 / 660)
    assert quotient[2] == pytest.approx((500 / 660) / 0.74)
    for unit in ("a", "b"):
        assert share[cells.unit == unit].sum() == pytest.approx(1)


def test_order_of_the_records_changes_nothing():
    rng = np.random.default_rng(7)
    for _ in range(20):
        shuffled = [RECORDS[i] for i in rng.permutation(len(RECORDS))]
        cells, again = cells_of(), cells_of(shuffled)
        assert (
            cells.industry.tolist() == again.industry.tolist() and cells.unit.tolist() == again.unit.tolist()
        )
        assert cells.emission == pytest.approx(again.emission)
        assert classes(cells)[0] == classes(again)[0]


def test_sums_are_kept():
    rng = np.random.default_rng(3)
    records = [
        (f"i{rng.integers(5)}", f"u{rng.integers(4)}", *rng.uniform(0.1, 9, size=3).tolist())
        for _ in range(200)
    ]
    cells = cells_of(records)
    whole = it.industries(cells)
    for name in ("emission", "size"):
        total = sum(record[2 if name == "emission" else 3] for record in records)
        assert getattr(cells, name).sum() == pytest.approx(total, rel=1e-12)
        assert getattr(whole, name).sum() == pytest.approx(total, rel=1e-12)
    assert cells.records.sum() == whole.records.sum() == 200


def test_several_pollutants_name_the_limiting_one():
    cells = it.gather(
        ["x", "y"], ["a", "a"], np.array([1.0, 1]), np.array([1.0, 1]), np.array([[4.0, 1], [2, 9]])
    )
    made = it.evaluate(cells, it.yardstick(cells), sixclass.DEFAULT_RULE, ["cod", "nox"])
    assert made.limiting.tolist() == ["cod", "nox"]


def test_equal_candidates_stand_in_the_order_of_their_codes():
    industry = np.array(["b", "a", "a"], dtype=object)
    unit = np.array(["1", "2", "1"], dtype=object)
    cells = it.gather(industry, unit, [5.0, 5, 5], np.ones(3), np.ones((3, 1)))
    turned = replace(cells, industry=cells.industry[::-1], unit=cells.unit[::-1], records=cells.records[::-1])
    code = np.full(3, sixclass.SCP)
    whole = it.industries(cells)
    for one in (cells, turned):
        found = it.exits(one, code, whole, np.full(2, sixclass.SCP))
        assert [(one.industry[at], one.unit[at]) for at in found.cell] == [("a", "1"), ("a", "2"), ("b", "1")]
