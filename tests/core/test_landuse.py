"""Land-use schemes: integrity of the tables, codes to spaces, switches, unknown codes, users' tables."""

from __future__ import annotations

import re

import numpy as np
import pytest

from carbon_pollution_zoning.core import landuse, vocabulary
from carbon_pollution_zoning.core.csvdata import read_rows
from carbon_pollution_zoning.core.errors import InputError, UnknownCodesError
from carbon_pollution_zoning.core.landuse_rules import FOLDER

HEX = re.compile(r"#[0-9A-F]{6}")
COUNTS = {
    "clcd": 9,
    "globeland30": 11,
    "esa_worldcover": 11,
    "esri_lulc": 12,
    "modis_igbp": 18,
    "cnlucc_resdc": 26,
    "cgls_lc100": 23,
    "corine_clc": 44,
    "dynamic_world": 9,
    "gbt21010_2017": 12 + 73,
    "third_survey": 13 + 55,
    "third_survey_czcsxm": 5,
    "guide2023_landsea": 24 + 111 + 13,
}
NO_DATA = {
    ("esri_lulc", "0"),
    ("esri_lulc", "10"),
    ("modis_igbp", "255"),
    ("cgls_lc100", "0"),
}


def test_schemes_are_the_files_of_the_folder():
    others = {"schemes", "doubtful_groups", "planning_zones", "onemap_layers", "three_major_classes"}
    assert set(landuse.schemes()) == {path.stem for path in FOLDER.glob("*.csv")} - others == set(COUNTS)


@pytest.mark.parametrize("scheme_id", COUNTS)
def test_integrity_of_a_scheme(scheme_id):
    scheme = landuse.scheme(scheme_id)
    groups = vocabulary.by_code(landuse.doubtful_groups())
    assert len(scheme.classes) == COUNTS[scheme_id]
    assert scheme.name_en
    assert scheme.name_zh
    for land in scheme.classes:
        assert land.name_en
        assert land.name_zh
        if (scheme_id, land.code) in NO_DATA:
            assert (land.space, land.carbon_class) == ("", "")
            continue
        assert land.space
        assert land.carbon_class
        assert land.carbon_class_basis
        assert not land.colour or HEX.fullmatch(land.colour)
        assert land.colour or land.colour_source == "none"
        assert land.value is None if scheme.kind == "text" else land.value >= 0
        if land.doubt:
            group = groups[land.doubt]
            assert (land.space, land.alt_space) == (group.default_space, group.alternative_space)


def test_counts_of_levels_of_the_2023_guide():
    levels = [land.level for land in landuse.scheme("guide2023_landsea").classes]
    assert [levels.count(level) for level in (1, 2, 3)] == [24, 111, 13]


def test_survey_classes_point_to_guide_classes():
    guide = landuse.scheme("guide2023_landsea").by_code
    for scheme_id in ("gbt21010_2017", "third_survey"):
        for land in landuse.scheme(scheme_id).classes:
            assert land.guide2023 in guide
            assert land.space == guide[land.guide2023].space, land.code
            assert land.carbon_class == guide[land.guide2023].carbon_class, land.code


def test_the_doubtful_groups_of_methods_b1():
    rows = {group.code: (group.default_space, group.alternative_space) for group in landuse.doubtful_groups()}
    b1 = {group.code for group in landuse.doubtful_groups() if group.basis == "methods B.1"}
    assert len(b1) == 11
    assert rows["rural_living"] == ("A", "U")
    assert rows["mining"] == ("U", "")
    assert rows["coastal_wetland"] == ("M", "E")
    used = {land.doubt for scheme_id in landuse.schemes() for land in landuse.scheme(scheme_id).classes}
    assert used - {""} == set(rows)


def test_three_major_classes_cover_gbt21010():
    rows = read_rows(FOLDER / "three_major_classes.csv", "table")
    assert {row["code"] for row in rows} == set(landuse.scheme("gbt21010_2017").by_code)
    assert {row["major_class"] for row in rows} == {"agricultural", "construction", "unused", ""}


def test_codes_to_spaces_and_switches():
    survey = landuse.scheme("third_survey")
    codes = ["0101", "0301", "0601", "1105", "0702"]
    assert survey.spaces(codes).tolist() == [1, 2, 3, 4, 1]
    assert survey.spaces(codes, ["rural_living", "coastal_wetland"]).tolist() == [1, 2, 3, 2, 3]


def test_a_switch_that_does_not_exist_or_has_no_other_space_is_refused():
    with pytest.raises(InputError, match="mining, nonsense"):
        landuse.scheme("clcd").spaces([1], ["nonsense", "mining"])


def test_missing_codes_are_no_data_and_not_unknown():
    codes = [None, float("nan"), "", "  ", np.nan, "0101"]
    assert landuse.scheme("third_survey").spaces(codes).tolist() == [0, 0, 0, 0, 0, 1]
    assert landuse.scheme("third_survey").carbon_classes(codes).tolist() == [""] * 5 + ["cropland"]


def test_no_data_classes_have_space_zero():
    assert landuse.scheme("esri_lulc").spaces([0, 10, 5]).tolist() == [0, 0, 1]


