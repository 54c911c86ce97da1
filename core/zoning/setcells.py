"""Rule sets on cells: what follows the data is gathered first, then holds for every cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from . import rulesets
from .rulesets import RuleSet

_LITERAL = rulesets.METHODS["literal"]


@dataclass(frozen=True)
class CellSet:
    """A rule set that judges cells.

    Attributes
    ----------
    rule_set
        The set.
    scores
        Mean and deviation of q_c and of q_p over all cells; for the method ``zscore`` alone.
    """

    rule_set: RuleSet
    scores: tuple[tuple[float, float], tuple[float, float]] | None = None

    def codes(self, q_c: np.ndarray, q_p: np.ndarray, place: np.ndarray | None = None) -> np.ndarray:
        """Class codes of cells, uint8.

        Parameters
        ----------
        q_c, q_p
            Exceedances.
        place
            Region of each cell as position in the set, -1 for none; all are in the first where not given.
        """
        if place is None:
            place = np.zeros(len(q_c), dtype=np.intp)
        taus = self.rule_set.taken("tau_c", place), self.rule_set.taken("tau_p", place)
        if self.scores is not None:
            known = np.isfinite(q_c) & np.isfinite(q_p)
            q_c, q_p = (
                np.where(known, (q - mean) / spread, np.nan)
                for q, (mean, spread) in zip((q_c, q_p), self.scores)
            )
            return _LITERAL(self.rule_set, q_c, q_p, *taus).code
        method = rulesets.METHODS[self.rule_set.method] if self.rule_set.method == "cone" else _LITERAL
        return method(self.rule_set, q_c, q_p, *taus).code


class Moments:
    """Mean and deviation of two exceedances over the cells that have both (Chan, Golub and LeVeque 1983)."""

    def __init__(self):
        self._count = 0
        self._mean, self._squares = np.zeros(2), np.zeros(2)

    @staticmethod
    def part(q_c: np.ndarray, q_p: np.ndarray) -> tuple[int, np.ndarray, np.ndarray]:
        """Count, means and sums of squared deviations of one window."""
        known = np.isfinite(q_c) & np.isfinite(q_p)
        both = np.stack([q_c[known], q_p[known]]).astype(np.float64)
        if not both.shape[1]:
            return 0, np.zeros(2), np.zeros(2)
        mean = both.mean(axis=1)
        return both.shape[1], mean, ((both - mean[:, None]) ** 2).sum(axis=1)

    def add(self, part: tuple[int, np.ndarray, np.ndarray]) -> None:
        """Take in what a window added."""
        count, mean, squares = part
        if not count:
            return
        total = self._count + count
        step = mean - self._mean
        self._squares = self._squares + squares + step**2 * (self._count * count / total)
        self._mean = self._mean + step * (count / total)
        self._count = total

    @property
    def sums(self) -> tuple[int, np.ndarray, np.ndarray]:
        """What was gathered so far, to be added to another one."""
        return self._count, self._mean, self._squares

    def scores(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """(mean, deviation) of q_c and of q_p.

        Raises
        ------
        InputError
            No cells, or no variation.
        """
        spread = np.sqrt(self._squares / max(self._count, 1))
        for name, one in zip(("q_c", "q_p"), spread):
            if not one > 0:
                raise InputError(
                    problem(
                        "All cells have the same {name}, so there are no z-scores. Choose a set with "
                        "thresholds.",
                        name=name,
                    )
                )
        pairs = [(float(mean), float(one)) for mean, one in zip(self._mean, spread)]
        return pairs[0], pairs[1]
