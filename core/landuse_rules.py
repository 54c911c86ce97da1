"""What makes a class table sound: one set of rules for the built-in schemes and for a user's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .csvdata import CsvTable, read_rows, require_columns
from .errors import Problem, problem
from .vocabulary import Named, carbon_classes, spaces

FOLDER = Path(__file__).parent / "data" / "classes"
REQUIRED = ("code", "space")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class DoubtfulGroup(Named):
    """Classes that may belong to either of two spaces, and why; ``code`` is the name of the switch."""

    default_space: str
    alternative_space: str
    ground: str
    basis: str


@cache
def doubtful_groups() -> tuple[DoubtfulGroup, ...]:
    """The switches of methods B.1 and those that the class tables need besides."""
    return tuple(
        DoubtfulGroup(
            row["id"],
            row["name_en"],
            row["name_zh"],
            row["default_space"],
            row["alternative_space"],
            row["ground"],
            row["basis"],
        )
        for row in read_rows(FOLDER / "doubtful_groups.csv", "list of doubtful classes")
    )


def check_table(raw: CsvTable, file: str) -> list[Problem]:
    """All that is wrong with a class table.

    Rules: columns code and space; every row has a code; value and level are whole numbers; spaces, carbon
    classes and doubtful groups are of the closed lists; a second space has a doubtful group; colours are
    #RRGGBB; codes and raster values are unique.
    """
    missing = require_columns(raw, REQUIRED, "class table", file)
    if missing:
        return missing
    if not raw.rows:
        return [problem("The class table {file} has no rows.", file=file)]
    found = []
    for row, line in zip(raw.rows, raw.lines):
        found += _faults(row, {"row": line, "file": file})
    return found + _repeated(raw, file)


def _faults(row: Mapping[str, str], at: Mapping) -> list[Problem]:
    """What is wrong with one row of a class table."""
    found = []
    if not row["code"]:
        found.append(problem("Row {row} of {file} has no code; fill it in.", **at))
    for column in ("value", "level"):
        if row.get(column) and not row[column].isdecimal():
            found.append(
                problem(
                    "Row {row} of {file}: {column} is “{text}”; write a whole number from 0 up.",
                    column=column,
                    text=row[column],
                    **at,
                )
            )
    lists = {
        "space": [space.code for space in spaces()],
        "alt_space": [space.code for space in spaces()],
        "doubt": [group.code for group in doubtful_groups()],
        "carbon_class": [known.code for known in carbon_classes()],
    }
    found += [
        problem(
            "Row {row} of {file}: {column} is “{text}”; use one of {accepted}, or nothing.",
            column=column,
            text=row[column],
            accepted=", ".join(accepted),
            **at,
        )
        for column, accepted in lists.items()
        if row.get(column) and row[column] not in accepted
    ]
    if row.get("alt_space") and not row.get("doubt"):
        found.append(
            problem(
                "Row {row} of {file} has a second space but no doubtful group; name the group in the column "
                "doubt.",
                **at,
            )
        )
    if row.get("colour") and not _COLOUR.fullmatch(row["colour"]):
        found.append(
            problem(
                "Row {row} of {file}: the colour is “{text}”; write it as #RRGGBB.", text=row["colour"], **at
            )
        )
    return found


def _repeated(raw: CsvTable, file: str) -> list[Problem]:
    found = []
    for column in ("code", "value"):
        seen: dict[str, int] = {}
        for row, line in zip(raw.rows, raw.lines):
            text = row.get(column, "")
            if text and text in seen:
                found.append(
                    problem(
                        "Row {row} of {file} repeats the {column} {text} of row {first}; delete one of them.",
                        row=line,
                        file=file,
                        column=column,
                        text=text,
                        first=seen[text],
                    )
                )
            seen.setdefault(text, line)
    return found
