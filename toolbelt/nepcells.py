"""NEP of every cell from rasters of NPP and climate, summed by zone and land class in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..core.carbon import nep
from .landcells import NODATA_OUT, Kinds, LandCells, strange_values
from .rasters import Band, Source, Window, describe, stream, windows
from .rasterwriter import Writer
from .rasterzones import Zones

CELLS = 131_072  # of a window: some twenty-five bands of it are in work at once
WITHOUT_LIMITS = ()


@dataclass(frozen=True)
class Quantity:
    """Bands of one quantity on the grid of the land cover: value = (cell x scale + offset) x factor.

    Attributes
    ----------
    sources
        One band of the year, or twelve of its months.
    own
        The bands as they were before they were brought to the grid: their scales and offsets.
    factor
        From the unit of the bands to that of the account (gC m-2, degrees Celsius, mm).
    """

    sources: tuple[Source, ...]
    own: tuple[Band, ...]
    factor: float = 1.0

    def values(self, arrays: Sequence[np.ndarray], nodata: Sequence[float | None]) -> list[np.ndarray]:
        """Values of the bands, NaN where there is no data."""
        return [self._value(*one) for one in zip(arrays, self.own, nodata)]

    def _value(self, array: np.ndarray, band: Band, nodata: float | None) -> np.ndarray:
        value = array.astype(np.float64)
        if nodata is not None:
            value[array == nodata] = np.nan
        value[np.isinf(value)] = np.nan
        return (value * band.scale + band.offset) * self.factor


@dataclass(frozen=True)
class Climate:
    """NPP (gC m-2), temperature (degrees Celsius) and precipitation (mm) of a year."""

    npp: Quantity
    warm: Quantity
    wet: Quantity


@dataclass(frozen=True)
class NepCells:
    """What one pass found.

    Attributes
    ----------
    cells
        As `landcells.tabulate` finds them; land without NPP or climate counts as unknown.
    sums
        Zones x classes.
    lacking
        Cells, and hectares, of known land without NPP or climate.
    impossible
        Cells, and hectares, of known land whose NPP no vegetation has (`nep.is_impossible`); they are in
        neither the sums nor in *lacking*.
    extremes
        Lowest and highest temperature that were used.
    """

    cells: LandCells
    sums: nep.Sums
    lacking: tuple[int, float]
    impossible: tuple[int, float]
    extremes: tuple[float, float]


class _Pass:
    """Computes windows, and adds them up."""

    def __init__(self, kinds, climate: Climate, quiet: Sequence[bool], zones, row_area_ha, output):
        self.kinds, self.climate, self.zones, self.row_area = kinds, climate, zones, row_area_ha
        self.codes = len(quiet)
        self.kind_count, self.zone_count = self.codes + 2, len(zones) + 1 if zones is not None else 1
        self.output = output
        self.quiet = np.append(np.asarray(quiet, dtype=bool), [False, False])
        self.nodata = [
            [describe(source).nodata for source in one.sources]
            for one in (climate.npp, climate.warm, climate.wet)
        ]

    def window(self, window: Window, land: np.ndarray, *arrays: np.ndarray):
        """What one window adds, and the cells of the output."""
        many = [len(one.sources) for one in (self.climate.npp, self.climate.warm, self.climate.wet)]
        parts = np.split(np.arange(sum(many)), np.cumsum(many)[:-1])
        npp, warm, wet = (
            one.values([arrays[at] for at in part], nodata)
            for one, part, nodata in zip(
                (self.climate.npp, self.climate.warm, self.climate.wet), parts, self.nodata
            )
        )
        year, rh = sum(npp), nep.respiration_of_year(warm, wet)
        kind = self.kinds.of(land).astype(np.int64)
        known = kind < self.codes
        impossible = nep.is_impossible(year)
        year[impossible] = np.nan
        quiet = known & self.quiet[kind] & np.isnan(year - rh)
        year[quiet] = rh[quiet] = 0.0
        has = known & np.isfinite(year - rh)
        lacking = known & ~has
        area = np.broadcast_to(self.row_area[window.y : window.y + window.height, None], land.shape)
        numbers = self.zones.numbers(window) if self.zones is not None else 0
        flat = numbers * np.int64(self.kind_count) + np.where(lacking, self.kinds.unknown, kind)
        strange = known | (kind == self.kinds.nodata)
        return (
            self._sums(flat[has], nep.split(year[has], rh[has], area[has])),
            self._add(flat, area),
            np.bincount(np.where(lacking, self.kinds.unknown, kind).ravel(), minlength=self.kind_count),
            strange_values(land, ~strange, self.row_area[window.y : window.y + window.height]),
            _counted(lacking & ~impossible, area),
            _counted(lacking & impossible, area),
            _extremes(warm, has & ~quiet),
            self._output(year, rh, has) if self.output is not None else None,
        )

    def _sums(self, flat: np.ndarray, parts: Sequence[np.ndarray]) -> np.ndarray:
        return np.array([self._add(flat, part) for part in parts])

    def _add(self, flat: np.ndarray, weights: np.ndarray) -> np.ndarray:
        size = self.zone_count * self.kind_count
        made = np.bincount(flat.ravel(), np.ravel(weights), size)
        return made.reshape(self.zone_count, self.kind_count)

    def _output(self, year: np.ndarray, rh: np.ndarray, has: np.ndarray) -> np.ndarray:
        """Cells of the output: net carbon, with its limits where errors were given."""
        net = nep.net_per_hectare(year, rh)
        if self.output is WITHOUT_LIMITS:
            return np.where(has, net, NODATA_OUT).astype(np.float32)
        half = nep.half_width(year, rh, *self.output)
        bands = np.stack([net, net - half, net + half])
        return np.where(has, bands, NODATA_OUT).astype(np.float32)


def _counted(mask: np.ndarray, area: np.ndarray) -> np.ndarray:
    """Cells and hectares."""
    return np.array([np.count_nonzero(mask), area[mask].sum()])


def _told(counted: np.ndarray) -> tuple[int, float]:
    return int(counted[0]), float(counted[1])


def _extremes(warm: Sequence[np.ndarray], used: np.ndarray) -> tuple[float, float]:
    """Lowest and highest temperature."""
    if not used.any():
        return np.inf, -np.inf
    low, high = (float(reduce([reduce(month[used]) for month in warm])) for reduce in (np.min, np.max))
    return low, high


def tabulate(
    source: Source,
    band: Band,
    codes: Sequence[int],
    nodata: float | None,
    row_area_ha: np.ndarray,
    climate: Climate,
    quiet: Sequence[bool],
    progress: Callable[[float], None],
    zones: Zones | None = None,
    output: Writer | None = None,
    errors: tuple[float, float] | None = None,
) -> NepCells:
    """Sum NEP by zone and class, and write it.

    Parameters
    ----------
    source, band, codes, nodata, row_area_ha, zones
        As for `landcells.tabulate`.
    climate
        NPP and climate on the grid of the land cover.
    quiet
        For each code whether land without NPP has no flux (built-up land, sea) instead of an unknown one.
    output
        Gets the net carbon of every cell, t CO2 per hectare and year.
    errors
        Half-widths of NPP and respiration in %: the output gets its limits as second and third band.
    """
    shown = None if output is None else WITHOUT_LIMITS if errors is None else errors
    work = _Pass(Kinds(codes, band, nodata), climate, quiet, zones, row_area_ha, shown)
    shape = work.zone_count, work.kind_count
    sums, area, count = np.zeros((4, *shape)), np.zeros(shape), np.zeros(shape[1])
    unknown: dict[float, tuple[int, float]] = {}
    lacking, impossible, extremes = np.zeros(2), np.zeros(2), (np.inf, -np.inf)
    sources = [source, *climate.npp.sources, *climate.warm.sources, *climate.wet.sources]
    for window, made in stream(sources, windows(band.grid, CELLS), work.window, progress):
        more, hectares, cells, strange, without, wrong, span, values = made
        sums, area, count = sums + more, area + hectares, count + cells
        for value, (number, one) in strange.items():
            before = unknown.get(value, (0, 0.0))
            unknown[value] = before[0] + number, before[1] + one
        lacking, impossible = lacking + without, impossible + wrong
        extremes = min(extremes[0], span[0]), max(extremes[1], span[1])
        if output is not None:
            output.write(window, values)
    inside = slice(0, len(codes))
    cells = LandCells(
        tuple(codes), area[:, inside], area[:, work.kinds.unknown], area[:, work.kinds.nodata], count, unknown
    )
    return NepCells(cells, nep.Sums(*sums[:, :, inside]), _told(lacking), _told(impossible), extremes)
