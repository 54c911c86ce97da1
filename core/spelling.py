"""Words of closed lists as people write them: in any case, or nearly right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .csvdata import CsvTable
from .errors import Problem, problem


def listed(text: str, known: Iterable[str]) -> str:
    """The word of *known* that *text* writes, in whatever case; *text* itself where that is none, or several.

    >>> listed("Quota", ("neutrality", "quota")), listed("x", ("a", "b"))
    ('quota', 'x')
    """
    known = list(known)
    if text in known:
        return text
    alike = [word for word in known if word.casefold() == text.strip().casefold()]
    return alike[0] if len(alike) == 1 else text


def near(text: str, known: Iterable[str]) -> str:
    """The word of *known* that looks most like *text*, whatever the case; "" where none does.

    >>> near("Neutralty", ("neutrality", "quota")), near("zebra", ("neutrality", "quota"))
    ('neutrality', '')
    """
    folded = {word.casefold(): word for word in known if word}
    found = difflib.get_close_matches(text.strip().casefold(), folded, n=1)
    return folded[found[0]] if found else ""


def in_lists(raw: CsvTable, lists: Mapping[str, Sequence[str]]) -> CsvTable:
    """A table whose words of closed lists have the case of the lists.

    Parameters
    ----------
    raw
        The table as it was read.
    lists
        Column -> words that it may have.
    """
    columns = [column for column in lists if column in raw.columns]
    rows = [
        {**row, **{column: listed(row[column], lists[column]) for column in columns if row[column]}}
        for row in raw.rows
    ]
    return replace(raw, rows=rows)


def unlisted(column: str, text: str, accepted: Iterable[str], at: Mapping) -> Problem:
    """A word in a table that its list does not have, with the one that is probably meant.

    Parameters
    ----------
    at
        ``row`` and ``file`` of the word.
    """
    words = [word for word in accepted if word]
    meant = near(text, words)
    if meant:
        return problem(
            "Row {row} of {file}: {column} is “{text}”; is {near} meant? Use one of {accepted}.",
            column=column,
            text=text,
            near=meant,
            accepted=", ".join(words),
            **at,
        )
    return problem(
        "Row {row} of {file}: {column} is “{text}”; use one of {accepted}.",
        column=column,
        text=text,
        accepted=", ".join(words),
        **at,
    )
