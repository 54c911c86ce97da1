"""Classes drawn the paler the less sure they are: opacity by probability, from ``confidence.csv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from qgis.core import QgsCategorizedSymbolRenderer, QgsProperty, QgsSymbol, QgsVectorLayer

from ..core import csvdata
from . import words

LEGEND, COLUMN = "confidence", "p_modal"
OPAQUE = 255


@dataclass(frozen=True)
class Step:
    """From this probability of the class upwards it is drawn with this opacity (0 to 1)."""

    from_probability: float
    opacity: float
    name_en: str
    name_zh: str


@cache
def steps() -> tuple[Step, ...]:
    """The steps, from unsure to sure."""
    rows = csvdata.read_rows(words.FOLDER / "confidence.csv", "legend table")
    return tuple(
        Step(float(row["from_probability"]), float(row["opacity"]), row["name_en"], row["name_zh"])
        for row in rows
    )


def fade(layer: QgsVectorLayer, field: str) -> None:
    """Let the categories of *layer* be as opaque as the probability in *field* says; NULL is opaque."""
    if layer.fields().lookupField(field) < 0:
        return
    faded: QgsCategorizedSymbolRenderer = layer.renderer().clone()
    for position, category in enumerate(faded.categories()):
        symbol = category.symbol().clone()
        symbol.setDataDefinedProperty(
            QgsSymbol.Property.Opacity, QgsProperty.fromExpression(expression(field))
        )
        faded.updateCategorySymbol(position, symbol)
    layer.setRenderer(faded)


def expression(field: str) -> str:
    """Opacity in % by the probability in *field*, as a QGIS expression."""
    quoted = '"' + field.replace('"', '""') + '"'
    cases = [f"WHEN {quoted} >= {step.from_probability!r} THEN {100 * step.opacity!r}" for step in steps()]
    return "CASE " + " ".join(reversed(cases)) + " ELSE 100 END"


def alpha(probability: Sequence[float]) -> np.ndarray:
    """Opacity 0 to 255 of probabilities, uint8, as the alpha band of a raster; NaN is transparent."""
    p = np.asarray(probability)
    bounds = np.array([step.from_probability for step in steps()], dtype=p.dtype)
    table = np.array([0, *(round(OPAQUE * step.opacity) for step in steps())], dtype=np.uint8)
    # a comparison with NaN is false, so that it stays at the transparent place
    place = np.zeros(p.shape, dtype=np.intp)
    for bound in bounds:
        place += p >= bound
    return table[place]
