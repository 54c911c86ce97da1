"""Reports on their way up: every unit as the sum of what is below it, by the rule of the indicator.

Methods D.2 for the rules. What has not reported is left out and told by the coverage; nothing is scaled up.
Where a unit has a value of its own, it hands that up (or, on request, what its lowest units add up to).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from .tree import Tree

SUM, MEAN, RATIO, MAX, MIN, NONE = "sum", "weighted_mean", "ratio_of_sums", "max", "min", "none"
RULES = (SUM, MEAN, RATIO, MAX, MIN, NONE)
WEIGHTED = (MEAN, RATIO)


@dataclass(frozen=True)
class RollUp:
    """What units add up to; arrays of shape (units of the tree, columns).

    Attributes
    ----------
    value
        Aggregate of the children; NaN for units without children, and where none reported.
    coverage
        Share (0..1) of the weight that stands behind it; of the number of lowest units where a weight is
        unknown or the rule has none. NaN for units without children.
    weight
        Weight that reported: the denominator of weighted rules, NaN for others.
    children, reported
        Numbers of children, and of those that hand something up.
    handed
        Whether a unit hands a value up.
    """

    value: np.ndarray
    coverage: np.ndarray
    weight: np.ndarray
    children: np.ndarray
    reported: np.ndarray
    handed: np.ndarray


def roll_up(tree: Tree, values, rule: str, weights=None, own_first: bool = True) -> RollUp:
    """Aggregate along the links of *tree*, the lowest first.

    Parameters
    ----------
    values
        Shape (units, columns): what units report; NaN where not. For ``ratio_of_sums`` the numerators.
    rule
        ``sum``; ``weighted_mean`` sum(w y)/sum(w), which is sum a/sum b where w is the denominator b of
        y = a/b; ``ratio_of_sums`` sum(y)/sum(w); ``max``, ``min``; ``none`` for what does not add up
        (counts of distinct things, indices of formulas): always NaN.
    weights
        As *values*; needed by the weighted rules, otherwise they weigh the coverage alone. A unit without
        a weight has that of the units below it.
    own_first
        Whether a unit's own value goes up where it has one; otherwise that of the units below it does.

    Raises
    ------
    InputError
        Unknown rule; negative weights; values of a weighted rule without a weight.
    """
    y = np.asarray(values, dtype=np.float64)
    if rule not in RULES:
        raise InputError(
            problem("The rule {rule} is not known; choose one of {known}.", rule=rule, known=", ".join(RULES))
        )
    w = np.full(y.shape, np.nan) if weights is None else np.asarray(weights, dtype=np.float64)
    if (w < 0).any():
        units = [tree.code[at] for at in np.flatnonzero((w < 0).any(axis=1)).tolist()]
        raise InputError(
            problem(
                "The weights of {count} units are negative: {units}.",
                count=len(units),
                units=tree.told(units),
            )
        )
    return _Rising(tree, y, w, rule, own_first).made()


class _Rising:
    """The state of a roll-up: what each unit hands up so far."""

    def __init__(self, tree: Tree, y: np.ndarray, w: np.ndarray, rule: str, own_first: bool):
        self._tree, self._rule, self._own_first = tree, rule, own_first
        self._y, self._w = y, w
        self._start = {MAX: -np.inf, MIN: np.inf}.get(rule, 0.0)
        shape = y.shape
        self.top = np.full(shape, self._start)  # numerators, sums or extremes
        self.below = np.zeros(shape)  # denominators
        self.weight, self.covered = np.zeros(shape), np.zeros(shape)
        self.count, self.counted = np.zeros(shape), np.zeros(shape)
        self.children = np.bincount(tree.parent, minlength=len(tree.code))[:, None] * np.ones(
            shape, dtype=int
        )
        self.reported = np.zeros(shape, dtype=int)
        self.value, self.coverage = np.full(shape, np.nan), np.full(shape, np.nan)
        self.behind = np.full(shape, np.nan)
        self.handed = np.zeros(shape, dtype=bool)

    def made(self) -> RollUp:
        tree = self._tree
        for height in range(int(tree.height.max(initial=0)) + 1):
            at = np.flatnonzero(tree.height == height)
            if height:
                self._gather(np.flatnonzero(tree.height[tree.parent] == height))
                self._conclude(at)
            self._hand(at, height == 0)
        return RollUp(self.value, self.coverage, self.behind, self.children, self.reported, self.handed)

    def _gather(self, links: np.ndarray) -> None:
        child, parent = self._tree.child[links], self._tree.parent[links]
        share = self._tree.share[links][:, None]
        known = self.handed[child]
        for sums in (self.below, self.weight, self.covered, self.count, self.counted):
            np.add.at(sums, parent, sums[child] * share)
        if self._rule in (MAX, MIN):
            pick = np.maximum if self._rule == MAX else np.minimum
            pick.at(self.top, parent, np.where(known, self.top[child], self._start))
        else:
            np.add.at(self.top, parent, np.where(known, self.top[child] * share, 0.0))
        np.add.at(self.reported, parent, known.astype(int))

    def _conclude(self, at: np.ndarray) -> None:
        some, nothing = self.reported[at] > 0, np.full(self.reported[at].shape, np.nan)
        if self._rule in WEIGHTED:
            fits = some & (self.below[at] > 0)
            self.value[at] = np.divide(self.top[at], self.below[at], out=nothing.copy(), where=fits)
            self.behind[at] = np.where(some, self.below[at], np.nan)
        elif self._rule != NONE:
            self.value[at] = np.where(some, self.top[at], np.nan)
        weight, count = self.weight[at], self.count[at]
        by_weight = np.divide(self.covered[at], weight, out=nothing.copy(), where=weight > 0)
        by_count = np.divide(self.counted[at], count, out=nothing.copy(), where=count > 0)
        self.coverage[at] = np.where(np.isfinite(by_weight), by_weight, by_count)

    def _hand(self, at: np.ndarray, lowest: bool) -> None:
        """Settle what the units *at* hand up: their own value, or what was gathered from below."""
        y, w = self._y[at], self._w[at]
        if lowest:
            self.count[at] = 1.0
            self.weight[at] = w
        else:
            self.weight[at] = np.where(np.isfinite(w), w, self.weight[at])
        gathered = self.reported[at] > 0
        own = np.isfinite(y) & (self._own_first | ~gathered)
        weight = self.weight[at]
        if self._rule in WEIGHTED:
            self._refuse_unweighted(at, own & ~np.isfinite(weight))
            numerator = weight * y if self._rule == MEAN else y
            self.top[at] = np.where(own, numerator, self.top[at])
            self.below[at] = np.where(own, weight, self.below[at])
        else:
            self.top[at] = np.where(own, y, self.top[at])
        self.covered[at] = np.where(own, weight, np.where(lowest, 0.0, self.covered[at]))
        self.counted[at] = np.where(own, self.count[at], self.counted[at])
        self.handed[at] = own | gathered

    def _refuse_unweighted(self, at: np.ndarray, bare: np.ndarray) -> None:
        if not bare.any():
            return
        units = [self._tree.code[one] for one in at[bare.any(axis=1)].tolist()]
        raise InputError(
            problem(
                "{count} units have a value but no weight (denominator, whole, population or area), which "
                "the rule {rule} needs: {units}.",
                count=len(units),
                rule=self._rule,
                units=self._tree.told(units),
            )
        )


def roll_up_columns(tree: Tree, values, rules, weights, own_first: bool = True) -> RollUp:
    """As `roll_up`, each column by its own rule."""
    y, w = (np.asarray(a, dtype=np.float64) for a in (values, weights))
    made = roll_up(tree, y, NONE)
    for rule in dict.fromkeys(rules):
        chosen = np.flatnonzero(np.asarray(rules, dtype=object) == rule)
        part = roll_up(tree, y[:, chosen], rule, w[:, chosen], own_first)
        for name in ("value", "coverage", "weight", "children", "reported", "handed"):
            getattr(made, name)[:, chosen] = getattr(part, name)
    return made
