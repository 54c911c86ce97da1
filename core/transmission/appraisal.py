"""Scores, grades and payments: what follows from keeping or missing targets (methods D.9)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from . import warning


@dataclass(frozen=True)
class Score:
    """Assessment of one unit.

    Attributes
    ----------
    score
        0..100.
    attainment
        Attainment of every indicator, 0..1.
    vetoed
        Positions of rigid indicators that were not met; any of them caps the grade at "not passed".
    coverage
        Share of the weight whose attainment is known.
    """

    score: float
    attainment: np.ndarray
    vetoed: np.ndarray
    coverage: float


def attainment(values, targets, directions) -> np.ndarray:
    """How far targets are reached, 0..1.

        ceilings min(1, target/value), floors min(1, value/target) for targets above 0;
        otherwise 1 - max(0, d), not below 0, with the deviation d of the warning

    NaN where value or target is missing.
    """
    v, t = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(values, targets))
    floor = np.broadcast_to(np.asarray(directions, dtype=object) == "floor", v.shape)
    over, under = np.where(floor, v, t), np.where(floor, t, v)
    positive = (t > 0) & np.isfinite(v)
    # a ceiling's value of 0 or below, and a floor's target that is passed, are full attainment
    ratio = np.divide(over, under, out=np.ones(v.shape), where=positive & (under > 0))
    d = warning.deviation(v, t, np.where(floor, "floor", "ceiling"))
    found = np.where(positive, ratio, 1.0 - np.maximum(d, 0.0))
    return np.where(np.isfinite(v) & np.isfinite(t), np.clip(found, 0.0, 1.0), np.nan)


def assess(values, targets, directions, rigid, weights) -> Score:
    """Score of a unit from its indicators: 100 sum w a, with a veto of rigid indicators.

    Parameters
    ----------
    values, targets, directions
        One per indicator.
    rigid
        True for binding indicators (约束性).
    weights
        Weights of the indicators, none negative; those of unknown indicators are shared by the others,
        and the coverage says how much that was.
    """
    w = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(w).all() or (w < 0).any() or w.sum() == 0:
        raise InputError(
            problem("The weights of an assessment must be known, none negative and not all zero.")
        )
    found = attainment(values, targets, directions)
    known = np.isfinite(found)
    held = w[known].sum()
    score = 100.0 * float((w[known] * found[known]).sum() / held) if held > 0 else float("nan")
    missed = known & (found < 1 - 1e-12) & np.asarray(rigid, dtype=bool)
    return Score(score, found, np.flatnonzero(missed), float(held / w.sum()))


@dataclass(frozen=True)
class Payments:
    """Payments from a fund.

    Attributes
    ----------
    base
        Share of the fund by sinks and core areas.
    adjustment
        Relative adjustment by the score; 0 where a unit has no score.
    pay
        What is paid; adds up to the fund.
    """

    base: np.ndarray
    adjustment: np.ndarray
    pay: np.ndarray


def payments(fund: float, sinks, cores, scores, weights=(0.6, 0.4), pass_mark=0.85, cap=0.10, barred=None):
    """Budget-neutral payments tied to sink protection and to the score.

        base_i = F (w1 K_i / sum K + w2 core_i / sum core),   w1 + w2 = 1
        adj_i = clip((score_i - s0) / (1 - s0), -1, 1) cap;   pay = base (1 + adj), rescaled to F

    Parameters
    ----------
    fund
        F, what is paid out in total, > 0.
    sinks, cores
        Sinks K and core protected areas of the units, none negative. *cores* None: sinks alone decide.
    scores
        Scores as fractions, 0..1; NaN where a unit has none, which is neither rewarded nor cut.
    weights
        Weights of sinks and cores; scaled to 1.
    pass_mark
        Score s0 at which nothing is added or taken, below 1.
    cap
        Largest relative adjustment, 0..1.
    barred
        True for units that get no reward whatever their score: a rigid indicator was missed (veto).

    Returns
    -------
    Payments

    Notes
    -----
    A proposal of the method notes (D.9), shaped after the transfer rules for key ecological function
    areas of 2017, whose amounts it does not reproduce.
    """
    if not (np.isfinite(fund) and fund > 0 and 0 <= pass_mark < 1 and 0 <= cap <= 1):
        raise InputError(
            problem(
                "The fund must be above 0, the pass mark at least 0 and below 1 (100 %), and the largest "
                "adjustment between 0 and 1."
            )
        )
    if cores is None:
        base = fund * _shares(np.asarray(sinks, dtype=np.float64))
    else:
        k, core = (_shares(np.asarray(a, dtype=np.float64)) for a in (sinks, cores))
        base = fund * (weights[0] * k + weights[1] * core) / (weights[0] + weights[1])
    found = np.asarray(scores, dtype=np.float64)
    adjustment = np.clip((found - pass_mark) / (1 - pass_mark), -1, 1) * cap
    adjustment = np.where(np.isfinite(found), adjustment, 0.0)
    if barred is not None:
        adjustment = np.where(np.asarray(barred, dtype=bool), np.minimum(adjustment, 0.0), adjustment)
    pay = base * (1.0 + adjustment)
    if pay.sum() == 0:
        raise InputError(problem("The adjustments leave nothing to be paid; lower the largest adjustment."))
    return Payments(base, adjustment, pay * (fund / pay.sum()))


def transfers(fund: float, sinks, cores, scores, weights=(0.6, 0.4), pass_mark=0.85, cap=0.10) -> np.ndarray:
    """What is paid; see `payments`."""
    return payments(fund, sinks, cores, scores, weights, pass_mark, cap).pay


def _shares(values: np.ndarray) -> np.ndarray:
    if not np.isfinite(values).all() or (values < 0).any() or values.sum() == 0:
        raise InputError(
            problem("Sinks and core areas must be known, nowhere negative and not zero everywhere.")
        )
    return values / values.sum()


def amplification(joint, singles) -> float:
    """Gain of measures taken together: joint reduction minus the sum of the single ones.

    Positive for carbon and for pollution means that the measures amplify each other (zoning paper 4.3).
    """
    return float(joint - np.sum(singles))


AMPLIFIED, CARBON_ONLY, POLLUTION_ONLY, ADDITIVE, WEAKENED = (
    "amplified",
    "carbon_only",
    "pollution_only",
    "additive",
    "weakened",
)
GAINS = (AMPLIFIED, CARBON_ONLY, POLLUTION_ONLY, ADDITIVE, WEAKENED)


def gain_state(carbon, pollution, carbon_sum, pollution_sum, tolerance: float = 1e-9) -> np.ndarray:
    """What joint measures do: words of `GAINS`, None where a gain is unknown.

    Parameters
    ----------
    carbon, pollution
        Gains (see `amplification`).
    carbon_sum, pollution_sum
        Sums of the single reductions; gains below *tolerance* of them are none.
    """
    c, p = (
        np.where(np.abs(gain) <= tolerance * np.abs(total), 0.0, gain)
        for gain, total in (
            (np.asarray(carbon), np.asarray(carbon_sum)),
            (np.asarray(pollution), np.asarray(pollution_sum)),
        )
    )
    state = np.select(
        [(c > 0) & (p > 0), c > 0, p > 0, (c == 0) & (p == 0)],
        [AMPLIFIED, CARBON_ONLY, POLLUTION_ONLY, ADDITIVE],
        WEAKENED,
    ).astype(object)
    return np.where(np.isfinite(c) & np.isfinite(p), state, None)
