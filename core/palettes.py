"""How classes, spaces and sub-zones look: on the screen, to colour-blind readers, in black-and-white print.

The standard palette is that of the vocabulary. In the others the fill of a sub-zone says its class and the
outline its space; methods A.11 leaves the look open, so it is data: ``palettes.csv``, ``palette_looks.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from . import vocabulary
from .csvdata import read_rows
from .errors import InputError, problem

STANDARD, SAFE, PRINT = "standard", "safe", "print"
PATTERNS = ("", "lines", "cross", "dots")
DASHES = ("solid", "dash", "dot", "dash dot")
OUTLINE = "#5A5A5A"
_ND = "ND"


@dataclass(frozen=True)
class Look:
    """How one code is drawn.

    Attributes
    ----------
    colour, outline
        ``#rrggbb`` of the fill and of the outline.
    pattern
        One of `PATTERNS`, drawn in the colour of the outline over the fill; empty for a plain fill.
    angle
        Of the lines of the pattern, degrees anticlockwise from the horizontal.
    spacing_mm, line_mm
        Distance between its lines or dots, and their width.
    dash
        Outline, one of `DASHES`.
    cell
        Colour of raster cells, which take no pattern; the fill where it is empty.
    """

    colour: str
    outline: str = OUTLINE
    pattern: str = ""
    angle: float = 0.0
    spacing_mm: float = 0.0
    line_mm: float = 0.0
    dash: str = "solid"
    cell: str = ""


@cache
def palettes() -> tuple[vocabulary.Named, ...]:
    """The palettes that there are, the standard first."""
    rows = read_rows(vocabulary.FOLDER / "palettes.csv", "palette table")
    return tuple(vocabulary.Named(row["code"], row["name_en"], row["name_zh"]) for row in rows)


def classes(palette: str) -> dict[str, Look]:
    """Code -> look of ND and the six classes.

    Raises
    ------
    InputError
        There is no such palette.
    """
    if _known(palette) == STANDARD:
        return {one.code: Look(one.colour) for one in vocabulary.classes()}
    return _looks(palette, "class")


def spaces(palette: str) -> dict[str, Look]:
    """Code -> look of the four spaces; raises as `classes`."""
    if _known(palette) == STANDARD:
        return {one.code: Look(one.colour, one.colour) for one in vocabulary.spaces()}
    return _looks(palette, "space")


def subzones(palette: str) -> dict[str, Look]:
    """Code -> look of the 24 sub-zones; raises as `classes`."""
    if _known(palette) == STANDARD:
        return {one.code: Look(one.colour, one.outline) for one in vocabulary.subzones()}
    of_class, of_space = classes(palette), spaces(palette)
    return {
        one.code: replace(
            of_class[one.zone_class],
            outline=of_space[one.space].outline,
            dash=of_space[one.space].dash,
        )
        for one in vocabulary.subzones()
    }


def _known(palette: str) -> str:
    codes = [one.code for one in palettes()]
    if palette not in codes:
        raise InputError(
            problem(
                "There is no palette {palette}; there are {palettes}.",
                palette=palette,
                palettes=", ".join(codes),
            )
        )
    return palette


@cache
def _looks(palette: str, kind: str) -> dict[str, Look]:
    rows = read_rows(vocabulary.FOLDER / "palette_looks.csv", "palette table")
    return {
        row["code"]: Look(
            row["colour"],
            row["outline"],
            row["pattern"],
            float(row["angle"] or 0),
            float(row["spacing_mm"] or 0),
            float(row["line_mm"] or 0),
            row["dash"],
            row["cell_colour"],
        )
        for row in rows
        if (row["palette"], row["kind"]) == (palette, kind)
    }
