"""Who causes it: contributions of sources to units and to receptors (methods C.7)."""

from __future__ import annotations

import numpy as np

from ..errors import InputError, problem


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


def receptor_load(transfer, emission):
    """Load of receptors and the contribution of every source to it.

        C = T E ;   phi_rs = T_rs E_s / C_r

    Parameters
    ----------
    transfer
        T, shape (receptors, sources): share of the source's emission that reaches the receptor;
        not negative, column sums at most 1.
    emission
        E, one amount per source.

    Returns
    -------
    load : float64 array, shape (receptors,)
    contribution : float64 array, shape (receptors, sources)
        NaN for receptors without load.
    """
    transfer = np.asarray(transfer, dtype=np.float64)
    emission = np.asarray(emission, dtype=np.float64)
    if (transfer < 0).any() or (transfer.sum(axis=0) > 1 + 1e-9).any():
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
