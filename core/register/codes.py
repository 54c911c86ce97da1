"""Administrative codes: the level that a code tells, and the unit above it.

GB/T 2260 gives provinces, cities and counties two digits each, GB/T 10114 townships three more; villages have
another three (statistical practice). Codes come short (``11``, ``1101``, ``110101``, ``110101001``) or filled
with zeros (``110000``, ``110101001000``); the short form is kept.
"""

from __future__ import annotations

import re

#: What stands for the nation in tables of codes. 100000 is China's in GB/T 2260, 156 in GB/T 2659.
NATION = frozenset({"0", "00", "000000", "100000", "156", "86", "CN", "CHN"})
ROOT = "0"
_DIGITS = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}
_ENDS = (2, 4, 6, 9, 12)
_CODE = re.compile(r"\d+")


def short(code: str) -> str:
    """The short form of an administrative code: zeros that only fill it are cut off.

    >>> short("110000"), short("110101000"), short("110101001000"), short("469021"), short("100000")
    ('11', '110101', '110101001', '469021', '0')
    """
    if code.upper() in NATION:
        return ROOT
    if not _CODE.fullmatch(code) or len(code) not in _DIGITS:
        return code
    for end in _ENDS:
        if end < len(code) and len(code) >= 6 and not code[end:].strip("0"):
            return code[:end]
    return code


def level(code: str) -> str:
    """Level that a short code tells, or "" where its length fits none.

    >>> level("0"), level("11"), level("110101001"), level("1101012")
    ('nation', 'province', 'township', '')
    """
    if code == ROOT:
        return "nation"
    return _DIGITS.get(len(code), "") if _CODE.fullmatch(code) else ""


def above(code: str) -> list[str]:
    """Short codes of all that may lie above a short code, the next one first.

    >>> above("110101")
    ['1101', '11', '0']
    """
    if code == ROOT or not level(code):
        return []
    return [*(code[:end] for end in reversed(_ENDS) if end < len(code)), ROOT]
