"""Spaces of cells by keys against the assignment of places."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.zoning import spacecells, spaces

RNG = np.random.default_rng(8)


@pytest.mark.parametrize("alternatives", [[], ["special_use"]])
def test_keys_give_what_the_tables_give(alternatives):
    count = 5000
    covers = {layer: RNG.integers(0, spacecells.RADIX[layer], count) for layer in spaces.LAYERS}
    own, turned = RNG.integers(0, 5, count), RNG.random(count) < 0.3
    key = spacecells.keys(covers, own + 5 * turned)
    assert key.max() < spacecells.KEYS
    judged = spacecells.judged(alternatives)
    zones = covers[spaces.PLANNING_ZONE]
    land = np.where(turned & (own > 0), spaces.ALTERNATIVE_SPACE, np.where(own > 0, spaces.DEFAULT_SPACE, 0))
    expected = spaces.assign(
        {**covers, spaces.PLANNING_ZONE: (zones > 0).astype(int), spaces.LAND_USE: land},
        {spaces.LAND_USE: own, spaces.PLANNING_ZONE: zones},
        alternatives,
    )
    assert (judged.space[key] == expected.space).all()
    assert (judged.assignment.conflicts[key] == expected.conflicts).all()
    assert (judged.assignment.rule[key] == expected.rule).all()
    cells = np.bincount(key, minlength=spacecells.KEYS)
    rows = spacecells.area_rows(judged, cells, cells * 0.5)
    told = spaces.areas(expected, np.full(count, 0.5))
    assert [(r.space, r.rule.code, r.count) for r in rows] == [(r.space, r.rule.code, r.count) for r in told]
    assert [r.share for r in rows] == pytest.approx([r.share for r in told])


def test_layers_that_are_not_there_cover_nothing():
    judged = spacecells.judged()
    land = np.array([0, 1, 2, 3, 4])
    assert judged.space[spacecells.keys({}, land)].tolist() == [0, 1, 2, 3, 4]
    one = {"red_line": np.full(5, 2), "farmland": np.ones(5)}
    key = spacecells.keys({name: values.astype(np.uint8) for name, values in one.items()}, land)
    assert judged.space[key].tolist() == [2] * 5
    assert {spaces.conflict_rules()[at - 1].code for at in judged.conflict[key]} == {"C1"}
