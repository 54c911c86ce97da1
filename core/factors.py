"""Factor tables: every number with its unit, range, source, evidence and confidence.

Eleven tables lie in ``data/factors``. Rows of one *scheme* are a coherent set; a lookup never mixes schemes.
A user exports a table, edits it and passes it back: it is held to the rules of `factor_rules`, as ours are.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from . import units
from .csvdata import CsvTable, number, read_rows, read_table, require_columns, write_rows
from .errors import FactorError, Words, problem, raise_if_any
from .factor_rules import CONFIDENCES, FOLDER, RANGE_TYPES, REQUIRED, check_rows, parameters, sources
from .spelling import in_lists
from .vocabulary import place_name

COLUMNS = (
    "key",
    "name_en",
    "name_zh",
    "scheme",
    "region",
    "parameter",
    "value",
    "low",
    "high",
    "unit",
    "range_type",
    "range_note",
    "year",
    "gap",
    "confidence",
    "source_key",
    "locator",
    "evidence",
    "notes",
)
_NUMBERS = ("value", "low", "high")
_IDENTITY = ("key", "parameter", "scheme", "region", "year")


@dataclass(frozen=True)
class Factor:
    """One number and all that is known about it. ``value``, ``low``, ``high`` are NaN where there is none."""

    key: str
    name_en: str
    name_zh: str
    scheme: str
    region: str
    parameter: str
    value: float
    low: float
    high: float
    unit: str
    range_type: str
    range_note: str
    year: str
    gap: bool
    confidence: str
    source_key: str
    locator: str
    evidence: str
    notes: str
    source: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, compare=False)

    def name(self, language: str = "en") -> str:
        """Name of what the number belongs to, in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en

    @property
    def period(self) -> tuple[int, int] | None:
        """First and last year that the number stands for; None when the source gives no year."""
        if not self.year:
            return None
        first, _, last = self.year.partition("-")
        return int(first), int(last or first)

    @property
    def has_range(self) -> bool:
        """Whether both limits are known."""
        return not (math.isnan(self.low) or math.isnan(self.high))

    @property
    def is_recalled(self) -> bool:
        """Whether the value was quoted from memory and is not sure: nobody saw it in its source."""
        return self.evidence.startswith("from memory") and self.confidence in ("medium", "low")

    def in_unit(self, target: str) -> float:
        """The value in another unit; `UnitError` when *target* measures something else."""
        return self.value * units.factor(self.unit, target)

    def range_in_unit(self, target: str) -> tuple[float, float]:
        """(low, high) in another unit; NaN where the source gives no limit."""
        scale = units.factor(self.unit, target)
        return self.low * scale, self.high * scale


