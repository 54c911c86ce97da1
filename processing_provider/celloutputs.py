"""Rasters of classes, spaces and sub-zones as outputs, and the tables of their areas."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from ..cartography import symbology
from ..core import vocabulary
from ..toolbelt import classrasters
from ..toolbelt.classrasters import ClassRow
from ..toolbelt.rasters import WORKERS, Grid
from ..toolbelt.rasterwriter import Writer
from ..toolbelt.translation import language
from ..toolbelt.zonecells import Tally
from .run import Run

NO_DATA = 0


class Rasters:
    """Rasters of one run, written side by side; a context manager.

    `open` reserves the place of an output that was asked for; when the work is done, `finish` closes the
    files and describes those of classes.
    """

    def __init__(self, run: Run, grid: Grid):
        self._run, self._grid = run, grid
        self._open: dict[str, tuple[Writer, Path]] = {}
        self._finals: dict[str, str] = {}

    def open(
        self, name: str, legend: str, dtype=np.uint8, nodata: float = NO_DATA, bands: int = 1
    ) -> Writer | None:
        """A writer for output *name*; None where it was not asked for."""

        def begin(path: Path) -> None:
            self._open[name] = (Writer(path, self._grid, dtype, nodata, bands), path)

        final = self._run.give_raster(name, begin, legend) if self._run.wanted(name) else ""
        if not final:
            return None
        self._finals[name] = final
        return self._open[name][0]

    def finish(self, rows: dict[str, list[ClassRow]]) -> dict[str, str]:
        """Close all files, describe those of classes by their *rows*; returns output name -> final path."""
        # overviews of several rasters are made side by side
        with ThreadPoolExecutor(WORKERS) as pool:
            closing = [pool.submit(writer.close) for writer, _ in self._open.values()]
        for one in closing:
            one.result()
        for name, described in rows.items():
            if name in self._open:
                classrasters.describe(self._open[name][1], described)
        return self._finals


def class_rows(tally: Tally) -> list[ClassRow]:
    """Attribute rows of a raster of classes, no data first."""
    count, area = tally.cells.sum(axis=0), tally.area_ha.sum(axis=0)
    return [
        ClassRow(c.value, c.code, c.name_en, c.name_zh, c.colour, int(count[c.value]), float(area[c.value]))
        for c in vocabulary.classes()
    ]


def space_sums(space: np.ndarray, cells: np.ndarray, area_ha: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cells and hectares of the spaces 0 to 4 from those of parts with a space each."""
    return tuple(np.bincount(space, totals, 5) for totals in (cells, area_ha))


def space_rows(count: np.ndarray, area: np.ndarray) -> list[ClassRow]:
    """Attribute rows of a raster of spaces, no data first."""
    every = [vocabulary.classes()[0], *vocabulary.spaces()]
    return [
        ClassRow(s.value, s.code, s.name_en, s.name_zh, s.colour, int(count[s.value]), float(area[s.value]))
        for s in every
    ]


def colours_of(legend: str) -> dict[str, str]:
    """Code -> colour of a legend."""
    return {entry.code: entry.colour for entry in symbology.legend(legend, "en").entries}


def subzone_rows(tally: Tally) -> list[ClassRow]:
    """Attribute rows of a raster of sub-zones, all that lacks a space or class in the first one."""
    nothing = vocabulary.classes()[0]
    rows = []
    for z in vocabulary.subzones():
        place = z.value // 10, z.value % 10
        count, area = int(tally.cells[place]), float(tally.area_ha[place])
        rows.append(ClassRow(z.value, z.code, z.name_en, z.name_zh, z.colour, count, area))
    lost = int(tally.cells.sum()) - sum(row.cells for row in rows)
    lost_ha = float(tally.area_ha[0].sum() + tally.area_ha[1:, 0].sum())
    first = ClassRow(0, nothing.code, nothing.name_en, nothing.name_zh, nothing.colour, lost, lost_ha)
    return [first, *rows]


def class_columns(tally: Tally) -> dict[str, np.ndarray]:
    """Declared columns of the areas by class, no data last."""
    rows = class_rows(tally)
    rows = [*rows[1:], rows[0]]
    area = np.array([row.area_ha for row in rows])
    whole = area.sum()
    return {
        "cp_class": np.array([row.code for row in rows], dtype=object),
        "cp_code": np.array([row.value for row in rows]),
        "class_name": np.array([_name(row) for row in rows], dtype=object),
        "land_count": np.array([row.cells for row in rows], dtype=np.int64),
        "area_ha": area,
        "share": area / whole if whole > 0 else np.full(len(rows), np.nan),
    }


def _name(row: ClassRow) -> str:
    return row.name_zh if language() == "zh" else row.name_en


def matrix(tally: Tally) -> np.ndarray:
    """Hectares by space and class as `subzones.matrix` orders them: no data and totals behind."""
    turned = np.roll(np.roll(tally.area_ha, -1, axis=0), -1, axis=1)
    with_rows = np.vstack([turned, turned.sum(axis=0)])
    return np.column_stack([with_rows, with_rows.sum(axis=1)])
