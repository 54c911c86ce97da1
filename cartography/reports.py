"""The frame of every HTML report: one file, no script, prints well, all texts escaped.

The body of a section is HTML that only the functions of this module (and `charts`) make. Texts of users
enter through them and are escaped there, so a name like ``<b>`` stays a name.

    >>> section = Section("Areas", table(["Unit", "ha"], [["A&B", 12.5]]))
    >>> html = page("Zoning", [section], "en")
"""

from __future__ import annotations

import base64
import html
import math
import urllib.parse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from pathlib import Path

from ..toolbelt import about
from . import words

MISSING = "–"
# significant ones of a number where nothing else is said
DIGITS = 4
# of a large number no more are telling; a count stays whole
MOST_DIGITS = 7
# of the half-width of an interval, by which a value and its bounds are rounded
OF_SPREAD = 2
# Wider tables are set smaller, so that they fit a printed page.
MOST_COLUMNS = 9
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
STYLE = about.RESOURCES / "reports" / "page.css"
MIME = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Section:
    """One section of a report: a plain-text heading and a body of HTML made by this module."""

    heading: str
    body: str


@dataclass(frozen=True)
class Ranged:
    """A value with the bounds of its interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Value and bounds, rounded to what the width of the interval lets be said."""
        decimals = self._decimals()
        return f"{_rounded(self.value, decimals)} ({self.bounds()})"

    def bounds(self) -> str:
        """The bounds, rounded as the value is."""
        return " … ".join(_rounded(bound, self._decimals()) for bound in (self.low, self.high))

    def _decimals(self) -> int:
        half = abs(self.high - self.low) / 2.0
        if not math.isfinite(half) or half == 0:
            size = abs(self.value) or 1.0
            return DIGITS - 1 - math.floor(math.log10(size))
        return OF_SPREAD - 1 - math.floor(math.log10(half))


def _rounded(value: float, decimals: int) -> str:
    """A number with *decimals*; negative ones round before the point."""
    if not math.isfinite(value):
        return number(value)
    return f"{round(value, decimals) + 0.0:,.{max(decimals, 0)}f}".replace(",", "\u202f").replace("-", "−")


def page(title: str, sections: Sequence[Section], lang: str, subtitle: str = "") -> str:
    """A whole HTML page with a list of contents.

    Parameters
    ----------
    title, subtitle
        Plain texts.
    sections
        In order; their headings are plain texts.
    lang
        ``en`` or ``zh``: language of the words that the frame adds, and of hyphenation.
    """
    contents = "".join(
        f'<li><a href="#s{number}">{text(section.heading)}</a></li>'
        for number, section in enumerate(sections, start=1)
    )
    body = "".join(
        f'<section id="s{number}"><h2>{text(section.heading)}</h2>{section.body}</section>'
        for number, section in enumerate(sections, start=1)
    )
    made_with = words.word("made_with", lang).format(version=about.version())
    return (
        f'<!DOCTYPE html><html lang="{LANGUAGE_TAGS[lang]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f'<header><h1>{text(title)}</h1><p class="subtitle">{text(subtitle)}</p></header>'
        f"<nav><h2>{text(words.word('contents', lang))}</h2><ol>{contents}</ol></nav>"
        f"<main>{body}</main><footer>{text(made_with)}</footer></body></html>"
    )


def text(value: object) -> str:
    """*value* as escaped text; None and NaN as a dash, numbers as `number` writes them."""
    if value is None:
        return MISSING
    return number(value) if _is_number(value) else html.escape(str(value))


def _is_number(value: object) -> bool:
    """Whether *value* is a number of Python or numpy; True and False are words."""
    return isinstance(value, Real) and not isinstance(value, bool)


