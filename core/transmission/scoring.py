"""Weighing indicators by any method of D.4.1, and scoring units with the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import InputError, problem
from . import weights as science

WEIGHINGS = ("entropy", "entropy_share", "critic", "ahp", "equal", "given")
SCORES = ("minmax", "share", "topsis")


@dataclass(frozen=True)
class Weighing:
    """Weights of indicators and what led to them.

    Attributes
    ----------
    weights
        One per indicator, sum 1.
    details
        Name -> one number per indicator: entropy, standard deviation, conflict.
    hierarchy
        Consistency of the comparisons, where AHP was asked for.
    """

    weights: np.ndarray
    details: dict[str, np.ndarray] = field(default_factory=dict)
    hierarchy: science.Hierarchy | None = None


def as_benefits(matrix, less_is_better: Sequence[bool] = ()) -> np.ndarray:
    """The matrix with those indicators turned of which less is better: largest + smallest - x.

    Turning keeps the range of an indicator, and keeps it free of negative values.
    """
    x = np.asarray(matrix, dtype=np.float64)
    if not any(less_is_better):
        return x
    turned = x.max(axis=0) + x.min(axis=0) - x
    return np.where(np.asarray(less_is_better, dtype=bool), turned, x)


def weigh(
    matrix,
    method: str,
    given: Sequence[float] = (),
    less_is_better: Sequence[bool] = (),
    comparisons=None,
) -> Weighing:
    """Weights of indicators.

    Parameters
    ----------
    matrix
        Shape (units, indicators).
    method
        One of `WEIGHINGS`.
    given
        Weights, where they are given; scaled to 1.
    less_is_better
        One per indicator; none where it is empty.
    comparisons
        Reciprocal matrix for ``ahp``.
    """
    x = as_benefits(matrix, less_is_better)
    if method == "ahp":
        found = science.ahp(comparisons)
        return Weighing(_fitting(found.weights, x.shape[1]), hierarchy=found)
    if method == "given":
        return Weighing(_given(given, x.shape[1]))
    if method == "equal" or x.shape[1] == 1:
        return Weighing(np.full(x.shape[1], 1.0 / x.shape[1]))
    if method == "critic":
        spread, conflict = science.contrast_and_conflict(x)
        return Weighing(science.critic_weights(x), {"spread_value": spread, "conflict_value": conflict})
    if method in ("entropy", "entropy_share"):
        kind = "share" if method == "entropy_share" else "minmax"
        return Weighing(science.entropy_weights(x, kind), {"entropy_value": science.entropies(x, kind)})
    raise InputError(
        problem(
            "The weighing {name} is not known; choose one of {known}.",
            name=method,
            known=", ".join(WEIGHINGS),
        )
    )


def score(matrix, weights, method: str = "minmax", less_is_better: Sequence[bool] = ()) -> np.ndarray:
    """Scores of units.

    ``minmax``: weighted sum of min-max values, 0..1. ``share``: weighted sum of shares of the total, sum 1.
    ``topsis``: closeness to the ideal unit, 0..1.
    """
    w = np.asarray(weights, dtype=np.float64)
    if method == "topsis":
        return science.topsis(matrix, w, less_is_better or None)
    x = as_benefits(matrix, less_is_better)
    if method == "minmax":
        return science.minmax(x) @ w
    if (x < 0).any():
        raise InputError(problem("Scores of shares need indicators without negative values; use min-max."))
    whole = x.sum(axis=0)
    return np.divide(x, whole, out=np.zeros_like(x), where=whole > 0) @ w


def ranks(scores) -> np.ndarray:
    """Rank of each score, 1 the highest; equal ones share the better rank."""
    s = np.asarray(scores, dtype=np.float64)
    return np.searchsorted(np.sort(-s), -s) + 1


def from_pairs(names: Sequence[str], pairs: Sequence[tuple[str, str, float]]) -> np.ndarray:
    """Reciprocal matrix of comparisons from its pairs (first, second, how many times the first weighs).

    Raises
    ------
    InputError
        Names that are no indicators, pairs that are missing, doubled, or compare an indicator with itself.
    """
    place = {name: at for at, name in enumerate(names)}
    made = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(made, 1.0)
    found = []
    for first, second, times in pairs:
        strange = [name for name in (first, second) if name not in place]
        if strange or first == second or not np.isfinite(times) or times <= 0:
            found.append(
                problem(
                    "The comparison of {first} with {second} ({times}) cannot be used: compare two different "
                    "indicators ({names}) by a number above 0.",
                    first=first,
                    second=second,
                    times=times,
                    names=", ".join(names),
                )
            )
            continue
        i, j = place[first], place[second]
        if np.isfinite(made[i, j]) and not np.isclose(made[i, j], times):
            found.append(
                problem("{first} and {second} are compared twice, differently.", first=first, second=second)
            )
        made[i, j], made[j, i] = times, 1.0 / times
    open_ = [f"{names[i]} – {names[j]}" for i, j in np.argwhere(np.isnan(made)) if i < j]
    if open_ and not found:
        found.append(
            problem("{count} comparisons are missing: {pairs}.", count=len(open_), pairs=", ".join(open_))
        )
    if found:
        raise InputError(*found)
    return made


def _given(given: Sequence[float], count: int) -> np.ndarray:
    w = np.asarray(given, dtype=np.float64)
    if len(w) != count or not np.isfinite(w).all() or (w < 0).any() or w.sum() == 0:
        raise InputError(
            problem(
                "There are {count} indicators; give one weight for each, none negative and not all zero.",
                count=count,
            )
        )
    return w / w.sum()


def _fitting(w: np.ndarray, count: int) -> np.ndarray:
    if len(w) != count:
        raise InputError(
            problem(
                "The comparisons weigh {found} indicators, but there are {count}.", found=len(w), count=count
            )
        )
    return w
