"""Polygons as people draw them, made plain and valid at the door, and counted there.

Plain means: straight edges, two dimensions, polygons alone. Whatever cuts, joins or measures polygons
takes them from here, so that it need not think of curves, heights, collections and bow ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Callable

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ..core.errors import InputError, Problem, problem
from .tables import is_null

PLAIN = (Qgis.WkbType.Polygon, Qgis.WkbType.MultiPolygon)
UNCHECKED = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
SHOWN_IDS = 20
EVERY = 1000


@dataclass
class Door:
    """Lets polygons of one layer in, and remembers those that were not as they should be.

    Attributes
    ----------
    layer
        Name of the layer, for messages.
    repair
        Whether invalid polygons are repaired; otherwise `problems` refuses them.
    invalid, empty
        Feature ids of invalid polygons, and of features without any polygon.
    """

    layer: str
    repair: bool = True
    invalid: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    def admit(self, geometry: QgsGeometry, identifier: int) -> QgsGeometry | None:
        """The geometry made plain and valid; the same object where it was so already, None where empty."""
        plain = geometry if geometry.wkbType() in PLAIN else flattened(geometry)
        if plain.isEmpty():
            self.empty.append(identifier)
            return None
        if plain.isGeosValid():
            return plain
        self.invalid.append(identifier)
        mended = polygons_of(plain.makeValid(Qgis.MakeValidMethod.Structure, False))
        if mended.isEmpty():
            self.empty.append(identifier)
            return None
        return mended

    def problems(self) -> list[Problem]:
        """Why the layer is refused: nothing where polygons may be repaired."""
        if self.repair:
            return []
        found = []
        if self.invalid:
            found.append(
                problem(
                    "The layer {layer} has {count} invalid polygons (feature ids: {ids}). Mend them, or "
                    "choose to repair them.",
                    layer=self.layer,
                    count=len(self.invalid),
                    ids=listed(self.invalid),
                )
            )
        if self.empty:
            found.append(
                problem(
                    "The layer {layer} has {count} features without a polygon (feature ids: {ids}). Delete "
                    "them, or choose to repair.",
                    layer=self.layer,
                    count=len(self.empty),
                    ids=listed(self.empty),
                )
            )
        return found

    def remarks(self) -> list[Problem]:
        """What was repaired or left out."""
        found = []
        if self.invalid:
            found.append(
                problem(
                    "{count} invalid polygons of {layer} were repaired (feature ids: {ids}).",
                    layer=self.layer,
                    count=len(self.invalid),
                    ids=listed(self.invalid),
                )
            )
        if self.empty:
            found.append(
                problem(
                    "{count} features of {layer} have no polygon and were left out (feature ids: {ids}).",
                    layer=self.layer,
                    count=len(self.empty),
                    ids=listed(self.empty),
                )
            )
        return found


def listed(identifiers: Sequence[int]) -> str:
    """The first ids, and an ellipsis where there are more."""
    shown = ", ".join(str(identifier) for identifier in identifiers[:SHOWN_IDS])
    return f"{shown} …" if len(identifiers) > SHOWN_IDS else shown


def crs_name(crs: QgsCoordinateReferenceSystem) -> str:
    """What a reader knows a CRS by: its authority id, or its parameters where it has none."""
    return crs.authid() or crs.toProj()


def flattened(geometry: QgsGeometry) -> QgsGeometry:
    """A copy with straight edges, without Z and M, polygons alone."""
    if geometry.isEmpty():
        return QgsGeometry()
    copy = QgsGeometry(geometry.constGet().segmentize())
    copy.get().dropZValue()
    copy.get().dropMValue()
    return polygons_of(copy)


def polygons_of(geometry: QgsGeometry) -> QgsGeometry:
    """The polygons in a geometry, without the lines and points that overlays leave; empty where none."""
    if geometry.wkbType() in PLAIN:
        return geometry
    parts = [part for part in geometry.asGeometryCollection() if part.type() == Qgis.GeometryType.Polygon]
    return QgsGeometry.collectGeometry(parts) if parts else QgsGeometry()


def multi(geometry: QgsGeometry) -> QgsGeometry:
    """A copy as multi-polygon."""
    copy = QgsGeometry(geometry)
    copy.convertToMultiType()
    return copy


def read(
    source: QgsProcessingFeatureSource,
    fields: Sequence[str],
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    door: Door,
    progress: Callable[[float], None],
) -> tuple[list[QgsGeometry], list[tuple]]:
    """All polygons of a source in the coordinates of *crs*, with the values of *fields* (NULL as None).

    Raises
    ------
    InputError
        Polygons that cannot be transformed, or that *door* refuses.
    """
    positions = [source.fields().lookupField(name) for name in fields]
    request = QgsFeatureRequest().setSubsetOfAttributes(positions)
    lost: list[int] = []
    if crs != source.sourceCrs():
        request.setDestinationCrs(crs, context.transformContext())
        request.setTransformErrorCallback(lambda feature: lost.append(feature.id()))
    geometries, rows = [], []
    expected = max(source.featureCount(), 1)
    for number, feature in enumerate(source.getFeatures(request, UNCHECKED)):
        if number % EVERY == 0:
            progress(min(number / expected, 1.0))
        plain = door.admit(feature.geometry(), feature.id())
        if plain is not None:
            attributes = feature.attributes()
            geometries.append(plain)
            rows.append(tuple(None if is_null(v) else v for v in (attributes[p] for p in positions)))
    found = door.problems()
    if lost:
        found.append(
            problem(
                "{count} features of {layer} cannot be transformed to {crs} (feature ids: {ids}).",
                count=len(lost),
                layer=door.layer,
                crs=crs_name(crs),
                ids=listed(lost),
            )
        )
    if found:
        raise InputError(*found)
    return geometries, rows
