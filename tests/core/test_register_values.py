"""Values at the door, against what is held, over changed boundaries, and in packages."""

from __future__ import annotations

import json
import math
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.register import boundaries, comparison, entries, package
from carbon_pollution_zoning.core.register.values import KEY

UNITS = [
    {"code": "99", "name_zh": "海东省", "name_en": "Haidong", "valid_from": 0, "valid_to": None},
    {"code": "9901", "name_zh": "岳海市", "name_en": "", "valid_from": 0, "valid_to": 2019},
    {"code": "9902", "name_zh": "同名", "name_en": "", "valid_from": 2020, "valid_to": None},
    {"code": "9903", "name_zh": "同名", "name_en": "", "valid_from": 0, "valid_to": None},
]
INDICATORS = [
    {"code": "T02", "concept": "gross_carbon", "name_zh": "碳排放总量", "name_en": "Gross", "unit": "ktCO2e"},
    {"code": "cropland", "concept": "cropland", "name_zh": "耕地", "name_en": "Cropland", "unit": "km2"},
]
KNOWN = entries.Known(UNITS, INDICATORS)


def read(defaults=None, **columns):
    count = len(columns["unit"])
    columns = {"year": ["2024"] * count, "kind": ["target"] * count, **columns}
    return entries.entries(columns, KNOWN, defaults or {}, "表")


def test_words_become_codes_and_units_are_converted():
    made = read(
        unit=["990000", "海东省", 99.0],
        indicator=["cropland", "T02", "gross_carbon"],
        value=[150.0, 2.0, 3.0],
        measure=["万亩", "万tCO2e", ""],
        kind=["目标", "Target", "target"],
        year=["2024年", "2025", 2026.0],
        subzone=["", "16", "u-scp"],
    )
    assert made.columns["unit"] == ["99"] * 3
    assert made.columns["indicator"] == ["cropland", "T02", "T02"]
    assert made.columns["value"] == pytest.approx([1000.0, 20.0, 3.0])
    assert made.columns["given_value"] == [150.0, 2.0, 3.0]
    assert made.columns["given_unit"] == ["万亩", "万tCO2e", ""]
    assert made.columns["year"] == [2024, 2025, 2026]
    assert made.columns["subzone"] == ["", "A-SCP", "U-SCP"]
    assert made.converted == {"万亩": 1, "万tCO2e": 1}


def test_widths_are_converted_with_their_values():
    made = read(
        unit=["99"], indicator=["T02"], value=[1.0], measure=["万tCO2e"], lo=[0.5], hi=[math.nan], sd=[0.1]
    )
    assert (made.columns["lo"], made.columns["hi"]) == ([5.0], [None])
    assert made.columns["sd"] == [1.0]


def test_missing_is_not_zero_and_totals_are_no_units():
    made = read(unit=["99", "99", "合 计"], indicator=["T02", "cropland", "T02"], value=[1.0, math.nan, 9.0])
    assert (len(made), made.missing, made.totals) == (1, 1, 1)
    assert made.rows == [1]


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(InputError) as caught:
        read(
            unit=["98", "同名", "99", "99", "99", "9901", "9902", "99"],
            indicator=["T02", "T02", "X1", "T02", "T02", "T02", "T02", "T02"],
            value=[1.0] * 8,
            year=["2024", "2024", "2024", "", "2024", "2020", "2019", "2024"],
            kind=["target", "target", "target", "target", "rumour", "target", "target", "target"],
            measure=["", "", "", "", "", "", "", "tC"],
            subzone=["", "", "Q-S", "", "", "", "", ""],
        )
    told = str(caught.value)
    for part in (
        "2 units that the register does not have: 98 (1), 同名 (1)",
        "X1 (1)",
        "1 values without a year",
        "rumour (1)",
        "Q-S (1)",
        "T02 cannot be kept in ktCO2e",
        "9901 2020 (6), 9902 2019 (7)",
    ):
        assert part in told, part


def test_the_same_value_twice_is_refused_with_its_rows():
    with pytest.raises(InputError, match=r"99 T02 2024 target \(1, 3\)"):
        read(unit=["99", "9903", "990000"], indicator=["T02"] * 3, value=[1.0, 2.0, 1.0])


def test_what_holds_for_all_fills_what_is_blank():
    made = read(
        {"year": "2030", "kind": "base", "measure": "tCO2e", "plan": "专项", "source": "文件"},
        unit=["99"],
        indicator=["T02"],
        value=[5000.0],
        year=[""],
        kind=[""],
    )
    assert made.columns["value"] == [5.0]
    assert (made.columns["year"], made.columns["kind"], made.columns["plan"]) == ([2030], ["base"], ["专项"])
    assert made.columns["source"] == ["文件"]


