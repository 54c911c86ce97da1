"""Values that are to enter the register against those that it holds: new, the same, or other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import InputError, problem
from .entries import SHOWN, Entries
from .values import KEY

#: What to do with a key that the register holds already, with another value.
REFUSE, REPLACE, VERSION = "refuse", "replace", "version"
#: Relative difference below which two values are the same.
SAME = 1e-12


@dataclass(frozen=True)
class Comparison:
    """What the register has of some entries.

    Attributes
    ----------
    new, same, other
        Positions of entries whose key the register does not have, has with this value, with another one.
    held
        Position -> the value that the register has, for ``other``.
    """

    new: list[int]
    same: list[int]
    other: list[int]
    held: dict[int, float]


def compare(made: Entries, keys: Sequence[tuple], values: Sequence[float]) -> Comparison:
    """Compare entries with the values that hold in the register.

    Parameters
    ----------
    made
        The entries.
    keys, values
        Keys (in the order of `values.KEY`) and values that hold in the register.
    """
    held = dict(zip(keys, values))
    new, same, other, before = [], [], [], {}
    own = zip(*(made.columns[name] for name in KEY))
    for at, (key, value) in enumerate(zip(own, made.columns["value"])):
        if key not in held:
            new.append(at)
        elif abs(value - held[key]) <= SAME * max(abs(value), abs(held[key])):
            same.append(at)
        else:
            other.append(at)
            before[at] = held[key]
    return Comparison(new, same, other, before)


def refuse_others(made: Entries, found: Comparison, what: str) -> None:
    """Refuse entries whose key the register has with another value."""
    if not found.other:
        return
    told = [
        f"{made.columns['unit'][at]} {made.columns['indicator'][at]} {made.columns['year'][at]} "
        f"{made.columns['kind'][at]}: {found.held[at]:g} → {made.columns['value'][at]:g}"
        for at in found.other[:SHOWN]
    ]
    raise InputError(
        problem(
            "{what} has {count} values that the register holds already with another number: {values}. "
            "Choose that they are replaced, or kept as a new version.",
            what=what,
            count=len(found.other),
            values="; ".join(told) + (" …" if len(found.other) > SHOWN else ""),
        )
    )


def part(made: Entries, positions: Sequence[int]) -> dict[str, list]:
    """Columns of some of the entries."""
    return {name: [column[at] for at in positions] for name, column in made.columns.items()}
