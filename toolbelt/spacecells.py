"""Land cover and control lines to a raster of spaces, window by window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..core.crosstab import crosstab, looked_up
from ..core.zoning import spacecells
from .overlay import Layer
from .rasters import Grid, Window, stream, windows
from .rasterwriter import Writer
from .rasterzones import Zones
from .zonecells import Spaces, Tally, strange_values


class Lines:
    """One control layer, drawn into windows: the cover of every cell.

    Where polygons of a layer overlap, the higher cover counts (the core of a red line).
    """

    def __init__(self, layer: Layer, grid: Grid):
        pairs = sorted(zip(layer.shapes, layer.covers), key=lambda pair: pair[1])
        self._zones = Zones([geometry for geometry, _ in pairs], grid)
        self._covers = np.array([0, *(cover for _, cover in pairs)], dtype=np.uint8)

    def covers(self, window: Window) -> np.ndarray:
        """Cover of every cell of a window, uint8."""
        return self._covers[self._zones.numbers(window)]


@dataclass(frozen=True)
class Counted:
    """Cells and hectares of every key, and land values that are not known."""

    cells: np.ndarray
    area_ha: np.ndarray
    unknown: dict[float, tuple[int, float]]


def assign(
    land: Spaces,
    lines: dict[str, Lines],
    judged: spacecells.Judged,
    row_area_ha: np.ndarray,
    outputs: tuple[Writer | None, Writer | None],
    progress: Callable[[float], None],
) -> Counted:
    """Write the space, and the conflict, of every cell, and count.

    Parameters
    ----------
    land
        Land cover; its values are spaces, plus 5 where the space is the alternative one.
    outputs
        For spaces and conflicts; None where not asked for.
    """
    kinds, space = land.reader()
    grid = land.raster.band.grid

    def part(window: Window, values: np.ndarray):
        place = kinds.of(values)
        covers = {layer: one.covers(window) for layer, one in lines.items()}
        key = spacecells.keys(covers, looked_up(space, place))
        area = row_area_ha[window.y : window.y + window.height]
        cells = crosstab(key, None, spacecells.KEYS)[0]
        hectares = crosstab(key, None, spacecells.KEYS, 1, area)[0]
        strange = place == kinds.unknown
        unknown = strange_values(values, strange, area) if strange.any() else {}
        wanted = zip(outputs, (judged.space, judged.conflict))
        made = [None if out is None else looked_up(table, key) for out, table in wanted]
        return made, (cells, hectares, unknown)

    total = Tally(np.zeros(spacecells.KEYS), np.zeros(spacecells.KEYS))
    for window, (made, found) in stream([land.raster.source], windows(grid), part, progress):
        total.add(found)
        for writer, array in zip(outputs, made):
            if writer is not None:
                writer.write(window, array)
    return Counted(total.cells, total.area_ha, total.unknown)