def test_new_same_and_other_values_are_told_apart():
    made = read(unit=["99", "9903", "9902"], indicator=["T02"] * 3, value=[1.0, 2.0, 3.0])
    keys = list(zip(*(made.columns[name] for name in KEY)))
    found = comparison.compare(made, keys[:2], [1.0 + 1e-15, 2.5])
    assert (found.new, found.same, found.other) == ([2], [0], [1])
    with pytest.raises(InputError, match=r"9903 T02 2024 target: 2\.5 → 2"):
        comparison.refuse_others(made, found, "表")
    assert comparison.part(made, found.other)["value"] == [2.0]


# boundaries


def moved(old, new, year, kind="merged", share=1.0):
    return {"old_unit": old, "new_unit": new, "year": year, "kind": kind, "share": share}


def amount(unit, year, value, indicator="T02", sd=None):
    return {
        **dict.fromkeys(KEY, ""),
        "unit": unit,
        "year": year,
        "value": value,
        "indicator": indicator,
        "kind": "reported",
        "sd": sd,
    }


KINDS = {"T02": "total", "T09": "state"}


def carried(values, changes, year, starts=None):
    return boundaries.carry(values, changes, KINDS, starts or {}, year)


def test_merged_units_add_up_and_nobody_is_lost():
    values = [amount("a", 2019, 3.0, sd=0.3), amount("b", 2019, 4.0, sd=0.4), amount("c", 2019, 5.0)]
    made = carried(values, [moved("a", "n", 2020), moved("b", "n", 2020)], 2024, {"n": 2020})
    found = {one["unit"]: one for one in made.values}
    assert found["n"]["value"] == 7.0
    assert found["n"]["sd"] == pytest.approx(0.5)
    assert found["n"]["part"] == 1.0
    assert found["c"]["value"] == 5.0
    assert made.left == []


def test_a_unit_that_takes_another_in_keeps_its_own():
    values = [amount("a", 2019, 3.0), amount("b", 2019, 4.0), amount("b", 2021, 9.0)]
    made = carried(values, [moved("a", "b", 2020)], 2024)
    assert {(one["unit"], one["year"]): one["value"] for one in made.values} == {
        ("b", 2019): 7.0,
        ("b", 2021): 9.0,
    }


def test_a_value_that_is_missing_shows_in_the_part():
    made = carried(
        [amount("a", 2019, 3.0)], [moved("a", "n", 2020), moved("b", "n", 2020)], 2024, {"n": 2020}
    )
    assert made.values[0]["part"] == 0.5
    assert made.values[0]["value"] == 3.0


def test_split_units_share_and_a_moved_part_leaves_the_rest():
    changes = [moved("a", "x", 2020, "split", 0.25), moved("a", "y", 2020, "split", 0.75)]
    made = carried([amount("a", 2019, 8.0)], changes, 2024, {"x": 2020, "y": 2020})
    assert {one["unit"]: one["value"] for one in made.values} == {"x": 2.0, "y": 6.0}
    made = carried(
        [amount("a", 2019, 10.0), amount("b", 2019, 1.0)], [moved("a", "b", 2020, "moved", 0.2)], 2024
    )
    assert {one["unit"]: one["value"] for one in made.values} == {"a": 8.0, "b": 3.0}


def test_changes_of_several_years_follow_each_other():
    changes = [moved("a", "b", 2018, "recoded"), moved("b", "c", 2021), moved("d", "c", 2021)]
    values = [amount("a", 2017, 1.0), amount("d", 2017, 2.0), amount("b", 2019, 5.0), amount("d", 2019, 6.0)]
    made = carried(values, changes, 2024, {"b": 2018, "c": 2021})
    assert {(one["unit"], one["year"]): (one["value"], one["part"]) for one in made.values} == {
        ("c", 2017): (3.0, 1.0),
        ("c", 2019): (11.0, 1.0),
    }
    early = carried(values, changes, 2019, {"b": 2018, "c": 2021})
    assert {(one["unit"], one["year"]) for one in early.values} == {
        ("b", 2017),
        ("d", 2017),
        ("b", 2019),
        ("d", 2019),
    }


