"""What drove a change: logarithmic mean Divisia index of the Kaya identity (methods E.3; Ang 2004)."""

from __future__ import annotations

import numpy as np

from ..errors import InputError, Words, problem

FACTORS = ("population", "affluence", "structure", "intensity", "emission factor")
#: Words for every factor that `chain` may give.
NAMES = {
    "population": Words("population", "人口"),
    "affluence": Words("affluence (GDP per person)", "富裕程度（人均 GDP）"),
    "activity": Words("activity (GDP)", "经济规模（GDP）"),
    "structure": Words("structure of the economy", "产业结构"),
    "intensity": Words("energy intensity", "能源强度"),
    "emission factor": Words("emission per energy", "单位能源排放"),
    "emission intensity": Words("emission per GDP", "单位 GDP 排放"),
    "energy use": Words("energy use", "能源消费总量"),
    "energy per person": Words("energy per person", "人均能源消费"),
    "energy mix": Words("energy mix by sector", "能源部门结构"),
}
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
    return chain(c, p, g, e)


def chain(emission, population=None, gdp=None, energy=None) -> dict[str, np.ndarray]:
    """As `kaya`, with the factors that the known columns allow.

        all:                     P (G/P) (G_s/G) (E_s/G_s) (C_s/E_s)
        no energy:               ... (C_s/G_s);    no population: G (G_s/G) ...;   no GDP: E (E_s/E) (C_s/E_s)

    The factor "emission intensity" is C_s/G_s; "activity" is the total GDP, "energy use" the total
    energy. Energy without GDP gives energy per person where the population is known.

    Parameters
    ----------
    emission, gdp, energy
        Shape (2, sectors), none negative; the last two None where not known.
    population
        Shape (2,), or None.

    Raises
    ------
    InputError
        Missing or negative values; neither GDP nor energy.
    """
    given = {"emission": emission, "population": population, "gdp": gdp, "energy": energy}
    known = {name: np.asarray(a, dtype=np.float64) for name, a in given.items() if a is not None}
    if any((a < 0).any() or not np.isfinite(a).all() for a in known.values()):
        raise InputError(
            problem("Population, GDP, energy and emission must be known and must not be negative.")
        )
    known = {name: np.maximum(a, TINY) for name, a in known.items()}
    c = known.pop("emission")
    ratios = _ratios(c, known)
    mean = logarithmic_mean(c[1], c[0])
    return {name: mean * np.log(x[1] / x[0]) for name, x in ratios.items()}


def _ratios(c: np.ndarray, known: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Factors whose product is the emission by sector, each of shape (2, sectors)."""
    ones, p = np.ones_like(c), known.get("population")
    g, e = known.get("gdp"), known.get("energy")
    if g is None and e is None:
        raise InputError(problem("A decomposition needs GDP or energy by sector beside the emission."))
    base = e if g is None else g
    whole = base.sum(axis=1, keepdims=True)
    if p is None:
        made = {"energy use" if g is None else "activity": whole * ones}
    else:
        per_person = "energy per person" if g is None else "affluence"
        made = {"population": p[:, None] * ones, per_person: whole / p[:, None] * ones}
    made["energy mix" if g is None else "structure"] = base / whole
    if g is not None and e is not None:
        made["intensity"] = e / g
    last = "emission intensity" if e is None else "emission factor"
    return {**made, last: c / (g if e is None else e)}
