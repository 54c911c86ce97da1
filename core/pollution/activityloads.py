"""Loads of activities: amount x factor x (1 - removal), by unit, activity and pollutant.

Factors are those of the user's table ``emission`` (ef_SO2, ef_COD ...), and of the built-in tables where they
have evidence: CO and NOx of burnt residues (IPCC 2006 Vol 4 Ch 2 eq 2.27), and, where it is asked for, the
nitrogen that fields lose by leaching and runoff (N x Frac_LEACH; IPCC Vol 4 Ch 11). There are no built-in
factors of air and water pollutants of fuels and processes: a gap stays a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..carbon import agriculture, rows
from ..carbon.fuels import Rate, product
from ..carbon.resolution import resolve_pollutants
from ..carbon.streams import Choices, Kind, own_scheme
from ..errors import InputError, Problem, ScienceError, problem, raise_if_any
from .lines import NOWHERE, Book, Lines, lines
from .removal import Rate as Removal
from .removal import Removals, pollutant_code

STOP, LEAVE_OUT = "stop", "leave_out"


@dataclass(frozen=True)
class Settings:
    """How activities are counted.

    Attributes
    ----------
    choices
        Factor tables and schemes.
    removals
        What is kept back; nothing by default.
    unknown
        Activities without any factor of a pollutant: ``stop``, or ``leave_out`` and tell.
    leaching
        Whether nitrogen brought to fields counts as total nitrogen by its leached share.
    negative
        Whether negative amounts are corrections that are meant.
    """

    choices: Choices = field(default_factory=Choices)
    removals: Removals = field(default_factory=lambda: Removals({}))
    unknown: str = LEAVE_OUT
    leaching: bool = False
    negative: bool = False


@dataclass(frozen=True)
class Origin:
    """What a load comes from, for the detail: ``kind`` is ``activity`` or ``land``."""

    kind: str
    code: str
    removal: float = 0.0
    delivery: float = 1.0
    factor: float = float("nan")
    factor_unit: str = ""
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class ActivityLoads:
    """Lines of activities with their labels.

    Attributes
    ----------
    units, pollutants
        Labels of the positions in the lines; pollutants by their code.
    origins
        One for every distinct origin.
    remarks
        What was assumed or left out.
    """

    units: tuple[str, ...]
    pollutants: tuple[str, ...]
    origins: tuple[Origin, ...]
    lines: Lines
    remarks: tuple[Problem, ...]


def account(
    given: rows.Rows,
    settings: Settings,
    units: Sequence[str],
    book: Book,
    numbers: np.ndarray | None = None,
) -> ActivityLoads:
    """Lines of an activity table.

    Parameters
    ----------
    given
        The activities of one year.
    units
        Codes of the units in the order of their positions; codes of the table that are not among them get
        positions behind.
    book
        Takes what is known within limits.
    numbers
        Row numbers for messages.

    Raises
    ------
    InputError
        All that is wrong with the rows, with their units of amount, and (with ``stop``) activities without
        a factor.
    """
    numbers = np.arange(1, len(given) + 1) if numbers is None else numbers
    raise_if_any(rows.problems(given, numbers, settings.negative), InputError)
    cells, remarks = rows.gather(given), []
    labels = tuple(dict.fromkeys([*units, *given.unit_code.tolist()]))
    position = {code: at for at, code in enumerate(labels)}
    rates, without, faults = _rates(given, cells, settings)
    raise_if_any(faults, InputError)
    if without:
        told = _no_factor(without)
        if settings.unknown == STOP:
            raise InputError(told)
        remarks.append(told)
    made = _Maker(book, settings.removals)
    for at, first in enumerate(cells.first.tolist()):
        for found in rates[at]:
            code = given.unit_code[first]
            like = (code, given.sector[first], given.activity[first], given.unit[first], given.place[first])
            amount = float(cells.amount[at]), float(cells.width[at])
            made.add(position[code], code, found, amount, "/".join(("amount", *like)))
    if cells.missing.any():
        remarks.append(
            problem(
                "{count} rows have no amount. They are not counted as zero; their units carry the flag "
                "PART_P or NO_P.",
                count=int(cells.missing.sum()),
            )
        )
    return ActivityLoads(
        labels, tuple(made.pollutants), tuple(made.origins), lines(made.rows), tuple(remarks)
    )


@dataclass(frozen=True)
class _Known:
    """One pollutant of one activity: t per unit of amount, with what it is made of."""

    activity: str
    pollutant: str
    size: float
    rate: Rate
    base: str
    source: str
    confidence: str


class _Maker:
    """Collects lines and numbers their pollutants and origins."""

    def __init__(self, book: Book, removals: Removals):
        self._book, self._removals = book, removals
        self.rows: list[tuple] = []
        self.pollutants: dict[str, int] = {}
        self.origins: dict[Origin, int] = {}

    def add(self, unit: int, code: str, found: _Known, amount: tuple[float, float], key: str) -> None:
        """One line for every part of the rate; *amount* with half the width of its interval."""
        removal = self._removals.find(code, found.activity, found.pollutant)
        held = removal.value if removal is not None else 0.0
        origin = Origin(
            "activity",
            found.activity,
            removal=held,
            factor=found.rate.value,
            factor_unit=f"t/{found.base}",
            source=found.source,
            confidence=found.confidence,
        )
        pollutant = self.pollutants.setdefault(found.pollutant, len(self.pollutants))
        place = self.origins.setdefault(origin, len(self.origins))
        fixed = self._inputs(key, *amount, removal)
        for part in found.rate.parts:
            spreads = [self._book.number(one.key, 1.0, one.low, one.high) for one in part.spreads]
            scale = (amount[0] if fixed[0] is None else 1.0) * found.size * part.value
            numbers = [*(one for one in fixed if one is not None), *spreads]
            self.rows.append((unit, NOWHERE, pollutant, place, scale, numbers))

    def _inputs(self, name: str, amount: float, width: float, removal: Removal | None):
        """Numbers of the amount (None where exactly known) and of what removal lets pass."""
        of_amount = None
        if width > 0:
            of_amount = self._book.number(name, amount, amount - width, amount + width)
        passing = None
        if removal is not None:
            limits = 1 - removal.value, 1 - removal.high, 1 - removal.low
            passing = self._book.number(removal.key, *limits)
        return of_amount, passing


def _rates(given: rows.Rows, cells: rows.Cells, settings: Settings):
    """Pollutants of every cell; activities without any with (rows, amount, unit); faults of units."""
    found: dict[Kind, list[_Known]] = {}
    sizes = np.bincount(cells.of_row, minlength=len(cells))
    faults: dict[str, Problem] = {}
    per_cell, without = [], {}
    for at, first in enumerate(cells.first.tolist()):
        kind = Kind(
            given.activity[first], given.unit[first], given.place[first], int(given.year[first]), "other"
        )
        if kind not in found:
            try:
                found[kind] = _known(kind, settings)
            except ScienceError as error:
                found[kind] = []
                faults.update((str(item), item) for item in error.problems)
        per_cell.append(found[kind])
        if not found[kind]:
            count, total, unit = without.get(kind.activity, (0, 0.0, kind.unit))
            amount = float(np.nan_to_num(cells.amount[at]))
            without[kind.activity] = (count + int(sizes[at]), total + amount, unit)
    return per_cell, without, list(faults.values())


def _known(kind: Kind, settings: Settings) -> list[_Known]:
    """Pollutants of one kind of row, the user's own factors before the built-in ones."""
    resolved = resolve_pollutants(kind, settings.choices)
    made = [
        _Known(
            resolved.code,
            pollutant_code(stream.gas),
            resolved.size,
            Rate(stream.rate, stream.low, stream.high, (), stream.formula, parts=stream.parts),
            resolved.base,
            " ".join(filter(None, (stream.scheme, stream.source_key))),
            stream.confidence,
        )
        for stream in resolved.streams
    ]
    if settings.leaching and resolved.route == "nitrogen" and all(one.pollutant != "TN" for one in made):
        made.append(_leached(kind, resolved, settings.choices))
    return made


