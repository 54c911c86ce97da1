"""The six classes on a table of industries by units: who exceeds where, and who is to leave first.

The zoning paper (section 4.1) divides by industry first and by place second; the rule is that of
`sixclass`, applied to what an industry emits per unit of its output (methods A.7). A cell of the table is
an industry in a unit; an industry as a whole is the sum of its cells, judged by the same yardstick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .. import flags as fl
from . import evaluation, sixclass

AVERAGE, ZERO, GIVEN = YARDSTICKS = ("average", "zero", "given")
STRUCTURAL, LOCAL = "structural", "local"


@dataclass(frozen=True)
class Cells:
    """Sums over the records of each industry in each unit, or of each industry.

    Attributes
    ----------
    industry, unit
        Codes; ``unit`` is empty where the cells are industries as a whole.
    emission
        t CO2e per year; NaN where unknown.
    size
        What the emission is compared with (output value, added value, area); NaN where unknown.
    loads
        Yearly loads, shape (cells, pollutants); NaN where unknown.
    load_sizes
        Sizes that belong to the loads, same shape: a whole industry counts the cells whose load is known.
    standard, limits
        Given standards per size, of carbon and of each pollutant; NaN where none is given.
    records
        How many records each cell has.
    flags
        ``PART_E`` and ``PART_P`` where cells of an industry were left out because they are not known.
    """

    industry: np.ndarray
    unit: np.ndarray
    emission: np.ndarray
    size: np.ndarray
    loads: np.ndarray
    load_sizes: np.ndarray
    standard: np.ndarray
    limits: np.ndarray
    records: np.ndarray
    flags: np.ndarray

    def __len__(self) -> int:
        return len(self.industry)


@dataclass(frozen=True)
class Yardstick:
    """Standards that were frozen for all cells.

    Attributes
    ----------
    kind
        One of `YARDSTICKS`.
    carbon, carbon_benchmark
        Standard and benchmark per size; ``carbon`` is NaN where every cell brings its own.
    limits, benchmarks
        The same for each pollutant.
    """

    kind: str
    carbon: float
    carbon_benchmark: float
    limits: np.ndarray
    benchmarks: np.ndarray


def gather(industry, unit, emission, size, loads, standard=None, limits=None) -> Cells:
    """Sum up records by industry and unit, ordered by industry, then unit.

    A number that one record of a cell lacks is unknown for the cell: missing is not zero. Given standards
    are averaged by size, so that standard times size stays the sum of what is allowed.

    Parameters
    ----------
    industry, unit
        Codes (texts) of the records.
    emission, size
        Over the records.
    loads, limits
        Shape (records, pollutants); limits may be None.
    standard
        Given carbon standard per size, over the records; None for none.
    """
    industry, unit = np.asarray(industry, dtype=object), np.asarray(unit, dtype=object)
    pairs = sorted(set(zip(industry.tolist(), unit.tolist())))
    place = {pair: at for at, pair in enumerate(pairs)}
    cell = np.array([place[pair] for pair in zip(industry.tolist(), unit.tolist())], dtype=np.int64)
    loads = np.asarray(loads, dtype=np.float64)
    nothing = np.full(len(cell), np.nan)
    count = len(pairs)

    def summed(values):
        return np.bincount(cell, weights=np.asarray(values, dtype=np.float64), minlength=count)

    def averaged(values):
        return _ratio(summed(np.asarray(values, dtype=np.float64) * size), summed(size))

    columns = range(loads.shape[1])
    given = np.full(loads.shape, np.nan) if limits is None else np.asarray(limits, dtype=np.float64)
    sizes = summed(size)
    return Cells(
        industry=np.array([*(pair[0] for pair in pairs), None], dtype=object)[:-1],
        unit=np.array([*(pair[1] for pair in pairs), None], dtype=object)[:-1],
        emission=summed(emission),
        size=sizes,
        loads=np.column_stack([summed(loads[:, j]) for j in columns]),
        load_sizes=np.column_stack([sizes for _ in columns]),
        standard=averaged(nothing if standard is None else standard),
        limits=np.column_stack([averaged(given[:, j]) for j in columns]),
        records=np.bincount(cell, minlength=count),
        flags=fl.empty(count),
    )


def industries(cells: Cells) -> Cells:
    """Industries as a whole: sums over the cells in which both amount and size are known.

    Each quantity is divided by the size of its own cells, so that an unknown cell lowers nothing; which
    industries lack some is told by the flags.
    """
    codes, group = np.unique(cells.industry.astype(str), return_inverse=True)
    count = len(codes)

    def summed(values, mask):
        counted = np.bincount(group[mask], weights=values[mask], minlength=count)
        return np.where(np.bincount(group[mask], minlength=count) > 0, counted, np.nan)

    known = np.isfinite(cells.emission) & _usable(cells.size)
    load_known = np.isfinite(cells.loads) & _usable(cells.load_sizes)
    columns = range(cells.loads.shape[1])
    flags = fl.empty(count)
    fl.mark(flags, "PART_E", np.bincount(group[~known], minlength=count) > 0)
    fl.mark(flags, "PART_P", np.bincount(group[~load_known.all(axis=1)], minlength=count) > 0)
    size = summed(cells.size, known)
    load_sizes = np.column_stack([summed(cells.load_sizes[:, j], load_known[:, j]) for j in columns])
    limits = [summed(cells.limits[:, j] * cells.load_sizes[:, j], load_known[:, j]) for j in columns]
    return Cells(
        industry=codes.astype(object),
        unit=np.full(count, "", dtype=object),
        emission=summed(cells.emission, known),
        size=size,
        loads=np.column_stack([summed(cells.loads[:, j], load_known[:, j]) for j in columns]),
        load_sizes=load_sizes,
        standard=_ratio(summed(cells.standard * cells.size, known), size),
        limits=_ratio(np.column_stack(limits), load_sizes),
        records=np.bincount(group, weights=cells.records, minlength=count).astype(int),
        flags=flags,
    )


def yardstick(cells: Cells, kind: str = AVERAGE) -> Yardstick:
    """Standards that all cells are measured by.

    ``average``: the mean of the table, sum of the amounts over sum of the sizes; the exceedance is then the
    location quotient of the intensity less one. ``zero``: the standard is 0 and that mean, over the cells
    that emit, is the benchmark. ``given``: the standards of the cells themselves; a pollutant or a carbon
    side without any falls back to the average of the table.
    """
    mean = _mean(cells.emission, cells.size)
    columns = range(cells.loads.shape[1])
    means = np.array([_mean(cells.loads[:, j], cells.load_sizes[:, j]) for j in columns])
    if kind == ZERO:
        emitting = np.where(cells.emission > 0, cells.emission, np.nan)
        polluting = np.where(cells.loads > 0, cells.loads, np.nan)
        benchmarks = np.array([_mean(polluting[:, j], cells.load_sizes[:, j]) for j in columns])
        return Yardstick(kind, 0.0, _mean(emitting, cells.size), np.zeros(len(means)), benchmarks)
    nothing = np.full(len(means), np.nan)
    if kind == AVERAGE:
        return Yardstick(kind, mean, np.nan, means, nothing)
    carbon = np.nan if np.isfinite(cells.standard).any() else mean
    limits = np.where(np.isfinite(cells.limits).any(axis=0), np.nan, means)
    return Yardstick(kind, carbon, np.nan, limits, nothing)


def evaluate(
    cells: Cells,
    by: Yardstick,
    rule: sixclass.Rule,
    names: Sequence[str],
    composite: str = "max",
    weights: Sequence[float] | None = None,
) -> evaluation.Evaluation:
    """Classes of cells or of whole industries by a frozen yardstick.

    Parameters
    ----------
    names, weights, composite
        Of the pollutants, see `pollution.index.composite`.
    """
    count = len(cells)
    standard = np.where(np.isfinite(by.carbon), np.full(count, by.carbon), cells.standard)
    limits = np.where(np.isfinite(by.limits), np.broadcast_to(by.limits, cells.loads.shape), cells.limits)
    rates = _ratio(cells.loads, cells.load_sizes)
    carbon = evaluation.Carbon(
        net=cells.emission,
        denominator=cells.size,
        mode="neutrality" if by.kind == ZERO else "quota",
        standard=0.0 if by.kind == ZERO else standard,
        benchmark=by.carbon_benchmark,
    )
    columns = range(cells.loads.shape[1])
    pollution = evaluation.Pollution(
        values=[rates[:, j] for j in columns],
        standards=[limits[:, j] for j in columns],
        benchmarks=[by.benchmarks[j] for j in columns],
        names=names,
        composite=composite,
        weights=weights,
    )
    made = evaluation.evaluate(carbon, pollution, rule)
    made.zoning.flags[...] |= cells.flags
    return made


@dataclass(frozen=True)
class Exits:
    """Cells that are candidates for leaving, the most rewarding first.

    Attributes
    ----------
    cell
        Positions among the cells.
    score
        0..1: share of the candidates' emission and loads that the cell has, weighted.
    kind
        ``structural``: the industry as a whole is SCP too; ``local``: elsewhere it does better, so that an
        upgrade to its own average may come before exit.
    """

    cell: np.ndarray
    score: np.ndarray
    kind: np.ndarray


def exits(cells: Cells, cell_class, whole: Cells, whole_class, weight: float = 0.5) -> Exits:
    """Exit candidates: the cells of class SCP, for which the paper wants an exit standard.

        score = w E_i / sum E + (1 - w) mean_j(P_ij / sum P_j),  sums over the candidates

    Parameters
    ----------
    cell_class, whole_class
        Class codes of the cells and of the industries as a whole.
    weight
        w, the weight of carbon, 0 to 1.
    """
    at = np.flatnonzero(np.asarray(cell_class) == sixclass.SCP)
    carbon = _share(cells.emission[at])
    loads = [_share(cells.loads[at, j]) for j in range(cells.loads.shape[1])]
    pollution = np.mean(np.column_stack(loads), axis=1) if len(at) else np.zeros(0)
    score = weight * carbon + (1.0 - weight) * pollution
    severe = dict(zip(whole.industry.tolist(), (np.asarray(whole_class) == sixclass.SCP).tolist()))
    kind = np.array([STRUCTURAL if severe[cells.industry[i]] else LOCAL for i in at], dtype=object)
    # equal scores by the codes, so that the order of the rows decides nothing
    order = np.lexsort((cells.unit[at].astype(str), cells.industry[at].astype(str), -np.round(score, 12)))
    return Exits(at[order], score[order], kind[order])


def location_quotient(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """Share of a cell in the emission of its unit, and its location quotient (methods C.7).

    s = E_ik / E_i,   LQ = (E_ik / E_i) / (E_k / E);  i unit, k industry
    """
    known = np.isfinite(cells.emission)
    amount = np.where(known, cells.emission, 0.0)

    def totals(codes):
        _, group = np.unique(codes.astype(str), return_inverse=True)
        return np.bincount(group, weights=amount)[group]

    share = np.where(known, _ratio(amount, totals(cells.unit)), np.nan)
    return share, _ratio(share, _ratio(totals(cells.industry), np.full(len(cells), amount.sum())))


def _usable(size: np.ndarray) -> np.ndarray:
    return np.isfinite(size) & (size > 0)


def _ratio(amount: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Amount over size; NaN where the size is unknown or not positive."""
    return np.divide(amount, size, out=np.full(np.shape(amount), np.nan), where=_usable(size))


def _mean(amount: np.ndarray, size: np.ndarray) -> float:
    """Sum over sum of the cells that know both; NaN where none does."""
    known = np.isfinite(amount) & _usable(size)
    return float(amount[known].sum() / size[known].sum()) if known.any() else float("nan")


def _share(values: np.ndarray) -> np.ndarray:
    """Shares of the sum of positive values; 0 where nothing is positive."""
    positive = np.where(np.isfinite(values) & (values > 0), values, 0.0)
    return positive / positive.sum() if positive.sum() > 0 else positive
