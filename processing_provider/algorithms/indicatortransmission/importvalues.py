"""Brings values of a table into the register: words resolved, units converted, nothing counted twice."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterMatrix

from ....core import joining
from ....core.errors import problem
from ....core.register import comparison, entries
from ....core.register import schema as schemas
from ....core.register.changes import insert, new_version, put
from ....core.register.values import KEY
from ....toolbelt.translation import language, translate
from ... import groups, matrices, registers
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, number, output, source, text

#: Parameters of fields of texts -> column of `entries`.
TEXTS = {
    "YEAR": "year",
    "KIND": "kind",
    "SUBZONE": "subzone",
    "COMPONENT": "component",
    "PLAN": "plan",
    "MEASURE": "measure",
    "SOURCE": "source",
    "METHOD": "method",
}
NUMBERS = {"LOW": "lo", "HIGH": "hi", "DEVIATION": "sd"}
WIDTH_OF_MATRIX = 4


class ImportValues(Algorithm):
    """Asks for a long or wide table and its fields; writes the values and tells what became of each."""

    ID = "importvalues"
    GROUP = groups.TRANSMISSION
    NEEDS = ("pandas",)
    TAGS = "register,import,indicator,target,base,report,value,台账,导入,指标,目标,基期,上报,数值"

    INPUT, UNIT, INDICATOR, VALUE = "INPUT", "UNIT", "INDICATOR", "VALUE"
    COLUMNS = "COLUMNS"
    ALL_INDICATOR, ALL_YEAR, ALL_KIND = "ALL_INDICATOR", "ALL_YEAR", "ALL_KIND"
    ALL_MEASURE, ALL_PLAN, ALL_SOURCE, ALL_METHOD = "ALL_MEASURE", "ALL_PLAN", "ALL_SOURCE", "ALL_METHOD"
    EXISTING, OUTPUT = "EXISTING", "OUTPUT"
    NEW, CHANGED, SAME, MISSING = "NEW_VALUES", "CHANGED_VALUES", "SAME_VALUES", "MISSING_VALUES"

    def displayName(self):
        return translate("ImportValues", "Import values")

    def initAlgorithm(self, config=None):
        parameters = (*registers.parameters(), *self._table(), *self._for_all(), *self._more())
        for parameter in parameters:
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("ImportValues", "What became of the values"), True))
        self.addOutput(registers.place_output())
        for name, label in (
            (self.NEW, translate("ImportValues", "Values that are new")),
            (self.CHANGED, translate("ImportValues", "Values that replaced others or are a new version")),
            (self.SAME, translate("ImportValues", "Values that were there already")),
            (self.MISSING, translate("ImportValues", "Rows without a value")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _table(self):
        return (
            source(self.INPUT, translate("ImportValues", "Table or layer with values"), ANY_TABLE),
            field(self.UNIT, translate("ImportValues", "Unit (code or name)"), "unit_code", optional=False),
            field(
                self.INDICATOR, translate("ImportValues", "Indicator (code, concept or name)"), "indicator"
            ),
            field(self.VALUE, translate("ImportValues", "Value"), "value"),
            field("YEAR", translate("ImportValues", "Year"), "year"),
            field("KIND", translate("ImportValues", "Kind of value"), "kind"),
            field("MEASURE", translate("ImportValues", "Unit of measure"), "unit"),
            QgsProcessingParameterMatrix(
                self.COLUMNS,
                translate("ImportValues", "or, of a wide table: its columns with values"),
                headers=[
                    translate("ImportValues", "Field"),
                    translate("ImportValues", "Indicator"),
                    translate("ImportValues", "Year"),
                    translate("ImportValues", "Unit of measure"),
                ],
                numberRows=0,
                hasFixedNumberRows=False,
                optional=True,
            ),
        )

    def _for_all(self):
        kinds = {item.code: item.name(language()) for item in schemas.value_list("value_kind")}
        return (
            choice(
                self.ALL_KIND, translate("ImportValues", "Kind of values that have none"), kinds, "reported"
            ),
            number(
                self.ALL_YEAR,
                translate("ImportValues", "Year of values that have none"),
                None,
                1000,
                9999,
                True,
            ),
            advanced(text(self.ALL_INDICATOR, translate("ImportValues", "Indicator of all values"))),
            advanced(
                text(self.ALL_MEASURE, translate("ImportValues", "Unit of measure of values without one"))
            ),
            advanced(text(self.ALL_PLAN, translate("ImportValues", "Plan or scenario of all values"))),
            advanced(text(self.ALL_SOURCE, translate("ImportValues", "Source of all values"))),
            advanced(text(self.ALL_METHOD, translate("ImportValues", "Method of all values"))),
        )

    def _more(self):
        existing = choice(
            self.EXISTING,
            translate("ImportValues", "A value that the register holds with another number"),
            {
                comparison.REFUSE: translate("ImportValues", "stops the import"),
                comparison.VERSION: translate("ImportValues", "stays, and the new one is its next version"),
                comparison.REPLACE: translate("ImportValues", "is replaced; the old number stays in the log"),
            },
        )
        fields = (
            ("SUBZONE", translate("ImportValues", "Sub-zone"), "subzone"),
            ("COMPONENT", translate("ImportValues", "Component (fuel, sector)"), "component"),
            ("PLAN", translate("ImportValues", "Plan or scenario"), "plan"),
            ("LOW", translate("ImportValues", "Low (95 %)"), None),
            ("HIGH", translate("ImportValues", "High (95 %)"), None),
            ("DEVIATION", translate("ImportValues", "Standard deviation"), None),
            ("SOURCE", translate("ImportValues", "Source"), "source"),
            ("METHOD", translate("ImportValues", "Method"), "method"),
        )
        return (existing, *(advanced(field(name, label, default)) for name, label, default in fields))

    def problems(self, request):
        found = registers.problems(request)
        rows = matrices.rows(request.matrix(self.COLUMNS), WIDTH_OF_MATRIX)
        fields = request.source(self.INPUT).fields()
        absent = [row[0] for row in rows if fields.lookupField(row[0]) < 0]
        if absent:
            found.append(
                problem(
                    "The table {table} has no fields {fields}.",
                    table=request.layer_name(self.INPUT),
                    fields=", ".join(absent),
                )
            )
        if not rows and not request.field(self.VALUE):
            found.append(problem("Choose the field with the value, or name the columns of a wide table."))
        if not rows and not request.field(self.INDICATOR) and not request.text(self.ALL_INDICATOR):
            found.append(
                problem("Choose the field with the indicator, or give one indicator for all values.")
            )
        return found

    def work(self, run):
        register = registers.noted(run, registers.opened(run))
        what = run.layer_name(self.INPUT)
        known = entries.Known(
            _records(register.columns("units", ("code", "name_zh", "name_en", "valid_from", "valid_to"))),
            _records(register.columns("indicators", ("code", "concept", "name_zh", "name_en", "unit"))),
        )
        run.stage(0.0, 0.4)
        given = self._wide(run) or self._long(run)
        made = entries.entries(given, known, self._defaults(run), what)
        run.stage(0.4, 0.6)
        found, versions = self._compared(register, made)
        policy = run.choice(self.EXISTING)
        if policy == comparison.REFUSE:
            comparison.refuse_others(made, found, what)
        run.stage(0.6, 0.9)
        result = self._told(run, register, made, found, policy)
        # last of all: what is written is written, and a cancel comes too late then
        run.stage(0.9, 1.0)
        changes = changes_of(made, found, versions, policy)
        if changes:
            register.write(changes, self.ID, what)
        return result

    def _defaults(self, run) -> dict[str, str]:
        year = run.number(self.ALL_YEAR)
        return {
            "indicator": run.text(self.ALL_INDICATOR),
            "year": "" if np.isnan(year) else str(int(year)),
            "kind": run.choice(self.ALL_KIND),
            "measure": run.text(self.ALL_MEASURE),
            "plan": run.text(self.ALL_PLAN),
            "source": run.text(self.ALL_SOURCE),
            "method": run.text(self.ALL_METHOD),
        }

    def _long(self, run) -> dict[str, list]:
        """Columns of a table with one value per row."""
        texts = {**TEXTS, self.UNIT: "unit", self.INDICATOR: "indicator"}
        texts = {column: run.field(name) for name, column in texts.items() if run.field(name)}
        figures = {**NUMBERS, self.VALUE: "value"}
        figures = {column: run.field(name) for name, column in figures.items() if run.field(name)}
        read = run.columns(self.INPUT, list({*texts.values(), *figures.values()}))
        numbers = {column: run.numbers(read, name, self.INPUT).tolist() for column, name in figures.items()}
        return {**{column: list(joining.codes(read[name])) for column, name in texts.items()}, **numbers}

    def _wide(self, run) -> dict[str, list]:
        """Columns of a table with several values per row, one after the other; empty for a long one."""
        rows = matrices.rows(run.matrix(self.COLUMNS), WIDTH_OF_MATRIX)
        if not rows:
            return {}
        texts = {**TEXTS, self.UNIT: "unit"}
        texts = {column: run.field(name) for name, column in texts.items() if run.field(name)}
        read = run.columns(self.INPUT, list({*texts.values(), *(row[0] for row in rows)}))
        shared = {column: list(joining.codes(read[name])) for column, name in texts.items()}
        count = len(read)
        made: dict[str, list] = {name: values * len(rows) for name, values in shared.items()}
        made["value"] = [value for row in rows for value in run.numbers(read, row[0], self.INPUT).tolist()]
        made["indicator"] = [row[1] or row[0] for row in rows for _ in range(count)]
        for at, name in ((2, "year"), (3, "measure")):
            own = shared.get(name, [""] * count)
            made[name] = [row[at] or text for row in rows for text in own]
        return made

    def _compared(self, register, made):
        """What the register has of these values, and the version that holds by key."""
        where = {"unit": sorted(set(made.columns["unit"])), "year": sorted(set(made.columns["year"]))}
        held = register.current(where)
        keys = list(zip(*(held[name].tolist() for name in KEY)))
        found = comparison.compare(made, keys, held["value"].tolist())
        return found, dict(zip(keys, held["version"].tolist()))

    def _told(self, run, register, made, found, policy) -> dict:
        changed = len(found.other)
        run.say(
            translate(
                "ImportValues",
                "{new} values are new, {changed} changed, {same} were there already; {missing} rows have no "
                "value and {totals} are totals, which are left out.",
            ).format(
                new=len(found.new),
                changed=changed,
                same=len(found.same),
                missing=made.missing,
                totals=made.totals,
            )
        )
        for measure, count in sorted(made.converted.items()):
            run.say(
                translate("ImportValues", "{count} values were converted from {unit}.").format(
                    count=count, unit=measure
                )
            )
        result = {
            registers.PLACE: register.place,
            self.NEW: len(found.new),
            self.CHANGED: changed,
            self.SAME: len(found.same),
            self.MISSING: made.missing,
        }
        if run.wanted(self.OUTPUT):
            result[self.OUTPUT] = run.give_table(self.OUTPUT, listed(made, found, policy))
        return result


def _records(columns: dict[str, list]) -> list[dict]:
    return [dict(zip(columns, row)) for row in zip(*columns.values())]


def changes_of(made, found, versions: dict, policy: str) -> list:
    """What is to be written for compared entries."""
    changes = []
    if found.new:
        changes.append(insert("indicator_values", comparison.part(made, found.new)))
    if found.other:
        columns = comparison.part(made, found.other)
        if policy == comparison.VERSION:
            changes.append(new_version("indicator_values", columns))
        else:
            keys = zip(*(columns[name] for name in KEY))
            changes.append(put("indicator_values", {**columns, "version": [versions[key] for key in keys]}))
    return changes


def listed(made, found, policy: str) -> dict[str, np.ndarray]:
    """Declared columns of entries with what became of them."""
    outcome = ["unchanged"] * len(made)
    for at in found.new:
        outcome[at] = "new"
    for at in found.other:
        outcome[at] = policy
    columns = {
        "source_row": made.rows,
        "unit_code": made.columns["unit"],
        "indicator": made.columns["indicator"],
        "subzone": made.columns["subzone"],
        "component": made.columns["component"],
        "plan": made.columns["plan"],
        "year": made.columns["year"],
        "value_kind": made.columns["kind"],
        "value": made.columns["value"],
        "held_value": [found.held.get(at) for at in range(len(made))],
        "outcome": outcome,
    }
    return {name: np.array([*values, None], dtype=object)[:-1] for name, values in columns.items()}
