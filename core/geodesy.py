"""Areas on the ellipsoid by latitude, for rasters in degrees."""

from __future__ import annotations

import numpy as np


def band_areas(latitudes, longitude_width: float, semi_major: float, semi_minor: float) -> np.ndarray:
    """Areas of the cells of one meridian strip between consecutive parallels.

        A = |dlon| b^2 / 2 x |q(phi2) - q(phi1)|,   q = sin phi / (1 - e^2 sin^2 phi) + artanh(e sin phi) / e

    Parameters
    ----------
    latitudes
        Edges of the cells, radians, n + 1 of them.
    longitude_width
        Width of the cells, radians.
    semi_major, semi_minor
        Half-axes of the ellipsoid, metres.

    Returns
    -------
    float64 array of n
        Square metres, positive whatever the order of the edges.

    Notes
    -----
    Exact for cells bounded by meridians and parallels (Snyder 1987, Map Projections: A Working Manual,
    eq 3-12, the authalic function q).

    Examples
    --------
    >>> whole = band_areas([-np.pi / 2, np.pi / 2], 2 * np.pi, 6378137.0, 6356752.314245)
    >>> round(float(whole[0]) / 1e12, 3)  # the Earth, 10^6 km2
    510.066
    """
    sines = np.sin(np.asarray(latitudes, dtype=np.float64))
    squared = 1.0 - (semi_minor / semi_major) ** 2
    if squared < 1e-15:
        authalic = 2.0 * sines
    else:
        e = np.sqrt(squared)
        authalic = sines / (1.0 - squared * sines**2) + np.arctanh(e * sines) / e
    return abs(longitude_width) * semi_minor**2 / 2.0 * np.abs(np.diff(authalic))
