"""Flags that travel with a result and say what was assumed or missing.

A flag is one bit, so that a million rows carry them as one small array; `texts` turns the bits into
the words that a table shows. The words are those of methods A.5, part of the outside contract.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .errors import Problem, Words, problem

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

#: What a flag says of a unit, for the log; the same as in the notes on methods.
MEANINGS = {
    "NO_E": Words("emission missing", "排放缺失"),
    "NO_K": Words("removal missing, which is not zero", "碳汇缺失，缺失不等于零"),
    "NO_N": Words("net emission missing", "净排放缺失"),
    "BAD_X": Words("denominator missing, zero or negative", "分母缺失、为零或为负"),
    "SIGN_ONLY": Words("only the sign could be judged", "只能判断正负"),
    "NO_BENCH": Words("a benchmark is needed and there is none", "需要基准值而没有"),
    "NO_CSTAR": Words("carbon standard missing", "碳标准缺失"),
    "NEG_P": Words("negative load, net purification", "负荷为负，即净净化"),
    "NO_PSTAR": Words("pollution standard missing, or not above 0", "污染标准缺失或不大于 0"),
    "PART_P": Words("some pollutants missing, judged by the others", "部分污染物缺失，按其余评价"),
    "NO_P": Words("all pollutants missing", "污染物全部缺失"),
    "INFINITE": Words("an infinite value came in", "输入中有无穷大"),
    "PART_E": Words("some activities without amount or factor", "部分活动缺少数量或因子"),
    "PART_K": Words("some land without code or coefficient", "部分土地缺少代码或系数"),
    "NO_SD": Words("uncertainty of an account missing", "核算的不确定性缺失"),
}
SHOWN = 5

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


def remarks(flags: np.ndarray, units: Sequence | None = None) -> list[Problem]:
    """One sentence for each flag that occurs: what it means, how many units carry it, the first of them.

    Parameters
    ----------
    flags
        Bits, shape (n,).
    units
        Codes of the n units, or pairs of code and year; None where they have none.

    Examples
    --------
    >>> str(remarks(np.array([0, BIT["NO_E"]]), ["01", "02"])[0])
    '1 units carry the flag NO_E (emission missing): 02.'
    """
    told = []
    for name, count in counts(flags).items():
        words = {"count": count, "name": name, "meaning": MEANINGS[name]}
        if units is None:
            told.append(problem("{count} units carry the flag {name} ({meaning}).", **words))
            continue
        first = np.flatnonzero(flags & np.uint16(BIT[name]))[:SHOWN]
        told.append(
            problem(
                "{count} units carry the flag {name} ({meaning}): {codes}{more}.",
                codes=", ".join(_called(units[at]) for at in first),
                more=" …" if count > SHOWN else "",
                **words,
            )
        )
    return told


def _called(unit) -> str:
    return " ".join(map(str, unit)).strip() if isinstance(unit, tuple) else str(unit)