def _leached(kind: Kind, resolved, choices: Choices) -> _Known:
    """Nitrogen lost by leaching and runoff, t N per t N."""
    table = choices.agriculture
    asked = (own_scheme(table, choices.agriculture_scheme), *agriculture.NITROGEN_TERMS)
    scheme = next(one for one in asked if one in agriculture.NITROGEN_TERMS)
    key = agriculture.NITROGEN_TERMS[scheme][4]
    rows_of_key = table.select(scheme=scheme, key=key, parameter="fraction")
    factor = agriculture.nearest(rows_of_key, agriculture.places(kind.place))
    rate = product((factor,), (1.0,))
    return _Known(
        resolved.code,
        "TN",
        resolved.size,
        rate,
        resolved.base,
        f"{factor.scheme} {factor.source_key}",
        factor.confidence,
    )


def _no_factor(without: dict[str, tuple[int, float, str]]) -> Problem:
    listed = [
        f"{activity} ({count}×, {amount:.6g} {unit})"
        for activity, (count, amount, unit) in sorted(without.items())
    ]
    return problem(
        "{count} activities have no factor of any pollutant and are not counted: {activities}. Where they "
        "discharge any, add factors (ef_SO2, ef_COD …) to a table of emission factors of your own.",
        count=len(listed),
        activities=", ".join(listed),
    )
