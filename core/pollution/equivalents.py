"""Pollution equivalents: one yardstick for discharges of different pollutants.

    Eq_j = m_j / e_j,    P_air = sum Eq_j (air),    P_water = sum Eq_j (water)

m_j is the amount (kg), e_j the equivalent value (kg per equivalent) of Annex 2 of the Environmental
Protection Tax Law. For zoning all pollutants of a unit are summed; the law's "first three of an outlet" is
billing only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import flags as fl
from ..errors import FactorError, InputError, Problem, problem, raise_if_any
from ..grouping import factorise, group
from .catalogue import AGGREGATES, Catalogue, Entry
from .records import Records, of_units, row_problems, scales

UNKNOWN = ("refuse", "leave_out")
STATUSES = ("counted", "one_only", "no_value", "missing")
COUNTED, ONE_ONLY, NO_VALUE, MISSING = range(len(STATUSES))
HECTARES_PER_KM2 = 100.0


@dataclass(frozen=True)
class Lines:
    """The detail of an account: one element per unit, year, outlet and pollutant.

    Attributes
    ----------
    unit, outlet, entry
        Codes into the labels of `Account`.
    year
        The year itself.
    amount
        In the unit of the entry (kg for most); NaN where missing or not convertible.
    equivalents
        NaN where the amount or the equivalent value is missing.
    status
        Code into `STATUSES`; only counted lines enter the sums.
    incomplete
        Whether an amount of the line was missing.
    """

    unit: np.ndarray
    year: np.ndarray
    outlet: np.ndarray
    entry: np.ndarray
    amount: np.ndarray
    equivalents: np.ndarray
    status: np.ndarray
    incomplete: np.ndarray

    @property
    def counted(self) -> np.ndarray:
        """Equivalents that enter the sums; NaN on the other lines."""
        return np.where(self.status == COUNTED, self.equivalents, np.nan)


@dataclass(frozen=True)
class Account:
    """Equivalents of units; arrays over (unit, year) in ascending order.

    Attributes
    ----------
    unit, year
        Unit and year (0 where rows name none).
    air, water, total
        Sums; NaN where nothing of the medium is known, which is not zero.
    by_pollutant
        Code of the pollutant -> equivalents of the unit.
    flags
        ``PART_P``: an amount is missing; ``NO_P``: no equivalent is known.
    lines, units, outlets, entries
        The detail and the labels of its codes.
    remarks
        What was assumed or left out, in sentences.
    line_of_row
        Position in ``lines`` of every row that was counted in.
    rows, factor
        The rows themselves, and what brings each of them into the unit of its entry.
    """

    unit: np.ndarray
    year: np.ndarray
    air: np.ndarray
    water: np.ndarray
    total: np.ndarray
    by_pollutant: Mapping[str, np.ndarray]
    flags: np.ndarray
    lines: Lines
    units: Sequence
    outlets: Sequence[str]
    entries: tuple[Entry, ...]
    remarks: tuple[Problem, ...]
    line_of_row: np.ndarray
    rows: Records
    factor: np.ndarray


def account(
    given: Records, catalogue: Catalogue, unknown: str = "refuse", corrections: bool = False
) -> Account:
    """Equivalents of every unit from its discharges.

    Parameters
    ----------
    given
        Rows of unit, pollutant and amount.
    catalogue
        Equivalent values by the names of pollutants.
    unknown
        Pollutants that nobody knows by name are refused (``refuse``), or left out and told (``leave_out``).
        Known ones without an equivalent value (total nitrogen, PM2.5, VOC) are always left out and told.
    corrections
        Whether negative amounts are allowed, as corrections of other rows.

    Raises
    ------
    InputError
        All faults at once: blank units and pollutants, infinite and negative amounts, units that do not
        measure the pollutant, unknown and ambiguous pollutants.

    Notes
    -----
    factors.md 3.13, test E18. Of COD, BOD5 and TOC of one outlet only the largest counts (Annex 2, notes).
    """
    if unknown not in UNKNOWN:
        raise InputError(
            problem(
                "The rule {rule} for unknown pollutants is not known; choose one of {known}.",
                rule=unknown,
                known=", ".join(UNKNOWN),
            )
        )
    rows, remarks = of_units(given)
    kept = given.where(rows)
    faults = row_problems(kept, corrections)
    entry_of_row, entries, strangers, refused = _recognised(kept, catalogue)
    if unknown == "refuse":
        refused += [_unknown(kept, entry_of_row, number, entries) for number in strangers]
    factor, wrong = scales(kept, entry_of_row, entries)
    raise_if_any([*faults, *refused, *wrong])
    lines, units, outlets, line_of_row = _lines(kept, entry_of_row, entries, factor)
    remarks += _left_out(kept, entry_of_row, entries, catalogue)
    remarks += _gathered(kept, lines)
    remarks += _one_only_remarks(lines, entries)
    sums = _summed(lines, entries)
    labels = np.array([*units, None], dtype=object)
    return Account(
        **{**sums, "unit": labels[sums["unit"]]},
        lines=lines,
        units=units,
        outlets=outlets,
        entries=entries,
        remarks=tuple(remarks),
        line_of_row=line_of_row,
        rows=kept,
        factor=factor,
    )


def per_km2(values, area_ha):
    """Load per square kilometre and flags; NaN with ``BAD_X`` where the area is missing or not positive."""
    load, area = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(values, area_ha))
    usable = np.isfinite(area) & (area > 0)
    flags = fl.empty(load.shape)
    fl.mark(flags, "BAD_X", ~usable & ~np.isnan(load))
    return np.divide(load * HECTARES_PER_KM2, area, out=np.full(load.shape, np.nan), where=usable), flags


def tax(made: Account, air_rate: float, water_rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Environmental protection tax of each unit and year, in yuan: a bill, no measure for zoning.

    Article 9 of the law: of every outlet the three largest air pollutants are charged, the five largest of
    class I and the three largest of the other water pollutants. Reductions (article 13) are not applied.

    Parameters
    ----------
    made
        Account whose rows name outlets; a unit without outlets counts as one.
    air_rate, water_rate
        Yuan per equivalent.

    Returns
    -------
    air, water : float64 arrays
        NaN where no equivalent of the medium is known.
    """
    lines, entries = made.lines, made.entries
    limit = np.array([entry.charged for entry in entries], dtype=np.int64)[lines.entry]
    is_air = np.array([entry.medium == "air" for entry in entries], dtype=bool)[lines.entry]
    kind = group(lines.unit, lines.year, lines.outlet, is_air, limit)
    counted = lines.counted
    charged = np.where(kind.ranks(counted) < limit, counted, np.nan)
    whole = group(lines.unit, lines.year)
    air = whole.sums(np.where(is_air, charged, np.nan)) * air_rate
    return air, whole.sums(np.where(is_air, np.nan, charged)) * water_rate


