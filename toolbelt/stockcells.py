"""Land classes of one raster or several on one grid, counted by unit and from date to date in one pass.

Rasters whose cells are a number by class, or by pair of classes, are written beside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..core.carbon.stock import EMPTY, UNKNOWN, Passages
from ..core.crosstab import added, label_sums, looked_up
from .landcells import Kinds, strange_values
from .rasters import Window, stream, windows
from .rasterwriter import Writer
from .rasterzones import Zones
from .zonecells import Raster

#: Cells of a window where several rasters are read: arrays of pairs are larger than the classes.
_CELLS = 2_000_000
_MERGED = 64
_BYTES, _SHORTS = 1 << 8, 1 << 16


@dataclass(frozen=True)
class Output:
    """A raster in the making.

    Attributes
    ----------
    writer
        Gets the cells.
    dates
        Position of a date for each band; or one pair of positions, for all bands.
    tables
        For each band the value of every class, or of every pair of classes (classes x classes); classes
        without a number have the NoData value.
    nodata
        NoData value of the raster.
    """

    writer: Writer
    dates: tuple[int, ...]
    tables: tuple[np.ndarray, ...]
    nodata: float

    @property
    def of_pair(self) -> bool:
        """Whether cells depend on the classes of two dates."""
        return self.tables[0].ndim == 2


@dataclass(frozen=True)
class StockCells:
    """What was counted.

    Attributes
    ----------
    passages
        Pair of dates -> land by unit and classes; for a single date the pair (0, 0).
    unknown
        For each date: unknown value -> (cells, hectares).
    """

    passages: dict[tuple[int, int], Passages]
    unknown: list[dict[float, tuple[int, float]]]


@dataclass(frozen=True)
class _Part:
    sums: list[tuple[np.ndarray, ...]]
    unknown: list[dict[float, tuple[int, float]]]
    values: list[np.ndarray]


class _Dates:
    """Turns the values of every raster into positions of classes, and pairs of dates into labels.

    Parameters
    ----------
    class_of
        Raster value -> position of its class; `EMPTY` for values that are no land.
    """

    def __init__(self, rasters: Sequence[Raster], class_of: dict[int, int], classes: int):
        self.unknown, self.empty, self.width = classes, classes + 1, classes + 2
        small = np.uint8 if self.width <= _BYTES else np.uint16
        places = [self.empty if place == EMPTY else place for place in class_of.values()]
        self._place = np.array([*places, self.unknown, self.empty], dtype=small)
        self._kinds = [Kinds(list(class_of), one.band, one.nodata) for one in rasters]
        #: For each date: what gives the class of every cell, then unknown, then empty.
        self.of = [kinds.through(self._place) for kinds in self._kinds]

    def counted(self, values: np.ndarray, area_ha: float) -> tuple[np.ndarray, ...]:
        """Sums of labels of a single date whose cells are equal."""
        count = np.bincount(self._place, self._kinds[0].counts(values), self.width)
        there = np.flatnonzero(count)
        return there * self.width + there, count[there], count[there] * area_ha

    def tables(self, one: Output) -> list[Callable[[np.ndarray], np.ndarray]]:
        """For each band of an output what turns the values of its date, or labels of pairs, into cells."""
        made = []
        for at, table in enumerate(one.tables):
            behind = [(0, 2)] * table.ndim
            whole = np.pad(table, behind, constant_values=one.nodata).astype(np.float32)
            if one.of_pair:
                made.append(partial(looked_up, whole.ravel()))
            else:
                made.append(self._kinds[one.dates[at]].through(whole[self._place]))
        return made

    def pair(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Label of every pair of classes."""
        small = np.uint16 if self.width**2 <= _SHORTS else np.int32
        labels = np.multiply(start, self.width, dtype=small)
        labels += end
        return labels

    def passages(self, sums: tuple[np.ndarray, ...], has_units: bool) -> Passages:
        """Land by unit and classes from the sums of labels."""
        labels, count, area = sums
        unit, pair = labels // self.width**2, labels % self.width**2
        ends = (self._positions(kind) for kind in (pair // self.width, pair % self.width))
        return Passages(unit - 1 if has_units else unit, *ends, area, count)

    def has_unknown(self, sums: list[tuple[np.ndarray, ...]]) -> bool:
        """Whether any date has values that are no class, by the sums of labels."""
        pairs = [labels % self.width**2 for labels, *_ in sums]
        return any(
            ((pair // self.width == self.unknown) | (pair % self.width == self.unknown)).any()
            for pair in pairs
        )

    def _positions(self, kinds: np.ndarray) -> np.ndarray:
        """Classes as `Passages` have them."""
        # labels may be unsigned, and what is no class has numbers below 0
        kinds = kinds.astype(np.int64)
        return np.select([kinds == self.unknown, kinds == self.empty], [UNKNOWN, EMPTY], kinds)


def pairs_of(dates: int) -> list[tuple[int, int]]:
    """Pairs of dates that are counted: each with the next, and the first with the last."""
    if dates == 1:
        return [(0, 0)]
    steps = [(number, number + 1) for number in range(dates - 1)]
    return steps if dates == 2 else [*steps, (0, dates - 1)]


def tabulate(
    rasters: Sequence[Raster],
    class_of: dict[int, int],
    classes: int,
    row_area_ha: np.ndarray,
    progress: Callable[[float], None],
    zones: Zones | None = None,
    outputs: Sequence[Output] = (),
) -> StockCells:
    """Count and measure classes by unit and pair of dates.

    Parameters
    ----------
    rasters
        Classes of the dates, in their order, on one grid.
    class_of
        Raster value -> position of its class; `EMPTY` for values that are no land.
    classes
        Number of classes.
    row_area_ha
        Hectares of a cell by row.
    zones
        Polygons of the units; None for one unit that holds all cells.
    """
    dates, pairs = _Dates(rasters, class_of, classes), pairs_of(len(rasters))
    tables = [dates.tables(one) for one in outputs]
    is_simple = len(rasters) == 1 and zones is None and bool((row_area_ha == row_area_ha[0]).all())

    def part(window: Window, *arrays: np.ndarray) -> _Part:
        weights = row_area_ha[window.y : window.y + window.height]
        labels: dict[tuple[int, int], np.ndarray] = {}
        if is_simple:
            sums = [dates.counted(arrays[0], row_area_ha[0])]
        else:
            found = [of(values) for of, values in zip(dates.of, arrays)]
            numbers = zones.numbers(window) if zones is not None else None
            labels = {pair: dates.pair(found[pair[0]], found[pair[1]]) for pair in pairs}
            sums = [label_sums(_in_units(labels[pair], numbers, dates.width**2), weights) for pair in pairs]
        strange = [
            strange_values(values, of(values) == dates.unknown, weights) if dates.has_unknown(sums) else {}
            for of, values in zip(dates.of, arrays)
        ]
        values = [_values(one, table, arrays, labels) for one, table in zip(outputs, tables)]
        return _Part(sums, strange, values)

    gathered: list[list] = [[] for _ in pairs]
    unknown: list[dict] = [{} for _ in rasters]
    where = windows(rasters[0].band.grid, _CELLS)
    for window, made in stream([one.source for one in rasters], where, part, progress):
        for several, one in zip(gathered, made.sums):
            several.append(one)
            if len(several) >= _MERGED:
                several[:] = [_merged(several)]
        for total, more in zip(unknown, made.unknown):
            _add(total, more)
        for one, values in zip(outputs, made.values):
            one.writer.write(window, values)
    counted = {pair: _merged(several) for pair, several in zip(pairs, gathered)}
    has_units = zones is not None
    return StockCells({pair: dates.passages(one, has_units) for pair, one in counted.items()}, unknown)


def _in_units(labels: np.ndarray, numbers: np.ndarray | None, size: int) -> np.ndarray:
    """Labels that tell units apart; unit 0 is outside of all."""
    if numbers is None:
        return labels
    wide = np.int64 if int(numbers.max()) * size >= 1 << 31 else np.int32
    made = np.multiply(numbers, size, dtype=wide)
    made += labels
    return made


def _merged(several: list[tuple[np.ndarray, ...]]) -> tuple[np.ndarray, ...]:
    return added(*(np.concatenate(column) for column in zip(*several)))


def _add(total: dict, more: dict) -> None:
    """Add the cells and hectares of unknown values to those found before."""
    for value, (cells, hectares) in more.items():
        before = total.get(value, (0, 0.0))
        total[value] = (before[0] + cells, before[1] + hectares)


def _values(one: Output, tables: list, arrays: Sequence[np.ndarray], labels: dict) -> np.ndarray:
    """Cells of an output in one window: of one band in two dimensions, of several in three."""
    if one.of_pair:
        pair = labels[one.dates[0], one.dates[1]]
        bands = [table(pair) for table in tables]
    else:
        bands = [table(arrays[date]) for date, table in zip(one.dates, tables)]
    return bands[0] if len(bands) == 1 else np.stack(bands)
