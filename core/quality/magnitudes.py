"""Magnitudes: a ratio of two fields against the band that the factor tables hold for it.

The bands are rows of ``data/rules/plausibility.csv``; each says which rows of which factor table it spans,
and a test spans them anew. A band is no law: outside of it a number wants a look, and where a known slip of
units (`findings.slips`) leads back into it, the slip is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import units as un
from ..csvdata import read_rows
from ..errors import InputError, UnitError, faults_of, problem
from ..vocabulary import Named
from .findings import RULES, Finding, Slip, slips

#: What the rounding of printed numbers may leave of a band, relative.
ROUNDING = 1e-3


@dataclass(frozen=True)
class Rule(Named):
    """A band.

    Attributes
    ----------
    low, high, unit
        Lowest and highest value of the factor tables.
    table, parameter, schemes, keys
        The rows that it spans; empty schemes or keys mean all.
    of_unit
        Unit that the rows are kept in, where the parameter has rows in several.
    """

    low: float
    high: float
    unit: str
    table: str
    parameter: str
    schemes: tuple[str, ...]
    keys: tuple[str, ...]
    of_unit: tuple[str, ...]
    note: str

    def source(self) -> str:
        """Where the band comes from, in words."""
        chosen = "; ".join(", ".join(one) for one in (self.schemes, self.keys) if one)
        return f"{self.table}: {self.parameter}" + (f" ({chosen})" if chosen else "")


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by code."""
    return {
        row["code"]: Rule(
            row["code"],
            row["name_en"],
            row["name_zh"],
            float(row["low"]),
            float(row["high"]),
            row["unit"],
            row["table"],
            row["parameter"],
            *(
                tuple(part for part in row[name].split("|") if part)
                for name in ("schemes", "keys", "of_unit")
            ),
            row["note"],
        )
        for row in read_rows(RULES / "plausibility.csv", "list of plausible magnitudes")
    }


@dataclass(frozen=True)
class Ratio:
    """A ratio to be judged: rule, fields and the units that they are in."""

    rule: Rule
    above: str
    above_unit: str
    below: str
    below_unit: str

    @property
    def scale(self) -> float:
        """How many units of the rule are in one of the fields' units.

        Raises
        ------
        UnitError
            A unit is unknown, or the two measure something else than the rule.
        """
        written = f"{self.above_unit}/{self.below_unit}"
        try:
            return un.carbon_factor(written, self.rule.unit)
        except UnitError:
            # yearly amounts are often written as amounts
            return un.carbon_factor(f"{written}/a", self.rule.unit)


def ratio(rule: str, above: str, above_unit: str, below: str, below_unit: str) -> Ratio:
    """A `Ratio`; refuses rules that there are not, and units that do not fit."""
    known = rules().get(rule)
    if known is None:
        raise InputError(
            problem(
                "There is no rule of magnitudes {rule}; there are {rules}.",
                rule=rule,
                rules=", ".join(rules()),
            )
        )
    made = Ratio(known, above, above_unit, below, below_unit)
    faults = faults_of(lambda: made.scale)
    if faults:
        raise InputError(
            problem(
                "The magnitude {rule} is one in {unit}, which {above} over {below} is not: {reason}",
                rule=rule,
                unit=known.unit,
                above=above_unit,
                below=below_unit,
                reason=" ".join(map(str, faults)),
            )
        )
    return made


def check(one: Ratio, columns: Mapping[str, np.ndarray], unit: Sequence[str], row: Sequence) -> list[Finding]:
    """Rows whose ratio lies outside of the band."""
    above, below = (np.asarray(columns[name], dtype=np.float64) for name in (one.above, one.below))
    usable = np.isfinite(above) & np.isfinite(below) & (below != 0) & (above != 0)
    found = np.divide(above, below, out=np.full(len(above), np.nan), where=usable) * one.scale
    rule = one.rule
    outside = (found < rule.low - ROUNDING * abs(rule.low)) | (found > rule.high + ROUNDING * abs(rule.high))
    made = []
    for at in np.flatnonzero(outside).tolist():
        slip = explained(float(found[at]), rule)
        made.append(
            Finding(
                "slip_magnitude" if slip else "magnitude",
                _words(one, float(found[at]), slip),
                field=f"{one.above} / {one.below}",
                unit=str(unit[at]),
                item=rule.code,
                row=row[at],
                value=float(found[at]),
                expected=rule.low if found[at] < rule.low else rule.high,
                slip=slip,
            )
        )
    return made


def explained(value: float, rule: Rule) -> Slip | None:
    """The smallest slip of units that leads *value* back into the band; None where none does.

    A value counts only where it lies at least the root of the slip's factor outside: a wide band takes in
    nearly everything that is turned by a factor, and what lies just beside it needs no slip to be explained.
    """
    edge = rule.low if value < rule.low else rule.high
    away = abs(np.log(value / edge)) if value * edge > 0 else np.inf
    found = [
        slip
        for slip in slips()
        if away >= np.log(slip.factor) / 2
        and any(rule.low <= one <= rule.high for one in (value * slip.factor, value / slip.factor))
    ]
    return min(found, key=lambda slip: slip.factor, default=None)


def _words(one: Ratio, value: float, slip: Slip | None):
    rule = one.rule
    gaps = {
        "above": one.above,
        "below": one.below,
        "value": f"{value:.6g}",
        "unit": rule.unit,
        "low": f"{rule.low:.4g}",
        "high": f"{rule.high:.4g}",
        "source": rule.source(),
    }
    if slip is None:
        return problem(
            "{above} over {below} is {value} {unit}; the factor tables hold {low} to {high} ({source}).",
            **gaps,
        )
    return problem(
        "{above} over {below} is {value} {unit}; the factor tables hold {low} to {high} ({source}), into "
        "which it falls without a slip by {slip}.",
        slip=slip.formula,
        **gaps,
    )
