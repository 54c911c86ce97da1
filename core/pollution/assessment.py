"""Units judged against the limits of several pollutants: exceedance of each, composite, limiting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from .. import units, vocabulary
from ..errors import FactorError, InputError, Problem, UnitError, problem, raise_if_any
from . import index
from .catalogue import Catalogue

COMPOSITES = (*index.COMPOSITES, "equivalents")


@dataclass(frozen=True)
class Judged:
    """One pollutant with its limits, over the units.

    Attributes
    ----------
    name
        Short name for columns.
    value, limit, benchmark
        Arrays or single numbers, all in ``unit``; NaN where missing.
    is_lower
        Whether the limit is a lower bound.
    weight
        Weight in the weighted mean; NaN for equal weights.
    unit
        Unit of the value; empty where nobody said it.
    medium
        Code of the medium; empty where unknown.
    low, high
        Ends of the 95 % interval of the value, NaN where they are missing; None: exactly known.
    """

    name: str
    value: np.ndarray
    limit: np.ndarray | float
    benchmark: np.ndarray | float = np.nan
    is_lower: bool = False
    weight: float = np.nan
    unit: str = ""
    medium: str = ""
    low: np.ndarray | None = None
    high: np.ndarray | None = None


@dataclass(frozen=True)
class Index:
    """Exceedance of units.

    Attributes
    ----------
    q
        Name of the pollutant -> exceedance over the units.
    q_p
        Composite exceedance.
    limiting
        Name of the pollutant with the largest exceedance; None where none is known.
    flags
        ``NEG_P``, ``NO_PSTAR``, ``PART_P``, ``NO_P``, ``SIGN_ONLY``, ``INFINITE``.
    standards
        What decided, by name, for the provenance.
    remarks
        What was left out, in sentences.
    """

    q: Mapping[str, np.ndarray]
    q_p: np.ndarray
    limiting: np.ndarray
    flags: np.ndarray
    standards: dict[str, object] = field(default_factory=dict)
    remarks: tuple[Problem, ...] = ()


def short_names(fields: Sequence[str]) -> list[str]:
    """Names of pollutants for columns: the vocabulary's code where one field alone has it, else the field."""
    known = [vocabulary.pollutant(field) for field in fields]
    codes = [pollutant.code if pollutant else field for pollutant, field in zip(known, fields)]
    return [code if codes.count(code) == 1 else field for code, field in zip(codes, fields)]


def judge(parts: Sequence[Judged], composite: str = "max", catalogue: Catalogue | None = None) -> Index:
    """Exceedance of every pollutant, the composite and the limiting pollutant (methods A.2, A.5).

    Parameters
    ----------
    parts
        The pollutants, all over the same units.
    composite
        One of `COMPOSITES`; see `index.composite` and `index.equivalents_composite`.
    catalogue
        Equivalent values, needed for ``equivalents``.

    Raises
    ------
    InputError
        Unknown composite, weights that cannot be used, or no pollutant with an equivalent value.
    """
    if composite not in COMPOSITES:
        raise InputError(
            problem(
                "The composite method {method} is not known; choose one of {known}.",
                method=composite,
                known=", ".join(COMPOSITES),
            )
        )
    judged = [index.exceedance(part.value, part.limit, part.benchmark, part.is_lower) for part in parts]
    q = np.column_stack([exceedance for exceedance, _ in judged])
    weights = [part.weight for part in parts]
    remarks: tuple[Problem, ...] = ()
    if composite == "equivalents":
        priced = _priced(parts, catalogue)
        q_p, flags, remarks = _by_equivalents(parts, priced)
        # what has no equivalent value is in no composite and limits none
        counted = np.where([one is not None for one in priced], q, np.nan)
        _, limiting, _ = index.composite(counted, "max", None)
    else:
        q_p, limiting, flags = index.composite(q, composite, None if np.isnan(weights).all() else weights)
    for part, (_, more) in zip(parts, judged):
        # A missing pollutant among several is told by PART_P and NO_P of the composite; where there is no
        # value, a missing limit is no news.
        known = ~np.isnan(np.asarray(part.value, dtype=np.float64))
        own = more & ~np.uint16(fl.BIT["NO_P"])
        flags = flags | np.where(known, own, own & ~np.uint16(fl.BIT["NO_PSTAR"]))
    names = np.array([*(part.name for part in parts), None], dtype=object)
    return Index(
        q={part.name: q[:, number] for number, part in enumerate(parts)},
        q_p=q_p,
        limiting=names[limiting],
        flags=flags,
        standards={"pollution_composite": composite, "pollution_limits": _frozen(parts)},
        remarks=remarks,
    )


