"""All built-in tables under one roof: what there is, one of them as rows, and the check of a replacement.

Three kinds of tables decide results: factor tables, pollution standards and land-use classes. Each has
schemes (coherent sets of rows), a digest that tells an edited table from another, and its own rules.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import factors, landuse, standards
from .csvdata import CsvTable, read_table
from .errors import FactorError, Problem, faults_of, problem
from .factor_rules import CONFIDENCES, sources
from .landuse_rules import FOLDER as CLASS_FOLDER

STANDARDS, CLASSES = "pollutant_standards", "land_classes"
#: Columns that hold numbers, for files that tell numbers from texts.
REAL_COLUMNS = ("value", "low", "high", "limit", "benchmark")
WHOLE_COLUMNS = ("value", "level")


@dataclass(frozen=True)
class Listed:
    """One scheme of one table.

    Attributes
    ----------
    table, scheme
        Names by which both are asked for.
    name_en, name_zh
        Words for the scheme.
    is_default
        Whether the scheme is taken where none is named.
    rows, gaps
        Rows of the scheme, and those of them that declare a value to be unknown.
    digest
        Digest that provenance records name.
    sources
        Where the numbers come from, in words.
    note
        What a user should know before choosing the scheme.
    evidence, confidence
        How the numbers are known and how sure it is that they are those of their source, with counts of
        rows; "" where the table does not say it.
    """

    table: str
    scheme: str
    name_en: str
    name_zh: str
    is_default: bool
    rows: int
    gaps: int
    digest: str
    sources: tuple[str, ...]
    note: str = ""
    evidence: str = ""
    confidence: str = ""

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True)
class Rows:
    """A table as texts: columns in order, one mapping per row."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def names() -> tuple[str, ...]:
    """Names of all tables: the factor tables, the pollution standards, the land-use classes."""
    return (*factors.names(), STANDARDS, CLASSES)


def listed(table: str | None = None) -> list[Listed]:
    """Every scheme of every table, or of one *table*."""
    wanted = names() if table is None else (table,)
    return [item for name in wanted for item in _schemes(name)]


def _schemes(table: str) -> Iterator[Listed]:
    if table == STANDARDS:
        yield from map(_listed_standard, standards.builtin().values())
    elif table == CLASSES:
        yield from map(_listed_classes, landuse.schemes())
    else:
        yield from _listed_factors(factors.builtin(table))


def _listed_factors(table: factors.FactorTable) -> Iterator[Listed]:
    default = table.default_scheme()
    for scheme in table.schemes():
        rows = table.select(scheme=scheme)
        keys = dict.fromkeys(row.source_key for row in rows)
        yield Listed(
            table.name,
            scheme,
            factors.scheme_name(table.name, scheme),
            factors.scheme_name(table.name, scheme, "zh"),
            scheme == default,
            len(rows),
            sum(row.gap for row in rows),
            table.digest,
            _titles(keys),
            factors.scheme_note(table.name, scheme),
            **_known_by(row for row in rows if not row.gap),
        )


def _listed_standard(made: standards.StandardSet) -> Listed:
    keys = dict.fromkeys(limit.source_key for limit in made.limits)
    note = f"valid from {made.valid_from}" if made.valid_from else ""
    return Listed(
        STANDARDS,
        made.id,
        made.name_en,
        made.name_zh,
        False,
        len(made.limits),
        0,
        made.digest,
        _titles(keys),
        note,
        **_known_by(made.limits),
    )


def _listed_classes(scheme_id: str) -> Listed:
    scheme = landuse.scheme(scheme_id)
    return Listed(
        CLASSES,
        scheme_id,
        scheme.name_en,
        scheme.name_zh,
        False,
        len(scheme.classes),
        0,
        digest(rows(CLASSES, scheme_id)),
        (scheme.source,),
    )


def _known_by(rows) -> dict[str, str]:
    """How the numbers of rows are known and how sure that is, as counts: "looked up 12, computed 3"."""
    found = list(rows)
    kinds = Counter(row.evidence.partition(":")[0].partition("(")[0].strip() or "not said" for row in found)
    sure = Counter(row.confidence for row in found)
    return {
        "evidence": ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()),
        "confidence": ", ".join(f"{kind} {sure[kind]}" for kind in CONFIDENCES if sure[kind]),
    }


@dataclass(frozen=True)
class Source:
    """One publication that numbers come from, and the tables that use it."""

    key: str
    title: str
    authors: str
    year: str
    url: str
    licence: str
    tables: tuple[str, ...]
    rows: int


