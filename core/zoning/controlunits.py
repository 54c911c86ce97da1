"""Control units: sub-zones as contiguous pieces of ground of a manageable size, each with a lasting id.

Paper 2, section 4.2: below the sub-zones, cities and counties need spatial control units. What is fixed here:
which neighbour a small patch goes to, where a large one is cut, and how an id follows from the place. numpy
alone.
"""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Sequence

import numpy as np

SAME_SUBZONE, SAME_SPACE, OTHER = 2, 1, 0
ROUNDS = 100
#: 8 characters of a geohash name a place to about 20 m, 12 to some centimetres.
SHORTEST, LONGEST = 8, 12
# that of geohash: no letters that look like digits or like each other
_ALPHABET = "".join(sign for sign in string.digits + string.ascii_lowercase if sign not in "ailo")
_BITS = 5


def nearness(subzone: np.ndarray) -> Callable[[int, int], int]:
    """How near in kind two patches are: of one sub-zone, else of one space, else neither.

    Parameters
    ----------
    subzone
        Sub-zone value (10 x space + class) of each patch.

    Examples
    --------
    >>> near = nearness(np.array([36, 36, 31, 11]))
    >>> near(0, 1), near(0, 2), near(0, 3)
    (2, 1, 0)
    """
    values = np.asarray(subzone).astype(int).tolist()

    def between(one: int, other: int) -> int:
        a, b = values[one], values[other]
        if a == b:
            return SAME_SUBZONE
        return SAME_SPACE if a // 10 == b // 10 else OTHER

    return between


def pieces_needed(area: float, maximum: float) -> int:
    """Into how many pieces of equal area a unit is cut so that none exceeds *maximum*; 0 or less: no limit.

    Examples
    --------
    >>> pieces_needed(100.0, 40.0), pieces_needed(80.0, 40.0), pieces_needed(80.0, 0.0)
    (3, 2, 1)
    """
    if maximum <= 0:
        return 1
    # an area that is a multiple of the maximum but for rounding needs no piece more
    return max(1, math.ceil(area / maximum - 1e-9))


def cut_at(along: Sequence[np.ndarray], across: Sequence[np.ndarray], share: float) -> float:
    """Where a straight cut leaves the given share of a polygon's area on its lower side.

    The area below c is the integral of min(a, c) db along the border (Green), which grows with c; c is
    found by halving.

    Parameters
    ----------
    along, across
        Coordinates of the closed rings along the axis that is cut, and across it; shells and holes run
        opposite ways round.
    share
        Of the area, between 0 and 1.

    Examples
    --------
    A unit square, a quarter of it:

    >>> round(cut_at([np.array([0, 1, 1, 0, 0.0])], [np.array([0, 0, 1, 1, 0.0])], 0.25), 12)
    0.25
    """
    starts = np.concatenate([ring[:-1] for ring in along])
    ends = np.concatenate([ring[1:] for ring in along])
    rise = np.concatenate([np.diff(ring) for ring in across])
    low, high = float(starts.min()), float(starts.max())
    base = low
    starts, ends = starts - base, ends - base  # areas of far-off coordinates would lose digits

    def below(cut: float) -> float:
        return float((_mean_below(starts, ends, cut) * rise).sum())

    low, high = 0.0, high - base
    wanted, sign = share * below(high), math.copysign(1.0, below(high))
    for _ in range(ROUNDS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        if sign * below(middle) < sign * wanted:
            low = middle
        else:
            high = middle
    return base + high


def _mean_below(starts: np.ndarray, ends: np.ndarray, cut: float) -> np.ndarray:
    """Mean of min(a, cut) along straight edges from *starts* to *ends*."""
    least, most = np.minimum(starts, ends), np.maximum(starts, ends)
    mean = (least + most) / 2.0
    crossing = (least < cut) & (most > cut)
    run = np.where(crossing, most - least, 1.0)
    part = (cut - least) / run
    crossed = part * (least + cut) / 2.0 + (1.0 - part) * cut
    return np.where(most <= cut, mean, np.where(crossing, crossed, cut))


def geohashes(longitude, latitude, length: int = SHORTEST) -> list[str]:
    """Geohashes of places (Niemeyer 2008): bits of longitude and latitude in turn, five to a character.

    Examples
    --------
    >>> geohashes([-5.6], [42.6], 5), geohashes([10.40744], [57.64911], 11)
    (['ezs42'], ['u4pruydqqvj'])
    """
    places = [np.asarray(values, dtype=np.float64) for values in (longitude, latitude)]
    lows = [np.full(len(places[0]), low) for low in (-180.0, -90.0)]
    highs = [-low for low in lows]
    letters = np.array(list(_ALPHABET))
    text, value = np.full(len(places[0]), ""), np.zeros(len(places[0]), dtype=np.int64)
    for number in range(length * _BITS):
        axis = number % 2
        middle = (lows[axis] + highs[axis]) / 2.0
        above = places[axis] >= middle
        lows[axis] = np.where(above, middle, lows[axis])
        highs[axis] = np.where(above, highs[axis], middle)
        value = 2 * value + above
        if number % _BITS == _BITS - 1:
            text = np.char.add(text, letters[value])
            value = np.zeros_like(value)
    return text.tolist()


def identifiers(unit: Sequence[str], subzone: Sequence[str], longitude, latitude) -> list[str]:
    """Ids of control units: code of the administrative unit, sub-zone and geohash of an inner point.

    An id depends on nothing but the control unit itself, as long as no other of the same sub-zone shares
    its eight characters; those that do all get as many more as they need.

    Parameters
    ----------
    unit, subzone
        Code of the administrative unit ("" where there is none), and of the sub-zone.
    longitude, latitude
        Of a point within each control unit, degrees.

    Examples
    --------
    >>> identifiers(["01"], ["U-SCP"], [10.40744], [57.64911])
    ['01-U-SCP-u4pruydq']
    """
    heads = ["-".join(filter(None, pair)) for pair in zip(unit, subzone)]
    full = geohashes(longitude, latitude, LONGEST)
    lengths = dict.fromkeys(range(len(heads)), SHORTEST)
    for _ in range(SHORTEST, LONGEST):
        taken: dict[str, list[int]] = {}
        for at, head in enumerate(heads):
            taken.setdefault(f"{head}-{full[at][: lengths[at]]}", []).append(at)
        shared = [at for several in taken.values() if len(several) > 1 for at in several]
        for at in shared:
            lengths[at] += 1
        if not shared:
            break
    made = [f"{head}-{full[at][: lengths[at]]}" for at, head in enumerate(heads)]
    seen: dict[str, int] = {}
    for at, identifier in enumerate(made):
        seen[identifier] = seen.get(identifier, 0) + 1
        if seen[identifier] > 1:
            made[at] = f"{identifier}-{seen[identifier]}"
    return made
