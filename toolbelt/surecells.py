"""How sure the classes of raster cells are: probabilities from rasters of standard deviations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..core import uncertainty
from ..core.zoning import cells, certainty, confidence, evaluation
from .rasters import Window, stream, windows
from .rasterwriter import Writer
from .zonecells import NODATA_OUT, Accounts, Raster, Tally, tallied

#: Cells that are computed at a time; the integral of the closed form takes 64 numbers for each.
PIECE = 1 << 14
#: Cells of a window: pieces cost far more than reading, so windows are small and progress is steady.
WINDOW = 1 << 18


@dataclass(frozen=True)
class Deviation:
    """Standard deviation of a raster: a raster of it, rasters of the two ends of its interval, or a share.

    Attributes
    ----------
    sd
        Raster of the standard deviation; None where it is not given.
    low, high
        Rasters of the ends of the 95 % interval.
    percent
        Share of the value in %, where no raster is given.
    """

    sd: Raster | None = None
    low: Raster | None = None
    high: Raster | None = None
    percent: float = 0.0

    @property
    def rasters(self) -> list[Raster]:
        """Those that are read."""
        return [one for one in (self.sd, self.low, self.high) if one is not None]

    def of(self, value: np.ndarray, arrays: Sequence[np.ndarray], factor) -> np.ndarray:
        """Standard deviation of flat cells with the given values, NaN where missing.

        *factor* turns the unit of the rasters into that of the values.
        """
        if self.sd is not None:
            return self.sd.numbers(arrays[0]) * factor
        if self.low is not None:
            low, high = (one.numbers(array) for one, array in zip((self.low, self.high), arrays))
            return uncertainty.from_limits(low, high).sd * factor
        return np.abs(value) * self.percent / 100.0


@dataclass(frozen=True)
class SureOutputs:
    """Rasters in the making: modal class and opacity, its probability, entropy, probabilities by class.

    *alternative* is the second most probable class; *flips* are the factors on the thresholds of carbon and
    of pollution that flip the class (`confidence.threshold_flips`).
    """

    modal: Writer | None
    probability: Writer | None
    entropy: Writer | None
    classes: tuple[Writer | None, ...]
    alternative: Writer | None = None
    flips: tuple[Writer | None, Writer | None] = (None, None)


def judge(
    accounts: Accounts,
    deviations: Sequence[Deviation],
    standards: cells.Standards,
    drawing: certainty.Drawing,
    row_area_ha: np.ndarray,
    outputs: SureOutputs,
    opacity: Callable[[np.ndarray], np.ndarray],
    progress: Callable[[float], None],
) -> tuple[Tally, np.ndarray]:
    """Write how sure every cell is; returns areas by modal class, and hectares expected by class.

    Parameters
    ----------
    deviations
        Of the net emission, then of every pollutant (or of q_p).
    opacity
        Turns probabilities of the modal class into opacities, the second band of its raster.
    """
    more = [one for deviation in deviations for one in deviation.rasters]
    rasters = [*accounts.rasters, *more]
    even = bool((row_area_ha == row_area_ha[0]).all())

    def part(window: Window, *arrays: np.ndarray):
        height, width = arrays[0].shape
        area = np.repeat(row_area_ha[window.y : window.y + window.height], width)
        flat = [one.ravel() for one in arrays]
        pieces = [slice(start, start + PIECE) for start in range(0, height * width, PIECE)]
        both = [
            _piece(accounts, deviations, standards, drawing, [one[piece] for one in flat], area[piece])
            for piece in pieces
        ]
        found = [one for one, _ in both]
        modal = np.concatenate([one.modal for one in found]).astype(np.uint8).reshape(height, width)
        chances = np.concatenate([one.probability for one in found])
        entropy = np.concatenate([one.entropy for one in found])
        expected = np.nan_to_num(chances).T @ area
        top = np.where(modal.ravel() > 0, np.nanmax(np.nan_to_num(chances, nan=-1.0), axis=1), np.nan)
        layers = [_cells(one, height, width) for one in (top, entropy, *chances.T)]
        layers += _flips([zoning for _, zoning in both], standards, outputs, height, width)
        second = np.concatenate([one.alternative for one in found]).astype(np.uint8).reshape(height, width)
        layers.append(second)
        rows = row_area_ha[window.y : window.y + window.height]
        return modal, layers, (*tallied(modal, rows, even), {}), expected

    total, expected = Tally(), np.zeros(confidence.CLASSES)
    where = windows(accounts.net.band.grid, WINDOW)
    writers = (outputs.probability, outputs.entropy, *outputs.classes, *outputs.flips, outputs.alternative)
    for window, (modal, layers, counted, hectares) in stream(
        [r.source for r in rasters], where, part, progress
    ):
        total.add(counted)
        expected += hectares
        if outputs.modal is not None:
            outputs.modal.write(window, np.stack([modal, opacity(layers[0])]))
        for writer, array in zip(writers, layers):
            if writer is not None:
                writer.write(window, array)
    return total, expected


def _flips(zonings, standards: cells.Standards, outputs: SureOutputs, height: int, width: int) -> list:
    """Factors on both thresholds that flip the class, as rasters; None for both where nobody asked."""
    if outputs.flips == (None, None):
        return [None, None]
    u, v = (np.concatenate([getattr(one, name) for one in zonings]) for name in ("u", "v"))
    factors = confidence.threshold_flips(u, v, standards.rule)
    return [_cells(one, height, width) for one in factors.T]


def _cells(values: np.ndarray, height: int, width: int) -> np.ndarray:
    return np.where(np.isnan(values), NODATA_OUT, values).astype(np.float32).reshape(height, width)


def _piece(accounts, deviations, standards, drawing, arrays, area_ha):
    """Confidence and zoning of flat cells by the functions that judge units."""
    count = len(accounts.rasters)
    made = accounts.unpacked(arrays[:count], area_ha)
    left, sds = iter(arrays[count:]), []
    # a net emission per ha over another denominator than area becomes an amount, and its spread with it
    is_amount = accounts.per_hectare and accounts.denominator is not None
    for at, (deviation, value) in enumerate(zip(deviations, (made.net, *made.pollution))):
        own = [next(left) for _ in deviation.rasters]
        sds.append(deviation.of(value, own, area_ha if at == 0 and is_amount else 1.0))
    carbon, pollution = _sides(made, standards)
    judged = evaluation.evaluate(carbon, pollution, standards.rule)
    spreads = certainty.Spreads(net=sds[0], pollution=sds[1:])
    tau = standards.rule.tau_c, standards.rule.tau_p
    made = certainty.certainty(carbon, pollution, judged, spreads, tau, drawing)
    return made.confidence, judged.zoning


def _sides(made: cells.Cells, standards: cells.Standards):
    """Both sides of an evaluation from cells; modes are checked beforehand, so the standard tells them."""
    standard = standards.carbon_standard if made.carbon_standard is None else made.carbon_standard
    carbon = evaluation.Carbon(
        net=made.net,
        denominator=np.broadcast_to(made.denominator, made.net.shape),
        mode=_mode(standard),
        standard=standard,
        benchmark=standards.carbon_benchmark,
    )
    if not standards.pollutants:
        return carbon, evaluation.Pollution(q_p=made.pollution[0])
    limits = [*made.pollution_standards, *([None] * len(standards.pollutants))]
    pollution = evaluation.Pollution(
        values=made.pollution,
        standards=[
            one.standard if limit is None else limit for one, limit in zip(standards.pollutants, limits)
        ],
        benchmarks=[one.benchmark for one in standards.pollutants],
        names=[str(number) for number in range(len(standards.pollutants))],
        composite=standards.composite,
        weights=standards.weights,
    )
    return carbon, pollution


def _mode(standard) -> str:
    values = np.atleast_1d(standard)
    if (np.nan_to_num(values) == 0).all():
        return "neutrality"
    return "duty" if np.nanmax(values) < 0 else "quota"