def used_sources(table: str | None = None) -> list[Source]:
    """Publications behind all tables, or one *table*, those with most rows first.

    Land-use classes name their source in words, not by key; they are not among them.
    """
    keys: dict[str, Counter] = {}
    for name in names() if table is None else (table,):
        for key in _source_keys(name):
            keys.setdefault(key, Counter())[name] += 1
    known = sources()
    made = [
        Source(
            key,
            *(known[key][column] for column in ("title", "authors", "year", "url", "licence")),
            tuple(used),
            sum(used.values()),
        )
        for key, used in keys.items()
        if key in known
    ]
    return sorted(made, key=lambda one: (-one.rows, one.key))


def _source_keys(table: str) -> Iterator[str]:
    if table == STANDARDS:
        return (limit.source_key for made in standards.builtin().values() for limit in made.limits)
    if table == CLASSES:
        return iter(())
    return (row.source_key for row in factors.builtin(table).rows)


def _titles(keys) -> tuple[str, ...]:
    known = sources()
    return tuple(dict.fromkeys(known[key]["title"] for key in keys if key in known))


def digest(content: Rows) -> str:
    """First 12 hexadecimal digits of the SHA-256 of rows, whatever file they came from."""
    lines = ("\t".join(f"{column}={row[column]}" for column in content.columns) for row in content.rows)
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:12]


def rows(table: str, scheme: str = "") -> Rows:
    """A built-in table, or one scheme of it, as texts that can be edited and read back.

    Raises
    ------
    FactorError
        There is no such table or scheme, or the land-use classes were asked for without a scheme: they
        are one table per scheme.
    """
    if table not in names():
        raise FactorError(
            problem("There is no table {table}; there are {known}.", table=table, known=", ".join(names()))
        )
    known = [item.scheme for item in _schemes(table)] if table != CLASSES else list(landuse.schemes())
    if (scheme and scheme not in known) or (table == CLASSES and not scheme):
        raise FactorError(
            problem(
                "The table {table} has no scheme “{scheme}”; it has {schemes}.",
                table=table,
                scheme=scheme,
                schemes=", ".join(known),
            )
        )
    if table == CLASSES:
        raw = read_table(CLASS_FOLDER / f"{scheme}.csv", "class table")
        return Rows(raw.columns, tuple(raw.rows))
    if table == STANDARDS:
        made = standards.rows(scheme or None)
        return Rows(standards.COLUMNS, tuple(made))
    texts = [row for row in factors.builtin(table).to_rows() if not scheme or row["scheme"] == scheme]
    return Rows(tuple(texts[0]), tuple(texts))


def typed(content: Rows) -> list[list[object]]:
    """Rows with numbers as numbers and blanks as None, for formats that tell them from texts."""
    return [[_typed(column, row[column]) for column in content.columns] for row in content.rows]


def _typed(column: str, text: str) -> object:
    if not text:
        return None
    if column in WHOLE_COLUMNS and text.lstrip("-").isdigit():
        return int(text)
    return float(text) if column in REAL_COLUMNS else text


def faults(table: str, raw: CsvTable, file: str) -> list[Problem]:
    """All that is wrong with a user's replacement of a table, by the rules that hold for the built-in one."""
    if table == STANDARDS:
        return faults_of(lambda: standards.checked(raw, file))
    if table == CLASSES:
        return faults_of(lambda: landuse.checked(raw, file))
    return faults_of(lambda: factors.checked(raw, table, file))


@dataclass(frozen=True)
class Difference:
    """How a sound factor table differs from the built-in one: identities (key, parameter ...) of rows."""

    changed: tuple[Sequence[str], ...]
    added: tuple[Sequence[str], ...]
    missing: tuple[Sequence[str], ...]


def difference(name: str, own: factors.FactorTable) -> Difference:
    """Rows of a user's table that have other numbers, are new, or are missing in its schemes."""
    kept = [row for row in factors.builtin(name).rows if row.scheme in own.schemes()]
    before = {_identity(row): (row.value, row.low, row.high, row.unit) for row in kept}
    after = {_identity(row): (row.value, row.low, row.high, row.unit) for row in own.rows}
    return Difference(
        changed=tuple(one for one in after if one in before and str(after[one]) != str(before[one])),
        added=tuple(one for one in after if one not in before),
        missing=tuple(one for one in before if one not in after),
    )


def _identity(row: factors.Factor) -> tuple[str, ...]:
    return (row.scheme, row.key, row.parameter, row.region, row.year)
