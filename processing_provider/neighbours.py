"""The choice of neighbours as parameters, the same for every algorithm that asks who lies beside whom."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsProcessing, QgsWkbTypes

from ..core.errors import InputError, Problem, problem
from ..toolbelt import neighbours, plane, shapes
from ..toolbelt.translation import translate
from .parameters import advanced, choice, number
from .request import Request
from .run import Run

NEIGHBOURS, DISTANCE, NEAREST, POWER = "NEIGHBOURS", "DISTANCE", "NEAREST", "POWER"
TOLERANCE, CENTRES = "TOLERANCE", "CENTRES"
UNITS = [QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVectorPoint]


def parameters(default: str = "queen") -> tuple:
    """The parameters, in the order in which a dialog asks for them."""
    return (
        choice(
            NEIGHBOURS,
            translate("Neighbours", "Neighbours are units"),
            {
                "queen": translate("Neighbours", "with a common border or corner (queen)"),
                "rook": translate("Neighbours", "with a common border (rook)"),
                "distance": translate("Neighbours", "within a distance"),
                "nearest": translate("Neighbours", "that are the nearest"),
                "inverse": translate("Neighbours", "within a distance, the nearer the weightier"),
            },
            default,
        ),
        number(
            DISTANCE,
            translate("Neighbours", "Distance (m; empty: the smallest that leaves no unit alone)"),
            minimum=0.0,
        ),
        number(NEAREST, translate("Neighbours", "Number of nearest units"), 8, 1, whole=True),
        advanced(number(POWER, translate("Neighbours", "Power of the inverse distance"), 1.0, 0.0)),
        advanced(number(TOLERANCE, translate("Neighbours", "Borders may be apart by (m)"), 0.0, 0.0)),
        advanced(
            choice(
                CENTRES,
                translate("Neighbours", "Distances are taken from"),
                {
                    "centroid": translate("Neighbours", "the centroid"),
                    "surface": translate("Neighbours", "a point on the surface"),
                },
            )
        ),
    )


def scheme(request: Request) -> neighbours.Scheme:
    """What was chosen."""
    distance = request.number(DISTANCE)
    return neighbours.Scheme(
        kind=request.choice(NEIGHBOURS),
        distance=distance if np.isfinite(distance) else None,
        count=request.integer(NEAREST),
        power=request.number(POWER),
        tolerance=request.number(TOLERANCE),
        centres=request.choice(CENTRES),
    )


def problems(request: Request, name: str) -> list[Problem]:
    """What is wrong with the choice for the layer of parameter *name*, as far as it is known before work."""
    chosen, source = scheme(request), request.optional_source(name)
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind not in (Qgis.GeometryType.Polygon, Qgis.GeometryType.Point):
        return [
            problem(
                "{layer} has neither polygons nor points; neighbours need one of them.",
                layer=request.layer_name(name),
            )
        ]
    if chosen.kind in neighbours.CONTIGUOUS:
        if kind == Qgis.GeometryType.Polygon:
            return []
        return [
            problem(
                "The points of {layer} have no common borders; choose neighbours within a distance or the "
                "nearest.",
                layer=request.layer_name(name),
            )
        ]
    found = []
    if chosen.distance == 0:
        found.append(problem("The distance must be above 0; leave it empty for the smallest that fits."))
    if chosen.kind == "nearest" and chosen.count >= source.featureCount() >= 0:
        found.append(
            problem(
                "{layer} has {count} units; choose fewer than {nearest} nearest ones.",
                layer=request.layer_name(name),
                count=source.featureCount(),
                nearest=chosen.count,
            )
        )
    try:
        plane.fitting(source.sourceCrs(), source.sourceExtent(), request.context)
    except InputError as error:
        found += error.problems
    return found


def read(run: Run, name: str) -> shapes.Shapes:
    """Geometries of the source *name*; says how many features have none."""
    found = shapes.read(run.source(name), run.progress)
    if not found.present.all():
        run.warn(
            problem("{count} units have no geometry and take no part.", count=int((~found.present).sum()))
        )
    return found


def build(run: Run, units: shapes.Shapes, known: np.ndarray, what: str) -> neighbours.Neighbours:
    """Neighbours among the units for which *known* holds; tells what is to be known.

    Parameters
    ----------
    what
        The field or fields whose values must be known, for the log.
    """
    if not known.all():
        run.warn(
            problem(
                "{count} units have no value of {field} (NULL or not finite) and take no part.",
                count=int((~known).sum()),
                field=what,
            )
        )
    found = neighbours.build(units, known, scheme(run), run.context, run.progress)
    if found.measured:
        run.say(found.measured)
    for remark in found.remarks:
        run.warn(remark)
    run.record["standards"].update(found.facts)
    return found
