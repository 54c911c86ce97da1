"""Accounts of blue carbon as output columns: by unit, by habitat, and by year."""

from __future__ import annotations

import numpy as np

from ..core import flags as fl
from ..core.carbon.bluecarbon import Account, Totals
from ..core.carbon.bluefactors import Habitat
from ..core.carbon.habitats import Habitats, kinds
from ..toolbelt.translation import language

#: Declared column of every total of an account.
TOTALS = {"source": "source_tco2", "sink": "sink_tco2", "net": "net_tco2", "stock": "stock_tc"}
#: Declared column of every flux of an account.
FLUXES = {
    "burial": "burial_tco2",
    "drained": "drained_tco2",
    "excavated": "excavated_tco2",
    "decay": "decay_tco2",
    "methane": "methane_tco2e",
}
POOLS = {"soil": "soil_tc", "biomass": "biomass_tc"}


def unit_columns(made: Account, land: Habitats, count: int, at: int) -> dict[str, np.ndarray]:
    """Columns over units in the year at position *at*."""

    def of_units(values):
        return _known_sum(values[:, at], land.unit, count)

    return {
        "habitat_ha": of_units(_areas(made.habitat_ha, land)),
        "drained_ha": of_units(_areas(made.drained_ha, land)),
        **_totals(made.units, at),
        **{FLUXES[name]: of_units(made.parts[name]) for name in FLUXES if name != "burial"},
        "flags": fl.texts(made.unit_flags[:, at]),
    }


def habitat_columns(
    made: Account, land: Habitats, known: dict[str, Habitat], at: int
) -> dict[str, np.ndarray]:
    """Columns over habitats of all units, with the factors that decided and their sources."""
    here = land.kinds_there
    of_kind = np.array([here.index(kind) for kind in land.kind], dtype=np.int64)

    def added(values):
        return _known_sum(_areas(values[:, np.newaxis], land)[:, 0], of_kind, len(here))

    factors = [known[kind] for kind in here]

    def each(read):
        return _objects(read(one) for one in factors)

    return {
        "habitat": _objects(here),
        "habitat_name": _objects(_names()[kind] for kind in here),
        "habitat_before_ha": added(land.before_ha),
        "habitat_ha": added(made.habitat_ha[:, at]),
        "habitat_lost_ha": added(land.lost_ha),
        "habitat_gained_ha": added(land.gained_ha),
        "drained_ha": added(made.drained_ha[:, at]),
        **_totals(made.kinds, at),
        **{FLUXES[name]: _known_sum(made.parts[name][:, at], of_kind, len(here)) for name in FLUXES},
        **{POOLS[name]: _known_sum(made.parts[name][:, at], of_kind, len(here)) for name in POOLS},
        "burial_t_ha": each(lambda one: one.burial and one.burial.value),
        "burial_t_ha_lo": each(lambda one: one.burial and one.burial.low),
        "burial_t_ha_hi": each(lambda one: one.burial and one.burial.high),
        "soil_t_ha": each(lambda one: one.soil and one.soil.value),
        "biomass_t_ha": each(_biomass),
        "factor_scheme": each(lambda one: one.burial and one.burial.factor.scheme),
        "factor_source": each(lambda one: one.burial and one.burial.factor.source_key),
        "source_confidence": each(lambda one: one.burial and one.burial.factor.confidence),
    }


def _biomass(one: Habitat) -> float | None:
    return None if one.biomass is None else float(np.prod([number.value for number in one.biomass]))


def _known_sum(values: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    """Sums of what is known; NaN where there are rows but none is known, 0 where there are none."""
    known = np.isfinite(values)
    nothing = (np.bincount(group, minlength=count) > 0) & (np.bincount(group, known, count) == 0)
    return np.where(nothing, np.nan, np.bincount(group, np.where(known, values, 0.0), count))


def _areas(values: np.ndarray, land: Habitats) -> np.ndarray:
    """Hectares of rows x years; NaN for habitats of which no area is known at all."""
    unknown = land.missing & (land.touched_ha == 0)
    return np.where(unknown[:, np.newaxis], np.nan, values)


def year_columns(made: Account, land: Habitats, codes: np.ndarray) -> dict[str, np.ndarray]:
    """Columns with one row per unit, habitat and year."""
    rows, count = len(land), len(made.years)

    def long(values):
        return np.asarray(values).reshape(rows * count)

    columns = {
        "unit_code": np.repeat(codes[land.unit], count),
        "year": np.tile(made.years, rows),
        "habitat": np.repeat(_objects(land.kind), count),
        "habitat_name": np.repeat(_objects(_names()[kind] for kind in land.kind), count),
        "habitat_ha": long(_areas(made.habitat_ha, land)),
        "drained_ha": long(_areas(made.drained_ha, land)),
        **{name: long(made.parts[part]) for part, name in {**FLUXES, **POOLS}.items()},
    }
    for name, column in TOTALS.items():
        one = made.rows[name]
        sides = (one.value, one.interval.low, one.interval.high, one.interval.sd)
        columns |= {column + end: long(side) for end, side in zip(("", "_lo", "_hi", "_sd"), sides)}
    return {**columns, "flags": fl.texts(made.row_flags.reshape(rows * count))}


def _totals(totals: dict[str, Totals], at: int) -> dict[str, np.ndarray]:
    columns = {}
    for name, column in TOTALS.items():
        one = totals[name]
        sides = (one.value, one.interval.low, one.interval.high, one.interval.sd)
        columns |= {column + end: side[:, at] for end, side in zip(("", "_lo", "_hi", "_sd"), sides)}
    return columns


def _names() -> dict[str, str]:
    return {word.code: word.name(language()) for word in kinds()}


def _objects(cells) -> np.ndarray:
    """An array of Python objects, whatever their types."""
    return np.array([*cells, None], dtype=object)[:-1]
