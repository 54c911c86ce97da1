"""Land-use classifications: from codes of maps and surveys to spaces, carbon classes and colours.

A scheme is one CSV of ``data/classes``. Raster legends are read by value, survey codes as text (leading
zeros count). Doubtful classes, such as rural homesteads, have a second space behind a switch (methods B.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as member
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from .csvdata import CsvTable, read_rows, read_table
from .errors import InputError, Problem, UnknownCodesError, problem, raise_if_any
from .landuse_rules import FOLDER, check_table, doubtful_groups
from .vocabulary import Named, spaces

_CODES_IN_MESSAGE = 30


@dataclass(frozen=True)
class LandClass(Named):
    """A class of a land-use scheme.

    ``space`` is empty for "no data" classes such as clouds; ``doubt`` names the switch by which
    ``alt_space`` takes the place of ``space``; ``carbon_class`` joins coefficient tables.
    """

    value: int | None
    level: int
    space: str
    alt_space: str = ""
    doubt: str = ""
    carbon_class: str = ""
    carbon_class_basis: str = ""
    guide2023: str = ""
    colour: str = ""
    colour_source: str = ""
    note: str = ""


@dataclass(frozen=True)
class LandScheme:
    """A classification.

    Attributes
    ----------
    kind
        ``raster``: classes have raster values; ``text``: survey codes, read as text.
    field
        Attribute that usually holds the codes (DLBM ...), empty for rasters.
    """

    id: str
    name_en: str
    name_zh: str
    kind: str
    classes: tuple[LandClass, ...] = member(repr=False)
    field: str = ""
    source: str = ""
    origin: str = "built-in"

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en

    @cached_property
    def by_code(self) -> Mapping[str, LandClass]:
        """Code (text) -> class."""
        return {land.code: land for land in self.classes}

    @cached_property
    def by_value(self) -> Mapping[int, LandClass]:
        """Raster value -> class; empty for text schemes."""
        return {land.value: land for land in self.classes if land.value is not None}

    def find(self, code, prefix: bool = False) -> LandClass | None:
        """The class of a code as a table or raster holds it; None when the scheme does not know it.

        Numbers lose leading zeros, so 101 is read as ``0101`` where codes have an even number of digits. With
        *prefix* an unknown code takes the class of its longest known beginning (``100104`` -> ``1001``).
        """
        text = as_code(code)
        found = self.by_code.get(text)
        if found is None and text.isdigit():
            found = self._of_number(text, typed=isinstance(code, str))
        if found is None and prefix and self.kind == "text":
            stems = (text[:length] for length in range(len(text) - 1, 0, -1))
            found = next((self.by_code[stem] for stem in stems if stem in self.by_code), None)
        return found

    def _of_number(self, text: str, typed: bool) -> LandClass | None:
        if self.kind == "raster":
            # CORINE rasters hold grid codes 1..44 where tables hold 111..523.
            return self.by_value.get(int(text))
        if typed and text.startswith("0"):
            return None
        return self.by_code.get("0" + text)

    def resolve(self, codes: Iterable, prefix: bool = False) -> dict[object, LandClass]:
        """Each distinct code -> class. Missing codes (blank, None, NaN) are left out.

        Raises
        ------
        UnknownCodesError
            With every unknown code and how often it occurs.
        """
        counts = count_codes(codes)
        found = {code: self.find(code, prefix) for code in counts}
        unknown = {code: counts[code] for code, land in found.items() if land is None}
        if unknown:
            raise UnknownCodesError(unknown, self._unknown_problem(unknown))
        return found

    def _unknown_problem(self, unknown: Mapping[object, int]) -> Problem:
        listed = sorted(unknown.items(), key=lambda item: (-item[1], str(item[0])))
        words = ", ".join(f"{as_code(code)} ({count}×)" for code, count in listed[:_CODES_IN_MESSAGE])
        return problem(
            "The land-use scheme {scheme} does not know these codes: {codes}{more}. Choose another scheme, "
            "or add them to a class table of your own.",
            scheme=self.id,
            codes=words,
            more=" …" if len(listed) > _CODES_IN_MESSAGE else "",
        )

    def space_of(self, land: LandClass, switches: Iterable[str] = ()) -> str:
        """Space of a class (A, E, U, M or empty) with the doubtful groups *switches* turned over."""
        return land.alt_space if land.doubt in switches and land.alt_space else land.space

    def spaces(self, codes: Iterable, switches: Iterable[str] = (), prefix: bool = False) -> np.ndarray:
        """Space values (1 A, 2 E, 3 U, 4 M, 0 none) of an array of codes; unknown codes raise."""
        check_switches(switches)
        values = {space.code: space.value for space in spaces()}
        codes = list(codes)
        found = self.resolve(codes, prefix)
        table = {code: values.get(self.space_of(land, switches), 0) for code, land in found.items()}
        return np.array([0 if is_missing_code(code) else table[code] for code in codes], dtype=np.uint8)

    def carbon_classes(self, codes: Iterable, prefix: bool = False) -> np.ndarray:
        """Carbon class (text, empty where there is none) of an array of codes; unknown codes raise."""
        codes = list(codes)
        found = self.resolve(codes, prefix)
        texts = ["" if is_missing_code(code) else found[code].carbon_class for code in codes]
        return np.array(texts, dtype=object)

    def space_table(self, switches: Iterable[str] = ()) -> np.ndarray:
        """Space value by raster value, for ``np.take``; 255 marks raster values that the scheme lacks."""
        check_switches(switches)
        values = {space.code: space.value for space in spaces()}
        table = np.full(max(self.by_value, default=-1) + 1, 255, dtype=np.uint8)
        for value, land in self.by_value.items():
            table[value] = values.get(self.space_of(land, switches), 0)
        return table


def as_code(code) -> str:
    """A code as text: full-width forms and blanks mended by the caller's table, ``101.0`` read as ``101``."""
    if isinstance(code, (float, np.floating)) and float(code).is_integer():
        return str(int(code))
    return str(code).strip()


