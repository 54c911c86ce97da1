"""Layers of polygons as inputs: what is refused before work, and how they come to one set of coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProcessingParameterDefinition

from ..core.errors import Problem, problem
from ..toolbelt import areas, polygons
from ..toolbelt.tables import Columns
from ..toolbelt.translation import translate
from .parameters import choice
from .request import Request
from .run import Run

INVALID = "INVALID"
REPAIR, REFUSE = "repair", "refuse"


def invalid() -> QgsProcessingParameterDefinition:
    """Parameter: what to do with invalid polygons."""
    return choice(
        INVALID,
        translate("PolygonInputs", "Invalid polygons"),
        {
            REPAIR: translate("PolygonInputs", "repair, and list them"),
            REFUSE: translate("PolygonInputs", "stop, and list them"),
        },
    )


def problems(request: Request, names: Iterable[str]) -> list[Problem]:
    """Layers of *names* without polygons, or without a CRS, which overlays and areas need."""
    found = []
    for name in names:
        source = request.optional_source(name)
        if source is None:
            continue
        if not areas.has_polygons(source):
            found.append(problem("The layer {layer} has no polygons.", layer=request.layer_name(name)))
        elif not source.sourceCrs().isValid():
            found.append(
                problem(
                    "The layer {layer} has no coordinate reference system, which areas and overlays need. "
                    "Set it.",
                    layer=request.layer_name(name),
                )
            )
    return found


def door(run: Run, name: str) -> polygons.Door:
    """The door for the polygons of layer *name*, as the user wants invalid ones treated."""
    return polygons.Door(run.layer_name(name), run.choice(INVALID) == REPAIR)


def read(
    run: Run, name: str, crs: QgsCoordinateReferenceSystem, fields: Iterable[str] = ()
) -> tuple[list[QgsGeometry], list[tuple]]:
    """Polygons of layer *name* in the coordinates of *crs*, with values of *fields*; says what it did."""
    source = run.source(name)
    if source.sourceCrs() != crs:
        run.say(
            translate("PolygonInputs", "{layer} is transformed from {source} to {target}.").format(
                layer=run.layer_name(name),
                source=polygons.crs_name(source.sourceCrs()),
                target=polygons.crs_name(crs),
            )
        )
    let_in = door(run, name)
    found = polygons.read(source, list(fields), crs, run.context, let_in, run.progress)
    for remark in let_in.remarks():
        run.warn(remark)
    return found


def as_columns(run: Run, name: str, fields: Sequence[str], rows: Sequence[tuple]) -> Columns:
    """Rows of `read` as columns, numbers and texts apart as `tables.read` has them."""
    layer_fields = run.optional_source(name).fields()
    values = {}
    for at, field in enumerate(fields):
        cells = [row[at] for row in rows]
        if layer_fields.field(field).isNumeric():
            values[field] = np.array([np.nan if v is None else float(v) for v in cells], dtype=np.float64)
        else:
            values[field] = np.empty(len(cells), dtype=object)
            values[field][:] = [None if v is None or not str(v).strip() else str(v).strip() for v in cells]
    return Columns(np.arange(len(rows)), values)
