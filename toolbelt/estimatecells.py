"""Several rasters of one quantity, combined cell by cell in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..core import estimates
from .rasters import Window, stream, windows
from .rasterwriter import Writer
from .surecells import Deviation
from .zonecells import NODATA_OUT, Raster

#: Cells that are computed at a time, and cells of a window: every cell takes some dozen numbers per raster.
PIECE, WINDOW = 1 << 14, 1 << 18
#: Rasters that can be written, by the name of their output: what `estimates.Combined` calls them.
LAYERS = {
    "MEAN": "mean",
    "MEAN_SD": "mean_sd",
    "TRIMMED": "trimmed",
    "WEIGHTED": "weighted",
    "WEIGHTED_SD": "weighted_sd",
    "RANGE": "range",
    "AGREEMENT": "agreement",
    "COUNT": "count",
}


@dataclass
class Counted:
    """What came out over all cells: those with an estimate, those with a flag, pairs (None: not asked)."""

    cells: int
    flags: dict[str, int]
    pairs: estimates.Pairs | None = None

    def add(self, other: Counted) -> None:
        """Count the cells of *other* too."""
        self.cells += other.cells
        for name, count in other.flags.items():
            self.flags[name] = self.flags.get(name, 0) + count
        self.pairs = other.pairs if self.pairs is None else self.pairs.plus(other.pairs)


def combine(
    given: Sequence[Raster],
    deviations: Sequence[Deviation],
    trim: float,
    outputs: Mapping[str, Writer | None],
    with_pairs: bool,
    progress: Callable[[float], None],
) -> Counted:
    """Combine rasters on one grid and write what is asked for; see `core.estimates.combine`.

    Parameters
    ----------
    given
        The estimates.
    deviations
        How wide each of them is.
    outputs
        Writers by the names of `LAYERS`; None where a raster is not wanted.
    with_pairs
        Whether the pairs are compared too.
    """
    rasters = [*given, *(one for deviation in deviations for one in deviation.rasters)]
    wanted = [name for name, writer in outputs.items() if writer is not None]

    def part(_window: Window, *arrays: np.ndarray):
        shape = arrays[0].shape
        flat = [one.ravel() for one in arrays]
        layers = {name: np.empty(flat[0].size, dtype=np.float32) for name in wanted}
        total = Counted(0, {})
        for start in range(0, flat[0].size, PIECE):
            piece = slice(start, start + PIECE)
            numbers = _numbers(given, deviations, [one[piece] for one in flat])
            made = estimates.combine(*numbers, trim=trim)
            for name in wanted:
                values = getattr(made, LAYERS[name])
                layers[name][piece] = np.where((made.count > 0) & ~np.isnan(values), values, NODATA_OUT)
            total.add(_counted(made, numbers, with_pairs))
        return total, {name: layer.reshape(shape) for name, layer in layers.items()}

    total = Counted(0, {})
    where = windows(given[0].band.grid, WINDOW)
    for window, (counted, layers) in stream([one.source for one in rasters], where, part, progress):
        total.add(counted)
        for name, layer in layers.items():
            outputs[name].write(window, layer)
    return total


def _numbers(given, deviations, arrays) -> np.ndarray:
    """Estimates, standard deviations, low and high ends of flat cells; rasters in the first dimension."""
    made = np.full((4, len(given), arrays[0].size), np.nan)
    left = iter(arrays[len(given) :])
    for at, (raster, deviation) in enumerate(zip(given, deviations)):
        made[0, at] = raster.numbers(arrays[at])
        own = [one.numbers(next(left)) for one in deviation.rasters]
        if deviation.low is not None:
            made[2:, at] = own
        elif own:
            made[1, at] = own[0]
        else:
            made[1, at] = np.abs(made[0, at]) * deviation.percent / 100.0
    return made


def _counted(made: estimates.Combined, numbers: np.ndarray, with_pairs: bool) -> Counted:
    some = made.count > 0
    flags = {
        estimates.DISJOINT: made.disjoint,
        estimates.NO_INTERVAL: (made.count > 1) & (made.ranged < 2),
        estimates.OPPOSITE: made.opposite,
    }
    pairs = None
    if with_pairs:
        _, below, above = estimates.intervals(*numbers)
        pairs = estimates.pairs(numbers[0], below, above)
    return Counted(int(some.sum()), {name: int(mask.sum()) for name, mask in flags.items()}, pairs)
