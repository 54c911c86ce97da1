"""How far every indicator of every unit has come: the last report beside the planned path (methods D.8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..years import NO_YEAR
from . import path
from .keys import Key
from .panel import Panel

BASE = "base"
NODES = (BASE, "target", "")
#: What a unit says of the past; of several that tell of a year the last counts: the statistics go before the
#: report, and a report before what the children add up to.
REPORTS = ("aggregated", "reported", "actual")
FLOOR, NEUTRAL = "floor", "neutral"


@dataclass(frozen=True)
class Progress:
    """One indicator of one unit.

    Attributes
    ----------
    unit, key
        Position of the unit; the key without year and kind.
    nodes, targets
        (year, value) of base and targets; the same of targets alone.
    reports
        (year, value) of what was reported, by year.
    year, value
        The last report; `NO_YEAR` and NaN where there is none.
    planned, gap, share, state
        See `path.Check`; the state as a word of `path.STATES`.
    """

    unit: int
    key: Key
    nodes: tuple[tuple[int, float], ...]
    targets: tuple[tuple[int, float], ...]
    reports: tuple[tuple[int, float], ...]
    year: int
    value: float
    planned: float
    gap: float
    share: float
    state: str


def follow(
    keys: Sequence[Key], value: np.ndarray, direction_of: Callable[[Key], str], tolerance: float = 0.0
) -> list[Progress]:
    """Progress of every unit and indicator with a target.

    The path runs straight from the base through the targets and holds the last one; a report before the
    first node has nothing to be held against. Special plans are held against the reports of the unit.

    Parameters
    ----------
    keys, value
        As those of `transmitting.Table`: shape (units, keys), NaN where missing.
    direction_of
        Key -> ``ceiling``, ``floor`` or ``neutral``; neutral ones have no good side and get no state.
    tolerance
        See `path.check`.
    """
    found, heard = [], _groups(keys, REPORTS)
    for key, columns in _groups(keys, NODES).items():
        said = heard.get(key._replace(plan=""), [])
        for unit in np.flatnonzero(np.isfinite(value[:, columns]).any(axis=1)).tolist():
            own = [at for at in columns if np.isfinite(value[unit, at])]
            targets = _points(keys, value[unit], [at for at in own if keys[at].kind != BASE])
            if targets:
                found.append((unit, key, _points(keys, value[unit], own), targets, said))
    reports = [_points(keys, value[unit], said, REPORTS) for unit, *_, said in found]
    last = [points[-1] if points else (NO_YEAR, np.nan) for points in reports]
    planned = np.array([_planned(one[2], year) for one, (year, _) in zip(found, last)])
    directions = [direction_of(one[1]) for one in found]
    values = np.array([number for _, number in last], dtype=np.float64)
    judged = np.array([one != NEUTRAL for one in directions], dtype=bool)
    made = path.check(
        np.where(judged, values, np.nan), planned, [one == FLOOR for one in directions], tolerance
    )
    return [
        Progress(
            unit,
            key,
            nodes,
            targets,
            reports[row],
            *last[row],
            float(planned[row]),
            float(made.gap[row]),
            float(made.share[row]),
            path.STATES[int(made.state[row])],
        )
        for row, (unit, key, nodes, targets, _) in enumerate(found)
    ]


def _groups(keys: Sequence[Key], kinds: Sequence[str]) -> Mapping[Key, list[int]]:
    """Key without year and kind -> its columns of these kinds."""
    made: dict[Key, list[int]] = {}
    for at, key in enumerate(keys):
        if key.kind in kinds and key.year != NO_YEAR:
            made.setdefault(key._replace(year=NO_YEAR, kind=""), []).append(at)
    return made


def _points(keys: Sequence[Key], row: np.ndarray, columns: Sequence[int], kinds: Sequence[str] = NODES):
    """(year, value) by year; of several kinds in one year the later in *kinds*."""
    ordered = sorted(columns, key=lambda at: kinds.index(keys[at].kind))
    known = {keys[at].year: float(row[at]) for at in ordered if np.isfinite(row[at])}
    return tuple(sorted(known.items()))


def _planned(nodes: Sequence[tuple[int, float]], year: int) -> float:
    if year == NO_YEAR:
        return np.nan
    years, values = (np.array(part) for part in zip(*nodes))
    one = np.array(["", None], dtype=object)[:-1]
    plan = Panel(one, one, years.astype(np.int64), values[np.newaxis, :], np.full((1, len(years)), np.nan))
    return float(path.planned(plan, [year], "linear", "hold")[0, 0])
