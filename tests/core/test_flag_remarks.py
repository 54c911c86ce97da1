"""The log says what a flag means and who carries it."""

from __future__ import annotations

import numpy as np

from carbon_pollution_zoning.core import flags as fl


def test_every_flag_has_its_meaning():
    assert set(fl.MEANINGS) == set(fl.NAMES)


def test_a_flag_is_told_with_its_meaning_and_the_first_units():
    bits = np.array([0, *[fl.BIT["PART_P"]] * 6], dtype=np.uint16)
    (told,) = fl.remarks(bits, [f"0{number}" for number in range(7)])
    assert str(told) == (
        "6 units carry the flag PART_P (some pollutants missing, judged by the others): 01, 02, 03, 04, 05 …."
    )
    (bare,) = fl.remarks(bits)
    assert str(bare).endswith("judged by the others).")
    assert fl.remarks(np.zeros(3, dtype=np.uint16)) == []
