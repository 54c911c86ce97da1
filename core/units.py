"""Quantities as people write them, and exact conversion between them.

The closed list of units is ``data/vocabulary/units.csv``, of substances ``substances.csv``. A unit is
text such as ``10^4 t``, ``万吨标准煤``, ``tCO2/10^4 Nm3`` or ``tC ha-1 a-1``: powers of units of the list,
masses with the substance that they weigh. Two units convert when dimensions *and* substances agree:
a tonne of carbon never becomes a tonne of CO2 by accident, only by `carbon_to_co2`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

from .csvdata import read_rows
from .errors import UnitError, problem

_VOCABULARY = Path(__file__).parent / "data" / "vocabulary"

#: Tonnes of CO2 per tonne of carbon: molar masses 44 and 12 as all guidelines round them (IPCC 2006).
CARBON_TO_CO2 = 44 / 12

_CHINESE_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MULTIPLIER = re.compile(r"[×x]?(?:10\^(-?\d+)|1[eE]\+?(-?\d+)|(10+)|([十百千万亿]+))\s*(?=\S)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = re.compile(r"(.*?[^\d^-])\^?(-?[1-9])")
_SPACES = {2: "area", 3: "volume"}


@dataclass(frozen=True)
class Unit:
    """A unit: its spelling, what it measures, and its size.

    Attributes
    ----------
    symbol
        Normalised spelling, e.g. ``10^4 tCO2/a``.
    signature
        ((dimension, substance), power) pairs in order; equal signatures convert into one another.
    size
        Exact number of base units (t, m2, m3, GJ, m, yuan ...) in one unit.
    """

    symbol: str
    signature: tuple[tuple[tuple[str, str], int], ...] = field(repr=False)
    size: Fraction = field(repr=False)

    @property
    def dimension(self) -> str:
        """Name of the dimension: ``mass``, ``mass/area``, ``ratio`` ..."""
        above = "·".join(_power_name(d, p) for (d, _), p in self.signature if p > 0)
        below = "·".join(_power_name(d, -p) for (d, _), p in self.signature if p < 0)
        return (above or "1") + "/" + below if below else above or "ratio"

    @property
    def substance(self) -> str:
        """What the mass above the line weighs (``C``, ``CO2``, ``CH4`` ...), or an empty text."""
        return next((s for (d, s), p in self.signature if d == "mass" and p > 0), "")

    def __str__(self) -> str:
        return self.symbol


def _power_name(dimension: str, power: int) -> str:
    return dimension if power == 1 else f"{dimension}^{power}"


@dataclass(frozen=True)
class _Listed:
    """One row of units.csv."""

    symbol: str
    dimension: str
    size: Fraction
    uses: tuple[str, ...]


@dataclass(frozen=True)
class _Lists:
    """Spellings -> units and substances; folded spellings only where they have a single sense."""

    units: Mapping[str, _Listed]
    folded: Mapping[str, _Listed]
    substances: Mapping[str, str]
    folded_substances: Mapping[str, str]


@cache
def _lists() -> _Lists:
    units, folded, clashing = {}, {}, set()
    for row in read_rows(_VOCABULARY / "units.csv", "list of units"):
        listed = _Listed(
            row["symbol"],
            row["dimension"],
            Fraction(row["factor"]),
            tuple(filter(None, row["uses"].split("|"))),
        )
        for spelling in (row["symbol"], row["name_zh"], *filter(None, row["synonyms"].split("|"))):
            key = _normal(spelling)
            units[key] = listed
            if row["fold"] != "1" or folded.get(key.casefold(), listed) is not listed:
                clashing.add(key.casefold())
            folded[key.casefold()] = listed
    substances = {}
    for row in read_rows(_VOCABULARY / "substances.csv", "list of substances"):
        for spelling in (row["key"], row["name_zh"], *filter(None, row["synonyms"].split("|"))):
            substances[_normal(spelling)] = row["key"]
    return _Lists(
        units,
        {key: listed for key, listed in folded.items() if key not in clashing},
        substances,
        {key.casefold(): substance for key, substance in substances.items()},
    )


def _normal(text: str) -> str:
    """One spelling of full-width, compatibility and superscript characters; single spaces."""
    text = re.sub(r"(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda m: "^" + m.group().translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("μ", "u")
    return " ".join(text.split())


@cache
def unit(text: str, dimension: str = "") -> Unit:
    """The unit that *text* writes.

    Parameters
    ----------
    text
        English, Chinese or symbols; powers of ten (``10^4``, ``1e4``, ``万``) before a unit; ``/``, ``per``,
        ``每`` or negative powers for the denominator. Case matters only where it changes the sense.
    dimension
        When given, the unit must measure it: a dimension (``mass``, ``area`` ...) or a use (``electricity``,
        ``heat``, ``volume_gas``, ``volume_liquid``) of units.csv.

    Raises
    ------
    UnitError
        When the unit is unknown or measures something else; the message lists the accepted units.
    """
    parts = re.split(r"/|\bper\b|每", _normal(text))
    terms = [
        (symbol, listed, substance, power * (1 if i == 0 else -1))
        for i, part in enumerate(parts)
        for symbol, listed, substance, power in _product(part, text, dimension)
    ]
    powers: dict[tuple[str, str], int] = {}
    size = Fraction(1)
    for _, (kind, scale), substance, power in terms:
        size *= scale**power
        if kind != "ratio":
            powers[kind, substance] = powers.get((kind, substance), 0) + power
    signature = tuple(sorted((key, power) for key, power in powers.items() if power))
    made = Unit(_spelling(terms), signature, size)
    if dimension and made.dimension != _dimension_of(dimension):
        raise UnitError(
            problem(
                "The unit {unit} measures {measured}, not {dimension}; use one of {accepted}.",
                unit=text.strip(),
                measured=made.dimension,
                dimension=dimension,
                accepted=", ".join(accepted(dimension)),
            )
        )
    return made


def _dimension_of(name: str) -> str:
    """The dimension itself, or the dimension of the units that have the use *name*."""
    return next((listed.dimension for listed in _lists().units.values() if name in listed.uses), name)


def _spelling(terms: list) -> str:
    above = [_with_power(symbol, power) for symbol, _, _, power in terms if power > 0]
    below = [_with_power(symbol, -power) for symbol, _, _, power in terms if power < 0]
    line = "·".join(above) or "1"
    if not below:
        return line
    return f"{line}/{below[0]}" if len(below) == 1 else f"{line}/({'·'.join(below)})"


def _with_power(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}^{power}"


def _product(part: str, text: str, dimension: str) -> list[tuple]:
    """Terms of one side of a fraction; the longest readable group of words is one term."""
    words = re.split(r"[\s·•⋅*]+", part.strip().strip("()").strip())
    terms, start = [], 0
    while start < len(words):
        for end in range(len(words), start, -1):
            term = _term(" ".join(words[start:end]))
            if term:
                terms.append(term)
                start = end
                break
        else:
            raise _unknown(text, dimension)
    return terms


def _unknown(text: str, dimension: str) -> UnitError:
    known = accepted(dimension) if dimension else []
    if known:
        return UnitError(
            problem(
                "The unit “{unit}” is not known; use one of {accepted}.",
                unit=text.strip(),
                accepted=", ".join(known),
            )
        )
    return UnitError(
        problem(
            "The unit “{unit}” is not known. Write it with units of the list, for example 10^4 t, km2, tce, "
            "kWh, tCO2/10^4 Nm3 or tC ha-1 a-1.",
            unit=text.strip(),
        )
    )


def _term(word: str) -> tuple[str, tuple[str, Fraction], str, int] | None:
    """(symbol, (dimension, size), substance, power) of one term, or None."""
    simple = _simple(word)
    if simple:
        return (*simple, 1)
    raised = _POWER.fullmatch(word)
    simple = _simple(raised.group(1)) if raised else None
    if not simple:
        return None
    symbol, (kind, size), substance = simple
    power = int(raised.group(2))
    if kind == "distance" and abs(power) in _SPACES:
        # m-2 is a power of an area: gC m-2 a-1 must convert into tC ha-1 a-1.
        count = abs(power)
        return f"{symbol}{count}", (_SPACES[count], size**count), substance, power // count
    return symbol, (kind, size), substance, power


def _simple(word: str) -> tuple[str, tuple[str, Fraction], str] | None:
    found = _listed(word)
    if found:
        return found.symbol, (found.dimension, found.size), ""
    weighed = _weighed(word)
    if weighed:
        return weighed
    many = _MULTIPLIER.match(word)
    rest = _simple(word[many.end() :]) if many else None
    if not rest or rest[0].startswith("10^"):
        return None
    symbol, (kind, size), substance = rest
    power = _exponent(many)
    return f"10^{power} {symbol}", (kind, size * Fraction(10) ** power), substance


def _exponent(many: re.Match) -> int:
    caret, exponent, zeros, chinese = many.groups()
    if chinese:
        return sum(_CHINESE_POWERS[mark] for mark in chinese)
    return int(caret or exponent) if caret or exponent else len(zeros) - 1


def _listed(word: str) -> _Listed | None:
    lists = _lists()
    if word in lists.units:
        return lists.units[word]
    found = lists.folded.get(word.casefold())
    return found if found and not _other_prefix(word, found.symbol) else None


def _other_prefix(word: str, symbol: str) -> bool:
    """Whether only the case of an SI prefix differs: mJ is a millijoule, never a megajoule."""
    return word[0] in "mpMP" and word[0] != symbol[0] and word[1:] == symbol[1:]


def _weighed(word: str) -> tuple[str, tuple[str, Fraction], str] | None:
    """A mass directly followed by its substance: ``kgCO2``, ``t d.m.``, ``万吨二氧化碳``."""
    lists = _lists()
    for cut in range(len(word) - 1, 0, -1):
        mass = _listed(word[:cut].strip())
        if mass is None or mass.dimension != "mass":
            continue
        tail = word[cut:].strip()
        substance = lists.substances.get(tail) or lists.folded_substances.get(tail.casefold())
        if substance:
            space = " " if substance[0].islower() else ""
            return f"{mass.symbol}{space}{substance}", (mass.dimension, mass.size), substance
    return None


def is_load(text: str) -> bool:
    """Whether a unit is one of loads (a mass, per time or area at most) and not one of concentrations.

    >>> is_load("t/a"), is_load("mg/L"), is_load("mg/kg")
    (True, False, False)
    """
    powers = {kind: power for (kind, _), power in unit(text).signature}
    return powers.pop("mass", 0) > 0 and set(powers) <= {"time", "year", "area"}


def factor(source: str | Unit, target: str | Unit) -> float:
    """How many *target* units are in one *source* unit.

    Raises
    ------
    UnitError
        When they measure different things; for carbon and CO2 the message names the way over.
    """
    source, target = _as_unit(source), _as_unit(target)
    if source.signature != target.signature:
        raise UnitError(_mismatch(source, target))
    return float(source.size / target.size)


def carbon_factor(source: str | Unit, target: str | Unit) -> float:
    """As `factor`, going over from carbon to CO2 (44/12) or back where one unit weighs either.

    Only for what is asked for as carbon in any form, such as several estimates of one sink.

    >>> round(carbon_factor("PgC a-1", "10^4 tCO2/a"))
    366667
    """
    source, target = _as_unit(source), _as_unit(target)
    ways = {("C", "CO2"): CARBON_TO_CO2, ("CO2", "C"): 1 / CARBON_TO_CO2}
    over = ways.get((source.substance, target.substance))
    if over is None or _in_carbon(source) != _in_carbon(target):
        return factor(source, target)
    return float(source.size / target.size) * over


def _in_carbon(one: Unit) -> list:
    """Signature of a unit with carbon in place of the CO2 above the line."""
    return sorted(((d, "C" if s == "CO2" and p > 0 else s), p) for (d, s), p in one.signature)


def _as_unit(value: str | Unit) -> Unit:
    return value if isinstance(value, Unit) else unit(value)


def _mismatch(source: Unit, target: Unit):
    if source.dimension != target.dimension:
        return problem(
            "{source} measures {measured} and cannot be turned into {target}, which measures {wanted}.",
            source=source.symbol,
            measured=source.dimension,
            target=target.symbol,
            wanted=target.dimension,
        )
    return problem(
        "{source} and {target} weigh different substances; convert carbon to CO2 with 44/12, and gases to "
        "CO2e with a set of global warming potentials, in a step of its own.",
        source=source.symbol,
        target=target.symbol,
    )


def convert(values, source: str | Unit, target: str | Unit):
    """*values* (a number or an array, in *source*) in *target*; NaN stays NaN, the input is not changed."""
    import numpy as np

    scaled = np.asarray(values, dtype=float) * factor(source, target)
    return float(scaled) if scaled.ndim == 0 else scaled


def accepted(dimension: str) -> list[str]:
    """Symbols of the listed units of a dimension or use, in the order of the list."""
    return list(
        dict.fromkeys(
            listed.symbol
            for listed in _lists().units.values()
            if dimension == listed.dimension or dimension in listed.uses
        )
    )


def dimensions() -> list[str]:
    """Names of the dimensions of the list."""
    return list(dict.fromkeys(listed.dimension for listed in _lists().units.values()))


def carbon_to_co2(values):
    """Mass of CO2 for a mass of carbon (same mass unit): times 44/12 (IPCC 2006, all volumes)."""
    return values * CARBON_TO_CO2


def co2_to_carbon(values):
    """Mass of carbon in a mass of CO2 (same mass unit): divided by 44/12."""
    return values / CARBON_TO_CO2
