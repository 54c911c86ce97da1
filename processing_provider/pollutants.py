"""A table of pollutants and their standards as a parameter: field, standard, benchmark, weight.

Standards and benchmarks are numbers, or fields that hold one per unit.
"""

from __future__ import annotations

from typing import Callable

import numpy as np
from qgis.core import QgsProcessingFeatureSource, QgsProcessingParameterEnum, QgsProcessingParameterMatrix

from ..core import csvdata
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.zoning import evaluation
from ..toolbelt import tables
from ..toolbelt.translation import translate
from . import matrices
from .parameters import advanced, choice
from .run import Run

CELLS, SHOWN = 4, 5
NEGATIVE = "NEGATIVE"


def parameter(name: str, label: str) -> QgsProcessingParameterMatrix:
    """The parameter, optional."""
    headers = [
        translate("Pollutants", "Field"),
        translate("Pollutants", "Standard (number or field)"),
        translate("Pollutants", "Benchmark (may be empty)"),
        translate("Pollutants", "Weight (may be empty)"),
    ]
    return QgsProcessingParameterMatrix(name, label, numberRows=1, headers=headers, optional=True)


def negative_parameter() -> QgsProcessingParameterEnum:
    """What negative values of pollutants are: nobody else can tell loads from concentrations here."""
    return advanced(
        choice(
            NEGATIVE,
            translate("Pollutants", "Negative values of pollutants are"),
            {
                "refuse": translate("Pollutants", "errors (concentrations): the run stops"),
                "loads": translate("Pollutants", "net loads (purification): within the standard, flagged"),
            },
        )
    )


def rows(cells: list) -> list[list[str]]:
    """Rows of the matrix as texts; rows without a field are left out."""
    return matrices.rows(cells, CELLS)


def fields(asked: list[list[str]], source: QgsProcessingFeatureSource) -> list[str]:
    """Every field that the rows name."""
    return [cell for row in asked for cell in row if cell and source.fields().lookupField(cell) >= 0]


def problems(
    cells: list, source: QgsProcessingFeatureSource, layer: str, limited: bool = False
) -> list[Problem]:
    """What is wrong with the matrix, all of it; *limited* where standards that are left empty are known."""
    asked = rows(cells)
    if asked and len(cells) % CELLS:
        return [
            problem(
                "The pollutant table needs {columns} cells in each row: field, standard, benchmark, weight.",
                columns=CELLS,
            )
        ]
    found = [item for row in asked for item in _row_problems(row, source, layer, limited)]
    weighted = [bool(row[3]) for row in asked]
    if any(weighted) and not all(weighted):
        found.append(
            problem("Some pollutants have a weight and others have none. Give every pollutant a weight.")
        )
    return found


def _row_problems(
    row: list[str], source: QgsProcessingFeatureSource, layer: str, limited: bool
) -> list[Problem]:
    name, standard, benchmark, weight = row
    known = source.fields().lookupField
    found = []
    if known(name) < 0:
        found.append(problem("The layer {layer} has no field {field}.", layer=layer, field=name))
    if not standard and not limited:
        found.append(problem("The pollutant {field} has no standard.", field=name))
    if weight and not _is_number(weight):
        found.append(
            problem(
                "The weight {weight} of the pollutant {field} is not a number.", weight=weight, field=name
            )
        )
    found += [
        problem(
            "In the row of the pollutant {field}, {cell} is neither a number nor a field of {layer}.",
            field=name,
            cell=cell,
            layer=layer,
        )
        for cell in (standard, benchmark)
        if cell and known(cell) < 0 and not _is_number(cell)
    ]
    return found


def side(
    run: Run,
    table: tables.Columns,
    source_name: str,
    asked: list[list[str]],
    composite: str,
    limit: Callable[[str], np.ndarray] | None = None,
) -> evaluation.Pollution:
    """The pollution side of an evaluation from the rows and the columns that were read for them.

    *limit* gives the standard per unit of a field whose standard is left empty.

    Raises
    ------
    InputError
        Values are negative and not said to be net loads (`negative_parameter`).
    """

    def cell(text):
        if text in table.values:
            return run.numbers(table, text, source_name)
        return csvdata.number(text) if text else np.nan

    weights = [csvdata.number(row[3]) for row in asked if row[3]]
    values = [run.numbers(table, row[0], source_name) for row in asked]
    _refuse_negative(run, table, source_name, {row[0]: column for row, column in zip(asked, values)})
    return evaluation.Pollution(
        values=values,
        standards=[cell(row[1]) if row[1] or limit is None else limit(row[0]) for row in asked],
        benchmarks=[cell(row[2]) for row in asked],
        names=[row[0] for row in asked],
        composite=composite,
        weights=weights or None,
    )


def _refuse_negative(
    run: Run, table: tables.Columns, source_name: str, values: dict[str, np.ndarray]
) -> None:
    can_be_loads = run.algorithm.parameterDefinition(NEGATIVE) is not None
    if can_be_loads and run.choice(NEGATIVE) == "loads":
        return
    remedy = translate("Pollutants", "Correct them; leave those blank that are not known.")
    if can_be_loads:
        remedy = translate(
            "Pollutants", "Correct them, or say in {parameter} that they are net loads (loads)."
        ).format(parameter=NEGATIVE)
    raise_if_any(
        problem(
            "{count} values of the field {field} of {layer} are negative, which concentrations cannot be "
            "(features: {features}). {remedy}",
            count=int((column < 0).sum()),
            field=name,
            layer=run.layer_name(source_name),
            features=", ".join(map(str, table.ids[column < 0][:SHOWN])),
            remedy=remedy,
        )
        for name, column in values.items()
        if (column < 0).any()
    )


def _is_number(text: str) -> bool:
    try:
        csvdata.number(text)
    except InputError:
        return False
    return True
