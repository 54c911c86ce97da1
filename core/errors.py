"""The few exceptions of the science.

Every complaint is a `Problem`: an English sentence with named gaps, and the values for the gaps.
Keeping the two apart lets the rooms above translate the sentence, and tests ask for the values.
Several problems travel in one exception, because a user mends a table once, not ten times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """A text in both languages for the gap of a sentence, which is told in one of them.

    >>> str(Words("Forest", "林地")), Words("Forest", "林地").text("zh")
    ('Forest', '林地')
    """

    en: str
    zh: str

    @classmethod
    def joined(cls, items: Iterable[Words]) -> Words:
        """Several in a row, with the comma of either language."""
        listed = list(items)
        return cls(", ".join(item.en for item in listed), "、".join(item.zh for item in listed))

    def __str__(self) -> str:
        return self.en

    def text(self, language: str) -> str:
        """The text in English, or for ``zh``, ``zh_CN`` ... in Chinese."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True)
class Problem:
    """One sentence about one fault, naming the thing and the remedy.

    Parameters
    ----------
    text
        English sentence with ``{name}`` gaps. Always written as a literal, so that the translation
        tool finds it (context ``core``).
    data
        Values of the gaps. `Words` and problems (the reason of another one) are told in the language of the
        sentence, all others as they are.
    """

    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.data)


def problem(text: str, /, **data: Any) -> Problem:
    """A `Problem` from a literal sentence and the values of its gaps."""
    return Problem(text, data)


class ScienceError(Exception):
    """Base of all refusals of the science; carries every problem found, not only the first."""

    def __init__(self, *problems: Problem):
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = tuple(problems)


class InputError(ScienceError):
    """The values of a table, a layer or a parameter cannot be used as they are."""


class UnitError(ScienceError):
    """A unit is unknown, or does not measure what is asked for."""


class FactorError(ScienceError):
    """A factor or standard table breaks a rule, or lacks what is asked of it."""


class UnknownCodesError(ScienceError):
    """Codes that a scheme does not know, all of them at once.

    Attributes
    ----------
    codes
        code -> number of features or cells that carry it.
    """

    def __init__(self, codes: Mapping[Any, int], *problems: Problem):
        super().__init__(*problems)
        self.codes = dict(codes)


class Cancelled(Exception):
    """Raised by a ``progress`` callable to stop long work; not a fault."""


def raise_if_any(problems: Iterable[Problem], kind: type[ScienceError] = InputError) -> None:
    """Raise *kind* with all *problems*, or do nothing when there are none."""
    found = tuple(problems)
    if found:
        raise kind(*found)


def faults_of(attempt: Callable[[], Any]) -> list[Problem]:
    """What *attempt* refuses; an empty list where it succeeds. For checks that only want the complaints."""
    try:
        attempt()
    except ScienceError as error:
        return list(error.problems)
    return []
