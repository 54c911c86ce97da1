"""Classes that an expert sets: refusals, the log, and what is counted."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.zoning import expert

WHEN = "2026-03-01T08:00:00+00:00"


@pytest.mark.parametrize(
    ("computed", "held", "wanted", "who", "reason", "count", "told"),
    [
        ("SC", "", "S", "Li", "visit", 0, ""),
        ("SC", "", "ND", "Li", "meter broken", 0, ""),
        ("SC", "S", "", "Li", "mistake", 0, ""),
        ("SC", "", "S", "Li", " \n ", 1, "reason"),
        ("SC", "", "S", "", "", 2, "who decides"),
        ("SC", "", "X", "Li", "visit", 1, "X is no class"),
        ("SC", "", "SC", "Li", "visit", 1, "computed class already"),
        ("SC", "S", "SC", "Li", "visit", 1, "withdraw"),
        ("SC", "S", "S", "Li", "visit", 1, "already"),
        ("SC", "", "", "Li", "visit", 1, "No expert"),
    ],
)
def test_what_is_refused(computed, held, wanted, who, reason, count, told):
    found = expert.problems(computed, held, wanted, who, reason)
    assert len(found) == count and told in " ".join(map(str, found))


def test_the_log_grows_and_nothing_leaves_it():
    first = expert.decided("SC", "", "S", "Li", "a\nb\tc", "", WHEN)
    second = expert.decided("SC", "S", "SCP", "Wang", "d", first[expert.LOG], WHEN)
    third = expert.decided("SC", "SCP", "", "Li", "e", second[expert.LOG], WHEN)
    assert third[expert.LOG].startswith(second[expert.LOG]) and second[expert.LOG].startswith(
        first[expert.LOG]
    )
    steps = [
        (one.who, one.action, one.before, one.after, one.reason) for one in expert.entries(third[expert.LOG])
    ]
    assert steps == [
        ("Li", "set", "SC", "S", "a b c"),
        ("Wang", "set", "S", "SCP", "d"),
        ("Li", "withdrawn", "SCP", "SC", "e"),
    ]
    assert [third[name] for name in expert.FIELDS[:4]] == [None] * 4


def test_a_spoiled_line_is_still_shown():
    (one,) = expert.entries("somebody wrote here")
    assert one.reason == "somebody wrote here" and one.action == ""


def test_totals_by_hand():
    computed = expert.numbers(["S", "U-SC", "SCP", "", None, "ND"])
    held = expert.numbers(["", "S", "", "CP", "", "SC"])
    assert computed.tolist() == [1, 2, 6, -1, -1, 0]
    made = expert.totals(computed, held, np.array([1.0, 2.0, np.nan, 8.0, 16.0, 32.0]))
    assert made.units.tolist() == [[1, 1, 1, 0, 0, 0, 1], [0, 2, 1, 0, 1, 0, 1]]
    assert made.area_ha.tolist() == [[32.0, 1.0, 2.0, 0, 0, 0, 0.0], [0.0, 3.0, 32.0, 0, 8.0, 0, 0.0]]