def test_a_concentration_passes_only_where_a_unit_became_exactly_one_other():
    values = [amount("a", 2019, 30.0, "T09"), amount("r", 2019, 40.0, "T09"), amount("z", 2019, 50.0, "T09")]
    changes = [moved("a", "n", 2020), moved("b", "n", 2020), moved("r", "r2", 2020, "recoded")]
    made = carried(values, changes, 2024, {"n": 2020, "r2": 2020})
    assert {one["unit"]: one["value"] for one in made.values} == {"r2": 40.0, "z": 50.0}
    assert [one["unit"] for one in made.left] == ["a"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_sum_over_all_units_never_changes(amounts, rng):
    values = [amount(f"u{at}", 2010, value) for at, value in enumerate(amounts)]
    changes, alive = [], [one["unit"] for one in values]
    for year in range(2011, 2016):
        old = rng.choice(alive)
        if rng.random() < 0.5 and len(alive) > 1:
            changes.append(moved(old, rng.choice([one for one in alive if one != old]), year))
            alive.remove(old)
        else:
            share = rng.random()
            changes += [
                moved(old, f"{old}x{year}", year, "split", share),
                moved(old, f"{old}y{year}", year, "split", 1 - share),
            ]
            alive.remove(old)
            alive += [f"{old}x{year}", f"{old}y{year}"]
    boundaries.check(changes, {unit for one in changes for unit in (one["old_unit"], one["new_unit"])}, "表")
    made = carried(values, changes, 2020)
    assert math.fsum(one["value"] for one in made.values) == pytest.approx(math.fsum(amounts), rel=1e-9)
    assert {one["unit"] for one in made.values} <= set(alive)


def test_changes_that_lose_or_double_are_refused():
    changes = [
        moved("a", "x", 2020, "split", 0.5),
        moved("b", "b", 2020),
        moved("c", "q", 2021, "moved", 1.2),
    ]
    with pytest.raises(InputError) as caught:
        boundaries.check(changes, ["a", "x", "b", "c"], "表")
    told = str(caught.value)
    for part in ("q", "become themselves: b", "a 2020: 0.5", "c 2021: 1.2"):
        assert part in told


# packages

VALUES = {
    "unit": ["1", "2"],
    "indicator": ["T02", "T02"],
    "subzone": ["", ""],
    "component": ["", ""],
    "plan": ["", ""],
    "year": [2024, 2024],
    "kind": ["reported", "reported"],
    "value": [1.5, 2.0],
    "lo": [None, math.nan],
    "hi": [None, None],
    "sd": [0.1, None],
}


def manifest(**more):
    made = package.Manifest(
        format=package.FORMAT,
        format_version=1,
        schema_version=1,
        package="p-1",
        register="r-1",
        unit="1",
        parent="0",
        level="county",
        years=[2024],
        kinds=["reported"],
        units=2,
        values=2,
        file="上报.gpkg",
        bytes=10,
        sha256="ab" * 32,
        content=package.digest(VALUES),
        made="2024-05-01T00:00:00.000Z",
        sender="张三",
    )
    return package.Manifest(**{**asdict(made), **more})


def test_a_manifest_is_read_as_it_was_written():
    assert package.read(manifest().text(), "上报.json") == manifest()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "is not the JSON of a report package"),
        ("[]", "is not the JSON"),
        ('{"format": "other"}', "is not the JSON"),
        ("[" * 2_000_000, "is not the JSON"),
        (json.dumps({**asdict(manifest()), "format_version": 7}), "of version 7"),
        (json.dumps({**asdict(manifest()), "unit": 5}), "lacks unit"),
    ],
)
def test_what_is_no_manifest_is_refused(text, said):
    with pytest.raises(InputError, match=said):
        package.read(text, "x.json")


def test_the_digest_knows_values_and_not_their_order():
    turned = {name: values[::-1] for name, values in VALUES.items()}
    assert package.digest(turned) == package.digest(VALUES)
    other = {**VALUES, "value": [1.5, 2.0000000001]}
    assert package.digest(other) != package.digest(VALUES)


def test_why_a_package_is_refused():
    made = manifest()
    assert package.altered(made, 10, made.sha256, "f") == []
    assert "altered" in str(package.altered(made, 11, made.sha256, "f")[0])
    tree = {"code": ["1", "2"], "parent": ["0", "1"]}
    assert package.content_faults(made, tree, VALUES) == []
    assert "vouches" in str(package.content_faults(made, tree, {**VALUES, "value": [9.0, 2.0]})[0])
    stranger = {"code": ["1", "2"], "parent": ["0", "7"]}
    assert "do not lie below it: 2" in str(package.content_faults(made, stranger, VALUES)[0])
    assert package.belongs(made, "r-2", {"1": "0"}) == []
    assert package.belongs(made, "r-2", {"1": None}) == []
    assert "very register" in str(package.belongs(made, "r-1", {"1": "0"})[0])
    assert "does not have" in str(package.belongs(made, "r-2", {"3": "0"})[0])
    assert "hangs on 5" in str(package.belongs(made, "r-2", {"1": "5"})[0])
    before = {"package": "p-1", "content": "x", "unit": "1", "at": "2024-05-02T08:00:00Z", "sender": "李四"}
    assert "2024-05-02 08:00 from 李四" in str(package.repeated(made, [before])[0])
    same = {**before, "package": "p-2", "content": made.content}
    assert package.repeated(made, [same])
    assert package.repeated(made, [{**same, "content": "y"}]) == []
    sent = [{"code": "T02", "unit": "tCO2e"}, {"code": "new", "unit": "t"}]
    told = " ".join(map(str, package.indicator_faults(sent, [{"code": "T02", "unit": "ktCO2e"}])))
    assert "T02 (tCO2e / ktCO2e)" in told and "new" in told
