"""Fields that hold pollutants, as a matrix parameter: field, pollutant, unit, medium (and weight).

The pollutant may be left out where the field's own name tells it, the medium where the pollutant does.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsProcessingFeatureSource, QgsProcessingParameterMatrix

from ..core import csvdata, units, vocabulary
from ..core.errors import InputError, Problem, faults_of, problem
from ..toolbelt.translation import translate
from . import matrices


@dataclass(frozen=True)
class Reading:
    """One row: a field and what it holds; texts as the user wrote them, ``medium`` as a code."""

    field: str
    pollutant: str
    unit: str
    medium: str
    weight: str


def parameter(name: str, label: str, weighted: bool = False) -> QgsProcessingParameterMatrix:
    """The parameter, optional; with a column for weights where *weighted*."""
    headers = [
        translate("Readings", "Field"),
        translate("Readings", "Pollutant (empty: name of the field)"),
        translate("Readings", "Unit"),
        translate("Readings", "Medium (may be empty)"),
    ]
    if weighted:
        headers.append(translate("Readings", "Weight (may be empty)"))
    return QgsProcessingParameterMatrix(name, label, numberRows=1, headers=headers, optional=True)


def rows(cells: list, weighted: bool = False) -> list[Reading]:
    """Rows of the matrix; rows without a field are left out, short rows are filled with blanks."""
    width = 5 if weighted else 4
    made = []
    for row in matrices.rows(cells, width):
        field, pollutant, unit, medium, weight = (*row, "", "", "", "")[:5]
        known = vocabulary.medium(medium) if medium else None
        made.append(Reading(field, pollutant or field, unit, known.code if known else medium, weight))
    return made


def problems(
    cells: list, source: QgsProcessingFeatureSource, layer: str, weighted: bool = False
) -> list[Problem]:
    """What is wrong with the matrix, all of it."""
    asked = rows(cells, weighted)
    width = 5 if weighted else 4
    if asked and len(cells) % width:
        return [problem("The table of fields needs {columns} cells in each row.", columns=width)]
    found = [item for row in asked for item in _row_problems(row, source, layer)]
    weights = [bool(row.weight) for row in asked]
    if any(weights) and not all(weights):
        found.append(
            problem("Some pollutants have a weight and others have none. Give every pollutant a weight.")
        )
    return found


def repeated(asked: list[Reading]) -> list[Problem]:
    """One problem for each pollutant that several fields hold, where one value is to be judged."""
    fields: dict[tuple[str, str], list[str]] = {}
    for row in asked:
        known = vocabulary.pollutant(row.pollutant)
        fields.setdefault((known.code if known else row.pollutant, row.medium), []).append(row.field)
    return [
        problem(
            "The fields {fields} hold the same pollutant {pollutant}; choose one of them.",
            fields=", ".join(found),
            pollutant=code,
        )
        for (code, _), found in fields.items()
        if len(found) > 1
    ]


def _row_problems(row: Reading, source: QgsProcessingFeatureSource, layer: str) -> list[Problem]:
    found = []
    if source.fields().lookupField(row.field) < 0:
        found.append(problem("The layer {layer} has no field {field}.", layer=layer, field=row.field))
    if row.medium and row.medium not in {medium.code for medium in vocabulary.media()}:
        found.append(
            problem(
                "The medium {medium} of the field {field} is not known; write one of {known}.",
                medium=row.medium,
                field=row.field,
                known=", ".join(medium.code for medium in vocabulary.media()),
            )
        )
    found += unit_problems(row.unit)
    try:
        csvdata.number(row.weight)
    except InputError:
        found.append(
            problem(
                "The weight {weight} of the pollutant {field} is not a number.",
                weight=row.weight,
                field=row.field,
            )
        )
    return found


def unit_problems(text: str) -> list[Problem]:
    """What is wrong with a unit that a user wrote; empty where it is blank or known."""
    return faults_of(lambda: units.unit(text)) if text else []
