"""Puts the results of a workflow into the project: in one group, each once, in its own style."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsProject

from ...toolbelt.translation import language, translate
from . import jobs, places
from .chain import Output, Step
from .setup import Made

MARK = "cpzoning/workflow"


def show(project: QgsProject, step: Step, before: Made | None, made: Made) -> None:
    """Show the layers that a step has made; a layer that showed its earlier result shows the new one."""
    for output in step.outputs:
        reference = made.outputs.get(output.parameter, "")
        if output.shown is None or not reference:
            continue
        held = places.layer_of(reference, project)
        old = before.outputs.get(output.parameter, "") if before and not before.by_hand else ""
        earlier = places.layer_of(old, project) if old and held is None else None
        if held is not None:
            held.reload()
            held.triggerRepaint()
        elif earlier is not None:
            earlier.setDataSource(reference, earlier.name(), earlier.providerType())
            earlier.triggerRepaint()
        else:
            _add(project, step, output, reference)


def _add(project: QgsProject, step: Step, output: Output, reference: str) -> None:
    layer = places.opened(reference)
    if layer is None:
        return
    layer.setName(_name(step, output.parameter, output.main))
    project.addMapLayer(layer, False)
    group = _group(project)
    if output.shown:
        # labels of two zonings on top of each other cannot be read
        for other in group.findLayers():
            other.setItemVisibilityChecked(False)
    node = group.insertLayer(0, layer)
    node.setExpanded(False)
    node.setItemVisibilityChecked(output.shown)


def _name(step: Step, parameter: str, main: bool) -> str:
    name = step.name.text(language())
    if main:
        return name
    described = jobs.algorithm_of(step).parameterDefinition(parameter)
    return described.description() if described is not None else name


def _group(project: QgsProject) -> QgsLayerTreeGroup:
    root = project.layerTreeRoot()
    for group in root.findGroups():
        if group.customProperty(MARK):
            return group
    group = root.insertGroup(0, translate("Workflow", "Workflow results"))
    group.setCustomProperty(MARK, "1")
    return group
