"""Classes that an expert sets by hand: kept apart from the computed class, with a reason, and logged.

The computed class is never touched. A decision stands in fields of its own (`FIELDS`); every decision and
every withdrawal adds one line to the log of the unit, oldest first, and no line is ever taken away.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime, timezone

import numpy as np

from ..errors import Problem, problem
from .sixclass import CODES

CLASS, REASON, WHO, WHEN, LOG = "expert_class", "expert_reason", "expert_who", "expert_when", "expert_log"
FIELDS = (CLASS, REASON, WHO, WHEN, LOG)
SET, WITHDRAWN = "set", "withdrawn"
NONE = -1


@dataclass(frozen=True)
class Entry:
    """One line of the log: when (UTC), by whom, `SET` or `WITHDRAWN`, from and to which class, why."""

    when: str
    who: str
    action: str
    before: str
    after: str
    reason: str


def moment() -> str:
    """Now, as the log writes it."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def tidy(text: str) -> str:
    """A text on one line, without blanks at its ends: a line break would look like another entry.

    >>> tidy(" field visit\\n2025\\t")
    'field visit 2025'
    """
    return " ".join(str(text or "").split())


def problems(computed: str, held: str, wanted: str, who: str, reason: str) -> list[Problem]:
    """Why a decision cannot be taken; empty where it can.

    Parameters
    ----------
    computed
        Class of the unit as it was computed; "" where it has none.
    held
        Class that an expert has set before; "" where none has.
    wanted
        Class that is to be set; "" withdraws the one that is *held*.
    """
    found = _unsigned(who, reason)
    if not wanted:
        return found if held else [problem("No expert has set a class for this unit."), *found]
    if wanted not in CODES:
        found.append(problem("{name} is no class; use one of {known}.", name=wanted, known=", ".join(CODES)))
    elif wanted == held:
        found.append(problem("An expert has set the class {name} for this unit already.", name=wanted))
    elif wanted == computed and held:
        found.append(
            problem("{name} is the computed class; withdraw the decision to return to it.", name=wanted)
        )
    elif wanted == computed:
        found.append(problem("{name} is the computed class already.", name=wanted))
    return found


def _unsigned(who: str, reason: str) -> list[Problem]:
    found = []
    if not tidy(reason):
        found.append(problem("Write down the reason; without one no class is set or withdrawn by hand."))
    if not tidy(who):
        found.append(problem("Write down who decides."))
    return found


def decided(computed: str, held: str, wanted: str, who: str, reason: str, log: str, when: str) -> dict:
    """Values of `FIELDS` after a decision without `problems`; None empties a field.

    >>> made = decided("SC", "", "S", "Li", "site visit", "", "2025-03-01T08:00:00+00:00")
    >>> made["expert_class"], made["expert_log"].split("\\t")[2:]
    ('S', ['set', 'SC', 'S', 'site visit'])
    """
    action = SET if wanted else WITHDRAWN
    entry = Entry(when, tidy(who), action, held or computed, wanted or computed, tidy(reason))
    lines = [*filter(None, str(log or "").split("\n")), "\t".join(astuple(entry))]
    now = (wanted, entry.reason, entry.who, entry.when) if wanted else (None,) * 4
    return {**dict(zip((CLASS, REASON, WHO, WHEN), now)), LOG: "\n".join(lines)}


def entries(log: str) -> list[Entry]:
    """The entries of a log, oldest first; a line that somebody spoiled is shown as a reason alone."""
    made = []
    for line in filter(None, str(log or "").split("\n")):
        parts = line.split("\t")
        made.append(Entry(*parts) if len(parts) == 6 else Entry("", "", "", "", "", tidy(line)))
    return made


def effective(code: str | None, held: str) -> str | None:
    """The code of a unit, class or sub-zone, with the class that an expert *held* for right.

    A sub-zone keeps its space; where there is none to keep, and for ND, it is the class alone.

    Examples
    --------
    >>> effective("SC", "S"), effective("U-SC", "S"), effective("U-SC", ""), effective("U-SC", "ND")
    ('S', 'U-S', 'U-SC', 'ND')
    """
    if held not in CODES:
        return code
    space, hyphen, _computed = (code or "").rpartition("-")
    return held if not hyphen or held == CODES[0] else f"{space}-{held}"


def numbers(codes) -> np.ndarray:
    """Number 0 to 6 of the class in each code, class or sub-zone; `NONE` where there is no class."""
    known = {code: number for number, code in enumerate(CODES)}
    cells = [known.get(str(code or "").rpartition("-")[2], NONE) for code in codes]
    return np.array(cells, dtype=np.int8)


@dataclass(frozen=True)
class Totals:
    """Units and known hectares by class, ND first; row 0 as computed, row 1 with the experts' classes."""

    units: np.ndarray
    area_ha: np.ndarray


def totals(computed: np.ndarray, held: np.ndarray, area_ha: np.ndarray) -> Totals:
    """Count the classes as they were computed and as they are with the experts' decisions.

    Parameters
    ----------
    computed, held
        Class numbers of the units, see `numbers`; *held* is `NONE` where no expert has decided.
    area_ha
        Hectares; NaN where not known.

    Examples
    --------
    >>> totals(np.array([2, 1]), np.array([1, -1]), np.array([5.0, 3.0])).area_ha[:, 1:3].tolist()
    [[3.0, 5.0], [8.0, 0.0]]
    """
    rows = [computed, np.where(held == NONE, computed, held)]
    units = [np.bincount(row[row != NONE], minlength=len(CODES)) for row in rows]
    known = np.isfinite(area_ha)
    areas = [
        np.bincount(row[known & (row != NONE)], area_ha[known & (row != NONE)], minlength=len(CODES))
        for row in rows
    ]
    return Totals(np.array(units), np.array(areas))
