"""Features of one date of coastal habitats: unit, habitat, state and area of each, as the user wrote them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core import joining, units
from ..core.carbon.habitats import INTACT, OF_ANY_IMPACT, kinds, plain, spelt, states
from ..core.errors import InputError, Words, problem, raise_if_any
from ..toolbelt import areas
from . import landareas
from .request import Request
from .run import Run
from .unittables import BLANK_CODES, sums_of_units, without_code

INPUT, LATER = "INPUT", "LATER"
HABITAT, STATE, UNIT_FIELD = "HABITAT", "STATE", "UNIT_FIELD"
AREA, AREA_UNIT = "AREA", "AREA_UNIT"
UNKNOWN = "UNKNOWN"
SHOWN = 30


def fields(request: Request) -> list[str]:
    """Fields that are read: of polygons no area, and under a layer of units no unit."""
    names = [HABITAT, STATE]
    by_shape = areas.has_polygons(request.optional_source(INPUT))
    if not by_shape or request.optional_source(landareas.UNITS_LAYER) is None:
        names.append(UNIT_FIELD)
    if not by_shape:
        names.append(AREA)
    return [one for one in map(request.field, names) if one]


@dataclass(frozen=True)
class Date:
    """Features of one date: unit code, habitat ("" where left out), state, hectares (NaN where unknown)."""

    unit: list[str]
    kind: list[str]
    state: list[str]
    area_ha: np.ndarray | None


def read(run: Run, name: str, by_shape: bool) -> Date:
    """Features of the layer or table *name*.

    Rows without a unit code are refused, or left out; only where no field of units is in use is all land one
    unit.
    """
    wanted = fields(run)
    table = run.columns(name, wanted)
    codes = np.full(len(table), landareas.WHOLE, dtype=object)
    if run.field(UNIT_FIELD) in wanted:
        codes = joining.codes(table[run.field(UNIT_FIELD)])
    nameless = codes == ""
    faults = without_code(run, name, table.ids[nameless], run.choice(BLANK_CODES))
    raise_if_any([*faults, *sums_of_units(run, name, codes, table.ids)])
    area = None if by_shape else _areas(run, name, table)
    found = _matched(run, name, table[run.field(HABITAT)].tolist(), area)
    return Date(
        codes.tolist(),
        np.where(nameless, "", found).tolist(),
        _states(run, name, table[run.field(STATE)].tolist() if run.field(STATE) else [None] * len(table)),
        area,
    )


def _areas(run: Run, name: str, table) -> np.ndarray:
    """Hectares of the rows of a table; NaN where missing, which is told."""
    values = run.numbers(table, run.field(AREA), name) * units.factor(run.text(AREA_UNIT) or "ha", "ha")
    bad = np.flatnonzero((values < 0) | np.isinf(values))
    if len(bad):
        raise InputError(
            problem(
                "{count} areas of {layer} are negative or infinite (rows: {rows}). Correct them.",
                count=len(bad),
                layer=run.layer_name(name),
                rows=", ".join(str(number) for number in table.ids[bad[:SHOWN]]),
            )
        )
    empty = np.flatnonzero(np.isnan(values))
    if len(empty):
        run.warn(
            problem(
                "{count} rows of {layer} have no area (rows: {rows}): how much they hold is unknown, not "
                "zero. Their units are flagged: PART_K where other rows are known, else NO_K and NULL.",
                count=len(empty),
                layer=run.layer_name(name),
                rows=", ".join(str(number) for number in table.ids[empty[:SHOWN]]),
            )
        )
    return values


def _matched(run: Run, name: str, cells: list, area: np.ndarray | None) -> list[str]:
    """Habitat of every feature; unknown ones are listed, and refused or left out."""
    words = spelt(kinds())
    codes = [words.get(plain(cell), "") for cell in cells]
    strange: dict[str, list[float]] = {}
    for position, (cell, code) in enumerate(zip(cells, codes)):
        if not code:
            entry = strange.setdefault("–" if cell is None else str(cell), [0, 0.0])
            entry[0] += 1
            entry[1] += 0.0 if area is None else float(np.nan_to_num(area[position]))
    if strange:
        listed = sorted(strange, key=lambda one: (-strange[one][1], -strange[one][0], one))[:SHOWN]
        told = problem(
            "{layer} has {count} habitats that are not known (rows, area): {names}. Known are {known}.",
            layer=run.layer_name(name),
            count=len(strange),
            names=", ".join(
                f"{one} ({strange[one][0]}×" + ("" if area is None else f", {strange[one][1]:.6g} ha") + ")"
                for one in listed
            ),
            known=Words.joined(word.words for word in kinds()),
        )
        if run.choice(UNKNOWN) == "refuse":
            raise InputError(told)
        run.warn(told)
    return codes


def _states(run: Run, name: str, cells: list) -> list[str]:
    words = spelt(states())
    codes = [words.get(plain(cell), "") if plain(cell) else INTACT for cell in cells]
    strange = sorted({str(cell) for cell, code in zip(cells, codes) if not code})
    ambiguous = [one for one in strange if plain(one) in OF_ANY_IMPACT]
    if ambiguous:
        raise InputError(
            problem(
                "The field {field} of {layer} says {names}, but not how strong the impact is, which decides "
                "how much carbon is given off. Write one of {known}.",
                field=run.field(STATE),
                layer=run.layer_name(name),
                names=", ".join(ambiguous),
                known=Words.joined(word.words for word in states() if word.code.startswith("disturbed_")),
            )
        )
    if strange:
        raise InputError(
            problem(
                "The field {field} of {layer} holds {count} states that are not known: {names}. Known are "
                "{known}.",
                field=run.field(STATE),
                layer=run.layer_name(name),
                count=len(strange),
                names=", ".join(strange[:SHOWN]),
                known=Words.joined(word.words for word in states()),
            )
        )
    return codes
