"""What the panel's tables show: the matrix of 24 sub-zones, and lists of classes, worked out from a tally."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtGui import QColor, QFont, QPen

from ...cartography import entries
from ...core import vocabulary
from ...core.zoning.tally import Amount, Tally, share, total
from ...toolbelt.translation import language, translate
from . import words
from .grid import CENTRE, OUTLINE, RAW, RIGHT, ROLE, Cell, Grid

#: Legends of layers whose features are pieces of units, cut by their spaces.
IN_PIECES = ("subzones", "spaces")
LEGENDS = ("subzones", "sixclass", "spaces")
QUANTITIES = ("units", "unit_share", "area", "area_share", "net")
SPACE_WORD = re.compile(r" (?=space$)|(?=空间$)")


@dataclass(frozen=True)
class Counted:
    """What the panel shows.

    Attributes
    ----------
    legend
        ``subzones``, ``sixclass`` or ``spaces``.
    tally
        The amounts.
    area_unit
        ``ha`` or ``km2``.
    quantity
        What a cell of the matrix shows, one of `QUANTITIES`.
    in_pieces
        Whether features are pieces of units: only the six classes are of whole ones.
    has_net
        Whether the layer has net carbon.
    """

    legend: str
    tally: Tally
    area_unit: str = "ha"
    quantity: str = "units"
    in_pieces: bool = False
    has_net: bool = False

    @property
    def has_areas(self) -> bool:
        """Whether any area is known."""
        return self.tally.total.measured

    def figure(self, amount: Amount, quantity: str) -> float:
        """A quantity of an amount as a number; NaN where it is not known."""
        whole = self.tally.classified
        if quantity == "units":
            return amount.units
        if quantity == "unit_share":
            return share(amount.units, whole.units)
        if quantity == "net":
            return amount.net_tco2 if self.has_net and amount.accounted else math.nan
        if not amount.measured or not self.has_areas:
            return math.nan
        if quantity == "area":
            return words.in_unit(amount.area_ha, self.area_unit)
        return share(amount.area_ha, whole.area_ha)

    def text(self, amount: Amount, quantity: str) -> str:
        """A quantity of an amount in the user's spelling."""
        if quantity == "units":
            return words.count(amount.units)
        value = self.figure(amount, quantity)
        if quantity == "net":
            return words.tonnes(value)
        return words.area(value) if quantity == "area" else words.percent(value)

    def sentence(self, amount: Amount, shares: bool = True) -> str:
        """All quantities of an amount in one line; shares are for classes alone."""
        of_all = self._of_all if shares else lambda *_: ""
        things = (
            translate("ZoneDock", "{count} pieces")
            if self.in_pieces
            else translate("ZoneDock", "{count} units")
        )
        parts = [things.format(count=self.text(amount, "units")) + of_all(amount, "unit_share")]
        if amount.measured and self.has_areas:
            unit = words.area_units()[self.area_unit]
            parts.append(f"{self.text(amount, 'area')} {unit}" + of_all(amount, "area_share"))
            if amount.unmeasured:
                parts.append(
                    translate("ZoneDock", "{count} without area").format(count=words.count(amount.unmeasured))
                )
        if self.has_net and amount.accounted:
            parts.append(translate("ZoneDock", "net {amount} t CO₂e").format(amount=self.text(amount, "net")))
            if amount.unaccounted:
                parts.append(
                    translate("ZoneDock", "{count} without net carbon").format(
                        count=words.count(amount.unaccounted)
                    )
                )
        return " · ".join(parts)

    def _of_all(self, amount: Amount, quantity: str) -> str:
        return f" ({self.text(amount, quantity)})"


def matrix(counted: Counted, parent=None) -> Grid:
    """Classes by spaces, as the printed legend has them, with totals; a cell shows one quantity."""
    spaces, classes = vocabulary.spaces(), vocabulary.classes()[1:]
    zones = {(zone.space, zone.zone_class): zone for zone in vocabulary.subzones()}

    def codes(some_spaces, some_classes):
        return [zones[space.code, zone.code].code for space in some_spaces for zone in some_classes]

    rows = [
        [
            *(_zone_cell(counted, zones[space.code, zone.code]) for space in spaces),
            _sum_cell(counted, codes(spaces, [zone])),
        ]
        for zone in classes
    ]
    sums = [_sum_cell(counted, codes([space], classes)) for space in spaces]
    rows.append([*sums, _sum_cell(counted, codes(spaces, classes))])
    last = Cell({ROLE.DisplayRole: translate("ZoneDock", "Total")})
    return Grid(rows, [*map(_space_head, spaces), last], [*map(_class_head, classes), last], parent)


def _class_head(zone_class: vocabulary.ZoneClass) -> Cell:
    name = f"{zone_class.code} {zone_class.name(language())}"
    return Cell({ROLE.DisplayRole: zone_class.code, ROLE.ToolTipRole: name})


