"""Renderers of rasters: classes by a palette, numbers by steps."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from qgis.core import (
    QgsColorRampShader,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from . import fading
from .entries import Legend, graduated, legend

BAND, OPACITY_BAND = 1, 2
SAMPLE = 512


def style(
    layer: QgsRasterLayer, name: str, lang: str, occurring: bool = False, colours: str = ""
) -> Legend | None:
    """Give a raster the palette of the legend *name*, or its steps; returns what it shows now.

    Class rasters hold 1..6, spaces 1..4, sub-zones 10 x space + class; 0 is no data, drawn grey unless
    the raster says that it is NoData.
    """
    if not layer.isValid():
        return None
    provider = layer.dataProvider()
    if graduated(name):
        values = sample(layer)
        chosen = legend(name, lang, values, colours=colours)
        layer.setRenderer(_stepped(provider, chosen))
    else:
        chosen = _in_cells(legend(name, lang, colours=colours))
        if occurring:
            held = {entry.value for entry in QgsPalettedRasterRenderer.classDataFromRaster(provider, BAND)}
            chosen = chosen.only([entry for entry in chosen.entries if entry.value in held])
        layer.setRenderer(_paletted(provider, chosen))
        if name == fading.LEGEND and layer.bandCount() > 1:
            layer.renderer().setAlphaBand(OPACITY_BAND)
    layer.triggerRepaint()
    return replace(chosen, field="")


def _in_cells(chosen: Legend) -> Legend:
    """The legend in plain colours: cells take no pattern."""
    plain = [replace(entry, colour=entry.cell or entry.colour, pattern=None) for entry in chosen.entries]
    return replace(chosen, entries=tuple(plain))


def palette(layer: QgsRasterLayer, classes: Iterable[tuple[int, str, str]]) -> None:
    """Draw a raster of classes by (value, colour, label) of each."""
    listed = [
        QgsPalettedRasterRenderer.Class(value, QColor(colour), label) for value, colour, label in classes
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), BAND, listed))
    layer.triggerRepaint()


def sample(layer: QgsRasterLayer) -> np.ndarray:
    """Numbers of the raster at a coarse resolution, without NoData: enough to choose steps from."""
    provider = layer.dataProvider()
    width, height = (max(1, min(SAMPLE, size)) for size in (layer.width(), layer.height()))
    block = provider.block(BAND, layer.extent(), width, height)
    values = np.ma.filled(np.ma.asarray(block.as_numpy(), dtype=np.float64), math.nan).ravel()
    return values[np.isfinite(values)]


def _paletted(provider, chosen: Legend) -> QgsPalettedRasterRenderer:
    classes = [
        QgsPalettedRasterRenderer.Class(entry.value, QColor(entry.colour), entry.label)
        for entry in chosen.entries
    ]
    return QgsPalettedRasterRenderer(provider, BAND, classes)


def _stepped(provider, chosen: Legend) -> QgsSingleBandPseudoColorRenderer:
    ramp = QgsColorRampShader()
    ramp.setColorRampType(QgsColorRampShader.Type.Discrete)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(entry.step.upper, QColor(entry.colour), entry.label)
            for entry in chosen.entries
            if entry.step
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    return QgsSingleBandPseudoColorRenderer(provider, BAND, shader)
