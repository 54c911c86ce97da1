"""References of a workflow and the project: which layer is meant, what a run is given, where results go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...toolbelt import areas, provenance
from ...toolbelt.ancestry import RASTERS
from .setup import LAYER, RESULTS
from .stamps import path_of

MOST_NAMES = 1000
NO_LAYERS = (".pdf", ".png", ".svg", ".html", ".htm", ".qpt")


def reference_of(layer: QgsMapLayer) -> str:
    """How a workflow keeps a layer: by its file where it has one, with its filter, else by its id."""
    return layer.source() if provenance.file_behind(layer) is not None else f"{LAYER}{layer.id()}"


def reference_of_value(value, project: QgsProject) -> str:
    """The reference of what a dialog or a run names: a layer, its id, or a file; empty for anything else."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, QgsMapLayer):
        return reference_of(value)
    if not isinstance(value, str) or not value:
        return ""
    layer = project.mapLayer(value)
    if layer is not None:
        return reference_of(layer)
    return value if path_of(value).is_file() else ""


def layer_of(reference: str, project: QgsProject) -> QgsMapLayer | None:
    """The layer of the project that a reference means; None where it has none."""
    if reference.startswith(LAYER):
        name = reference[len(LAYER) :]
        named = project.mapLayersByName(name)
        return project.mapLayer(name) or (named[0] if len(named) == 1 else None)
    wanted = _plain(reference)
    return next((one for one in project.mapLayers().values() if _plain(one.source()) == wanted), None)


def _plain(source: str) -> str:
    """A source without the name of a layer that is called as its file."""
    head, _, tail = source.partition("|")
    return head if tail == f"layername={Path(head).stem}" else source


def name_of(reference: str, project: QgsProject) -> str:
    """What people call what a reference means."""
    layer = layer_of(reference, project)
    if layer is not None:
        return layer.name()
    head, _, tail = reference.partition("|")
    inner = tail.removeprefix("layername=").partition("|")[0]
    return f"{inner} ({Path(head).name})" if inner else Path(head).name


def for_dialog(reference: str, project: QgsProject) -> str:
    """What a dialog is filled with: a layer of the project by its id, else the file."""
    layer = layer_of(reference, project)
    return layer.id() if layer is not None else reference


def for_run(reference: str, project: QgsProject) -> object:
    """What a run is given: the file, or a copy of a layer without one, which the run may keep.

    So it does not matter to the run what becomes of the layers of the project.
    """
    layer = layer_of(reference, project) if reference.startswith(LAYER) else None
    return layer.clone() if layer is not None else reference


def features_of(
    references: Iterable[str], project: QgsProject
) -> tuple[dict[str, QgsVectorLayerFeatureSource], dict[str, dict | None]]:
    """How to look at references of layers without a file.

    Returns
    -------
    tuple
        Reference -> features, of layers in memory; and reference -> stamp of all others: databases, which
        are not read through time and again, are there or not.
    """
    features, stamps = {}, {}
    for reference in references:
        if not reference.startswith(LAYER):
            continue
        layer = layer_of(reference, project)
        if layer is not None and layer.providerType() == "memory":
            features[reference] = QgsVectorLayerFeatureSource(layer)
        else:
            stamps[reference] = {} if layer is not None else None
    return features, stamps


def fitting(kind: str, project: QgsProject) -> list[QgsMapLayer]:
    """Layers of the project that an input of this kind may be, by name."""
    layers = [layer for layer in project.mapLayers().values() if layer.isValid() and _fits(layer, kind)]
    return sorted(layers, key=lambda layer: layer.name())


def _fits(layer: QgsMapLayer, kind: str) -> bool:
    if kind == "raster":
        return isinstance(layer, QgsRasterLayer)
    if not isinstance(layer, QgsVectorLayer):
        return False
    return kind != "polygons" or areas.has_polygons(layer)


def folder_of(chosen: str, project: QgsProject) -> Path:
    """Where results go: the chosen folder, else one beside the project, else QGIS's temporary one."""
    if chosen:
        return Path(chosen)
    home = project.absolutePath()
    return Path(home) / RESULTS if home else Path(QgsProcessingUtils.tempFolder()) / RESULTS


def free_name(folder: Path, file: str, ours: set[str], project: QgsProject) -> Path:
    """Where a result is written: under its name, unless that is somebody else's or open in the project.

    A file that a layer of the project reads cannot be replaced on every system.
    """
    open_now = {str(path_of(layer.source())) for layer in project.mapLayers().values()}
    stem, suffix = Path(file).stem, Path(file).suffix
    for number in range(1, MOST_NAMES):
        path = folder / (file if number == 1 else f"{stem}_{number}{suffix}")
        if str(path) not in open_now and (not path.exists() or str(path) in ours):
            return path
    return folder / file


def opened(reference: str) -> QgsMapLayer | None:
    """The layer of a file, in the style that it keeps; None where it is none."""
    path = path_of(reference)
    if path.suffix.lower() in NO_LAYERS:
        return None
    if path.suffix.lower() in RASTERS:
        layer = QgsRasterLayer(reference, path.stem)
    else:
        layer = QgsVectorLayer(reference, path.stem, "ogr")
    return layer if layer.isValid() else None
