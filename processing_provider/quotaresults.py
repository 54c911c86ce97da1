"""Columns of what was shared: of the children, of the table that a register imports, and of the closure."""

from __future__ import annotations

import numpy as np

from ..core import units as measures
from ..core.transmission.distribution import Distribution, Rules
from ..core.transmission.effects import effects
from ..core.transmission.methods import methods
from ..toolbelt.translation import language
from . import quotaparameters as q
from .quotainputs import Children
from .request import Request

TARGET = "target"
#: Name in `core.transmission.effects` -> declared column.
EFFECTS = {
    "change": "quota_change",
    "change_pct": "quota_change_pct",
    "base_intensity": "base_intensity",
    "intensity": "quota_intensity",
    "intensity_cut_pct": "intensity_cut_pct",
}


def open_ended(bounds: np.ndarray) -> np.ndarray:
    """Bounds with NaN where there is none."""
    return np.where(np.isfinite(bounds), bounds, np.nan)


def effect_columns(quota, columns) -> dict[str, np.ndarray]:
    """Declared columns of what the quotas mean."""
    return {EFFECTS[name]: values for name, values in effects(quota, columns).items()}


def of_children(made: Distribution, children: Children) -> dict[str, np.ndarray]:
    """Declared columns of the children."""
    base = children.columns.get("base")
    shared = made.shared[0]
    return {
        **({"base_value": base} if base is not None else {}),
        "quota_free": made.free,
        "quota_low": open_ended(made.low),
        "quota_high": open_ended(made.high),
        "quota": made.quota,
        "quota_bound": made.bound(),
        "quota_share": made.quota / shared if shared else np.full(len(made.quota), np.nan),
        **effect_columns(made.quota, children.columns),
    }


def repeated(value, count: int) -> np.ndarray:
    """A column of one value; texts and None as objects."""
    if isinstance(value, str) or value is None:
        return np.full(count, value, dtype=object)
    return np.full(count, value)


def label_columns(request: Request, count: int) -> dict[str, np.ndarray]:
    """Indicator, year, kind and unit as they were named, for tables that are imported later."""
    year = request.number(q.YEAR)
    return {
        "indicator": repeated(request.text(q.INDICATOR).strip() or None, count),
        "year": repeated(None if np.isnan(year) else int(year), count),
        "kind": repeated(TARGET, count),
        "unit": repeated(request.text(q.UNIT).strip() or None, count),
    }


def target_rows(request: Request, made: Distribution, children: Children, rules: Rules) -> dict:
    """The targets row by row, as ``importvalues`` takes them."""
    count = len(children.codes)
    words = label_columns(request, count)
    return {
        "unit_code": children.codes,
        "unit_name": children.names,
        "indicator": words["indicator"],
        "subzone": np.array([zone or None for zone in children.subzones], dtype=object),
        "year": words["year"],
        "kind": words["kind"],
        "value": made.quota,
        "unit": words["unit"],
        "method": repeated(rules.method, count),
    }


def closure_rows(request: Request, made: Distribution, children: Children, rules: Rules, parent: str) -> dict:
    """The account of the parent, and below it what every sub-zone gets where there are any."""
    zones = sorted({zone for zone in children.subzones.tolist() if zone})
    bound, count = made.bound(), 1 + len(zones)

    def by_zone(values) -> list:
        return [np.asarray(values)[children.subzones == zone].sum() for zone in zones]

    def alone(value) -> np.ndarray:
        return np.array([value, *[np.nan] * len(zones)], dtype=np.float64)

    words = label_columns(request, count)
    return {
        "parent_code": repeated(parent or None, count),
        "indicator": words["indicator"],
        "year": words["year"],
        "subzone": np.array([None, *zones], dtype=object),
        "unit": words["unit"],
        "method": repeated(rules.method, count),
        "method_name": repeated(methods()[rules.method].name(language()), count),
        "parent_value": alone(made.total[0]),
        "reserve_pct": alone(100.0 * rules.reserve),
        "to_share": alone(made.aim[0]),
        "children_n": np.array([len(made.quota), *by_zone(np.ones(len(made.quota)))]).astype(int),
        "children_sum": np.array([made.shared[0], *by_zone(made.quota)], dtype=np.float64),
        "reserve_left": alone(made.left[0]),
        "closure_gap": alone(made.closure.gap[0]),
        "closure_kept": np.array([int(made.closure.kept[0]), *[None] * len(zones)], dtype=object),
        "at_low_n": np.array([(bound == "low").sum(), *by_zone(bound == "low")]).astype(int),
        "at_high_n": np.array([(bound == "high").sum(), *by_zone(bound == "high")]).astype(int),
        "rounding": alone(rules.rounding),
    }


def as_values(request: Request, made: Distribution, children: Children, rules: Rules) -> tuple[str, dict]:
    """The quotas as a register keeps them: (kind of value, columns); in its unit of measure."""
    rows = target_rows(request, made, children, rules)
    by = in_register(request, request.text(q.INDICATOR).strip(), request.text(q.UNIT).strip())
    return TARGET, {
        "unit": rows["unit_code"],
        "indicator": rows["indicator"],
        "year": rows["year"],
        "subzone": rows["subzone"],
        "value": rows["value"] * by,
        "method": rows["method"],
    }


def in_register(request: Request, indicator: str, unit: str) -> float:
    """Factor of values in *unit* into the unit in which the register keeps *indicator*."""
    held = request.held
    code = held.code(indicator)
    return measures.factor(unit, held.indicators[code].unit) if unit and code else 1.0


def as_allocations(request: Request, made: Distribution, children: Children, rules: Rules):
    """How the target was shared, as the table ``allocations`` has it: (table, columns, settings)."""
    count = len(children.codes)
    by = in_register(request, request.text(q.INDICATOR).strip(), request.text(q.UNIT).strip())
    words = label_columns(request, count)
    base = children.columns.get("base")
    return (
        "allocations",
        {
            "parent": repeated(request.text(q.PARENT_CODE).strip(), count),
            "unit": children.codes,
            "indicator": words["indicator"],
            "subzone": children.subzones,
            "year": words["year"],
            "method": repeated(rules.method, count),
            "lo": open_ended(made.low) * by,
            "hi": open_ended(made.high) * by,
            "base": np.full(count, np.nan) if base is None else base * by,
            "value": made.quota * by,
            "parent_total": repeated(float(made.total[0]) * by, count),
            "reserve": repeated(rules.reserve, count),
            "rounding": repeated(rules.rounding * by, count),
            "state": repeated("issued", count),
        },
        {"direction": rules.direction, "binding": rules.binding},
    )
