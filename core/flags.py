"""Flags that travel with a result and say what was assumed or missing.

A flag is one bit, so that a million rows carry them as one small array; `texts` turns the bits into
the words that a table shows. The words are those of methods A.5, part of the outside contract.
"""

from __future__ import annotations

import numpy as np

NAMES = (
    "NO_E",  # emission missing
    "NO_K",  # removal (sink) missing: a missing sink is not a zero sink
    "NO_N",  # net emission missing
    "BAD_X",  # denominator missing, zero or negative while the unit emits
    "SIGN_ONLY",  # only the sign could be judged; the exceedance is given as 0
    "NO_BENCH",  # a benchmark is needed and there is none
    "NO_CSTAR",  # carbon standard missing
    "NEG_P",  # negative load: net purification
    "NO_PSTAR",  # pollution standard missing, or not positive and without benchmark
    "PART_P",  # some of several pollutants missing
    "NO_P",  # every pollutant missing
    "INFINITE",  # an infinite value came in
    "PART_E",  # some activities of the unit have no amount or no factor
    "PART_K",  # some land of the unit has no code or no coefficient
    "NO_SD",  # the uncertainty of an account is missing, so the class has no probability
)

BIT = {name: 1 << position for position, name in enumerate(NAMES)}


def empty(shape) -> np.ndarray:
    """No flag set, for every element of an array of *shape*."""
    return np.zeros(shape, dtype=np.uint16)


def mark(flags: np.ndarray, name: str, where: np.ndarray) -> None:
    """Set flag *name* in place where the mask *where* holds."""
    flags[where] |= np.uint16(BIT[name])


def texts(flags: np.ndarray) -> np.ndarray:
    """Words for the bits, joined by a blank; an empty text where no flag is set.

    >>> texts(np.array([0, BIT["BAD_X"] | BIT["PART_P"]], dtype=np.uint16)).tolist()
    ['', 'BAD_X PART_P']
    """
    kinds, inverse = np.unique(flags, return_inverse=True)
    words = [" ".join(name for name in NAMES if bits & BIT[name]) for bits in kinds.tolist()]
    return np.array(words, dtype=object)[inverse.reshape(np.shape(flags))]


def bits(words) -> np.ndarray:
    """Flags of the words that a table shows; words that are no flags are passed over.

    >>> bits(["", None, "BAD_X PART_P"]).tolist() == [0, 0, BIT["BAD_X"] | BIT["PART_P"]]
    True
    """
    cells = list(words)
    known = {cell: sum(BIT.get(word, 0) for word in set(str(cell or "").split())) for cell in set(cells)}
    return np.array([known[cell] for cell in cells], dtype=np.uint16)


def counts(flags: np.ndarray) -> dict[str, int]:
    """How many elements carry each flag; flags that nobody carries are left out."""
    found = {name: int(np.count_nonzero(flags & np.uint16(bit))) for name, bit in BIT.items()}
    return {name: count for name, count in found.items() if count}
