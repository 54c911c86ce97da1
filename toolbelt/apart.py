"""Layers of the user's project lent to another thread: copies in a project that belongs to that thread.

Print layouts, projects and layers are Qt objects: each may live in any thread, but in one only. So the main
thread copies the layers and lets go of the copies; the worker takes them up, puts them into a project of
its own and computes with nothing of the user's.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QThread


class Parcel:
    """Copies of layers on their way into another thread; packed in the main thread.

    The copies keep the ids of the layers, so that parameters which name them name the copies. Layers that
    they join travel along. What is not yet saved of a layer that is being edited stays behind.

    Parameters
    ----------
    layers
        Layers of *project*; none is held on to.
    project
        The user's project, for its way of transforming and measuring.
    """

    def __init__(self, layers: Iterable[QgsMapLayer], project: QgsProject):
        self._copies: dict[str, QgsMapLayer] = {}
        self._project: QgsProject | None = None
        for layer in layers:
            self._pack(layer, project)
        self._transforms, self._ellipsoid, self._crs = (
            project.transformContext(),
            project.ellipsoid(),
            project.crs(),
        )

    def _pack(self, layer: QgsMapLayer, project: QgsProject) -> None:
        if layer.id() in self._copies or not layer.isValid():
            return
        made = layer.clone()
        made.setId(layer.id())
        self._copies[layer.id()] = made
        if isinstance(layer, QgsVectorLayer):
            for join in layer.vectorJoins():
                joined = project.mapLayer(join.joinLayerId())
                if joined is not None:
                    self._pack(joined, project)
        _move(made, None)

    def open(self, context: QgsProcessingContext) -> QgsProject:
        """In the worker: a project with the copies, which becomes that of *context*; `close` ends it."""
        self._project = project = QgsProject()
        project.setTransformContext(self._transforms)
        project.setEllipsoid(self._ellipsoid)
        project.setCrs(self._crs)
        copies = self._copies
        for made in copies.values():
            _move(made, QThread.currentThread())
        for made in copies.values():
            _join_copies(made, copies)
        project.addMapLayers(list(copies.values()), False)
        context.setProject(project)
        context.setTransformContext(self._transforms)
        context.setEllipsoid(self._ellipsoid)
        return project

    def close(self) -> None:
        """Let go of project and copies, in the thread that opened them, or where nobody did."""
        copies, self._copies = self._copies, {}
        project, self._project = self._project, None
        for made in copies.values():
            if project is None:
                # what belongs to no thread is deleted by none
                _move(made, QThread.currentThread())
            else:
                # Taken back, so that Python deletes it: what a project deletes on its own, Python goes on
                # knowing, and takes the next layer at that place in memory for it.
                project.takeMapLayer(made)


def _move(layer: QgsMapLayer, thread: QThread | None) -> None:
    layer.moveToThread(thread)
    if isinstance(layer, QgsRasterLayer) and layer.pipe() is not None:
        # the source of a raster is no child of its layer
        layer.pipe().moveToThread(thread)


def _join_copies(layer: QgsMapLayer, copies: dict[str, QgsMapLayer]) -> None:
    """Let *layer* join the copies of the layers that it joins, not those of the user's project."""
    if not isinstance(layer, QgsVectorLayer):
        return
    for join in layer.vectorJoins():
        joined = copies.get(join.joinLayerId())
        layer.removeJoin(join.joinLayerId())
        if joined is not None:
            join.setJoinLayer(joined)
            layer.addJoin(join)
