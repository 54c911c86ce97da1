"""What other strong thresholds would do: which units change class, and how much area that is.

Nothing is written; the rule is that of `sixclass`. In the plane of u = q_c / tau_c and v = q_p / tau_p a
threshold that is *factor* times as high stands at u = factor. numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import sixclass


@dataclass(frozen=True)
class Trial:
    """Classes under other thresholds beside those under the present ones.

    Attributes
    ----------
    now, then
        Class of each unit, 0 (ND) to 6 (SCP).
    units, area_ha
        From class (row) to class (column): number of units, and hectares of those whose area is known;
        shape (7, 7).
    """

    now: np.ndarray
    then: np.ndarray
    units: np.ndarray
    area_ha: np.ndarray

    @property
    def changed(self) -> np.ndarray:
        """Which units change class."""
        return self.now != self.then

    @property
    def changed_ha(self) -> float:
        """Their area in hectares."""
        return float(self.area_ha.sum() - np.trace(self.area_ha))


def classes(u, v, factor_c: float, factor_p: float, rule: sixclass.Rule) -> np.ndarray:
    """Class of every unit where both thresholds are multiplied.

    Parameters
    ----------
    u, v
        Normalised exceedances under the present thresholds; NaN is ND.
    factor_c, factor_p
        New threshold over present one, > 0, of carbon and of pollution.
    rule
        Tie, weak-weak rule and tolerance; its thresholds play no part.

    Examples
    --------
    >>> [sixclass.CODES[c] for c in classes([1.2, 1.2], [1.5, 0.5], 2.0, 1.0, sixclass.DEFAULT_RULE)]
    ['PC', 'CP']
    """
    tried = sixclass.Rule(factor_c, factor_p, rule.tie, rule.weak_weak, rule.tolerance)
    return sixclass.classify(u, v, tried)


def trial(
    u, v, area_ha, factor_c: float, factor_p: float, rule: sixclass.Rule = sixclass.DEFAULT_RULE
) -> Trial:
    """Compare the classes under multiplied thresholds with those under the present ones.

    Parameters
    ----------
    area_ha
        Area of each unit; NaN where not known, and left out of the areas then.

    The others are those of `classes`.
    """
    now = classes(u, v, 1.0, 1.0, rule)
    then = classes(u, v, factor_c, factor_p, rule)
    count = len(sixclass.CODES)
    of = now.astype(np.intp) * count + then
    known = np.isfinite(area_ha)
    units = np.bincount(of, minlength=count * count).reshape(count, count)
    area = np.bincount(of[known], weights=np.asarray(area_ha)[known], minlength=count * count)
    return Trial(now, then, units, area.reshape(count, count))
