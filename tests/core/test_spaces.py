"""The order of precedence and the conflicts of control lines, from their tables."""

from __future__ import annotations

import doctest
import itertools

import numpy as np
import pytest

from carbon_pollution_zoning.core.zoning import spaces

COVERS = {
    "sea": (0, 1),
    "marine_red_line": (0, 1),
    "marine_development": (0, 1),
    "red_line": (0, 1, 2),
    "farmland": (0, 1),
    "urban_boundary": (0, 1, 2),
    "planning_zone": (0, 1),
    "land_use": (0, 1, 2),
}
EVERY = np.array(list(itertools.product(*COVERS.values())))


def everything():
    """All combinations of covers; the planning zone is agricultural, the land use ecological."""
    covers = {name: EVERY[:, at] for at, name in enumerate(COVERS)}
    own = {"planning_zone": covers["planning_zone"] * 1, "land_use": (covers["land_use"] > 0) * 2}
    return covers, own


def by_hand(c):
    """Methods B.4 as a plain chain of questions: space, rule, lock."""
    chain = (
        (c["marine_red_line"], "M", "marine_red_line", 1),
        (c["marine_development"], "M", "marine_development", -1),
        (c["sea"], "M", "sea", -1),
        (c["red_line"] == 2, "E", "red_line_core", 0),
        (c["red_line"], "E", "red_line", 1),
        (c["farmland"], "A", "farmland", 1),
        (c["urban_boundary"] == 2, "U", "special_use", 2),
        (c["urban_boundary"], "U", "urban_boundary", 2),
        (c["planning_zone"], "A", "planning_zone", -1),
        (c["land_use"] == 2, "E", "land_use_alternative", -1),
        (c["land_use"], "E", "land_use", -1),
    )
    return next(((s, rule, lock) for holds, s, rule, lock in chain if holds), ("ND", "none", -1))


def conflicts_by_hand(c):
    red, farm, urban = c["red_line"], c["farmland"], c["urban_boundary"]
    found = {
        "C1": red == 2 and farm,
        "C2": red == 1 and farm,
        "C3": red and urban,
        "C4": farm and urban,
        "C5": c["marine_red_line"] and c["marine_development"],
        "C6": red and c["sea"],
    }
    return " ".join(code for code, holds in found.items() if holds) or None


def test_every_combination_of_lines():
    covers, own = everything()
    found = spaces.assign(covers, own)
    rows = [dict(zip(COVERS, row)) for row in EVERY.tolist()]
    assert list(zip(found.space_codes(), found.rule_codes(), found.lock.tolist())) == [
        by_hand(row) for row in rows
    ]
    assert found.conflict_codes().tolist() == [conflicts_by_hand(row) for row in rows]


def test_special_use_zones_may_be_ecological():
    covers, own = {"urban_boundary": np.array([1, 2])}, {}
    assert spaces.assign(covers, own).space_codes().tolist() == ["U", "U"]
    assert spaces.assign(covers, own, ["special_use"]).space_codes().tolist() == ["U", "E"]


def test_a_zone_or_class_without_a_space_decides_nothing():
    covers = {"planning_zone": np.array([1, 1, 0]), "land_use": np.array([1, 1, 1])}
    own = {"planning_zone": np.array([0, 3, 0]), "land_use": np.array([2, 2, 0])}
    found = spaces.assign(covers, own)
    assert found.space_codes().tolist() == ["E", "U", "ND"]
    assert found.rule_codes().tolist() == ["land_use", "planning_zone", "none"]


def test_areas_are_kept():
    covers, own = everything()
    found = spaces.assign(covers, own)
    area = np.random.default_rng(1).uniform(0.1, 5.0, len(EVERY))
    rows = spaces.areas(found, area)
    assert sum(row.area_ha for row in rows) == pytest.approx(area.sum(), rel=1e-12)
    assert sum(row.share for row in rows) == pytest.approx(1.0)
    assert sum(row.count for row in rows) == len(EVERY)
    assert [row.space for row in rows] == sorted(
        (row.space for row in rows), key=lambda value: (value == 0, value)
    )


def test_areas_of_nothing():
    covers = {"sea": np.zeros(0, dtype=int)}
    assert spaces.areas(spaces.assign(covers, {}), np.zeros(0)) == []


def test_tables_are_complete_in_both_languages():
    known = {*spaces.LAYERS, spaces.LAND_USE}
    rules = spaces.precedence()
    assert {rule.layer for rule in rules[:-1]} == known and rules[-1].layer == ""
    assert len({rule.code for rule in rules}) == len(rules)
    assert all(rule.name_en and rule.name_zh and rule.basis for rule in rules)
    conflicts = spaces.conflict_rules()
    assert [rule.code for rule in conflicts] == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert all(rule.treatment_en and rule.treatment_zh and rule.basis for rule in conflicts)
    assert all({rule.layer_a, rule.layer_b} <= known for rule in conflicts)


def test_names_of_spaces():
    assert spaces.space_name(3, "en") == "Urban space"
    assert spaces.space_name(0, "zh") == "无数据"
    assert [spaces.space_value(code) for code in ("A", "M", "")] == [1, 4, 0]


def test_examples():
    assert doctest.testmod(spaces).failed == 0
