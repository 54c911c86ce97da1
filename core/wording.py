"""Words for sentences: the first few of many."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

SHOWN = 5


def shown(found: Iterable, most: int = SHOWN) -> str:
    """The first *most* of *found*, and a mark where there are more.

    >>> shown(["a", "b"]), shown(range(9), 3)
    ('a, b', '0, 1, 2 …')
    """
    # a million rows may be wrong: no more of them are made words than are told
    listed = [str(one) for one in islice(found, most + 1)]
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
