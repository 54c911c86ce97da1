"""CSV as people keep it: read tolerantly, written so that nobody is harmed by opening it.

Tables come out of Excel, of national statistics and of editors; their encoding, delimiter and digits
differ. Only the standard library is used, so that reading a class table needs neither numpy nor pandas.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import InputError, Problem, Words, problem, raise_if_any

ENCODINGS = ("UTF-8", "UTF-16", "GB18030")
DELIMITERS = (",", ";", "\t")
DELIMITER_NAMES = "comma, semicolon, tab"

#: Marks by which a table says "no number here"; 0 is not among them.
MISSING_MARKS = frozenset(
    {"", "-", "--", "—", "——", "–", "/", "na", "n/a", "nan", "null", "none", "无", "…", "..."}
)

#: Words that stand where a unit should: the row sums others.
TOTAL_MARKS = frozenset(
    {"合计", "总计", "小计", "共计", "全市合计", "全县合计", "全省合计"}
    | {"total", "grandtotal", "subtotal", "sum"}
)

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GROUPED = re.compile(r"[+-]?\d{1,3}([, \u00a0\u202f']\d{3})+(\.\d*)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_QUOTED_FORMULA = re.compile(r"'[=+\-@\t\r]")

#: What tables that users give are called in sentences.
_KINDS = {
    "table": Words("table", "表格"),
    "factor table": Words("factor table", "因子表"),
    "class table": Words("class table", "分类表"),
    "pool table": Words("pool table", "碳库表"),
    "table of standards": Words("table of standards", "标准表"),
    "table of zoning standards": Words("table of zoning standards", "分区标准表"),
    "table of admission rules": Words("table of admission rules", "准入规则表"),
}


@dataclass(frozen=True)
class CsvTable:
    """A table of texts.

    Attributes
    ----------
    columns
        Names of the header, stripped, in order.
    rows
        One mapping per record, column -> stripped text; short records are filled with "".
    lines
        Line of the file on which each record ends, for messages; the header is usually line 1.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    lines: list[int]


def called(what: str) -> Words | str:
    """What a kind of table is called in a sentence."""
    return _KINDS.get(what, what)


def read_rows(path: str | Path, what: str) -> list[dict[str, str]]:
    """Records of a CSV file as mappings of texts; see `read_table`."""
    return read_table(path, what).rows


def read_table(path: str | Path, what: str) -> CsvTable:
    """Read a CSV file in any encoding and delimiter that our users meet.

    Parameters
    ----------
    path
        UTF-8 (with or without BOM), UTF-16 or GB18030; comma, semicolon or tab.
    what
        What the table is, for messages: "factor table", "class table".

    Raises
    ------
    InputError
        When the file is missing, unreadable, empty, or has broken headers or records.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            problem(
                "The {what} {file} cannot be read: {reason}.",
                what=called(what),
                file=path.name,
                reason=reason,
            )
        ) from error
    return parse(decode(data, what, path.name), what, path.name)


def decode(data: bytes, what: str, name: str) -> str:
    """Text of a file in UTF-8, UTF-16 or GB18030; `InputError` names what was tried where it is none."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, (encoding,), what, name)
    # UTF-16 without a mark shows itself by the zero bytes of ASCII letters and delimiters.
    if b"\0" in data[:4000]:
        even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
        return _strictly(data, ("utf-16-be" if even > odd else "utf-16-le",), what, name)
    return _strictly(data, ("utf-8", "gb18030"), what, name)


def _strictly(data: bytes, encodings: tuple[str, ...], what: str, name: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        problem(
            "The {what} {file} is not text in any encoding that was tried ({encodings}). "
            "Save it again as CSV in UTF-8.",
            what=called(what),
            file=name,
            encodings=", ".join(ENCODINGS),
        )
    )


