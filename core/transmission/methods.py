"""The methods of sharing a target (methods D.4), known by their codes, each with the columns it needs.

What they are called and need stands in ``data/transmission/methods.csv``; the formulas in `allocation`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Callable

import numpy as np

from ..csvdata import read_rows
from ..errors import InputError, problem
from ..vocabulary import Named
from . import allocation, scoring
from .families import sums

FOLDER = Path(__file__).parent.parent / "data" / "transmission"
#: Columns of the children that methods may ask for; ``criteria`` is a matrix.
COLUMNS = (
    "base",
    "population",
    "gdp",
    "gdp_forecast",
    "cumulative",
    "sink",
    "basis",
    "cost",
    "criteria",
)
#: Below three children per input and output, efficiencies hardly tell units apart (methods D.4.2).
DEA_UNITS = 9


@dataclass(frozen=True)
class Method(Named):
    """One way of sharing.

    Attributes
    ----------
    needs
        Columns of the children it needs, see `COLUMNS`.
    solved
        Whether it is solved for one parent after the other, not for all at once.
    packages
        Packages beyond numpy.
    formula, source
        As in the help.
    """

    needs: tuple[str, ...]
    solved: bool
    packages: tuple[str, ...]
    formula: str
    source: str


@cache
def methods() -> dict[str, Method]:
    """All methods by code."""
    return {
        row["code"]: Method(
            row["code"],
            row["name_en"],
            row["name_zh"],
            tuple(row["needs"].split("|")),
            row["solved"] == "1",
            tuple(filter(None, row["packages"].split("|"))),
            row["formula"],
            row["source"],
        )
        for row in read_rows(FOLDER / "methods.csv", "list of allocation methods")
    }


@dataclass(frozen=True)
class Settings:
    """What the methods leave open.

    Attributes
    ----------
    exponent
        a of the ability to pay.
    years
        T of the cumulative emission per person.
    sink_weight
        phi of the sinks, 0 .. 1.
    beta
        Of the Boltzmann distribution, -2 .. 2.
    constant_returns
        CCR instead of BCC in the zero-sum DEA.
    weighing
        How criteria are weighed: ``entropy``, ``entropy_share``, ``critic``, ``equal`` or ``given``.
    weights
        Weights of the criteria, where they are given.
    less_is_better
        For each criterion, whether less of it asks for more quota; none where it is empty.
    """

    exponent: float = 1.0
    years: int = 15
    sink_weight: float = 1.0
    beta: float = 0.5
    constant_returns: bool = False
    weighing: str = "entropy"
    weights: Sequence[float] = field(default=())
    less_is_better: Sequence[bool] = field(default=())


@dataclass(frozen=True)
class Family:
    """Children of one or of several parents, and the total of each child's parent.

    Attributes
    ----------
    total
        One number, or with *of* one per child.
    columns
        Name (see `COLUMNS`) -> values; ``low`` and ``high`` bound the methods that are programs.
    of
        Position of every child's parent; None for one parent.
    """

    total: float | np.ndarray
    columns: Mapping[str, np.ndarray]
    of: np.ndarray | None = None

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]


def free_quotas(method: str, family: Family, settings: Settings) -> np.ndarray:
    """Quotas of a method before bounds and rounding; they add up to the total of every parent.

    Raises
    ------
    InputError
        Columns that are missing or cannot be; a method that is solved parent by parent given several.
    """
    lacking = [name for name in methods()[method].needs if name not in family.columns]
    if lacking:
        raise InputError(
            problem(
                "The method {method} needs these fields of the units: {columns}. Choose them.",
                method=methods()[method].words,
                columns=", ".join(name.upper() for name in lacking),
            )
        )
    return _FORMULAS[method](family, settings)


def criteria_weights(matrix: np.ndarray, settings: Settings) -> np.ndarray:
    """Weights of the criteria of `composite`, `topsis` and `gini`, as `Settings.weighing` asks."""
    return scoring.weigh(matrix, settings.weighing, settings.weights, settings.less_is_better).weights


def _energy(family: Family) -> np.ndarray:
    """Base emission per person over its mean in the family."""
    p = family["population"]
    if (p <= 0).any():
        raise InputError(problem("The population must be above 0 in every unit."))
    each = family["base"] / p
    mean = sums(each, family.of) / sums(np.ones_like(each), family.of)
    return np.divide(each, mean, out=np.zeros_like(each), where=mean != 0)


def _composite(family: Family, settings: Settings) -> np.ndarray:
    x = scoring.as_benefits(family["criteria"], settings.less_is_better)
    if len(x) == 1:
        return np.array([family.total])
    return allocation.composite(family.total, x, criteria_weights(family["criteria"], settings))


def _topsis(family: Family, settings: Settings) -> np.ndarray:
    x = family["criteria"]
    if len(x) == 1:
        return np.array([family.total])
    costs = settings.less_is_better or None
    return allocation.by_closeness(family.total, x, criteria_weights(x, settings), costs)


def _dea(family: Family, settings: Settings) -> np.ndarray:
    outputs = np.column_stack([family["population"], family["gdp"]])
    return allocation.zero_sum_dea(family.total, outputs, family["base"], settings.constant_returns)


def _gini(family: Family, settings: Settings) -> np.ndarray:
    x = family["criteria"]
    if len(x) == 1:
        return np.array([family.total])
    low, high = family.columns.get("low", 0.0), family.columns.get("high", np.inf)
    used = x[:, x.sum(axis=0) > 0]
    weights = criteria_weights(x, settings)[x.sum(axis=0) > 0]
    return allocation.gini_optimal(family.total, used, weights, low, high)


_FORMULAS: dict[str, Callable[[Family, Settings], np.ndarray]] = {
    "grandfathering": lambda f, s: allocation.in_proportion(f.total, f["base"], f.of),
    "per_capita": lambda f, s: allocation.in_proportion(f.total, f["population"], f.of),
    "per_gdp": lambda f, s: allocation.in_proportion(f.total, f["gdp"], f.of),
    "basis": lambda f, s: allocation.in_proportion(f.total, f["basis"], f.of),
    "intensity_cut": lambda f, s: allocation.equal_intensity_cut(
        f.total, f["base"], f["gdp"], f["gdp_forecast"], f.of
    ),
    "ability": lambda f, s: allocation.ability_to_pay(
        f.total, f["base"], f["gdp"], f["population"], s.exponent, f.of
    ),
    "history": lambda f, s: allocation.historical_responsibility(f.total, f["base"], f["cumulative"], f.of),
    "cumulative": lambda f, s: (
        allocation.cumulative_per_capita(f.total, f["population"], f["cumulative"], s.years, f.of) / s.years
    ),
    "sink": lambda f, s: allocation.sink_adjusted(f.total, f["population"], f["sink"], s.sink_weight, f.of),
    "boltzmann": lambda f, s: allocation.boltzmann(f.total, f["population"], _energy(f), s.beta, f.of),
    "composite": _composite,
    "topsis": _topsis,
    "dea": _dea,
    "gini": _gini,
    "shapley": lambda f, s: allocation.least_cost(f.total, f["base"], f["cost"]),
}
