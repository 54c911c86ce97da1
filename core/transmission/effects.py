"""What a quota means for a unit: change from the base, and the intensity that goes with it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


def effects(quota, columns: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Change from the base, and intensities, as far as the columns are there.

    Parameters
    ----------
    quota
        Quotas of the target year.
    columns
        ``base``, ``gdp``, ``gdp_forecast`` where known, see `methods.COLUMNS`.

    Returns
    -------
    dict
        ``change`` and ``change_pct`` (of a base of 0: NaN); ``base_intensity`` = base / GDP,
        ``intensity`` = quota / forecast GDP and ``intensity_cut_pct``.
    """
    q, made = np.asarray(quota, dtype=np.float64), {}
    base, gdp, later = (columns.get(name) for name in ("base", "gdp", "gdp_forecast"))
    if base is not None:
        made["change"] = q - base
        made["change_pct"] = 100.0 * _ratio(q - base, np.abs(base))
    if base is not None and gdp is not None:
        made["base_intensity"] = _ratio(base, gdp)
    if later is not None:
        made["intensity"] = _ratio(q, later)
    if "base_intensity" in made and "intensity" in made:
        before = made["base_intensity"]
        made["intensity_cut_pct"] = 100.0 * _ratio(before - made["intensity"], before)
    return made


def _ratio(part, whole) -> np.ndarray:
    part, whole = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
