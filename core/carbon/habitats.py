"""Coastal habitats of one or two dates: what stays, what is lost and to what, by unit.

A *piece* is an area with its habitat and state at the earlier and at the later date; polygons give pieces by
overlay, tables by netting. Pieces become `Habitats`, which the account of `bluecarbon` is made of.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache

import numpy as np

from ..csvdata import read_rows
from ..vocabulary import FOLDER, Named

INTACT, DRAINED, NOTHING = "intact", "drained", "none"
#: What happens once to a habitat, in the order of `Habitats.events`.
EVENTS = ("excavated", DRAINED, "disturbed_low", "disturbed_medium", "disturbed_high")
FATES = (*EVENTS, NOTHING)
#: Words that do not say how strong the impact is, which decides how much is given off.
OF_ANY_IMPACT = ("disturbed", "扰动", "受扰动")


@dataclass(frozen=True)
class Word(Named):
    """A habitat or state, with the other spellings of tables."""

    synonyms: tuple[str, ...]


@cache
def kinds() -> tuple[Word, ...]:
    """Mangrove, salt marsh, seagrass, tidal flat."""
    return _words("habitats.csv")


@cache
def states() -> tuple[Word, ...]:
    """Intact, excavated, drained, disturbed, gone."""
    return _words("habitat_states.csv")


def _words(file: str) -> tuple[Word, ...]:
    return tuple(
        Word(row["code"], row["name_en"], row["name_zh"], tuple(row["synonyms"].split("|")))
        for row in read_rows(FOLDER / file, "vocabulary")
    )


def spelt(words: Sequence[Word]) -> dict[str, str]:
    """Every spelling in plain form (see `plain`) -> code."""
    found = {}
    for word in words:
        for text in (word.code, word.name_en, word.name_zh, *word.synonyms):
            found.setdefault(plain(text), word.code)
    return found


def plain(text) -> str:
    """A text without differences of case, width and blanks; "" where missing.

    >>> plain(" Salt_Marsh ")
    'salt marsh'
    """
    if text is None or (isinstance(text, float) and math.isnan(text)):
        return ""
    words = unicodedata.normalize("NFKC", str(text)).casefold().replace("_", " ")
    return " ".join(words.split())


@dataclass(frozen=True)
class Piece:
    """An area of a unit; habitat "" where there was or is none; state counts only with a habitat.

    An area of NaN is unknown: there is habitat, but nobody knows how much.
    """

    unit: int
    before: str
    state_before: str
    after: str
    state_after: str
    area_ha: float


@dataclass(frozen=True)
class Habitats:
    """Areas in hectares, one row per unit and habitat.

    Attributes
    ----------
    unit, kind
        Position of the unit, and habitat of every row.
    before_ha, after_ha
        Intact habitat at the earlier and the later date; equal where there is one date.
    drained_before_ha, drained_after_ha
        Land whose soil is drained.
    events
        Event of `EVENTS` -> hectares to which it happened between the dates (with one date: in its year).
    gained_ha
        Intact habitat of the later date that was none of this kind before.
    missing
        Mask of the rows of which some area is unknown.
    """

    unit: np.ndarray
    kind: tuple[str, ...]
    before_ha: np.ndarray
    after_ha: np.ndarray
    drained_before_ha: np.ndarray
    drained_after_ha: np.ndarray
    gained_ha: np.ndarray
    events: Mapping[str, np.ndarray]
    missing: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def kinds_there(self) -> list[str]:
        """Habitats that occur, in the order of `kinds`."""
        return [word.code for word in kinds() if word.code in self.kind]

    @property
    def lost_ha(self) -> np.ndarray:
        """Intact habitat of the earlier date that is none of this kind at the later one."""
        return np.maximum(self.before_ha - (self.after_ha - self.gained_ha), 0.0)

    @property
    def touched_ha(self) -> np.ndarray:
        """All land that the account looks at, each hectare once: intact, gained, drained, met by an event."""
        met = sum(self.events.values())
        drained = np.maximum(self.drained_after_ha - self.events[DRAINED], self.drained_before_ha)
        return self.before_ha + self.gained_ha + drained + np.maximum(met - self.lost_ha, 0.0)


@dataclass
class _Row:
    before: float = 0.0
    after: float = 0.0
    drained_before: float = 0.0
    drained_after: float = 0.0
    gained: float = 0.0
    missing: bool = False
    events: dict[str, float] = field(default_factory=lambda: dict.fromkeys(EVENTS, 0.0))

    def lose(self, fate: str, area: float) -> None:
        """Intact habitat meets its fate."""
        if fate in self.events:
            self.events[fate] += area
        if fate == DRAINED:
            self.drained_after += area


def gathered(pieces: Sequence[Piece], two_dates: bool, lost_to: str) -> Habitats:
    """Rows of units and habitats from pieces.

    Parameters
    ----------
    two_dates
        Whether pieces hold a later date; else only their earlier one counts.
    lost_to
        One of `FATES`: what befell habitat of the earlier date that the later one does not show at all.

    Notes
    -----
    Intact habitat that becomes another intact habitat goes on as that one. Land that was drained stays so
    unless it is shown as intact again. What was excavated or disturbed before the first of two dates has
    emitted before the account begins.
    """
    rows: dict[tuple[int, str], _Row] = {}
    for piece in pieces:
        if math.isnan(piece.area_ha):
            rows.setdefault((piece.unit, piece.before or piece.after), _Row()).missing = True
        elif two_dates:
            _add(rows, piece, lost_to)
        elif piece.before:
            _add_single(rows.setdefault((piece.unit, piece.before), _Row()), piece)
    order = {word.code: place for place, word in enumerate(kinds())}
    keys = sorted(rows, key=lambda key: (key[0], order.get(key[1], len(order)), key[1]))
    taken = [rows[key] for key in keys]
    columns = {
        f"{one.name}_ha": np.array([getattr(row, one.name) for row in taken], dtype=np.float64)
        for one in fields(_Row)
        if one.name not in ("events", "missing")
    }
    events = {name: np.array([row.events[name] for row in taken], dtype=np.float64) for name in EVENTS}
    unit = np.array([key[0] for key in keys], dtype=np.int64)
    missing = np.array([row.missing for row in taken], dtype=bool)
    return Habitats(unit, tuple(key[1] for key in keys), **columns, events=events, missing=missing)


def _add_single(row: _Row, piece: Piece) -> None:
    """A piece of a single date: its state is what it is in, or what happens in, the year."""
    if piece.state_before == INTACT:
        row.before += piece.area_ha
        row.after += piece.area_ha
    elif piece.state_before == DRAINED:
        row.drained_before += piece.area_ha
        row.drained_after += piece.area_ha
    elif piece.state_before in row.events:
        row.events[piece.state_before] += piece.area_ha


def _add(rows: dict[tuple[int, str], _Row], piece: Piece, lost_to: str) -> None:
    """A piece of two dates."""

    def row(kind: str) -> _Row:
        return rows.setdefault((piece.unit, kind), _Row())

    area, stays = piece.area_ha, piece.after and piece.state_after == INTACT
    was_intact = piece.before and piece.state_before == INTACT
    was_drained = piece.before and piece.state_before == DRAINED
    if was_intact:
        row(piece.before).before += area
    if was_drained:
        row(piece.before).drained_before += area
    if stays:
        row(piece.after).after += area
        if not was_intact or piece.before != piece.after:
            row(piece.after).gained += area
    elif was_intact:
        row(piece.before).lose(piece.state_after if piece.after else lost_to, area)
    elif was_drained:
        row(piece.before).drained_after += area
    elif piece.after and piece.state_after == DRAINED:
        row(piece.after).drained_after += area
    elif piece.after and not piece.before and piece.state_after in EVENTS:
        row(piece.after).events[piece.state_after] += area


def netted(
    before: Mapping[tuple[int, str, str], float], after: Mapping[tuple[int, str, str], float]
) -> list[Piece]:
    """Pieces of two tables, which tell how much there is but not where.

    Parameters
    ----------
    before, after
        (unit, habitat, state) -> hectares.

    Notes
    -----
    Within a unit and habitat the intact area of both dates is taken for the same place. What is missing
    of it went to the states that grew; the rest of the loss is not shown at all. Gains and losses that make
    up for each other in one unit stay hidden: losses are lower bounds.

    Examples
    --------
    >>> [(p.state_after, p.area_ha) for p in netted({(0, "mangrove", "intact"): 9.0},
    ...     {(0, "mangrove", "intact"): 5.0, (0, "mangrove", "drained"): 1.0})]
    [('intact', 5.0), ('drained', 1.0), ('', 3.0)]
    """
    pieces = []
    for unit, kind in dict.fromkeys((key[0], key[1]) for key in (*before, *after)):
        old = {state.code: before.get((unit, kind, state.code), 0.0) for state in states()}
        new = {state.code: after.get((unit, kind, state.code), 0.0) for state in states()}
        pieces += _netted_one(unit, kind, old, new)
    return [piece for piece in pieces if piece.area_ha > 0]


def _netted_one(unit: int, kind: str, old: dict[str, float], new: dict[str, float]) -> list[Piece]:
    kept = min(old[INTACT], new[INTACT])
    lost = old[INTACT] - kept
    pieces = [
        Piece(unit, kind, INTACT, kind, INTACT, kept),
        Piece(unit, "", "", kind, INTACT, new[INTACT] - kept),
        Piece(unit, kind, DRAINED, kind, DRAINED, old[DRAINED]),
    ]
    for state in EVENTS:
        grown = max(new[state] - old[state], 0.0)
        out_of_intact = min(grown, lost)
        lost -= out_of_intact
        pieces.append(Piece(unit, kind, INTACT, kind, state, out_of_intact))
        pieces.append(Piece(unit, "", "", kind, state, grown - out_of_intact))
    return [*pieces, Piece(unit, kind, INTACT, "", "", lost)]
