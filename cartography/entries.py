"""Legends as data: a name, a field and its entries, with colours and words from tables alone.

Entries stand in the order in which people read them, ND last.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..core import csvdata, vocabulary
from ..toolbelt.translation import language
from . import gradation, words

OUTLINE = "#5a5a5a"
THIN, FIRM = 0.1, 0.35
ND = "ND"


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
    """

    code: str
    value: int
    label: str
    colour: str
    outline: str = OUTLINE
    step: gradation.Step | None = None
    outline_width: float = THIN


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
    return _table()[name]["field"]


def graduated(name: str) -> bool:
    """Whether the legend *name* parts numbers, rather than listing codes."""
    return _table()[name]["kind"] in ("fixed", "diverging", "sequential")


def legend(name: str, lang: str | None = None, values: Sequence[float] = ()) -> Legend:
    """The legend *name* of ``resources/legends/legends.csv``, in the user's language or in *lang*.

    Parameters
    ----------
    name
        ``sixclass``, ``spaces``, ``subzones``, ``conflicts``, ``net_carbon``, ``exceedance``,
        ``carbon_exceedance`` or ``load``; a KeyError for any other is a fault of ours.
    lang
        ``en`` or ``zh``.
    values
        Numbers that the steps of ``net_carbon`` and ``load`` are fitted to.
    """
    lang = lang or language()
    row = _table()[name]
    entries = _graded(row, lang, values) if graduated(name) else _coded(name, row, lang)
    return Legend(name, row["field"], tuple(entries), row[f"title_{lang}"])


def no_data(lang: str) -> Entry:
    """The grey entry for what is unknown; ND is never drawn as a class."""
    unknown = vocabulary.classes()[0]
    return Entry(unknown.code, unknown.value, f"{unknown.code} {unknown.name(lang)}", unknown.colour)


def _coded(name: str, row: dict[str, str], lang: str) -> list[Entry]:
    unknown = no_data(lang)
    if name == "sixclass":
        known = [
            Entry(c.code, c.value, f"{c.code} {c.name(lang)}", c.colour) for c in vocabulary.classes()[1:]
        ]
    elif name == "spaces":
        known = [Entry(s.code, s.value, f"{s.code} {s.name(lang)}", s.colour) for s in vocabulary.spaces()]
    elif name == "subzones":
        known = [
            Entry(z.code, z.value, f"{z.code} {z.name(lang)}", z.colour, z.outline, outline_width=FIRM)
            for z in vocabulary.subzones()
        ]
    else:
        rows = csvdata.read_rows(words.FOLDER / f"{row['steps']}.csv", "legend table")
        return [
            Entry(item["code"], number, f"{item['code']} {item[f'name_{lang}']}", item["colour"])
            for number, item in enumerate(rows, start=1)
        ]
    return [*known, unknown]


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
