"""Numbers that decide classes, checked before work: the carbon standard, the benchmark, the thresholds."""

from __future__ import annotations

import numpy as np

from ..core.errors import Problem, problem
from .request import Request


def sign_problems(mode: str, value: float) -> list[Problem]:
    """What is wrong with one carbon *value* as standard of a *mode*; NaN where none is given.

    A quota is 0 or above, a duty below 0, and neutrality has its own standard 0.
    """
    if not np.isfinite(value):
        return []
    if mode == "neutrality":
        return [] if value == 0 else [given_in_neutrality()]
    if (value < 0) == (mode == "duty"):
        return []
    return [
        problem(
            "The carbon standard {value} does not fit the mode {mode}: a quota is 0 or above, a duty "
            "below 0.",
            value=value,
            mode=mode,
        )
    ]


def given_in_neutrality() -> Problem:
    """The problem of a standard that the mode neutrality would ignore."""
    return problem("The mode neutrality has the carbon standard 0. Choose quota or duty, or leave it out.")


def positive_problems(request: Request, *names: str) -> list[Problem]:
    """One problem for each of the number parameters *names* that is given and not above 0."""
    values = {name: request.number(name) for name in names}
    return [
        problem("The parameter {name} must be above 0, not {value}.", name=name, value=value)
        for name, value in values.items()
        if value <= 0
    ]
