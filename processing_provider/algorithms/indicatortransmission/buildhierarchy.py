"""Puts units into the register: their tree, the groupings that cross it, and what became of old ones."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import joining, years
from ....core.errors import InputError, problem, raise_if_any
from ....core.register import boundaries, memberships
from ....core.register import schema as schemas
from ....core.register.changes import put
from ....core.register.schema import GEOMETRY
from ....toolbelt.translation import language, translate
from ... import groups, registers, registerunits
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, field, number, output, source


class BuildHierarchy(Algorithm):
    """Asks for units, with codes or parents; gives the checked tree and writes it into the register."""

    ID = "buildhierarchy"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "register,hierarchy,tree,parent,administrative code,city cluster,basin,merge,split,GB/T 2260,"
        "台账,层级,上下级,行政区划,区划代码,城市群,流域,合并,拆分"
    )

    INPUT, CODE, NAME, NAME_EN, LEVEL, PARENT = "INPUT", "CODE", "NAME", "NAME_EN", "LEVEL", "PARENT"
    YEAR = "YEAR"
    CHANGES, OLD, NEW, CHANGE_YEAR = "CHANGES", "OLD_UNIT", "NEW_UNIT", "CHANGE_YEAR"
    CHANGE_KIND, CHANGE_SHARE, BASIS = "CHANGE_KIND", "CHANGE_SHARE", "CHANGE_BASIS"
    GROUPS, GROUPING, MEMBER = "GROUPS", "GROUPING", "MEMBER"
    GROUP_SHARE, GROUP_KIND, GROUP_NAME = "GROUP_SHARE", "GROUP_KIND", "GROUP_NAME"
    OUTPUT, COUNT = "OUTPUT", "UNIT_COUNT"

    def displayName(self):
        return translate("BuildHierarchy", "Build hierarchy")

    def initAlgorithm(self, config=None):
        for parameter in (*registers.parameters(), *self._units(), *self._changes(), *self._groups()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("BuildHierarchy", "Units of the register"), True))
        self.addOutput(registers.place_output())
        self.addOutput(
            QgsProcessingOutputNumber(self.COUNT, translate("BuildHierarchy", "Units that are there now"))
        )

    def _units(self):
        return (
            source(self.INPUT, translate("BuildHierarchy", "Units (layer or table)"), ANY_TABLE),
            field(self.CODE, translate("BuildHierarchy", "Code"), "unit_code", optional=False),
            field(self.NAME, translate("BuildHierarchy", "Chinese name"), "unit_name"),
            field(self.NAME_EN, translate("BuildHierarchy", "English name"), "name_en"),
            field(
                self.PARENT,
                translate("BuildHierarchy", "Code of the parent (empty: told from administrative codes)"),
            ),
            field(self.LEVEL, translate("BuildHierarchy", "Level")),
            number(
                self.YEAR,
                translate("BuildHierarchy", "First year of units that are new (0: always)"),
                0,
                0,
                9999,
                whole=True,
            ),
        )

    def _changes(self):
        table, parent = translate("BuildHierarchy", "Boundary changes (table)"), self.CHANGES
        return (
            source(parent, table, ANY_TABLE, optional=True),
            field(self.OLD, translate("BuildHierarchy", "Old unit"), "old_unit", parent),
            field(self.NEW, translate("BuildHierarchy", "New unit"), "new_unit", parent),
            field(
                self.CHANGE_YEAR, translate("BuildHierarchy", "First year of the new unit"), "year", parent
            ),
            field(self.CHANGE_KIND, translate("BuildHierarchy", "Kind of change"), "kind", parent),
            field(
                self.CHANGE_SHARE,
                translate("BuildHierarchy", "Share of the old unit that goes over (0 to 1; empty: by area)"),
                "share",
                parent,
            ),
            advanced(field(self.BASIS, translate("BuildHierarchy", "Basis of the share"), "basis", parent)),
        )

    def _groups(self):
        table, parent = translate("BuildHierarchy", "Groupings that cross the tree (table)"), self.GROUPS
        return (
            source(parent, table, ANY_TABLE, optional=True),
            field(self.GROUPING, translate("BuildHierarchy", "Grouping"), "grouping", parent),
            field(self.MEMBER, translate("BuildHierarchy", "Unit that belongs to it"), "unit_code", parent),
            field(
                self.GROUP_SHARE,
                translate("BuildHierarchy", "Share of the unit in it (0 to 1)"),
                "share",
                parent,
            ),
            field(self.GROUP_KIND, translate("BuildHierarchy", "Kind of grouping"), "kind", parent),
            field(self.GROUP_NAME, translate("BuildHierarchy", "Name of the grouping"), "name", parent),
        )

    def problems(self, request):
        found = registers.problems(request)
        if request.field(self.PARENT) and not request.field(self.LEVEL):
            found.append(
                problem("Choose the field with the level too: a field with the parent does not tell it.")
            )
        for table, needed in (
            (self.CHANGES, (self.OLD, self.NEW)),
            (self.GROUPS, (self.GROUPING, self.MEMBER)),
        ):
            if request.wanted(table) and not all(request.field(name) for name in needed):
                found.append(
                    problem(
                        "Choose the fields of {table} that name the units: {fields}.",
                        table=request.layer_name(table),
                        fields=", ".join(name for name in needed if not request.field(name)),
                    )
                )
        return found

    def work(self, run):
        register = registers.noted(run, registers.opened(run))
        given = self._given(run, register)
        names = [*register.table("units").names, *([GEOMETRY] if given.shapes is not None else [])]
        held = register.columns("units", names)
        moves = registerunits.shared_by_area(run, self._moves(run), register, held, given)
        what = run.layer_name(self.INPUT)
        merged = registerunits.merge(given, held, registerunits.endings(moves), run.integer(self.YEAR), what)
        known = {*held["code"], *merged.tree.code}
        if moves:
            boundaries.check(moves, known, run.layer_name(self.CHANGES))
        changes = [*merged.changes, *self._moved(moves), *self._grouped(run, known)]
        for remark in merged.tree.remarks:
            run.warn(remark)
        if changes:
            run.stage(0.9, 1.0)  # the last chance to cancel
            register.write(changes, self.ID, what)
        told = Counter(merged.outcome.values())
        run.say(
            translate(
                "BuildHierarchy", "{new} units are new, {changed} changed, {same} stay, {ended} ended."
            ).format(
                new=told[registerunits.NEW],
                changed=told[registerunits.CHANGED],
                same=told[registerunits.SAME],
                ended=told[registerunits.ENDED],
            )
        )
        result = {registers.PLACE: register.place, self.COUNT: len(merged.tree.code)}
        if run.wanted(self.OUTPUT):
            result[self.OUTPUT] = run.give_table(self.OUTPUT, listed(register, merged.outcome))
        return result

    def _given(self, run, register) -> registerunits.Given:
        fields = {
            name: run.field(name) for name in (self.CODE, self.NAME, self.NAME_EN, self.LEVEL, self.PARENT)
        }
        read = run.columns(self.INPUT, [one for one in fields.values() if one])

        def column(name: str):
            return read[fields[name]] if fields[name] else None

        parents, levels = column(self.PARENT), column(self.LEVEL)
        names = {"name_zh": column(self.NAME), "name_en": column(self.NAME_EN)}
        return registerunits.Given(
            code=list(joining.codes(read[fields[self.CODE]])),
            level=None if levels is None else levels.tolist(),
            parent=None if parents is None else list(joining.codes(parents)),
            names={name: values.tolist() for name, values in names.items() if values is not None},
            shapes=registerunits.shapes(run, self.INPUT, register, read.ids),
        )

    def _moves(self, run) -> list[dict]:
        if not run.wanted(self.CHANGES):
            return []
        what = run.layer_name(self.CHANGES)
        read = self._table(
            run, self.CHANGES, (self.OLD, self.NEW, self.CHANGE_YEAR, self.CHANGE_KIND, self.BASIS)
        )
        count = len(read[self.OLD])
        shares = self._shares(run, self.CHANGES, self.CHANGE_SHARE, count, math.nan)
        when = years.years(read[self.CHANGE_YEAR] or [str(run.integer(self.YEAR) or "")] * count, what)
        kinds = [
            schemas.listed("change_kind", text or "merged") for text in read[self.CHANGE_KIND] or [""] * count
        ]
        _refuse_blank(when.tolist(), kinds, what)
        basis = read[self.BASIS] or [None] * count
        rows = zip(read[self.OLD], read[self.NEW], when.tolist(), kinds, shares, basis)
        names = ("old_unit", "new_unit", "year", "kind", "share", "basis")
        return [dict(zip(names, row)) for row in rows]

    def _moved(self, moves: list[dict]):
        if not moves:
            return []
        return [put("boundary_changes", {name: [one[name] for one in moves] for name in moves[0]})]

    def _grouped(self, run, known):
        if not run.wanted(self.GROUPS):
            return []
        read = self._table(run, self.GROUPS, (self.GROUPING, self.MEMBER, self.GROUP_KIND, self.GROUP_NAME))
        count = len(read[self.GROUPING])
        shares = self._shares(run, self.GROUPS, self.GROUP_SHARE, count)
        memberships.check(read[self.GROUPING], read[self.MEMBER], shares, known, run.layer_name(self.GROUPS))
        kinds = read[self.GROUP_KIND] or [""] * count
        titles = read[self.GROUP_NAME] or [None] * count
        told = {
            code: (schemas.listed("grouping_kind", kind) or "other", title)
            for code, kind, title in zip(read[self.GROUPING], kinds, titles)
        }
        group = {
            "code": list(told),
            "kind": [kind for kind, _ in told.values()],
            "name_zh": [title for _, title in told.values()],
        }
        belong = {"grouping": read[self.GROUPING], "unit": read[self.MEMBER], "share": shares}
        return [put("groupings", group), put("memberships", belong)]

    def _table(self, run, table: str, parameters) -> dict[str, list]:
        """Columns of a table by parameter, as codes; an empty list where no field was chosen."""
        chosen = {name: run.field(name) for name in parameters}
        read = run.columns(table, [one for one in chosen.values() if one])
        return {name: list(joining.codes(read[one])) if one else [] for name, one in chosen.items()}

    def _shares(self, run, table: str, parameter: str, count: int, usual: float = 1.0) -> list[float]:
        """Shares of a table, *usual* where it has none."""
        chosen = run.field(parameter)
        if not chosen:
            return [usual] * count
        found = run.numbers(run.columns(table, [chosen]), chosen, table).tolist()
        return [usual if math.isnan(share) else share for share in found]


def _refuse_blank(when: list[int], kinds: list[str], what: str) -> None:
    found = []
    if years.NO_YEAR in when:
        found.append(
            problem(
                "{what} has {count} changes without a year. Choose the field with the year, or give the "
                "first year of the new units.",
                what=what,
                count=when.count(years.NO_YEAR),
            )
        )
    if "" in kinds:
        found.append(
            problem(
                "{what} has kinds of change that are not known (rows {rows}). Use one of {accepted}.",
                what=what,
                rows=", ".join(str(row + 1) for row, kind in enumerate(kinds) if not kind),
                accepted=schemas.accepted("change_kind"),
            )
        )
    raise_if_any(found, InputError)


def listed(register, outcome: dict[str, str]) -> dict[str, np.ndarray]:
    """Declared columns of the units of a register, with what became of them."""
    held, lang = register.columns("units"), language()
    words = {item.code: item.name(lang) for item in schemas.value_list("unit_level")}
    children = Counter(
        parent for parent, end in zip(held["parent"], held["valid_to"]) if parent and end is None
    )
    names = [zh if lang == "zh" else en or zh for zh, en in zip(held["name_zh"], held["name_en"])]
    columns = {
        "unit_code": held["code"],
        "unit_name": names,
        "unit_level": held["level"],
        "level_name": [words.get(level) for level in held["level"]],
        "parent_code": held["parent"],
        "child_count": [children[code] for code in held["code"]],
        "first_year": held["valid_from"],
        "last_year": held["valid_to"],
        "outcome": [outcome.get(code) for code in held["code"]],
    }
    return {name: np.array([*values, None], dtype=object)[:-1] for name, values in columns.items()}
