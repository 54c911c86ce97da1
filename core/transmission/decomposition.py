"""What drove a change: logarithmic mean Divisia index of the Kaya identity (methods E.3; Ang 2004)."""

from __future__ import annotations

import numpy as np

from ..errors import InputError, problem

FACTORS = ("population", "affluence", "structure", "intensity", "emission factor")
TINY = 1e-20


def logarithmic_mean(a, b) -> np.ndarray:
    """L(a, b) = (a - b) / (ln a - ln b), L(a, a) = a; for positive numbers."""
    a, b = (np.asarray(x, dtype=np.float64) for x in np.broadcast_arrays(a, b))
    equal = np.isclose(a, b, rtol=1e-12, atol=0)
    logs = np.where(equal, 1.0, np.log(a) - np.log(b))
    return np.where(equal, a, (a - b) / logs)


def kaya(population, gdp, energy, emission) -> dict[str, np.ndarray]:
    """Effects of the Kaya factors on the change of emissions between two dates, by sector.

        C = sum_s P (G/P) (G_s/G) (E_s/G_s) (C_s/E_s);   effect_x = L(C_s1, C_s0) ln(x1 / x0)

    Parameters
    ----------
    population
        P at both dates, shape (2,).
    gdp, energy, emission
        G_s, E_s, C_s at both dates, shape (2, sectors); none negative. Zeros are taken as 1e-20, which
        leaves the sum of the effects exact.

    Returns
    -------
    dict
        Factor of `FACTORS` -> effect per sector; all of them together add up to the change.
    """
    p = np.asarray(population, dtype=np.float64)
    g, e, c = (np.asarray(a, dtype=np.float64) for a in (gdp, energy, emission))
    if any((a < 0).any() or not np.isfinite(a).all() for a in (p, g, e, c)):
        raise InputError(
            problem("Population, GDP, energy and emission must be known and must not be negative.")
        )
    g, e, c = (np.maximum(a, TINY) for a in (g, e, c))
    whole = g.sum(axis=1, keepdims=True)
    sectors = np.ones_like(g)
    chain = (p[:, None] * sectors, whole / p[:, None] * sectors, g / whole, e / g, c / e)
    mean = logarithmic_mean(c[1], c[0])
    return {name: mean * np.log(x[1] / x[0]) for name, x in zip(FACTORS, chain)}
