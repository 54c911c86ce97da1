"""Global warming potentials: gases to CO2 equivalents, with the set named.

Methane of fossil origin weighs more than methane of living matter, because its carbon ends as CO2 that was
not in the air before. Sets that tell the two apart are used so, source by source.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import FactorError, problem
from ..factors import Factor, FactorTable, builtin

#: Set -> (scheme of the table gwp, key of fossil methane, key of other methane).
SETS: Mapping[str, tuple[str, str, str]] = {
    "AR5": ("AR5", "CH4", "CH4"),
    "AR5_fossil": ("AR5", "CH4_fossil", "CH4_nonfossil"),
    "AR6": ("AR6", "CH4_fossil", "CH4_nonfossil"),
    "AR4": ("AR4", "CH4", "CH4"),
    "TAR": ("TAR", "CH4", "CH4"),
    "SAR": ("SAR", "CH4", "CH4"),
}
DEFAULT = "AR5"
FOSSIL, BIOGENIC = "fossil", "biogenic"


def potential(
    gas: str, origin: str = FOSSIL, gwp_set: str = DEFAULT, table: FactorTable | None = None
) -> Factor:
    """The 100-year potential of *gas* (t CO2e per t), as a factor with its source.

    Parameters
    ----------
    gas
        ``CO2``, ``CH4``, ``N2O`` or a fluorinated gas of the table ``gwp``.
    origin
        ``fossil`` or ``biogenic``; counts for methane alone.
    gwp_set
        One of `SETS`. ``AR5`` is the set of reporting under the Paris Agreement (methane 28 whatever its
        origin, decision 18/CMA.1); ``AR5_fossil`` gives fossil methane 30; ``AR6`` 29.8 and 27.0.
    table
        A user's replacement of the table ``gwp``.

    Raises
    ------
    FactorError
        The set is unknown, or has no value for the gas.
    """
    if gwp_set not in SETS:
        raise FactorError(
            problem(
                "There is no set of global warming potentials {name}; there are {known}.",
                name=gwp_set,
                known=", ".join(SETS),
            )
        )
    scheme, fossil, biogenic = SETS[gwp_set]
    key = {"CH4": fossil if origin == FOSSIL else biogenic}.get(gas, gas)
    return (table or builtin("gwp")).lookup("GWP100", key, scheme)


def co2e(
    masses: Mapping[tuple[str, str], float], gwp_set: str = DEFAULT, table: FactorTable | None = None
) -> float:
    """Mass of CO2 equivalents: sum of m_g x GWP_g (IPCC; factors.md 3.10).

    Parameters
    ----------
    masses
        (gas, origin) -> mass; the result has the same mass unit.

    Examples
    --------
    >>> co2e({("CO2", "fossil"): 1000, ("CH4", "fossil"): 10, ("N2O", ""): 0.5}, "AR6")
    1434.5
    """
    return sum(mass * potential(gas, origin, gwp_set, table).value for (gas, origin), mass in masses.items())


def is_greenhouse_gas(gas: str, table: FactorTable | None = None) -> bool:
    """Whether any set of the table has a potential for *gas*."""
    return any(row.key == gas for row in (table or builtin("gwp")).rows if row.parameter == "GWP100")
