"""The palette that the user chose, and its looks as symbols."""

from __future__ import annotations

from qgis.core import QgsSettings

from ..core import palettes
from . import fills

SETTING = "cpzoning/palette"


def chosen() -> str:
    """The user's palette for classes, spaces and sub-zones; the standard one where none was chosen."""
    stored = str(QgsSettings().value(SETTING, palettes.STANDARD) or "")
    return stored if stored in [one.code for one in palettes.palettes()] else palettes.STANDARD


def choose(palette: str) -> None:
    """Remember the palette of the user for layers that are styled from now on."""
    palettes.classes(palette)  # refuses what is none
    QgsSettings().setValue(SETTING, palette)


def pattern(look: palettes.Look) -> fills.Pattern | None:
    """The pattern of a look, None for a plain one; black, because it is there for print."""
    if not look.pattern:
        return None
    return fills.Pattern(look.pattern, look.angle, look.spacing_mm, look.line_mm)
