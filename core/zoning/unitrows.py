"""The units of a map of classes as columns, so that any question about them is one sweep over arrays.

Counting, filtering by place, six classes instead of 24 sub-zones, and trying other thresholds all work on
what was read once. numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .tally import Amount

NOWHERE = -1


def _none() -> np.ndarray:
    return np.empty(0)


@dataclass(frozen=True)
class UnitRows:
    """One element per unit, in the order of the layer.

    Attributes
    ----------
    ids
        Feature ids, int64.
    codes, code
        The distinct codes as they stand in the layer (None where there is none), and the position of each
        unit's code among them.
    area_ha
        Hectares; NaN where not known.
    net_tco2
        Net carbon, t CO2e; NaN where not known; empty where the layer has none.
    u, v
        Normalised exceedances of carbon and pollution; empty where the layer has none.
    places, place
        Names of administrative units, and the position of each unit's among them (`NOWHERE`: none);
        empty where no field of places was read.
    """

    ids: np.ndarray
    codes: tuple[str | None, ...]
    code: np.ndarray
    area_ha: np.ndarray
    net_tco2: np.ndarray = field(default_factory=_none)
    u: np.ndarray = field(default_factory=_none)
    v: np.ndarray = field(default_factory=_none)
    places: tuple[str, ...] = ()
    place: np.ndarray = field(default_factory=_none)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def has_net(self) -> bool:
        """Whether net carbon was read."""
        return len(self.net_tco2) == len(self) > 0

    @property
    def has_plane(self) -> bool:
        """Whether both exceedances were read."""
        return len(self.u) == len(self.v) == len(self) > 0

    def within(self, name: str | None) -> np.ndarray:
        """Which units lie in the administrative unit *name*; all where None, none where it is not known."""
        if name is None:
            return np.ones(len(self), dtype=bool)
        if name not in self.places:
            return np.zeros(len(self), dtype=bool)
        return self.place == self.places.index(name)

    def amounts(self, kept: np.ndarray | None = None) -> dict[str | None, Amount]:
        """Amounts by code, of the codes that occur, over the units that are *kept* (all where None).

        Examples
        --------
        >>> rows = UnitRows(np.arange(3), ("S", None), np.array([0, 1, 0]), np.array([1.0, 2.0, np.nan]))
        >>> rows.amounts()["S"]
        Amount(units=2, area_ha=1.0, unmeasured=1, net_tco2=0.0, unaccounted=2)
        """
        kept = np.ones(len(self), dtype=bool) if kept is None else kept
        count = len(self.codes)
        code, area = self.code[kept], self.area_ha[kept]
        net = self.net_tco2[kept] if self.has_net else np.full(len(code), np.nan)
        units = np.bincount(code, minlength=count)
        hectares, unmeasured = _sums(code, area, count)
        tonnes, unaccounted = _sums(code, net, count)
        return {
            name: Amount(*(kind(column[at]) for kind, column in zip(_KINDS, columns)))
            for columns in [(units, hectares, unmeasured, tonnes, unaccounted)]
            for at, name in enumerate(self.codes)
            if units[at]
        }

    def coded(self, wanted) -> np.ndarray:
        """Which units carry one of the codes *wanted*; None and "" stand for no code."""
        wanted = {code or None for code in wanted}
        held = np.array([(code or None) in wanted for code in self.codes], dtype=bool)
        return held[self.code] if len(held) else np.zeros(len(self), dtype=bool)


_KINDS = (int, float, int, float, int)


def _sums(code: np.ndarray, values: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(sum of the known values, number of the unknown ones) by code."""
    known = np.isfinite(values)
    sums = np.bincount(code[known], weights=values[known], minlength=count)
    return sums, np.bincount(code[~known], minlength=count)


def class_of(code: str | None, subzones) -> str | None:
    """The class of a sub-zone; any code that is not one of *subzones* stays what it is.

    Examples
    --------
    >>> class_of("U-SCP", {"U-SCP"}), class_of("X-S", {"U-SCP"}), class_of(None, {"U-SCP"})
    ('SCP', 'X-S', None)
    """
    return code.split("-", 1)[1] if code in subzones else code


def by_class(found: dict[str | None, Amount], subzones) -> dict[str | None, Amount]:
    """Amounts by sub-zone as amounts by class."""
    made: dict[str | None, Amount] = {}
    for code, amount in found.items():
        name = class_of(code, subzones)
        made[name] = made.get(name, Amount()) + amount
    return made
