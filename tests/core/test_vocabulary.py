"""The alphabet: counts, uniqueness, both languages, colours, and what follows from values."""

from __future__ import annotations

import re

import numpy as np
import pytest

from carbon_pollution_zoning.core import vocabulary as words
from carbon_pollution_zoning.core.factor_rules import sources
from carbon_pollution_zoning.core.zoning import sixclass

LISTS = {
    "classes": words.classes,
    "spaces": words.spaces,
    "subzones": words.subzones,
    "levels": words.levels,
    "sectors": words.sectors,
    "carbon_classes": words.carbon_classes,
    "pollutants": words.pollutants,
    "provinces": words.provinces,
    "regions": words.regions,
}
HEX = re.compile(r"#[0-9A-F]{6}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_unique_and_names_filled_in_both_languages(name):
    records = LISTS[name]()
    codes = [record.code for record in records]
    assert len(set(codes)) == len(codes) > 0
    for record in records:
        assert record.name_en
        assert not CHINESE.search(record.name_en), record.name_en
        assert record.name_zh
        assert record.name("en") == record.name_en
        assert record.name("zh_CN") == record.name("zh-Hans") == record.name_zh


def test_six_classes_and_no_data_in_the_order_of_the_paper():
    assert tuple(zone.code for zone in words.classes()) == sixclass.CODES
    assert [zone.value for zone in words.classes()] == list(range(7))
    assert [zone.severity for zone in words.classes()] == sixclass.SEVERITY.tolist()
    assert [zone.code for zone in words.classes() if zone.has_exit] == ["SCP"]


def test_prescriptions_are_filled_in_both_languages():
    for zone in words.classes():
        for field in ("rule", "standard", "strategy", "exit", "control", "goal", "protected_areas"):
            assert zone.text(field, "en")
            assert CHINESE.search(zone.text(field, "zh")), (zone.code, field)
    assert {zone.source_key for zone in words.classes()} <= set(sources())


def test_four_spaces():
    assert [(space.code, space.value) for space in words.spaces()] == [("A", 1), ("E", 2), ("U", 3), ("M", 4)]


def test_24_subzones_are_each_space_with_each_class_once():
    spaces, classes = words.by_code(words.spaces()), words.by_code(words.classes())
    assert len(words.subzones()) == 24
    pairs = set()
    for zone in words.subzones():
        space, one = spaces[zone.space], classes[zone.zone_class]
        assert zone.code == f"{zone.space}-{zone.zone_class}" == zone.label
        assert zone.value == 10 * space.value + one.value
        assert zone.has_exit == one.has_exit
        assert zone.outline == space.colour
        assert (zone.line_en, zone.line_zh) == (space.line_en, space.line_zh)
        assert zone.measures_en
        assert CHINESE.search(zone.measures_zh)
        pairs.add((zone.space, zone.zone_class))
    assert len(pairs) == 24


def test_subzone_colours_are_72_parts_class_and_28_parts_space():
    spaces, classes = words.by_code(words.spaces()), words.by_code(words.classes())
    for zone in words.subzones():
        one, other = classes[zone.zone_class].colour, spaces[zone.space].colour
        for i in (1, 3, 5):
            mixed = 0.72 * int(one[i : i + 2], 16) + 0.28 * int(other[i : i + 2], 16)
            assert abs(mixed - int(zone.colour[i : i + 2], 16)) <= 1, zone.code


@pytest.mark.parametrize("name", ["classes", "spaces", "subzones"])
def test_colours_are_hexadecimal_and_distinct(name):
    colours = [record.colour for record in LISTS[name]()]
    assert all(HEX.fullmatch(colour) for colour in colours)
    assert len(set(colours)) == len(colours)


def test_levels_and_digits_of_administrative_codes():
    assert [(level.code, level.value, level.digits) for level in words.levels()] == [
        ("nation", 1, 0),
        ("province", 2, 2),
        ("city", 3, 4),
        ("county", 4, 6),
        ("township", 5, 9),
    ]


def test_sectors_lie_in_a_space_or_in_all():
    spaces = {space.code for space in words.spaces()} | {""}
    assert {sector.space for sector in words.sectors()} <= spaces
    assert [sector.order for sector in words.sectors()] == list(range(1, len(words.sectors()) + 1))


def test_fallbacks_of_carbon_classes_exist():
    codes = {known.code for known in words.carbon_classes()}
    for known in words.carbon_classes():
        assert set(known.fallback) <= codes - {known.code}


def test_subzone_value_on_numbers_and_arrays():
    assert words.subzone_value(3, 6) == 36
    values = words.subzone_value(np.array([1, 2, 0, 5, 4]), np.array([1, 0, 3, 3, 6], dtype=np.uint8))
    assert values.tolist() == [11, 0, 0, 0, 46]
    assert values.dtype == np.uint8


def test_split_subzone_undoes_it():
    for zone in words.subzones():
        space, one = words.split_subzone(zone.value)
        assert words.subzone_value(space, one) == zone.value
    spaces, ones = words.split_subzone(np.array([36, 0, 47, 10, 255], dtype=np.uint8))
    assert spaces.tolist() == [3, 0, 0, 0, 0]
    assert ones.tolist() == [6, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("SO₂", "SO2"),
        ("二氧化硫", "SO2"),
        ("so2", "SO2"),
        ("COD_Cr", "COD"),
        ("化学需氧量", "COD"),
        ("NH3-N", "NH3_N"),
        ("氨氮", "NH3_N"),
        ("ＰＭ２．５", "PM2_5"),
        ("pm25", "PM2_5"),
        ("pm 10", "PM10"),
        ("总磷", "TP"),
    ],
)
def test_pollutants_are_known_by_any_spelling(spelling, code):
    assert words.pollutant(spelling).code == code


@pytest.mark.parametrize("spelling", ["PM1.0", "unknown", "", "SO3"])
def test_other_names_are_no_pollutant_of_the_list(spelling):
    assert words.pollutant(spelling) is None


def test_no_two_pollutants_share_a_spelling():
    seen = {}
    for known in words.pollutants():
        for spelling in (known.code, known.name_en, known.name_zh, *known.synonyms):
            assert seen.setdefault(words.fold(spelling), known.code) == known.code, spelling


def test_place_names():
    assert words.place_name("510000", "zh") == "四川"
    assert words.place_name("north", "en") == "North China"
    assert words.place_name("my county") == "my county"
