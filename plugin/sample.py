"""Opens the practice county that comes with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsLayerTreeGroup,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsWkbTypes,
)
from qgis.gui import QgsMessageBar

from ..toolbelt import about
from ..toolbelt.translation import translate

FOLDER = about.RESOURCES / "sample"
MARK = "cpzoning/sample"
ABOVE = (
    Qgis.GeometryType.Point,
    Qgis.GeometryType.Line,
    Qgis.GeometryType.Polygon,
    Qgis.GeometryType.Unknown,
    Qgis.GeometryType.Null,
)


def geopackage() -> Path | None:
    """The GeoPackage of the practice county; None in an installation without it."""
    return next(iter(sorted(FOLDER.glob("*.gpkg"))), None)


def open_in(project: QgsProject, messages: QgsMessageBar) -> QgsLayerTreeGroup | None:
    """Open all layers and tables of the practice county in a group of their own, on top of the others.

    Asked for again, it points to the group that is there. The layers are read-only: the data belong to
    the installation, and results of algorithms are new layers anyhow.

    Returns
    -------
    QgsLayerTreeGroup or None
        The group; None where the installation has no sample data.
    """
    title = translate("Sample", "Practice county")
    path = geopackage()
    if path is None:
        text = translate("Sample", "This installation has no sample data in {folder}.").format(folder=FOLDER)
        messages.pushMessage(title, text, Qgis.MessageLevel.Warning)
        return None
    root = project.layerTreeRoot()
    for group in root.findGroups():
        if group.customProperty(MARK):
            messages.pushMessage(title, translate("Sample", "The sample data are open already."))
            return group
    group = root.insertGroup(0, title)
    group.setCustomProperty(MARK, "1")
    _fill(group, path, project)
    return group


def _fill(group: QgsLayerTreeGroup, path: Path, project: QgsProject) -> None:
    tables = group.addGroup(translate("Sample", "Tables"))
    options = QgsProviderSublayerDetails.LayerOptions(project.transformContext())
    details = QgsProviderRegistry.instance().querySublayers(
        str(path), Qgis.SublayerQueryFlag.ResolveGeometryType
    )
    for detail in sorted(details, key=_place):
        layer = detail.toLayer(options)
        layer.setName(detail.name())
        layer.setReadOnly(True)
        project.addMapLayer(layer, False)
        if layer.isSpatial():
            group.insertLayer(len(group.children()) - 1, layer)
        else:
            tables.addLayer(layer)
    tables.setExpanded(False)


def _place(detail: QgsProviderSublayerDetails) -> tuple[int, int]:
    """Points over lines over polygons, and of polygons the few large ones over the many small ones."""
    kind = QgsWkbTypes.geometryType(detail.wkbType())
    return ABOVE.index(kind), detail.featureCount()
