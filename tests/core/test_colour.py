"""CIEDE2000 against published pairs; what it must be for any colours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import colour

# Sharma, Wu and Dalal 2005, table 1: pairs that catch wrong hue means, wrong signs and wrong quadrants
PAIRS = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
    ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_published_pairs(one, other, expected):
    one, other = np.array(one, dtype=float), np.array(other, dtype=float)
    assert colour.difference(one, other) == pytest.approx(expected, abs=5e-5)
    assert colour.difference(other, one) == pytest.approx(expected, abs=5e-5)


def test_white_black_and_red_are_where_cie_has_them():
    assert colour.seen("#FFFFFF") == pytest.approx([100, 0, 0], abs=0.01)
    assert colour.seen("#000000") == pytest.approx([0, 0, 0], abs=1e-9)
    assert colour.seen("#FF0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@given(COLOURS, COLOURS, st.sampled_from(colour.VISIONS))
def test_a_difference_is_one_of_two_colours(one, other, vision):
    a, b = colour.seen(one, vision), colour.seen(other, vision)
    assert colour.difference(a, a) == 0 and colour.difference(a, b) >= 0
    assert colour.difference(a, b) == pytest.approx(colour.difference(b, a), abs=1e-9)


@given(st.integers(0, 255), st.sampled_from(colour.VISIONS))
def test_grey_is_grey_to_everybody(level, vision):
    grey = f"#{level:02X}{level:02X}{level:02X}"
    assert colour.seen(grey, vision) == pytest.approx(colour.seen(grey), abs=0.05)


def test_red_and_green_meet_without_red_cones():
    pair = ["#C0504D", "#6F7A3A"]
    assert colour.closest(pair, "protanopia") < colour.closest(pair) / 2


def test_what_is_no_colour_is_said():
    with pytest.raises(ValueError, match="red"):
        colour.linear("red")
