"""Emissions by unit, sector, activity, gas and scope from a table of activities.

E = sum over activities of AD x EF (IPCC 2006 Vol 1 Ch 1; factors.md 3.1 to 3.3, 3.9, 3.10), as mass of each
gas and as CO2 equivalents. Power is counted once: on the production side where it is made (scope 1 of all),
on the consumption side where it is used (scope 2 of users, without scope 1 of power and heat supply).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import InputError, Problem, ScienceError, faults_of, problem, raise_if_any
from . import guards, gwp
from . import rows as table
from .activities import POWER_SECTOR, fold, sector_code, use_of
from .emission_ranges import Spreading
from .emission_tables import Account, account
from .resolution import resolve, standard_coal
from .streams import Choices, Kind, Resolved, own_scheme

SIDES = ("consumption", "production")
UNKNOWN = ("stop", "leave_out")


@dataclass(frozen=True)
class Settings:
    """How an inventory is made.

    Attributes
    ----------
    choices
        Factor tables and schemes, see `streams.Choices`.
    gwp_set
        See `gwp.SETS`.
    side
        ``consumption``: scope 1 without power and heat supply, plus scope 2. ``production``: scope 1.
    power_sectors
        Sectors (codes or names) that make power and heat for others, GB/T 4754 division 44.
    unknown
        ``stop`` refuses activities without a factor, ``leave_out`` goes on without them.
    negative
        Whether negative amounts are corrections that are meant.
    duplicates
        Rows that repeat another: ``keep``, ``drop`` or ``refuse``.
    spreading
        How intervals are made.
    """

    choices: Choices = field(default_factory=Choices)
    gwp_set: str = gwp.DEFAULT
    side: str = "consumption"
    power_sectors: tuple[str, ...] = (POWER_SECTOR, "44")
    unknown: str = "stop"
    negative: bool = False
    duplicates: str = "keep"
    spreading: Spreading = field(default_factory=Spreading)


@dataclass(frozen=True)
class Inventory:
    """An account of emissions.

    Attributes
    ----------
    account
        Tables of units, details and pollutants, see `emission_tables`.
    remarks
        What was assumed, left out or is doubtful, to be told.
    standards
        What decided, by name, for the provenance.
    """

    account: Account
    remarks: tuple[Problem, ...]
    standards: dict[str, object]


def inventory(
    rows: table.Rows,
    settings: Settings = Settings(),
    numbers: np.ndarray | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
    earlier: Sequence[Problem] = (),
) -> Inventory:
    """Account of the emissions of an activity table.

    Parameters
    ----------
    rows
        The activities.
    settings
        How they are counted.
    numbers
        Row numbers for messages; 1, 2, 3 ... by default.
    progress
        Called with a fraction 0..1; may raise to cancel.
    earlier
        What was wrong when the rows were read (amounts that are no numbers, and missing here): it is told
        together with all that is wrong with the rows, so that a table is mended once.

    Raises
    ------
    InputError
        What *earlier* holds; rows that cannot be counted, units of amount that are unknown, activities
        without a factor (with ``stop``); all of them together.
    """
    numbers = np.arange(1, len(rows) + 1) if numbers is None else numbers
    faults = [*earlier, *table.problems(rows, numbers, settings.negative), *_ambiguous(settings.choices)]
    raise_if_any([*faults, *_factor_faults(rows, settings)] if faults else [], InputError)
    progress(0.1)
    remarks: list[Problem] = _other_schemes(settings.choices)
    rows, cells = _without_repeats(rows, numbers, settings.duplicates, remarks)
    rows, cells = guards.one_diesel(rows, cells, remarks)
    progress(0.5)
    kinds, kind_of_cell = _kinds(rows, cells)
    resolved = _resolve(kinds, kind_of_cell, rows, cells, settings, remarks)
    progress(0.7)
    is_power = _is_power(rows.coded["sector"].at(cells.first), settings.power_sectors)
    potentials = _potentials(resolved, settings)
    made = account(
        rows,
        cells,
        kind_of_cell,
        resolved,
        potentials,
        is_power,
        settings.side,
        settings.spreading,
        lambda fraction: progress(0.7 + 0.2 * fraction),
    )
    progress(0.95)
    remarks += _notes(resolved)
    remarks += _missing_amounts(cells)
    remarks += guards.counted_twice(made)
    remarks += guards.left_out(made, settings.side)
    return Inventory(made, tuple(remarks), _standards(settings, rows))


def _ambiguous(choices: Choices) -> list[Problem]:
    """Own factors that several schemes give for one gas of one activity: none of them may be guessed."""
    seen: dict[tuple[str, str], set[str]] = {}
    for row in choices.emission.rows:
        seen.setdefault((row.key, row.parameter), set()).add(row.scheme)
    return [
        problem(
            "The factor table {table} gives {parameter} of {key} in several schemes ({schemes}). Keep one.",
            table=choices.emission.words,
            parameter=parameter,
            key=key,
            schemes=", ".join(sorted(schemes)),
        )
        for (key, parameter), schemes in seen.items()
        if len(schemes) > 1
    ]


def effective_schemes(choices: Choices) -> dict[str, str]:
    """Schemes that are really asked: a user's table may not have the chosen one."""
    return {
        "fuel": own_scheme(choices.fuel, choices.fuel_scheme),
        "agriculture": own_scheme(choices.agriculture, choices.agriculture_scheme),
    }


