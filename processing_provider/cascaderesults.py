"""Columns of a cascade: targets of all units, closures of all parents, and targets side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core.transmission.cascade import Cascade
from ..core.transmission.distribution import Rules
from ..core.transmission.methods import methods
from ..toolbelt.translation import language
from . import quotaparameters as q
from .cascadeinputs import Indicator, Units
from .columns import member
from .quotaresults import TARGET, effect_columns, in_register, repeated
from .request import Request


@dataclass(frozen=True)
class Made:
    """One indicator: what was asked, the rules of the levels, the columns of the units, and the cascade."""

    indicator: Indicator
    rules: Sequence[Rules]
    columns: dict[str, np.ndarray]
    cascade: Cascade


def _texts(values) -> np.ndarray:
    made = np.empty(len(values), dtype=object)
    made[:] = [value or None for value in values]
    return made


def _joined(parts: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Tables below one another; a column that one of them lacks is empty there."""
    names = list(dict.fromkeys(name for part in parts for name in part))
    lengths = [len(next(iter(part.values()))) for part in parts]
    return {
        name: np.concatenate(
            [part.get(name, np.full(length, np.nan)) for part, length in zip(parts, lengths)]
        )
        for name in names
    }


def _year(request: Request):
    year = request.number(q.YEAR)
    return None if np.isnan(year) else int(year)


def _parents(units: Units) -> np.ndarray:
    """Code of every unit's parent; None on top."""
    tree = units.tree
    return _texts([tree.codes[up] if up >= 0 else "" for up in tree.parent[: tree.units].tolist()])


def target_rows(request: Request, units: Units, made: Sequence[Made]) -> dict[str, np.ndarray]:
    """Targets row by row, as ``importvalues`` takes them."""
    count, tree = units.tree.units, units.tree
    own = slice(0, count)
    shared = {
        "unit_code": _texts(tree.codes[:count]),
        "unit_name": _texts(units.names.tolist()),
        "level": tree.depth[own] + 1,
        "parent_code": _parents(units),
    }
    parts = []
    for one in made:
        methods_used = np.array([*(rules.method for rules in one.rules), None], dtype=object)
        values = one.cascade.value[own]
        columns = {name: column[own] for name, column in one.columns.items()}
        parts.append(
            {
                **shared,
                "indicator": repeated(one.indicator.code, count),
                "year": repeated(_year(request), count),
                "kind": repeated(TARGET, count),
                "value": values,
                "unit": repeated(one.indicator.unit or None, count),
                "method": methods_used[one.cascade.step[own]],
                "quota_bound": one.cascade.bound[own],
                **({"base_value": columns["base"]} if "base" in columns else {}),
                **effect_columns(values, columns),
            }
        )
    return _joined(parts)


def closure_rows(request: Request, units: Units, made: Sequence[Made]) -> dict[str, np.ndarray]:
    """The account of every parent and indicator."""
    tree, lang = units.tree, language()
    names = np.array([*units.names.tolist(), ""], dtype=object)
    parts = []
    for one in made:
        account, parents = one.cascade, one.cascade.parents
        rules = [one.rules[depth] for depth in tree.depth[parents].tolist()]
        parts.append(
            {
                "parent_code": _texts([tree.codes[at] for at in parents]),
                "parent_name": _texts(names[parents].tolist()),
                "level": tree.depth[parents] + 1,
                "indicator": repeated(one.indicator.code, len(parents)),
                "year": repeated(_year(request), len(parents)),
                "unit": repeated(one.indicator.unit or None, len(parents)),
                "method": _texts([rule.method for rule in rules]),
                "method_name": _texts([methods()[rule.method].name(lang) for rule in rules]),
                "parent_value": account.total,
                "reserve_pct": np.array([100.0 * rule.reserve for rule in rules]),
                "to_share": account.aim,
                "children_n": account.children,
                "children_sum": account.shared,
                "reserve_left": account.left,
                "closure_gap": account.gap,
                "closure_kept": account.kept.astype(int),
                "at_low_n": account.at_low,
                "at_high_n": account.at_high,
                "rounding": np.full(len(parents), one.indicator.rounding),
            }
        )
    return _joined(parts)


def of_units(units: Units, made: Sequence[Made]) -> dict[str, np.ndarray]:
    """A column per indicator, along the rows of the table."""
    count = units.tree.units
    columns = {"level": units.tree.depth[:count] + 1}
    for one in made:
        columns[member("target_", one.indicator.code)] = one.cascade.value[:count]
    return columns


def as_values(request: Request, units: Units, made: Sequence[Made]) -> tuple[str, dict]:
    """Targets of all units but the top, which the register has given: (kind of value, columns)."""
    rows = target_rows(request, units, made)
    by = np.array([in_register(request, *pair) for pair in zip(rows["indicator"], rows["unit"])])
    below = rows["level"] > 1
    columns = {
        "unit": rows["unit_code"],
        "indicator": rows["indicator"],
        "year": rows["year"],
        "value": rows["value"] * by,
        "method": rows["method"],
    }
    return TARGET, {name: column[below] for name, column in columns.items()}


def as_allocations(request: Request, units: Units, made: Sequence[Made]):
    """How the targets were shared, as the table ``allocations`` has it: (table, columns, settings)."""
    tree, parts = units.tree, []
    parents = _parents(units)
    below = np.flatnonzero((tree.depth[: tree.units] > 0) & (parents != None))  # noqa: E711
    above = tree.parent[below]
    for one in made:
        by = in_register(request, one.indicator.code, one.indicator.unit)
        step = one.cascade.step[below]
        rules = one.rules
        base = one.columns.get("base")
        count = len(below)
        parts.append(
            {
                "parent": parents[below],
                "unit": _texts(tree.codes[: tree.units])[below],
                "indicator": repeated(one.indicator.code, count),
                "year": repeated(_year(request), count),
                "method": _texts([rules[at].method for at in step.tolist()]),
                "base": np.full(count, np.nan) if base is None else base[below] * by,
                "value": one.cascade.value[below] * by,
                "parent_total": one.cascade.value[above] * by,
                "reserve": np.array([rules[at].reserve for at in step.tolist()], dtype=np.float64),
                "rounding": repeated(one.indicator.rounding * by, count),
                "state": repeated("issued", count),
            }
        )
    return "allocations", _joined(parts)
