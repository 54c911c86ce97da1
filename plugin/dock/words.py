"""Numbers and colours as the panel shows them."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor, QPalette

from ...cartography import drawing
from ...core import palettes as looks
from ...toolbelt.translation import language, translate

HECTARES_PER_KM2 = 100.0
UNKNOWN = "–"


def area_units() -> dict[str, str]:
    """Area unit by its code, in the user's words."""
    return {"ha": translate("ZoneDock", "ha"), "km2": translate("ZoneDock", "km²")}


def schemes() -> dict[str, str]:
    """Legends of zones by their code, in the user's words."""
    return {
        "sixclass": translate("ZoneDock", "Six classes"),
        "subzones": translate("ZoneDock", "24 sub-zones"),
        "spaces": translate("ZoneDock", "Four spaces"),
    }


def palettes() -> dict[str, str]:
    """Palettes by their code, in the user's words."""
    return {one.code: one.name(language()) for one in looks.palettes()}


def in_unit(area_ha: float, unit: str) -> float:
    """Hectares in the unit ``ha`` or ``km2``."""
    return area_ha / HECTARES_PER_KM2 if unit == "km2" else area_ha


def count(number: int) -> str:
    """A count in the user's spelling of digits."""
    return QLocale().toString(int(number))


def area(value: float) -> str:
    """An area with three to four telling digits, which is what a cell has room for; a dash where unknown."""
    if math.isnan(value):
        return UNKNOWN
    if value == 0:
        return "0"
    decimals = min(max(2 - math.floor(math.log10(abs(value))), 0), 4)
    return QLocale().toString(float(value), "f", decimals)


def tonnes(value: float) -> str:
    """An amount of carbon, as many digits as an area; a sink keeps its minus; a dash where unknown."""
    return area(value)


def exact(value) -> str:
    """A number with up to six telling digits, none of them a zero at its end; a dash where unknown."""
    if value is None or math.isnan(value):
        return UNKNOWN
    if math.isinf(value) or value == 0:
        return QLocale().toString(float(value), "f", 0)
    decimals = min(max(5 - math.floor(math.log10(abs(value))), 0), 9)
    text = f"{value:.{decimals}f}"
    kept = len(text.rstrip("0").partition(".")[2])
    return QLocale().toString(float(value), "f", min(decimals, kept))


def percent(fraction: float) -> str:
    """A share in per cent; a dash where there is none to give."""
    if math.isnan(fraction):
        return UNKNOWN
    return translate("ZoneDock", "{number} %").format(number=QLocale().toString(100.0 * fraction, "f", 1))


def ink(theme: QPalette) -> QColor:
    """What can be read on the ground of the theme; style sheets of dark themes leave the text of it black."""
    return QColor(drawing.readable_on(theme.base().color().name()))


def pale_ink(theme: QPalette) -> QColor:
    """What can just be read on the ground of the theme."""
    pairs = zip(ink(theme).getRgb()[:3], theme.base().color().getRgb()[:3])
    return QColor(*(round((one + other) / 2) for one, other in pairs))


def faded(colour: QColor, ground: QColor) -> QColor:
    """The colour of a class that does not occur: a hint of *colour* on the *ground* of the theme."""
    hint = 0.18
    mixed = [hint * ours + (1.0 - hint) * theirs for ours, theirs in zip(colour.getRgb(), ground.getRgb())]
    return QColor(*(round(part) for part in mixed[:3]))
