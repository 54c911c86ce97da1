"""The page about one unit as HTML for a text browser; what comes from layers is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

from ...cartography import drawing
from . import clipboard
from .unitfacts import Section

# a text browser knows a few rules of CSS only; colours of the text are those of the theme
STYLE = (
    "h3 {margin: 8px 0 2px 0} p {margin: 2px 0 2px 0} td, th {padding: 1px 6px 1px 0} th {text-align: left}"
)


def page(heading: str, chips: Iterable[tuple[str, str]], sections: Iterable[Section]) -> str:
    """The whole page.

    Parameters
    ----------
    heading
        Name of the unit.
    chips
        (text, colour of the ground) of the classes beside the name.
    """
    sections = list(sections)
    marks = " ".join(_chip(text, colour) for text, colour in chips)
    ways = " · ".join(f'<a href="#{one.key}">{html.escape(one.title)}</a>' for one in sections)
    parts = "".join(_section(one) for one in sections)
    return f"<style>{STYLE}</style><h3>{html.escape(heading)} {marks}</h3><p>{ways}</p>{parts}"


def _chip(text: str, colour: str) -> str:
    look = f"background-color: {colour}; color: {drawing.readable_on(colour)}"
    return f'<span style="{look}">&nbsp;{html.escape(text)}&nbsp;</span>'


def _section(one: Section) -> str:
    said = "".join(f"<p>{html.escape(text)}</p>" for text in one.said)
    lines = "".join(map(_line, one.lines))
    lines = f'<table width="100%">{lines}</table>' if lines else ""
    table = clipboard.as_html(one.table) if one.table else ""
    return f'<h3><a name="{one.key}"></a>{html.escape(one.title)}</h3>{said}{lines}{table}'


def _line(line: tuple[str, str]) -> str:
    name, value = map(html.escape, line)
    if not value:
        return f'<tr><td colspan="2"><b>{name}</b></td></tr>'
    return f"<tr><td>{name}</td><td>{value}</td></tr>"


def texts(heading: str, sections: Iterable[Section]) -> list[list[list[str]]]:
    """The page as tables for the clipboard: one of lines, and those that a section holds."""
    tables = [[[heading, ""]]]
    for one in sections:
        tables[0] += [[one.title, ""], *(["", text] for text in one.said), *map(list, one.lines)]
        if one.table:
            tables.append(one.table)
    return tables
