"""Pollution standards: named, dated sets of limits for the exceedance index.

``data/standards/pollutant_standards.csv`` holds one limit per row. A user exports a set, edits it, or writes
a local one, and passes it back; it is held to the same rules.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import units
from .csvdata import CsvTable, number, read_table, require_columns, write_rows
from .errors import FactorError, InputError, Problem, UnitError, problem, raise_if_any
from .factor_rules import CONFIDENCES, sources
from .spelling import in_lists, unlisted
from .vocabulary import pollutant

FILE = Path(__file__).parent / "data" / "standards" / "pollutant_standards.csv"
MEDIA = ("air", "water", "sea", "soil", "load")
#: Longest first: a yearly assessment takes the longest period for which there is a limit (HJ 663-2013).
AVERAGINGS = ("annual", "season", "month", "24h", "8h", "1h", "")
DIRECTIONS = ("upper", "lower")
#: Columns with words of closed lists.
_LISTS = {
    "medium": ("", *MEDIA),
    "averaging": AVERAGINGS,
    "direction": ("", *DIRECTIONS),
    "confidence": ("", *CONFIDENCES),
}
COLUMNS = (
    "set_id",
    "set_name_en",
    "set_name_zh",
    "functional_class",
    "pollutant",
    "medium",
    "averaging",
    "direction",
    "limit",
    "benchmark",
    "unit",
    "valid_from",
    "source_key",
    "evidence",
    "confidence",
    "notes",
)
_REQUIRED = ("pollutant", "limit", "unit")
_IDENTITY = ("set_id", "functional_class", "pollutant", "medium", "averaging")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Limit:
    """One limit.

    Attributes
    ----------
    pollutant
        Code of the vocabulary, or the user's own name.
    direction
        ``upper``: values above exceed; ``lower``: values below do (dissolved oxygen).
    limit
        In ``unit``.
    benchmark
        Scale of the exceedance where the limit is not positive (methods A.2); NaN otherwise.
    """

    pollutant: str
    functional_class: str
    medium: str
    averaging: str
    direction: str
    limit: float
    benchmark: float
    unit: str
    source_key: str
    source: str
    evidence: str
    confidence: str
    notes: str

    def in_unit(self, target: str) -> float:
        """The limit in another unit."""
        return self.limit * units.factor(self.unit, target)


@dataclass(frozen=True)
class StandardSet:
    """A standard with its limits for all functional classes and pollutants."""

    id: str
    name_en: str
    name_zh: str
    valid_from: str
    limits: tuple[Limit, ...]
    origin: str = "built-in"

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en

    @property
    def digest(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of the limits, to tell an edited set from another."""
        content = "\n".join(
            "\t".join(str(value) for value in vars(limit).values()) for limit in sorted(self.limits, key=str)
        )
        return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]

    def functional_classes(self) -> tuple[str, ...]:
        """Functional classes in the order of the table."""
        return tuple(dict.fromkeys(limit.functional_class for limit in self.limits))

    def pollutants(self) -> tuple[str, ...]:
        """Pollutants in the order of the table."""
        return tuple(dict.fromkeys(limit.pollutant for limit in self.limits))

    def limit(self, pollutant_name: str, functional_class: str, averaging: str | None = None) -> Limit:
        """The limit of a pollutant, named by code or any synonym, in a functional class.

        Without *averaging*, the longest averaging period that the set has.

        Raises
        ------
        FactorError
            When there is none; the message tells what the set has.
        """
        known = pollutant(pollutant_name)
        code = known.code if known else pollutant_name
        found = [
            limit
            for limit in self.limits
            if limit.pollutant == code
            and limit.functional_class == functional_class
            and averaging in (None, limit.averaging)
        ]
        if found:
            return min(found, key=lambda limit: AVERAGINGS.index(limit.averaging))
        raise FactorError(
            problem(
                "The standard {standard} has no limit for {pollutant} in class {functional_class}; it has "
                "the pollutants {pollutants} and the classes {classes}.",
                standard=self.id,
                pollutant=" ".join(filter(None, (pollutant_name, averaging))),
                functional_class=functional_class,
                pollutants=", ".join(self.pollutants()),
                classes=", ".join(self.functional_classes()),
            )
        )


@cache
def builtin() -> Mapping[str, StandardSet]:
    """set_id -> built-in standard set."""
    return _sets(read_table(FILE, "table of standards"), FILE.name, "built-in")


def sets() -> tuple[str, ...]:
    """Ids of the built-in standard sets."""
    return tuple(builtin())


def standard_set(set_id: str) -> StandardSet:
    """The built-in set of that id."""
    if set_id not in builtin():
        raise FactorError(
            problem(
                "There is no standard {standard}; there are {known}.",
                standard=set_id,
                known=", ".join(sets()),
            )
        )
    return builtin()[set_id]


def read(path: str | Path) -> Mapping[str, StandardSet]:
    """A user's own sets: set_id -> set.

    Columns ``pollutant``, ``limit`` and ``unit`` are needed, and ``source`` or ``source_key``; without
    ``set_id`` the file is one set, named like the file. All faults are raised together.
    """
    path = Path(path)
    return checked(read_table(path, "table of standards"), path.name)


def checked(raw: CsvTable, file: str) -> Mapping[str, StandardSet]:
    """A user's own sets that were read already, from a spreadsheet say; see `read`."""
    return _sets(raw, file, file)


