"""The last touch on an output layer: aliases, style, provenance; in its file, and in the project."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    QgsFields,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..toolbelt import provenance
from ..toolbelt.translation import language
from . import symbology


@dataclass(frozen=True)
class Finish:
    """What an output layer still needs.

    Attributes
    ----------
    layer_id
        Final destination id: a path, a database URI or the id of a layer in memory.
    written
        URI of the written layer while it is in the making; empty for layers in memory.
    legend
        Legend of `symbology`; empty for a layer without one.
    renamed
        Declared column name -> name in the layer, where the two differ.
    fields
        Fields with their aliases.
    record
        Provenance of the run.
    """

    layer_id: str
    written: str
    legend: str
    renamed: dict[str, str]
    fields: QgsFields
    record: dict = field(default_factory=dict)

    def in_file(self) -> None:
        """Write style and provenance beside or into the file, so that a headless run yields them too."""
        if not self.written:
            return
        name = Path(self.layer_id).stem
        layer = QgsVectorLayer(self.written, name, "ogr")
        if not layer.isValid():
            return
        self._touch(layer)
        if ".gpkg" in self.written.lower():
            layer.saveStyleToDatabase(name, self.record.get("title", ""), True, "")
        else:
            layer.saveDefaultStyle(QgsMapLayer.StyleCategory.AllStyleCategories)
        layer.saveDefaultMetadata()

    def in_project(self, context: QgsProcessingContext) -> None:
        """Touch the layer that QGIS is about to show; main thread only."""
        if self.written and not context.willLoadLayerOnCompletion(self.layer_id):
            return
        layer = QgsProcessingUtils.mapLayerFromString(self.layer_id, context)
        if isinstance(layer, QgsVectorLayer):
            self._touch(layer)
        _name_after_standard(self.layer_id, self.legend, self.record, context)

    def _touch(self, layer: QgsVectorLayer) -> None:
        for described in self.fields:
            position = layer.fields().lookupField(described.name())
            if position >= 0 and described.alias():
                layer.setFieldAlias(position, described.alias())
        provenance.attach(layer, self.record, self.record.get("title", ""), provenance.summary(self.record))
        if self.legend:
            symbology.style(layer, self.legend, self.renamed)


@dataclass(frozen=True)
class RasterFinish:
    """What an output raster still needs; the attributes are those of `Finish`, ``written`` a file."""

    layer_id: str
    written: str
    legend: str
    record: dict = field(default_factory=dict)

    def in_file(self) -> None:
        """Write style and provenance beside the file, so that a headless run yields them too."""
        layer = QgsRasterLayer(self.written, Path(self.layer_id).stem, "gdal")
        if layer.isValid():
            self._touch(layer)
            layer.saveDefaultStyle(QgsMapLayer.StyleCategory.AllStyleCategories)
            layer.saveDefaultMetadata()

    def in_project(self, context: QgsProcessingContext) -> None:
        """Touch the layer that QGIS is about to show; main thread only."""
        if not context.willLoadLayerOnCompletion(self.layer_id):
            return
        layer = QgsProcessingUtils.mapLayerFromString(self.layer_id, context)
        if isinstance(layer, QgsRasterLayer):
            self._touch(layer)
        _name_after_standard(self.layer_id, self.legend, self.record, context)

    def _touch(self, layer: QgsRasterLayer) -> None:
        provenance.attach(layer, self.record, self.record.get("title", ""), provenance.summary(self.record))
        if self.legend:
            symbology.style(layer, self.legend)


def _name_after_standard(layer_id: str, legend: str, record: dict, context: QgsProcessingContext) -> None:
    """Let a layer that is about to be shown name the set of zoning standards that coloured it."""
    standard = provenance.zoning_standard(record)
    if standard and legend and context.willLoadLayerOnCompletion(layer_id):
        # the name of the layer is the title of its legend in the layer panel and on layouts
        details = context.layerToLoadOnCompletionDetails(layer_id)
        details.name = symbology.titled(details.name, standard, language())