def _space_head(space: vocabulary.Space) -> Cell:
    name = space.name(language())
    return Cell(
        {
            # the word for "space" goes on a line of its own, so that columns may be narrow
            ROLE.DisplayRole: SPACE_WORD.sub("\n", name),
            ROLE.ToolTipRole: f"{space.code} {name}",
        }
    )


def _zone_cell(counted: Counted, zone: vocabulary.SubZone) -> Cell:
    amount = counted.tally.known[zone.code]
    lines = (
        f"{zone.code} {zone.name(language())}",
        counted.sentence(amount),
        zone.text("measures", language()),
    )
    return Cell(
        {
            **_figure(counted, amount, counted.quantity, CENTRE),
            ROLE.ToolTipRole: "\n".join(lines),
            OUTLINE: QPen(QColor(zone.outline)),
        },
        (zone.code,),
        zone.colour,
        amount.units,
    )


def _sum_cell(counted: Counted, codes: list[str]) -> Cell:
    amount = total(counted.tally.known[code] for code in codes)
    font = QFont()
    font.setBold(True)
    return Cell(
        {
            **_figure(counted, amount, counted.quantity, CENTRE),
            ROLE.ToolTipRole: counted.sentence(amount),
            ROLE.FontRole: font,
        },
        tuple(codes),
    )


def _figure(counted: Counted, amount: Amount, quantity: str, align: int) -> dict[int, Any]:
    return {
        ROLE.DisplayRole: counted.text(amount, quantity),
        RAW: counted.figure(amount, quantity),
        ROLE.TextAlignmentRole: align,
    }


@dataclass(frozen=True)
class Line:
    """One line of a list: the code that the layer holds ("" for none), its words and its colour."""

    code: str
    label: str
    colour: str
    amount: Amount


def known_lines(counted: Counted) -> list[Line]:
    """Lines of the classes of the legend, in its order."""
    legend = {entry.code: entry for entry in entries.legend(counted.legend).entries}
    return [
        Line(code, legend[code].label, legend[code].colour, amount)
        for code, amount in counted.tally.known.items()
    ]


def apart_lines(counted: Counted) -> list[Line]:
    """Lines of what has no class: no data, empty, and each unknown code; only those that occur."""
    tally = counted.tally
    unknown = entries.no_data(language())
    found = [
        Line(unknown.code, unknown.label, unknown.colour, tally.no_data),
        Line("", translate("ZoneDock", "Empty (NULL)"), unknown.colour, tally.empty),
    ]
    found += [
        Line(code, translate("ZoneDock", "“{code}” (unknown)").format(code=code), unknown.colour, amount)
        for code, amount in tally.unknown.items()
    ]
    return [line for line in found if line.amount.units]


def listing(counted: Counted, lines: list[Line], title: str, shares: bool, parent=None) -> Grid:
    """Lines with their units, area and, for classes, share under a header that begins with *title*."""
    quantities = ("units", "area") if counted.has_areas else ("units",)
    if shares:
        quantities += ("area_share",) if counted.has_areas else ("unit_share",)
    if counted.has_net:
        quantities += ("net",)
    names = quantity_names(counted.area_unit, counted.in_pieces)
    short = {
        "units": translate("ZoneDock", "Pieces") if counted.in_pieces else translate("ZoneDock", "Units"),
        "area": words.area_units()[counted.area_unit],
        "unit_share": "%",
        "area_share": "%",
        "net": translate("ZoneDock", "t CO₂e"),
    }
    across = [Cell({ROLE.DisplayRole: title})]
    across += [Cell({ROLE.DisplayRole: short[key], ROLE.ToolTipRole: names[key]}) for key in quantities]
    rows = []
    for line in lines:
        tip = {ROLE.ToolTipRole: f"{line.label}\n{counted.sentence(line.amount, shares)}"}
        first = Cell({ROLE.DisplayRole: line.label, RAW: line.label, **tip}, (line.code,), line.colour)
        figures = (_figure(counted, line.amount, quantity, RIGHT) for quantity in quantities)
        rows.append([first, *(Cell({**shown, **tip}, (line.code,)) for shown in figures)])
    return Grid(rows, across, [], parent)


def quantity_names(area_unit: str, in_pieces: bool) -> dict[str, str]:
    """What a cell can show, by its code, in the user's words."""
    unit = words.area_units()[area_unit]
    counts = {
        "units": translate("ZoneDock", "Number of units"),
        "unit_share": translate("ZoneDock", "Share of the units with a class"),
    }
    if in_pieces:
        counts = {
            "units": translate("ZoneDock", "Number of pieces"),
            "unit_share": translate("ZoneDock", "Share of the pieces with a class"),
        }
    return {
        **counts,
        "area": translate("ZoneDock", "Area in {unit}").format(unit=unit),
        "area_share": translate("ZoneDock", "Share of the area with a class"),
        "net": translate("ZoneDock", "Net carbon in t CO₂e"),
    }
