"""Distances that mean something: coordinates in metres, in a plane that fits the layer.

A projected layer keeps its own plane. Longitude and latitude, and projections that stretch lengths by more
than a tenth (Web Mercator in the middle latitudes), are laid out around the middle of the layer instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLineString,
    QgsPoint,
    QgsProcessingContext,
    QgsRectangle,
    QgsUnitTypes,
)

from ..core.errors import InputError, problem
from .translation import translate

MOST_STRETCH = 1.1
GEOGRAPHIC = "EPSG:4326"
WKB_HEAD = 9  # byte order, type, number of points


@dataclass(frozen=True)
class Plane:
    """A plane for measuring.

    Attributes
    ----------
    crs
        Coordinate system of the plane; invalid where the layer has none.
    metres
        Metres per unit of *crs*.
    transform
        From the layer to the plane; None where the layer lies in it already.
    described
        Sentence for the log; empty where the layer keeps its own plane.
    """

    crs: QgsCoordinateReferenceSystem
    metres: float
    transform: QgsCoordinateTransform | None
    described: str

    def points(self, coordinates) -> np.ndarray:
        """Coordinates of the layer, shape (n, 2), in metres of the plane."""
        moved = np.asarray(coordinates, dtype=np.float64)
        if self.transform is not None:
            moved = transformed(moved, self.transform, Qgis.TransformDirection.Forward)
        return moved * self.metres

    def back(self, points) -> np.ndarray:
        """Points in metres of the plane, shape (n, 2), in coordinates of the layer."""
        moved = np.asarray(points, dtype=np.float64) / self.metres
        if self.transform is not None:
            moved = transformed(moved, self.transform, Qgis.TransformDirection.Reverse)
        return moved


def fitting(crs: QgsCoordinateReferenceSystem, extent: QgsRectangle, context: QgsProcessingContext) -> Plane:
    """The plane in which distances of a layer are measured.

    Raises
    ------
    InputError
        The layer spans so much of the globe that no plane around its middle fits.
    """
    if not crs.isValid():
        words = translate("Plane", "The layer has no CRS; its coordinates are taken as metres in a plane.")
        return Plane(crs, 1.0, None, words)
    whole = _in_degrees(crs, extent, context)
    if not crs.isGeographic() and _stretch_of(crs, whole) <= MOST_STRETCH:
        return Plane(crs, metres_per_unit(crs), None, "")
    stretch = _stretch_around_middle(whole)
    if stretch > MOST_STRETCH:
        raise InputError(
            problem(
                "The layer in {crs} spans too much of the globe for distances in one plane. Reproject it to "
                "a projected CRS that suits its area; neighbours by common borders work in any CRS.",
                crs=crs.authid() or crs.description(),
            )
        )
    middle = whole.center()
    local = QgsCoordinateReferenceSystem.fromProj(
        f"+proj=aeqd +lat_0={middle.y():.6f} +lon_0={middle.x():.6f} +datum=WGS84 +units=m +no_defs"
    )
    words = translate(
        "Plane",
        "Distances in {crs} would mislead; they are measured in an azimuthal equidistant plane around "
        "{longitude}, {latitude} (stretch at most {percent} %).",
    ).format(
        crs=crs.authid() or crs.description(),
        longitude=f"{middle.x():.3f}",
        latitude=f"{middle.y():.3f}",
        percent=f"{100 * (stretch - 1):.2f}",
    )
    return Plane(local, 1.0, QgsCoordinateTransform(crs, local, context.transformContext()), words)


def metres_per_unit(crs: QgsCoordinateReferenceSystem) -> float:
    """Metres per unit of a projected CRS; 1 where there is none."""
    if not crs.isValid():
        return 1.0
    return QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), Qgis.DistanceUnit.Meters)


def transformed(
    coordinates: np.ndarray, transform: QgsCoordinateTransform, direction: Qgis.TransformDirection
) -> np.ndarray:
    """Coordinates, shape (n, 2), through a transform, all at once."""
    if not len(coordinates):
        return coordinates
    line = QgsLineString(coordinates[:, 0].tolist(), coordinates[:, 1].tolist())
    try:
        line.transform(transform, direction)
    except QgsCsException as error:
        raise InputError(
            problem(
                "The coordinates of the layer cannot be transformed ({reason}). Check its CRS.",
                reason=str(error),
            )
        ) from error
    return np.frombuffer(line.asWkb().data(), dtype=np.float64, offset=WKB_HEAD).reshape(-1, 2).copy()


def _in_degrees(
    crs: QgsCoordinateReferenceSystem, extent: QgsRectangle, context: QgsProcessingContext
) -> QgsRectangle:
    if crs.isGeographic():
        return extent
    globe = QgsCoordinateReferenceSystem(GEOGRAPHIC)
    corners = np.array([[x, y] for x in _thirds(extent, "x") for y in _thirds(extent, "y")])
    try:
        found = transformed(
            corners,
            QgsCoordinateTransform(crs, globe, context.transformContext()),
            Qgis.TransformDirection.Forward,
        )
    except InputError:
        found = np.full((1, 2), np.nan)
    if not np.isfinite(found).all():
        raise InputError(
            problem(
                "The coordinates of the layer do not fit its CRS {crs}. Check the CRS.",
                crs=crs.authid() or crs.description(),
            )
        )
    return QgsRectangle(*found.min(axis=0), *found.max(axis=0))


def _thirds(extent: QgsRectangle, axis: str) -> list[float]:
    """Both ends and the middle of an extent along one axis."""
    low, high = (
        (extent.xMinimum(), extent.xMaximum()) if axis == "x" else (extent.yMinimum(), extent.yMaximum())
    )
    return [low, (low + high) / 2.0, high]


def _stretch_of(crs: QgsCoordinateReferenceSystem, whole: QgsRectangle) -> float:
    """How far lengths are off in the middle of the layer, as a factor of 1 or above; 1 where not known."""
    middle = whole.center()
    factors = crs.factors(QgsPoint(middle.x(), middle.y()))
    if not factors.isValid():
        return 1.0
    scales = (factors.tissotSemimajor(), factors.tissotSemiminor())
    return max(max(scale, 1.0 / scale) for scale in scales if scale > 0)


def _stretch_around_middle(whole: QgsRectangle) -> float:
    """Largest stretch across the rays of an azimuthal equidistant plane, c / sin c at the angle c."""
    middle = whole.center()
    corners = [(x, y) for x in _thirds(whole, "x") for y in _thirds(whole, "y")]
    longitude, latitude = np.radians(np.array(corners)).T
    cosine = np.sin(np.radians(middle.y())) * np.sin(latitude) + np.cos(np.radians(middle.y())) * np.cos(
        latitude
    ) * np.cos(longitude - np.radians(middle.x()))
    furthest = float(np.arccos(np.clip(cosine, -1.0, 1.0)).max())
    if whole.width() >= 180.0 or furthest >= np.pi / 2:
        return float("inf")
    return furthest / np.sin(furthest) if furthest > 0 else 1.0
