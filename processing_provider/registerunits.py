"""Units of a layer on their way into the register: their shapes, and how they change those that are there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsWkbTypes,
)

from ..core.errors import InputError, problem
from ..core.register import boundaries, codes, hierarchy, schema
from ..core.register.changes import Change, insert, update
from ..toolbelt import areas
from ..toolbelt.register import geometry
from ..toolbelt.register.base import CRS, Register
from ..toolbelt.tables import UNCHECKED
from .request import Request

NEW, CHANGED, SAME, ENDED = "new", "changed", "unchanged", "ended"
NAMES = ("name_zh", "name_en")


@dataclass(frozen=True)
class Given:
    """Units as a layer gives them.

    Attributes
    ----------
    code
        Codes in one spelling.
    level, parent
        As they are given; None where no field was chosen.
    names
        Field of the register -> names.
    shapes
        WKB in the CRS of the register; None for a table without geometry.
    """

    code: list[str]
    level: list | None
    parent: list[str] | None
    names: dict[str, list]
    shapes: list[bytes | None] | None


def shapes(run: Request, name: str, register: Register, ids: np.ndarray) -> list[bytes | None] | None:
    """Polygons of source *name* in the CRS of the register, None for a table without geometry."""
    source = run.source(name)
    if QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Polygon:
        return None
    crs = source.sourceCrs()
    if not crs.isValid():
        raise InputError(
            problem(
                "The layer {layer} has no coordinate reference system, which its units need in the register. "
                "Set it.",
                layer=run.layer_name(name),
            )
        )
    own = QgsCoordinateReferenceSystem(register.info()[CRS])
    transform = QgsCoordinateTransform(crs, own, run.context.transformContext())
    found = []
    request = QgsFeatureRequest().setNoAttributes()
    for number, feature in enumerate(source.getFeatures(request, UNCHECKED)):
        if number % 1000 == 0:
            run.progress(number / max(len(ids), 1))
        shape = feature.geometry()
        if crs != own and not shape.isEmpty():
            shape.transform(transform)
        found.append(geometry.wkb(shape))
    if len(found) != len(ids):
        raise InputError(problem("The input layer changed during the run. Run again."))
    return found


@dataclass(frozen=True)
class Merged:
    """The tree of the register with the given units in it.

    Attributes
    ----------
    tree
        All units that are there from now on.
    outcome
        Code -> what became of it.
    changes
        What is to be written.
    """

    tree: hierarchy.Units
    outcome: dict[str, str]
    changes: list[Change]


def merge(given: Given, held: dict[str, list], ending: dict[str, int], year: int, what: str) -> Merged:
    """Put given units into the tree of the register; the whole tree is checked, not only what is new.

    Parameters
    ----------
    given
        Units of the layer.
    held
        Columns of the table ``units`` of the register; with the geometry where *given* has shapes.
    ending
        Unit -> year from which it is there no more, of boundary changes.
    year
        First year of units that are new; 0 for always.
    what
        The layer, for messages.
    """
    now = _now(held)
    tree = _tree(given, {code: one for code, one in now.items() if code not in ending}, what)
    rows = range(len(tree.code))
    wanted = [_wanted(tree, row, given, now.get(tree.code[row], {})) for row in rows]
    new = [one for one in wanted if one["code"] not in now]
    changed = [one for one in wanted if one["code"] in now and _differs(one, now[one["code"]])]
    outcome = {
        **dict.fromkeys(tree.code, SAME),
        **{one["code"]: CHANGED for one in changed},
        **{one["code"]: NEW for one in new},
    }
    changes = []
    if new:
        changes.append(insert("units", _columns([{**one, "valid_from": year} for one in new])))
    for some in _alike(changed):
        first = [{**one, "valid_from": now[one["code"]]["valid_from"]} for one in some]
        changes.append(update("units", _columns(first)))
    gone = [code for code in ending if code in now]
    if gone:
        ends = [
            {"code": code, "valid_from": now[code]["valid_from"], "valid_to": ending[code] - 1}
            for code in gone
        ]
        changes.append(update("units", _columns(ends)))
    return Merged(tree, {**outcome, **dict.fromkeys(gone, ENDED)}, changes)


def _now(held: dict[str, list]) -> dict[str, dict]:
    """Units that are there still, by code."""
    return {
        code: {name: held[name][row] for name in held}
        for row, code in enumerate(held["code"])
        if held["valid_to"][row] is None
    }


def _tree(given: Given, staying: dict[str, dict], what: str) -> hierarchy.Units:
    """The tree of given units, which come first and decide, and of those that stay as they are."""
    if given.parent is None:
        own = set(map(codes.short, given.code))
        others = [code for code in staying if code not in own]
        levels = None if given.level is None else [*given.level, *(staying[code]["level"] for code in others)]
        return hierarchy.from_codes([*given.code, *others], levels, what)
    own = set(given.code)
    others = [code for code in staying if code not in own]
    return hierarchy.from_parents(
        [*given.code, *others],
        [*given.parent, *((staying[code]["parent"] or "") for code in others)],
        [*given.level, *(staying[code]["level"] for code in others)],
        what,
    )


def _wanted(tree: hierarchy.Units, row: int, given: Given, held: dict) -> dict:
    """What the register shall say of a unit, as far as the tree and the layer tell."""
    made = {"code": tree.code[row], "level": tree.level[row], "parent": tree.parent[row] or None}
    if not tree.parent[row] and held:
        made["parent"] = held["parent"]  # the top may hang on a unit of another register
    if row >= len(given.code):
        return made
    made.update({name: values[row] for name, values in given.names.items() if values[row]})
    if given.shapes is not None and given.shapes[row] is not None:
        made[schema.GEOMETRY] = given.shapes[row]
    return made


def _differs(wanted: dict, held: dict) -> bool:
    return any(held[name] != value for name, value in wanted.items())


def _alike(records: list[dict]) -> list[list[dict]]:
    """Records by the fields that they have: one change writes the same fields of all its rows."""
    found: dict[tuple, list[dict]] = {}
    for one in records:
        found.setdefault(tuple(one), []).append(one)
    return list(found.values())


def _columns(records: list[dict]) -> dict[str, list]:
    names = {name: None for one in records for name in one}
    return {name: [one.get(name) for one in records] for name in names}


def endings(changes: list[dict]) -> dict[str, int]:
    """Units that boundary changes end, with the first year in which they are there no more."""
    return {one["old_unit"]: one["year"] for one in changes if one["kind"] in boundaries.ENDING}


#: Kinds of change of which a unit goes over as a whole; of the others a part, by its area.
_WHOLE = ("merged", "recoded")
#: Part of a unit that the new ones may leave uncovered without a word: slivers of drawn borders.
_SLIVERS = 0.01


def shared_by_area(
    run: Request, moves: list[dict], register: Register, held: dict[str, list], given: Given
) -> list[dict]:
    """Boundary changes with the shares that were left open: of what is merged all, else by area.

        share = area(old and new) / sum of area(old and new) over the new units of the old one

    Areas are ellipsoidal, of the polygons of the register (old) and of the layer (new). What a unit keeps
    for itself (kind ``moved``) counts by its whole area.

    Raises
    ------
    InputError
        A share is open, and a polygon of the old or the new unit is missing.
    """
    made = [
        {**one, "share": 1.0} if np.isnan(one["share"]) and one["kind"] in _WHOLE else dict(one)
        for one in moves
    ]
    waiting = [one for one in made if np.isnan(one["share"])]
    if not waiting:
        return made
    measure = areas.measure(QgsCoordinateReferenceSystem(register.info()[CRS]), run.context)
    old = _polygons(held["code"], _held_shapes(register, held))
    new = {**old, **_polygons(given.code, given.shapes or [])}
    lacking = {one["old_unit"] for one in waiting} - set(old) | {one["new_unit"] for one in waiting} - set(
        new
    )
    if lacking:
        raise InputError(
            problem(
                "The changes of {units} have no share, and no polygon tells it by area. Give the shares, or "
                "a layer with polygons of the new units for a register that has those of the old.",
                units=", ".join(sorted(lacking)),
            )
        )
    by_unit: dict[tuple, list[dict]] = {}
    for one in waiting:
        by_unit.setdefault((one["old_unit"], one["year"]), []).append(one)
    for (code, _), own in by_unit.items():
        whole = measure(old[code])
        common = [measure(old[code].intersection(new[one["new_unit"]])) for one in own]
        ends = own[0]["kind"] in boundaries.ENDING
        for one, area in zip(own, common):
            one["share"] = area / (sum(common) if ends and sum(common) else whole)
            one["basis"] = one["basis"] or "area"
        if ends and sum(common) < (1 - _SLIVERS) * whole:
            run.warn(
                problem(
                    "The new units cover {percent} % of {unit}; its shares are taken of what they cover.",
                    percent=f"{100 * sum(common) / whole:.1f}",
                    unit=code,
                )
            )
    return made


def _held_shapes(register: Register, held: dict[str, list]) -> list:
    if schema.GEOMETRY in held:
        return held[schema.GEOMETRY]
    return register.columns("units", (schema.GEOMETRY,))[schema.GEOMETRY]


def _polygons(codes: list[str], shapes: list[bytes | None]) -> dict[str, QgsGeometry]:
    made = {}
    for code, content in zip(codes, shapes):
        if content is not None:
            made[code] = QgsGeometry()
            made[code].fromWkb(content)
    return made
