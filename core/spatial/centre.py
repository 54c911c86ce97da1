"""Gravity centres, standard deviational ellipses, and how they move."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..errors import InputError, problem

CONVENTIONS = ("standard", "yuill", "crimestat")
# two degrees of freedom are lost
LEAST = {"crimestat": 3}


@dataclass(frozen=True)
class Ellipse:
    """Weighted centre with its standard deviational ellipse.

    Attributes
    ----------
    x, y
        Centre, map units.
    major, minor
        Half axes, map units; minor is 0 for points on a line. NaN for a single point.
    rotation
        Direction of the major axis, degrees clockwise from north, 0..180; NaN for a single point.
    distance
        Standard distance, map units.
    convention
        One of `CONVENTIONS`.
    """

    x: float
    y: float
    major: float
    minor: float
    rotation: float
    distance: float
    convention: str

    @property
    def area(self) -> float:
        """Area of the ellipse, square map units."""
        return float(np.pi * self.major * self.minor)


def ellipse(points, weights=None, convention: str = "standard") -> Ellipse | None:
    """Weighted centre and standard deviational ellipse of points (Lefever 1926; methods C.9).

    The axes are the square roots of the eigenvalues of the weighted covariance. Programs scale them
    differently, so the convention is part of the result: ``standard`` (one standard deviation),
    ``yuill`` (times sqrt 2), ``crimestat`` (times sqrt 2, with n - 2 degrees of freedom).

    Parameters
    ----------
    points
        Projected coordinates, shape (n, 2).
    weights
        Weights >= 0; equal when not given.
    convention
        Scaling of the axes.

    Returns
    -------
    Ellipse, or None where every weight is zero.

    Raises
    ------
    InputError
        Negative or unknown weights; unknown convention; too few points for ``crimestat``.
    """
    points = np.asarray(points, dtype=np.float64)
    w = np.ones(len(points)) if weights is None else np.asarray(weights, dtype=np.float64)
    _check(points, w, convention)
    total = w.sum()
    if total == 0:
        return None
    centre = w @ points / total
    away = points - centre
    covariance = (away * w[:, None]).T @ away / total
    distance = float(np.sqrt(np.trace(covariance)))
    if not covariance.any():
        nan = float("nan")
        return Ellipse(*centre.tolist(), nan, nan, nan, 0.0, convention)
    values, vectors = np.linalg.eigh(covariance)
    minor, major = np.sqrt(np.clip(values, 0.0, None)) * _scale(convention, len(points))
    east, north = vectors[:, 1]
    rotation = float(np.degrees(np.arctan2(east, north)) % 180.0)
    return Ellipse(*centre.tolist(), float(major), float(minor), rotation, distance, convention)


def _check(points: np.ndarray, w: np.ndarray, convention: str) -> None:
    if convention not in CONVENTIONS:
        raise InputError(
            problem(
                "The convention {name} is not known; choose one of {known}.",
                name=convention,
                known=", ".join(CONVENTIONS),
            )
        )
    if not np.isfinite(w).all() or (w < 0).any():
        raise InputError(
            problem(
                "{count} weights are negative or missing; take sources and sinks apart "
                "or choose another field.",
                count=int((~(w >= 0)).sum()),
            )
        )
    if convention == "crimestat" and len(points) < 3:
        raise InputError(problem("The convention crimestat needs at least 3 points."))


def _scale(convention: str, count: int) -> float:
    if convention == "standard":
        return 1.0
    return np.sqrt(2.0) if convention == "yuill" else np.sqrt(2.0 * count / (count - 2))


def scaled(found: Ellipse, size: float) -> Ellipse:
    """The same ellipse with axes *size* times as long; the standard distance stays."""
    return replace(found, major=found.major * size, minor=found.minor * size)


def outline(found: Ellipse, vertices: int = 72) -> np.ndarray:
    """Closed ring of the ellipse, shape (vertices + 1, 2), map units."""
    turn = np.linspace(0.0, 2.0 * np.pi, vertices + 1)
    angle = np.radians(found.rotation)
    along = found.major * np.cos(turn)
    across = found.minor * np.sin(turn)
    ring = np.column_stack(
        [
            found.x + along * np.sin(angle) + across * np.cos(angle),
            found.y + along * np.cos(angle) - across * np.sin(angle),
        ]
    )
    ring[-1] = ring[0]
    return ring


def shift(start, end) -> tuple[float, float]:
    """Distance (map units) and azimuth (degrees clockwise from north, 0..360) from one centre to another.

    The azimuth is NaN where the centre did not move.
    """
    east, north = float(end[0] - start[0]), float(end[1] - start[1])
    distance = float(np.hypot(east, north))
    azimuth = float(np.degrees(np.arctan2(east, north)) % 360.0) if distance else float("nan")
    return distance, azimuth
