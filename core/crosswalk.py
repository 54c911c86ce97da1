"""Land-use codes of one classification in terms of another: what corresponds, what is only a candidate.

``data/rules/landuse_crosswalk.csv`` holds the relations between GB/T 21010-2017, the third survey and the
2023 guide, each with its evidence. A relation is read in both directions, so that a class which gathers
several others has them as candidates, and none of them is chosen in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import landuse
from .csvdata import read_rows
from .errors import InputError, problem

FILE = Path(__file__).parent / "data" / "rules" / "landuse_crosswalk.csv"
SCHEMES = ("gbt21010_2017", "third_survey", "guide2023_landsea")

SAME, PART, WHOLE, OVERLAP = "same", "part", "whole", "overlap"
RELATIONS = (SAME, PART, WHOLE, OVERLAP)
_BACKWARDS = {SAME: SAME, PART: WHOLE, WHOLE: PART, OVERLAP: OVERLAP}

#: How a code was translated; the last four have no code in the other scheme.
WIDER, SEVERAL, UNMATCHED, UNKNOWN, MISSING = "wider", "several", "unmatched", "unknown", "missing"
KINDS = (SAME, PART, WIDER, SEVERAL, UNMATCHED, UNKNOWN, MISSING)


@dataclass(frozen=True)
class Relation:
    """How a class relates to one of another scheme.

    Attributes
    ----------
    relation
        ``same``; ``part``: it lies wholly within the other class; ``whole``: it holds the other class and
        more; ``overlap``: they have something in common.
    """

    code: str
    relation: str
    evidence: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Translation:
    """A code in terms of another scheme.

    Attributes
    ----------
    code
        Code as the first scheme spells it; the text that was given where it is unknown.
    kind
        One of `KINDS`. ``wider``: the class itself is not in the table, a wider one of its scheme is.
    target
        Code of the other scheme; empty where none can be told.
    candidates
        Codes that the class may be, finer ones first to be asked.
    evidence
        Of the relation that decided.
    """

    code: str
    kind: str
    target: str = ""
    candidates: tuple[str, ...] = ()
    evidence: str = ""


@cache
def relations(source: str, target: str) -> Mapping[str, tuple[Relation, ...]]:
    """Code of *source* -> its relations to classes of *target*, in the order of the table.

    Raises
    ------
    InputError
        There is no table between the two schemes.
    """
    found: dict[str, list[Relation]] = {}
    for row in read_rows(FILE, "table of corresponding codes"):
        if (row["scheme_a"], row["scheme_b"]) == (source, target):
            here, there, relation = row["code_a"], row["code_b"], row["relation"]
        elif (row["scheme_b"], row["scheme_a"]) == (source, target):
            here, there, relation = row["code_b"], row["code_a"], _BACKWARDS[row["relation"]]
        else:
            continue
        made = Relation(there, relation, row["evidence"], row["confidence"], row["note"])
        found.setdefault(here, []).append(made)
    if not found:
        raise InputError(
            problem(
                "There is no table of corresponding codes from {source} to {target}. Choose two different "
                "schemes of: {known}.",
                source=source,
                target=target,
                known=", ".join(SCHEMES),
            )
        )
    return {code: tuple(sorted(rows, key=_strength)) for code, rows in found.items()}


def _strength(relation: Relation) -> int:
    return RELATIONS.index(relation.relation)


def translate(code, source: str, target: str, first: bool = False) -> Translation:
    """One code of *source* in terms of *target*.

    Parameters
    ----------
    code
        As a table holds it: text or number; lost leading zeros are mended, letters behind a code (1104A)
        and longer codes are read as the longest known code that they begin with.
    first
        Take the first candidate where several may be meant, instead of leaving the code open.

    Examples
    --------
    >>> translate("0501", "gbt21010_2017", "guide2023_landsea").target
    '0901'
    >>> back = translate("0901", "guide2023_landsea", "gbt21010_2017")
    >>> back.kind, back.target, back.candidates
    ('several', '', ('0501', '0502', '0503', '0504'))
    """
    if landuse.is_missing_code(code):
        return Translation("", MISSING)
    known = landuse.scheme(source).find(code, prefix=True)
    if known is None:
        return Translation(landuse.as_code(code), UNKNOWN)
    table = relations(source, target)
    found = table.get(known.code, ())
    sure, stem = _sure(known.code, table)
    candidates = tuple(row.code for row in found if row.relation in (WHOLE, OVERLAP))
    if sure is not None:
        whole = stem == known.code and landuse.as_code(code).lstrip("0") == known.code.lstrip("0")
        return Translation(
            known.code, sure.relation if whole else WIDER, sure.code, candidates, sure.evidence
        )
    if not candidates:
        return Translation(known.code, UNMATCHED)
    chosen = candidates[0] if first else ""
    return Translation(known.code, SEVERAL, chosen, candidates, found[0].evidence)


def _sure(code: str, table: Mapping[str, tuple[Relation, ...]]) -> tuple[Relation | None, str]:
    """The class that surely holds *code*, and the class of its own scheme that says so.

    A wider class is asked only where the table has nothing on the code itself, and counts only where it
    lies wholly within another, because that holds for its parts too.
    """
    shortest = len(code) if code in table else 2
    for length in range(len(code), shortest - 1, -1):
        for row in table.get(code[:length], ()):
            if row.relation in (SAME, PART):
                return row, code[:length]
    return None, ""


def translate_all(
    codes: Iterable, source: str, target: str, first: bool = False
) -> dict[object, Translation]:
    """Each distinct code, missing ones as None, -> its translation."""
    distinct = {None if landuse.is_missing_code(code) else code for code in codes}
    return {code: translate(code, source, target, first) for code in distinct}


def unmatched_classes(source: str, target: str) -> tuple[str, ...]:
    """Classes of *source*, first and second level, that have no counterpart in *target* at all."""
    lands = (land.code for land in landuse.scheme(source).classes if land.level <= 2)
    return tuple(code for code in lands if translate(code, source, target).kind == UNMATCHED)
