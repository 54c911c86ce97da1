"""Columns of methods side by side: of the children, and of the methods."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core.transmission.comparison import Candidate
from ..core.transmission.methods import methods
from ..toolbelt.translation import language, sentence
from . import quotaparameters as q
from .quotainputs import Children
from .request import Request

#: Smallest base whose range is told as a share of it.
NOTHING = 0.0


def of_children(found: Sequence[Candidate], children: Children) -> dict[str, np.ndarray]:
    """Declared columns of the children: a quota per method, and how far the methods lie apart."""
    made = [one for one in found if one.made is not None]
    base = children.columns.get("base")
    columns = {"base_value": base} if base is not None else {}
    columns.update({f"quota_{one.method}": one.made.quota for one in made})
    if not made:
        return columns
    quotas = np.array([one.made.quota for one in made])
    columns["quota_min"], columns["quota_max"] = quotas.min(axis=0), quotas.max(axis=0)
    if base is not None:
        apart = columns["quota_max"] - columns["quota_min"]
        columns["quota_range_pct"] = 100.0 * np.divide(
            apart, base, out=np.full(len(base), np.nan), where=base > NOTHING
        )
    return columns


def rows(request: Request, found: Sequence[Candidate]) -> dict[str, np.ndarray]:
    """Declared columns of the methods."""
    lang = language()

    def texts(values) -> np.ndarray:
        return np.array([*values, None], dtype=object)[:-1]

    def numbers(each) -> np.ndarray:
        return np.array([each(one) if one.made is not None else np.nan for one in found], dtype=np.float64)

    def against(name: str, coefficient: str) -> np.ndarray:
        return numbers(lambda one: getattr(one, coefficient).get(name, np.nan))

    indicator = request.text(q.INDICATOR).strip() or None
    return {
        "method": texts(one.method for one in found),
        "method_name": texts(methods()[one.method].name(lang) for one in found),
        "indicator": texts(indicator for _ in found),
        "feasible": np.array([int(one.made is not None) for one in found]),
        "reason": texts(" ".join(sentence(item) for item in one.reasons) or None for one in found),
        "children_sum": numbers(lambda one: one.made.shared[0]),
        "reserve_left": numbers(lambda one: one.made.left[0]),
        "closure_gap": numbers(lambda one: one.made.closure.gap[0]),
        "closure_kept": texts(
            int(one.made.closure.kept[0]) if one.made is not None else None for one in found
        ),
        "outside_n": texts(one.outside if one.made is not None else None for one in found),
        "winners_n": texts(one.winners if one.gains is not None else None for one in found),
        "losers_n": texts(one.losers if one.gains is not None else None for one in found),
        "moved_pct": numbers(lambda one: 100.0 * one.moved),
        "largest_cut_pct": numbers(lambda one: 100.0 * one.largest_cut),
        **{f"gini_{name}": against(name, "gini") for name in ("base", "population", "gdp")},
        **{f"theil_{name}": against(name, "theil") for name in ("base", "population", "gdp")},
    }


def subtitle(request: Request) -> str:
    """The layer, the indicator and the year, as far as they were named."""
    year = request.number(q.YEAR)
    parts = [
        request.layer_name(q.INPUT),
        request.text(q.INDICATOR).strip(),
        "" if np.isnan(year) else str(int(year)),
    ]
    return " · ".join(part for part in parts if part)
