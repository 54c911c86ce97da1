"""Uncertainty of accounts as a parameter: which fields say how wide a quantity is.

One convention: ``x_sd`` is the standard deviation of the field x; ``x_lo`` and ``x_hi`` are its 95 %
interval, of which sd = (hi - lo) / (2 x 1.96). A row of the table names other fields, or a percentage.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingFeatureSource, QgsProcessingParameterMatrix

from ..core import csvdata, uncertainty
from ..core.errors import InputError, Problem, problem
from ..toolbelt import tables
from ..toolbelt.translation import translate
from . import matrices
from .run import Run

SPREADS = "SPREADS"
CELLS = 4
SD, LOW, HIGH = uncertainty.SUFFIXES[2], uncertainty.SUFFIXES[0], uncertainty.SUFFIXES[1]


@dataclass(frozen=True)
class Spread:
    """Where the standard deviation of a field comes from: a field, a share of the value, or two limits."""

    field: str
    sd: str = ""
    percent: float = np.nan
    low: str = ""
    high: str = ""

    @property
    def fields(self) -> list[str]:
        """The fields that must be read for it."""
        return [name for name in (self.sd, self.low, self.high) if name]

    def described(self) -> str:
        """What decides, for log and provenance."""
        if self.sd:
            return self.sd
        if self.low:
            return f"({self.high} - {self.low}) / (2 x {uncertainty.Z95})"
        return f"{self.percent:g} %" if np.isfinite(self.percent) else "0"


def parameter() -> QgsProcessingParameterMatrix:
    """The parameter, optional: without it the convention decides."""
    headers = [
        translate("Spreads", "Field"),
        translate("Spreads", "Standard deviation (field, or % of the value)"),
        translate("Spreads", "or: low end of the 95 % interval (field)"),
        translate("Spreads", "with: high end (field)"),
    ]
    label = translate("Spreads", "Uncertainty of fields (empty: the fields _sd, or _lo and _hi, beside them)")
    return QgsProcessingParameterMatrix(SPREADS, label, numberRows=1, headers=headers, optional=True)


def problems(cells: list, needed: list[str], source: QgsProcessingFeatureSource, layer: str) -> list[Problem]:
    """What is wrong with the table, all of it; *needed* are the fields of the accounts."""
    asked = matrices.rows(cells, CELLS)
    if asked and len(cells) % CELLS:
        return [
            problem(
                "The table of uncertainties needs {columns} cells in each row: field, standard deviation, "
                "low, high.",
                columns=CELLS,
            )
        ]
    found = [item for row in asked for item in _row_problems(row, needed, source, layer)]
    names = [row[0] for row in asked]
    found += [
        problem("The field {field} stands twice in the table of uncertainties.", field=name)
        for name in dict.fromkeys(name for name in names if names.count(name) > 1)
    ]
    return found


def _row_problems(row: list[str], needed: list[str], source, layer: str) -> list[Problem]:
    name, sd, low, high = row
    known = source.fields().lookupField
    found = []
    if name not in needed:
        found.append(
            problem(
                "The table of uncertainties names {field}, which is no account that is used. Used are "
                "{known}.",
                field=name,
                known=", ".join(needed) or "–",
            )
        )
    if bool(sd) == bool(low or high) or bool(low) != bool(high):
        found.append(
            problem(
                "The uncertainty of {field} needs either a standard deviation, or both a low and a high end.",
                field=name,
            )
        )
    percent = _percent(sd) if sd and known(sd) < 0 else 0.0
    if percent is None or percent < 0:
        found.append(
            problem(
                "The standard deviation {cell} of {field} is neither a field of {layer} nor a percentage of "
                "0 or above.",
                cell=sd,
                field=name,
                layer=layer,
            )
        )
    found += [
        problem("The layer {layer} has no field {field}.", layer=layer, field=cell)
        for cell in (low, high)
        if cell and known(cell) < 0
    ]
    return found


def _percent(text: str) -> float | None:
    try:
        return csvdata.number(text.rstrip(" %"))
    except InputError:
        return None


def chosen(cells: list, needed: list[str], source: QgsProcessingFeatureSource) -> dict[str, Spread]:
    """Account field -> where its standard deviation comes from."""
    known = source.fields().lookupField
    asked = {row[0]: row for row in matrices.rows(cells, CELLS)}
    return {name: _one(name, asked.get(name), known) for name in needed}


def _one(name: str, row, known) -> Spread:
    if row is not None:
        _, sd, low, high = row
        if sd and known(sd) < 0:
            return Spread(name, percent=_percent(sd))
        return Spread(name, sd=sd, low=low, high=high)
    if known(name + SD) >= 0:
        return Spread(name, sd=name + SD)
    if known(name + LOW) >= 0 and known(name + HIGH) >= 0:
        return Spread(name, low=name + LOW, high=name + HIGH)
    return Spread(name)


def deviations(run: Run, table: tables.Columns, source_name: str, spread: Spread) -> np.ndarray:
    """Standard deviation of each unit; NaN where it is missing, 0 where the field has no uncertainty."""
    if spread.sd:
        return run.numbers(table, spread.sd, source_name)
    if spread.low:
        low, high = (run.numbers(table, name, source_name) for name in (spread.low, spread.high))
        return uncertainty.from_limits(low, high).sd
    value = run.numbers(table, spread.field, source_name)
    share = spread.percent if np.isfinite(spread.percent) else 0.0
    return np.where(np.isnan(value), np.nan, np.abs(value) * share / 100.0)
