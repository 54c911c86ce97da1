"""Indicators that a new register begins with: those of all levels, bases for weights, the official lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..csvdata import read_rows
from .schema import FOLDER

ALL, LEVELS, NONE = "all", "levels", "none"
CHOICES = (LEVELS, ALL, NONE)
_LIST = FOLDER.parent / "indicators" / "indicators.csv"
_OWN = ("unit", "kind", "aggregate", "weight", "direction", "binding", "space")


@cache
def _concepts() -> tuple[Mapping[str, str], ...]:
    return tuple(read_rows(FOLDER / "concepts.csv", "list"))


def concept_of(code: str) -> str:
    """The concept that an indicator of the official lists measures at its level; "" where it has none.

    >>> concept_of("C04"), concept_of("T02")
    ('cropland', 'gross_carbon')
    """
    return next((row["code"] for row in _concepts() if code in row["members"].split("|")), "")


def indicators(choice: str = LEVELS) -> dict[str, list]:
    """Columns of the table ``indicators``.

    Parameters
    ----------
    choice
        ``levels``: one indicator per concept that holds at every level, so that targets pass down and reports
        up; ``all``: the national, provincial, municipal and check-up lists too; ``none``: nothing.
    """
    if choice == NONE:
        return _columns([])
    listed = [row for row in read_rows(_LIST, "list") if choice == ALL or row["level"] == "all"]
    return _columns(
        [
            *(_concept(row) for row in _concepts() if row["name_en"]),
            *(_base(row) for row in read_rows(FOLDER / "bases.csv", "list")),
            *(_listed(row) for row in listed),
        ]
    )


def _concept(row: Mapping[str, str]) -> dict:
    shared = {name: row[name] for name in (*_OWN, "code", "name_en", "name_zh", "source")}
    return {**shared, "concept": row["code"], "level": "all", "kappa": row["kappa"]}


def _base(row: Mapping[str, str]) -> dict:
    """What others are weighed with: a plain total without a direction."""
    given = {name: row[name] for name in ("code", "name_en", "name_zh", "unit")}
    rules = {"kind": "total", "aggregate": "sum", "direction": "neutral", "binding": "advisory"}
    return {**given, **rules, "space": "all", "concept": row["code"], "level": "all"}


def _listed(row: Mapping[str, str]) -> dict:
    given = {name: row[name] for name in (*_OWN, "name_en", "name_zh", "level", "kappa")}
    # an index of a formula that is taken as the largest of its parts is a state of that kind
    kind = "state_max" if row["aggregate"] == "max" else row["kind"]
    made = {**given, "code": row["id"], "concept": concept_of(row["id"]), "source": row["evidence"]}
    return {**made, "kind": kind}


def _columns(rows: list[dict]) -> dict[str, list]:
    names = ("code", "name_en", "name_zh", "concept", "level", *_OWN, "kappa", "source")
    return {name: [row.get(name) or None for row in rows] for name in names}