def _other_schemes(choices: Choices) -> list[Problem]:
    chosen = {"fuel": choices.fuel_scheme, "agriculture": choices.agriculture_scheme}
    return [
        problem(
            "The table {table} has no scheme {chosen}; its scheme {used} is used.",
            table=getattr(choices, name).words,
            chosen=chosen[name],
            used=used,
        )
        for name, used in effective_schemes(choices).items()
        if used != chosen[name]
    ]


def _without_repeats(rows, numbers, duplicates: str, remarks: list[Problem]):
    cells = table.gather(rows)
    again = table.repeats(rows, cells)
    if not again.any():
        return rows, cells
    found = table.repeat_remark(int(again.sum()), numbers[again])
    if duplicates == "refuse":
        raise InputError(found)
    remarks.append(found)
    if duplicates != "drop":
        return rows, cells
    remarks.append(problem("{count} repeated rows were left out.", count=int(again.sum())))
    rows = rows.taken(~again)
    return rows, table.gather(rows)


def _kinds(rows: table.Rows, cells: table.Cells) -> tuple[list[Kind], np.ndarray]:
    """Distinct kinds of rows, and the kind of every cell."""
    sector = rows.coded["sector"]
    use = sector.mapped([use_of(text) for text in sector.values])
    columns = [rows.coded[name] for name in ("activity", "unit", "place", "year")]
    columns = [column.at(cells.first) for column in (*columns, use)]
    of_cell = table.numbered(*columns)
    chosen = table.firsts(of_cell)
    kinds = zip(*(column.values[column.codes[chosen]].tolist() for column in columns))
    return [Kind(*kind) for kind in kinds], of_cell


def _resolve(kinds, kind_of_cell, rows, cells, settings: Settings, remarks: list[Problem]):
    """Factors of every kind, None where there are none; refuses or tells what has none."""
    resolved: list[Resolved | None] = []
    failed: dict[tuple[str, str, str], tuple[Problem, list[int]]] = {}
    for number, kind in enumerate(kinds):
        try:
            resolved.append(resolve(kind, settings.choices))
        except ScienceError as error:
            resolved.append(None)
            reason = error.problems[0]
            failed.setdefault((kind.activity, kind.unit, str(reason)), (reason, []))[1].append(number)
    if failed:
        told = _without_factor(failed, kinds, kind_of_cell, resolved, rows, cells, settings.choices)
        if settings.unknown == "stop":
            raise InputError(*told)
        remarks += told
    return resolved


def _factor_faults(rows: table.Rows, settings: Settings) -> list[Problem]:
    """What would be refused for want of a factor, among rows that are refused for other reasons, too."""
    named = rows.taken(rows.activity != "")
    if not len(named):
        return []
    cells = table.gather(named)
    kinds, kind_of_cell = _kinds(named, cells)
    return faults_of(lambda: _resolve(kinds, kind_of_cell, named, cells, settings, []))


