"""Reports to be reconciled: from the columns of values to the science, and back to tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..core.errors import InputError, Problem
from ..core.transmission import reconciling, rollup
from ..core.transmission.keys import Key
from ..core.transmission.reconciling import Closing
from . import hierarchies
from . import indicatorrows as rows
from .hierarchies import objects

AUTO, RAS = "auto", "ras"
SD, LOW, HIGH = "SD", "LOW", "HIGH"
SHOWN = 20


@dataclass
class Collected:
    """What came out so far: adjusted values of children, and closings of parents, each with its key."""

    children: list[tuple[int, int, int, float, float, str]] = field(default_factory=list)
    closings: list[tuple[int, Closing, str]] = field(default_factory=list)


def by_column(
    values: rows.Values,
    rules: list[str],
    weights: np.ndarray,
    method: str,
    parent_kind: str,
    span: float,
    progress: Callable[[float], None],
) -> Collected:
    """Reconcile every column on its own, by *method* (``auto``: by the binding force of the indicator).

    Parameters
    ----------
    parent_kind
        Kind of the parents' values; "" for the same as the children's.
    span
        Bounds as a share of the reported value, where there are no fields for them; NaN for none.
    """
    made, position = Collected(), values.position
    for at, key in enumerate(values.keys):
        progress(at / len(values.keys))
        if parent_kind and key.kind == parent_kind:
            continue
        above = position.get(key._replace(kind=parent_kind)) if parent_kind else at
        if above is None or rules[at] in (rollup.NONE, rollup.MAX, rollup.MIN):
            continue
        reported = values.value[:, at]
        way = _way(method, key, values, at)
        reports = _reports(values, (at, above), rules[at], weights, span, way)
        found = reconciling.reconcile(values.tree, reports, way)
        made.children += [
            (at, child, parent, float(reported[child]), value, way) for child, parent, value in found.pairs
        ]
        made.closings += [
            (at, one, way) for one in found.closings if np.isfinite(one.total) or np.isfinite(one.reported)
        ]
    return made


def _way(method: str, key: Key, values: rows.Values, at: int) -> str:
    """Methods D.5: what is rigid follows the parent in proportion, what is expected by its uncertainty."""
    if method != AUTO:
        return method
    found = values.listing.definition(key.indicator)
    uncertain = np.isfinite(values.others[SD][:, at]).any()
    rigid = found is not None and found.binding == "rigid"
    return reconciling.GLS if uncertain and not rigid else reconciling.PROPORTIONAL


def _reports(values: rows.Values, columns: tuple[int, int], rule: str, weights, span: float, way: str):
    """Reports of one column, with the totals of another where the parents' values are of another kind."""
    at, above = columns
    reported = values.value[:, at]
    low, high = values.others[LOW][:, at], values.others[HIGH][:, at]
    if np.isfinite(span):
        width = span * np.abs(reported)
        low = np.where(np.isfinite(low), low, reported - width)
        high = np.where(np.isfinite(high), high, reported + width)
    deviation = values.others[SD][:, at]
    if way == reconciling.BOUNDED and not np.isfinite(deviation).any():
        # without known widths the size of a report stands for its variance: in proportion, within bounds
        deviation = np.sqrt(np.abs(reported))
    weight = None if reconciling.without_weight(rule) else weights[:, at]
    total = None if above == at else values.value[:, above]
    return reconciling.Reports(reported, weight, deviation, low, high, total)


