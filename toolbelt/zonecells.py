"""Rasters of accounts to rasters of classes, spaces and sub-zones in one pass, with areas counted beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..core import vocabulary
from ..core.crosstab import crosstab, looked_up
from ..core.zoning import cells, setcells, streamed
from .landcells import Kinds, strange_values
from .rasters import Band, Source, Window, stream, windows
from .rasterwriter import Writer
from .regioncells import Regions

NODATA_OUT = -9999.0
SPACES, CLASSES = 5, 7
_KINDS = 64
#: Cells of a window: three rasters in and three out of it stay below ten megabytes for each thread.
WINDOW = 1 << 20


@dataclass(frozen=True)
class Raster:
    """A band that is read: where it is, what it is, and which value means no data (None: none)."""

    source: Source
    band: Band
    nodata: float | None

    @property
    def is_plain(self) -> bool:
        """Whether its numbers are what they mean, without scale and offset."""
        return (self.band.scale, self.band.offset) == (1.0, 0.0)

    def negative(self, values: np.ndarray) -> int:
        """How many of the values are below zero, NoData apart."""
        if not self.is_plain:
            return int(np.count_nonzero(self.numbers(values.ravel()) < 0))
        if np.issubdtype(values.dtype, np.unsignedinteger):
            return 0
        below = values < 0
        if self.nodata is not None and self.nodata < 0:
            below &= values != self.nodata
        return int(np.count_nonzero(below))

    def numbers(self, values: np.ndarray) -> np.ndarray:
        """Values as float64 with scale and offset, NaN in place of NoData."""
        found = values.astype(np.float64)
        if self.nodata is not None and not np.isnan(self.nodata):
            found[values == self.nodata] = np.nan
        return found if self.is_plain else found * self.band.scale + self.band.offset


@dataclass(frozen=True)
class Spaces:
    """A raster whose values are spaces, or land classes that belong to spaces.

    Attributes
    ----------
    space_of
        Raster value -> space value 1 to 4, or 0 for none.
    """

    raster: Raster
    space_of: dict[int, int]

    def reader(self) -> tuple[Kinds, np.ndarray]:
        """What turns values into positions, and the space of every position (none behind the last ones)."""
        kinds = Kinds(list(self.space_of), self.raster.band, self.raster.nodata)
        return kinds, np.array([*self.space_of.values(), 0, 0], dtype=np.uint8)


@dataclass(frozen=True)
class Accounts:
    """The rasters of a zoning, all on one grid.

    Attributes
    ----------
    net
        Net emission, t per cell, or per ha where *per_hectare*.
    denominator
        Raster of population or GDP; None for area.
    pollution, pollution_standards
        Pollutants, or q_p alone; rasters of standards, None where a number holds.
    """

    net: Raster
    per_hectare: bool
    pollution: tuple[Raster, ...]
    denominator: Raster | None = None
    carbon_standard: Raster | None = None
    pollution_standards: tuple[Raster | None, ...] = ()

    @property
    def rasters(self) -> list[Raster]:
        """Those that are read, in the order in which `unpacked` takes them."""
        every = [self.net, *self.pollution, self.denominator, self.carbon_standard, *self.pollution_standards]
        return [one for one in every if one is not None]

    def unpacked(self, arrays: Sequence[np.ndarray], area_ha: np.ndarray) -> cells.Cells:
        """Cells of flat arrays; *area_ha* of each cell."""
        left = iter(arrays)
        net = self.net.numbers(next(left))
        pollution = [one.numbers(next(left)) for one in self.pollution]
        others = [self.denominator, self.carbon_standard, *self.pollution_standards]
        given = [None if one is None else one.numbers(next(left)) for one in others]
        x = given[0]
        if x is None:
            x = np.ones(len(net)) if self.per_hectare else area_ha
        elif self.per_hectare:
            net = net * area_ha
        return cells.Cells(net, x, pollution, given[1], given[2:])


class Zoner:
    """Computes exceedances and classes of windows; safe in several threads."""

    def __init__(
        self,
        accounts: Accounts,
        standards: cells.Standards,
        row_area_ha: np.ndarray,
        regions: Regions | None = None,
    ):
        self._accounts, self._standards, self._area = accounts, standards, row_area_ha
        self._regions = regions
        self._fast = self._thresholds()

    @property
    def is_fast(self) -> bool:
        """Whether thresholds of the rasters' own numbers do it."""
        return self._fast is not None

    def _thresholds(self) -> cells.Fast | None:
        accounts, even = self._accounts, bool((self._area == self._area[0]).all())
        plain = all(one.is_plain for one in accounts.rasters)
        numbers = len(accounts.rasters) == 1 + len(accounts.pollution)
        dtypes = [one.band.dtype for one in accounts.rasters]
        if self._regions is not None or not (plain and numbers and (even or accounts.per_hectare)):
            return None
        if not cells.Fast.fits(self._standards, dtypes):
            return None
        x = 1.0 if accounts.per_hectare else float(self._area[0])
        return cells.Fast(self._standards, x, dtypes, [one.nodata for one in accounts.rasters])

    def classes(self, window: Window, arrays: Sequence[np.ndarray]) -> np.ndarray:
        """Class codes of a window, uint8."""
        if self._fast is not None:
            return self._fast(*(one.ravel() for one in arrays)).reshape(arrays[0].shape)
        found = np.empty(arrays[0].shape, dtype=np.uint8)
        for rows, part in self.parts(window, arrays):
            found[rows] = cells.classified(part, self._standards).reshape(found[rows].shape)
        return found

    def parts(self, window: Window, arrays: Sequence[np.ndarray]):
        """(rows, their `cells.Cells`) of a window, in pieces that stay in the cache."""
        height, width = arrays[0].shape
        step = max(1, cells.CHUNK // width)
        area, regions = self._area[window.y : window.y + window.height], self._regions
        place = None if regions is None else regions.place[regions.zones.numbers(window)]
        for top in range(0, height, step):
            rows = slice(top, min(top + step, height))
            flat = [one[rows].ravel() for one in arrays]
            found = self._accounts.unpacked(flat, np.repeat(area[rows], width))
            yield rows, found if regions is None else regions.localised(found, place[rows].ravel())

    def exceedances(self, window: Window, arrays: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """q_c and q_p of a window, float32; `NODATA_OUT` where not known."""
        found = [np.empty(arrays[0].shape, dtype=np.float32) for _ in range(2)]
        for rows, part in self.parts(window, arrays):
            for out, q in zip(found, cells.exceedances(part, self._standards)):
                out[rows] = np.where(np.isfinite(q), q, NODATA_OUT).reshape(out[rows].shape)
        return found[0], found[1]


def benchmark(accounts: Accounts, row_area_ha: np.ndarray, progress: Callable[[float], None]) -> float:
    """Carbon benchmark of all cells, exact, in one pass over net emission and denominator."""
    only = replace(accounts, pollution=(), carbon_standard=None, pollution_standards=())
    zoner = Zoner(only, cells.Standards(), row_area_ha)

    def part(window: Window, *arrays: np.ndarray):
        made = streamed.Benchmark()
        for _, piece in zoner.parts(window, arrays):
            made.add(streamed.Benchmark.part(piece.net, piece.denominator))
        return made.sums

    total = streamed.Benchmark()
    for _, found in stream(
        [one.source for one in only.rasters], windows(accounts.net.band.grid), part, progress
    ):
        total.add(found)
    return total.value


def exceeders(zoner: Zoner, accounts: Accounts, progress) -> tuple[streamed.Exceeders, streamed.Exceeders]:
    """Exceedances of carbon and of pollution above 0, in one pass."""

    def part(window: Window, *arrays: np.ndarray):
        found = zoner.exceedances(window, arrays)
        return [streamed.Exceeders.part(one) for one in found]

    both = (streamed.Exceeders(), streamed.Exceeders())
    where = windows(accounts.net.band.grid)
    for _, found in stream([one.source for one in accounts.rasters], where, part, progress):
        for one, counts in zip(both, found):
            one.add(counts)
    return both


def scores(zoner: Zoner, accounts: Accounts, standards: cells.Standards, progress):
    """Mean and deviation of both exceedances over all cells, in one pass (`setcells.Moments.scores`)."""

    def part(window: Window, *arrays: np.ndarray):
        made = setcells.Moments()
        for _, piece in zoner.parts(window, arrays):
            made.add(setcells.Moments.part(*cells.exceedances(piece, standards)))
        return made.sums

    total, where = setcells.Moments(), windows(accounts.net.band.grid)
    for _, found in stream([one.source for one in accounts.rasters], where, part, progress):
        total.add(found)
    return total.scores()


def thresholds(zoner: Zoner, accounts: Accounts, mode: str, standards: cells.Standards, progress) -> tuple:
    """Strong thresholds of carbon and pollution that follow the data, in one pass."""
    both, rule = exceeders(zoner, accounts, progress), standards.rule
    return both[0].threshold(mode, rule.tau_c), both[1].threshold(mode, rule.tau_p)


@dataclass
class Tally:
    """Cells and hectares by space (rows 0 to 4) and class (columns 0 to 6); strange raster values.

    Attributes
    ----------
    unknown
        Value of the raster of spaces that has none -> cells and hectares.
    negative
        Cells below zero of every raster of pollution.
    """

    cells: np.ndarray = field(default_factory=lambda: np.zeros((SPACES, CLASSES)))
    area_ha: np.ndarray = field(default_factory=lambda: np.zeros((SPACES, CLASSES)))
    unknown: dict[float, tuple[int, float]] = field(default_factory=dict)
    negative: np.ndarray | int = 0

    def add(self, part: tuple, negative: np.ndarray | int = 0) -> None:
        """Take in what a window added."""
        count, area, unknown = part
        self.cells += count
        self.area_ha += area
        self.negative = self.negative + negative
        for value, (number, hectares) in unknown.items():
            before = self.unknown.get(value, (0, 0.0))
            self.unknown[value] = (before[0] + number, before[1] + hectares)


def tallied(kinds: np.ndarray, row_area_ha: np.ndarray, even: bool) -> tuple[np.ndarray, np.ndarray]:
    """Cells and hectares of kinds 8 x space + class, as tables of spaces by classes."""
    count = crosstab(kinds, None, _KINDS)[0]
    area = count * row_area_ha[0] if even else crosstab(kinds, None, _KINDS, 1, row_area_ha)[0]
    return tuple(one.reshape(8, 8)[:SPACES, :CLASSES] for one in (count, area))


@dataclass(frozen=True)
class Outputs:
    """Rasters in the making, those that were asked for."""

    classes: Writer | None = None
    q_c: Writer | None = None
    q_p: Writer | None = None
    subzones: Writer | None = None


def zone(
    zoner: Zoner,
    accounts: Accounts,
    row_area_ha: np.ndarray,
    outputs: Outputs,
    spaces: Spaces | None,
    progress: Callable[[float], None],
) -> Tally:
    """Classify every cell, cross it with its space where there are spaces, write, and count."""
    grid = accounts.net.band.grid
    even = bool((row_area_ha == row_area_ha[0]).all())
    sources = [one.source for one in accounts.rasters]
    crossing = None
    if spaces is not None:
        sources.append(spaces.raster.source)
        crossing = Crossing(spaces, row_area_ha)

    def part(window: Window, *arrays: np.ndarray):
        own = arrays[: len(accounts.rasters)]
        code = zoner.classes(window, own)
        q = zoner.exceedances(window, own) if outputs.q_c or outputs.q_p else (None, None)
        below = np.array([one.negative(values) for one, values in zip(accounts.pollution, own[1:])])
        area = row_area_ha[window.y : window.y + window.height]
        if crossing is None:
            return (code, *q, None), (*tallied(code, area, even), {}), below
        kinds, unknown = crossing.kinds(window, arrays[-1], code)
        zones = looked_up(SUBZONE_OF_KIND, kinds) if outputs.subzones else None
        return (code, *q, zones), (*tallied(kinds, area, even), unknown), below

    total = Tally()
    writers = (outputs.classes, outputs.q_c, outputs.q_p, outputs.subzones)
    for window, (made, found, below) in stream(sources, windows(grid, WINDOW), part, progress):
        total.add(found, below)
        for writer, array in zip(writers, made):
            if writer is not None:
                writer.write(window, array)
    return total


class Crossing:
    """Spaces of windows, crossed with classes into kinds 8 x space + class."""

    def __init__(self, spaces: Spaces, row_area_ha: np.ndarray):
        self._kinds, self._space = spaces.reader()
        self._area = row_area_ha

    def kinds(self, window: Window, values: np.ndarray, code: np.ndarray) -> tuple[np.ndarray, dict]:
        """Kinds of a window, uint8, and the raster values that are not known."""
        found = self._kinds.of(values)
        kinds = looked_up(self._space << 3, found)
        kinds |= code
        # a cheap test first: most windows know all their values
        unknown = found == self._kinds.unknown
        if not unknown.any():
            return kinds, {}
        return kinds, strange_values(values, unknown, self._area[window.y : window.y + window.height])


@dataclass(frozen=True)
class Crossed:
    """Areas of classes crossed with spaces, and values that are no classes with their cells and hectares."""

    tally: Tally
    no_classes: dict[float, tuple[int, float]]


def cross(
    classes: Raster,
    spaces: Spaces,
    row_area_ha: np.ndarray,
    output: Writer | None,
    progress: Callable[[float], None],
) -> Crossed:
    """Cross a raster of classes with one of spaces, write the sub-zones, and count."""
    crossing = Crossing(spaces, row_area_ha)
    codes = Kinds(list(range(CLASSES)), classes.band, classes.nodata)
    # no data has no class; neither has what is no class, which is told
    class_of = np.array([*range(CLASSES), 0, 0], dtype=np.uint8)
    even = bool((row_area_ha == row_area_ha[0]).all())

    def part(window: Window, values: np.ndarray, land: np.ndarray):
        place = codes.of(values)
        area = row_area_ha[window.y : window.y + window.height]
        strange = place == codes.unknown
        no_classes = strange_values(values, strange, area) if strange.any() else {}
        kinds, unknown = crossing.kinds(window, land, looked_up(class_of, place))
        zones = looked_up(SUBZONE_OF_KIND, kinds) if output is not None else None
        return zones, (*tallied(kinds, area, even), unknown), no_classes

    total, strange = Tally(), Tally()
    sources = [classes.source, spaces.raster.source]
    where = windows(classes.band.grid, WINDOW)
    for window, (zones, found, no_classes) in stream(sources, where, part, progress):
        total.add(found)
        strange.add((0.0, 0.0, no_classes))
        if output is not None:
            output.write(window, zones)
    return Crossed(total, strange.unknown)


def _subzones() -> np.ndarray:
    """Sub-zone value of kinds 8 x space + class; 0 without a space or class."""
    table = np.zeros(_KINDS, dtype=np.uint8)
    for one in vocabulary.subzones():
        table[(one.value // 10) * 8 + one.value % 10] = one.value
    return table


SUBZONE_OF_KIND = _subzones()
