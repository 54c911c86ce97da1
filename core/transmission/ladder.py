"""The official ladder of warnings in words: names, measures, and what follows from a move (methods D.7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..csvdata import read_rows
from ..vocabulary import FOLDER, Named
from . import warning

RULES = FOLDER.parent / "rules"
MOVES = ("unknown", "better", "same", "worse")


@dataclass(frozen=True)
class Rung(Named):
    """A level of the ladder and the measures that go with it."""

    measures_en: str
    measures_zh: str


@cache
def ladder() -> tuple[Rung, ...]:
    """Levels in the order of `warning.LEVELS`."""
    rows = {row["code"]: row for row in read_rows(RULES / "warning_levels.csv", "table of warning levels")}
    return tuple(
        Rung(code, *(rows[code][name] for name in ("name_en", "name_zh", "measures_en", "measures_zh")))
        for code in warning.LEVELS
    )


@cache
def _responses() -> dict[str, Named]:
    rows = read_rows(RULES / "warning_responses.csv", "table of responses to warnings")
    return {row["code"]: Named(row["code"], row["name_en"], row["name_zh"]) for row in rows}


def measures(level: np.ndarray, lang: str) -> np.ndarray:
    """Measures of levels (positions in `warning.LEVELS`) in words."""
    words = np.array([*(rung.text("measures", lang) for rung in ladder()), None], dtype=object)[:-1]
    return words[level]


def responses(before: np.ndarray, now: np.ndarray, lang: str) -> np.ndarray:
    """What follows from the move between two periods, in words; see `warning.response`."""
    codes = warning.response(before, now)
    return np.array([*(_responses()[code].name(lang) for code in codes.tolist()), None], dtype=object)[:-1]


def moves(before: np.ndarray, now: np.ndarray) -> np.ndarray:
    """*better*, *same* or *worse* than in the period before; *unknown* where either level is."""
    unknown = (before == warning.ND) | (now == warning.ND)
    words = np.array(MOVES, dtype=object)
    return words[np.select([unknown, now < before, now == before], [0, 1, 2], default=3)]
