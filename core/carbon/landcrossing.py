"""Budgets of land by unit and class at once: one line for every class that a unit has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import nep


@dataclass(frozen=True)
class Lines:
    """Lines of a table of units and classes; positions of their unit and class, in this order."""

    unit: np.ndarray
    kind: np.ndarray


def lines(area_ha: np.ndarray, more=False) -> Lines:
    """Lines for the cells of a units x classes table that hold any area, and for those of the mask *more*.

    >>> lines(np.array([[0.0, 2.0], [1.0, 3.0]])).kind.tolist()
    [1, 0, 1]
    """
    unit, kind = np.nonzero((np.asarray(area_ha) > 0) | more)
    return Lines(unit, kind)


def areas(area_ha: np.ndarray, made: Lines) -> np.ndarray:
    """Lines x classes: the area of each line in the column of its class, for `landbudget.budget`."""
    table = np.zeros((len(made.unit), np.shape(area_ha)[1]))
    table[np.arange(len(made.unit)), made.kind] = np.asarray(area_ha)[made.unit, made.kind]
    return table


def sums(whole: nep.Sums, made: Lines) -> nep.Sums:
    """NEP of every line, for `nep.budget`."""
    parts = (whole.source_npp, whole.source_rh, whole.sink_npp, whole.sink_rh)
    return nep.Sums(*(part[made.unit, made.kind][:, np.newaxis] for part in parts))
