"""Merged, split and recoded units, and the areas that go with them."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.zoning import lineage
from carbon_pollution_zoning.core.zoning.lineage import NOBODY, Link, Overlap

ND, S, SC, SP, CP, PC, SCP = range(7)


def codes(*texts):
    return np.array(texts, dtype=object)


def words(found, units_a, units_b):
    def name(units, row):
        return units[row] if row != NOBODY else "-"

    return [(link.event, name(units_a, link.row_a), name(units_b, link.row_b)) for link in found]


def test_units_that_end():
    assert lineage.ended(codes("1", "2", ""), codes("2", "", "3")).tolist() == [0, 2]


def test_two_units_become_one():
    a, b = codes("1", "2", "9"), codes("3", "9")
    found = lineage.links(a, b, [Overlap(0, 0, 1.0, 0.4), Overlap(1, 0, 1.0, 0.6)])
    assert words(found, a, b) == [("merged", "1", "3"), ("merged", "2", "3")]


def test_one_unit_goes_into_one_that_stays():
    a, b = codes("1", "2"), codes("1")
    assert words(lineage.links(a, b, [Overlap(1, 0, 1.0, 0.3)]), a, b) == [("merged", "2", "1")]


def test_one_unit_becomes_two():
    a, b = codes("1"), codes("11", "12")
    found = lineage.links(a, b, [Overlap(0, 0, 0.5, 1.0), Overlap(0, 1, 0.5, 1.0)])
    assert words(found, a, b) == [("split", "1", "11"), ("split", "1", "12")]


def test_a_part_gets_a_code_of_its_own():
    a, b = codes("1"), codes("1", "12")
    assert words(lineage.links(a, b, [Overlap(0, 1, 0.2, 1.0)]), a, b) == [("split", "1", "12")]


def test_a_unit_gets_another_code():
    a, b = codes("370201"), codes("370215")
    assert words(lineage.links(a, b, [Overlap(0, 0, 1.0, 1.0)]), a, b) == [("recoded", "370201", "370215")]


def test_several_become_several():
    a, b = codes("1", "2"), codes("3", "4")
    overlaps = [
        Overlap(0, 0, 0.5, 0.5),
        Overlap(0, 1, 0.5, 0.5),
        Overlap(1, 0, 0.5, 0.5),
        Overlap(1, 1, 0.5, 0.5),
    ]
    assert {link.event for link in lineage.links(a, b, overlaps)} == {"reshaped"}


def test_land_that_nobody_continues_and_land_from_nowhere():
    a, b = codes("1", "2"), codes("2", "7")
    assert words(lineage.links(a, b, []), a, b) == [("ended", "1", "-"), ("new", "-", "7")]


def test_redrawn_borders_are_no_event():
    a, b = codes("1", "2"), codes("11", "2")
    found = lineage.links(a, b, [Overlap(0, 0, 0.995, 1.0), Overlap(0, 1, 0.005, 0.004)], noise=0.01)
    assert words(found, a, b) == [("recoded", "1", "11")]


def test_areas_follow_the_land():
    # 1 (100 ha, SCP) gives 30 % to the new 3 (SP) and goes on as CP; 2 (50 ha, PC) goes into 1 wholly
    code_a, code_b_of_a = np.array([SCP, PC]), np.array([CP, ND])
    code_b, gone = np.array([CP, SP]), np.array([False, True])
    links = [Link("split", 0, 1, 0.3, 1.0), Link("merged", 1, 0, 1.0, 0.4)]
    made = lineage.transition(code_a, code_b_of_a, code_b, gone, np.array([100.0, 50.0]), links)
    assert made.found.area_ha[SCP, CP] == pytest.approx(70)
    assert made.found.area_ha[SCP, SP] == pytest.approx(30)
    assert made.found.area_ha[PC, CP] == pytest.approx(50)
    assert made.found.units.sum() == 1
    assert (made.ended_ha, made.ended_units, made.traced_ha) == (0.0, 1, 80.0)


def test_what_ends_is_told_and_nothing_is_lost():
    code_a, gone = np.array([S, SC, CP]), np.array([False, True, True])
    links = [Link("merged", 1, 0, 0.25, 0.1)]
    made = lineage.transition(
        code_a, np.array([S, ND, ND]), np.array([S]), gone, np.array([10.0, 20.0, 40.0]), links
    )
    assert made.ended_ha == pytest.approx(15 + 40)
    assert made.found.area_ha.sum() + made.ended_ha == pytest.approx(70)


def test_successors_that_overlap_never_get_more_than_there_is():
    links = [Link("split", 0, 0, 0.8, 1.0), Link("split", 0, 1, 0.8, 1.0)]
    made = lineage.transition(
        np.array([SCP]), np.array([ND]), np.array([S, CP]), np.array([True]), np.array([10.0]), links
    )
    assert made.found.area_ha[SCP].tolist() == pytest.approx([0, 5, 0, 0, 5, 0, 0])
    assert made.ended_ha == 0.0


def test_without_areas_units_alone_are_counted():
    made = lineage.transition(
        np.array([S, S]), np.array([S, SC]), np.array([]), np.array([False, False]), None
    )
    assert made.found.units[S, SC] == 1
    assert made.found.area_ha.sum() == 0
    assert made.found.unmeasured == 2
