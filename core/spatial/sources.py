"""Who causes it: contributions of sources to units and to receptors (methods C.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import vocabulary
from ..csvdata import number, read_rows
from ..errors import InputError, problem

MOST_PAIRS = 20_000_000
SECTORS = (8, 16)


def refuse_too_many(receptors: int, sources: int) -> None:
    """Raise where a matrix of receptors by sources would not fit into memory."""
    if receptors * sources > MOST_PAIRS:
        raise InputError(
            problem(
                "{receptors} receptors by {sources} sources are more pairs than memory allows ({most}). Sum "
                "sources up, or take fewer receptors.",
                receptors=receptors,
                sources=sources,
                most=MOST_PAIRS,
            )
        )


def shares(amounts) -> np.ndarray:
    """Contribution of every source to its unit: rows are units, columns sources; NaN for an empty row."""
    amounts = np.asarray(amounts, dtype=np.float64)
    totals = amounts.sum(axis=-1, keepdims=True)
    return np.divide(amounts, totals, out=np.full(amounts.shape, np.nan), where=totals != 0)


def location_quotients(amounts) -> np.ndarray:
    """LQ_k = (E_ik / E_i) / (E_k / E): above 1, a source weighs more in the unit than in the region."""
    amounts = np.asarray(amounts, dtype=np.float64)
    region = amounts.sum(axis=0)
    overall = np.divide(region, region.sum(), out=np.full(region.shape, np.nan), where=region != 0)
    return shares(amounts) / overall


def receptor_load(transfer, emission, passing: bool = False):
    """Load of receptors and the contribution of every source to it.

        C = T E ;   phi_rs = T_rs E_s / C_r

    Parameters
    ----------
    transfer
        T, shape (receptors, sources): share of the source's emission that reaches the receptor;
        not negative, column sums at most 1.
    emission
        E, one amount per source.
    passing
        Whether what reaches a receptor goes on to the next, as in a river; then columns may sum to more.

    Returns
    -------
    load : float64 array, shape (receptors,)
    contribution : float64 array, shape (receptors, sources)
        NaN for receptors without load.
    """
    transfer = np.asarray(transfer, dtype=np.float64)
    emission = np.asarray(emission, dtype=np.float64)
    most = 1 + 1e-9 if not passing else np.inf
    if (transfer < 0).any() or (transfer.sum(axis=0) > most).any():
        raise InputError(
            problem(
                "The transfer matrix must not be negative, and no source may hand on more than it emits: "
                "the largest column sum is {sum}.",
                sum=float(transfer.sum(axis=0).max(initial=0.0)),
            )
        )
    arriving = transfer * emission
    load = arriving.sum(axis=1)
    return load, shares(arriving)


def wind_transfer(receptors, sources, frequency, decay: float) -> np.ndarray:
    """Relative transfer by air: frequency of the wind from source to receptor, fading with distance.

        T_rs proportional to f(sector of the direction from s to r) exp(-d_rs / decay)

    scaled so that a source hands on at most its whole emission.

    Parameters
    ----------
    receptors, sources
        Projected coordinates, shapes (r, 2) and (s, 2).
    frequency
        Frequencies of the directions *from which* the wind blows, in equal sectors clockwise from
        north; 8 or 16 values, their sum is 1 (or any positive number, which is divided out).
    decay
        Distance over which the transfer falls to 1/e, map units.
    """
    receptors, sources = np.asarray(receptors, float), np.asarray(sources, float)
    refuse_too_many(len(receptors), len(sources))
    frequency = np.asarray(frequency, dtype=np.float64)
    frequency = frequency / frequency.sum()
    away = receptors[:, None, :] - sources[None, :, :]
    towards = np.degrees(np.arctan2(away[..., 0], away[..., 1])) % 360.0
    width = 360.0 / len(frequency)
    blowing_from = (np.floor(((towards + 180.0) % 360.0) / width + 0.5)).astype(int) % len(frequency)
    distance = np.hypot(away[..., 0], away[..., 1])
    # a source at the receptor's own place acts in every wind
    share = np.where(distance > 0, frequency[blowing_from], 1.0)
    return _at_most_whole(share * np.exp(-distance / decay))


def downstream_transfer(downstream, length, decay: float) -> np.ndarray:
    """Transfer by water: exp(-k L) to every receptor downstream, nothing upstream.

    Parameters
    ----------
    downstream
        Boolean matrix (receptors, sources): does the receptor lie downstream of the source?
    length
        Length of the way along the water, same shape.
    decay
        k, per unit of *length*.
    """
    return np.where(downstream, np.exp(-decay * np.asarray(length, dtype=np.float64)), 0.0)


def _at_most_whole(weights: np.ndarray) -> np.ndarray:
    sums = weights.sum(axis=0)
    return np.divide(weights, np.maximum(sums, 1.0))


@cache
def wind_directions() -> tuple[vocabulary.Named, ...]:
    """The sixteen directions clockwise from north, with their names."""
    rows = read_rows(vocabulary.FOLDER / "wind_directions.csv", "vocabulary")
    return tuple(vocabulary.Named(row["code"], row["name_en"], row["name_zh"]) for row in rows)


def wind_rose(directions: Sequence[str], frequencies: Sequence[float]) -> np.ndarray:
    """Frequencies in equal sectors clockwise from north, from rows of direction and frequency.

    Parameters
    ----------
    directions
        Where the wind blows *from*: N, NNE ... in English letters, the Chinese words, or degrees. Of 8 or 16
        directions those that are not given have none. Degrees go to the nearest direction.
    frequencies
        Any unit; 0 or above. Calms belong to no direction and are left out by the caller.

    Returns
    -------
    float64 array of 8 or 16, with sum 1

    Raises
    ------
    InputError
        A direction is unknown or repeated, a frequency negative, or all are zero.
    """
    places = [_direction(text) for text in directions]
    unknown = [str(text) for text, place in zip(directions, places) if place is None]
    known = [place for place in places if place is not None]
    values = np.asarray(frequencies, dtype=np.float64)
    faults = []
    if unknown:
        faults.append(
            problem(
                "These are no wind directions: {unknown}. Write N, NNE, NE ... or degrees.",
                unknown=", ".join(unknown),
            )
        )
    if len(set(known)) < len(known):
        faults.append(problem("A wind direction is given more than once; keep one row for each."))
    if not np.isfinite(values).all() or (values < 0).any() or not values.sum() > 0:
        faults.append(problem("The wind frequencies must be 0 or above, and not all 0."))
    if faults:
        raise InputError(*faults)
    rose = np.zeros(16)
    rose[known] = values
    if not rose[1::2].any() and len(known) <= SECTORS[0]:
        rose = rose[::2]
    return rose / rose.sum()


def _direction(text: str) -> int | None:
    """Place among the sixteen directions; None where the text is no direction."""
    plain = vocabulary.fold(str(text))
    for place, direction in enumerate(wind_directions()):
        words = (direction.code, direction.name_en, direction.name_zh, f"{direction.name_zh}风")
        if plain in {vocabulary.fold(word) for word in words}:
            return place
    try:
        return round((number(str(text)) % 360.0) / 22.5) % 16
    except InputError:
        return None


@dataclass(frozen=True)
class Ledger:
    """Who brings how much to whom: one row for each receptor and source that reaches it.

    Attributes
    ----------
    receptor, source
        Positions; receptors in order, their sources by what they bring.
    transfer
        Part of the emission that reaches the receptor.
    arriving
        Amount that reaches the receptor.
    contribution
        Its share of the load of the receptor.
    rank
        1 for the source that brings most to the receptor.
    cumulative
        Contributions of this source and those before it.
    decisive
        Whether the source belongs to the fewest that bring the asked share of the load.
    """

    receptor: np.ndarray
    source: np.ndarray
    transfer: np.ndarray
    arriving: np.ndarray
    contribution: np.ndarray
    rank: np.ndarray
    cumulative: np.ndarray
    decisive: np.ndarray


def ledger(transfer, emission, share: float = 0.8, passing: bool = False) -> Ledger:
    """Rows of contributions, ranked within every receptor (Pareto).

    Parameters
    ----------
    transfer, emission, passing
        As in `receptor_load`.
    share
        Share of the load that decisive sources bring together.
    """
    transfer = np.asarray(transfer, dtype=np.float64)
    _, contribution = receptor_load(transfer, emission, passing)
    receptor, source = np.nonzero(np.nan_to_num(contribution) > 0)
    part = contribution[receptor, source]
    order = np.lexsort((source, -part, receptor))
    receptor, source, part = receptor[order], source[order], part[order]
    first = np.flatnonzero(np.r_[True, receptor[1:] != receptor[:-1]]) if len(receptor) else receptor
    begin = np.repeat(first, np.diff(np.append(first, len(receptor))))
    running = np.cumsum(part)
    before = running - part - (running - part)[begin]
    through = transfer[receptor, source]
    return Ledger(
        receptor,
        source,
        through,
        through * np.asarray(emission, dtype=np.float64)[source],
        part,
        np.arange(len(receptor)) - begin + 1,
        before + part,
        before < share * (1 - 1e-12),
    )


def smallest_set(amounts, share: float = 0.8) -> np.ndarray:
    """Positions of the fewest sources that hold at least *share* of the total (Pareto), largest first.

    Amounts that are negative or missing never belong to it and do not count in the total.
    """
    amounts = np.asarray(amounts, dtype=np.float64)
    positive = np.where(amounts > 0, amounts, 0.0)
    order = np.argsort(-positive, kind="stable")
    reached = np.cumsum(positive[order])
    if not reached.size or reached[-1] == 0:
        return order[:0]
    needed = int(np.searchsorted(reached, share * reached[-1] * (1 - 1e-12))) + 1
    return order[:needed]


def concentration(amounts) -> float:
    """Herfindahl-Hirschman index: sum of the squared shares, 1/n (even) to 1 (a single source)."""
    part = shares(np.asarray(amounts, dtype=np.float64))
    return float((part**2).sum())


def gap_by_growth(base, current, gap: float) -> np.ndarray:
    """Gap to a target attributed to the sources that grew: gap * max(0, change) / sum of positive changes."""
    growth = np.maximum(np.asarray(current, float) - np.asarray(base, float), 0.0)
    return gap * growth / growth.sum() if growth.sum() > 0 else np.full(growth.shape, np.nan)


def gap_by_share(current, gap: float) -> np.ndarray:
    """Gap to a target attributed by the shares in the current amounts."""
    return gap * shares(np.asarray(current, dtype=np.float64))
