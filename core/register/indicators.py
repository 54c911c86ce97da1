"""Indicators of a user's own table, brought into the words of the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .. import csvdata, units
from ..errors import InputError, Problem, UnitError, problem, raise_if_any
from . import schema as schemas

#: Fields of the register's table that a table of indicators may have.
NAMES = tuple(
    item.name
    for item in schemas.schema().table("indicators").fields
    if item.name not in ("who", "at", "batch")
)
NEEDED = ("code", "unit")
#: Kinds whose aggregate needs weights.
WEIGHED = ("intensity", "ratio", "state")


def own(given: Mapping[str, Sequence], known: Sequence[str], what: str) -> dict[str, list]:
    """Columns of the table ``indicators`` from a table of a user.

    Parameters
    ----------
    given
        Columns of texts with the names of `NAMES`; others are left out.
    known
        Codes that the register has already.
    what
        The table, for messages.

    Raises
    ------
    InputError
        Columns that are needed, words that are not of their lists, units that are not known, weights that
        name no indicator; all of them at once.
    """
    lacking = [name for name in NEEDED if name not in given]
    if lacking:
        raise InputError(
            problem(
                "{what} lacks the columns {columns}. A table of indicators has {all}.",
                what=what,
                columns=", ".join(lacking),
                all=", ".join(NAMES),
            )
        )
    table, faults = schemas.schema().table("indicators"), []
    made = {}
    for name in (one for one in NAMES if one in given):
        item = table.field(name)
        texts = ["" if value is None else str(value).strip() for value in given[name]]
        made[name] = _words(item, texts, faults, what) if item.list else _plain(item, texts, faults, what)
    faults += [*_units(made["unit"], what), *_weights(made, known, what)]
    raise_if_any(faults)
    return made


def _words(item, texts: list[str], faults: list[Problem], what: str) -> list:
    read = [schemas.listed(item.list, text) if text else None for text in texts]
    bad = sorted({text for text, word in zip(texts, read) if text and not word})
    if bad:
        faults.append(
            problem(
                "{what}: {field} has words that are not of its list: {words}. Use one of {accepted}.",
                what=what,
                field=item.name,
                words=", ".join(bad),
                accepted=schemas.accepted(item.list),
            )
        )
    return read


def _plain(item, texts: list[str], faults: list[Problem], what: str) -> list:
    if item.type != "real":
        return [text or None for text in texts]
    read: list[float | None] = []
    for row, text in enumerate(texts):
        try:
            read.append(csvdata.number(text))
        except InputError as error:
            read.append(None)
            faults.append(
                problem(
                    "Row {row} of {what}, {field}: {reason}",
                    row=row + 1,
                    what=what,
                    field=item.name,
                    reason=error.problems[0],
                )
            )
    return read


def _units(texts: Sequence, what: str) -> list[Problem]:
    found = []
    for text in sorted({text or "" for text in texts}):
        try:
            units.unit(text)
        except UnitError as error:
            found.append(problem("{what}: {reason}", what=what, reason=error.problems[0]))
    return found


def _weights(made: Mapping[str, list], known: Sequence[str], what: str) -> list[Problem]:
    codes = {*known, *made["code"]}
    count = len(made["code"])
    kinds, weights = made.get("kind", ["total"] * count), made.get("weight", [None] * count)
    found = []
    strangers = sorted(
        {one for text in weights for one in (text or "").split("|") if one and one not in codes}
    )
    if strangers:
        found.append(
            problem(
                "{what} weighs with indicators that are not there: {codes}. Add them to the table.",
                what=what,
                codes=", ".join(strangers),
            )
        )
    without = [
        str(code) for code, kind, text in zip(made["code"], kinds, weights) if kind in WEIGHED and not text
    ]
    if without:
        found.append(
            problem(
                "{what} has intensities, ratios or states without a weight, so that they cannot be "
                "aggregated: {codes}. Name the indicator of the denominator, the whole, population or area.",
                what=what,
                codes=", ".join(without),
            )
        )
    return found
