"""A table of pollutants and their standards as a parameter: field, standard, benchmark, weight.

Standards and benchmarks are numbers, or fields that hold one per unit.
"""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingFeatureSource, QgsProcessingParameterMatrix

from ..core import csvdata
from ..core.errors import InputError, Problem, problem
from ..core.zoning import evaluation
from ..toolbelt import tables
from ..toolbelt.translation import translate
from .run import Run

CELLS = 4


def parameter(name: str, label: str) -> QgsProcessingParameterMatrix:
    """The parameter, optional."""
    headers = [
        translate("Pollutants", "Field"),
        translate("Pollutants", "Standard (number or field)"),
        translate("Pollutants", "Benchmark (may be empty)"),
        translate("Pollutants", "Weight (may be empty)"),
    ]
    return QgsProcessingParameterMatrix(name, label, numberRows=1, headers=headers, optional=True)


def rows(cells: list) -> list[list[str]]:
    """Rows of the matrix as texts; rows without a field are left out."""
    texts = ["" if cell is None else str(cell).strip() for cell in cells]
    found = [texts[start : start + CELLS] for start in range(0, len(texts), CELLS)]
    return [row for row in found if row[0]]


def fields(asked: list[list[str]], source: QgsProcessingFeatureSource) -> list[str]:
    """Every field that the rows name."""
    return [cell for row in asked for cell in row if cell and source.fields().lookupField(cell) >= 0]


def problems(cells: list, source: QgsProcessingFeatureSource, layer: str) -> list[Problem]:
    """What is wrong with the matrix, all of it."""
    if len(cells) % CELLS:
        return [
            problem(
                "The pollutant table needs {columns} cells in each row: field, standard, benchmark, weight.",
                columns=CELLS,
            )
        ]
    found = []
    for name, standard, *others in rows(cells):
        if source.fields().lookupField(name) < 0:
            found.append(problem("The layer {layer} has no field {field}.", layer=layer, field=name))
        if not standard:
            found.append(problem("The pollutant {field} has no standard.", field=name))
        found += [
            problem(
                "In the row of the pollutant {field}, {text} is neither a number nor a field of {layer}.",
                field=name,
                text=text,
                layer=layer,
            )
            for text in (standard, *others)
            if text and source.fields().lookupField(text) < 0 and not _is_number(text)
        ]
    return found


def side(
    run: Run, table: tables.Columns, source_name: str, asked: list[list[str]], composite: str
) -> evaluation.Pollution:
    """The pollution side of an evaluation from the rows and the columns that were read for them."""

    def cell(text):
        if text in table.values:
            return run.numbers(table, text, source_name)
        return csvdata.number(text) if text else np.nan

    weights = [cell(row[3]) for row in asked]
    weighted = all(np.ndim(weight) == 0 and np.isfinite(weight) for weight in weights)
    return evaluation.Pollution(
        values=[run.numbers(table, row[0], source_name) for row in asked],
        standards=[cell(row[1]) for row in asked],
        benchmarks=[cell(row[2]) for row in asked],
        names=[row[0] for row in asked],
        composite=composite,
        weights=weights if weighted else None,
    )


def _is_number(text: str) -> bool:
    try:
        csvdata.number(text)
    except InputError:
        return False
    return True
