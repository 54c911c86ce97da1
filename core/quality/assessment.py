"""All checks of a table in one call, and the shares that sum them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..csvdata import is_total
from . import completeness, consistency, magnitudes, relations
from .findings import Finding, Values, checks


@dataclass(frozen=True)
class Asked:
    """What is judged beside the amounts.

    Attributes
    ----------
    units
        Codes of the units that there should be; None where no layer was given.
    area_ha
        Hectares of these units; None where not known.
    filled
        Field -> mask of its rows that are filled.
    columns
        Field -> values, for relations and magnitudes.
    relations, ratios
        What must hold between columns.
    sourced
        Mask of the rows that say where their number comes from; None where no field does.
    confidence
        Confidence that each row states; empty where none does.
    signed
        Items whose amounts may be negative.
    jump
        Largest change from year to year, times.
    """

    units: Sequence[str] | None = None
    area_ha: np.ndarray | None = None
    filled: Mapping[str, np.ndarray] = field(default_factory=dict)
    columns: Mapping[str, np.ndarray] = field(default_factory=dict)
    relations: Sequence[relations.Relation] = ()
    ratios: Sequence[magnitudes.Ratio] = ()
    sourced: np.ndarray | None = None
    confidence: Sequence[str] = ()
    signed: Sequence[str] = ()
    jump: float = 5.0


@dataclass(frozen=True)
class Assessment:
    """What was found.

    Attributes
    ----------
    findings
        In the order of the list of checks, then of the rows.
    figures
        Shares of what is there.
    completeness, coverage, traceability
        0 to 1; NaN where it could not be judged.
    """

    findings: tuple[Finding, ...]
    figures: tuple[completeness.Figure, ...]
    completeness: float
    coverage: float
    traceability: float

    def count(self, severity: str) -> int:
        """Number of findings of one severity."""
        return sum(found.severity == severity for found in self.findings)


def assess(
    given: Values,
    asked: Asked,
    units_of_rows: np.ndarray,
    rows: np.ndarray,
    known: Sequence[Finding] = (),
) -> Assessment:
    """Judge a table.

    Parameters
    ----------
    given
        Its amounts; a wide table has one for every row and field.
    asked
        What is judged beside them.
    units_of_rows, rows
        Unit code and number of every row of the table itself, in the order of `Asked.columns`.
    known
        What was found when the table was read.
    """
    found = [
        *known,
        *consistency.codes(given, asked.units),
        *consistency.duplicates(given),
        *consistency.negatives(given, asked.signed),
        *consistency.amount_units(given),
        *consistency.jumps(given, asked.jump),
    ]
    for one in asked.relations:
        found += relations.check(one, asked.columns, units_of_rows, rows)
    for one in asked.ratios:
        found += magnitudes.check(one, asked.columns, units_of_rows, rows)
    figures = completeness.of_fields(asked.filled)
    # a row of totals is no unit
    given = given.taken(np.array([not is_total(code) for code in given.unit.tolist()], dtype=bool))
    if len(given):
        figures += completeness.of_cells(given, asked.units or ())
    if asked.units is not None:
        figures += completeness.of_units(given, asked.units, asked.area_ha)
    if asked.sourced is not None:
        figures += completeness.of_sources(asked.sourced, asked.confidence)
    order = {code: number for number, code in enumerate(checks())}
    return Assessment(
        tuple(sorted(found, key=lambda one: order[one.check])),
        tuple(figures),
        completeness.overall(figures, completeness.FIELD),
        completeness.overall(figures, completeness.COVERAGE),
        completeness.overall(figures, completeness.SOURCE),
    )
