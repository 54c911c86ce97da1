"""Areas that can be defended: on the ellipsoid, in hectares, and the log says which."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Callable

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsDistanceArea,
    QgsEllipsoidUtils,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsRectangle,
    QgsUnitTypes,
    QgsWkbTypes,
)

from ..core.errors import InputError, problem
from .translation import translate

SQUARE_METRES_PER_HECTARE = 10_000.0
SAME_AXES = 1e-3  # metres, both axes together
USUAL = ("EPSG:7030", "EPSG:1024", "EPSG:7024")  # WGS 84, CGCS2000, Krassowsky


def has_polygons(source: QgsProcessingFeatureSource | None) -> bool:
    """Whether a source has areas that could be measured."""
    kind = QgsWkbTypes.geometryType(source.wkbType()) if source is not None else Qgis.GeometryType.Null
    return kind == Qgis.GeometryType.Polygon


def measure(
    crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> Callable[[QgsGeometry], float]:
    """Function geometry -> area in hectares, on the ellipsoid of *crs* (of the project where set).

    Empty geometries measure 0. Without a CRS the coordinates are taken as plane metres.

    Raises
    ------
    InputError
        By the function: coordinates lie where the CRS has no place for them.
    """
    meter = _meter(crs, context)
    unit = meter.areaUnits()
    to_square_metres = QgsUnitTypes.fromUnitToUnitFactor(unit, Qgis.AreaUnit.SquareMeters)

    def area_ha(geometry: QgsGeometry) -> float:
        if geometry.isEmpty():
            return 0.0
        try:
            area = meter.measureArea(geometry) * to_square_metres
        except QgsCsException as error:
            raise _misfit(crs) from error
        if math.isnan(area):
            raise _misfit(crs)
        return area / SQUARE_METRES_PER_HECTARE

    return area_ha


def _misfit(crs: QgsCoordinateReferenceSystem) -> InputError:
    """Eastings with a zone number, metres in a CRS of degrees, and the like."""
    return InputError(
        problem(
            "The coordinates of the layer do not fit its CRS {crs}. Check the CRS.",
            crs=crs.authid() or crs.description(),
        )
    )


def look_like_degrees(crs: QgsCoordinateReferenceSystem, extent: QgsRectangle) -> bool:
    """Whether a layer in metres has the coordinates of one in degrees."""
    if crs.mapUnits() == Qgis.DistanceUnit.Degrees or extent.isEmpty():
        return False
    return bool(QgsRectangle(-180.0, -90.0, 180.0, 90.0).contains(extent))


def lengths(
    crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> Callable[[QgsGeometry], float]:
    """Function geometry -> length of its lines in metres, on the ellipsoid as `measure` has it."""
    meter = _meter(crs, context)
    to_metres = QgsUnitTypes.fromUnitToUnitFactor(meter.lengthUnits(), Qgis.DistanceUnit.Meters)
    return lambda geometry: meter.measureLength(geometry) * to_metres


def of_features(
    source: QgsProcessingFeatureSource, ids: Sequence[int], measure_ha: Callable[[QgsGeometry], float]
) -> dict[int, float]:
    """Hectares of the features *ids*, by id."""
    request = QgsFeatureRequest().setSubsetOfAttributes([]).setFilterFids(list(ids))
    unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    return {
        feature.id(): measure_ha(feature.geometry()) for feature in source.getFeatures(request, unchecked)
    }


def describe(crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> str:
    """Sentence for the log: how areas were measured."""
    meter = _meter(crs, context)
    if meter.willUseEllipsoid():
        return translate("Areas", "Areas are measured on the ellipsoid {ellipsoid}.").format(
            ellipsoid=called(meter.ellipsoid())
        )
    return translate(
        "Areas", "Areas are measured in the plane of the coordinates (no ellipsoid is known for their CRS)."
    )


def called(acronym: str) -> str:
    """What people call an ellipsoid, as QGIS does: "CGCS2000 (EPSG:1024)"; its acronym if nameless."""
    names = {known.acronym: known.description for known in QgsEllipsoidUtils.definitions()}
    return names.get(acronym) or acronym


def _meter(crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> QgsDistanceArea:
    meter = QgsDistanceArea()
    meter.setSourceCrs(crs, context.transformContext())
    chosen = context.ellipsoid()
    meter.setEllipsoid(named(chosen if chosen and chosen != "NONE" else crs.ellipsoidAcronym()))
    if crs.mapUnits() == Qgis.DistanceUnit.Degrees and not meter.willUseEllipsoid():
        raise InputError(
            problem(
                "The ellipsoid {ellipsoid} of the coordinate reference system is not known to QGIS, so that "
                "degrees cannot become areas. Choose another coordinate reference system.",
                ellipsoid=crs.ellipsoidAcronym() or "–",
            )
        )
    return meter


@functools.cache
def named(acronym: str) -> str:
    """The name of an ellipsoid that comes as bare axes ("PARAMETER:6378245:6356863.018773"); else NONE.

    CRS of one's own, such as an Albers projection for China, give their ellipsoid so; QGIS accepts it and
    then measures NaN (seen in 3.40), because it has no coordinates on such an ellipsoid.
    """
    if not acronym.startswith("PARAMETER:"):
        return acronym
    axes = [float(text) for text in acronym.split(":")[1:3]]
    apart = {
        known.acronym: abs(known.parameters.semiMajor - axes[0]) + abs(known.parameters.semiMinor - axes[1])
        for known in QgsEllipsoidUtils.definitions()
        if known.acronym.startswith("EPSG:")
    }
    # several names share the axes of WGS 84; the usual one is what a reader expects
    nearest = min(apart, key=lambda name: (apart[name], name not in USUAL))
    return nearest if apart[nearest] < SAME_AXES else "NONE"
