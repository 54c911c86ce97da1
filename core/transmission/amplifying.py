"""Single and joint measures side by side: what taking them together adds (zoning paper 4.3, methods D.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import Problem, problem, raise_if_any
from .appraisal import amplification, gain_state

SHOWN = 10


@dataclass(frozen=True)
class Gain:
    """A joint measure at one place: its reductions, the sums of its single measures, and the gains.

    ``percent`` is the gain over the sum of the single reductions (NaN where that is 0); ``state`` a word of
    `appraisal.GAINS`, None where a reduction is not known.
    """

    unit: str
    measures: str
    count: int
    carbon_joint: float
    carbon_singles: float
    carbon_gain: float
    carbon_percent: float
    pollution_joint: float
    pollution_singles: float
    pollution_gain: float
    pollution_percent: float
    state: str | None


def gains(
    units: Sequence[str],
    measures: Sequence[str],
    carbon,
    pollution,
    joiner: str = "+",
    tolerance: float = 0.0,
) -> list[Gain]:
    """Gains of every joint measure.

        gain = reduction of the joint measure - sum of the reductions of its single measures

    Parameters
    ----------
    units, measures
        One per row; joint measures are written as names joined by *joiner* ("boilers+solar"), in any order.
    carbon, pollution
        Reductions, positive where something is reduced; NaN where unknown.
    tolerance
        Gains below this share of the single reductions count as none.

    Raises
    ------
    InputError
        A measure twice at a place; joint measures whose single ones are not there.
    """
    rows = _rows(units, measures, joiner)
    joint = [(unit, parts, at) for (unit, parts), at in rows.items() if len(parts) > 1]
    c, p = (np.asarray(a, dtype=np.float64) for a in (carbon, pollution))
    made = []
    for unit, parts, at in joint:
        singles = [rows[unit, frozenset([part])] for part in parts]
        told = [_told(values, at, singles) for values in (c, p)]
        state = gain_state(told[0][2], told[1][2], told[0][1], told[1][1], max(tolerance, 1e-9)).item()
        made.append(Gain(unit, measures[at], len(parts), *told[0], *told[1], state))
    return made


def _rows(units: Sequence[str], measures: Sequence[str], joiner: str) -> dict[tuple[str, frozenset], int]:
    """(unit, single measures) -> row; refuses what is doubled or lacks its single measures."""
    rows: dict[tuple[str, frozenset], int] = {}
    doubled = []
    for at, (unit, name) in enumerate(zip(units, measures)):
        key = unit, frozenset(_parts(name, joiner))
        if key in rows:
            doubled.append(f"{unit} {name}".strip())
        rows[key] = at
    lacking = [
        f"{unit} {part} ({measures[at]})".strip()
        for (unit, parts), at in rows.items()
        for part in sorted(parts)
        if len(parts) > 1 and (unit, frozenset([part])) not in rows
    ]
    faults: list[Problem] = []
    if doubled:
        faults.append(
            problem(
                "{count} measures are given twice for the same place: {measures}.",
                count=len(doubled),
                measures=", ".join(doubled[:SHOWN]),
            )
        )
    if lacking:
        faults.append(
            problem(
                "{count} single measures of joint ones (in brackets) are not in the table: {measures}. "
                "Without them no gain can be told.",
                count=len(lacking),
                measures=", ".join(lacking[:SHOWN]),
            )
        )
    raise_if_any(faults)
    return rows


def _parts(name: str, joiner: str) -> list[str]:
    return [part.strip() for part in name.split(joiner) if part.strip()]


def _told(values: np.ndarray, joint: int, singles: Sequence[int]) -> tuple[float, float, float, float]:
    total = float(values[singles].sum())
    gain = amplification(values[joint], values[singles])
    return float(values[joint]), total, gain, 100.0 * gain / abs(total) if total else float("nan")
