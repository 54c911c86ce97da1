"""How far apart colours look, to everybody: CIEDE2000 under simulated colour vision deficiency.

Colours are ``#rrggbb`` in sRGB (IEC 61966-2-1, white D65). The difference is CIEDE2000 (CIE 142-2001; formula
as in Sharma, Wu and Dalal 2005); deficiencies are the matrices of Machado, Oliveira and Fernandes 2009 for a
full lack of one kind of cone, applied to linear RGB.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

NORMAL = "normal"
_SIMULATED = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
#: Ways of seeing that a palette is judged by.
VISIONS = (NORMAL, *_SIMULATED)
_TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
)
_WHITE = np.array((0.95047, 1.0, 1.08883))


def linear(colour: str) -> np.ndarray:
    """Linear RGB, 0 to 1, of a colour; a ValueError for a text that is none."""
    text = colour.lstrip("#")
    if len(text) != 6:
        raise ValueError(f"{colour!r} is no colour of the form #rrggbb")
    part = np.array([int(text[at : at + 2], 16) for at in (0, 2, 4)]) / 255.0
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear RGB."""
    ratio = _TO_XYZ @ rgb / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def seen(colour: str, vision: str = NORMAL) -> np.ndarray:
    """CIE L*a*b* of a colour as somebody with *vision*, one of `VISIONS`, sees it."""
    rgb = linear(colour)
    if vision != NORMAL:
        rgb = np.clip(np.array(_SIMULATED[vision]) @ rgb, 0.0, 1.0)
    return lab(rgb)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """CIEDE2000 of two colours in CIE L*a*b*, with all weights 1; 1 is about the least that people notice."""
    chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    (chroma1, hue1), (chroma2, hue2) = (_polar(lab_[1] * stretch, lab_[2]) for lab_ in (one, other))
    turn, mean_hue = _turn(hue1, hue2, chroma1 * chroma2)
    light, chroma = (one[0] + other[0]) / 2, (chroma1 + chroma2) / 2
    by_hue = (
        1
        - 0.17 * _cos(mean_hue - 30)
        + 0.24 * _cos(2 * mean_hue)
        + 0.32 * _cos(3 * mean_hue + 6)
        - 0.20 * _cos(4 * mean_hue - 63)
    )
    in_light = (other[0] - one[0]) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    in_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    in_hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * by_hue)
    twist = 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    twist *= -np.sin(np.radians(60 * np.exp(-(((mean_hue - 275) / 25) ** 2))))
    return float(np.sqrt(in_light**2 + in_chroma**2 + in_hue**2 + twist * in_chroma * in_hue))


def _polar(a: float, b: float) -> tuple[float, float]:
    """(chroma, hue in degrees from 0)."""
    return float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


def _turn(hue1: float, hue2: float, both: float) -> tuple[float, float]:
    """(hue difference the short way round, mean hue); hues of grey count for nothing."""
    if both == 0:
        return 0.0, hue1 + hue2
    turn = (hue2 - hue1 + 180) % 360 - 180
    if turn == -180 and hue2 > hue1:
        turn = 180.0
    return turn, (hue1 + turn / 2) % 360


def _cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def closest(colours: Sequence[str], vision: str = NORMAL) -> float:
    """Least CIEDE2000 between any two of *colours* to somebody with *vision*."""
    labs = [seen(colour, vision) for colour in colours]
    return min(difference(one, other) for one, other in combinations(labs, 2))