def _without_factor(failed, kinds, kind_of_cell, resolved, rows, cells, choices: Choices) -> list[Problem]:
    """Every activity without a factor with its amount, and the share of the table that it makes up."""
    sizes = np.bincount(cells.of_row, minlength=len(cells))
    told = []
    for (activity, unit, _), (reason, numbers) in failed.items():
        of_these = np.isin(kind_of_cell, numbers)
        told.append(
            problem(
                "{activity}: {count} rows, {amount} {unit} in all. {reason}",
                activity=activity,
                count=int(sizes[of_these].sum()),
                amount=_sum(cells.amount, of_these, cells.amount, ".10g"),
                unit=unit or "—",
                reason=reason,
            )
        )
    without = np.array([found is None for found in resolved])[kind_of_cell]
    energy = cells.amount * np.array([standard_coal(kind, choices) for kind in kinds])[kind_of_cell]
    lost = int(sizes[without].sum())
    told.append(
        problem(
            "{count} of {rows} rows ({share} %) have no factor; they carry {energy} of {total} tce of the "
            "energy in the table.",
            count=lost,
            rows=len(rows),
            share=f"{100 * lost / len(rows):.3g}",
            energy=_sum(energy, without, cells.amount, ".6g"),
            total=_sum(energy, slice(None), cells.amount, ".6g"),
        )
    )
    return told


def _sum(values: np.ndarray, chosen, amounts: np.ndarray, form: str) -> str:
    """A sum of the chosen cells for a message; where no amount is known it is not 0."""
    return "—" if np.isnan(amounts[chosen]).all() else format(np.nansum(values[chosen]), form)


def _is_power(sectors: table.Labels, power_sectors: tuple[str, ...]) -> np.ndarray:
    """Which cells belong to the supply of power and heat, by code, name, or a code that begins so (44xx)."""
    wanted = {fold(sector_code(text)) for text in power_sectors if text}
    divisions = tuple(text for text in wanted if text.isdigit())

    def belongs(sector: str) -> bool:
        text = fold(sector_code(sector))
        return text in wanted or bool(divisions and text[:1].isdigit() and text.startswith(divisions))

    return np.array([belongs(sector) for sector in sectors.values], dtype=bool)[sectors.codes]


def _potentials(resolved, settings: Settings) -> dict[tuple[str, str], float]:
    """(gas, origin) -> GWP for every greenhouse gas that occurs."""
    pairs = {
        (stream.gas, stream.origin)
        for found in resolved
        if found is not None
        for stream in found.streams
        if stream.is_ghg
    }
    return {
        pair: gwp.potential(*pair, gwp_set=settings.gwp_set, table=settings.choices.gwp).value
        for pair in sorted(pairs)
    }


def _notes(resolved) -> list[Problem]:
    """What stood in for what was asked, each sentence once."""
    said: dict[str, Problem] = {}
    for found in resolved:
        for note in found.notes if found is not None else ():
            said.setdefault(str(note), note)
    return list(said.values())


def _missing_amounts(cells: table.Cells) -> list[Problem]:
    count = int(cells.missing.sum())
    if not count:
        return []
    return [
        problem(
            "{count} rows have no amount. They are not counted as zero; their units carry the flag PART_E "
            "or NO_E.",
            count=count,
        )
    ]


def _standards(settings: Settings, rows: table.Rows) -> dict[str, object]:
    choices = settings.choices
    return {
        "accounting_side": settings.side,
        "power_sectors": list(settings.power_sectors),
        "gwp_set": settings.gwp_set,
        "fuel_scheme": effective_schemes(choices)["fuel"],
        "standard_coal_scheme": choices.tce_scheme,
        "agriculture_scheme": effective_schemes(choices)["agriculture"],
        "grid_factor": None if math.isnan(choices.grid_factor) else choices.grid_factor,
        "grid_early_years": choices.early_years,
        "husbandry": choices.husbandry,
        "combustion_gases": choices.combustion_gases,
        "unknown_activities": settings.unknown,
        "duplicates": settings.duplicates,
        "negative_amounts": settings.negative,
        "ranges_of_factors": settings.spreading.ranges,
        "interval": settings.spreading.described,
        "years": ", ".join(str(year) for year in np.unique(rows.year).tolist()) if rows.has_years else None,
    }
