"""What algorithms read of a register: values onto the units of a year, one value of several, weights."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.register import views

KINDS = {"net": "total", "share": "ratio"}


def unit(code, first=0, last=None, parent="P"):
    return {"code": code, "valid_from": first, "valid_to": last, "parent": parent, "level": "township"}


def value(unit, number, year=2020, kind="actual", indicator="net", **more):
    row = {"unit": unit, "indicator": indicator, "subzone": "", "component": "", "plan": "", "year": year}
    return {**row, "kind": kind, "version": 1, "value": number, "lo": None, "hi": None, "sd": None, **more}


def change(old, new, share=1.0, kind="merged", year=2023):
    return {"old_unit": old, "new_unit": new, "year": year, "kind": kind, "share": share}


def carried(rows, units, changes, year=views.NOW):
    made = views.onto_units(rows, units, changes, KINDS, year)
    return {(one["unit"], one["year"], one["kind"]): one["value"] for one in made.rows}, made


def test_merged_units_add_up_and_split_ones_are_shared():
    units = [unit("a", last=2022), unit("b", last=2022), unit("ab", 2023), unit("c", last=2022)]
    units += [unit("c1", 2023), unit("c2", 2023)]
    changes = [change("a", "ab"), change("b", "ab"), change("c", "c1", 0.25, "split")]
    changes.append(change("c", "c2", 0.75, "split"))
    rows = [value("a", 1.0), value("b", 2.0), value("c", 8.0), value("ab", 4.0, 2023)]
    found, made = carried(rows, units, changes)
    assert found == {
        ("ab", 2020, "actual"): 3.0,
        ("c1", 2020, "actual"): 2.0,
        ("c2", 2020, "actual"): 6.0,
        ("ab", 2023, "actual"): 4.0,
    }
    assert (made.carried, made.partial, made.mixed, made.strange) == (3, 0, 0, 0)
    before, made = carried(rows[:3], units, changes, 2020)
    assert before == {("a", 2020, "actual"): 1.0, ("b", 2020, "actual"): 2.0, ("c", 2020, "actual"): 8.0}
    assert made.carried == 0


def test_a_part_of_what_was_merged_is_never_taken_for_the_whole():
    units = [unit("a", last=2022), unit("b", last=2022), unit("ab", 2023)]
    found, made = carried([value("a", 1.0)], units, [change("a", "ab"), change("b", "ab")])
    assert found == {} and made.partial == 1


def test_what_does_not_add_up_is_left_out_and_counted():
    units = [
        unit("a", last=2022),
        unit("b", last=2022),
        unit("ab", 2023),
        unit("r", last=2022),
        unit("s", 2023),
    ]
    changes = [change("a", "ab"), change("b", "ab"), change("r", "s", kind="recoded")]
    rows = [value(one, 0.5, indicator="share") for one in ("a", "b", "r")]
    found, made = carried(rows, units, changes)
    assert found == {("s", 2020, "actual"): 0.5} and made.mixed == 2


def test_targets_beyond_the_end_of_their_unit_pass_once():
    units = [unit("a", last=2022), unit("b", last=2022), unit("ab", 2023)]
    changes = [change("a", "ab"), change("b", "ab")]
    rows = [value("a", 1.0, 2030, "target"), value("b", 2.0, 2030, "target")]
    found, made = carried(rows, units, changes)
    assert found == {("ab", 2030, "target"): 3.0} and made.replaced == 0
    found, made = carried([*rows, value("ab", 2.5, 2030, "target")], units, changes)
    assert found == {("ab", 2030, "target"): 2.5} and made.replaced == 1


def test_a_unit_that_takes_in_another_keeps_its_own():
    units = [unit("a", last=2022), unit("b")]
    found, _ = carried([value("a", 1.0), value("b", 2.0)], units, [change("a", "b")])
    assert found == {("b", 2020, "actual"): 3.0}


def test_a_unit_of_nowhere_is_counted():
    found, made = carried([value("z", 1.0)], [unit("a")], [])
    assert found == {} and made.strange == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(1, 1e6), min_size=2, max_size=6),
    st.lists(st.floats(0.01, 1), min_size=2, max_size=4),
    st.integers(2015, 2022),
)
def test_nothing_is_lost_and_nothing_counts_twice(numbers, parts, year):
    """Units are merged into one, which is split later: the sum stays, whatever the shares."""
    old = [f"o{at}" for at in range(len(numbers))]
    new = [f"n{at}" for at in range(len(parts))]
    units = [
        *(unit(code, last=2022) for code in old),
        unit("m", 2023, 2023),
        *(unit(code, 2024) for code in new),
    ]
    changes = [change(code, "m") for code in old]
    changes += [change("m", code, share / sum(parts), "split", 2024) for code, share in zip(new, parts)]
    found, made = carried([value(code, one, year) for code, one in zip(old, numbers)], units, changes)
    assert sum(found.values()) == pytest.approx(sum(numbers))
    assert {key[0] for key in found} == set(new) and made.partial == 0


def test_of_several_kinds_the_nearest_to_measurement_counts():
    rows = [
        value("a", 1.0, kind="reported"),
        value("a", 2.0, kind="adjusted"),
        value("a", 3.0, kind="target"),
    ]
    rows.append(value("a", 9.0, kind="actual", component="coal"))
    made = views.series(rows, ("reported", "adjusted", "actual"))
    assert [one["value"] for one in made.rows] == [2.0] and made.passed_over == 1


def test_the_last_run_of_a_warning_counts():
    told = ((2023, "9", "red"), (2024, "1", "blue"), (2024, "2", "green"))
    rows = [{"unit": "a", "year": year, "at": at, "level": level} for year, at, level in told]
    assert [one["level"] for one in views.latest(rows, ("unit",))] == ["green"]


def test_weights_are_those_of_the_unit_the_year_and_the_kind():
    rows = [value("a", 0.4, indicator="share", kind="reported")]
    others = [
        value("a", 7.0, indicator="land", kind="base"),
        value("a", 8.0, indicator="land", kind="reported"),
    ]
    others.append(value("a", 5.0, 2019, indicator="land"))
    assert views.weights(rows, {"share": ("nothing", "land")}, others) == [8.0]
    assert views.weights(rows, {"share": ("land",)}, others[:1]) == [7.0]
    assert views.weights(rows, {}, others) == [None]


def test_units_of_a_year_and_below():
    units = [unit("P", parent=None), unit("a", last=2022), unit("b", 2023), unit("x", parent="b")]
    assert [one["code"] for one in views.units_of(units, 2022)] == ["P", "a", "x"]
    assert [one["code"] for one in views.units_of(units)] == ["P", "b", "x"]
    assert views.below(units, "b") == {"b", "x"}
    assert views.below(units, "P") == {"P", "a", "b", "x"}


def test_a_table_by_indicators_takes_the_year_that_most_have():
    rows = [value("a", 1.0), value("b", 2.0), value("a", 3.0, 2024), value("a", 5.0, 2021, indicator="gdp")]
    found, chosen = views.by_unit(rows)
    assert found == {"net": {"a": 1.0, "b": 2.0}, "gdp": {"a": 5.0}} and chosen == {"net": 2020, "gdp": 2021}
