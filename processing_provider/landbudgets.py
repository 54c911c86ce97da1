"""Budgets of land as output columns: by unit, and by carbon class with what decided."""

from __future__ import annotations

import numpy as np

from ..core import flags as fl
from ..core import vocabulary
from ..core.carbon.landareas import LandAreas
from ..core.carbon.landbudget import LandBudget
from ..core.carbon.landcrossing import Lines
from ..core.units import co2_to_carbon
from ..toolbelt.translation import language

#: Endings of columns and of the attributes of a budget.
SUFFIXES = (("", ""), ("_lo", "_low"), ("_hi", "_high"), ("_sd", "_sd"))
SIDES = ("source", "sink", "net")


def unit_columns(made: LandBudget, has_energy: bool) -> dict[str, np.ndarray]:
    """Declared columns of a budget over units."""
    columns = {"known_ha": made.area_ha, "unknown_ha": made.unknown_ha, **_amounts(made)}
    if has_energy:
        columns["energy_tco2"] = made.energy
    return {**columns, "flags": fl.texts(made.flags)}


def class_columns(land: LandAreas, known, made: LandBudget) -> dict[str, np.ndarray]:
    """Declared columns of the budget over carbon classes, with the coefficients and their sources.

    Parameters
    ----------
    known
        Coefficients by carbon class.
    made
        `landbudget.per_class` of the same land.
    """
    used = [known.get(code) for code in land.classes]

    def each(read):
        return _objects(None if one is None or one.factor is None else read(one) for one in used)

    return {
        **_identity(land),
        "coefficient": each(lambda one: one.value),
        "coefficient_lo": each(lambda one: one.low if one.range_from else None),
        "coefficient_hi": each(lambda one: one.high if one.range_from else None),
        **_amounts(made),
        "factor_scheme": each(lambda one: one.factor.scheme),
        "factor_region": each(lambda one: one.factor.region),
        "stands_in": _objects(one.stands_in or None if one is not None else None for one in used),
        "range_from": each(lambda one: one.range_from or None),
        "factor_source": each(lambda one: one.factor.source_key or one.factor.source),
        "source_confidence": each(lambda one: one.factor.confidence),
    }


def measured_columns(land: LandAreas, made: LandBudget, scheme: str, source: str) -> dict[str, np.ndarray]:
    """The same of a budget that was measured (NEP): the coefficient is the mean of the class."""
    area = np.where(land.area_ha.sum(axis=0) > 0, land.area_ha.sum(axis=0), np.nan)
    count = len(land.classes)
    means = {
        f"coefficient{short}": co2_to_carbon(getattr(made, f"net{long}")) / area
        for short, long in SUFFIXES[:3]
    }
    return {
        **_identity(land),
        **means,
        **_amounts(made),
        "factor_scheme": np.full(count, scheme, dtype=object),
        "factor_source": np.full(count, source, dtype=object),
    }


def crossed_columns(land: LandAreas, lines: Lines, made: LandBudget) -> dict[str, np.ndarray]:
    """Declared columns with one row per unit and carbon class; energy is not in it."""
    names = vocabulary.by_code(vocabulary.carbon_classes())
    codes = _objects(land.classes)[lines.kind]
    return {
        "unit_code": np.asarray(land.unit, dtype=object)[lines.unit],
        "carbon_class": codes,
        "class_name": _objects(names[code].name(language()) for code in codes.tolist()),
        "area_ha": land.area_ha[lines.unit, lines.kind],
        **_amounts(made),
    }


def _identity(land: LandAreas) -> dict[str, np.ndarray]:
    names = vocabulary.by_code(vocabulary.carbon_classes())
    return {
        "carbon_class": _objects(land.classes),
        "class_name": _objects(names[code].name(language()) for code in land.classes),
        "land_count": land.count.astype(np.int64),
        "area_ha": land.area_ha.sum(axis=0),
    }


def _amounts(made: LandBudget) -> dict[str, np.ndarray]:
    return {f"{side}_tco2{short}": getattr(made, side + long) for side in SIDES for short, long in SUFFIXES}


def _objects(cells) -> np.ndarray:
    """An array of Python objects, whatever their types."""
    return np.array([*cells, None], dtype=object)[:-1]
