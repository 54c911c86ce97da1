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

from .. import grouping
from .. import uncertainty as un
from ..carbon import agriculture, rows
from ..carbon.fuels import Rate, product
from ..carbon.resolution import resolve_pollutants
from ..carbon.streams import Choices, Kind, own_scheme
from ..errors import InputError, Problem, ScienceError, problem, raise_if_any
from ..wording import shown
from .lines import NOWHERE, PLACES, Book, Lines, lines, stacked
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
    kinds, of_cell = _kinds(given, cells)
    known, faults = _resolved(kinds, settings, of_cell[cells.of_row], numbers)
    raise_if_any(faults, InputError)
    without = [number for number, found in enumerate(known) if not found]
    if without:
        told = _no_factor(kinds, without, of_cell, cells)
        if settings.unknown == STOP:
            raise InputError(told)
        remarks.append(told)
    made = _Maker(book, settings.removals)
    for number, found in enumerate(known):
        of_kind = np.flatnonzero(of_cell == number)
        first = cells.first[of_kind]
        place = np.array([position[code] for code in given.unit_code[first].tolist()], dtype=np.int64)
        for one in found:
            made.add(one, _Amounts(given, cells, of_kind, place))
    repeated = rows.repeats(given, cells)
    if repeated.any():
        remarks.append(rows.repeat_remark(int(repeated.sum()), numbers[repeated]))
    if cells.missing.any():
        remarks.append(
            problem(
                "{count} rows have no amount. They are not counted as zero; their units carry the flag "
                "PART_P or NO_P.",
                count=int(cells.missing.sum()),
            )
        )
    return ActivityLoads(labels, tuple(made.pollutants), tuple(made.origins), made.lines(), tuple(remarks))


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


@dataclass(frozen=True)
class _Amounts:
    """Cells of one kind of row, with the positions of their units."""

    given: rows.Rows
    cells: rows.Cells
    which: np.ndarray
    place: np.ndarray

    @property
    def codes(self) -> np.ndarray:
        """Unit code of every cell."""
        return self.given.unit_code[self.cells.first[self.which]]

    @property
    def amount(self) -> np.ndarray:
        """Amount of every cell."""
        return self.cells.amount[self.which]

    def numbers(self, book: Book) -> np.ndarray:
        """Number of every amount in the book; NONE where it is exactly known."""
        width = self.cells.width[self.which]
        made = np.full(len(self.which), un.NONE, dtype=np.int64)
        for at in np.flatnonzero(width > 0).tolist():
            first, amount = self.cells.first[self.which[at]], float(self.amount[at])
            like = (self.given.unit_code, self.given.sector, self.given.activity, self.given.unit)
            key = "/".join(("amount", *(str(column[first]) for column in like)))
            made[at] = book.number(key, amount, amount - float(width[at]), amount + float(width[at]))
        return made


class _Maker:
    """Collects lines and numbers their pollutants and origins."""

    def __init__(self, book: Book, removals: Removals):
        self._book, self._removals = book, removals
        self._blocks: list[Lines] = []
        self.pollutants: dict[str, int] = {}
        self.origins: dict[Origin, int] = {}

    def lines(self) -> Lines:
        """All lines."""
        return stacked(self._blocks) if self._blocks else lines([])

    def add(self, found: _Known, amounts: _Amounts) -> None:
        """One line for every amount and part of the rate, by what is kept back."""
        rates = {
            code: self._removals.find(code, found.activity, found.pollutant)
            for code in set(amounts.codes.tolist())
        }
        kept = list(dict.fromkeys(rates.values()))
        number = {code: kept.index(rate) for code, rate in rates.items()}
        of_cell = np.array([number[code] for code in amounts.codes.tolist()], dtype=np.int64)
        of_amount = amounts.numbers(self._book)
        for at, rate in enumerate(kept):
            rows_of_rate = np.flatnonzero(of_cell == at)
            self._block(found, rate, amounts, of_amount, rows_of_rate)

    def _block(self, found: _Known, rate: Removal | None, amounts: _Amounts, of_amount, chosen) -> None:
        origin = Origin(
            "activity",
            found.activity,
            removal=rate.value if rate is not None else 0.0,
            factor=found.rate.value,
            factor_unit=f"t/{found.base}",
            source=found.source,
            confidence=found.confidence,
        )
        pollutant = self.pollutants.setdefault(found.pollutant, len(self.pollutants))
        place = self.origins.setdefault(origin, len(self.origins))
        passing = []
        if rate is not None:
            passing.append(self._book.number(rate.key, 1 - rate.value, 1 - rate.high, 1 - rate.low))
        ranged = of_amount[chosen] != un.NONE
        amount = np.where(ranged, 1.0, amounts.amount[chosen])
        count = len(chosen)
        for part in found.rate.parts:
            spreads = [self._book.number(one.key, 1.0, one.low, one.high) for one in part.spreads]
            inputs = np.full((count, PLACES), un.NONE, dtype=np.int64)
            inputs[:, 0] = of_amount[chosen]
            inputs[:, 1 : 1 + len(passing) + len(spreads)] = [*passing, *spreads]
            self._blocks.append(
                Lines(
                    amounts.place[chosen],
                    np.full(count, NOWHERE, dtype=np.int64),
                    np.full(count, pollutant, dtype=np.int64),
                    np.full(count, place, dtype=np.int64),
                    amount * found.size * part.value,
                    inputs,
                )
            )


