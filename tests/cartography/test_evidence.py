"""Records in words: nothing that decided is left out, known names are translated, numbers readable."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.cartography import evidence, words
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading

RECORD = {
    "algorithm": "cpzoning:sixclasszoning",
    "title": "whatever the session said",
    "standards": {
        "carbon_mode": "neutrality",
        "carbon_benchmark": 31.773376543,
        "statistic": "mean",
        "a_new_key": "a new value",
        "nothing": None,
        "doubts": [],
        "pollution_standards": {"PM2_5": 35.0},
    },
    "tables": {"fuel": {"digest": "abc", "origin": "built-in", "scheme": "CN_MEE_ENT"}},
    "inputs": {
        "INPUT": {"name": "haiyue", "source": "./haiyue.gpkg|layername=DLTB|subset=x", "features": 3},
        "OTHER": {"features": None},
    },
    "warnings": ["Flag NO_E: 2 units."],
}


def test_everything_that_decided_is_listed():
    said = dict(evidence.standards(RECORD, "en"))
    assert len(said) == 8
    assert said["a_new_key"] == "a new value"
    assert said["nothing"] == said["doubts"] == evidence.NO_VALUE
    assert said["Carbon standard"] == "neutrality (net emission 0)"
    assert "31.7734" in said.values() and "PM2_5 35" in said.values()


def test_one_value_may_mean_two_things():
    assert evidence.value_words("mean", "en") == "weighted mean"
    assert evidence.value_words("mean", "en", "statistic") == "averaged"


def test_chinese_reads_as_chinese():
    said = dict(evidence.standards(RECORD, "zh"))
    assert said["碳标准"] == "碳中和（净排放为 0）"
    assert said["燃料因子表"] == "摘要 abc；来源 内置表；方案 CN_MEE_ENT"
    assert evidence.title(RECORD, "zh") == "碳污六类分区"
    assert evidence.warnings([RECORD], "zh") == ["碳污六类分区：Flag NO_E: 2 units."]


def test_an_algorithm_without_words_keeps_its_title():
    assert evidence.title({"algorithm": "other:thing", "title": "Thing"}, "zh") == "Thing"


def test_notes_are_cut_visibly():
    [note] = evidence.notes([RECORD], "en", most=2)
    assert note.startswith("Six-class") and note.endswith("…")
    assert evidence.NO_VALUE not in note


def test_inputs_name_the_table_within_a_file():
    rows = evidence.inputs([RECORD], "en")
    assert [row[2] for row in rows] == ["haiyue: DLTB", "OTHER"]
    assert rows[1][3:] == [None, evidence.NO_VALUE, evidence.NO_VALUE]


@pytest.mark.parametrize(
    ("value", "text"), [(True, "yes"), (0.1 + 0.2, "0.3"), (1e-9, "0.000000001"), ("", "–")]
)
def test_values_read_well(value, text):
    assert evidence.value_words(value, "en") == text


def test_words_exist_in_both_languages():
    empty = [key for key, row in words._table().items() if not all(row[lang] for lang in words.LANGUAGES)]
    assert not empty


def test_how_intervals_are_made_is_told_in_either_language():
    draws = Spreading(draws=500, seed=7, distribution="lognormal").described
    record = {"standards": {"interval": Spreading().described, "intervals": draws}}
    told = dict(evidence.standards(record, "zh"))
    assert list(told) == ["区间"] and "蒙特卡罗" in told["区间"] and "对数正态" in told["区间"]
    told = evidence.value_words(Spreading().described, "zh", "interval")
    assert told == "置信水平 95 %；方法 误差传播（IPCC 2006 方法 1）"
    assert "error propagation" in evidence.value_words(Spreading().described, "en", "interval")


def test_of_a_name_in_two_languages_one_is_told():
    value = {"name_en": "Air", "name_zh": "空气", "version": "1"}
    assert evidence.value_words(value, "zh") == "名称 空气；版本 1"
    assert evidence.value_words(value, "en") == "name Air; version 1"
