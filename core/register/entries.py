"""Values on their way into the register: words resolved, units converted, doubles and strangers named.

Everything that is wrong with a table is told at once. A missing value is left out and counted, never zero; a
row of totals is no unit; what the register holds already is never counted a second time.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .. import csvdata, units, years
from ..errors import InputError, Problem, UnitError, problem, raise_if_any
from . import codes as administrative
from . import schema as schemas
from .values import KEY

SHOWN = 10
TEXTS = ("source", "method")
WIDTHS = ("lo", "hi", "sd")


@dataclass(frozen=True)
class Known:
    """What the register knows.

    Attributes
    ----------
    units
        Records with ``code``, ``name_zh``, ``name_en``, ``valid_from``, ``valid_to``.
    indicators
        Records with ``code``, ``concept``, ``name_zh``, ``name_en``, ``unit``.
    """

    units: Sequence[Mapping]
    indicators: Sequence[Mapping]


@dataclass(frozen=True)
class Entries:
    """Values as the register keeps them, with what was left out.

    Attributes
    ----------
    columns
        Fields of ``indicator_values``, without version and stamp.
    rows
        Row of the input of every value, from 1.
    missing, totals
        Numbers of rows without a value, and of rows that sum others.
    converted
        Unit as given -> number of values converted from it.
    """

    columns: dict[str, list]
    rows: list[int]
    missing: int = 0
    totals: int = 0
    converted: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)


def entries(given: Mapping[str, Sequence], known: Known, defaults: Mapping[str, str], what: str) -> Entries:
    """Bring the rows of a table into the words and units of the register.

    Parameters
    ----------
    given
        Columns, all of one length: ``unit`` (code or name), ``indicator`` (code, concept or name), ``value``
        (float, NaN where missing), and, where the table has them, ``year``, ``kind``, ``subzone``,
        ``component``, ``plan``, ``measure`` (unit of measure), ``lo``, ``hi``, ``sd``, ``source``,
        ``method``.
    known
        Units and indicators of the register.
    defaults
        What holds where a column is not given or blank: ``year``, ``kind``, ``measure``, ``plan``,
        ``source``, ``method``.
    what
        The table, for messages.

    Raises
    ------
    InputError
        Unknown units, indicators, kinds, sub-zones, years and units of measure, values of years in which
        their unit did not exist, and rows that are there twice: all of them at once.
    """
    count = len(given["unit"])
    totals = [csvdata.is_total(str(text or "")) for text in given["unit"]]
    kept = [row for row in range(count) if not totals[row] and not math.isnan(given["value"][row])]
    missing = sum(1 for row in range(count) if not totals[row] and math.isnan(given["value"][row]))

    def column(name: str) -> list:
        if name in given:
            return [_or(given[name][row], defaults.get(name, "")) for row in kept]
        return [defaults.get(name, "")] * len(kept)

    faults: list[Problem] = []
    rows = [row + 1 for row in kept]
    made = {
        "unit": _resolved(column("unit"), unit_words(known.units), faults, _UNKNOWN_UNITS, what),
        "indicator": _resolved(
            column("indicator"), indicator_words(known.indicators), faults, _UNKNOWN_INDICATORS, what
        ),
        "subzone": _subzones(column("subzone"), faults, what),
        "component": [str(text).strip() for text in column("component")],
        "plan": [str(text).strip() for text in column("plan")],
        "year": _years(column("year"), faults, what),
        "kind": _kinds(column("kind"), faults, what),
        "given_value": [float(given["value"][row]) for row in kept],
        "given_unit": [str(text).strip() for text in column("measure")],
    }
    factors, converted = _factors(made, known.indicators, faults, what)
    made["value"] = [value * by for value, by in zip(made["given_value"], factors)]
    for name in (one for one in WIDTHS if one in given):
        made[name] = [_times(given[name][row], by) for row, by in zip(kept, factors)]
    for name in TEXTS:
        made[name] = [str(text).strip() or None for text in column(name)]
    faults += _not_there(made, known.units, rows, what)
    faults += _twice(made, rows, what)
    raise_if_any(faults)
    return Entries(made, rows, missing, sum(totals), converted)


def _or(value, default):
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return default
    return value


def _times(value, by: float) -> float | None:
    return None if value is None or math.isnan(value) else float(value) * by


def unit_words(found: Sequence[Mapping]) -> dict[str, str]:
    """What may stand for a unit -> its code: codes in short and long form, and names that only one has."""
    codes = {str(one["code"]): str(one["code"]) for one in found}
    short = {administrative.short(code): code for code in codes}
    return {**_single(found, ("name_zh", "name_en")), **short, **codes}


def indicator_words(found: Sequence[Mapping]) -> dict[str, str]:
    """What may stand for an indicator -> its code: code, concept, and names that only one has."""
    codes = {str(one["code"]): str(one["code"]) for one in found}
    return {**_single(found, ("name_zh", "name_en")), **_single(found, ("concept",)), **codes}


def _single(found: Sequence[Mapping], names: Sequence[str]) -> dict[str, str]:
    owners = defaultdict(set)
    for one in found:
        for name in names:
            if one.get(name):
                owners[str(one[name]).strip()].add(str(one["code"]))
    return {text: next(iter(codes)) for text, codes in owners.items() if len(codes) == 1}


_UNKNOWN_UNITS = problem(
    "{what} names {count} units that the register does not have: {words}. Add them with “Build hierarchy”, "
    "or correct the codes."
)
_UNKNOWN_INDICATORS = problem(
    "{what} names {count} indicators that the register does not have: {words}. Add them to its table of "
    "indicators, or correct the codes."
)


def _resolved(texts: list, words: Mapping[str, str], faults: list, said: Problem, what: str) -> list[str]:
    folded = {text.casefold(): code for text, code in words.items()}
    cache: dict[object, str] = {}
    unknown: Counter = Counter()
    found = []
    for text in texts:
        if text not in cache:
            plain = _code_text(text)
            short = administrative.short(plain)
            cache[text] = words.get(plain) or words.get(short) or folded.get(plain.casefold(), "")
        if not cache[text]:
            unknown[_code_text(text) or "—"] += 1
        found.append(cache[text])
    if unknown:
        told = [f"{word} ({count})" for word, count in unknown.most_common(SHOWN)]
        more = " …" if len(unknown) > SHOWN else ""
        data = {"what": what, "count": len(unknown), "words": ", ".join(told) + more}
        faults.append(Problem(said.text, data))
    return found


def _code_text(value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _subzones(texts: list, faults: list, what: str) -> list[str]:
    numbers = {str(item.rank): item.code for item in schemas.value_list("subzone")}
    read = {text: _subzone(text, numbers) for text in set(texts)}
    _tell_unlisted([text for text in texts if read[text] is None], "subzone", faults, what)
    return [read[text] or "" for text in texts]


def _subzone(text, numbers: Mapping[str, str]) -> str | None:
    plain = _code_text(text)
    if not plain:
        return ""
    return schemas.listed("subzone", plain) or numbers.get(plain)


def _kinds(texts: list, faults: list, what: str) -> list[str]:
    read = {text: schemas.listed("value_kind", text) for text in set(texts)}
    _tell_unlisted([text or "—" for text in texts if not read[text]], "value_kind", faults, what)
    return [read[text] for text in texts]


def _tell_unlisted(texts: list, name: str, faults: list, what: str) -> None:
    if not texts:
        return
    told = [f"{text} ({count})" for text, count in Counter(map(str, texts)).most_common(SHOWN)]
    faults.append(
        problem(
            "{what} has words that are not known: {words}. Use one of {accepted}.",
            what=what,
            words=", ".join(told),
            accepted=schemas.accepted(name),
        )
    )


def _years(texts: list, faults: list, what: str) -> list[int]:
    try:
        found = years.years([None if text == "" else text for text in texts], what).tolist()
    except InputError as error:
        faults.extend(error.problems)
        return [years.NO_YEAR] * len(texts)
    lacking = sum(1 for year in found if year == years.NO_YEAR)
    if lacking:
        faults.append(
            problem(
                "{what} has {count} values without a year. Choose the field with the year, or give one year "
                "for all.",
                what=what,
                count=lacking,
            )
        )
    return found


def _factors(made: Mapping[str, list], indicators: Sequence[Mapping], faults: list, what: str):
    """Factor of every value into the unit of its indicator, and how many came from which other unit."""
    own = {str(one["code"]): str(one["unit"]) for one in indicators}
    known: dict[tuple[str, str], float] = {}
    converted: Counter = Counter()
    bad: dict[tuple[str, str], Problem] = {}
    for pair in set(zip(made["given_unit"], made["indicator"])):
        measure, code = pair
        known[pair] = 1.0
        if measure and code:
            try:
                known[pair] = units.factor(measure, own[code])
            except UnitError as error:
                bad[pair] = error.problems[0]
    for (_, code), reason in sorted(bad.items()):
        faults.append(
            problem(
                "{what}: the values of {indicator} cannot be kept in {unit}: {reason}",
                what=what,
                indicator=code,
                unit=own[code],
                reason=reason,
            )
        )
    pairs = list(zip(made["given_unit"], made["indicator"]))
    for measure, code in pairs:
        if known[measure, code] != 1.0:
            converted[measure] += 1
    return [known[pair] for pair in pairs], dict(converted)


def _not_there(made: Mapping[str, list], found: Sequence[Mapping], rows: list[int], what: str) -> list:
    """Values of years in which their unit did not exist: they belong to another, and would count twice."""
    spans = defaultdict(list)
    for one in found:
        spans[str(one["code"])].append((_or(one.get("valid_from"), 0), _or(one.get("valid_to"), 9999)))
    bad = [
        f"{unit} {year} ({row})"
        for unit, year, row in zip(made["unit"], made["year"], rows)
        if unit and year and not any(first <= year <= last for first, last in spans[unit])
    ]
    if not bad:
        return []
    return [
        problem(
            "{what} has {count} values of years in which their unit does not exist (unit year (row)): "
            "{values}. Give them to the unit that was there; the boundary changes of the register tell "
            "which.",
            what=what,
            count=len(bad),
            values=", ".join(bad[:SHOWN]) + (" …" if len(bad) > SHOWN else ""),
        )
    ]


def _twice(made: Mapping[str, list], rows: list[int], what: str) -> list[Problem]:
    places = defaultdict(list)
    for key, row in zip(zip(*(made[name] for name in KEY)), rows):
        places[key].append(row)
    bad = {key: found for key, found in places.items() if len(found) > 1 and key[0] and key[1]}
    if not bad:
        return []
    told = [
        f"{' '.join(str(part) for part in key if part != '')} ({', '.join(map(str, found))})"
        for key, found in list(bad.items())[:SHOWN]
    ]
    return [
        problem(
            "{what} has {count} values more than once (in brackets the rows): {values}. Keep one of each; "
            "nothing is counted twice.",
            what=what,
            count=len(bad),
            values="; ".join(told) + (" …" if len(bad) > SHOWN else ""),
        )
    ]
