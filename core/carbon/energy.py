"""The energy of built-up land: standard coal times carbon per standard coal.

E_b = sum_f E_f x theta_f (factors.md 3.4): the indirect half of the land budget. It accounts for the same
fuels as the emission inventory; use one of the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .. import units
from ..errors import InputError, Problem, problem
from ..factors import FactorTable
from ..grouping import factorise
from ..years import NO_YEAR
from .activities import find
from .resolution import standard_coal
from .streams import Choices, Kind

PARAMETER = "c_ef_tce"
SCHEME = "CE_COEF"


@dataclass(frozen=True)
class Energy:
    """CO2 of the energy of units.

    Attributes
    ----------
    unit
        Unit codes.
    tco2
        t CO2; NaN where an amount of the unit is missing.
    tce
        Standard coal, t.
    """

    unit: list
    tco2: np.ndarray
    tce: np.ndarray
    remarks: tuple[Problem, ...]


def built_up(
    unit: Sequence[str],
    carrier: Sequence[str],
    amount: np.ndarray,
    amount_unit: Sequence[str],
    choices: Choices,
    theta: FactorTable,
    numbers: np.ndarray,
) -> Energy:
    """CO2 of energy used on built-up land, by unit.

    Parameters
    ----------
    unit, carrier, amount, amount_unit
        One row per unit and energy carrier; amounts in standard coal or in physical units.
    choices
        Coefficients of standard coal.
    theta
        Table ``fuel`` with carbon per standard coal (tC/tce), scheme CE_COEF.
    numbers
        Row numbers for messages.

    Raises
    ------
    InputError
        Carriers or units without a factor, negative amounts; all of them with rows.
    """
    amount = np.asarray(amount, dtype=np.float64)
    faults = _amount_faults(amount, numbers)
    rate = np.full(len(amount), np.nan)
    coal = np.full(len(amount), np.nan)
    kinds: dict[tuple[str, str], list[int]] = {}
    for position, kind in enumerate(zip(carrier, amount_unit)):
        kinds.setdefault(kind, []).append(position)
    for (name, symbol), rows in kinds.items():
        tce = standard_coal(Kind(name, symbol, "", NO_YEAR, "other"), choices)
        factor = _theta(theta, name)
        if np.isnan(tce) or factor is None:
            faults.append(_no_factor(name, symbol, len(rows), float(np.nansum(amount[rows])), factor is None))
            continue
        coal[rows] = tce
        rate[rows] = units.carbon_to_co2(tce * units.factor(factor.unit, "tC/tce") * factor.value)
    if faults:
        raise InputError(*faults)
    codes, labels = factorise(list(unit))
    missing = np.bincount(codes[np.isnan(amount)], minlength=len(labels)) > 0
    known = np.nan_to_num(amount)
    total = np.bincount(codes, known * rate, len(labels))
    remarks = []
    if missing.any():
        remarks.append(
            problem("{count} units have an energy amount that is missing.", count=int(missing.sum()))
        )
    return Energy(
        labels,
        np.where(missing, np.nan, total),
        np.bincount(codes, known * coal, len(labels)),
        tuple(remarks),
    )


def _theta(table: FactorTable, name: str):
    activity = find(name)
    key = activity.factor_key if activity else name
    rows = [row for row in table.select(key=key, parameter=PARAMETER) if not row.gap]
    chosen = [row for row in rows if row.scheme == SCHEME] or rows
    return chosen[0] if chosen else None


def _amount_faults(amount: np.ndarray, numbers: np.ndarray) -> list[Problem]:
    wrong = np.isinf(amount) | (amount < 0)
    if not wrong.any():
        return []
    return [
        problem(
            "{count} energy amounts are negative or infinite (rows: {rows}). Correct them.",
            count=int(wrong.sum()),
            rows=", ".join(map(str, numbers[wrong][:10])),
        )
    ]


def _no_factor(name: str, symbol: str, count: int, total: float, no_theta: bool) -> Problem:
    if no_theta:
        return problem(
            "{activity}: {count} rows, {amount} {unit} in all: no carbon per standard coal (tC/tce) is known "
            "for it.",
            activity=name or "—",
            count=count,
            amount=f"{total:.10g}",
            unit=symbol or "—",
        )
    return problem(
        "{activity}: {count} rows, {amount} {unit} in all: the unit cannot be turned into standard coal. "
        "Give tce or a unit of mass, volume or energy.",
        activity=name or "—",
        count=count,
        amount=f"{total:.10g}",
        unit=symbol or "—",
    )
