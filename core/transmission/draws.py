"""Draws of uncertain series, the same for the same series whatever else is in the table."""

from __future__ import annotations

import hashlib

import numpy as np

DRAWS, SEED = 1000, 42


def drawn(key: str, values, sd, number: int, seed: int = SEED, shared: float = 0.0) -> np.ndarray:
    """Draws of one series, shape (number, years); normal, about its values.

    Parameters
    ----------
    key
        Name of the series; it seeds the draws together with *seed*, so that neither the order of rows nor
        other rows change a result.
    values, sd
        Values and standard deviations; NaN in *sd*: exactly known.
    shared
        Share (0 to 1) of the variance that all years have in common, as the error of an emission factor
        has: it shifts a series without bending it.
    """
    name = hashlib.sha256(key.encode("utf-8")).digest()
    rng = np.random.default_rng([seed, *np.frombuffer(name[:16], dtype=np.uint32).tolist()])
    y = np.asarray(values, dtype=np.float64)
    common, own = rng.standard_normal((number, 1)), rng.standard_normal((number, len(y)))
    width = np.where(np.isfinite(sd), sd, 0.0)
    return y + width * (np.sqrt(shared) * common + np.sqrt(1.0 - shared) * own)


def scatter(values) -> float:
    """Standard deviation of the noise of one series, by its second differences; 0 with fewer than three.

        s = 1.4826 median |y_(t-1) - 2 y_t + y_(t+1)| / sqrt(6)

    Second differences of a smooth course are small, so what is left is noise; the median lets single breaks
    pass (a robust form of the difference estimators of Rice 1984 and Gasser, Sroka and Jennen-Steinmetz
    1986). It tells what varies from year to year, not systematic errors.
    """
    y = np.asarray(values, dtype=np.float64)
    y = y[np.isfinite(y)]
    if len(y) < 3:
        return 0.0
    return float(1.4826 * np.median(np.abs(np.diff(y, 2))) / np.sqrt(6.0))
