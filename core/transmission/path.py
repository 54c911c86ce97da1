"""Planned paths between time nodes, and where values stand beside them (methods D.8; zoning paper 4.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from .panel import SHOWN, Panel

WAYS = ("linear", "compound")
BEYOND = ("none", "hold", "extend")
STATES = ("ND", "ahead", "on", "behind")
ND, AHEAD, ON, BEHIND = range(4)


def planned(plan: Panel, years, way: str = "linear", beyond: str = "none") -> np.ndarray:
    """Planned values of every series of *plan* in *years*, shape (series, years).

        linear: P(t) = P0 + (P1 - P0) (t - t0)/(t1 - t0);   compound: P(t) = P0 (P1/P0)^((t - t0)/(t1 - t0))

    Parameters
    ----------
    plan
        Nodes of the path: base and targets.
    years
        Years, whole or not.
    way
        ``linear``, or ``compound``: the same share every year, for nodes above 0.
    beyond
        Behind the last node: ``none`` (NaN), ``hold`` its value, ``extend`` the last stretch in a straight
        line. Before the first node there is no plan.

    Raises
    ------
    InputError
        A compound path has nodes of 0 or below; the units are named.
    """
    wanted = np.asarray(years, dtype=np.float64)
    made = np.full((len(plan), len(wanted)), np.nan)
    if way == "compound":
        _refuse_not_positive(plan)
    for row, values in enumerate(plan.values):
        known = np.isfinite(values)
        if known.any():
            nodes, at = plan.years[known].astype(np.float64), values[known]
            made[row] = _between(nodes, at, wanted, way, beyond)
    return made


def _between(nodes: np.ndarray, at: np.ndarray, wanted: np.ndarray, way: str, beyond: str) -> np.ndarray:
    scaled = np.log(at) if way == "compound" else at
    found = np.interp(wanted, nodes, scaled, left=np.nan, right=np.nan)
    found = np.exp(found) if way == "compound" else found
    behind = wanted > nodes[-1]
    if beyond == "hold" or (beyond == "extend" and len(nodes) == 1):
        return np.where(behind, at[-1], found)
    if beyond == "extend":
        slope = (at[-1] - at[-2]) / (nodes[-1] - nodes[-2])
        return np.where(behind, at[-1] + slope * (wanted - nodes[-1]), found)
    return found


def _refuse_not_positive(plan: Panel) -> None:
    bad = np.flatnonzero((plan.values <= 0).any(axis=1))
    if len(bad):
        raise InputError(
            problem(
                "A compound path needs nodes above 0; {count} series have others: {units}. Choose a linear "
                "path.",
                count=len(bad),
                units=", ".join(" ".join(filter(None, plan.keys()[at])) for at in bad[:SHOWN].tolist()),
            )
        )


@dataclass(frozen=True)
class Check:
    """Where values stand beside the planned path; arrays of one shape.

    Attributes
    ----------
    planned
        Planned values.
    gap
        How far the value is on the wrong side of the plan, in its unit; negative where it is ahead.
    share
        The gap in parts of |planned|; NaN where the plan is 0.
    state
        Position in `STATES`.
    """

    planned: np.ndarray
    gap: np.ndarray
    share: np.ndarray
    state: np.ndarray


def check(values, planned_values, is_floor, tolerance: float = 0.0) -> Check:
    """Compare values with their plan.

        gap = value - planned for ceilings, planned - value for floors;   share = gap / |planned|

    Parameters
    ----------
    values, planned_values, is_floor
        Broadcast against each other.
    tolerance
        Share up to which a value counts as on the path, either way; where the plan is 0, only equality does.
    """
    value, plan, floor = np.broadcast_arrays(
        np.asarray(values, dtype=np.float64), np.asarray(planned_values, dtype=np.float64), is_floor
    )
    gap = np.where(floor, plan - value, value - plan)
    share = np.divide(gap, np.abs(plan), out=np.full(gap.shape, np.nan), where=plan != 0)
    room = tolerance * np.abs(plan) + 1e-12 * np.maximum(np.abs(plan), np.abs(value))
    state = np.select([~np.isfinite(gap), gap > room, gap < -room], [ND, BEHIND, AHEAD], default=ON).astype(
        np.uint8
    )
    return Check(plan, gap, share, state)


def needed(value, year, target, target_year) -> np.ndarray:
    """Change per year from *value* in *year* to *target* in *target_year*; NaN where that year is past."""
    span = np.asarray(target_year, dtype=np.float64) - np.asarray(year, dtype=np.float64)
    change = np.asarray(target, dtype=np.float64) - np.asarray(value, dtype=np.float64)
    change, span = np.broadcast_arrays(change, span)
    return np.divide(change, span, out=np.full(change.shape, np.nan), where=span > 0)


def next_node(plan: Panel, years) -> tuple[np.ndarray, np.ndarray]:
    """(year, value) of the first node of each series after its year; (0, NaN) where there is none."""
    later = (plan.years[np.newaxis, :] > np.asarray(years)[:, np.newaxis]) & np.isfinite(plan.values)
    found, at = later.any(axis=1), later.argmax(axis=1) if later.shape[1] else np.zeros(len(plan), dtype=int)
    if not later.shape[1]:
        return np.zeros(len(plan), dtype=np.int64), np.full(len(plan), np.nan)
    rows = np.arange(len(plan))
    return np.where(found, plan.years[at], 0), np.where(found, plan.values[rows, at], np.nan)


def crossing_zero(plan: Panel, last_year: int) -> tuple[np.ndarray, np.ndarray]:
    """First time at which a linear planned path is at 0 or below, and whether that is behind its last node.

    Parameters
    ----------
    plan
        Nodes.
    last_year
        Behind the last node its last stretch goes on in a straight line up to this year.

    Returns
    -------
    tuple
        Times, NaN where it never is; mask of those found on the extension.
    """
    found, extended = np.full(len(plan), np.nan), np.zeros(len(plan), dtype=bool)
    for row, values in enumerate(plan.values):
        known = np.isfinite(values)
        t, y = plan.years[known].astype(np.float64), values[known]
        if not len(t):
            continue
        if len(t) > 1 and t[-1] < last_year:
            slope = (y[-1] - y[-2]) / (t[-1] - t[-2])
            t, y = np.append(t, last_year), np.append(y, y[-1] + slope * (last_year - t[-1]))
        at = np.flatnonzero(y <= 0)
        if len(at):
            k = at[0]
            found[row] = t[k] if k == 0 else t[k - 1] + (t[k] - t[k - 1]) * y[k - 1] / (y[k - 1] - y[k])
            extended[row] = found[row] > plan.years[known][-1]
    return found, extended