def _recognised(given: Records, catalogue: Catalogue):
    """Entry of each row, the entries, numbers of those that nobody knows, and refusals."""
    pairs, labels = factorise(list(zip(given.pollutant.tolist(), given.medium.tolist())))
    entries: dict[tuple[str, str], Entry] = {}
    strangers, found, of_pair = set(), [], []
    for name, medium in labels:
        entry = None
        try:
            entry = catalogue.find(name, medium) if name else None
            is_stranger = bool(name) and entry is None
        except FactorError as error:
            found += error.problems
            is_stranger = False
        entry = entry or Entry(name, "", name, name, medium)
        identity = (entry.code, entry.medium)
        entries.setdefault(identity, entry)
        if is_stranger:
            strangers.add(identity)
        of_pair.append(identity)
    order = {identity: number for number, identity in enumerate(sorted(entries))}
    entry_of_row = np.array([order[identity] for identity in of_pair], dtype=np.int64)[pairs]
    numbers = sorted(order[identity] for identity in strangers)
    return entry_of_row, tuple(entries[identity] for identity in order), numbers, found


def _unknown(given: Records, entry_of_row: np.ndarray, number: int, entries: Sequence[Entry]) -> Problem:
    return problem(
        "The pollutant “{pollutant}” is not known (rows {rows}). Correct its name, add it to a table of "
        "equivalents of your own, or choose to leave unknown pollutants out.",
        pollutant=entries[number].name_en,
        rows=given.shown(entry_of_row == number),
    )


