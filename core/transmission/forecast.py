"""Where a trend leads: forecast with its interval, year of a target, chance to keep it (methods D.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .trend import Trends

STATES = ("ND", "kept", "breach", "reached", "missed")
ND, KEPT, BREACH, REACHED, MISSED = range(5)


def predicted(found: Trends, year, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(value, low, high) of single values in *year*; *year* broadcasts against the series.

        s_T = s sqrt(1 + 1/n + (T - mean t)^2 / sum (t - mean t)^2),   interval = line -+ t(n - 2) s_T

    Notes
    -----
    Exact for a least-squares line with independent normal residuals. Around a Theil-Sen line it is an
    approximation (its slope varies little more, pi/3 of the variance under normal residuals); the tests
    measure its coverage. It holds while the trend goes on as it did: no interval covers a change of course.
    """
    from scipy.special import stdtrit

    value = found.at(year)
    reach = stdtrit(np.maximum(found.count - 2, 1), 0.5 + confidence / 2) * _error(found, year)
    return value, value - reach, value + reach


def _error(found: Trends, year) -> np.ndarray:
    far = (np.asarray(year, dtype=np.float64) - found.mean) ** 2 / found.squares
    return found.spread * np.sqrt(1 + 1 / np.maximum(found.count, 1) + far)


def chance_kept(found: Trends, year, target, is_floor) -> np.ndarray:
    """Probability that the value in *year* keeps its target, if the trend goes on; NaN where unknown.

    A series without any scatter keeps it for sure, or not at all.
    """
    from scipy.special import stdtr

    room = np.where(is_floor, found.at(year) - target, np.asarray(target) - found.at(year))
    error = _error(found, year)
    score = np.divide(room, error, out=np.where(room >= 0, np.inf, -np.inf), where=error > 0)
    chance = stdtr(np.maximum(found.count - 2, 1), score)
    return np.where(np.isfinite(room), chance, np.nan)


@dataclass(frozen=True)
class Arrival:
    """When the line meets a target.

    Attributes
    ----------
    state
        Position in `STATES`: *kept* (met and not lost up to the horizon), *breach* (met, lost before it),
        *reached* (not met, but before the horizon), *missed* (not met up to the horizon).
    time
        Time at which the line meets the target; NaN where it does not after the last value.
    early, late
        The same with the steepest and the flattest slope of the 95 % interval; *late* is infinite where the
        flattest never meets it.
    """

    state: np.ndarray
    time: np.ndarray
    early: np.ndarray
    late: np.ndarray


def arrival(found: Trends, last_year, last_value, target, is_floor, horizon) -> Arrival:
    """When targets are lost or reached, if the trend goes on.

    Parameters
    ----------
    found
        Trends.
    last_year, last_value
        Of the last known value: whether the target is met now is told by it, not by the line.
    target, is_floor
        Targets; floors are kept by values at or above them.
    horizon
        Year up to which a breach counts.

    Notes
    -----
    T = (target - level) / slope. The slope is uncertain about the middle of the times, so the bounds of T
    are those of lines through the middle with the slopes of the interval.
    """
    target = np.asarray(target, dtype=np.float64)
    met = np.where(is_floor, last_value >= target, last_value <= target)
    centre = found.at(found.middle)
    # what brings the line to the target: away from the kept side where it is met, towards it where not
    downward = np.where(is_floor, met, ~met)
    slopes = np.sort(np.where(downward, -1.0, 1.0) * np.vstack([found.low, found.slope, found.high]), axis=0)
    distance = np.where(downward, centre - target, target - centre)
    flat, steep = (_met(found.middle, distance, slope, last_year) for slope in (slopes[0], slopes[2]))
    own = np.where(downward, found.level - target, target - found.level)
    time = np.divide(own, slopes[1], out=np.full(own.shape, np.inf), where=slopes[1] > 0)
    time = np.where(slopes[1] > 0, np.maximum(time, last_year), np.inf)
    known = np.isfinite(found.slope) & np.isfinite(target) & np.isfinite(last_value)
    inside = time <= horizon
    state = np.select(
        [~known, met & inside, met, inside], [ND, BREACH, KEPT, REACHED], default=MISSED
    ).astype(np.uint8)
    never = ~known | ~np.isfinite(time)
    return Arrival(
        state,
        np.where(never, np.nan, time),
        np.where(~known | ~np.isfinite(steep), np.nan, np.minimum(steep, time)),
        np.where(~known | never, np.nan, np.maximum(flat, time)),
    )


def _met(middle, distance, slope, last_year) -> np.ndarray:
    """Time at which a line through the middle has gone *distance*; infinite where it goes the other way."""
    ahead = np.divide(distance, slope, out=np.full(np.shape(distance), np.inf), where=slope > 0)
    return np.maximum(middle + ahead, last_year)