def is_missing_code(code) -> bool:
    """Whether there is no code: None, NaN, or blank text."""
    if code is None or str(code).strip() in ("", "<NA>"):
        return True
    return bool(code != code)  # noqa: PLR0124 - only NaN, of any type, differs from itself


def count_codes(codes: Iterable) -> dict[object, int]:
    """Distinct present codes -> how often they occur."""
    counts: dict[object, int] = {}
    for code in codes:
        if not is_missing_code(code):
            counts[code] = counts.get(code, 0) + 1
    return counts


def check_switches(switches: Iterable[str]) -> None:
    """Raise `InputError` when a switch is not a doubtful group that has an alternative space."""
    known = [group.code for group in doubtful_groups() if group.alternative_space]
    wrong = sorted(set(switches) - set(known))
    if wrong:
        raise InputError(
            problem(
                "There is no switch {switches} for doubtful land classes; there are {known}.",
                switches=", ".join(wrong),
                known=", ".join(known),
            )
        )


@cache
def schemes() -> tuple[str, ...]:
    """Ids of the built-in schemes."""
    return tuple(_scheme_rows())


@cache
def _scheme_rows() -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in read_rows(FOLDER / "schemes.csv", "list of land-use schemes")}


@cache
def scheme(scheme_id: str) -> LandScheme:
    """The built-in scheme of that id."""
    if scheme_id not in _scheme_rows():
        raise InputError(
            problem(
                "There is no land-use scheme {scheme}; there are {schemes}.",
                scheme=scheme_id,
                schemes=", ".join(schemes()),
            )
        )
    row = _scheme_rows()[scheme_id]
    made = _classes(read_table(FOLDER / f"{scheme_id}.csv", "class table"), f"{scheme_id}.csv")
    return LandScheme(
        scheme_id, row["name_en"], row["name_zh"], row["kind"], made, row["field"], row["source"]
    )


def read(path: str | Path) -> LandScheme:
    """A user's own class table, held to the rules of the built-in ones.

    Columns ``code`` and ``space`` (A, E, U, M; empty for no data) are needed; ``value`` makes it a raster
    legend. All problems are raised together.
    """
    path = Path(path)
    return checked(read_table(path, "class table"), path.name)


def checked(raw: CsvTable, file: str) -> LandScheme:
    """A user's class table that has been read already, from CSV or a workbook; see `read`."""
    made = _classes(raw, file)
    kind = "raster" if any(land.value is not None for land in made) else "text"
    name = Path(file).stem
    return LandScheme(name, name, name, kind, made, origin=file)


def _classes(raw: CsvTable, file: str) -> tuple[LandClass, ...]:
    raise_if_any(check_table(raw, file))
    return tuple(_land_class(row) for row in raw.rows)


def _land_class(row: Mapping[str, str]) -> LandClass:
    texts = {
        column: row.get(column, "")
        for column in (
            "space",
            "alt_space",
            "doubt",
            "carbon_class",
            "carbon_class_basis",
            "guide2023",
            "colour",
            "colour_source",
            "note",
        )
    }
    name_en = row.get("name_en") or row.get("name_zh") or row["code"]
    return LandClass(
        code=row["code"],
        name_en=name_en,
        name_zh=row.get("name_zh") or name_en,
        value=int(row["value"]) if row.get("value") else None,
        level=int(row.get("level") or 1),
        **texts,
    )


@dataclass(frozen=True)
class Match:
    """How well a scheme fits codes: share of the distinct codes that it knows, share of it that is used."""

    scheme: str
    known: float
    used: float
    unknown: tuple[str, ...]


def candidates(codes: Iterable) -> list[Match]:
    """All schemes that know any of the codes, the best first."""
    distinct = list(count_codes(codes))
    found = []
    for scheme_id in schemes():
        tried = scheme(scheme_id)
        classes = {code: tried.find(code) for code in distinct}
        known = {land.code for land in classes.values() if land}
        if known:
            unknown = tuple(as_code(code) for code, land in classes.items() if land is None)
            share = 1 - len(unknown) / len(distinct)
            found.append(Match(scheme_id, share, len(known) / len(tried.classes), unknown))
    return sorted(found, key=lambda match: (-match.known, -match.used))


def detect(codes: Iterable) -> LandScheme | None:
    """The scheme that fits codes best; None when none knows any of them, or two fit equally well.

    Legends of small whole numbers look alike (1 to 9 is CLCD, but much of Esri's too): offer the result as
    a proposal, with `candidates` beside it.
    """
    ranked = candidates(codes)
    if not ranked:
        return None
    if len(ranked) > 1 and (ranked[0].known, ranked[0].used) == (ranked[1].known, ranked[1].used):
        return None
    return scheme(ranked[0].scheme)
