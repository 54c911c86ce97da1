"""Records in words: nothing that decided is left out, known names are translated, numbers readable."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.cartography import evidence, words

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
