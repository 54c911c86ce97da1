"""Centres and ellipses of groups, and how the centre moves from one group (a year) to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from . import centre

PARTS = ("all", "sources", "sinks")


@dataclass(frozen=True)
class Track:
    """Ellipses of one quantity in the order of its groups.

    Attributes
    ----------
    quantity
        Name of the weight; empty where every point counts alike.
    groups
        Names of the groups; one empty text where there are none.
    ellipses
        Ellipse of every group; None where its weights are all zero.
    counts, totals
        Points and sum of the weights of every group.
    """

    quantity: str
    groups: tuple[str, ...]
    ellipses: tuple[centre.Ellipse | None, ...]
    counts: tuple[int, ...]
    totals: tuple[float, ...]


@dataclass(frozen=True)
class Shift:
    """A move of the centre: between which groups, from where to where, how far and in which direction."""

    quantity: str
    start: str
    end: str
    from_point: tuple[float, float]
    to_point: tuple[float, float]
    distance: float
    azimuth: float


def part_of(values, part: str) -> np.ndarray:
    """Weights of one sign: ``all`` as they are, ``sources`` above 0, ``sinks`` below 0 without their sign."""
    values = np.asarray(values, dtype=np.float64)
    if part == "sources":
        return np.where(values < 0, 0.0, values)
    return np.where(values > 0, 0.0, -values) if part == "sinks" else values


def track(
    points, weights=None, groups=None, quantity: str = "", convention: str = "standard", size: float = 1.0
) -> Track:
    """Ellipse of every group of points.

    Parameters
    ----------
    points
        Projected coordinates, shape (n, 2).
    weights
        One per point, 0 or above; NaN leaves the point out. Equal weights when not given.
    groups
        Group of every point; a single group when not given. Groups that are all numbers come in their order,
        others by the alphabet; points without a group (None, empty) are left out.
    quantity
        Name of the weight.
    convention
        See `centre.ellipse`.
    size
        Factor of the axes (2 for two standard deviations).
    """
    points = np.asarray(points, dtype=np.float64)
    w = np.ones(len(points)) if weights is None else np.asarray(weights, dtype=np.float64)
    known = np.isfinite(w)
    if groups is None:
        members = {"": known} if known.any() else {}
    else:
        groups = np.asarray(groups, dtype=object)
        members = {name: known & (groups == name) for name in in_order(groups[known])}
    _refuse_small(members, convention)
    found = [centre.ellipse(points[mask], w[mask], convention) for mask in members.values()]
    return Track(
        quantity,
        tuple(str(name) for name in members),
        tuple(item and centre.scaled(item, size) for item in found),
        tuple(int(mask.sum()) for mask in members.values()),
        tuple(float(w[mask].sum()) for mask in members.values()),
    )


def _refuse_small(members: dict, convention: str) -> None:
    small = [str(name) for name, mask in members.items() if mask.sum() < centre.LEAST.get(convention, 1)]
    if small:
        raise InputError(
            problem(
                "The convention {name} needs at least {least} points, but these groups have fewer: {groups}. "
                "Choose another convention or join groups.",
                name=convention,
                least=centre.LEAST[convention],
                groups=", ".join(small) or "–",
            )
        )


def in_order(groups) -> list:
    """Distinct groups: by number where all are numbers, else by the alphabet; without the missing ones."""
    distinct = {name for name in np.asarray(groups, dtype=object).tolist() if name not in (None, "")}
    try:
        return sorted(distinct, key=float)
    except ValueError:
        return sorted(distinct, key=str)


def joined(tracks: Sequence[Track], quantity: str) -> Track:
    """One track through the only groups of several: a quantity whose years stand in fields of their own."""
    return Track(
        quantity,
        tuple(item.quantity for item in tracks),
        tuple(item.ellipses[0] for item in tracks),
        tuple(item.counts[0] for item in tracks),
        tuple(item.totals[0] for item in tracks),
    )


def shifts(found: Track) -> list[Shift]:
    """Moves of the centre from every group to the next that has a centre."""
    known = [(name, item) for name, item in zip(found.groups, found.ellipses) if item is not None]
    made = []
    for (start, one), (end, other) in zip(known, known[1:]):
        here, there = (one.x, one.y), (other.x, other.y)
        made.append(Shift(found.quantity, start, end, here, there, *centre.shift(here, there)))
    return made
