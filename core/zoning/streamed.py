"""Benchmark and strong thresholds of rasters that are too large to be sorted: gathered window by window.

The benchmark is exact. Thresholds that follow the data come from a histogram whose bins part numbers by at
most one part in 2048 (the first 20 bits of a 32-bit float), so that they are right to 0.05 %.
"""

from __future__ import annotations

import numpy as np

from ..errors import InputError, problem
from . import sixclass

_SHIFT = 11
_BINS = 1 << (31 - _SHIFT)


class Benchmark:
    """Sums behind `sixclass.carbon_benchmark`: net emission and denominator of the emitting cells."""

    def __init__(self):
        self._net = self._denominator = 0.0

    @staticmethod
    def part(net: np.ndarray, denominator) -> tuple[float, float]:
        """What one window adds."""
        emitting = (net > 0) & np.isfinite(net)
        if np.ndim(denominator) == 0:
            return float(net.sum(where=emitting, dtype=np.float64)), float(emitting.sum()) * denominator
        emitting &= np.isfinite(denominator) & (denominator > 0)
        return (
            float(net.sum(where=emitting, dtype=np.float64)),
            float(np.sum(denominator, where=emitting, dtype=np.float64)),
        )

    def add(self, part: tuple[float, float]) -> None:
        """Take in what a window added."""
        self._net += part[0]
        self._denominator += part[1]

    @property
    def sums(self) -> tuple[float, float]:
        """Net emission and denominator so far, to be added to another one."""
        return self._net, self._denominator

    @property
    def value(self) -> float:
        """B_c; NaN where no cell emits."""
        return self._net / self._denominator if self._denominator > 0 else float("nan")


class Exceeders:
    """Histogram of the exceedances above 0."""

    def __init__(self):
        self._counts = np.zeros(_BINS, dtype=np.int64)

    @staticmethod
    def part(q: np.ndarray) -> np.ndarray:
        """Bins of the exceeders of one window, and how many lie in each."""
        found = q[np.isfinite(q) & (q > 0)].astype(np.float32)
        return np.bincount(found.view(np.int32) >> _SHIFT, minlength=_BINS)

    def add(self, part: np.ndarray) -> None:
        """Take in what a window added."""
        self._counts += part

    @property
    def total(self) -> int:
        """Number of exceeders."""
        return int(self._counts.sum())

    def quantile(self, share: float) -> float:
        """The value below which *share* of the exceeders lies, as `numpy.quantile` has it."""
        return _quantile(*self._filled(), share)

    def _filled(self) -> tuple[np.ndarray, np.ndarray]:
        """Middles of the bins that hold something, and how much."""
        held = np.flatnonzero(self._counts)
        bits = (held.astype(np.int32) << _SHIFT) + (1 << (_SHIFT - 1))
        return bits.view(np.float32).astype(np.float64), self._counts[held].astype(np.float64)

    def threshold(self, mode: str, value: float = 1.0) -> float:
        """`sixclass.strong_threshold` from the histogram.

        Raises
        ------
        InputError
            Too few exceeders.
        """
        if mode == "fixed":
            return value
        total = self.total
        needed = sixclass.MIN_EXCEEDERS_FOR_JENKS if mode == "jenks2" else 1
        if total < needed:
            raise InputError(
                problem(
                    "Only {count} cells exceed the standard; the threshold mode {mode} needs at least "
                    "{needed}. Use the mode fixed.",
                    count=total,
                    mode=mode,
                    needed=needed,
                )
            )
        return self.quantile(0.5) if mode == "median" else _upper_class(*self._filled())


def _quantile(values: np.ndarray, counts: np.ndarray, share: float) -> float:
    """Between the two values around the place (n - 1) x share, in proportion."""
    upto, place = np.cumsum(counts), (counts.sum() - 1) * share
    low = values[np.searchsorted(upto, np.floor(place), side="right")]
    high = values[np.searchsorted(upto, np.ceil(place), side="right")]
    return float(low + (high - low) * (place - np.floor(place)))


def _upper_class(values: np.ndarray, counts: np.ndarray) -> float:
    """Start of the upper of two classes whose squared deviations are least (Fisher-Jenks, two classes)."""
    if len(values) == 1:
        return float(values[0])
    n, s = np.cumsum(counts)[:-1], np.cumsum(counts * values)[:-1]
    total_n, total_s = counts.sum(), (counts * values).sum()
    between = s**2 / n + (total_s - s) ** 2 / (total_n - n)
    return float(values[1:][between.argmax()])
