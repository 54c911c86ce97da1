"""Several estimates of one quantity as output: columns of what they say together, and of every pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core import estimates, uncertainty
from ..core.errors import problem
from ..toolbelt.translation import translate
from .run import Run


def combined_columns(made: estimates.Combined) -> dict[str, np.ndarray]:
    """Declared columns of combined estimates."""
    mean = uncertainty.from_sd(made.mean, made.mean_sd)
    weighted = uncertainty.from_sd(made.weighted, made.weighted_sd)
    return {
        "est_count": made.count,
        "est_min": made.low,
        "est_max": made.high,
        "est_range": made.range,
        "est_mean": made.mean,
        **uncertainty.columns("est_mean", mean),
        "est_trimmed": made.trimmed,
        "est_weighted": made.weighted,
        **uncertainty.columns("est_weighted", weighted),
        "est_birge": made.birge,
        "est_agreement": made.agreement,
        "flags": made.flags,
    }


def pair_columns(made: estimates.Pairs, names: Sequence[str]) -> dict[str, np.ndarray]:
    """Declared columns of the pairs of estimates."""
    called = np.array([*names, None], dtype=object)
    known = made.places > 0
    blank = np.full(len(known), np.nan)
    return {
        "est_one": called[made.one],
        "est_other": called[made.other],
        "est_places": made.places,
        "est_compared": made.compared,
        "est_apart": made.apart,
        "est_difference": np.divide(made.difference, made.places, out=blank, where=known),
    }


def tell(run: Run, places: int, counts: dict[str, int]) -> None:
    """What came out, for the log: *counts* says how many places carry each flag."""
    run.say(translate("Estimates", "{count} quantities or cells were combined.").format(count=places))
    if counts.get(estimates.DISJOINT):
        run.warn(
            problem(
                "In {count} of {places} places intervals of estimates do not overlap (DISJOINT): at least "
                "one of them is wrong, or more certain than it can be.",
                count=counts[estimates.DISJOINT],
                places=places,
            )
        )
    if counts.get(estimates.OPPOSITE):
        run.warn(
            problem(
                "In {count} of {places} places estimates disagree on source or sink (OPPOSITE).",
                count=counts[estimates.OPPOSITE],
                places=places,
            )
        )
    if counts.get(estimates.NO_INTERVAL):
        run.warn(
            problem(
                "In {count} of {places} places fewer than two estimates have an interval, so that nothing "
                "can be said about agreement (NO_INTERVAL).",
                count=counts[estimates.NO_INTERVAL],
                places=places,
            )
        )
