"""Is a target kept on its way: down to children, up to parents, across plans, within parts (methods D.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem

DOWN, UP, PLANS, SUBZONES, COMPONENTS = "down", "up", "plans", "subzones", "components"
CHECKS = (DOWN, UP, PLANS, SUBZONES, COMPONENTS)
KEPT, WITHIN, MISSED, INCOMPLETE, ADVISORY = "kept", "within", "missed", "incomplete", "advisory"
#: States of a check, the worst last.
STATES = (KEPT, ADVISORY, WITHIN, INCOMPLETE, MISSED)
CEILING, FLOOR, NEUTRAL = "ceiling", "floor", "neutral"
RIGID, EXPECTED, LOOSE = "rigid", "expected", "advisory"
#: Relative difference below which two numbers are the same.
EXACT = 1e-9
# what floats of a sum may be off, relative; it is no gap
DUST = 1e-12


@dataclass(frozen=True)
class Rule:
    """When a sum keeps a target.

    Attributes
    ----------
    direction
        ``ceiling``: S <= L, ``floor``: S >= L, ``neutral``: S = L.
    binding
        ``rigid`` has no tolerance, ``expected`` has one, ``advisory`` is told only.
    reserve
        Share of the target that the parent holds back, one for all or one per row: L = T - rho |T|, for
        floors T + rho |T|.
    tolerance
        Relative tolerance of expected indicators.
    """

    direction: str = CEILING
    binding: str = EXPECTED
    reserve: float | np.ndarray = 0.0
    tolerance: float = 0.05

    def limit(self, target: np.ndarray) -> np.ndarray:
        """L, on the safe side of the target by the reserve; measured from |T|, so that sinks work too."""
        sign = {CEILING: -1.0, FLOOR: 1.0}.get(self.direction, 0.0)
        part = sign * np.asarray(self.reserve, dtype=np.float64)
        target = np.asarray(target, dtype=np.float64)
        return target + part * np.abs(target)


@dataclass(frozen=True)
class Verdict:
    """Verdicts over rows.

    Attributes
    ----------
    limit, gap, relative
        L; S - L, above 0 where there is more than the limit; the same over |L|.
    state
        One of `STATES`.
    """

    limit: np.ndarray
    gap: np.ndarray
    relative: np.ndarray
    state: np.ndarray


def judge(sums, targets, rule: Rule, complete=True) -> Verdict:
    """Compare sums with targets.

        gap = S - L,  L = T -+ rho |T|;   excess = gap for ceilings, -gap for floors, |gap| for neutral ones
        kept: excess <= 0;  within: excess <= tol |L| (expected);  missed: beyond

    Parameters
    ----------
    sums, targets
        S and T; rows where one is NaN get no state.
    complete
        Whether all children stand behind the sum. A sum that lacks children is judged ``incomplete``, but
        for a ceiling that the others alone break (they are taken to be no sinks: S >= 0).

    Raises
    ------
    InputError
        A reserve that is not in 0..1, or an unknown direction.
    """
    reserve = np.asarray(rule.reserve, dtype=np.float64)
    if not ((reserve >= 0) & (reserve < 1)).all() or rule.direction not in (CEILING, FLOOR, NEUTRAL):
        raise InputError(problem("The reserve must be at least 0 and below 1 (below 100 %)."))
    s, t = np.broadcast_arrays(np.asarray(sums, dtype=np.float64), np.asarray(targets, dtype=np.float64))
    whole = np.broadcast_to(np.asarray(complete, dtype=bool), s.shape)
    limit = rule.limit(t)
    gap = s - limit
    dust = DUST * np.maximum(np.abs(limit), np.abs(s))
    gap = np.where(np.abs(gap) <= dust, 0.0, gap)
    excess = {CEILING: gap, FLOOR: -gap}.get(rule.direction, np.abs(gap))
    known = np.isfinite(gap)
    exact = EXACT * np.maximum(np.abs(limit), np.abs(s))
    allowed = rule.tolerance * np.abs(limit) + exact if rule.binding == EXPECTED else exact
    state = np.select([excess <= exact, excess <= allowed], [KEPT, WITHIN], MISSED).astype(object)
    broken = (state == MISSED) & (rule.direction == CEILING) & (s >= 0) & (t >= 0)
    state[~whole & ~broken] = INCOMPLETE
    if rule.binding == LOOSE:
        state[np.isin(state, (WITHIN, MISSED))] = ADVISORY
    relative = np.divide(gap, np.abs(limit), out=np.full(s.shape, np.nan), where=known & (limit != 0))
    return Verdict(limit, gap, relative, np.where(known, state, None))


def agree(sums, own, tolerance: float, complete=True) -> Verdict:
    """Compare what children reported with what their parent did: they may differ by *tolerance*."""
    return judge(sums, own, Rule(NEUTRAL, EXPECTED, 0.0, tolerance), complete)


def worst(states: Sequence[str | None]) -> str | None:
    """The worst of several states; None where none is known.

    >>> worst(["kept", None, "missed", "within"])
    'missed'
    """
    return max((state for state in states if state), key=STATES.index, default=None)


def shares_of_gap(gaps) -> np.ndarray:
    """How much of the gap each part makes: its own gap over the sum of all; parts that help are negative.

    NaN everywhere where the gaps are not all known or cancel out.
    """
    found = np.asarray(gaps, dtype=np.float64)
    total = found.sum()
    if not np.isfinite(total) or abs(total) <= EXACT * np.abs(found).sum():
        return np.full(found.shape, np.nan)
    return found / total
