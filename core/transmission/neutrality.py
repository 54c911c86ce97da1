"""When net emissions reach zero: on the present path, and on the planned one (zoning paper 4.2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import forecast, path
from .panel import Panel
from .peak import zones
from .trend import trends

#: Later years are told as never: no trend of some years reaches beyond.
HORIZON = 2200


@dataclass(frozen=True)
class Carbon:
    """What is known of emissions.

    Attributes
    ----------
    emissions
        Series of emissions.
    net
        Net emissions of the same shape, None where sinks are not known.
    plan
        Planned emissions of the same series, or None.
    net_plan
        Planned net emissions, or None.
    """

    emissions: Panel
    net: np.ndarray | None
    plan: Panel | None
    net_plan: Panel | None


@dataclass(frozen=True)
class Neutrality:
    """Neutrality of every series.

    Attributes
    ----------
    last
        Last known net emission.
    present, early, late
        Year of neutrality on the present path, and with the steepest and the flattest slope of the 95 %
        interval; where a series is neutral already, the first year since which it has been.
    planned
        Year of neutrality on the planned path; NaN where it has none.
    extended
        That year lies behind the last node of the plan, on its last stretch extended.
    plan_peak, plan_peak_value
        Year (0: none) and value of the largest planned emission.
    zone
        Words of `peak.ZONES`.
    """

    last: np.ndarray
    present: np.ndarray
    early: np.ndarray
    late: np.ndarray
    planned: np.ndarray
    extended: np.ndarray
    plan_peak: np.ndarray
    plan_peak_value: np.ndarray
    zone: np.ndarray


def neutrality(carbon: Carbon, window: int, by: float) -> Neutrality:
    """Years of neutrality of every series.

    Parameters
    ----------
    carbon
        Emissions, net emissions and plans.
    window
        Years at the end whose Theil-Sen line is the present path.
    by
        Year by which neutrality is due.

    Notes
    -----
    The present path is a straight line: it says where a unit would be if it went on as it did, not what
    will be.
    """
    panel, n = carbon.emissions, len(carbon.emissions)
    last, present, early, late = (np.full(n, np.nan) for _ in range(4))
    if carbon.net is not None:
        last, present, early, late = _on_the_present_path(panel, carbon.net, window)
    planned, extended = np.full(n, np.nan), np.zeros(n, dtype=bool)
    if carbon.net_plan is not None:
        planned, extended = path.crossing_zero(carbon.net_plan, HORIZON)
    peak_year, peak_value = _largest(carbon.plan, n)
    return Neutrality(
        last,
        present,
        early,
        late,
        planned,
        extended,
        peak_year,
        peak_value,
        zones(last, present, planned, by),
    )


def _on_the_present_path(panel: Panel, net: np.ndarray, window: int):
    series = Panel(panel.unit, panel.item, panel.years, net, np.full(net.shape, np.nan))
    last_year, last = series.last()
    inside = panel.years > panel.years[-1] - window
    found = trends(panel.years[inside], net[:, inside])
    arrival = forecast.arrival(found, last_year, last, np.zeros(len(last)), False, HORIZON)
    reached = arrival.state == forecast.REACHED
    present, early, late = (
        np.where(reached, part, np.nan) for part in (arrival.time, arrival.early, arrival.late)
    )
    late = np.where(late <= HORIZON, late, np.nan)
    since = _neutral_since(panel.years, net)
    done = last <= 0
    return (
        last,
        np.where(done, since, present),
        np.where(done, since, early),
        np.where(done, since, late),
    )


def _neutral_since(years: np.ndarray, net: np.ndarray) -> np.ndarray:
    """First year from which on every known net emission is at 0 or below; NaN where the last is above."""
    made = np.full(len(net), np.nan)
    for row, values in enumerate(net):
        known = np.isfinite(values)
        above = np.flatnonzero(values[known] > 0)
        after = years[known][above[-1] + 1 if len(above) else 0 :]
        if len(after):
            made[row] = after[0]
    return made


def _largest(plan: Panel | None, n: int) -> tuple[np.ndarray, np.ndarray]:
    if plan is None:
        return np.zeros(n, dtype=np.int64), np.full(n, np.nan)
    known = np.isfinite(plan.values).any(axis=1)
    at = np.where(np.isfinite(plan.values), plan.values, -np.inf).argmax(axis=1)
    value = plan.values[np.arange(n), at]
    return np.where(known, plan.years[at], 0), np.where(known, value, np.nan)


def net_plan(emissions: Panel, sinks: Panel, sign: float) -> Panel:
    """Planned net emissions at the nodes that either plan has, where both paths are known.

    *sign* is 1 where sinks are negative numbers, -1 where they are positive removals.
    """
    years = np.union1d(emissions.years, sinks.years)
    both = path.planned(emissions, years) + sign * path.planned(sinks, years)
    return Panel(emissions.unit, emissions.item, years, both, np.full(both.shape, np.nan))