def number(value: float, digits: int = DIGITS) -> str:
    """A number for people: *digits* significant ones, thousands apart, whole numbers whole.

    Where more are asked for than usual, zeros at the end of a fraction are left out.

    Examples
    --------
    >>> number(1234567.8), number(0.000123456), number(12), number(13424864954.0)
    ('1 234 568', '0.0001235', '12', '13 424 860 000')
    """
    if not math.isfinite(value):
        return MISSING if math.isnan(value) else ("∞" if value > 0 else "−∞")
    if value == 0:
        return "0"
    size = math.floor(math.log10(abs(value)))
    if not isinstance(value, Integral) and size >= (most := max(digits, MOST_DIGITS)):
        value = round(float(value), most - 1 - size)
    decimals = 0 if float(value).is_integer() else max(0, digits - 1 - size)
    written = f"{value:,.{decimals}f}"
    if digits > DIGITS and "." in written:
        written = written.rstrip("0").rstrip(".")
    # a narrow no-break space divides thousands in both languages, where a comma would be ambiguous
    return written.replace(",", "\u202f").replace("-", "−")


def paragraph(words_of_it: str, kind: str = "") -> str:
    """A paragraph of plain text; *kind* is ``note`` for small print, ``warning`` for what needs eyes."""
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{text(words_of_it)}</p>"


def bullets(items: Iterable[str]) -> str:
    """A list of plain texts; nothing where there are none."""
    rows = "".join(f"<li>{text(item)}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def links(pairs: Iterable[tuple[str, str]], heading: str) -> str:
    """Links to pages beside this one, behind a heading: plain-text names and names of files."""
    listed = " · ".join(
        f'<a href="{html.escape(urllib.parse.quote(file))}">{text(name)}</a>' for name, file in pairs
    )
    return f"<p>{text(heading)}{listed}</p>" if listed else ""


def facts(pairs: Iterable[tuple[str, object]]) -> str:
    """Names with their values, as two columns."""
    rows = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in pairs)
    return f"<dl>{rows}</dl>" if rows else ""


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[object]],
    swatches: Sequence[str] = (),
    caption: str = "",
    last_is_total: bool = False,
    digits: int = DIGITS,
) -> str:
    """A table of plain texts and numbers.

    Parameters
    ----------
    headers
        Names of the columns, units included.
    rows
        Cells; numbers are set to the right.
    swatches
        Colour (``#rrggbb``) per row, shown before its first cell; empty for none.
    caption
        Plain text above the table.
    last_is_total
        Whether the last row sums up the others.
    digits
        Significant digits of numbers; more where figures must stand as they were decided.
    """
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in headers)
    listed = [list(row) for row in rows]
    body = ""
    for position, row in enumerate(listed):
        colour = swatches[position] if position < len(swatches) else ""
        mark = ' class="total"' if last_is_total and position == len(listed) - 1 else ""
        cells = "".join(
            _cell(value, swatch(colour) if not column else "", digits) for column, value in enumerate(row)
        )
        body += f"<tr{mark}>{cells}</tr>"
    title = f"<caption>{text(caption)}</caption>" if caption else ""
    wide = ' class="wide"' if len(headers) > MOST_COLUMNS else ""
    return (
        f'<div class="scroll"><table{wide}>{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(value: object, before: str, digits: int) -> str:
    if isinstance(value, Ranged):
        return f'<td class="number">{before}{text(value)}</td>'
    if _is_number(value):
        return f'<td class="number">{before}{number(value, digits)}</td>'
    return f"<td>{before}{text(value)}</td>"


def swatch(colour: str) -> str:
    """A small square of a colour ``#rrggbb``; nothing for an empty one."""
    return f'<span class="swatch" style="background:{html.escape(colour)}"></span>' if colour else ""


def figure(picture: str, caption: str = "") -> str:
    """A figure from inline SVG of `drawing` or `charts`, or from `embedded`, with a plain-text caption."""
    words_below = f"<figcaption>{text(caption)}</figcaption>" if caption else ""
    return f"<figure>{picture}{words_below}</figure>"


def embedded(path: Path, words_for_it: str) -> str:
    """An image file inside the page; *words_for_it* stand for it where it cannot be seen."""
    data = base64.b64encode(Path(path).read_bytes()).decode("ascii")
    kind = MIME[Path(path).suffix.lower()]
    return f'<img src="data:{kind};base64,{data}" alt="{html.escape(words_for_it)}">'


def write(path: Path, html_page: str) -> None:
    """Write a page as UTF-8; Windows editors need no byte order mark because the page names its encoding."""
    Path(path).write_text(html_page, encoding="utf-8")
