"""Five-level warning of carrying capacity, and how levels escalate between periods (methods D.7)."""

from __future__ import annotations

import numpy as np

from ..errors import InputError, problem

ND, GREEN, BLUE, YELLOW, ORANGE, RED = range(6)
LEVELS = ("ND", "green", "blue", "yellow", "orange", "red")
DIRECTIONS = ("ceiling", "floor")
RESPONSES = ("unknown", "reward", "none", "watch", "single-item measures", "red-area measures")


def deviation(value, target, direction, scale=np.nan):
    """How far a value is beyond its target, in units of the target.

        d = (value - target)/s for ceilings, (target - value)/s for floors;   s = |target|, or the scale

    Parameters
    ----------
    value, target
        Same unit; broadcast.
    direction
        ``ceiling`` or ``floor``; broadcast.
    scale
        Benchmark that replaces |target| where the target is 0 (carbon neutrality); NaN where none.

    Returns
    -------
    float64 array
        NaN where value or target is missing, or the target is 0 without a scale.
    """
    value, target, scale = (
        np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(value, target, scale)
    )
    sign = np.where(_is_floor(direction), -1.0, 1.0)
    by = np.where(target != 0, np.abs(target), scale)
    usable = np.isfinite(value) & np.isfinite(target) & np.isfinite(by) & (by > 0)
    excess = sign * (value - target)
    return np.divide(excess, by, out=np.full(np.shape(excess), np.nan), where=usable)


def level(deviations, pressure, kappa) -> np.ndarray:
    """Warning level, 0 (ND) to 5 (red).

        d > 0: red if the pressure grows, else orange;  -kappa < d <= 0: yellow if it grows, else blue;
        d <= -kappa: green

    Parameters
    ----------
    deviations
        See `deviation`.
    pressure
        Sign of the pressure's trend: above 0 it grows (a ceiling's value rises, a floor's falls).
    kappa
        Width of the critical band, >= 0.
    """
    d, growing, width = np.broadcast_arrays(
        np.asarray(deviations, dtype=np.float64), np.asarray(pressure, dtype=np.float64) > 0, kappa
    )
    # the band is closed on the safe side; a value at its edge must not leave it by rounding
    edge = -np.asarray(width, dtype=np.float64) + 1e-12
    return np.select(
        [~np.isfinite(d), d > 1e-12, d > edge],
        [ND, np.where(growing, RED, ORANGE), np.where(growing, YELLOW, BLUE)],
        default=GREEN,
    ).astype(np.uint8)


def pressure(slope, direction) -> np.ndarray:
    """Sign of the pressure's trend from the slope of the value."""
    return np.where(_is_floor(direction), -1.0, 1.0) * np.sign(np.asarray(slope, dtype=np.float64))


def response(previous, current) -> np.ndarray:
    """What follows from the move between two periods; words of `RESPONSES`.

    Near-overload that becomes overload is treated like red; not-overloaded that becomes near-overload
    gets overload's single-item measures; an improvement is rewarded (opinion of 2017 on
    carrying-capacity warning, methods D.7).
    """
    before, now = np.broadcast_arrays(np.asarray(previous), np.asarray(current))
    overload, near = now >= ORANGE, (now == BLUE) | (now == YELLOW)
    was_near, was_green = (before == BLUE) | (before == YELLOW), before == GREEN
    words = np.array(RESPONSES, dtype=object)
    unknown, reward, none, watch, single, red = range(len(RESPONSES))
    return words[
        np.select(
            [
                (before == ND) | (now == ND),
                now < before,
                (now == RED) | (overload & (was_near | was_green)),
                overload | (near & was_green),
                near,
            ],
            [unknown, reward, red, single, watch],
            default=none,
        )
    ]


def _is_floor(direction) -> np.ndarray:
    words = np.asarray(direction, dtype=object)
    wrong = sorted({str(word) for word in words.ravel().tolist() if word not in DIRECTIONS})
    if wrong:
        raise InputError(
            problem(
                "The directions {words} are not known; an indicator is a ceiling or a floor.",
                words=", ".join(wrong),
            )
        )
    return words == "floor"
