"""The table of zoning standards: the built-in sets, a round trip, and every fault in one message."""

from __future__ import annotations

import csv
import re

import pytest

from carbon_pollution_zoning.core import csvdata
from carbon_pollution_zoning.core.errors import FactorError
from carbon_pollution_zoning.core.factor_rules import sources
from carbon_pollution_zoning.core.zoning import ruleset_table as table
from carbon_pollution_zoning.core.zoning.rulesets import METHODS

CHINESE = re.compile("[\u4e00-\u9fff]")
GOOD = {
    "id": "county",
    "version": "2",
    "valid_from": "2025-03-01",
    "name_en": "County standard",
    "name_zh": "县级标准",
    "method": "literal",
    "carbon_mode": "quota",
    "carbon_standard": "8",
    "carbon_unit": "tCO2e/ha",
    "tau_c": "0.2",
    "tau_p": "1",
    "source": "county circular 2025 no. 3",
}


def written(path, *rows):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_built_in_sets_cover_every_method_with_source_and_both_languages():
    sets = table.builtin()
    assert {made.method for made in sets.values()} == set(METHODS)
    for made in sets.values():
        assert made.version and made.valid_from and made.evidence and made.confidence != "none"
        assert made.source_key in sources()
        assert made.name_en and CHINESE.search(made.name_zh)
    assert len({made.digest for made in sets.values()}) == len(sets)


def test_the_default_set_is_the_default_rule():
    made = table.rule_set("absolute")
    (region,) = made.regions
    assert (made.carbon_mode, made.tie, made.weak_weak, made.composite) == (
        "neutrality",
        "CP",
        "ratio",
        "max",
    )
    assert (region.tau_c, region.tau_p) == (1, 1)


@pytest.mark.parametrize("identifier", ["", "air_by_functional_area"])
def test_an_export_is_read_back_as_it_was(workplace, identifier):
    path = workplace / "标准 集.csv"
    table.write(path, [table.rule_set(identifier)] if identifier else table.builtin().values())
    again = table.read(path)
    assert set(again) == ({identifier} if identifier else set(table.builtin()))
    for key, made in again.items():
        ours = table.builtin()[key]
        assert made.digest == ours.digest
        assert repr(made.regions) == repr(ours.regions)  # NaN differs from itself, not in writing
        assert made.origin == path.name


def test_a_set_of_the_user(tmp_path):
    made = table.read(written(tmp_path / "own.csv", GOOD))["county"]
    assert made.regions[0].carbon_standard == 8
    assert made.regions[0].tau_c == 0.2
    assert made.described()["version"] == "2"
    assert made.described()["origin"] == "own.csv"


def test_tables_in_gb18030_are_read(tmp_path):
    path = written(tmp_path / "own.csv", GOOD)
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert table.read(path)["county"].name_zh == "县级标准"


def test_the_digest_follows_the_content(tmp_path):
    one = table.read(written(tmp_path / "a.csv", GOOD))["county"].digest
    same = table.read(written(tmp_path / "b.csv", {**GOOD, "note": ""}))["county"].digest
    other = table.read(written(tmp_path / "c.csv", {**GOOD, "tau_c": "0.3"}))["county"].digest
    assert one == same != other


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": ""}, ["version"]),
        ({"method": "kmeans"}, ["kmeans", "literal", "zscore"]),
        ({"carbon_mode": "neutral"}, ["neutral", "duty"]),
        ({"valid_from": "March 2025"}, ["March 2025", "2016-01-01"]),
        ({"source": ""}, ["source"]),
        ({"tau_c": "0"}, ["tau_c", "above 0"]),
        ({"tau_p": "strong"}, ["strong"]),
        ({"carbon_standard": "-3"}, ["-3", "quota"]),
        ({"carbon_unit": ""}, ["tCO2e/ha"]),
        ({"carbon_unit": "kWh"}, ["kWh"]),
        ({"method": "quantile"}, ["quantile"]),
        ({"method": "quantile", "quantile": "1.5"}, ["1.5", "between 0 and 1"]),
        ({"method": "cone"}, ["cone_k"]),
        ({"method": "cone", "cone_k": "0.5"}, ["0.5", "1 or above"]),
        ({"region": "37"}, ["37", "regional"]),
        ({"pollutant_set": "GB1"}, ["GB1", "GB3095-2012"]),
        ({"pollutant_set": "GB3095-2012", "functional_class": "III"}, ["III", "I, II"]),
        ({"confidence": "sure"}, ["sure"]),
    ],
)
def test_each_fault_is_named_with_its_row(tmp_path, changes, words):
    path = written(tmp_path / "own.csv", {**GOOD, **changes})
    with pytest.raises(FactorError) as refusal:
        table.read(path)
    assert all(word in str(refusal.value) for word in [*words, "own.csv", "2"]), str(refusal.value)


def test_all_faults_come_together(tmp_path):
    path = written(tmp_path / "own.csv", {**GOOD, "tau_c": "-1"}, {**GOOD, "id": "b", "method": "x"})
    with pytest.raises(FactorError) as refusal:
        table.read(path)
    assert {item.data["row"] for item in refusal.value.problems} == {2, 3}


def test_rows_of_one_set_agree_and_no_region_comes_twice(tmp_path):
    regional = {**GOOD, "method": "regional"}
    rows = (
        {**regional, "region": "37"},
        {**regional, "region": "37"},
        {**regional, "region": "1", "tie": "PC"},
    )
    with pytest.raises(FactorError) as refusal:
        table.read(written(tmp_path / "own.csv", *rows))
    text = str(refusal.value)
    assert "repeats the region “37”" in text
    assert "tie is “PC” but “”" in text


def test_missing_columns_and_empty_tables(tmp_path):
    with pytest.raises(FactorError, match="method"):
        table.read(
            written(tmp_path / "a.csv", {"id": "x", "version": "1", "valid_from": "2024", "source": "s"})
        )
    (tmp_path / "b.csv").write_text(",".join(GOOD) + "\n", encoding="utf-8")
    with pytest.raises(FactorError, match="no rows"):
        table.read(tmp_path / "b.csv")


def test_unknown_set_is_refused_with_the_known_ones():
    with pytest.raises(FactorError, match="absolute"):
        table.rule_set("absolut")


def test_the_file_has_every_column():
    assert csvdata.read_table(table.FILE, "table").columns == tuple(
        column for column in table.COLUMNS if column != "source"
    )
