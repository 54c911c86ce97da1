"""Codes of units and joins by them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from carbon_pollution_zoning.core import joining
from carbon_pollution_zoning.core.errors import InputError


def test_codes_have_one_spelling():
    given = ["370101", " ３７０１０１ ", "\ufeff370101", 370101, 370101.0, "370101.0", np.int64(370101)]
    assert set(joining.codes(given)) == {"370101"}
    assert joining.codes([None, "", " ", math.nan]).tolist() == [""] * 4
    assert joining.codes(["01101", "A.0", "1.50"]).tolist() == ["01101", "A.0", "1.50"]


def test_a_join_takes_values_and_tells_what_only_one_side_has():
    left, right = joining.codes(["1", "2", "3", ""]), joining.codes(["3", "1", "9"])
    made = joining.join(left, right, "towns", "account")
    assert np.array_equal(made.taken([30.0, 10.0, 90.0]), [10, math.nan, 30, math.nan], equal_nan=True)
    assert made.taken(np.array(["c", "a", "i"], dtype=object)).tolist() == ["a", None, "c", None]
    told = "\n".join(map(str, made.remarks))
    assert "1 units of towns are missing in account: 2" in told
    assert "1 units of account are missing in towns: 9" in told


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (["1", "1", "2"], ["1"], ["towns", "more than once", "1"]),
        (["1", "2"], ["2", "2"], ["account", "more than once"]),
        (["01101", "2"], ["1101", "2"], ["leading zeros", "01101 / 1101"]),
        (["a"], ["b"], ["no unit code in common", "a", "b"]),
    ],
)
def test_joins_that_would_mislead_are_refused(left, right, words):
    with pytest.raises(InputError) as refusal:
        joining.join(joining.codes(left), joining.codes(right), "towns", "account")
    assert all(word in str(refusal.value) for word in words)
