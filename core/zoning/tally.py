"""Counting what a map of classes shows: units and areas by code, and apart from them what has no class.

A code of the legend, no data (ND), an empty cell and a code that the legend does not know are four things;
none of them ever enters the count of another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NO_DATA = "ND"


@dataclass(frozen=True)
class Amount:
    """How much of something there is.

    Attributes
    ----------
    units
        Number of units (features).
    area_ha
        Their area in hectares, those without an area left out.
    unmeasured
        Number of units among them whose area is not known.
    net_tco2
        Their net carbon, t CO2e, those without one left out.
    unaccounted
        Number of units among them whose net carbon is not known.
    """

    units: int = 0
    area_ha: float = 0.0
    unmeasured: int = 0
    net_tco2: float = 0.0
    unaccounted: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.units + other.units,
            self.area_ha + other.area_ha,
            self.unmeasured + other.unmeasured,
            self.net_tco2 + other.net_tco2,
            self.unaccounted + other.unaccounted,
        )

    @property
    def measured(self) -> bool:
        """Whether the area says anything: there is no unit, or at least one has an area."""
        return self.units == 0 or self.unmeasured < self.units

    @property
    def accounted(self) -> bool:
        """Whether the net carbon says anything: there is no unit, or at least one has an account."""
        return self.units == 0 or self.unaccounted < self.units


@dataclass(frozen=True)
class Tally:
    """Amounts of one layer by code.

    Attributes
    ----------
    known
        Every code of the legend in its order, also those that do not occur.
    no_data
        Units whose class or space is ND.
    empty
        Units without any code.
    unknown
        Codes that the legend does not have, the most frequent first.
    """

    known: Mapping[str, Amount]
    no_data: Amount
    empty: Amount
    unknown: Mapping[str, Amount]

    @property
    def classified(self) -> Amount:
        """Everything that has a class; what shares are shares of."""
        return total(self.known.values())

    @property
    def total(self) -> Amount:
        """Everything that was counted, with and without a class."""
        return total([*self.known.values(), self.no_data, self.empty, *self.unknown.values()])


def total(amounts: Iterable[Amount]) -> Amount:
    """Sum of amounts."""
    return sum(amounts, Amount())


def share(part: float, whole: float) -> float:
    """Part of a whole, 0 to 1; NaN where the whole is nothing."""
    return part / whole if whole > 0 else math.nan


def combined(space: str | None, zone_class: str | None) -> str | None:
    """Code of the sub-zone of a space and a class.

    None where either is empty; ND where either is ND, because a place without a class, or without a
    space, has no sub-zone.

    Examples
    --------
    >>> combined("U", "SCP"), combined("U", "ND"), combined(None, "S")
    ('U-SCP', 'ND', None)
    """
    if not space or not zone_class:
        return None
    return NO_DATA if NO_DATA in (space, zone_class) else f"{space}-{zone_class}"


def arrange(found: Mapping[str | None, Amount], codes: Iterable[str]) -> Tally:
    """Put amounts by code in the order of a legend.

    Parameters
    ----------
    found
        Code as it stands in the layer -> amount; None and "" are units without a code.
    codes
        Codes of the legend; ND among them is kept apart all the same.

    Examples
    --------
    >>> counted = arrange({"S": Amount(2, 5.0), None: Amount(1), "X9": Amount(3)}, ["S", "SC", "ND"])
    >>> counted.known["S"].units, counted.known["SC"].units, counted.empty.units, list(counted.unknown)
    (2, 0, 1, ['X9'])
    """
    legend = [code for code in codes if code != NO_DATA]
    apart = {None, "", NO_DATA, *legend}
    unknown = {code: amount for code, amount in found.items() if code not in apart}
    ordered = sorted(unknown, key=lambda code: (-unknown[code].units, code))
    return Tally(
        known={code: found.get(code, Amount()) for code in legend},
        no_data=found.get(NO_DATA, Amount()),
        empty=found.get(None, Amount()) + found.get("", Amount()),
        unknown={code: unknown[code] for code in ordered},
    )
