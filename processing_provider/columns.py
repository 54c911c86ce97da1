"""Output columns: names, types, units and aliases, declared once in ``core/data/vocabulary/columns.csv``.

No algorithm spells a column; it names a constant of this module. Released names are frozen.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsField, QgsFields
from qgis.PyQt.QtCore import QMetaType

from ..cartography import words
from ..core import csvdata, vocabulary
from ..toolbelt import about
from ..toolbelt.translation import language

TABLE = about.ROOT / "core" / "data" / "vocabulary" / "columns.csv"

TYPES = {
    "real": QMetaType.Type.Double,
    "integer": QMetaType.Type.LongLong,
    "text": QMetaType.Type.QString,
}


@dataclass(frozen=True)
class Column:
    """One output column: its frozen name, type, unit and its words in both languages."""

    name: str
    type: str
    unit: str
    name_en: str
    name_zh: str

    def alias(self, lang: str | None = None) -> str:
        """Words for people with the unit behind them."""
        lang = lang or language()
        name = self.name_zh if lang == "zh" else self.name_en
        return f"{name} ({words.known(self.unit, lang)})" if self.unit else name

    def field(self, name: str | None = None) -> QgsField:
        """The column as a QGIS field, under another *name* where its own is taken."""
        made = QgsField(name or self.name, TYPES[self.type])
        made.setAlias(self.alias())
        made.setComment(self.alias("en" if language() == "zh" else "zh"))
        return made


#: Ends of the names of columns that hold the interval of another one (`core.uncertainty`), and their words.
INTERVALS = {
    "_lo": ("{}, low (95 %)", "{}（95 % 下限）"),
    "_hi": ("{}, high (95 %)", "{}（95 % 上限）"),
    "_sd": ("{}, standard deviation", "{}（标准差）"),
}


#: End of the name of a column that says on how much of the area another one is known, and its words.
COVERAGE = "_coverage"
_COVERAGE_WORDS = {"en": "{}: share of the area where it is known (0 to 1)", "zh": "{}：已知面积占比（0～1）"}
#: End of the name of a field of the input that gave way to a new column, and its words; a number may follow.
EARLIER = "_in"
_KEPT = re.compile(rf"(.+){EARLIER}\d*")
_EARLIER_WORDS = {"en": "{}, of the input", "zh": "{}（输入值）"}


@functools.cache
def declared() -> dict[str, Column]:
    """All declared columns by name."""
    rows = csvdata.read_rows(TABLE, "column table")
    return {row["name"]: Column(**row) for row in rows}


def known(name: str) -> Column | None:
    """The column that *name* declares, itself or as part of an interval; None for one of the user's own.

    A column that was kept from an earlier step (`EARLIER`) is that column in other words.
    """
    kept = _KEPT.fullmatch(name.lower())
    try:
        found = column(kept[1] if kept else name.lower())
    except KeyError:
        return None
    if not kept:
        return found
    words_en, words_zh = (_EARLIER_WORDS[lang].format(found.alias(lang)) for lang in ("en", "zh"))
    return Column(name, found.type, "", words_en, words_zh)


def earlier_words(alias: str) -> str:
    """Words for a column that is kept from an input beside a new one of the same name."""
    return _EARLIER_WORDS[language()].format(alias)


def explained(fields: QgsFields) -> QgsFields:
    """*fields* with our words for declared columns that lost theirs on the way from an earlier step.

    A field that has an alias keeps it.
    """
    made = QgsFields()
    for given in fields:
        copied = QgsField(given)
        ours = known(copied.name())
        if not copied.alias() and ours is not None:
            copied.setAlias(ours.alias())
        made.append(copied)
    return made


def nameless(fields: QgsFields) -> QgsFields:
    """*fields* without aliases and comments: few formats take them, QGIS warns of each."""
    bare = QgsFields()
    for field in fields:
        copied = QgsField(field)
        copied.setAlias("")
        copied.setComment("")
        bare.append(copied)
    return bare


def undeclared(name: str, values) -> Column:
    """A column that only this run knows, typed by its values; in our words where its name is one of ours."""
    kind = np.asarray(values).dtype.kind
    kinds = {"f": "real", "i": "integer", "u": "integer", "b": "integer"}
    return Column(name, kinds.get(kind, "text"), "", words_for(name, "en"), words_for(name, "zh"))


def words_for(name: str, lang: str) -> str:
    """What people call a column; its own name where we have no words for it."""
    if name.endswith(COVERAGE):
        return _COVERAGE_WORDS[lang].format(words_for(name[: -len(COVERAGE)], lang))
    found = known(name)
    return found.alias(lang) if found else name


def member(family: str, name: str) -> str:
    """Column of *name* (a pollutant) in a family such as ``q_``, apart from columns that are no members."""
    made = family + name.lower()
    return f"{made}_1" if made in declared() else made


def column(name: str) -> Column:
    """The declared column *name*; a KeyError is a fault of ours, not of the user.

    The columns of an interval (`INTERVALS`) are declared by the column whose interval they hold.

    A declaration that ends in ``*`` stands for a family: ``q_*`` for the column of every pollutant. The rest
    of the name fills the gap in its words, in the words of the vocabulary where it names a pollutant.
    """
    if name in declared():
        return declared()[name]
    if name[-3:] in INTERVALS and (name[:-3] in declared() or _families(name[:-3])):
        held, (en, zh) = column(name[:-3]), INTERVALS[name[-3:]]
        return Column(name, "real", held.unit, en.format(held.name_en), zh.format(held.name_zh))
    families = _families(name)
    if not families:
        raise KeyError(name)
    family = families[0]
    member = name[len(family.name) - 1 :]
    known = vocabulary.pollutant(member)
    return Column(
        name,
        family.type,
        family.unit,
        family.name_en.format(known.name("en") if known else member),
        family.name_zh.format(known.name("zh") if known else member),
    )


def _families(name: str) -> list[Column]:
    """Families that *name* may be a member of."""
    return [item for key, item in declared().items() if key[-1] == "*" and name.startswith(key[:-1])]
