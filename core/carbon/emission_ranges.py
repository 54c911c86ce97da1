"""Intervals of emission accounts: lines of an account as terms of `core.uncertainty`.

A line is a cell of the table times a stream; its terms are the parts of the stream's rate. Factors are shared
by all lines that use them, amounts by the gases of one cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .. import uncertainty as un
from .parts import Part, Spread
from .rows import Cells
from .streams import Resolved

RANGES = ("own", "generic")


@dataclass(frozen=True)
class Spreading:
    """How intervals are made.

    Attributes
    ----------
    ranges
        ``own``: limits that the factor tables print (or IPCC 2006 for fuels); ``generic``: where they print
        none, the half-width of the kind of factor stands in.
    draws
        0: error propagation; above: Monte Carlo with so many draws.
    seed, distribution
        See `uncertainty.simulate`.
    """

    ranges: str = "own"
    draws: int = 0
    seed: int = 42
    distribution: str = "auto"

    @property
    def described(self) -> dict[str, object]:
        """How the intervals were made, for the provenance."""
        if not self.draws:
            return {"level": "95 %", "method": "propagation"}
        return {
            "level": "95 %",
            "method": "montecarlo",
            "draws": self.draws,
            "seed": self.seed,
            "distribution": self.distribution,
        }


class Ranges:
    """The lines of an account with everything that has limits.

    Parameters
    ----------
    resolved
        Factors of every kind; None where there are none.
    cells
        Cells of the table; their widths are inputs of their own.
    names
        Function that names a cell, the same whatever the order of rows.
    cell, stream
        Of every line.
    weight
        t CO2e of every line per t of gas, times its amount: the line is weight times rate.
    """

    def __init__(self, resolved, cells: Cells, names, cell, stream, weight, asked: Spreading):
        self._asked = asked
        parts = [_used(one.parts, asked.ranges) for one in _streams(resolved)]
        spreads = list(dict.fromkeys(spread for these in parts for part in these for spread in part.spreads))
        relative = _relative(cells)
        wide = np.flatnonzero(relative > 0)
        width = relative[wide]
        self._inputs = un.Inputs(
            [*(spread.key for spread in spreads), *(f"amount/{names(one)}" for one in wide.tolist())],
            np.ones(len(spreads) + len(wide)),
            np.concatenate([[spread.low for spread in spreads], 1 - width]),
            np.concatenate([[spread.high for spread in spreads], 1 + width]),
        )
        value, self._of_part = _flat(parts, spreads)
        self._line, self._part = _parts_of_lines(parts, stream)
        self._scale = value[self._part] * weight[self._line]
        #: Whether lines of one part differ by their exactly known scales alone.
        self._alike = not len(wide)
        if self._alike:
            # amounts without widths are most tables: a place that nothing fills is not carried along
            self._of_part = self._of_part[:, 1:]
        self._of = self._of_part[self._part]
        if not self._alike:
            of_amount = np.full(len(cells), un.NONE)
            of_amount[wide] = len(spreads) + np.arange(len(wide))
            self._of[:, 0] = of_amount[cell[self._line]]
        #: Which lines have any width.
        self.ranged = np.zeros(len(cell), dtype=bool)
        self.ranged[self._line[(self._of != un.NONE).any(axis=1)]] = True

    def of(
        self,
        target: np.ndarray,
        count: int,
        chosen: np.ndarray,
        progress: Callable[[float], None] = lambda fraction: None,
    ) -> un.Interval:
        """Intervals of sums of lines.

        Parameters
        ----------
        target
            Sum that each line belongs to.
        count
            Number of sums.
        chosen
            Mask of the lines that are added.
        """
        asked = self._asked
        line, scale, inputs = self._line, self._scale, self._of
        kept = chosen[line] & np.isfinite(scale)
        if not kept.all():
            line, scale, inputs = line[kept], scale[kept], inputs[kept]
        terms = un.Terms(target[line], scale, inputs)
        return un.interval(terms, self._inputs, count, asked.draws, asked.seed, asked.distribution, progress)

    def of_all(self, chosen: np.ndarray) -> un.Interval:
        """Interval of the sum of all lines of the mask *chosen*."""
        if not self._alike:
            return self.of(np.zeros(len(chosen), dtype=np.int64), 1, chosen)
        # a part of a rate that many lines share is one term of their sum
        kept = chosen[self._line] & np.isfinite(self._scale)
        scale = np.bincount(self._part[kept], self._scale[kept], len(self._of_part))
        terms = un.Terms(np.zeros(len(scale), dtype=np.int64), scale, self._of_part)
        asked = self._asked
        return un.interval(terms, self._inputs, 1, asked.draws, asked.seed, asked.distribution)


def _streams(resolved: list[Resolved | None]):
    return [stream for found in resolved if found is not None for stream in found.streams]


def _used(parts: tuple[Part, ...], ranges: str) -> list[Part]:
    """Parts with the spreads that are wanted."""
    if ranges == "own":
        return list(parts)
    return [Part(one.value, (*one.spreads, *one.generic)) for one in parts]


def _relative(cells: Cells) -> np.ndarray:
    """Half-width of the amount of every cell over the amount; 0 where exactly known or missing."""
    known = np.isfinite(cells.amount) & (cells.amount != 0) & (cells.width > 0)
    return np.divide(cells.width, np.abs(cells.amount), out=np.zeros(len(cells)), where=known)


def _flat(parts: list[list[Part]], spreads: list[Spread]) -> tuple[np.ndarray, np.ndarray]:
    """(value, inputs) of the parts of all streams, one after the other; the first input is left free."""
    at = {spread: number for number, spread in enumerate(spreads)}
    flat = [part for these in parts for part in these]
    most = max((len(part.spreads) for part in flat), default=0) + 1
    inputs = np.full((len(flat), most), un.NONE, dtype=np.int64)
    for row, part in enumerate(flat):
        inputs[row, 1 : 1 + len(part.spreads)] = [at[spread] for spread in part.spreads]
    return np.array([part.value for part in flat], dtype=np.float64), inputs


def _parts_of_lines(parts: list[list[Part]], stream: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(line, part) for every part of every line."""
    count = np.array([len(these) for these in parts], dtype=np.int64)
    start = np.cumsum(count) - count
    of_line = count[stream] if len(stream) else np.zeros(0, dtype=np.int64)
    line = np.repeat(np.arange(len(stream)), of_line)
    within = np.arange(len(line)) - np.repeat(np.cumsum(of_line) - of_line, of_line)
    return line, start[stream[line]] + within