def export(path: str | Path, set_id: str | None = None) -> None:
    """Write the built-in limits (or one set) as CSV for Excel, to be edited and read back."""
    write_rows(path, COLUMNS, rows(set_id), excel=True)


def rows(set_id: str | None = None) -> list[dict[str, str]]:
    """The built-in limits (or one set) as texts, in the columns of the table."""
    wanted = builtin().values() if set_id is None else [standard_set(set_id)]
    return [_as_row(made, limit) for made in wanted for limit in made.limits]


def _as_row(made: StandardSet, limit: Limit) -> dict[str, str]:
    return {
        **{column: getattr(limit, column) for column in COLUMNS if hasattr(limit, column)},
        "set_id": made.id,
        "set_name_en": made.name_en,
        "set_name_zh": made.name_zh,
        "valid_from": made.valid_from,
        "limit": f"{limit.limit:.12g}",
        "benchmark": "" if math.isnan(limit.benchmark) else f"{limit.benchmark:.12g}",
    }


def _sets(raw: CsvTable, file: str, origin: str) -> dict[str, StandardSet]:
    needed = [*_REQUIRED, *([] if {"source", "source_key"} & set(raw.columns) else ["source"])]
    raise_if_any(require_columns(raw, needed, "table of standards", file), FactorError)
    if not raw.rows:
        raise FactorError(problem("The table of standards {file} has no rows.", file=file))
    raw = in_lists(raw, _LISTS)
    rows = [{**row, "set_id": row.get("set_id") or Path(file).stem} for row in raw.rows]
    raise_if_any(check_rows(rows, raw.lines, file), FactorError)
    by_set: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        by_set.setdefault(row["set_id"], []).append(row)
    return {set_id: _set(set_id, members, origin) for set_id, members in by_set.items()}


def _set(set_id: str, rows: list[Mapping[str, str]], origin: str) -> StandardSet:
    first = rows[0]
    name_en = first.get("set_name_en") or first.get("set_name_zh") or set_id
    name_zh = first.get("set_name_zh") or name_en
    return StandardSet(
        set_id, name_en, name_zh, first.get("valid_from", ""), tuple(map(_limit, rows)), origin
    )


def _limit(row: Mapping[str, str]) -> Limit:
    known = pollutant(row["pollutant"])
    return Limit(
        known.code if known else row["pollutant"],
        row.get("functional_class", ""),
        row.get("medium", ""),
        row.get("averaging", ""),
        row.get("direction") or "upper",
        number(row["limit"]),
        number(row.get("benchmark", "")),
        row["unit"],
        row.get("source_key", ""),
        row.get("source", ""),
        row.get("evidence", ""),
        row.get("confidence") or "none",
        row.get("notes", ""),
    )


def check_rows(rows: list[Mapping[str, str]], lines: list[int], file: str) -> list[Problem]:
    """All that is wrong with a table of limits.

    Rules: pollutant and a source are given; limit and benchmark are numbers; a limit that is not positive
    has a positive benchmark; the unit is known; medium, averaging, direction, confidence and date are of the
    closed lists; no two rows have the same set, class, pollutant, medium and averaging.
    """
    found: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    for row, line in zip(rows, lines):
        at = {"row": line, "file": file}
        found += _row_faults(row, at)
        known = pollutant(row["pollutant"])
        normal = {**row, "pollutant": known.code if known else row["pollutant"]}
        identity = tuple(normal.get(column, "") for column in _IDENTITY)
        if identity in seen:
            found.append(
                problem(
                    "Row {row} of {file} repeats the limit of row {first} ({limit}); delete one of them.",
                    first=seen[identity],
                    limit=" ".join(filter(None, identity)),
                    **at,
                )
            )
        seen.setdefault(identity, line)
    return found


def _row_faults(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    found = []
    if not row["pollutant"]:
        found.append(problem("Row {row} of {file} names no pollutant; fill it in.", **at))
    if not row.get("source") and row.get("source_key") not in sources():
        found.append(
            problem(
                "Row {row} of {file} has no known source; write where the limit comes from into the column "
                "source.",
                **at,
            )
        )
    found += _limit_faults(row, at)
    try:
        units.unit(row["unit"])
    except UnitError as error:
        found.append(problem("Row {row} of {file}: {reason}", reason=error.problems[0], **at))
    found += [
        unlisted(column, row[column], known, at)
        for column, known in _LISTS.items()
        if row.get(column, "") not in known
    ]
    if row.get("valid_from") and not _DATE.fullmatch(row["valid_from"]):
        found.append(
            problem(
                "Row {row} of {file}: valid_from is “{text}”; write the date as 2016-01-01.",
                text=row["valid_from"],
                **at,
            )
        )
    return found


def _limit_faults(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    try:
        limit, benchmark = number(row["limit"]), number(row.get("benchmark", ""))
    except InputError as error:
        return [problem("Row {row} of {file}: {reason}", reason=error.problems[0], **at)]
    if math.isnan(limit):
        return [problem("Row {row} of {file} has no limit; write the number or delete the row.", **at)]
    if limit <= 0 and not benchmark > 0:
        return [
            problem(
                "Row {row} of {file}: the limit {limit} is not positive, so the exceedance needs a positive "
                "benchmark; fill in the column benchmark.",
                limit=limit,
                **at,
            )
        ]
    return []