def parse(text: str, what: str, name: str) -> CsvTable:
    """Records of CSV *text*; *what* and *name* of the file are for messages."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))

    def records():
        try:
            for cells in reader:
                yield reader.line_num, cells
        except csv.Error as error:
            raise InputError(
                problem(
                    "Line {row} of the {what} {file} is not CSV: {reason}.",
                    row=reader.line_num,
                    what=called(what),
                    file=name,
                    reason=str(error),
                )
            ) from error

    return tabulate(records(), what, name)


def tabulate(records: Iterable[tuple[int, Sequence[str]]], what: str, name: str) -> CsvTable:
    """A table from (line, cells) pairs of any file; the first that is not blank is the header.

    Raises
    ------
    InputError
        When there is no header, a column appears twice, or records are longer than the header.
    """
    columns: tuple[str, ...] = ()
    rows, lines, found = [], [], []
    for line, raw in records:
        cells = [_plain(cell) for cell in raw]
        if not any(cells):
            continue
        if not columns:
            columns = _columns(cells, found, what, name)
        elif len(cells) > len(columns) and any(cells[len(columns) :]):
            found.append(_too_long(line, len(cells), len(columns), what, name))
        else:
            rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)))))
            lines.append(line)
    if not columns and not found:
        found.append(problem("The {what} {file} is empty.", what=called(what), file=name))
    raise_if_any(found)
    return CsvTable(columns, rows, lines)


def _plain(cell: str) -> str:
    cell = cell.strip().strip("\ufeff\0")
    return cell[1:] if _QUOTED_FORMULA.match(cell) else cell


def _delimiter(text: str) -> str:
    """The delimiter that splits the first line with any content into most cells."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))


def _columns(cells: list[str], found: list[Problem], what: str, name: str) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    for column in sorted({cell for cell in cells if cell and cells.count(cell) > 1}):
        found.append(
            problem(
                "The {what} {file} has the column {column} more than once; rename or delete one of them.",
                what=called(what),
                file=name,
                column=column,
            )
        )
    return tuple(cell or f"column_{i}" for i, cell in enumerate(cells, start=1))


def _too_long(row: int, count: int, expected: int, what: str, name: str) -> Problem:
    return problem(
        "Line {row} of the {what} {file} has {count} cells where the header has {expected}. "
        "Delimiters that were tried: {delimiters}. Put a text that holds the delimiter in double quotes.",
        row=row,
        what=called(what),
        file=name,
        count=count,
        expected=expected,
        delimiters=DELIMITER_NAMES,
    )


def require_columns(table: CsvTable, columns: Iterable[str], what: str, name: str) -> list[Problem]:
    """One problem that names every column of *columns* that *table* lacks, or an empty list."""
    missing = [column for column in columns if column not in table.columns]
    if not missing:
        return []
    return [
        problem(
            "The {what} {file} lacks the columns {missing}; it has {columns}. Delimiters that were tried: "
            "{delimiters}.",
            what=called(what),
            file=name,
            missing=", ".join(missing),
            columns=", ".join(table.columns),
            delimiters=DELIMITER_NAMES,
        )
    ]


def is_missing(text: str) -> bool:
    """Whether *text* says that there is no number: blank, a dash, a slash, NA, null ..."""
    return unicodedata.normalize("NFKC", text).strip().casefold() in MISSING_MARKS


def is_total(text: str) -> bool:
    """Whether *text* stands for a sum of other rows ("合 计", "Total:") and not for a unit."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip(" :")
    return "".join(plain.split()) in TOTAL_MARKS


def number(text: str) -> float:
    """The number that *text* writes, or NaN for a mark of `MISSING_MARKS`.

    Full-width digits and thousands separators are read. Nothing is guessed: a decimal comma, a unit in
    the cell, a percentage sign or an infinity is refused.

    Raises
    ------
    InputError
        When the text is neither a number nor a mark of a missing one.

    Examples
    --------
    >>> number("１，２３４．５"), number("-")
    (1234.5, nan)
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")
    if plain.casefold() in MISSING_MARKS:
        return math.nan
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[, \u00a0\u202f']", "", plain)
    if _PLAIN.fullmatch(plain):
        value = float(plain)
        if math.isfinite(value):
            return value
    raise InputError(
        problem(
            "“{text}” is not a number. Write digits with a decimal point and no unit; leave the cell empty "
            "where there is no value.",
            text=text.strip(),
        )
    )


def write_rows(
    path: str | Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, object]],
    excel: bool = False,
) -> None:
    """Write records as CSV, beside the target first, so that a failure never leaves half a file.

    Parameters
    ----------
    columns
        Names and order of the columns; other keys of the records are left out.
    rows
        Column -> value; None becomes an empty cell.
    excel
        True: UTF-8 with BOM and Windows line ends, as Excel needs them to show Chinese.

    A text that a spreadsheet would run as a formula gets a leading apostrophe, which `read_table` takes
    off again.
    """
    path = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with Path(temporary).open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n" if excel else "\n")
            writer.writerow(columns)
            writer.writerows([harmless(row.get(column)) for column in columns] for row in rows)
        # mkstemp makes files for the owner alone; the user shares tables.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def harmless(value: object) -> str:
    """A value as the text of a cell; what a spreadsheet would run as a formula gets a leading apostrophe."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA_START) and not _PLAIN.fullmatch(text):
        return "'" + text
    return text