def test_numbers_regain_their_leading_zero():
    survey = landuse.scheme("third_survey")
    assert survey.find(101).code == survey.find(101.0).code == survey.find("101").code == "0101"
    assert survey.find("0101").code == "0101"
    assert survey.find("1101").code == "1101"
    assert survey.find("00101") is None
    assert landuse.scheme("guide2023_landsea").find(60101).code == "060101"


def test_corine_is_read_by_code_and_by_grid_code():
    corine = landuse.scheme("corine_clc")
    assert corine.find(1).code == corine.find("111").code == "111"
    assert corine.find(44).code == "523"
    assert corine.find(45) is None
    assert corine.by_value[39].carbon_class == "tidal_flat"


def test_unknown_codes_are_all_collected_with_counts():
    with pytest.raises(UnknownCodesError) as caught:
        landuse.scheme("third_survey").spaces(["9999", "0101", "x", "9999", None])
    assert caught.value.codes == {"9999": 2, "x": 1}
    assert "9999 (2×), x (1×)" in str(caught.value)


def test_longest_prefix_only_when_asked_for():
    guide = landuse.scheme("guide2023_landsea")
    assert guide.find("100199") is None
    assert guide.find("100199", prefix=True).code == "1001"
    assert guide.find("1099", prefix=True).code == "10"
    assert guide.find("99", prefix=True) is None
    assert landuse.scheme("third_survey").find("05H9", prefix=True).code == "05"
    assert landuse.scheme("clcd").find("12", prefix=True) is None


def test_space_table_serves_raster_blocks():
    table = landuse.scheme("clcd").space_table()
    assert table.dtype == np.uint8
    assert table.tolist() == [255, 1, 2, 2, 2, 2, 2, 2, 3, 2]
    assert landuse.scheme("clcd").space_table(["water_sea"])[[5, 9]].tolist() == [4, 4]
    assert landuse.scheme("esri_lulc").space_table()[10] == 0


@pytest.mark.parametrize(
    ("codes", "scheme_id"),
    [
        (range(1, 10), "clcd"),
        (range(9), "dynamic_world"),
        ([10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100], "esa_worldcover"),
        ([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 255], "globeland30"),
        ([111, 112, 211, 311, 523], "corine_clc"),
        ([11, 21, 31, 41, 51, 61], "cnlucc_resdc"),
        (["0303", "05H1", "08H2", "1107"], "third_survey"),
        (["0101", "060102", "100103", "1905"], "guide2023_landsea"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17], "modis_igbp"),
        ([None, np.nan, "201", "203"], "third_survey_czcsxm"),
    ],
)
def test_detection(codes, scheme_id):
    assert landuse.detect(codes).id == scheme_id


def test_detection_says_when_it_cannot_tell():
    assert landuse.detect(["a", "b"]) is None
    assert landuse.detect([]) is None
    best = landuse.candidates(["0101", "9999"])[0]
    assert (best.known, best.unknown) == (0.5, ("9999",))


def test_a_users_own_table(workplace):
    path = workplace / "我的分类.csv"
    path.write_text("code,name_zh,space,value\nA1,水田,A,1\nB1,林地,E,2\nX,云,,9\n", encoding="gbk")
    own = landuse.read(path)
    assert (own.kind, own.origin) == ("raster", "我的分类.csv")
    assert own.spaces([1, "B1", 9]).tolist() == [1, 2, 0]
    assert own.by_code["A1"].name("en") == "水田"


def test_every_rule_of_a_class_table_speaks_with_its_row(workplace):
    path = workplace / "bad.csv"
    path.write_text(
        "code,space,value,alt_space,doubt,carbon_class,colour\n"
        "1,Q,1,,,,\n"
        ",A,2,,,,\n"
        "3,A,x,,,,\n"
        "4,A,4,E,,,\n"
        "5,A,5,,nonsense,,\n"
        "6,A,6,,,jungle,\n"
        "7,A,7,,,,red\n"
        "7,A,7,,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        landuse.read(path)
    said = [(found.data["row"], str(found)) for found in caught.value.problems]
    expected = {
        2: ["space is “Q”"],
        3: ["has no code"],
        4: ["value is “x”"],
        5: ["no doubtful group"],
        6: ["doubt is “nonsense”"],
        7: ["carbon_class is “jungle”"],
        8: ["colour is “red”"],
        9: ["repeats the code 7 of row 8", "repeats the value 7 of row 8"],
    }
    for row, parts in expected.items():
        texts = [text for at, text in said if at == row]
        assert len(texts) == len(parts)
        for part, text in zip(parts, texts):
            assert part in text
    assert len(said) == 9


def test_a_class_table_needs_its_columns_and_rows(workplace):
    (workplace / "a.csv").write_text("name\nx\n", encoding="utf-8")
    (workplace / "b.csv").write_text("code,space\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the columns code, space"):
        landuse.read(workplace / "a.csv")
    with pytest.raises(InputError, match="no rows"):
        landuse.read(workplace / "b.csv")


def test_an_unknown_scheme_lists_the_known():
    with pytest.raises(InputError, match="clcd, globeland30"):
        landuse.scheme("nlcd")