@dataclass(frozen=True)
class FactorTable:
    """A checked table.

    Attributes
    ----------
    name
        One of `names()`.
    rows
        All factors, gaps included.
    digest
        First 12 hexadecimal digits of the SHA-256 of the content: the same numbers give the same digest,
        whatever the encoding or delimiter of the file.
    origin
        ``built-in`` or the name of the user's file.
    """

    name: str
    rows: tuple[Factor, ...]
    digest: str
    origin: str = "built-in"
    lines: tuple[int, ...] = ()

    @property
    def words(self) -> Words:
        """What a sentence calls the table: the user's file, or the name of a built-in one."""
        if self.origin == "built-in":
            return Words(f"{self.name} (built-in)", f"{self.name}（内置）")
        return Words(self.origin, self.origin)

    def schemes(self) -> tuple[str, ...]:
        """Names of the schemes in the order of the table."""
        return tuple(dict.fromkeys(row.scheme for row in self.rows))

    def default_scheme(self) -> str:
        """The recommended scheme (schemes.csv), or the first of a user's own table."""
        have = self.schemes()
        preferred = [row["scheme"] for row in _scheme_rows(self.name) if row["default"] == "1"]
        return next((scheme for scheme in preferred if scheme in have), have[0])

    def select(self, **equals) -> tuple[Factor, ...]:
        """Factors whose columns equal the given values; extra columns of the table count too."""
        rows = self._by_key.get(equals["key"], ()) if "key" in equals else self.rows
        return tuple(
            row for row in rows if all(_cell(row, column) == want for column, want in equals.items())
        )

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[Factor, ...]]:
        """Rows by key: accounts look factors up thousands of times."""
        found: dict[str, list[Factor]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def lookup(
        self,
        parameter: str,
        key: str,
        scheme: str | None = None,
        region: str | None = None,
        year: int | str | None = None,
    ) -> Factor:
        """The one factor that fits; the default scheme when none is named.

        A *year* fits a row of that very year, otherwise a row whose period holds it.

        Raises
        ------
        FactorError
            When nothing fits (the message tells what there is), when several rows fit, or when the value
            is a declared gap.
        """
        asked = {"parameter": parameter, "key": key, "scheme": scheme or self.default_scheme()}
        if region is not None:
            asked["region"] = region
        rows = self.select(**asked)
        fitting = _of_year(rows, year)
        if len(fitting) == 1 and not fitting[0].gap:
            return fitting[0]
        if year is not None:
            asked["year"] = str(year)
        raise FactorError(self._why_not(asked, rows, fitting))

    def _why_not(self, asked: Mapping[str, str], rows: tuple[Factor, ...], fitting: tuple[Factor, ...]):
        words = ", ".join(f"{column} {value}" for column, value in asked.items())
        if len(fitting) == 1:
            return problem(
                "The factor table {table} has no value for {asked}: {notes} Give a value of your own.",
                table=self.name,
                asked=words,
                notes=fitting[0].notes,
            )
        if fitting:
            return problem(
                "The factor table {table} has {count} values for {asked}: {values}. Name the region or year.",
                table=self.name,
                count=len(fitting),
                asked=words,
                values=", ".join(f"{row.region} {row.year}".strip() for row in fitting),
            )
        return problem(
            "The factor table {table} has nothing for {asked}; it has {available}.",
            table=self.name,
            asked=words,
            available=self._available(asked, rows),
        )

    def _available(self, asked: Mapping[str, str], rows: tuple[Factor, ...]) -> str:
        """What the table offers for the first column in which the question fails."""
        if rows:
            return "year " + ", ".join(row.year for row in rows)
        known = self.rows
        for column in ("scheme", "parameter", "key", "region"):
            if column not in asked:
                continue
            rest = [row for row in known if getattr(row, column) == asked[column]]
            if not rest:
                return column + " " + ", ".join(dict.fromkeys(getattr(row, column) for row in known))
            known = rest
        return ""

    def explain(self, factor: Factor, language: str = "en") -> str:
        """One sentence for a person: what, how much, how sure, and where from."""
        chinese = language.startswith("zh")
        known = parameters().get((self.name, factor.parameter))
        parameter = known.name(language) if known else factor.parameter
        place = filter(None, (factor.scheme, place_name(factor.region, language), factor.year))
        amount = "—" if factor.gap else f"{factor.value:.12g} {factor.unit}"
        limits = f"{factor.low:.12g} – {factor.high:.12g}" if factor.has_range else ""
        source = source_text(factor)
        if chinese:
            confidence = {"high": "高", "medium": "中", "low": "低", "none": "无"}[factor.confidence]
            return (
                f"{factor.name_zh}的{parameter}（{'，'.join(place)}）：{amount}"
                f"{f'（{limits}）' if limits else ''}。来源：{source}。"
                f"依据：{factor.evidence}。可信度：{confidence}。"
            )
        return (
            f"{parameter[:1].upper()}{parameter[1:]} of {factor.name_en} ({', '.join(place)}): {amount}"
            f"{f' ({limits})' if limits else ''}. "
            f"Source: {source}. Evidence: {factor.evidence}. Confidence: {factor.confidence}."
        )

    def to_rows(self) -> list[dict[str, str]]:
        """Rows as texts, ready for `write_rows`; a column ``source`` spells the source out."""
        return [_as_texts(row) for row in self.rows]


def _cell(row: Factor, column: str):
    return getattr(row, column) if hasattr(row, column) else row.extra.get(column)


def _of_year(rows: tuple[Factor, ...], year: int | str | None) -> tuple[Factor, ...]:
    if year is None:
        return rows
    exact = tuple(row for row in rows if row.year == str(year))
    if exact or not str(year).isdigit():
        return exact
    return tuple(row for row in rows if row.period and row.period[0] <= int(year) <= row.period[1])


def _as_texts(row: Factor) -> dict[str, str]:
    texts = {column: getattr(row, column) for column in COLUMNS}
    for column in _NUMBERS:
        texts[column] = "" if math.isnan(texts[column]) else repr(texts[column]).removesuffix(".0")
    return {**texts, "gap": "1" if row.gap else "0", "source": source_text(row), **row.extra}


def source_text(factor: Factor) -> str:
    """The source in words: the user's text, or title and locator of the list of sources."""
    return factor.source or _listed_source(factor.source_key, factor.locator)


def _listed_source(key: str, locator: str) -> str:
    title = sources().get(key, {}).get("title", "")
    return ", ".join(filter(None, (title, locator)))


@cache
def _scheme_rows(table: str) -> tuple[Mapping[str, str], ...]:
    rows = read_rows(FOLDER / "schemes.csv", "list of schemes")
    return tuple(row for row in rows if row["table"] == table)


def scheme_name(table: str, scheme: str, language: str = "en") -> str:
    """Name of a built-in scheme in a language; the code itself for a user's scheme."""
    column = "name_zh" if language.startswith("zh") else "name_en"
    return next((row[column] for row in _scheme_rows(table) if row["scheme"] == scheme), scheme)


def scheme_note(table: str, scheme: str) -> str:
    """What to know before choosing a built-in scheme; empty where there is nothing."""
    return next((row["note"] for row in _scheme_rows(table) if row["scheme"] == scheme), "")


@cache
def names() -> tuple[str, ...]:
    """Names of the built-in tables."""
    return tuple(dict.fromkeys(table for table, _ in parameters()))


@cache
def builtin(name: str) -> FactorTable:
    """The built-in table *name* of `names()`."""
    if name not in names():
        raise FactorError(
            problem(
                "There is no factor table {name}; there are {names}.", name=name, names=", ".join(names())
            )
        )
    return _table(read_table(FOLDER / f"{name}.csv", "factor table"), name, f"{name}.csv", "built-in")


def read(path: str | Path, name: str) -> FactorTable:
    """A user's replacement of the built-in table *name*, held to the same rules.

    Columns ``key``, ``scheme``, ``parameter``, ``value`` and ``unit`` are needed, and ``source`` or
    ``source_key``; all others may be left out.

    Raises
    ------
    FactorError
        With one sentence for every fault, each naming the row (line of the file).
    """
    path = Path(path)
    return checked(read_table(path, "factor table"), name, path.name)


def checked(raw: CsvTable, name: str, file: str) -> FactorTable:
    """A user's replacement that was read already, from a spreadsheet say; see `read`."""
    lists = {"range_type": RANGE_TYPES, "confidence": CONFIDENCES}
    return _table(in_lists(raw, lists), name, file, file)


def _table(raw: CsvTable, name: str, file: str, origin: str) -> FactorTable:
    needed = [*REQUIRED, *([] if {"source", "source_key"} & set(raw.columns) else ["source"])]
    raise_if_any(require_columns(raw, needed, "factor table", file), FactorError)
    if not raw.rows:
        raise FactorError(problem("The factor table {file} has no rows.", file=file))
    raise_if_any(check_rows(name, raw.rows, raw.lines, file), FactorError)
    rows = tuple(_factor(row) for row in raw.rows)
    return FactorTable(name, rows, _digest(rows), origin, tuple(raw.lines))


def _factor(row: Mapping[str, str]) -> Factor:
    known = {column: row.get(column, "") for column in COLUMNS}
    # The column source of an export only spells the key out; it counts where it says something else.
    source = row.get("source", "")
    own_words = "" if source == _listed_source(known["source_key"], known["locator"]) else source
    return Factor(
        **{
            **known,
            **{column: number(known[column]) for column in _NUMBERS},
            "name_en": known["name_en"] or known["key"],
            "name_zh": known["name_zh"] or known["name_en"] or known["key"],
            "gap": known["gap"] == "1",
            "confidence": known["confidence"] or "none",
            "range_type": known["range_type"] or ("range" if known["low"] or known["high"] else ""),
        },
        source=own_words,
        extra={column: text for column, text in row.items() if column not in COLUMNS and column != "source"},
    )


def _digest(rows: Iterable[Factor]) -> str:
    content = "\n".join(
        "\t".join(str(value) for column, value in sorted(_as_texts(row).items()) if value != "")
        for row in rows
    )
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]


def export(name: str, path: str | Path, scheme: str | None = None) -> None:
    """Write a built-in table (or one scheme of it) as CSV for Excel, to be edited and read back."""
    table = builtin(name)
    if scheme is not None and scheme not in table.schemes():
        raise FactorError(
            problem(
                "The factor table {table} has no scheme {scheme}; it has {schemes}.",
                table=name,
                scheme=scheme,
                schemes=", ".join(table.schemes()),
            )
        )
    rows = [row for row in table.to_rows() if scheme in (None, row["scheme"])]
    write_rows(path, list(rows[0]), rows, excel=True)
