"""Which units make up which, as parameters: units with parents, codes, and groupings across them."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining
from ..core.errors import Problem, problem
from ..core.register import schema
from ..core.transmission import tree as trees
from ..core.transmission.tree import Tree
from ..toolbelt.translation import language, translate
from .parameters import ANY_TABLE, advanced, field, source
from .request import Request
from .run import Run

UNITS, UNIT_CODE, PARENT, UNIT_NAME, LEVEL = "UNITS", "UNIT_CODE", "PARENT", "UNIT_NAME", "LEVEL"
GROUPS, GROUP, MEMBER, SHARE = "GROUPS", "GROUP", "MEMBER", "SHARE"


def unit_parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """A table or layer of units with their parents."""
    return (
        source(
            UNITS,
            translate("Hierarchies", "Units with their parents (empty: administrative codes tell)"),
            ANY_TABLE,
            True,
        ),
        field(UNIT_CODE, translate("Hierarchies", "Code of the unit"), "unit_code", UNITS),
        field(
            PARENT, translate("Hierarchies", "Code of its parent (empty: codes tell)"), "parent_code", UNITS
        ),
        field(UNIT_NAME, translate("Hierarchies", "Name of the unit"), "unit_name", UNITS),
        field(LEVEL, translate("Hierarchies", "Level of the unit"), "level", UNITS),
    )


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """`unit_parameters`, and a table of groupings that cross the tree."""
    return (
        *unit_parameters(),
        source(
            GROUPS,
            translate("Hierarchies", "Groupings that cross the tree (one row: grouping, unit, share)"),
            ANY_TABLE,
            True,
        ),
        advanced(field(GROUP, translate("Hierarchies", "Grouping"), "grouping", GROUPS)),
        advanced(field(MEMBER, translate("Hierarchies", "Unit that belongs to it"), "unit", GROUPS)),
        advanced(field(SHARE, translate("Hierarchies", "Share of the unit (empty: 1)"), "share", GROUPS)),
    )


def _asked(request: Request, name: str) -> bool:
    """Whether a table of this family is asked for at all, and was given."""
    return (
        request.algorithm.parameterDefinition(name) is not None and request.optional_source(name) is not None
    )


def problems(request: Request) -> list[Problem]:
    """Tables without the fields that they are given for."""
    found = []
    for table, needed in ((UNITS, (UNIT_CODE,)), (GROUPS, (GROUP, MEMBER))):
        if not _asked(request, table):
            continue
        lacking = [name for name in needed if not request.field(name)]
        if lacking:
            found.append(
                problem(
                    "Choose the fields {fields} of {layer}.",
                    fields=", ".join(lacking),
                    layer=request.layer_name(table),
                )
            )
    return found


def read(run: Run, codes: np.ndarray, what: str) -> Tree:
    """The tree that was given, or that the *codes* of the values tell (*what* names their table)."""
    by_codes = not _asked(run, UNITS)
    made = trees.from_codes(codes.tolist(), what) if by_codes else _of_units(run)
    return _with_groups(run, made) if _asked(run, GROUPS) else made


def _of_units(run: Run) -> Tree:
    names = [run.field(name) for name in (UNIT_CODE, PARENT, UNIT_NAME, LEVEL)]
    table = run.columns(UNITS, names)
    what = run.layer_name(UNITS)
    code, parent, level = (
        joining.codes(table[chosen]).tolist() if chosen else [""] * len(table)
        for chosen in (names[0], names[1], names[3])
    )
    name = ["" if cell is None else str(cell) for cell in table[names[2]].tolist()] if names[2] else []
    if not names[1]:
        told = trees.from_codes(code, what).above()
        parent = [told.get(one, "") for one in code]
    return trees.from_parents(code, parent, what, name, [level_of(one) for one in level])


def level_of(text: str) -> str:
    """Code of a level ("county") that a table writes in its way ("4", "县级"); the text where it is none."""
    return schema.listed("unit_level", text) or text


def _with_groups(run: Run, tree: Tree) -> Tree:
    names = [run.field(name) for name in (GROUP, MEMBER, SHARE)]
    table = run.columns(GROUPS, names)
    share = run.numbers(table, names[2], GROUPS) if names[2] else np.ones(len(table))
    share = np.where(np.isnan(share), 1.0, share)
    group, unit = (joining.codes(table[chosen]).tolist() for chosen in names[:2])
    return trees.with_groupings(tree, group, unit, share.tolist(), run.layer_name(GROUPS))


def level_name(tree: Tree, code: str, lang: str = "") -> str:
    """Word for the level of a unit; of a grouping, that it is one."""
    lang = lang or language()
    if code in tree.groups:
        return {"en": "Grouping", "zh": "分组"}[lang]
    known = {item.code: item for item in schema.value_list("unit_level")}
    found = known.get(tree.level.get(code, ""))
    if found is None:
        return tree.level.get(code, "")
    return found.name_zh if lang == "zh" else found.name_en


def columns(tree: Tree, positions) -> dict[str, np.ndarray]:
    """Declared columns that say which unit a row is: code, name, level, parent."""
    above = tree.above()
    codes = [tree.code[at] for at in positions]
    return {
        "unit_code": objects(codes),
        "unit_name": objects(tree.name.get(code) for code in codes),
        "level_name": objects(level_name(tree, code) or None for code in codes),
        "parent_code": objects(above.get(code) for code in codes),
    }


def objects(cells) -> np.ndarray:
    """An array of Python objects, whatever their types."""
    return np.array([*cells, None], dtype=object)[:-1]
