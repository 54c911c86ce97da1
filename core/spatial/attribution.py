"""Tables of contributions: within units, between sources and receptors, and the sources by rank.

Puts together what `sources` computes (methods C.7), for callers that have rows and not matrices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, Problem, problem
from ..grouping import factorise
from . import sources

SHOWN = 10


@dataclass(frozen=True)
class Between:
    """Contributions of sources to receptors.

    Attributes
    ----------
    load
        What reaches every receptor.
    emission
        Of every source.
    book
        One row for each receptor and source that reaches it.
    """

    load: np.ndarray
    emission: np.ndarray
    book: sources.Ledger


def between(transfer, emission, share: float = 0.8, passing: bool = False) -> Between:
    """Loads and contributions from a transfer matrix; see `sources.ledger`."""
    load, _ = sources.receptor_load(transfer, emission, passing)
    return Between(
        load, np.asarray(emission, dtype=np.float64), sources.ledger(transfer, emission, share, passing)
    )


@dataclass(frozen=True)
class Within:
    """Contributions of sources (sectors, enterprises) to the units that they belong to.

    Attributes
    ----------
    units, names
        Units and sources, ascending.
    amounts
        Sums by unit and source, shape (units, names).
    quotient
        Location quotients, same shape; NaN where a unit has nothing.
    book
        One row for each unit and source with an amount above 0.
    gap
        Total of every unit less its target, 0 where it is met; NaN without a target; None where no targets
        are given.
    gap_by_share, gap_by_growth
        The gap attributed by shares, and by the growth since the base year; None where not asked for.
    remarks
        What was left out.
    """

    units: np.ndarray
    names: np.ndarray
    amounts: np.ndarray
    quotient: np.ndarray
    book: sources.Ledger
    gap: np.ndarray | None
    gap_by_share: np.ndarray | None
    gap_by_growth: np.ndarray | None
    remarks: tuple[Problem, ...]


def within(units, names, amounts, base=None, target=None, share: float = 0.8) -> Within:
    """Contributions within units from rows of unit, source and amount; rows of one source add up.

    Parameters
    ----------
    units, names
        Texts; rows with an empty one are left out.
    amounts
        0 or above; NaN leaves the row out.
    base
        Amounts of the base year, for the attribution by growth; NaN counts as not known, not as 0.
    target
        Target of the unit, the same in all of its rows; NaN for none.
    share
        Share that decisive sources bring together.
    """
    units, names = np.asarray(units, dtype=object), np.asarray(names, dtype=object)
    amounts = np.asarray(amounts, dtype=np.float64)
    named = (units != "") & (names != "")
    used = named & np.isfinite(amounts)
    if not used.any():
        raise InputError(problem("No row has a unit, a source and an amount. Check the fields."))
    unit, unit_labels = factorise(units[used])
    source, source_labels = factorise(names[used])
    sources.refuse_too_many(len(unit_labels), len(source_labels))
    shape = (len(unit_labels), len(source_labels))
    sums = _summed(unit, source, amounts[used], shape)
    gap = None if target is None else _gaps(unit, unit_labels, np.asarray(target)[used], sums)
    growth = None
    if base is not None and gap is not None:
        before = _summed(unit, source, np.asarray(base, dtype=np.float64)[used], shape)
        growth = np.array([sources.gap_by_growth(*rows) for rows in zip(before, sums, gap)])
    return Within(
        np.array(unit_labels, dtype=object),
        np.array(source_labels, dtype=object),
        sums,
        sources.location_quotients(sums),
        sources.ledger(sums, np.ones(shape[1]), share, passing=True),
        gap,
        None if gap is None else np.array([sources.gap_by_share(*rows) for rows in zip(sums, gap)]),
        growth,
        _left_out(named),
    )


def _summed(unit: np.ndarray, source: np.ndarray, amounts: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    made = np.zeros(shape)
    np.add.at(made, (unit, source), amounts)
    return made


def _gaps(unit: np.ndarray, labels: list, target: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Gap of every unit; refuses units whose rows name different targets."""
    found = np.full(len(labels), np.nan)
    mixed = []
    for place, label in enumerate(labels):
        mine = target[(unit == place) & np.isfinite(target)]
        if len(mine):
            found[place] = mine[0]
            mixed += [label] if (mine != mine[0]).any() else []
    if mixed:
        raise InputError(
            problem(
                "{count} units have rows with different targets: {units}. Write one target per unit.",
                count=len(mixed),
                units=", ".join(map(str, mixed[:SHOWN])),
            )
        )
    return np.maximum(sums.sum(axis=1) - found, 0.0)


def _left_out(named: np.ndarray) -> tuple[Problem, ...]:
    count = int((~named).sum())
    if not count:
        return ()
    return (problem("{count} rows have no unit or no source and are left out.", count=count),)


@dataclass(frozen=True)
class Ranking:
    """Sources by what they bring.

    Attributes
    ----------
    order
        Positions of the sources, the largest first.
    share, cumulative
        In that order.
    decisive
        Whether the source belongs to the fewest that bring the asked share; in that order.
    """

    order: np.ndarray
    share: np.ndarray
    cumulative: np.ndarray
    decisive: np.ndarray


def ranking(amounts, share: float = 0.8) -> Ranking:
    """Sources ranked by their amounts (Pareto); amounts 0 or above."""
    amounts = np.asarray(amounts, dtype=np.float64)
    order = np.argsort(-amounts, kind="stable")
    part = sources.shares(amounts)[order]
    decisive = np.zeros(len(amounts), dtype=bool)
    decisive[: len(sources.smallest_set(amounts, share))] = True
    return Ranking(order, part, np.cumsum(part), decisive)
