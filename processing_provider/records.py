"""Records of pollutants out of a long table or out of fields of a layer, and accounts as output columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ..core import joining, uncertainty, years
from ..core.errors import InputError, ScienceError, problem, raise_if_any
from ..core.pollution import equivalents, records
from ..core.pollution.catalogue import PER_EQUIVALENT
from ..toolbelt import tables
from ..toolbelt.translation import language
from .readings import Reading
from .run import Run


def widths(run: Run, name: str, amounts: Iterable[str]) -> list[str]:
    """Fields of source *name* that say how wide the fields *amounts* are, by the convention of endings."""
    known = run.source(name).fields().lookupField
    found = [f"{amount}{ending}" for amount in amounts if amount for ending in uncertainty.SUFFIXES]
    return [field for field in found if known(field) >= 0]


def _limits(run: Run, name: str, table: tables.Columns, amount: str):
    """Ends of the 95 % intervals of the field *amount*, from its limits or standard deviation; else None."""
    low, high, sd = (
        run.numbers(table, f"{amount}{ending}", name) if f"{amount}{ending}" in table.values else None
        for ending in uncertainty.SUFFIXES
    )
    if low is not None and high is not None:
        return low, high
    if sd is None:
        return None
    found = uncertainty.from_sd(run.numbers(table, amount, name), sd)
    return found.low, found.high


def limits_of(run: Run, name: str, table: tables.Columns, amount: str) -> dict[str, np.ndarray]:
    """``low`` and ``high`` of the field *amount* (read with its `widths`); empty where it has none."""
    found = _limits(run, name, table, amount)
    return {} if found is None else dict(zip(("low", "high"), found))


def long(run: Run, name: str, fields: Mapping[str, str], unit: str, wanted: str):
    """Records from a table with one row per unit and pollutant.

    Parameters
    ----------
    run, name
        The run and its source parameter.
    fields
        Field of ``unit_code``, ``unit_name``, ``pollutant``, ``amount``, ``amount_unit``, ``medium``,
        ``year`` and ``part`` (an outlet, a functional class); empty where the table has none.
    unit
        Unit of amounts whose row has none.
    wanted
        Years as the user wrote them; empty for all.

    Returns
    -------
    given : Records
    names : dict
        Unit code -> unit name, where the table names units.

    Raises
    ------
    InputError
        Everything that cannot be read in the table, together.
    """
    table = run.columns(name, [*fields.values(), *widths(run, name, [fields["amount"]])])
    faults: list = []

    def attempt(read, *arguments):
        try:
            return read(*arguments)
        except ScienceError as error:
            faults.extend(error.problems)
            return None

    def column(key):
        return table[fields[key]] if fields[key] else np.full(len(table), None, dtype=object)

    amounts = attempt(run.numbers, table, fields["amount"], name)
    media = attempt(records.media_codes, column("medium"))
    found = attempt(years.years, column("year"), fields["year"])
    rows = attempt(years.among, found, years.chosen(wanted)) if found is not None else None
    raise_if_any(faults, InputError)
    codes = joining.codes(column("unit_code"))
    given = records.records(
        unit=codes,
        pollutant=joining.codes(column("pollutant")),
        amount=amounts,
        amount_unit=[text or unit for text in joining.codes(column("amount_unit"))],
        medium=media,
        year=found,
        part=joining.codes(column("part")),
        row=table.ids,
    )
    limits = _limits(run, name, table, fields["amount"])
    given = given if limits is None else given.with_limits(*limits)
    called = joining.codes(column("unit_name"))
    return given.where(rows), {code: text for code, text in zip(codes, called) if text}


def wide(run: Run, name: str, table: tables.Columns, asked: list[Reading], unit: str) -> records.Records:
    """Records from fields of a layer whose features are the units, in feature order.

    *table* has the fields of *asked*, and those of `widths` where there are any.
    """
    made = records.stacked(
        pollutants=[reading.pollutant for reading in asked],
        units_of_amount=[reading.unit or unit for reading in asked],
        media=[reading.medium for reading in asked],
        columns=[run.numbers(table, reading.field, name) for reading in asked],
        row=table.ids,
    )
    limits = [_limits(run, name, table, reading.field) for reading in asked]
    if not any(limits):
        return made
    # a field that nothing says to be wide counts as exactly known
    exact = [(values, values) for values in np.split(made.amount, len(asked))]
    low, high = zip(*(own or value for own, value in zip(limits, exact)))
    return made.with_limits(np.concatenate(low), np.concatenate(high))


def one_year(found: np.ndarray) -> None:
    """Refuse units that come with several years, where each may appear once only."""
    have = sorted(set(found.tolist()))
    if len(have) > 1:
        raise InputError(
            problem(
                "The table has the years {years}, but a layer holds each unit once. Choose one year, or "
                "leave the layer out.",
                years=", ".join(str(year) if year else "(none)" for year in have),
            )
        )


def identity(unit: np.ndarray, year: np.ndarray, names: Mapping) -> dict[str, np.ndarray]:
    """Columns that say which unit and year a row is; *names* maps unit codes to names, where known."""
    columns = {"unit_code": unit}
    if names:
        columns["unit_name"] = _objects(names.get(code) for code in unit.tolist())
    if year.any():
        columns["year"] = np.where(year == years.NO_YEAR, None, year.astype(object))
    return columns


def join(run: Run, layer: str, codes: np.ndarray, units: np.ndarray, found: np.ndarray, table: str):
    """Where the units of a layer are found among the units of a table that was summed up.

    Parameters
    ----------
    run, layer, table
        The run and its source parameters.
    codes
        Column of the layer with the unit codes.
    units, found
        Units of the table and their years, of which there may be one only.

    Returns
    -------
    joining.Join
        What only one side has is told.
    """
    one_year(found)
    made = joining.join(
        joining.codes(codes), joining.codes(units), run.layer_name(layer), run.layer_name(table)
    )
    for remark in made.remarks:
        run.warn(remark)
    return made


def detail(made: equivalents.Account, codes: np.ndarray | None, names: Mapping) -> dict[str, np.ndarray]:
    """Declared columns of the lines of an account.

    Parameters
    ----------
    made
        The account.
    codes
        Codes of the units where the account counts them by place (layers); None where it has codes.
    names
        Unit code -> name, where known.
    """
    lines, lang = made.lines, language()
    labels = _objects(made.units) if codes is None else codes

    def of_entry(read):
        return _objects(map(read, made.entries))[lines.entry]

    in_kg = of_entry(lambda entry: entry.unit == "kg").astype(bool)
    value = of_entry(lambda entry: entry.value).astype(np.float64)
    outlet = {"outlet": _objects(made.outlets)[lines.outlet]} if any(made.outlets) else {}
    return {
        **identity(labels[lines.unit], lines.year, names),
        **outlet,
        "pollutant": of_entry(lambda entry: entry.code),
        "pollutant_name": of_entry(lambda entry: entry.name(lang)),
        "medium": of_entry(lambda entry: entry.medium or None),
        "amount_kg": np.where(in_kg, lines.amount, np.nan),
        "eq_value": value,
        "eq_unit": np.where(np.isnan(value), None, of_entry(lambda entry: f"{entry.unit}{PER_EQUIVALENT}")),
        "equivalents": lines.equivalents,
        "counted": _objects(equivalents.STATUSES)[lines.status],
        "source": of_entry(lambda entry: entry.source or None),
    }


def _objects(cells: Iterable) -> np.ndarray:
    """An array of Python objects, whatever their types."""
    made = np.array([*cells, None], dtype=object)
    return made[:-1]
