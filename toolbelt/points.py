"""Points of a layer, and the polygons that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsSpatialIndex,
    QgsWkbTypes,
)

from ..core.errors import InputError, problem
from .polygons import UNCHECKED, listed

NOWHERE = -1


@dataclass(frozen=True)
class Points:
    """Feature ids and coordinates of points, in feature order."""

    ids: np.ndarray
    x: np.ndarray
    y: np.ndarray


def are_points(source: QgsProcessingFeatureSource) -> bool:
    """Whether a source holds points."""
    return QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Point


def read(
    source: QgsProcessingFeatureSource,
    name: str,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> Points:
    """Points of a source in the coordinates of *crs*; a multi-point counts by its centroid.

    Raises
    ------
    InputError
        Features without a point, or that cannot be transformed.
    """
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    lost: list[int] = []
    if crs != source.sourceCrs():
        request.setDestinationCrs(crs, context.transformContext())
        request.setTransformErrorCallback(lambda feature: lost.append(feature.id()))
    ids, found = [], []
    for feature in source.getFeatures(request, UNCHECKED):
        geometry = feature.geometry()
        if geometry.isEmpty():
            lost.append(feature.id())
            continue
        ids.append(feature.id())
        found.append(geometry.centroid().asPoint())
    if lost:
        raise InputError(
            problem(
                "{count} features of {layer} have no place in {crs} (feature ids: {ids}). Give them a point, "
                "or delete them.",
                count=len(lost),
                layer=name,
                crs=crs.authid() or crs.description(),
                ids=listed(lost),
            )
        )
    return Points(
        np.array(ids, dtype=np.int64),
        np.array([point.x() for point in found], dtype=np.float64),
        np.array([point.y() for point in found], dtype=np.float64),
    )


def holders(points: Points, polygons: Sequence[QgsGeometry], codes: Sequence | None = None) -> np.ndarray:
    """Position of the polygon that holds each point; `NOWHERE` for none.

    A point on a border belongs to a polygon that it touches. Of several, in an overlap or on a common border,
    the one whose code comes last holds it, so that the order of the features decides nothing; without *codes*
    the last polygon.
    """
    index = QgsSpatialIndex()
    for position, (x, y) in enumerate(zip(points.x.tolist(), points.y.tolist())):
        index.addFeature(position, QgsGeometry.fromPointXY(QgsPointXY(x, y)).boundingBox())
    found = np.full(len(points.x), NOWHERE, dtype=np.int64)
    order = range(len(polygons)) if codes is None else np.argsort(np.asarray(codes), kind="stable").tolist()
    for number in order:
        polygon = polygons[number]
        near = index.intersects(polygon.boundingBox())
        if not near:
            continue
        engine = QgsGeometry.createGeometryEngine(polygon.constGet())
        engine.prepareGeometry()
        for position in near:
            point = QgsGeometry.fromPointXY(QgsPointXY(points.x[position], points.y[position]))
            if engine.intersects(point.constGet()):
                found[position] = number
    return found
