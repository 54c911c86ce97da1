"""The alphabet of the plugin: classes, spaces, sub-zones, levels, carbon classes, pollutants, places.

The lists are CSV in ``data/vocabulary``, for a planner to review; here they become frozen records. Names in
both languages are data (``name_en``, ``name_zh``); `Named.name` picks one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from .csvdata import read_rows
from .errors import Words

FOLDER = Path(__file__).parent / "data" / "vocabulary"


@dataclass(frozen=True)
class Named:
    """Anything with a code and a name in each language."""

    code: str
    name_en: str
    name_zh: str

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh``, ``zh_CN``, ``zh-Hans`` ..., in Chinese."""
        return self.text("name", language)

    @property
    def words(self) -> Words:
        """Both names, for the gap of a sentence."""
        return Words(self.name_en, self.name_zh)

    def text(self, field: str, language: str = "en") -> str:
        """The text of a bilingual column, for example ``text("strategy", "zh")``."""
        return getattr(self, f"{field}_zh" if language.startswith("zh") else f"{field}_en")


@dataclass(frozen=True)
class ZoneClass(Named):
    """One of the six classes or ND: its prescriptions, colour and severity (-1 for ND, 0 S to 3 SCP)."""

    value: int
    colour: str
    severity: int
    rule_en: str
    rule_zh: str
    standard_en: str
    standard_zh: str
    strategy_en: str
    strategy_zh: str
    has_exit: bool
    exit_en: str
    exit_zh: str
    control_order: str
    control_en: str
    control_zh: str
    goal_en: str
    goal_zh: str
    protected_areas_en: str
    protected_areas_zh: str
    target_class: str
    source_key: str
    note: str


@dataclass(frozen=True)
class Space(Named):
    """Agricultural, ecological, urban or marine space, with the control line that must be held."""

    value: int
    colour: str
    line_en: str
    line_zh: str
    colour_status: str


@dataclass(frozen=True)
class SubZone(Named):
    """One of the 24 combinations of a space and a class, with its measures."""

    value: int
    space: str
    zone_class: str
    measures_en: str
    measures_zh: str
    line_en: str
    line_zh: str
    has_exit: bool
    colour: str
    outline: str
    label: str


@dataclass(frozen=True)
class Level(Named):
    """An administrative level; ``digits`` of the administrative code tell the parent (0 for the nation)."""

    value: int
    digits: int


@dataclass(frozen=True)
class Sector(Named):
    """An emission sector, and the land on which the papers see it ("land-space view")."""

    order: int
    scope: str
    land_view_en: str
    land_view_zh: str
    space: str
    land_group: str
    note: str


@dataclass(frozen=True)
class CarbonClass(Named):
    """What a land class is to carbon: the key that joins land-use schemes and coefficient tables.

    ``fallback`` lists wider classes, nearest first, that may stand in when a coefficient scheme lacks this
    one; empty when none may. A stand-in is always reported, never silent.
    """

    order: int
    fallback: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Pollutant(Named):
    """A pollutant, its other spellings, the medium, and the key of its equivalent value (may be empty)."""

    synonyms: tuple[str, ...]
    medium: str
    equivalent_key: str
    note: str


@dataclass(frozen=True)
class Medium(Named):
    """Where a pollutant goes or is measured, with the other spellings of tables."""

    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Province(Named):
    """A province (GB/T 2260 code) and the groups in which factor tables put it; empty when in none."""

    grid: str
    grid_2012: str
    climate_zone: str
    n2o_zone: str
    note: str


def _records(kind: type, file: str, **renamed: str) -> tuple:
    """Records of *kind* from a CSV of the vocabulary; *renamed* maps a field to another column name."""
    return tuple(_record(kind, row, renamed) for row in read_rows(FOLDER / file, "vocabulary"))


def _record(kind: type, row: Mapping[str, str], renamed: Mapping[str, str]):
    made = {}
    for field in fields(kind):
        text = row[renamed.get(field.name, field.name)]
        if field.type == "int":
            made[field.name] = int(text)
        elif field.type == "bool":
            made[field.name] = text == "1"
        elif field.type.startswith("tuple"):
            made[field.name] = tuple(part for part in text.split("|") if part)
        else:
            made[field.name] = text
    return kind(**made)


@cache
def classes() -> tuple[ZoneClass, ...]:
    """ND, S, SC, SP, CP, PC, SCP: the position is the raster value."""
    return _records(ZoneClass, "classes.csv")


@cache
def spaces() -> tuple[Space, ...]:
    """A, E, U, M: raster values 1 to 4."""
    return _records(Space, "spaces.csv")


@cache
def subzones() -> tuple[SubZone, ...]:
    """The 24 sub-zones by raster value 11 to 46."""
    return _records(SubZone, "subzones.csv", zone_class="class")


