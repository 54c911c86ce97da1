"""Rule sets as a table: the built-in ones, and a user's own, held to the same rules (`ruleset_rules`).

``data/standards/zoning_sets.csv`` holds one row per set, and one per region for sets with regional limits. A
user exports a set, edits it or writes a local one, and passes it back.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from ..csvdata import CsvTable, number, read_table, require_columns, write_rows
from ..errors import FactorError, problem, raise_if_any
from ..spelling import in_lists
from .ruleset_rules import COLUMNS, LISTS, REQUIRED, check_rows
from .rulesets import Region, RuleSet

FILE = Path(__file__).resolve().parent.parent / "data" / "standards" / "zoning_sets.csv"
WHAT = "table of zoning standards"


@cache
def builtin() -> Mapping[str, RuleSet]:
    """id -> built-in set."""
    return checked(read_table(FILE, WHAT), FILE.name, "built-in")


def rule_set(identifier: str, among: Mapping[str, RuleSet] | None = None) -> RuleSet:
    """The set of that id among the built-in ones, or among those of a user's file."""
    known = builtin() if among is None else among
    if identifier not in known:
        raise FactorError(
            problem(
                "There is no set of zoning standards {set}; there are {known}.",
                set=identifier or "–",
                known=", ".join(known),
            )
        )
    return known[identifier]


def read(path: str | Path) -> Mapping[str, RuleSet]:
    """A user's own sets: id -> set. Columns id, version, valid_from, method and a source are needed."""
    path = Path(path)
    return checked(read_table(path, WHAT), path.name, path.name)


def write(path: str | Path, sets: Iterable[RuleSet]) -> None:
    """Write sets as CSV for Excel, to be edited and read back."""
    write_rows(path, COLUMNS, [row for made in sets for row in as_rows(made)], excel=True)


def as_rows(made: RuleSet) -> list[dict[str, str]]:
    """A set as rows of texts, one per region."""
    return [
        {
            **{column: _text(getattr(made, column)) for column in COLUMNS if hasattr(made, column)},
            **{column: _text(getattr(region, column)) for column in COLUMNS if hasattr(region, column)},
            "region": region.code,
        }
        for region in made.regions
    ]


def _text(value) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.12g}"
    return str(value)


def checked(raw: CsvTable, file: str, origin: str) -> Mapping[str, RuleSet]:
    """Sets of a table that was read already, from a spreadsheet say; all faults are raised together."""
    needed = [*REQUIRED, *([] if {"source", "source_key"} & set(raw.columns) else ["source"])]
    raise_if_any(require_columns(raw, needed, WHAT, file), FactorError)
    if not raw.rows:
        raise FactorError(problem("The table of zoning standards {file} has no rows.", file=file))
    raw = in_lists(raw, LISTS)
    raise_if_any(check_rows(raw.rows, raw.lines, file), FactorError)
    by_set: dict[str, list[Mapping[str, str]]] = {}
    for row in raw.rows:
        by_set.setdefault(row["id"], []).append(row)
    return {identifier: _set(rows, origin) for identifier, rows in by_set.items()}


def _set(rows: Sequence[Mapping[str, str]], origin: str) -> RuleSet:
    first = rows[0]
    texts = {column: first.get(column, "") for column in COLUMNS}
    name_en = texts["name_en"] or texts["name_zh"] or texts["id"]
    return RuleSet(
        texts["id"],
        texts["version"],
        texts["valid_from"],
        name_en,
        texts["name_zh"] or name_en,
        texts["method"],
        tuple(map(_region, rows)),
        carbon_mode=texts["carbon_mode"] or "neutrality",
        carbon_unit=texts["carbon_unit"],
        quantile=number(texts["quantile"]),
        cone_k=number(texts["cone_k"]),
        tie=texts["tie"] or "CP",
        weak_weak=texts["weak_weak"] or "ratio",
        composite=texts["composite"] or "max",
        pollutant_set=texts["pollutant_set"],
        source_key=texts["source_key"],
        source=texts["source"],
        evidence=texts["evidence"],
        confidence=texts["confidence"] or "none",
        origin=origin,
        digest=_digest(rows),
    )


def _region(row: Mapping[str, str]) -> Region:
    def value(column, otherwise):
        return number(row.get(column, "")) if row.get(column) else otherwise

    return Region(
        row.get("region", ""),
        value("tau_c", 1.0),
        value("tau_p", 1.0),
        value("carbon_standard", math.nan),
        value("carbon_benchmark", math.nan),
        row.get("functional_class", ""),
        row.get("note", ""),
    )


def _digest(rows: Sequence[Mapping[str, str]]) -> str:
    """First 12 hexadecimal digits of the SHA-256 of what the rows say, whatever file they come from."""
    content = "\n".join(
        "\t".join(f"{column}={row[column]}" for column in COLUMNS if row.get(column)) for row in rows
    )
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]
