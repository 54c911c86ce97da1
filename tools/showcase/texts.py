"""Words of the demonstration in both languages."""

from __future__ import annotations

import csv
import functools
from pathlib import Path


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("texts.csv").open(encoding="utf-8", newline="") as stream:
        return {row["key"]: row for row in csv.DictReader(stream)}


def text(key: str, lang: str, **values: object) -> str:
    """The words for *key* with *values* in their gaps."""
    words = _table()[key][lang]
    return words.format(**values) if values else words
