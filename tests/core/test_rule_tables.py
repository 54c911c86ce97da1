"""Tables that later methods read: conversion rules, warning levels, siting, palettes, indicators, SD."""

from __future__ import annotations

import math
import re

import pytest

from carbon_pollution_zoning.core import landuse, units, vocabulary
from carbon_pollution_zoning.core.csvdata import number, read_rows
from carbon_pollution_zoning.core.factor_rules import FOLDER

DATA = FOLDER.parent
HEX = re.compile(r"#[0-9A-F]{6}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SIZES = {
    "rules/conversion_rules": 121,
    "rules/conversion_rule_codes": 6,
    "rules/warning_levels": 6,
    "rules/warning_responses": 6,
    "rules/assessment_grades": 4,
    "rules/renewable_exclusion": 15,
    "rules/legacy_colours": 46,
    "indicators/indicators": 94,
    "indicators/sd_parameters": 45,
}


def table(name):
    return read_rows(DATA / f"{name}.csv", "table")


@pytest.mark.parametrize("name", SIZES)
def test_tables_have_their_rows_and_both_languages(name):
    rows = table(name)
    assert len(rows) == SIZES[name]
    for row in rows:
        for column, text in row.items():
            if column.endswith("_en"):
                assert text, (name, row)
            if column.endswith("_zh"):
                assert CHINESE.search(text) or name == "indicators/sd_parameters", (name, column, text)


def test_conversion_rules_are_a_full_matrix_of_known_rules():
    rows = table("rules/conversion_rules")
    classes = {row["from_class"] for row in rows}
    assert len(classes) == 11
    assert {(row["from_class"], row["to_class"]) for row in rows} == {
        (a, b) for a in classes for b in classes
    }
    assert {row["rule"] for row in rows} == {row["code"] for row in table("rules/conversion_rule_codes")}


def test_basic_farmland_may_not_be_built_upon():
    rules = {(row["from_class"], row["to_class"]): row["rule"] for row in table("rules/conversion_rules")}
    assert rules["pbf", "urban"] == "X"
    assert rules["cropland", "forest"] == "B2"
    assert rules["cropland", "urban"] == "B1"


def test_warning_levels_and_their_colours():
    rows = {row["code"]: row for row in table("rules/warning_levels")}
    assert {code: int(row["value"]) for code, row in rows.items()} == {
        "red": 5,
        "orange": 4,
        "yellow": 3,
        "blue": 2,
        "green": 1,
        "ND": 0,
    }
    assert all(HEX.fullmatch(row["colour"]) for row in rows.values())
    nothing = vocabulary.by_code(vocabulary.classes())["ND"]
    assert rows["ND"]["colour"] == nothing.colour


def test_siting_rules_are_of_a_closed_list_with_units():
    for row in table("rules/renewable_exclusion"):
        assert row["technology"] in ("pv", "wind_onshore", "wind_offshore", "transmission")
        assert row["rule"] in ("exclude", "restrict", "prefer", "score", "require")
        assert bool(row["value"]) == bool(row["unit"])
        if row["value"]:
            assert number(row["value"]) > 0
            units.unit(row["unit"])
        assert row["evidence"]


def test_legacy_colours_belong_to_codes_of_the_survey():
    known = set(landuse.scheme("third_survey").by_code) | set(landuse.scheme("third_survey_czcsxm").by_code)
    for row in table("rules/legacy_colours"):
        assert HEX.fullmatch(row["colour"])
        if row["palette"] == "survey_present_use":
            assert row["code"] in known, row


def test_indicators_are_of_closed_lists():
    rows = table("indicators/indicators")
    assert len({row["id"] for row in rows}) == len(rows)
    levels = {level.code for level in vocabulary.levels()} | {"check_up", "all"}
    spaces = {space.code for space in vocabulary.spaces()} | {"all"}
    for row in rows:
        assert row["level"] in levels
        assert row["space"] in spaces
        assert row["kind"] in ("total", "ratio", "intensity", "state", "count", "index")
        assert row["aggregate"] in ("sum", "weighted_mean", "recompute", "max", "none")
        assert row["direction"] in ("floor", "ceiling", "neutral")
        assert row["binding"] in ("rigid", "expected", "advisory")
        assert row["relevance"] in ("", "carbon", "pollution", "both")
        assert units.unit(row["unit"])
        assert not row["kappa"] or 0 <= number(row["kappa"]) <= 0.2
        assert row["evidence"]


def test_sums_are_for_totals_and_means_are_not():
    """Methods D.2: a ratio or intensity is never summed, a total never averaged."""
    for row in table("indicators/indicators"):
        if row["aggregate"] == "sum":
            assert row["kind"] in ("total", "count"), row["id"]
        if row["kind"] == "total":
            assert row["aggregate"] == "sum", row["id"]


@pytest.mark.parametrize(
    ("identity", "mu"), [("N01", 18.65e8), ("N02", 15.46e8), ("P01", 4004.59e4), ("P02", 3545.43e4)]
)
def test_farmland_targets_follow_from_their_mu(identity, mu):
    (row,) = (row for row in table("indicators/indicators") if row["id"] == identity)
    assert row["unit"] == "km2"
    assert number(row["target"]) == pytest.approx(mu * units.factor("mu", "km2"), abs=0.005)


def test_sd_parameters_have_units_and_a_baseline():
    rows = table("indicators/sd_parameters")
    assert len({row["name"] for row in rows}) == 45
    for row in rows:
        units.unit(row["unit"])
        assert math.isfinite(number(row["baseline"]))
        assert row["status"] in ("synthetic", "cited")
    start = {row["name"]: number(row["baseline"]) for row in rows}
    assert start["B"] + start["A"] + start["F"] + start["O"] == 400
