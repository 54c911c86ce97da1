"""What checks find, and the values that they look at."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from ..csvdata import read_rows
from ..errors import Problem
from ..vocabulary import Named

RULES = Path(__file__).parent.parent / "data" / "rules"
SEVERITIES = ("error", "warning")
#: A ratio counts as a slip of units when it is this near to its factor.
NEAR = 0.05


@dataclass(frozen=True)
class Check(Named):
    """A kind of fault: ``severity`` is ``error`` (cannot be right) or ``warning`` (look at it)."""

    severity: str
    what_en: str
    what_zh: str

    def what(self, language: str = "en") -> str:
        """What the check looks for, in words."""
        return self.what_zh if language.startswith("zh") else self.what_en


@cache
def checks() -> Mapping[str, Check]:
    """All checks by code, in the order of reports."""
    rows = read_rows(RULES / "quality_checks.csv", "list of checks")
    return {
        row["code"]: Check(
            row["code"], row["name_en"], row["name_zh"], row["severity"], row["what_en"], row["what_zh"]
        )
        for row in rows
    }


@dataclass(frozen=True)
class Slip:
    """A slip of units that people make, by the factor that it leaves behind."""

    factor: float
    formula: str
    name_en: str
    name_zh: str

    def name(self, language: str = "en") -> str:
        """What is mistaken for what, in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True)
class Finding:
    """One fault.

    Attributes
    ----------
    check
        Code of the check.
    message
        The sentence.
    field, unit, item, year, row
        Where it is, as far as that is known; row as the table counts it.
    value, expected
        What stands there and what should; NaN where that is not a number.
    slip
        The slip of units that would explain it; None where none would.
    """

    check: str
    message: Problem
    field: str = ""
    unit: str = ""
    item: str = ""
    year: int = 0
    row: object = None
    value: float = math.nan
    expected: float = math.nan
    slip: Slip | None = None

    @property
    def severity(self) -> str:
        """Severity of the check."""
        return checks()[self.check].severity


@cache
def slips() -> tuple[Slip, ...]:
    """Known slips of units."""
    rows = read_rows(RULES / "unit_slips.csv", "list of slips")
    return tuple(Slip(float(row["factor"]), row["formula"], row["name_en"], row["name_zh"]) for row in rows)


def slip_of(ratio: float, near: float = NEAR) -> Slip | None:
    """The slip whose factor *ratio*, or one over it, is nearest to; None where none is near.

    Examples
    --------
    >>> slip_of(3.7).formula, slip_of(1 / 10100).formula, slip_of(2.0)
    ('44/12', '10^4', None)
    """
    if not (math.isfinite(ratio) and ratio > 0):
        return None
    away = [(abs(abs(math.log(ratio)) - math.log(slip.factor)), slip.formula, slip) for slip in slips()]
    distance, _, slip = min(away)
    return slip if distance <= math.log1p(near) else None


def near_slip(ratios: np.ndarray, near: float = NEAR) -> np.ndarray:
    """Mask of the ratios for which `slip_of` has an answer; not finite or not positive ones have none."""
    usable = np.isfinite(ratios) & (ratios > 0)
    size = np.abs(np.log(np.where(usable, ratios, 1.0)))
    distance = np.min([np.abs(size - math.log(slip.factor)) for slip in slips()], axis=0)
    return usable & (distance <= math.log1p(near))


@dataclass(frozen=True)
class Values:
    """Amounts of items in units and years; arrays of one length.

    Attributes
    ----------
    unit
        Codes ("" where missing).
    item
        What the amount is of: an activity, a pollutant, a field; texts, further columns of the key with it.
    year
        int64; 0 where there is none.
    amount
        float64; NaN where missing.
    amount_unit
        Unit of the amount as written, "" where none.
    row
        What messages call the row.
    """

    unit: np.ndarray
    item: np.ndarray
    year: np.ndarray
    amount: np.ndarray
    amount_unit: np.ndarray
    row: np.ndarray

    def __len__(self) -> int:
        return len(self.amount)

    def taken(self, mask: np.ndarray) -> Values:
        """The same of some rows."""
        return Values(*(getattr(self, item.name)[mask] for item in fields(self)))


def shown(found: Iterable, most: int = 8) -> str:
    """The first few of many, for a sentence."""
    listed = [str(one) for one in found]
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
