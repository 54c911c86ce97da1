"""Legends as data: a name, a field and its entries, with colours and words from tables alone.

Entries stand in the order in which people read them, ND last.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..core import csvdata, palettes, vocabulary
from ..toolbelt.translation import language
from . import fills, gradation, palette, words

OUTLINE, FAINT = "#5a5a5a", "#ffffff"
HAIR, THIN, FIRM = 0.04, 0.1, 0.35
ND = "ND"
CONFLICT_RULES = vocabulary.FOLDER.parent / "rules" / "space_conflicts.csv"


@dataclass(frozen=True)
class Entry:
    """One line of a legend.

    Attributes
    ----------
    code
        Value of the field; empty for a step of a graduated legend.
    value
        Raster value.
    label
        Words, in one language.
    colour, outline
        ``#rrggbb``.
    step
        Bounds of a graduated entry, else None.
    outline_width
        Millimetres.
    pattern, dash
        Pattern over the fill and style of the outline, see `fills`; none and solid but in print.
    cell
        Colour of raster cells, which take no pattern.
    """

    code: str
    value: int
    label: str
    colour: str
    outline: str = OUTLINE
    step: gradation.Step | None = None
    outline_width: float = THIN
    pattern: fills.Pattern | None = None
    dash: str = "solid"
    cell: str = ""


@dataclass(frozen=True)
class Legend:
    """A set of entries over one field, with the words that stand above them."""

    name: str
    field: str
    entries: tuple[Entry, ...]
    title: str = ""

    @property
    def is_graduated(self) -> bool:
        """Whether the entries part numbers, rather than listing codes."""
        return any(entry.step for entry in self.entries)

    def only(self, kept: Collection[Entry]) -> Legend:
        """The same legend with the entries *kept* alone, in the old order."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry in kept))


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in csvdata.read_rows(words.FOLDER / "legends.csv", "legend table")}


def names() -> tuple[str, ...]:
    """Every legend there is."""
    return tuple(_table())


def field_of(name: str) -> str:
    """The declared column that the legend *name* is about."""
    return fields_of(name)[0]


def fields_of(name: str) -> list[str]:
    """The declared columns that the legend *name* can show, the best one first."""
    return _table()[name]["field"].split("|")


@functools.cache
def _units() -> dict[str, str]:
    rows = csvdata.read_rows(vocabulary.FOLDER / "columns.csv", "column table")
    return {row["name"]: row["unit"] for row in rows}


def graduated(name: str) -> bool:
    """Whether the legend *name* parts numbers, rather than listing codes."""
    return _table()[name]["kind"] in ("fixed", "diverging", "sequential")


def fitted(name: str) -> bool:
    """Whether the steps of the legend *name* are fitted to the values that it shows."""
    return _table()[name]["kind"] in ("diverging", "sequential")


def traced(name: str) -> bool:
    """Whether the legend *name* is one of lines and outlines over a map, all alike."""
    return _table()[name]["kind"] == "trace"


def labelled(name: str) -> bool:
    """Whether a map shows the codes of the legend *name*: those that people speak of, not mere marks."""
    return _table()[name]["kind"] in ("classes", "listed")


def legend(
    name: str,
    lang: str | None = None,
    values: Sequence[float] = (),
    column: str = "",
    colours: str = "",
) -> Legend:
    """The legend *name* of ``resources/legends/legends.csv``, in the user's language or in *lang*.

    Parameters
    ----------
    name
        One of `names`; a KeyError for any other is a fault of ours.
    lang
        ``en`` or ``zh``.
    values
        Numbers that the steps of ``net_carbon`` and ``load`` are fitted to.
    column
        Declared column that is shown, where the legend can show several; its unit stands in the title.
    colours
        Palette of classes, spaces and sub-zones, see `core.palettes`; the user's when not given.
    """
    lang = lang or language()
    row = _table()[name]
    column = column or field_of(name)
    colours = colours or palette.chosen()
    entries = _graded(row, lang, values) if graduated(name) else _coded(name, row, lang, colours)
    unit = words.known(_units().get(column, ""), lang)
    title = f"{row[f'title_{lang}']} ({unit})" if unit else row[f"title_{lang}"]
    return Legend(name, column, tuple(entries), title)


def no_data(lang: str, colours: str = palettes.STANDARD) -> Entry:
    """The grey entry for what is unknown; ND is never drawn as a class."""
    unknown = vocabulary.classes()[0]
    return _entry(unknown, lang, palettes.classes(colours)[unknown.code])


def _entry(item, lang: str, look: palettes.Look, outline: str = "", width: float = THIN) -> Entry:
    """The entry of a record of the vocabulary, in the look that the palette gives it."""
    return Entry(
        item.code,
        item.value,
        f"{item.code} {item.name(lang)}",
        look.colour,
        outline or look.outline,
        outline_width=width,
        pattern=palette.pattern(look),
        dash=look.dash,
        cell=look.cell,
    )


def _coded(name: str, row: dict[str, str], lang: str, colours: str) -> list[Entry]:
    unknown = no_data(lang, colours)
    if name in ("sixclass", "confidence"):
        looks = palettes.classes(colours)
        known = [_entry(one, lang, looks[one.code]) for one in vocabulary.classes()[1:]]
    elif name == "spaces":
        # thousands of parcels: their borders are hinted at, so that the space is seen and not the borders
        looks, faint = palettes.spaces(colours), FAINT if colours != palettes.PRINT else ""
        known = [
            _entry(one, lang, looks[one.code], faint, HAIR if faint else THIN) for one in vocabulary.spaces()
        ]
    elif name == "subzones":
        looks = palettes.subzones(colours)
        known = [_entry(one, lang, looks[one.code], width=FIRM) for one in vocabulary.subzones()]
    elif row["kind"] in ("marks", "trace"):
        known = _marks(row["steps"], lang)
        if row["kind"] == "trace":
            return known
    else:
        return _conflicts(row["steps"], lang)
    return [*known, unknown]


def _marks(steps: str, lang: str) -> list[Entry]:
    """Entries whose codes, colours and words stand in a table of their own."""
    rows = csvdata.read_rows(words.FOLDER / f"{steps}.csv", "legend table")
    return [
        Entry(row["code"], number, row[f"name_{lang}"], row["colour"])
        for number, row in enumerate(rows, start=1)
    ]


def _conflicts(steps: str, lang: str) -> list[Entry]:
    """Entries of the conflicts; their words are those of the rule table. Places without one are not drawn."""
    colours = csvdata.read_rows(words.FOLDER / f"{steps}.csv", "legend table")
    colour = {row["code"]: row["colour"] for row in colours}
    rows = csvdata.read_rows(CONFLICT_RULES, "rule table")
    return [
        Entry(row["code"], number, f"{row['code']} {row[f'name_{lang}']}", colour[row["code"]])
        for number, row in enumerate(rows, start=1)
    ]


def _graded(row: dict[str, str], lang: str, values: Sequence[float]) -> list[Entry]:
    if row["kind"] == "fixed":
        steps = gradation.fixed(row["steps"], lang)
    else:
        make = gradation.diverging if row["kind"] == "diverging" else gradation.sequential
        steps = make(row["steps"], values, lang)
    graded = [
        Entry("", number, step.label, step.colour, step=step) for number, step in enumerate(steps, start=1)
    ]
    return [*graded, no_data(lang)]
