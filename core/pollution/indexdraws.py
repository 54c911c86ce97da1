"""Interval of a composite exceedance by Monte Carlo: values are drawn, limits are exactly known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from .. import uncertainty as un
from ..carbon.emission_ranges import Spreading
from .assessment import Judged, interval, judge
from .catalogue import Catalogue


def width(
    parts: Sequence[Judged],
    composite: str,
    catalogue: Catalogue | None,
    names: Sequence,
    asked: Spreading,
    progress: Callable[[float], None] = lambda fraction: None,
) -> un.Interval | None:
    """Interval of the composite of every unit, as asked: by steps (`assessment.interval`) or by draws.

    Draws suit composites that steps cannot follow: two pollutants near each other whose largest counts.

    Parameters
    ----------
    names
        What the units are called; they seed the draws, so that the order of units does not matter.
    asked
        ``draws`` of 0 for steps.
    progress
        Called with a fraction 0..1; may raise to cancel.
    """
    if not asked.draws or all(part.low is None for part in parts):
        return interval(parts, composite, catalogue)
    count = len(parts[0].value)
    ends = np.full((3, count), np.nan)
    for at, name in enumerate(names):
        progress(at / count)
        drawn = [_drawn(part, at, f"{part.name} {part.medium} {name}", asked) for part in parts]
        if any(one is None for one in drawn):
            continue
        found = judge(drawn, composite, catalogue).q_p
        if np.isfinite(found).all():
            ends[:2, at] = np.percentile(found, un.PERCENTILES)
            ends[2, at] = found.std(ddof=1)
    return un.Interval(*ends)


def _drawn(part: Judged, at: int, key: str, asked: Spreading) -> Judged | None:
    """Draws of the value of one unit before its limit; None where its interval is missing."""
    value = float(part.value[at])
    low, high = (np.nan, np.nan) if part.low is None else (float(part.low[at]), float(part.high[at]))
    if part.low is not None and not np.isnan(value) and not (np.isfinite(low) and np.isfinite(high)):
        return None
    inputs = un.Inputs([key], *(np.array([side]) for side in (value, low, high)))
    drawn = un.draw(inputs, 0, asked.draws, asked.seed, asked.distribution)
    limit, benchmark = (
        np.broadcast_to(np.asarray(side, dtype=np.float64), part.value.shape)[at]
        for side in (part.limit, part.benchmark)
    )
    return replace(part, value=drawn, limit=limit, benchmark=benchmark, low=None, high=None)
