"""Pollution of cells as inputs: one raster with its standard, a table of several, or a raster of q_p."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMatrix,
    QgsProcessingUtils,
    QgsRasterLayer,
)

from ..core import csvdata
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.zoning import cells
from ..toolbelt.translation import translate
from . import matrices, pollutants
from .parameters import choice, number, raster
from .request import Request
from .run import Run

Q_P, POLLUTION, LIMIT, LIMIT_RASTER = "Q_P", "POLLUTION", "POLLUTION_STANDARD", "POLLUTION_STANDARD_RASTER"
POLLUTANTS, COMPOSITE = "POLLUTANTS", "COMPOSITE"
CELLS = 4


@dataclass(frozen=True)
class Asked:
    """One pollution raster: the layer, its standard as number or layer, benchmark and weight (NaN: none)."""

    layer: QgsRasterLayer
    limit: float = np.nan
    limit_layer: QgsRasterLayer | None = None
    benchmark: float = np.nan
    weight: float = np.nan


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters."""
    headers = [
        translate("PollutionRasters", "Raster (layer or file)"),
        translate("PollutionRasters", "Standard (number or raster)"),
        translate("PollutionRasters", "Benchmark (may be empty)"),
        translate("PollutionRasters", "Weight (may be empty)"),
    ]
    several = translate("PollutionRasters", "or: several pollutants with their standards")
    return (
        raster(POLLUTION, translate("PollutionRasters", "Pollution (raster)"), True),
        number(LIMIT, translate("PollutionRasters", "with: standard of the pollution, one for all")),
        raster(LIMIT_RASTER, translate("PollutionRasters", "or: raster of the standard"), True),
        QgsProcessingParameterMatrix(POLLUTANTS, several, numberRows=1, headers=headers, optional=True),
        choice(
            COMPOSITE,
            translate("PollutionRasters", "One figure from several pollutants"),
            {
                "max": translate("PollutionRasters", "largest exceedance (every pollutant must comply)"),
                "mean": translate("PollutionRasters", "weighted mean"),
                "nemerow": translate("PollutionRasters", "Nemerow index"),
            },
        ),
        raster(Q_P, translate("PollutionRasters", "or: pollution exceedance q_p (raster)"), True),
    )


def asked(request: Request, limited: bool = False) -> list[Asked]:
    """The pollutants that are asked for; none where a raster of q_p is given.

    Parameters
    ----------
    limited
        Whether standards that are left empty are known otherwise.

    Raises
    ------
    InputError
        All that is wrong with them.
    """
    ways = [request.layer(Q_P), request.layer(POLLUTION), matrices.rows(request.matrix(POLLUTANTS), CELLS)]
    if sum(bool(way) for way in ways) != 1:
        raise InputError(
            problem(
                "Give the pollution in one way: a raster with its standard (POLLUTION), a table of several "
                "(POLLUTANTS), or a raster of the exceedance (Q_P)."
            )
        )
    if ways[0] is not None:
        return []
    if ways[1] is not None:
        return [_single(request, ways[1], limited)]
    if len(request.matrix(POLLUTANTS)) % CELLS:
        raise InputError(
            problem(
                "The pollutant table needs {columns} cells in each row: raster, standard, benchmark, weight.",
                columns=CELLS,
            )
        )
    found, faults = [], []
    for row in ways[2]:
        made, wrong = _of_row(request, row, limited)
        found.append(made)
        faults += wrong
    weighted = [np.isfinite(one.weight) for one in found if one is not None]
    if any(weighted) and not all(weighted):
        faults.append(
            problem("Some pollutants have a weight and others have none. Give every pollutant a weight.")
        )
    if faults:
        raise InputError(*faults)
    return found


def _single(request: Request, layer: QgsRasterLayer, limited: bool) -> Asked:
    limit, limit_layer = request.number(LIMIT), request.layer(LIMIT_RASTER)
    if limited and np.isnan(limit) and limit_layer is None:
        return Asked(layer)
    if np.isfinite(limit) == (limit_layer is not None):
        raise InputError(
            problem(
                "The pollution {name} needs one standard: a number (POLLUTION_STANDARD) or a raster "
                "(POLLUTION_STANDARD_RASTER).",
                name=layer.name(),
            )
        )
    return Asked(layer, limit, limit_layer)


def _of_row(request: Request, row: list[str], limited: bool) -> tuple[Asked | None, list[Problem]]:
    name, limit, benchmark, weight = row
    layer = layer_of(request, name)
    faults = []
    if layer is None:
        faults.append(problem("There is no raster {name}. Name a layer of the project or a file.", name=name))
    numbers = {}
    for key, text in (("benchmark", benchmark), ("weight", weight)):
        numbers[key] = number_of(text) if text else np.nan
        if text and np.isnan(numbers[key]):
            faults.append(problem("In the row of {name}, {cell} is not a number.", name=name, cell=text))
    value = number_of(limit)
    limit_layer = layer_of(request, limit) if limit and np.isnan(value) else None
    if np.isnan(value) and limit_layer is None and (limit or not limited):
        faults.append(
            problem(
                "The standard of {name}, “{cell}”, is neither a number nor a raster.", name=name, cell=limit
            )
        )
    made = None if faults else Asked(layer, value, limit_layer, numbers["benchmark"], numbers["weight"])
    return made, faults


def layer_of(request: Request, text: str) -> QgsRasterLayer | None:
    """The raster that a text names: a layer of the project or a file; None where there is none."""
    layer = QgsProcessingUtils.mapLayerFromString(text, request.context)
    return layer if isinstance(layer, QgsRasterLayer) and layer.isValid() else None


def number_of(text: str) -> float:
    """A text as number; NaN where it is none."""
    try:
        return csvdata.number(text)
    except InputError:
        return float("nan")


def layers(request: Request, limited: bool = False) -> list[QgsRasterLayer]:
    """Every raster of the pollution, standards too."""
    found = asked(request, limited)
    if not found:
        return [request.layer(Q_P)]
    return [layer for one in found for layer in (one.layer, one.limit_layer) if layer is not None]


def refuse_negative(run: Run, found: list[Asked], counts: Sequence[int]) -> None:
    """Refuse cells below zero, which concentrations cannot be; net loads are let through where said.

    Parameters
    ----------
    counts
        Cells below zero of each raster.

    Raises
    ------
    InputError
        Every raster that has such cells.
    """
    if run.choice(pollutants.NEGATIVE) == "loads":
        return
    raise_if_any(
        problem(
            "{count} cells of {layer} are negative, which concentrations cannot be. Correct them (NoData "
            "where nothing is known), or say in {parameter} that they are net loads (loads).",
            count=int(count),
            layer=one.layer.name(),
            parameter=pollutants.NEGATIVE,
        )
        for one, count in zip(found, counts)
        if count
    )


def standards(found: list[Asked]) -> tuple[tuple[cells.Pollutant, ...], list[float] | None]:
    """Standards and weights of the pollutants."""
    weights = [one.weight for one in found]
    made = tuple(cells.Pollutant(one.limit, one.benchmark) for one in found)
    return made, weights if found and np.isfinite(weights).all() else None
