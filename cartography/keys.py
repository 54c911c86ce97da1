"""The legend of a map as one drawing: the matrix of sub-zones, a list, or a list with the u-v diagram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..core.errors import InputError, problem
from . import drawing, legends, uvdiagram
from .drawing import Drawing
from .entries import ND, Legend

AUTO, LISTING, DIAGRAM = "auto", "list", "diagram"
KINDS = (AUTO, LISTING, DIAGRAM)
GAP = 4.0
WITH_DIAGRAM = ("sixclass", "subzones", "confidence")
DIAGRAM_WIDTH = 60.0


def key(
    chosen: Legend,
    lang: str,
    kind: str = AUTO,
    colours: str = "",
    notes: Mapping[str, str] | None = None,
    complete: bool = False,
    width: float = legends.WIDTH,
) -> Drawing:
    """The drawing of *chosen*.

    Parameters
    ----------
    chosen
        What a layer shows, see `symbology.style`.
    kind
        ``auto``: the matrix for sub-zones, a list for others; ``list``; ``diagram``: with the u-v diagram
        below where the legend is one of classes.
    colours
        Palette, see `core.palettes`; the user's when not given.
    notes
        Code -> a short text, for example an area.
    complete
        Whether the matrix shows every sub-zone alike, those too that do not occur.
    """
    if chosen.name == "subzones" and kind != LISTING:
        codes = {entry.code for entry in chosen.entries}
        made = legends.class_matrix(
            lang, width, None if complete else codes - {ND}, notes, ND in codes, colours
        )
    else:
        made = legends.listing(chosen, lang, width, notes)
    if kind == DIAGRAM and chosen.name in WITH_DIAGRAM:
        below = uvdiagram.diagram(lang, min(DIAGRAM_WIDTH, width), colours)
        return drawing.stacked([made, below], GAP)
    return made


def faded(legend: Legend, opacity: float) -> Legend:
    """The legend of a layer that is a background: its colours as they look on white paper.

    Parameters
    ----------
    opacity
        Of the layer, 0 to 1.
    """
    made = [
        replace(
            entry,
            colour=_on_white(entry.colour, opacity),
            outline=_on_white(entry.outline, opacity),
        )
        for entry in legend.entries
    ]
    return replace(legend, entries=tuple(made))


def _on_white(colour: str, opacity: float) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(opacity * part + (1.0 - opacity) * 255):02x}" for part in parts)


def write(path: Path, made: Drawing, title: str, lang: str, dpi: float = 300.0) -> None:
    """Write a legend as SVG or as a picture with transparent ground, by the suffix of *path*.

    Raises
    ------
    InputError
        The suffix names no format of pictures.
    """
    if path.suffix.lower() == ".svg":
        path.write_text(drawing.svg(made, title), encoding="utf-8")
    elif not drawing.image(made, dpi, lang).save(str(path)):
        raise InputError(
            problem(
                "The picture {path} could not be written. End its name with .svg or .png, or choose another "
                "place.",
                path=path.name,
            )
        )