def _kinds(given: rows.Rows, cells: rows.Cells) -> tuple[list[Kind], np.ndarray]:
    """Distinct kinds of rows, and the kind of every cell."""
    names = ("activity", "unit", "place", "year")
    columns = [given.coded[name].at(cells.first) for name in names]
    of_cell = rows.numbered(*columns)
    chosen = rows.firsts(of_cell)
    found = zip(*(column.values[column.codes[chosen]].tolist() for column in columns))
    return [Kind(*kind, "other") for kind in found], of_cell


def _resolved(
    kinds: Sequence[Kind], settings: Settings, of_row: np.ndarray, numbers: np.ndarray
) -> tuple[list[list[_Known]], list[Problem]]:
    """Pollutants of every kind, and what is wrong with units and activities, each said once, with its rows.

    Parameters
    ----------
    of_row, numbers
        Kind and number of every row of the table.
    """
    known, faults, kinds_of = [], {}, {}
    for at, kind in enumerate(kinds):
        try:
            known.append(_known(kind, settings))
        except ScienceError as error:
            known.append([])
            for item in error.problems:
                faults[kind.activity, str(item)] = item
                kinds_of.setdefault((kind.activity, str(item)), []).append(at)
    if not faults:
        return known, []
    # a column of the wrong texts has as many kinds as rows: rows are looked up by kind, once for all faults
    rows_of = dict(zip(np.unique(of_row).tolist(), grouping.members(of_row)))
    return known, [
        problem(
            "{activity} (rows {rows}): {reason}",
            activity=activity,
            rows=shown(numbers[np.sort(np.concatenate([rows_of[at] for at in these]))].tolist(), rows.SHOWN),
            reason=faults[activity, text],
        )
        for (activity, text), these in kinds_of.items()
    ]


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


def _no_factor(
    kinds: Sequence[Kind], without: Sequence[int], of_cell: np.ndarray, cells: rows.Cells
) -> Problem:
    sizes = np.bincount(cells.of_row, minlength=len(cells))
    count = np.bincount(of_cell, sizes, len(kinds))
    total = np.bincount(of_cell, np.nan_to_num(cells.amount), len(kinds))
    sums: dict[tuple[str, str], list[float]] = {}
    for number in without:
        one = sums.setdefault((kinds[number].activity, kinds[number].unit), [0, 0.0])
        one[0] += int(count[number])
        one[1] += float(total[number])
    listed = [
        f"{activity} ({many}×, {amount:.6g} {unit})"
        for (activity, unit), (many, amount) in sorted(sums.items())
    ]
    return problem(
        "{count} activities have no factor of any pollutant and are not counted: {activities}. Where they "
        "discharge any, add factors (ef_SO2, ef_COD …) to a table of emission factors of your own.",
        count=len({activity for activity, _ in sums}),
        activities=", ".join(listed),
    )
