"""Tables for the clipboard: plain text for spreadsheets, HTML for documents."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import QMimeData
from qgis.PyQt.QtWidgets import QApplication

from ...core.csvdata import harmless


def put(tables: list[list[list[str]]]) -> None:
    """Put tables on the clipboard, one below the other.

    What came from a user's layer cannot become a formula in the spreadsheet that it is pasted into.
    """
    safe = [[[harmless(cell) for cell in row] for row in table] for table in tables]
    data = QMimeData()
    data.setText("\n\n".join("\n".join("\t".join(map(_flat, row)) for row in table) for table in safe))
    data.setHtml("".join(as_html(table) for table in safe))
    QApplication.clipboard().setMimeData(data)


def _flat(cell: str) -> str:
    return " ".join(cell.split())


def as_html(table: list[list[str]]) -> str:
    """A table with its first row as the header, escaped."""
    head, *body = table
    lines = [_row(head, "th"), *(_row(row, "td") for row in body)]
    return f"<table>{''.join(lines)}</table>"


def _row(cells: list[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{html.escape(cell)}</{tag}>' for cell in cells)}</tr>"
