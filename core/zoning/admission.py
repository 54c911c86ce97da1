"""Positive, restricted and negative lists of industries by sub-zone, and the exit list of the SCP zones.

The zoning paper (sections 2.2 and 4.1) wants positive and negative lists of industries by the standards of
the zones, and an exit standard where carbon and pollution both exceed strongly. The derivation is a table of
rules (``data/rules/industry_lists.csv``), the first that holds decides, and a user may edit it: provincial
catalogues of industries of high energy use and emission differ and overrule.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .. import industries, vocabulary
from ..csvdata import CsvTable, read_table, require_columns, write_rows
from ..errors import FactorError, Problem, problem, raise_if_any
from ..industries import LEVELS, Industry
from ..vocabulary import Named

FILE = Path(__file__).resolve().parent.parent / "data" / "rules" / "industry_lists.csv"
WHAT = "table of admission rules"
NEGATIVE, RESTRICTED, POSITIVE, NONE = LISTS = ("negative", "restricted", "positive", "none")
BARS = ("carbon", "pollution")
CONFIDENCES = ("low", "medium", "high")
COLUMNS = (
    "code",
    "spaces",
    "classes",
    "industries",
    "carbon_class",
    "pollution_class",
    "barred_by",
    "two_high",
    "list",
    "reason_en",
    "reason_zh",
    "source_key",
    "basis",
    "confidence",
)
REQUIRED = ("code", "list", "reason_en", "basis")
#: Ranks of the exit list: barred by carbon and pollution, barred, to be raised to the benchmark level.
BOTH, BARRED, UPGRADE = RANKS = (1, 2, 3)
NOT_LISTED = 0
_CODES = re.compile(r"\d{2,4}(-\d{2,4})?(\|\d{2,4}(-\d{2,4})?)*")


@dataclass(frozen=True)
class Rule:
    """One rule; an empty condition holds for all.

    Attributes
    ----------
    spaces, classes
        Spaces A, E, U, M and classes S to SCP.
    industries
        Codes of GB/T 4754 of two to four digits and ranges of divisions, as `industries.covers` reads them.
    carbon_class, pollution_class
        Levels low, medium, high.
    barred_by
        ``carbon`` or ``pollution``: the industry table bars the industry where that is the limit.
    two_high
        Whether it holds for industries of high energy use and emission alone.
    list
        One of `LISTS`; ``none`` for what is not subject to admission.
    basis
        What the rule rests on.
    confidence
        One of `CONFIDENCES`: how well the basis carries the rule; low where the table does not say.
    """

    code: str
    spaces: tuple[str, ...]
    classes: tuple[str, ...]
    industries: str
    carbon_class: tuple[str, ...]
    pollution_class: tuple[str, ...]
    barred_by: str
    two_high: bool
    list: str
    reason_en: str
    reason_zh: str
    basis: str
    confidence: str

    def reason(self, language: str) -> str:
        """Why, in ``en`` or ``zh``; the one that is there where a user wrote only one."""
        first, other = self.reason_en, self.reason_zh
        return (other or first) if language.startswith("zh") else (first or other)

    def holds(self, zone: vocabulary.SubZone, one: Industry, code: str) -> bool:
        """Whether it holds for the industry *one*, written as *code*, in a sub-zone."""
        barred = {"": True, "carbon": one.carbon_bars, "pollution": one.pollution_bars}
        return (
            (not self.spaces or zone.space in self.spaces)
            and (not self.classes or zone.zone_class in self.classes)
            and (not self.industries or industries.covers(self.industries, code))
            and (not self.carbon_class or one.carbon_class in self.carbon_class)
            and (not self.pollution_class or one.pollution_class in self.pollution_class)
            and barred[self.barred_by]
            and (not self.two_high or one.two_high)
        )


@dataclass(frozen=True)
class RuleTable:
    """Rules in order, where they come from, and the check sum of what they say."""

    rules: tuple[Rule, ...]
    origin: str
    digest: str


@cache
def builtin() -> RuleTable:
    """The rules of the plugin."""
    return checked(read_table(FILE, WHAT), FILE.name, "built-in")


def write(path: str | Path) -> None:
    """Write the built-in rules as CSV for Excel, to be edited and read back."""
    write_rows(path, COLUMNS, read_table(FILE, WHAT).rows, excel=True)


def checked(raw: CsvTable, file: str, origin: str) -> RuleTable:
    """Rules of a table that was read already; all faults are raised together.

    Raises
    ------
    FactorError
        Missing columns, words that are not of the closed lists, codes of no industry, a code twice.
    """
    raise_if_any(require_columns(raw, REQUIRED, WHAT, file), FactorError)
    if not raw.rows:
        raise FactorError(problem("The table of admission rules {file} has no rows.", file=file))
    found = [item for row, line in zip(raw.rows, raw.lines) for item in _faults(row, line, file)]
    codes = [row["code"] for row in raw.rows]
    found += [
        problem("The rule {code} of {file} comes more than once.", code=code, file=file)
        for code in sorted(set(codes))
        if code and codes.count(code) > 1
    ]
    raise_if_any(found, FactorError)
    content = "\n".join("\t".join(row.get(column, "") for column in COLUMNS) for row in raw.rows)
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]
    return RuleTable(tuple(map(_rule, raw.rows)), origin, digest)


def _faults(row: Mapping[str, str], line: int, file: str) -> list[Problem]:
    """What is wrong with one row."""
    closed = {
        "spaces": ("A", "E", "U", "M"),
        "classes": tuple(item.code for item in vocabulary.classes() if item.value),
        "carbon_class": LEVELS,
        "pollution_class": LEVELS,
        "barred_by": BARS,
        "two_high": ("0", "1"),
        "confidence": CONFIDENCES,
    }
    found = [
        problem(
            "Line {row} of {file}: {word} in the column {column} is not known; known are {known}.",
            row=line,
            file=file,
            word=word,
            column=column,
            known=", ".join(known),
        )
        for column, known in closed.items()
        for word in _parts(row.get(column, ""))
        if word not in known
    ]
    if row["list"] not in LISTS:
        found.append(
            problem(
                "Line {row} of {file}: {word} in the column {column} is not known; known are {known}.",
                row=line,
                file=file,
                word=row["list"] or "–",
                column="list",
                known=", ".join(LISTS),
            )
        )
    if row.get("industries") and not _CODES.fullmatch(row["industries"]):
        found.append(
            problem(
                "Line {row} of {file}: the industries {codes} are no codes of GB/T 4754 of two to four "
                "digits, apart by |, nor ranges such as 36-37.",
                row=line,
                file=file,
                codes=row["industries"],
            )
        )
    found += [
        problem("Line {row} of {file} has nothing in the column {column}.", row=line, file=file, column=name)
        for name in ("code", "basis")
        if not row[name]
    ]
    return found


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        code=row["code"],
        spaces=_parts(row.get("spaces", "")),
        classes=_parts(row.get("classes", "")),
        industries=",".join(_parts(row.get("industries", ""))),
        carbon_class=_parts(row.get("carbon_class", "")),
        pollution_class=_parts(row.get("pollution_class", "")),
        barred_by=row.get("barred_by", ""),
        two_high=row.get("two_high") == "1",
        list=row["list"],
        reason_en=row["reason_en"],
        reason_zh=row.get("reason_zh", ""),
        basis=row["basis"],
        confidence=row.get("confidence") or "low",
    )


def decide(zone: vocabulary.SubZone, one: Industry, code: str, rules: RuleTable) -> Rule | None:
    """The first rule that holds for an industry (written as *code*) in a sub-zone; None where none does."""
    return next((rule for rule in rules.rules if rule.holds(zone, one, code)), None)


def codes_of(one: Industry) -> str:
    """The code by which rules know an industry of the table: the first where it covers several."""
    return re.split(r"[-,]", one.code)[0]


@dataclass(frozen=True)
class Listed(Named):
    """An industry of the table on a list of a sub-zone."""

    zone: vocabulary.SubZone
    industry: Industry
    rule: Rule

    @property
    def confidence(self) -> str:
        """That of the industry or of the rule, whichever is lower: a list is derived of both."""
        return min(self.industry.confidence, self.rule.confidence, key=CONFIDENCES.index)


def lists(zones: Sequence[vocabulary.SubZone], rules: RuleTable) -> list[Listed]:
    """Every industry of the table in every sub-zone with the rule that lists it.

    Industries that no rule lists, and those that are not subject to admission, are left out.
    """
    found = []
    for zone in zones:
        for one in industries.listed():
            rule = decide(zone, one, codes_of(one), rules)
            if rule is not None and rule.list != NONE:
                found.append(Listed(one.code, one.name_en, one.name_zh, zone, one, rule))
    return found


@dataclass(frozen=True)
class Exit:
    """The exit list over enterprises; arrays of one length.

    Attributes
    ----------
    rule
        Position of the deciding rule, -1 where the enterprise could not be judged.
    rank
        `RANKS`, `NOT_LISTED` for enterprises that are not on the exit list.
    score
        0..1, see `industrytable.exits`; NaN off the list.
    order
        1 for the first to leave; 0 off the list.
    """

    rule: np.ndarray
    rank: np.ndarray
    score: np.ndarray
    order: np.ndarray


def judge(
    zones: Sequence[vocabulary.SubZone | None],
    codes: Sequence,
    emission: np.ndarray,
    load: np.ndarray,
    rules: RuleTable,
    weight: float = 0.5,
    names: Sequence = (),
) -> Exit:
    """Which enterprises the rules list, and which of them are to leave, in what order.

    On the exit list stand the enterprises of sub-zones with an exit standard (SCP) whose industry is on the
    negative list (rank 1 where carbon and pollution both bar it, else 2) or on the restricted one (rank 3: to
    be raised to the benchmark level, else to leave). Within a rank the share of emission and load decides;
    equal ones stand in the order of their industry codes, sub-zones and *names*, not of their rows.

    Parameters
    ----------
    zones
        Sub-zone of each enterprise; None where unknown.
    codes
        Industry codes as tables write them.
    emission, load
        t CO2e per year and pollution load; NaN where unknown.
    weight
        Weight of carbon in the order, 0 to 1.
    names
        Names of the enterprises; empty where there are none.
    """
    position = {rule.code: at for at, rule in enumerate(rules.rules)}
    decided = np.full(len(zones), -1, dtype=np.int64)
    rank = np.full(len(zones), NOT_LISTED, dtype=np.int64)
    known = {code: industries.industry(code) for code in set(codes)}
    for at, (zone, code) in enumerate(zip(zones, codes)):
        one = known[code]
        rule = decide(zone, one, industries.digits(code), rules) if zone and one else None
        if rule is None:
            continue
        decided[at] = position[rule.code]
        if zone.has_exit:
            rank[at] = _rank(rule, one)
    leaving = np.flatnonzero(rank)
    score = np.full(len(zones), np.nan)
    score[leaving] = weight * _share(emission[leaving]) + (1.0 - weight) * _share(load[leaving])
    order = np.zeros(len(zones), dtype=np.int64)

    def place(at):
        called = names[at] if len(names) else None
        equal = (industries.digits(codes[at]), zones[at].code, str(called or ""), emission[at], load[at])
        return rank[at], -round(score[at], 12), *equal

    order[sorted(leaving.tolist(), key=place)] = np.arange(1, len(leaving) + 1)
    return Exit(decided, rank, score, order)


def _rank(rule: Rule, one: Industry) -> int:
    if rule.list == NEGATIVE:
        return BOTH if one.carbon_bars and one.pollution_bars else BARRED
    return UPGRADE if rule.list == RESTRICTED else NOT_LISTED


def _share(values: np.ndarray) -> np.ndarray:
    """Shares of the sum of positive values; 0 where nothing is positive."""
    positive = np.where(np.isfinite(values) & (values > 0), values, 0.0)
    return positive / positive.sum() if positive.sum() > 0 else positive
