"""Showing some classes of a layer alone, and finding the way back.

Which classes are marked, and what was visible before, stays with the layer as custom properties: a saved
project opens as it was left, and whoever clears the marks sees what he saw before.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from qgis.core import QgsCategorizedSymbolRenderer, QgsVectorLayer

from .symbology import OTHERS

MARKED, BEFORE = "cpzoning/marked", "cpzoning/visible_before"


def is_classified(layer: QgsVectorLayer, attribute: str) -> bool:
    """Whether *layer* is drawn by categories of *attribute*, so that classes can be shown alone."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return False
    return renderer.classAttribute().strip('"').lower() == attribute.strip('"').lower()


def marked(layer: QgsVectorLayer) -> set[str]:
    """Codes that are shown alone; none when everything is shown."""
    return set(json.loads(layer.customProperty(MARKED, "[]")))


def show_only(layer: QgsVectorLayer, attribute: str, codes: Collection[str]) -> bool:
    """Show the categories of *codes* alone; without codes show again what was shown before.

    A code without a category of its own is drawn by the category of all others, and shown with it.

    Returns
    -------
    bool
        False where the layer is not drawn by categories of *attribute*; nothing is changed then.
    """
    if not is_classified(layer, attribute):
        return False
    if set(codes) == marked(layer):
        return True
    if not marked(layer):
        layer.setCustomProperty(BEFORE, json.dumps(_visible(layer), ensure_ascii=False))
    if codes:
        layer.setCustomProperty(MARKED, json.dumps(sorted(codes), ensure_ascii=False))
        _show(layer, codes)
    else:
        _show(layer, json.loads(layer.customProperty(BEFORE)))
        forget(layer)
    return True


def forget(layer: QgsVectorLayer) -> None:
    """Drop the marks without touching the map, for a layer that got a new style."""
    layer.removeCustomProperty(MARKED)
    layer.removeCustomProperty(BEFORE)


def _visible(layer: QgsVectorLayer) -> list[str]:
    return [str(item.value()) for item in layer.renderer().categories() if item.renderState()]


def _show(layer: QgsVectorLayer, codes: Collection[str]) -> None:
    # a new renderer, not a changed one: only then the legend and the map learn of it
    renderer = layer.renderer().clone()
    values = [str(item.value()) for item in renderer.categories()]
    shown = {code if code in values else OTHERS for code in codes}
    for position, value in enumerate(values):
        renderer.updateCategoryRenderState(position, value in shown)
    layer.setRenderer(renderer)
    layer.triggerRepaint()