def by_margins(values: rows.Values, progress: Callable[[float], None]) -> Collected:
    """Fit parts of the children (fuels, sectors) to the totals of children and to the parts of the parent.

    Along the tree alone: in a grouping that takes a share of a unit there is no table to be fitted.
    """
    made, position, tree = Collected(), values.position, values.tree
    below = {
        parent: found for parent, found in tree.children().items() if tree.code[parent] not in tree.groups
    }
    bases = list(dict.fromkeys(key._replace(component="") for key in values.keys if key.component))
    for number, base in enumerate(bases):
        progress(number / len(bases))
        parts = [
            at for at, key in enumerate(values.keys) if key.component and key._replace(component="") == base
        ]
        whole = position.get(base)
        for parent in sorted(below, key=lambda at: (-int(tree.height[at]), at)):
            children = below[parent]
            cells = values.value[np.ix_(children, parts)]
            totals = values.value[children, whole] if whole is not None else np.full(len(children), np.nan)
            margins = values.value[parent, parts]
            if not np.isfinite(cells).any() or not (np.isfinite(totals).any() or np.isfinite(margins).any()):
                continue
            fitted, reason = _fitted(cells, totals, margins)
            _collect(made, parent, children, parts, cells, (fitted, margins, reason))
    return made


def _fitted(cells, totals, margins) -> tuple[np.ndarray | None, Problem | None]:
    try:
        return reconciling.fit_parts(cells, totals, margins), None
    except InputError as error:
        return None, error.problems[0]


def _collect(made: Collected, parent: int, children, parts, cells, result) -> None:
    fitted, margins, reason = result
    for column, at in enumerate(parts):
        missing = tuple(child for child, cell in zip(children, cells[:, column]) if not np.isfinite(cell))
        before = float(np.nansum(cells[:, column]))
        after = float("nan") if fitted is None else float(fitted[:, column].sum())
        same = fitted is not None and np.allclose(fitted[:, column], cells[:, column], rtol=1e-9, atol=0)
        state = reconciling.EQUAL if same else reconciling.ADJUSTED
        if fitted is None:
            state = reconciling.MISSING if missing else reconciling.FAILED
        made.closings.append(
            (
                at,
                Closing(parent, float(margins[column]), before, after, len(children), missing, state, reason),
                RAS,
            )
        )
        if fitted is not None:
            made.children += [
                (at, child, parent, float(cells[row, column]), float(fitted[row, column]), RAS)
                for row, child in enumerate(children)
            ]


def child_columns(values: rows.Values, found: Collected) -> dict[str, np.ndarray]:
    """Declared columns of the children: reported, adjusted, difference; the reported value stays."""
    at, child, parent, reported, adjusted, way = zip(*found.children) if found.children else ((),) * 6
    before, after = np.array(reported, dtype=np.float64), np.array(adjusted, dtype=np.float64)
    change = after - before
    percent = np.divide(100.0 * change, np.abs(before), out=np.full(len(before), np.nan), where=before != 0)
    units = hierarchies.columns(values.tree, child)
    # a unit of several groupings is adjusted to each of them apart
    units["parent_code"] = objects(values.tree.code[one] for one in parent)
    return {
        **units,
        **rows.columns([values.keys[one] for one in at], values.listing),
        "reported_value": before,
        "adjusted_value": after,
        "adjustment": change,
        "adjustment_pct": percent,
        "reconcile_method": objects(way),
    }


def closing_columns(
    values: rows.Values, found: Collected, told: Callable[[Problem], str]
) -> dict[str, np.ndarray]:
    """Declared columns of the parents: their total, what the children reported, and what became of it."""
    tree = values.tree
    at = [one for one, _, _ in found.closings]
    closings = [one for _, one, _ in found.closings]
    total, reported, adjusted = (
        np.array([getattr(one, name) for one in closings], dtype=np.float64)
        for name in ("total", "reported", "adjusted")
    )
    return {
        **hierarchies.columns(tree, [one.parent for one in closings]),
        **rows.columns([values.keys[one] for one in at], values.listing),
        "parent_total": total,
        "reported_value": reported,
        "closure_gap": reported - total,
        "adjusted_value": adjusted,
        "child_count": np.array([one.children for one in closings], dtype=np.int64),
        "missing_units": objects(
            ", ".join(tree.code[child] for child in one.missing[:SHOWN]) or None for one in closings
        ),
        "closure_state": objects(one.state for one in closings),
        "closure_note": objects(told(one.reason) if one.reason else None for one in closings),
        "reconcile_method": objects(way for _, _, way in found.closings),
    }