@cache
def levels() -> tuple[Level, ...]:
    """Nation, province, city, county, township."""
    return _records(Level, "levels.csv")


@cache
def sectors() -> tuple[Sector, ...]:
    """Emission sectors in the order in which accounts list them."""
    return _records(Sector, "sectors.csv")


@cache
def land_groups() -> tuple[Named, ...]:
    """Kinds of land that emit: buildings, transport, industry, agriculture and so on (paper 2 s1.2)."""
    return _records(Named, "land_groups.csv")


@cache
def carbon_classes() -> tuple[CarbonClass, ...]:
    """Closed list of what land can be to carbon."""
    return _records(CarbonClass, "carbon_classes.csv")


@cache
def pollutants() -> tuple[Pollutant, ...]:
    """Pollutants that tables of monitoring and discharge name."""
    return _records(Pollutant, "pollutants.csv")


@cache
def media() -> tuple[Medium, ...]:
    """Air, water, sea, soil, and loads against a capacity."""
    return _records(Medium, "media.csv")


@cache
def provinces() -> tuple[Province, ...]:
    """Provinces by GB/T 2260 code."""
    return _records(Province, "provinces.csv")


@cache
def regions() -> tuple[Named, ...]:
    """Other places that factor tables name: groups of provinces, cities, the world."""
    return _records(Named, "regions.csv", code="key")


def by_code(records: Iterable[Named]) -> dict[str, Named]:
    """code -> record."""
    return {record.code: record for record in records}


def by_value(records: Iterable) -> dict[int, Named]:
    """Raster value -> record, for classes, spaces, sub-zones and levels."""
    return {record.value: record for record in records}


@cache
def _places() -> Mapping[str, Named]:
    return by_code(regions()) | by_code(provinces())


def place_words(code: str) -> Words:
    """Name of a province or region of the factor tables in both languages; see `place_name`."""
    return Words(place_name(code), place_name(code, "zh"))


def place_name(code: str, language: str = "en") -> str:
    """Name of a province or region of the factor tables; the code itself when it is a user's own."""
    place = _places().get(code)
    return place.name(language) if place else code


def subzone_value(space_value, class_value):
    """Raster value of a sub-zone, 10 x space + class, on integers or arrays.

    0 (no data) where the space is not 1 to 4 or the class not 1 to 6: a place without a class, or
    without a space, has no sub-zone.
    """
    import numpy as np

    space, zone = np.asarray(space_value), np.asarray(class_value)
    known = (space >= 1) & (space <= 4) & (zone >= 1) & (zone <= 6)
    value = np.where(known, 10 * space.astype(np.int16) + zone.astype(np.int16), 0).astype(np.uint8)
    return int(value) if value.ndim == 0 else value


def split_subzone(value):
    """(space value, class value) of sub-zone values, on integers or arrays; (0, 0) where there is none."""
    import numpy as np

    whole = np.asarray(value).astype(np.int16)
    space, zone = whole // 10, whole % 10
    known = subzone_value(space, zone) == whole
    space, zone = (np.where(known & (whole > 0), part, 0).astype(np.uint8) for part in (space, zone))
    return (int(space), int(zone)) if space.ndim == 0 else (space, zone)


@cache
def _pollutant_spellings() -> Mapping[str, Pollutant]:
    return _spellings(pollutants())


@cache
def _medium_spellings() -> Mapping[str, Medium]:
    return _spellings(media())


def _spellings(records: Sequence) -> dict:
    """Folded spelling -> record; of two records with one spelling the first counts."""
    return {
        fold(spelling): record
        for record in reversed(records)
        for spelling in (record.code, record.name_en, record.name_zh, *record.synonyms)
    }


def medium(name: str) -> Medium | None:
    """The medium that a field or row names in any spelling; None when unknown."""
    return _medium_spellings().get(fold(name))


def pollutant(name: str) -> Pollutant | None:
    """The pollutant that a field or row names by code, name or synonym in any script; None when unknown.

    A remark in brackets is set aside where the whole is unknown: "氨氮(以N计)", "化学需氧量(COD)".

    Examples
    --------
    >>> pollutant("SO₂").code, pollutant("氨氮").code, pollutant("Ozone (8 h)").code
    ('SO2', 'NH3_N', 'O3')
    """
    outside = re.split(r"[(（\[]", name)[0]
    return _pollutant_spellings().get(fold(name)) or _pollutant_spellings().get(fold(outside))


def fold(name: str) -> str:
    """One spelling of a name: full-width and subscript characters, case, blanks and dashes set aside."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    # A point between digits is part of the name: PM1.0 is not PM10.
    plain = re.sub(r"(?<!\d)\.|\.(?!\d)", "", plain)
    return "".join(mark for mark in plain if mark not in " _-–—()[]（）")
