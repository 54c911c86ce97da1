"""Warning levels of series over time: level, what follows from the move, chance of each level (D.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import warning
from .draws import DRAWS, SEED, drawn
from .panel import Panel
from .trend import FEWEST, Trends, s_variance, trends, two_sided

TRENDS = ("significant", "slope")


@dataclass(frozen=True)
class Limits:
    """What the values of every series are held against.

    Attributes
    ----------
    target
        Shape (series, years) of the panel.
    direction
        ``ceiling`` or ``floor``, object array over the series.
    kappa
        Width of the critical band.
    scale
        Benchmark where a target is 0; NaN where none.
    """

    target: np.ndarray
    direction: np.ndarray
    kappa: np.ndarray
    scale: np.ndarray


@dataclass(frozen=True)
class Rule:
    """How the trend is judged.

    Attributes
    ----------
    window
        Years up to the judged one.
    alpha
        Level of significance of the Mann-Kendall test.
    by
        ``significant``: a trend counts where the test says so; ``slope``: its sign counts at once.
    """

    window: int = 10
    alpha: float = 0.05
    by: str = "significant"


@dataclass(frozen=True)
class Warnings:
    """Warnings of every series and year, shape (series, years).

    Attributes
    ----------
    level
        Position in `warning.LEVELS`.
    deviation
        d, in units of the target.
    pressure
        1 growing, -1 easing, 0 neither or unknown.
    short
        Fewer than four values in the window: the trend is unknown and counts as none.
    """

    level: np.ndarray
    deviation: np.ndarray
    pressure: np.ndarray
    short: np.ndarray


def watch(panel: Panel, limits: Limits, rule: Rule = Rule()) -> Warnings:
    """Level of every series in every year, judged by what was known up to that year."""
    shape = panel.values.shape
    slope, short = np.zeros(shape), np.ones(shape, dtype=bool)
    for column, year in enumerate(panel.years.tolist()):
        inside = (panel.years > year - rule.window) & (panel.years <= year)
        found = trends(panel.years[inside], panel.values[:, inside])
        slope[:, column] = _sign(found.s, found.p, np.nan_to_num(found.slope), rule)
        short[:, column] = found.count < FEWEST
    pressure = warning.pressure(slope, _wide(limits.direction, shape))
    deviation = warning.deviation(
        panel.values,
        limits.target,
        _wide(limits.direction, shape),
        np.broadcast_to(limits.scale[:, np.newaxis], shape),
    )
    level = warning.level(deviation, pressure, np.broadcast_to(limits.kappa[:, np.newaxis], shape))
    return Warnings(level, deviation, pressure, short)


def _sign(s, p, slope, rule: Rule) -> np.ndarray:
    if rule.by == "slope":
        return np.sign(slope)
    return np.where(p < rule.alpha, np.sign(np.nan_to_num(s)), 0.0)


def _wide(direction: np.ndarray, shape) -> np.ndarray:
    return np.broadcast_to(direction[:, np.newaxis], shape)


def chances(
    panel: Panel,
    limits: Limits,
    column: int,
    rule: Rule = Rule(),
    draws: int = DRAWS,
    seed: int = SEED,
    shared: float = 0.0,
    progress: Callable[[float], None] = lambda fraction: None,
) -> np.ndarray:
    """Probability of every level in one year from the uncertainty of the values, shape (series, 6).

    The rule of `watch` is applied to draws of the whole series, so value and trend vary together. Order of
    the last axis as `warning.LEVELS`. NaN where a series has no level, or no standard deviation at all.

    What scatters about the trend line is partly the very uncertainty that is drawn. So that it does not count
    twice, the scatter is shrunk before by what the uncertainty explains of it:

        y_t = line_t + a (value_t - line_t) + error_t,   a^2 = max(0, 1 - sd^2 (1 - shared) / s^2)

    with s the scatter about the line; the last value itself is not moved.

    Parameters
    ----------
    column
        Position of the year.
    draws, seed, shared
        See `draws.drawn`.
    progress
        Called with a fraction 0..1; may raise to cancel.
    """
    made = np.full((len(panel), len(warning.LEVELS)), np.nan)
    year = panel.years[column]
    inside = np.flatnonzero((panel.years > year - rule.window) & (panel.years <= year))
    lines = trends(panel.years[inside], panel.values[:, inside])
    for row, key in enumerate(panel.keys()):
        progress(row / max(len(panel), 1))
        y, sd = panel.values[row, inside], panel.sd[row, inside]
        known = np.isfinite(y)
        if not known.any() or not np.isfinite(panel.values[row, column]) or not np.isfinite(sd).any():
            continue
        middle = _shrunk(lines, row, panel.years[inside], y, sd, shared)[known]
        tries = drawn(" ".join(key), middle, sd[known], draws, seed, shared)
        direction, kappa = limits.direction[row], limits.kappa[row]
        target, scale = limits.target[row, column], limits.scale[row]
        last = tries[:, -1] - middle[-1] + panel.values[row, column]
        d = warning.deviation(last, target, direction, scale)
        if not np.isfinite(d).any():
            continue
        slope = _drawn_signs(panel.years[inside][known], tries, rule)
        level = warning.level(d, warning.pressure(slope, direction), kappa)
        made[row] = np.bincount(level, minlength=len(warning.LEVELS)) / len(level)
    return made


def _shrunk(lines: Trends, row: int, years: np.ndarray, y: np.ndarray, sd: np.ndarray, shared: float):
    """A series with its scatter about the line less what its own uncertainty explains of it."""
    if not np.isfinite(lines.slope[row]):
        return y
    line = lines.level[row] + lines.slope[row] * years
    noise = float(np.nanmean(np.where(np.isfinite(y), np.nan_to_num(sd), np.nan) ** 2)) * (1.0 - shared)
    scattered = lines.spread[row] ** 2
    kept = np.sqrt(max(0.0, 1.0 - noise / scattered)) if scattered > 0 else 1.0
    return line + kept * (y - line)


def _drawn_signs(years: np.ndarray, tries: np.ndarray, rule: Rule) -> np.ndarray:
    """Sign of the trend of every draw; 0 where there are too few years."""
    if len(years) < FEWEST:
        return np.zeros(len(tries))
    if rule.by == "slope":
        return np.sign(trends(years, tries).slope)
    first, second = np.triu_indices(len(years), 1)
    s = np.sign(tries[:, second] - tries[:, first]).sum(axis=1)
    variance = s_variance(tries)
    z = np.divide(s - np.sign(s), np.sqrt(variance), out=np.zeros(len(s)), where=variance > 0)
    return np.where(two_sided(z) < rule.alpha, np.sign(s), 0.0)


def worst(level: np.ndarray, unit: np.ndarray, item: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(units, worst level, items at it) of units over their items: the shortest board decides.

    Unknown items do not hide known ones; a unit is unknown where all of its items are.
    """
    units = np.array([*dict.fromkeys(unit.tolist()), None], dtype=object)[:-1]
    position = {code: at for at, code in enumerate(units.tolist())}
    rows = np.array([position[code] for code in unit.tolist()], dtype=np.int64)
    top = np.zeros(len(units), dtype=np.uint8)
    np.maximum.at(top, rows, level)
    held: list[list[str]] = [[] for _ in units]
    for row, what, one in zip(rows.tolist(), item.tolist(), level.tolist()):
        if one == top[row] and one != warning.ND:
            held[row].append(what)
    listed = np.array([*(", ".join(filter(None, words)) or None for words in held), None], dtype=object)[:-1]
    return units, top, listed


def counts(level: np.ndarray, unit: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Number of items of every unit at every level, shape (units, 6)."""
    position = {code: at for at, code in enumerate(units.tolist())}
    made = np.zeros((len(units), len(warning.LEVELS)), dtype=np.int64)
    for code, one in zip(unit.tolist(), level.tolist()):
        made[position[code], one] += 1
    return made
