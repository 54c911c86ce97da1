"""Words of maps and reports, in either language whatever the language of QGIS is.

A map for the planning office is wanted in Chinese and in English from one session, so these words are
data (``resources/legends/words.csv``) and not literals for the translator.
"""

from __future__ import annotations

import functools

from ..core import csvdata
from ..toolbelt import about

FOLDER = about.RESOURCES / "legends"
LANGUAGES = ("en", "zh")


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in csvdata.read_rows(FOLDER / "words.csv", "word table")}


def word(key: str, lang: str) -> str:
    """The words for *key* in ``en`` or ``zh``; a KeyError is a fault of ours, not of the user."""
    return _table()[key][lang]


def known(key: str, lang: str) -> str:
    """The words for *key*, or the key itself where it is a name of the user's own."""
    row = _table().get(key)
    return row[lang] if row else key


def stripped(key: str, prefix: str, lang: str) -> str:
    """The words for *key*; where there are none, the key without its *prefix*."""
    row = _table().get(key)
    return row[lang] if row else key[len(prefix) :]
