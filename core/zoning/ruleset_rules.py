"""What makes a table of zoning standards sound; every function tells all faults, none stops at the first."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from .. import standards, units
from ..csvdata import number
from ..errors import FactorError, InputError, Problem, UnitError, Words, problem
from ..factor_rules import CONFIDENCES, sources
from ..pollution.index import COMPOSITES
from ..spelling import unlisted
from .rulesets import ANYWHERE, METHODS
from .sixclass import CARBON_MODES, TIES, WEAK_WEAK

CARBON_UNIT = "tCO2e/ha"
#: Columns that are the same in all rows of a set.
COMMON = (
    "version",
    "valid_from",
    "name_en",
    "name_zh",
    "method",
    "carbon_mode",
    "carbon_unit",
    "quantile",
    "cone_k",
    "tie",
    "weak_weak",
    "composite",
    "pollutant_set",
)
NUMBERS = ("carbon_standard", "carbon_benchmark", "tau_c", "tau_p", "quantile", "cone_k")
COLUMNS = (
    "id",
    "region",
    "version",
    "valid_from",
    "name_en",
    "name_zh",
    "method",
    "carbon_mode",
    "carbon_standard",
    "carbon_benchmark",
    "carbon_unit",
    "tau_c",
    "tau_p",
    "quantile",
    "cone_k",
    "tie",
    "weak_weak",
    "composite",
    "pollutant_set",
    "functional_class",
    "source_key",
    "source",
    "evidence",
    "confidence",
    "note",
)
REQUIRED = ("id", "version", "valid_from", "method")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
#: Columns with words of closed lists.
LISTS = {
    "method": tuple(METHODS),
    "carbon_mode": ("", *CARBON_MODES),
    "tie": ("", *TIES),
    "weak_weak": ("", *WEAK_WEAK),
    "composite": ("", *COMPOSITES),
    "confidence": ("", *CONFIDENCES),
}


def check_rows(rows: Sequence[Mapping[str, str]], lines: Sequence[int], file: str) -> list[Problem]:
    """All that is wrong with a table of zoning standards.

    Rules: id, version, date and source are given; words are of the closed lists; numbers are numbers with
    the sign of their meaning; a method has the number that it needs; the pollution standard and its
    functional class exist; all rows of a set agree but for the values of their region; no region comes
    twice, and only the method ``regional`` has any.
    """
    found: list[Problem] = []
    first_of: dict[str, tuple[Mapping[str, str], int]] = {}
    seen: dict[tuple[str, str], int] = {}
    for row, line in zip(rows, lines):
        at = {"row": line, "file": file}
        found += [*_word_faults(row, at), *_number_faults(row, at), *_limit_faults(row, at)]
        first, first_line = first_of.setdefault(row["id"], (row, line))
        found += [
            problem(
                "Row {row} of {file}: {column} is “{text}” but “{other}” in row {first} of the set {set}. "
                "Make them equal, or give the set another id.",
                column=column,
                text=row.get(column, ""),
                other=first.get(column, ""),
                first=first_line,
                set=row["id"],
                **at,
            )
            for column in COMMON
            if row.get(column, "") != first.get(column, "")
        ]
        identity = (row["id"], row.get("region", ""))
        if identity in seen:
            found.append(
                problem(
                    "Row {row} of {file} repeats the region “{region}” of the set {set} (row {first}); "
                    "delete one of them.",
                    region=identity[1],
                    set=identity[0],
                    first=seen[identity],
                    **at,
                )
            )
        seen.setdefault(identity, line)
    return found


def _word_faults(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    found = [
        problem("Row {row} of {file} has no {column}; fill it in.", column=column, **at)
        for column in REQUIRED
        if not row[column]
    ]
    found += [
        unlisted(column, row[column], known, at)
        for column, known in LISTS.items()
        if row.get(column) and row[column] not in known
    ]
    if not row.get("source") and row.get("source_key") not in sources():
        found.append(
            problem(
                "Row {row} of {file} has no known source; write where the set comes from into the column "
                "source.",
                **at,
            )
        )
    if row["valid_from"] and not _DATE.fullmatch(row["valid_from"]):
        found.append(
            problem(
                "Row {row} of {file}: valid_from is “{text}”; write the date as 2016-01-01.",
                text=row["valid_from"],
                **at,
            )
        )
    if row.get("region", ANYWHERE) != ANYWHERE and row["method"] != "regional":
        found.append(
            problem(
                "Row {row} of {file} names the region {region}, which only the method regional can have.",
                region=row["region"],
                **at,
            )
        )
    return found


def _number_faults(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    values: dict[str, float] = {}
    found = []
    for column in NUMBERS:
        try:
            values[column] = number(row.get(column, ""))
        except InputError as error:
            found.append(problem("Row {row} of {file}: {reason}", reason=error.problems[0], **at))
            values[column] = math.nan
    above_zero = Words("it must be above 0", "必须大于 0")
    found += [
        problem(
            "Row {row} of {file}: {column} is {value}; {wanted}.",
            column=column,
            value=values[column],
            wanted=wanted,
            **at,
        )
        for column, fine, wanted in (
            ("tau_c", values["tau_c"] > 0, above_zero),
            ("tau_p", values["tau_p"] > 0, above_zero),
            ("carbon_benchmark", values["carbon_benchmark"] > 0, above_zero),
            (
                "quantile",
                0 < values["quantile"] < 1,
                Words("it must lie between 0 and 1", "必须介于 0 与 1 之间"),
            ),
            ("cone_k", values["cone_k"] >= 1, Words("it must be 1 or above", "必须大于或等于 1")),
        )
        if not math.isnan(values[column]) and not fine
    ]
    found += [
        problem(
            "Row {row} of {file}: the method {method} needs a value in the column {column}.",
            method=method,
            column=column,
            **at,
        )
        for method, column in (("quantile", "quantile"), ("cone", "cone_k"))
        if row["method"] == method and math.isnan(values[column])
    ]
    return found + _carbon_faults(row, values, at)


def _carbon_faults(row: Mapping[str, str], values: Mapping[str, float], at: Mapping) -> list[Problem]:
    standard, mode = values["carbon_standard"], row.get("carbon_mode") or "neutrality"
    found = []
    fitting = {"neutrality": standard == 0, "quota": standard >= 0, "duty": standard < 0}.get(mode, True)
    if not math.isnan(standard) and not fitting:
        found.append(
            problem(
                "Row {row} of {file}: the carbon standard {value} does not fit the carbon mode {mode} "
                "(neutrality: 0; quota: 0 or above; duty: below 0).",
                value=standard,
                mode=mode,
                **at,
            )
        )
    if math.isnan(standard) and math.isnan(values["carbon_benchmark"]):
        return found
    try:
        units.factor(row.get("carbon_unit", ""), CARBON_UNIT)
    except UnitError as error:
        found.append(
            problem(
                "Row {row} of {file}: the unit of the carbon standard and benchmark is “{text}”; write an "
                "amount of carbon per area such as {example}. {reason}",
                text=row.get("carbon_unit", ""),
                example=CARBON_UNIT,
                reason=error.problems[0],
                **at,
            )
        )
    return found


def _limit_faults(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    name, functional_class = row.get("pollutant_set", ""), row.get("functional_class", "")
    if not name:
        return []
    try:
        known = standards.standard_set(name).functional_classes()
    except FactorError as error:
        return [problem("Row {row} of {file}: {reason}", reason=error.problems[0], **at)]
    if functional_class in known:
        return []
    return [
        problem(
            "Row {row} of {file}: the pollution standard {standard} has no class “{text}”; it has {known}.",
            standard=name,
            text=functional_class,
            known=", ".join(known),
            **at,
        )
    ]
