"""Words for sentences."""

from __future__ import annotations

from carbon_pollution_zoning.core.wording import shown


def test_the_first_few_are_shown_and_more_is_marked():
    assert shown([]) == "" and shown(["a", 2]) == "a, 2"
    assert shown(range(9), 3) == "0, 1, 2 …" and shown(iter(range(3)), 3) == "0, 1, 2"
