"""Land classes of a raster counted and measured by zone in one pass, and a value written for every class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..core.crosstab import crosstab, looked_up
from .rasters import Band, Source, Window, stream, windows
from .rasterwriter import Writer
from .rasterzones import Zones

NODATA_OUT = -9999.0


@dataclass(frozen=True)
class LandCells:
    """Cells of classes by zone; zone 0 is outside of all polygons.

    Attributes
    ----------
    codes
        Raster values of the classes.
    area_ha
        Zones x classes, hectares.
    unknown_ha, nodata_ha
        Hectares by zone of values that are no class, and of NoData.
    count
        Cells by class, then of unknown values, then NoData; all zones.
    unknown
        Unknown value -> (cells, hectares).
    """

    codes: tuple[int, ...]
    area_ha: np.ndarray
    unknown_ha: np.ndarray
    nodata_ha: np.ndarray
    count: np.ndarray
    unknown: dict[float, tuple[int, float]]


@dataclass(frozen=True)
class _Part:
    """What one window adds."""

    area_ha: np.ndarray
    count: np.ndarray
    unknown: dict[float, tuple[int, float]]
    values: np.ndarray | None


class Kinds:
    """Turns raster values into positions among the classes: then unknown, then NoData."""

    def __init__(self, codes: Sequence[int], band: Band, nodata: float | None):
        self.unknown, self.nodata = len(codes), len(codes) + 1
        self._sorted = np.sort(np.asarray(codes, dtype=np.float64))
        self._order = np.argsort(np.asarray(codes), kind="stable")
        self._nodata = nodata
        self._table = self._small_table(codes, band.dtype) if band.dtype.itemsize <= 2 else None

    def _small_table(self, codes: Sequence[int], dtype: np.dtype) -> np.ndarray | None:
        """Position of every value that one or two bytes can hold; None for half floats."""
        if dtype.kind not in "iu":
            return None
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        table = np.full(high - low + 1, self.unknown, dtype=np.uint8 if self.nodata < 256 else np.uint16)
        for position, code in enumerate(codes):
            if low <= code <= high:
                table[code - low] = position
        if self._nodata is not None and self._nodata == round(self._nodata) and low <= self._nodata <= high:
            table[int(self._nodata) - low] = self.nodata
        # reading a signed value as unsigned moves the negative half behind the positive one
        return np.roll(table, low)

    def of(self, values: np.ndarray) -> np.ndarray:
        """Position of every value."""
        if self._table is not None:
            return looked_up(self._table, values.view(f"u{values.dtype.itemsize}"))
        kinds = np.empty(values.shape, dtype=np.int32)
        place = np.searchsorted(self._sorted, values)
        place = np.minimum(place, len(self._sorted) - 1)
        kinds[...] = np.where(self._sorted[place] == values, self._order[place], self.unknown)
        if self._nodata is not None:
            kinds[values == self._nodata] = self.nodata
        if values.dtype.kind == "f":
            kinds[np.isnan(values)] = self.nodata
        return kinds

    def through(self, table: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """What gives ``table[position]`` of every value: in one look-up where the numbers are small."""
        if self._table is None:
            return lambda values: looked_up(table, self.of(values))
        whole = table[self._table]
        return lambda values: looked_up(whole, values.view(f"u{values.dtype.itemsize}"))

    def counts(self, values: np.ndarray) -> np.ndarray:
        """Number of values at every position."""
        if self._table is None or values.dtype.itemsize > 1:
            return crosstab(self.of(values), None, self.nodata + 1)[0]
        # bytes are counted as they are: faster than to look all of them up
        return np.bincount(self._table, crosstab(values.view(np.uint8))[0], self.nodata + 1)


def tabulate(
    source: Source,
    band: Band,
    codes: Sequence[int],
    nodata: float | None,
    row_area_ha: np.ndarray,
    progress: Callable[[float], None],
    zones: Zones | None = None,
    output: Writer | None = None,
    values: np.ndarray | None = None,
) -> LandCells:
    """Count and measure classes, by zone where zones are given.

    Parameters
    ----------
    source, band
        The raster and what is known of it.
    codes
        Raster values of the classes.
    nodata
        Value of cells without data; None where there is none. NaN never is a class.
    row_area_ha
        Hectares of a cell by row.
    zones
        Polygons; None for one zone that holds all cells, which is number 0.
    output, values
        A raster to be written beside, with the value of each class in the order of *codes* (or, in two
        dimensions, a row of them for each of its bands); cells without a class get `NODATA_OUT`.
    """
    kinds = Kinds(codes, band, nodata)
    kind_count, zone_count = len(codes) + 2, len(zones) + 1 if zones is not None else 1
    even = bool((row_area_ha == row_area_ha[0]).all())
    bands = _lookups(kinds, values) if output is not None else []

    def part(window: Window, array: np.ndarray) -> _Part:
        weights = row_area_ha[window.y : window.y + window.height]
        count = kinds.counts(array)
        numbers = zones.numbers(window) if zones is not None else None
        if even and zones is None:
            area = count[np.newaxis] * row_area_ha[0]
        elif even:
            area = crosstab(kinds.of(array), numbers, kind_count, zone_count) * row_area_ha[0]
        else:
            area = crosstab(kinds.of(array), numbers, kind_count, zone_count, weights)
        strange = {}
        if count[kinds.unknown]:
            strange = strange_values(array, kinds.of(array) == kinds.unknown, weights)
        return _Part(area, count, strange, _drawn(bands, array))

    area_ha, count = np.zeros((zone_count, kind_count)), np.zeros(kind_count)
    unknown: dict[float, tuple[int, float]] = {}
    for window, made in stream([source], windows(band.grid), part, progress):
        area_ha += made.area_ha
        count += made.count
        _add(unknown, made.unknown)
        if output is not None:
            output.write(window, made.values)
    known, strange, empty = area_ha[:, : len(codes)], area_ha[:, kinds.unknown], area_ha[:, kinds.nodata]
    return LandCells(tuple(codes), known, strange, empty, count, unknown)


def _lookups(kinds: Kinds, values: np.ndarray) -> list[Callable]:
    """For each band what turns cells of classes into values; no value for unknown ones and NoData."""
    rows = np.atleast_2d(values).astype(np.float32)
    whole = np.pad(rows, ((0, 0), (0, 2)), constant_values=NODATA_OUT)
    return [kinds.through(row) for row in whole]


def _drawn(bands: Sequence[Callable], array: np.ndarray) -> np.ndarray | None:
    """Values of cells: of one band in two dimensions, of several in three; None of none."""
    drawn = [value_of(array) for value_of in bands]
    if len(drawn) > 1:
        return np.stack(drawn)
    return drawn[0] if drawn else None


def _add(total: dict[float, tuple[int, float]], more: dict[float, tuple[int, float]]) -> None:
    """Add the cells and hectares of unknown values to those found before."""
    for value, (cells, hectares) in more.items():
        before = total.get(value, (0, 0.0))
        total[value] = (before[0] + cells, before[1] + hectares)


def strange_values(
    array: np.ndarray, mask: np.ndarray, weights: np.ndarray
) -> dict[float, tuple[int, float]]:
    """Unknown values with their cells and hectares."""
    values, of_cell = np.unique(array[mask], return_inverse=True)
    rows = np.nonzero(mask)[0]
    cells = np.bincount(of_cell, minlength=len(values))
    hectares = np.bincount(of_cell, weights[rows], len(values))
    return {float(v): (int(n), float(h)) for v, n, h in zip(values, cells, hectares)}
