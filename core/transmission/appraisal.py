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


def transfers(fund: float, sinks, cores, scores, weights=(0.6, 0.4), pass_mark=0.85, cap=0.10) -> np.ndarray:
    """Budget-neutral payments tied to sink protection and to the score.

        base_i = F (w1 K_i / sum K + w2 core_i / sum core)
        adj_i = clip((score_i - s0) / (1 - s0), -1, 1) cap;   pay = base (1 + adj), rescaled to F

    Parameters
    ----------
    fund
        F, what is paid out in total.
    sinks, cores
        Sinks K and core protected areas of the units, none negative.
    scores
        Scores as fractions, 0..1.
    weights
        Weights of sinks and cores.
    pass_mark
        Score s0 at which nothing is added or taken.
    cap
        Largest relative adjustment.

    Notes
    -----
    A proposal of the method notes (D.9), shaped after the transfer rules for key ecological function
    areas of 2017, whose amounts it does not reproduce.
    """
    k, core = (_shares(np.asarray(a, dtype=np.float64)) for a in (sinks, cores))
    base = fund * (weights[0] * k + weights[1] * core)
    adjustment = np.clip((np.asarray(scores, dtype=np.float64) - pass_mark) / (1 - pass_mark), -1, 1) * cap
    pay = base * (1.0 + adjustment)
    return pay * (fund / pay.sum())


def _shares(values: np.ndarray) -> np.ndarray:
    if not np.isfinite(values).all() or (values < 0).any() or values.sum() == 0:
        raise InputError(
            problem("Sinks and core areas must be known, nowhere negative and not zero everywhere.")
        )
    return values / values.sum()


def amplification(joint: float, singles) -> float:
    """Gain of measures taken together: joint reduction minus the sum of the single ones.

    Positive for carbon and for pollution means that the measures amplify each other (zoning paper 4.3).
    """
    return float(joint - np.sum(singles))
