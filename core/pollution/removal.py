"""How much of a pollutant is kept back before it leaves: rates of removal by unit, activity and pollutant.

    load = activity x factor x (1 - removal)

A rate holds for everything that its row leaves blank; the row that names most decides (unit before activity
before the pollutant alone).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .. import vocabulary
from ..carbon.activities import find, fold
from ..errors import InputError, Problem, problem, raise_if_any
from ..wording import shown

FRACTION, PERCENT = "fraction", "percent"
SCALES = {FRACTION: 1.0, PERCENT: 0.01}
ANY = ""
SHOWN = 10


@dataclass(frozen=True)
class Rate:
    """Share that is removed, 0 to 1, with its limits (NaN where not known) and the name of its row."""

    value: float
    low: float
    high: float
    key: str


@dataclass(frozen=True)
class Removals:
    """Rates by (unit, activity, pollutant), blanks meaning any."""

    rates: dict[tuple[str, str, str], Rate]

    def find(self, unit: str, activity: str, pollutant: str) -> Rate | None:
        """The rate of the row that names most of the three; None where no row fits."""
        for one in (unit, ANY):
            for what in (activity, ANY):
                for which in (pollutant, ANY):
                    found = self.rates.get((one, what, which))
                    if found is not None:
                        return found
        return None


def pollutant_code(text: str) -> str:
    """Code of a pollutant that the vocabulary knows, else the text itself."""
    known = vocabulary.pollutant(text) if text else None
    return known.code if known else text


def activity_code(text: str) -> str:
    """Code of an activity that the list knows, else the text itself."""
    known = find(text) if text else None
    return known.code if known else text


def removals(
    unit: Sequence[str],
    activity: Sequence[str],
    pollutant: Sequence[str],
    rate: np.ndarray,
    low: np.ndarray | None = None,
    high: np.ndarray | None = None,
    scale: str = FRACTION,
    rows: Sequence[int] = (),
) -> Removals:
    """Rates from the columns of a table.

    Parameters
    ----------
    unit, activity, pollutant
        Texts; "" means any. Activities and pollutants in any spelling of the vocabulary.
    rate, low, high
        float64, in the unit *scale*; limits NaN or None where not known.
    scale
        ``fraction`` (0 to 1) or ``percent`` (0 to 100). Nothing is guessed from the size of the numbers.
    rows
        What messages call the rows; 1, 2, 3 ... by default.

    Raises
    ------
    InputError
        Missing rates, rates outside of 0 to 1, limits that do not hold the rate, two rows for one case.
    """
    count = len(rate)
    names = np.asarray(rows if len(rows) else range(1, count + 1))
    empty = np.full(count, np.nan)
    limits = [empty if one is None else np.asarray(one, dtype=np.float64) for one in (low, high)]
    value, below, above = (np.asarray(one, dtype=np.float64) * SCALES[scale] for one in (rate, *limits))
    faults = _rate_faults(value, below, above, names, scale)
    made: dict[tuple[str, str, str], Rate] = {}
    first: dict[tuple[str, str, str], int] = {}
    doubled = []
    for at in range(count):
        case = (unit[at], activity_code(activity[at]), pollutant_code(pollutant[at]))
        if case in made:
            doubled.append(f"{first[case]} / {names[at]}")
        first.setdefault(case, names[at])
        made[case] = Rate(value[at], below[at], above[at], "removal/" + "/".join(map(fold, case)))
    if doubled:
        faults.append(
            problem(
                "{count} rows of the removal table repeat another's unit, activity and pollutant (rows: "
                "{rows}). Keep one of each.",
                count=len(doubled),
                rows=shown(doubled, SHOWN),
            )
        )
    raise_if_any(faults, InputError)
    return Removals(made)


def _rate_faults(value, below, above, names, scale: str) -> list[Problem]:
    found = []
    missing = np.isnan(value)
    if missing.any():
        found.append(
            problem(
                "{count} rows of the removal table have no rate (rows: {rows}). Write 0 where nothing is "
                "removed, or delete the row.",
                count=int(missing.sum()),
                rows=shown(names[missing].tolist(), SHOWN),
            )
        )
    outside = (value < 0) | (value > 1)
    if outside.any():
        found.append(
            problem(
                "{count} removal rates lie outside of {range} (rows: {rows}). Correct them, or choose how "
                "the rates are written (shares or percentages).",
                count=int(outside.sum()),
                range="0 … 100 %" if scale == PERCENT else "0 … 1",
                rows=shown(names[outside].tolist(), SHOWN),
            )
        )
    half = np.isnan(below) != np.isnan(above)
    wrong = ~missing & (half | (below > value) | (above < value) | (below < 0) | (above > 1))
    if wrong.any():
        found.append(
            problem(
                "{count} removal rates do not lie between their low and high, or have only one of them, or "
                "one outside of 0 … 100 % (rows: {rows}).",
                count=int(wrong.sum()),
                rows=shown(names[wrong].tolist(), SHOWN),
            )
        )
    return found
