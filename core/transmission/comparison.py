"""The methods of sharing side by side: how even each is, who gains, who loses, and whether it can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import Problem, ScienceError
from .allocation import gini, theil
from .distribution import Distribution, Rules, distribute
from .methods import Family, free_quotas, methods

#: Columns that quotas are held against.
BASES = ("base", "population", "gdp")
# gains below this share of the quota are none
SAME = 1e-6


@dataclass(frozen=True)
class Candidate:
    """One method and what it does.

    Attributes
    ----------
    method
        Code of the method.
    made
        The distribution, or None where it cannot be made.
    reasons
        Why it cannot be made.
    outside
        Children whose quota by the method alone lies beyond the bounds.
    gini, theil
        Basis (see `BASES`) -> coefficient; NaN where it has none.
    gains
        Per child: quota less base share (of a floor the other way round); None without a base.
    winners, losers
        Children that gain or lose.
    moved
        Ratio of the total that changes hands against the base shares; NaN without a base.
    largest_cut
        Largest relative cut from the base; NaN without a base.
    """

    method: str
    made: Distribution | None = None
    reasons: tuple[Problem, ...] = ()
    outside: int = 0
    gini: Mapping[str, float] | None = None
    theil: Mapping[str, float] | None = None
    gains: np.ndarray | None = None
    winners: int = 0
    losers: int = 0
    moved: float = float("nan")
    largest_cut: float = float("nan")


def possible(columns: Sequence[str]) -> list[str]:
    """Codes of the methods that have all the columns they need."""
    return [code for code, method in methods().items() if set(method.needs) <= set(columns)]


def compare(
    total: float,
    columns: Mapping[str, np.ndarray],
    rules: Rules,
    chosen: Sequence[str],
    codes: Sequence[str],
    low=None,
    high=None,
    progress=lambda fraction: None,
) -> list[Candidate]:
    """Share one total by several methods under the same rules; see `distribution.distribute`.

    A method that cannot be carried out is told with its reasons, it does not stop the others.
    """
    found = []
    for number, method in enumerate(chosen):
        progress(number / len(chosen))
        found.append(_candidate(total, columns, replace(rules, method=method), codes, low, high))
    return found


def _candidate(total, columns, rules: Rules, codes, low, high) -> Candidate:
    try:
        made = distribute(total, columns, rules, codes, low=low, high=high)
    except ScienceError as error:
        return Candidate(rules.method, reasons=error.problems)
    dust = SAME * np.maximum(np.abs(made.free), 1.0)
    outside = int(((made.free < made.low - dust) | (made.free > made.high + dust)).sum())
    against = {name: columns[name] for name in BASES if _known(columns, name)}
    candidate = Candidate(
        rules.method,
        made,
        outside=outside,
        gini={name: gini(made.quota, basis) for name, basis in against.items()},
        theil={name: theil(made.quota, basis) for name, basis in against.items()},
    )
    return _against_base(candidate, columns, rules) if _known(columns, "base") else candidate


def _known(columns: Mapping[str, np.ndarray], name: str) -> bool:
    return name in columns and bool(np.isfinite(columns[name]).all())


def _against_base(candidate: Candidate, columns, rules: Rules) -> Candidate:
    made, base = candidate.made, np.asarray(columns["base"], dtype=np.float64)
    if not base.sum() or (base < 0).any():
        return candidate
    share = free_quotas("grandfathering", Family(float(made.shared[0]), columns), rules.settings)
    gains = (made.quota - share) * (-1.0 if rules.direction == "floor" else 1.0)
    # what rounding moves is neither gain nor loss
    dust = np.maximum(SAME * np.abs(share), rules.rounding)
    cuts = np.divide(base - made.quota, base, out=np.full(len(base), np.nan), where=base > 0)
    whole = abs(float(made.shared[0]))
    return replace(
        candidate,
        gains=gains,
        winners=int((gains > dust).sum()),
        losers=int((gains < -dust).sum()),
        moved=float(np.abs(gains).sum() / 2.0 / whole) if whole else float("nan"),
        largest_cut=float(np.nanmax(cuts)),
    )
