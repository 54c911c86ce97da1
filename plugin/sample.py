"""Opens the practice county that comes with the plugin, its layers named, grouped and drawn plainly.

What the layers are called and how they look is a table, ``resources/legends/sample.csv``, in drawing
order; a layer that it does not name yet is shown under its own name.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsRasterLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtGui import QColor

from ..cartography import labels, rasterstyle
from ..core import csvdata, landuse
from ..toolbelt import about
from ..toolbelt.translation import language, translate

FOLDER = about.RESOURCES / "sample"
LOOKS = about.RESOURCES / "legends" / "sample.csv"
MARK = "cpzoning/sample"
AIR = 0.02  # around the county, as a part of its width


def geopackage() -> Path | None:
    """The GeoPackage of the practice county; None in an installation without it."""
    return next(iter(sorted(FOLDER.glob("*.gpkg"))), None)


def open_in(project: QgsProject, canvas: QgsMapCanvas, messages: QgsMessageBar) -> QgsLayerTreeGroup | None:
    """Open all layers and tables of the practice county in a group on top of the others, and zoom to it.

    Asked for again, it says that the group is there. The layers are read-only: the data belong to the
    installation, and results of algorithms are new layers anyhow.

    Returns
    -------
    QgsLayerTreeGroup or None
        The group; None where the installation has no sample data.
    """
    title = translate("Sample", "Haiyue County (practice data)")
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
    layers = _fill(group, path, project)
    # the first layer of a project gives it its CRS: look at the map only after that
    settings = canvas.mapSettings()
    whole = QgsRectangle()
    for layer in filter(QgsMapLayer.isSpatial, layers):
        whole.combineExtentWith(settings.layerExtentToOutputExtent(layer, layer.extent()))
    canvas.setExtent(whole.buffered(AIR * whole.width()))
    canvas.refresh()
    return group


def rasters() -> dict[str, Path]:
    """The rasters of the practice county by their names."""
    return {path.stem: path for path in sorted((FOLDER / "rasters").glob("*.tif"))}


def _fill(group: QgsLayerTreeGroup, path: Path, project: QgsProject) -> list[QgsMapLayer]:
    """Every layer that the table names, in its order, below one another."""
    looks = {row["layer"]: row for row in csvdata.read_rows(LOOKS, "legend table")}
    options = QgsProviderSublayerDetails.LayerOptions(project.transformContext())
    details = QgsProviderRegistry.instance().querySublayers(str(path))
    known = {detail.name(): detail for detail in details} | rasters()
    layers = []
    for name in filter(known.__contains__, looks):
        if isinstance(known[name], Path):
            layer = _land_cover(known[name], looks[name])
        else:
            layer = known[name].toLayer(options)
            layer.setReadOnly(True)
            _dress(layer, looks[name])
        project.addMapLayer(layer, False)
        _put(group, layer, looks[name])
        layers.append(layer)
    return layers


def _land_cover(path: Path, look: dict[str, str]) -> QgsRasterLayer:
    """A raster of land cover in the colours of its scheme."""
    layer = QgsRasterLayer(str(path), look[f"name_{language()}"], "gdal")
    classes = landuse.scheme(look["classes"]).classes
    rasterstyle.palette(
        layer,
        [(land.value, land.colour, land.name(language())) for land in classes if land.value is not None],
    )
    return layer


def _put(group: QgsLayerTreeGroup, layer: QgsMapLayer, look: dict[str, str]) -> None:
    name = look[f"group_{language()}"]
    part = group.findGroup(name) or group.addGroup(name)
    part.setExpanded(layer.isSpatial())
    node = part.addLayer(layer)
    node.setExpanded(False)
    node.setItemVisibilityChecked(look["visible"] == "1")


def _dress(layer: QgsVectorLayer, look: dict[str, str]) -> None:
    layer.setName(look[f"name_{language()}"])
    if not layer.isSpatial():
        return
    drawn = {"color": look["fill"], "outline_color": look["outline"], "outline_width": look["width_mm"]}
    if layer.geometryType() == Qgis.GeometryType.Point:
        symbol = QgsMarkerSymbol.createSimple({**drawn, "name": "circle", "size": "2"})
    else:
        symbol = QgsFillSymbol.createSimple({**drawn, "style": "solid" if look["fill"] else "no"})
    layer.setRenderer(
        _by_class(look["classes"], symbol) if look["classes"] else QgsSingleSymbolRenderer(symbol)
    )
    if look["label"]:
        labels.show_names(layer, look["label"], language())


def _by_class(classes: str, symbol: QgsSymbol) -> QgsCategorizedSymbolRenderer:
    """Renderer of land-use parcels by the first two digits of their code, in the colours of the scheme."""
    scheme_id, field = classes.split(":")
    categories = []
    for land in landuse.scheme(scheme_id).classes:
        if land.level == 1:
            own = symbol.clone()
            own.setColor(QColor(land.colour))
            categories.append(QgsRendererCategory(land.code, own, f"{land.code} {land.name(language())}"))
    return QgsCategorizedSymbolRenderer(f'left("{field}", 2)', categories)