def interval(
    parts: Sequence[Judged], composite: str = "max", catalogue: Catalogue | None = None
) -> un.Interval | None:
    """Interval of the composite from those of the values, one pollutant at a time; None where none has any.

        q_lo = q - sqrt(sum_j (q - q(x_j at its worse end))^2)

    The values are taken for independent, limits for exactly known. Where a value is known and its interval
    is missing, the interval of the composite is (IPCC Approach 1 with differences in place of derivatives,
    since the largest exceedance has none).
    """
    if all(part.low is None for part in parts):
        return None
    middle = judge(parts, composite, catalogue).q_p
    below, above, unknown = np.zeros(len(middle)), np.zeros(len(middle)), np.zeros(len(middle), dtype=bool)
    for at, part in enumerate(parts):
        if part.low is None:
            continue
        unknown |= ~np.isnan(part.value) & ~(np.isfinite(part.low) & np.isfinite(part.high))
        moved = []
        for end in (part.low, part.high):
            other = [*parts[:at], replace(part, value=end), *parts[at + 1 :]]
            moved.append(judge(other, composite, catalogue).q_p - middle)
        steps = np.nan_to_num(np.stack(moved))
        below += np.minimum(steps.min(axis=0), 0.0) ** 2
        above += np.maximum(steps.max(axis=0), 0.0) ** 2
    ends = (middle - np.sqrt(below), middle + np.sqrt(above))
    return un.from_limits(*(np.where(unknown, np.nan, end) for end in ends))


def _priced(parts: Sequence[Judged], catalogue: Catalogue | None) -> list:
    """The equivalent value of every part; None for those that do not enter the composite.

    Raises
    ------
    InputError
        No part has one, or one that has is no load.
    """
    entries, found = [], []
    for part in parts:
        try:
            entry = None if catalogue is None else catalogue.find(part.name, part.medium)
        except FactorError as error:
            found += error.problems
            entry = None
        entries.append(entry if entry and entry.key and not part.is_lower else None)
    raise_if_any(found)
    raise_if_any(
        problem(
            "Equivalents are sums of loads against capacities, and {pollutant} is given in {unit}, which is "
            "no load. Choose another composite, or give loads.",
            pollutant=part.name,
            unit=part.unit,
        )
        for part, entry in zip(parts, entries)
        if entry and part.unit and not units.is_load(part.unit)
    )
    if not any(entries):
        raise InputError(
            problem(
                "None of the pollutants {pollutants} has an equivalent value; choose another composite.",
                pollutants=", ".join(part.name for part in parts),
            )
        )
    return entries


def _by_equivalents(parts: Sequence[Judged], entries: Sequence):
    priced = [(part, entry) for part, entry in zip(parts, entries) if entry]
    left_out = [part.name for part, entry in zip(parts, entries) if not entry]
    scale = _common_unit([part for part, _ in priced])
    q_p, flags = index.equivalents_composite(
        np.column_stack([part.value * factor for (part, _), factor in zip(priced, scale)]),
        np.column_stack([_wide(part.limit, part.value) * factor for (part, _), factor in zip(priced, scale)]),
        [entry.value for _, entry in priced],
    )
    remarks = []
    if left_out:
        remarks.append(
            problem(
                "The pollutants {pollutants} have no equivalent value; they do not enter the composite.",
                pollutants=", ".join(left_out),
            )
        )
    if not all(part.unit for part, _ in priced):
        remarks.append(
            problem(
                "The values of some pollutants have no unit; equivalents take them for loads of one unit, as "
                "they do their standards."
            )
        )
    return q_p, flags, tuple(remarks)


def _common_unit(parts: Sequence[Judged]) -> list[float]:
    """Factors that bring all parts into the unit of the first; units that nobody said count as one."""
    named = [part for part in parts if part.unit]
    if not named:
        return [1.0] * len(parts)
    try:
        return [units.factor(part.unit, named[0].unit) if part.unit else 1.0 for part in parts]
    except UnitError as error:
        raise InputError(
            problem(
                "Equivalents can be summed only over loads of one kind: {reason} Choose another composite, "
                "or pollutants of one medium.",
                reason=error.problems[0],
            )
        ) from error


def _wide(limit, value) -> np.ndarray:
    return np.broadcast_to(np.asarray(limit, dtype=np.float64), np.shape(value))


def _frozen(parts: Sequence[Judged]) -> dict[str, object]:
    frozen = {}
    for part in parts:
        given = np.atleast_1d(np.asarray(part.limit, dtype=np.float64))
        limits = np.unique(given[~np.isnan(given)])
        one = f"{limits[0]:.12g} {part.unit}".strip() if len(limits) == 1 else {"per_unit": part.unit}
        frozen[part.name] = f"at least {one}" if part.is_lower else one
    return frozen
