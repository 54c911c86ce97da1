"""Areas of carbon classes by unit, which land budgets are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..vocabulary import carbon_classes


@dataclass(frozen=True)
class LandAreas:
    """Areas of carbon classes by unit, however they were measured.

    Attributes
    ----------
    unit
        Codes of the units.
    classes
        Carbon classes.
    area_ha
        Units x classes, hectares.
    unknown_ha
        Hectares of each unit without a known class.
    count
        Features or cells of each class, all units.
    outside_ha
        Hectares that lie in no unit.
    """

    unit: np.ndarray
    classes: tuple[str, ...]
    area_ha: np.ndarray
    unknown_ha: np.ndarray
    count: np.ndarray
    outside_ha: float


def gathered(
    unit: np.ndarray, unit_count: int, carbon_class: Sequence[str], area_ha: np.ndarray
) -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray, float]:
    """Areas of pieces of land as a table of units and classes.

    Parameters
    ----------
    unit
        Position of the unit of each piece; below 0 where it lies in none.
    carbon_class
        Carbon class of each piece; "" where unknown.
    area_ha
        Hectares of each piece.

    Returns
    -------
    classes, area_ha, unknown_ha, count, outside_ha
        As `LandAreas`.
    """
    area = np.asarray(area_ha, dtype=np.float64)
    have = set(carbon_class) - {""}
    classes = tuple(land.code for land in carbon_classes() if land.code in have)
    position = {code: number for number, code in enumerate((*classes, ""))}
    kind = np.array([position[code] for code in carbon_class], dtype=np.int64)
    inside = np.asarray(unit) >= 0
    width = len(classes) + 1
    flat = np.asarray(unit)[inside] * width + kind[inside]
    table = np.bincount(flat, area[inside], unit_count * width).reshape(unit_count, width)
    count = np.bincount(kind[inside], minlength=width)
    return classes, table[:, :-1], table[:, -1], count[:-1], float(area[~inside].sum())
