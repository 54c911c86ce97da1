"""Cells of a matrix parameter as rows of texts."""

from __future__ import annotations

from ..toolbelt import tables


def rows(cells: list, width: int) -> list[list[str]]:
    """Rows of a matrix as texts; rows without a first cell are left out.

    A parameter that was not given comes from QGIS as a single NULL, which is no row either.
    """
    texts = ["" if tables.is_null(cell) else str(cell).strip() for cell in cells]
    found = [texts[start : start + width] for start in range(0, len(texts), width)]
    return [row for row in found if row[0]]
