"""A table of substances with their quotas as a parameter, and what points and units have of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingFeatureSource, QgsProcessingParameterMatrix

from ..core import csvdata
from ..core.errors import InputError, Problem, problem
from ..core.zoning import pointstandards
from ..toolbelt.tables import Columns
from ..toolbelt.translation import translate
from . import columns, matrices
from .run import Run

CELLS = 5


@dataclass(frozen=True)
class Substance:
    """One row of the table, as it was written: name, field of the points, quota, background, benchmark."""

    name: str
    emission: str
    quota: str
    background: str
    benchmark: str


def parameter(name: str, label: str) -> QgsProcessingParameterMatrix:
    """The parameter; that it must be given is told by `problems`, with what its cells mean."""
    headers = [
        translate("PointQuotas", "Substance"),
        translate("PointQuotas", "Emission (field of the points)"),
        translate("PointQuotas", "Quota (number for all, or field of the units)"),
        translate("PointQuotas", "Background (share of the quota, or field of the units)"),
        translate("PointQuotas", "Benchmark per output (number or field of the points; may be empty)"),
    ]
    return QgsProcessingParameterMatrix(name, label, numberRows=1, headers=headers, optional=True)


def rows(cells: list) -> list[Substance]:
    """Rows of the matrix; rows without a substance are left out."""
    return [Substance(*row) for row in matrices.rows(cells, CELLS)]


def problems(
    cells: list, points: QgsProcessingFeatureSource, units: QgsProcessingFeatureSource, names: tuple[str, str]
) -> list[Problem]:
    """What is wrong with the matrix; *names* of the layers of points and of units."""
    asked = [] if len(cells) % CELLS else rows(cells)
    if not asked:
        return [
            problem(
                "The table of substances needs {columns} cells in each row: substance, emission, quota, "
                "background, benchmark.",
                columns=CELLS,
            )
        ]
    found = []
    columns_of = [columns.member("allowed_", one.name) for one in asked]
    for column in {one for one in columns_of if columns_of.count(one) > 1}:
        found.append(
            problem("The substance {name} stands in the table more than once.", name=column.partition("_")[2])
        )
    for one in asked:
        of_points, of_units = points.fields().lookupField, units.fields().lookupField
        if of_points(one.emission) < 0:
            found.append(
                problem("The layer {layer} has no field {field}.", layer=names[0], field=one.emission)
            )
        for cell, known, layer in (
            (one.quota, of_units, names[1]),
            (one.background, of_units, names[1]),
            (one.benchmark, of_points, names[0]),
        ):
            if cell and known(cell) < 0 and np.isnan(number_of(cell)):
                found.append(
                    problem(
                        "In the row of {name}, {cell} is neither a number nor a field of {layer}.",
                        name=one.name,
                        cell=cell,
                        layer=layer,
                    )
                )
        if not one.quota:
            found.append(problem("The substance {name} has no quota.", name=one.name))
        if number_of(one.background) > 1 or number_of(one.background) < 0:
            found.append(
                problem(
                    "The background of {name} is {value}; as a number it is a share of the quota between 0 "
                    "and 1. For amounts choose a field of the units.",
                    name=one.name,
                    value=one.background,
                )
            )
    return found


def number_of(text: str) -> float:
    """A text as number; NaN where it is none."""
    try:
        return csvdata.number(text) if text else float("nan")
    except InputError:
        return float("nan")


def fields(asked: list[Substance], source: QgsProcessingFeatureSource, names: tuple[str, ...]) -> list[str]:
    """Fields of *source* among the attributes *names* of the rows."""
    cells = [getattr(one, name) for one in asked for name in names]
    return [cell for cell in dict.fromkeys(cells) if cell and source.fields().lookupField(cell) >= 0]


@dataclass(frozen=True)
class Account:
    """One substance: what points emit and may emit, and the same of units and of pools.

    Attributes
    ----------
    emission, allowed
        Of the points.
    unit_emission, unit_allowed
        Of the units: points and background together; NaN where the background of a unit is not known.
    pools
        See `pointstandards.Allocation`.
    by_unit
        Whether every unit is a pool; otherwise all units are one.
    """

    emission: np.ndarray
    allowed: np.ndarray
    unit_emission: np.ndarray
    unit_allowed: np.ndarray
    pools: pointstandards.Allocation
    by_unit: bool


class Sharer:
    """Shares the quotas of one run, substance after substance.

    Parameters
    ----------
    points, units
        Columns of both layers.
    unit_of
        Position of the unit of each point; -1 for none.
    basis
        Output of the points; None where it is not given.
    """

    def __init__(self, run: Run, points: Columns, units: Columns, unit_of: np.ndarray, basis, names):
        self._run, self._points, self._units = run, points, units
        self._unit_of, self._basis, self._names = unit_of, basis, names

    def share(self, one: Substance, rule: pointstandards.Rule, reserve: float) -> Account:
        """The account of one substance."""
        emission = self._run.numbers(self._points, one.emission, self._names[0])
        by_unit = one.quota in self._units.values
        quota = self._of_units(one.quota) if by_unit else np.array([number_of(one.quota)])
        background, own = self._background(one, quota, by_unit)
        pool = self._unit_of if by_unit else np.where(self._unit_of >= 0, 0, -1)
        points = pointstandards.Points(
            emission,
            pool,
            self._basis if rule.method == pointstandards.PROPORTIONAL else None,
            self._due(one, emission) if rule.method == pointstandards.BENCHMARK else None,
        )
        found = pointstandards.allocate(points, quota, background, rule, reserve)
        return Account(
            emission,
            found.allowed,
            self._summed(np.where(np.isfinite(found.allowed), emission, np.nan)) + own,
            # what background takes beyond the quota of a unit is not allowed to it
            self._summed(found.allowed) + own - (found.short if by_unit else 0.0),
            found,
            by_unit,
        )

    def _of_units(self, field: str) -> np.ndarray:
        return self._run.numbers(self._units, field, self._names[1])

    def _background(self, one: Substance, quota: np.ndarray, by_unit: bool) -> tuple[np.ndarray, np.ndarray]:
        """Background of the pools and of the units, in the unit of the quota."""
        count = len(self._units)
        if one.background in self._units.values:
            own = self._of_units(one.background)
            return (own if by_unit else np.array([own.sum()])), own
        share = number_of(one.background) if one.background else 0.0
        if by_unit:
            return quota * share, quota * share
        return quota * share, np.full(count, np.nan if share > 0 else 0.0)

    def _due(self, one: Substance, emission: np.ndarray) -> np.ndarray:
        if one.benchmark in self._points.values:
            return self._basis * self._run.numbers(self._points, one.benchmark, self._names[0])
        benchmark = number_of(one.benchmark)
        if np.isnan(benchmark):
            benchmark = pointstandards.common_intensity(emission, self._basis)
            self._run.say(
                translate(
                    "PointQuotas", "Benchmark of {name}: {value} per output, that of all points together."
                ).format(name=one.name, value=f"{benchmark:.6g}")
            )
        self._run.record["standards"].setdefault("benchmarks", {})[one.name] = benchmark
        return self._basis * benchmark

    def _summed(self, values: np.ndarray) -> np.ndarray:
        """Sums of the points of each unit, over what is known."""
        known = (self._unit_of >= 0) & np.isfinite(values)
        return np.bincount(self._unit_of[known], weights=values[known], minlength=len(self._units))
