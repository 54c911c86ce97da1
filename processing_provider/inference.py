"""Permutations, seed, level and correction as parameters, the same for every test of significance."""

from __future__ import annotations

import numpy as np

from ..core.errors import Problem, problem
from ..toolbelt.translation import translate
from .parameters import advanced, choice, number
from .request import Request
from .run import Run

PERMUTATIONS, SEED, ALPHA = "PERMUTATIONS", "SEED", "ALPHA"
CORRECTION, DECIDES = "CORRECTION", "DECIDES"
SEED_DEFAULT = 42
MOST_PERMUTATIONS = 99_999


def permutation_parameters() -> tuple:
    """Number of permutations and their seed."""
    return (
        number(
            PERMUTATIONS,
            translate("Inference", "Permutations (0: none)"),
            999,
            0,
            MOST_PERMUTATIONS,
            whole=True,
        ),
        advanced(
            number(SEED, translate("Inference", "Seed of the permutations"), SEED_DEFAULT, 0, whole=True)
        ),
    )


def decision_parameters() -> tuple:
    """Which p-value decides, and how many tests at once are corrected for."""
    return (
        choice(
            CORRECTION,
            translate("Inference", "Correction for many tests"),
            {
                "fdr": translate("Inference", "false discovery rate (Benjamini-Hochberg)"),
                "bonferroni": translate("Inference", "Bonferroni"),
                "none": translate("Inference", "none"),
            },
        ),
        advanced(
            choice(
                DECIDES,
                translate("Inference", "What decides"),
                {
                    "permutation": translate("Inference", "permutations (analytic where there are none)"),
                    "analytic": translate("Inference", "analytic p-values"),
                },
            )
        ),
    )


def level_parameter() -> object:
    """Level of significance."""
    return number(ALPHA, translate("Inference", "Level of significance"), 0.05, 0.0, 1.0)


def problems(request: Request) -> list[Problem]:
    """A level that no p-value can meet, or that every one does."""
    definition = request.algorithm.parameterDefinition(ALPHA)
    if definition is None or 0 < request.number(ALPHA) < 1:
        return []
    return [
        problem(
            "The level of significance must lie between 0 and 1, not be {value}.", value=request.number(ALPHA)
        )
    ]


def by_permutation(request: Request) -> bool:
    """Whether pseudo p-values decide."""
    return request.choice(DECIDES) == "permutation" and request.integer(PERMUTATIONS) > 0


def note(run: Run) -> None:
    """Write into the provenance what decided."""
    run.record["standards"]["permutations"] = run.integer(PERMUTATIONS)
    run.record["standards"]["seed"] = run.integer(SEED)
    for name, key in ((CORRECTION, "correction"), (DECIDES, "p_values")):
        if run.algorithm.parameterDefinition(name) is not None:
            run.record["standards"][key] = run.choice(name)


def warn_if_unreachable(run: Run, p: np.ndarray, alpha: float, smallest: float) -> None:
    """Say when so few permutations leave no p-value small enough for the correction.

    Parameters
    ----------
    p
        p-values of the units, NaN where there is none.
    smallest
        The smallest value that a p-value can take.
    """
    tests = int(np.isfinite(p).sum())
    correction = run.choice(CORRECTION)
    reachable = alpha / tests if correction == "bonferroni" and tests else alpha
    if smallest > reachable:
        run.warn(
            problem(
                "With {permutations} permutations no p-value can be below {smallest}, but the level is "
                "{level}; nothing can be significant. Raise the number of permutations.",
                permutations=run.integer(PERMUTATIONS),
                smallest=f"{smallest:.3g}",
                level=f"{reachable:.3g}",
            )
        )