def _lines(given: Records, entry_of_row: np.ndarray, entries: Sequence[Entry], factor: np.ndarray):
    """The detail: rows of one unit, year, outlet and pollutant gathered, valued and judged."""
    unit, units = factorise(given.unit)
    outlet, outlets = factorise(given.part)
    same = group(unit, given.year, outlet, entry_of_row)
    entry = entry_of_row[same.first]
    amount = same.sums(given.amount * factor)
    value = np.array([item.value for item in entries], dtype=np.float64)[entry]
    equivalents = amount / value
    lines = Lines(
        unit=unit[same.first],
        year=given.year[same.first],
        outlet=outlet[same.first],
        entry=entry,
        amount=amount,
        equivalents=equivalents,
        status=np.select([np.isnan(value), np.isnan(amount)], [NO_VALUE, MISSING], COUNTED),
        incomplete=same.counts(np.isnan(given.amount)) > 0,
    )
    _keep_one(lines, entries)
    return lines, units, outlets, same.of_row


def _keep_one(lines: Lines, entries: Sequence[Entry]) -> None:
    """Mark in place all but the largest line of pollutants of which the law counts one per outlet."""
    names, labels = factorise([entry.group for entry in entries])
    rivals = group(lines.unit, lines.year, lines.outlet, names[lines.entry])
    grouped = np.array([bool(label) for label in labels], dtype=bool)[names[lines.entry]]
    later = rivals.ranks(lines.counted) > 0
    lines.status[grouped & later & (lines.status == COUNTED)] = ONE_ONLY


def _summed(lines: Lines, entries: tuple[Entry, ...]) -> dict[str, object]:
    """Sums of the counted lines over units (as codes) and years."""
    whole = group(lines.unit, lines.year)
    counted = lines.counted
    is_air = np.array([entry.medium == "air" for entry in entries], dtype=bool)[lines.entry]
    total = whole.sums(counted)
    flags = fl.empty(len(whole))
    priced = lines.status != NO_VALUE
    fl.mark(flags, "NO_P", np.isnan(total))
    fl.mark(flags, "PART_P", (whole.counts(priced & lines.incomplete) > 0) & ~np.isnan(total))
    return {
        "unit": lines.unit[whole.first],
        "year": lines.year[whole.first],
        "air": whole.sums(np.where(is_air, counted, np.nan)),
        "water": whole.sums(np.where(is_air, np.nan, counted)),
        "total": total,
        "by_pollutant": {
            entry.code: whole.sums(np.where(lines.entry == number, counted, np.nan))
            for number, entry in enumerate(entries)
            if entry.key
        },
        "flags": flags,
    }


def _left_out(given: Records, entry_of_row: np.ndarray, entries: Sequence[Entry], catalogue: Catalogue):
    return [
        problem(
            "{pollutant} given as one sum has no equivalent value; its rows are left out ({rows}). Choose "
            "what it is taken for with PARTICULATES: soot (2.18 kg) or general dust (4 kg).",
            pollutant=entry.code,
            rows=given.shown(entry_of_row == number),
        )
        if entry.code in AGGREGATES
        else problem(
            "The pollutant {pollutant} has no equivalent value in the table {table} ({scheme}); its rows are "
            "left out ({rows}).",
            pollutant=entry.code,
            table=catalogue.table.words,
            scheme=catalogue.scheme,
            rows=given.shown(entry_of_row == number),
        )
        for number, entry in enumerate(entries)
        if not entry.key
    ]


def _gathered(given: Records, lines: Lines) -> list[Problem]:
    found = []
    missing = int(np.isnan(given.amount).sum())
    if missing:
        found.append(
            problem(
                "{count} amounts are missing; they are not zero, and their units carry the flag PART_P or "
                "NO_P.",
                count=missing,
            )
        )
    if len(given) > len(lines.unit):
        found.append(
            problem(
                "{count} rows repeat the unit, year, outlet and pollutant of another row; their amounts are "
                "added together.",
                count=len(given) - len(lines.unit),
            )
        )
    return found


def _one_only_remarks(lines: Lines, entries: Sequence[Entry]) -> list[Problem]:
    dropped = lines.status == ONE_ONLY
    if not dropped.any():
        return []
    codes = sorted({entries[number].code for number in lines.entry[dropped].tolist()})
    return [
        problem(
            "{count} lines of {pollutants} are not counted: of COD, BOD5 and TOC (and of other pollutants "
            "that contain one another) of one outlet only the largest counts.",
            count=int(dropped.sum()),
            pollutants=", ".join(codes),
        )
    ]
